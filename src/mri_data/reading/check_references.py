"""Check names of sources, places, records and columns in tables and settings: they must exist and have no fault."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

import pandas as pd

from mri_data import schema
from mri_data.reading.normalise import NormalTable
from mri_data.reading.settings import Settings, section_called
from mri_data.reading.sheets import SheetPlace, title_of_column
from mri_data.schema import fields
from mri_data.schema.context import KINDS
from mri_data.schema.settings import SLIDES, Correction, QualityNote
from mri_data.schema.translations import NOTED
from mri_data.words.catalogue import languages, words
from mri_data.words.errors import Fix, Origin, Problem, quoted
from mri_data.words.messages import messages
from mri_data.words.names import any_of
from mri_data.words.spelling import fold, hint, nearest

# Columns whose sources, with those of `also_known`, document a record.
DOCUMENTED_BY = ("date_source", "place_source", "alongside_source")


def cited(normal: NormalTable, kind: str) -> Iterator[tuple[int, Any]]:
    """Yield (row, code) for each code of a kind of name in a table, such as `sources`, including those of notes."""
    columns = fields.columns(schema.TABLES[normal.name])
    for name in (name for name, column in columns.items() if (column.metadata or {}).get("names") == kind):
        cells = normal.tuples.get(name, normal.rows[name])
        for row, codes in zip(cells.index, cells.to_numpy(), strict=True):
            for code in codes or () if name in normal.tuples else (codes,):
                yield int(row), code
    for name in (name for name in NOTED if kind == "sources" and name in normal.tuples):
        for row, notes in zip(normal.rows.index, normal.tuples[name].to_numpy(), strict=True):
            for note in notes or ():
                yield from ((int(row), source) for source in note.sources)


class _Mention(NamedTuple):
    """A name in settings, its place, the entry that contains it (`by`), and all names of its list, if it is in one."""

    origin: Origin
    row: int | None
    column: str
    by: str
    name: str
    names: Sequence[str] = ()

    def problem(self, key: str, **more: object) -> Problem:
        return Problem.of(key, self.origin, self.row, self.column, self.name, by=self.by, **more)

    def unknown(self, key: str, known: Collection[str], also: Sequence[str] = ()) -> Problem:
        """The problem that the name is none of those that are known; in a sheet with the one that may be meant.

        `also` are what the known ones are called in other languages.
        """
        names = [*also, *known]
        problem, near = self.problem(key, hint=hint(self.name, names, tuple(known))), nearest(self.name, names)
        if near is None or self.row is None or not isinstance(self.origin, SheetPlace):
            return problem
        cell = "; ".join(near if one == self.name else one for one in self.names or (self.name,))
        return problem.with_fixes(Fix(((self.row, self.column, cell),)))


def check_sources_named(settings: Settings) -> list[Problem]:
    """Problems for sources that corrections, quality notes or the list of States parties cite, but cannot be used."""
    known, faulty, origins = settings.sources, settings.faulty_sources, settings.origins
    named = [_in_correction(settings, one, "source", one.source) for one in settings.corrections]
    named += _in_notes(settings, "sources")
    for key in ("parties_source", "check_source") if settings.parties_about else ():
        name, by = getattr(settings.parties_about, key), messages()("problem.entry.file")
        named.append(_Mention(origins["parties_about"], None, key, by, name))
    return [
        one.problem("problem.cited.faulty", where=origins["sources"].place(faulty[one.name] or None))
        if one.name in faulty
        else one.unknown("problem.cited.source", known)
        for one in named
        if one.name not in known
    ]


def check_evidence(normal: NormalTable, settings: Settings) -> list[Problem]:
    """Problems for records that others document, as stated, and that cite no source of another publisher.

    A row whose sources are not all known is skipped, as these are problems of their own.
    """
    rows = normal.rows[normal.rows["evidence"].isin(schema.BY_OTHERS)]
    publishers = {name: fold(source.publisher) for name, source in settings.sources.items()}
    heads = [normal.origin.head(name) for name in (*DOCUMENTED_BY, "also_known") if name in normal.rows]
    named = [quoted(head) if normal.origin.is_worded else head for head in heads]
    citing = any_of(named)
    return [
        Problem.of(
            "problem.evidence.unsourced",
            normal.origin,
            int(line),
            "evidence",
            messages()(f"evidence.{code}"),
            publisher=settings.sources[own].publisher,
            columns=citing,
            own=messages()("evidence.own-account") if normal.origin.is_worded else "own account",
        )
        for line, own, code, documenting in zip(
            rows.index, rows["source"], rows["evidence"], _documenting(normal, rows.index), strict=True
        )
        if own in publishers and {publishers.get(source) for source in documenting} <= {publishers[own]}
    ]


def _documenting(normal: NormalTable, lines: pd.Index) -> Iterator[Iterable[str]]:
    """For each of the rows, the sources that document the record."""
    notes = normal.tuples["also_known"].loc[lines]
    columns = [normal.tuples[name].loc[lines] for name in DOCUMENTED_BY if name in normal.tuples]
    for noted, *cells in zip(notes, *columns, strict=True):
        yield chain(*(cell or () for cell in cells), *(note.sources for note in noted or ()))


def check_context_named(settings: Settings) -> list[Problem]:
    """Problems for kinds of context in quality notes that do not exist."""
    named = _in_notes(settings, "context")
    return [one.unknown("problem.cited.context", KINDS) for one in named if one.name not in KINDS]


def check_slides_named(settings: Settings) -> list[Problem]:
    """Problems for slides, and for quality notes on them, that the settings of the talk name and that do not exist."""
    say, origin, notes = messages(), settings.origins["story"], {note.id for note in settings.notes}
    talk = say("problem.entry.talk")
    slides = [_Mention(origin, one.key_rows.get("slide"), "slide", talk, one.slide) for one in settings.slides]
    gaps = [
        _Mention(
            origin, one.key_rows.get("gaps"), "gaps", say("problem.entry.slide", name=quoted(one.slide)), gap, one.gaps
        )
        for one in settings.slides
        for gap in one.gaps
    ]
    return [
        *(one.unknown("problem.cited.slide", SLIDES) for one in slides if one.name not in SLIDES),
        *(one.unknown("problem.cited.note", notes) for one in gaps if one.name not in notes),
    ]


def check_places_spelled(settings: Settings, places: NormalTable) -> list[Problem]:
    """Problems for codes in the section `places` of `names` that are not in the table of places.

    None if that table has no ids or could not be read to its end.
    """
    known, origin = set(places.rows["id"]) - {""}, settings.origins["names"]
    if not known or places.unread_at:
        return []
    return [
        _unknown_code(origin, settings.name_rows.get("places", {}).get(code), code, places.origin, sorted(known))
        for code in settings.names.get("places", {})
        if code not in known
    ]


def _unknown_code(origin: Origin, row: int | None, code: str, places: Origin, known: Sequence[str]) -> Problem:
    """The problem of a code of the section `places` of `names`; in a sheet with the code that may be meant."""
    more = {"entry": section_called("places", origin), "table": places.name, "hint": hint(code, known)}
    problem, near = Problem.of("problem.entry.code", origin, row, code, code, **more), nearest(code, known)
    is_cell = near is not None and row is not None and isinstance(origin, SheetPlace)
    return problem.with_fixes(Fix(((row or 0, "code", near or ""),))) if is_cell else problem


def check_records_named(settings: Settings, known: Collection[str]) -> list[Problem]:
    """Problems for records in quality notes or in the talk that do not exist."""
    origin, talk = settings.origins["story"], messages()("problem.entry.talk")
    named = _in_notes(settings, "records")
    named += [_Mention(origin, one.key_rows.get("record"), "record", talk, one.record) for one in settings.stories]
    return [one.unknown("problem.cited.record", known) for one in named if one.name not in known]


def check_corrections_applied(tables: Iterable[NormalTable], settings: Settings) -> list[Problem]:
    """Problems for corrections of a text that the cell does not have."""
    return [
        _in_correction(settings, one, "was", one.was).problem("problem.correction.unmatched")
        for table in tables
        for one in table.unmatched
    ]


def check_corrected(settings: Settings, known: Mapping[str, Sequence[str]]) -> list[Problem]:
    """Problems for rows and columns in corrections that do not exist; `known` maps ids of rows to their columns."""
    problems = []
    for one in settings.corrections:
        if one.record not in known:
            record = _in_correction(settings, one, "record", one.record)
            problems.append(record.unknown("problem.cited.record", known))
        elif one.column not in known[one.record]:
            column = _in_correction(settings, one, "column", one.column)
            columns = [_called(column.origin, name) for name in known[one.record]]
            also = _in_each_language(known[one.record]) if column.origin.is_worded else []
            problems.append(column.unknown("problem.cited.column", columns, also))
    return problems


def _in_correction(settings: Settings, one: Correction, key: str, name: str) -> _Mention:
    origin = settings.origins["corrections"]
    by = messages()("problem.entry.correction_of", record=one.record, name=_called(origin, one.column))
    return _Mention(origin, one.key_rows.get(key), key, by, name)


def _called(origin: Origin, column: str) -> str:
    """What settings call a column of a table: its title where they are in words, else its code."""
    return title_of_column(column, messages()) if origin.is_worded else column


def _in_each_language(columns: Sequence[str]) -> list[str]:
    """The titles of columns of the tables in each language."""
    return [title_of_column(column, words(one)) for one in languages() for column in columns]


def _in_notes(settings: Settings, key: str) -> list[_Mention]:
    """The names that quality notes have under a key: `sources`, `records` or `context`."""
    origin = settings.origins["quality_notes"]
    return [
        _Mention(origin, note.key_rows.get(key), key, _note(note), name, getattr(note, key))
        for note in settings.notes
        for name in getattr(note, key)
    ]


def _note(note: QualityNote) -> str:
    return messages()("problem.entry.note", name=quoted(note.id))
