"""Which sheets a workbook of the record has and what their columns are: one layout for the writer and the reader."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, get_type_hints

from mri_data import schema
from mri_data.reading import translation_columns
from mri_data.reading.cell_names import column_of, letters
from mri_data.reading.data_folder import CONTEXT_FOLDER, FILES
from mri_data.reading.header_row import HeadNames, head_names, name_of
from mri_data.schema import fields
from mri_data.schema.settings import About, Correction, PartiesAbout, QualityNote, SlideNotes, Source, Story
from mri_data.schema.translations import TRANSLATIONS, TranslationRow
from mri_data.words.catalogue import Words, languages, words
from mri_data.words.columns import column_text
from mri_data.words.errors import quoted
from mri_data.words.languages import own_name
from mri_data.words.messages import joined, messages
from mri_data.words.spelling import fold

# The sheets in their order. What comes first is edited most.
SHEETS = (
    *("forums", "achievements", "places", "sources", "corrections", "quality_notes"),
    *("meetings", "milestones", "later_forums", "parties", "signatories", "parties_about"),
    *("names", "story", "about"),
)
# A sheet that a record may do without.
OPTIONAL = (TRANSLATIONS,)
# Sheets that explain the others, or hold the choices of their drop-down lists. They are not read.
READ_ME, LISTS = "read_me", "lists"
# Those of the context, which a record may do without.
CONTEXT = tuple(name for name, file in FILES.items() if file.startswith(f"{CONTEXT_FOLDER}/"))
# Settings with a row for each entry -> the columns.
ENTRIES: Mapping[str, tuple[str, ...]] = {
    "sources": ("id", "title", "publisher", "url", "terms", "read", "copy"),
    "corrections": ("record", "column", "was", "becomes", "reason", "source"),
    "quality_notes": ("id", "title", "text", "years", "records", "sources", "context"),
    "names": ("section", "code", "name"),
    "story": ("slide", "record", "notes", "gaps"),
}
# Settings with a row for each key -> what they are; and the columns of their sheets.
SINGLE: Mapping[str, Any] = {"about": About, "parties_about": PartiesAbout}
KEY_COLUMNS = ("setting", "value", "help")
TYPES: Mapping[str, tuple[Any, ...]] = {
    "sources": (Source,),
    "corrections": (Correction,),
    "quality_notes": (QualityNote,),
    "story": (SlideNotes, Story),
    **{name: (kind,) for name, kind in SINGLE.items()},
}
# The columns of tables that come first, and those that come last; the others are in the order of the schema.
FIRST = ("id", "number", "title", "name", "country", "signed", "kind")
LAST = ("source", "source_ref", "sources", "confidence", "note", "evidence", "also_known", "not_confirmed")
NO_PLACE = len(FIRST)
# The letters of a column behind all that Excel has.
AFTER_ALL = "XFE"
LETTERS = re.compile("[A-Z]{1,3}")


@dataclass(frozen=True)
class SheetPlace:
    """The origin of a table or settings in a workbook: a sheet. It puts a cell as Excel does: `Forums!B12`.

    `columns` are pairs of a column and its letters. A key that is no column is in the column `others`. `heads` are the
    heads of columns, and the names of keys, unless all of them are codes.
    """

    table: str
    name: str
    columns: tuple[tuple[str, str], ...] = ()
    others: str = ""
    heads: HeadNames = field(default=(), compare=False)

    def letter(self, column: str | None) -> str:
        """The letters of a column, by which one without a head is called; empty if the sheet lacks it."""
        if not column:
            return ""
        return dict(self.columns).get(column, self.others) or (column if LETTERS.fullmatch(column) else "")

    def position(self, column: str) -> int:
        """Where a column stands in the sheet, from 0; one that the sheet lacks comes after the others."""
        return column_of(self.letter(column) or AFTER_ALL)

    def place(self, row: int | None = None, column: str | None = None) -> str:
        """A cell, a row or the sheet in words: `Forums!B12, column "No."`, `Forums, row 12`."""
        letter = self.letter(column)
        where = f"{self._quoted}!{letter}{row}" if row is not None and letter else self.brief(row)
        phrase = "problem.setting" if self.table in SINGLE and column not in KEY_COLUMNS else "problem.column"
        column_name = [messages()(phrase, column=quoted(self.head(column)))] if column and column != letter else []
        return joined(", ", [where, *column_name])

    def brief(self, row: int | None = None) -> str:
        """A row or the sheet: `Forums, row 12`."""
        return self.name if row is None else joined(", ", [self.name, self.row_name(row)])

    def row_name(self, row: object) -> str:
        """A row by its number: `row 12`."""
        return messages()("problem.row", row=row)

    def nth_column(self, place: int) -> str:
        """A column by its place, from 0: `column X`."""
        return messages()("problem.column.letters", letters=letters(place))

    def head(self, column: str) -> str:
        """What a column or key is called in the sheet; a code of a name is in the column `code`."""
        heads = dict(self.heads)
        return heads.get(column) or (heads.get("code", column) if self.table == "names" else column)

    @property
    def is_worded(self) -> bool:
        """Whether the heads are words, and not all of them codes."""
        return bool(self.heads)

    @property
    def _quoted(self) -> str:
        """The name as Excel writes it before a cell: in quotation marks if it has spaces."""
        return self.name if self.name.isalnum() else "'" + self.name.replace("'", "''") + "'"


def title(name: str, say: Words) -> str:
    """The name of a sheet: `Forums`."""
    return say(f"sheet.{name}")


def example(text: str, say: Words) -> str:
    """The first cell of an example, which is not read: `Example: pga-2006`. No id has a colon."""
    return say("sheet.example", text=text)


@cache
def _beginnings_of_examples() -> tuple[str, ...]:
    return tuple(fold(example("", words(language))) for language in languages())


def is_example(cell: str) -> bool:
    """Whether a cell is the first of an example, in any language."""
    return fold(cell).startswith(_beginnings_of_examples())


@cache
def names_of_sheets() -> Mapping[str, str]:
    """Accepted name -> table or settings: the sheet's title in each language, and the name of the file."""
    files = {name_of(FILES[name].rpartition("/")[2].partition(".")[0]): name for name in ("parties",)}
    names = (*SHEETS, *OPTIONAL, READ_ME, LISTS)
    codes = {name_of(name): name for name in names}
    titles = {name_of(title(name, words(language))): name for language in languages() for name in names}
    return files | codes | titles


