"""Change cells in the XML of a sheet of a workbook, and leave every other byte as it is.

A long sheet as a tree takes ten times its memory, so the text is changed row by row.
"""

import re
from collections.abc import Collection, Mapping
from typing import NamedTuple
from xml.sax.saxutils import escape

from mri_data.reading.cell_names import column_of, letters
from mri_data.reading.cells import CONTROL_CHARACTERS

PREFIX = rb"((?:[\w.-]+:)?)"
ROW = re.compile(rb"<" + PREFIX + rb"row\b([^>]*?)(?:/>|>(.*?)</\1row>)", re.DOTALL)
CELL = re.compile(rb"<" + PREFIX + rb"c\b([^>]*?)(?:/>|>(.*?)</\1c>)", re.DOTALL)
NUMBER, NAME, STYLE = (re.compile(rb"\b" + name + rb'="(\w+)"') for name in (b"r", b"r", b"s"))
SPANS = re.compile(rb'\s+spans="[^"]*"')
FORMULA = re.compile(rb"<(?:[\w.-]+:)?f\b[^>]*?(?:/>|>.*?</(?:[\w.-]+:)?f>)", re.DOTALL)
SHARED = re.compile(rb'\bsi="(\d+)"')
MERGED = re.compile(rb'<(?:[\w.-]+:)?mergeCell\b[^>]*\bref="([A-Z]+)(\d+):([A-Z]+)(\d+)"[^>]*?/>')
ALL_MERGED = re.compile(rb"<" + PREFIX + rb"mergeCells\b[^>]*>(.*?)</\1mergeCells>", re.DOTALL)
# What Excel would read as a character by its code.
CODED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
Place = tuple[int, int]


class Patched(NamedTuple):
    """The XML of a sheet, and whether a formula is no longer in it."""

    content: bytes
    lost_formulas: bool


def with_cells(content: bytes, cells: Mapping[Place, str], blank: Collection[int]) -> Patched:
    """The sheet with these texts, by row from 1 and column from 0, and with these rows blank."""
    sheet = _Sheet(cells, blank)
    content = ROW.sub(sheet.row, content)
    if sheet.shared:
        content = FORMULA.sub(lambda found: b"" if _shared(found[0]) in sheet.shared else found[0], content)
    return Patched(ALL_MERGED.sub(lambda found: _merged(found, cells), content), sheet.lost_formulas)


def without_elements_that_name(content: bytes, name: bytes) -> bytes:
    """An XML text without its empty elements that have this name in an attribute."""
    return re.sub(rb"<[^<>]*" + re.escape(name) + rb"[^<>]*/>", b"", content)


class _Sheet:
    """The rows of one sheet while they are changed; `shared` are the numbers of formulas that lost their first cell."""

    def __init__(self, cells: Mapping[Place, str], blank: Collection[int]) -> None:
        self.by_row: dict[int, dict[int, str]] = {}
        for (row, column), text in cells.items():
            self.by_row.setdefault(row, {})[column] = text
        self.blank, self.number, self.lost_formulas, self.shared = set(blank), 0, False, set[bytes]()

    def row(self, found: re.Match[bytes]) -> bytes:
        """One row, changed if it is to be."""
        prefix, attributes, inside = found[1], found[2], found[3] or b""
        written = NUMBER.search(attributes)
        self.number = int(written[1]) if written else self.number + 1
        texts = self.by_row.get(self.number, {})
        if not texts and self.number not in self.blank:
            return found[0]
        cells = self._cells(inside)
        before = {} if self.number not in self.blank else dict.fromkeys(cells, "")
        for column, text in {**before, **texts}.items():
            cells[column] = self._cell(prefix, column, text, cells.get(column, b""))
        rest = inside[max((one.end() for one in CELL.finditer(inside)), default=0) :]
        attributes = SPANS.sub(b"", attributes)
        row = b"".join(cells[column] for column in sorted(cells))
        return b"<%srow%s>%s%s</%srow>" % (prefix, attributes.rstrip(b"/"), row, rest, prefix)

    def _cells(self, inside: bytes) -> dict[int, bytes]:
        cells, place = {}, -1
        for one in CELL.finditer(inside):
            name = NAME.search(one[2])
            place = column_of(name[1].decode().rstrip("0123456789")) if name else place + 1
            cells[place] = one[0]
        return cells

    def _cell(self, prefix: bytes, column: int, text: str, before: bytes) -> bytes:
        for formula in FORMULA.findall(before):
            self.lost_formulas = True
            self.shared |= {_shared(formula)} - {b""} if b"ref=" in formula else set()
        head = CELL.match(before)
        style = STYLE.search(head[2]) if head else None
        place = b'r="%s%d"%s' % (letters(column).encode(), self.number, b" " + style[0] if style else b"")
        if not text:
            return b"<%sc %s/>" % (prefix, place)
        written = escape(CODED.sub("_x005F_", CONTROL_CHARACTERS.sub("", text))).encode()
        inline = b'<%sis><%st xml:space="preserve">%s</%st></%sis>' % (prefix, prefix, written, prefix, prefix)
        return b'<%sc %s t="inlineStr">%s</%sc>' % (prefix, place, inline, prefix)


def _shared(formula: bytes) -> bytes:
    found = SHARED.search(formula)
    return found[1] if found and b'"shared"' in formula else b""


def _merged(found: re.Match[bytes], cells: Mapping[Place, str]) -> bytes:
    """The merged cells without those in which another cell than the first has a text now."""
    kept = [one[0] for one in MERGED.finditer(found[2]) if not any(_below_first(one, place) for place in cells)]
    inside = b"".join(kept)
    return b'<%smergeCells count="%d">%s</%smergeCells>' % (found[1], len(kept), inside, found[1]) if kept else b""


def _below_first(merged: re.Match[bytes], place: Place) -> bool:
    first = (int(merged[2]), column_of(merged[1].decode()))
    last = (int(merged[4]), column_of(merged[3].decode()))
    inside = first[0] <= place[0] <= last[0] and first[1] <= place[1] <= last[1]
    return inside and place != first
