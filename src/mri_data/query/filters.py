"""Select records by filters, and count the values of each facet.

A filter is a field of `Filters` and an entry in `FACETS` or `FILTERS`, with one widget in `mri_ui/parts/filters.py`. A
record is kept when every filter keeps it; a filter with several values keeps a record that has any of them. No function
changes the table it is given.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from functools import reduce
from itertools import combinations
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from mri_data.query.index import Index, Mask, take_rows
from mri_data.words.names import Labels, plain_labels
from mri_data.words.spelling import fold

Years = tuple[int, int]


class Facet(NamedTuple):
    """The column of the records that holds the codes of a facet, and its name in addresses, which never changes."""

    column: str
    parameter: str


FACETS = {
    "work_area": Facet("work_area", "area"),
    "kind": Facet("kind", "kind"),
    "role": Facet("role", "role"),
    "place": Facet("places", "place"),
    "body": Facet("bodies", "body"),
    "language": Facet("languages", "language"),
    "evidence": Facet("evidence", "evidence"),
    "precision": Facet("precision", "dates"),
}
# Filters that are on or off: whether records of these precisions stay.
SWITCHES = ("undated", "ongoing")
MOST_TRIED = 24


@dataclass(frozen=True)
class Filters:
    """The filters that are set; the default keeps all records.

    `years` are a first and a last year: it keeps a record that *may* fall between them. `undated` and `ongoing` are
    False where such records are left out. The other fields are codes of facets, and a text to search for.
    """

    text: str = ""
    work_area: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    role: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    precision: tuple[str, ...] = ()
    years: Years | None = None
    undated: bool = True
    ongoing: bool = True

    def __bool__(self) -> bool:
        """Whether any filter is set."""
        return self != Filters()

    def parts(self) -> list[tuple[str, Any]]:
        """The values that are set, as pairs of filter and value; a facet has one pair for each code."""
        found: list[tuple[str, Any]] = []
        for name in (field.name for field in fields(self)):
            value, default = getattr(self, name), getattr(Filters(), name)
            if name in FACETS:
                found += [(name, one) for one in value]
            elif value != default:
                found.append((name, value))
        return found

    def overridden_by(self, more: "Filters") -> "Filters":
        """The same filters, overridden by those that `more` sets."""
        return replace(self, **{name: getattr(more, name) for name, _ in more.parts()})

    def without(self, name: str, value: Any = None) -> "Filters":
        """The same filters without one code of a facet or, without a value, without the whole filter."""
        if name in FACETS and value is not None:
            return replace(self, **{name: tuple(one for one in getattr(self, name) if one != value)})  # type: ignore[arg-type]
        return replace(self, **{name: getattr(Filters(), name)})

    def describe(self, labels: Labels | None = None) -> str:
        """The filters as a sentence."""
        labels = labels or plain_labels()
        if not self:
            return labels.say("filters.none")
        values: dict[str, list[str]] = {}
        for name, value in self.parts():
            values.setdefault(name, []).append(labels.part_in_sentence(name, value))
        sentence = labels.listed([labels.any_of(one) for one in values.values()])
        return sentence[:1].upper() + sentence[1:]


def _has_words(index: Index, text: str) -> Mask:
    return all_of((index.containing(word) for word in fold(text).split()), index.size)


def _may_fall_in(index: Index, years: Years) -> Mask:
    return (index.first_years <= max(years)) & (index.last_years >= min(years))


def _one_of(facet: str) -> Callable[[Index, Collection[str]], Mask]:
    return lambda index, chosen: index.codes(FACETS[facet].column).any_of(chosen, index.size)


def _unless_precision(precision: str) -> Callable[[Index, bool], Mask]:
    return lambda index, _: ~index.codes("precision").any_of((precision,), index.size)


FILTERS: Mapping[str, Callable[[Index, Any], Mask]] = {
    "text": _has_words,
    **{facet: _one_of(facet) for facet in FACETS},
    "years": _may_fall_in,
    **{precision: _unless_precision(precision) for precision in SWITCHES},
}


def masks_of(index: Index, filters: Filters) -> dict[str, Mask]:
    """Filter -> mask of the records that it keeps, for each filter that is set."""
    names = dict.fromkeys(name for name, _ in filters.parts())
    return {name: FILTERS[name](index, getattr(filters, name)) for name in names}


def all_of(masks: Iterable[Mask], size: int) -> Mask:
    """The mask of the records that every mask keeps; all `size` records where there is no mask."""
    return reduce(np.logical_and, masks, np.ones(size, dtype=bool))


def select(records: pd.DataFrame, filters: Filters, mask: Mask | None = None) -> pd.DataFrame:
    """The records that every filter keeps, in the order of the table; pass their `mask` where it is known already."""
    if not filters:
        return records
    found = all_of(masks_of(Index(records), filters).values(), len(records)) if mask is None else mask
    return take_rows(records, found)


class Relaxation(NamedTuple):
    """Filter values to remove, the filters without them, and how many records those keep."""

    without: tuple[tuple[str, Any], ...]
    filters: Filters
    found: int


def relaxations(records: pd.DataFrame, filters: Filters, index: Index | None = None) -> list[Relaxation]:
    """The fewest filter values to remove so that something matches: single ones or, if no single one helps, pairs."""
    parts, index = filters.parts(), index or Index(records)
    for size in (1, 2):
        tried = [_relaxation(index, filters, removed) for removed in list(combinations(parts, size))[:MOST_TRIED]]
        if helping := [way for way in tried if way.found]:
            return helping
    return []


def _relaxation(index: Index, filters: Filters, removed: tuple[tuple[str, Any], ...]) -> Relaxation:
    left = filters
    for name, value in removed:
        left = left.without(name, value)
    return Relaxation(removed, left, int(all_of(masks_of(index, left).values(), index.size).sum()))


def facets(
    records: pd.DataFrame, filters: Filters, index: Index | None = None, masks: Mapping[str, Mask] | None = None
) -> dict[str, dict[str, int]]:
    """Facet -> code -> how many records that code would show.

    Each facet is counted with all *other* filters applied. Codes with a count of zero come last; otherwise the order is
    that of the column's categories, or of first appearance. Pass `index` and `masks` where they are known already.
    """
    index = index or Index(records)
    found = masks or masks_of(index, filters)
    everything = all_of(found.values(), index.size)
    return {
        facet: _counts(index, facet, _all_but(found, facet, index.size) if facet in found else everything)
        for facet in FACETS
    }


def _all_but(masks: Mapping[str, Mask], facet: str, size: int) -> Mask:
    return all_of((mask for name, mask in masks.items() if name != facet), size)


def _counts(index: Index, facet: str, keep: Mask) -> dict[str, int]:
    codes = index.codes(FACETS[facet].column)
    counts = codes.counts(keep)
    return dict(sorted(((code, counts[code]) for code in codes.present), key=lambda item: item[1] == 0))
