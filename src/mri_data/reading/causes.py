"""Report each cause once: rows left out only because they cite something faulty are listed in that fault's problem.

These rows are in other tables than the fault. `Problem.elsewhere` holds them, so that they are left out too.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from mri_data import schema
from mri_data.reading.check_references import cited
from mri_data.reading.normalise import NormalTable
from mri_data.schema import fields
from mri_data.words.errors import Problem
from mri_data.words.messages import joined, messages
from mri_data.words.names import all_of

NONE_KNOWN = "problem.name.none_known"
# The most rows that a sentence names.
MOST_NAMED = 5
Row = tuple[str, int]


def with_citing_rows(
    problems: Iterable[Problem], tables: Mapping[str, NormalTable], kind: str, faulty: Mapping[str, Problem]
) -> list[Problem]:
    """The problems without duplicates; those in `faulty` also cover the rows that cite their code.

    `faulty` maps codes of a kind of name, such as `sources`, to the problem that makes them unusable.
    """
    rows: dict[Problem, dict[Row, None]] = {}
    for table in tables.values() if faulty else ():
        for row, code in cited(table, kind):
            if code in faulty:
                rows.setdefault(faulty[code], {})[table.name, row] = None
    return [_over(one, list(rows[one]), tables) if one in rows else one for one in dict.fromkeys(problems)]


def one_per_missing_list(
    problems: Sequence[Problem], tables: Mapping[str, NormalTable], causes: Mapping[str, Problem]
) -> list[Problem]:
    """The problems, with one for all columns of a kind of name that has no list of known names.

    `causes` maps the kind to the problem that explains the missing list, if any; that one then covers the rows.
    """
    groups: dict[str, list[Problem]] = {}
    for one in problems:
        if one.kind == NONE_KNOWN:
            groups.setdefault(_names_of(one), []).append(one)
    found = [one for one in problems if one.kind != NONE_KNOWN]
    for kind, group in groups.items():
        cause = causes.get(kind)
        rows = [(one.table, row) for one in group for row in sorted(one.rows)]
        if cause in found and cause:
            found[found.index(cause)] = _over(cause, rows, tables)
        else:
            found.append(_together(group, rows))
    return found


def _names_of(problem: Problem) -> str:
    column = fields.columns(schema.TABLES[problem.table])[str(problem.column)]
    return str((column.metadata or {}).get("names"))


def _together(group: Sequence[Problem], rows: Sequence[Row]) -> Problem:
    first = min(group)
    count = len(dict.fromkeys(rows))
    joined = Problem.of(NONE_KNOWN, first.origin, first.row, first.column, first.value, count=count)
    return replace(joined, elsewhere=tuple(dict.fromkeys(rows)))


def _over(cause: Problem, rows: Sequence[Row], tables: Mapping[str, NormalTable]) -> Problem:
    """The problem `cause`, extended to cover and name these rows of other tables."""
    say, places = messages(), [row for row in dict.fromkeys(rows) if row not in cause.elsewhere]
    if not places:
        return cause
    names = list(dict.fromkeys(_name(tables[table], row) for table, row in places))
    more = len(names) - MOST_NAMED
    shown = [*names[:MOST_NAMED], *([say.n("problem.cited.more", more)] if more > 0 else [])]
    left_out = say("problem.cited.left_out", names=all_of(shown))
    ended = cause.message if cause.message.endswith((".", "?", "!")) else joined("", [cause.message, "."])
    return replace(cause, message=joined(" ", [ended, left_out]), elsewhere=(*cause.elsewhere, *places))


def _name(table: NormalTable, row: int) -> str:
    """The id of a row, or where it is."""
    return str(table.rows.at[row, "id"]) or table.origin.brief(row)
