"""What differs between two records: exactly the cells that do, rows by their id, and nothing else."""

import datetime as dt
from itertools import combinations
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mri_data import schema
from mri_data.reading.csv_files import CsvFile, TomlFile
from mri_data.reading.folder import read_folder
from mri_data.reading.raw import RawRecord, RawSettings, RawTable
from mri_data.record.changes import Change, Totals, changes
from mri_data.schema import fields
from tests.conftest import DataFolder

Row = dict[str, str]


def record(settings: dict[str, dict[str, Any]] | None = None, **tables: list[Row]) -> RawRecord:
    """A record of these rows, blank where a row lacks a column, and these settings."""
    raw = {name: RawTable(CsvFile(name, f"{name}.csv"), _frame(name, rows)) for name, rows in tables.items()}
    values = (settings or {}).items()
    return RawRecord(raw, {name: RawSettings(TomlFile(name, f"{name}.toml"), value) for name, value in values}, "")


def _frame(name: str, rows: list[Row]) -> pd.DataFrame:
    columns = list(fields.columns(schema.TABLES[name]))
    cells = [[row.get(column, "") for column in columns] for row in rows]
    return pd.DataFrame(cells, columns=columns, index=range(2, 2 + len(rows)), dtype="str")


def found(old: list[Row], new: list[Row], table: str = "places") -> list[tuple[str, str, str, str, str]]:
    """Kind, id, column, old and new of each difference of a table."""
    both = changes(record({}, **{table: old}), record({}, **{table: new}))
    return [(one.kind, one.id, one.column, one.old, one.new) for one in both]


def place(code: str, **cells: str) -> Row:
    return {"id": code, "name": code.title(), **cells}


def test_a_cell_is_named_with_its_old_and_new_text_and_where_it_stands() -> None:
    old = record(places=[place("athens"), place("manila", lat="14.6")])
    new = record(places=[place("athens"), place("manila", lat="14.7")])
    (change,) = both = changes(old, new)
    assert change == Change("places", "changed", "manila", ("Manila",), "lat", "14.6", "14.7", 3, 3)
    assert both.place(change) == 'places.csv, line 3, column "lat"'
    assert both.totals == {"places": Totals(changed=1, unchanged=1)}


def test_rows_are_added_and_removed_by_their_id_in_the_order_of_the_table() -> None:
    old = [place("geneva"), place("athens"), place("manila")]
    new = [place("durban"), place("athens", lat="38"), place("manila"), place("brussels")]
    assert found(old, new) == [
        ("added", "durban", "", "", ""),
        ("changed", "athens", "lat", "", "38"),
        ("added", "brussels", "", "", ""),
        ("removed", "geneva", "", "", ""),
    ]


def test_another_id_is_another_row() -> None:
    assert found([place("athens", lat="38")], [place("athina", lat="38")]) == [
        ("added", "athina", "", "", ""),
        ("removed", "athens", "", "", ""),
    ]


@pytest.mark.parametrize(
    ("order", "moved"),
    [
        ("abcde", []),
        ("abdce", [("d", "4", "3")]),
        ("eabcd", [("e", "5", "1")]),
        ("bcdea", [("a", "1", "5")]),
        ("abxcde", []),
        ("bde", []),
    ],
)
def test_as_few_rows_as_possible_have_moved(order: str, moved: list[tuple[str, str, str]]) -> None:
    both = found([place(code) for code in "abcde"], [place(code) for code in order])
    assert [(code, old, new) for kind, code, _, old, new in both if kind == "moved"] == moved


def test_a_row_that_moved_and_has_another_cell_is_counted_as_both() -> None:
    old = record(places=[place("athens"), place("manila"), place("geneva")])
    new = record(places=[place("geneva", lat="46"), place("athens"), place("manila")])
    assert [one.kind for one in changes(old, new)] == ["moved", "changed"]
    assert changes(old, new).totals["places"] == Totals(moved=1, changed=1, unchanged=2)


