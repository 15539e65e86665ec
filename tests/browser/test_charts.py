"""The charts under a finger, a mouse that does not move, the keyboard, another theme and on paper."""

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError
from pypdf import PdfReader

from tests.browser.conftest import OpenWindow, Window

LARGE_MAP = ".st-key-wide [data-testid=stDeckGlJsonChart]"
WIDE, NARROW = ".st-key-wide", ".st-key-narrow"
CITY = "h2.mri-h2"
TIP = ".js-plotly-plot .hovertext"
# Where Manila lies on the large map, and a spot of sea, as shares of the 790 px wide drawing and of its height.
MANILA, SEA = (0.7996, 0.4406), (0.45, 0.85)
NO_WEBGL = """const known = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
        return kind.startsWith("webgl") ? null : known.call(this, kind, ...more);
    };"""
# Waits until nothing scrolls any more.
STILL = """() => new Promise((done) => {
    const main = document.querySelector("[data-testid=stMain]");
    const look = (before, same) => {
        if (same === 12) return done();
        const now = main.scrollTop;
        requestAnimationFrame(() => look(now, now === before ? same + 1 : 0));
    };
    look(-1, 0);
})"""
# The middle of the first mark whose `customdata` is a record or a place.
MARK = """([selector, code]) => {
    const chart = document.querySelector(`${selector} .js-plotly-plot`);
    chart.scrollIntoView({ block: "center" });
    const box = chart.getBoundingClientRect();
    for (const trace of chart._fullData) {
        const at = (trace.customdata || []).findIndex((data) => [data].flat()[0] === code);
        if (at < 0 || trace.type !== "scatter") continue;
        const x = chart._fullLayout[trace.xaxis === "x2" ? "xaxis2" : "xaxis"];
        const y = chart._fullLayout.yaxis;
        return [box.x + x._offset + x.l2p(trace.x[at]), box.y + y._offset + y.l2p(trace.y[at])];
    }
}"""


@pytest.fixture
def touch(window: OpenWindow) -> Window:
    """A window that is touched with a finger."""
    return window(1366, 1024, touch=True)


def _mark(mine: Window, chart: str, code: str) -> tuple[float, float]:
    mine.page.evaluate(STILL)
    mine.drawn(chart)
    mine.page.wait_for_selector("html[data-chart-width]", state="attached")
    # Streamlit draws a chart before it lets it be clicked.
    mine.page.wait_for_function(
        "chart => document.querySelector(`${chart} .js-plotly-plot`)._fullLayout.clickmode === 'event+select'",
        arg=chart,
    )
    x, y = mine.page.evaluate(MARK, [chart, code])
    return x, y


def _on_map(page: Page, share: tuple[float, float]) -> tuple[float, float]:
    box = page.locator(LARGE_MAP).bounding_box()
    assert box
    return box["x"] + box["width"] / 2 + (share[0] - 0.5) * 790, box["y"] + share[1] * box["height"]


def _map_ready(page: Page) -> None:
    """Wait until the large map has been drawn, and looked at once what lies below a pointer."""
    page.wait_for_selector(f"{LARGE_MAP} canvas")
    page.wait_for_selector(f"{LARGE_MAP} .deck-events-root[tabindex='-1'][data-ready]", state="attached")


def _press_without_moving(page: Page, spot: tuple[float, float]) -> None:
    """What a mouse does that rests where the page appeared: Playwright's own clicks move it there first."""
    browser_door = page.context.new_cdp_session(page)
    for kind in ("mousePressed", "mouseReleased"):
        at = {"type": kind, "x": spot[0], "y": spot[1], "button": "left", "clickCount": 1}
        browser_door.send("Input.dispatchMouseEvent", at)


