"""What the sheets of the workbook for editing hold: the tables and settings of a record as texts in cells."""

import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Any, get_type_hints

import pandas as pd
import pandera.pandas as pa

from mri_data import schema
from mri_data.reading import sheet_translations, sheets
from mri_data.reading.choices import choice_words
from mri_data.reading.data_folder import FILES
from mri_data.reading.dates import parse_date, parse_dates
from mri_data.reading.raw import RawRecord, RawSettings, RawTable
from mri_data.reading.settings import NAMES
from mri_data.reading.sheet_settings import SECTION
from mri_data.schema import fields
from mri_data.schema.settings import SLIDES
from mri_data.schema.translations import TRANSLATIONS
from mri_data.words.catalogue import Words
from mri_data.words.columns import column_text
from mri_data.words.date_text import date_text, date_texts
from mri_data.words.errors import quoted
from mri_data.words.names import Labels
from mri_data.words.spelling import language_spellings, split_list

# Where the names of a column with one name in each cell are listed: the sheet and its column.
LISTED_IN = {"sources": ("sources", "id"), "places": ("places", "name")}
SETTINGS_LISTED_IN = {("corrections", "source"): LISTED_IN["sources"]}


@dataclass(frozen=True)
class Column:
    """One column: its head, the help on it, and what its drop-down list offers.

    `choices` are texts, or `listed_in` names the sheet and the column that has them. `ours` is a column that only shows
    something, and is not read.
    """

    code: str
    head: str
    help: str = ""
    choices: tuple[str, ...] = ()
    listed_in: tuple[str, str] | None = None
    ours: bool = False


@dataclass(frozen=True)
class SheetContent:
    """One sheet: its name as a table or settings, its columns, and its rows as texts; `example` is a row not read.

    `states` say of rows, by their place, that there is something to do.
    """

    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[str]] = ()
    example: Sequence[str] = field(default=())
    states: Mapping[int, str] = field(default_factory=dict)


def contents(raw: RawRecord, say: Words) -> list[SheetContent]:
    """The sheets of a record, in order."""
    language = str(raw.settings["about"].values.get("language", ""))
    return [
        *(
            _table(name, raw.tables[name], language, say) if name in raw.tables else _settings(name, raw, say)
            for name in sheets.SHEETS
            if name in raw.tables or name in raw.settings
        ),
        *([_translations(raw, say)] if raw.translations else []),
    ]


def _translations(raw: RawRecord, say: Words) -> SheetContent:
    codes, rows = sheet_translations.rows_of(raw, say)
    columns = [Column(code, *sheets.column_words(TRANSLATIONS, code, say)) for code in codes]
    states = {at: row.state for at, row in enumerate(rows) if row.state}
    return SheetContent(TRANSLATIONS, columns, [row.cells for row in rows], states=states)


def emptied(sheet: SheetContent, say: Words) -> SheetContent:
    """The sheet without entries, with its first entry as an example; settings of one value each keep their keys."""
    if sheet.name in sheets.SINGLE:
        return replace(sheet, rows=[[key, "", meaning] for key, _, meaning in sheet.rows])
    first = sheet.rows[0] if sheet.rows else [""] * len(sheet.columns)
    place = next((at for at, cell in enumerate(first) if cell), 0)
    example = [*first[:place], sheets.example(first[place], say), *first[place + 1 :]]
    return replace(sheet, rows=(), states={}, example=example)


# --- tables


def _table(name: str, table: RawTable, language: str, say: Words) -> SheetContent:
    described = fields.columns(schema.TABLES[name])
    columns: list[Column] = []
    texts: list[pd.Series] = []
    for code in sheets.columns_of(name):
        columns.append(_column(name, code, described[code], say))
        texts.append(table.rows[code].replace(choice_words(code, described[code], say)))
        if code in sheets.dated_columns(name):
            columns.append(Column("", sheets.read_as(name, code, say), say("sheet.read_as.help"), ours=True))
            texts.append(_read_as(table.rows[code], language, say))
    return SheetContent(name, columns, [list(row) for row in zip(*texts, strict=True)])


def _read_as(cells: pd.Series, language: str, say: Words) -> pd.Series:
    """How each date is read, in words; a sentence where it cannot be read."""
    dates, failed = parse_dates(cells, language)
    found = pd.Series(date_texts(dates["edtf"].fillna(""), say), index=cells.index, dtype=object)
    found[cells == ""] = ""
    found[failed.index] = say("sheet.not_read")
    return found


def _column(name: str, code: str, column: pa.Column, say: Words) -> Column:
    text, meta = column_text(column, say), column.metadata or {}
    unit = [say("sheet.help.unit", unit=text.unit)] if text.unit else []
    several = [say("sheet.help.several")] if meta.get("multiple") else []
    choices = choice_words(code, column, say)
    example = [say("sheet.help.example", example=_example(meta, choices, say))] if meta.get("example") else []
    blank = [say("sheet.help.blank", blank=text.blank)] if text.blank else [say("sheet.help.needed")]
    helped = " ".join(
        [_in_a_workbook(text.meaning, choices, say), *unit, *_listed(meta, say), *several, *blank, *example]
    )
    listed = None if meta.get("multiple") else LISTED_IN.get(meta.get("names", ""))
    return Column(code, text.title, helped, tuple(choices.values()), listed)


