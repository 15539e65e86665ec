"""Files for people and programs: the records of the view, whence they are, and nothing a spreadsheet would run."""

import csv
import datetime as dt
import io
import json
import time
import zipfile
from dataclasses import replace
from typing import Any

import openpyxl
import pandas as pd
import pytest
from pandera.typing.pandas import Series

from mri_data import schema
from mri_data.exports.csv_file import without_formula
from mri_data.exports.formats import EXPORTS, file_name
from mri_data.exports.table import export_columns
from mri_data.query.filters import Filters
from mri_data.record.dataset import Dataset
from mri_data.record.view import View
from mri_data.schema.fields import column
from mri_data.schema.settings import Note
from mri_data.sentences.about_view import cited_sources, file_notes
from tests.conftest import DataFolder, records_of

WHOLE = Filters()
INITIATED = (
    "The Transnational Migrant Platform lists it among the forums that MRI’s members and their partners initiated."
)
BASE = "https://example.org"
VIEWS = [
    (WHOLE, 17),
    (Filters(place=("new-york",)), 3),
    (Filters(text="no such thing"), 0),
]
TABLES = ("csv", "xlsx", "json")
NOTED = ("csv-metadata", "xlsx", "json")
# What the notes of a workbook are called in files for programs.
WORKBOOK_NOTES = {
    "Title": "title",
    "Language": "language",
    "Translation": "translation",
    "Shown": "filters",
    "Records": "records",
    "Date of the data": "data_date",
    "Version of the data": "version",
    "Source": "source",
    "Licence": "licence",
    "Address of the view": "address",
}
RUN = [
    "=1+1",
    "+1",
    "-1+2",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    "   +1",
    '=HYPERLINK("https://example.org")',
    "=cmd|' /C calc'!A0",
]


def view_of(dataset: Dataset, filters: Filters = WHOLE, base: str = BASE) -> View:
    return View(dataset, filters, base=base)


def strange(dataset: Dataset, **cells: Any) -> View:
    """A view of one record with these cells."""
    table = records_of({"id": "strange", "source": "mri-achievements", **cells})
    return view_of(replace(dataset, table=table))


def rows_of(name: str, content: bytes) -> list[dict[str, Any]]:
    """The records in a file, read as a program would."""
    if name == "json":
        return list(json.loads(content)["records"])
    if name == "csv":
        head, *lines = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
        return [dict(zip(head, line, strict=True)) for line in lines]
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Records as codes"]
    head, *lines = sheet.iter_rows(values_only=True)
    return [dict(zip(map(str, head), line, strict=True)) for line in lines]


def told_of(name: str, content: bytes) -> dict[str, str]:
    """The notes in a file."""
    if name == "json":
        return dict(json.loads(content)["about"])
    if name == "csv-metadata":
        (notes,) = json.loads(content)["notes"]
        return {key: text for key, text in notes.items() if key != "formulas"}
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Notes"]
    lines = list(sheet.iter_rows(min_row=2, values_only=True))
    blank = lines.index(next(line for line in lines if not line[0]))
    return {WORKBOOK_NOTES[str(key)]: str(text) for key, text in lines[:blank] if key != "How to cite"}


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize(("filters", "count"), VIEWS)
def test_a_file_holds_the_records_of_the_view_in_their_order(
    dataset: Dataset, name: str, filters: Filters, count: int
) -> None:
    view = view_of(dataset, filters)
    rows = rows_of(name, EXPORTS[name].write(view))
    assert [row["id"] for row in rows] == list(view.shown["id"])
    assert len(rows) == count


@pytest.mark.parametrize("name", TABLES)
def test_a_file_has_every_column_people_edit_and_every_one_worked_out(dataset: Dataset, name: str) -> None:
    (first, *_) = rows_of(name, EXPORTS[name].write(view_of(dataset)))
    assert list(first) == export_columns()
    assert set(first) == set(schema.record_columns())
    assert list(first)[:4] == ["id", "kind", "number", "title"]


