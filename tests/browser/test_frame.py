"""The frame of every page by keys, by touch and by ear: menu, popovers, focus, announcements, the system's colours."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenWindow, Window

STATUS = "p[role=status]"
MENU = "[data-testid=stSidebar]"
POPOVER = "[data-testid=stPopoverBody]"
HEADER_PX = 60
# A reader's own spacing of text, as WCAG 1.4.12 has it.
SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
    p { margin-bottom: 2em !important; }"""
# Texts that their own pill or button cuts off.
CUT_OFF = """() => [...document.querySelectorAll('[data-testid=stButtonGroup] button')].filter(button => {
    const [box, text] = [button, button.querySelector('p')].map(part => part.getBoundingClientRect());
    return text.top < box.top || text.bottom > box.bottom;
}).map(button => button.textContent)"""
# What has the focus, and how far below the top of the window; nothing for the frame itself.
FOCUSED_TOP = """() => {
    const at = document.activeElement;
    if (at.matches('body, main') || at.closest('header, [data-testid=stSkipToContent]')) return null;
    const box = at.getBoundingClientRect();
    return box.height ? [at.textContent.trim().slice(0, 40), box.top] : null;
}"""


@pytest.fixture
def phone(window: OpenWindow) -> Window:
    """A phone's window, which is touched."""
    return window(390, 844, touch=True)


def test_the_menu_of_a_phone_closes_when_a_page_is_chosen_takes_no_tab_while_it_is_closed_and_stays_within_the_window(
    phone: Window,
) -> None:
    page = phone.open("/timeline")
    opener = page.get_by_test_id("stExpandSidebarButton")
    opener.focus()
    page.keyboard.press("Tab")
    expect(page.get_by_test_id("stMainMenuButton")).to_be_focused()
    opener.tap()
    expect(page.locator(MENU).get_by_role("link").first).to_be_focused()
    page.locator(MENU).get_by_role("link", name="Records").tap()
    expect(page).to_have_url(re.compile("/records$"))
    expect(page.locator(f"{MENU}[data-collapsed=true]")).to_be_hidden()
    expect(page.locator("h1.mri-h1")).to_be_focused()
    expect(page.locator("h1.mri-h1")).to_have_text(re.compile("^Ten achievements and seven forums"))
    opener.tap()
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()
    opener.tap()
    expect(page.locator(f"{MENU}[data-collapsed=false]")).to_be_visible()
    page.reload()
    phone.ready()
    expect(page.locator(MENU)).to_be_hidden()
    page.get_by_test_id("stMainMenuButton").tap()
    _expect_within(page.get_by_test_id("stMainMenuPopover"))
    page.keyboard.press("Escape")
    page.locator(".st-key-pop_more button").tap()
    _expect_within(page.locator(POPOVER))
    assert page.evaluate("[scrollX, document.querySelector('[data-testid=stMain]').scrollLeft]") == [0, 0]


def _expect_within(part: Locator, width: int = 390) -> None:
    expect(part).to_be_in_viewport()
    box = part.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width


def test_a_popover_takes_the_focus_keeps_tab_and_gives_the_focus_back_to_its_button(window: OpenWindow) -> None:
    page = window().open("/timeline")
    button = page.locator(".st-key-pop_place button")
    for by_key in (True, False):
        if by_key:
            button.press("Enter")
        else:
            button.click()
        expect(page.locator(POPOVER)).to_be_focused()
        page.keyboard.press("Tab")
        expect(page.locator(POPOVER).get_by_role("button").first).to_be_focused()
        # The places are one stop of Tab, as the arrow keys lead from one to the next.
        page.keyboard.press("Tab")
        expect(button).to_be_focused()
        page.keyboard.press("Tab")
        expect(page.locator(POPOVER)).to_be_focused()
        page.keyboard.press("Escape")
        expect(page.locator(POPOVER)).to_have_count(0)
        expect(button).to_be_focused()
    # In the donor pack it goes through all files.
    button = page.locator(".st-key-pack button").first
    button.press("Enter")
    expect(page.locator(POPOVER)).to_be_focused()
    expect(page.locator(f"{POPOVER} [data-save]").first).to_be_visible()
    for _ in range(12):
        page.keyboard.press("Tab")
        expect(page.locator(f"{POPOVER} [data-testid^=stBidiComponent]").first).to_be_focused()
    page.keyboard.press("Tab")
    expect(button).to_be_focused()


