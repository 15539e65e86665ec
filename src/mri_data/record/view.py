"""A view: the one input of every page, slide and file. Nothing is made from a screen."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from threading import Lock
from typing import Any, TypeVar

import numpy as np
import pandas as pd
from cachetools import LRUCache

from mri_data.query.filters import Filters, all_of, facets, select
from mri_data.query.index import Mask, Numbers
from mri_data.query.totals import Placed, place_counts, with_place
from mri_data.record import permalink
from mri_data.record.context import Event, events
from mri_data.record.dataset import Dataset
from mri_data.words.catalogue import Words, words
from mri_data.words.names import Labels

# How much of what was made of a view is kept: a record can be opened on each of its charts.
MOST_MADE = 100

# Up to how many records each has a mark of its own. From some 60 on half of them find no room for a name, and above
# 80 marks begin to lie on one another.
MOST_MARKS = 80

T = TypeVar("T")


@dataclass(frozen=True)
class View:
    """A record, a choice of it, a language, and the address below which the dashboard is found.

    `base` is the dashboard's own address without a page, such as `https://record.example.org`; empty when unknown.
    `public` says that everybody finds it there: then printed matter carries the address as a code to scan.
    `context` are the kinds of context that somebody asked for beside the record.
    """

    dataset: Dataset
    filters: Filters = field(default_factory=Filters)
    language: str = "en"
    base: str = ""
    public: bool = False
    context: tuple[str, ...] = ()
    _made: LRUCache[str, Any] = field(
        default_factory=lambda: LRUCache(MOST_MADE), init=False, compare=False, repr=False
    )
    _making: Lock = field(default_factory=Lock, init=False, compare=False, repr=False)

    def once(self, what: str, make: Callable[[], T]) -> T:
        """What `make` makes of this view under a name, made once: a view never changes."""
        with self._making:
            if what in self._made:
                known: T = self._made[what]
                return known
        made = make()
        with self._making:
            self._made[what] = made
        return made

    @cached_property
    def beside(self) -> tuple[str, ...]:
        """The kinds of context shown beside the record: those asked for that there are."""
        return tuple(kind for kind in self.context if kind in self.dataset.context.kinds)

    @cached_property
    def events(self) -> list[Event]:
        """What happened in the world meanwhile, of the kinds shown."""
        return events(self.dataset.context, self.beside)

    @property
    def alone(self) -> "View":
        """The same view without context."""
        return replace(self, context=())

    @cached_property
    def records(self) -> pd.DataFrame:
        """All records, without the text they are searched in."""
        return self.dataset.readable

    @property
    def shown(self) -> pd.DataFrame:
        """The records that the filters keep."""
        readable = self.dataset.readable
        if not self.filters:
            return readable
        return self.dataset.chosen(self.filters, lambda: select(readable, self.filters, self.mask))

    @cached_property
    def count(self) -> int:
        """How many records are shown."""
        return int(self.mask.sum())

    @property
    def empty(self) -> bool:
        """Whether no record is shown."""
        return not self.count

    @property
    def matched(self) -> frozenset[str]:
        """Ids of the records shown."""
        return frozenset(self.records["id"].to_numpy()[self.mask])

    def keeps(self, record: str) -> bool:
        """Whether a record is among those shown."""
        return bool(self.mask[(self.records["id"] == record).to_numpy()].any())

    @property
    def is_counted(self) -> bool:
        """Whether the record is so large that its charts count records in place of showing each."""
        return len(self.records) > MOST_MARKS

    def place_counts(self) -> tuple[Placed, Placed]:
        """How many of all records are at which place, and how many of those shown; each counted once."""
        places = self.dataset.places
        every = self.dataset.once("placed counted", lambda: place_counts(self.records, places))
        return every, self.once("placed shown", lambda: place_counts(self.shown, places)) if self.filters else every

    @property
    def placed(self) -> pd.DataFrame:
        """The records shown that name a place."""
        return with_place(self.shown)

    @cached_property
    def has_place(self) -> bool:
        """Whether any record shown names a place."""
        return bool(self.mask[self.dataset.index.codes("places").rows].any())

    def part(self, kind: str, start: int, end: int) -> pd.DataFrame:
        """The records shown of a kind, from one place in their order up to another."""
        return self.records.iloc[self.places_of(kind)[start:end]].reset_index(drop=True)

    def places_of(self, kind: str) -> Numbers:
        """In which rows of the record those shown of a kind stand."""
        return np.flatnonzero(self.mask & self.dataset.index.codes("kind").any_of((kind,), len(self.mask)))

    @cached_property
    def facets(self) -> dict[str, dict[str, int]]:
        """How many records each value of each facet would show."""
        return facets(self.records, self.filters, self.dataset.index, self._masks)

    @cached_property
    def mask(self) -> Mask:
        """Which of all records are shown."""
        return all_of(self._masks.values(), len(self.records))

    @property
    def _masks(self) -> dict[str, Mask]:
        return self.dataset.masks(self.filters)

    @property
    def say(self) -> Words:
        """The words of the view's language."""
        return words(self.language)

    @property
    def labels(self) -> Labels:
        """Names of codes in the view's language."""
        return self.dataset.labels(self.say)

    def address(self, page: str = "records", **more: str | None) -> str:
        """The address that opens this view on a page; without its beginning when `base` is not known."""
        return permalink.address(f"{self.base}/{page}", self.filters, self.beside, **more)

    @property
    def public_link(self) -> str:
        """The address at which everybody finds this view; empty where there is none."""
        return self.address() if self.public else ""
