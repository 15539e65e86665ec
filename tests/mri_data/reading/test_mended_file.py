"""Likely corrections are written into the person's own file, and only into the cells that they name."""

import io
import re
import zipfile
from collections.abc import Callable
from functools import cache

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from mri_data.reading.mended_file import mended_file
from mri_data.reading.raw import RawRecord
from mri_data.reading.sheet_pieces import pieces
from mri_data.reading.upload import read_upload
from mri_data.record.dataset import dataset_of
from mri_data.words.errors import Fix, Problem
from tests.bad_files import BOOKS, CSVS, book, bytes_of, cell, forums_csv, part, row
from tests.conftest import DataFolder

NONE = RawRecord({}, {}, "")


def found(data: bytes, name: str) -> list[Problem]:
    """What is found in a file; nothing if it cannot be read at all."""
    raw = read_upload(data, name, small()).raw
    dataset = dataset_of(raw) if raw else None
    return [*dataset.problems, *dataset.warnings] if dataset else []


@cache
def small() -> RawRecord:
    read = read_upload(book(), "small.xlsx", NONE).raw
    assert read
    return read


def mended(data: bytes, name: str = "record.xlsx") -> bytes:
    """The file with the first likely correction of each problem."""
    return mended_file(data, name, [(one, one.fixes[0]) for one in found(data, name) if one.fixes])


def kinds(problems: list[Problem]) -> list[tuple[str, str | None]]:
    return sorted((one.kind, one.column) for one in problems)


@pytest.mark.parametrize("case", [*BOOKS, *CSVS])
def test_what_has_a_likely_correction_is_no_problem_once_that_is_written(case: str) -> None:
    data, name = (bytes_of(BOOKS[case]), "record.xlsx") if case in BOOKS else (CSVS[case](), "forums.csv")
    before = found(data, name)
    fixes = [(one, one.fixes[0]) for one in before if one.fixes]
    left = kinds([one for one in before if not one.fixes])
    after = found(mended_file(data, name, fixes), name) if fixes else []
    assert [one for one in kinds(after) if one not in left] == []


def spoiled(made: Workbook) -> None:
    cell("E2", "Convenning")(made)
    sheet = made["Forums"]
    sheet["B2"].value, sheet["B3"].value = "=1", "=B2+1"
    sheet["A2"].fill = openpyxl.styles.PatternFill("solid", fgColor="FFFF0000")
    sheet.column_dimensions["C"].width = 44
    made.create_sheet("Notes")["A1"].value = "=Forums!B2"


def test_a_workbook_keeps_colours_widths_formulas_and_other_sheets() -> None:
    book_of = openpyxl.load_workbook(io.BytesIO(mended(book(spoiled))))
    sheet = book_of["Forums"]
    assert (sheet["E2"].value, sheet["B3"].value, sheet["A2"].fill.fgColor.rgb) == ("Convening", "=B2+1", "FFFF0000")
    assert (sheet.column_dimensions["C"].width, book_of["Notes"]["A1"].value) == (44, "=Forums!B2")


def test_every_other_part_of_a_workbook_stays_byte_by_byte() -> None:
    data = book(spoiled)
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(io.BytesIO(mended(data))) as new:
        assert old.namelist() == new.namelist()
        assert [one for one in old.namelist() if old.read(one) != new.read(one)] == ["xl/worksheets/sheet1.xml"]


def test_a_cell_with_letters_of_xml_and_codes_is_read_back_as_it_is() -> None:
    data = book(cell("E2", "Convenning"))
    (problem,) = found(data, "record.xlsx")
    text = 'a < b & "c" _x0041_ \u0660'
    fix = Fix(((2, "title", text),))
    sheet = openpyxl.load_workbook(io.BytesIO(mended_file(data, "record.xlsx", [(problem, fix)])))["Forums"]
    assert sheet["C2"].value == 'a < b & "c" _x005F_x0041_ \u0660' or sheet["C2"].value == text
    read = read_upload(mended_file(data, "record.xlsx", [(problem, fix)]), "record.xlsx", NONE).raw
    assert read
    assert read.tables["forums"].rows.at[2, "title"] == text


