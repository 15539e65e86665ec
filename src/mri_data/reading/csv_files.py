"""Read CSV and TOML files as people save them into tables of text and settings. `normalise` interprets the text.

A file may be UTF-8, UTF-16 with a byte order mark, or in an 8-bit encoding (see `encodings`), with any line ends.
Cells may be separated by commas, semicolons or tabs. Whatever is left out is reported as a `Problem`.
"""

import codecs
import os
import re
import stat
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import pandas as pd

from mri_data.reading.csv_fast import regular_cells
from mri_data.reading.csv_lenient import rows
from mri_data.reading.encoding_problems import add_encoding_problems, encoding_problems
from mri_data.reading.encodings import Decoded, decode
from mri_data.reading.header_row import Header, columns_meant, find_header, name_of
from mri_data.reading.progress import Progress, silent
from mri_data.reading.raw import RawSettings, RawTable
from mri_data.reading.toml_help import toml_problem
from mri_data.reading.toml_lines import DEEPEST, nested_too_deep, tables_with_lines, without_texts
from mri_data.schema.fields import LONGEST_CELL
from mri_data.words.catalogue import words
from mri_data.words.errors import DataError, Origin, Problem, quoted, visible
from mri_data.words.spelling import nearest

SAMPLE = 8192
# In characters outside quoted texts, on which the cost of parsing depends: about ten thousand sources.
LONGEST_SETTINGS = 500_000
# Without O_NONBLOCK, opening a pipe waits for a writer. Windows lacks that flag, and needs O_BINARY to read bytes.
WITHOUT_WAITING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
SPACES = "\u00a0\u2007\u202f"
# Control characters, line and paragraph separators, direction overrides and byte order marks.
CONTROL_CHARACTERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]")
# Characters without width, and spaces of any width: a cell of nothing else is empty.
NO_WIDTH = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u205f-\u2064"
    "\u2800\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0]"
)
NOTHING_SEEN = re.compile(rf"(?:\s|{NO_WIDTH.pattern})+")
# What spreadsheets show for a formula that fails, in several languages.
FORMULA_ERROR = re.compile(r"#¡?[A-ZÀ-Þ][A-ZÀ-Þ/0_]*[!?]|#N/[AD]|#N/A N/A|#NV|#GETTING_DATA|#{3,}|Err:[0-9]{3}")
# Those that can be distinguished from a hashtag inside a text.
ERROR_INSIDE = re.compile(
    r"#(?:REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|N/A(?![A-Za-z])|BEZUG!|WERT!|ZAHL!|VALEUR!|NOM\?|NOMBRE!"
    r"|REFERENCIA!|¡(?:REF|VALOR|NUM|DIV/0)!|¿NOMBRE\?)|(?<![A-Za-z])Err:[0-9]{3}(?![0-9])"
)
TOTAL = re.compile(
    r"(?:(?:grand|sub)[ -]?)?(?:total|sum|summe|somme|suma)s?(?: of .*| \(.*\))?:?(?: ?[0-9]+)?", re.IGNORECASE
)
# First bytes of Excel, PDF, PNG and gzip files, some of which could be decoded as text.
NOT_TEXT = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"\x89PNG", b"\x1f\x8b")


@dataclass(frozen=True)
class CsvFile:
    """The origin of a table: a file, whose name is relative to the folder of data. Its rows are lines."""

    table: str
    name: str
    # The catalogue's phrase for a column.
    column: ClassVar[str] = "problem.column"

    def place(self, row: int | None = None, column: str | None = None) -> str:
        """A cell, a row or the file in words: `forums.csv, line 4, column "date"`."""
        say = words("en")
        line = [] if row is None else [say("problem.line", line=row)]
        return ", ".join([self.name, *line, *([] if column is None else [say(self.column, column=quoted(column))])])

    def brief(self, row: int | None = None) -> str:
        """A row or the file: `forums.csv:4`."""
        return self.name if row is None else f"{self.name}:{row}"


class TomlFile(CsvFile):
    """The origin of settings: a file, in which columns are keys."""

    column = "problem.key"


def read_table(
    path: Path | str, columns: Collection[str], origin: Origin | None = None, progress: Progress = silent
) -> RawTable:
    """Read a table with the named columns; `DataError` if the file cannot be used at all.

    `origin` is by default named like the file; `progress` is called while the file is read.

    Cells are stripped, and blank where the file has none. A column that the file lacks is blank, and a problem unless
    `columns` describes it as optional.
    """
    path = Path(path)
    table = RawTable(origin or CsvFile(path.stem, path.name), pd.DataFrame())
    decoded = read_text(path, table.origin.name)
    cells, first, has_controls = _cells(decoded.text, table, columns, progress)
    blank = bool(NO_WIDTH.search(decoded.unusual))
    _name_columns(table, _without_invisible(cells) if blank else cells, columns, first)
    _remove_total_rows(table)
    if "#" in decoded.text or "Err:" in decoded.text:
        _report_formula_errors(table)
    _report_too_long_cells(table)
    add_encoding_problems(table, decoded)
    if has_controls:
        _remove_invisible(table)
    table.problems.sort()
    return table


def _cells(text: str, table: RawTable, columns: Collection[str], progress: Progress) -> tuple[pd.DataFrame, int, bool]:
    """All cells of a file, header included; the line of the header; whether there are invisible characters."""
    body, first = _body(text)
    if not body:
        raise _data_error("problem.file.empty", table.origin.name)
    heads = find_header(body, first, columns, table.origin)
    table.problems += [heads.problem] if heads.problem else []
    has_controls = bool(CONTROL_CHARACTERS.search(heads.body))
    cells = None if has_controls else regular_cells(heads.body, heads.separator, heads.width, heads.line, progress)
    return _irregular_cells(heads, table) if cells is None else cells, heads.line, has_controls


