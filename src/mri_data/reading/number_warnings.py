"""Warnings about numbers and titles: forums out of order, numbers beyond their count, equal titles."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from mri_data.reading.date_warnings import FIRST_PLAUSIBLE_YEAR
from mri_data.reading.normalise import NormalTable
from mri_data.schema.settings import About
from mri_data.words.date_text import date_text
from mri_data.words.errors import DataWarning
from mri_data.words.messages import Message, messages
from mri_data.words.names import all_of
from mri_data.words.spelling import fold

# The most pairs out of order that a sentence names.
MOST_PAIRS = 3


class _Numbered(NamedTuple):
    """A row with a number, and the first and last day that its date can mean."""

    number: int
    row: int
    edtf: str
    earliest: pd.Timestamp
    latest: pd.Timestamp


def number_warnings(tables: Mapping[str, NormalTable], about: About) -> list[DataWarning]:
    """All warnings about numbers and titles of forums, and about numbers of government meetings."""
    forums, meetings = tables["forums"], tables.get("meetings")
    found = [*find_same_titles(forums), *find_numbers_beyond_count(forums)]
    found += find_out_of_order(forums, forums.rows.index.difference(_beyond(forums)), about)
    if meetings is not None:
        for _, rows in meetings.rows.groupby("kind"):
            found += find_out_of_order(meetings, rows.index, about)
    return found


def find_same_titles(forums: NormalTable) -> Iterator[DataWarning]:
    """Warnings for forums with the title of an earlier one; rows that share an id are a problem already."""
    titles, ids = forums.rows["title"].map(fold), forums.rows["id"]
    first: dict[str, int] = {}
    for row in titles.index[(titles != "") & ~ids.duplicated(keep=False)]:
        earlier = first.setdefault(titles.at[row], row)
        if earlier != row:
            title = forums.rows.at[row, "title"]
            yield DataWarning.of(
                "warning.title.twice", forums.origin, int(row), "title", title, first=forums.origin.row_name(earlier)
            )


def find_numbers_beyond_count(forums: NormalTable) -> Iterator[DataWarning]:
    """Warnings for forums with a number that is too high for a series of this length."""
    for row in _beyond(forums):
        number = forums.rows.at[row, "number"]
        yield DataWarning.of("warning.number.beyond", forums.origin, int(row), "number", number, count=len(forums.rows))


def _beyond(forums: NormalTable) -> "pd.Index[int]":
    """Rows of forums with too high a number, counted from the lowest; none if a number cannot be read."""
    numbers = _numbers(forums)
    return numbers.index[numbers - numbers.min() >= len(numbers)] if numbers.notna().all() else numbers.index[:0]


def _numbers(normal: NormalTable) -> "pd.Series[float]":
    return pd.to_numeric(normal.rows["number"], errors="coerce")


def find_out_of_order(normal: NormalTable, kept: "pd.Index[int]", about: About) -> list[DataWarning]:
    """One warning if the dates of numbered rows are not in the order of their numbers."""
    wrong = [(one, other) for one, other in pairwise(_numbered(normal, kept, about)) if other.latest < one.earliest]
    return [_unordered(normal, wrong)] if wrong else []


def _numbered(normal: NormalTable, kept: "pd.Index[int]", about: About) -> list[_Numbered]:
    """The rows in order of number, without those whose date is blank, open or itself doubtful."""
    dates, numbers = normal.dates["date"].loc[kept], _numbers(normal).loc[kept]
    sure = (dates["earliest"] >= pd.Timestamp(FIRST_PLAUSIBLE_YEAR, 1, 1)) & (dates["latest"] <= _end_of_year(about))
    return sorted(
        _Numbered(int(numbers.at[row]), int(row), date.edtf, date.earliest, date.latest)
        for row, date in zip(dates.index[sure], dates[sure].itertuples(), strict=True)
        if pd.notna(numbers.at[row])
    )


def _end_of_year(about: About) -> pd.Timestamp:
    return pd.Timestamp(about.data_date.year, 12, 31)


def _unordered(normal: NormalTable, wrong: Sequence[tuple[_Numbered, _Numbered]]) -> DataWarning:
    """The warning about pairs in which the later number has the earlier date."""
    pairs = [_pair(one, other) for one, other in wrong[:MOST_PAIRS]]
    first = wrong[0][1]
    return DataWarning.of(
        "warning.number.order", normal.origin, first.row, "number", str(first.number), pairs=all_of(pairs)
    )


def _pair(one: _Numbered, other: _Numbered) -> str:
    before, after = (Message(partial(date_text, found.edtf)) for found in (other, one))
    return messages()("warning.number.pair", later=other.number, before=before, earlier=one.number, after=after)
