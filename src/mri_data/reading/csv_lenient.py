"""Slow, lenient CSV reader, for files with quotation marks that are not closed or are closed too early.

A fault in one row does not affect the others.
"""

import csv
import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

ANY_SIZE = 2**31 - 1
# In a narrower table a text of two lines may have as many separators as a row.
WIDE = 6
BACKSLASHED = '\\"'


class Fault(NamedTuple):
    """A fault of a quotation mark: the catalogue key of its sentence, the cell, and how to write it."""

    key: str
    cell: str
    written: str = ""


class Row(NamedTuple):
    """A row, the line in which it begins, and its fault; no cells if nothing can be read from there on."""

    line: int
    cells: list[str]
    fault: Fault | None = None


def rows(body: str, separator: str, first: int) -> Iterator[Row]:
    """Yield each row of a CSV text whose first line has the number `first`."""
    return _Rows(body, separator).rows(first)


class _Rows:
    """The rows of one text."""

    def __init__(self, body: str, separator: str) -> None:
        self.body, self.separator = body, separator
        self.lines = body.split("\n")
        self.starts = [0, *accumulate(len(line) + 1 for line in self.lines)]
        self.width = 0
        end = rf'"[ \t]*(?=[{re.escape(separator)}\n]|\Z)'
        self.quoted = re.compile(rf' *"([^"]*+(?:""[^"]*+)*+){end}')
        self.escaped = re.compile(rf' *"((?:[^"\\]|\\.|"")*+){end}', flags=re.DOTALL)
        self.closed = re.compile(r' *"[^"]*+(?:""[^"]*+)*+"')
        self.plain = re.compile(rf"[^{re.escape(separator)}\n]*")
        # By default the csv module refuses a cell of more than 131,072 characters.
        csv.field_size_limit(ANY_SIZE)

    def rows(self, first: int) -> Iterator[Row]:
        at = 0
        while at < len(self.lines):
            for row, following in self._rows_of_csv_module(at):
                self.width = self.width or len(row.cells)
                yield row._replace(line=first + row.line)
                at = following
                if not row.cells:
                    return
                if row.fault:
                    break

    def _rows_of_csv_module(self, start: int) -> Iterator[tuple[Row, int]]:
        """Rows from the csv module, each with the index of the line after it, until one that it fails on or misreads.

        That row is read by `_parse_row`, and is the last one.
        """
        reader = csv.reader(self._lines(start), delimiter=self.separator, skipinitialspace=True, strict=True)
        at = start
        while True:
            try:
                cells = next(reader, None)
            except csv.Error:
                yield self._parse_row(at)
                return
            if cells is None:
                return
            following = start + reader.line_num
            if self._is_doubtful(cells, at, following):
                yield self._parse_row(at, wary=True)
                return
            yield Row(at, [cell.replace(BACKSLASHED, '"') for cell in cells] or [""]), following
            at = following

    def _lines(self, start: int) -> Iterator[str]:
        for at in range(start, len(self.lines)):
            yield f"{self.lines[at]}\n"

    def _is_doubtful(self, cells: list[str], at: int, following: int) -> bool:
        """Whether a cell seems to contain whole rows, or quotation marks are escaped with a backslash."""
        several = following - at > 1 and self.width >= WIDE
        swallowed = several and any(
            "\n" in cell and cell.count(self.separator) == cell.count("\n") * (self.width - 1) for cell in cells
        )
        escaped = len(cells) != self.width and any(BACKSLASHED in line for line in self.lines[at:following])
        return swallowed or bool(self.width and escaped)

    def _parse_row(self, at: int, *, wary: bool = False) -> tuple[Row, int]:
        """One row and the index of the line after it; if `wary`, no quoted cell spans lines or ends in a backslash."""
        place, cells, fault = self.starts[at], [], None
        while True:
            cell, end, wrong = self._cell(place, wary=wary)
            fault = fault or wrong
            if wrong and wrong.key == "problem.row.unclosed":
                return Row(at, [], wrong), len(self.lines)
            cells.append(cell)
            if self.body[end : end + 1] != self.separator:
                return Row(at, cells, fault), bisect_right(self.starts, end)
            place = end + 1

    def _cell(self, place: int, *, wary: bool) -> tuple[str, int, Fault | None]:
        """The cell at an offset, the offset where it ends, and its fault."""
        found = self.quoted.match(self.body, place)
        if wary and found and ("\n" in found[1] or found[1].endswith("\\")):
            found = None
        found = found or self._backslashed(place)
        if found:
            return found[1].replace('""', '"').replace(BACKSLASHED, '"'), found.end(), None
        plain = self.plain.match(self.body, place)
        assert plain, "the pattern matches any text"
        if not plain[0].lstrip().startswith('"'):
            return plain[0].replace(BACKSLASHED, '"'), plain.end(), None
        closed = self.closed.match(self.body, place)
        if not closed and not self._begins_row(place):
            return "", place, Fault("problem.row.unclosed", plain[0])
        if not closed or "\n" in closed[0]:
            return plain[0], plain.end(), Fault("problem.quote.open", plain[0])
        rest = self.plain.match(self.body, closed.end())
        cell = self.body[place : rest.end() if rest else closed.end()].strip()
        doubled = cell.replace('"', '""')
        return cell, rest.end() if rest else closed.end(), Fault("problem.quote.early", cell, f'"{doubled}"')

    def _backslashed(self, place: int) -> re.Match[str] | None:
        found = self.escaped.match(self.body, place)
        return found if found and BACKSLASHED in found[1] and "\n" not in found[1] else None

    def _begins_row(self, place: int) -> bool:
        """Whether the line after this offset looks like a new row."""
        following = bisect_right(self.starts, place)
        return following < len(self.lines) and self.lines[following].count(self.separator) >= self.width - 1 > 0
