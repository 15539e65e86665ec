"""The published site on a plain web host, in a folder below its root, in a real browser."""

from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from mri_data.query.filters import Filters, select
from mri_data.record.dataset import Dataset
from mri_data.record.permalink import to_query
from mri_data.site.publish import publish, view_of
from tests.browser.accessibility_tree import expect_as_kept
from tests.browser.conftest import SMALL_PX, Window, faults, walked

WIDE, PHONE = (1440, 900), (390, 844)
PAGES = ("index", "timeline", "map", "records", "convention", "sources", "records/pga-2009", "404")
STATUS = "[role=status]"
CHOICES = [
    Filters(text="genéva FORUM"),
    Filters(work_area=("advocacy", "support")),
    Filters(kind=("achievement",), precision=("after", "undated")),
    Filters(years=(1999, 2003), ongoing=False),
    Filters(place=("geneva", "manila"), undated=False, text="forum"),
    Filters(years=(2001, 2001), role=("facilitated",), evidence=("event",)),
]


class Quiet(SimpleHTTPRequestHandler):
    """A plain file server that prints nothing."""

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def host(dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site of the whole record on a host of this machine; gives the address of its folder."""
    root = tmp_path_factory.mktemp("host")
    publish(view_of(dataset, {}, "https://record.example.org/a/folder"), root / "a" / "folder")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(root))) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/a/folder/"
        server.shutdown()
        thread.join()


Open = Callable[..., Window]


@pytest.fixture
def opened(browser: Browser, kept: dict[str, BrowserContext], host: str) -> Iterator[Open]:
    """Opens a page of the site: `opened("records.html", size=PHONE, dark=True)`."""
    windows: list[Window] = []
    plain = browser.new_context(java_script_enabled=False)

    def opening(path: str, size: tuple[int, int] = WIDE, *, dark: bool = False, script: bool = True) -> Window:
        window = Window(kept["dark" if dark else "light"] if script else plain, host)
        windows.append(window)
        window.page.set_viewport_size({"width": size[0], "height": size[1]})
        window.page.goto(host + path)
        return window

    yield opening
    for window in windows:
        window.page.close()
    plain.close()


def shown(page: Page) -> list[str]:
    """Ids of the records that the table shows."""
    addresses = page.locator("table.records tbody tr:visible a").evaluate_all("links => links.map(a => a.href)")
    return [Path(address).stem for address in addresses]


def test_no_page_asks_elsewhere_complains_or_needs_to_be_moved_sideways(opened: Open) -> None:
    for size in (WIDE, (360, 740)):
        window = opened("index.html", size)
        for name in PAGES:
            window.page.goto(f"{window.address}{name}.html")
            window.page.evaluate("document.fonts.ready.then(() => true)")
            assert window.page.evaluate("document.documentElement.scrollWidth") == size[0], (name, size)
            assert window.page.evaluate("document.fonts.check('16px SourceSans3')")
        assert (window.outside, window.complaints) == ([], [])
    for name in ("timeline", "map"):
        page = opened(f"{name}.html", (1280, 720)).page
        assert page.locator(".wide text:visible, .timeline text:visible").evaluate_all(SMALL_PX) == []


def test_one_can_read_all_from_the_overview_on(opened: Open) -> None:
    page = opened("").page
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Ten achievements on record, from the UN conferences of 1995 to a seventh civil society forum in 2013"
    )
    page.get_by_role("link", name="Open the timeline").click()
    expect(page).to_have_title(
        "Five kinds of work, from the UN conferences of 1995 to a seventh civil society forum in 2013 · "
        "Timeline · MRI: our record"
    )
    page.get_by_role("treeitem", name="Forum 4: Athens").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Forum 4: Athens")
    page.get_by_role("link", name="Next record").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Forum 5: Mexico City")


@pytest.mark.parametrize("filters", CHOICES)
def test_an_address_of_the_dashboard_shows_the_records_that_the_dashboard_shows(
    opened: Open, dataset: Dataset, filters: Filters
) -> None:
    page = opened(f"records.html?{urlencode(to_query(filters), doseq=True)}").page
    found = select(dataset.records, filters)["id"].tolist()
    assert 0 < len(found) < len(dataset.records)
    assert shown(page) == found
    expect(page.locator(STATUS)).to_have_text(f"{len(found)} of 17 records")


def test_what_one_chooses_stands_in_the_address_and_opens_again(opened: Open, dataset: Dataset) -> None:
    page = opened("records.html?kind=achievement&years=1995-2003").page
    page.get_by_role("searchbox").fill("genéva")
    page.get_by_role("button", name="Campaign 1").click()
    expect(page.locator(STATUS)).to_have_text("1 of 17 records")
    address = page.url
    assert address.endswith("records.html?area=campaign&kind=achievement&years=1995-2003&q=gen%C3%A9va")
    page.goto("about:blank")
    page.goto(address)
    expect(page.get_by_role("searchbox")).to_have_value("genéva")
    expect(page.get_by_role("button", name="Campaign 1")).to_have_attribute("aria-pressed", "true")
    assert shown(page) == ["ratification-campaign-1998"]
    page.get_by_role("button", name="1995 to 2003 Remove this filter").click()
    page.get_by_role("button", name="Achievements Remove this filter").click()
    assert page.url.endswith("records.html?area=campaign&q=gen%C3%A9va")
    page.get_by_role("button", name="Clear all filters").click()
    assert (page.url.endswith("records.html"), len(shown(page))) == (True, 17)


@pytest.mark.parametrize("query", ["area=no-such&years=x&q=", "record=../../x", "record=no-such", "q=%00%E0%A4%A", "%"])
def test_what_an_address_asks_for_in_vain_is_left_out(opened: Open, query: str) -> None:
    window = opened(f"records.html?{query}")
    expect(window.page.locator("h1")).to_contain_text("Ten achievements and seven forums")
    assert window.complaints == []


def test_an_address_that_opens_a_record_leads_to_its_page(opened: Open) -> None:
    for path in ("?record=durban-2001", "records.html?area=support&record=durban-2001"):
        page = opened(path).page
        page.wait_for_url("**/records/durban-2001.html")
        expect(page.locator("h1")).to_have_text("NGO preparations for the World Conference against Racism")


@pytest.mark.snapshots
def test_a_record_is_found_and_opened_without_a_mouse(opened: Open) -> None:
    page = opened("records.html").page
    page.get_by_role("searchbox").focus()
    page.keyboard.type("general discussion")
    page.keyboard.press("Enter")
    page.wait_for_url("**/records/cmw-discussion-2011.html")
    page = opened("timeline.html").page
    expect_as_kept(page.locator("main"), "site_timeline")
    tree, handbook = page.get_by_role("tree"), "Achieving Dignity: a Campaigner’s Handbook. No date in the source."
    tree.focus()
    walked(page, "ArrowDown ArrowDown ArrowDown ArrowDown")
    assert walked(page, "ArrowDown ArrowRight ArrowRight Escape Escape Escape") == [
        "Publications, 2 records",
        "NGO Platform of Action on the follow-up to Durban. Some time after 2001; how long after is not known. "
        "Our own account. 1 source.",
        *[f"{handbook} Our own account. 1 source."] * 2,
        "Publications, 2 records",
        tree.get_attribute("aria-label"),
    ]
    page.get_by_role("treeitem", name="Achieving Dignity").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/records/handbook.html")


def test_without_a_script_the_records_are_a_plain_table(opened: Open) -> None:
    page = opened("records.html", script=False).page
    assert len(shown(page)) == 17
    expect(page.locator("button:visible, input:visible")).to_have_count(0)
    page.get_by_role("link", name="Forum 4: Athens").click()
    expect(page.locator("h1")).to_have_text("Forum 4: Athens")


def test_pages_follow_the_colours_of_the_machine(opened: Open) -> None:
    for dark, colour in ((False, "rgb(251, 248, 242)"), (True, "rgb(26, 23, 20)")):
        page = opened("timeline.html", dark=dark).page
        expect(page.locator("body")).to_have_css("background-color", colour)
        accent = "rgb(229, 124, 83)" if dark else "rgb(158, 53, 16)"
        athens = page.get_by_role("treeitem", name="Forum 4: Athens")
        expect(athens.locator("rect[rx]").last).to_have_css("fill", accent)


@pytest.mark.parametrize(("size", "dark"), [(WIDE, False), (PHONE, True)], ids=["wide", "phone-dark"])
def test_axe_finds_nothing_serious(opened: Open, size: tuple[int, int], dark: bool) -> None:
    page = opened("index.html", size, dark=dark).page
    for path in (
        "index.html",
        "records.html?area=advocacy&kind=achievement",
        "convention.html",
        "records/pga-2009.html",
    ):
        page.goto(page.url.partition("folder/")[0] + "folder/" + path)
        assert faults(page) == [], path
