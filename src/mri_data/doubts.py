"""What can be right in a folder of data and is worth a look: nothing is left out because of it."""

from collections.abc import Mapping

from mri_data.errors import Doubt
from mri_data.normalise import Normal
from mri_data.place_doubts import place_doubts


def doubts(tables: Mapping[str, Normal]) -> list[Doubt]:
    """Every doubt about the tables of a record, by file name."""
    return place_doubts(tables["places.csv"])
