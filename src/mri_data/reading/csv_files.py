"""Read CSV and TOML files as people save them into tables of text and settings. `normalise` interprets the text.

A file may be UTF-8, UTF-16, or in an 8-bit encoding (see `encodings`), with any line ends.
Cells may be separated by commas, semicolons or tabs. Whatever is left out is reported as a `Problem`.
"""

import os
import re
import stat
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import ClassVar

import pandas as pd

from mri_data.reading.cells import CONTROL_CHARACTERS, SPACES, fill_table
from mri_data.reading.csv_fast import regular_cells
from mri_data.reading.csv_lenient import rows
from mri_data.reading.encoding_problems import encoding_problems
from mri_data.reading.encodings import Decoded, decode, utf16
from mri_data.reading.header_row import Header, HeadNames, columns_meant, find_header, head_names
from mri_data.reading.progress import Progress, silent
from mri_data.reading.raw import RawSettings, RawTable
from mri_data.reading.toml_help import toml_problem
from mri_data.reading.toml_lines import DEEPEST, nested_too_deep, tables_with_lines, without_texts
from mri_data.words.columns import column_text
from mri_data.words.errors import DataError, Origin, Problem, quoted, visible
from mri_data.words.messages import joined, messages

SAMPLE = 8192
# In characters outside quoted texts, on which the cost of parsing depends: about ten thousand sources.
LONGEST_SETTINGS = 500_000
# Without O_NONBLOCK, opening a pipe waits for a writer. Windows lacks that flag, and needs O_BINARY to read bytes.
WITHOUT_WAITING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
# First bytes of Excel, PDF, PNG and gzip files, some of which could be decoded as text.
NOT_TEXT = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"\x89PNG", b"\x1f\x8b")


@dataclass(frozen=True)
class CsvFile:
    """The origin of a table: a file, whose name is relative to the folder of data. Its rows are lines.

    `heads` are those of its columns, unless all of them are codes. `columns` are all of them in the order of the file:
    ours by their codes, others by their heads.
    """

    table: str
    name: str
    heads: HeadNames = field(default=(), compare=False)
    columns: tuple[str, ...] = field(default=(), compare=False)
    # The catalogue's phrase for a column.
    column: ClassVar[str] = "problem.column"

    def place(self, row: int | None = None, column: str | None = None) -> str:
        """A cell, a row or the file in words: `forums.csv, line 4, column "date"`."""
        say = messages()
        line = [] if row is None else [say("problem.line", line=row)]
        named = [] if column is None else [say(self.column, column=quoted(self.head(column)))]
        return joined(", ", [self.name, *line, *named])

    def brief(self, row: int | None = None) -> str:
        """A row or the file: `forums.csv:4`."""
        return self.name if row is None else f"{self.name}:{row}"

    def row_name(self, row: object) -> str:
        """A row by its number: `line 4`."""
        return messages()("problem.line", line=row)

    def nth_column(self, place: int) -> str:
        """A column by its place, from 0: `column number 3`."""
        return messages()("problem.column.nth", number=place + 1)

    def head(self, column: str) -> str:
        """What a column or key is called in the file."""
        return dict(self.heads).get(column, column)

    def position(self, column: str) -> int:
        """Where a column stands in the file, from 0; one that the file lacks comes after the others."""
        return self.columns.index(column) if column in self.columns else len(self.columns)

    @property
    def is_worded(self) -> bool:
        """Whether the heads are words, and not all of them codes."""
        return bool(self.heads)


class TomlFile(CsvFile):
    """The origin of settings: a file, in which columns are keys."""

    column = "problem.key"


def table_of(
    data: bytes, columns: Collection[str], origin: Origin, progress: Progress = silent, *, keep_spaces: bool = False
) -> RawTable:
    """The table with the named columns that the bytes of a file hold; `DataError` if they cannot be used at all.

    Cells are stripped, and blank where the file has none; with `keep_spaces`, spaces of all kinds stay inside them. A
    column that the file lacks is blank, and a problem unless `columns` describes it as optional.
    """
    table = RawTable(origin, pd.DataFrame())
    decoded = _text(data, origin.name)
    text = decoded.text if keep_spaces else _with_plain_spaces(decoded.text)
    cells, first, has_controls = _cells(text, table, columns, progress)
    _name_heads(table, cells, columns)
    fill_table(table, cells, columns, first, decoded, controls=has_controls)
    return table


