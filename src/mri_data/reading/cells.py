"""Turn the cells of a table, header included, into named columns of text, whatever file they were read from.

Whatever is left out, or was spoiled by a spreadsheet, is reported as a `Problem`.
"""

import re
from collections.abc import Collection, Mapping, Sequence

import numpy as np
import pandas as pd

from mri_data import schema
from mri_data.reading.choices import with_codes
from mri_data.reading.encoding_problems import add_encoding_problems
from mri_data.reading.encodings import Decoded
from mri_data.reading.header_row import columns_meant, name_of
from mri_data.reading.raw import RawTable
from mri_data.reading.sheets import SheetPlace
from mri_data.schema import fields
from mri_data.schema.fields import LONGEST_CELL
from mri_data.words.errors import DataWarning, Fix, Origin, Problem, quoted
from mri_data.words.messages import messages
from mri_data.words.spelling import nearest

# Spaces of a fixed width, and what makes plain ones of them.
SPACES = "\u00a0\u2007\u202f"
PLAIN_SPACES = str.maketrans(dict.fromkeys(SPACES, " "))
# Control characters, line and paragraph separators, direction overrides and byte order marks.
CONTROL_CHARACTERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]")
# Characters without width, and spaces of any width: a cell of nothing else is empty.
NO_WIDTH = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u205f-\u2064"
    "\u2800\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0]"
)
NOTHING_SEEN = re.compile(rf"(?:\s|{NO_WIDTH.pattern})+")
# In a table of fewer columns a single cell may be an entry, and a sentence of its own says what is missing.
FEWEST_COLUMNS = 5
# What spreadsheets show for a formula that fails, in several languages.
FORMULA_ERROR = re.compile(r"#¡?[A-ZÀ-Þ][A-ZÀ-Þ/0_]*[!?]|#N/[AD]|#N/A N/A|#NV|#GETTING_DATA|#{3,}|Err:[0-9]{3}")
# Those that can be distinguished from a hashtag inside a text.
ERROR_INSIDE = re.compile(
    r"#(?:REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|N/A(?![A-Za-z])|BEZUG!|WERT!|ZAHL!|VALEUR!|NOM\?|NOMBRE!"
    r"|REFERENCIA!|¡(?:REF|VALOR|NUM|DIV/0)!|¿NOMBRE\?)|(?<![A-Za-z])Err:[0-9]{3}(?![0-9])"
)
# Lengths at which programs cut a text: old Excel in formulas and links, and every Excel; how whole texts end; and how
# many characters of the end of a text are shown.
CUTS, WHOLE_ENDS, END_SHOWN = (255, 32_767), tuple(".?!…:;)]”»\"'"), 30
TOTAL = re.compile(
    r"(?:(?:grand|sub)[ -]?)?(?:total|sum|summe|somme|suma)s?(?: of .*| \(.*\))?(?::.{0,40}|:? ?[0-9]+)?", re.IGNORECASE
)


def fill_table(
    table: RawTable, cells: pd.DataFrame, columns: Collection[str], head: int, decoded: Decoded, *, controls: bool
) -> None:
    """Set the rows of a table to the named columns of its cells, and report what is wrong with them.

    `cells` are indexed by row numbers and begin with the header, whose row is `head`. `decoded` is the text of all of
    them; `controls` says whether it has invisible characters.

    Cells are stripped, and blank where the file has none. A column that the file lacks is blank, and a problem unless
    `columns` describes it as optional.
    """
    blank = bool(NO_WIDTH.search(decoded.unusual))
    _name_columns(table, _without_invisible(cells) if blank else cells, columns, head)
    _remove_total_rows(table)
    if "#" in decoded.text or "Err:" in decoded.text:
        _report_formula_errors(table)
    _report_lengths(table)
    add_encoding_problems(table, decoded)
    if controls:
        _remove_invisible(table)
    if table.origin.table in schema.TABLES:
        _read_choices(table)
    table.problems.sort()


def _read_choices(table: RawTable) -> None:
    """Give the words of closed lists as their codes, so that a record is the same however they are written."""
    for name, column in fields.columns(schema.TABLES[table.origin.table]).items():
        if name in table.rows:
            table.rows[name] = with_codes(name, column, table.rows[name])


def _name_columns(table: RawTable, cells: pd.DataFrame, columns: Collection[str], line: int) -> None:
    """Set `table.rows` to the expected columns, without blank rows, and report columns that are missing or unknown."""
    origin, problems = table.origin, table.problems
    cells = cells.apply(lambda column: column.str.strip())
    header, rows = cells.iloc[:1], cells.iloc[1:]
    filled = (rows != "").any(axis=1)
    rows = rows if filled.all() else rows[filled]
    heads = list(header.iloc[0]) if len(header) else []
    meant = columns_meant([CONTROL_CHARACTERS.sub("", head) for head in heads], columns)
    if isinstance(columns, Mapping) and len({*meant} - {None}) >= FEWEST_COLUMNS:
        rows = _without_lone_cells(table, rows, [code or head for code, head in zip(meant, heads, strict=True)])
    places: dict[str, int] = {}
    unknown: list[str] = []
    for place, (written, column) in enumerate(zip(heads, meant, strict=True)):
        if column and column not in places:
            places[column] = place
        elif column:
            problems.append(Problem.of("problem.column.duplicate", origin, line, written))
        elif _name(written):
            unknown.append(written)
            problems.append(Problem.of("problem.column.unknown", origin, line, written))
        elif (rows[place] != "").any():
            problems.append(Problem.of("problem.column.unnamed", origin, line, which=origin.nth_column(place)))
    table.missing = tuple(column for column in columns if column not in places and not _is_optional(column, columns))
    problems += [_missing(missing, table, line, unknown) for missing in table.missing]
    blank = pd.Series("", index=rows.index, dtype="str")
    named = {column: rows[places[column]] if column in places else blank for column in columns}
    table.rows = pd.DataFrame(named, index=rows.index, columns=list(columns))