def _example(meta: Mapping[str, Any], choices: Mapping[str, str], say: Words) -> str:
    """The example of a column in the words of a language, where they are those that can be read."""
    text, labels = str(meta["example"]), Labels(say)
    if meta.get("dated"):
        return date_text(parse_date(text).edtf, say)
    if meta.get("names") == "languages":
        names = language_spellings()
        return labels.all_of([labels("language", names.code(one)) for one in split_list(text, names)])
    return choices.get(text.replace(" ", "-"), text)


def _listed(meta: Mapping[str, Any], say: Words) -> list[str]:
    """A sentence that says in which sheet the names of a column are; none for other columns."""
    if meta.get("names") == "sources":
        key = "sheet.help.sources" if meta.get("multiple") else "sheet.help.source"
        return [say(key, title=sheets.title("sources", say))]
    return [say("sheet.help.bodies", title=sheets.title("names", say))] if meta.get("names") == "bodies" else []


def _in_a_workbook(text: str, choices: Mapping[str, str], say: Words) -> str:
    """The help of a column, with sheets in place of files, words in place of codes, and without marks of code."""
    for name, file in FILES.items():
        text = text.replace(f"`{file}`", say("sheet.named", title=sheets.title(name, say)))
    for code, choice in choices.items():
        text = text.replace(f"`{code}`", quoted(choice))
    return text.replace("`", "")


# --- settings


def _settings(name: str, record: RawRecord, say: Words) -> SheetContent:
    raw = record.settings[name]
    if name in sheets.SINGLE:
        return _keys(name, raw, say)
    entries = list(_entries(name, raw, say))
    entries = _with_titles(entries, record, say) if name == "corrections" else entries
    ours = sheets.columns_of(name)
    more = [key for key in dict.fromkeys(chain.from_iterable(entries)) if key not in ours]
    columns = [_setting_column(name, key, say) for key in ours] + [Column(key, key) for key in more]
    rows = [[_text(entry.get(column.code, ""), say) for column in columns] for entry in entries]
    return SheetContent(name, columns, rows)


def _setting_column(name: str, key: str, say: Words) -> Column:
    head, helped = sheets.column_words(name, key, say)
    choices = {
        ("names", "section"): tuple(say(f"setting.names.of.{section}") for section in NAMES),
        ("story", "slide"): SLIDES,
        ("sources", "copy"): (say("sheet.yes"),),
        ("corrections", "column"): _titles_of_columns(say),
    }
    return Column(key, head, helped.replace("`", ""), choices.get((name, key), ()), SETTINGS_LISTED_IN.get((name, key)))


def _titles_of_columns(say: Words) -> tuple[str, ...]:
    """The titles of all columns of the tables, those of forums first."""
    titles = [sheets.column_words(table, code, say)[0] for table in schema.TABLES for code in sheets.columns_of(table)]
    return tuple(dict.fromkeys(titles))


def _with_titles(entries: list[dict[str, Any]], record: RawRecord, say: Words) -> list[dict[str, Any]]:
    """The corrections, each with the title of its column in the sheet that has its record."""
    sheet = {str(one): name for name, table in record.tables.items() for one in table.rows["id"]}

    def titled(entry: Mapping[str, Any]) -> Any:
        table, column = sheet.get(str(entry.get("record")), ""), str(entry["column"])
        is_ours = bool(table) and column in sheets.columns_of(table)
        return sheets.column_words(table, column, say)[0] if is_ours else entry["column"]

    return [{**one, "column": titled(one)} if "column" in one else one for one in entries]


def _entries(name: str, raw: RawSettings, say: Words) -> Iterator[dict[str, Any]]:
    """The entries of settings, each as the values of its columns."""
    values = raw.values
    if name == "names":
        for section, codes in values.items():
            yield from _spellings(section, codes, say)
    elif name == "sources":
        for source, entry in values.items():
            yield {"id": source, **(entry if isinstance(entry, dict) else {"title": entry})}
    else:
        for key in ("slide", "story") if name == "story" else (SECTION[name],):
            found = values.get(key, [])
            yield from (one for one in (found if isinstance(found, list) else [found]) if isinstance(one, dict))


def _spellings(section: str, codes: Any, say: Words) -> Iterator[dict[str, Any]]:
    called = say(f"setting.names.of.{section}") if section in NAMES else section
    for code, names in codes.items() if isinstance(codes, Mapping) else [("", codes)]:
        for name in names if isinstance(names, list) else [names]:
            yield {"section": called, "code": code, "name": name}


def _keys(name: str, raw: RawSettings, say: Words) -> SheetContent:
    """Settings with a row for each key, those that we do not know last."""
    known = get_type_hints(sheets.SINGLE[name])
    explained = {key: sheets.setting_words(f"{name}.{key}", say) for key in known}
    rows = [[title, _text(raw.values.get(key, ""), say), helped] for key, (title, helped) in explained.items()]
    rows += [[key, _text(value, say), ""] for key, value in raw.values.items() if key not in known]
    columns = [Column(key, *sheets.column_words(name, key, say)) for key in sheets.KEY_COLUMNS]
    return SheetContent(name, columns, rows)


def _text(value: Any, say: Words) -> str:
    """A value as a text that the reader understands."""
    if isinstance(value, bool):
        return say("sheet.yes" if value else "sheet.no")
    if isinstance(value, list) and not any(isinstance(item, dict | list) for item in value):
        return "; ".join(_text(item, say) for item in value)
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, default=str)
    return Labels(say).day(value) if type(value) is dt.date else str(value)
