"""Read the texts of the record in other languages, and check them against the English ones. They leave nothing out.

A translation is used if it was made from the text that the record has today, and cites the same sources. Anything else
is a warning, and readers see the English.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from typing import Any

from mri_data.reading.cells import PLAIN_SPACES
from mri_data.reading.csv_files import CsvFile, table_of
from mri_data.reading.data_folder import TRANSLATIONS_FILE
from mri_data.reading.group_problems import first_of_each_kind
from mri_data.reading.normalise import notes_of
from mri_data.reading.raw import RawRecord, RawSettings, RawTable, RawTranslation, RawTranslations
from mri_data.schema import fields
from mri_data.schema.translations import (
    BETWEEN_NAMES,
    COUNTED,
    MAKERS,
    NOTED,
    RECORD_LANGUAGE,
    SECTIONS,
    TABLES,
    TEXTS,
    TRANSLATIONS,
    Key,
    Translation,
    TranslationRow,
    columns_with_texts,
)
from mri_data.words.catalogue import Words, languages
from mri_data.words.errors import DataError, DataWarning, Origin, Problem, Remark
from mri_data.words.messages import Message, messages
from mri_data.words.names import Labels
from mri_data.words.spelling import Spellings

# Language -> text -> its translation. An entry that is counted has its English text in place of its number.
Translations = Mapping[str, Mapping[Key, Translation]]
GROUPED = re.compile(r"(?<=\d)[.,\u00a0\u202f ](?=\d{3}(?!\d))")
NUMBER = re.compile(r"\d+")
# How many characters there is room for, where a text stands on a card of a phone, in the table or on a slide: two lines
# of a card, a column of a slide, a label on the map. Of notes, each has that room.
ROOM: Mapping[tuple[str, str], int] = {
    **{(table, "title"): 100 for table in ("forums", "achievements", "quality_notes")},
    **{(table, "summary"): 480 for table in ("forums", "achievements")},
    **{(table, "source_ref"): 24 for table in ("forums", "achievements")},
    **{(table, column): 360 for table in ("forums", "achievements") for column in NOTED},
    ("quality_notes", "text"): 700,
    ("places", "name"): 24,
    ("meetings", "title"): 140,
    ("milestones", "title"): 140,
    ("later_forums", "title"): 100,
    ("about", "title"): 80,
    ("about", "short_title"): 40,
    ("names", "short"): 50,
    ("story", "notes"): 1_200,
}


# --- the file


def translations_of(data: bytes, file: str = TRANSLATIONS_FILE) -> RawTranslations:
    """The translations that the bytes of a file hold; one that cannot be used has a warning for each reason."""
    origin = CsvFile(TRANSLATIONS, file)
    try:
        table = table_of(data, fields.columns(TranslationRow), origin, keep_spaces=True)
    except DataError as error:
        return unusable_translations(str(error), file)
    rows = (() if table.missing else table.rows.itertuples()) if len(table.rows) else ()
    return RawTranslations(origin, tuple(_row(one) for one in rows), tuple(map(_warning, table.problems)))


def unusable_translations(reason: str, file: str = TRANSLATIONS_FILE) -> RawTranslations:
    """No translations, and a warning with the reason."""
    origin = CsvFile(TRANSLATIONS, file)
    return RawTranslations(origin, (), (DataWarning(origin, None, None, "", reason, "problem.translation.file"),))


def _row(one: Any) -> RawTranslation:
    key = Key(one.table, one.id, one.column)
    return RawTranslation(one.Index, key, one.language, one.text, one.english, one.made_by, one.read_by)


def _warning(one: Problem) -> DataWarning:
    """The same problem as a warning, as a translation leaves nothing out."""
    more = (one.kind, one.other_rows, one.elsewhere, one.fixes)
    return DataWarning(one.origin, one.row, one.column, one.value, one.message, *more)


# --- the texts that the record has


@dataclass(frozen=True)
class _Place:
    """An English text and where it stands."""

    text: str
    origin: Origin
    row: int | None
    column: str


def english_texts(raw: RawRecord, ids: Mapping[str, Iterable[str]] | None = None) -> dict[Key, str]:
    """The texts of a record that may have translations; with `ids`, of each table only those of these rows."""
    return {key: place.text for key, place in _places(raw, ids).items()}


def _places(raw: RawRecord, ids: Mapping[str, Iterable[str]] | None = None) -> dict[Key, _Place]:
    found: dict[Key, _Place] = {}
    for name in TABLES:
        if name in raw.tables:
            found |= _of_table(name, raw.tables[name], ids)
        elif name in raw.settings:
            found |= {key: one for key, one in _of_settings(name, raw.settings[name]) if one.text}
    return found


def _of_table(name: str, table: RawTable, ids: Mapping[str, Iterable[str]] | None) -> dict[Key, _Place]:
    rows = table.rows if ids is None else table.rows[table.rows["id"].isin(set(ids.get(name, ())))]
    columns = [column for column in columns_with_texts(name) if column in rows]
    cells = zip(rows.index, rows["id"], *(rows[column] for column in columns), strict=True)
    found: dict[Key, _Place] = {}
    for row, one, *texts in cells:
        for column, text in zip(columns, texts, strict=True):
            if text:
                found.setdefault(Key(name, one, column), _Place(text, table.origin, int(row), column))
    return found


def _of_settings(name: str, raw: RawSettings) -> Iterator[tuple[Key, _Place]]:
    for key, entry, rows in _entries(name, raw):
        for column in entry:
            if name == "names" or column in columns_with_texts(name):
                text = _text(entry[column])
                yield Key(name, key, column), _Place(text, raw.origin, rows.get(column), column)


def _entries(name: str, raw: RawSettings) -> Iterator[tuple[str, Mapping[str, Any], Mapping[str, int]]]:
    """The entries of settings: what each is named by, its values, and the rows of its keys."""
    by_name = {one.name: one for one in reversed(raw.sections)}
    if name == "about":
        yield name, raw.values, raw.sections[0].keys if raw.sections else {}
    elif name in ("sources", "names"):
        for one, values in raw.values.items():
            if isinstance(values, dict) and (name == "sources" or one in SECTIONS):
                yield one, values, by_name[one].keys if one in by_name else {}
    else:
        for part in COUNTED.get(name, ("note",)):
            found = raw.values.get(part, [])
            listed = [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
            sections = raw.sections_named(part, len(listed))
            for number, (values, section) in enumerate(zip(listed, sections, strict=True), start=1):
                called = f"{part}.{number}" if name in COUNTED else str(values.get("id", ""))
                yield called, values, section.keys if section else {}


def _text(value: Any) -> str:
    """A value as one text; the names of a code with semicolons between them."""
    if isinstance(value, list):
        return BETWEEN_NAMES.join(map(str, value))
    return value.strip() if isinstance(value, str) else ""


def translated_names(raw: RawRecord) -> dict[str, dict[str, list[str]]]:
    """The names of places and bodies in other languages, in which people may write them: `places` or `bodies`."""
    found: dict[str, dict[str, list[str]]] = {"places": {}, "bodies": {}}
    for row in raw.translations.rows if raw.translations else ():
        table, one, column = row.key
        if (table, column) == ("places", "name"):
            found["places"].setdefault(one, []).append(row.text)
        elif table == "names" and one in {"bodies", "short"}:
            found["bodies"].setdefault(column, []).extend(row.text.split(BETWEEN_NAMES))
    return found


# --- checks


def read_translations(raw: RawRecord, sources: Spellings) -> tuple[Translations, list[DataWarning]]:
    """The translations that can be used, by language; and warnings for the others and for the texts that have none."""
    if raw.translations is None:
        return {}, []
    ids: dict[str, set[str]] = {}
    for row in raw.translations.rows:
        ids.setdefault(row.key.table, set()).add(row.key.id)
    checked = _Check(raw, raw.translations, sources, english_texts(raw, ids))
    warnings = [*raw.translations.problems, *checked.warnings, *checked.missing()]
    # A row of a sheet is about all languages, of which each would say the same.
    distinct = dict.fromkeys(map(_warning_of, warnings))
    return checked.usable, [_warning_of(one) for one in sorted(first_of_each_kind(distinct))]


def _warning_of(one: Problem) -> DataWarning:
    return one if isinstance(one, DataWarning) else _warning(one)


@dataclass
class _Check:
    """The check of all translations of a record against its English texts."""

    raw: RawRecord
    found: RawTranslations
    sources: Spellings
    english: Mapping[Key, str]
    usable: dict[str, dict[Key, Translation]] = field(default_factory=dict)
    warnings: list[DataWarning] = field(default_factory=list)
    written: dict[tuple[Key, str], RawTranslation] = field(default_factory=dict)

    def __post_init__(self) -> None:
        known = [one for one in languages() if one != RECORD_LANGUAGE]
        for row in self.found.rows:
            if row.language not in known:
                self._warn("language", row, "language", row.language, languages=", ".join(known))
            elif not self._is_known(row):
                continue
            elif (row.key, row.language) in self.written:
                self._warn("twice", row, "id", row.key.id, first=self._first(row))
            else:
                self.written[row.key, row.language] = row
                if row.text:
                    self._use(row)

    def _first(self, row: RawTranslation) -> str:
        return self.found.origin.row_name(self.written[row.key, row.language].row)

    def _warn(self, kind: str, row: RawTranslation, column: str, value: str, **values: object) -> None:
        key = f"problem.translation.{kind}"
        self.warnings.append(DataWarning.of(key, self.found.origin, row.row, column, value, **values))

    def _is_known(self, row: RawTranslation) -> bool:
        """Whether the record has the text of a row; else there is a warning for it."""
        table, one, column = row.key
        if row.key in self.english:
            return True
        if table not in TABLES:
            self._warn("table", row, "table", table, tables=", ".join(TABLES))
        elif table != "names" and column not in columns_with_texts(table):
            self._warn("column", row, "column", column, table=table, columns=", ".join(columns_with_texts(table)))
        elif row.text:
            self._warn("id", row, "id", one, table=table, field=column)
        return False

    def _use(self, row: RawTranslation) -> None:
        """Use a translation, unless it is stale or cites other sources."""
        english = self.english[row.key]
        if compared(row.english, row.key) != compared(english, row.key):
            self._warn("stale", row, row.at, row.text)
            return
        notes, faults = notes_of(row.text, self.sources) if row.key.column in NOTED else ((), [])
        if row.key.column in NOTED:
            cited = [note.sources for note in notes_of(english, self.sources)[0]]
            if faults or [note.sources for note in notes] != cited:
                self._warn("sources", row, row.at, row.text)
                return
        if row.made_by and row.made_by not in MAKERS:
            self._warn("made_by", row, "made_by", row.made_by, makers=", ".join(MAKERS))
        if row.key.table != "names" and _numbers(row.text) != _numbers(english):
            self._warn("numbers", row, row.at, row.text)
        self._warn_of_length(row, english)
        used = Translation(row.text, row.made_by, row.read_by, notes)
        key = Key(row.key.table, english, row.key.column) if row.key.table in COUNTED else row.key
        self.usable.setdefault(row.language, {})[key] = used

    def _warn_of_length(self, row: RawTranslation, english: str) -> None:
        section = (row.key.table, row.key.id) if row.key.table == "names" else (row.key.table, row.key.column)
        most = ROOM.get(section, fields.LONGEST_CELL)
        parts = re.split(r"\s*\|\s*", row.text) if row.key.column in NOTED else [row.text]
        longest = max(map(len, parts))
        if longest > most and len(row.text) > len(english):
            self._warn("long", row, row.at, row.text, count=longest, most=most)

    # --- what is missing

    def missing(self) -> list[DataWarning]:
        """What has no translation, for each language with any, and for each column together."""
        known = sorted({language for _, language in self.written})
        blank, without = map(self._blank, known), map(self._without_row, known)
        return list(chain.from_iterable((*blank, *without)))

    def _blank(self, language: str) -> Iterator[DataWarning]:
        """The blank cells of a sheet or file of translations."""
        found: dict[str, list[RawTranslation]] = {}
        for (key, one), row in self.written.items():
            if one == language and not row.text and is_needed(key):
                found.setdefault(row.at, []).append(row)
        for at, rows in found.items():
            yield _missing(language, self.found.origin, [row.row for row in rows], at, self.english[rows[0].key])

    def _without_row(self, language: str) -> Iterator[DataWarning]:
        """The English texts that no row is about."""
        for name in TEXTS:
            if name in self.raw.tables:
                yield from self._rows_without(self.raw.tables[name], name, language)
        settings = {name: one for name, one in self.raw.settings.items() if name in (*TEXTS, "names")}
        found: dict[str, list[_Place]] = {}
        for name, one in settings.items():
            for key, place in _of_settings(name, one):
                if place.text and is_needed(key) and (key, language) not in self.written:
                    found.setdefault(name, []).append(place)
        for places in found.values():
            rows = [place.row for place in places]
            yield _missing(language, places[0].origin, rows, places[0].column, places[0].text)

    def _rows_without(self, table: RawTable, name: str, language: str) -> Iterator[DataWarning]:
        """One sentence for all texts of a table, as a new row has several; its column, if only one lacks any."""
        found: list[tuple[int, str]] = []
        for column in [column for column in TEXTS[name] if column in table.rows]:
            done = {key.id for key, one in self.written if one == language and key[::2] == (name, column)}
            rows = table.rows.index[(table.rows[column] != "") & ~table.rows["id"].isin(done)]
            found += [(int(row), column) for row in rows]
        if found:
            (row, first), columns = min(found), {column for _, column in found}
            text = str(table.rows.at[row, first])
            yield _missing(
                language, table.origin, sorted(row for row, _ in found), first if len(columns) == 1 else None, text
            )


def compared(english: str, key: Key) -> str:
    """What must be the same in the English that a translation was made from; of the names of a code, the first."""
    text = english.partition(BETWEEN_NAMES)[0] if key.table == "names" else english
    return text.translate(PLAIN_SPACES).strip()


def is_needed(key: Key) -> bool:
    """Whether a text needs a translation; a name stays as it is without one."""
    return key.table == "names" or key.column in TEXTS.get(key.table, ())


def _missing(language: str, origin: Origin, rows: Sequence[int | None], column: str | None, text: str) -> Remark:
    """The remark on texts without a translation, each with its row."""
    name = Message(partial(_language_name, language))
    message = messages().n("problem.translation.missing", len(rows), language=name)
    first, *others = dict.fromkeys(rows)
    return Remark(origin, first, column, text, message, "problem.translation.missing").with_other_rows(
        row for row in others if row
    )


def _language_name(language: str, say: Words) -> str:
    return Labels(say)("language", language)


def _numbers(text: str) -> Counter[str]:
    """How often each number is in a text, whatever separates its thousands."""
    return Counter(NUMBER.findall(GROUPED.sub("", text)))
