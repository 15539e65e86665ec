"""Numbers and titles that may be right and should be checked: forums out of order, beyond their count, of one title."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from mri_data.reading.date_warnings import FIRST_YEAR
from mri_data.reading.normalise import Normal
from mri_data.schema.settings import About
from mri_data.words.catalogue import words
from mri_data.words.errors import DataWarning
from mri_data.words.names import plain_labels
from mri_data.words.spelling import fold

FORUMS, MEETINGS = "forums.csv", "context/meetings.csv"
# How many pairs out of order a sentence names.
MOST_PAIRS = 3


class _Numbered(NamedTuple):
    """A row with a number, and the first and last day its date may mean."""

    number: int
    line: int
    date: str
    earliest: pd.Timestamp
    latest: pd.Timestamp


def number_warnings(tables: Mapping[str, Normal], about: About) -> list[DataWarning]:
    """Every doubt about the numbers and titles of forums, and about the numbers of government meetings."""
    found: list[DataWarning] = []
    if FORUMS in tables:
        forums = tables[FORUMS]
        found += [*same_titles(forums), *beyond_count(forums)]
        found += out_of_order(forums, forums.rows.index.difference(_beyond(forums)), about)
    if MEETINGS in tables:
        meetings = tables[MEETINGS]
        for _, rows in meetings.rows.groupby("kind"):
            found += out_of_order(meetings, rows.index, about)
    return found


def same_titles(forums: Normal) -> Iterator[DataWarning]:
    """Forums with the title of another one; a row that shares its id too is a problem already."""
    titles, ids = forums.rows["title"].map(fold), forums.rows["id"]
    first: dict[str, int] = {}
    for line in titles.index[(titles != "") & ~ids.duplicated(keep=False)]:
        earlier = first.setdefault(titles.at[line], line)
        if earlier != line:
            title = forums.rows.at[line, "title"]
            yield DataWarning.of("doubt.title.twice", forums.file, int(line), "title", title, first=earlier)


def beyond_count(forums: Normal) -> Iterator[DataWarning]:
    """Forums with a number that a series of so many forums does not reach."""
    for line in _beyond(forums):
        number = forums.rows.at[line, "number"]
        yield DataWarning.of("doubt.number.beyond", forums.file, int(line), "number", number, count=len(forums.rows))


def _beyond(forums: Normal) -> "pd.Index[int]":
    """The lines of these forums. A series may begin later than with 1, and a number that cannot be read is none."""
    numbers = _numbers(forums)
    return numbers.index[numbers - numbers.min() >= len(numbers)] if numbers.notna().all() else numbers.index[:0]


def _numbers(normal: Normal) -> "pd.Series[float]":
    return pd.to_numeric(normal.rows["number"], errors="coerce")


def out_of_order(normal: Normal, lines: "pd.Index[int]", about: About) -> list[DataWarning]:
    """One doubt when rows do not follow one another in time as their numbers do."""
    wrong = [(one, other) for one, other in pairwise(_numbered(normal, lines, about)) if other.latest < one.earliest]
    return [_unordered(normal, wrong)] if wrong else []


def _numbered(normal: Normal, lines: "pd.Index[int]", about: About) -> list[_Numbered]:
    """The rows by number; without those whose date is blank, open or doubtful itself."""
    dates, numbers = normal.dates["date"].loc[lines], _numbers(normal).loc[lines]
    sure = (dates["earliest"] >= pd.Timestamp(FIRST_YEAR, 1, 1)) & (dates["latest"] <= _end_of_year(about))
    return sorted(
        _Numbered(int(numbers.at[line]), int(line), str(row.date_text), row.earliest, row.latest)
        for line, row in zip(dates.index[sure], dates[sure].itertuples(), strict=True)
        if pd.notna(numbers.at[line])
    )


def _end_of_year(about: About) -> pd.Timestamp:
    return pd.Timestamp(about.data_date.year, 12, 31)


def _unordered(normal: Normal, wrong: Sequence[tuple[_Numbered, _Numbered]]) -> DataWarning:
    """The doubt about pairs of which the later number has the earlier date."""
    say = words("en")
    pairs = [
        say("doubt.number.pair", later=other.number, before=other.date, earlier=one.number, after=one.date)
        for one, other in wrong[:MOST_PAIRS]
    ]
    first = wrong[0][1]
    text = plain_labels().all_of(pairs)
    return DataWarning.of("doubt.number.order", normal.file, first.line, "number", str(first.number), pairs=text)
