"""A small piece of a sheet around the cells of a problem: the heads, the row above, the rows themselves."""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from mri_data import schema
from mri_data.reading import csv_spans
from mri_data.reading.cell_names import column_of, letters
from mri_data.reading.data_folder import FILES, TRANSLATIONS_FILE
from mri_data.reading.ooxml import ZIP, Cell
from mri_data.reading.sheet_heads import row_of_heads
from mri_data.reading.sheets import SheetPlace
from mri_data.reading.upload import Upload, files_of_record
from mri_data.schema.translations import TRANSLATIONS
from mri_data.words.errors import Problem, shortened, visible

# How many columns, and rows with the problem, a piece has; how many characters of a cell it shows.
MOST_COLUMNS, MOST_ROWS, LONGEST = 4, 3, 60


class PieceRow(NamedTuple):
    """A row of a piece: its number, its texts, whether it has the heads, and which cells are marked."""

    number: int
    cells: tuple[str, ...]
    is_head: bool
    marked: tuple[bool, ...]


@dataclass(frozen=True)
class Piece:
    """Some columns, by their letters, and rows of a sheet."""

    columns: tuple[str, ...]
    rows: tuple[PieceRow, ...]


@dataclass(frozen=True)
class _Grid:
    """The rows of a sheet by number, the row of its heads, and the places of its columns, from 0.

    `strays` are cells far to the right, which are not in `rows`.
    """

    rows: Mapping[int, Sequence[str]]
    head: int
    columns: Mapping[str, int]
    strays: Mapping[Cell, str] = field(default_factory=dict)

    def text(self, row: int, place: int) -> str:
        """The text of a cell, which may be blank."""
        cells = self.rows.get(row, ())
        return cells[place] if place < len(cells) else self.strays.get(Cell(row, place), "")


def pieces(problems: Iterable[Problem], upload: Upload, data: bytes, name: str) -> dict[Problem, Piece]:
    """Problem -> its piece, of those whose cells are in a sheet or a table of the file."""
    by_table: dict[str, list[Problem]] = {}
    for problem in problems:
        if problem.row is not None and problem.table:
            by_table.setdefault(problem.table, []).append(problem)
    found: dict[Problem, Piece] = {}
    for table, ones in by_table.items():
        grid = _of_sheet(upload, ones) if upload.sheets else _of_csv(table, ones, data, name)
        if grid:
            found |= {one: _piece(one, grid) for one in ones}
    return found


def _of_sheet(upload: Upload, ones: Sequence[Problem]) -> _Grid | None:
    """The sheet of these problems, which are all of one table."""
    table, place = ones[0].table, ones[0].origin
    sheet = upload.sheets.get(table)
    if sheet is None or not isinstance(place, SheetPlace):
        return None
    columns = {one.column: column_of(letter) for one in ones if one.column and (letter := place.letter(one.column))}
    return _Grid(sheet.rows, row_of_heads(table, sheet), columns, sheet.strays)


def _of_csv(table: str, ones: Sequence[Problem], data: bytes, name: str) -> _Grid | None:
    """The rows around these problems, of a table or of an archive with tables."""
    files = {**{name: FILES[name] for name in schema.TABLES}, TRANSLATIONS: TRANSLATIONS_FILE}
    if table not in files:
        return None
    content = _member(data, files[table]) if data.startswith(ZIP) else data
    if content is None or (not data.startswith(ZIP) and ones[0].origin.name != visible(name)):
        return None
    layout = csv_spans.layout_of(content, table)
    wanted = {row for one in ones for row in sorted(one.rows)[:MOST_ROWS]}
    rows: dict[int, Sequence[str]] = {}
    above = None
    for row in layout.rows():
        if row.line > max(wanted):
            break
        if row.line in wanted or row.line == layout.head:
            rows |= {one.line: layout.cells(one) for one in (above, row) if one}
        above = row
    return _Grid(rows, layout.head, layout.columns)


def _member(data: bytes, file: str) -> bytes | None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        part = files_of_record(archive.namelist()).get(file)
        return archive.read(part) if part else None


def _piece(problem: Problem, grid: _Grid) -> Piece:
    at = grid.columns.get(problem.column or "")
    widest = max((len(row) for row in grid.rows.values()), default=1)
    places = _places(at, widest, len(grid.rows.get(grid.head, ())))
    here = sorted(problem.rows)[:MOST_ROWS]
    before = [row for row in grid.rows if grid.head < row < here[0]]
    shown = dict.fromkeys([grid.head, *before[-1:], *here])
    return Piece(tuple(map(letters, places)), tuple(_row(row, places, grid, here, at) for row in shown))


def _places(at: int | None, width: int, heads: int) -> list[int]:
    """The first column, and that of the problem with its neighbours; the first ones if it is of a whole row.

    Beside a column far behind the last head is that head, as its own neighbours are empty.
    """
    if at is None:
        return list(range(min(width, MOST_COLUMNS)))
    if at > heads > 0:
        return [*dict.fromkeys((0, heads - 1)), at]
    around = [one for one in (at - 1, at, at + 1) if 0 <= one < max(width, at + 1)]
    return sorted({0, *around})


def _row(row: int, places: Sequence[int], grid: _Grid, here: Sequence[int], at: int | None) -> PieceRow:
    texts = tuple(visible(shortened(grid.text(row, place), LONGEST)) for place in places)
    marked = tuple(row in here and at in (None, place) for place in places)
    return PieceRow(row, texts, row == grid.head, marked)
