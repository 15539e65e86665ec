"""The parts of a dataset in another language: each text has its translation where there is one, else it stays."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar

import pandas as pd

from mri_data.reading import assemble
from mri_data.record.context import BY_DATE, Context
from mri_data.schema.context import TABLES
from mri_data.schema.records import RECORD_KINDS
from mri_data.schema.settings import About, Correction, QualityNote, SlideNotes, Source, Story
from mri_data.schema.translations import BETWEEN_NAMES, NOTED, Key, Translation, columns_with_texts
from mri_data.words.alphabet import sort_keys
from mri_data.words.catalogue import words
from mri_data.words.names import Labels

Texts = Mapping[Key, Translation]
Spoken = TypeVar("Spoken", SlideNotes, Story)
COUNTRIES = ("parties", "signatories")


def records(table: pd.DataFrame, places: pd.DataFrame, texts: Texts, language: str) -> pd.DataFrame:
    """The table of records, sorted by date and then by the alphabet of the language."""
    rows = pd.Index(table["id"])
    names = dict.fromkeys(column for name in RECORD_KINDS for column in columns_with_texts(name))
    columns = {name: _column(table[name], rows, texts, tuple(RECORD_KINDS), name) for name in names}
    found = table.assign(**columns, cities=assemble.looked_up(table["places"], places["name"]))
    order = assemble.by_date(found, partial(sort_keys, language=language))
    return found if list(order) == list(range(len(found))) else found.iloc[order].reset_index(drop=True)


def places(table: pd.DataFrame, texts: Texts) -> pd.DataFrame:
    """The table of places."""
    return table.assign(name=_column(table["name"], table.index, texts, ("places",), "name"))


def _column(
    cells: "pd.Series[Any]", rows: "pd.Index[Any]", texts: Texts, tables: Sequence[str], name: str
) -> "pd.Series[Any]":
    """A column with its translations; `rows` are the ids of its rows."""
    found = {key.id: one for key, one in texts.items() if key.table in tables and key.column == name}
    at = rows.get_indexer(list(found))
    made = [one.notes if name in NOTED else one.text for one in found.values()]
    changed = cells.copy()
    if name not in NOTED:
        changed.iloc[at[at >= 0]] = [text for text, row in zip(made, at, strict=True) if row >= 0]
        return changed
    values = cells.to_numpy(dtype=object, copy=True)
    for row, notes in zip(at, made, strict=True):
        if row >= 0:
            values[row] = notes
    return pd.Series(values, index=cells.index, dtype=object)


def names(
    known: Mapping[str, Mapping[str, str]], places: pd.DataFrame, texts: Texts
) -> Mapping[str, Mapping[str, str]]:
    """The names of places and bodies."""
    full = {**known["body.full"], **_first_names("bodies", texts)}
    short = {code: name for code, name in known["body"].items() if name != known["body.full"].get(code)}
    called = {**full, **short, **_first_names("short", texts)}
    return {**known, "place": places["name"].to_dict(), "body": called, "body.full": full, **_spellings(texts)}


def _spellings(texts: Texts) -> dict[str, dict[str, str]]:
    """All names of bodies and kinds, for the text search."""
    found: dict[str, dict[str, str]] = {"body.search": {}, "kind.search": {}}
    for key, one in texts.items():
        if key.table == "names":
            codes = found["kind.search" if key.id == "kinds" else "body.search"]
            codes[key.column] = f"{codes.get(key.column, '')} {one.text}"
    return found


def _first_names(section: str, texts: Texts) -> dict[str, str]:
    """Code -> its official name, of a section of names."""
    found = {key.column: one.text for key, one in texts.items() if key[:2] == ("names", section)}
    return {code: text.partition(BETWEEN_NAMES)[0] for code, text in found.items()}


def context(known: Context, places: pd.DataFrame, texts: Texts, language: str) -> Context:
    """The context; the name of a State that has no translation is that of CLDR."""
    made = {name: _context_table(name, known.table(name), places, texts, language) for name in TABLES}
    return replace(known, **made)


def _context_table(name: str, table: pd.DataFrame, places: pd.DataFrame, texts: Texts, language: str) -> pd.DataFrame:
    rows = pd.Index(table["id"])
    if name in COUNTRIES and len(table):
        labels = Labels(words(language))
        table = table.assign(title=[labels("country", code) for code in table["country"]])
    columns = {column: _column(table[column], rows, texts, (name,), column) for column in columns_with_texts(name)}
    if "cities" in table:
        columns["cities"] = assemble.looked_up(table["places"], places["name"])
    found = table.assign(**columns)
    found["letters"] = sort_keys(found["title"], language)
    *days, title = BY_DATE
    ordered = found.sort_values([*days, "letters", title], kind="stable")
    return ordered.drop(columns="letters").reset_index(drop=True)


def sources(known: Mapping[str, Source], texts: Texts) -> dict[str, Source]:
    """The sources: their terms; titles and publishers stay as they are."""
    return {name: replace(one, terms=_text(texts, "sources", name, "terms", one.terms)) for name, one in known.items()}


def notes(known: Iterable[QualityNote], texts: Texts) -> tuple[QualityNote, ...]:
    """The notes on what is still to be documented."""
    return tuple(
        replace(
            one,
            title=_text(texts, "quality_notes", one.id, "title", one.title),
            text=_text(texts, "quality_notes", one.id, "text", one.text),
        )
        for one in known
    )


def corrections(known: Iterable[Correction], texts: Texts) -> tuple[Correction, ...]:
    """The corrections: their reasons, which are found by their English text, as corrections have no ids."""
    return tuple(replace(one, reason=_text(texts, "corrections", one.reason, "reason", one.reason)) for one in known)


def talk(known: Iterable[Spoken], texts: Texts) -> tuple[Spoken, ...]:
    """What is said on slides, found by its English text, as slides have no ids."""
    return tuple(replace(one, notes=_text(texts, "story", one.notes, "notes", one.notes)) for one in known)


def about(known: About, texts: Texts) -> About:
    """What the record is called."""
    title, short_title = (_text(texts, "about", "about", key, getattr(known, key)) for key in ("title", "short_title"))
    return replace(known, title=title, short_title=short_title)


def _text(texts: Texts, table: str, one: str, column: str, english: str) -> str:
    found = texts.get(Key(table, one, column))
    return found.text if found else english


def shown_texts(texts: Texts) -> frozenset[str]:
    """All texts as pages show them: of notes, each without its sources."""
    noted = {note.text for one in texts.values() for note in one.notes}
    return frozenset({one.text for one in texts.values()} | noted)
