"""A view: the one input of every page, slide and file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from threading import Lock
from typing import Any, TypeVar

import numpy as np
import pandas as pd
from cachetools import LRUCache

from mri_data.query.filters import Filters, all_of, facets
from mri_data.query.index import Mask, Numbers
from mri_data.query.totals import PlaceCounts, place_counts, with_place
from mri_data.record import permalink
from mri_data.record.context import Event, events
from mri_data.record.dataset import Dataset
from mri_data.words.catalogue import Words, languages, words
from mri_data.words.names import Labels

# How many results are cached for a view: each of its charts may be drawn with any record open.
MOST_MADE = 100

# Up to this many records each has a mark of its own. From about 60 on, half of the marks have no room for a label;
# above 80 they begin to overlap.
MOST_MARKS = 80

# What `hreflang` calls the address that opens in the reader's own language.
ANY_LANGUAGE = "x-default"

T = TypeVar("T")


@dataclass(frozen=True)
class View:
    """A dataset, the filters that are set, a language, and the address of the dashboard.

    The texts of `dataset` are in that language, as far as the record has them.

    `base` is that address without a page, such as `https://record.example.org`; empty when unknown. `public` is True
    where everybody can open it: then files carry it as a QR code. `context` are the kinds of context that were
    requested; `context_shown` are those of them that the data has.
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

    def __post_init__(self) -> None:
        """Take the record with its texts in the view's language."""
        object.__setattr__(self, "dataset", self.dataset.in_language(self.language))

    def text(self, text: str) -> str:
        """A text of the record, marked as English where it has no translation into the view's language."""
        return self.dataset.marked(text)

    def cached(self, what: str, make: Callable[[], T]) -> T:
        """The result of `make`, cached under a name; a view never changes."""
        with self._making:
            if what in self._made:
                cached: T = self._made[what]
                return cached
        made = make()
        with self._making:
            self._made[what] = made
        return made

    @cached_property
    def context_shown(self) -> tuple[str, ...]:
        """The kinds of context shown with the record: those requested that the data has."""
        return tuple(kind for kind in self.context if kind in self.dataset.context.kinds)

    @cached_property
    def events(self) -> list[Event]:
        """The events of the kinds of context that are shown, sorted by date."""
        return events(self.dataset.context, self.context_shown, self.say, self.text)

    @property
    def without_context(self) -> "View":
        """The same view without context."""
        return replace(self, context=())

    @cached_property
    def records(self) -> pd.DataFrame:
        """All records of the dataset with their dates in words (`date_text`), without the column of search texts."""
        return self.dataset.readable

    @property
    def shown(self) -> pd.DataFrame:
        """The records that the filters keep."""
        return self.dataset.selected(self.filters) if self.filters else self.dataset.readable

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
        """The ids of the records shown."""
        return frozenset(self.records["id"].to_numpy()[self.mask])

    def keeps(self, record: str) -> bool:
        """Whether the record of this id is shown."""
        return bool(self.mask[(self.records["id"] == record).to_numpy()].any())

    @property
    def is_counted(self) -> bool:
        """Whether there are so many records that charts show counts instead of a mark for each."""
        return len(self.records) > MOST_MARKS

    def place_counts(self) -> tuple[PlaceCounts, PlaceCounts]:
        """The counts by place of all records, and of those shown."""
        places = self.dataset.places
        every = self.dataset.cached("placed counted", lambda: place_counts(self.records, places))
        return every, self.cached("placed shown", lambda: place_counts(self.shown, places)) if self.filters else every

    @property
    def placed(self) -> pd.DataFrame:
        """The records shown that name a place."""
        return with_place(self.shown)

    @cached_property
    def has_place(self) -> bool:
        """Whether any record shown names a place."""
        return bool(self.mask[self.dataset.index.codes("places").rows].any())

    def rows_of_kind(self, kind: str, start: int, end: int) -> pd.DataFrame:
        """The records shown of a kind, from position `start` up to `end` among them."""
        return self.records.iloc[self.row_numbers_of(kind)[start:end]].reset_index(drop=True)

    def row_numbers_of(self, kind: str) -> Numbers:
        """The row numbers, in `records`, of the records shown of a kind."""
        return np.flatnonzero(self.mask & self.dataset.index.codes("kind").any_of((kind,), len(self.mask)))

    @cached_property
    def facets(self) -> dict[str, dict[str, int]]:
        """Facet -> code -> how many records that code would show."""
        return facets(self.records, self.filters, self.dataset.index, self._masks)

    @cached_property
    def mask(self) -> Mask:
        """The mask of the records shown, over `records`."""
        return all_of(self._masks.values(), len(self.records))

    @property
    def _masks(self) -> dict[str, Mask]:
        return self.dataset.masks(self.filters)

    @property
    def say(self) -> Words:
        """The texts of the view's language."""
        return words(self.language)

    @property
    def labels(self) -> Labels:
        """Names of codes in the view's language."""
        return self.dataset.labels(self.say)

    def address(self, page: str = "records", /, **more: str | None) -> str:
        """The address of this view on a page, in its language; it begins with a slash where `base` is unknown."""
        return self._address(page, self.language, more)

    def _address(self, page: str, language: str | None, more: Mapping[str, str | None]) -> str:
        carried = {**more, permalink.LANGUAGE: language}
        return permalink.address(f"{self.base}/{page}", self.filters, self.context_shown, **carried)

    def alternates(self, page: str, /, **more: str | None) -> dict[str, str]:
        """The address of `address` in every language by its tag, and without one: the reader's own (`x-default`)."""
        found = {words(one).short_tag: self._address(page, one, more) for one in languages()}
        return found | {ANY_LANGUAGE: self._address(page, None, more)}

    @property
    def link(self) -> str:
        """The address of this view with the version of its data, for what is opened later: a QR code, a link in a file.

        Where an address is read or typed, it is `address`, which is shorter.
        """
        return self.address(**{permalink.MADE_WITH: self.dataset.version})

    @property
    def public_link(self) -> str:
        """The public address of this view; empty where there is none."""
        return self.address() if self.public else ""
