"""What can be right in a folder of data and is worth a look: nothing is left out because of it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from mri_data.reading.date_warnings import date_warnings, early_day, future_day, source_warnings
from mri_data.reading.normalise import Normal
from mri_data.reading.number_warnings import number_warnings
from mri_data.reading.place_warnings import place_warnings
from mri_data.reading.setting_warnings import setting_warnings
from mri_data.reading.settings import Settings
from mri_data.words.errors import DataWarning


def data_warnings(tables: Mapping[str, Normal], settings: Settings, today: dt.date | None = None) -> list[DataWarning]:
    """Every doubt about the tables of a record, by file name, and about its settings; `today` where it is known.

    Where the day of the data is too early, nothing is said of dates and sources that are later.
    """
    about, early = settings.about, early_day(tables.values(), settings.about)
    found = place_warnings(tables["places.csv"]) + early + future_day(about, today)
    for table in tables.values():
        found += date_warnings(table, about, early=bool(early))
    sources = settings.sources.values()
    found += setting_warnings(tables, sources, replace(about, data_date=dt.date.max) if early else about)
    if early:
        return found
    return found + number_warnings(tables, about) + source_warnings(sources, about)
