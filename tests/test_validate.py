"""Whatever is wrong with a folder of data is said in a sentence, all of it at once, and the rest is shown."""

import shutil
import tempfile
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mri_data import schema
from mri_data.dataset import load_dataset
from mri_data.details import detail
from mri_data.errors import DataError, MriError
from mri_data.load import DATA_DIR, FILES
from mri_data.words import words
from tests.conftest import DataFolder

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
        ['"publicatons"', 'Did you mean "Publications"?'],
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
    (PLACES, "geneva", "name", "", 'places.csv, line 7, column "name": ', ["is empty"]),
    (PLACES, "geneva", "country", "Swiss", 'places.csv, line 7, column "country": ', ['"Swiss"', "like CH"]),
    (PLACES, "geneva", "continent", "atlantis", 'places.csv, line 7, column "continent": ', ['"atlantis"']),
    (PLACES, "geneva", "continent", "", 'places.csv, line 7, column "continent": ', ["africa, americas, asia"]),
    (PLACES, "geneva", "lat", "", 'places.csv, line 7, column "lat": ', ["is empty", "-90 to 90"]),
    (PLACES, "geneva", "lat", "north", 'places.csv, line 7, column "lat": ', ['"north" is not a number', "-90 to 90"]),
    (PLACES, "geneva", "lat", "nan", 'places.csv, line 7, column "lat": ', ['"nan" is not a number']),
    (PLACES, "geneva", "lat", "inf", 'places.csv, line 7, column "lat": ', ['"inf" is out of range']),
    (PLACES, "geneva", "lat", "90.1", 'places.csv, line 7, column "lat": ', ['"90.1" is out of range', "-90 to 90"]),
    (PLACES, "geneva", "lon", "-181", 'places.csv, line 7, column "lon": ', ['"-181" is out of range', "-180 to 180"]),
    (PLACES, "geneva", "source", "", 'places.csv, line 7, column "source": ', ["is empty"]),
    (PLACES, "geneva", "source_ref", "", 'places.csv, line 7, column "source_ref": ', ["is empty"]),
]


@pytest.mark.parametrize(
    ("file", "row", "column", "cell", "where", "holds"), FAULTS, ids=[f"{one[2]}={one[3][:12]}" for one in FAULTS]
)
def test_a_faulty_cell_is_one_sentence_and_its_record_alone_is_left_out(
    data_folder: DataFolder, file: str, row: str, column: str, cell: str, where: str, holds: list[str]
) -> None:
    data_folder.set(file, row, column, cell)
    dataset = data_folder.load()
    (problem,) = dataset.problems
    assert problem.sentence.startswith(where)
    assert [part for part in holds if part not in problem.sentence] == []
    assert len(dataset.records) == (17 if file == PLACES else 16)
    assert file == PLACES or row not in set(dataset.records["id"])
    assert len(dataset.places) == (9 if file == PLACES else 10)


def test_a_city_with_a_fault_is_on_no_map_and_its_records_stay_without_it(data_folder: DataFolder) -> None:
    data_folder.set("places.csv", "geneva", "lat", "100")
    dataset = data_folder.load()
    records = dataset.records.set_index("id")
    assert "geneva" not in dataset.places.index
    assert len(records) == 17
    assert records.at["pga-2011", "places"] == ()
    assert records.at["pga-2011", "cities"] == ()
    assert records.at["pga-series", "places"] == ("new-york", "brussels", "manila", "athens", "mexico-city")


def test_every_place_that_a_record_names_is_among_the_places(data_folder: DataFolder) -> None:
    for place in ("geneva", "manila", "durban"):
        data_folder.set("places.csv", place, "country", "")
    dataset = data_folder.load()
    assert set(dataset.records["places"].explode().dropna()) <= set(dataset.places.index)


def test_an_id_used_twice_in_a_table_is_a_problem_in_both_lines(data_folder: DataFolder) -> None:
    data_folder.set("forums.csv", "pga-2009", "id", "pga-2007")
    ids = [problem for problem in data_folder.load().problems if problem.column == "id"]
    assert [(problem.line, problem.value) for problem in ids] == [(3, "pga-2007"), (5, "pga-2007")]
    assert all("used twice" in problem.sentence for problem in ids)


