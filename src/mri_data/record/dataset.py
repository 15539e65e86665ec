"""Load the record: read, normalise and check its tables and settings, and keep what is valid as one object."""

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

import pandas as pd
import pyarrow as pa
from cachetools import LRUCache, cachedmethod

from mri_data.query.filters import FACETS, Filters, all_of, masks_of, select
from mri_data.query.index import Index, Mask
from mri_data.query.totals import years_of
from mri_data.reading import assemble, check
from mri_data.reading.countries import country_spellings
from mri_data.reading.data_folder import DATA_DIR
from mri_data.reading.normalise import NormalTable, all_spellings, normalise
from mri_data.reading.parts import UnusableFiles
from mri_data.reading.progress import Progress, part, silent
from mri_data.reading.raw import RawRecord
from mri_data.reading.reader import read_record
from mri_data.reading.settings import Settings, read_settings
from mri_data.reading.translations import Translations, read_translations, translated_names
from mri_data.record import context, translated
from mri_data.record.context import Context
from mri_data.schema.context import TABLES
from mri_data.schema.records import RECORD_KINDS
from mri_data.schema.settings import About, Correction, QualityNote, SlideNotes, Source, Story
from mri_data.schema.translations import RECORD_LANGUAGE, Key, Translation
from mri_data.words.catalogue import Words, words
from mri_data.words.date_text import date_texts
from mri_data.words.english import English
from mri_data.words.errors import DataError, DataWarning, Problem, Remark
from mri_data.words.messages import Message, joined
from mri_data.words.names import Labels
from mri_data.words.spelling import AnyName, Spellings, language_spellings

T = TypeVar("T")
# The size of the cache of selected records, in records; and the size that the smallest selection counts as.
MOST_CHOSEN, LEAST_CHOSEN = 500_000, 1_000
# For how many sets of filters the masks are cached.
MOST_MASKS = 8
# The clock: called for today's date.
TODAY = dt.date.today
# The column with the English texts that a search reads; it is never shown.
SEARCHED = "search"
# The share of a long record's loading time, of 1, that has passed when each step ends.
READ, NORMALISED, CHECKED, ORDERED = 0.4, 0.55, 0.65, 0.75


