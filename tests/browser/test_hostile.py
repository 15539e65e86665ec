"""A record full of attacks in a real browser: nothing runs, nobody else is asked, and the page keeps its shape."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from mri_data.query.filters import Filters
from mri_data.record.dataset import load_dataset
from mri_data.record.pages import HOME, PAGES
from mri_data.record.view import View
from mri_data.schema.context import KINDS
from tests.browser.conftest import READY, Window, running_server
from tests.hostile import hostile_folder

WIDTH, HEIGHT = 1440, 900
CONTEXT = "context=" + ",".join(KINDS)
TIMELINE = ".st-key-wide"
ADDRESSES = (
    "/records?record=<script>window.hacked=1</script>&q=" + "%3Cb%3E" * 200,
    "/map?city=../../&year=-1&context=%00&state=<svg onload=window.hacked=1>",
    "/present?slide=NaN&notes=%FF",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hostile_folder(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="module")
def hostile(folder: Path) -> View:
    return View(load_dataset(folder), Filters(kind=("forum",)))


@pytest.fixture(scope="module")
def hostile_server(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    log = tmp_path_factory.mktemp("guard") / "outside.log"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MRI_DATA_DIR", str(folder))
        with running_server(log) as address:
            yield address
    assert not log.exists(), "the server turned to another machine"


@pytest.fixture(scope="module")
def mine(browser: Browser, hostile_server: str) -> Iterator[Window]:
    context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT})
    window = Window(context, hostile_server)
    window.page.on("dialog", lambda dialog: _note(window, dialog))
    yield window
    context.close()


def _note(window: Window, dialog: Dialog) -> None:
    window.complaints.append(f"dialog {dialog.message}")
    dialog.dismiss()


def opened(mine: Window, address: str) -> None:
    """Open any page; the stage has no title of the other pages."""
    mine.page.goto(mine.address + address)
    mine.page.wait_for_selector(READY)
    mine.page.locator("h1:visible").first.wait_for()


def is_harmless(mine: Window) -> bool:
    """Assert all that holds for every page, whatever the record says."""
    page = mine.page
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.hacked === undefined")
    assert (mine.outside, mine.complaints) == ([], [])
    protocols = page.locator("a[href]").evaluate_all(
        "all => all.map(one => new URL(one.getAttribute('href'), document.baseURI).protocol)"
    )
    assert set(protocols) <= {"http:", "https:"}
    assert page.locator("svg a:not([data-page])").count() == 0
    widest = page.evaluate(
        "Math.max(document.documentElement.scrollWidth, "
        "document.querySelector('[data-testid=stMain]')?.scrollWidth ?? 0)"
    )
    assert widest <= WIDTH
    return True


@pytest.mark.parametrize("name", PAGES)
def test_nothing_in_a_record_runs_on_any_page(name: str, mine: Window) -> None:
    opened(mine, f"/{name if name != HOME else ''}?{CONTEXT}")
    assert is_harmless(mine)


def test_the_donor_pack_names_letters_that_no_font_has_and_where_they_stand(mine: Window) -> None:
    opened(mine, "/records?kind=forum")
    mine.page.get_by_role("button", name="Donor pack").click()
    said = mine.page.locator(".mri-pack p").nth(1)
    expect(said).to_have_text(re.compile(r"^PDF and pictures show □ in place of .*\\u0378.* in “.+”"))
    assert is_harmless(mine)


@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_in_an_address_runs(address: str, mine: Window) -> None:
    opened(mine, address)
    assert is_harmless(mine)


def marks(page: Page) -> dict[str, tuple[float, float]]:
    """The middle of what the pointer finds of the mark of each record on the timeline, of those in the window."""
    found = page.locator(f"{TIMELINE} a[data-id]:visible").evaluate_all(
        """links => links.map((link) => {
            const { x, y, width, height } = link.querySelector("rect").getBoundingClientRect();
            return [link.dataset.id, x + width / 2, y + height / 2];
        })"""
    )
    return {record: (across, down) for record, across, down in found if down < HEIGHT - 20}


def test_what_a_mark_of_the_timeline_says_is_a_text(mine: Window, hostile: View) -> None:
    page = mine.open("/timeline")
    mine.drawn(TIMELINE)
    page.wait_for_load_state("networkidle")
    titles, card = hostile.records.set_index("id")["title"], page.locator(".mri-card:visible")
    spots = marks(page)
    # The bar of the whole series lies below the forums.
    pointed = [record for record in spots if record != "pga-series"]
    assert len(pointed) > 8
    for record in pointed:
        page.mouse.move(*spots[record])
        expect(card).to_contain_text(titles[record].split()[0][:20])
        assert card.locator("script, img, a, svg").count() == 0
    assert is_harmless(mine)


def test_what_a_mark_of_the_map_says_is_a_text(mine: Window, hostile: View) -> None:
    page = mine.open("/map?kind=forum")
    names = hostile.dataset.places["name"]
    for place in ("manila", "mexico-city", "new-york"):
        # A card that the mouse may rest on can cover the next mark: it goes when the mouse leaves.
        page.mouse.move(0, 0)
        card = page.locator(".mri-card:visible")
        expect(card).to_have_count(0)
        page.locator(f".mri-map-wide .mri-places a[data-id={place}] circle").hover()
        expect(card).to_contain_text(names[place])
        assert card.locator("script, img, a, svg").count() == 0
    assert is_harmless(mine)
