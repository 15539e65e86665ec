"""The charts under a finger, a mouse that does not move, the keyboard, another theme and on paper."""

import re
from io import BytesIO
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from tests.browser.accessibility_tree import MAIN, expect_as_kept
from tests.browser.conftest import OpenWindow, Window, walked

MAP, FIELD = ".mri-map", ".mri-field"
WIDE = ".st-key-wide"
CITY = "h2.mri-h2"
CARD = ".mri-card:visible"
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
# The middle of what a finger finds of the mark of a record that is seen.
MARK = """([selector, record]) => {
    const links = [...document.querySelectorAll(`${selector} .mri-chart a[data-id="${record}"]`)];
    const mark = links.find((one) => one.checkVisibility()).querySelector("rect");
    const { top, bottom } = mark.getBoundingClientRect();
    if (top < 70 || bottom > innerHeight) mark.scrollIntoView({ block: "center" });
    const box = mark.getBoundingClientRect();
    return [box.x + box.width / 2, box.y + box.height / 2];
}"""


@pytest.fixture
def touch(window: OpenWindow) -> Window:
    """A window that is touched with a finger."""
    return window(1366, 1024, touch=True)


def _mark(mine: Window, chart: str, code: str) -> tuple[float, float]:
    mine.page.evaluate(STILL)
    mine.drawn(chart)
    x, y = mine.page.evaluate(MARK, [chart, code])
    return x, y


def _press_without_moving(page: Page, spot: tuple[float, float]) -> None:
    """What a mouse does that rests where the page appeared: Playwright's own clicks move it there first."""
    browser_door = page.context.new_cdp_session(page)
    for kind in ("mousePressed", "mouseReleased"):
        at = {"type": kind, "x": spot[0], "y": spot[1], "button": "left", "clickCount": 1}
        browser_door.send("Input.dispatchMouseEvent", at)


def test_each_tap_on_the_timeline_opens_its_own_record_the_first_and_quick_ones_too(touch: Window) -> None:
    """A mouse moves over a mark before it presses, a finger does not; the clicks tried before all moved."""
    page = touch.open("/timeline?context=meetings")
    opened, current = page.locator(".mri-detail .mri-name"), page.locator(f"{WIDE} a[aria-current]:visible")
    for record, name in (("ratification-campaign-1998", "Global Campaign"), ("handbook", "Achieving Dignity")):
        page.touchscreen.tap(*_mark(touch, WIDE, record))
        expect(opened).to_contain_text(name)
        expect(page).to_have_url(re.compile(f"record={record}$"))
        expect(current).to_have_attribute("data-id", record)
        expect(page.locator(CARD)).to_have_count(0)
    page.get_by_role("treeitem", name="Second meeting of the Global Forum").tap()
    expect(page.locator(f"{CARD} > span").first).to_contain_text("Second meeting of the Global Forum")
    expect(page).to_have_url(re.compile("record=handbook$"))
    spots = [_mark(touch, WIDE, record) for record in ("pga-2009", "durban-2001", "pga-2010")]
    for spot in spots:
        page.touchscreen.tap(*spot)
    expect(opened).to_contain_text("Forum 5: Mexico City")
    expect(page).to_have_url(re.compile("record=pga-2010$"))
    expect(current).to_have_attribute("data-id", "pga-2010")
    page.set_viewport_size({"width": 1000, "height": 1024})
    expect(page.locator(".st-key-mid a[aria-current]:visible")).to_have_attribute("data-id", "pga-2010")


def test_each_tap_on_the_overview_opens_its_own_record_or_city(touch: Window) -> None:
    page = touch.open("/")
    for name, address in (("Forum 4: Athens", "/records?record=pga-2009"), ("3 Manila, 2008", "/map?city=manila")):
        page.get_by_role("treeitem", name=name).locator("rect, circle").first.tap()
        expect(page).to_have_url(f"{touch.address}{address}")
        touch.ready()
        page.go_back()
        expect(page.get_by_role("link", name="Open the map")).to_be_visible()
        touch.ready()


