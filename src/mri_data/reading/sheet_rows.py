"""Tell the entries of a sheet from its other rows and cells, and report these."""

from collections.abc import Iterable, Mapping

from mri_data.reading import sheets
from mri_data.reading.cell_names import column_of, letters
from mri_data.reading.cells import FEWEST_COLUMNS, TOTAL, lone_cell
from mri_data.reading.ooxml import Cell, Sheet
from mri_data.reading.sheet_heads import Heads
from mri_data.words.errors import DataWarning, Fix, Problem, Remark

# The kinds of problems whose column has no head, so that its letters name it.
UNNAMED = {"problem.column.unnamed", "warning.cell.unnamed"}


def entries_of(sheet: Sheet, heads: Heads) -> tuple[dict[int, list[str]], list[Problem]]:
    """The rows below the head; and the problems of those that are no entries."""
    below = {number: cells for number, cells in sheet.rows.items() if number > heads.row}
    spread = {one.first.row for one in sheet.merged if one.last.column > one.first.column}
    examples = [number for number, cells in below.items() if _is_example(cells)]
    titles = [number for number in sorted(spread & below.keys()) if sum(map(bool, below[number])) == 1]
    lone = _lone_cells(below, heads) if len(heads.columns) >= FEWEST_COLUMNS else {}
    origin = sheets.SheetPlace("", sheet.name)
    problems: list[Problem] = [Remark.of("remark.row.example", origin, number) for number in examples]
    for number in titles:
        value = "".join(below[number])
        problems.append(Problem.of("problem.row.title", origin, number, None, value).with_fixes(Fix(deleted=(number,))))
    for number in sorted(lone.keys() - {*examples, *titles}):
        problems.append(lone_cell(origin, number, *lone[number]))
    left_out = {*examples, *titles, *lone}
    entries = {number: cells for number, cells in below.items() if number not in left_out}
    return entries, [*problems, *_unnamed_cells(sheet, heads.row, entries)]


def _lone_cells(rows: Mapping[int, list[str]], heads: Heads) -> dict[int, tuple[str, str]]:
    """Rows with one filled cell, other than totals -> its column, by its letters if it has no head, and its text."""
    names = {place: column for column, place in {**heads.others, **heads.columns}.items()}
    # The last cell of a row is never blank.
    found = {number: (len(cells) - 1, cells[-1]) for number, cells in rows.items() if cells.count("") == len(cells) - 1}
    return {
        number: (names.get(place) or letters(place), text)
        for number, (place, text) in found.items()
        if text.strip() and not TOTAL.fullmatch(text.strip())
    }


def _unnamed_cells(sheet: Sheet, head: int, entries: Mapping[int, list[str]]) -> list[Problem]:
    """The problems of cells behind the last head: a problem for a column of several, a warning for a single cell.

    They are not read: one far away would make every row as long.
    """
    found: dict[int, list[Cell]] = {}
    width = len(sheet.rows[head])
    texts = {
        Cell(row, place): text for row, cells in entries.items() for place, text in enumerate(cells[width:], width)
    }
    texts = {cell: text for cell, text in {**texts, **sheet.strays}.items() if text.strip()}
    for cell in texts:
        found.setdefault(cell.column, []).append(cell)
    origin = sheets.SheetPlace("", sheet.name)
    problems: list[Problem] = []
    for place, (cell, *others) in sorted(found.items()):
        column, which = letters(place), origin.nth_column(place)
        if others:
            problems.append(Problem.of("problem.column.unnamed", origin, head, column, which=which))
        else:
            problem = DataWarning.of("warning.cell.unnamed", origin, cell.row, column, texts[cell], which=which)
            problems.append(problem.with_fixes(Fix(((cell.row, column, ""),))))
    return problems


def columns_without_heads(problems: Iterable[Problem], heads: Heads) -> dict[str, int]:
    """The columns that are not ours: other heads, and the letters of columns without a head that have a problem.

    In settings with a row for each key, a column that is not known would be taken for a key.
    """
    letters_of = {one.column: column_of(one.column) for one in problems if one.column and one.kind in UNNAMED}
    return {**letters_of, **heads.others}


def _is_example(cells: list[str]) -> bool:
    return sheets.is_example(next(filter(None, cells), ""))


def rows_above(sheet: Sheet, heads: Heads) -> list[Problem]:
    """A remark if there are filled rows above the head."""
    first = next(iter(sheet.rows))
    if first == heads.row:
        return []
    value = next(filter(None, sheet.rows[first]), "")
    return [Remark.of("remark.sheet.above", sheets.SheetPlace("", sheet.name), heads.row, None, value)]
