"""What a reader gives: tables as text and settings as values, by name, each with its origin.

`reading.folder` reads a folder of files. A reader of something else, such as a workbook, gives the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pandas as pd

from mri_data.schema.translations import Key
from mri_data.words.errors import Origin, Problem

# The largest file that somebody may send as a record, in bytes.
MOST_BYTES = 20_000_000


@dataclass
class RawTable:
    """One table: `rows` holds text in the expected columns, by the row numbers of the origin; empty where blank.

    `missing` are the columns that the table lacks; `unread_at` is the row from which on nothing could be read.
    """

    origin: Origin
    rows: pd.DataFrame
    problems: list[Problem] = field(default_factory=list)
    missing: tuple[str, ...] = ()
    unread_at: int | None = None


@dataclass(frozen=True)
class Section:
    """One section of settings: its name, its row, and the rows of its keys. The first has no name and row 0."""

    name: str = ""
    row: int = 0
    keys: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class RawSettings:
    """Settings of one origin: their values, their sections in order, and the problems of their text.

    `in_cells` says that they are written in the cells of a sheet, where a text has no quotation marks.
    """

    origin: Origin
    values: Mapping[str, Any]
    sections: Sequence[Section] = (Section(),)
    problems: tuple[Problem, ...] = ()
    in_cells: bool = False

    def sections_named(self, name: str, count: int) -> list[Section | None]:
        """The `count` sections of a name; `None` for each of them if a different number is found."""
        found: list[Section | None] = [one for one in self.sections if one.name == name and one.row]
        return found if len(found) == count else [None] * count


class RawTranslation(NamedTuple):
    """A text in another language as it is written, the English it was made from, and the row and column it stands in.

    `key` names the text. A blank text is one that is missing.
    """

    row: int
    key: Key
    language: str
    text: str
    english: str
    made_by: str = ""
    read_by: str = ""
    at: str = "text"


@dataclass(frozen=True)
class RawTranslations:
    """The texts of a record in other languages, and the problems of the file or sheet that holds them."""

    origin: Origin
    rows: tuple[RawTranslation, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class RawRecord:
    """All that a reader gives: tables and settings by name; `version` changes whenever any of it changes.

    `problems` are those of no single table. `translations` is None where a record has none.
    """

    tables: Mapping[str, RawTable]
    settings: Mapping[str, RawSettings]
    version: str
    problems: tuple[Problem, ...] = ()
    translations: RawTranslations | None = None
