"""Choose records. A filter is one entry in `FILTERS` and one widget in `mri_ui/filters.py` with the same name.

A record is kept when every filter keeps it. A filter with several values keeps a record that has any of them.
Nothing here changes the table it is given.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, fields, replace
from itertools import combinations
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from mri_data.labels import Labels, plain_labels
from mri_data.spelling import fold

Years = tuple[int, int]

# Facet -> column of the records, in the order in which a reader meets them.
FACETS = {
    "work_area": "work_area",
    "kind": "kind",
    "role": "role",
    "place": "places",
    "body": "bodies",
    "language": "languages",
    "precision": "precision",
}
MANY = {"places", "bodies", "languages"}
SWITCHES = ("undated", "ongoing")
MOST_WAYS = 24


@dataclass(frozen=True)
class Filters:
    """A choice of records; the default keeps all of them.

    `years` is a first and a last year: a record stays when it *may* fall in that span. `undated` and `ongoing`
    say whether such records stay.
    """

    text: str = ""
    work_area: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    role: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    precision: tuple[str, ...] = ()
    years: Years | None = None
    undated: bool = True
    ongoing: bool = True

    def __bool__(self) -> bool:
        """True when anything is filtered."""
        return self != Filters()

    def parts(self) -> list[tuple[str, Any]]:
        """The single choices, as (filter, value), in the order of the fields."""
        found: list[tuple[str, Any]] = []
        for name in (field.name for field in fields(self)):
            value, default = getattr(self, name), getattr(Filters(), name)
            if name in FACETS:
                found += [(name, one) for one in value]
            elif value != default:
                found.append((name, value))
        return found

    def narrowed(self, more: "Filters") -> "Filters":
        """The same choice with the filters that another one sets in place of its own."""
        return replace(self, **{name: getattr(more, name) for name, _ in more.parts()})

    def without(self, name: str, value: Any = None) -> "Filters":
        """The same choice less one value of a facet, or less a whole filter."""
        if name in FACETS and value is not None:
            return replace(self, **{name: tuple(one for one in getattr(self, name) if one != value)})  # type: ignore[arg-type]
        return replace(self, **{name: getattr(Filters(), name)})

    def describe(self, labels: Labels | None = None) -> str:
        """The choice as a sentence."""
        labels = labels or plain_labels()
        if not self:
            return labels.say("filters.none")
        chosen = list(dict.fromkeys(name for name, _ in self.parts()))
        left_out = [labels.part(name, False) for name in SWITCHES if name in chosen]
        phrases = [self._phrase(name, labels) for name in chosen if name not in SWITCHES]
        only = [labels.say("filters.sentence", phrases="; ".join(phrases))] if phrases else []
        sentence = ", ".join([*only, *left_out])
        return sentence[:1].upper() + sentence[1:]

    def _phrase(self, name: str, labels: Labels) -> str:
        chosen = [labels.part(part, value) for part, value in self.parts() if part == name]
        return labels.say(f"filters.phrase.{name}", value=labels.any_of(chosen))


def _has_words(records: pd.DataFrame, text: str) -> "pd.Series[bool]":
    keep = np.ones(len(records), dtype=bool)
    for word in fold(text).split():
        keep &= records["search"].str.contains(word, regex=False).to_numpy(dtype=bool)
    return pd.Series(keep, index=records.index)


def _may_fall_in(records: pd.DataFrame, years: Years) -> "pd.Series[bool]":
    first, last = (min(years), max(years))
    starts_by_then = records["earliest"].isna() | (records["earliest"].dt.year <= last)
    ends_after = records["latest"].isna() | (records["latest"].dt.year >= first)
    return (starts_by_then & ends_after).astype(bool)


def _one_of(facet: str) -> Callable[[pd.DataFrame, Collection[str]], "pd.Series[bool]"]:
    column = FACETS[facet]

    def keep(records: pd.DataFrame, chosen: Collection[str]) -> "pd.Series[bool]":
        if column not in MANY:
            return records[column].isin(list(chosen)).astype(bool)
        wanted = set(chosen)
        return records[column].map(lambda values: not wanted.isdisjoint(values)).astype(bool)

    return keep


def _unless_precision(precision: str) -> Callable[[pd.DataFrame, bool], "pd.Series[bool]"]:
    return lambda records, _: (records["precision"] != precision).astype(bool)


FILTERS: Mapping[str, Callable[[pd.DataFrame, Any], "pd.Series[bool]"]] = {
    "text": _has_words,
    **{facet: _one_of(facet) for facet in FACETS},
    "years": _may_fall_in,
    "undated": _unless_precision("undated"),
    "ongoing": _unless_precision("ongoing"),
}


def _kept(records: pd.DataFrame, filters: Filters, but: str = "") -> "pd.Series[bool]":
    keep = pd.Series(True, index=records.index)
    for name in dict.fromkeys(name for name, _ in filters.parts()):
        if name != but:
            keep &= FILTERS[name](records, getattr(filters, name))
    return keep


def select(records: pd.DataFrame, filters: Filters) -> pd.DataFrame:
    """The records that every filter keeps, in their order."""
    return records[_kept(records, filters)] if filters else records


class WayOut(NamedTuple):
    """What to take back of a choice, the choice that is left, and how many records it keeps."""

    without: tuple[tuple[str, Any], ...]
    filters: Filters
    found: int


def ways_out(records: pd.DataFrame, filters: Filters) -> list[WayOut]:
    """The smallest changes that let a choice match something: single parts taken back or, if none helps, pairs."""
    parts = filters.parts()
    for size in (1, 2):
        tried = [_way_out(records, filters, taken) for taken in list(combinations(parts, size))[:MOST_WAYS]]
        if helping := [way for way in tried if way.found]:
            return helping
    return []


def _way_out(records: pd.DataFrame, filters: Filters, taken: tuple[tuple[str, Any], ...]) -> WayOut:
    left = filters
    for name, value in taken:
        left = left.without(name, value)
    return WayOut(taken, left, len(select(records, left)))


def facets(records: pd.DataFrame, filters: Filters) -> dict[str, dict[str, int]]:
    """For each facet, how many records each of its values would show: code -> count.

    A facet counts with all *other* filters applied. Values that count zero stay, and come last; otherwise the order
    is that of the records' own categories, or of first appearance.
    """
    return {facet: _counts(records, filters, facet) for facet in FACETS}


def _counts(records: pd.DataFrame, filters: Filters, facet: str) -> dict[str, int]:
    column = records[FACETS[facet]]
    kept = column[_kept(records, filters, but=facet)]
    if FACETS[facet] in MANY:
        options = list(dict.fromkeys(column.explode().dropna()))
        kept = kept.explode()
    else:
        options = [value for value in column.cat.categories if (column == value).any()]
    found = kept.value_counts()
    counts = {str(value): int(found.get(value, 0)) for value in options}
    return dict(sorted(counts.items(), key=lambda item: item[1] == 0))
