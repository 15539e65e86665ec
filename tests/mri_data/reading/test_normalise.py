"""From text as people write it to codes, dates and notes; and the corrections of the source."""

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from mri_data import schema
from mri_data.reading.csv_files import CsvFile
from mri_data.reading.normalise import NormalTable, all_spellings, normalise
from mri_data.reading.raw import RawTable
from mri_data.schema import fields
from mri_data.schema.settings import Correction, Note
from mri_data.words.spelling import UnknownName
from tests.conftest import DataFolder

PLACES = pd.DataFrame({"id": ["geneva", "new-york"], "name": ["Geneva", "New York"]})
NAMES: dict[str, dict[str, Any]] = {
    "places": {"geneva": ["Genève"]},
    "bodies": {"ilo": ["International Labour Organization", "ILO"], "chr": ["Commission on Human Rights"]},
    "short": {"ilo": "Labour Organization"},
}
SPELLINGS = all_spellings(PLACES, NAMES, {"page": (), "report": ("The Report", "https://example.org/report")})


def table_of(**cells: str) -> RawTable:
    """A table of one row, on line 2, blank but for these cells."""
    names = list(fields.columns(schema.TABLES["achievements"]))
    rows = pd.DataFrame([{**dict.fromkeys(names, ""), **cells}], index=[2], dtype="str")
    return RawTable(CsvFile("achievements", "achievements.csv"), rows)


def normal_of(**cells: str) -> NormalTable:
    return normalise(table_of(**cells), [], SPELLINGS)


def correction(**values: str) -> Correction:
    whole = Correction(record="a", column="title", was="Undated", becomes="Dated", reason="", source="page")
    return replace(whole, **values)  # type: ignore[arg-type]


def corrected(*corrections: Correction, **cells: str) -> NormalTable:
    return normalise(table_of(**{"id": "a", **cells}), corrections, SPELLINGS)


def test_a_correction_changes_the_words_it_names_and_leaves_the_rest_of_the_cell() -> None:
    normal = corrected(correction(), title="An Undated day", summary="Undated")
    assert normal.rows.at[2, "title"] == "An Dated day"
    assert normal.rows.at[2, "summary"] == "Undated"
    assert normal.problems == []


def test_a_correction_leaves_other_records_alone() -> None:
    normal = corrected(correction(record="b"), title="Undated")
    assert normal.rows.at[2, "title"] == "Undated"


def test_a_correction_does_not_change_the_table_that_was_read() -> None:
    raw = table_of(id="a", title="Undated")
    normalise(raw, [correction()], SPELLINGS)
    assert raw.rows.at[2, "title"] == "Undated"


def test_a_correction_comes_before_the_spelling() -> None:
    normal = corrected(
        correction(column="bodies", was="Labor", becomes="Labour"), bodies="International Labor Organization"
    )
    assert normal.tuples["bodies"][2] == ("ilo",)


def test_a_correction_of_nothing_fills_an_empty_cell() -> None:
    normal = corrected(correction(was="", becomes="A day"), title="")
    assert normal.rows.at[2, "title"] == "A day"


@pytest.mark.parametrize("was", ["Something else", ""])
def test_a_correction_that_does_not_match_is_reported_and_changes_nothing(was: str) -> None:
    normal = corrected(correction(was=was), title="A day")
    assert normal.rows.at[2, "title"] == "A day"
    assert (normal.unmatched, normal.problems) == ([correction(was=was)], [])


def test_the_corrections_of_the_shipped_record_are_applied(data_folder: DataFolder) -> None:
    record = data_folder.load().records.set_index("id").loc["cmw-discussion-2011"]
    assert record["title"] == "Day of General Discussion on migrant workers in an irregular situation"
    data_folder.replace("corrections.toml", "on migrant workers in an irregular situation", "on us")
    assert (
        data_folder.load().records.set_index("id").at["cmw-discussion-2011", "title"]
        == "Day of General Discussion on us"
    )


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        ("", ()),
        ("Geneva", ("geneva",)),
        ("  genÈve ", ("geneva",)),
        ("Genève and New York", ("geneva", "new-york")),
        ("new-york; geneva", ("new-york", "geneva")),
        ("Geneva, Genève & geneva", ("geneva",)),
    ],
)
def test_a_list_of_places_becomes_codes_each_once(cell: str, codes: tuple[str, ...]) -> None:
    assert normal_of(places=cell).tuples["places"][2] == codes