def test_what_a_filter_leaves_is_announced_by_one_region_that_lasts_and_the_focus_goes_on(window: OpenWindow) -> None:
    mine = window()
    mine.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = mine.open("/timeline?area=advocacy&area=support")
    region = page.locator(STATUS)
    expect(region).to_have_text("6 of 17 records: Advocacy or Support.")
    page.evaluate(f"document.querySelector('{STATUS}').lasting = true")
    page.get_by_role("button", name="Advocacy", exact=True).press("Enter")
    expect(region).to_have_text("3 of 17 records: Support.")
    expect(page.get_by_role("button", name="Support", exact=True)).to_be_focused()
    page.get_by_role("button", name="Clear all").press("Enter")
    expect(region).to_have_text("All 17 records.")
    expect(page.locator("h1.mri-h1")).to_be_focused()
    page.get_by_role("button", name="Copy link").press("Enter")
    expect(region).to_have_text("Link copied")
    page.get_by_role("navigation").get_by_role("link", name="Records").click()
    page.get_by_placeholder("Search the record").fill("athens")
    page.keyboard.press("Enter")
    expect(region).to_have_text("2 of 17 records: “athens”.")
    assert page.evaluate(f"document.querySelector('{STATUS}').lasting")


def test_a_link_leads_the_focus_to_the_heading_of_the_page_or_the_record_it_opens(window: OpenWindow) -> None:
    page = window().open("/")
    page.get_by_role("link", name="See the cities").press("Enter")
    expect(page).to_have_url(re.compile(r"/map\?kind=forum$"))
    expect(page.locator("h1.mri-h1")).to_be_focused()
    page.locator(".mri-stops").get_by_role("link", name="Manila").press("Enter")
    expect(page.locator("h2.mri-h2")).to_be_focused()
    page.get_by_role("link", name="Open this record").first.press("Enter")
    expect(page.locator(".mri-detail .mri-name")).to_be_focused()
    expect(page.locator(".mri-detail .mri-name")).to_have_text("Forum 3: Manila")


def test_all_stops_leads_the_focus_to_the_heading_of_the_stops(window: OpenWindow) -> None:
    page = window().open("/map?city=manila")
    page.get_by_role("button", name="All stops").press("Enter")
    expect(page.get_by_role("heading", name="Seven stops")).to_be_focused()


def test_arrow_keys_open_records_in_the_table_as_a_mouse_does_and_enter_and_space_go_to_them(
    window: OpenWindow,
) -> None:
    page = window().open("/records?record=durban-2001")
    expect(page.get_by_test_id("data-grid-canvas")).to_be_visible()
    page.locator(".mri-downloads").get_by_role("link", name="JSON").focus()
    for _ in range(6):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.tagName") == "CANVAS":
            break
    expect(page.get_by_test_id("data-grid-canvas")).to_be_focused()
    name = page.locator(".mri-detail .mri-name")
    for key, opened in (
        ("ArrowUp", "Global Campaign"),
        ("ArrowDown", "World Conference"),
        ("ArrowDown", "NGO Platform"),
    ):
        page.keyboard.press(key)
        expect(name).to_contain_text(opened)
        expect(page.locator(STATUS)).to_contain_text(opened)
    expect(page).to_have_url(re.compile("record=ngo-platform$"))
    page.keyboard.press("Enter")
    expect(name).to_be_focused()
    page.get_by_test_id("data-grid-canvas").focus()
    page.keyboard.press("Space")
    expect(name).to_be_focused()
    # The table's own tools do not lie over the files beside it while nobody is there.
    page.mouse.move(0, 0)
    page.get_by_placeholder("Search the record").focus()
    expect(page.get_by_test_id("stElementToolbar")).to_have_css("opacity", "0")


def test_every_record_of_the_table_is_a_link_too_which_leads_to_what_it_opens(window: OpenWindow) -> None:
    page = window().open("/records")
    page.get_by_role("paragraph").filter(has_text="These records as a table of links (10)").click()
    table = page.locator(".st-key-notphone .mri-table")
    expect(table.get_by_role("link")).to_have_count(10)
    table.get_by_role("link", name="Assistance to grassroots organisations").press("Enter")
    expect(page.locator(".mri-detail .mri-name")).to_have_text("Assistance to grassroots organisations")
    expect(page.locator(".mri-detail .mri-name")).to_be_focused()
    expect(page.locator(".mri-detail .mri-name")).to_be_in_viewport()


def _type(page: Page, word: str) -> None:
    """Put a word into the search in place of what is there, and stay in the field."""
    search = page.get_by_placeholder("Search the record")
    search.press("ControlOrMeta+a")
    search.press_sequentially(word)


