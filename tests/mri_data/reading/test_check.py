"""Whatever is wrong with a folder of data is said in a sentence, all of it at once, and the rest is shown."""

import shutil
import tempfile
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mri_data import schema
from mri_data.exports.formats import export_of
from mri_data.exports.table import plain_records
from mri_data.query.filters import Filters
from mri_data.reading.data_folder import DATA_DIR, FILES, TRANSLATIONS_FILE
from mri_data.reading.folder import read_folder
from mri_data.record.dataset import Dataset, load_dataset
from mri_data.record.view import View
from mri_data.sentences.left_out import unread_summary
from mri_data.sentences.one_record import detail
from mri_data.words.catalogue import words
from mri_data.words.errors import DataError, MriError
from tests.conftest import RECORD_FILES, DataFolder, copy_data, few_examples

FORUMS, ACHIEVEMENTS, PLACES = "forums.csv", "achievements.csv", "places.csv"

# file, row, column, new cell -> what the sentence must begin with, and hold; the lines are those of the shipped files.
FAULTS = [
    (FORUMS, "pga-2007", "number", "two", 'forums.csv, line 3, column "number": ', ['"two"', "right form", "like 4"]),
    (FORUMS, "pga-2007", "number", "0", 'forums.csv, line 3, column "number": ', ['"0"', "right form"]),
    (FORUMS, "pga-2007", "number", "9" * 30, 'forums.csv, line 3, column "number": ', ["9999", "right form"]),
    (FORUMS, "pga-2007", "number", "1٣", 'forums.csv, line 3, column "number": ', ["1٣", "right form"]),
    (FORUMS, "pga-2007", "number", "", 'forums.csv, line 3, column "number": ', ["is empty", "like 4"]),
    (FORUMS, "pga-2007", "alongside", "GFMDD", 'forums.csv, line 3, column "alongside": ', ['"GFMD"?']),
    (
        FORUMS,
        "pga-2007",
        "alongside_date",
        "soon",
        'forums.csv, line 3, column "alongside_date": ',
        ['"soon"', "a date"],
    ),
    (FORUMS, "pga-2007", "alongside_place", "Bruges", 'forums.csv, line 3, column "alongside_place": ', ['"Bruges"']),
    (
        FORUMS,
        "pga-2007",
        "alongside_source",
        "",
        'forums.csv, line 3, column "alongside_source": ',
        ["is empty", "sources"],
    ),
    (ACHIEVEMENTS, "handbook", "title", "", 'achievements.csv, line 6, column "title": ', ["is empty", "expected"]),
    (ACHIEVEMENTS, "handbook", "title", "x" * 201, 'achievements.csv, line 6, column "title": ', ["too long", "200"]),
    *(
        (ACHIEVEMENTS, "handbook", "title", cell, 'achievements.csv, line 6, column "title": ', ["is a placeholder"])
        for cell in ("N/A", "NaN", "NULL", "None", "TBC", "TODO", "?", "-", ".", "\u0301\u0301")
    ),
    (
        ACHIEVEMENTS,
        "handbook",
        "title",
        "Forum #REF! 6",
        'achievements.csv, line 6, column "title": ',
        ['"#REF!" is a spreadsheet’s error message'],
    ),
    (
        ACHIEVEMENTS,
        "durban-2001",
        "also_known",
        "[wcar-un]",
        'achievements.csv, line 8, column "also_known": ',
        ['"[wcar-un]" is a note without text.'],
    ),
    (ACHIEVEMENTS, "grassroots", "summary", "", 'achievements.csv, line 11, column "summary": ', ["is empty"]),
    (
        ACHIEVEMENTS,
        "handbook",
        "work_area",
        "",
        'achievements.csv, line 6, column "work_area": ',
        ["convening, advocacy"],
    ),
    (
        ACHIEVEMENTS,
        "handbook",
        "work_area",
        "publicatons",
        'achievements.csv, line 6, column "work_area": ',
        ['"publicatons"', 'Did you mean "publications"?'],
    ),
    (ACHIEVEMENTS, "handbook", "role", "wrote", 'achievements.csv, line 6, column "role": ', ['"wrote"']),
    (
        ACHIEVEMENTS,
        "handbook",
        "languages",
        "Klingonian",
        'achievements.csv, line 6, column "languages": ',
        ["Klingonian"],
    ),
    (ACHIEVEMENTS, "handbook", "source", "", 'achievements.csv, line 6, column "source": ', ["is empty"]),
    (ACHIEVEMENTS, "handbook", "source", "somewhere", 'achievements.csv, line 6, column "source": ', ['"somewhere"']),
    (
        ACHIEVEMENTS,
        "handbook",
        "source_ref",
        "",
        'achievements.csv, line 6, column "source_ref": ',
        ["like paragraph 4"],
    ),
    (ACHIEVEMENTS, "durban-2001", "date", "20011", 'achievements.csv, line 8, column "date": ', ['"20011"', "a date"]),
    (ACHIEVEMENTS, "durban-2001", "date_of", "", 'achievements.csv, line 8, column "date_of": ', ["is empty", "event"]),
    (ACHIEVEMENTS, "durban-2001", "date_of", "evnt", 'achievements.csv, line 8, column "date_of": ', ['"event"?']),
    (ACHIEVEMENTS, "durban-2001", "date_source", "", 'achievements.csv, line 8, column "date_source": ', ["is empty"]),
    (ACHIEVEMENTS, "grassroots", "date_source", "", 'achievements.csv, line 11, column "date_source": ', ["is empty"]),
    (ACHIEVEMENTS, "durban-2001", "places", "Durbn", 'achievements.csv, line 8, column "places": ', ['"Durban"?']),
    (
        ACHIEVEMENTS,
        "durban-2001",
        "place_source",
        "",
        'achievements.csv, line 8, column "place_source": ',
        ["is empty"],
    ),
    (
        ACHIEVEMENTS,
        "durban-2001",
        "also_known",
        "It rained.",
        'achievements.csv, line 8, column "also_known": ',
        ['"It rained." names no source', "[wcc-1998]"],
    ),
    (
        ACHIEVEMENTS,
        "durban-2001",
        "also_known",
        "It rained. [wcar-uno]",
        'achievements.csv, line 8, column "also_known": ',
        ['"wcar-uno"', '"wcar-un"?'],
    ),
    (
        ACHIEVEMENTS,
        "durban-2001",
        "evidence",
        "event documentd",
        'achievements.csv, line 8, column "evidence": ',
        ['"event documentd"', '"Event documented"?'],
    ),
    (
        ACHIEVEMENTS,
        "handbook",
        "evidence",
        "documented elsewhere",
        'achievements.csv, line 6, column "evidence": ',
        [
            '"Documented elsewhere" needs a source by another publisher than Migrants Rights International',
            "own account",
        ],
    ),
    (
        ACHIEVEMENTS,
        "grassroots",
        "evidence",
        "event",
        'achievements.csv, line 11, column "evidence": ',
        ['"Event documented" needs a source by another publisher', "date_source, place_source or also_known"],
    ),
]


