"""A person's own file: dropped, checked, mended, previewed on every page and saved, in a real browser."""

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from playwright.sync_api import Page, expect

from mri_data.exports.record_workbook import record_workbook
from mri_data.reading.data_folder import DATA_DIR, FILES, TRANSLATIONS_FILE
from mri_data.reading.folder import read_folder
from tests.bad_files import book, cell, row
from tests.browser.conftest import OpenWindow, Window, faults

# Three mistakes with a likely correction each; and a colour and a column of the person's own.
OWN_COLOUR, OWN_NOTE = "FFFF0000", "ask Ana"


def _spoiled(made: Workbook) -> None:
    for spoil in (cell("E2", "Convenning"), cell("E3", "Convenning"), cell("J3", "Brussells"), row("Total", 3)):
        spoil(made)
    cell("G4", dt.date(2008, 10, 22), "d mmmm yyyy")(made)
    made["Forums"]["A2"].fill = openpyxl.styles.PatternFill("solid", fgColor=OWN_COLOUR)
    made.create_sheet("My notes")["B2"].value = OWN_NOTE


SPOILED = book(_spoiled)
# Keeps in the page whether all buttons of corrections ever rested together, however briefly.
WATCH = """() => new MutationObserver(() => {
  const all = [...document.querySelectorAll("[class*=st-key-fixes_] button")];
  window.rested ||= all.length > 0 && all.every(one => one.disabled);
}).observe(document.body, {subtree: true, childList: true, attributeFilter: ["disabled"]})"""


def drop(one: Window, data: bytes, name: str = "record.xlsx") -> Page:
    page = one.page
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "", "buffer": data})
    expect(page.locator(".st-key-check_remove")).to_be_visible()
    return one.ready()


def press(one: Window, name: str) -> Page:
    one.page.get_by_role("button", name=name).first.click()
    return one.ready()


@pytest.mark.parametrize(("width", "dark", "touch"), [(1280, False, False), (390, False, True)])
def test_a_file_is_checked_mended_previewed_and_taken_home(
    window: OpenWindow, tmp_path: Path, width: int, dark: bool, touch: bool
) -> None:
    one = window(width, 844, dark=dark, touch=touch)
    page = one.open("/check")
    drop(one, SPOILED)
    expect(page.locator("h2").first).to_have_text('"record.xlsx": 4 things to mend')
    first = page.locator(".mri-finding").first
    expect(first).to_contain_text(
        'Forums!E2, column "Kind of work": We do not know "Convenning". Did you mean "Convening"?'
    )
    assert first.locator("thead th").all_inner_texts() == ["A", "D", "E", "F"]
    assert first.locator("tbody th").all_inner_texts() == ["1", "2"]
    expect(first.locator("mark")).to_have_text("Convenning")
    assert faults(page) == []
    if touch:
        low = "all => all.filter(one => one.offsetHeight && one.offsetHeight < 44).map(one => one.textContent)"
        assert page.locator(".st-key-page button").evaluate_all(low) == []
    page.evaluate(WATCH)
    press(one, "Mend all 2 like this")
    expect(page.locator("h2").first).to_have_text('"record.xlsx": 2 things to mend')
    assert page.evaluate("window.rested") is True
    page.get_by_role("button", name='Write "Brussels"').focus()
    page.keyboard.press("Enter")
    expect(page.locator("h2").first).to_have_text('"record.xlsx": 1 thing to mend')
    one.ready()
    press(one, "Delete row 5")
    expect(page.locator("h2").first).to_have_text('No problems: "record.xlsx" can take the place of the record')
    one.ready()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the mended file").click()
    assert download.value.suggested_filename == "record-mended.xlsx"
    download.value.save_as(tmp_path / "mended.xlsx")
    mended = openpyxl.load_workbook(tmp_path / "mended.xlsx")
    sheet = mended["Forums"]
    assert [sheet[place].value for place in ("E2", "E3", "J3", "A5")] == ["Convening", "Convening", "Brussels", None]
    assert sheet["A2"].fill.fgColor.rgb == OWN_COLOUR
    assert mended["My notes"]["B2"].value == OWN_NOTE
    press(one, "See the dashboard with this file")
    _walk(one, "Map", width)
    expect(page.locator(".st-key-preview")).to_contain_text('Preview of "record.xlsx". Only you see it')
    expect(page.locator("h1")).to_have_text("The forum travelled to three cities on three continents")
    assert "version" not in page.url
    assert faults(page) == []
    _others_see_the_record(window)
    press(one, "End the preview")
    expect(page.locator("h1")).to_contain_text("six cities")
    assert one.complaints == []


def _walk(one: Window, name: str, width: int) -> None:
    if width > 760:
        one.page.get_by_role("link", name=name, exact=True).first.click()
    else:
        one.page.locator("[data-testid=stExpandSidebarButton]").click()
        one.page.locator("[data-testid=stSidebarNavLink]", has_text=name).click()
    one.page.wait_for_url("**/map*")
    one.ready()


