"""The dashboard in a real browser: what a programme officer does with it, and what must never happen."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from mri_data.record.pages import CHECK, HOME, STAGE
from mri_data.record.pages import PAGES as ALL_PAGES
from tests.browser.conftest import OpenWindow, Window, faults

SIZES = [(1280, 720), (1920, 1080), (1024, 800), (390, 844)]
# What is seen; a region that lasts announces it.
STATUS = ".mri-status"
TIMELINE = ".st-key-wide"
# How many charts each page shows in a wide window.
CHARTS = {"overview": 2, "timeline": 1, "convention": 1}
# The chart libraries, each a script of megabytes.
LIBRARY = re.compile("PlotlyChart|DeckGlJsonChart")
# Nothing fades any more.
STILL = "() => document.getAnimations().every(one => one.playState !== 'running')"
MAIN = "document.querySelector('[data-testid=stMain]')"
# The stage has no frame, and tests of its own.
PAGES = [name for name in ALL_PAGES if name != STAGE]


def path(page: str) -> str:
    """The address of a page with all that it can show: beside the record, its context."""
    beside = "?context=meetings,convention,forums" if page in ("timeline", "map") else ""
    return "/" if page == HOME else f"/{page}{beside}"


def test_a_copied_link_opens_the_same_view_in_another_browser(window: OpenWindow) -> None:
    mine = window()
    mine.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = mine.open("/timeline")
    page.get_by_role("button", name="Advocacy 3").click()
    expect(page.locator(STATUS)).to_contain_text("3 of 17 records:")
    page.get_by_placeholder("Search the record").fill("genéva")
    page.keyboard.press("Enter")
    expect(page.locator(STATUS)).to_contain_text("1 of 17 records:")
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("button", name="Link copied")).to_be_visible()
    link = page.evaluate("navigator.clipboard.readText()")

    theirs = window(apart=True).open(link.removeprefix(mine.address))
    for part in ("h1.mri-h1", STATUS):
        expect(theirs.locator(part)).to_have_text(page.locator(part).inner_text())
    expect(theirs.get_by_placeholder("Search the record")).to_have_value("genéva")

    # The link says with which data it was made; the same link of another day says that the record has changed since.
    assert re.search(r"\?area=advocacy&q=gen%C3%A9va&lang=en&version=[0-9a-f]{10}$", link)
    earlier = theirs.get_by_text("The record has changed since this link was made.")
    expect(earlier).to_have_count(0)
    theirs.goto(re.sub("version=.*", "version=0123456789", link))
    expect(earlier).to_have_text("The record has changed since this link was made. Now 1 record matches.")
    expect(theirs).to_have_url(re.compile("version=0123456789$"))
    theirs.get_by_role("button", name="Clear all").click()
    expect(theirs.locator(STATUS)).to_have_text("All 17 records.")
    expect(earlier).to_have_count(0)
    expect(theirs).to_have_url(re.compile(r"/timeline\?lang=en$"))


def test_filters_stay_through_every_page_and_back_undoes_the_last_step(window: OpenWindow) -> None:
    mine = window()
    page = mine.open("/records")
    page.get_by_role("button", name="Support 3").click()
    expect(page.locator(STATUS)).to_contain_text("3 of 17 records:")
    for name in ("Timeline", "Map", "Overview", "Records"):
        page.get_by_role("navigation").get_by_role("link", name=name).click()
        address = "/" if name == "Overview" else f"/{name.lower()}"
        expect(page).to_have_url(re.compile(rf"{address}\?area=support$"))
        expect(page.locator(STATUS)).to_contain_text("3 of 17 records:")
    mine.ready()
    page.get_by_role("button", name="Advocacy 3").click()
    expect(page.locator(STATUS)).to_contain_text("6 of 17 records:")
    expect(page).to_have_url(re.compile(r"/records\?area=support&area=advocacy$"))
    for address, count in (("/records", 3), ("/", 3)):
        page.go_back()
        expect(page).to_have_url(re.compile(rf"{address}\?area=support$"))
        # For a moment what stood there before stands beside what is new.
        expect(page.locator(STATUS)).to_have_count(1)
        expect(page.locator(STATUS)).to_contain_text(f"{count} of 17 records:")


def test_records_are_chosen_by_how_they_are_documented_and_sources_say_what_that_means(window: OpenWindow) -> None:
    page = window().open("/records")
    page.get_by_role("button", name="More").click()
    page.get_by_role("button", name="Our own account 4").click()
    expect(page.locator(STATUS)).to_contain_text("4 of 17 records:")
    expect(page).to_have_url(re.compile(r"/records\?evidence=own-account$"))
    expect(page.locator(".mri-detail .mri-evidence")).to_have_text("Our own account")
    page.keyboard.press("Escape")
    page.get_by_role("navigation").get_by_role("link", name="Sources and data").click()
    lines = page.locator(".mri-evidences li")
    expect(lines).to_have_text(
        [
            re.compile("Documented elsewhere: eight records.*our part in it"),
            re.compile("Event documented: five records"),
            re.compile("Our own account: four records"),
        ]
    )
    lines.get_by_role("link", name="five records").click()
    expect(page).to_have_url(re.compile(r"/records\?evidence=event$"))
    expect(page.locator(STATUS)).to_contain_text("5 of 17 records:")
    expect(page.locator(".mri-detail .mri-evidence")).to_have_text("Event documented")


def test_a_click_while_a_page_is_turning_keeps_the_filters(window: OpenWindow) -> None:
    page = window().open("/timeline?area=support")
    page.get_by_role("navigation").get_by_role("link", name="Records").click()
    page.get_by_role("button", name="Advocacy 3").click()
    expect(page.locator(STATUS)).to_contain_text("6 of 17 records:")
    expect(page).to_have_url(re.compile(r"/records\?area=support&area=advocacy$"))


def test_back_leads_to_the_page_before_with_its_filters(window: OpenWindow) -> None:
    mine = window()
    page = mine.open("/records")
    page.get_by_role("button", name="Support 3").click()
    expect(page.locator(STATUS)).to_contain_text("3 of 17 records:")
    page.get_by_role("navigation").get_by_role("link", name="Timeline").click()
    expect(page).to_have_url(re.compile(r"/timeline\?area=support$"))
    page.go_back()
    expect(page).to_have_url(re.compile(r"/records\?area=support$"))
    expect(page.locator(".mri-records:visible")).to_have_count(1)
    mine.ready()
    expect(page.locator(STATUS)).to_contain_text("3 of 17 records:")
    page.go_back()
    expect(page).to_have_url(re.compile(r"/records$"))
    # For a moment what stood there before stands beside what is new.
    expect(page.locator(STATUS)).to_have_count(1)
    expect(page.locator(STATUS)).to_have_text("All 17 records.")


def test_another_language_keeps_page_and_filters_and_goes_along_and_back_undoes_it(window: OpenWindow) -> None:
    page = window().open("/timeline?area=support")
    languages = page.get_by_role("navigation", name="Language")
    assert languages.get_by_role("link").all_text_contents() == ["EnglishEN", "EspañolES", "FrançaisFR", "ItalianoIT"]
    languages.get_by_role("link", name="Français").click()
    expect(page).to_have_url(re.compile(r"/timeline\?area=support&lang=fr$"))
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(page.get_by_role("button", name="Soutien 3")).to_be_visible()
    expect(page.locator(".mri-chart:visible a").first).to_have_attribute("href", re.compile("lang=fr"))
    page.get_by_role("navigation").get_by_role("link", name="Carte").click()
    expect(page).to_have_url(re.compile(r"/map\?area=support&lang=fr$"))
    expect(page.get_by_role("navigation", name="Langue").locator("[aria-current]")).to_have_attribute("lang", "fr")
    page.go_back()
    page.go_back()
    expect(page).to_have_url(re.compile(r"/timeline\?area=support$"))
    expect(page.get_by_role("button", name="Support 3")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "en-GB")


def test_an_address_with_what_nobody_knows_is_put_right_without_a_step_back(window: OpenWindow) -> None:
    page = window().open("/timeline?area=advocacy&bad=1&place=atlantis")
    expect(page).to_have_url(re.compile(r"/timeline\?area=advocacy$"))
    assert page.evaluate("navigation.entries().length") == 1
    # What was put right came back with each run, and undid what was chosen.
    page.get_by_role("button", name="Support 3").click()
    expect(page.locator(STATUS)).to_contain_text("6 of 17 records:")
    expect(page).to_have_url(re.compile(r"/timeline\?area=advocacy&area=support$"))


def test_a_click_on_the_timeline_opens_that_record_and_the_chart_follows_the_theme(window: OpenWindow) -> None:
    mine = window()
    page = mine.open("/timeline")
    mine.drawn(TIMELINE)
    lane = page.locator(f"{TIMELINE} tspan:visible").filter(has_text="Advocacy at the UN")
    current = page.locator(f"{TIMELINE} a[aria-current=true]:visible")
    page.evaluate(f"{MAIN}.scrollTo(0, 120)")
    expect(lane).to_have_css("fill", "rgb(29, 74, 143)")
    for record, name in (("ratification-campaign-1998", "Global Campaign"), ("handbook", "Achieving Dignity")):
        _click_mark(mine, record)
        expect(page.locator(".mri-detail .mri-name")).to_contain_text(name)
        expect(page).to_have_url(re.compile(f"record={record}$"))
        expect(current).to_have_attribute("data-id", record)
        expect(current).to_be_focused()
        # The mark is drawn anew under the mouse.
        mine.ready()
        expect(page.locator(".mri-card:visible")).to_have_count(0)
    assert page.evaluate(f"{MAIN}.scrollTop") == 120
    mine.ready()
    page.go_back()
    expect(current).to_have_attribute("data-id", "ratification-campaign-1998")
    mine.ready()
    page.go_back()
    expect(page.get_by_role("heading", name="How to read the marks")).to_be_visible()
    expect(current).to_have_count(0)
    page.emulate_media(color_scheme="dark")
    expect(lane).to_have_css("fill", "rgb(147, 184, 253)")
    _click_end(mine, "on the follow-up to Durban")
    expect(page).to_have_url(re.compile("record=ngo-platform$"))
    expect(page.locator(".mri-detail .mri-name")).to_contain_text("NGO Platform of Action")
    _click_end(mine, "workers in an irregular situation")
    picker = page.get_by_role("combobox", name="Choose a record")
    expect(picker).to_have_count(1)
    expect(picker).to_have_value(
        "Day of General Discussion on migrant workers in an irregular situation (19 September 2011)"
    )
    assert picker.evaluate("field => field.scrollWidth <= field.clientWidth")
    # The chart is drawn anew after the click.
    mine.ready()
    mine.drawn(TIMELINE)
    boxes = [page.locator(part).bounding_box() for part in (".st-key-pick_record", f"{TIMELINE} svg:visible")]
    assert boxes[0]
    assert boxes[1]
    assert boxes[0]["y"] + boxes[0]["height"] <= boxes[1]["y"]


def _click_end(mine: Window, line: str) -> None:
    """Click the last letter of a line of a label."""
    mine.ready()
    box = mine.page.locator(f"{TIMELINE} a text:visible").filter(has_text=line).bounding_box()
    assert box
    mine.page.mouse.click(box["x"] + box["width"] - 4, box["y"] + box["height"] / 2)


def test_a_click_on_the_overview_leads_to_the_record_and_back_is_one_step(window: OpenWindow) -> None:
    mine = window()
    page = mine.open("/?area=publications")
    page.evaluate("window.stillHere = true")
    page.get_by_role("treeitem", name="Achieving Dignity").locator("path").first.click()
    expect(page).to_have_url(re.compile(r"/records\?area=publications&record=handbook$"))
    expect(page.locator(".mri-detail .mri-name")).to_contain_text("Achieving Dignity")
    assert page.evaluate("window.stillHere")
    mine.ready()
    page.go_back()
    expect(page).to_have_url(re.compile(r"/\?area=publications$"))
    expect(page.locator("h1.mri-h1")).to_have_text("Publications: two achievements")
    assert page.evaluate("[navigation.currentEntry.index, navigation.entries().length]") == [0, 2]


def _click_mark(mine: Window, record: str) -> None:
    """Click what the pointer finds of the mark of a record on the timeline."""
    mine.ready()
    box = mine.page.locator(f"{TIMELINE} a[data-id={record}]:visible > rect").first.bounding_box()
    assert box
    mine.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def test_the_basemap_is_small_on_the_wire_and_kept_for_ever_and_a_click_on_the_map_opens_the_records_of_that_city(
    window: OpenWindow,
) -> None:
    mine = window()
    with mine.page.expect_response(re.compile("/basemap/land-")) as land:
        page = mine.open("/map?kind=forum")
    headers = land.value.headers
    assert headers["cache-control"] == "public, max-age=31536000, immutable"
    assert headers["content-encoding"] == "gzip"
    assert int(headers["content-length"]) < 60_000
    page.locator(".mri-map-wide .mri-places a[data-id=manila] text").click()
    expect(page.locator(".mri-detail .mri-name")).to_have_text(["Forum 3: Manila"])
    expect(page).to_have_url(re.compile("city=manila"))


# The records whose mark is not what a finger meets in the middle, or near a corner, of the target of that mark.
MISSED = """() => [...document.querySelectorAll('.mri-phone-timeline a')].filter(mark => {
    const target = mark.querySelector('rect[fill-opacity="0"]:not([stroke])');
    target.scrollIntoView({ block: 'center' });
    const { x, y, width, height } = target.getBoundingClientRect();
    const met = [0.5, 0.04, 0.96].map(at => document.elementFromPoint(x + at * width, y + at * height)?.closest('a'));
    return Math.max(width, height) < 44 || met.some(one => one !== mark);
}).map(mark => mark.dataset.id)"""
TARGET = """record => {
    const mark = document.querySelector(`.mri-phone-timeline a[data-id="${record}"]`);
    const target = mark.querySelector('rect[fill-opacity="0"]:not([stroke])');
    target.scrollIntoView({ block: 'center' });
    const { x, y, width, height } = target.getBoundingClientRect();
    return [x + width / 2, y + height / 2];
}"""

# Whether the open record stands above the timeline.
IS_FIRST = """() => {
    const [record, timeline] = ['.mri-detail', '.mri-phone-timeline'].map(one => document.querySelector(one));
    return record.getBoundingClientRect().bottom <= timeline.getBoundingClientRect().top;
}"""


def test_on_a_phone_each_mark_and_each_line_of_the_timeline_opens_its_record_without_loading_the_page_again(
    window: OpenWindow,
) -> None:
    """A phone had a list only; now the years run down above it."""
    mine = window(390, 844, touch=True)
    page = mine.open("/timeline")
    page.evaluate("window.stillHere = true")
    expect(page.locator(".mri-phone-timeline a")).to_have_count(17)
    assert faults(page) == []
    assert page.evaluate(MISSED) == []
    for record, name in (
        ("pga-series", "Seven international civil society forums"),
        ("pga-2008", "Forum 3: Manila"),
        ("handbook", "Achieving Dignity"),
        ("handbook", "Achieving Dignity"),
    ):
        page.touchscreen.tap(*page.evaluate(TARGET, record))
        expect(page.locator(".mri-detail .mri-name")).to_contain_text(name)
        expect(page.locator(".mri-detail .mri-name")).to_be_focused()
        expect(page.locator(".mri-detail .mri-name")).to_be_in_viewport()
        expect(page.locator(".mri-phone-timeline a[aria-current=true]")).to_have_attribute("data-id", record)
        expect(page).to_have_url(f"{mine.address}/timeline?record={record}")
        assert page.evaluate(IS_FIRST)
        expect(page.get_by_role("link", name="Back to the timeline")).to_be_in_viewport()
    page.go_back()
    expect(page.locator(".mri-detail .mri-name")).to_have_text("Forum 3: Manila")
    mine.ready()
    page.get_by_role("link", name="Back to the timeline").tap()
    expect(page.locator(".mri-detail")).to_have_count(0)
    expect(page.locator(".mri-phone-timeline a[data-id=pga-2008]")).to_be_focused()
    expect(page.locator(".mri-phone-timeline a[data-id=pga-2008]")).to_be_in_viewport()
    expect(page).to_have_url(f"{mine.address}/timeline")
    page.get_by_text("How to read the marks").locator("visible=true").tap()
    expect(
        page.get_by_text("A forum; a tick marks its days, where they are known").locator("visible=true")
    ).to_be_visible()
    page.evaluate(f"{MAIN}.scrollTo(0, 900)")
    page.locator('.st-key-narrow .mri-list a[href$="record=durban-2001"]').click()
    expect(page.locator(".mri-detail .mri-name")).to_contain_text("World Conference against Racism")
    expect(page).to_have_url(re.compile(r"/records\?record=durban-2001$"))
    assert page.evaluate("window.stillHere")
    assert page.evaluate(f"{MAIN}.scrollTop") == 0


def test_a_finding_s_link_turns_the_page_without_loading_it_again_and_back_undoes_its_filter(
    window: OpenWindow,
) -> None:
    mine = window()
    page = mine.open("/")
    page.evaluate("window.stillHere = true")
    page.get_by_role("link", name="See the cities").click()
    expect(page).to_have_url(re.compile(r"/map\?kind=forum$"))
    expect(page.locator(STATUS)).to_contain_text("7 of 17 records:")
    assert page.evaluate("window.stillHere")
    mine.ready()
    page.go_back()
    expect(page.locator(STATUS)).to_have_text("All 17 records.")
    expect(page).to_have_url(f"{mine.address}/")


def test_a_table_of_the_records_shown_is_saved_by_a_link(window: OpenWindow) -> None:
    page = window().open("/records?area=support")
    with page.expect_download() as saved:
        page.locator(".mri-downloads").get_by_role("link", name="CSV").click()
    assert saved.value.suggested_filename == "mri-record-selection-2026-11-30.csv"
    # The head and the three records of that kind of work.
    assert Path(saved.value.path()).read_text("utf-8-sig").count(",support,") == 3


def test_a_row_of_the_table_opens_its_record(window: OpenWindow) -> None:
    page = window().open("/records?record=durban-2001")
    expect(page.locator(".mri-detail .mri-name")).to_contain_text("World Conference against Racism")
    table = page.locator(".mri-records:visible").bounding_box()
    assert table
    for share, row, name in ((0.02, 2, "Global Campaign"), (0.4, 1, "conferences of 1995"), (0.97, 4, "NGO Platform")):
        at = page.locator(".mri-records:visible tr").nth(row).bounding_box()
        assert at
        page.mouse.click(table["x"] + share * table["width"], at["y"] + at["height"] / 2)
        expect(page.locator(".mri-detail .mri-name")).to_contain_text(name)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_no_other_host_complains_of_nothing_and_is_for_everybody_in_light_and_dark(
    name: str, window: OpenWindow
) -> None:
    mine = window()
    requested: list[str] = []
    mine.page.on("request", lambda request: requested.append(request.url))
    page = mine.open(path(name))
    expect(page.locator(".mri-chart svg:visible")).to_have_count(CHARTS.get(name, 0))
    if name == "map":
        page.wait_for_selector(".mri-map-wide use")
    if name not in ("sources", CHECK):
        expect(page.get_by_role("button", name="Copy link")).to_be_visible()
    if "context=" in path(name):
        expect(page.get_by_text("They are not MRI’s work, and no count includes them.").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert faults(page) == []
    page.emulate_media(color_scheme="dark")
    expect(page.get_by_test_id("stApp")).to_have_css("background-color", "rgb(26, 23, 20)")
    page.wait_for_function(STILL)
    mine.ready()
    assert faults(page) == []
    page.wait_for_load_state("networkidle")
    assert mine.outside == []
    assert mine.complaints == []
    assert [address for address in requested if LIBRARY.search(address)] == []


@pytest.mark.parametrize(
    ("address", "number", "on_a_phone"),
    [("/timeline", 1, 1), ("/", 2, 1), ("/convention", 1, 1)],
)
def test_no_two_labels_overlap_in_a_window_of_any_size(
    address: str, number: int, on_a_phone: int, window: OpenWindow
) -> None:
    page = window().open(address)
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        charts = page.locator(".mri-chart svg:visible")
        expect(charts).to_have_count(on_a_phone if width == 390 else number)
        for chart in charts.all():
            boxes = chart.locator("text").evaluate_all(
                """texts => texts.filter(text => text.textContent.trim()).map(text => {
                    const box = text.getBoundingClientRect();
                    const size = parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a;
                    // The box of a line is higher than its letters, and higher than the distance of two lines.
                    const edge = 0.2 * size;
                    return [text.textContent, box.left, box.top + edge, box.right, box.bottom - edge, size];
                })"""
            )
            assert boxes
            assert _overlapping(boxes) == [], width
            assert 11.8 <= min(box[5] for box in boxes) <= max(box[5] for box in boxes) <= 18, width
    assert _widest(page) == 390


def _overlapping(boxes: list[list[Any]]) -> list[tuple[str, str]]:
    """Pairs of texts whose boxes share more than the half pixel that rounding may cost."""
    return [
        (one[0], other[0])
        for at, one in enumerate(boxes)
        for other in boxes[at + 1 :]
        if min(one[3], other[3]) - max(one[1], other[1]) > 0.5 and min(one[4], other[4]) - max(one[2], other[2]) > 0.5
    ]


def _widest(page: Page) -> int:
    """How wide a page is, in px, whichever part of it would scroll."""
    return int(page.evaluate(f"Math.max(document.documentElement.scrollWidth, {MAIN}.scrollWidth)"))


def test_a_phone_needs_no_sideways_scroll(window: OpenWindow) -> None:
    page = window(390, 844).open("/map")
    page.wait_for_load_state("networkidle")
    assert _widest(page) == 390
    for name, title in (
        ("Sources and data", "Every record comes from one page by MRI"),
        ("Records", "Ten achievements and seven forums"),
    ):
        page.get_by_test_id("stExpandSidebarButton").click()
        page.locator("[data-testid=stSidebar]").get_by_role("link", name=name).click()
        expect(page.locator("h1.mri-h1")).to_contain_text(title)
        expect(page.locator("[data-testid=stSidebar][data-collapsed=true]")).to_be_hidden()
        page.wait_for_load_state("networkidle")
        assert _widest(page) == 390, name
        assert page.evaluate(f"{MAIN}.scrollHeight") < 8 * 844, name
    page.get_by_role("button", name="Filters").click()
    page.get_by_placeholder("Search the record").fill(200 * "a")
    page.keyboard.press("Enter")
    expect(page.locator(STATUS)).to_contain_text("0 of 17 records:")
    expect(page.get_by_role("button", name=20 * "a").first).to_be_visible()
    assert _widest(page) == 390


def test_a_link_full_of_markup_asks_nobody_and_runs_nothing(window: OpenWindow) -> None:
    mine = window()
    page = mine.open("/records?q=" + quote("![x](http://evil.test/a.png) <img src=x onerror=alert(1)> :material/home:"))
    expect(page.get_by_role("button", name="![x](http://evil.test/a.png)").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert mine.outside == []
    assert mine.complaints == []


def test_a_basemap_of_another_version_is_not_found(browser: Browser, server: str) -> None:
    with browser.new_context() as context:
        assert context.request.get(f"{server}/basemap/land-0000000000.json").status == 404


def test_the_server_turns_to_no_other_machine(server: str, guard_log: Path) -> None:
    """Holds for all that the tests before this one made the server do."""
    assert not guard_log.exists()