@pytest.mark.parametrize(
    ("file", "row", "column", "cell", "where", "holds"), FAULTS, ids=[f"{one[2]}={one[3][:12]}" for one in FAULTS]
)
def test_a_faulty_cell_is_one_sentence_and_its_record_alone_is_left_out(
    data_folder: DataFolder,
    dataset: Dataset,
    file: str,
    row: str,
    column: str,
    cell: str,
    where: str,
    holds: list[str],
) -> None:
    data_folder.set(file, row, column, cell)
    spoilt = data_folder.load()
    (problem,) = spoilt.problems
    assert problem.sentence.startswith(where)
    assert [part for part in holds if part not in problem.sentence] == []
    assert spoilt.left_out == (row,)
    assert set(dataset.records["id"]) - set(spoilt.records["id"]) == {row}
    assert len(spoilt.places) == 18


@pytest.mark.parametrize(
    ("column", "cell", "problems"),
    [
        ("date_source", "wcar-un", 0),
        ("place_source", "wcar-un", 0),
        ("also_known", "It is in four languages. [wcar-un]", 0),
        ("also_known", "It is in four languages. [mri-about]", 1),
        ("not_confirmed", "Whether it is in four languages. [wcar-un]", 1),
    ],
)
def test_others_document_a_record_where_it_cites_one_of_them_for_what_is_known(
    data_folder: DataFolder, column: str, cell: str, problems: int
) -> None:
    data_folder.set(ACHIEVEMENTS, "handbook", "evidence", "documented elsewhere")
    data_folder.set(ACHIEVEMENTS, "handbook", column, cell)
    assert [one.column for one in data_folder.load().problems] == ["evidence"] * problems


