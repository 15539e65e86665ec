"""Where the cells of a CSV file are in its text, to show some rows as they are and to change single cells.

Rows with a stray quotation mark may be found otherwise than the reader finds them; whoever changes a cell reads the
file again.
"""

import codecs
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from mri_data import schema
from mri_data.reading.csv_files import decoded_text
from mri_data.reading.encodings import ENCODINGS, utf16
from mri_data.reading.header_row import MOST_ABOVE, SEPARATORS, heads_meant, names_of_columns
from mri_data.schema import fields
from mri_data.schema.translations import TranslationRow
from mri_data.words.errors import Origin

LINE_END = re.compile(r"\r\n|\r|\n")


class Span(NamedTuple):
    """Where a cell begins and ends in a text."""

    start: int
    end: int


class Row(NamedTuple):
    """A row: the line in which it begins, its cells, and where the next one begins."""

    line: int
    cells: list[Span]
    next: int


@dataclass(frozen=True)
class Layout:
    """The text of a table as it is written, its encoding, its separator, its heads and their line.

    `columns` are the places of our columns, from 0.
    """

    text: str
    encoding: str
    separator: str
    head: int
    columns: Mapping[str, int]

    def rows(self) -> Iterator[Row]:
        """All rows of the text, those above the heads included."""
        return _rows(self.text, self.separator)

    def cells(self, row: Row) -> list[str]:
        """The texts of a row."""
        return [_unquoted(self.text[span.start : span.end]) for span in row.cells]


def layout_of(data: bytes, table: str) -> Layout:
    """The layout of a file that holds a table."""
    encoding, text = _as_written(data)
    known = names_of_columns(fields.columns(schema.TABLES.get(table, TranslationRow)))
    tried = [_head(Layout(text, encoding, separator, 0, {}), known) for separator in SEPARATORS]
    return max(tried, key=lambda one: len(one.columns))


def with_cells(data: bytes, origin: Origin, cells: Mapping[tuple[int, str], str], deleted: Collection[int]) -> bytes:
    """The file with these texts, by line and column, and without the rows that begin in these lines."""
    layout = layout_of(data, origin.table)
    last = max([*(line for line, _ in cells), *deleted], default=0)
    changes: list[tuple[int, int, str]] = []
    for row in layout.rows():
        if row.line > last:
            break
        if row.line in deleted:
            changes.append((row.cells[0].start, row.next, ""))
            continue
        for column, place in layout.columns.items():
            if (row.line, column) in cells and place < len(row.cells):
                changes.append((*row.cells[place], _quoted(cells[row.line, column], layout.separator)))
    return _encoded(_replaced(layout.text, changes), layout.encoding)


def _head(layout: Layout, known: Mapping[str, str]) -> Layout:
    """The layout with the line of its heads, and their places."""
    best = layout
    for _, row in zip(range(MOST_ABOVE), layout.rows(), strict=False):
        meant = heads_meant(layout.cells(row), known)
        found = {column: meant.index(column) for column in meant if column}
        if len(found) > len(best.columns):
            best = Layout(layout.text, layout.encoding, layout.separator, row.line, found)
    return best


def _rows(text: str, separator: str) -> Iterator[Row]:
    sign = re.escape(separator)
    cell = re.compile(rf'[ \t]*"(?:[^"]|"")*"[ \t]*(?=[{sign}\r\n]|\Z)|[^{sign}\r\n]*')
    at, line = 0, 1
    while at < len(text):
        began, cells = line, []
        while True:
            found = cell.match(text, at)
            end = found.end() if found else at
            cells.append(Span(at, end))
            line += len(LINE_END.findall(text, at, end)) if text.startswith('"', at) else 0
            at = end + 1
            if text[end : end + 1] != separator:
                break
        end_of_line = LINE_END.match(text, end)
        at = end_of_line.end() if end_of_line else len(text)
        line += 1
        yield Row(began, cells, at)


def _as_written(data: bytes) -> tuple[str, str]:
    """The encoding of a file, and its text with the line ends that it has."""
    if wide := utf16(data):
        return wide, data.decode(wide)
    with_mark = "utf-8-sig" if data.startswith(codecs.BOM_UTF8) else "utf-8"
    read = decoded_text(data)
    for encoding in (with_mark, *ENCODINGS):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if LINE_END.sub("\n", text) == read:
            return encoding, text
    return "utf-8", data.decode("utf-8", "surrogateescape")


def _encoded(text: str, encoding: str) -> bytes:
    """The bytes of a text; in UTF-8 with its mark if the encoding lacks one of the characters."""
    errors = "surrogateescape" if encoding == "utf-8" else "strict"
    try:
        return text.encode(encoding, errors)
    except UnicodeEncodeError:
        return text.encode("utf-8-sig", "replace")


def _unquoted(written: str) -> str:
    cell = written.strip()
    return cell[1:-1].replace('""', '"') if len(cell) > 1 and cell.startswith('"') and cell.endswith('"') else cell


def _quoted(text: str, separator: str) -> str:
    special = any(sign in text for sign in (separator, '"', "\n", "\r")) or text != text.strip()
    return '"' + text.replace('"', '""') + '"' if special else text


def _replaced(text: str, changes: Collection[tuple[int, int, str]]) -> str:
    parts, at = [], 0
    for start, end, new in sorted(changes):
        parts += [text[at:start], new]
        at = end
    return "".join([*parts, text[at:]])
