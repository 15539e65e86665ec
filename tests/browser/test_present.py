"""The talk in a real browser: keys, address, notes, full screen, the check before it, and how large its words are."""

import re
import urllib.request
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.error import HTTPError

import pytest
from playwright.sync_api import Browser, Error, Page, Route, expect
from pptx import Presentation

from mri_data.exports.pptx.slides import to_pptx
from mri_data.query.filters import Filters
from mri_data.record.dataset import load_dataset
from mri_data.record.view import View
from mri_data.talk.slides import talk
from tests.browser.conftest import READY, SMALL_PX, OpenWindow, Window, faults
from tests.conftest import DataFolder

SLIDES = talk(View(load_dataset()))
MAP = next(at for at, slide in enumerate(SLIDES, start=1) if slide.kind == "map")
STEPS = len(SLIDES[MAP - 1].steps)
# How many slides the talk has up to its close, and its appendix.
TALK, APPENDIX = 10, 12
SMALLEST, BODY = 18, 36
# Size in px of the smallest text of each slide and of the smallest sentence in its body, as they are drawn.
SIZES = """() => {
    const found = [];
    const face = document.querySelector('.mri-slide:not([hidden]) .mri-face');
    const walker = document.createTreeWalker(document.querySelector('.mri-deck'), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const parent = walker.currentNode.parentElement;
        if (!walker.currentNode.textContent.trim() || !parent.checkVisibility()) continue;
        if (parent.closest('title, desc, style, dialog, .mri-steps')) continue;
        const drawn = parent.getScreenCTM ? parent.getScreenCTM().a : 1;
        const body = parent.closest(`.mri-col p, .mri-gaps p, .mri-rows tbody, .mri-quiet, .mri-sub, .mri-meanwhile,
            .mri-when, .mri-work h2, .mri-work p, .mri-to-do li, .mri-address`);
        const size = parseFloat(getComputedStyle(parent).fontSize) * drawn;
        found.push([size, Boolean(body), parent.textContent.slice(0, 40)]);
    }
    return [found, face.getBoundingClientRect().height];
}"""

# How far in px a caption stands below the map.
ROOM_ABOVE = """caption => caption.getBoundingClientRect().top
    - caption.parentElement.querySelector('.mri-chart-map svg').getBoundingClientRect().bottom"""


def opened(window: Window, path: str = "/present") -> Page:
    """The stage at an address, once its slides stand in the page."""
    window.page.goto(window.address + path)
    window.page.wait_for_selector(READY)
    window.page.wait_for_selector(".mri-slide:not([hidden]) h1")
    window.page.evaluate("document.fonts.ready.then(() => true)")
    return window.page


@pytest.fixture(scope="module")
def lasting(browser: Browser, server: str) -> Iterator[Window]:
    """One stage for all tests that turn its slides and leave it as it was."""
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    mine = Window(context, server)
    opened(mine)
    yield mine
    context.close()


@pytest.fixture
def stage(lasting: Window) -> Page:
    """The stage at its first slide, without notes."""
    lasting.page.keyboard.press("Home")
    expect(lasting.page.locator(".mri-at")).to_have_text("1 of 10")
    expect(lasting.page.locator(".mri-with-notes, .mri-black, dialog[open]")).to_have_count(0)
    return lasting.page


def title(page: Page) -> str:
    return page.locator(".mri-slide:not([hidden]) h1").inner_text()


def test_the_stage_shows_a_slide_and_nothing_else_and_asks_no_other_host(window: OpenWindow) -> None:
    mine = window(1280, 720)
    page = opened(mine)
    for chrome in ("stHeader", "stSidebar", "stToolbar", "stTopNavLink"):
        assert not page.get_by_test_id(chrome).locator("visible=true").count()
    box = page.locator(".mri-slide:not([hidden])").bounding_box()
    assert box
    assert (round(box["x"]), round(box["width"]), round(box["height"])) == (0, 1280, 720)
    expect(page.locator(".mri-at")).to_have_text("1 of 10")
    page.keyboard.press("End")
    page.wait_for_load_state("networkidle")
    assert mine.outside == []
    assert mine.complaints == []


