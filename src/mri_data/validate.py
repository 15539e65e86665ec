"""Check regular tables against the schema and against each other. Every fault is found, none is mended."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd
import pandera.pandas as pa

from mri_data import schema
from mri_data.errors import Problem
from mri_data.normalise import Correction, Normal, unknown_corrections
from mri_data.words import words

if TYPE_CHECKING:
    from mri_data.dataset import QualityNote

NUMBER_CHECKS = ("coerce_dtype", "dtype")
SOURCE_NEEDS = {"title": str, "publisher": str, "url": str, "terms": str, "read": date}


def problems(
    tables: Mapping[str, Normal],
    corrections: Collection[Correction],
    notes: Collection["QualityNote"],
    sources: Mapping[str, Any],
) -> list[Problem]:
    """Everything that is wrong in a folder of data, sorted by file and line, one problem a cell."""
    records = {file: tables[file] for file in schema.RECORD_KINDS}
    columns = {record: set(table.rows.columns) for table in tables.values() for record in table.rows["id"]}
    known = {record for table in records.values() for record in table.rows["id"]}
    found = [problem for table in tables.values() for problem in (*table.problems, *check_table(table))]
    found += check_ids(records.values())
    found += [problem for table in records.values() for problem in (*check_notes(table), *check_dates(table))]
    found += check_sources(sources)
    found += unknown_corrections(corrections, columns)
    found += check_cited(corrections, notes, sources, known)
    return sorted({(one.file, one.line, one.column, one.value): one for one in reversed(found)}.values())


def check_table(normal: Normal) -> list[Problem]:
    """What the table's pandera model finds, as sentences."""
    model = schema.TABLES[normal.file]
    try:
        model.validate(normal.rows, lazy=True)
    except pa.errors.SchemaErrors as errors:
        return [_cell_problem(normal, case) for case in errors.failure_cases.to_dict("records")]
    return []


def _cell_problem(normal: Normal, case: Mapping[str, Any]) -> Problem:
    name = str(case["column"])
    column = schema.columns(schema.TABLES[normal.file])[name]
    check = str(case["check"]).split("(")[0]
    value = "" if pd.isna(case["failure_case"]) else str(case["failure_case"])
    empty = not value.strip() or value == "nan"
    return Problem.of(
        "problem.empty" if empty else f"problem.check.{'number' if check in NUMBER_CHECKS else check}",
        normal.file,
        int(case["index"]),
        name,
        "" if empty else value,
        expected=_expected(column),
    )


def _expected(column: pa.Column) -> str:
    say, choices = words("en"), schema.choices(column)
    if choices:
        return say("problem.expected.choice", choices=", ".join(choices))
    example = (column.metadata or {}).get("example")
    return say("problem.expected.example", example=example) if example else str(column.description)


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
    dated = normal.dates["date"]["edtf"].fillna("") != ""
    unsourced = dated & (normal.many["date_source"].map(lambda sources: sources == ()))
    return [
        Problem.of("problem.date.unsourced", normal.file, int(line), "date_source") for line in dated.index[unsourced]
    ]


def check_sources(sources: Mapping[str, Any]) -> list[Problem]:
    """Sources that leave out a title, publisher, address, terms or the day they were read."""
    return [
        Problem.of("problem.source.incomplete", "sources.toml", column=need, value=source)
        for source, entry in sources.items()
        for need, kind in SOURCE_NEEDS.items()
        if not isinstance(entry, Mapping) or not isinstance(entry.get(need), kind) or not entry[need]
    ]


def check_cited(
    corrections: Collection[Correction],
    notes: Collection["QualityNote"],
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
