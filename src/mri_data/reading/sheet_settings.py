"""Read a sheet of settings into the values that a settings file would hold; `settings` checks them."""

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import chain
from typing import Any

from mri_data import schema
from mri_data.reading import sheets
from mri_data.reading.dates import DateProblem, parse_date
from mri_data.reading.header_row import name_of, names_of_columns
from mri_data.reading.raw import RawSettings, Section
from mri_data.reading.settings import MAY_BE_BLANK, NAMES, SHORT_NAMES
from mri_data.schema import fields
from mri_data.schema.settings import LanguageCode
from mri_data.words.catalogue import languages, words
from mri_data.words.errors import Fix, Origin, Problem
from mri_data.words.spelling import UnknownName, language_spellings, split_list

Rows = Mapping[int, Sequence[str]]
Columns = Mapping[str, int]
# What is written for true and false, and “yes” in each language.
YES, NO = {"yes", "y", "true", "x", "1", "✓"}, {"no", "n", "false", "0", "-", "–"}
# Names of the lists of entries in the files of settings with sheets of their own.
SECTION = {"corrections": "correction", "quality_notes": "note"}
# The most digits of a number that is a year, and then some.
LONGEST_NUMBER = 9


def settings_of(name: str, origin: Origin, columns: Columns, rows: Rows) -> RawSettings:
    """The settings that the rows of a sheet hold; `columns` are the places of its columns, from 0."""
    entries = {row: _entry(cells, columns) for row, cells in rows.items()}
    if name in sheets.SINGLE:
        return _keys(name, origin, entries)
    if name == "names":
        return _names(origin, entries)
    if name == "sources":
        return _sources(origin, entries)
    if name == "story":
        return _talk(origin, entries)
    values, sections = _list(name, entries)
    return RawSettings(origin, {SECTION[name]: values}, [Section(), *sections], in_cells=True)


def _entry(cells: Sequence[str], columns: Columns) -> dict[str, str]:
    """The cells of a row by column, without blank ones."""
    found = {column: cells[place] for column, place in columns.items() if place < len(cells)}
    return {column: cell for column, cell in found.items() if cell.strip()}


def _list(name: str, entries: Mapping[int, dict[str, str]]) -> tuple[list[dict[str, Any]], list[Section]]:
    """The entries as values, and the section of each."""
    values = [_values(name, cells) for cells in entries.values()]
    keys = sheets.columns_of(name)
    return values, [Section(SECTION[name], row, dict.fromkeys(keys, row)) for row in entries]


def _values(name: str, cells: Mapping[str, str]) -> dict[str, Any]:
    types = sheets.types_of(name)
    blank = {column: "" for column in sheets.columns_of(name) if column in MAY_BE_BLANK}
    return {**blank, **{key: value_of(cell, types.get(key, str), key) for key, cell in cells.items() if key != "help"}}


def value_of(cell: str, kind: Any, key: str = "") -> Any:
    """The value that a cell holds for a setting of a type; the text itself where it does not hold one."""
    if kind is str:
        return _column_meant(cell.strip()) if key == "column" else cell.strip() if key in CODES else cell
    text = cell.strip()
    if kind is dt.date:
        return _day(text)
    if kind is LanguageCode:
        return _language(text)
    if kind is int:
        return int(text) if text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER else text
    if kind is bool:
        return True if text.casefold() in _yes() else False if text.casefold() in NO else text
    return [value_of(item, int if kind == tuple[int, ...] else str, "id") for item in split_list(text)]


# Keys of ids and codes, in which spaces around them mean nothing. Other texts are kept as they are typed.
CODES = {"id", "record", "column", "source", "slide", "section", "code", "parties_source", "check_source"}


@cache
def _yes() -> frozenset[str]:
    return frozenset(YES | {words(language)("sheet.yes") for language in languages()})


def _day(text: str) -> dt.date | str:
    try:
        date = parse_date(text)
    except DateProblem:
        return text
    return date.earliest if date.precision == "day" and date.earliest else text


def _language(text: str) -> str:
    """The code of a language, from that or its name in any language; the text itself if it is neither."""
    try:
        return language_spellings().code(text)
    except UnknownName:
        return text


@cache
def _column_names() -> Mapping[str, str]:
    return dict(chain.from_iterable(names_of_columns(fields.columns(one)).items() for one in schema.TABLES.values()))


def _column_meant(text: str) -> str:
    """The code of a column of the tables, from its code or title."""
    known = {column for table in schema.TABLES.values() for column in fields.columns(table)}
    return text if text in known else _column_names().get(name_of(text), text)


