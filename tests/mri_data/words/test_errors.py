"""What is said to people when something is wrong with the data."""

import pytest

from mri_data.reading.csv_files import CsvFile, TomlFile
from mri_data.words.errors import DataError, MriError, Problem, quoted, visible


def test_a_data_error_is_one_of_ours() -> None:
    assert issubclass(DataError, MriError)


def test_a_problem_says_where_and_what() -> None:
    problem = Problem(
        CsvFile("achievements", "achievements.csv"), 7, "date", "soon", '"soon" is not a date we can read.'
    )
    assert problem.sentence == 'achievements.csv, line 7, column "date": "soon" is not a date we can read.'


def test_a_problem_leaves_out_what_it_does_not_know() -> None:
    assert Problem(CsvFile("places", "places.csv"), None, None, "", "Oh.").sentence == "places.csv: Oh."


def test_a_problem_of_a_settings_file_names_a_key_and_not_a_column() -> None:
    assert (
        Problem(TomlFile("about", "about.toml"), 7, "title", "", "Oh.").sentence
        == 'about.toml, line 7, key "title": Oh.'
    )


def test_problems_are_sorted_by_file_then_line_then_column() -> None:
    unsorted = [
        Problem(CsvFile("b", "b.csv"), None, None, "", ""),
        Problem(CsvFile("a", "a.csv"), 10, None, "", ""),
        Problem(CsvFile("a", "a.csv"), 9, "y", "", ""),
        Problem(CsvFile("a", "a.csv"), 9, "x", "", ""),
        Problem(CsvFile("a", "a.csv"), None, None, "", ""),
    ]
    assert [(one.origin.name, one.row, one.column) for one in sorted(unsorted)] == [
        ("a.csv", None, None),
        ("a.csv", 9, "x"),
        ("a.csv", 9, "y"),
        ("a.csv", 10, None),
        ("b.csv", None, None),
    ]


def test_a_long_value_is_shown_by_its_beginning() -> None:
    assert quoted("x" * 80) == '"' + "x" * 80 + '"'
    assert quoted("x" * 81) == '"' + "x" * 79 + '…"'


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Genève, ‘a’", "Genève, ‘a’"),
        ("a\nb", r"a\nb"),
        ("\x00\u202e\u2028", r"\x00\u202e\u2028"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\ud800", r"\ud800"),
    ],
)
def test_what_cannot_be_seen_is_written_out(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_a_sentence_is_one_line_whatever_the_problem_holds() -> None:
    sentence = Problem(CsvFile("a", "a\n.csv"), 1, "b\u202e", "", "c\n" * 10_000).sentence
    assert sentence.startswith(r'a\n.csv, line 1, column "b\u202e": c\nc\n')
    assert "\n" not in sentence
    assert len(sentence) < 3000


def test_a_problem_takes_its_words_from_the_catalogue() -> None:
    problem = Problem.of("problem.cell.control", CsvFile("places", "places.csv"), 3, "name", "a\x00")
    assert problem.value == "a\x00"
    assert problem.sentence.startswith(r'places.csv, line 3, column "name": "a\x00" holds characters')