def test_an_id_used_in_another_table_is_a_problem_that_names_the_table(data_folder: DataFolder) -> None:
    data_folder.set("achievements.csv", "grassroots", "id", "pga-2007")
    (problem,) = data_folder.load().problems
    assert problem.sentence == (
        'achievements.csv, line 11, column "id": "pga-2007" is used in forums.csv too; '
        "an id is the address of one record"
    )


def test_a_place_listed_twice_is_a_problem_in_both_lines(data_folder: DataFolder) -> None:
    head, *rows = data_folder.rows("places.csv")
    data_folder.write("places.csv", [head, *rows, rows[0]])
    found = [problem for problem in data_folder.load().problems if problem.file == "places.csv"]
    assert [(problem.line, problem.column) for problem in found] == [(2, "id"), (12, "id")]


def test_a_forum_number_used_twice_is_a_problem(data_folder: DataFolder) -> None:
    data_folder.set("forums.csv", "pga-2009", "number", "2")
    assert [(one.line, one.column) for one in data_folder.load().problems] == [(3, "number"), (5, "number")]


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
    places = [(problem.file, problem.line, problem.column) for problem in data_folder.load().problems]
    assert places == [
        ("achievements.csv", 2, "also_known"),
        ("achievements.csv", 6, "role"),
        ("corrections.toml", None, "title"),
        ("forums.csv", 2, "title"),
        ("forums.csv", 8, "date"),
        ("places.csv", 6, "lat"),
        ("quality_notes.toml", None, None),
        ("sources.toml", None, "title"),
    ]


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
    assert (problem.file, problem.column) == ("sources.toml", column)
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
    assert {(problem.file, problem.column) for problem in dataset.problems} == {
        ("sources.toml", "read"),
        ("achievements.csv", "also_known"),
    }
    assert "wcar-unis" not in dataset.sources
    assert set(dataset.records["id"]) & {"durban-2001"} == set()
    assert len(dataset.records) == 16


def test_something_that_is_no_source_at_all_is_a_problem(data_folder: DataFolder) -> None:
    data_folder.replace("sources.toml", "[mri-achievements]", "lonely = 3\n[mri-achievements]")
    dataset = data_folder.load()
    assert {problem.value for problem in dataset.problems} == {"lonely"}
    assert len(dataset.records) == 17


def test_a_correction_of_an_unknown_record_is_a_problem(data_folder: DataFolder) -> None:
    data_folder.replace("corrections.toml", 'record = "handbook"', 'record = "handbuch"')
    (sentence,) = data_folder.sentences()
    assert sentence.startswith(
        'corrections.toml, column "summary": the correction of handbuch, summary, no longer matches'
    )


def test_corrections_that_no_longer_match_are_each_said(data_folder: DataFolder) -> None:
    for _ in range(2):
        data_folder.replace("corrections.toml", 'was = "UN Migrant Workers Convention"', 'was = "Treaty"')
    assert [sentence.split(", summary")[0] for sentence in data_folder.sentences()] == [
        'corrections.toml, column "summary": the correction of handbook',
        'corrections.toml, column "summary": the correction of ratification-campaign-1998',
    ]


def test_a_correction_that_cites_an_unknown_source_is_a_problem(data_folder: DataFolder) -> None:
    data_folder.replace("corrections.toml", 'source = "wssd-report"', 'source = "wssd"')
    (sentence,) = data_folder.sentences()
    assert sentence.startswith('corrections.toml: un-visibility-1995 cites the source "wssd"')


def test_a_note_that_cites_an_unknown_source_is_a_problem(data_folder: DataFolder) -> None:
    data_folder.replace("quality_notes.toml", '"warbe-pga"', '"warbe"')
    (sentence,) = data_folder.sentences()
    assert sentence.startswith('quality_notes.toml: no-2012 cites the source "warbe"')