@pytest.mark.parametrize("name", NOTED)
def test_a_file_says_what_it_is(dataset: Dataset, name: str) -> None:
    told = told_of(name, EXPORTS[name].write(view_of(dataset, Filters(place=("new-york",)))))
    assert told == {
        "title": "Migrants Rights International: our record",
        "language": "en",
        "filters": "New York",
        "records": "3 of 17 records",
        "data_date": "2026-11-30",
        "version": dataset.version,
        "source": "Migrants Rights International, “Our Achievements”, "
        "http://www.migrantsrightsinternational.org/our-achievements/",
        "licence": "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/",
        "address": f"https://example.org/records?place=new-york&version={dataset.version}&lang=en",
    }


@pytest.mark.parametrize("name", TABLES)
def test_the_fourth_forum_and_the_handbook_read_the_same_in_every_file(dataset: Dataset, name: str) -> None:
    rows = {row["id"]: row for row in rows_of(name, EXPORTS[name].write(view_of(dataset)))}
    listed = name == "json"
    blank = "" if name == "csv" else None
    forum, handbook = rows["pga-2009"], rows["handbook"]
    assert str(forum["number"]) == "4"
    assert forum["edtf"] == "2009"
    assert (forum["earliest"], forum["latest"]) == ("2009-01-01", "2009-12-31")
    assert forum["cities"] == (["Athens"] if listed else "Athens")
    assert forum["also_known"] == (
        [
            {"text": INITIATED, "sources": ["tmp-pga"]},
            {"text": "The organisers announced 1 to 5 November 2009.", "sources": ["pga-2009-call"]},
        ]
        if listed
        else f"{INITIATED} [tmp-pga] | The organisers announced 1 to 5 November 2009. [pga-2009-call]"
    )
    assert handbook["languages"] == (["en", "fr", "it", "es"] if listed else "en; fr; it; es")
    assert handbook["title"] == "Achieving Dignity: a Campaigner’s Handbook"
    assert (handbook["earliest"], handbook["edtf"], handbook["number"]) == (blank, blank, blank)
    assert handbook["date_text"] == "No date in the source"
    assert (forum["evidence"], handbook["evidence"]) == ("documented", "own-account")


def test_json_holds_numbers_lists_and_nothing_as_such(dataset: Dataset) -> None:
    rows = {row["id"]: row for row in rows_of("json", EXPORTS["json"].write(view_of(dataset)))}
    assert rows["pga-2009"]["number"] == 4
    assert rows["handbook"]["number"] is None
    assert rows["handbook"]["places"] == []
    assert rows["handbook"]["alongside_source"] == []


def test_csv_begins_with_a_mark_for_spreadsheets_and_is_text(dataset: Dataset) -> None:
    content = EXPORTS["csv"].write(view_of(dataset))
    assert content.startswith(b"\xef\xbb\xbfid,kind,number,title,")
    assert content.count(b"\r\n") == content.count(b"\n")


def test_a_plain_reader_finds_17_records_in_csv_and_nothing_else(dataset: Dataset) -> None:
    plain, semicolons = (EXPORTS[name].write(view_of(dataset)).decode("utf-8-sig") for name in ("csv", "csv-semicolon"))
    rows = list(csv.DictReader(io.StringIO(plain, newline="")))
    assert len(rows) == 17
    assert list(csv.DictReader(io.StringIO(semicolons, newline=""), delimiter=";")) == rows
    assert semicolons.startswith("id;kind;number;title;")