def test_keys_and_clickers_turn_the_slides(stage: Page) -> None:
    page = stage
    at = page.locator(".mri-at")
    for forth, back in (("PageDown", "PageUp"), ("ArrowRight", "ArrowLeft"), (" ", "ArrowUp")):
        page.keyboard.press(forth)
        page.keyboard.press(forth)
        expect(at).to_have_text("3 of 10")
        assert title(page) == SLIDES[2].title
        expect(page).to_have_url(re.compile(r"slide=3"))
        page.keyboard.press(back)
        expect(at).to_have_text("2 of 10")
        page.keyboard.press("End")
        expect(at).to_have_text("10 of 10")
        assert title(page) == "Explore our record"
        page.keyboard.press(forth)
        expect(at).to_have_text("Appendix, 1 of 12")
        page.keyboard.press("End")
        assert title(page) == "Appendix: Still to be documented (3 of 3)"
        page.keyboard.press(forth)
        expect(at).to_have_text("Appendix, 12 of 12")
        page.keyboard.press("Home")
        expect(page).to_have_url(re.compile(r"slide=1(&|$)"))


def test_a_clicker_works_wherever_the_focus_is_and_darkens_the_screen(stage: Page) -> None:
    page = stage
    at, dark = page.locator(".mri-at"), page.locator(".mri-dark")
    focused = ("document.activeElement.blur()", "document.querySelector('.mri-skip, a[href]').focus()")
    for number, focus in enumerate((*focused, "document.querySelector('[data-do=notes]').focus()"), start=1):
        page.evaluate(focus)
        page.keyboard.press("PageDown")
        expect(at).to_have_text(f"{number + 1} of 10")
    for key in ("b", "."):
        page.keyboard.press(key)
        expect(dark).to_be_visible()
        page.keyboard.press(key)
        expect(dark).to_be_hidden()
    page.keyboard.press("b")
    page.keyboard.press("PageUp")
    expect(dark).to_be_hidden()
    expect(at).to_have_text("3 of 10")


def test_controls_and_the_state_of_the_filters_fade_until_something_moves(stage: Page) -> None:
    page = stage
    controls, status = page.locator(".mri-controls"), page.locator(".mri-status >> visible=true")
    page.mouse.move(300, 300)
    expect(controls).to_have_css("opacity", "1")
    expect(page.locator(".mri-idle")).to_have_count(1)
    expect(controls).to_have_css("opacity", "0")
    expect(status).to_have_css("opacity", "0")
    page.mouse.move(310, 300)
    expect(controls).to_have_css("opacity", "1")
    expect(status).to_have_css("opacity", "1")


