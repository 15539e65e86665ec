"""The frame of every page by keys, by touch and by ear: menu, popovers, focus, announcements, the system's colours."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.accessibility_tree import MAIN, expect_as_kept
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
# Every kind of filter at once, more than fits in a line.
MUCH_CHOSEN = "area=support&area=advocacy&area=convening&area=campaign&place=geneva&place=athens&kind=achievement"
MUCH_CHOSEN += "&years=1990-2013&q=migrants&dates=day&dates=year&dates=range"
# Cells whose text is wider than they are.
CUT = "all => all.filter(one => one.scrollWidth > one.clientWidth).map(one => one.textContent)"
# Texts of the controls that are too small for a finger.
SMALL = "all => all.filter(one => one.getBoundingClientRect().height < 44).map(one => one.textContent)"
# What has the focus, and how far below the top of the window; nothing for the frame itself.
FOCUSED_TOP = """() => {
    const at = document.activeElement;
    if (at.matches('body, main') || at.closest('header, .mri-languages, [data-testid=stSkipToContent]')) return null;
    const box = at.getBoundingClientRect();
    return box.height ? [at.textContent.trim().slice(0, 40), box.top] : null;
}"""


# Whether an element is pressed this far from its middle, in all four directions, in px.
REACH = """(one, far) => {
    const box = one.getBoundingClientRect(), x = box.x + box.width / 2, y = box.y + box.height / 2;
    return [[far, 0], [-far, 0], [0, far], [0, -far]].every(
        ([dx, dy]) => document.elementFromPoint(x + dx, y + dy) === one);
}"""
# Notes each text of the live region, as a screen reader hears it.
HEAR = """selector => {
    const region = document.querySelector(selector);
    region.heard = [];
    const note = () => region.textContent && region.heard.push(region.textContent);
    new MutationObserver(note).observe(region, { childList: true, characterData: true, subtree: true });
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
    assert page.locator(MENU).get_by_role("link").evaluate_all(SMALL) == []
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
    _unfold(page)
    page.locator(".st-key-pop_more button").tap()
    _expect_within(page.locator(POPOVER))
    assert page.evaluate("[scrollX, document.querySelector('[data-testid=stMain]').scrollLeft]") == [0, 0]


def _unfold(page: Page) -> None:
    page.get_by_role("button", name=re.compile("^Filters")).tap()
    expect(page.get_by_placeholder("Search the record")).to_be_visible()


def test_on_a_phone_all_filters_fold_behind_one_button_that_counts_them(phone: Window) -> None:
    page = phone.open("/?area=support&years=2001-2013&place=durban")
    button = page.get_by_role("button", name="Filters · 3")
    expect(page.get_by_placeholder("Search the record")).to_be_hidden()
    expect(page.get_by_role("button", name="Clear all")).to_be_hidden()
    assert page.locator("h1.mri-h1").evaluate("title => title.getBoundingClientRect().top") < 200
    # A window of 1280 px whose page is enlarged four times: nothing covers anything, and nothing is beside the window.
    page.set_viewport_size({"width": 320, "height": 640})
    folded, pack = button.bounding_box(), page.locator(".st-key-pack button").bounding_box()
    assert folded
    assert pack
    assert folded["y"] + folded["height"] <= pack["y"]
    _expect_within(page.get_by_role("button", name="Copy link"), 320)
    page.set_viewport_size({"width": 390, "height": 844})
    button.tap()
    expect(button).to_have_attribute("aria-expanded", "true")
    parts = page.locator(":is(.st-key-filters, .st-key-tools) :is(button:not([aria-label]), .mri-downloads a):visible")
    assert parts.evaluate_all("all => all.length") >= 12
    assert parts.evaluate_all(SMALL) == []
    targets = page.locator(".st-key-page :is(button:not([aria-label]), summary, .mri-go):visible")
    assert targets.evaluate_all(SMALL) == []
    page.get_by_role("button", name="Clear all").tap()
    expect(page.locator(".mri-status")).to_have_text("All 17 records.")
    # A run does not fold what was unfolded; another page does.
    expect(page.get_by_role("button", name="Filters", exact=True)).to_have_attribute("aria-expanded", "true")
    page.get_by_role("link", name="Open the timeline").tap()
    expect(page).to_have_url(re.compile("/timeline$"))
    expect(page.get_by_placeholder("Search the record")).to_be_hidden()
    expect(page.get_by_role("button", name="Filters", exact=True)).to_have_attribute("aria-expanded", "false")


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
    # In the donor pack it goes through all files and Embed.
    button = page.locator(".st-key-pack button").first
    button.press("Enter")
    expect(page.locator(POPOVER)).to_be_focused()
    expect(page.locator(f"{POPOVER} [data-save]").first).to_be_visible()
    for _ in range(17):
        page.keyboard.press("Tab")
        expect(page.locator(f"{POPOVER} [data-testid^=stBidiComponent]").first).to_be_focused()
    page.keyboard.press("Tab")
    expect(button).to_be_focused()


def test_the_thumbs_of_the_years_and_the_languages_are_large_enough_to_press(window: OpenWindow) -> None:
    page = window(1280, 720).open("/timeline")
    languages = page.locator(".st-key-languages_header a")
    assert languages.evaluate_all("all => all.filter(one => Math.min(one.offsetWidth, one.offsetHeight) < 24)") == []
    page.locator(".st-key-pop_years button").click()
    thumbs = page.locator(f"{POPOVER} [data-testid=stSlider] div:has(> div > input)")
    expect(thumbs).to_have_count(2)
    for at in range(2):
        assert thumbs.nth(at).evaluate(REACH, 11)
        assert not thumbs.nth(at).evaluate(REACH, 13)


def test_what_a_filter_leaves_is_announced_by_one_region_that_lasts_and_the_focus_goes_on(window: OpenWindow) -> None:
    mine = window()
    mine.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = mine.open("/timeline?area=advocacy&area=support")
    region = page.locator(STATUS)
    expect(region).to_have_text("6 of 17 records: Advocacy or support.")
    page.evaluate(HEAR, STATUS)
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
    page.get_by_role("navigation").get_by_role("link", name="Map").click()
    page.locator(".mri-stops").get_by_role("link", name="Athens").press("Enter")
    expect(region).to_have_text("Athens: one achievement and one forum")
    # Each change is announced once, by the region that was there first.
    assert page.evaluate(f"document.querySelector('{STATUS}').heard") == [
        "3 of 17 records: Support.",
        "All 17 records.",
        "Link copied",
        "2 of 17 records: “athens”.",
        "Athens: one achievement and one forum",
    ]


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


def test_what_is_open_on_a_page_is_in_no_other_address_and_all_stops_leads_to_their_heading(window: OpenWindow) -> None:
    page = window().open("/map?city=manila")
    expect(page).to_have_title("Manila: one forum, one achievement · Map · MRI: our record")
    navigation = page.get_by_role("navigation")
    navigation.get_by_role("link", name="Records").click()
    expect(page).to_have_url(re.compile("/records$"))
    expect(page).to_have_title("Ten achievements and seven forums, each with its source · Records · MRI: our record")
    navigation.get_by_role("link", name="Map").click()
    expect(page).to_have_url(re.compile(r"/map\?city=manila$"))
    page.get_by_role("button", name="All stops").press("Enter")
    expect(page.get_by_role("heading", name="Seven stops")).to_be_focused()


@pytest.mark.snapshots
def test_the_table_of_records_is_walked_with_arrows_opened_with_enter_and_sorted_by_its_heads(
    window: OpenWindow,
) -> None:
    page = window(1280, 720).open("/records?record=durban-2001")
    links, name = page.locator(".mri-records:visible tbody a"), page.locator(".mri-detail .mri-name")
    here = page.locator(".mri-records:visible [aria-current=true]")
    expect(links).to_have_count(10)
    expect(here).to_have_text("NGO preparations for the World Conference against Racism")
    expect_as_kept(page.locator(MAIN), "records")
    assert page.locator(".mri-detail cite").evaluate_all("all => all.filter(one => one.offsetHeight < 24)") == []
    here.focus()
    for key, at in (("ArrowDown", 3), ("ArrowUp", 2), ("End", 9), ("ArrowDown", 9), ("Home", 0), ("Tab", 1)):
        page.keyboard.press(key)
        expect(links.nth(at)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("record=ratification-campaign-1998$"))
    expect(name).to_be_focused()
    expect(name).to_contain_text("Global Campaign")
    expect(here).to_have_text("Global Campaign for ratification launched")
    page.keyboard.press("Escape")
    expect(here).to_be_focused()
    # A head sorts in either direction, rows without a date last; the order outlives a run.
    head = page.get_by_role("columnheader", name="When")
    expect(head).to_have_attribute("aria-sort", "ascending")
    head.get_by_role("button").press("Enter")
    expect(head).to_have_attribute("aria-sort", "descending")
    expect(links.first).to_have_text("Day of General Discussion on migrant workers in an irregular situation")
    expect(links.last).to_have_text("Advocacy for a UN Special Rapporteur")
    page.get_by_role("columnheader", name="Reference").get_by_role("button").click()
    in_order = ["3", "4", "5"]
    for _ in range(2):
        expect(page.locator(".mri-records:visible [data-column=source_ref]").nth(3)).to_contain_text("¶ 3")
        found = page.locator(".mri-records:visible tbody [data-column=source_ref]").all_inner_texts()
        assert [one.split()[-1] for one in found][2:5] == in_order
        assert found[-1].endswith("¶ 10")
        links.nth(4).click()
        expect(here).to_have_text("Achieving Dignity: a Campaigner’s Handbook")
    # Nothing is cut off, and nothing scrolls sideways.
    assert page.locator(".mri-records:visible :is(th, td)").evaluate_all(CUT) == []
    # In a narrower window the open record is above the table, and Tab leads from it to the table.
    page.set_viewport_size({"width": 900, "height": 800})
    page.locator(".mri-detail a").last.focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("radio", name="Achievements")).to_be_focused()