def test_the_metadata_of_csv_describe_each_of_its_columns(dataset: Dataset) -> None:
    view = view_of(dataset, Filters(kind=("forum",)))
    told = json.loads(EXPORTS["csv-metadata"].write(view))
    rows = rows_of("csv", EXPORTS["csv"].write(view))
    columns = {column["name"]: column for column in told["tableSchema"]["columns"]}
    assert told["@context"] == ["http://www.w3.org/ns/csvw", {"@language": "en-GB"}]
    assert told["url"] == "mri-record-selection-2026-11-30.csv"
    assert list(columns) == list(rows[0])
    assert columns["id"] == {
        "name": "id",
        "titles": ["id", "Id"],
        "dc:description": "Short, stable name of the record; it is part of the record’s address and never changes.",
        "datatype": {"base": "string"},
    }
    assert columns["earliest"]["datatype"] == {"base": "date"}
    assert columns["kind"]["datatype"] == {"base": "string", "format": "forum|achievement"}
    assert columns["places"]["separator"] == "; "
    assert told["dc:license"] == {"@id": "https://creativecommons.org/licenses/by/4.0/"}
    assert told["dc:source"] == [{"@id": "http://www.migrantsrightsinternational.org/our-achievements/"}]
    assert told["schema:version"] == dataset.version
    assert told["dcat:landingPage"] == {
        "@id": f"https://example.org/records?kind=forum&version={dataset.version}&lang=en"
    }
    assert told["notes"][0]["formulas"] == (
        "A text that a spreadsheet would run as a formula has an apostrophe before it."
    )


def test_a_workbook_lists_the_sources_that_its_records_cite(dataset: Dataset) -> None:
    view = view_of(dataset, Filters(text="campaigner"))
    book = openpyxl.load_workbook(io.BytesIO(EXPORTS["xlsx"].write(view)))
    assert book.sheetnames == [
        *("Records", "Records as codes", "Notes", "Names", "Sources", "Corrections", "Still to be documented"),
    ]
    assert [row[0] for row in book["Sources"].iter_rows(min_row=2, values_only=True)] == ["mri-achievements"]
    assert set(cited_sources(view_of(dataset, Filters(place=("durban",))))) == {
        "mri-achievements",
        "wcar-un",
        "wcar-unis",
    }


def test_the_notes_of_a_workbook_say_what_each_column_means(dataset: Dataset) -> None:
    book = openpyxl.load_workbook(io.BytesIO(EXPORTS["xlsx"].write(view_of(dataset))))
    explained = [row[0] for row in book["Notes"].iter_rows(min_row=2, values_only=True)]
    assert set(export_columns()) <= set(explained)


# --- the sheet to read


def test_the_first_sheet_is_a_table_to_read_sort_and_print(dataset: Dataset) -> None:
    book = openpyxl.load_workbook(io.BytesIO(EXPORTS["xlsx"].write(view_of(dataset))))
    sheet = book.worksheets[0]
    head, *rows = sheet.iter_rows(values_only=True)
    assert head[:9] == (
        *("When", "First day", "What", "Kind of work", "Where", "In MRI’s words", "Sources", "Source 1", "Source 2"),
    )
    assert (len(rows), sheet.freeze_panes) == (17, "A2")
    table = sheet.tables["Records"]
    assert (table.ref.split(":")[0], table.ref.endswith("18"), table.autoFilter.ref) == ("A1", True, table.ref)
    # One page wide is the default of the format; no height is 0.
    assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (True, 0)
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.print_area == "'Records'!$A$1:$G$18"
    days = {row[2]: row[:2] for row in rows}
    assert days["Forum 3: Manila"] == ("22 to 30 October 2008", dt.datetime(2008, 10, 22))
    assert days["Forum 4: Athens"] == ("2009", None)
    assert [cell.number_format for cell in sheet["B"] if cell.value == dt.datetime(2008, 10, 22)] == ["d mmm yyyy"]


def test_each_source_of_a_record_has_a_cell_with_its_name_and_its_link(dataset: Dataset) -> None:
    view = view_of(dataset, Filters(text="campaigner"))
    sheet = openpyxl.load_workbook(io.BytesIO(EXPORTS["xlsx"].write(view))).worksheets[0]
    assert sheet["G2"].value == "Migrants Rights International"
    assert sheet["H2"].value == "Migrants Rights International, “Our Achievements”"
    assert sheet["H2"].hyperlink.target == "http://www.migrantsrightsinternational.org/our-achievements/"