def test_the_speaker_s_window_and_the_stage_move_each_other_without_the_server(stage: Page) -> None:
    page = stage
    with page.context.expect_page() as opening:
        page.get_by_role("button", name="Speaker’s window").click()
    desk = opening.value
    desk.set_viewport_size({"width": 1200, "height": 760})
    desk.wait_for_selector(".mri-presenter .mri-slide:not([hidden]) h1")
    assert title(desk) == "Migrants Rights International: our record"
    expect(desk.locator(".mri-speaker-notes >> visible=true")).to_contain_text("Good morning, and thank you")
    expect(desk.locator(".mri-upcoming h1")).to_be_visible()
    expect(desk.locator(".mri-then")).to_have_text("Next: Our record in four numbers")
    page.context.set_offline(True)
    for _ in range(MAP - 1):
        page.keyboard.press("PageDown")
    expect(desk.locator(".mri-at")).to_have_text(f"{MAP} of 10")
    assert title(desk) == SLIDES[MAP - 1].title
    expect(desk.locator(".mri-then")).to_contain_text("Next: 2 · Brussels, 2007")
    desk.keyboard.press("PageDown")
    expect(page.locator(".mri-caption >> visible=true")).to_contain_text("2 · Brussels, 2007")
    desk.get_by_role("button", name="Back").click()
    expect(page.locator(".mri-caption >> visible=true")).to_contain_text("1 · New York, 2006")
    desk.keyboard.press("b")
    expect(page.locator(".mri-dark")).to_be_visible()
    expect(desk.locator(".mri-dark")).to_be_hidden()
    expect(desk.locator(".mri-black-note")).to_have_text("The screen is black. Press B to go on.")
    desk.keyboard.press("End")
    expect(page.locator(".mri-at")).to_have_text("10 of 10")
    expect(desk.locator(".mri-then")).to_contain_text("Next: Appendix: ")
    timer = desk.get_by_role("timer")
    desk.get_by_role("button", name="Start").click()
    expect(timer).to_have_text(re.compile(r"0:0[1-9]"))
    desk.get_by_role("button", name="Pause").click()
    desk.get_by_role("button", name="Reset").click()
    expect(timer).to_have_text("0:00")
    expect(desk.locator(".mri-clock")).to_have_text(re.compile(r"\d\d:\d\d"))
    assert faults(desk) == []
    with desk.expect_event("close"), suppress(Error):
        desk.keyboard.press("Escape")
    expect(page.locator(".mri-at")).to_have_text("10 of 10")
    page.context.set_offline(False)


def test_capitals_are_keys_too_a_field_keeps_its_own_and_a_screen_reader_hears_the_title(window: OpenWindow) -> None:
    """Only small letters were tried, only with nothing in focus; and what was heard was the number alone."""
    page = opened(window(1280, 720))
    page.keyboard.press("PageDown")
    expect(page.get_by_role("status").first).to_have_text(f"2 of 10: {SLIDES[1].title}")
    page.keyboard.press("Shift+N")
    expect(page.locator(".mri-with-notes")).to_have_count(1)
    page.evaluate("document.body.append(Object.assign(document.createElement('input'), { id: 'field' }))")
    page.locator("#field").focus()
    page.keyboard.type("nf n")
    expect(page.locator("#field")).to_have_value("nf n")
    expect(page.locator(".mri-with-notes")).to_have_count(1)
    expect(page.locator(".mri-at")).to_have_text("2 of 10")


def test_an_address_opens_its_slide_and_one_beyond_the_last_opens_that(window: OpenWindow) -> None:
    assert title(opened(window(1280, 720), "/present?slide=5")) == SLIDES[4].title
    assert title(opened(window(1280, 720), "/present?slide=999")) == SLIDES[-1].title
    assert title(opened(window(1280, 720), "/present?slide=x")) == SLIDES[0].title


def test_the_map_steps_through_the_years_to_the_whole_way(stage: Page) -> None:
    page = stage
    for _ in range(MAP - 2):
        page.keyboard.press("PageDown")
    expect(page.locator(".mri-at")).to_have_text(f"{MAP - 1} of 10")
    page.keyboard.press("PageDown")
    for step in SLIDES[MAP - 1].steps:
        expect(page.locator(".mri-caption")).to_have_text(step.caption)
        expect(page.locator(".mri-chart-map .mri-on")).to_have_attribute("data-name", f"step-{step.year}")
        # The longest caption has two lines.
        assert page.locator(".mri-caption >> visible=true").evaluate(ROOM_ABOVE) > 0
        page.keyboard.press("PageDown")
    expect(page.locator(".mri-caption")).to_be_empty()
    expect(page.locator("[data-name=step-all]")).to_be_visible()
    expect(page.locator(".mri-at")).to_have_text(f"{MAP} of 10")
    page.keyboard.press("PageDown")
    expect(page.locator(".mri-at")).to_have_text(f"{MAP + 1} of 10")
    page.keyboard.press("PageUp")
    expect(page.locator("[data-name=step-all]")).to_be_visible()