def test_a_click_on_a_row_counts_while_a_word_is_typed_even_if_the_search_begins_under_the_finger(
    window: OpenWindow,
) -> None:
    mine = window()
    page = mine.open("/records")
    name = page.locator(".mri-detail .mri-name")
    _type(page, "athens")
    page.get_by_role("link", name="Seven international civil society forums").click()
    expect(page).to_have_url(re.compile(r"/records\?record=pga-series&q=athens$"))
    expect(name).to_have_text("Seven international civil society forums")
    expect(page.locator(".mri-status")).to_have_text("2 of 17 records: “athens”.")
    mine.ready()
    page.get_by_role("button", name="Clear all").click()
    expect(page.locator(".mri-records:visible tbody a")).to_have_count(10)
    _type(page, "migrants")
    row = page.get_by_role("link", name="Global Campaign").bounding_box()
    assert row
    page.mouse.move(row["x"] + 5, row["y"] + 5)
    page.mouse.down()
    expect(page.locator(".mri-status")).to_have_text("6 of 17 records: “migrants”.")
    page.mouse.up()
    expect(page).to_have_url(re.compile(r"/records\?record=ratification-campaign-1998&q=migrants$"))
    expect(name).to_have_text("Global Campaign for ratification launched")
    mine.ready()
    _cleared_words_do_not_come_back(page)