def _without_lone_cells(table: RawTable, rows: pd.DataFrame, names: Sequence[str]) -> pd.DataFrame:
    """The rows without those that have only one filled cell, each of which is reported, other than totals."""
    filled = (rows != "").to_numpy()
    lone: dict[int, Problem] = {}
    for at in np.flatnonzero(filled.sum(axis=1) == 1):
        place, line = int(filled[at].argmax()), int(rows.index[at])
        text = str(rows.iat[at, place])
        if not TOTAL.fullmatch(text):
            lone[line] = lone_cell(table.origin, line, names[place] or None, text)
    table.problems += lone.values()
    return rows.drop(index=list(lone))


def lone_cell(origin: Origin, row: int, column: str | None, text: str) -> Problem:
    """The problem of a row that has only one filled cell, which may be deleted."""
    return Problem.of("problem.row.lone", origin, row, column, text).with_fixes(Fix(deleted=(row,)))


def _missing(missing: str, table: RawTable, line: int, unknown: Sequence[str]) -> Problem:
    """The problem of a column that is missing, with the head of another name that may be it."""
    origin, head = table.origin, table.origin.head(missing)
    only = unknown[0] if len(unknown) == len(table.missing) == 1 else None
    near = nearest(missing, unknown) or nearest(head, unknown) or only
    if near is None:
        return Problem.of("problem.column.missing", origin, line, missing)
    problem = Problem.of("problem.column.missing_near", origin, line, missing, near=quoted(near))
    return problem.with_fixes(Fix(((line, near, head),))) if isinstance(origin, SheetPlace) else problem


def _is_optional(name: str, columns: Collection[str]) -> bool:
    """Whether a table may lack this column: only one that `columns` describes as optional."""
    return isinstance(columns, Mapping) and bool((columns[name].metadata or {}).get("optional"))


def _without_invisible(cells: pd.DataFrame) -> pd.DataFrame:
    """The cells, blank where they have only invisible characters."""
    return cells.apply(lambda column: column.mask(column.str.fullmatch(NOTHING_SEEN), ""))


def _report_formula_errors(table: RawTable) -> None:
    """Blank each cell in which a formula failed, wholly or in part, and report it."""
    for column in table.rows.columns:
        errors = _formula_errors(table.rows[column])
        table.problems += [
            Problem.of("problem.cell.formula", table.origin, line, column, error) for line, error in errors.items()
        ]
        if errors:
            table.rows.loc[list(errors), column] = ""


def _formula_errors(cells: pd.Series) -> dict[int, str]:
    """The error of each failed formula in a column, by line."""
    likely = cells.str.contains("#", regex=False) | cells.str.contains("Err:", regex=False)
    found = cells[likely].items() if likely.any() else ()
    written = {int(str(line)): FORMULA_ERROR.fullmatch(cell) or ERROR_INSIDE.search(cell) for line, cell in found}
    return {line: error[0] for line, error in written.items() if error}


def _remove_total_rows(table: RawTable) -> None:
    """Remove rows that hold totals, and report each."""
    rows = table.rows
    sparse = rows[(rows != "").sum(axis=1) <= max(1, len(rows.columns) // 3)]
    if sparse.empty:
        return
    sums: dict[int, str] = {}
    for column in sparse.columns:
        cells = sparse[column]
        sums |= {int(str(line)): cell for line, cell in cells[cells.str.fullmatch(TOTAL)].items()}
    table.problems += [
        Problem.of("problem.row.total", table.origin, line, None, cell).with_fixes(Fix(deleted=(line,)))
        for line, cell in sums.items()
    ]
    table.rows = rows.drop(index=list(sums))


def was_cut(text: str) -> bool:
    """Whether a program may have cut a text: it is as long as some programs allow, and ends inside a sentence."""
    return len(text) in CUTS and not text.endswith(WHOLE_ENDS)


def cut_warning(origin: Origin, row: int, column: str, text: str) -> DataWarning:
    """The warning about a text that `was_cut`."""
    length, end = messages().digits(len(text)), quoted(text[-END_SHOWN:])
    return DataWarning.of("warning.cell.cut", origin, row, column, text, length=length, end=end)


def _report_lengths(table: RawTable) -> None:
    """Report each cell that is longer than any text of a record, or as long as a text that was cut."""
    for column in table.rows.columns:
        cells = table.rows[column]
        lengths = cells.str.len()
        endless, cut = lengths > LONGEST_CELL, lengths.isin(CUTS)
        for line, cell in cells[cut].items() if cut.any() else ():
            table.problems += [cut_warning(table.origin, int(str(line)), column, cell)] if was_cut(cell) else []
        table.problems += [
            Problem.of("problem.cell.endless", table.origin, int(str(line)), column, cell, most=LONGEST_CELL)
            for line, cell in (cells[endless].items() if endless.any() else ())
        ]


def _remove_invisible(table: RawTable) -> None:
    rows = table.rows
    for column in rows.columns:
        found = rows[column][[bool(CONTROL_CHARACTERS.search(cell)) for cell in rows[column]]]
        table.problems += [
            Problem.of("problem.cell.control", table.origin, int(str(line)), column, cell)
            for line, cell in found.items()
        ]
        rows.loc[found.index, column] = [CONTROL_CHARACTERS.sub("", cell).strip() for cell in found]


def _name(written: str) -> str:
    return name_of(CONTROL_CHARACTERS.sub("", written))
