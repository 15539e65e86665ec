"""The record as one object: read, made regular and checked. What is sound is shown; what is not is named."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd

from mri_data import assemble, validate
from mri_data.errors import DataError, Problem
from mri_data.labels import Labels
from mri_data.load import DATA_DIR, load
from mri_data.normalise import Correction, all_spellings, normalise
from mri_data.query import Filters, facets
from mri_data.words import Words, words

Entry = TypeVar("Entry")


@dataclass(frozen=True)
class Source:
    """Something a record cites; `terms` is its licence or terms of use, `read` the day it was read."""

    id: str
    title: str
    publisher: str
    url: str
    terms: str
    read: dt.date
    copy: bool = False


@dataclass(frozen=True)
class QualityNote:
    """What is not known, or was left out on purpose, and why."""

    id: str
    title: str
    text: str
    years: tuple[int, ...] = ()
    records: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class About:
    """What the record is.

    `data_date` is the day it was last gone through, `text_ends` the last year its source tells of.
    """

    title: str
    short_title: str
    publisher: str
    data_date: dt.date
    text_ends: int
    licence: str
    licence_url: str


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
    sources, written_names = settings["sources.toml"], settings["names.toml"]
    spellings = all_spellings(raw.tables["places.csv"].rows, written_names, sources)
    tables = {file: normalise(table, corrections, spellings) for file, table in raw.tables.items()}
    problems = validate.problems(tables, corrections, notes, sources)
    sound = {file: assemble.sound_lines(normal, problems) for file, normal in tables.items()}
    places = assemble.places(tables["places.csv"], sound["places.csv"])
    names = assemble.names(places, written_names)
    return Dataset(
        table=assemble.records(tables, sound, places, Labels(words("en"), names)),
        place_table=places,
        sources={key: _entry(Source, {"id": key, **entry}, "sources.toml") for key, entry in sources.items()},
        corrections=corrections,
        notes=notes,
        about=_entry(About, settings["about.toml"], "about.toml"),
        names=names,
        problems=tuple(problems),
        version=raw.version,
    )


def _entries(kind: type[Entry], settings: Mapping[str, Any], file: str, key: str) -> tuple[Entry, ...]:
    return tuple(_entry(kind, entry, file) for entry in settings[file].get(key, ()))


def _entry(kind: type[Entry], values: Mapping[str, Any], file: str) -> Entry:
    """One entry of a settings file as its dataclass; lists become tuples."""
    frozen = {key: tuple(value) if isinstance(value, list) else value for key, value in values.items()}
    try:
        return kind(**frozen)
    except TypeError:
        wanted = ", ".join(field.name for field in fields(kind))  # type: ignore[arg-type]
        raise DataError(words("en")("problem.entry", file=file, wanted=wanted)) from None