def test_a_folder_of_before_the_column_of_evidence_has_no_problem_and_says_nothing_of_it(
    data_folder: DataFolder,
) -> None:
    for file in (FORUMS, ACHIEVEMENTS):
        rows = data_folder.rows(file)
        at = rows[0].index("evidence")
        data_folder.write(file, [[*row[:at], *row[at + 1 :]] for row in rows])
    old = data_folder.load()
    assert (len(old.records), old.problems, old.warnings) == (17, (), ())
    view = View(old, Filters(text="handbook"))
    assert view.facets["evidence"] == {}
    assert [row["evidence"] for row in plain_records(view.shown)] == [None]
    file = export_of(view, "html").decode()
    assert ("Achieving Dignity" in file, 'class="mri-evidence' in file, "ring-evidence mri-" in file) == (
        True,
        False,
        False,
    )


# Of the place Geneva: column, new cell -> what the sentence must hold.
FAULTS_OF_A_PLACE = [
    ("name", "", ["is empty"]),
    ("country", "Swiss", ['"Swiss"', 'such as "CH". Nearest: "Suisse"']),
    ("continent", "atlantis", ['"atlantis"']),
    ("continent", "", ["africa, americas, asia"]),
    ("lat", "", ["is empty", "-90 to 90"]),
    ("lat", "north", ['"north" is not a number', "-90 to 90"]),
    (
        "lat",
        "37.9794, 23.7162",
        ['"37.9794, 23.7162" contains both latitude and longitude; write 37.9794 here and 23.7162 in the column "lon"'],
    ),
    ("lat", "37,9794; 23,7162", ["write 37.9794 here and 23.7162 in"]),
    ("lon", "6,1432° O", ["write -6.1432"]),
    ("lat", "37.9794° N", ['"37.9794° N" is not a plain number of degrees; write 37.9794']),
    ("lat", "37°58′46″S", ["write -37.9794"]),
    ("lon", "23°42'58\"E", ["write 23.7161"]),
    ("lat", "nan", ['"nan" is not a number']),
    ("lat", "inf", ['"inf" is out of range']),
    ("lat", "90.1", ['"90.1" is out of range', "-90 to 90"]),
    ("lon", "-181", ['"-181" is out of range', "-180 to 180"]),
    ("source", "", ["is empty"]),
    ("source_ref", "", ["is empty"]),
]
IN_GENEVA = {"cmw-discussion-2011", "pga-2011", "pga-series", "ratification-campaign-1998"}


@pytest.mark.parametrize(
    ("column", "cell", "holds"), FAULTS_OF_A_PLACE, ids=[f"{one[0]}={one[1]}" for one in FAULTS_OF_A_PLACE]
)
def test_a_place_with_a_fault_is_one_sentence_and_every_record_that_names_it_is_left_out(
    data_folder: DataFolder, dataset: Dataset, column: str, cell: str, holds: list[str]
) -> None:
    data_folder.set(PLACES, "geneva", column, cell)
    spoilt = data_folder.load()
    (fault,) = [problem for problem in spoilt.problems if problem.origin.name == PLACES]
    assert fault.sentence.startswith(f'places.csv, line 7, column "{column}": ')
    assert [part for part in holds if part not in fault.sentence] == []
    assert "geneva" not in spoilt.places.index
    assert set(spoilt.left_out) == IN_GENEVA
    assert set(dataset.records["id"]) - set(spoilt.records["id"]) == IN_GENEVA


# Each cell that names the place was a sentence of its own, and the one about the place was the last of them.
def test_a_place_with_a_fault_is_one_sentence_that_names_the_records_left_out(data_folder: DataFolder) -> None:
    data_folder.set(PLACES, "geneva", "lat", "abc")
    assert data_folder.sentences() == [
        'places.csv, line 7, column "lat": "abc" is not a number; expected a number from -90 to 90. '
        "Until this is corrected, what cites it is left out: "
        "pga-2011, pga-series, cmw-discussion-2011 and ratification-campaign-1998."
    ]
    assert set(data_folder.load().left_out) == IN_GENEVA


def test_a_source_with_a_fault_is_one_sentence_that_names_the_records_left_out(data_folder: DataFolder) -> None:
    text = (data_folder.path / "sources.toml").read_text("utf-8")
    before, after = text.split("[wcar-unis]")
    (data_folder.path / "sources.toml").write_text(
        f"{before}[wcar-unis]{after.replace('read =', 'reed =', 1)}", "utf-8"
    )
    dataset = data_folder.load()
    said = [problem.sentence for problem in dataset.problems if "left out" in problem.sentence]
    assert len(said) == 1
    assert said[0].endswith("Until this is corrected, what cites it is left out: durban-2001.")
    assert dataset.left_out == ("durban-2001",)