def test_rows_without_an_id_are_found_by_their_name_and_rows_of_one_id_in_their_order() -> None:
    assert found([{"name": "Athens", "lat": "38"}], [{"name": "Manila"}, {"name": "Athens", "lat": "37"}]) == [
        ("added", "", "", "", ""),
        ("changed", "", "lat", "38", "37"),
    ]
    twice = [place("athens", lat="1"), place("athens", lat="2")]
    assert found(twice, [twice[0], place("athens", lat="3")]) == [("changed", "athens", "lat", "2", "3")]
    assert found(twice, twice[:1]) == [("removed", "athens", "", "", "")]


def test_a_table_that_one_record_lacks_is_added_or_removed_row_by_row() -> None:
    meetings = [{"id": "hld-2006", "title": "High-level Dialogue"}]
    assert [one.kind for one in changes(record(), record(meetings=meetings))] == ["added"]
    assert [one.kind for one in changes(record(meetings=meetings), record())] == ["removed"]


def test_a_folder_and_itself_do_not_differ(whole_folder: DataFolder) -> None:
    raw = read_folder(whole_folder.path)
    both = changes(raw, read_folder(whole_folder.path))
    assert not both
    assert both.totals["forums"] == Totals(unchanged=7)
    assert both.totals["sources"] == Totals(unchanged=108)
    assert {name for name, total in both.totals.items() if not total.unchanged} == {"names.kinds"} - {"names.kinds"}


SOURCE = {"title": "Our Achievements", "publisher": "MRI", "read": dt.date(2026, 11, 23)}


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        ("about", {"text_ends": 2013}, {"text_ends": 2014}, [("about", "changed", "", "text_ends", "2013", "2014")]),
        (
            "about",
            {"text_ends": 2013},
            {"text_ends": "2013"},
            [("about", "changed", "", "text_ends", "2013", '"2013"')],
        ),
        ("about", {"title": "A", "contact": ""}, {"title": "A"}, []),
        ("about", {"title": "A", "contact": "B"}, {"contact": "B", "title": "A"}, []),
        (
            "sources",
            {"mri": SOURCE},
            {"mri": SOURCE | {"read": dt.date(2026, 11, 30)}, "ilo": SOURCE},
            [
                ("sources", "changed", "mri", "read", "2026-11-23", "2026-11-30"),
                ("sources", "added", "ilo", "", "", ""),
            ],
        ),
        (
            "quality_notes",
            {"note": [{"id": "days", "records": ["a", "b"]}, {"id": "cause"}]},
            {"note": [{"id": "cause"}, {"id": "days", "records": ["a"]}]},
            [
                ("quality_notes", "moved", "cause", "", "2", "1"),
                ("quality_notes", "changed", "days", "records", "a; b", "a"),
            ],
        ),
        (
            "corrections",
            {"correction": [{"record": "a", "column": "title", "was": "x", "becomes": "y"}]},
            {"correction": [{"record": "a", "column": "title", "was": "x", "becomes": "z"}]},
            [("corrections", "changed", "a", "becomes", "y", "z")],
        ),
        (
            "story",
            {"slide": [{"slide": "map", "notes": "Look."}], "story": [{"record": "a", "notes": "Once."}]},
            {"slide": [{"slide": "map", "notes": "See."}]},
            [("slides", "changed", "map", "notes", "Look.", "See."), ("stories", "removed", "a", "", "", "")],
        ),
        (
            "names",
            {"places": {"geneva": ["Genf"], "athens": ["Athen"]}, "short": {"gfmd": "GFMD"}},
            {"places": {"athens": ["Athen"], "geneva": ["Genf", "Genève"]}},
            [
                ("names.places", "changed", "geneva", "value", "Genf", "Genf; Genève"),
                ("names.short", "removed", "gfmd", "", "", ""),
            ],
        ),
        ("sources", {"mri": SOURCE}, {"mri": 3}, None),
        ("corrections", {"correction": "none"}, {"corection": [{"record": "a"}]}, None),
        ("names", {"places": 0xF**4000}, {"places": {"a": {"b": [1.5, None]}}}, None),
    ],
)
def test_settings_are_compared_entry_by_entry_and_key_by_key(
    name: str, old: dict[str, Any], new: dict[str, Any], expected: list[tuple[str, ...]] | None
) -> None:
    both = changes(record({name: old}), record({name: new}))
    cells = [(one.table, one.kind, one.id, one.column, one.old, one.new) for one in both]
    assert cells == expected if expected is not None else cells


