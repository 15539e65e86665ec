"""What differs between two records, cell by cell, as people write them: what two readers gave is compared as text.

A row is found again by its id, and an entry of settings by what names it. Where ids repeat, the first is compared with
the first, the second with the second, and so on; rows without an id are found by their title.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from mri_data.reading.raw import RawRecord
from mri_data.record.written_rows import WrittenRows, shown, written_rows
from mri_data.words.errors import Origin

ADDED, REMOVED, MOVED, CHANGED = ("added", "removed", "moved", "changed")
Positions = np.ndarray[Any, np.dtype[np.int64]]


class Change(NamedTuple):
    """One difference: a row that was `added`, `removed` or `moved`, or a cell that `changed`.

    `table` is a name of `written_rows`: a table, or a list of settings. `id` is the id of the row, `called` are the
    cells that name it for people. Of a cell, `old` and `new` are its texts, empty where it was blank; of a row that
    moved, its places in the table, from 1. `old_row` and `new_row` are rows of the origins, None where not known.
    """

    table: str
    kind: str
    id: str
    called: tuple[str, ...]
    column: str = ""
    old: str = ""
    new: str = ""
    old_row: int | None = None
    new_row: int | None = None


class Totals(NamedTuple):
    """How many rows of a table were added, removed, moved, changed in a cell, or none of these.

    A row that moved and has a changed cell counts as both.
    """

    added: int = 0
    removed: int = 0
    moved: int = 0
    changed: int = 0
    unchanged: int = 0


@dataclass(frozen=True)
class Changes:
    """All differences of two records: tables in their order, in each the rows as they are now, then those removed."""

    found: tuple[Change, ...]
    totals: Mapping[str, Totals]
    old_origins: Mapping[str, Origin]
    new_origins: Mapping[str, Origin]

    def __bool__(self) -> bool:
        return bool(self.found)

    def __len__(self) -> int:
        return len(self.found)

    def __iter__(self) -> Iterator[Change]:
        return iter(self.found)

    @cached_property
    def unchanged(self) -> int:
        """How many rows and entries are the same in both records."""
        return sum(total.unchanged for total in self.totals.values())

    def place(self, change: Change) -> str:
        """Where a change is found now, in words; of a row that was removed, where it was."""
        gone = change.kind == REMOVED
        origins, row = (self.old_origins, change.old_row) if gone else (self.new_origins, change.new_row)
        origin = origins.get(change.table)
        return origin.place(row, change.column or None) if origin else ""


def changes(old: RawRecord, new: RawRecord) -> Changes:
    """The differences between an older and a newer record, as their readers gave them."""
    before, after = written_rows(old), written_rows(new)
    found: list[Change] = []
    totals = {}
    for name in dict.fromkeys((*after, *before)):
        one, other = before.get(name), after.get(name)
        both = _Pair(name, one or after[name].none, other or before[name].none)
        found += both.changes()
        totals[name] = both.totals
    origins = [{name: one.origin for name, one in tables.items()} for tables in (before, after)]
    return Changes(tuple(found), totals, *origins)


class _Pair:
    """One table in both records, with its rows matched; positions count rows from 0."""

    def __init__(self, name: str, old: WrittenRows, new: WrittenRows) -> None:
        self.name, self.old, self.new = name, old, new
        old_keys, new_keys = _distinct(old.keys), _distinct(new.keys)
        at = old_keys.get_indexer(new_keys)
        # Positions of the rows in both records, in their new order, and of those in only one of them.
        self.kept_new: Positions = np.flatnonzero(at >= 0)
        self.kept_old: Positions = at[self.kept_new]
        self.added: Positions = np.flatnonzero(at < 0)
        self.removed: Positions = np.flatnonzero(new_keys.get_indexer(old_keys) < 0)
        self.moved = out_of_order(self.kept_old) if new.ordered else self.kept_new[:0]
        self.columns = list(dict.fromkeys((*old.cells, *new.cells)))
        self.changed = {column: self._differing(column) for column in self.columns}

    def _differing(self, column: str) -> Positions:
        """Which of the rows in both records differ in a column, as numbers among these rows."""
        old, new = self.old.column(column).take(self.kept_old), self.new.column(column).take(self.kept_new)
        return np.flatnonzero(old.array != new.array)

    @property
    def totals(self) -> Totals:
        """The counts of the rows."""
        changed = np.unique(np.concatenate([self.moved[:0], *self.changed.values()]))
        unchanged = len(self.kept_new) - len(np.union1d(self.moved, changed))
        return Totals(len(self.added), len(self.removed), len(self.moved), len(changed), unchanged)

    def changes(self) -> list[Change]:
        """The changes of the table, rows that are there now in their order and then those removed."""
        ordered = [*self._of_rows(ADDED, self.new, self.added), *self._of_moved()]
        for number, column in enumerate(self.columns):
            ordered += self._of_cells(number, column)
        ordered.sort(key=lambda one: one[:2])
        removed = sorted(self._of_rows(REMOVED, self.old, self.removed), key=lambda one: one[0])
        return [change for *_, change in (*ordered, *removed)]

    def _of_rows(self, kind: str, side: WrittenRows, positions: Positions) -> list[tuple[int, int, Change]]:
        """A change for each row at these positions of one side, with the position and -1."""
        rows = zip(positions.tolist(), *_named(side, positions), strict=True)
        if kind == REMOVED:
            return [(at, -1, Change(self.name, kind, one, called, old_row=side.row(at))) for at, one, called in rows]
        return [(at, -1, Change(self.name, kind, one, called, new_row=side.row(at))) for at, one, called in rows]

    def _of_moved(self) -> list[tuple[int, int, Change]]:
        before, now = self.kept_old[self.moved].tolist(), self.kept_new[self.moved].tolist()
        names = zip(before, now, *_named(self.new, self.kept_new[self.moved]), strict=True)
        return [
            (new, -1, self._change(MOVED, one, called, "", str(old + 1), str(new + 1), old, new))
            for old, new, one, called in names
        ]

    def _of_cells(self, number: int, column: str) -> list[tuple[int, int, Change]]:
        """A change for each cell of a column that differs, with the row's position and the column's number."""
        before, now = self.kept_old[self.changed[column]], self.kept_new[self.changed[column]]
        texts = (side.column(column).take(at).tolist() for side, at in ((self.old, before), (self.new, now)))
        cells = zip(before.tolist(), now.tolist(), *texts, *_named(self.new, now), strict=True)
        return [
            (new, number, self._change(CHANGED, one, called, column, *shown(was, becomes), old, new))
            for old, new, was, becomes, one, called in cells
        ]

    def _change(
        self, kind: str, one: str, called: tuple[str, ...], column: str, was: str, becomes: str, old: int, new: int
    ) -> Change:
        rows = (self.old.row(old, column), self.new.row(new, column))
        return Change(self.name, kind, one, called, column, was, becomes, *rows)


def _distinct(keys: "pd.Series[str]") -> pd.Index:
    """Keys of which none is there twice: to the second of its kind its number is added, and so on."""
    numbers = keys.groupby(keys, sort=False).cumcount()
    repeated = numbers.to_numpy() > 0
    if not repeated.any():
        return pd.Index(keys)
    return pd.Index(keys.where(~repeated, keys + "\0\0" + numbers.astype("str")))


def _named(side: WrittenRows, positions: Positions) -> tuple[list[str], list[tuple[str, ...]]]:
    """The ids and the names of rows."""
    cells = (side.cells[column].take(positions).tolist() for column in side.named_by)
    called: list[tuple[str, ...]] = list(zip(*cells, strict=True)) if side.named_by else [()] * len(positions)
    return side.ids.take(positions).tolist(), called


def out_of_order(positions: Positions) -> Positions:
    """Which of these distinct numbers to take out, as few as possible, so that the others rise; as numbers of them."""
    if len(positions) < 2 or (np.diff(positions) > 0).all():
        return np.arange(0)
    # The longest rising sequence by patience: `last` are the smallest ends of sequences by length.
    last: list[int] = []
    at: list[int] = []
    before = [-1] * len(positions)
    for number, position in enumerate(positions.tolist()):
        length = bisect_left(last, position)
        before[number] = at[length - 1] if length else -1
        last[length : length + 1], at[length : length + 1] = [position], [number]
    stays, number = np.zeros(len(positions), dtype=bool), at[-1]
    while number >= 0:
        stays[number], number = True, before[number]
    return np.flatnonzero(~stays)
