"""What is said of a file that somebody checks: its classes, and the same changes as `mri-data diff` gives."""

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest

from mri_data.cli import main
from mri_data.exports.changes import to_json
from mri_data.exports.record_workbook import record_workbook
from mri_data.reading.data_folder import DATA_DIR
from mri_data.reading.folder import read_folder
from mri_data.reading.mended_file import mended_file
from mri_data.reading.raw import RawRecord
from mri_data.record.checked_file import check_file, like
from mri_data.words.catalogue import words
from tests.bad_files import BOOKS, book, bytes_of, cell


def edited() -> bytes:
    """The shipped record as a workbook with a cell changed, a row added, one removed and one moved."""
    made = openpyxl.load_workbook(io.BytesIO(record_workbook(read_folder(DATA_DIR)).content))
    sheet = made["Forums"]
    heads = [one.value for one in sheet[1]]
    sheet.cell(3, heads.index("Title") + 1).value = "Forum 2: another name"
    last = [one.value for one in sheet[8]]
    sheet.delete_rows(8)
    sheet.insert_rows(2)
    for at, value in enumerate(last, start=1):
        sheet.cell(2, at).value = value
    places = made["Places"]
    places.delete_rows(5)
    return _saved(made)


def _saved(made: openpyxl.Workbook) -> bytes:
    saved = io.BytesIO()
    made.save(saved)
    return saved.getvalue()


def test_a_checked_file_and_the_command_give_the_same_changes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "new.xlsx").write_bytes(edited())
    assert main(["diff", str(DATA_DIR), str(tmp_path / "new.xlsx"), "--format", "json"]) == 1
    of_command = json.loads(capsys.readouterr().out)
    checked = check_file(edited(), "new.xlsx", read_folder(DATA_DIR))
    assert checked.changes
    assert json.loads(to_json(checked.changes, words())) == of_command
    kinds = {one["kind"] for one in of_command["changes"]}
    assert kinds == {"changed", "moved", "removed"}


def test_a_file_that_lost_all_translations_is_doubtful() -> None:
    base = read_folder(DATA_DIR)
    made = openpyxl.load_workbook(io.BytesIO(record_workbook(base).content))
    assert check_file(_saved(made), "record.xlsx", base).of_class("doubtful") == []
    del made["Translations"]
    (finding,) = check_file(_saved(made), "record.xlsx", base).of_class("doubtful")
    with (DATA_DIR / "translations.csv").open(encoding="utf-8", newline="") as file:
        count = sum(bool(one["text"]) for one in csv.DictReader(file))
    assert finding.problem.in_words(words()) == (
        f"Translations: There are no translations here, while the record on show has {count:,}: pages in other "
        "languages would show the English texts. Unless that is meant, copy them from “The record to edit (Excel)”, on "
        "the page “Sources and data”."
    )
    assert finding.problem.in_words(words("fr")).startswith("Traductions\u202f: Il n’y a pas de traductions ici")
    assert check_file(_saved(made), "record.xlsx", RawRecord({}, {}, "")).of_class("doubtful") == []


def test_findings_are_of_three_classes_each_with_its_cells() -> None:
    def spoil(made: openpyxl.Workbook) -> None:
        cell("E2", "Convenning")(made)
        made.create_sheet("Mine")["A1"].value = "x"

    checked = check_file(book(spoil), "record.xlsx", RawRecord({}, {}, ""))
    assert [len(checked.of_class(name)) for name in ("mend", "doubtful", "know")] == [1, 0, 1]
    (finding,) = checked.of_class("mend")
    assert finding.piece
    assert checked.changes is None
    month = check_file(bytes_of(BOOKS["a month that became a day"]), "record.xlsx", RawRecord({}, {}, ""))
    assert [len(month.of_class(name)) for name in ("mend", "doubtful", "know")] == [0, 1, 0]


def test_problems_of_a_kind_in_a_column_are_mended_together() -> None:
    def spoil(made: openpyxl.Workbook) -> None:
        for place, text in (("E2", "Convenning"), ("E3", "Convenning"), ("J4", "Manilla")):
            cell(place, text)(made)

    problems = [one.problem for one in check_file(book(spoil), "a.xlsx", RawRecord({}, {}, "")).findings]
    assert [len(like(one, problems)) for one in problems] == [2, 2, 1]


def test_a_file_that_cannot_be_used_has_reasons_and_no_dataset() -> None:
    checked = check_file(b"\xd0\xcf\x11\xe0" + b"\0" * 600, "old.xls", RawRecord({}, {}, ""))
    assert (checked.dataset, len(checked.faults)) == (None, 1)
    assert "old.xls" in checked.faults[0]


@pytest.mark.parametrize(
    ("case", "texts", "marked"),
    [
        ("a setting with a typo", {("setting", "Title")}, "Titel"),
        ("a day of the data with a short year", {("data_date", "30 November 2026")}, "30 November 26"),
        ("an address without its beginning", {("url", "https://example.org/page")}, "example.org/page"),
        ("a record with a typo in a note", {("records", "pga-2006; pga-2007")}, "pga2006; pga-2007"),
        ("a source with a typo in a note", {("sources", "mri")}, "mrri"),
        ("a column with a typo in a correction", {("column", "Title")}, "Titel"),
        ("a slide with a typo", {("slide", "title")}, "titel"),
        ("a place with a typo in a spelling", {("code", "new-york")}, "new-yrok"),
        ("a kind of name with a typo", {("section", "Place")}, "Plaace"),
    ],
)
def test_a_problem_of_a_setting_has_its_cells_and_its_likely_correction(
    case: str, texts: set[tuple[str, str]], marked: str
) -> None:
    checked = check_file(bytes_of(BOOKS[case]), "record.xlsx", RawRecord({}, {}, ""))
    (finding,) = [one for one in checked.findings if one.problem.fixes]
    assert {(column, text) for fix in finding.problem.fixes for _, column, text in fix.cells} == texts
    assert finding.piece
    assert marked in finding.piece.rows[-1].cells
    mended = mended_file(checked.data, checked.name, [(finding.problem, finding.problem.fixes[0])])
    again = check_file(mended, "record.xlsx", RawRecord({}, {}, ""))
    assert [one.problem.sentence for one in again.findings if one.problem.fixes] == []
    assert again.dataset