# Three columns said each that no name is known for them.
def test_a_misspelt_heading_of_names_is_one_sentence_with_the_heading_that_is_meant(data_folder: DataFolder) -> None:
    data_folder.replace("names.toml", "[bodies]", "[bodys]")
    dataset = data_folder.load()
    assert [problem.sentence for problem in dataset.problems] == [
        'names.toml, line 14, key "bodys": the file has this key, which is not used. Did you mean "bodies"? '
        "Until this is corrected, what cites it is left out: "
        "pga-series, cmw-discussion-2011, un-visibility-1995, special-rapporteur, durban-2001 and 9 more."
    ]
    assert len(dataset.left_out) == 14
    view = View(dataset)
    assert "0 of 7 forums" in unread_summary(view)
    assert "names.toml, line 14" in unread_summary(view)


def test_a_table_of_places_without_ids_is_one_sentence(data_folder: DataFolder) -> None:
    head, *rows = data_folder.rows(PLACES)
    data_folder.write(PLACES, [["code", *head[1:]], *rows])
    assert [sentence for sentence in data_folder.sentences() if 'column "code"' not in sentence] == [
        'places.csv, line 1, column "id": This column is missing. '
        'Is it the one called "code"? '
        "Until this is corrected, what cites it is left out: "
        "pga-series, cmw-discussion-2011, un-visibility-1995, ratification-campaign-1998, durban-2001 and 7 more."
    ]


def test_more_faulty_places_than_are_listed_leave_out_every_record_that_names_one(data_folder: DataFolder) -> None:
    head, *rows = data_folder.rows(PLACES)
    more = [[f"town-{at}", f"Town {at}", *rows[0][2:]] for at in range(60)]
    for row in (*more, *rows):
        row[head.index("lat")] = f"north of {row[0]}"
    data_folder.write(PLACES, [head, *more, *rows])
    dataset = data_folder.load()
    assert len(dataset.places) == 0
    assert list(dataset.records["places"].map(len).unique()) == [0]
    assert len(dataset.records) + len(dataset.left_out) == 17


def test_a_forum_whose_government_meeting_was_in_a_place_with_a_fault_is_left_out(data_folder: DataFolder) -> None:
    data_folder.set(PLACES, "puerto-vallarta", "lat", "abc")
    assert data_folder.load().left_out == ("pga-2010",)


def test_every_place_that_a_record_names_is_among_the_places(data_folder: DataFolder) -> None:
    for place in ("geneva", "manila", "durban"):
        data_folder.set("places.csv", place, "country", "")
    dataset = data_folder.load()
    named = set(dataset.records["places"].explode().dropna())
    assert "new-york" in named
    assert named <= set(dataset.places.index)


def test_an_id_used_twice_in_a_table_is_a_problem_in_both_lines(data_folder: DataFolder) -> None:
    data_folder.set("forums.csv", "pga-2009", "id", "pga-2007")
    ids = [problem for problem in data_folder.load().problems if problem.column == "id"]
    assert [(problem.row, problem.value) for problem in ids] == [(3, "pga-2007"), (5, "pga-2007")]
    assert all("used twice" in problem.sentence for problem in ids)


def test_an_id_used_in_another_table_is_a_problem_that_names_the_table(data_folder: DataFolder) -> None:
    data_folder.set("achievements.csv", "grassroots", "id", "pga-2007")
    (problem,) = data_folder.load().problems
    assert problem.sentence == (
        'achievements.csv, line 11, column "id": "pga-2007" is also used in forums.csv. '
        "Each record needs its own id, because the id is part of its address; give one of them another id"
    )


def test_a_place_listed_twice_is_one_sentence(data_folder: DataFolder) -> None:
    head, *rows = data_folder.rows("places.csv")
    data_folder.write("places.csv", [head, *rows, rows[0]])
    found = [problem for problem in data_folder.load().problems if problem.origin.name == "places.csv"]
    assert [(problem.row, problem.column) for problem in found] == [(20, None)]


def test_a_forum_number_used_twice_is_a_problem(data_folder: DataFolder) -> None:
    data_folder.set("forums.csv", "pga-2009", "number", "2")
    assert [(one.row, one.column) for one in data_folder.load().problems] == [(3, "number"), (5, "number")]


def test_two_faults_in_a_cell_are_both_said(data_folder: DataFolder) -> None:
    data_folder.set("achievements.csv", "handbook", "also_known", "It is red. | It is thick.")
    assert [problem.value for problem in data_folder.load().problems] == ["It is red.", "It is thick."]


