"""The viewer's view of the record and the browser's theme, with caches that all viewers share."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from threading import Lock
from typing import Any

import streamlit as st
from cachetools import LRUCache

from mri_data.charts.palette import PALETTES, Palette
from mri_data.query.filters import Filters
from mri_data.record import view
from mri_data.record.dataset import Dataset
from mri_data.record.public_address import public_address
from mri_data.record.view import T
from mri_data.words.languages import of_header
from mri_ui.frame import address, browser, live_record, own_file

# How many views are cached at most, and how many records they may have in total.
MOST_VIEWS, MOST_ROWS = 300, 60_000_000
# How many bytes of results are cached for all views together; how many times as large a chart is in memory as its
# JSON; and the size in bytes that is assumed for other results.
KEPT_BYTES, MEMORY_FACTOR, OTHER_BYTES = 64 * 2**20, 5, 20_000


def approximate_size(made: Any) -> int:
    """Approximate size in bytes of a result that was made from a view."""
    if isinstance(made, str):
        return len(made.encode())
    return MEMORY_FACTOR * getattr(made, "written_bytes", OTHER_BYTES // MEMORY_FACTOR)


class _ResultCache:
    """A thread-safe LRU cache of results that were made from views, limited in bytes."""

    def __init__(self, most: int = KEPT_BYTES) -> None:
        self._most = most
        self._kept: LRUCache[tuple[int, str], Any] = LRUCache(most, getsizeof=approximate_size)
        self._lock = Lock()

    def get(self, key: tuple[int, str], make: Callable[[], T]) -> T:
        """The cached value of a key, or a new one."""
        with self._lock:
            if key in self._kept:
                known: T = self._kept[key]
                return known
        made = make()
        if approximate_size(made) <= self._most:
            with self._lock:
                self._kept[key] = made
        return made

    def forget(self) -> None:
        """Empty the cache."""
        with self._lock:
            self._kept.clear()


_numbers = count()
# How many bytes of results, and how many views, are cached for the file that one viewer previews.
PREVIEW_BYTES, MOST_PREVIEW_VIEWS = 4 * 2**20, 10
# The fields of a view besides its dataset: its cache key.
VIEW_FIELDS = ("filters", "language", "chosen", "base", "public", "context", "mode")


@dataclass(frozen=True)
class View(view.View):
    """One viewer's view in this run, in the `light` or `dark` mode of the browser.

    `chosen` says whether the viewer chose the language: then links from page to page carry it.
    """

    mode: str = "light"
    chosen: bool = False
    _home: "Views" = field(default_factory=lambda: _views, compare=False, repr=False)
    _number: int = field(default_factory=_numbers.__next__, init=False, compare=False, repr=False)

    def cached(self, what: str, make: Callable[[], T]) -> T:
        """The result of `make` for this view, cached under a name while there is room for it."""
        return self._home.made.get((self._number, what), make)

    def changed(self, **changes: Any) -> "View":
        """The view that differs from this one only in these fields."""
        return self._home.get(self.dataset, **{name: getattr(self, name) for name in VIEW_FIELDS} | changes)

    @property
    def without_filters(self) -> "View":
        """The view of all records."""
        return self.changed(filters=Filters())

    @property
    def without_context(self) -> "View":
        """The same view without context."""
        return self.changed(context=())

    @property
    def without_address(self) -> "View":
        """The same view without its address. Charts do not need one, so they can be drawn before anyone connects."""
        return self.changed(base="", public=False)

    @property
    def carried_language(self) -> str | None:
        """The language that links from page to page carry; None where each reader sees their own."""
        return self.language if self.chosen else None

    @property
    def palette(self) -> Palette:
        """The colours of the viewer's theme."""
        return PALETTES[self.mode]


def language() -> str:
    """The language of this viewer's pages: the one chosen, else the first of the browser's that there is."""
    return address.language() or of_header(st.context.headers.get("Accept-Language") or st.context.locale or "")


def mode() -> str:
    """`light` or `dark`, as the browser reports it."""
    return "dark" if st.context.theme.type == "dark" else "light"


def base() -> str:
    """The base URL of the dashboard as this browser reached it; empty if it reports no valid one."""
    page, reached = address.page(), browser.page_address().rstrip("/")
    return reached.removesuffix(f"/{page}") if page else reached


def public() -> str:
    """The public base URL of the dashboard, as set in the environment; empty if it is not set."""
    return public_address(os.environ)


def current() -> View:
    """The view of this run from the state of the widgets; its base is the public URL if there is one."""
    dataset, known, own = live_record.dataset(), public(), own_file.previewed()
    views = own.kept(lambda: Views(PREVIEW_BYTES, MOST_PREVIEW_VIEWS)) if own else _views
    return views.get(
        dataset,
        filters=address.chosen_filters(dataset),
        language=language(),
        chosen=bool(address.language()),
        base=known or base(),
        public=bool(known),
        context=address.context(),
        mode=mode(),
    )


class Views:
    """A thread-safe LRU cache of the views of one dataset and of their results; the next dataset empties it."""

    def __init__(self, most_bytes: int = KEPT_BYTES, most_views: int = MOST_VIEWS) -> None:
        self.made, self._most = _ResultCache(most_bytes), most_views
        self._dataset: Dataset | None = None
        self._kept: LRUCache[tuple[object, ...], View] = LRUCache(1)
        self._lock = Lock()

    def get(self, dataset: Dataset, **fields: Any) -> View:
        """The cached view of a dataset with these fields, or a new one; each name is one of `VIEW_FIELDS`."""
        key, dataset = tuple(fields[name] for name in VIEW_FIELDS), dataset.in_english
        with self._lock:
            if dataset is not self._dataset:
                most = MOST_ROWS // max(1, len(dataset.table)) + 1
                self._dataset, self._kept = dataset, LRUCache(min(self._most, most))
                self.made.forget()
            if key not in self._kept:
                self._kept[key] = View(dataset, **fields, _home=self)
            return self._kept[key]


# Viewers with the same view share one object: what was computed for one of them serves the others.
_views: Views = Views()