FORUM_4 = "Forum 4: Athens. 2009, year only. Documented elsewhere. 5 sources."
FORUM_6 = "Forum 6: Geneva. 29 November to 2 December 2011. Documented elsewhere. 6 sources."
SERIES = "Seven international civil society forums. 2006 to 2013. Documented elsewhere. 10 sources."


@pytest.mark.snapshots
def test_the_overview_fits_a_small_window_and_keys_lead_through_its_charts_whose_marks_the_theme_colours(
    window: OpenWindow,
) -> None:
    page = window(1280, 720).open("/")
    charts = page.locator(".mri-chart svg:visible")
    expect(charts).to_have_count(2)
    expect_as_kept(page.locator(MAIN), "overview")
    assert [
        round(box["y"] + box["height"]) <= 720 for box in (chart.bounding_box() for chart in charts.all()) if box
    ] == [
        True,
        True,
    ]
    first = page.get_by_role("treeitem", name="Seven international civil society forums. 2006 to 2013.")
    expect(first.locator("path[stroke]").last).to_have_css("stroke", "rgb(158, 53, 16)")
    page.emulate_media(color_scheme="dark")
    expect(first.locator("path[stroke]").last).to_have_css("stroke", "rgb(229, 124, 83)")
    swatch = page.get_by_role("button", name="Advocacy").locator("img")
    expect(swatch).to_have_css("content", re.compile("/swatch-advocacy-dark.svg"))
    page.get_by_role("button", name="Copy link").focus()
    page.keyboard.press("Tab")
    expect(charts.first).to_be_focused()
    forums, advocacy = "Convening civil society, 8 records", "Advocacy at the UN, 3 records"
    assert walked(page, "ArrowDown ArrowDown ArrowUp Enter End ArrowLeft") == [
        forums,
        advocacy,
        forums,
        SERIES,
        "Forum 7: New York. 30 September to 4 October 2013. Documented elsewhere. 5 sources.",
        FORUM_6,
    ]
    card, ring = page.locator(".mri-card:visible > span"), page.locator(".mri-focus")
    # Down leads to what is nearest in time in the next lane.
    assert walked(page, "ArrowLeft ArrowLeft ArrowRight ArrowRight ArrowDown ArrowUp")[1:] == [
        FORUM_4,
        "Forum 5: Mexico City. 2010, year only. Documented elsewhere. 7 sources.",
        FORUM_6,
        "Day of General Discussion on migrant workers in an irregular situation. 19 September 2011. "
        "Event documented. 3 sources.",
        FORUM_6,
    ]
    expect(card).to_have_text(["Forum 6: Geneva", "29 November to 2 December 2011 · Geneva", "Convening civil society"])
    expect(ring).to_have_count(1)
    # The first Escape closes the card, the next ones lead up.
    assert walked(page, "Escape Escape Escape Escape") == [
        FORUM_6,
        forums,
        *[charts.first.get_attribute("aria-label")] * 2,
    ]
    expect(card).to_have_count(0)
    expect(ring).to_have_count(0)
    assert walked(page, "Tab Tab") == [None, charts.last.get_attribute("aria-label")]
    assert walked(page, "ArrowRight ArrowRight") == ["1, 7 New York, 2006, 2013", "2 Brussels, 2007"]
    page.keyboard.press("Home")
    expect(card).to_have_text(
        ["New York", "2006 · 30 September to 4 October 2013", "Forum 1: New York; Forum 7: New York"]
    )
    # The chart keeps what had the focus last as its stop.
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("treeitem", name="1, 7 New York, 2006, 2013")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/map[?]city=new-york$"))
    expect(page.locator(CITY).filter(has_text="New York")).to_be_visible()


# The middle of the mark or the label of a city that is seen: in the inset, if it is shown there enlarged.
SEEN = """([place, part]) => {
    const found = [...document.querySelectorAll(`.mri-map a[data-id="${place}"] > ${part}`)].reverse();
    const seen = found.find((one) => one.checkVisibility());
    const { top, bottom } = seen.getBoundingClientRect();
    if (top < 70 || bottom > innerHeight) seen.scrollIntoView({ block: "center" });
    const box = seen.getBoundingClientRect();
    return [box.x + box.width / 2, box.y + box.height / 2];
}"""