def _press_until_taken(page: Page, press: Callable[[], None], name: str) -> None:
    """Press; again only if the map took more than its 250 ms to look, when it drops a press: as it may where a
    processor draws in place of a graphics card."""
    page.evaluate(
        """() => {
            addEventListener("pointerdown", () => (window.began = performance.now()), true);
            addEventListener("pointerup", () => (window.took = performance.now() - window.began), true);
        }"""
    )
    opened = page.locator(CITY).filter(has_text=name)
    for _ in range(10):
        press()
        try:
            return opened.wait_for(state="visible", timeout=6000)
        except PlaywrightTimeoutError:
            assert page.evaluate("window.took") > 240, "the map looked in time, and found nothing"
    return expect(opened).to_be_visible()


def test_each_tap_on_the_timeline_opens_its_own_record_the_first_one_too(touch: Window) -> None:
    """A mouse moves over a mark before it presses, a finger does not; the clicks tried before all moved."""
    page = touch.open("/timeline")
    for record, name in (("ratification-campaign-1998", "Global Campaign"), ("handbook", "Achieving Dignity")):
        page.touchscreen.tap(*_mark(touch, WIDE, record))
        expect(page.locator(".mri-detail .mri-name")).to_contain_text(name)
        expect(page).to_have_url(re.compile(f"record={record}$"))
        expect(page.locator(TIP)).to_have_count(0)


def test_each_tap_on_the_overview_opens_its_own_record_or_city(touch: Window) -> None:
    page = touch.open("/")
    for name, address in (("Forum 4: Athens", "/records?record=pga-2009"), ("Manila, 2008", "/map?city=manila")):
        page.get_by_role("link", name=name).locator("rect, circle").first.tap()
        expect(page).to_have_url(f"{touch.address}{address}")
        touch.ready()
        page.go_back()
        expect(page.get_by_role("link", name="Open the map")).to_be_visible()
        touch.ready()


def test_the_overview_fits_a_small_window_and_its_marks_are_links_that_keys_reach_and_the_theme_colours(
    window: OpenWindow,
) -> None:
    page = window(1280, 720).open("/")
    charts = page.locator(".mri-chart svg:visible")
    expect(charts).to_have_count(2)
    assert [
        round(box["y"] + box["height"]) <= 720 for box in (chart.bounding_box() for chart in charts.all()) if box
    ] == [
        True,
        True,
    ]
    first = page.get_by_role("link", name="2006 to 2013: Seven international civil society forums")
    expect(first.locator("rect").first).to_have_css("stroke", "rgb(158, 53, 16)")
    page.emulate_media(color_scheme="dark")
    expect(first.locator("rect").first).to_have_css("stroke", "rgb(229, 124, 83)")
    page.get_by_role("button", name="Copy link").focus()
    named = []
    for _ in range(18):
        page.keyboard.press("Tab")
        named.append(page.evaluate("document.activeElement.getAttribute('aria-label')"))
    assert named[:5] == [
        "2006 to 2013: Seven international civil society forums",
        "2006: Forum 1: New York",
        "2007: Forum 2: Brussels",
        "22 to 30 October 2008: Forum 3: Manila",
        "2009: Forum 4: Athens",
    ]
    assert named[16:] == ["Ongoing; start not recorded: Migrant NGO participation in UN and other bodies", None]
    page.keyboard.press("Tab")
    expect(page.locator(".mri-card:visible > span")).to_have_text(
        [
            "New York",
            "2006 · 30 September to 4 October 2013",
            "Forum 1: New York; Forum 7: New York",
        ]
    )
    page.keyboard.press("Escape")
    expect(page.locator(".mri-card:visible")).to_have_count(0)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/map[?]city=new-york$"))
    expect(page.locator(CITY).filter(has_text="New York")).to_be_visible()


