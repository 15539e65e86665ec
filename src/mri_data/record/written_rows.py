"""Tables and settings of a record as rows of text, each with what it is found by in another state of the record."""

import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import pandas as pd

from mri_data import schema
from mri_data.reading.data_folder import FILES
from mri_data.reading.raw import RawRecord, RawSettings, RawTable, RawTranslations, Section
from mri_data.schema import fields
from mri_data.schema.translations import TRANSLATIONS
from mri_data.words.errors import Origin

# Table -> the columns that name a row for people; those of other tables have a title.
NAMED_BY: Mapping[str, tuple[str, ...]] = {
    "forums": ("number", "places", "title"),
    "places": ("name",),
    "corrections": ("record", "column"),
}
TITLE = ("title",)
# Settings that are lists of entries, by the key of the list in its settings -> the name of the list here, and the keys
# that an entry is found by; the first is its id.
LISTS: Mapping[tuple[str, str], tuple[str, tuple[str, ...]]] = {
    ("corrections", "correction"): ("corrections", ("record", "column", "was")),
    ("quality_notes", "note"): ("quality_notes", ("id",)),
    ("story", "slide"): ("slides", ("slide",)),
    ("story", "story"): ("stories", ("record",)),
}
TRANSLATION_COLUMNS = ("id", "column", "language", "text", "made_by", "read_by")
# The key of a value that is no list of keys and values.
VALUE = "value"
# Begins what is no text in settings, such as a number or a day, so that 2013 differs from "2013"; it is there twice
# before a list of texts, three times before one of numbers.
NO_TEXT = "\0"


@dataclass(frozen=True)
class WrittenRows:
    """One table, or one list of settings: `cells` are texts, `keys` what its rows are found by, `ids` their ids.

    The cells in the columns `named_by` name a row for people. The order of the rows counts only where `ordered`.
    """

    origin: Origin
    cells: pd.DataFrame
    keys: "pd.Series[str]"
    ids: "pd.Series[str]"
    named_by: tuple[str, ...] = ()
    sections: Sequence[Section | None] | None = None
    ordered: bool = True

    @property
    def none(self) -> "WrittenRows":
        """The same table without any row."""
        parts = (self.cells.head(0), self.keys.head(0), self.ids.head(0))
        return WrittenRows(self.origin, *parts, self.named_by, (), self.ordered)

    def column(self, name: str) -> "pd.Series[str]":
        """The texts of a column, all blank where the table lacks it."""
        return self.cells[name] if name in self.cells else pd.Series("", index=self.cells.index, dtype="str")

    def row(self, position: int, column: str = "") -> int | None:
        """The row of the origin where a row begins or, in settings, where one of its keys stands; None if unknown."""
        if self.sections is None:
            return int(self.cells.index[position])
        section = self.sections[position] or Section()
        return section.keys.get(column, section.row) or None


def written_rows(raw: RawRecord) -> dict[str, WrittenRows]:
    """All tables and settings of a record by name, in a fixed order."""
    rows = {name: _table(name, raw.tables[name]) for name in schema.TABLES if name in raw.tables}
    for name in FILES:
        rows |= _settings(name, raw.settings[name]) if name in raw.settings else {}
    return rows | ({TRANSLATIONS: _translations(raw.translations)} if raw.translations else {})


def _translations(found: RawTranslations) -> WrittenRows:
    """The translations, found by their text and language; the English that they were made from is no change of theirs.

    A blank one is none.
    """
    rows = [row for row in found.rows if row.text]
    names = [(row.key.id, row.key.column, row.language) for row in rows]
    cells = [(*name, row.text, row.made_by, row.read_by) for name, row in zip(names, rows, strict=True)]
    table = pd.DataFrame(cells, index=[row.row for row in rows], columns=list(TRANSLATION_COLUMNS), dtype="str")
    keys = pd.Series(["\0".join((*row.key, row.language)) for row in rows], dtype="str")
    ids = pd.Series([row.key.id for row in rows], dtype="str")
    return WrittenRows(found.origin, table, keys, ids, TRANSLATION_COLUMNS[:3], ordered=False)


def shown(old: str, new: str) -> tuple[str, str]:
    """Two cells that differ as people write them: a text that looks like a number or a day has quotation marks."""
    before, after = old.lstrip(NO_TEXT), new.lstrip(NO_TEXT)
    if before != after:
        return before, after
    quoted = json.dumps(before, ensure_ascii=False)
    return (quoted, after) if len(old) < len(new) else (before, quoted)


