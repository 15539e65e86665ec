"""Take screenshots of every page (desktop, phone, dark mode) and of every slide, into `screenshots/`.

Run by `make screenshots`. Git ignores that folder; smaller copies of the pictures in documents go to `docs/pictures/`.
"""

import io
import shutil
import sys
import tempfile
from pathlib import Path

import openpyxl
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from mri_data.exports.record_workbook import record_workbook  # noqa: E402
from mri_data.reading.data_folder import DATA_DIR  # noqa: E402
from mri_data.reading.folder import read_folder  # noqa: E402
from mri_data.record.pages import HOME, PAGES, STAGE  # noqa: E402
from tests.browser.conftest import READY, Window, running_server  # noqa: E402
from tools.chromium import ARGUMENTS, find  # noqa: E402

PICTURES = ROOT / "screenshots"
DOCS = ROOT / "docs" / "pictures"
# The screenshots that documents show, by their name there. Long pages are cut off at the bottom.
SHOWN = {
    "overview": "overview-desktop",
    "overview-phone": "overview-phone",
    "timeline": "timeline-context-desktop",
    "timeline-selected": "timeline-selected-desktop",
    "timeline-dark": "timeline-dark",
    "map": "map-desktop",
    "map-2009": "map-2009-other-places-desktop",
    "records": "records-filtered-desktop",
    "convention": "convention-desktop",
    "sources": "sources-desktop",
    "check": "check-file-desktop",
    "first-slide": "slide-01",
    "map-slide": "slide-04",
}
HIGHEST = 900  # px of a page that a document shows.
QUALITY = 52  # of WebP, from 0 to 100: each picture stays below 100 kB.
# Kinds of screenshot: width and height of the window in px, and whether it is dark.
KINDS = {"desktop": (1440, 900, False), "phone": (390, 844, False), "dark": (1440, 900, True)}
# Further views besides each page as it opens.
VIEWS = {
    "overview-filtered": "/?area=advocacy",
    "timeline-selected": "/timeline?record=ratification-campaign-1998",
    "timeline-context": "/timeline?context=meetings,convention,forums",
    "map-context": "/map?context=meetings,forums",
    "map-2009-other-places": "/map?year=2009&others=yes",
    "records-filtered": "/records?area=advocacy&area=support&years=1995-2011",
    "records-nothing-matches": "/records?area=publications&place=athens",
}
SETTLED = """() => {
    const charts = [...document.querySelectorAll('.mri-chart, .mri-map')];
    return charts.every(e => e.querySelector('svg')) && !document.querySelector('[data-testid=stSkeleton]');
}"""
# Playwright's `wait_for_function` uses eval, which the pages' Content Security Policy forbids.
AWAITED = f"""new Promise(done => {{
    const look = () => ({SETTLED})() ? done(true) : requestAnimationFrame(look);
    look();
}})"""
# Screenshots higher than this, in px, repeat from the top in Chromium.
LONGEST = 7000
CONTENT_HEIGHT = "document.querySelector('[data-testid=stMainBlockContainer]').scrollHeight"


def photograph(browser: Browser, address: str, kind: str, name: str, path: str) -> None:
    """Take one screenshot of a whole page, as high as its content, but at most `LONGEST` px."""
    width, height, dark = KINDS[kind]
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light")
    window = Window(context, address)
    page = window.open(path)
    _settle(page)
    content = page.evaluate(CONTENT_HEIGHT)
    page.set_viewport_size({"width": width, "height": min(max(height, content), LONGEST)})
    _settle(page)
    page.screenshot(path=PICTURES / f"{name}-{kind}.png")
    context.close()


def photograph_check(browser: Browser, address: str) -> None:
    """Take one screenshot of the check of a workbook in which two cells have a typo."""
    width, height, _ = KINDS["desktop"]
    context = browser.new_context(viewport={"width": width, "height": height})
    window = Window(context, address)
    page = window.open("/check")
    page.locator("input[type=file]").set_input_files({"name": "record.xlsx", "mimeType": "", "buffer": _with_typos()})
    page.wait_for_selector(".mri-finding")
    window.ready()
    page.screenshot(path=PICTURES / "check-file-desktop.png")
    context.close()


def _with_typos() -> bytes:
    """The shipped record as a workbook, with a typo in the first forum and in the sixth."""
    book = openpyxl.load_workbook(io.BytesIO(record_workbook(read_folder(DATA_DIR)).content))
    book["Forums"]["E2"].value, book["Forums"]["K7"].value = "Convenning", "Genva"
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def photograph_slides(browser: Browser, address: str) -> None:
    """Take one screenshot of each slide, of the third in dark mode and of the first on a phone."""
    for name, width, height, dark in (
        ("slide", 1280, 720, False),
        ("stage-dark", 1280, 720, True),
        ("stage-phone", 390, 844, False),
    ):
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light"
        )
        page = Window(context, address).page
        page.goto(f"{address}/{STAGE}?slide=3" if dark else f"{address}/{STAGE}")
        page.wait_for_selector(READY)
        page.wait_for_selector(".mri-slide:not([hidden])")
        slides = page.locator(".mri-slide").count() if name == "slide" else 1
        for at in range(1, slides + 1):
            if name == "slide":
                page.goto(f"{address}/{STAGE}?slide={at}")
                page.wait_for_selector(f".mri-slide:nth-of-type({at}):not([hidden])")
            page.wait_for_load_state("networkidle")
            page.evaluate("document.fonts.ready.then(() => true)")
            page.screenshot(path=PICTURES / (f"{name}-{at:02}.png" if name == "slide" else f"{name}.png"))
        context.close()


def _settle(page: Page) -> None:
    """Wait for the charts, then a fixed time for the map, which gives no signal when it is drawn."""
    page.wait_for_load_state("networkidle")
    page.evaluate(AWAITED)
    page.wait_for_timeout(1500)


def renew_documents() -> None:
    """Replace `docs/pictures/` with smaller copies of the screenshots that documents show."""
    shutil.rmtree(DOCS, ignore_errors=True)
    DOCS.mkdir()
    for name, taken in SHOWN.items():
        with Image.open(PICTURES / f"{taken}.png") as picture:
            cut = picture.crop((0, 0, picture.width, min(picture.height, HIGHEST)))
            cut.convert("RGB").save(DOCS / f"{name}.webp", quality=QUALITY, method=6)


def main() -> None:
    """Take all screenshots."""
    PICTURES.mkdir(exist_ok=True)
    pages = {name: "/" if name == HOME else f"/{name}" for name in PAGES if name != STAGE}
    wanted = [(kind, name, path) for kind in KINDS for name, path in pages.items()]
    wanted += [("desktop", name, path) for name, path in VIEWS.items()]
    with (
        tempfile.TemporaryDirectory() as scratch,
        running_server(Path(scratch) / "outside.log") as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=find(), args=ARGUMENTS)
        for kind, name, path in wanted:
            photograph(browser, address, kind, name, path)
        photograph_check(browser, address)
        photograph_slides(browser, address)
        browser.close()
    renew_documents()


if __name__ == "__main__":
    main()