def _city(page: Page, place: str, part: str = "circle") -> tuple[float, float]:
    page.wait_for_selector(f".mri-map a[data-id={place}]:visible")
    x, y = page.evaluate(SEEN, [place, part])
    return x, y


# What is too low for a finger.
SMALL = "all => all.filter(one => one.getBoundingClientRect().height < 44).map(one => one.textContent)"


def _point(page: Page, place: str) -> tuple[float, float]:
    """The middle of the point of a city on the map itself, not in its inset."""
    x, y = page.evaluate(SEEN.replace(".mri-map a", ".mri-places a"), [place, "circle"])
    return x, y


# What a zoomed map shows: whether its world fills it, and the labels that are cut at its edges or cover each other.
ZOOMED = """() => {
    const box = (one) => one.getBoundingClientRect();
    const field = box(document.querySelector(".mri-field"));
    const world = box([...document.querySelectorAll(".mri-world")].find((one) => one.checkVisibility()));
    const fills = world.top <= field.top + 1 && world.bottom >= field.bottom - 1;
    const labels = [...document.querySelectorAll(".mri-places text")].filter((one) => one.checkVisibility());
    const cut = (one) => box(one).left < field.left || box(one).right > field.right;
    const meets = (one, other) => one !== other && box(one).left < box(other).right && box(other).left < box(one).right
        && box(one).top < box(other).bottom && box(other).top < box(one).bottom;
    const bad = labels.filter((one) => cut(one) || labels.some((other) => meets(one, other)));
    return [fills, bad.map((one) => one.textContent)];
}"""


def _zoom_towards_the_open_city(page: Page, place: str) -> None:
    """The world of a phone's map had a blank strip above it, and labels covered each other."""
    for _ in range(3):
        page.get_by_role("button", name="Zoom in").click()
        assert page.evaluate(ZOOMED) == [True, []]
    mark, field = page.locator(f".mri-places a[data-id={place}] > circle:visible"), page.locator(FIELD)
    here, there = mark.bounding_box(), field.bounding_box()
    assert here
    assert there
    assert here["x"] + here["width"] / 2 == pytest.approx(there["x"] + there["width"] / 2, abs=1)
    page.get_by_role("button", name="Whole map").click()


def _land_is_here(page: Page) -> None:
    """Wait until the map is drawn, with land."""
    page.wait_for_function("() => document.querySelector('.mri-map-wide use').getBoundingClientRect().height > 50")


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1366, 1024)])
def test_each_tap_on_a_city_or_its_label_opens_it_the_first_and_quick_ones_too_and_scrolling_opens_none(
    width: int, height: int, touch: Window
) -> None:
    touch.page.set_viewport_size({"width": width, "height": height})
    page = touch.open("/map?kind=forum")
    opened = page.locator(CITY)
    if width == 390:
        page.wait_for_selector(".mri-stops a")
        within = ":is(.st-key-page, [data-testid=stHeader]) :is(button, summary, .mri-stops a):visible"
        assert page.locator(within).evaluate_all(SMALL) == []
    page.touchscreen.tap(*_city(page, "manila"))
    # The panel stands below the map of a phone, and is brought to who tapped.
    expect(opened.filter(has_text="Manila")).to_be_in_viewport()
    expect(page).to_have_url(re.compile("city=manila$"))
    for place, name in (("brussels", "Brussels"), ("geneva", "Geneva"), ("athens", "Athens")):
        page.evaluate(STILL)
        page.touchscreen.tap(*_city(page, place))
        expect(opened.filter(has_text=name)).to_be_visible()
    page.evaluate(STILL)
    # The points of these two cover each other on the map of a phone; the one that is touched opens.
    for place, name in (("geneva", "Geneva"), ("brussels", "Brussels")):
        page.touchscreen.tap(*_point(page, place))
        expect(opened.filter(has_text=name)).to_be_visible()
        page.evaluate(STILL)
    _zoom_towards_the_open_city(page, "brussels")
    page.evaluate(STILL)
    # Both labels are looked up before the first tap: the panel of a city scrolls the page once it is there.
    for spot in [_city(page, place, "text") for place in ("mexico-city", "new-york")]:
        page.touchscreen.tap(*spot)
    expect(opened.filter(has_text="New York")).to_be_visible()
    expect(page).to_have_url(re.compile("city=new-york$"))
    expect(page.locator(f"{MAP} a[aria-current=true]:visible").first).to_have_attribute("data-id", "new-york")
    _two_fingers_zoom_the_map_and_one_scrolls_the_page(page)
    expect(page).to_have_url(re.compile("city=new-york$"))


