"""An index of a table of records for filters and counts: its codes factorized to integers, and its years.

Computing it takes long for a long table, so a `Dataset` keeps one for all its views.
"""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from mri_data.query.parallel import map_in_threads

Mask = NDArray[np.bool_]
Numbers = NDArray[np.int64]
# Years before and after any that a date can have, for a date whose start or end is open.
OPEN_START, OPEN_END = -1, 9_999


@dataclass(frozen=True)
class Codes:
    """A factorized column of codes: each of `numbers` is a position in `options`, or -1 for no code.

    `rows` gives the row of the record for each of `numbers`; None where each record has one code, in row order.
    """

    options: tuple[str, ...]
    numbers: Numbers
    rows: Numbers | None

    def any_of(self, chosen: Collection[str], size: int) -> Mask:
        """The mask of the records, `size` in all, that have any of these codes."""
        wanted = np.array([*(option in chosen for option in self.options), False])
        if self.rows is None:
            return wanted[self.numbers]
        keep = np.zeros(size, dtype=bool)
        keep[self.rows[wanted[self.numbers]]] = True
        return keep

    @cached_property
    def present(self) -> tuple[str, ...]:
        """The codes that at least one record has."""
        found = np.bincount(self.numbers[self.numbers >= 0], minlength=len(self.options))
        return tuple(option for option, count in zip(self.options, found, strict=True) if count)

    def counts(self, keep: Mask) -> dict[str, int]:
        """Code -> how many of the records kept by a mask have it."""
        kept = self.numbers[keep if self.rows is None else keep[self.rows]]
        found = np.bincount(kept[kept >= 0], minlength=len(self.options))
        return dict(zip(self.options, found.tolist(), strict=True))


class Index:
    """The index of a table of records; each part of it is computed on first use.

    `search_text` gives the folded text of each record that a search reads, by default the column `search`.
    """

    def __init__(self, records: pd.DataFrame, search_text: "Callable[[], pd.Series[str]] | None" = None) -> None:
        self.records, self.size = records, len(records)
        self._search_text = search_text or (lambda: records["search"])
        self._codes: dict[str, Codes] = {}

    def codes(self, column: str) -> Codes:
        """The factorized codes of a column: a categorical one, or one of tuples of codes."""
        if column not in self._codes:
            cells = self.records[column]
            categories = isinstance(cells.dtype, pd.CategoricalDtype)
            self._codes[column] = _single(cells) if categories else _several(cells)
        return self._codes[column]

    def containing(self, word: str) -> Mask:
        """The mask of the records whose search text contains a word; a long table is searched in several threads."""
        # Arrow finds a regular expression several times as fast as a plain substring.
        pattern = re.escape(word)
        chunks = self._search_texts.chunks
        found = map_in_threads(lambda chunk: pc.match_substring_regex(chunk, pattern), chunks, self.size)
        masks = [matches.to_numpy(zero_copy_only=False) for matches in found]
        return np.concatenate([np.empty(0, dtype=bool), *masks]).astype(bool)

    @cached_property
    def _search_texts(self) -> pa.ChunkedArray:
        return pa.chunked_array(self._search_text()).cast(pa.large_string())

    @cached_property
    def first_years(self) -> Numbers:
        """The first year that each record may fall in."""
        return _years(self.records["earliest"], OPEN_START)

    @cached_property
    def last_years(self) -> Numbers:
        """The last year that each record may fall in."""
        return _years(self.records["latest"], OPEN_END)


def _single(cells: "pd.Series[str]") -> Codes:
    return Codes(tuple(map(str, cells.cat.categories)), cells.cat.codes.to_numpy(), None)


def _several(cells: "pd.Series[tuple[str, ...]]") -> Codes:
    """The codes of a column of tuples, in order of first appearance."""
    tuples = cells.to_numpy()
    rows = np.repeat(np.arange(len(tuples)), [len(one) for one in tuples])
    flat = np.fromiter(chain.from_iterable(tuples), dtype=object, count=len(rows))
    numbers, options = pd.factorize(flat)
    return Codes(tuple(map(str, options)), numbers, rows)


def _years(days: "pd.Series[pd.Timestamp]", unknown: int) -> Numbers:
    return days.dt.year.fillna(unknown).to_numpy(dtype=np.int64)


def take_rows(records: pd.DataFrame, keep: Mask) -> pd.DataFrame:
    """The rows that a mask keeps, as `records[keep]`, but much faster for long columns of text."""
    rows = np.flatnonzero(keep)
    names = list(records)
    taken = map_in_threads(lambda name: records[name].array.take(rows), names, len(rows))
    return pd.DataFrame(dict(zip(names, taken, strict=True)), index=records.index[rows], copy=False)
