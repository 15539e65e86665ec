"""Dates that can be right and are worth a look: years far from those of the record, and sources read in the future."""

import datetime as dt
from collections.abc import Iterable

import pandas as pd

from mri_data.reading.normalise import Normal
from mri_data.schema.settings import About, Source
from mri_data.words.catalogue import words
from mri_data.words.errors import DataWarning
from mri_data.words.names import Labels

# The International Labour Organization, the oldest body that works for migrants' rights.
FIRST_YEAR = 1919
# Of fewer late dates each may be wrong itself.
FEWEST_LATE = 5


def early_day(tables: Iterable[Normal], about: About) -> list[DataWarning]:
    """One doubt when more than half of all dates are later than the day of the data: it is that day that is wrong."""
    dates = [table.dates["date"]["earliest"].dropna() for table in tables if "date" in table.dates]
    late, count = sum(int((one > pd.Timestamp(about.data_date)).sum()) for one in dates), sum(map(len, dates))
    if late < FEWEST_LATE or late * 2 <= count:
        return []
    return [
        DataWarning.of("doubt.day.early", "about.toml", None, "data_date", str(about.data_date), late=late, count=count)
    ]


def future_day(about: About, today: dt.date | None) -> list[DataWarning]:
    """A doubt when the day of the data is still to come; none where nobody says which day it is.

    One day ahead is today further east.
    """
    if today is None or about.data_date <= today + dt.timedelta(1):
        return []
    labels = Labels(words("en"), {})
    day = str(about.data_date)
    return [DataWarning.of("doubt.day.future", "about.toml", None, "data_date", day, today=labels.day(today))]


def date_warnings(normal: Normal, about: About, *, early: bool = False) -> list[DataWarning]:
    """Dates of a table that lie after the day of the data, or long before there was anything to record.

    `early` is whether that day is too early itself, so that nothing can be measured by it.
    """
    names = [name for name in normal.dates if name != "signed"]
    return [warning for name in names for warning in _in_column(normal, name, about, early=early)]


def _in_column(normal: Normal, name: str, about: About, *, early: bool) -> list[DataWarning]:
    dates = normal.dates[name]
    # A decade or year that has begun may end after the day of the data.
    last = pd.Timestamp(about.data_date.year // 10 * 10 + 9, 12, 31)
    future = ((dates["earliest"] > pd.Timestamp(about.data_date)) | (dates["latest"] > last)) & (not early)
    first = pd.Timestamp(FIRST_YEAR, 1, 1)
    long_ago = ((dates["earliest"] < first) | (dates["latest"] < first)) & ~future
    cells, day = normal.rows[name], _day(about)
    return [
        DataWarning.of(key, normal.file, int(line), name, cells.at[line], day=day, year=FIRST_YEAR)
        for key, rows in (("doubt.date.future", future), ("doubt.date.long_ago", long_ago))
        for line in dates.index[rows]
    ]


def source_warnings(sources: Iterable[Source], about: About) -> list[DataWarning]:
    """Sources that were read after the day of the data."""
    return [
        DataWarning.of(
            "doubt.read.future", "sources.toml", one.lines.get("read"), "read", str(one.read), day=_day(about)
        )
        for one in sources
        if one.read > about.data_date
    ]


def _day(about: About) -> str:
    return Labels(words("en"), {}).day(about.data_date)
