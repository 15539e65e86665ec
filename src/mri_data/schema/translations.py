"""The texts of the record in other languages: which texts there are, and the columns of the file that holds them.

The record itself is in English. A translation stands next to the English text that it was made from, so that it is
known to be stale once that text has changed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import pandera.pandas as pa
from pandera.typing.pandas import Series

from mri_data.schema import fields as described
from mri_data.schema.settings import Note

# The language of the record itself.
RECORD_LANGUAGE = "en"
# The table of translations, and who may have made one.
TRANSLATIONS = "translations"
MACHINE = "machine"
MAKERS = (MACHINE, "translator", "staff")

# Table or settings -> the columns or keys with texts for readers.
TEXTS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("forums", "achievements"), ("title", "summary", "source_ref", "also_known", "not_confirmed")),
    "meetings": ("title", "note"),
    "milestones": ("title", "note"),
    "later_forums": ("title", "note"),
    "parties": ("note",),
    "signatories": ("note",),
    "corrections": ("reason",),
    "quality_notes": ("title", "text"),
    "story": ("notes",),
    "about": ("title", "short_title"),
}
# The same of names, which stay as they are where they have no translation.
NAMES: Mapping[str, tuple[str, ...]] = {
    "forums": ("name_then",),
    "places": ("name",),
    "sources": ("terms",),
    "meetings": ("chair",),
    "later_forums": ("run_by",),
    "parties": ("title",),
    "signatories": ("title",),
}
TABLES = tuple(dict.fromkeys((*TEXTS, *NAMES, "names")))
# The columns whose texts are lists of notes, each with its sources in brackets.
NOTED = ("also_known", "not_confirmed")
# The sections of `names` whose names have translations; there a column is a code. Between the names of one code.
SECTIONS = ("bodies", "short", "kinds")
BETWEEN_NAMES = "; "
# Settings without ids: their entries are counted from 1, and named by their list: `slide.2`.
COUNTED: Mapping[str, tuple[str, ...]] = {"corrections": ("correction",), "story": ("slide", "story")}


class Key(NamedTuple):
    """Which text: its table or settings, the id of its row or entry, and its column or key."""

    table: str
    id: str
    column: str


@dataclass(frozen=True)
class Translation:
    """A text in another language, who made it, and who has read it, if anybody; `notes` are those that it holds."""

    text: str
    made_by: str = ""
    read_by: str = ""
    notes: tuple[Note, ...] = ()


class TranslationRow(pa.DataFrameModel):
    """One row for each text and language."""

    table: Series[str] = described.column("translation.table", isin=TABLES, example="achievements")
    id: Series[str] = described.column("translation.id", str_length=described.LINE, example="handbook")
    column: Series[str] = described.column("translation.column", str_length=described.LINE, example="title")
    language: Series[str] = described.column("translation.language", example="fr")
    text: Series[str] = described.column("translation.text", blank=True, example="Forum 4 : Athènes")
    english: Series[str] = described.column("translation.english", blank=True, example="Forum 4: Athens")
    made_by: Series[str] = described.column("translation.made_by", isin=("", *MAKERS), blank=True, example="machine")
    read_by: Series[str] = described.column("translation.read_by", blank=True, optional=True, example="Ana Pérez")


def columns_with_texts(table: str) -> tuple[str, ...]:
    """The columns or keys of a table or settings whose texts may have translations."""
    return (*TEXTS.get(table, ()), *NAMES.get(table, ()))