def _table(name: str, table: RawTable) -> WrittenRows:
    cells = table.rows.reindex(columns=list(fields.columns(schema.TABLES[name])), fill_value="")
    named_by = NAMED_BY.get(name, TITLE)
    # A blank id is no address: such a row is found by its title, which cannot be taken for an id.
    keys = cells["id"].where(cells["id"] != "", NO_TEXT + cells[named_by[-1]])
    return WrittenRows(table.origin, cells, keys, cells["id"], named_by)


class _Entry(NamedTuple):
    """One entry of settings: what it is found by, its id, its values by key, and its section."""

    key: str
    id: str
    values: Mapping[str, Any]
    section: Section | None


def _settings(name: str, raw: RawSettings) -> dict[str, WrittenRows]:
    """The lists of entries of settings by name; settings without lists are one entry."""
    by_name = {section.name: section for section in reversed(raw.sections)}
    if name in {"about", "parties_about"}:
        return {name: _rows(raw, [_Entry("", "", raw.values, raw.sections[0])], ordered=False)}
    if name == "names":
        sections = {f"{name}.{key}": _named(value, by_name.get(key)) for key, value in raw.values.items()}
        return {part: _rows(raw, list(entries), ordered=False) for part, entries in sections.items()}
    lists = {(name, key): values for key, values in raw.values.items() if (name, key) in LISTS and _is_list(values)}
    others = {key: value for key, value in raw.values.items() if (name, key) not in lists}
    found = {LISTS[place][0]: list(_listed(raw, place, values)) for place, values in lists.items()}
    if others or not found:
        found[name] = [*found.get(name, ()), *_keyed(others, by_name)]
    return {part: _rows(raw, entries, NAMED_BY.get(part, TITLE)) for part, entries in found.items()}


def _is_list(values: Any) -> bool:
    return isinstance(values, list) and all(isinstance(one, dict) for one in values)


def _listed(raw: RawSettings, place: tuple[str, str], values: Sequence[Mapping[str, Any]]) -> Iterator[_Entry]:
    """The entries of a list such as `[[correction]]`."""
    _, found_by = LISTS[place]
    for one, section in zip(values, raw.sections_named(place[1], len(values)), strict=True):
        names = [_text(one.get(key, "")) for key in found_by]
        yield _Entry("\0".join(names), names[0].lstrip(NO_TEXT), one, section)


def _keyed(values: Mapping[str, Any], sections: Mapping[str, Section]) -> Iterator[_Entry]:
    """Entries that are found by their own key, such as sources."""
    for key, value in values.items():
        yield _Entry(key, key, value if isinstance(value, dict) else {VALUE: value}, sections.get(key))


def _named(values: Any, section: Section | None) -> Iterator[_Entry]:
    """The spellings of a section of names, by code."""
    known = section or Section()
    for code, value in (values if isinstance(values, dict) else {"": values}).items():
        yield _Entry(code, code, {VALUE: value}, Section(row=known.keys.get(code, known.row)))


def _rows(
    raw: RawSettings, entries: Sequence[_Entry], named_by: tuple[str, ...] = (), *, ordered: bool = True
) -> WrittenRows:
    columns = dict.fromkeys((*named_by, *(key for one in entries for key in one.values)))
    cells = {key: [_text(one.values.get(key, "")) for one in entries] for key in columns}
    table = pd.DataFrame(cells, index=range(len(entries)), dtype="str")
    keys, ids = (pd.Series([one[at] for one in entries], dtype="str") for at in (0, 1))
    return WrittenRows(raw.origin, table, keys, ids, named_by, [one.section for one in entries], ordered)


def _text(value: Any) -> str:
    """A value of settings as text: a text as it is, anything else after `NO_TEXT`; nothing where a list is empty."""
    if isinstance(value, str):
        return value
    if value == []:
        return ""
    if isinstance(value, list) and all(isinstance(one, str) and ";" not in one for one in value):
        return 2 * NO_TEXT + "; ".join(value)
    if isinstance(value, list) and all(type(one) is int for one in value):
        return 3 * NO_TEXT + "; ".join(map(_plain, value))
    return NO_TEXT + _plain(value)


def _plain(value: Any) -> str:
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    try:
        return json.dumps(value, ensure_ascii=False, default=str)
    except ValueError:
        # Python does not print numbers of more than 4,300 digits, but TOML can contain one, in hexadecimal.
        return f"{value:#x}" if isinstance(value, int) else "…"