def test_all_problems_are_said_at_once_in_the_order_of_file_and_line(data_folder: DataFolder) -> None:
    data_folder.set("places.csv", "durban", "lat", "south")
    data_folder.set("forums.csv", "pga-2013", "date", "13")
    data_folder.set("forums.csv", "pga-2006", "title", "")
    data_folder.set("achievements.csv", "handbook", "role", "wrote")
    data_folder.replace("sources.toml", 'title = "20 years"\n', "")
    data_folder.replace("corrections.toml", 'was = "on Undocumented', 'was = "on Documented')
    places = [(problem.origin.name, problem.row, problem.column) for problem in data_folder.load().problems]
    assert places == [
        ("achievements.csv", 6, "role"),
        ("corrections.toml", 23, "was"),
        ("forums.csv", 2, "title"),
        ("forums.csv", 8, "date"),
        ("places.csv", 6, "lat"),
        ("quality_notes.toml", 9, "sources"),
        ("sources.toml", 12, "title"),
    ]


def test_every_unknown_item_of_a_list_is_named(data_folder: DataFolder) -> None:
    data_folder.set("achievements.csv", "un-visibility-1995", "places", "Kopenhagn and Bejing")
    assert data_folder.sentences() == [
        'achievements.csv, line 4, column "places": We do not know "Bejing". Did you mean "Beijing"?',
        'achievements.csv, line 4, column "places": We do not know "Kopenhagn". Did you mean "Copenhagen"?',
    ]


# --- a column that is missing


@pytest.mark.parametrize("column", ["date", "title", "languages"])
def test_a_table_that_lacks_a_column_is_one_sentence_and_none_of_its_rows_is_shown(
    data_folder: DataFolder, column: str
) -> None:
    rows = data_folder.rows(ACHIEVEMENTS)
    at = rows[0].index(column)
    data_folder.write(ACHIEVEMENTS, [row[:at] + row[at + 1 :] for row in rows])
    dataset = data_folder.load()
    assert {problem.sentence for problem in dataset.problems if problem.origin.name == ACHIEVEMENTS} == {
        f'achievements.csv, line 1, column "{column}": '
        "This column is missing. Add its name to the row of column names, and fill it in."
    }
    assert list(dataset.left_out) == [row[0] for row in rows[1:]]
    assert set(dataset.records["kind"]) == {"forum"}


def test_places_that_lack_a_column_leave_out_every_record_that_names_one(data_folder: DataFolder) -> None:
    data_folder.write(PLACES, [row[:-1] for row in data_folder.rows(PLACES)])
    dataset = data_folder.load()
    assert len(dataset.places) == 0
    assert list(dataset.records["places"].map(len).unique()) == [0]
    assert len(dataset.records) + len(dataset.left_out) == 17


# --- what is left out, and what is not


def test_problems_that_leave_no_record_out_are_told_from_those_that_do(data_folder: DataFolder) -> None:
    data_folder.replace("corrections.toml", 'was = "on Undocumented', 'was = "on Documented')
    data_folder.replace("quality_notes.toml", '"warbe-pga"', '"nobody"')
    data_folder.write(ACHIEVEMENTS, [[*row, "x"] for row in data_folder.rows(ACHIEVEMENTS)])
    dataset = data_folder.load()
    assert (len(dataset.problems), len(dataset.records), dataset.left_out) == (3, 17, ())
    data_folder.set(FORUMS, "pga-2007", "date", "soon")
    assert data_folder.load().left_out == ("pga-2007",)


def test_a_record_left_out_is_called_by_its_line_where_its_id_has_a_fault(data_folder: DataFolder) -> None:
    data_folder.set(FORUMS, "pga-2009", "id", "")
    data_folder.set(ACHIEVEMENTS, "grassroots", "id", "pga-2007")
    dataset = data_folder.load()
    assert dataset.left_out == ("forums.csv:5", "achievements.csv:11")
    assert "pga-2007" in set(dataset.records["id"])


def test_records_below_an_open_quotation_mark_are_called_by_its_line(data_folder: DataFolder) -> None:
    with (data_folder.path / FORUMS).open("a", encoding="utf-8") as end:
        end.write('pga-2014,8,"Forum 8\npga-2015,9,Forum 9\n')
    dataset = data_folder.load()
    assert [problem.row for problem in dataset.problems] == [9]
    assert dataset.left_out == ("forums.csv:9",)
    assert len(dataset.records) == 17


# --- sources, corrections and notes


