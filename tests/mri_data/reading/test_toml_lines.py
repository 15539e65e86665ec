"""Where the tables and keys of a TOML file stand."""

import tomllib

import pytest

from mri_data.reading.csv_files import TomlFile
from mri_data.reading.raw import RawSettings, Section
from mri_data.reading.toml_lines import nested_too_deep, tables_with_lines, without_texts

TEXT = """x = 1 # a comment
[[note]]
id = "a"
years = [
  2012,
]
"a key" = "b = c"

["my source"] # [not] a table
title="t"
[ [note] ]
"""


def test_every_table_is_told_with_its_line_and_the_lines_of_its_keys() -> None:
    assert tables_with_lines(TEXT)[:3] == [
        Section("", 0, {"x": 1}),
        Section("note", 2, {"id": 3, "years": 4, "a key": 7}),
        Section("my source", 9, {"title": 10}),
    ]


def test_tables_of_a_name_are_told_only_when_there_are_as_many_as_the_file_has() -> None:
    raw = RawSettings(TomlFile("a", "a.toml"), {}, tables_with_lines("[[note]]\n[[note]]\n"))
    assert [section and section.row for section in raw.sections_named("note", 2)] == [1, 2]
    assert raw.sections_named("note", 3) == [None, None, None]


DEEP = "a." * 8 + "a = 1"
TOO_DEEP = {
    "a key": (DEEP, 1),
    "a later line": ("x = 1\n\n" + DEEP, 3),
    "a table": ("x = 1\n[" + "a." * 8 + "a]", 2),
    "spaces": ("x = 1\n" + "a . " * 8 + "a = 1", 2),
    "quoted keys": ('x = """\nb"""\n' + '"a b".' * 8 + "a = 1", 3),
    "arrays": ("x = " + "[" * 9 + "]" * 9, 1),
    "tables in a line": ("x = 1\ny = " + "{a = " * 9 + "1" + "}" * 9, 2),
    "a word without end before": ("a" * 900_000 + "\n" + DEEP, 2),
}
SHALLOW = {
    "a text": 'x = "' + "a." * 20 + '"',
    "a literal text": "x = '" + "[" * 20 + "'",
    "a long text": 'x = """\n' + "a." * 20 + "\n" + "[" * 20 + 'he says ""yes"" \\" """',
    "a long literal text": "x = '''\n" + "{" * 20 + "''' # " + "[" * 20,
    "neighbours": "x = [[1, 2], [3, 4]]\n" + "[[note]]\nx = []\n" * 20,
    "dates and numbers": "a.b.c.d = 1.5\n[e.f.g]\nx = 2001-01-01T00:00:00.000",
}


@pytest.mark.parametrize("name", TOO_DEEP)
def test_keys_and_brackets_that_stand_too_deep_are_found_with_their_line(name: str) -> None:
    text, line = TOO_DEEP[name]
    assert nested_too_deep(without_texts(text)) == line


@pytest.mark.parametrize("name", SHALLOW)
def test_dots_and_brackets_in_texts_and_remarks_mean_nothing(name: str) -> None:
    assert tomllib.loads(SHALLOW[name])
    assert nested_too_deep(without_texts(SHALLOW[name])) == 0


def test_a_text_that_is_never_closed_is_searched_once() -> None:
    assert nested_too_deep(without_texts('\\"""\n' * 150_000 + DEEP)) == 0