def columns_of(name: str) -> tuple[str, ...]:
    """The columns of a sheet by their codes."""
    if name in schema.TABLES:
        return tuple(sorted(fields.columns(schema.TABLES[name]), key=_order))
    return translation_columns.columns() if name == TRANSLATIONS else ENTRIES.get(name, KEY_COLUMNS)


def _order(column: str) -> int:
    """Where a column of a table belongs, as a key to sort by."""
    if column in FIRST:
        return FIRST.index(column)
    return NO_PLACE + (LAST.index(column) + 1 if column in LAST else 0)


def column_words(name: str, column: str, say: Words) -> tuple[str, str]:
    """The title of a column and what it holds."""
    if name in schema.TABLES:
        text = column_text(fields.columns(schema.TABLES[name])[column], say)
        return text.title, text.meaning
    if name == TRANSLATIONS:
        return _translation_words(column, say)
    return setting_words(column if name in SINGLE else f"{name}.{column}", say)


def title_of_column(column: str, say: Words) -> str:
    """The title of a column of the tables, from its code; the text itself if no table has it."""
    found = next((one for one in schema.TABLES if column in fields.columns(schema.TABLES[one])), None)
    return column_words(found, column, say)[0] if found else column


def _translation_words(column: str, say: Words) -> tuple[str, str]:
    described, language = fields.columns(TranslationRow), translation_columns.language_in(column)
    if column in described:
        text = column_text(described[column], say)
        return text.title, text.meaning
    if language == column:
        return own_name(language), column_text(described["text"], say).meaning
    key = "then" if language else column
    name = own_name(language) if language else ""
    return say(f"sheet.translations.{key}", language=name), say(f"sheet.translations.{key}.help")


def setting_words(texts: str, say: Words) -> tuple[str, str]:
    """The title of a setting or of a column of settings, and what it holds; `texts` is its key in the catalogue."""
    return say(f"setting.{texts}"), say(f"setting.{texts}.help")


def heads_of(name: str) -> dict[str, str]:
    """Accepted head -> column of a sheet of settings: its code, and its title in each language."""
    titles = {
        name_of(column_words(name, column, words(language))[0]): column
        for language in languages()
        for column in columns_of(name)
    }
    return titles | {column: column for column in columns_of(name)}


def keys_of(name: str) -> dict[str, str]:
    """Accepted name -> key of settings with a row for each: its code, and its title in each language."""
    keys = [key for key in get_type_hints(SINGLE[name]) if key != "key_rows"]
    titles = {name_of(setting_words(f"{name}.{key}", words(one))[0]): key for one in languages() for key in keys}
    return titles | {key: key for key in keys}


def names_of_keys(name: str, rows: Mapping[int, Sequence[str]], columns: Mapping[str, int]) -> HeadNames:
    """The name of each key of settings with a row for each, as it is written in its row, or else its title."""
    known, at = keys_of(name), columns.get("setting", 0)
    cells = [row[at].strip() for row in rows.values() if at < len(row)]
    written = {known[name_of(cell)]: cell for cell in reversed(cells) if name_of(cell) in known}
    titles = {key: setting_words(f"{name}.{key}", messages())[0] for key in get_type_hints(SINGLE[name])}
    return head_names(written, titles)


def read_as(name: str, column: str, say: Words) -> str:
    """The head of the column that shows how a date is read."""
    return say("sheet.read_as", title=column_words(name, column, say)[0])


def dated_columns(name: str) -> tuple[str, ...]:
    """The columns of a table that hold dates as people write them."""
    columns = fields.columns(schema.TABLES[name]) if name in schema.TABLES else {}
    return tuple(column for column, described in columns.items() if (described.metadata or {}).get("dated"))


@cache
def heads_not_read(name: str) -> frozenset[str]:
    """The heads of columns that only show how a date is read."""
    return frozenset(
        name_of(read_as(name, column, words(language))) for language in languages() for column in dated_columns(name)
    )


@cache
def types_of(name: str) -> Mapping[str, Any]:
    """Key -> type of its value, for settings."""
    return {key: kind for one in TYPES.get(name, ()) for key, kind in get_type_hints(one).items()}


def place_of(
    name: str, written: str, columns: Mapping[str, int], others: Mapping[str, int], heads: HeadNames
) -> SheetPlace:
    """The origin of a sheet called `written`, from where its columns and other heads are, from 0."""
    main = {**dict.fromkeys(SINGLE, "value"), "names": "code"}.get(name, "")
    keys = letters(columns[main]) if main in columns else ""
    found = {**others, **columns}
    return SheetPlace(name, written, tuple((head, letters(place)) for head, place in found.items()), keys, heads)


def day_keys(name: str) -> tuple[str, ...]:
    """The keys of settings that hold a day."""
    return tuple(key for key, kind in types_of(name).items() if kind is dt.date)