def test_a_row_is_as_high_as_its_longest_text_needs(dataset: Dataset) -> None:
    heights = []
    for summary in ("Short.", "w" * 50 * 4, "日" * 25 * 4, "w" * 20_000):
        content = EXPORTS["xlsx"].write(strange(dataset, summary=summary, title="T", cities=()))
        heights.append(openpyxl.load_workbook(io.BytesIO(content)).worksheets[0].row_dimensions[2].height)
    assert heights == [33.75, 78.75, 78.75, 408.75]


def test_a_day_that_excel_cannot_count_stays_a_text(dataset: Dataset) -> None:
    view = strange(dataset, edtf="1899-12-31", earliest="1899-12-31", latest="1899-12-31", precision="day")
    sheet = openpyxl.load_workbook(io.BytesIO(EXPORTS["xlsx"].write(view))).worksheets[0]
    assert (sheet["A2"].value, sheet["B2"].value) == ("31 December 1899", None)


# --- what a spreadsheet would run


@pytest.mark.parametrize("cell", RUN)
def test_no_cell_of_csv_begins_like_a_formula(dataset: Dataset, cell: str) -> None:
    view = strange(dataset, title=cell, bodies=(cell, "ilo"), also_known=(Note(cell, ("un-2000-82",)),))
    (row,) = rows_of("csv", EXPORTS["csv"].write(view))
    assert row["title"].lstrip(" ").startswith("'")
    assert row["bodies"].startswith("'")
    assert row["also_known"].startswith("'")
    assert row["title"] == f"'{cell}"


@pytest.mark.parametrize("cell", RUN)
def test_json_and_workbooks_whose_texts_are_texts_keep_such_text_as_it_stands(dataset: Dataset, cell: str) -> None:
    view = strange(dataset, title=cell, bodies=(cell,))
    (row,) = rows_of("json", EXPORTS["json"].write(view))
    assert (row["title"], row["bodies"]) == (cell, [cell])
    (row,) = rows_of("xlsx", EXPORTS["xlsx"].write(view))
    assert (row["title"].replace("_x000D_", "\r"), row["bodies"].replace("_x000D_", "\r")) == (cell, cell)


@pytest.mark.parametrize("cell", [*RUN, "{=1+1}", "https://example.org", "mailto:a@example.org", "00012", "1e5"])
def test_a_workbook_holds_text_as_text_no_formula_and_only_the_link_of_its_source(dataset: Dataset, cell: str) -> None:
    content = EXPORTS["xlsx"].write(strange(dataset, title=cell, summary=cell))
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        sheets = "".join(parts.read(part).decode() for part in parts.namelist() if "worksheets/" in part)
    assert "<f>" not in sheets
    assert "<f " not in sheets
    assert sheets.count("<hyperlink ") == 1
    (row,) = rows_of("xlsx", content)
    assert isinstance(row["title"], str)


def test_what_a_reader_typed_is_harmless_in_the_notes(dataset: Dataset) -> None:
    view = view_of(dataset, Filters(text='=HYPERLINK("x")'), base='=HYPERLINK("x")')
    told = told_of("xlsx", EXPORTS["xlsx"].write(view))
    assert told["address"].startswith('=HYPERLINK("x")')
    assert told["filters"] == '“=HYPERLINK("x")”'


@pytest.mark.parametrize("start", ["|", "\uff1d", "\uff0b", "\uff0d", "\uff20", "="])
@pytest.mark.parametrize("before", ["", " ", "\t ", "\u00a0", "\u3000", "\u200b", "\n\ufeff"])
def test_a_pipe_and_a_full_width_sign_are_guarded_too_also_after_space_that_nobody_sees(
    dataset: Dataset, start: str, before: str
) -> None:
    cell = f"{before}{start}cmd"
    (row,) = rows_of("csv", EXPORTS["csv"].write(strange(dataset, title=cell)))
    assert row["title"] == f"'{cell}"


@pytest.mark.parametrize("cell", ["plain", "a=b", "1-2", "", "’=", "c@d"])
def test_other_text_stays_as_it_is(cell: str) -> None:
    assert without_formula(cell) == cell


