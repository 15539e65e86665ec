"""What people do, in Firefox and WebKit, on a desktop and a phone: read, click, filter, go back, save, present."""

from io import BytesIO
from pathlib import Path

from PIL import Image

from tests.browsers.engines import PHONE, WIDE, Engine

TITLE = "h1.mri-h1"
RECORD, CITY = ".mri-detail .mri-name", "h2.mri-h2"
STATUS = ".mri-status"
SLIDE = ".mri-slide:not([hidden]) h1"
MAP = ".mri-map svg"
# What of the map is in the window: left, top, right and bottom.
MAP_BOX = f"""(({{ left, top, right, bottom }}) => [left, top, right, Math.min(bottom, innerHeight)])(
    [...document.querySelectorAll("{MAP}")].find(one => one.checkVisibility()).getBoundingClientRect())"""
LIGHT, DARK = (224, 215, 199), (58, 51, 43)
OVERVIEW = "from the UN conferences of 1995"
# Each page by its name in the menu: words of its heading, and what is drawn on a desktop and on a phone.
PAGES = {
    "Overview": (OVERVIEW, (".mri-chart a[data-id=pga-2009]", ""), (".mri-chart a[data-id=athens]", "")),
    "Timeline": ("Five kinds of work", ("svg text", "Seven international"), (".mri-list a", "Seven international")),
    "Map": ("The forum travelled to", (f"{MAP} a", "Brussels"), (f"{MAP} a", "Brussels")),
    "Records": ("each with its source", (".mri-records tr", "Durban"), (".mri-records tr", "Durban")),
    "Convention": ("60 States parties", ("svg text", "60 States parties"), ("svg text", "60 States parties")),
    "Sources and data": ("Every record comes from", (".mri-downloads a", "CSV"), (".mri-downloads a", "CSV")),
}


def test_every_page_of_the_menu_opens_with_its_heading_and_its_chart(window: Engine) -> None:
    window.open("/")
    for name, (heading, *drawn) in PAGES.items():
        choose(window, name)
        window.see(TITLE, heading)
        window.see(*drawn[window.width == PHONE])
        if name == "Map":
            await_land(window, LIGHT)


def choose(window: Engine, page: str) -> None:
    """Choose a page in the menu, which a phone opens first."""
    if window.width == WIDE:
        return window.click("header nav a", page)
    window.click("[data-testid=stExpandSidebarButton]")
    return window.click("[data-testid=stSidebar] a", page)


def await_land(window: Engine, colour: tuple[int, int, int]) -> None:
    """Wait until land of this colour covers more than a tenth of the map in the window, and less than six."""
    window.awaited(lambda: 0.1 < share(window, colour) < 0.6, f"land in {colour}")


def share(window: Engine, colour: tuple[int, int, int]) -> float:
    """The part of the map in the window that has exactly this colour."""
    left, top, right, bottom = map(round, window.run(MAP_BOX))
    with Image.open(BytesIO(window.picture())) as picture:
        pixels = picture.convert("RGB").crop((left, top, right, bottom)).tobytes()
    found = [pixels[at : at + 3] for at in range(0, len(pixels), 3)]
    return found.count(bytes(colour)) / len(found)


def test_a_mark_opens_its_record_a_city_its_forums_and_back_leads_back(window: Engine) -> None:
    window.open("/")
    window.click(
        ".mri-chart a[data-id=pga-2009] rect" if window.width == WIDE else ".mri-list a[href$='record=pga-2009']"
    )
    window.see(RECORD, "Forum 4: Athens")
    window.at("/records?record=pga-2009")
    window.ready()
    window.back()
    window.see(TITLE, OVERVIEW)
    window.click(".mri-ground a[data-id=manila] circle")
    window.see(CITY, "Manila")
    window.at("/map?city=manila")
    window.ready()
    window.click(f"{MAP} a[data-id=athens] circle")
    window.see(CITY, "Athens")
    window.see(RECORD, "Forum 4: Athens")
    window.at("/map?city=athens")


