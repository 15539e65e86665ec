"""Problems of a whole column of dates: days in numbers that may be day first or month first."""

import re

import pandas as pd

from mri_data.reading.dates import day_orders
from mri_data.reading.single_dates import NUMBERS, tidied
from mri_data.words.errors import Fix, Origin, Problem, quoted
from mri_data.words.messages import messages


def unclear_orders(origin: Origin, cells: "pd.Series[str]", failed: "pd.Index[int]") -> list[Problem]:
    """One problem for all cells, of those that failed, in which it is unclear which number is the month.

    None for a single cell if the rest of the column does not show one order: the cell's own problem says the same.
    """
    numbers, distinct = pd.factorize(cells.loc[failed])
    unclear = [day_orders(cell) is not None for cell in distinct.to_numpy()]
    rows = [int(row) for row, number in zip(failed, numbers, strict=True) if unclear[number]]
    if not rows:
        return []
    shown = _shown_orders(cells.drop(failed))
    if len(rows) == 1 and len(shown) != 1:
        return []
    cell = str(cells.at[rows[0]])
    message = _sentence(origin, cell, len(rows), shown)
    column = str(cells.name)
    fixes = [_read_in(order, column, cells.loc[rows]) for order in (shown if len(shown) == 1 else (0, 1))]
    return [Problem(origin, rows[0], column, cell, message).with_other_rows(rows[1:]).with_fixes(*fixes)]


def _read_in(order: int, column: str, cells: "pd.Series[str]") -> Fix:
    """The correction that reads all these cells day first (0) or month first (1)."""
    read = ((int(str(row)), day_orders(cell)) for row, cell in cells.items())
    return Fix(tuple((row, column, orders[order]) for row, orders in read if orders))


def _sentence(origin: Origin, cell: str, count: int, shown: dict[int, tuple[int, str]]) -> str:
    say, orders = messages(), day_orders(cell)
    assert orders, "the cell is unclear"
    first, second = orders
    if len(shown) != 1:
        return say.n("problem.dates.unclear", count, value=quoted(cell), first=quoted(first), second=quoted(second))
    ((order, (row, example)),) = shown.items()
    key = "problem.dates.day_first" if order == 0 else "problem.dates.month_first"
    found = {"example": quoted(example), "line": origin.row_name(row), "reading": quoted(orders[order])}
    return say.n(key, count, value=quoted(cell), **found)


def _shown_orders(cells: "pd.Series[str]") -> dict[int, tuple[int, str]]:
    """Orders used by unambiguous days of a column: 0 (day first) or 1 (month first) -> row and cell of an example."""
    shown: dict[int, tuple[int, str]] = {}
    for row, cell in cells.drop_duplicates().items():
        found = re.search(rf"(?<![0-9]){NUMBERS}", tidied(cell)) if cell[:1] else None
        if found and max(int(found[1]), int(found[3])) > 12:
            shown.setdefault(0 if int(found[1]) > 12 else 1, (int(str(row)), cell))
    return shown
