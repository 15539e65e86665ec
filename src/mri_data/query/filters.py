"""Choose records. A filter is one entry in `FILTERS` and one widget in `mri_ui/parts/filters.py` with the same name.

A record is kept when every filter keeps it. A filter with several values keeps a record that has any of them.
Nothing here changes the table it is given.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from functools import reduce
from itertools import combinations
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from mri_data.query.index import Index, Mask, rows_of
from mri_data.words.names import Labels, plain_labels
from mri_data.words.spelling import fold

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


def _has_words(index: Index, text: str) -> Mask:
    return all_of((index.holding(word) for word in fold(text).split()), index.size)


def _may_fall_in(index: Index, years: Years) -> Mask:
    return (index.first_years <= max(years)) & (index.last_years >= min(years))


def _one_of(facet: str) -> Callable[[Index, Collection[str]], Mask]:
    return lambda index, chosen: index.codes(FACETS[facet]).any_of(chosen, index.size)


def _unless_precision(precision: str) -> Callable[[Index, bool], Mask]:
    return lambda index, _: ~index.codes("precision").any_of((precision,), index.size)


FILTERS: Mapping[str, Callable[[Index, Any], Mask]] = {
    "text": _has_words,
    **{facet: _one_of(facet) for facet in FACETS},
    "years": _may_fall_in,
    "undated": _unless_precision("undated"),
    "ongoing": _unless_precision("ongoing"),
}


def kept(index: Index, filters: Filters) -> dict[str, Mask]:
    """Which records each filter that is set keeps; a record is shown when all of them do."""
    names = dict.fromkeys(name for name, _ in filters.parts())
    return {name: FILTERS[name](index, getattr(filters, name)) for name in names}


def all_of(masks: Iterable[Mask], size: int) -> Mask:
    """What all masks keep of so many records."""
    return reduce(np.logical_and, masks, np.ones(size, dtype=bool))


def select(records: pd.DataFrame, filters: Filters, mask: Mask | None = None) -> pd.DataFrame:
    """The records that every filter keeps, in their order; `mask` says which, where somebody has found out already."""
    if not filters:
        return records
    found = all_of(kept(Index(records), filters).values(), len(records)) if mask is None else mask
    return rows_of(records, found)


class WayOut(NamedTuple):
    """What to take back of a choice, the choice that is left, and how many records it keeps."""

    without: tuple[tuple[str, Any], ...]
    filters: Filters
    found: int


def ways_out(records: pd.DataFrame, filters: Filters, index: Index | None = None) -> list[WayOut]:
    """The smallest changes that let a choice match something: single parts taken back or, if none helps, pairs."""
    parts, index = filters.parts(), index or Index(records)
    for size in (1, 2):
        tried = [_way_out(index, filters, taken) for taken in list(combinations(parts, size))[:MOST_WAYS]]
        if helping := [way for way in tried if way.found]:
            return helping
    return []


def _way_out(index: Index, filters: Filters, taken: tuple[tuple[str, Any], ...]) -> WayOut:
    left = filters
    for name, value in taken:
        left = left.without(name, value)
    return WayOut(taken, left, int(all_of(kept(index, left).values(), index.size).sum()))


def facets(
    records: pd.DataFrame, filters: Filters, index: Index | None = None, masks: Mapping[str, Mask] | None = None
) -> dict[str, dict[str, int]]:
    """For each facet, how many records each of its values would show: code -> count.

    A facet counts with all *other* filters applied. Values that count zero stay, and come last; otherwise the order
    is that of the records' own categories, or of first appearance. `index` and `masks` are as for `select`.
    """
    index = index or Index(records)
    found = masks or kept(index, filters)
    everything = all_of(found.values(), index.size)
    return {
        facet: _counts(index, facet, _others(found, facet, index.size) if facet in found else everything)
        for facet in FACETS
    }


def _others(masks: Mapping[str, Mask], facet: str, size: int) -> Mask:
    return all_of((mask for name, mask in masks.items() if name != facet), size)


def _counts(index: Index, facet: str, keep: Mask) -> dict[str, int]:
    codes = index.codes(FACETS[facet])
    counts = codes.counts(keep)
    return dict(sorted(((code, counts[code]) for code in codes.there), key=lambda item: item[1] == 0))
