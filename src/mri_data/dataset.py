"""The record as one object: read, made regular and checked. What is sound is shown; what is not is named."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar, get_args, get_type_hints

import pandas as pd

from mri_data import assemble, validate
from mri_data.entries import About, Correction, QualityNote, Source, Story
from mri_data.errors import DataError, Problem, quoted
from mri_data.labels import Labels
from mri_data.load import DATA_DIR, load
from mri_data.normalise import all_spellings, normalise
from mri_data.query import Filters, facets
from mri_data.words import Words, words

Entry = TypeVar("Entry")

# How the kinds of values of a settings file are written.
WRITTEN: Mapping[Any, str] = {
    str: '"text"',
    int: "2012",
    bool: "true",
    dt.date: "2026-11-24",
    tuple[str, ...]: '["text"]',
    tuple[int, ...]: "[2012]",
}
NAMES: Mapping[str, Any] = {"places": tuple[str, ...], "bodies": tuple[str, ...], "short": str}


@dataclass(frozen=True)
class Dataset:
    """One version of the record. `records` and `places` hand out copies on write: no reader can change the data.

    `problems` are what the check found; records with a problem are not in `records`.
    """

    table: pd.DataFrame
    place_table: pd.DataFrame
    sources: Mapping[str, Source]
    corrections: tuple[Correction, ...]
    notes: tuple[QualityNote, ...]
    stories: tuple[Story, ...]
    about: About
    names: Mapping[str, Mapping[str, str]]
    problems: tuple[Problem, ...]
    version: str

    @property
    def records(self) -> pd.DataFrame:
        """Forums and achievements, one row a record, in the order of their dates; undated ones last."""
        return self.table.copy(deep=False)

    @property
    def places(self) -> pd.DataFrame:
        """Cities by id: name, country (ISO 3166-1 alpha-2), continent, lat and lon (degrees, WGS 84)."""
        return self.place_table.copy(deep=False)

    @cached_property
    def codes(self) -> dict[str, frozenset[str]]:
        """Every code each facet of the records has."""
        return {facet: frozenset(counts) for facet, counts in facets(self.table, Filters()).items()}

    def labels(self, say: Words) -> Labels:
        """Words of a language with this record's names of places and bodies."""
        return Labels(say, self.names)


def load_dataset(path: str | Path | None = None) -> Dataset:
    """Read and check a folder of data, by default the shipped one.

    `DataError` when a file is missing or cannot be used at all; anything less is in `Dataset.problems`.
    """
    raw = load(Path(path) if path else DATA_DIR)
    settings = raw.settings
    corrections = _entries(Correction, settings, "corrections.toml", "correction")
    notes = _entries(QualityNote, settings, "quality_notes.toml", "note")
    stories = _entries(Story, settings, "story.toml", "story")
    sources, written_names = validate.complete(settings["sources.toml"]), _names(settings["names.toml"])
    spellings = all_spellings(raw.tables["places.csv"].rows, written_names, sources)
    tables = {file: normalise(table, corrections, spellings) for file, table in raw.tables.items()}
    problems = validate.problems(tables, corrections, notes, stories, settings["sources.toml"])
    sound = {file: assemble.sound_lines(normal, problems) for file, normal in tables.items()}
    places = assemble.places(tables["places.csv"], sound["places.csv"])
    names = assemble.names(places, written_names)
    return Dataset(
        table=assemble.records(tables, sound, places, Labels(words("en"), names)),
        place_table=places,
        sources={key: _entry(Source, {"id": key, **entry}, "sources.toml") for key, entry in sources.items()},
        corrections=corrections,
        notes=notes,
        stories=stories,
        about=_entry(About, settings["about.toml"], "about.toml"),
        names=names,
        problems=tuple(problems),
        version=raw.version,
    )


def _entries(kind: type[Entry], settings: Mapping[str, Any], file: str, key: str) -> tuple[Entry, ...]:
    entries = settings[file].get(key, [])
    if not isinstance(entries, list):
        raise _wrong(file, key, entries, f"[[{key}]]")
    return tuple(_entry(kind, entry, file) for entry in entries)


def _entry(kind: type[Entry], values: Any, file: str) -> Entry:
    """One entry of a settings file as its dataclass; lists become tuples."""
    types = get_type_hints(kind)
    try:
        frozen = {key: _frozen(value) for key, value in values.items()}
        entry = kind(**frozen)
    except (AttributeError, TypeError):
        raise DataError(words("en")("problem.entry", file=file, wanted=", ".join(types))) from None
    for key, value in frozen.items():
        if not _fits(value, types[key]):
            raise _wrong(file, key, values[key], WRITTEN[types[key]])
    return entry


def _names(written: Mapping[str, Any]) -> Mapping[str, Mapping[str, Any]]:
    """The spellings of `names.toml`, if each of them is written as one."""
    for section, kind in NAMES.items():
        entries = written.get(section, {})
        if not isinstance(entries, dict):
            raise _wrong("names.toml", section, entries, f"[{section}]")
        for code, value in entries.items():
            if not value or not _fits(_frozen(value), kind):
                raise _wrong("names.toml", code, value, WRITTEN[kind])
    return written


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _fits(value: Any, kind: Any) -> bool:
    """Whether a value is of a kind, exactly: a moment is not a day, and yes is not a number."""
    items = get_args(kind)
    return type(value) is tuple and all(type(one) is items[0] for one in value) if items else type(value) is kind


def _wrong(file: str, key: str, value: Any, written: str) -> DataError:
    return DataError(words("en")("problem.entry.value", file=file, name=key, value=quoted(str(value)), written=written))
