"""What Excel does to the cells of a sheet, as problems, warnings and remarks: dates, merged cells, hidden rows."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial

from mri_data import schema
from mri_data.reading import sheets
from mri_data.reading.cell_names import letters
from mri_data.reading.cells import cut_warning, was_cut
from mri_data.reading.ooxml import Cell, Range, Sheet
from mri_data.words.date_text import date_in_sentence
from mri_data.words.errors import DataWarning, Fix, Problem, Remark, quoted
from mri_data.words.messages import Message, messages

# So many rows of nothing but formats are left behind by a program, not by somebody who formats a few rows ahead.
MOST_GHOSTS = 100
# How many rows or columns a sentence names.
MOST_NAMED = 10
DATES = ("day", "month", "year", "part", "moment")
# Kind of a `Number` -> the class of the problem, and its sentence: in a column of dates, and where a text was expected.
OF_DATE: Mapping[str, tuple[type[Problem], str]] = {
    "month": (DataWarning, "warning.cell.month"),
    "year": (DataWarning, "warning.cell.year"),
    "part": (DataWarning, "warning.cell.part"),
    "moment": (DataWarning, "warning.cell.moment"),
    "time": (Problem, "problem.cell.time"),
}
OF_TEXT: Mapping[str, tuple[type[Problem], str]] = {
    **dict.fromkeys((*DATES, "time"), (Problem, "problem.cell.date")),
    "long": (Problem, "problem.cell.digits"),
    "shown": (DataWarning, "warning.cell.shown"),
}


def sheet_problems(
    sheet: Sheet, origin: sheets.SheetPlace, columns: Mapping[str, int], head: int, entries: Mapping[int, Sequence[str]]
) -> list[Problem]:
    """What is to be said of a sheet's entries, by row; `columns` are the places of our columns, from 0."""
    names = {place: column for column, place in columns.items()}
    return [
        *_numbers(sheet, origin, names, entries),
        *_formulas(sheet, origin, names, entries),
        *_merged(sheet, origin, names, entries),
        *_cut(origin, names, entries),
        *_unseen(sheet, origin, names, head, entries),
    ]


def _numbers(
    sheet: Sheet, origin: sheets.SheetPlace, names: Mapping[int, str], entries: Collection[int]
) -> Iterator[Problem]:
    dated = {*sheets.dated_columns(origin.table), *sheets.day_keys(origin.table)}
    dates = 0
    for (row, place), number in sheet.numbers.items():
        if row in entries and place in names:
            column = names[place]
            dates += number.kind in DATES
            is_date = column in dated or (origin.table in sheets.SINGLE and column == "value")
            found = (OF_DATE if is_date else OF_TEXT).get(number.kind)
            if found:
                kind, key = found
                day = Message(partial(date_in_sentence, str(number.day))) if number.day else ""
                value = Message(partial(date_in_sentence, number.edtf)) if number.day else number.text
                problem = kind.of(key, origin, row, column, value, day=quoted(day))
                readings = dict.fromkeys((number.text, number.whole_day)) if is_date and number.day else ()
                yield problem.with_fixes(*(Fix(((row, column, text),)) for text in readings))
    if dates and sheet.old_calendar:
        yield Remark.of("remark.sheet.calendar", origin)


def _formulas(
    sheet: Sheet, origin: sheets.SheetPlace, names: Mapping[int, str], entries: Collection[int]
) -> Iterator[Problem]:
    for kind, key, cells in (
        (Problem, "problem.cell.unsaved", sheet.unsaved),
        (DataWarning, "warning.cell.external", sheet.external),
    ):
        for row, place in cells:
            if row in entries and place in names:
                value = entries[row][place] if place < len(entries[row]) else ""  # type: ignore[index]
                yield kind.of(key, origin, row, names[place], value)


def _merged(
    sheet: Sheet, origin: sheets.SheetPlace, names: Mapping[int, str], entries: Mapping[int, Sequence[str]]
) -> Iterator[Problem]:
    for one in sheet.merged:
        text = _text(sheet, one.first)
        column = names.get(one.first.column)
        if not text or column is None:
            continue
        below = [row for row in range(one.first.row + 1, one.last.row + 1) if row in entries]
        if below and one.first.row in entries:
            fix = Fix(tuple((row, column, text) for row in below))
            problem = Problem.of("problem.cell.merged_down", origin, below[0], column, text, cells=one.name)
            yield problem.with_other_rows(below[1:]).with_fixes(fix)
        elif one.first.row in entries and one.last.column > one.first.column and _hides(one, names):
            yield Problem.of("problem.cell.merged_across", origin, one.first.row, column, text, cells=one.name)


def _text(sheet: Sheet, cell: Cell) -> str:
    cells = sheet.rows.get(cell.row, [])
    return cells[cell.column] if cell.column < len(cells) else ""


def _hides(one: Range, names: Mapping[int, str]) -> bool:
    """Whether merged cells cover more than one of our columns."""
    return any(place in names for place in range(one.first.column + 1, one.last.column + 1))


def _cut(
    origin: sheets.SheetPlace, names: Mapping[int, str], entries: Mapping[int, Sequence[str]]
) -> Iterator[Problem]:
    """Texts of settings that may be cut; those of tables are found with what is wrong in any table."""
    for row, cells in entries.items() if origin.table not in schema.TABLES else ():
        for place, cell in enumerate(cells):
            if was_cut(cell) and place in names:
                yield cut_warning(origin, row, names[place], cell)


def _unseen(
    sheet: Sheet, origin: sheets.SheetPlace, names: Mapping[int, str], head: int, entries: Collection[int]
) -> Iterator[Problem]:
    say = messages()
    rows = [row for row in sheet.hidden_rows if row in entries]
    columns = [place for place in sheet.hidden_columns if place in names]
    if sheet.hidden:
        yield Remark.of("remark.sheet.hidden", origin)
    if rows:
        named = _named([str(row) for row in rows])
        message = say.n("remark.rows.hidden", len(rows), rows=named)
        yield Remark(origin, rows[0], None, "", message, "remark.rows.hidden")
    if columns:
        named = _named([letters(place) for place in columns])
        yield Remark.of("remark.columns.hidden", origin, head, None, "", columns=named)
    if sheet.ghosts > MOST_GHOSTS:
        yield Remark.of("remark.rows.ghosts", origin, None, None, "", count=sheet.ghosts)


def _named(names: Sequence[str]) -> str:
    """Rows or columns as a list, of which only the first few are named."""
    shown = [*names[:MOST_NAMED], *(["…"] if len(names) > MOST_NAMED else [])]
    return ", ".join(shown)