def test_the_talk_is_that_of_the_filters_and_leaving_leads_back_to_them(window: OpenWindow) -> None:
    mine = window()
    page = mine.open("/timeline?kind=forum")
    page.get_by_role("navigation").get_by_role("link", name="Present").click()
    page.wait_for_selector(".mri-slide:not([hidden])")
    wanted = talk(View(load_dataset(), Filters(kind=("forum",))))
    assert [slide.appendix for slide in wanted].count(False) == 6
    expect(page.locator(".mri-at")).to_have_text("1 of 6")
    expect(page.locator(".mri-source >> visible=true")).to_contain_text("7 of 17 records:")
    expect(page).to_have_url(re.compile(r"/present\?kind=forum"))
    page.keyboard.press("PageDown")
    page.keyboard.press("Escape")
    expect(page.locator("h1.mri-h1")).to_have_text("Seven forums")
    expect(page).to_have_url(re.compile(r"/timeline\?kind=forum$"))
    assert page.evaluate("navigation.entries().length") == 3


def test_the_talk_goes_on_when_the_connection_does_not(window: OpenWindow) -> None:
    mine = window(1280, 720)
    page = opened(mine)
    mine.context.set_offline(True)
    for at in range(2, 4):
        page.keyboard.press("PageDown")
        expect(page.locator(".mri-at")).to_have_text(f"{at} of 10")
    assert page.locator(".mri-chart-timeline svg >> visible=true").count() == 1


def test_notes_stand_below_the_slide_and_the_address_says_so(window: OpenWindow) -> None:
    page = opened(window(1280, 720), "/present?slide=2&notes=1")
    notes = page.locator(".mri-speaker-notes >> visible=true")
    expect(notes).to_contain_text(SLIDES[1].notes[0])
    slide, said = page.locator(".mri-face >> visible=true").bounding_box(), notes.bounding_box()
    assert slide
    assert said
    assert slide["y"] + slide["height"] <= said["y"] + 1
    page.keyboard.press("n")
    expect(notes).to_have_count(0)
    expect(page).not_to_have_url(re.compile("notes"))


def test_the_full_screen_button_fills_the_screen(stage: Page) -> None:
    page = stage
    page.get_by_role("button", name="Full screen").click()
    expect(page.locator(":fullscreen")).to_have_count(1)
    page.keyboard.press("f")
    expect(page.locator(":fullscreen")).to_have_count(0)


@pytest.mark.parametrize(
    ("width", "height", "dark"), [(1366, 768, False), (1920, 1080, True)], ids=["small-light", "large-dark"]
)
def test_every_word_can_be_read_from_the_back_of_the_room_and_nothing_is_cut_off(
    window: OpenWindow, width: int, height: int, dark: bool
) -> None:
    page = opened(window(width, height, dark=dark))
    # Axe would take text that fades for text of too little contrast.
    page.emulate_media(reduced_motion="reduce")
    for at, slide in enumerate(SLIDES, start=1):
        number = f"{at} of {TALK}" if at <= TALK else f"Appendix, {at - TALK} of {APPENDIX}"
        expect(page.locator(".mri-at")).to_have_text(number)
        found, drawn = page.evaluate(SIZES)
        share = 1080 / drawn
        assert [one for one in found if one[0] * share < SMALLEST - 0.05] == []
        assert [one for one in found if one[1] and one[0] * share < BODY - 0.05] == []
        assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
        assert _reaching_out(page) == [], slide.title
        if not dark:
            page.set_viewport_size({"width": 1024, "height": 768})
            assert _reaching_out(page) == [], slide.title
            page.set_viewport_size({"width": width, "height": height})
        if at == 1 or slide.kind != SLIDES[at - 2].kind:
            assert faults(page, None if at == 1 else ".mri-slide:not([hidden])") == [], slide.title
        _next_slide(page, at)


def _next_slide(page: Page, at: int) -> None:
    for _ in range(STEPS + 1 if at == MAP else 1):
        page.keyboard.press("PageDown")


