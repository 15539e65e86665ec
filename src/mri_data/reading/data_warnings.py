"""All warnings about the data: values that may be right but should be checked. They leave nothing out."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from mri_data.reading.date_warnings import date_warnings, early_day, future_day, source_warnings
from mri_data.reading.normalise import NormalTable
from mri_data.reading.number_warnings import number_warnings
from mri_data.reading.place_warnings import place_warnings
from mri_data.reading.setting_warnings import setting_warnings
from mri_data.reading.settings import Settings
from mri_data.words.errors import DataWarning


def data_warnings(
    tables: Mapping[str, NormalTable], settings: Settings, today: dt.date | None = None
) -> list[DataWarning]:
    """All warnings about the tables, by name, and the settings; `today` is `None` if not known.

    If the date of the data is itself too early, there are no warnings about later dates and sources.
    """
    about, early = settings.about, early_day(tables.values(), settings)
    found = place_warnings(tables["places"]) + early + future_day(settings, today)
    for table in tables.values():
        found += date_warnings(table, about, early=bool(early))
    found += setting_warnings(
        tables, replace(settings, about=replace(about, data_date=dt.date.max)) if early else settings
    )
    if early:
        return found
    return found + number_warnings(tables, about) + source_warnings(settings)