@pytest.mark.parametrize(
    ("was", "becomes", "column"),
    [
        ('title = "About MRI"\n', "", "title"),
        ('title = "About MRI"', 'title = ""', "title"),
        ('title = "About MRI"', "title = 3", "title"),
        ('url = "http://www.migrantsrightsinternational.org/about-mri-2/"\n', "", "url"),
    ],
)
def test_a_source_that_lacks_something_is_a_problem(
    data_folder: DataFolder, was: str, becomes: str, column: str
) -> None:
    data_folder.replace("sources.toml", was, becomes)
    dataset = data_folder.load()
    (problem,) = dataset.problems
    assert (problem.origin.name, problem.column) == ("sources.toml", column)
    assert '"mri-about"' in problem.sentence
    assert len(dataset.records) == 17


@pytest.mark.parametrize("read", ['"yesterday"', "2026-11-23T10:00:00", "2026"])
def test_a_source_without_a_day_of_reading_leaves_out_what_cites_it(data_folder: DataFolder, read: str) -> None:
    text = (data_folder.path / "sources.toml").read_text("utf-8")
    before, after = text.split("[wcar-unis]")
    (data_folder.path / "sources.toml").write_text(
        f"{before}[wcar-unis]{after.replace('read = 2026-11-23', f'read = {read}', 1)}", "utf-8"
    )
    dataset = data_folder.load()
    (problem,) = dataset.problems
    assert (problem.origin.name, problem.column) == ("sources.toml", "read")
    assert problem.sentence.endswith("Until this is corrected, what cites it is left out: durban-2001.")
    assert "wcar-unis" not in dataset.sources
    assert set(dataset.records["id"]) & {"durban-2001"} == set()
    assert len(dataset.records) == 16


def test_something_that_is_no_source_at_all_is_a_problem(data_folder: DataFolder) -> None:
    data_folder.replace("sources.toml", "[mri-achievements]", "lonely = 3\n[mri-achievements]")
    dataset = data_folder.load()
    assert [problem.sentence for problem in dataset.problems] == [
        'sources.toml, line 5: the source "lonely" is "3". '
        "Write it as a table with title, publisher, url, terms, read, copy."
    ]
    assert len(dataset.records) == 17


def test_a_correction_of_an_unknown_record_is_a_problem(data_folder: DataFolder) -> None:
    data_folder.replace("corrections.toml", 'record = "handbook"', 'record = "handbuch"')
    (sentence,) = data_folder.sentences()
    assert sentence.startswith(
        'corrections.toml, line 53, key "record": the correction of handbuch, summary, '
        'names the record "handbuch", which does not exist. Write one that is known, '
    )
    assert '"handbook"' in sentence


def test_a_correction_of_an_unknown_column_is_a_problem(data_folder: DataFolder) -> None:
    data_folder.replace("corrections.toml", 'column = "title"', 'column = "titel"')
    assert data_folder.sentences() == [
        'corrections.toml, line 22, key "column": the correction of cmw-discussion-2011, titel, '
        'names the column "titel", which is not there. Did you mean "title"?'
    ]


def test_corrections_that_no_longer_match_are_each_said(data_folder: DataFolder) -> None:
    for _ in range(2):
        data_folder.replace("corrections.toml", 'was = "UN Migrant Workers Convention"', 'was = "Treaty"')
    first, second = data_folder.sentences()
    assert first == (
        'corrections.toml, line 47, key "was": the correction of ratification-campaign-1998, summary, '
        'no longer matches: the record does not contain "Treaty". '
        "Correct this entry, or delete it if the source has been corrected."
    )
    assert second.startswith('corrections.toml, line 55, key "was": the correction of handbook, summary, no longer')


def test_a_correction_that_cites_an_unknown_source_is_a_problem(data_folder: DataFolder) -> None:
    data_folder.replace("corrections.toml", 'source = "wssd-report"', 'source = "wssd-rapport"')
    assert data_folder.sentences() == [
        'corrections.toml, line 42, key "source": the correction of un-visibility-1995, bodies, '
        'cites the source "wssd-rapport", which is not among the sources. Did you mean "wssd-report"?'
    ]


def test_a_note_that_cites_an_unknown_source_is_a_problem(data_folder: DataFolder) -> None:
    data_folder.replace("quality_notes.toml", '"warbe-pga"', '"warbepga"')
    assert data_folder.sentences() == [
        'quality_notes.toml, line 9, key "sources": the note "no-2012" '
        'cites the source "warbepga", which is not among the sources. Did you mean "warbe-pga"?'
    ]


def test_a_note_that_cites_a_source_with_a_fault_says_where_to_put_it_right(data_folder: DataFolder) -> None:
    data_folder.replace("sources.toml", 'title = "20 years"\n', "")
    sentences = data_folder.sentences()
    assert (
        'quality_notes.toml, line 9, key "sources": the note "no-2012" '
        'cites the source "mri-20-years", which has a problem in sources.toml, line 12. Correct it there.'
    ) in sentences