def _two_fingers_zoom_the_map_and_one_scrolls_the_page(page: Page) -> None:
    """A swipe was tried before with a gesture of Chromium's own that scrolls no page at all."""
    scrolled = "document.querySelector('[data-testid=stMain]').scrollTop"
    page.evaluate(STILL)
    (x, y), stood = _city(page, "manila"), page.evaluate(scrolled)
    _draw(page, [[(x - 30, y - 15 - 4 * step), (x + 30, y + 15 + 4 * step)] for step in range(15)])
    assert _zoom(page) > 2
    assert page.evaluate(f"[visualViewport.scale, {scrolled}]") == [1, stood]
    page.get_by_role("button", name="Whole map").click()
    (x, y), stood = _city(page, "manila"), page.evaluate(scrolled)
    _draw(page, [[(x, y + (10 if stood else -10) * step)] for step in range(15)])
    page.wait_for_function(f"stood => {scrolled} !== stood", arg=stood)
    assert _zoom(page) == 1


def _draw(page: Page, way: list[list[tuple[float, float]]]) -> None:
    """Put fingers on the screen, move them from spot to spot, and lift them."""
    screen = page.context.new_cdp_session(page)
    for step, spots in enumerate(way):
        touched = [{"x": x, "y": y, "id": finger} for finger, (x, y) in enumerate(spots)]
        screen.send("Input.dispatchTouchEvent", {"type": "touchMove" if step else "touchStart", "touchPoints": touched})
    screen.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_the_first_click_on_the_map_opens_the_city_though_the_mouse_has_not_moved(window: OpenWindow) -> None:
    """The click tried before moved the mouse, and tried again until something opened."""
    mine = window()
    page = mine.open("/map?kind=forum")
    spot = _city(page, "manila")
    _press_without_moving(page, spot)
    expect(page.locator(CITY).filter(has_text="Manila")).to_be_visible()
    assert [url for url in mine.asked if "DeckGl" in url or "PlotlyChart" in url] == []


def _is_in_map(page: Page, city: Locator) -> bool:
    """Whether the mark of a city is within the map as it is zoomed and moved."""
    mark, field = city.locator("circle").bounding_box(), page.locator(FIELD).bounding_box()
    assert mark
    assert field
    inside_across = field["x"] < mark["x"] < field["x"] + field["width"]
    return inside_across and field["y"] < mark["y"] < field["y"] + field["height"]


def _zoom(page: Page) -> float:
    return float(page.locator(MAP).get_attribute("data-at").split()[0])  # type: ignore[union-attr]


