"""Apply likely corrections to a record as it was read, so that it can be checked again and written as a workbook."""

from collections.abc import Iterable
from dataclasses import replace

from mri_data.reading.raw import RawRecord, RawTable
from mri_data.reading.workbook import version_of
from mri_data.words.errors import Fix, Problem


def mended(raw: RawRecord, chosen: Iterable[tuple[Problem, Fix]]) -> RawRecord:
    """The record with one correction of each of these problems; the problems of reading that they solve are gone."""
    tables = dict(raw.tables)
    for problem, fix in chosen:
        if problem.table in tables:
            tables[problem.table] = _with(tables[problem.table], problem, fix)
    return replace(raw, tables=tables, version=version_of(tables, raw.settings))


def _with(table: RawTable, problem: Problem, fix: Fix) -> RawTable:
    rows = table.rows.copy()
    for row, column, text in fix.cells:
        if row in rows.index and column in rows:
            rows.at[row, column] = text
    rows = rows.drop(index=[row for row in fix.deleted if row in rows.index])
    solved = (problem.row, problem.column, problem.kind)
    left = [one for one in table.problems if (one.row, one.column, one.kind) != solved]
    return replace(table, rows=rows, problems=left)
