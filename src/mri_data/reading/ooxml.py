"""Read the sheets of an Excel workbook (.xlsx) as text, with what Excel knows about the cells and does not show.

Only values are read: formulas are never computed, links never followed, entities of XML never resolved. Sizes are
bounded, as a small file can unpack to a very large one.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from posixpath import dirname, join, normpath
from typing import IO, Any, NamedTuple

from lxml import etree

from mri_data.reading.cell_names import column_of, letters
from mri_data.reading.excel_numbers import Excel, Number
from mri_data.reading.progress import Progress, silent
from mri_data.words.errors import DataError
from mri_data.words.messages import messages

# How a file begins that is no ZIP archive but a container of old Excel files, and of new ones with a password.
COMPOUND, ZIP = b"\xd0\xcf\x11\xe0", b"PK"
PASSWORD_PART = "EncryptedPackage".encode("utf-16-le")
# A part that only this kind of file has -> the sentence that says what to do.
OTHER_KINDS: Mapping[str, str] = {
    "xl/vbaProject.bin": "problem.book.macros",
    "xl/workbook.bin": "problem.book.binary",
    "word/document.xml": "problem.book.word",
    "ppt/presentation.xml": "problem.book.slides",
    "content.xml": "problem.book.opendocument",
    "Index/Document.iwa": "problem.book.numbers",
    "Index.zip": "problem.book.numbers",
}
MACROS = b"macroEnabled"
# A declaration of entities stands before everything else; so many bytes are looked at.
DECLARED_WITHIN = 2_000
MOST_PARTS = 10_000
# A cell further right than this is no part of a row, as our tables have two dozen columns; and the most of such cells.
MOST_COLUMNS, MOST_STRAYS = 2_000, 20
# Rows between two reports of progress.
STEP = 2_000
ESCAPED = re.compile(r"_x((?!D[89A-F])[0-9A-F]{4})_", re.IGNORECASE)
EXTERNAL = re.compile(r"\[[^\]]+\][^!]*!|'[^']*\[")
TRUE, DIGITS = frozenset({"1", "true"}), "0123456789"
COLUMN = re.compile("[A-Z]{1,3}")
REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
# What reading a file that is not whole, or no workbook inside, may raise.
FAULTS: tuple[type[Exception], ...] = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError, etree.XMLSyntaxError),
    *(LookupError, ValueError, OverflowError, NotImplementedError, RuntimeError, StopIteration),
)


@dataclass(frozen=True)
class Limits:
    """The most that a file may hold: bytes unpacked, filled rows of a sheet, letters of all its cells together."""

    unpacked: int
    rows: int
    letters: int


# What whoever hosts the record may choose, and what a stranger may send.
OWN = Limits(unpacked=2_000_000_000, rows=1_048_576, letters=1_000_000_000)
FOREIGN = Limits(unpacked=200_000_000, rows=200_000, letters=100_000_000)


class Cell(NamedTuple):
    """A place in a sheet: its row, from 1, and its column, from 0."""

    row: int
    column: int


class Range(NamedTuple):
    """Cells that are merged: the first of them, and the last."""

    first: Cell
    last: Cell

    @property
    def name(self) -> str:
        """The cells as Excel writes them: `B2:B7`."""
        return f"{letters(self.first.column)}{self.first.row}:{letters(self.last.column)}{self.last.row}"


@dataclass
class Sheet:
    """One sheet as text: `rows` are the filled ones by number, each a list of its cells, blank ones empty.

    `numbers` are cells that Excel keeps as a number or a date and shows as something else. `unsaved` are formulas whose
    value is not stored, `external` those that take it from another file. `strays` are cells too far to the right for
    `rows`. `ghosts` is how many rows hold only formats. `old_calendar` says that days are counted from 1904.
    """

    name: str
    hidden: bool = False
    rows: dict[int, list[str]] = field(default_factory=dict)
    numbers: dict[Cell, Number] = field(default_factory=dict)
    unsaved: list[Cell] = field(default_factory=list)
    external: list[Cell] = field(default_factory=list)
    merged: list[Range] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    strays: dict[Cell, str] = field(default_factory=dict)
    ghosts: int = 0
    old_calendar: bool = False


def read_sheets(data: bytes, file: str, limits: Limits = OWN, progress: Progress = silent) -> list[Sheet]:
    """All sheets of a workbook, in order; `DataError` if it cannot be read at all. `file` is its name in messages."""
    try:
        return _Book(data, file, limits).sheets(progress)
    except FAULTS:
        raise DataError.of("problem.book.damaged", file) from None


def parts_of_sheets(data: bytes, file: str, limits: Limits) -> dict[str, str]:
    """Name of each sheet -> the part of the workbook that holds it; raises as `read_sheets` does."""
    try:
        return _Book(data, file, limits).parts()
    except FAULTS:
        raise DataError.of("problem.book.damaged", file) from None


class _Book:
    """The parts of one workbook."""

    def __init__(self, data: bytes, file: str, limits: Limits) -> None:
        self.file, self.limits, self.letters = file, limits, 0
        if data.startswith(COMPOUND):
            raise DataError.of("problem.book.password" if PASSWORD_PART in data else "problem.book.old", file)
        if not data.startswith(ZIP):
            raise DataError.of("problem.book.other", file)
        self.archive = zipfile.ZipFile(io.BytesIO(data))
        self._refuse_other_kinds()
        parts = self.archive.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > limits.unpacked:
            raise DataError.of("problem.book.large", file, most=limits.unpacked // 1_000_000)

    def _refuse_other_kinds(self) -> None:
        names = set(self.archive.namelist())
        key = next((key for part, key in OTHER_KINDS.items() if part in names), "")
        types = "[Content_Types].xml"
        if not key and types in names:
            with self.archive.open(types) as part:
                key = "problem.book.macros" if MACROS in part.read(1_000_000) else ""
        if key or types not in names:
            raise DataError.of(key or "problem.book.other", self.file)

    def parts(self) -> dict[str, str]:
        """Name of each sheet -> its part."""
        main = next(iter(self._targets("", "officeDocument").values()))
        targets = self._targets(main, "worksheet")
        found = [one for one in self._parsed(main).iterfind("{*}sheets/{*}sheet") if _id(one) in targets]
        return {one.get("name", ""): targets[_id(one)] for one in found}

    def sheets(self, progress: Progress) -> list[Sheet]:
        main = next(iter(self._targets("", "officeDocument").values()))
        book, targets = self._parsed(main), self._targets(main, "worksheet")
        settings = book.find("{*}workbookPr")
        self.excel = self._excel(main, old_macs=settings is not None and settings.get("date1904") in TRUE)
        self.strings = [text for part in self._targets(main, "sharedStrings").values() for text in self._strings(part)]
        found = [one for one in book.iterfind("{*}sheets/{*}sheet") if _id(one) in targets]
        sizes = [self.archive.getinfo(targets[_id(one)]).file_size for one in found]
        whole, done, sheets = sum(sizes) or 1, 0, []
        for one, size in zip(found, sizes, strict=True):
            sheet = Sheet(one.get("name", ""), one.get("state", "visible") != "visible")
            sheet.old_calendar = self.excel.old_macs
            self._read(sheet, targets[_id(one)], lambda read, done=done: progress((done + read) / whole, ""))
            sheets.append(sheet)
            done += size
        return sheets

    def _open(self, part: str) -> IO[bytes]:
        """A part; `ValueError` if it declares entities, which no program writes."""
        with self.archive.open(part) as file:
            if b"<!DOCTYPE" in file.read(DECLARED_WITHIN):
                raise ValueError(part)
        return self.archive.open(part)

    def _parsed(self, part: str) -> Any:
        with self._open(part) as file:
            return etree.parse(file, etree.XMLParser(resolve_entities=False, no_network=True)).getroot()

    def _targets(self, part: str, kind: str) -> dict[str, str]:
        """Id -> part, of the parts of a kind that a part is related to."""
        folder, name = dirname(part), part.rpartition("/")[2]
        rels = join(folder, "_rels", f"{name}.rels")
        if rels not in self.archive.namelist():
            return {}
        related = [one for one in self._parsed(rels) if one.get("Type", "").endswith(f"/{kind}")]
        return {one.get("Id", ""): normpath(join("/", folder, one.get("Target", "")))[1:] for one in related}

    def _excel(self, main: str, *, old_macs: bool) -> Excel:
        for part in self._targets(main, "styles").values():
            styles = self._parsed(part)
            codes = {one.get("numFmtId"): one.get("formatCode", "") for one in styles.iterfind("{*}numFmts/{*}numFmt")}
            used = [one.get("numFmtId", "0") for one in styles.iterfind("{*}cellXfs/{*}xf")]
            return Excel([codes.get(one, one) for one in used], old_macs)
        return Excel([], old_macs)

    def _strings(self, part: str) -> Iterator[str]:
        with self._open(part) as file:
            for _, item in _elements(file, "{*}si"):
                yield _string(item)
                _forget(item)

    def _read(self, sheet: Sheet, part: str, progress: Any) -> None:
        number = 0
        with self._open(part) as file:
            for _, element in _elements(file, "{*}row", "{*}mergeCell", "{*}col"):
                kind = element.tag.rpartition("}")[2]
                if kind == "row":
                    number = _next_row(element.get("r"), number)
                    self._row(sheet, number, element)
                    if number % STEP == 0:
                        progress(file.tell())
                elif kind == "mergeCell":
                    sheet.merged += _ranges(element.get("ref", ""))
                elif element.get("hidden") in TRUE:
                    last = min(int(element.get("max", "0")), MOST_COLUMNS)
                    sheet.hidden_columns += range(int(element.get("min", "1")) - 1, last)
                _forget(element)

    def _row(self, sheet: Sheet, number: int, row: Any) -> None:
        cells: list[str] = []
        place, value_tag, blank = -1, f"{row.tag.removesuffix('row')}v", False
        for cell in row:
            name = cell.get("r")
            place = _place(name.rstrip(DIGITS)) if name else place + 1
            text = self._text(sheet, Cell(number, place), cell, value_tag) if len(cell) else ""
            if not text:
                blank = True
                continue
            self.letters += len(text)
            if place >= MOST_COLUMNS:
                self._add_stray(sheet, Cell(number, place), text)
                continue
            if place < len(cells) and cells[place]:
                raise ValueError(name)
            cells += [""] * (place + 1 - len(cells))
            cells[place] = text
        if cells:
            sheet.rows[number] = cells
            if row.get("hidden") in TRUE:
                sheet.hidden_rows.append(number)
        else:
            sheet.ghosts += blank
        if len(sheet.rows) > self.limits.rows or self.letters > self.limits.letters:
            raise DataError.of("problem.book.long", self.file, most=messages().digits(self.limits.rows))

    def _add_stray(self, sheet: Sheet, place: Cell, text: str) -> None:
        sheet.strays[place] = text
        if len(sheet.strays) > MOST_STRAYS:
            cell = f"{letters(place.column)}{place.row}"
            raise DataError.of("problem.sheet.too_wide", sheet.name, cell=cell, most=MOST_STRAYS)

    def _text(self, sheet: Sheet, place: Cell, cell: Any, value_tag: str) -> str:
        """The text of a cell; what is odd about it goes to the sheet."""
        # Nearly all cells of a long sheet are shared strings, so these are read first and fast.
        if cell.get("t") == "s" and len(cell) == 1 and cell[0].tag == value_tag:
            return self._shared(cell[0].text)
        return self._other_text(sheet, place, cell)

    def _shared(self, number: str) -> str:
        """A string by its number; no number is negative, which Python would count from the end."""
        at = int(number)
        if at < 0:
            raise ValueError(number)
        return self.strings[at]

    def _other_text(self, sheet: Sheet, place: Cell, cell: Any) -> str:
        kind, value, formula = cell.get("t", "n"), cell.findtext("{*}v"), cell.find("{*}f")
        if formula is not None:
            if value is None or (not value and kind != "str"):
                sheet.unsaved.append(place)
            if EXTERNAL.search(formula.text or ""):
                sheet.external.append(place)
        if kind == "inlineStr":
            return "".join(map(_string, cell.iterfind("{*}is")))
        if not value:
            return ""
        if kind == "s":
            return self._shared(value)
        if kind == "b":
            return "yes" if value in TRUE else "no"
        if kind in {"str", "e", "d"}:
            return _unescaped(value)
        number = self.excel.number(value, int(cell.get("s") or 0))
        if number.kind:
            sheet.numbers[place] = number
        return number.text


def _next_row(written: str | None, before: int) -> int:
    """The number of a row; `ValueError` if it is no later one, so that none takes the place of another."""
    number = int(written or before + 1)
    if number <= before:
        raise ValueError(written)
    return number


@cache
def _place(name: str) -> int:
    """The number of a column, from 0, by its letters; `ValueError` if they are none."""
    if not COLUMN.fullmatch(name):
        raise ValueError(name)
    return column_of(name)


def _id(element: Any) -> str:
    return next((value for name, value in element.attrib.items() if name.endswith("}id")), "")


def _elements(file: Any, *tags: str) -> Iterator[Any]:
    return etree.iterparse(file, events=("end",), tag=tags, resolve_entities=False, no_network=True)


def _forget(element: Any) -> None:
    """Free an element and those before it, so that a long sheet is never in memory as a tree."""
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]


def _string(item: Any) -> str:
    """The text of a string and its runs, without the reading aids (`rPh`) of Japanese ones."""
    if len(item) == 1 and item[0].tag.endswith("}t"):
        return _unescaped(item[0].text or "")
    runs = [item, *item.iterchildren("{*}r")]
    return _unescaped("".join(text.text or "" for run in runs for text in run.iterchildren("{*}t")))


def _unescaped(text: str) -> str:
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _ranges(written: str) -> Iterator[Range]:
    ends = [REFERENCE.fullmatch(one) for one in written.split(":")]
    if len(ends) == 2 and ends[0] and ends[1]:
        first, last = (Cell(int(one[2]), column_of(one[1])) for one in ends if one)
        yield Range(first, last)