def test_a_formula_that_others_share_leaves_their_values() -> None:
    def shared(xml: str) -> str:
        for place, formula in (("E2", '<f t="shared" ref="E2:E3" si="0">"x"</f>'), ("E3", '<f t="shared" si="0"/>')):
            xml = re.sub(rf'<c r="{place}".*?</c>', f'<c r="{place}" t="str">{formula}<v>Convenning</v></c>', xml)
        return xml

    data = part(book(cell("E2", "Convenning")), "xl/worksheets/sheet1.xml", shared)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert b'si="0"' in archive.read("xl/worksheets/sheet1.xml")
    problem = next(one for one in found(data, "record.xlsx") if one.column == "work_area")
    fix = Fix(((2, "work_area", "convening"),))
    with zipfile.ZipFile(io.BytesIO(mended_file(data, "record.xlsx", [(problem, fix)]))) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    assert b'si="0"' not in sheet
    assert b'<c r="E3" t="str"><v>Convenning</v></c>' in sheet


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_a_table_keeps_its_encoding_line_ends_separator_and_other_columns(encoding: str) -> None:
    def spoil(text: str) -> str:
        lines = text.replace(",convening,", ",Convenning,", 1).replace("Forum 3: Manila", "Forum 3: café").split("\n")
        lines = [f"{line};mine" if line else line for line in lines]
        return "\r\n".join(lines).replace("MRI co-organised it, in", "MRI co-organised it in").replace(",", ";")

    data = forums_csv(lambda text: spoil(text.replace("Convening", "convening")), encoding)
    after = mended(data, "forums.csv").decode(encoding)
    assert after == data.decode(encoding).replace("Convenning", "convening")
    assert "\r\n" in after


@pytest.mark.parametrize("write", [str, lambda name: name.replace("/", "\\").upper()])
def test_a_zip_keeps_its_other_files_and_a_row_of_totals_is_deleted(
    data_folder: DataFolder, write: Callable[[str], str]
) -> None:
    data_folder.write("forums.csv", [*data_folder.rows("forums.csv"), ["Total", "7"] + [""] * 21])
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w") as archive:
        for path in sorted(data_folder.path.rglob("*")):
            archive.write(path, write(f"data/{path.relative_to(data_folder.path)}"))
        archive.writestr(write("data/mine.txt"), "mine")
    after = mended(saved.getvalue(), "record.zip")
    with zipfile.ZipFile(io.BytesIO(after)) as archive:
        assert archive.read(write("data/mine.txt")) == b"mine"
        assert b"Total" not in archive.read(write("data/forums.csv"))
        assert archive.read(write("data/places.csv")) == (data_folder.path / "places.csv").read_bytes()
    raw = read_upload(after, "record.zip", NONE).raw
    assert raw
    assert dataset_of(raw).problems == ()


def test_a_problem_is_drawn_with_the_heads_the_row_above_and_its_letters() -> None:
    data = book(lambda made: [spoil(made) for spoil in (cell("J3", "Brussells"), row("Total", 3), cell("XFD2", "x"))])
    upload = read_upload(data, "record.xlsx", NONE)
    assert upload.raw
    read = dataset_of(upload.raw)
    (place, total), (stray,) = read.problems, read.warnings
    assert list(read.records["id"]) == ["pga-2006", "pga-2008"]
    drawn = pieces([place, total, stray], upload, data, "record.xlsx")
    assert drawn[place].columns == ("A", "I", "J", "K")
    assert [(one.number, one.cells[2], one.marked) for one in drawn[place].rows] == [
        (1, "Places", (False, False, False, False)),
        (2, "New York", (False, False, False, False)),
        (3, "Brussells", (False, False, True, False)),
    ]
    assert drawn[stray].columns == ("A", "W", "XFD")
    assert (drawn[stray].rows[-1].cells, drawn[stray].rows[-1].marked) == (("pga-2006", "", "x"), (False, False, True))
    assert drawn[stray].rows[0].cells == ("Id", "Still to be documented", "")
    assert [one.number for one in drawn[total].rows] == [1, 4, 5]
    assert drawn[total].rows[-1].marked == (True, True, True, True)


def test_a_problem_of_a_table_is_drawn_too() -> None:
    data = forums_csv(lambda text: text.replace("Brussels,mri", "Brussells,mri"))
    upload = read_upload(data, "forums.csv", small())
    assert upload.raw
    (problem,) = dataset_of(upload.raw).problems
    drawn = pieces([problem], upload, data, "forums.csv")[problem]
    assert [(one.number, one.cells[2]) for one in drawn.rows] == [(1, "places"), (2, "New York"), (3, "Brussells")]
