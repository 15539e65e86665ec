"""Workbooks and CSV files as people spoil them: each a change to a small record that has no problem.

Run it to write them into a folder: `python -m tests.bad_files FOLDER`. The sentences that each must produce are in
`tests/test_bad_files.py`.
"""

import csv
import datetime as dt
import io
import re
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

SOURCE = ["mri", "Our Achievements", "MRI", "http://example.org/", "not stated on the page", "23 November 2026", ""]
FORUM_HEADS = (
    *("id", "number", "title", "summary", "work_area", "role", "date", "date_of", "date_source", "places"),
    *("place_source", "bodies", "languages", "name_then", "alongside", "alongside_place", "alongside_date"),
    *("alongside_source", "source", "source_ref", "evidence", "also_known", "not_confirmed"),
)

# The same as people see them in the workbook.
FORUM_TITLES = (
    *("Id", "No.", "Title", "The record", "Kind of work", "MRI’s role", "Date", "The date is that of"),
    *("Source of the date", "Places", "Source of the places", "Bodies and meetings", "Languages", "Name used then"),
    *("Met alongside", "Place of that meeting", "Date of that meeting", "Source for that meeting", "Source"),
    *("Reference", "Evidence", "Also documented", "Still to be documented"),
)


def forum(number: int, year: int, place: str) -> list[str]:
    """A row of the sheet of forums."""
    begin = [f"pga-{year}", str(number), f"Forum {number}: {place}", f"MRI co-organised it, in {place}."]
    dated = ["Convening", "initiated and co-organised", str(year), "event", "mri", place, "mri"]
    return [*begin, *dated, *[""] * 7, "mri", "paragraph 1", "Our own account", "", ""]


SHEETS: dict[str, list[list[str]]] = {
    "Forums": [list(FORUM_TITLES), forum(1, 2006, "New York"), forum(2, 2007, "Brussels"), forum(3, 2008, "Manila")],
    "Achievements": [[name for name in FORUM_TITLES if name not in FORUM_TITLES[13:18] and name != "No."]],
    "Places": [
        ["Id", "Name", "Country", "Continent", "Latitude", "Longitude", "Source", "Place in the source"],
        ["new-york", "New York", "US", "americas", "40.7128", "-74.006", "mri", "1"],
        ["brussels", "Brussels", "BE", "europe", "50.8505", "4.3488", "mri", "2"],
        ["manila", "Manila", "PH", "asia", "14.6042", "120.9822", "mri", "3"],
    ],
    "Sources": [["Id", "Title", "Publisher", "Address", "Terms", "Date read", "A copy"], SOURCE],
    "Corrections": [["Record", "Column", "What the source has", "What we show", "Why", "Source"]],
    "Quality notes": [
        ["Id", "Title", "Note", "Years", "Records", "Sources", "Context"],
        ["days", "Days", "The days are still to be found.", "2006; 2007", "pga-2006", "mri", ""],
    ],
    "Names": [["Name of", "Code", "As people write it"], ["Place", "new-york", "NYC"], ["Body", "ilo", "ILO"]],
    "Talk": [["Slide", "Record", "What to say", "Quality notes"], ["title", "", "Good morning.", ""]],
    "About": [
        ["Setting", "Value", "What it means"],
        ["Title", "Our record", ""],
        ["Short title", "Record", ""],
        ["Publisher", "MRI", ""],
        ["Date of the data", "30 November 2026", ""],
        ["Last year of the source", "2013", ""],
        ["Licence", "CC BY 4.0", ""],
        ["Address of the licence", "https://creativecommons.org/licenses/by/4.0/", ""],
    ],
}
Spoil = Callable[[Workbook], Any]


def book(spoil: Spoil = lambda _: None) -> bytes:
    """The small record as a workbook, spoiled."""
    made = Workbook()
    for name, rows in SHEETS.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append([cell or None for cell in row])
    made.remove(made.worksheets[0])
    spoil(made)
    saved = io.BytesIO()
    made.save(saved)
    return saved.getvalue()