def _reaching_out(page: Page) -> list[str]:
    """Texts of the slide that stand outside it, or behind the line of its source."""
    return list(
        page.evaluate(
            """() => {
            const face = document.querySelector('.mri-slide:not([hidden]) .mri-face');
            const room = face.getBoundingClientRect();
            const foot = face.querySelector('.mri-source').getBoundingClientRect().top;
            const texts = face.querySelectorAll('h1, h2, li, p:not(.mri-source):not(.mri-caption), td, th, text');
            return [...texts].filter(text => text.checkVisibility() && text.textContent.trim()).filter(text => {
                const box = text.getBoundingClientRect();
                return box.right > room.right + 1 || box.left < room.left - 1 || box.bottom > foot + 1;
            }).map(text => text.textContent.slice(0, 50));
        }"""
        )
    )


def test_the_check_before_a_talk_looks_at_what_is_there_and_saves_a_copy(stage: Page) -> None:
    page = stage
    page.get_by_role("button", name="Ready for the room?").click()
    lines = page.locator(".mri-ready [data-check]")
    expect(lines.last.locator("small")).to_contain_text("Save one below.")
    assert lines.evaluate_all("lines => lines.map(line => line.dataset.good)") == ["true"] * 5 + ["false"] * 2
    expect(page.locator("[data-check=address] small")).to_have_text(
        "No public address is set, so the slide has none, and no code to scan. "
        "Set MRI_PUBLIC_URL where the dashboard is started."
    )
    sizes = re.findall(r"([\d.]+) px", lines.nth(3).inner_text())
    assert float(sizes[0]) >= SMALLEST
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save the slides (PowerPoint)").click()
    assert saved.value.suggested_filename == "mri-record-2026-11-30.pptx"
    expect(lines.last).to_have_attribute("data-good", "true")
    # Who speaks to the computer switches the letters off; a clicker's other keys go on.
    page.get_by_role("checkbox", name="Letters are keys").uncheck()
    page.get_by_role("button", name="Close").click()
    for key in ("n", "b", "PageDown"):
        page.keyboard.press(key)
    expect(page.locator(".mri-at")).to_have_text("2 of 10")
    expect(page.locator(".mri-with-notes, .mri-black")).to_have_count(0)
    page.keyboard.press("Home")
    page.get_by_role("button", name="Ready for the room?").click()
    page.get_by_role("checkbox", name="Letters are keys").check()
    # A clicker closes the check, and goes on.
    page.keyboard.press("PageDown")
    expect(page.locator("dialog[open]")).to_have_count(0)
    expect(page.locator(".mri-at")).to_have_text("2 of 10")


DROP = """([name, text]) => {
    const bytes = Uint8Array.from(atob(text), letter => letter.charCodeAt(0));
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([bytes], name));
    const drop = kind => new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true });
    const slide = document.querySelector(".mri-slide:not([hidden])");
    return [slide.dispatchEvent(drop("dragover")), slide.dispatchEvent(drop("drop"))];
}"""


def test_a_presentation_saved_earlier_is_checked_where_it_is_dropped_and_handed_back_renewed(
    stage: Page, data_folder: DataFolder, tmp_path: Path
) -> None:
    page = stage
    data_folder.set("forums.csv", "pga-2008", "date", "24-30 October 2008")
    earlier = to_pptx(View(data_folder.load(), Filters(kind=("forum",), years=(2008, 2008))))
    # The browser itself would leave the talk and save the file.
    with page.expect_request("**/deck/check?*") as sent:
        assert page.evaluate(DROP, ["talk.pptx", b64encode(earlier).decode()]) == [False, False]
    # The report is in the language of the page, whatever that of the browser is.
    assert sent.value.url.endswith("/deck/check?name=talk.pptx&lang=en")
    report = page.locator("dialog[open] .mri-report")
    expect(report.locator("p").first).to_have_text("One record, as before.")
    corrected = "Corrected: “Forum 3: Manila” (the date “24 to 30 October 2008” became “22 to 30 October 2008”)."
    expect(report.locator("p").nth(1)).to_have_text(corrected)
    assert "Slide 1: Migrants Rights International: our record" in report.locator("h4").all_inner_texts()
    assert faults(page) == []
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save it renewed").click()
    assert saved.value.suggested_filename == "talk-renewed.pptx"
    renewed = Presentation(str(saved.value.path()))
    texts = [text.text for slide in renewed.slides for text in slide.element.iter("{*}t")]
    assert "22 to 30 October 2008" in texts
    assert "24 to 30 October 2008" not in texts
    # Keys scroll a long report, and turn slides again once it is closed.
    page.keyboard.press("PageDown")
    with page.expect_file_chooser() as chosen:
        page.get_by_role("button", name="Choose a PowerPoint file").click()
    (foreign := tmp_path / "notes.pptx").write_bytes(b"PK, but no presentation")
    chosen.value.set_files(foreign)
    expect(page.locator(".mri-drop-status")).to_have_text(
        "notes.pptx cannot be read to its end: it is damaged, or was not copied completely. Save or copy it again."
    )
    expect(report).to_be_empty()
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    expect(page.locator(".mri-at")).to_have_text("1 of 10")