def _name_heads(table: RawTable, cells: pd.DataFrame, columns: Collection[str]) -> None:
    """Let the origin of a table say what its columns are called in the file, if they are described."""
    if isinstance(table.origin, CsvFile) and isinstance(columns, Mapping) and len(cells):
        heads = [CONTROL_CHARACTERS.sub("", head) for head in cells.iloc[0]]
        pairs = [*zip(columns_meant(heads, columns), heads, strict=True)]
        titles = {code: column_text(column, messages()).title for code, column in columns.items()}
        names = head_names({column: head for column, head in reversed(pairs) if column}, titles)
        in_order = tuple(column or head.strip() for column, head in pairs)
        table.origin = replace(table.origin, heads=names, columns=in_order)
        table.problems = [replace(one, origin=table.origin) for one in table.problems]


def _cells(text: str, table: RawTable, columns: Collection[str], progress: Progress) -> tuple[pd.DataFrame, int, bool]:
    """All cells of a file, header included; the line of the header; whether there are invisible characters."""
    body, first = _body(text)
    if not body:
        raise DataError.of("problem.file.empty", table.origin.name)
    heads = find_header(body, first, columns, table.origin)
    table.problems += [heads.problem] if heads.problem else []
    has_controls = bool(CONTROL_CHARACTERS.search(heads.body))
    cells = None if has_controls else regular_cells(heads.body, heads.separator, heads.width, heads.line, progress)
    return _irregular_cells(heads, table) if cells is None else cells, heads.line, has_controls


def _with_plain_spaces(text: str) -> str:
    for space in SPACES:
        text = text.replace(space, " ")
    return text


def _body(text: str) -> tuple[str, int]:
    """The text without blank lines around it, and the number of its first line."""
    blank = re.match(r"(?:[^\S\n]*\n)*", text)
    before = blank.end() if blank else 0
    return text[before:].rstrip(), text.count("\n", 0, before) + 1


def settings_of(data: bytes, origin: Origin) -> RawSettings:
    """The settings that the bytes of a TOML file hold; `DataError` if they are not TOML."""
    decoded = _text(data, origin.name)
    text = decoded.text
    _refuse_too_large(text, origin)
    try:
        return RawSettings(
            origin, tomllib.loads(text), tables_with_lines(text), tuple(encoding_problems(decoded, origin))
        )
    except (ValueError, RecursionError) as error:
        raise DataError(toml_problem(error, text, origin).line) from None


def _refuse_too_large(text: str, origin: Origin) -> None:
    """Raise `DataError` for a file that would cost the parser too much memory: it keeps every part of every key."""
    bare = without_texts(text)
    if len(bare) > LONGEST_SETTINGS:
        raise DataError.of("problem.toml.too_long", origin.name, most=messages().digits(LONGEST_SETTINGS))
    if deep := nested_too_deep(bare):
        raise DataError(Problem.of("problem.toml.too_deep", origin, deep, most=DEEPEST).line)


def read_bytes(path: Path, file: str) -> bytes:
    """The bytes of a file, named `file` in messages; `DataError` if it is missing or unreadable.

    A pipe or device is refused before anything is read from it, as it may never end.
    """
    try:
        if path.is_dir():
            raise DataError.of("problem.file.folder", file)
        with os.fdopen(os.open(path, WITHOUT_WAITING), "rb") as opened:
            if not stat.S_ISREG(os.fstat(opened.fileno()).st_mode):
                raise DataError.of("problem.file.no_file", file)
            return opened.read()
    except (FileNotFoundError, NotADirectoryError):
        raise DataError.of("problem.file.missing", file) from None
    except (OSError, ValueError):
        raise DataError.of("problem.file.unreadable", file) from None


def decoded_text(data: bytes) -> str:
    """The text of a file, with plain line ends; `UnicodeError` if it is not text."""
    return _decoded(data).text


def _text(data: bytes, file: str) -> Decoded:
    """The text of a file; `DataError` if it is not text."""
    try:
        return _decoded(data)
    except UnicodeError:
        raise DataError.of("problem.file.not_text", file) from None


def _decoded(data: bytes) -> Decoded:
    if data.startswith(NOT_TEXT):
        raise UnicodeError
    wide = utf16(data)
    decoded = decode(data.decode(wide).encode() if wide else data)
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
