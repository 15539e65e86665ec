"""Some hundred records: Streamlit's grid on the records page, by keys and by mouse, and the bars that count them."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenWindow, running_server
from tests.conftest import DataFolder, copy_data

STATUS = "p[role=status]"


@pytest.fixture(scope="module")
def long_record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server with 310 achievements."""
    folder = tmp_path_factory.mktemp("long")
    copy_data(folder)
    DataFolder(folder).repeat_achievements(31)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MRI_DATA_DIR", str(folder))
        with running_server(tmp_path_factory.mktemp("guard") / "outside.log") as address:
            yield address


def test_arrow_keys_and_the_mouse_open_records_in_the_grid_and_enter_and_space_go_to_them(
    window: OpenWindow, long_record: str
) -> None:
    page = window(address=long_record).open("/records?record=durban-2001")
    grid, name = page.get_by_test_id("data-grid-canvas"), page.locator(".mri-detail .mri-name")
    expect(grid).to_be_visible()
    page.locator(".mri-downloads").get_by_role("link", name="JSON").focus()
    for _ in range(6):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.tagName") == "CANVAS":
            break
    expect(grid).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page).not_to_have_url(re.compile("record=durban-2001$"))
    page.keyboard.press("ArrowDown")
    expect(page).to_have_url(re.compile("record=durban-2001$"))
    expect(name).to_contain_text("World Conference")
    expect(page.locator(STATUS)).to_contain_text("World Conference")
    page.keyboard.press("Enter")
    expect(name).to_be_focused()
    grid.focus()
    page.keyboard.press("Space")
    expect(name).to_be_focused()
    table = page.get_by_test_id("stDataFrame").bounding_box()
    assert table
    page.mouse.click(table["x"] + 300, table["y"] + 42 * 1.5)
    expect(page).not_to_have_url(re.compile("record=durban-2001$"))
    # The grid's own tools do not lie over the files beside it while nobody is there.
    page.mouse.move(0, 0)
    page.get_by_placeholder("Search the record").focus()
    expect(page.get_by_test_id("stElementToolbar")).to_have_css("opacity", "0")
    # Each record of the page is a link too.
    page.get_by_role("paragraph").filter(has_text="These records as a table of links (200)").click()
    links = page.locator(".st-key-notphone .mri-table").get_by_role("link")
    expect(links).to_have_count(200)
    links.nth(2).press("Enter")
    expect(name).to_be_focused()


def test_a_click_on_a_bar_of_the_timeline_keeps_what_it_counts_and_back_brings_all_back(
    window: OpenWindow, long_record: str
) -> None:
    mine = window(address=long_record)
    page = mine.open("/timeline")
    bar = page.locator(".st-key-wide a[data-id='1998|campaign']:visible")
    bar.hover()
    expect(page.locator(".mri-card:visible > span").first).to_have_text("1998, Campaign for the Convention")
    bar.click()
    expect(page.locator(STATUS)).to_contain_text("31 of 317 records")
    expect(page).to_have_url(re.compile(r"/timeline\?.*area=campaign"))
    mine.ready()
    page.go_back()
    expect(page.locator(STATUS)).to_have_text("All 317 records.")