def _others_see_the_record(window: OpenWindow) -> None:
    other = window(apart=True)
    assert len(other.page.request.get(f"{other.address}/api/records.json").json()["records"]) == 17


def _with_a_typo(table: bytes) -> bytes:
    return table.replace(b",convening,", b",convenning,")


def _archive(change: Callable[[bytes], bytes]) -> bytes:
    """A ZIP archive of the folder with the shipped record, with its forums changed."""
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w") as archive:
        for file in (*FILES.values(), TRANSLATIONS_FILE):
            content = (DATA_DIR / file).read_bytes()
            archive.writestr(f"record/{file}", change(content) if file == "forums.csv" else content)
    return saved.getvalue()


def _check(one: Window, data: bytes, name: str, verdict: str) -> Page:
    """Drop a file, also while another is there, and wait for what is said of it."""
    one.page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "", "buffer": data})
    expect(one.page.locator("h2").first).to_have_text(verdict)
    return one.ready()


def test_a_table_and_a_zip_with_problems_are_mended_and_files_made_in_a_preview_say_so(
    window: OpenWindow, tmp_path: Path
) -> None:
    one = window(1280, 900, dark=True)
    page = one.open("/check")
    whole = record_workbook(read_folder(DATA_DIR)).content
    _check(one, whole, "record.xlsx", 'No problems: "record.xlsx" can take the place of the record')
    expect(page.locator(".st-key-page")).to_contain_text("No difference: all 1,455 rows are the same.")
    assert faults(page) == []
    _check(one, _archive(_with_a_typo), "record.zip", '"record.zip": 7 things to mend')
    expect(page.locator(".mri-finding").first).to_contain_text(
        'forums.csv, line 2, column "work_area": We do not know "convenning". Did you mean "convening"?'
    )
    press(one, "Mend all 7 like this")
    expect(page.locator("h2").first).to_have_text('No problems: "record.zip" can take the place of the record')
    expect(page.locator(".st-key-page")).to_contain_text("No difference: all 1,455 rows are the same.")
    one.ready()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the mended file").click()
    assert download.value.suggested_filename == "record-mended.zip"
    download.value.save_as(tmp_path / "mended.zip")
    with zipfile.ZipFile(tmp_path / "mended.zip") as archive:
        assert b"convenning" not in archive.read("record/forums.csv")
    table = (DATA_DIR / "forums.csv").read_bytes()
    _check(one, _with_a_typo(table), "forums.csv", '"forums.csv": 7 things to mend')
    expect(page.locator(".mri-finding mark").first).to_have_text("convenning")
    _check(one, b"id,kind,edtf,earliest\n", "read.csv", '"read.csv" cannot be read as a record yet')
    expect(page.locator(".st-key-page")).to_contain_text("read.csv is a list to read, with forums and achievements in")
    changed = table.replace(b"Forum 1: New York", b"Forum 1: our city")
    _check(one, changed, "forums.csv", 'No problems: "forums.csv" can take the place of the record')
    press(one, "See the dashboard with this file")
    page.get_by_role("link", name="Records", exact=True).first.click()
    page.wait_for_url("**/records*")
    one.ready()
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").first.click()
    assert download.value.suggested_filename.startswith("preview-mri-record-")
    assert "Forum 1: our city" in Path(download.value.path()).read_text("utf-8-sig")


def test_a_stranger_who_drops_thirty_large_files_from_three_windows_is_refused_in_a_sentence(
    window: OpenWindow, tmp_path: Path
) -> None:
    """A window holds one file: the next takes its place. How many windows there is room for: `test_own_file.py`."""
    large, larger = tmp_path / "forums.csv", tmp_path / "larger.csv"
    for path, size in ((large, 20_000_000), (larger, 20_000_001)):
        with path.open("wb") as file:
            file.truncate(size)
    windows = [window(1280, 900, apart=True) for _ in range(3)]
    for one in windows:
        one.open("/check")
        status = one.page.locator(".drop [role=status]")
        expect(one.page.locator(".drop #hint")).to_have_text("or drop it here: .xlsx, .csv or .zip, up to 20 MB")
        for _ in range(10):
            one.page.locator("input[type=file]").set_input_files(large)
            expect(status).to_contain_text("Sending: ")
        one.page.locator("input[type=file]").set_input_files(larger)
        expect(status).to_have_text(
            "larger.csv is larger than 20 MB, which no record needs. Delete pictures and sheets that do not belong to"
            " it, and save it again."
        )
    page = drop(windows[0], SPOILED)
    expect(page.locator("h2").first).to_have_text('"record.xlsx": 4 things to mend')
    assert [one.complaints for one in windows] == [[], [], []]