def test_each_note_that_names_an_unknown_record_is_a_problem(data_folder: DataFolder) -> None:
    for _ in range(2):
        data_folder.replace("quality_notes.toml", '"pga-series"', '"series"')
    assert data_folder.sentences() == [
        'quality_notes.toml: the note alongside names the record "series", which does not exist',
        'quality_notes.toml: the note no-2012 names the record "series", which does not exist',
    ]


# --- what cannot be used at all


@pytest.mark.parametrize("file", FILES)
def test_a_missing_file_stops_with_one_sentence_that_names_it(data_folder: DataFolder, file: str) -> None:
    (data_folder.path / file).unlink()
    with pytest.raises(DataError) as error:
        data_folder.load()
    assert str(error.value) == f"{file} was not found."


def test_a_missing_folder_stops_with_one_sentence_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"^There is no folder nowhere to read the record from\.$"):
        load_dataset(tmp_path / "nowhere")


@pytest.mark.parametrize("file", [file for file in FILES if file.endswith(".toml")])
def test_broken_toml_stops_with_one_sentence_that_names_file_and_line(data_folder: DataFolder, file: str) -> None:
    text = (data_folder.path / file).read_text("utf-8")
    (data_folder.path / file).write_text(f'x = "\n{text}', "utf-8")
    with pytest.raises(DataError) as error:
        data_folder.load()
    assert str(error.value).startswith(f"{file}, line 1: This is not valid TOML: ")


@pytest.mark.parametrize(
    ("file", "was", "becomes", "holds"),
    [
        ("about.toml", "text_ends = 2013", "", ["text_ends"]),
        ("about.toml", "text_ends = 2013", 'text_ends = "2013"', ["text_ends", '"2013"', "2012"]),
        ("about.toml", "text_ends = 2013", "text_ends = true", ["text_ends", '"True"']),
        ("about.toml", "data_date = 2026-11-24", 'data_date = "today"', ["data_date", '"today"', "2026-11-24"]),
        ("about.toml", "data_date = 2026-11-24", "data_date = 2026-11-24T10:00:00", ["data_date"]),
        ("about.toml", "licence =", "license =", ["licence"]),
        ("names.toml", 'srhrm = ["Special Rapporteur on the human rights of migrants"]', "srhrm = 3", ["srhrm", '"3"']),
        ("names.toml", 'srhrm = ["Special Rapporteur on the human rights of migrants"]', "srhrm = []", ["srhrm"]),
        ("names.toml", '"geneva" = ["Genève", "Genf", "Ginevra"]', '"geneva" = "Genf"', ["geneva", '["text"]']),
        ("names.toml", 'iom = "IOM"', "iom = 3", ["iom", '"3"', '"text"']),
        ("names.toml", "[places]", "short = 3\n[places]\n[unused]", ["short"]),
        ("corrections.toml", 'was = "World Summit on Social Development"', "was = 3", ["was", '"3"', '"text"']),
        ("corrections.toml", 'was = "World Summit on Social Development"', "", ["was"]),
        ("quality_notes.toml", "years = [2012]", "years = 2012", ["years", '"2012"', "[2012]"]),
        ("quality_notes.toml", "years = [2012]", 'years = ["2012"]', ["years", "[2012]"]),
        ("quality_notes.toml", 'id = "no-2012"', "", ["id"]),
        ("sources.toml", "\ncopy = true", '\ncopy = "yes"', ["copy", '"yes"', "true"]),
        ("sources.toml", "\ncopy = true", "\nkopy = true", ["copy"]),
    ],
)
def test_a_settings_file_with_a_wrong_entry_stops_with_one_sentence(
    data_folder: DataFolder, file: str, was: str, becomes: str, holds: list[str]
) -> None:
    text = (data_folder.path / file).read_text("utf-8")
    if becomes.startswith("short = 3"):
        text = text.replace("[short]", "[unused_too]")
    assert was in text
    (data_folder.path / file).write_text(text.replace(was, becomes, 1), "utf-8")
    with pytest.raises(DataError) as error:
        data_folder.load()
    assert str(error.value).startswith(f"{file} has ")
    assert "\n" not in str(error.value)
    assert [part for part in holds if part not in str(error.value)] == []


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("quality_notes.toml", "note = 3"),
        ("quality_notes.toml", "note = [3]"),
        ("quality_notes.toml", '[note]\nid = "a"'),
        ("corrections.toml", 'correction = "none"'),
        ("names.toml", "bodies = []"),
    ],
)
def test_a_settings_file_of_another_shape_stops_with_one_sentence(
    data_folder: DataFolder, file: str, text: str
) -> None:
    (data_folder.path / file).write_text(text, "utf-8")
    with pytest.raises(DataError, match=f"^{file} has "):
        data_folder.load()


