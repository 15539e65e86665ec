"""Each bad file produces exactly these sentences, with the cell they are about and what to do."""

import re

import pytest

from mri_data.reading.ooxml import Limits
from mri_data.reading.raw import RawRecord
from mri_data.reading.upload import read_upload
from mri_data.record.dataset import dataset_of
from mri_data.words.catalogue import words
from mri_data.words.errors import DataWarning, Problem, Remark
from tests.bad_files import BOOKS, CSVS, book, bytes_of

SMALL = Limits(unpacked=5_000_000, rows=1_000, letters=1_000_000)
EXPECTED: dict[str, list[str]] = {
    "a day that became a number": [],
    "a month that became a day": [
        'doubtful: Forums!G4, column "Date": Excel holds the day "1 October 2008" here and shows only its month, '
        'so it is read as "October 2008". If the day is known, write "1 October 2008".',
    ],
    "a year that became a day": [
        'doubtful: Forums!G4, column "Date": Excel holds the day "1 January 2008" here and shows only its year, '
        'so it is read as "2008". If the day is known, write "1 January 2008".',
    ],
    "a day without its year": [
        'doubtful: Forums!G4, column "Date": Excel holds "22 October 2026" here but hides its year, and may have '
        'added that year itself. Check it; if it is right, write "22 October 2026".',
    ],
    "a day with a time": [
        'doubtful: Forums!G4, column "Date": Excel holds a time of day here, which is not recorded, so it is read '
        'as "22 October 2008". Write "22 October 2008".',
    ],
    "a time of day": [
        'must mend: Forums!G4, column "Date": Excel holds a time of day here, "0.770833333333333", and a date was '
        "expected. Format the cell as Text, and type the date.",
    ],
    "a day that lost its format": [
        'must mend: Forums!G4, column "Date": "39743" is a number, not a date. It may be how Excel stores "22 '
        'October 2008"; if so, write that.',
    ],
    "a reference that became a date": [
        'must mend: Forums!T4, column "Reference": Excel turned what was typed here into the date "3 April 2026", '
        "and a text was expected. Format the cell as Text, and type it again.",
    ],
    "the calendar of 1904": [
        "to know: Forums: This workbook counts days from 1904, as old Macs did; its dates are read accordingly.",
    ],
    "a number shown with zeros": [
        'doubtful: Forums!B4, column "No.": This cell holds "3", but Excel shows something else, such as a '
        'percentage or zeros before it. It is read as "3"; if you mean what you see, format the cell as Text and '
        "type that.",
    ],
    "a percentage": [
        'doubtful: Forums!T4, column "Reference": This cell holds "0.5", but Excel shows something else, such as '
        'a percentage or zeros before it. It is read as "0.5"; if you mean what you see, format the cell as Text '
        "and type that.",
    ],
    "a number of 17 digits": [
        'must mend: Forums!T4, column "Reference": "1.23456789012346e+16" has more digits than Excel keeps (15), '
        "so its end is lost. Format the cell as Text, and type it again.",
    ],
    "a formula that was never saved": [
        'must mend: Forums!C4, column "Title": This cell holds a formula whose result was not saved. Open the '
        "workbook in Excel and save it, or type the value itself.",
    ],
    "a formula of another file": [
        'must mend: Forums!C4, column "Title": This cell holds a formula whose result was not saved. Open the '
        "workbook in Excel and save it, or type the value itself.",
        'doubtful: Forums!C4, column "Title": "" comes from another workbook by a formula, and may be out of '
        "date. Check it, and type the value itself.",
    ],
    "a reference that is gone": [
        'must mend: Forums!J4, column "Places": "#REF!" is a spreadsheet’s error message, left by a formula. Type '
        "the value that belongs in this cell.",
    ],
    "a value that is not available": [
        'must mend: Forums!D4, column "The record": "#N/A" is a spreadsheet’s error message, left by a formula. '
        "Type the value that belongs in this cell.",
    ],
    "merged downwards": [
        'must mend: Forums!E3, column "Kind of work": The cells E2:E4 are merged, so only the first holds '
        '"Convening", and the ones below are empty. Unmerge them, and write "Convening" in each that it is meant '
        "for.",
    ],
    "merged downwards in settings": [
        'must mend: Sources!C3, column "Publisher": The cells C2:C3 are merged, so only the first holds "MRI", and '
        'the ones below are empty. Unmerge them, and write "MRI" in each that it is meant for. Until this is '
        "corrected, what cites it is left out: pga-2008.",
    ],
    "merged across": [
        'must mend: Forums!H4, column "The date is that of": The cells H4:I4 are merged, so only the first holds '
        '"event", and the others are empty. Unmerge them, and fill in each one.',
        'must mend: Forums!I4, column "Source of the date": is empty though the record has a date; expected the '
        "source the date rests on",
    ],
    "a heading across the table": [
        'must mend: Forums, row 5: "Later forums" is alone in its row, in merged cells: it looks like a heading, '
        "not an entry, so it is not shown. Delete the row.",
    ],
    "hidden rows": [
        "to know: Forums, row 3: 2 rows are hidden, by a filter or by hand, and are read like the others: rows 3, 4.",
    ],
    "a hidden column": [
        "to know: Forums, row 1: Hidden columns are read like the others: K.",
    ],
    "a hidden sheet": [
        "to know: Places: This sheet is hidden, and is read like the others.",
    ],
    "a row of totals with words": [
        'must mend: Forums, row 5: The row that begins with "Total: 3 forums" looks like a row of totals, not an '
        "entry, so it is not shown. Delete it.",
    ],
    "a row of totals": [
        'must mend: Forums, row 5: The row that begins with "Total" looks like a row of totals, not an entry, so '
        "it is not shown. Delete it.",
    ],
    "formats without rows": [
        "to know: Forums: 300 rows are empty but formatted, and are not read. Deleting them makes the workbook "
        "smaller.",
    ],
    "an example left in": [
        "to know: Forums, row 5: This row is the example of an empty workbook, and is not read.",
    ],
    "a row twice": [
        "must mend: Forums, row 5: This repeats row 4. Delete one of the two.",
    ],
    "an id twice": [
        'must mend: Forums!A2, column "Id": "pga-2006" is used twice; give each row its own',
        'must mend: Forums!A5, column "Id": "pga-2006" is used twice; give each row its own',
    ],
    "titles above the heads": [
        'to know: Forums, row 3: The column names are in this row; what is above them, beginning with "Forums of '
        'the network", is not read.',
    ],
    "a column renamed": [
        'must mend: Forums!C1, column "Name of the forum": We do not use a column of this name, so it is left '
        "out. Remove it, or give it the name of a column of this table.",
        'must mend: Forums, row 1, column "Title": This column is missing. Is it the one called "Name of the forum"?',
    ],
    "heads that are codes": [
        'must mend: Forums!D3, column "summary": is empty; expected something like MRI initiated and co-organised '
        "the fourth forum in Athens.",
        'must mend: Forums!E4, column "work_area": We do not know "Convenning". Did you mean "convening"?',
    ],
    "a column twice": [
        'must mend: Forums!X1, column "Title": This column appears twice; only the first is read. Delete one, or '
        "rename it.",
    ],
    "a column of our own": [
        'must mend: Forums!X1, column "Remarks": We do not use a column of this name, so it is left out. Remove '
        "it, or give it the name of a column of this table.",
    ],
    "a column without a name": [
        "must mend: Forums!X1: There is no name above column X, so that column is left out. Type one in the "
        "row of column names.",
    ],
    "a cell far below": [
        'must mend: Forums!C1048576, column "Title": This row holds only "x", so it is not read. Fill in the rest of '
        "it, or delete it.",
    ],
    "a cell far to the right": [
        'doubtful: Forums!XFD3: There is no name above column XFD, so "x" is left out. Delete it, or move it into a '
        "column with a name.",
    ],
    "cells far to the right": [
        "Forums has more than 20 filled cells far to the right of its columns, the last of them XFD2. Delete these "
        "columns.",
    ],
    "two rows of one number": [
        "record.xlsx cannot be read to its end: it is damaged, or was not copied completely. Save or copy it again.",
    ],
    "two cells of one place": [
        "record.xlsx cannot be read to its end: it is damaged, or was not copied completely. Save or copy it again.",
    ],
    "a cell under no name": [
        'doubtful: Forums!Z3: There is no name above column Z, so "x" is left out. Delete it, or move it into a '
        "column with a name.",
    ],
    "a cell under no name beside the sources": [
        'doubtful: Sources!K2: There is no name above column K, so "x" is left out. Delete it, or move it into a '
        "column with a name.",
    ],
    "cells under no name beside the names": [
        "must mend: Names!H1: There is no name above column H, so that column is left out. Type one in the row "
        "of column names.",
    ],
    "a cell under no name beside the settings": [
        'doubtful: About!H3: There is no name above column H, so "x" is left out. Delete it, or move it into a '
        "column with a name.",
    ],
    "a remark below a CSV": [
        'must mend: forums.csv, line 7, column "title": This row holds only "checked by Ana", so it is not read. Fill '
        "in the rest of it, or delete it.",
    ],
    "two faults in a row of a CSV with its columns the other way round": [
        'must mend: forums.csv, line 2, column "work_area": We do not know "Convenning". Did you mean "convening"?',
        'must mend: forums.csv, line 2, column "number": "first" is not of the right form; expected something like 4',
    ],
    "a date of nothing": [
        'must mend: Forums!H4, column "The date is that of": is empty, although the record has a date. Write what the '
        "date refers to: one of Event, Publication, Outcome",
    ],
    "the begin of a row": [
        'must mend: Forums!C5, column "Title": is empty; expected something like Forum 4: Athens',
        'must mend: Forums!D5, column "The record": is empty; expected something like MRI initiated and co-organised '
        "the fourth forum in Athens.",
        'must mend: Forums!E5, column "Kind of work": is empty; expected one of Convening, Advocacy, Campaign, '
        "Publications, Support",
        'must mend: Forums!F5, column "MRI’s role": is empty; expected one of initiated and co-organised, launched, '
        "produced, published, advocated for, facilitated, put on the agenda, supports, assists",
        'must mend: Forums!S5, column "Source": is empty; expected something like mri-achievements',
        'must mend: Forums!T5, column "Reference": is empty; expected something like paragraph 4',
    ],
    "a column deleted": [
        'must mend: Forums, row 1, column "The record": This column is missing. Add its name to the row of column '
        "names, and fill it in.",
    ],
    "no heads": [
        'Forums has no column names; its first cell is "pga-2006". Insert a row above with these names: Id, No., '
        "Title, The record, Kind of work, MRI’s role, Date, The date is that of, Source of the date, Places, "
        "Source of the places, Bodies and meetings, Languages, Name used then, Met alongside, Place of that "
        "meeting, Date of that meeting, Source for that meeting, Source, Reference, Evidence, Also documented, "
        "Still to be documented.",
    ],
    "an empty sheet": [
        "Forums is empty. Its first row must name the columns: Id, No., Title, The record, Kind of work, MRI’s "
        "role, Date, The date is that of, Source of the date, Places, Source of the places, Bodies and meetings, "
        "Languages, Name used then, Met alongside, Place of that meeting, Date of that meeting, Source for that "
        "meeting, Source, Reference, Evidence, Also documented, Still to be documented.",
    ],
    "a text cut at 255 letters": [
        'doubtful: Forums!D4, column "The record": This text has exactly 255 letters and ends with '
        '"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx": a program may have cut it there. Check its end.',
    ],
    "a text cut at 32,767 letters": [
        'must mend: Forums!D4, column "The record": This cell, which begins with "MRI '
        'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…", is too long; at most '
        "20000 characters are allowed. Shorten it.",
        'doubtful: Forums!D4, column "The record": This text has exactly 32,767 letters and ends with '
        '"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx": a program may have cut it there. Check its end.',
    ],
    "a text with a lost letter": [
        'must mend: Forums!D4, column "The record": A character in "Gen�va." was lost when the file was saved. '
        "Type it again.",
    ],
    "a garbled text": [
        'doubtful: Forums!D4, column "The record": "GenÃ¨ve." looks garbled, as happens when a file is opened '
        'with the wrong encoding. Did you mean "Genève."?',
    ],
    "a title without width": [
        'must mend: Forums!C4, column "Title": is empty; expected something like Forum 4: Athens',
    ],
    "a name with a typo": [
        'must mend: Forums!J4, column "Places": We do not know "Manilla". Did you mean "Manila"?',
    ],
    "two names with typos": [
        'must mend: Forums!J4, column "Places": We do not know "Brusels". Did you mean "Brussels"?',
        'must mend: Forums!J4, column "Places": We do not know "Manilla". Did you mean "Manila"?',
    ],
    "a kind of work unknown": [
        'must mend: Forums!E4, column "Kind of work": We do not know "Convenning". Did you mean "Convening"?',
    ],
    "a part of a role": [
        'must mend: Forums!F4, column "MRI’s role": We do not know "co-organised". Did you mean "initiated and '
        'co-organised"?',
    ],
    "an id and a number of the wrong form": [
        'must mend: Forums!A4, column "Id": "PGA 2008" is not of the right form. Did you mean "pga-2008"?',
        'must mend: Forums!B4, column "No.": "3rd" is not of the right form. Did you mean "3"?',
    ],
    "the title of a source in place of its id": [
        'must mend: Forums!S4, column "Source": We do not know "Our Achievements". Did you mean "mri"?',
    ],
    "latitude and longitude swapped": [
        'must mend: Places!E4, column "Latitude": "120.9822" is out of range; expected a number from -90 to 90. '
        "Are latitude and longitude swapped? Until this is corrected, what cites it is left out: pga-2008.",
    ],
    "a sheet renamed": [
        'record.xlsx has no sheet "Places". Rename the sheet "Place" to "Places".',
    ],
    "a sheet with another name": [
        'record.xlsx has no sheet "Forums". Rename the sheet "PGA 2026" to "Forums".',
    ],
    "a sheet in two languages": [
        'must mend: Foros: The sheet "Forums" holds the same table, and only that one is read. Delete one of the two.',
    ],
    "a sheet missing": [
        'record.xlsx has no sheet "Places". Copy it from “The record to edit (Excel)”, on the page “Sources and '
        "data”, or from a workbook that “mri-data workbook” writes.",
    ],
    "several sheets missing": [
        'record.xlsx lacks the sheets "Places" and "Talk". Copy them from “The record to edit (Excel)”, on the page '
        "“Sources and data”, or from a workbook that “mri-data workbook” writes.",
    ],
    "another workbook": [
        'record.xlsx is not the workbook of the record, as it lacks the sheets "Forums", "Achievements" and "About". '
        "Edit “The record to edit (Excel)”, on the page “Sources and data”, or a workbook that “mri-data "
        "workbook” writes.",
    ],
    "a sheet of our own": [
        'to know: Budget: The sheet "Budget" does not belong to the record, and is not read.',
    ],
    "context not whole": [
        'record.xlsx lacks the sheets "Milestones", "Later forums", "States parties", "Signatories" and "About the '
        'parties". Copy them from “The record to edit (Excel)”, on the page “Sources and data”, or from a '
        "workbook that “mri-data workbook” writes.",
    ],
    "a source twice": [
        'must mend: Sources!A3, column "Id": "mri" is also in row 2; only that one is read. Give each its own '
        "name, or delete one of the two.",
    ],
    "a source without an id": [
        'must mend: Sources!A3, column "Id": is empty, so the row is not read. Give the source an id: a short '
        "name in lower case, such as ilo-2014.",
    ],
    "a source without a title": [
        'must mend: Sources!B3, column "Title": is empty; expected a text',
    ],
    "a source read on no day": [
        'must mend: \'Quality notes\'!F2, column "Sources": the note "days" cites the source "mri", which has a '
        "problem in Sources, row 2. Correct it there.",
        'must mend: Sources!F2, column "Date read": the source "mri" has "soon" here. Write it like 24 November '
        "2026. Until this is corrected, what cites it is left out: pga-2006, pga-2007, pga-2008, new-york, "
        "brussels and 1 more.",
    ],
    "a source read on a day of Excel": [],
    "a remark below the sources": [
        'must mend: Sources!C3, column "Publisher": This row holds only "checked by Ana", so it is not read. Fill in '
        "the rest of it, or delete it.",
    ],
    "a setting misspelt": [
        'About, setting "Address of the licence": is empty; expected a text',
        'About!A8, column "Setting": We do not know "Licences". Write one of these: Address of the licence, '
        "Contact, Language of the cells.",
    ],
    "a value without its setting": [
        'must mend: About!A9, column "Setting": is empty, so the row with "The text" is not read. Write which setting '
        "it is, or delete the row.",
    ],
    "a setting blank": [
        'About!B2, setting "Title": is empty; expected a text',
    ],
    "a note of no record": [
        'must mend: \'Quality notes\'!E2, column "Records": the note "days" names the record "pga-2066", which '
        "does not exist. Write one of these: pga-2006, pga-2007, pga-2008.",
    ],
    "a note with a wrong year": [
        'must mend: \'Quality notes\'!D2, column "Years": the note "days" has "2006; soon" here. Write it like '
        "2012; 2013.",
    ],
    "a setting with a typo": [
        'About, setting "Title": is empty; expected a text',
        'About!A2, column "Setting": We do not know "Titel". Did you mean "Title"?',
    ],
    "a setting twice": [
        'must mend: About!A9, column "Setting": "Title" is also in row 2; only that one is read. Give each its '
        "own name, or delete one of the two.",
    ],
    "a day of the data with a short year": [
        'About!B5, setting "Date of the data": the sheet has "30 November 26" here. Write it like 24 November 2026.',
    ],
    "an address without its beginning": [
        'doubtful: Sources!D2, column "Address": "example.org/page" is not the whole address of a web page. Did '
        'you mean "https://example.org/page"?',
    ],
    "a record with a typo in a note": [
        'must mend: \'Quality notes\'!E2, column "Records": the note "days" names the record "pga2006", which '
        'does not exist. Did you mean "pga-2006"?',
    ],
    "a source with a typo in a note": [
        'must mend: \'Quality notes\'!F2, column "Sources": the note "days" cites the source "mrri", which is not '
        'among the sources. Did you mean "mri"?',
    ],
    "a column with a typo in a correction": [
        'must mend: Corrections!B2, column "Column": the correction of pga-2006, Titel, names the column "Titel", '
        'which is not there. Did you mean "Title"?',
    ],
    "a slide with a typo": [
        'must mend: Talk!A2, column "Slide": the talk names the slide "titel", which does not exist. '
        'Did you mean "title"?',
    ],
    "a kind of name with a typo": [
        'must mend: Names!A2, column "Name of": We do not know "Plaace". Did you mean "Place"?',
    ],
    "a place with a typo in a spelling": [
        'must mend: Names!B2, column "Code": "Place" lists spellings for "new-yrok", which is not in Places. Did '
        'you mean "new-york"?',
    ],
    "a spelling without a code": [
        'must mend: Names!B2, column "Code": is empty, so the row is not read. Fill in all three: what the name '
        "belongs to, its code, and the name as people write it.",
    ],
    "a row of the talk about nothing": [
        'must mend: Talk!A3, column "Slide": The row says what to say on a slide, so it needs either the name of '
        "a slide or the id of a record, and not both.",
    ],
    "a correction that matches nothing": [
        'must mend: Corrections!C2, column "What the source has": the correction of pga-2006, Title, no longer '
        'matches: the record does not contain "Forum One". Correct this entry, or delete it if the source has '
        "been corrected.",
    ],
    "macros": [
        "record.xlsx contains macros, which may run programs, so it is not opened. Save it in Excel as “Excel "
        "Workbook (.xlsx)”, which has none.",
    ],
    "the old format": [
        "record.xlsx is in the old format of Excel (.xls). Open it in Excel and save it as “Excel Workbook (.xlsx)”.",
    ],
    "a password": [
        "record.xlsx is protected with a password. Open it in Excel, remove the password (File, Info, Protect "
        "Workbook), and save it.",
    ],
    "an OpenDocument file": [
        "record.xlsx is an OpenDocument file (.ods). Open it in LibreOffice and save it as “Excel 2007–365 (.xlsx)”.",
    ],
    "a file of Numbers": [
        "record.xlsx is an Apple Numbers file. Open it there and export it to Excel (File, Export To, Excel).",
    ],
    "a binary workbook": [
        "record.xlsx is a binary Excel workbook (.xlsb). Open it in Excel and save it as “Excel Workbook (.xlsx)”.",
    ],
    "a document of Word": [
        "record.xlsx is a Word document, and an Excel workbook (.xlsx) was expected.",
    ],
    "a file cut short": [
        "record.xlsx cannot be read to its end: it is damaged, or was not copied completely. Save or copy it again.",
    ],
    "a broken part": [
        "record.xlsx cannot be read to its end: it is damaged, or was not copied completely. Save or copy it again.",
    ],
    "a small file that unpacks to a large one": [
        "record.xlsx unpacks to more than 5 MB, which no record needs. Delete pictures and what does not belong "
        "in it, and save it again.",
    ],
    "entities of XML": [
        "record.xlsx cannot be read to its end: it is damaged, or was not copied completely. Save or copy it again.",
    ],
    "a kind of work unknown in a CSV with readable heads": [
        'must mend: forums.csv, line 2, column "Kind of work": We do not know "Meeting". Write one of these: '
        "Convening, Advocacy, Campaign, Publications, Support.",
    ],
    "a list to read from the donor pack": [
        "forums.csv is a list to read, with forums and achievements in one table. Edit forums.csv and "
        "achievements.csv instead, or “The record to edit (Excel)”, on the page “Sources and data”.",
    ],
    "a total in a CSV": [
        'must mend: forums.csv, line 5: The row that begins with "Total" looks like a row of totals, not an '
        "entry, so it is not shown. Delete it.",
    ],
    "titles above the heads of a CSV": [
        "must mend: forums.csv, line 1: The column names are in line 3; they were expected in this line. Delete "
        "the lines above them.",
    ],
    "days that may be months": [
        'must mend: forums.csv, line 2, column "date": 1 date in this column could be day/month or month/day. '
        '"13/12/2007" in line 3 can only be day/month, so "11/12/2006" is probably "11 December 2006". Write the '
        "month as a word.",
    ],
    "a date that is not known": [
        'must mend: forums.csv, line 2, column "date": "TBC" is not a date; leave it blank when the date is not known.',
    ],
    "a date of a season": [
        'must mend: forums.csv, line 2, column "date": "spring 2006" is a season, which differs between '
        'hemispheres. Write the months instead: "March to May 2006" in the northern hemisphere, "September to '
        'November 2006" in the southern.',
    ],
    "a text cut in a CSV": [
        'doubtful: forums.csv, line 4, column "summary": This text has exactly 255 letters and ends with '
        '"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx": a program may have cut it there. Check its end.',
    ],
}


