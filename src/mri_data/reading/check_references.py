"""Check references between files: names of sources, places, records and columns that are faulty or do not exist."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from mri_data import schema
from mri_data.reading.normalise import NOTED, Normal, called
from mri_data.schema import fields
from mri_data.schema.context import CONTEXT_ABOUT, KINDS
from mri_data.schema.settings import ConventionAbout, Correction, QualityNote, Story
from mri_data.words.catalogue import words
from mri_data.words.errors import Problem, quoted
from mri_data.words.spelling import hint


def cited(normal: Normal, kind: str) -> Iterator[tuple[int, Any]]:
    """Yield (line, code) for each code of a kind of name in a table, such as `sources`, including those of notes."""
    columns = fields.columns(schema.TABLES[normal.file])
    for name in (name for name, column in columns.items() if (column.metadata or {}).get("names") == kind):
        cells = normal.tuples.get(name, normal.rows[name])
        for line, codes in zip(cells.index, cells.to_numpy(), strict=True):
            for code in codes or () if name in normal.tuples else (codes,):
                yield int(line), code
    for name in (name for name in NOTED if kind == "sources" and name in normal.tuples):
        for line, notes in zip(normal.rows.index, normal.tuples[name].to_numpy(), strict=True):
            for note in notes or ():
                yield from ((int(line), source) for source in note.sources)


def where(file: str, line: int | None) -> str:
    """A place as text, such as `places.csv, line 7`."""
    return ", ".join([file, *([words("en")("problem.line", line=line)] if line else [])])


class _Mention(NamedTuple):
    """A name in a settings file, its place, and the entry that contains it (`by`)."""

    file: str
    line: int | None
    column: str
    by: str
    name: str

    def problem(self, key: str, **more: object) -> Problem:
        return Problem.of(key, self.file, self.line, self.column, self.name, by=self.by, **more)


def check_sources_named(
    corrections: Collection[Correction],
    notes: Collection[QualityNote],
    convention: ConventionAbout | None,
    known: Collection[str],
    faulty: Mapping[str, tuple[str, str]],
) -> list[Problem]:
    """Problems for sources that corrections, quality notes or the list of States parties cite, but that cannot be used.

    `known` are the sources that can be used; `faulty` maps those with a fault to their id and their place as text.
    """
    named = [_in_correction(one, "source", one.source) for one in corrections]
    named += [
        _Mention("quality_notes.toml", note.lines.get("sources"), "sources", _note(note), one)
        for note in notes
        for one in note.sources
    ]
    for key in ("parties_source", "check_source") if convention else ():
        named.append(_Mention(CONTEXT_ABOUT, None, key, words("en")("problem.entry.file"), getattr(convention, key)))
    return [
        one.problem("problem.cited.unsound", where=faulty[one.name][1])
        if one.name in faulty
        else one.problem("problem.cited.source", hint=hint(one.name, known))
        for one in named
        if one.name not in known
    ]


def check_context_named(notes: Collection[QualityNote]) -> list[Problem]:
    """Problems for kinds of context in quality notes that do not exist."""
    named = [
        _Mention("quality_notes.toml", note.lines.get("context"), "context", _note(note), one)
        for note in notes
        for one in note.context
    ]
    return [one.problem("problem.cited.context", hint=hint(one.name, KINDS)) for one in named if one.name not in KINDS]


def check_places_spelled(
    names: Mapping[str, Mapping[str, Any]], lines: Mapping[str, Mapping[str, int]], places: Normal
) -> list[Problem]:
    """Problems for codes in `[places]` of `names.toml` that are not in `places.csv`.

    None if `places.csv` has no ids or could not be read to its end.
    """
    known = set(places.rows["id"]) - {""}
    if not known or places.unread_at:
        return []
    return [
        Problem.of(
            "problem.entry.code",
            "names.toml",
            lines.get("places", {}).get(code),
            code,
            code,
            entry="[places]",
            table=places.file,
            hint=hint(code, sorted(known)),
        )
        for code in names.get("places", {})
        if code not in known
    ]


def check_records_named(
    notes: Collection[QualityNote], stories: Collection[Story], known: Collection[str]
) -> list[Problem]:
    """Problems for records in quality notes or in the talk that do not exist."""
    talk = words("en")("problem.entry.talk")
    named = [
        _Mention("quality_notes.toml", note.lines.get("records"), "records", _note(note), one)
        for note in notes
        for one in note.records
    ]
    named += [_Mention("story.toml", story.lines.get("record"), "record", talk, story.record) for story in stories]
    return [one.problem("problem.cited.record", hint=hint(one.name, known)) for one in named if one.name not in known]


def check_corrected(corrections: Collection[Correction], known: Mapping[str, Sequence[str]]) -> list[Problem]:
    """Problems for rows and columns in corrections that do not exist; `known` maps ids of rows to their columns."""
    problems = []
    for one in corrections:
        record, column = _in_correction(one, "record", one.record), _in_correction(one, "column", one.column)
        if one.record not in known:
            problems.append(record.problem("problem.cited.record", hint=hint(one.record, known)))
        elif one.column not in known[one.record]:
            problems.append(column.problem("problem.cited.column", hint=hint(one.column, known[one.record])))
    return problems


def _in_correction(one: Correction, key: str, name: str) -> _Mention:
    return _Mention("corrections.toml", one.lines.get(key), key, called(one), name)


def _note(note: QualityNote) -> str:
    return words("en")("problem.entry.note", name=quoted(note.id))
