"""What can be right in a folder of data and is worth a look: nothing is left out because of it."""

from collections.abc import Mapping

import pandas as pd

from mri_data.date_doubts import doubtful_dates, doubtful_sources
from mri_data.errors import Doubt
from mri_data.normalise import Normal
from mri_data.settings import Settings


def doubts(tables: Mapping[str, Normal], settings: Settings) -> list[Doubt]:
    """Every doubt about the tables of a record, by file name, and about its settings."""
    found = doubtful_places(tables["places.csv"])
    found += [doubt for table in tables.values() for doubt in doubtful_dates(table, settings.about)]
    return found + doubtful_sources(settings.sources.values(), settings.about)


def doubtful_places(places: Normal) -> list[Doubt]:
    """Places at 0° north, 0° east: where maps put what has no coordinates."""
    degrees = places.rows[["lat", "lon"]].apply(pd.to_numeric, errors="coerce")
    lines = degrees.index[(degrees == 0).all(axis=1)]
    return [Doubt.of("doubt.place.zero", places.file, int(line), "lat", places.rows.at[line, "lat"]) for line in lines]