def test_languages_and_bodies_are_read_by_their_names() -> None:
    normal = normal_of(languages="English, français, it and Spanish", bodies="ILO | Commission on Human Rights")
    assert normal.tuples["languages"][2] == ("en", "fr", "it", "es")
    assert normal.tuples["bodies"][2] == ("ilo", "chr")


@pytest.mark.parametrize(
    ("column", "cell", "code"),
    [
        ("work_area", "Advocacy", "advocacy"),
        ("work_area", "Advocacy at the UN", "advocacy"),
        ("work_area", "advocacy", "advocacy"),
        ("role", "advocated for", "advocated"),
        ("role", "made-visible", "made-visible"),
        ("date_of", "Event", "event"),
        ("evidence", "Documented elsewhere", "documented"),
        ("evidence", "event documented", "event"),
        ("evidence", "own account", "own-account"),
        ("evidence", "Our own account", "own-account"),
        ("source", "PAGE", "page"),
    ],
)
def test_a_choice_is_read_by_its_code_and_by_its_words(column: str, cell: str, code: str) -> None:
    assert normal_of(**{column: cell}).rows.at[2, column] == code


def test_an_unknown_city_is_a_problem_that_names_the_one_it_resembles() -> None:
    (problem,) = normal_of(places="Geneva and New Yorc").problems
    assert problem.sentence == (
        'achievements.csv, line 2, column "places": We do not know "New Yorc". Did you mean "New York"?'
    )


def test_an_unknown_body_is_answered_with_codes_where_two_have_one_name() -> None:
    names = {"bodies": {"chr": ["Commission", "CHR"], "cmw": ["Committee", "commission"], "wsf": []}}
    with pytest.raises(UnknownName, match=r"Write one of these: chr, Committee, wsf\."):
        all_spellings(PLACES, names, {})["bodies"].code("Bank")


@pytest.mark.parametrize(
    ("column", "cell", "expected"),
    [
        ("bodies", "Bank", "Write one of these: Labour Organization, Commission on Human Rights."),
        ("places", "Rome", "Write one of these: Geneva, New York."),
        ("source", "xyz", "Write one of these: page, report."),
        ("source", "https://example.org/report", 'Did you mean "report"?'),
        ("date_source", "xyz", "Write one of these: page, report."),
        ("work_area", "xyz", "Write one of these: convening, advocacy, campaign, publications, support."),
        (
            "role",
            "xyz",
            "Write one of these: initiated, launched, produced, published, advocated, facilitated, made-visible, "
            "supports, assists.",
        ),
        ("date_of", "xyz", "Write one of these: event, publication, outcome."),
        ("languages", "Quenya", 'Write one that is known, such as "English".'),
        ("languages", "#", 'Write one that is known, such as "English".'),
    ],
)
def test_an_unknown_name_that_resembles_nothing_is_answered_with_what_may_be_written(
    column: str, cell: str, expected: str
) -> None:
    (problem,) = normal_of(**{column: cell}).problems
    assert problem.sentence == f'achievements.csv, line 2, column "{column}": We do not know "{cell}". {expected}'


def test_every_unknown_item_of_a_list_is_named() -> None:
    sentences = [problem.message for problem in normal_of(languages="English, Frensh, Itallan and Spnish").problems]
    assert [sentence.split(" Did")[0] for sentence in sentences] == [
        'We do not know "Frensh".',
        'We do not know "Itallan".',
        'We do not know "Spnish".',
    ]


def test_every_unknown_source_of_every_note_of_a_cell_is_named() -> None:
    problems = normal_of(also_known="It met. [pge; repurt] | It ended. [pages]").problems
    assert [problem.message for problem in problems] == [
        'We do not know "pge". Did you mean "page"?',
        'We do not know "repurt". Did you mean "report"?',
        'We do not know "pages". Did you mean "page"?',
    ]


