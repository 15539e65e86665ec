"""The Convention page in a real browser."""

import csv
import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility_tree import MAIN, expect_as_kept
from tests.browser.conftest import OpenWindow, faults

STATUS = "p[role=status]"
BESIDE = "context=meetings,convention,forums"


class TestConvention:
    """What a programme officer does with the list of States parties."""

    def test_a_search_is_in_the_address_opens_elsewhere_and_back_undoes_it(self, window: OpenWindow) -> None:
        mine = window()
        page = mine.open("/convention")
        search = page.get_by_placeholder("Search States and notes")
        search.press_sequentially("sri ")
        expect(page.locator(STATUS)).to_have_text("1 of 60 States parties")
        mine.ready()
        # The space stays where it is, though the page was drawn anew.
        search.press_sequentially("lanka")
        expect(page).to_have_url(re.compile(r"/convention\?state=sri\+lanka$"))
        expect(search).to_have_value("sri lanka")
        mine.ready()
        page.go_back()
        expect(page.locator(STATUS)).to_have_text("All 60 States parties")
        mine.ready()
        search.fill("guinéa")
        expect(page.locator(STATUS)).to_have_text("2 of 60 States parties")
        mine.ready()
        page.get_by_role("radio", name="Acceded 31").click()
        expect(page.locator(STATUS)).to_have_text("1 of 60 States parties")
        expect(page).to_have_url(re.compile(r"/convention\?state=guin%C3%A9a&joined=accession$"))

        theirs = window().open(page.url.removeprefix(mine.address))
        expect(theirs.locator(STATUS)).to_have_text("1 of 60 States parties")
        expect(theirs.get_by_placeholder("Search States and notes")).to_have_value("guinéa")

        mine.ready()
        page.go_back()
        expect(page.locator(STATUS)).to_have_text("2 of 60 States parties")
        expect(page.get_by_placeholder("Search States and notes")).to_have_value("guinéa")

    def test_the_list_shown_is_saved_under_the_day_it_is_of(self, window: OpenWindow) -> None:
        page = window().open("/convention?joined=accession")
        with page.expect_download() as saved:
            page.get_by_role("link", name="CSV of these States").click()
        assert saved.value.suggested_filename == "icrmw-parties-selection-2025-02-21.csv"
        text = Path(saved.value.path()).read_text("utf-8-sig")
        assert text.count(",accession,") == 31
        assert len(list(csv.DictReader(io.StringIO(text)))) == 31
        with page.expect_download() as saved:
            page.get_by_role("link", name="With semicolons, for decimal commas").click()
        assert saved.value.suggested_filename == "icrmw-parties-selection-2025-02-21.semicolon.csv"
        assert Path(saved.value.path()).read_text("utf-8-sig").count(";accession;") == 31
        page.emulate_media(media="print")
        caption = page.locator(".st-key-party_sources caption")
        expect(caption).to_have_text("The 12 sources of these tables")
        assert caption.evaluate("one => one.offsetHeight") > 20

    @pytest.mark.snapshots
    def test_pointing_at_a_year_says_if_that_is_all_that_is_known_and_a_link_leads_to_the_steps(
        self, window: OpenWindow
    ) -> None:
        page = window().open("/convention")
        step = page.get_by_role("treeitem", name="Togo, ratification. in 2020, day not verified")
        card = page.locator(".mri-card:visible")
        expect_as_kept(page.locator(MAIN), "convention")
        step.hover()
        expect(card).to_contain_text("in 2020, day not verified")
        page.mouse.move(0, 0)
        expect(card).to_have_count(0)
        page.keyboard.press("Tab")
        step.focus()
        expect(card).to_contain_text("in 2020, day not verified")
        page.get_by_role("link", name="See the Convention’s steps beside the record").click()
        expect(page).to_have_url(re.compile(r"/timeline\?context=convention$"))


@pytest.mark.parametrize("address", ["/convention", f"/timeline?{BESIDE}", f"/map?{BESIDE}"])
def test_axe_finds_nothing_serious_on_a_phone(address: str, window: OpenWindow) -> None:
    page = window(390, 844).open(address)
    page.wait_for_load_state("networkidle")
    if BESIDE in address:
        expect(page.get_by_text("They are not MRI’s work, and no count includes them.").first).to_be_visible()
    expect(page.get_by_role("button", name="Copy link")).to_be_visible()
    assert faults(page) == []
    if address == "/convention":
        search = page.get_by_test_id("stTextInputRootElement")
        tools = (page.get_by_role("button", name=name) for name in ("Donor pack", "Copy link"))
        assert [round((one.bounding_box() or {"height": 0})["height"]) for one in (*tools, search)] == [44, 44, 44]
        row = page.get_by_role("row", name="Sri Lanka 11 March 1996")
        expect(row.locator("td:visible")).to_have_text(["7", "Sri Lanka", "11 March 1996"])
        assert (row.bounding_box() or {"height": 99})["height"] < 45
        page.set_viewport_size({"width": 1280, "height": 720})
        expect(page.locator(".mri-chart svg:visible")).to_have_count(1)
        above = page.get_by_role("heading", name="All States parties").bounding_box()
        assert above is not None
        assert above["y"] < 2 * 720