def _cleared_words_do_not_come_back(page: Page) -> None:
    """A button was moved by the search that began while it was held, or the word stayed in the address."""
    search, clear = (
        page.get_by_placeholder("Search the record"),
        page.get_by_role("button", name="Clear all", exact=True),
    )
    at = clear.bounding_box()
    assert at
    search.press("End")
    search.press_sequentially(" forum")
    page.mouse.move(at["x"] + 5, at["y"] + 5)
    page.mouse.down()
    # Longer than the pause after which a search begins.
    page.evaluate("() => new Promise((done) => setTimeout(done, 700))")
    page.mouse.up()
    expect(page.locator(".mri-status")).to_have_text("All 17 records.")
    expect(search).to_have_value("")
    expect(page).not_to_have_url(re.compile("q="))
    search.press_sequentially("manila")
    expect(page.locator(".mri-status")).to_contain_text("“manila”")
    # The address of the longer word has not been written yet when all is cleared.
    search.press_sequentially("s")
    expect(page.locator(".mri-status")).to_contain_text("“manilas”")
    clear.click()
    expect(page.locator(".mri-status")).to_have_text("All 17 records.")
    expect(page).not_to_have_url(re.compile("q="))
    page.reload()
    expect(page.locator(".mri-status")).to_have_text("All 17 records.")