def test_a_place_without_an_id_lends_its_name_to_nothing() -> None:
    places = pd.DataFrame({"id": ["", "geneva"], "name": ["New York", "Geneva"]})
    spellings = all_spellings(places, {}, {"page": ()})
    (problem,) = normalise(table_of(places="New York"), [], spellings).problems
    assert problem.message == 'We do not know "New York". Write one of these: Geneva.'


def test_notes_are_parted_by_bars_and_end_with_their_sources() -> None:
    normal = normal_of(also_known="It met in Geneva. [page; report] | Nine | came [page]|", not_confirmed="Who came.")
    assert normal.tuples["also_known"][2] == (
        Note("It met in Geneva.", ("page", "report")),
        Note("Nine", ()),
        Note("came", ("page",)),
    )
    assert normal.tuples["not_confirmed"][2] == (Note("Who came."),)


def test_brackets_inside_a_note_are_text() -> None:
    assert normal_of(also_known="They [the UN] met. [page]").tuples["also_known"][2] == (
        Note("They [the UN] met.", ("page",)),
    )


def test_a_note_with_an_unknown_source_is_a_problem() -> None:
    (problem,) = normal_of(also_known="It met. [pagee]").problems
    assert problem.sentence == (
        'achievements.csv, line 2, column "also_known": We do not know "pagee". Did you mean "page"?'
    )


def test_dates_are_read_and_those_that_cannot_be_are_problems() -> None:
    assert normal_of(date="19 September 2011").dates["date"].loc[2, "edtf"] == "2011-09-19"
    (problem,) = normal_of(date="someday").problems
    assert (problem.origin.name, problem.row, problem.column, problem.value) == (
        "achievements.csv",
        2,
        "date",
        "someday",
    )


def test_a_decimal_comma_is_a_decimal_point(data_folder: DataFolder) -> None:
    data_folder.set("places.csv", "geneva", "lat", "46,2022")
    dataset = data_folder.load()
    assert dataset.problems == ()
    assert dataset.places.at["geneva", "lat"] == 46.2022


@pytest.mark.parametrize(
    ("cell", "notes"),
    [
        ("Fact [page] [report]", [("Fact", ("page", "report"))]),
        ("Fact [page], [report].", [("Fact.", ("page", "report"))]),
        ("A [page]\nB [report]", [("A", ("page",)), ("B", ("report",))]),
        ("Doubt. [page].", [("Doubt.", ("page",))]),
        ("Line one\nline two [page]", [("Line one\nline two", ("page",))]),
        ("See http://[ for more [page]", [("See http://[ for more", ("page",))]),
        ("They met [the UN of all] [page]", [("They met [the UN of all]", ("page",))]),
    ],
)
def test_no_source_of_a_note_is_lost(cell: str, notes: list[tuple[str, tuple[str, ...]]]) -> None:
    normal = normal_of(also_known=cell)
    assert normal.tuples["also_known"][2] == tuple(Note(*note) for note in notes)
    assert normal.problems == []


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        (
            "It met [page] twice. [report]",
            '"It met [page] twice. [report]" has sources in brackets in the middle of the note. '
            "Move all sources to its end, or separate two notes with |.",
        ),
        (
            "It met [page",
            'A square bracket in "It met [page" has no partner. '
            "Write the sources in brackets at the end of the note, like [wcc-1998].",
        ),
        (
            "It met page]",
            'A square bracket in "It met page]" has no partner. '
            "Write the sources in brackets at the end of the note, like [wcc-1998].",
        ),
        ("It met [page] [repurt]", 'We do not know "repurt". Did you mean "report"?'),
    ],
)
def test_brackets_that_cannot_be_read_are_a_problem(cell: str, sentence: str) -> None:
    assert [problem.message for problem in normal_of(also_known=cell).problems] == [sentence]


def test_a_body_is_known_by_the_short_name_that_labels_show(data_folder: DataFolder) -> None:
    data_folder.set("achievements.csv", "handbook", "bodies", "World Conference against Racism; Global Forum (GFMD)")
    records = data_folder.load().records.set_index("id")
    assert records.at["handbook", "bodies"] == ("wcar", "gfmd")