def test_the_check_finds_what_is_wrong(window: OpenWindow) -> None:
    page = opened(window(1280, 720))
    page.add_style_tag(content=".mri-source { font-size: 5px !important } .mri-quiet { color: #FBF8F2 !important }")
    page.evaluate("document.querySelectorAll('.mri-chart-map [data-name=Land]').forEach(land => land.remove())")
    page.get_by_role("button", name="Ready for the room?").click()
    for check in ("text", "contrast", "map"):
        expect(page.locator(f"[data-check={check}]")).to_have_attribute("data-good", "false")
    expect(page.locator("[data-check=requests]")).to_have_attribute("data-good", "true")


def test_on_paper_each_slide_stands_with_its_notes_and_the_map_with_its_whole_way(stage: Page) -> None:
    page = stage
    for _ in range(MAP - 1):
        page.keyboard.press("PageDown")
    expect(page.locator(".mri-caption")).to_have_text(SLIDES[MAP - 1].steps[0].caption)
    page.emulate_media(media="print")
    assert page.locator(".mri-slide >> visible=true").count() == len(SLIDES)
    assert page.locator(".mri-speaker-notes >> visible=true").count() == len(SLIDES)
    expect(page.locator("[data-name=step-all]")).to_be_visible()
    for left_out in (".mri-caption", ".mri-controls", ".mri-footer"):
        expect(page.locator(left_out).first).to_be_hidden()
    page.emulate_media(media="screen")


def test_a_view_without_records_says_so_on_the_stage(window: OpenWindow) -> None:
    page = opened(window(1280, 720), "/present?q=zzzz")
    expect(page.locator(".mri-sub >> visible=true")).to_have_text("Nothing on record for “zzzz”")


def test_on_a_phone_the_slides_stand_below_each_other_without_sideways_scroll(window: OpenWindow) -> None:
    page = opened(window(390, 844))
    assert page.locator(".mri-slide >> visible=true").count() == len(SLIDES)
    assert page.evaluate("document.querySelector('.mri-deck').scrollWidth") == 390
    # A window of 1280 px whose page is enlarged twice: words grow, which those of a slide that fills it do not.
    page.set_viewport_size({"width": 640, "height": 360})
    assert page.locator(".mri-slide >> visible=true").count() == len(SLIDES)
    assert page.evaluate("document.querySelector('.mri-deck').scrollWidth") == 640
    assert page.locator(".mri-chart text:visible").evaluate_all(SMALL_PX) == []
    # Sideways it is one slide, whose controls leave the line at its foot its room.
    page.set_viewport_size({"width": 844, "height": 390})
    expect(page.locator(".mri-slide >> visible=true")).to_have_count(1)
    foot, controls = (page.locator(f"{one} >> visible=true").bounding_box() for one in (".mri-status", ".mri-controls"))
    assert foot
    assert controls
    assert foot["x"] + foot["width"] <= controls["x"]


# --- the donor pack

