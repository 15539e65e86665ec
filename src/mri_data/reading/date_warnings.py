"""Warnings about dates: too long ago, or after the date of the data; and about sources read after it."""

import datetime as dt
from collections.abc import Iterable

import pandas as pd

from mri_data.reading.normalise import NormalTable
from mri_data.reading.settings import Settings
from mri_data.schema.settings import About
from mri_data.words.errors import DataWarning
from mri_data.words.messages import Message
from mri_data.words.names import Labels

# Founding of the International Labour Organization, the oldest body that works for migrants' rights.
FIRST_PLAUSIBLE_YEAR = 1919
# If fewer dates than this are late, each of them may itself be wrong.
FEWEST_LATE = 5


def early_day(tables: Iterable[NormalTable], settings: Settings) -> list[DataWarning]:
    """One warning if more than half of all dates are after the date of the data: then that date is probably wrong."""
    about, origin = settings.about, settings.origins["about"]
    dates = [table.dates["date"]["earliest"].dropna() for table in tables if "date" in table.dates]
    late, count = sum(int((one > pd.Timestamp(about.data_date)).sum()) for one in dates), sum(map(len, dates))
    if late < FEWEST_LATE or late * 2 <= count:
        return []
    day = str(about.data_date)
    return [DataWarning.of("warning.day.early", origin, None, "data_date", day, late=late, count=count)]


def future_day(settings: Settings, today: dt.date | None) -> list[DataWarning]:
    """A warning if the date of the data is in the future; none if `today` is not known.

    One day ahead is accepted: it may already be that day further east.
    """
    data_date, origin = settings.about.data_date, settings.origins["about"]
    if today is None or data_date <= today + dt.timedelta(1):
        return []
    day, shown = str(data_date), Message(lambda say: Labels(say).day(today))
    return [DataWarning.of("warning.day.future", origin, None, "data_date", day, today=shown)]


def date_warnings(normal: NormalTable, about: About, *, early: bool = False) -> list[DataWarning]:
    """Warnings for dates of a table that lie after the date of the data, or before 1919.

    `early` says that the date of the data is itself too early (see `early_day`); then nothing is compared with it.
    """
    names = [name for name in normal.dates if name != "signed"]
    return [warning for name in names for warning in _in_column(normal, name, about, early=early)]


def _in_column(normal: NormalTable, name: str, about: About, *, early: bool) -> list[DataWarning]:
    dates = normal.dates[name]
    # A decade or year that has begun may end after the date of the data.
    last = pd.Timestamp(about.data_date.year // 10 * 10 + 9, 12, 31)
    future = ((dates["earliest"] > pd.Timestamp(about.data_date)) | (dates["latest"] > last)) & (not early)
    first = pd.Timestamp(FIRST_PLAUSIBLE_YEAR, 1, 1)
    long_ago = ((dates["earliest"] < first) | (dates["latest"] < first)) & ~future
    cells, day = normal.rows[name], _day(about)
    return [
        DataWarning.of(key, normal.origin, int(row), name, cells.at[row], day=day, year=FIRST_PLAUSIBLE_YEAR)
        for key, mask in (("warning.date.future", future), ("warning.date.long_ago", long_ago))
        for row in dates.index[mask]
    ]


def source_warnings(settings: Settings) -> list[DataWarning]:
    """Warnings for sources that were read after the date of the data."""
    about, origin = settings.about, settings.origins["sources"]
    return [
        DataWarning.of("warning.read.future", origin, one.key_rows.get("read"), "read", str(one.read), day=_day(about))
        for one in settings.sources.values()
        if one.read > about.data_date
    ]


def _day(about: About) -> str:
    return Message(lambda say: Labels(say).day(about.data_date))