def test_an_entry_of_a_file_has_the_line_of_its_key(whole_folder: DataFolder) -> None:
    before = read_folder(whole_folder.path)
    whole_folder.replace("quality_notes.toml", "2012 is left empty", "2012 is open")
    (change,) = both = changes(before, read_folder(whole_folder.path))
    assert both.place(change) == 'quality_notes.toml, line 5, key "title"'


CODES = st.lists(st.sampled_from("abcdef"), unique=True, max_size=6)
CELLS = st.sampled_from(["", "x", "X", "y", "Ä 1", "1"])
COLUMNS = list(fields.columns(schema.TABLES["places"]))[1:]


@st.composite
def tables(draw: st.DrawFn) -> list[Row]:
    """Rows of different ids, each with a few cells that may be the same in the other table."""
    return [{"id": code, **{column: draw(CELLS) for column in COLUMNS}} for code in draw(CODES)]


@given(tables(), tables())
def test_the_differences_of_any_two_tables_are_exactly_the_cells_that_differ(old: list[Row], new: list[Row]) -> None:
    before, after = ({row["id"]: row for row in rows} for rows in (old, new))
    both = found(old, new)
    assert [one[1] for one in both if one[0] == "added"] == [code for code in after if code not in before]
    assert [one[1] for one in both if one[0] == "removed"] == [code for code in before if code not in after]
    kept = [code for code in after if code in before]
    assert [one[1:] for one in both if one[0] == "changed"] == [
        (code, column, before[code][column], after[code][column])
        for code in kept
        for column in COLUMNS
        if before[code][column] != after[code][column]
    ]
    moved = [one[1] for one in both if one[0] == "moved"]
    order = [code for code in before if code in after]
    assert len(moved) == _fewest_to_move(order, kept)
    assert [code for code in order if code not in moved] == [code for code in kept if code not in moved]


def _fewest_to_move(old: list[str], new: list[str]) -> int:
    """How many have to be taken out of both, at the least, so that the others have one order; by trying all."""
    for size in range(len(new) + 1):
        for taken in combinations(new, size):
            if [one for one in old if one not in taken] == [one for one in new if one not in taken]:
                return size
    return len(new)


VALUES = st.one_of(
    st.sampled_from(["", "x", "2013", "true"]),
    st.sampled_from([2013, True, 1.5, dt.date(2013, 1, 1)]),
    st.lists(st.sampled_from(["x", "2013", "y; z"]), max_size=2),
    st.lists(st.sampled_from([2013, 2014]), max_size=2),
)


@given(st.dictionaries(st.sampled_from("pqr"), VALUES), st.dictionaries(st.sampled_from("pqr"), VALUES))
def test_the_differences_of_any_settings_are_exactly_the_keys_that_differ(
    old: dict[str, Any], new: dict[str, Any]
) -> None:
    both = changes(record({"about": old}), record({"about": new}))
    blank: tuple[Any, ...] = ("", [])
    differing = {
        key
        for key in {*old, *new}
        if (type(old.get(key)), old.get(key)) != (type(new.get(key)), new.get(key))
        and not (old.get(key, "") in blank and new.get(key, "") in blank)
    }
    assert {one.column for one in both} == differing
    assert all(one.old != one.new for one in both)


def test_other_separators_and_line_ends_of_a_file_are_no_difference(data_folder: DataFolder, tmp_path: Path) -> None:
    before = read_folder(data_folder.path)
    data_folder.write("forums.csv", data_folder.rows("forums.csv"), separator=";", encoding="utf-16")
    assert not changes(before, read_folder(data_folder.path))