def test_a_filter_and_a_word_choose_records_back_undoes_them_and_the_table_is_saved_whole(window: Engine) -> None:
    window.open("/records")
    if window.width == PHONE:
        window.click("button", "Filters")
    window.click("button", "Advocacy")
    window.see(STATUS, "3 of 17 records: Advocacy.")
    window.at("/records?area=advocacy")
    window.enter("input[placeholder='Search the record']", "geneva")
    window.see(STATUS, "1 of 17 records:")
    window.at("/records?area=advocacy&q=geneva")
    window.click(".mri-downloads a", "CSV")
    window.saved("mri-record-selection-2026-11-30.csv", b",Geneva,CH")
    window.back()
    window.see(STATUS, "3 of 17 records: Advocacy.")
    window.back()
    window.see(STATUS, "All 17 records.")


def test_the_hand_out_of_the_donor_pack_arrives_whole(window: Engine) -> None:
    window.open("/records?area=advocacy")
    if window.width == PHONE:
        window.click("button", "Filters")
    window.click("button", "Donor pack")
    window.click(".mri-pack button", "PDF")
    assert window.saved("mri-record-selection-2026-11-30.pdf", b"%%EOF").startswith(b"%PDF-1.")


def test_keys_turn_the_slides_and_the_speaker_s_window_is_in_step(window: Engine) -> None:
    window.visit(f"{window.server}/present")
    window.see(SLIDE, "Migrants Rights International")
    if window.width == PHONE:
        window.until("[...document.querySelectorAll('.mri-slide')].filter(one => one.checkVisibility()).length === 22")
        # What a scroll bar leaves free had the dark of the first slide beside light ones.
        assert (
            window.run("getComputedStyle(document.querySelector('.mri-deck')).backgroundColor") == "rgb(251, 248, 242)"
        )
        return
    window.press("ArrowRight")
    window.press("PageDown")
    window.see(".mri-at", "3 of 10")
    window.at("slide=3")
    window.press("PageUp")
    window.see(".mri-at", "2 of 10")
    window.new_window(lambda: window.click("button", "Speaker’s window"))
    window.see(".mri-speaker-notes")
    window.see(".mri-at", "2 of 10")
    # A key goes to the window that has the focus, and WebKit gives it to a new one late.
    window.until("document.hasFocus()")
    window.press("PageDown")
    window.see(".mri-at", "3 of 10")
    window.close_window()
    window.see(".mri-at", "3 of 10")
    window.press("Escape")
    window.see(TITLE)


def test_the_theme_of_the_menu_reaches_the_map(window: Engine) -> None:
    window.open("/map?kind=forum")
    for name, ink, land in (("Dark", "rgb(242, 236, 226)", DARK), ("Light", "rgb(35, 29, 24)", LIGHT)):
        window.click("[data-testid=stMainMenuButton]")
        window.click("[role=menuitemradio]", name)
        window.press("Escape")
        window.until(f"getComputedStyle(document.querySelector('{TITLE}')).color === '{ink}'")
        await_land(window, land)


def test_the_static_site_opens_and_finds_records(window: Engine) -> None:
    window.visit(f"{window.host}site/")
    window.see("h1", OVERVIEW)
    window.see(".timeline svg" if window.width == WIDE else ".mri-list a")
    window.visit(f"{window.host}site/records.html")
    find(window, "records.html?q=geneva")


def test_the_page_in_one_file_opens_and_finds_records(window: Engine, files: Path) -> None:
    # A page of a web host, as the frame is, may not show a file.
    window.visit((files / "record.html").as_uri() if window.width == WIDE else f"{window.host}record.html")
    window.see("h1")
    window.see(".map svg")
    find(window, "record.html")


def find(window: Engine, address: str) -> None:
    """Search for a word on a page that stands without the dashboard."""
    window.see("[role=status]", "17 of 17 records")
    window.enter("input[type=search]", "geneva")
    window.see("[role=status]", "4 of 17 records")
    window.at(address)
    window.press("Escape")
    window.see("[role=status]", "17 of 17 records")