def test_each_note_that_names_an_unknown_record_is_a_problem(data_folder: DataFolder) -> None:
    for _ in range(2):
        data_folder.replace("quality_notes.toml", '"pga-series"', '"series"')
    assert data_folder.sentences() == [
        'quality_notes.toml, line 8, key "records": the note "no-2012" names the record "series", '
        'which does not exist. Did you mean "pga-series"?',
        'quality_notes.toml, line 15, key "records": the note "alongside" names the record "series", '
        'which does not exist. Did you mean "pga-series"?',
    ]


def test_a_story_of_an_unknown_record_is_a_problem(data_folder: DataFolder) -> None:
    data_folder.replace("story.toml", '"durban-2001"', '"durban"')
    (sentence,) = data_folder.sentences()
    assert sentence.startswith(
        'story.toml, line 55, key "record": the talk names the record "durban", which does not exist. '
    )


def test_a_slide_or_a_note_of_the_talk_that_does_not_exist_is_a_problem(data_folder: DataFolder) -> None:
    data_folder.replace("story.toml", 'slide = "campaign"', 'slide = "campain"')
    data_folder.replace("story.toml", '"fourteen"', '"forteen"')
    data_folder.replace("story.toml", 'slide = "map"', 'slide = "quiz"')
    assert data_folder.sentences() == [
        'story.toml, line 19, key "slide": the talk names the slide "quiz", which does not exist. Write one '
        "of these: title, counts, timeline, map, campaign, convention, advocacy, movements, evidence, closing.",
        'story.toml, line 23, key "slide": the talk names the slide "campain", which does not exist. '
        'Did you mean "campaign"?',
        'story.toml, line 41, key "gaps": the slide "evidence" names the note "forteen", which is not '
        'among the quality notes. Did you mean "fourteen"?',
    ]


# --- what cannot be used at all


@pytest.mark.parametrize("file", FILES.values())
def test_a_missing_file_stops_with_one_sentence_that_names_it(whole_folder: DataFolder, file: str) -> None:
    (whole_folder.path / file).unlink()
    with pytest.raises(DataError) as error:
        whole_folder.load()
    advice = "Put it in the data folder, or check how its name is spelled."
    assert str(error.value) == f"{file} was not found. {advice}"


def test_a_missing_folder_stops_with_one_sentence_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"^nowhere was not found\. Check its name"):
        load_dataset(tmp_path / "nowhere")


@pytest.mark.parametrize("file", [file for file in FILES.values() if file.endswith(".toml")])
def test_broken_toml_stops_with_one_sentence_that_names_file_and_line(whole_folder: DataFolder, file: str) -> None:
    text = (whole_folder.path / file).read_text("utf-8")
    (whole_folder.path / file).write_text(f'x = "\n{text}', "utf-8")
    with pytest.raises(DataError) as error:
        whole_folder.load()
    assert str(error.value).startswith(f"{file}, line 1: A bracket or a quotation mark is opened and not closed.")


def test_all_files_that_cannot_be_used_are_said_at_once_one_a_line(data_folder: DataFolder) -> None:
    for file in (FORUMS, "story.toml"):
        (data_folder.path / file).unlink()
    (data_folder.path / "names.toml").write_text("x =", "utf-8")
    data_folder.replace("about.toml", "text_ends = 2013", "text_ends = true")
    data_folder.replace("about.toml", "licence =", "license =")
    with pytest.raises(DataError) as error:
        data_folder.load()
    assert str(error.value).splitlines() == [
        "forums.csv was not found. Put it in the data folder, or check how its name is spelled.",
        'about.toml, key "licence": the file does not have this key. Add it, written like "text".',
        'about.toml, line 11, key "text_ends": the file has "true" here. Write it like 2012.',
        'about.toml, line 14, key "license": the file has this key, which is not used. Did you mean "licence"?',
        "names.toml: The value here cannot be read. Write a text in quotation marks, a number, a day such as "
        "2026-11-24, true or false, or a list in square brackets.",
        "story.toml was not found. Put it in the data folder, or check how its name is spelled.",
    ]


# --- other ways to save the same record


def same_records(folder: DataFolder, shipped: Dataset) -> None:
    shutil.copy(DATA_DIR / TRANSLATIONS_FILE, folder.path)
    dataset = folder.load()
    assert [problem.sentence for problem in dataset.problems] == []
    pd.testing.assert_frame_equal(dataset.records, shipped.records)
    pd.testing.assert_frame_equal(dataset.places, shipped.places)