def test_numbers_and_blanks_stay_as_they_are() -> None:
    assert without_formula(-1) == -1
    assert without_formula(None) is None


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("cell", ['a "quoted", line\r\nand another; and more', "Genève, 日本, 🚢", "{x} %s \\n"])
def test_text_comes_back_as_it_went(dataset: Dataset, name: str, cell: str) -> None:
    (row,) = rows_of(name, EXPORTS[name].write(strange(dataset, title=cell)))
    assert row["title"].replace("_x000D_", "\r") == cell


def test_a_text_too_long_for_a_workbook_is_cut_and_says_so(dataset: Dataset) -> None:
    view = strange(dataset, also_known=(Note("x" * 40_000, ("un-2000-82",)),))
    (row,) = rows_of("xlsx", EXPORTS["xlsx"].write(view))
    assert len(row["also_known"]) == 32_767
    assert row["also_known"].endswith("x…")


# --- around the file


def test_a_program_finds_what_codes_stand_for_and_what_is_not_known(dataset: Dataset) -> None:
    told = json.loads(EXPORTS["json"].write(view_of(dataset, Filters(text="campaigner"))))
    assert told["names"]["language"] == {"en": "English", "fr": "French", "it": "Italian", "es": "Spanish"}
    assert [note["id"] for note in told["quality_notes"]] == ["publications"]
    assert [one["record"] for one in told["corrections"]] == ["handbook"]
    assert [one["id"] for one in told["sources"]] == ["mri-achievements"]


def test_a_file_is_named_after_its_day_and_says_when_it_is_a_selection(dataset: Dataset) -> None:
    assert file_name(view_of(dataset), "csv") == "mri-record-2026-11-30.csv"
    assert file_name(view_of(dataset, Filters(undated=False)), "xlsx") == "mri-record-selection-2026-11-30.xlsx"


def test_a_view_has_its_address_even_where_nobody_knows_its_beginning(dataset: Dataset) -> None:
    assert (
        file_notes(view_of(dataset, Filters(place=("manila",)), base=""))["address"] == "/records?place=manila&lang=en"
    )


@pytest.mark.parametrize("name", ["csv", "csv-metadata", "json"])
def test_the_same_view_is_the_same_file(dataset: Dataset, name: str) -> None:
    assert EXPORTS[name].write(view_of(dataset)) == EXPORTS[name].write(view_of(dataset))


@pytest.mark.parametrize("name", ["pptx", "xlsx"])
def test_a_machine_whose_clock_stands_before_1980_writes_the_same_file(
    dataset: Dataset, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = View(dataset, Filters(kind=("forum",)))
    before = EXPORTS[name].write(view)
    monkeypatch.setattr(time, "localtime", lambda *_: time.struct_time((1970, 1, 1, 0, 0, 0, 3, 1, 0)))
    assert EXPORTS[name].write(view) == before


@pytest.mark.parametrize("name", TABLES)
def test_writing_a_file_changes_nothing(dataset: Dataset, name: str) -> None:
    before = dataset.records.copy(deep=True)
    EXPORTS[name].write(view_of(dataset))
    pd.testing.assert_frame_equal(dataset.records, before)


def test_a_new_column_of_several_values_is_a_list_in_every_record_also_in_those_without_it(
    data_folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Forum(schema.records.Forum):
        hosts: Series[str] = column("alongside_source", multiple=True, names="sources", blank=True)

    monkeypatch.setitem(schema.TABLES, "forums", Forum)
    head, *rows = data_folder.rows("forums.csv")
    data_folder.write("forums.csv", [[*head, "hosts"], *([*row, ""] for row in rows)])
    data_folder.set("forums.csv", "pga-2007", "hosts", "mri-achievements")
    records = rows_of("json", EXPORTS["json"].write(view_of(data_folder.load())))
    hosts = {record["id"]: record["hosts"] for record in records}
    assert (hosts["pga-2007"], hosts["pga-2008"], hosts["handbook"]) == (["mri-achievements"], [], [])
