"""The page in one file, opened by double click in a real browser: what a donor does with it, years later."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from mri_data.exports.html_file import to_html
from mri_data.query.filters import Filters, select
from mri_data.record.dataset import Dataset
from mri_data.record.view import View
from mri_data.schema.settings import Note
from mri_data.words.spelling import fold
from tests.browser.accessibility_tree import expect_as_kept
from tests.browser.conftest import PATIENCE_MS, faults, walked
from tests.conftest import records_of

WHOLE = Filters()
WIDE, PHONE = (1440, 900), (390, 844)
SHOWN = "tbody tr:visible"
STATUS = "[role=status]"
LONG = "x" * 500
RUN = ["<img src=x onerror=\"document.title = 'ran'\">", "</script><script>document.title = 'ran'</script>"]


class Opened:
    """A window with the file in it, what it asked for and what its console said."""

    def __init__(self, context: BrowserContext, address: str, size: tuple[int, int]) -> None:
        self.address = address
        self.asked: list[str] = []
        self.said: list[str] = []
        self.page: Page = context.new_page()
        self.page.set_default_timeout(PATIENCE_MS)
        self.page.set_viewport_size({"width": size[0], "height": size[1]})
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("dialog", lambda dialog: self.said.append(dialog.message))
        self.page.goto(address)
        self.page.evaluate("document.fonts.ready.then(() => true)")

    def outside(self) -> list[str]:
        """What it asked for besides itself and what it carries."""
        return [url for url in self.asked if url.partition("#")[0] != self.file and not url.startswith("data:")]

    @property
    def file(self) -> str:
        return self.address.partition("#")[0]


OpenFile = Callable[..., Opened]


@pytest.fixture(scope="module")
def written(dataset: Dataset) -> Callable[[Filters], bytes]:
    """The page of a view of the shipped record, made once."""
    return cache(lambda filters: to_html(View(dataset, filters, base="https://example.org", public=True)))


@pytest.fixture
def opened(
    browser: Browser, kept: dict[str, BrowserContext], tmp_path: Path, written: Callable[[Filters], bytes]
) -> Iterator[OpenFile]:
    """Writes the page of a view and opens it: `opened(Filters(), size=PHONE, dark=True, at="#record-handbook")`."""
    windows: list[Opened] = []
    plain = browser.new_context(java_script_enabled=False)

    def opening(
        view: View | Filters = WHOLE,
        size: tuple[int, int] = WIDE,
        *,
        dark: bool = False,
        at: str = "",
        script: bool = True,
    ) -> Opened:
        file = tmp_path / f"{len(windows)}.html"
        file.write_bytes(written(view) if isinstance(view, Filters) else to_html(view))
        context = kept["dark" if dark else "light"] if script else plain
        windows.append(Opened(context, file.as_uri() + at, size))
        return windows[-1]

    yield opening
    for window in windows:
        window.page.close()
    plain.close()


def strange(dataset: Dataset, *titles: str, **cells: Any) -> View:
    """A view of records with these titles."""
    made = [{"id": f"r{at}", "source": "mri-achievements", "title": title, **cells} for at, title in enumerate(titles)]
    return View(replace(dataset, table=records_of(*made)))


def mark(page: Page, record: str) -> Any:
    return page.locator(f".timeline a[data-id={record}]")


# --- asks for nothing


@pytest.mark.parametrize("filters", [WHOLE, Filters(text="genéva"), Filters(text="no such thing")])
def test_opening_the_file_asks_for_nothing_and_complains_of_nothing(opened: OpenFile, filters: Filters) -> None:
    mine = opened(filters)
    mine.page.wait_for_load_state("networkidle")
    assert mine.asked[0] == mine.file
    assert mine.outside() == []
    assert mine.said == []


def test_using_the_file_asks_for_nothing_either(opened: OpenFile) -> None:
    mine = opened()
    mine.page.get_by_role("button", name="Open all records").click()
    mark(mine.page, "pga-2009").click()
    mine.page.get_by_role("searchbox").fill("athens")
    mine.page.emulate_media(color_scheme="dark")
    mine.page.wait_for_load_state("networkidle")
    assert mine.outside() == []
    assert mine.said == []


def test_the_typefaces_are_those_in_the_file(opened: OpenFile) -> None:
    page = opened().page
    faces = page.evaluate("[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family).sort()")
    assert faces == ["Newsreader", "SourceSans3"]


def test_a_hostile_record_runs_nothing_and_asks_for_nothing(opened: OpenFile, dataset: Dataset) -> None:
    title = f"{RUN[0]}\" onmouseover=\"document.title = 'ran'"
    notes = (Note(RUN[1], ("mri-achievements",)),)
    mine = opened(strange(dataset, title, RUN[1], summary=RUN[0], source_ref=RUN[1], also_known=notes))
    mine.page.get_by_role("button", name="Open all records").click()
    mark(mine.page, "r0").hover()
    mark(mine.page, "r0").click()
    mine.page.wait_for_load_state("networkidle")
    assert mine.page.title() == dataset.about.title
    assert mine.outside() == []
    assert mine.said == []
    expect(mine.page.locator(".opened .mri-says")).to_have_text(RUN[0])


# --- everybody can use it


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_axe_finds_nothing_serious(opened: OpenFile, size: tuple[int, int], dark: bool) -> None:
    page = opened(size=size, dark=dark, at="#record-pga-series").page
    if size == WIDE:
        mark(page, "ratification-campaign-1998").click()
        expect(page.locator(".opened")).to_be_visible()
    expect(page.locator("tr[id=record-pga-series] .mri-says")).to_be_visible()
    assert faults(page) == []


def test_axe_finds_nothing_serious_in_what_a_reader_chose(opened: OpenFile) -> None:
    page = opened(Filters(kind=("achievement",))).page
    page.get_by_role("button", name="Support 3").click()
    page.get_by_role("searchbox").fill("no such thing")
    expect(page.get_by_text("No record matches.")).to_be_visible()
    assert faults(page) == []


# --- the table


def test_a_search_minds_neither_accents_nor_capitals_and_counts(opened: OpenFile, dataset: Dataset) -> None:
    page = opened().page
    expect(page.locator(STATUS)).to_have_text("17 of 17 records")
    for text in ("genéva", "GENEVA forum", "  un   rapporteur ", "campaigner's", "campaigner’s handbook", "2013"):
        page.get_by_role("searchbox").fill(text)
        found = select(dataset.records, Filters(text=text))
        expect(page.locator(STATUS)).to_have_text(f"{len(found)} of 17 records")
        assert _ids(page) == [f"record-{record}" for record in found["id"]]
        assert len(found) > 0
    assert page.locator("tbody tr").count() == 17


def _ids(page: Page) -> list[str]:
    return list(page.locator(SHOWN).evaluate_all("rows => rows.map(row => row.id)"))


WRITTEN = ["Łódź", "Straße", "İstanbul", "Ærø – Þing", "“don’t”", "ΣΟΦΙΑΣ", "ﬁle", "a\u00adb", "x ‐ y", "ñandú", "日本"]
TYPED = ["lodz", "ŁÓDŹ", "strasse", "STRASSE", "istanbul", "aero - thing", '"don\'t"', "σοφιας", "σοφιασ", "file"]
TYPED += ["ab", "x - y", "NANDU", "日本", "a" * 1000, "ø", "”", "—", "´"]


def test_the_search_finds_what_the_dashboard_finds(opened: OpenFile, dataset: Dataset) -> None:
    view = strange(dataset, *WRITTEN)
    page = opened(view).page
    for text in (*TYPED, *WRITTEN):
        page.get_by_role("searchbox").fill(text)
        assert _ids(page) == [
            f"record-{record}" for record in select(view.dataset.records, Filters(text=text))["id"]
        ], text
    assert [text for text in TYPED if any(fold(text) in fold(title) for title in WRITTEN)] == [
        text for text in TYPED if len(text) < 1000
    ]


def test_kinds_of_work_add_up_and_narrow_the_search(opened: OpenFile) -> None:
    page = opened().page
    page.get_by_role("button", name="Advocacy 3").click()
    expect(page.locator(STATUS)).to_have_text("3 of 17 records")
    page.get_by_role("button", name="Support 3").click()
    expect(page.locator(STATUS)).to_have_text("6 of 17 records")
    expect(page.get_by_role("button", name="Support 3")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("searchbox").fill("durban")
    expect(page.locator(STATUS)).to_have_text("1 of 17 records")
    page.get_by_role("button", name="Clear all filters").click()
    expect(page.locator(STATUS)).to_have_text("17 of 17 records")
    expect(page.get_by_role("button", name="Support 3")).to_have_attribute("aria-pressed", "false")
    expect(page.get_by_role("searchbox")).to_be_focused()


def test_nothing_found_says_so(opened: OpenFile) -> None:
    page = opened().page
    page.get_by_role("searchbox").fill("no such thing")
    expect(page.locator(STATUS)).to_have_text("0 of 17 records")
    expect(page.get_by_text("No record matches.")).to_be_visible()
    page.get_by_role("searchbox").press("Escape")
    expect(page.locator(STATUS)).to_have_text("17 of 17 records")
    expect(page.get_by_text("No record matches.")).to_be_hidden()


def test_a_record_is_found_and_opened_without_a_mouse(opened: OpenFile) -> None:
    page = opened().page
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the records")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("genéva general discussion")
    page.keyboard.press("Enter")
    summary = page.locator("#record-cmw-discussion-2011 summary")
    expect(summary).to_be_focused()
    expect(page.locator("#record-cmw-discussion-2011 .mri-says")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#record-cmw-discussion-2011 .mri-says")).to_be_hidden()


def test_a_click_anywhere_on_a_row_opens_it(opened: OpenFile) -> None:
    page = opened().page
    row = page.locator("#record-durban-2001")
    row.locator(".when").click()
    expect(row.locator(".mri-says")).to_be_visible()
    row.locator("summary").click()
    expect(row.locator(".mri-says")).to_be_hidden()


def test_all_records_open_at_once(opened: OpenFile) -> None:
    page = opened().page
    page.get_by_role("button", name="Open all records").click()
    expect(page.locator("details .mri-says:visible")).to_have_count(17)
    page.get_by_role("button", name="Close all records").click()
    expect(page.locator("details .mri-says:visible")).to_have_count(0)


def test_an_address_of_a_record_opens_it(opened: OpenFile) -> None:
    page = opened(at="#record-handbook").page
    expect(page.locator("#record-handbook .mri-says")).to_be_visible()
    expect(page.locator("#record-handbook summary")).to_be_in_viewport()
    expect(page.locator("details[open]")).to_have_count(1)


@pytest.mark.parametrize("at", ["#record-no-such", "#%", "#%E0%A4%A", "#record-", "#<script>"])
def test_an_address_of_no_record_opens_none(opened: OpenFile, at: str) -> None:
    mine = opened(at=at)
    expect(mine.page.locator(STATUS)).to_have_text("17 of 17 records")
    expect(mine.page.locator("details[open]")).to_have_count(0)
    assert mine.said == []


def test_a_link_to_a_record_opens_it_every_time_and_though_the_search_hides_it(opened: OpenFile) -> None:
    page = opened().page
    link = page.locator(".mri-stops").get_by_role("link", name="Manila")
    link.click()
    says = page.locator("#record-pga-2008 .mri-says")
    expect(says).to_be_visible()
    page.locator("#record-pga-2008 summary").click()
    expect(says).to_be_hidden()
    page.get_by_role("searchbox").fill("durban")
    link.click()
    expect(says).to_be_visible()
    expect(page.locator(STATUS)).to_have_text("17 of 17 records")


# --- the timeline

FORUM_1 = "Forum 1: New York. 2006, year only. Documented elsewhere. 5 sources."


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_mark_tells_what_it_is_and_opens_its_record_beside_the_picture(opened: OpenFile, dark: bool) -> None:
    page = opened(dark=dark).page
    mark(page, "ngo-platform").hover()
    expect(page.locator(".mri-card > span")).to_have_text(
        ["NGO Platform of Action on the follow-up to Durban", "After 2001", "Publications"]
    )
    mark(page, "ngo-platform").locator("circle").click()
    expect(page.locator(".mri-card")).to_be_hidden()
    expect(page.locator(".mri-key")).to_be_hidden()
    beside = page.get_by_role("region", name="The record chosen")
    expect(beside.locator("h3")).to_have_text("NGO Platform of Action on the follow-up to Durban")
    expect(beside.locator(".mri-date")).to_have_text("After 2001")
    expect(mark(page, "ngo-platform")).to_have_attribute("aria-current", "true")
    mark(page, "pga-2009").click()
    expect(beside.locator("h3")).to_have_text("Forum 4: Athens")
    expect(page.locator(".timeline [aria-current]")).to_have_count(1)
    expect(page.locator(".mri-chosen")).to_have_count(1)
    beside.get_by_role("link", name="Find it in the table").click()
    expect(page.locator("#record-pga-2009 .mri-says")).to_be_visible()
    beside.get_by_role("button", name="Close").click()
    expect(beside).to_be_hidden()
    expect(page.locator(".mri-key")).to_be_visible()


@pytest.mark.snapshots
def test_the_timeline_works_without_a_mouse(opened: OpenFile) -> None:
    page = opened().page
    page.locator(".intro a").last.focus()
    tree, cities = page.get_by_role("tree").first, page.get_by_role("tree").last
    expect_as_kept(page.locator("main"), "page_file")
    page.keyboard.press("Tab")
    expect(tree).to_be_focused()
    expect(tree).to_have_attribute("aria-description", re.compile("^Arrow keys move between marks"))
    assert walked(page, "ArrowDown ArrowRight ArrowRight ArrowDown ArrowUp Home ArrowRight ArrowRight") == [
        "Convening civil society, 8 records",
        "Seven international civil society forums. 2006 to 2013. Documented elsewhere. 10 sources.",
        "Forum 1: New York. 2006, year only. Documented elsewhere. 5 sources.",
        "Day of General Discussion on migrant workers in an irregular situation. 19 September 2011. "
        "Event documented. 3 sources.",
        "Forum 6: Geneva. 29 November to 2 December 2011. Documented elsewhere. 6 sources.",
        "Seven international civil society forums. 2006 to 2013. Documented elsewhere. 10 sources.",
        FORUM_1,
        "Forum 2: Brussels. 2007, year only. Documented elsewhere. 6 sources.",
    ]
    expect(page.locator(".mri-card")).to_contain_text("Forum 2: Brussels")
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".timeline .mri-focus")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator(".mri-card")).to_be_hidden()
    expect(mark(page, "pga-2006")).to_be_focused()
    page.keyboard.press("Enter")
    beside = page.get_by_role("region", name="The record chosen")
    expect(beside).to_be_focused()
    expect(beside.locator("h3")).to_have_text("Forum 1: New York")
    page.keyboard.press("Escape")
    expect(beside).to_be_hidden()
    expect(mark(page, "pga-2006")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(mark(page, "pga-2006")).to_be_focused()
    page.keyboard.press("Tab")
    expect(cities).to_be_focused()
    assert walked(page, "ArrowDown ArrowRight End Home ArrowRight ArrowRight")[4:] == [
        "2 Brussels, 2007",
        "3 Manila, 2008",
    ]
    page.keyboard.press("Enter")
    expect(page.locator("#record-pga-2008 summary")).to_be_focused()
    expect(page.locator("#record-pga-2008 .mri-says")).to_be_visible()


# --- on a phone, in the dark, on paper, without a script


def test_no_window_needs_to_be_moved_sideways(opened: OpenFile) -> None:
    page = opened().page
    page.get_by_role("button", name="Open all records").click()
    for width in (320, 390, 768, 1024):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_a_word_without_end_needs_no_sideways_scroll_either(opened: OpenFile, dataset: Dataset) -> None:
    view = strange(dataset, LONG[:200], summary=LONG, source_ref=LONG, name_then=LONG)
    for width in (390, 1440):
        page = opened(replace(view, base=f"https://{LONG}"), size=(width, 844)).page
        page.get_by_role("button", name="Open all records").click()
        assert page.evaluate("document.documentElement.scrollWidth") == width


LINES = """cells => cells.map(cell => {
    const range = document.createRange();
    range.selectNodeContents(cell);
    return new Set([...range.getClientRects()].map(line => Math.round(line.top))).size;
})"""


@pytest.mark.parametrize("width", [320, 390])
def test_on_a_phone_a_long_date_leaves_the_place_its_line(opened: OpenFile, width: int) -> None:
    page = opened(size=(width, 844)).page
    for cell in (".when", ".where"):
        assert set(page.locator(f"#records td{cell}:not(:empty)").evaluate_all(LINES)) == {1}, cell


def test_on_a_phone_years_run_down_and_a_list_stands_below_them(opened: OpenFile) -> None:
    page = opened(size=PHONE).page
    expect(page.locator(".timeline")).to_be_hidden()
    expect(page.locator(".phone-timeline a:visible")).to_have_count(17)
    page.locator(".phone-timeline").get_by_role("treeitem", name="Forum 2: Brussels").locator("rect").first.click()
    expect(page.locator("#record-pga-2007 .mri-says")).to_be_visible()
    expect(page.locator(".mri-list a:visible")).to_have_count(17)
    expect(page.locator(".map svg:visible")).to_have_count(1)
    page.locator(".mri-list a").filter(has_text="Forum 4: Athens").click()
    expect(page.locator("#record-pga-2009 .mri-says")).to_be_visible()


def test_names_on_the_map_stay_legible_on_a_phone(opened: OpenFile) -> None:
    page = opened(size=PHONE).page
    heights = page.locator(".map svg:visible text").evaluate_all(
        "texts => texts.map(text => text.getBoundingClientRect().height)"
    )
    assert len(heights) > 5
    assert min(heights) > 11


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_pictures_follow_the_colours_of_the_machine(opened: OpenFile, dark: bool) -> None:
    page = opened(dark=dark).page
    expect(page.locator("body")).to_have_css("background-color", "rgb(26, 23, 20)" if dark else "rgb(251, 248, 242)")
    sea = "rgb(31, 27, 23)" if dark else "rgb(244, 239, 230)"
    expect(page.locator(".map .wide [data-name=Sea] path").first).to_have_css("fill", sea)
    colour = "rgb(240, 203, 114)" if dark else "rgb(160, 112, 43)"
    expect(mark(page, "handbook").locator("path").first).to_have_css("stroke", colour)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_paper_has_every_record_open_and_no_controls(opened: OpenFile, dark: bool) -> None:
    page = opened(dark=dark).page
    mark(page, "pga-2009").click()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    expect(page.locator("tbody .mri-says:visible")).to_have_count(17)
    expect(page.locator("button:visible, input:visible, nav:visible, .opened:visible")).to_have_count(0)
    expect(mark(page, "handbook").locator("path").first).to_have_css("stroke", "rgb(160, 112, 43)")
    expect(page.locator(".mri-chosen:visible")).to_have_count(0)
    # What is still to be documented has its heading in lines, not a letter below the other.
    note = page.locator(".mri-notes details").first
    assert note.locator("h3").evaluate("heading => heading.offsetWidth") == note.evaluate("one => one.clientWidth")
    expect(page.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator("details[open]")).to_have_count(0)


def test_without_a_script_it_is_a_plain_page_whose_rows_open(opened: OpenFile) -> None:
    page = opened(script=False).page
    expect(page.locator(SHOWN)).to_have_count(17)
    expect(page.locator("button:visible, input:visible")).to_have_count(0)
    page.locator("#record-handbook summary").click()
    expect(page.locator("#record-handbook .mri-says")).to_be_visible()
    expect(page.get_by_role("group", name=re.compile("^Timeline of 17 records"))).to_be_visible()
    expect(page.get_by_role("group", name="Publications, 2 records").get_by_role("link")).to_have_count(2)
    page.get_by_role("link", name="Forum 3: Manila. 22 to 30 October 2008.").click()
    expect(page.locator("#record-pga-2008")).to_be_in_viewport()


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_no_two_texts_of_a_picture_overlap(opened: OpenFile, size: tuple[int, int]) -> None:
    page = opened(size=size).page
    pictures = page.locator("svg:visible", has=page.locator("text"))
    expect(pictures).not_to_have_count(0)
    for picture in pictures.all():
        boxes = picture.locator("text").evaluate_all(
            """texts => texts.map(text => {
                const box = text.getBoundingClientRect();
                return [text.textContent, box.left, box.top, box.right, box.bottom];
            })"""
        )
        for at, one in enumerate(boxes):
            for other in boxes[at + 1 :]:
                across = min(one[3], other[3]) - max(one[1], other[1])
                down = min(one[4], other[4]) - max(one[2], other[2])
                assert across < 0.5 or down < 4, (one[0], other[0])
