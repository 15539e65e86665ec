"""What can be right in a folder of data and is worth a look: nothing is left out because of it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from mri_data.reading.date_doubts import doubtful_dates, doubtful_sources, early_day, future_day
from mri_data.reading.normalise import Normal
from mri_data.reading.number_doubts import number_doubts
from mri_data.reading.place_doubts import place_doubts
from mri_data.reading.setting_doubts import setting_doubts
from mri_data.reading.settings import Settings
from mri_data.words.errors import Doubt


def doubts(tables: Mapping[str, Normal], settings: Settings, today: dt.date | None = None) -> list[Doubt]:
    """Every doubt about the tables of a record, by file name, and about its settings; `today` where it is known.

    Where the day of the data is too early, nothing is said of dates and sources that are later.
    """
    about, early = settings.about, early_day(tables.values(), settings.about)
    found = place_doubts(tables["places.csv"]) + early + future_day(about, today)
    for table in tables.values():
        found += doubtful_dates(table, about, early=bool(early))
    sources = settings.sources.values()
    found += setting_doubts(tables, sources, replace(about, data_date=dt.date.max) if early else about)
    if early:
        return found
    return found + number_doubts(tables, about) + doubtful_sources(sources, about)