@dataclass(frozen=True)
class Dataset:
    """One version of the record. `records` and `places` return lazy copies, so that no caller can change the data.

    `problems` are what the check found; `unusable` are those that make a whole table unusable. `left_out` names the
    rows of the tables that are not in `records` because of a problem: by id, or by place where the id has it.
    `unread_counts` is how many these are, by kind of record; `unread_context_counts` the same by table of the context.
    `warnings` leave nothing out. `names` are those of places and bodies: facet -> code -> name. `translations` are the
    texts in other languages, and `language` is that of the readers, see `in_language`.
    """

    table: pd.DataFrame
    place_table: pd.DataFrame
    sources: Mapping[str, Source]
    corrections: tuple[Correction, ...]
    notes: tuple[QualityNote, ...]
    stories: tuple[Story, ...]
    slide_notes: tuple[SlideNotes, ...]
    about: About
    context: Context
    names: Mapping[str, Mapping[str, str]]
    problems: tuple[Problem, ...]
    warnings: tuple[DataWarning, ...]
    left_out: tuple[str, ...]
    version: str
    unread_counts: Mapping[str, int] = field(default_factory=dict)
    unusable: tuple[Problem, ...] = ()
    unread_context_counts: Mapping[str, int] = field(default_factory=dict)
    translations: Translations = field(default_factory=dict)
    language: str = RECORD_LANGUAGE
    _english: "Dataset | None" = field(default=None, compare=False, repr=False)
    _made: dict[str, Any] = field(default_factory=dict, init=False, compare=False, repr=False)
    _chosen: LRUCache[Any, pd.DataFrame] = field(
        default_factory=lambda: LRUCache(MOST_CHOSEN, getsizeof=_size), init=False, compare=False, repr=False
    )
    _masks: LRUCache[Any, dict[str, Mask]] = field(
        default_factory=lambda: LRUCache(MOST_MASKS), init=False, compare=False, repr=False
    )
    _choosing: Lock = field(default_factory=Lock, init=False, compare=False, repr=False)

    @property
    def in_english(self) -> "Dataset":
        """The same record in the language in which it is kept."""
        return self._english or self

    def in_language(self, language: str) -> "Dataset":
        """The same record for readers of a language: with its texts in that, as far as it has them; else in English."""
        if language == self.language:
            return self
        english = self.in_english
        if language == RECORD_LANGUAGE:
            return english
        return english.cached(f"in {language}", lambda: english._translated(language))

    def _translated(self, language: str) -> "Dataset":
        texts = self.translations.get(language)
        if not texts:
            return replace(self, language=language, _english=self)
        places = translated.places(self.place_table, texts)
        return replace(
            self,
            table=translated.records(self.table, places, texts, language),
            place_table=places,
            sources=translated.sources(self.sources, texts),
            corrections=translated.corrections(self.corrections, texts),
            notes=translated.notes(self.notes, texts),
            stories=translated.talk(self.stories, texts),
            slide_notes=translated.talk(self.slide_notes, texts),
            about=translated.about(self.about, texts),
            context=translated.context(self.context, places, texts, language),
            names=translated.names(self.names, places, texts),
            language=language,
            _english=self,
        )

    @cached_property
    def texts(self) -> frozenset[str]:
        """All texts of this record that are translations."""
        return translated.shown_texts(self.translations.get(self.language, {}))

    @cached_property
    def is_unread(self) -> bool:
        """Whether any text of this record is a translation that nobody has read."""
        return any(not one.read_by for one in self.translations.get(self.language, {}).values())

    def marked(self, text: str) -> str:
        """A text of this record, marked as English where it has no translation into the language of the readers."""
        return English(text) if text and self.language != RECORD_LANGUAGE and text not in self.texts else text

    def translation(self, table: str, one: str, column: str) -> Translation | None:
        """The translation shown of a text; None where it is in English."""
        return self.translations.get(self.language, {}).get(Key(table, one, column))

    def cached(self, what: str, make: Callable[[], T]) -> T:
        """The result of `make`, cached under a name for all views; a dataset never changes."""
        if what not in self._made:
            self._made[what] = make()
        made: T = self._made[what]
        return made

    @cachedmethod(lambda self: self._chosen, lock=lambda self: self._choosing)
    def selected(self, filters: Filters) -> pd.DataFrame:
        """The readable records that filters keep; the last ones are cached."""
        return select(self.readable, filters, all_of(self.masks(filters).values(), len(self.table)))

    @cachedmethod(lambda self: self._masks, lock=lambda self: self._choosing)
    def masks(self, filters: Filters) -> dict[str, Mask]:
        """Filter -> mask of the records that it keeps; cached for the last few sets of filters."""
        return masks_of(self.index, filters)

    @property
    def doubts(self) -> tuple[DataWarning, ...]:
        """The warnings that ask for something, without remarks on how a file was read."""
        return tuple(warning for warning in self.warnings if not isinstance(warning, Remark))

    @property
    def records(self) -> pd.DataFrame:
        """Forums and achievements, one row each, sorted by date; undated ones last. They have values, and no texts."""
        return self.table.copy(deep=False)

    @property
    def readable(self) -> pd.DataFrame:
        """The records with their dates in words (`date_text`), without the column of search texts."""
        return self._readable.copy(deep=False)

    @cached_property
    def _readable(self) -> pd.DataFrame:
        texts = date_texts(self.table["edtf"], words(self.language))
        return self.table.drop(columns=SEARCHED).assign(date_text=texts)

    @property
    def places(self) -> pd.DataFrame:
        """Cities, indexed by id: name, country (ISO 3166-1 alpha-2), continent, lat and lon (degrees, WGS 84)."""
        return self.place_table.copy(deep=False)

    @cached_property
    def index(self) -> Index:
        """The index of the records for filters and counts."""
        return Index(self.table, lambda: self.search_text)

    @cached_property
    def search_text(self) -> "pd.Series[str]":
        """What a search reads of each record, folded: what readers of the dataset's language see, and its original."""
        if self.language == RECORD_LANGUAGE:
            return self.table[SEARCHED]
        texts = self.translations.get(self.language, {})
        return assemble.search_text_in(self.table, self.labels(words(self.language)), texts)

    @cached_property
    def codes(self) -> dict[str, frozenset[str]]:
        """Facet -> all codes that records have."""
        return {name: frozenset(self.index.codes(facet.column).present) for name, facet in FACETS.items()}

    @cached_property
    def years(self) -> tuple[int, int]:
        """The first and last year in the records' dates; without any, the last year that the source covers, twice."""
        return years_of(self.table) or (self.about.text_ends, self.about.text_ends)

    def labels(self, say: Words) -> Labels:
        """The texts of a language with this dataset's names of places and bodies."""
        return Labels(say, self.names)


def _size(records: pd.DataFrame) -> int:
    return min(max(len(records), LEAST_CHOSEN), MOST_CHOSEN)


def load_dataset(path: str | Path | None = None, progress: Progress = silent, today: dt.date | None = None) -> Dataset:
    """Read and check a folder of data or an Excel workbook, by default the shipped folder.

    `progress` is called with the share that is done. The date of the data is compared with `today`, where given. It
    raises `DataError` if a file or sheet is missing or cannot be used at all; anything less is in `Dataset.problems`.
    """
    where, reading = Path(path) if path else DATA_DIR, part(progress, 0, READ, words("en")("loading.read"))
    return dataset_of(_read(where, reading), progress, today)


def load_checked_today(path: Path, progress: Progress = silent) -> Dataset:
    """As `load_dataset`, with the date of the data compared with today's."""
    return load_dataset(path, progress, TODAY())