NO_REASON = (
    "The server answered with an error (status {}), without a reason. Try again in a minute; if this continues, "
    "tell the people who run this dashboard."
)
# What a server, or what stands before it, may answer in place of a file, and what a person reads then.
FAILURES: list[tuple[Callable[[Route], None], str]] = [
    (lambda route: route.fulfill(status=400, json={"error": "The reason."}), "The reason."),
    (lambda route: route.fulfill(status=404, content_type="text/html", body="<h1>No"), NO_REASON.format(404)),
    (lambda route: route.fulfill(status=500, body=""), NO_REASON.format(500)),
    (lambda route: route.fulfill(status=503, json=["busy"]), NO_REASON.format(503)),
    (
        lambda route: route.fulfill(status=200, content_type="text/html", body="<form>Log in"),
        "The server sent something other than the file, perhaps a login page. Reload this page and try again.",
    ),
    (lambda route: route.abort(), "The server cannot be reached. Check the connection and try again."),
]


def test_the_donor_pack_saves_the_view_on_screen_and_says_how_far_it_is_and_what_failed(window: OpenWindow) -> None:
    page = window().open("/records?area=advocacy")
    said = page.locator(".mri-pack [role=status]")
    page.get_by_role("button", name="Donor pack").click()
    expect(page.get_by_text("Another website can show it once")).to_contain_text("MRI_FRAME_ANCESTORS")
    expect(page.locator(".mri-pack p").first).to_have_text("3 of 17 records: Advocacy.")
    held: list[Any] = []
    page.route("**/api/export/json?*", lambda route: held.append(route))
    page.get_by_role("button", name="JSON the records for software").click()
    expect(said).to_contain_text(re.compile(r"Being made … [1-9] s"))
    with page.expect_download() as saved:
        held[0].continue_()
    assert saved.value.suggested_filename == "mri-record-selection-2026-11-30.json"
    expect(said).to_have_text("Saved as mri-record-selection-2026-11-30.json.")
    assert saved.value.path().read_text("utf-8").count('"kind": "achievement"') == 3
    page.unroute_all()
    # JSON alone was tried by its button, so the page among the files could be dead.
    buttons = page.locator(".mri-pack [data-save]")
    expect(buttons).to_have_count(16)
    for button in buttons.all():
        with page.expect_download() as saved:
            button.click()
        assert saved.value.path().stat().st_size > 500
        expect(said).to_have_text(f"Saved as {saved.value.suggested_filename}.")
        expect(button).to_be_enabled()
    for answered, reason in FAILURES:
        page.route("**/api/export/pdf?*", answered)
        page.get_by_role("button", name="PDF").click()
        expect(said).to_have_text(f"It could not be saved. {reason}")


def test_where_nothing_matches_there_is_no_pack(window: OpenWindow) -> None:
    page = window().open("/records?q=zzzz")
    expect(page.get_by_role("button", name="Donor pack")).to_be_disabled()


@contextmanager
def refused(address: str) -> Iterator[tuple[int, str]]:
    with pytest.raises(HTTPError) as caught:
        urllib.request.urlopen(address)
    with caught.value as answer:
        yield answer.code, answer.read().decode()


@pytest.mark.parametrize(
    ("path", "status", "sentence"),
    [
        ("docx", 404, "There is no format docx"),
        ("csv?area=nonsense", 400, "is not known here"),
        ("csv?q=zzzz", 400, "Nothing in the record matches"),
        ("map-svg?q=campaigner", 400, "No record of this view has a place"),
    ],
)
def test_a_file_that_there_is_not_is_one_sentence(server: str, path: str, status: int, sentence: str) -> None:
    with refused(f"{server}/api/export/{path}") as (code, body):
        assert code == status
        assert sentence in body


def test_a_file_is_had_by_its_address(server: str) -> None:
    with urllib.request.urlopen(f"{server}/api/export/csv?kind=forum&slide=3") as answer:
        assert answer.headers["content-disposition"].endswith("mri-record-selection-2026-11-30.csv")
        assert answer.headers["content-type"] == "text/csv; charset=utf-8"
        assert answer.read().count(b"\r\npga-") == 7
