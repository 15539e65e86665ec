"""Where the tables and keys of a TOML file stand."""

from mri_data.outline import Table, named, outline

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
    assert outline(TEXT)[:3] == [
        Table("", 0, {"x": 1}),
        Table("note", 2, {"id": 3, "years": 4, "a key": 7}),
        Table("my source", 9, {"title": 10}),
    ]


def test_tables_of_a_name_are_told_only_when_there_are_as_many_as_the_file_has() -> None:
    tables = outline("[[note]]\n[[note]]\n")
    assert [table and table.line for table in named(tables, "note", 2)] == [1, 2]
    assert named(tables, "note", 3) == [None, None, None]