def cell(place: str, value: Any, number_format: str = "General", sheet: str = "Forums") -> Spoil:
    """Put a value into one cell."""

    def spoil(made: Workbook) -> None:
        made[sheet][place].value = value
        made[sheet][place].number_format = number_format

    return spoil


def row(*cells: Any, sheet: str = "Forums") -> Spoil:
    """Add a row."""
    return lambda made: made[sheet].append(list(cells))


def merge(cells: str, *blank: str) -> Spoil:
    """Merge cells of the forums, and blank those that Excel would blank."""

    def spoil(made: Workbook) -> None:
        for place in blank:
            made["Forums"][place].value = None
        made["Forums"].merge_cells(cells)

    return spoil


def merged_sources(made: Workbook) -> None:
    """Give a second source the publisher of the first in merged cells, and let a forum cite it."""
    sheet = made["Sources"]
    sheet.append(["other", "Other", None, "https://example.org/other", "All rights reserved", "2026-01-05"])
    sheet.merge_cells("C2:C3")
    made["Forums"]["S4"].value = "other"


def on(sheet: str, change: Callable[[Worksheet], Any]) -> Spoil:
    """Change a sheet."""
    return lambda made: change(made[sheet])


def hide_rows(sheet: Worksheet) -> None:
    for number in (3, 4):
        sheet.row_dimensions[number].hidden = True


def ghosts(sheet: Worksheet) -> None:
    for number in range(5, 305):
        sheet.cell(number, 1).number_format = "@"


def title_rows(sheet: Worksheet) -> None:
    sheet.insert_rows(1, 2)
    sheet["A1"].value = "Forums of the network"


def code_heads(sheet: Worksheet) -> None:
    for place, name in enumerate(FORUM_HEADS, start=1):
        sheet.cell(1, place).value = name


def of_1904(made: Workbook) -> None:
    made.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    cell("G4", dt.date(2008, 10, 22), "d mmmm yyyy")(made)


def part(data: bytes, name: str, change: Callable[[str], str]) -> bytes:
    """The workbook with the text of one of its parts changed, or a new part."""
    saved = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as after:
        names = before.namelist()
        for one in names:
            text = before.read(one)
            after.writestr(one, change(text.decode()).encode() if one == name else text)
        if name not in names:
            after.writestr(name, change(""))
    return saved.getvalue()


def archive(*parts: str) -> bytes:
    """A ZIP archive with parts of these names."""
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as made:
        for name in parts:
            made.writestr(name, "content")
    return saved.getvalue()


def forums_csv(change: Callable[[str], str] = lambda text: text, encoding: str = "utf-8") -> bytes:
    """The forums as CSV, spoiled."""
    text = "\n".join(",".join(cells) for cells in (one[:23] for one in quoted_rows())) + "\n"
    return change(text).encode(encoding)


def turned(text: str) -> str:
    """A CSV text with its columns the other way round."""
    saved = io.StringIO()
    csv.writer(saved, lineterminator="\n").writerows(cells[::-1] for cells in csv.reader(io.StringIO(text)))
    return saved.getvalue()


def quoted_rows() -> list[list[str]]:
    return [[f'"{one}"' if "," in one else one for one in cells] for cells in (FORUM_HEADS, *SHEETS["Forums"][1:])]


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512
BOMB = "0" * 6_000_000
WHOLE_FORUM = forum(4, 2009, "Athens")