def test_a_search_begins_while_it_is_typed_and_is_one_step_back(window: OpenWindow) -> None:
    mine = window()
    page = mine.open("/records?area=convening")
    search = page.get_by_placeholder("Search the record")
    steps = "navigation.entries().length"
    before = page.evaluate(steps)
    search.focus()
    for letters, text in (("gen", "gen"), ("eva", "geneva"), (3 * "\b", "gen"), ("eva x", "geneva x")):
        for letter in letters:
            page.keyboard.press("Backspace" if letter == "\b" else letter.replace(" ", "Space"))
        expect(page).to_have_url(re.compile(f"/records.area=convening&q={text.replace(' ', '.')}$"))
        expect(page.locator(".mri-status")).to_contain_text(f"“{text}”")
        expect(search).to_be_focused()
        expect(search).to_have_value(text)
    assert page.evaluate(steps) == before + 1
    page.get_by_role("button", name="Did you mean").wait_for(state="detached")
    mine.ready()
    page.go_back()
    expect(page.locator(".mri-status")).to_contain_text("8 of 17 records")
    expect(search).to_have_value("")


def test_status_files_and_link_take_one_line_whatever_is_chosen(window: OpenWindow) -> None:
    page = window(1280, 720).open(f"/records?{MUCH_CHOSEN}")
    line = page.locator(".st-key-status")
    for part in (
        ".mri-status",
        "#root [data-testid=stPopoverButton]:has-text('Donor pack')",
        "button:has-text('Clear all')",
    ):
        expect(page.locator(part).last).to_be_in_viewport(ratio=1)
    assert line.evaluate("line => line.getBoundingClientRect().height") <= 40
    assert line.evaluate("line => line.scrollWidth - line.clientWidth") <= 0
    # A chip that is out of sight comes into sight with the focus.
    last = page.locator(".st-key-chosen button:visible").last
    expect(last).not_to_be_in_viewport()
    last.focus()
    expect(last).to_be_in_viewport(ratio=0.9)
    # The menu has the theme and print, and nothing of Streamlit's own.
    page.get_by_test_id("stMainMenuButton").click()
    expect(page.get_by_role("menuitem")).to_have_text(["Print"])
    expect(page.get_by_role("menuitemradio")).to_have_count(3)
    expect(page.get_by_text("Made with Streamlit")).to_be_hidden()


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
    _unfold(page)
    _type(page, "athens")
    page.get_by_role("link", name="Open the timeline").tap()
    expect(page).to_have_url(re.compile(r"/timeline\?q=athens$"))
    expect(page.locator(".mri-status").first).to_contain_text("“athens”")
    _unfold(page)
    _type(page, "geneva")
    page.get_by_test_id("stExpandSidebarButton").tap()
    page.locator(MENU).get_by_role("link", name="Records").tap()
    expect(page).to_have_url(re.compile(r"/records\?q=geneva$"))


@pytest.mark.snapshots
def test_nothing_covers_the_focus_nor_the_word_that_is_searched_for(window: OpenWindow) -> None:
    page = window(1440, 700).open("/sources")
    expect_as_kept(page.locator(MAIN), "sources")
    page.keyboard.press("End")
    page.locator("main a[href]").last.focus()
    covered = []
    for _ in range(60):
        page.keyboard.press("Shift+Tab")
        at = page.evaluate(FOCUSED_TOP)
        covered += [at] if at and at[1] < HEADER_PX else []
    assert covered == []
    page.get_by_test_id("stMain").focus()
    expect(page.get_by_test_id("stMain")).to_have_css("outline-style", "solid")
    # No letter is a key of the page: Streamlit would run it again on R.
    page.evaluate("document.addEventListener('keydown', ({ key }) => (window.heard ??= []).push(key))")
    for key in ("r", "c", "Shift+R", "Home"):
        page.keyboard.press(key)
    assert page.evaluate("heard") == ["Shift", "Home"]
    # On paper nobody can take a file.
    hint = page.get_by_text("To add or correct an entry, edit the workbook in Excel.")
    expect(hint).to_be_visible()
    page.emulate_media(media="print")
    expect(hint).to_be_hidden()
    page.emulate_media(media="screen")
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
    expect(page.locator(".mri-mark-day:visible")).not_to_have_css("background-color", ground)
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
    expect(page.get_by_test_id("stTextInputRootElement")).to_have_css("border-top-color", colour)
    page.add_style_tag(content=SPACED)
    assert page.evaluate(CUT_OFF) == []
    # A chart's labels keep the width that their places are worked out for.
    expect(page.locator(".mri-map svg text").filter(has_text="Manila").first).to_have_css("letter-spacing", "normal")
    expect(page.locator("h1.mri-h1")).not_to_have_css("letter-spacing", "normal")
