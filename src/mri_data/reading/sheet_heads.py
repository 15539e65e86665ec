"""Find the row of a sheet that names its columns, and which column is where."""

from collections.abc import Mapping
from typing import NamedTuple

from mri_data import schema
from mri_data.reading import sheets
from mri_data.reading.cells import CONTROL_CHARACTERS
from mri_data.reading.header_row import (
    MOST_ABOVE,
    HeadNames,
    head_names,
    head_row,
    heads_meant,
    name_of,
    names_of_columns,
)
from mri_data.reading.ooxml import Sheet
from mri_data.schema import fields
from mri_data.words.errors import DataError, quoted, visible
from mri_data.words.messages import joined, messages


class Heads(NamedTuple):
    """The row of a sheet that names its columns, and where these are, from 0.

    `columns` are ours, by code, and `names` their heads as they are written; `others` heads that we do not know;
    `not_read` columns that show how a date is read.
    """

    row: int
    columns: Mapping[str, int]
    others: Mapping[str, int]
    not_read: tuple[int, ...]
    names: HeadNames


def row_of_heads(name: str, sheet: Sheet) -> int:
    """The row of the heads of a sheet that holds a table or settings; 0 if it has none."""
    try:
        return heads_of(name, sheet).row
    except DataError:
        return 0


def heads_of(name: str, sheet: Sheet) -> Heads:
    """The heads of a sheet that holds a table or settings; `DataError` if it has none."""
    numbers = list(sheet.rows)[:MOST_ABOVE]
    columns = fields.columns(schema.TABLES[name]) if name in schema.TABLES else {}
    known = names_of_columns(columns) if columns else sheets.heads_of(name)
    ours = sheets.columns_of(name)
    at = head_row([sheet.rows[number] for number in numbers], known, len(ours))
    titles = {column: sheets.column_words(name, column, messages())[0] for column in ours}
    if at is None:
        first = next((cell for number in numbers for cell in sheet.rows[number] if cell), "")
        key = "problem.sheet.no_heads" if first else "problem.sheet.empty"
        wanted = joined(", ", titles.values())
        raise DataError(messages()(key, sheet=visible(sheet.name), value=quoted(first), columns=wanted))
    written = [CONTROL_CHARACTERS.sub("", head).strip() for head in sheet.rows[numbers[at]]]
    not_read = tuple(place for place, head in enumerate(written) if name_of(head) in sheets.heads_not_read(name))
    kept = ["" if place in not_read else head for place, head in enumerate(written)]
    meant = heads_meant(kept, known)
    others = {head: place for place, head in enumerate(kept) if head and meant.index(meant[place]) != place}
    others |= {head: place for place, head in enumerate(kept) if head and not meant[place]}
    places = {one: meant.index(one) for one in meant if one}
    names = head_names({column: sheet.rows[numbers[at]][place] for column, place in places.items()}, titles)
    return Heads(numbers[at], places, others, not_read, names)