@pytest.mark.snapshots
def test_buttons_keys_and_the_wheel_zoom_the_map_and_bring_the_whole_map_back(window: OpenWindow) -> None:
    """Zoom was off, and Brussels and Geneva stood on each other."""
    page = window().open("/map?kind=forum")
    _land_is_here(page)
    expect_as_kept(page.locator(MAIN), "map")
    whole, closer = page.get_by_role("button", name="Whole map"), page.get_by_role("button", name="Zoom in")
    brussels, geneva = (page.locator(f".mri-map-wide .mri-places a[data-id={city}]") for city in ("brussels", "geneva"))
    expect(whole).to_be_hidden()
    expect(brussels.locator("text")).to_be_hidden()
    near = _apart(brussels, geneva)
    for press in range(3):
        closer.click()
        # The middle of the cities is Geneva, and no press leaves it, nor its neighbour, outside the window.
        for city in (brussels, geneva):
            assert _is_in_map(page, city), press
    page.get_by_role("button", name="Zoom out").click()
    expect(brussels.locator("text")).to_have_text("2  Brussels  2007")
    expect(page.locator(".mri-map-wide .mri-inset")).to_be_hidden()
    assert _apart(brussels, geneva) == pytest.approx(near * 1.6**2, abs=0.5)
    # Who cannot drag clicks where the middle of the map should be.
    expect(page.locator(".mri-map-hint")).to_have_text("To move the map, drag it or click where its middle should be.")
    field, before = page.locator(FIELD).bounding_box(), brussels.bounding_box()
    assert field
    assert before
    page.mouse.click(field["x"] + field["width"] / 2 - 60, field["y"] + field["height"] / 2 + 50)
    after = brussels.bounding_box()
    assert after
    assert (after["x"] - before["x"], after["y"] - before["y"]) == pytest.approx((60, -50), abs=1)
    whole.click()
    assert _zoom(page) == 1
    assert _apart(brussels, geneva) == pytest.approx(near)
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.press("+")
    page.keyboard.press("+")
    before = brussels.bounding_box()
    page.keyboard.press("ArrowDown")
    after = brussels.bounding_box()
    assert before
    assert after
    assert before["y"] - after["y"] == pytest.approx(60, abs=1)
    page.keyboard.press("0")
    assert _zoom(page) == 1
    page.keyboard.press("+")
    page.keyboard.press("-")
    assert _zoom(page) == 1
    # Arrows lead from city to city; the map of a field that has the focus itself is moved by them while it is zoomed.
    assert walked(page, "ArrowRight End + ArrowLeft Escape Escape") == [
        "1, 7 New York, 2006, 2013",
        *["6 Geneva, 2011"] * 2,
        *["5 Mexico City, 2010"] * 2,
        page.locator(FIELD).get_attribute("aria-label"),
    ]
    expect(page.locator(FIELD)).to_have_attribute("aria-description", re.compile("^Arrow keys move between cities"))
    stood = page.locator(MAP).get_attribute("data-at")
    assert walked(page, "ArrowDown Enter")[1] == "1, 7 New York, 2006, 2013"
    assert page.locator(MAP).get_attribute("data-at") != stood
    page.keyboard.press("0")
    page.mouse.move(*_city(page, "manila"))
    page.mouse.wheel(0, -300)
    page.wait_for_function(f"() => document.querySelector('{MAP}').dataset.at.split(' ')[0] > 1.5")
    # The point below the mouse stays there.
    assert _city(page, "manila") == pytest.approx(_city(page, "manila"))
    x, y = _city(page, "manila")
    page.mouse.move(x, y + 60)
    page.mouse.down()
    page.mouse.move(x - 80, y + 90, steps=4)
    page.mouse.up()
    assert _city(page, "manila") == pytest.approx((x - 80, y + 30), abs=2)
    expect(page).to_have_url(re.compile(r"/map\?kind=forum$"))


def test_the_wheel_scrolls_the_page_unless_the_map_has_the_focus_or_ctrl_is_held(window: OpenWindow) -> None:
    page = window(1280, 720).open("/map?kind=forum")
    _land_is_here(page)
    page.mouse.move(*_city(page, "manila"))
    page.mouse.wheel(0, 200)
    expect(page.get_by_text("To zoom, hold Ctrl and scroll, or click the map first.")).to_be_visible()
    page.wait_for_function("() => document.querySelector('[data-testid=stMain]').scrollTop > 0")
    assert _zoom(page) == 1
    page.keyboard.down("Control")
    page.mouse.wheel(0, -200)
    page.wait_for_function(f"() => document.querySelector('{MAP}').dataset.at.split(' ')[0] > 1.3")
    page.keyboard.up("Control")


def _apart(one: Locator, other: Locator) -> float:
    (x, y), (x2, y2) = (
        link.locator("circle").evaluate("mark => { const box = mark.getBoundingClientRect(); return [box.x, box.y]; }")
        for link in (one, other)
    )
    return float(((x - x2) ** 2 + (y - y2) ** 2) ** 0.5)