def _keys(name: str, origin: Origin, entries: Mapping[int, dict[str, str]]) -> RawSettings:
    """Settings with a row for each key."""
    known, types = sheets.keys_of(name), sheets.types_of(name)
    values: dict[str, Any] = {}
    rows: dict[str, int] = {}
    problems: list[Problem] = []
    for row, cells in entries.items():
        written = cells.get("setting", "").strip()
        key = known.get(name_of(written), written)
        if not key and "value" in cells:
            nameless = Problem.of("problem.sheet.no_setting", origin, row, "setting", value=cells["value"])
            problems.append(nameless.with_fixes(Fix(deleted=(row,))))
        elif "value" not in cells:
            rows.setdefault(key, row)
        elif key in values:
            again = _twice(origin, row, "setting", written, rows[key])
            problems.append(again.with_fixes(Fix(deleted=(row,))))
        else:
            values[key], rows[key] = value_of(cells["value"], types.get(key, str), key), row
    return RawSettings(origin, values, [Section(keys=rows)], tuple(problems), in_cells=True)


def _twice(origin: Origin, row: int, column: str, value: str, first: int) -> Problem:
    return Problem.of("problem.sheet.repeated", origin, row, column, value, first=origin.row_name(first))


def _sources(origin: Origin, entries: Mapping[int, dict[str, str]]) -> RawSettings:
    """Sources by id, each with a section of its name."""
    values: dict[str, Any] = {}
    sections = [Section()]
    problems: list[Problem] = []
    first: dict[str, int] = {}
    for row, cells in entries.items():
        name = cells.get("id", "").strip()
        if not name:
            problems.append(Problem.of("problem.sheet.no_id", origin, row, "id"))
        elif name in values:
            again = _twice(origin, row, "id", name, first[name])
            problems.append(again.with_fixes(Fix(deleted=(row,))) if cells == entries[first[name]] else again)
        else:
            first[name] = row
            values[name] = _values("sources", {key: cell for key, cell in cells.items() if key != "id"})
            sections.append(Section(name, row, dict.fromkeys(sheets.columns_of("sources"), row)))
    return RawSettings(origin, values, sections, tuple(problems), in_cells=True)


def _talk(origin: Origin, entries: Mapping[int, dict[str, str]]) -> RawSettings:
    """The notes of slides, and those of records that have a slide of their own."""
    values: dict[str, list[dict[str, Any]]] = {"slide": [], "story": []}
    sections = [Section()]
    problems: list[Problem] = []
    for row, cells in entries.items():
        kinds = [kind for kind, key in (("slide", "slide"), ("story", "record")) if key in cells]
        if len(kinds) != 1:
            problems.append(Problem.of("problem.sheet.talk", origin, row, "slide"))
            continue
        values[kinds[0]].append(_values("story", cells))
        sections.append(Section(kinds[0], row, dict.fromkeys(cells, row)))
    return RawSettings(origin, {key: one for key, one in values.items() if one}, sections, tuple(problems), True)


def _names(origin: Origin, entries: Mapping[int, dict[str, str]]) -> RawSettings:
    """The spellings by section and code, a row for each."""
    values: dict[str, dict[str, Any]] = {}
    rows: dict[str, dict[str, int]] = {}
    problems: list[Problem] = []
    for row, cells in entries.items():
        missing = next((column for column in sheets.ENTRIES["names"] if column not in cells), None)
        if missing:
            problems.append(Problem.of("problem.sheet.names", origin, row, missing))
            continue
        section, code, name = _section(cells["section"].strip()), cells["code"].strip(), cells["name"]
        held = values.setdefault(section, {})
        keys = rows.setdefault(section, {})
        if NAMES.get(section) is SHORT_NAMES and code in held:
            problems.append(_twice(origin, row, "code", code, keys[code]))
        elif NAMES.get(section) is SHORT_NAMES:
            held[code], keys[code] = name, row
        else:
            held.setdefault(code, []).append(name)
            keys.setdefault(code, row)
    sections = [Section(), *(Section(name, min(keys.values()), keys) for name, keys in rows.items())]
    return RawSettings(origin, values, sections, tuple(problems), in_cells=True)


@cache
def _section_names() -> Mapping[str, str]:
    return {name_of(words(one)(f"setting.names.of.{section}")): section for one in languages() for section in NAMES}


def _section(written: str) -> str:
    """The section of names that is meant by its code or in words, such as `Short name`."""
    return _section_names().get(name_of(written), written)