BOOKS: dict[str, bytes | Callable[[], bytes]] = {
    # What Excel does to dates.
    "a day that became a number": lambda: book(cell("G4", dt.date(2008, 10, 22), "d mmmm yyyy")),
    "a month that became a day": lambda: book(cell("G4", dt.date(2008, 10, 1), "mmm-yy")),
    "a year that became a day": lambda: book(cell("G4", dt.date(2008, 1, 1), "yyyy")),
    "a day without its year": lambda: book(cell("G4", dt.date(2026, 10, 22), "d-mmm")),
    "a day with a time": lambda: book(cell("G4", dt.datetime(2008, 10, 22, 18, 30), "d/m/yyyy h:mm")),
    "a time of day": lambda: book(cell("G4", dt.time(18, 30), "h:mm")),
    "a day that lost its format": lambda: book(cell("G4", 39743)),
    "a reference that became a date": lambda: book(cell("T4", dt.date(2026, 4, 3), "d-mmm")),
    "the calendar of 1904": lambda: book(of_1904),
    # Numbers, formulas, errors.
    "a number shown with zeros": lambda: book(cell("B4", 3, "000")),
    "a percentage": lambda: book(cell("T4", 0.5, "0%")),
    "a number of 17 digits": lambda: book(cell("T4", 12345678901234567, "0")),
    "a formula that was never saved": lambda: book(cell("C4", '="Forum 3: "&J4')),
    "a formula of another file": lambda: book(cell("C4", "='[other.xlsx]Forums'!C4")),
    "a reference that is gone": lambda: book(cell("J4", "#REF!")),
    "a value that is not available": lambda: book(cell("D4", "See #N/A for that.")),
    # Rows and columns.
    "merged downwards": lambda: book(merge("E2:E4", "E3", "E4")),
    "merged downwards in settings": lambda: book(merged_sources),
    "merged across": lambda: book(merge("H4:I4", "I4")),
    "a heading across the table": lambda: book(lambda made: (row("Later forums")(made), merge("A5:F5")(made))),
    "hidden rows": lambda: book(on("Forums", hide_rows)),
    "a hidden column": lambda: book(on("Forums", lambda one: setattr(one.column_dimensions["K"], "hidden", True))),
    "a hidden sheet": lambda: book(on("Places", lambda one: setattr(one, "sheet_state", "hidden"))),
    "a row of totals with words": lambda: book(row("", "", "Total: 3 forums")),
    "a row of totals": lambda: book(row("Total", "3")),
    "formats without rows": lambda: book(on("Forums", ghosts)),
    "an example left in": lambda: book(row("Example: pga-2006", "1", "Forum")),
    "a row twice": lambda: book(row(*SHEETS["Forums"][3])),
    "an id twice": lambda: book(row("pga-2006", "4", *WHOLE_FORUM[2:9], "Manila", *WHOLE_FORUM[10:])),
    "titles above the heads": lambda: book(on("Forums", title_rows)),
    "a column renamed": lambda: book(cell("C1", "Name of the forum")),
    "heads that are codes": lambda: book(
        lambda made: (on("Forums", code_heads)(made), cell("E4", "Convenning")(made), cell("D3", None)(made))
    ),
    "a column twice": lambda: book(cell("X1", "Title")),
    "a column of our own": lambda: book(lambda made: (cell("X1", "Remarks")(made), cell("X2", "ask Ana")(made))),
    "a column without a name": lambda: book(lambda made: (cell("X2", "ask Ana")(made), cell("X3", "done")(made))),
    "a column deleted": lambda: book(on("Forums", lambda one: one.delete_cols(4))),
    "no heads": lambda: book(on("Forums", lambda one: one.delete_rows(1))),
    "an empty sheet": lambda: book(on("Forums", lambda one: one.delete_rows(1, 9))),
    # Texts.
    "a text cut at 255 letters": lambda: book(cell("D4", "MRI " + "x" * 251)),
    "a text cut at 32,767 letters": lambda: book(cell("D4", "MRI " + "x" * 32_763)),
    "a text with a lost letter": lambda: book(cell("D4", "In Gen\ufffdva.")),
    "a garbled text": lambda: book(cell("D4", "MRI’s in GenÃ¨ve.")),
    "a title without width": lambda: book(cell("C4", "\u200b")),
    "a name with a typo": lambda: book(cell("J4", "Manilla")),
    "two names with typos": lambda: book(cell("J4", "Manilla and Brusels")),
    "a kind of work unknown": lambda: book(cell("E4", "Convenning")),
    "a part of a role": lambda: book(cell("F4", "co-organised")),
    "an id and a number of the wrong form": lambda: book(
        lambda made: (cell("A4", "PGA 2008")(made), cell("B4", "3rd")(made))
    ),
    "the title of a source in place of its id": lambda: book(cell("S4", "Our Achievements")),
    "latitude and longitude swapped": lambda: book(
        lambda made: (cell("E4", "120.9822", sheet="Places")(made), cell("F4", "14.6042", sheet="Places")(made))
    ),
    # Sheets.
    "a sheet renamed": lambda: book(on("Places", lambda one: setattr(one, "title", "Place"))),
    "a sheet with another name": lambda: book(on("Forums", lambda one: setattr(one, "title", "PGA 2026"))),
    "a sheet in two languages": lambda: book(
        lambda made: setattr(made.copy_worksheet(made["Forums"]), "title", "Foros")
    ),
    "a sheet missing": lambda: book(lambda made: made.remove(made["Places"])),
    "several sheets missing": lambda: book(lambda made: [made.remove(made[one]) for one in ("Places", "Talk")]),
    "another workbook": lambda: book(
        lambda made: [made.remove(made[one]) for one in made.sheetnames if one != "Sources"]
    ),
    "a sheet of our own": lambda: book(lambda made: made.create_sheet("Budget").append(["rent", 100])),
    "context not whole": lambda: book(lambda made: made.create_sheet("Meetings").append(["id", "title", "date"])),
    "a cell far below": lambda: book(cell("C1048576", "x")),
    "a cell far to the right": lambda: book(cell("XFD3", "x")),
    "cells far to the right": lambda: book(
        on("Forums", lambda one: [one.cell(2, place, "x") for place in range(16_364, 16_385)])
    ),
    "two rows of one number": lambda: part(
        book(), "xl/worksheets/sheet1.xml", lambda text: text.replace('<row r="3"', '<row r="2"')
    ),
    "two cells of one place": lambda: part(
        book(), "xl/worksheets/sheet1.xml", lambda text: text.replace('r="D3"', 'r="C3"')
    ),
    "a cell under no name": lambda: book(cell("Z3", "x")),
    "a cell under no name beside the sources": lambda: book(cell("K2", "x", sheet="Sources")),
    "cells under no name beside the names": lambda: book(
        lambda made: (cell("H2", "x", sheet="Names")(made), cell("H3", "y", sheet="Names")(made))
    ),
    "a cell under no name beside the settings": lambda: book(cell("H3", "x", sheet="About")),
    "a date of nothing": lambda: book(cell("H4", None)),
    "the begin of a row": lambda: book(row("pga-2010", "4")),
    # Settings.
    "a remark below the sources": lambda: book(row("", "", "checked by Ana", sheet="Sources")),
    "a source twice": lambda: book(row(*SOURCE, sheet="Sources")),
    "a source without an id": lambda: book(row("", *SOURCE[1:], sheet="Sources")),
    "a source without a title": lambda: book(row("mfa", "", *SOURCE[2:], sheet="Sources")),
    "a source read on no day": lambda: book(cell("F2", "soon", sheet="Sources")),
    "a source read on a day of Excel": lambda: book(cell("F2", dt.date(2026, 11, 23), "d/m/yyyy", sheet="Sources")),
    "a setting misspelt": lambda: book(cell("A8", "Licences", sheet="About")),
    "a value without its setting": lambda: book(row("", "The text", sheet="About")),
    "a setting blank": lambda: book(cell("B2", None, sheet="About")),
    "a note of no record": lambda: book(cell("E2", "pga-2066", sheet="Quality notes")),
    "a note with a wrong year": lambda: book(cell("D2", "2006; soon", sheet="Quality notes")),
    "a setting with a typo": lambda: book(cell("A2", "Titel", sheet="About")),
    "a setting twice": lambda: book(row("Title", "Another", "", sheet="About")),
    "a day of the data with a short year": lambda: book(cell("B5", "30 November 26", sheet="About")),
    "an address without its beginning": lambda: book(cell("D2", "example.org/page", sheet="Sources")),
    "a record with a typo in a note": lambda: book(cell("E2", "pga2006; pga-2007", sheet="Quality notes")),
    "a source with a typo in a note": lambda: book(cell("F2", "mrri", sheet="Quality notes")),
    "a column with a typo in a correction": lambda: book(
        row("pga-2006", "Titel", "Forum 1", "Forum One", "Its name.", "mri", sheet="Corrections")
    ),
    "a slide with a typo": lambda: book(cell("A2", "titel", sheet="Talk")),
    "a kind of name with a typo": lambda: book(cell("A2", "Plaace", sheet="Names")),
    "a place with a typo in a spelling": lambda: book(cell("B2", "new-yrok", sheet="Names")),
    "a spelling without a code": lambda: book(cell("B2", None, sheet="Names")),
    "a row of the talk about nothing": lambda: book(row("", "", "And then?", sheet="Talk")),
    "a correction that matches nothing": lambda: book(
        row("pga-2006", "Title", "Forum One", "Forum 1", "Its name.", "mri", sheet="Corrections")
    ),
    # Files that are no workbook, or too much of one.
    "macros": lambda: part(book(), "xl/vbaProject.bin", lambda _: "Sub"),
    "the old format": OLE,
    "a password": OLE + "EncryptedPackage".encode("utf-16-le"),
    "an OpenDocument file": lambda: archive("mimetype", "content.xml"),
    "a file of Numbers": lambda: archive("Index/Document.iwa"),
    "a binary workbook": lambda: part(book(), "xl/workbook.bin", lambda _: "x"),
    "a document of Word": lambda: part(archive("[Content_Types].xml"), "word/document.xml", lambda _: "x"),
    "a file cut short": lambda: book()[:4000],
    "a broken part": lambda: part(book(), "xl/worksheets/sheet1.xml", lambda text: text[:300]),
    "a small file that unpacks to a large one": lambda: part(book(), "xl/media/image1.png", lambda _: BOMB),
    "entities of XML": lambda: part(
        book(),
        "xl/worksheets/sheet1.xml",
        lambda text: re.sub("<worksheet", '<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet', text, count=1),
    ),
}
CSVS: dict[str, Callable[[], bytes]] = {
    "a kind of work unknown in a CSV with readable heads": lambda: forums_csv(
        lambda text: text.replace(",".join(FORUM_HEADS), ",".join(FORUM_TITLES)).replace(",Convening", ",Meeting", 1)
    ),
    "a list to read from the donor pack": lambda: forums_csv(
        lambda text: text.replace("id,number", "id,kind,edtf,earliest,number", 1)
    ),
    "a total in a CSV": lambda: forums_csv(lambda text: text + "Total,3\n"),
    "titles above the heads of a CSV": lambda: forums_csv(lambda text: "Forums\n\n" + text),
    "days that may be months": lambda: forums_csv(
        lambda text: text.replace(",2006,event", ",11/12/2006,event").replace(",2007,event", ",13/12/2007,event")
    ),
    "a date that is not known": lambda: forums_csv(lambda text: text.replace(",2006,event,mri", ",TBC,,")),
    "a date of a season": lambda: forums_csv(lambda text: text.replace(",2006,event", ",spring 2006,event")),
    "a remark below a CSV": lambda: forums_csv(lambda text: text + "\n\n,,checked by Ana\n"),
    "two faults in a row of a CSV with its columns the other way round": lambda: forums_csv(
        lambda text: turned(text.replace("Convening", "Convenning", 1).replace(",1,", ",first,", 1))
    ),
    "a text cut in a CSV": lambda: forums_csv(lambda text: text.replace("MRI co-organised it, in Manila.", "x" * 255)),
}


def bytes_of(made: bytes | Callable[[], bytes]) -> bytes:
    """The bytes of a file."""
    return made if isinstance(made, bytes) else made()


def main(folder: Path) -> None:
    """Write all files into a folder."""
    folder.mkdir(exist_ok=True)
    for name, made in BOOKS.items():
        (folder / f"{name}.xlsx").write_bytes(bytes_of(made))
    for name, table in CSVS.items():
        (folder / f"{name}.csv").write_bytes(table())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
