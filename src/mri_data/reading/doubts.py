"""What can be right in a folder of data and is worth a look: nothing is left out because of it."""

from collections.abc import Mapping

from mri_data.reading.date_doubts import doubtful_dates, doubtful_sources, early_day
from mri_data.reading.normalise import Normal
from mri_data.reading.place_doubts import place_doubts
from mri_data.reading.settings import Settings
from mri_data.words.errors import Doubt


def doubts(tables: Mapping[str, Normal], settings: Settings) -> list[Doubt]:
    """Every doubt about the tables of a record, by file name, and about its settings."""
    found = place_doubts(tables["places.csv"])
    early = early_day(tables.values(), settings.about)
    if early:
        return found + early
    found += [doubt for table in tables.values() for doubt in doubtful_dates(table, settings.about)]
    return found + doubtful_sources(settings.sources.values(), settings.about)