def test_a_link_to_a_city_opens_its_records_and_the_list_of_stops_leads_there(window: OpenWindow) -> None:
    page = window().open("/map?city=athens")
    expect(page.locator(CITY)).to_have_text("Athens")
    expect(page.locator(".mri-detail .mri-name").first).to_have_text("Forum 4: Athens")
    expect(page.locator(f"{MAP} a[aria-current=true]:visible")).to_have_count(2)
    page.get_by_role("button", name="All stops").click()
    page.locator(".mri-stops").get_by_role("link", name="Manila").press("Enter")
    expect(page).to_have_url(re.compile(r"/map\?city=manila$"))
    expect(page.locator(CITY)).to_be_focused()
    page.locator(f"{MAP} a[data-id=new-york]:visible").press("Enter")
    expect(page.locator(CITY)).to_have_text("New York")
    expect(page.locator(f"{MAP} a[data-id=new-york]:visible")).to_be_focused()
    assert walked(page, "ArrowRight") == ["2 Brussels, 2007"]
    page.keyboard.press("Enter")
    expect(page.locator(CITY)).to_have_text("Brussels")
    # A place that the record does not have opens nothing, and an old link to the simple map opens the map.
    page = window().open("/map?city=atlantis&simple=yes")
    expect(page.get_by_role("heading", name="Seven stops")).to_be_visible()


@pytest.mark.parametrize(
    ("path", "chart", "code"),
    [("/timeline", WIDE, "durban-2001"), ("/map?kind=forum", MAP, "manila")],
)
def test_a_click_on_a_mark_opens_it_and_the_word_that_is_still_being_typed_counts(
    path: str, chart: str, code: str, window: OpenWindow
) -> None:
    """Links and buttons were clicked from the search; charts, which act when the pointer is lifted, were not."""
    mine = window()
    page = mine.open(path)
    if chart != MAP:
        mine.drawn(chart)
    page.get_by_placeholder("Search the record").press_sequentially(code[:6])
    page.mouse.click(*(_city(page, code) if chart == MAP else _mark(mine, chart, code)))
    expect(page).to_have_url(re.compile(f"(q={code[:6]}&(record|city)={code}|(record|city)={code}&q={code[:6]})$"))
    expect(page.locator(".mri-status").first).to_contain_text(f"“{code[:6]}”")


def test_a_mark_drawn_before_the_search_opens_with_the_search_that_the_address_has(window: OpenWindow) -> None:
    """On a slow machine the word was in the address and the chart not drawn anew: a click on it dropped the word."""
    mine = window()
    page = mine.open("/timeline")
    page.get_by_placeholder("Search the record").press_sequentially("durban")
    expect(page).to_have_url(re.compile("q=durban$"))
    mine.drawn(WIDE)
    page.evaluate(
        "document.querySelectorAll('.st-key-wide a').forEach(link => link.href.baseVal = '?record=durban-2001')"
    )
    page.mouse.click(*_mark(mine, WIDE, "durban-2001"))
    expect(page).to_have_url(re.compile("(q=durban&record=durban-2001|record=durban-2001&q=durban)$"))


def test_the_map_follows_the_theme_and_while_and_after_play_the_year_in_the_address_is_the_year_shown(
    window: OpenWindow,
) -> None:
    """Only the timeline was looked at after a change of theme, and play never to its end."""
    page = window().open("/map?kind=forum&years=2011-2013")
    page.get_by_role("button", name="Play").click()
    page.get_by_test_id("stMainBlockContainer").get_by_role("button", name="Stop").click()
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    page.wait_for_load_state("networkidle")
    year = parse_qs(urlsplit(page.url).query)["year"][0]
    expect(page.get_by_role("radio", name=year)).to_be_checked()
    expect(page.locator(".mri-stops a")).to_have_text(["Geneva", "New York"])
    page.get_by_role("radio", name="2011").click()
    expect(page.locator(".mri-stops [aria-current=step] a")).to_have_text("Geneva")
    expect(page).to_have_url(re.compile("year=2011$"))
    page.get_by_role("button", name="Play").click()
    expect(page.get_by_test_id("stMainBlockContainer").get_by_role("button", name="Stop")).to_be_visible()
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    expect(page.get_by_role("radio", name="All years")).to_be_checked()
    expect(page).not_to_have_url(re.compile(r"[?&]year="))
    mark = page.locator(".mri-map-wide .mri-places a[data-id=new-york] circle")
    expect(mark).to_have_css("fill", "rgb(158, 53, 16)")
    page.emulate_media(color_scheme="dark")
    expect(mark).to_have_css("fill", "rgb(229, 124, 83)")


