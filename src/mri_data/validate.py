"""Check regular tables against the schema and against each other. Every fault is found, none is mended."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

import pandas as pd
import pandera.pandas as pa

from mri_data import schema
from mri_data.entries import Correction, QualityNote, Story
from mri_data.errors import Problem
from mri_data.normalise import Normal, unknown_corrections
from mri_data.words import words

# What is stated -> the column that says what it rests on.
RESTS_ON = {"places": "place_source", "alongside": "alongside_source"}
SOURCE_NEEDS = {"title": str, "publisher": str, "url": str, "terms": str, "read": date}


def problems(
    tables: Mapping[str, Normal],
    corrections: Collection[Correction],
    notes: Collection[QualityNote],
    stories: Collection[Story],
    sources: Mapping[str, Any],
) -> list[Problem]:
    """Everything that is wrong in a folder of data, sorted by file and line."""
    records = {file: tables[file] for file in schema.RECORD_KINDS}
    columns = {record: set(table.rows.columns) for table in tables.values() for record in table.rows["id"]}
    known = {record for table in records.values() for record in table.rows["id"]}
    found = [problem for table in tables.values() for problem in (*table.problems, *check_table(table))]
    found += check_ids(records.values())
    for check in (check_notes, check_dates, check_stated):
        found += [problem for table in records.values() for problem in check(table)]
    found += check_sources(sources)
    found += unknown_corrections(corrections, columns)
    found += check_cited(corrections, notes, complete(sources), known)
    found += check_stories(stories, known)
    return sorted(set(found))


def check_table(normal: Normal) -> list[Problem]:
    """What the table's pandera model finds, one sentence a cell; cells that could not be read are named already."""
    model = schema.TABLES[normal.file]
    numbers = [name for name, column in schema.columns(model).items() if str(column.dtype) == "float64"]
    rows = normal.rows.assign(**{name: pd.to_numeric(normal.rows[name], errors="coerce") for name in numbers})
    try:
        model.validate(rows, lazy=True)
    except pa.errors.SchemaErrors as errors:
        cases = reversed(errors.failure_cases.to_dict("records"))
        checks = {(int(case["index"]), str(case["column"])): str(case["check"]) for case in cases}
        named = {(problem.line, problem.column) for problem in normal.problems}
        return [_cell_problem(normal, *cell, check) for cell, check in checks.items() if cell not in named]
    return []


def _cell_problem(normal: Normal, line: int, name: str, check: str) -> Problem:
    value = str(normal.rows.at[line, name])
    kind = "number" if check == "not_nullable" else check.split("(")[0]
    return Problem.of(
        f"problem.check.{kind}" if value else "problem.empty",
        normal.file,
        line,
        name,
        value,
        expected=_expected(schema.columns(schema.TABLES[normal.file])[name], bool(value)),
    )


def _expected(column: pa.Column, filled: bool) -> str:
    """What should stand in a cell that is faulty, or is blank."""
    say, bounds = words("en"), {check.name: check.statistics for check in column.checks}
    if "isin" in bounds:
        return say("problem.expected.choice", choices=", ".join(schema.choices(column)))
    if "in_range" in bounds:
        limits = bounds["in_range"]
        return say("problem.expected.range", least=limits["min_value"], most=limits["max_value"])
    if filled and "str_length" in bounds:
        return say("problem.expected.length", most=bounds["str_length"]["max_value"])
    return say("problem.expected.example", example=(column.metadata or {})["example"])


def check_ids(tables: Iterable[Normal]) -> list[Problem]:
    """Ids that two record tables share: an id is the address of one record."""
    seen: dict[str, str] = {}
    problems = []
    for normal in tables:
        for line, record in normal.rows["id"].items():
            if seen.setdefault(record, normal.file) != normal.file:
                problems.append(
                    Problem.of("problem.id.elsewhere", normal.file, int(str(line)), "id", record, other=seen[record])
                )
    return problems


def check_notes(normal: Normal) -> list[Problem]:
    """Facts of other sources that do not say whose they are."""
    return [
        Problem.of("problem.note.unsourced", normal.file, int(str(line)), "also_known", note.text)
        for line, notes in normal.many["also_known"].items()
        for note in notes or ()
        if not note.sources
    ]


def check_dates(normal: Normal) -> list[Problem]:
    """Dated records that do not say what the date rests on, or what it dates."""
    precision = normal.dates["date"]["precision"]
    dated = precision.notna() & (precision != "undated")
    unsourced = dated & (normal.many["date_source"].map(lambda sources: sources == ()))
    unexplained = dated & (precision != "ongoing") & (normal.rows["date_of"] == "")
    choices = ", ".join(schema.DATE_OF)
    return [
        Problem.of("problem.date.unsourced", normal.file, int(line), "date_source") for line in dated.index[unsourced]
    ] + [
        Problem.of("problem.date.unexplained", normal.file, int(line), "date_of", choices=choices)
        for line in dated.index[unexplained]
    ]


def check_stated(normal: Normal) -> list[Problem]:
    """Records that do not say what their places, or the government meeting of the time, rest on."""
    return [
        Problem.of(f"problem.{name}.unsourced", normal.file, int(line), source)
        for name, source in RESTS_ON.items()
        if name in normal.rows
        for line, sources in normal.many[source].items()
        if sources == () and normal.rows.at[line, name]
    ]


def check_sources(sources: Mapping[str, Any]) -> list[Problem]:
    """Sources that leave out a title, publisher, address, terms or the day they were read."""
    return [
        Problem.of("problem.source.incomplete", "sources.toml", column=need, value=source)
        for source, entry in sources.items()
        for need in SOURCE_NEEDS
        if need in _lacks(entry) or not entry[need]
    ]


def complete(sources: Mapping[str, Any]) -> dict[str, Any]:
    """The sources that can be shown; one that lacks a part is as good as unknown to whatever cites it."""
    return {source: entry for source, entry in sources.items() if not _lacks(entry)}


def _lacks(entry: Any) -> list[str]:
    found = entry if isinstance(entry, Mapping) else {}
    return [need for need, kind in SOURCE_NEEDS.items() if type(found.get(need)) is not kind]


def check_cited(
    corrections: Collection[Correction],
    notes: Collection[QualityNote],
    sources: Collection[str],
    records: Collection[str],
) -> list[Problem]:
    """Sources and records that a correction or a quality note names and nobody knows."""
    cited = [("corrections.toml", one.record, one.source) for one in corrections]
    cited += [("quality_notes.toml", note.id, source) for note in notes for source in note.sources]
    unknown = [
        Problem.of("problem.cited.source", file, value=source, by=by)
        for file, by, source in cited
        if source not in sources
    ]
    return unknown + [
        Problem.of("problem.cited.record", "quality_notes.toml", value=record, by=note.id)
        for note in notes
        for record in note.records
        if record not in records
    ]


def check_stories(stories: Collection[Story], records: Collection[str]) -> list[Problem]:
    """Records that the talk names and nobody knows."""
    return [
        Problem.of("problem.story.record", "story.toml", value=story.record)
        for story in stories
        if story.record not in records
    ]