def test_a_click_from_a_search_that_is_still_being_typed_does_its_work_and_the_word_counts(window: OpenWindow) -> None:
    """Each search of the other tests ended with Enter, so none left the field by what was clicked next."""
    page = window().open("/")
    _type(page, "athens")
    page.get_by_role("navigation").get_by_role("link", name="Timeline").click()
    expect(page).to_have_url(re.compile(r"/timeline\?q=athens$"))
    expect(page.locator(".mri-status").first).to_contain_text("“athens”")
    _type(page, "geneva")
    page.get_by_role("button", name="Advocacy").click()
    expect(page).to_have_url(re.compile(r"/timeline\?area=advocacy&q=geneva$"))
    page.get_by_role("navigation").get_by_role("link", name="Overview").click()
    expect(page).to_have_url(re.compile(r"/\?area=advocacy&q=geneva$"))
    _type(page, "migrants")
    page.get_by_role("link", name="Open the timeline").click()
    expect(page).to_have_url(re.compile(r"/timeline\?area=advocacy&q=migrants$"))
    expect(page.locator(".mri-status").first).to_contain_text("“migrants”")
    page.go_back()
    expect(page).to_have_url(re.compile(r"/\?area=advocacy&q=migrants$"))


def test_a_tap_on_a_phone_from_a_search_that_is_still_being_typed_turns_the_page_with_the_word(phone: Window) -> None:
    page = phone.open("/")
    _type(page, "athens")
    page.get_by_role("link", name="Open the timeline").tap()
    expect(page).to_have_url(re.compile(r"/timeline\?q=athens$"))
    expect(page.locator(".mri-status").first).to_contain_text("“athens”")
    _type(page, "geneva")
    page.get_by_test_id("stExpandSidebarButton").tap()
    page.locator(MENU).get_by_role("link", name="Records").tap()
    expect(page).to_have_url(re.compile(r"/records\?q=geneva$"))


def test_nothing_covers_the_focus_nor_the_word_that_is_searched_for(window: OpenWindow) -> None:
    page = window(1440, 700).open("/sources")
    page.keyboard.press("End")
    page.locator("main a[href]").last.focus()
    covered = []
    for _ in range(60):
        page.keyboard.press("Shift+Tab")
        at = page.evaluate(FOCUSED_TOP)
        covered += [at] if at and at[1] < HEADER_PX else []
    assert covered == []
    page.get_by_role("navigation").get_by_role("link", name="Records").click()
    search = page.get_by_placeholder("Search the record")
    search.press_sequentially("migrants")
    expect(page.get_by_text("Press Enter to apply")).to_be_hidden()
    search.press("Enter")
    expect(page.locator(".mri-status").first).to_contain_text("“migrants”")


def test_nothing_that_is_chosen_or_drawn_as_a_fill_vanishes_in_the_colours_of_the_system(window: OpenWindow) -> None:
    page = window().open("/map?year=2009&others=yes")
    page.emulate_media(forced_colors="active")
    ground = "rgb(255, 255, 255)"
    for filled in (".st-key-year_step [aria-checked=true]", ".mri-swatch"):
        expect(page.locator(filled).first).not_to_have_css("background-color", ground)
    switch = page.locator(".st-key-switch_others label > span + div")
    expect(switch).not_to_have_css("background-color", ground)
    page.locator(".st-key-switch_others label").click()
    expect(switch).to_have_css("outline-style", "solid")
    expect(switch.locator("> div")).not_to_have_css("background-color", ground)
    page.get_by_role("navigation").get_by_role("link", name="Overview").click()
    expect(page.locator(".mri-unit").first).not_to_have_css("background-color", ground)
    page.get_by_role("navigation").get_by_role("link", name="Timeline").click()
    expect(page.locator(".mri-mark-day")).not_to_have_css("background-color", ground)
    page.get_by_role("navigation").get_by_role("link", name="Records").click()
    expect(page.locator(".st-key-table_choice [aria-checked=true]")).not_to_have_css("background-color", ground)
    assert _sign_of_a_download(page) != ground


def _sign_of_a_download(page: Page) -> str:
    link = page.locator(".mri-downloads a").first
    return str(link.evaluate("link => getComputedStyle(link, '::before').backgroundColor"))


@pytest.mark.parametrize(("dark", "colour"), [(False, "rgb(122, 112, 100)"), (True, "rgb(154, 143, 130)")])
def test_a_switch_that_is_off_can_be_seen_and_pills_hold_text_of_any_spacing(
    dark: bool, colour: str, window: OpenWindow
) -> None:
    page = window(dark=dark).open("/map")
    # 4.6:1 and 5.6:1 on the page; 3:1 is enough.
    expect(page.locator(".st-key-switch_others label > span + div")).to_have_css("background-color", colour)
    page.add_style_tag(content=SPACED)
    assert page.evaluate(CUT_OFF) == []
    # A chart's labels keep the width that their places are worked out for.
    expect(page.locator(".mri-map svg text").filter(has_text="Manila").first).to_have_css("letter-spacing", "normal")
    expect(page.locator("h1.mri-h1")).not_to_have_css("letter-spacing", "normal")