@pytest.mark.parametrize("separator", [";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_tables_saved_by_another_spreadsheet_are_the_same_record(
    whole_folder: DataFolder, dataset: Dataset, separator: str, encoding: str
) -> None:
    for file in (FILES[name] for name in schema.TABLES):
        whole_folder.write(file, whole_folder.rows(file), separator, encoding)
    same_records(whole_folder, dataset)


def test_the_order_of_columns_does_not_matter(whole_folder: DataFolder, dataset: Dataset) -> None:
    for file in (FILES[name] for name in schema.TABLES):
        whole_folder.write(file, [row[5:] + row[:5][::-1] for row in whole_folder.rows(file)])
    same_records(whole_folder, dataset)


def test_the_order_of_rows_does_not_matter(data_folder: DataFolder, dataset: Dataset) -> None:
    for file in ("forums.csv", "achievements.csv"):
        head, *rows = data_folder.rows(file)
        data_folder.write(file, [head, *reversed(rows)])
    same_records(data_folder, dataset)


def test_the_version_changes_with_a_byte_of_any_file(whole_folder: DataFolder) -> None:
    versions = {read_folder(whole_folder.path).version}
    for file in FILES.values():
        with (whole_folder.path / file).open("a", encoding="utf-8") as end:
            end.write("\n")
        versions.add(read_folder(whole_folder.path).version)
    assert len(versions) == 1 + len(FILES) == 16
    assert whole_folder.load().version in versions


def test_a_record_of_no_rows_has_no_problem(empty_folder: DataFolder) -> None:
    dataset = empty_folder.load()
    assert (dataset.problems, len(dataset.records), len(dataset.places)) == ((), 0, 0)
    assert dataset.codes["place"] == frozenset()


# --- whatever the bytes

PIECES = [
    "id",
    "date",
    ",",
    ";",
    '"',
    "\n",
    "\t",
    "[",
    "]",
    "|",
    "2006",
    "..",
    "\ud7ff",
    "\x00",
    "\u202e",
    "=",
    "Geneva",
]
TABLE = st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=40).map("".join)


def load_or_refuse(file: str, content: bytes) -> None:
    """Load the shipped record with this file instead: no row is lost, and every record shown can be told in words."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        copy_data(folder, FILES.values() if file.startswith("context/") else RECORD_FILES)
        (folder / file).parent.mkdir(exist_ok=True)
        (folder / file).write_bytes(content)
        try:
            dataset = load_dataset(folder)
            read = read_folder(folder)
        except MriError as error:
            refused = str(error)
            dataset = None
    if dataset is None:
        assert len(refused.splitlines()) == 1
        return
    for problem in dataset.problems:
        assert len(problem.sentence.splitlines()) == 1
    rows = sum(len(table.rows) + bool(table.unread_at) for table in map(read.tables.__getitem__, schema.RECORD_KINDS))
    assert len(dataset.records) + len(dataset.left_out) == rows
    labels = dataset.labels(words())
    for _, record in View(dataset).records.iterrows():
        assert detail(record, dataset, labels).title


@few_examples()
@given(st.binary(max_size=300))
@example(b"\xff\xfe")
@example(b"PK\x03\x04")
def test_no_bytes_in_a_table_raise_anything_but_a_sentence(content: bytes) -> None:
    load_or_refuse("achievements.csv", content)


@few_examples()
@given(TABLE)
def test_no_text_below_the_header_raises_anything_but_a_sentence(content: str) -> None:
    header = (DATA_DIR / "achievements.csv").read_bytes().split(b"\n")[0]
    load_or_refuse("achievements.csv", header + b"\n" + content.encode())


@few_examples()
@given(
    st.sampled_from([file for file in FILES.values() if file.endswith(".csv")]),
    st.integers(0, 10),
    st.integers(0, 21),
    st.text(max_size=12) | st.sampled_from(["1e999", "-0", "NaN", "None", "[x]", "|", "../..", "١٢", "ß", "1_0"]),
)
def test_no_cell_raises_anything_but_a_sentence(file: str, row: int, column: int, cell: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        copy_data(Path(name), [file])
        folder = DataFolder(Path(name))
        rows = folder.rows(file)
        at = rows[row % len(rows)]
        at[column % len(at)] = cell.replace("\r", "").replace("\x00", "")
        folder.write(file, rows)
        content = (folder.path / file).read_bytes()
    load_or_refuse(file, content)