def _body(text: str) -> tuple[str, int]:
    """The text without blank lines around it, and the number of its first line."""
    for space in SPACES:
        text = text.replace(space, " ")
    blank = re.match(r"(?:[^\S\n]*\n)*", text)
    before = blank.end() if blank else 0
    return text[before:].rstrip(), text.count("\n", 0, before) + 1


def read_toml(path: Path | str, origin: Origin | None = None) -> RawSettings:
    """Read a TOML file, whose `origin` is by default named like it; `DataError` if it cannot be read or is not TOML."""
    path = Path(path)
    origin = origin or TomlFile(path.stem, path.name)
    decoded = read_text(path, origin.name)
    text = decoded.text
    _refuse_too_large(text, origin)
    try:
        return RawSettings(
            origin, tomllib.loads(text), tables_with_lines(text), tuple(encoding_problems(decoded, origin))
        )
    except (ValueError, RecursionError) as error:
        raise DataError(toml_problem(error, text, origin).sentence) from None


def _refuse_too_large(text: str, origin: Origin) -> None:
    """Raise `DataError` for a file that would cost the parser too much memory: it keeps every part of every key."""
    bare = without_texts(text)
    if len(bare) > LONGEST_SETTINGS:
        raise _data_error("problem.toml.too_long", origin.name, most=words("en").digits(LONGEST_SETTINGS))
    if deep := nested_too_deep(bare):
        raise DataError(Problem.of("problem.toml.too_deep", origin, deep, most=DEEPEST).sentence)


def read_text(path: Path, file: str) -> Decoded:
    """The text of a file, named `file` in messages; `DataError` if it is missing, unreadable or not text."""
    try:
        if path.is_dir():
            raise _data_error("problem.file.folder", file)
        return _decoded(_bytes(path, file))
    except (FileNotFoundError, NotADirectoryError):
        raise _data_error("problem.file.missing", file) from None
    except UnicodeError:
        raise _data_error("problem.file.not_text", file) from None
    except (OSError, ValueError):
        raise _data_error("problem.file.unreadable", file) from None


def _bytes(path: Path, file: str) -> bytes:
    """The bytes of a file. A pipe or device is refused before anything is read from it, as it may never end."""
    with os.fdopen(os.open(path, WITHOUT_WAITING), "rb") as opened:
        if not stat.S_ISREG(os.fstat(opened.fileno()).st_mode):
            raise _data_error("problem.file.no_file", file)
        return opened.read()


def _data_error(key: str, file: str, **values: object) -> DataError:
    return DataError(words("en")(key, file=visible(file), **values))


def _decoded(data: bytes) -> Decoded:
    if data.startswith(NOT_TEXT):
        raise UnicodeError
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        data = data.decode("utf-16").encode()
    decoded = decode(data)
    sample = decoded.text[:SAMPLE]
    if len(CONTROL_CHARACTERS.findall(sample)) > max(8, len(sample) // 10):
        raise UnicodeError
    return decoded


# --- from text to cells


def _irregular_cells(heads: Header, table: RawTable) -> pd.DataFrame:
    """All cells, header included, indexed by the line in which each row begins; faults go to `table.problems`."""
    found: dict[int, list[str]] = {}
    for row in rows(heads.body, heads.separator, heads.line):
        if row.fault:
            key, cell, written = row.fault
            table.problems.append(Problem.of(key, table.origin, row.line, None, cell, written=visible(written)))
        if not row.cells:
            table.unread_at = row.line
            break
        found[row.line] = row.cells
        left_over = heads.separator.join(row.cells[len(found[heads.line]) :])
        if left_over.strip(f"{heads.separator} \n") and not row.fault:
            table.problems.append(Problem.of("problem.row.too_long", table.origin, row.line, value=left_over))
    width = len(found.get(heads.line, ()))
    cells = [[*row[:width], *[""] * (width - len(row))] for row in found.values()]
    return pd.DataFrame(cells, index=list(found), columns=range(width), dtype="str")


# --- from cells to named columns


def _name_columns(table: RawTable, cells: pd.DataFrame, columns: Collection[str], line: int) -> None:
    """Set `table.rows` to the expected columns, without blank rows, and report columns that are missing or unknown."""
    origin, problems = table.origin, table.problems
    cells = cells.apply(lambda column: column.str.strip())
    header, rows = cells.iloc[:1], cells.iloc[1:]
    filled = (rows != "").any(axis=1)
    rows = rows if filled.all() else rows[filled]
    heads = list(header.iloc[0]) if len(header) else []
    meant = columns_meant([CONTROL_CHARACTERS.sub("", head) for head in heads], columns)
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
            problems.append(Problem.of("problem.column.unnamed", origin, line, number=place + 1))
    table.missing = tuple(column for column in columns if column not in places and not _is_optional(column, columns))
    for missing in table.missing:
        near = nearest(missing, unknown)
        key = "problem.column.missing_near" if near else "problem.column.missing"
        problems.append(Problem.of(key, origin, line, missing, near=quoted(near or "")))
    blank = pd.Series("", index=rows.index, dtype="str")
    named = {column: rows[places[column]] if column in places else blank for column in columns}
    table.rows = pd.DataFrame(named, index=rows.index, columns=list(columns))


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
    table.problems += [Problem.of("problem.row.total", table.origin, line, None, cell) for line, cell in sums.items()]
    table.rows = rows.drop(index=list(sums))


def _report_too_long_cells(table: RawTable) -> None:
    """Report each cell that is longer than any text of a record."""
    for column in table.rows.columns:
        cells = table.rows[column]
        endless = cells.str.len() > LONGEST_CELL
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
