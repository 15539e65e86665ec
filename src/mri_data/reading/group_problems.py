"""Group repeated problems to keep a report short; each group keeps all its rows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from mri_data.words.errors import MOST_OF_A_KIND, Fix, Problem, quoted

if TYPE_CHECKING:
    from mri_data.reading.normalise import NormalTable

# Kinds of problems of a whole row, and the kind for values that must be unique.
OF_ROWS = {"problem.row.too_long", "problem.row.repeated"}
TWICE = "problem.check.field_uniqueness"


def first_of_each_kind(problems: Iterable[Problem]) -> list[Problem]:
    """The first 50 problems of each kind in each column, and one that says how many more there are.

    If there are more than 50, only the first problem of each value is shown.
    """
    kinds: dict[tuple[str, str | None, str], list[Problem]] = {}
    for problem in problems:
        kinds.setdefault((problem.table, problem.column, problem.kind), []).append(problem)
    return [problem for found in kinds.values() for problem in _first(found)]


def _first(found: Sequence[Problem]) -> list[Problem]:
    """All problems of a kind if they are few; else the first of each value, and one for the rows of all others."""
    if len(found) <= MOST_OF_A_KIND:
        return list(found)
    in_order = sorted(found)
    values = {problem.value or str(problem.row): problem for problem in reversed(in_order)}
    shown = sorted(values.values())[:MOST_OF_A_KIND]
    return [*shown, _rest_of_kind(in_order, shown)]


def _rest_of_kind(found: Sequence[Problem], shown: Sequence[Problem]) -> Problem:
    """One problem for the rows of all problems that are not shown."""
    named = {row for problem in shown for row in problem.rows}
    rows = sorted({row for problem in found for row in problem.rows} - named)
    first, count = rows[0] if rows else None, len(found) - len(shown)
    others = (
        type(shown[0]).of("problem.more", shown[0].origin, first, shown[0].column, count=count).with_other_rows(rows)
    )
    return replace(others, elsewhere=tuple(dict.fromkeys(row for problem in found for row in problem.elsewhere)))


def one_of_each_row(problems: Sequence[Problem]) -> list[Problem]:
    """The problems without those that only follow from a row that is shifted or repeats another.

    If another row shares a value that must be unique only with such a row, that is not a problem either.
    """
    whole = {(one.table, one.row) for one in problems if one.kind in OF_ROWS}
    found = [one for one in problems if one.column is None or one.other_rows or (one.table, one.row) not in whole]
    once: dict[tuple[str, str | None, str], int] = {}
    for one in found:
        once[one.table, one.column, one.value] = once.get((one.table, one.column, one.value), 0) + (one.kind == TWICE)
    return [one for one in found if one.kind != TWICE or once[one.table, one.column, one.value] > 1]


def one_of_each_cause(problems: Iterable[Problem], tables: Mapping[str, "NormalTable"]) -> list[Problem]:
    """Merge the problems of consecutive empty cells of a column into one."""
    runs: list[list[Problem]] = []
    others: list[Problem] = []
    for problem in sorted(problems, key=lambda one: (one.table, one.column or "", one.row or 0)):
        if problem.kind != "problem.empty" or problem.table not in tables:
            others.append(problem)
        elif runs and _follows(tables[problem.table], runs[-1][-1], problem):
            runs[-1].append(problem)
        else:
            runs.append([problem])
    return [*others, *(_merged_run(run, tables[run[0].table]) for run in runs)]


def _follows(table: "NormalTable", before: Problem, problem: Problem) -> bool:
    if (before.table, before.column) != (problem.table, problem.column):
        return False
    positions = table.rows.index.get_indexer(pd.Index([before.row, problem.row]))
    return bool(positions[1] == positions[0] + 1)


def _merged_run(run: Sequence[Problem], table: "NormalTable") -> Problem:
    """One problem for a run of empty cells; it names the cell above them if that may be meant for all of them."""
    first, last = run[0], run[-1]
    if len(run) == 1 or first.column is None:
        return first
    position = int(table.rows.index.get_indexer(pd.Index([first.row]))[0])
    above = str(table.rows[first.column].iloc[position - 1]) if position else ""
    key = "problem.empty.below" if above and first.column not in ("id", "title") else "problem.empty.run"
    also = [row for problem in run[1:] for row in problem.rows]
    values: dict[str, object] = {"count": len(run), "last": first.origin.row_name(last.row), "above": quoted(above)}
    problem = Problem.of(key, first.origin, first.row, first.column, "", **values).with_other_rows(also)
    if key == "problem.empty.below":
        return problem.with_fixes(Fix(tuple((row, first.column, above) for row in sorted(problem.rows))))
    # Of ids, each row has a likely one of its own.
    likely = [one.fixes[0] for one in run if one.fixes]
    return problem.with_fixes(Fix(tuple(cell for fix in likely for cell in fix.cells))) if likely else problem
