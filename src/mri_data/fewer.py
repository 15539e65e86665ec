"""Many problems that have one cause, or are of one kind, told in a few sentences. No line that they are of is lost."""

from collections.abc import Iterable, Sequence

from mri_data.errors import Problem

# How many problems of one kind in one column are told each by itself.
MOST_OF_A_KIND = 50


def first_of_each_kind(problems: Iterable[Problem]) -> list[Problem]:
    """The first 50 problems of each kind in each column, and one that says how many more there are.

    Of a value that stands in many lines only the first counts.
    """
    kinds: dict[tuple[str, str | None, str], list[Problem]] = {}
    for problem in problems:
        kinds.setdefault((problem.file, problem.column, problem.kind), []).append(problem)
    return [problem for found in kinds.values() for problem in _first(found)]


def _first(found: Sequence[Problem]) -> list[Problem]:
    """All of one kind if they are few, else the first of each value, and one for the lines of all others."""
    if len(found) <= MOST_OF_A_KIND:
        return list(found)
    in_order = sorted(found)
    values = {problem.value or str(problem.line): problem for problem in reversed(in_order)}
    shown = sorted(values.values())[:MOST_OF_A_KIND]
    return [*shown, _others(in_order, shown)]


def _others(found: Sequence[Problem], shown: Sequence[Problem]) -> Problem:
    """The problem that stands for the lines of all problems that are not shown."""
    named = {line for problem in shown for line in problem.lines}
    lines = sorted({line for problem in found for line in problem.lines} - named)
    first, count = lines[0] if lines else None, len(found) - len(shown)
    return type(shown[0]).of("problem.more", shown[0].file, first, shown[0].column, also=lines, count=count)