@pytest.mark.snapshots
def test_marks_and_context_have_a_card_by_mouse_and_by_keys_and_on_paper_the_timeline_is_drawn(
    window: OpenWindow,
) -> None:
    mine = window()
    page = mine.open("/timeline?context=meetings")
    expect_as_kept(page.locator(MAIN), "timeline")
    page.mouse.move(*_mark(mine, WIDE, "handbook"))
    lines = page.locator(f"{CARD} > span")
    expect(lines).to_have_text(["Achieving Dignity: a Campaigner’s Handbook", "No date in the source", "Publications"])
    # The mouse may go to the card and rest there, and the card closes when it leaves.
    card = page.locator(CARD).bounding_box()
    assert card
    page.mouse.move(card["x"] + card["width"] / 2, card["y"] + card["height"] / 2, steps=20)
    expect(page.locator(CARD)).to_have_count(1)
    page.mouse.move(20, card["y"], steps=20)
    expect(page.locator(CARD)).to_have_count(0)
    page.mouse.move(*_mark(mine, WIDE, "handbook"))
    expect(page.locator(CARD)).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator(CARD)).to_have_count(0)
    met = page.get_by_role("treeitem", name="10 to 11 July 2007: First meeting of the Global Forum")
    first = ["First meeting of the Global Forum on Migration and Development", "10 to 11 July 2007 · Brussels"]
    met.click()
    expect(lines).to_have_text([*first, "Meanwhile in the world"])
    expect(page).to_have_url(re.compile(r"/timeline\?context=meetings$"))
    page.mouse.move(0, 0)
    expect(page.locator(CARD)).to_have_count(0)
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    expect(met).to_be_focused()
    expect(lines).to_have_text([*first, "Meanwhile in the world"])
    page.locator(f"{WIDE} a[data-id=durban-2001]:visible").press("Enter")
    expect(page.locator(".mri-detail .mri-name")).to_contain_text("World Conference against Racism")
    expect(page.locator(f"{WIDE} a[data-id=durban-2001]:visible")).to_be_focused()
    text = _printed(page)
    for word in ("Advocacy at the UN", "Mexico City", "Meanwhile in the world"):
        assert word in text, word


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
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 844})
        mine.drawn(":root")
        text = _printed(page)
        assert "60 States parties" in text
        for state in ("Egypt", "Venezuela", "Zimbabwe"):
            assert state in text.split("All States parties")[1], (width, state)


def _printed(page: Page) -> str:
    """The words of a page on paper, in the order in which they were drawn."""
    paper = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    return "\n".join(sheet.extract_text() for sheet in paper.pages)


def test_print_shows_the_whole_map_with_its_land_also_after_a_zoom_and_escape_leaves_a_talk(window: OpenWindow) -> None:
    mine = window()
    page = mine.open("/map")
    _land_is_here(page)
    for _ in range(3):
        page.get_by_role("button", name="Zoom in").click()
    expect(page.locator(".mri-map-wide .mri-inset")).to_be_hidden()
    text = _printed(page)
    for label in ("1·7  New York  2006 · 2013", "3  Manila  2008", "2  Brussels  2007", "4  Athens  2009"):
        assert label in text, label
    page.emulate_media(media="print")
    expect(page.locator(".mri-map .mri-inset:visible")).to_have_count(1)
    expect(page.locator(".mri-world:visible")).to_have_css("transform", "none")
    mine.page.goto(f"{mine.address}/present")
    page.emulate_media(media="screen")
    page.wait_for_selector(".mri-face >> visible=true")
    page.keyboard.press("PageDown")
    expect(page.locator(".mri-at")).to_have_text(re.compile("^2 of "))
    page.keyboard.press("Escape")
    expect(page.locator("h1.mri-h1")).to_be_visible()
    expect(page).not_to_have_url(re.compile("/present"))