def test_each_tap_on_a_phone_s_map_opens_its_own_city_and_scrolling_with_a_finger_opens_none(touch: Window) -> None:
    touch.page.set_viewport_size({"width": 390, "height": 844})
    page = touch.open("/map?kind=forum")
    for place, name in (("manila", "Manila"), ("mexico-city", "Mexico City")):
        page.touchscreen.tap(*_mark(touch, NARROW, place))
        # The panel stands below the map of a phone, and is brought to who tapped.
        expect(page.locator(CITY).filter(has_text=name)).to_be_in_viewport()
        expect(page).to_have_url(re.compile(f"city={place}$"))
    x, y = _mark(touch, NARROW, "athens")
    swipe = {"x": x, "y": y, "yDistance": -200, "gestureSourceType": "touch", "speed": 1600}
    page.context.new_cdp_session(page).send("Input.synthesizeScrollGesture", swipe)
    expect(page.locator(TIP)).to_have_count(0)
    page.touchscreen.tap(*_mark(touch, NARROW, "new-york"))
    expect(page.locator(CITY).filter(has_text="New York")).to_be_visible()
    assert page.evaluate("navigation.entries().map((entry) => entry.url)")[-1].endswith("city=new-york")
    assert not [one for one in page.evaluate("navigation.entries().map((entry) => entry.url)") if "athens" in one]


def test_the_first_tap_on_the_large_map_opens_the_city(touch: Window) -> None:
    page = touch.open("/map?kind=forum")
    _map_ready(page)
    _press_until_taken(page, lambda: page.touchscreen.tap(*_on_map(page, MANILA)), "Manila")


def test_the_first_click_on_the_map_opens_the_city_though_the_mouse_has_not_moved(window: OpenWindow) -> None:
    """The click tried before moved the mouse, and tried again until something opened. The map takes no Tab stop."""
    page = window().open("/map?kind=forum")
    _map_ready(page)
    _press_until_taken(page, lambda: _press_without_moving(page, _on_map(page, MANILA)), "Manila")
    assert page.locator(f"{LARGE_MAP} [tabindex='0']").count() == 0
    button = page.locator(f"{LARGE_MAP}").get_by_role("button", name="Fullscreen")
    button.focus()
    expect(page.locator(LARGE_MAP).get_by_test_id("stElementToolbar")).to_have_css("opacity", "1")


@pytest.mark.parametrize(
    ("path", "chart", "code"),
    [("/timeline", WIDE, "durban-2001"), ("/map?kind=forum&simple=yes", WIDE, "manila")],
)
def test_a_click_on_a_mark_opens_it_and_the_word_that_is_still_being_typed_counts(
    path: str, chart: str, code: str, window: OpenWindow
) -> None:
    """Links and buttons were clicked from the search; charts, which act when the pointer is lifted, were not."""
    mine = window()
    page = mine.open(path)
    mine.drawn(chart)
    page.get_by_placeholder("Search the record").press_sequentially(code[:6])
    page.mouse.click(*_mark(mine, chart, code))
    expect(page).to_have_url(re.compile(f"q={code[:6]}&(record|city)={code}"))
    expect(page.locator(".mri-status").first).to_contain_text(f"“{code[:6]}”")


def test_a_slow_press_on_the_map_opens_the_city(window: OpenWindow) -> None:
    """A hand that trembles presses for longer than the 250 ms of a click that moves the mouse at once."""
    page = window().open("/map?kind=forum")
    _map_ready(page)
    page.mouse.move(*_on_map(page, MANILA))
    page.mouse.down()
    page.evaluate("() => new Promise((done) => setTimeout(done, 400))")
    page.mouse.up()
    expect(page.locator(CITY).filter(has_text="Manila")).to_be_visible()


def test_the_map_follows_the_theme_and_after_play_all_years_stand_in_the_address_too(window: OpenWindow) -> None:
    """Only the timeline was looked at after a change of theme, and play never to its end."""
    page = window().open("/map?kind=forum&years=2013")
    _map_ready(page)
    _until_sea_is(page, (244, 239, 230))
    page.emulate_media(color_scheme="dark")
    _until_sea_is(page, (31, 27, 23))
    page.get_by_role("button", name="Play").click()
    expect(page.get_by_role("button", name="Stop")).to_be_visible()
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    expect(page.get_by_role("radio", name="All years")).to_be_checked()
    expect(page).not_to_have_url(re.compile(r"[?&]year="))