def dataset_of(raw: RawRecord, progress: Progress = silent, today: dt.date | None = None) -> Dataset:
    """The dataset of what a reader gives; `progress` and `today` as in `load_dataset`.

    It raises `DataError` if the settings `about` or `parties_about` cannot be used.
    """
    say = words("en")
    settings, version, general_problems = read_settings(raw.settings), raw.version, raw.problems
    tables = _normalised(raw, settings, part(progress, READ, NORMALISED, say("loading.regular")))
    translations, unlike = read_translations(raw, _source_spellings(settings))
    del raw  # Free memory early, here and below: tables may be long.
    progress(NORMALISED, say("loading.check"))
    problems, warnings, unusable = _checked(tables, settings, general_problems, today)
    warnings = sorted([*warnings, *unlike]) if unlike else warnings
    valid, out = _valid_and_left_out(tables, problems)
    places = assemble.places(tables["places"], valid["places"])
    names = assemble.names(places, settings.names)
    context_tables = context.assemble(tables, valid, places, settings.parties_about)
    progress(CHECKED, say("loading.order"))
    records = assemble.records(tables, valid)
    del tables, valid
    progress(ORDERED, say("loading.search"))
    table = assemble.with_derived_columns(records, places, names)
    _release_memory(progress, say)
    return Dataset(
        table=table,
        place_table=places,
        context=context_tables,
        names=names,
        problems=tuple(problems),
        warnings=tuple(warnings),
        version=version,
        unusable=tuple(unusable),
        translations=translations,
        **_left_out_fields(out),
        **_settings_fields(settings),
    )


def _read(path: Path, progress: Progress) -> RawRecord:
    """Read a record; where a file or sheet cannot be used, the `DataError` lists the problems of all tables."""
    try:
        return read_record(path, progress)
    except UnusableFiles as error:
        raise DataError(joined("\n", [str(error), *_problems_of_readable_tables(error)])) from None


def _checked(
    tables: Mapping[str, NormalTable], settings: Settings, general_problems: Collection[Problem], today: dt.date | None
) -> tuple[list[Problem], list[DataWarning], list[Problem]]:
    """The problems, the warnings, and those problems that make a table unusable."""
    found = [*general_problems, *check.find_problems(tables, settings, today)]
    problems = [one for one in found if not isinstance(one, DataWarning)]
    warnings = [one for one in found if isinstance(one, DataWarning)]
    return problems, warnings, check.unusable(tables, problems)


def _valid_and_left_out(
    tables: Mapping[str, NormalTable], problems: Collection[Problem]
) -> tuple[dict[str, pd.Index], dict[str, list[str]]]:
    """Table -> the rows without a problem; and table -> the names of the rows that are left out."""
    valid = {name: check.valid_rows(table, problems) for name, table in tables.items()}
    return valid, {name: check.left_out(table, valid[name], problems) for name, table in tables.items()}


def _settings_fields(settings: Settings) -> dict[str, Any]:
    """The fields of a dataset that come from the settings."""
    return {
        "sources": settings.sources,
        "corrections": settings.corrections,
        "notes": settings.notes,
        "stories": settings.stories,
        "slide_notes": settings.slides,
        "about": settings.about,
    }


def _left_out_fields(out: Mapping[str, list[str]]) -> dict[str, Any]:
    """The fields of `Dataset` about rows that are left out, from their names by table."""
    return {
        "left_out": tuple(chain.from_iterable(out[name] for name in RECORD_KINDS)),
        "unread_counts": {kind: len(out[name]) for name, kind in RECORD_KINDS.items()},
        "unread_context_counts": {name: len(out[name]) for name in TABLES if name in out},
    }


def _problems_of_readable_tables(unusable: UnusableFiles) -> list[Message]:
    """The problems of the tables that could be read; names are not checked, as their list may be missing."""
    names = dict.fromkeys(("places", "bodies", "sources", "meetings"), AnyName())
    spellings: dict[str, Spellings] = {**names, "languages": language_spellings(), "countries": country_spellings()}
    tables = {name: normalise(table, (), spellings) for name, table in unusable.tables.items()}
    found = [one for one in check.find_problems_of_tables(tables) if not isinstance(one, DataWarning)]
    return [one.line for one in found]


def _release_memory(progress: Progress, say: Words) -> None:
    pa.default_memory_pool().release_unused()
    progress(1, say("loading.search"))


def _source_spellings(settings: Settings) -> Spellings:
    return Spellings({source: [] for source in (*settings.sources, *settings.faulty_sources)})


def _normalised(raw: RawRecord, settings: Settings, progress: Progress) -> dict[str, NormalTable]:
    """All tables normalised, by name."""
    known_sources = {name: (one.title, one.url) for name, one in settings.sources.items()}
    known_sources |= dict.fromkeys(settings.faulty_sources, ("", ""))
    meetings = raw.tables["meetings"].rows["id"] if "meetings" in raw.tables else ()
    language = settings.about.language
    others = translated_names(raw)
    spellings = all_spellings(raw.tables["places"].rows, settings.names, known_sources, meetings, language, others)
    tables = {}
    for number, (name, table) in enumerate(raw.tables.items()):
        progress(number / len(raw.tables), "")
        tables[name] = normalise(table, settings.corrections, spellings, language)
    return tables
