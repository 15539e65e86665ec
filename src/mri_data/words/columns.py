"""The texts of columns: their titles, what they hold, and what an empty cell means."""

from typing import NamedTuple

import pandera.pandas as pa

from mri_data.schema.records import record_columns
from mri_data.words.catalogue import Words


class ColumnText(NamedTuple):
    """The texts of a column in one language; `blank` and `unit` are empty where it has none."""

    title: str
    meaning: str
    blank: str
    unit: str


def column_text(column: pa.Column, say: Words) -> ColumnText:
    """The texts of a column of any table."""
    texts, unit = column.metadata["texts"], column.metadata.get("unit")
    return ColumnText(
        title=say(f"column.{texts}"),
        meaning=say(f"column.{texts}.help"),
        blank=say(f"column.{texts}.blank") if column.metadata.get("blank") else "",
        unit=say(f"column.unit.{unit}") if unit else "",
    )


def in_sentence(column: pa.Column, say: Words) -> str:
    """What an edited column is called within a sentence, such as `the date`."""
    return say(f"column.{column.metadata['texts']}.in_sentence")


def record_texts(say: Words) -> dict[str, ColumnText]:
    """The texts of every column that a record can have, edited or derived, by name."""
    return {name: column_text(column, say) for name, column in record_columns().items()}


def column_title(name: str, say: Words) -> str:
    """The title of a column of the records, such as `Kind of work`."""
    return say(f"column.{record_columns()[name].metadata['texts']}")