def _until_sea_is(page: Page, colour: tuple[int, int, int]) -> None:
    """Wait until the sea has this colour: each screenshot comes after a frame that was drawn."""
    x, y = _on_map(page, SEA)
    for _ in range(100):
        taken = page.screenshot(clip={"x": round(x), "y": round(y), "width": 1, "height": 1})
        found = Image.open(BytesIO(taken)).convert("RGB").getpixel((0, 0))
        if found == colour:
            return
    assert found == colour


def test_escape_closes_what_a_chart_says_of_a_mark_and_on_paper_the_timeline_is_drawn(window: OpenWindow) -> None:
    mine = window()
    page = mine.open("/timeline")
    page.mouse.move(*_mark(mine, WIDE, "handbook"))
    expect(page.locator(TIP)).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(TIP)).to_have_count(0)
    assert "Advocacy at the UN" in _printed(page)


def test_paper_is_white_with_dark_words_in_the_dark_theme_too(window: OpenWindow) -> None:
    """What is printed was looked for in the light theme only."""
    page = window(dark=True).open("/")
    expect(page.locator(".stApp")).to_have_css("background-color", "rgb(26, 23, 20)")
    page.emulate_media(media="print")
    expect(page.locator(".stApp")).to_have_css("background-color", "rgb(255, 255, 255)")
    expect(page.locator("h1.mri-h1")).to_have_css("color", "rgb(35, 29, 24)")


def test_on_paper_the_charts_are_there_and_the_list_of_states_is_whole(window: OpenWindow) -> None:
    mine = window()
    page = mine.open("/convention")
    for width, room in ((1440, WIDE), (390, NARROW)):
        page.set_viewport_size({"width": width, "height": 844})
        mine.drawn(room)
        text = _printed(page)
        assert "60 States parties" in text
        for state in ("Egypt", "Venezuela", "Zimbabwe"):
            assert state in text.split("All States parties")[1], (width, state)


def _printed(page: Page) -> str:
    """The words of a page on paper, in the order in which they were drawn."""
    paper = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    return "\n".join(sheet.extract_text() for sheet in paper.pages)


def test_without_webgl_the_first_visit_too_shows_a_sentence_and_the_simple_map_alone_and_escape_leaves_a_talk(
    window: OpenWindow,
) -> None:
    """The sentence on the map was looked at; not that each run of a page asked for another, nor that the first visit
    tried the other map first, and failed."""
    mine = window()
    asked: list[str] = []
    mine.page.on("request", lambda request: asked.append(request.url))
    mine.page.add_init_script(NO_WEBGL)
    page = mine.open("/map")
    notice = page.get_by_text("This browser cannot draw the full map")
    expect(notice).to_be_visible()
    mine.drawn(WIDE)
    page.get_by_role("paragraph").filter(has_text="Show as a table (12)").click()
    expect(page.get_by_role("cell", name="Forum 5: Mexico City")).to_be_visible()
    assert mine.complaints == []
    assert [url for url in asked if "DeckGl" in url] == []
    # A phone has the simple map in any case, so there is nothing to say.
    page.set_viewport_size({"width": 390, "height": 844})
    expect(notice).to_be_hidden()
    page.set_viewport_size({"width": 1440, "height": 900})
    mine.page.goto(f"{mine.address}/present")
    page.wait_for_selector(".mri-face >> visible=true")
    page.keyboard.press("PageDown")
    expect(page.locator(".mri-at")).to_have_text(re.compile("^2 of "))
    page.keyboard.press("Escape")
    expect(page.locator("h1.mri-h1")).to_be_visible()
    expect(page).not_to_have_url(re.compile("/present"))