@pytest.fixture(scope="module")
def base() -> RawRecord:
    raw = read_upload(book(), "record.xlsx", RawRecord({}, {}, "")).raw
    assert raw
    return raw


# Words of English that are in no other language of the product, and a quotation mark as English has it.
ENGLISH = re.compile(r"\b(?:the|is|are|and|of|or|with|expected|has|this|text|only|write|you|did)\b|\"", re.IGNORECASE)
FRENCH_QUOTES = re.compile("«[^«»]*»")


def found(data: bytes, name: str, base: RawRecord) -> list[str]:
    """What is said of a file: why it cannot be used, else each problem with its class; and no English in French."""
    upload = read_upload(data, name, base, limits=SMALL)
    if upload.raw is None:
        return list(upload.faults)
    dataset = dataset_of(upload.raw)
    problems = (*dataset.problems, *dataset.warnings)
    french = [FRENCH_QUOTES.sub("", one.in_words(words("fr"))) for one in problems]
    assert [one for one in french if ENGLISH.search(one)] == []
    return [f"{class_of(one)}: {one.sentence}" for one in problems]


def class_of(problem: Problem) -> str:
    if isinstance(problem, Remark):
        return "to know"
    return "doubtful" if isinstance(problem, DataWarning) else "must mend"


@pytest.mark.parametrize("case", BOOKS)
def test_a_bad_workbook_says_what_is_wrong_where_and_what_to_do(case: str, base: RawRecord) -> None:
    assert found(bytes_of(BOOKS[case]), "record.xlsx", base) == EXPECTED[case]


@pytest.mark.parametrize("case", CSVS)
def test_a_bad_table_says_what_is_wrong_where_and_what_to_do(case: str, base: RawRecord) -> None:
    assert found(CSVS[case](), "forums.csv", base) == EXPECTED[case]


def test_the_small_record_itself_has_no_problem(base: RawRecord) -> None:
    assert found(book(), "record.xlsx", base) == []
    assert len(EXPECTED) == len(BOOKS) + len(CSVS) == 114
