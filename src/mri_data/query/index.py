"""What filters and counts look up in a table of records, worked out once: codes as numbers, and years.

A table may be long: whoever chooses and counts in it again and again keeps its index beside it.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from mri_data.query.parallel import at_once

Mask = NDArray[np.bool_]
Numbers = NDArray[np.int64]
# Before the first and after the last year a date can have: where a date is open.
ALWAYS, FOREVER = -1, 9_999


@dataclass(frozen=True)
class Codes:
    """The codes of one column: `numbers` are places in `options`, -1 for none, each of the record in its row `rows`.

    `rows` is nothing where every record has just one code.
    """

    options: tuple[str, ...]
    numbers: Numbers
    rows: Numbers | None

    def any_of(self, chosen: Collection[str], size: int) -> Mask:
        """Which of `size` records have any of these codes."""
        wanted = np.array([*(option in chosen for option in self.options), False])
        if self.rows is None:
            return wanted[self.numbers]
        keep = np.zeros(size, dtype=bool)
        keep[self.rows[wanted[self.numbers]]] = True
        return keep

    @cached_property
    def there(self) -> tuple[str, ...]:
        """The codes that any record has."""
        found = np.bincount(self.numbers[self.numbers >= 0], minlength=len(self.options))
        return tuple(option for option, count in zip(self.options, found, strict=True) if count)

    def counts(self, keep: Mask) -> dict[str, int]:
        """How many of the kept records have each code."""
        kept = self.numbers[keep if self.rows is None else keep[self.rows]]
        found = np.bincount(kept[kept >= 0], minlength=len(self.options))
        return dict(zip(self.options, found.tolist(), strict=True))


class Index:
    """What is looked up in a table of records; nothing of it is worked out before it is asked for."""

    def __init__(self, records: pd.DataFrame) -> None:
        self.records, self.size = records, len(records)
        self._codes: dict[str, Codes] = {}

    def codes(self, column: str) -> Codes:
        """The codes of a column: a category, or several codes in a tuple."""
        if column not in self._codes:
            cells = self.records[column]
            categories = isinstance(cells.dtype, pd.CategoricalDtype)
            self._codes[column] = _single(cells) if categories else _several(cells)
        return self._codes[column]

    def holding(self, word: str) -> Mask:
        """Which records have a text in what they are searched in; a long table is looked through in parts, at once."""
        # Arrow looks for an expression several times as fast as for a text, so the text is made one.
        pattern = re.escape(word)
        found = at_once(lambda part: pc.match_substring_regex(part, pattern), self._searched.chunks, self.size)
        masks = [one.to_numpy(zero_copy_only=False) for one in found]
        return np.concatenate([np.empty(0, dtype=bool), *masks]).astype(bool)

    @cached_property
    def _searched(self) -> pa.ChunkedArray:
        return pa.chunked_array(self.records["search"]).cast(pa.large_string())

    @cached_property
    def first_years(self) -> Numbers:
        """The first year each record may be of."""
        return _years(self.records["earliest"], ALWAYS)

    @cached_property
    def last_years(self) -> Numbers:
        """The last year each record may be of."""
        return _years(self.records["latest"], FOREVER)


def _single(cells: "pd.Series[str]") -> Codes:
    return Codes(tuple(map(str, cells.cat.categories)), cells.cat.codes.to_numpy(), None)


def _several(cells: "pd.Series[tuple[str, ...]]") -> Codes:
    """The codes of tuples, in the order in which they first appear."""
    tuples = cells.to_numpy()
    rows = np.repeat(np.arange(len(tuples)), [len(one) for one in tuples])
    flat = np.fromiter(chain.from_iterable(tuples), dtype=object, count=len(rows))
    numbers, options = pd.factorize(flat)
    return Codes(tuple(map(str, options)), numbers, rows)


def _years(days: "pd.Series[pd.Timestamp]", unknown: int) -> Numbers:
    return days.dt.year.fillna(unknown).to_numpy(dtype=np.int64)


def rows_of(records: pd.DataFrame, keep: Mask) -> pd.DataFrame:
    """The rows that a mask keeps: what `records[keep]` gives, and much sooner where columns of text are long."""
    rows = np.flatnonzero(keep)
    names = list(records)
    taken = at_once(lambda name: records[name].array.take(rows), names, len(rows))
    return pd.DataFrame(dict(zip(names, taken, strict=True)), index=records.index[rows], copy=False)