# --- other ways to save the same record


def same_records(folder: DataFolder) -> None:
    dataset = folder.load()
    assert [problem.sentence for problem in dataset.problems] == []
    pd.testing.assert_frame_equal(dataset.records, load_dataset(DATA_DIR).records)
    pd.testing.assert_frame_equal(dataset.places, load_dataset(DATA_DIR).places)


@pytest.mark.parametrize("separator", [";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_tables_saved_by_another_spreadsheet_are_the_same_record(
    data_folder: DataFolder, separator: str, encoding: str
) -> None:
    for file in schema.TABLES:
        data_folder.write(file, data_folder.rows(file), separator, encoding)
    same_records(data_folder)


def test_the_order_of_columns_does_not_matter(data_folder: DataFolder) -> None:
    for file in schema.TABLES:
        data_folder.write(file, [row[5:] + row[:5][::-1] for row in data_folder.rows(file)])
    same_records(data_folder)


def test_the_order_of_rows_does_not_matter(data_folder: DataFolder) -> None:
    for file in ("forums.csv", "achievements.csv"):
        head, *rows = data_folder.rows(file)
        data_folder.write(file, [head, *reversed(rows)])
    same_records(data_folder)


def test_the_version_changes_with_a_byte_of_any_file(data_folder: DataFolder) -> None:
    versions = {data_folder.load().version}
    for file in FILES:
        with (data_folder.path / file).open("a", encoding="utf-8") as end:
            end.write("\n")
        versions.add(data_folder.load().version)
    assert len(versions) == 10


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
    """Load the shipped record with this file instead; every record that loads can be told in words."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for one in FILES:
            shutil.copy(DATA_DIR / one, folder)
        (folder / file).write_bytes(content)
        try:
            dataset = load_dataset(folder)
        except MriError as error:
            refused = str(error)
            dataset = None
    if dataset is None:
        assert len(refused.splitlines()) == 1
        return
    for problem in dataset.problems:
        assert len(problem.sentence.splitlines()) == 1
    for _, record in dataset.records.iterrows():
        assert detail(record, dataset, dataset.labels(words())).title


@settings(max_examples=20, deadline=None)
@given(st.binary(max_size=300))
@example(b"\xff\xfe")
@example(b"PK\x03\x04")
def test_no_bytes_in_a_table_raise_anything_but_a_sentence(content: bytes) -> None:
    load_or_refuse("achievements.csv", content)


@settings(max_examples=20, deadline=None)
@given(TABLE)
def test_no_text_below_the_header_raises_anything_but_a_sentence(content: str) -> None:
    header = (DATA_DIR / "achievements.csv").read_bytes().split(b"\n")[0]
    load_or_refuse("achievements.csv", header + b"\n" + content.encode())


@settings(max_examples=25, deadline=None)
@given(
    st.sampled_from([file for file in FILES if file.endswith(".csv")]),
    st.integers(0, 10),
    st.integers(0, 21),
    st.text(max_size=12) | st.sampled_from(["1e999", "-0", "NaN", "None", "[x]", "|", "../..", "١٢", "ß", "1_0"]),
)
def test_no_cell_raises_anything_but_a_sentence(file: str, row: int, column: int, cell: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        shutil.copy(DATA_DIR / file, name)
        folder = DataFolder(Path(name))
        rows = folder.rows(file)
        at = rows[row % len(rows)]
        at[column % len(at)] = cell.replace("\r", "").replace("\x00", "")
        folder.write(file, rows)
        content = (folder.path / file).read_bytes()
    load_or_refuse(file, content)
