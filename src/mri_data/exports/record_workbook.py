"""The whole record as an Excel workbook to edit: what `reading.workbook` reads, and what helps people to fill it in.

Texts are written as strings in cells of text, which no spreadsheet runs as a formula or turns into a date.
"""

import io
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from mri_data.charts.palette import LIGHT
from mri_data.exports import readable_sheet
from mri_data.exports.record_sheets import Column, SheetContent, contents, emptied
from mri_data.reading import sheets
from mri_data.reading.cell_names import letters
from mri_data.reading.data_folder import DATA_DIR
from mri_data.reading.folder import read_folder
from mri_data.reading.raw import RawRecord
from mri_data.words.catalogue import Words, words
from mri_data.words.errors import quoted

# Widths in characters: of columns by their code, and of the others.
WIDTHS = {
    **dict.fromkeys(("also_known", "not_confirmed"), 90),
    **dict.fromkeys(("summary", "text", "notes", "value"), 60),
    **dict.fromkeys(("note", "reason", "was", "becomes", "url", "help"), 44),
    **dict.fromkeys(("title", "name", "bodies", "alongside", "name_then", "terms", "publisher"), 30),
    **dict.fromkeys(("id", "source", "sources", "date_source", "place_source", "alongside_source", "records"), 24),
    **dict.fromkeys(("number", "lat", "lon", "country", "confidence", "years"), 12),
}
MIDDLE, ENTRIES_FROM = 20, 1
# So many records are edited in a spreadsheet; more are kept in a database, and take long to write.
MOST_TO_EDIT = 20_000
# Characters that a page of A4 across is wide at the size of our texts.
PAGE = 165
# Points: the heads, and the highest row. A longer text is read in full in its cell.
HEAD_HEIGHT, HIGHEST = 36, 140
# The colours of rows of translations that are stale or missing.
STATES = {"stale": LIGHT.tints["publications"], "missing": LIGHT.tints["convening"]}
# The longest message of a drop-down list.
LONGEST_MESSAGE = 255


@dataclass(frozen=True)
class RecordWorkbook:
    """A workbook, how many sheets and entries it has, and a sentence for each text that did not fit into its cell."""

    content: bytes
    sheets: int
    rows: int
    cut: tuple[str, ...]


def record_workbook(raw: RawRecord, say: Words | None = None) -> RecordWorkbook:
    """The workbook of a record."""
    say = say or words("en")
    return _Book(contents(raw, say), say).written()


def empty_workbook(say: Words | None = None) -> RecordWorkbook:
    """A workbook without entries: in each sheet is one of the shipped record as an example, which is not read."""
    say = say or words("en")
    return _Book([emptied(sheet, say) for sheet in contents(read_folder(DATA_DIR), say)], say).written()


class _Book:
    """One workbook while it is written: `found` are its sheets, `lists` the choices of drop-down lists, each once."""

    def __init__(self, found: Sequence[SheetContent], say: Words) -> None:
        # Only these files need it; most processes write none.
        import xlsxwriter

        self.found, self.say, self.file, self.cut = found, say, io.BytesIO(), list[str]()
        choices = (column.choices for sheet in found for column in sheet.columns if column.choices)
        self.lists = list(dict.fromkeys(choices))
        self.book = xlsxwriter.Workbook(self.file, {"in_memory": True})
        self.looks = self._looks()

    def written(self) -> RecordWorkbook:
        with self.book:
            self._read_me()
            for sheet in self.found:
                self._sheet(sheet)
            self._add_lists()
        rows = sum(len(sheet.rows) for sheet in self.found if sheet.name not in sheets.SINGLE)
        return RecordWorkbook(self.file.getvalue(), len(self.found), rows, tuple(self.cut))

    def _looks(self) -> dict[str, Any]:
        """The formats of cells by name."""
        cell = {"num_format": "@", "valign": "top", "align": "left", "indent": 1, "text_wrap": True}
        cell |= {"bottom": 1, "bottom_color": LIGHT.line}
        made, grey = self.book.add_format, {"font_color": LIGHT.muted, "italic": True}
        return {
            "head": made({**cell, "bold": True, "bg_color": LIGHT.surface}),
            "cell": made(cell),
            "ours": made({**cell, **grey}),
            **{state: made({**cell, "bg_color": colour}) for state, colour in STATES.items()},
            "key": made({**cell, "bold": True}),
            "text": made({"valign": "top", "text_wrap": True}),
            "title": made({"bold": True, "font_size": 16, "valign": "top", "text_wrap": True}),
            "heading": made({"bold": True, "font_size": 12, "valign": "bottom", "text_wrap": True}),
        }

    def _sheet(self, content: SheetContent) -> None:
        name = sheets.title(content.name, self.say)
        sheet, columns = self.book.add_worksheet(name), content.columns
        widths = [_width(column) for column in columns]
        on_paper(sheet, widths)
        sheet.freeze_panes(1, _frozen(columns))
        sheet.set_row(0, HEAD_HEIGHT)
        for at, column in enumerate(columns):
            sheet.set_column(at, at, widths[at], self.looks["ours" if column.ours else "cell"])
        rows = [content.example, *content.rows] if content.example else content.rows
        for line, row in enumerate(rows, start=ENTRIES_FROM):
            sheet.set_row(line, min(HIGHEST, readable_sheet.row_height(row, widths)))
            is_example = bool(content.example) and line == ENTRIES_FROM
            for at, cell in enumerate(row):
                state = content.states.get(line - ENTRIES_FROM, "")
                look = self._look(content, columns[at], state, is_example=is_example)
                self._cell(sheet, name, line, at, cell, look, columns[at].head)
        self._table(sheet, content, len(rows))
        for at, column in enumerate(columns):
            self._help(sheet, at, column)

    def _look(self, content: SheetContent, column: Column, state: str, *, is_example: bool) -> Any:
        if state:
            return self.looks[state]
        if is_example or column.ours or column.code == "help":
            return self.looks["ours"]
        return self.looks["key" if column.code == "setting" else "cell"]

    def _table(self, sheet: Any, content: SheetContent, rows: int) -> None:
        """The cells as a table of Excel, which grows with each row that is typed below it."""
        heads = [column.head for column in content.columns]
        name = content.name.replace("_", " ").title().replace(" ", "")
        readable_sheet.as_table(sheet, name, heads, max(1, rows), self.looks["head"])
        sheet.ignore_errors({"number_stored_as_text": f"A1:{letters(len(heads) - 1)}{readable_sheet.MOST_ROWS + 1}"})

    def _cell(self, sheet: Any, name: str, line: int, at: int, text: str, look: Any, head: str) -> None:
        whole, text = text, _fitting(text)
        if len(text) < len(whole):
            place = sheets.SheetPlace("", name, ((head, letters(at)),)).place(line + 1, head)
            most = self.say.digits(readable_sheet.LONGEST_CELL)
            self.cut.append(self.say("cli.workbook.cut", place=place, most=most, value=quoted(text)))
        # A blank cell has the format of its column, unless its row is marked.
        if text.startswith("<r>") and text.endswith("</r>"):
            # XlsxWriter takes such a text for one of its own runs, and would not escape it.
            sheet.write_rich_string(line, at, text[:1], self.looks["text"], text[1:], look)
        elif text:
            sheet.write_string(line, at, text, look)
        elif look in [self.looks[state] for state in STATES]:
            sheet.write_blank(line, at, None, look)

    def _help(self, sheet: Any, at: int, column: Column) -> None:
        """The comment on a head, and the drop-down list of its column."""
        if column.help:
            size = {"x_scale": 2.4, "y_scale": max(1.0, len(column.help) / 160)}
            sheet.write_comment(0, at, column.help, {"author": "", "font_size": 9, **size})
        if source := self._source(column):
            sheet.data_validation(
                ENTRIES_FROM,
                at,
                readable_sheet.MOST_ROWS,
                at,
                {
                    "validate": "list",
                    "source": source,
                    "error_type": "warning",
                    "error_title": self.say("sheet.choice"),
                    "error_message": self.say("sheet.choice.other")[:LONGEST_MESSAGE],
                },
            )

    def _source(self, column: Column) -> str:
        """Where the choices of a column are, as a reference; empty if it has none."""
        if column.choices:
            at = letters(self.lists.index(column.choices))
            name = sheets.title(sheets.LISTS, self.say)
            return f"='{name}'!${at}$1:${at}${len(column.choices)}"
        listed = next((one for one in self.found if column.listed_in and one.name == column.listed_in[0]), None)
        if listed is None or column.listed_in is None:
            return ""
        at = letters([one.code for one in listed.columns].index(column.listed_in[1]))
        # The example is no choice; where its row is deleted, the reference moves up.
        first = ENTRIES_FROM + (2 if listed.example else 1)
        return f"='{sheets.title(listed.name, self.say)}'!${at}${first}:${at}$5000"

    def _add_lists(self) -> None:
        sheet = self.book.add_worksheet(sheets.title(sheets.LISTS, self.say))
        for at, choices in enumerate(self.lists):
            for line, choice in enumerate(choices):
                sheet.write_string(line, at, choice)
        sheet.hide()

    def _read_me(self) -> None:
        """The first sheet: how to use the workbook, what its sheets are, and what each column holds."""
        sheet, say = self.book.add_worksheet(sheets.title(sheets.READ_ME, self.say)), self.say
        sheet.hide_gridlines(2)
        widths = [16, 22, 54, 28]
        readable_sheet.on_paper(sheet)
        for at, width in enumerate(widths):
            sheet.set_column(at, at, width)
        line = self._paragraphs(sheet, [say("read_me.title")], 0, "title", sum(widths))
        line = self._paragraphs(sheet, [say("read_me.edit")], line, "text", sum(widths))
        for heading, texts in _steps(say):
            line = self._paragraphs(sheet, [heading], line + 1, "heading", sum(widths))
            line = self._paragraphs(sheet, texts, line, "text", sum(widths))
        line = self._paragraphs(sheet, [say("read_me.sheets")], line + 1, "heading", sum(widths))
        line = self._rows(
            sheet, line, widths, [[sheets.title(one.name, say), *_help_of(one, say)] for one in self.found]
        )
        line = self._paragraphs(sheet, [say("read_me.columns")], line + 1, "heading", sum(widths))
        heads = [say(f"read_me.head.{name}") for name in ("sheet", "column", "holds", "choices")]
        line = self._rows(sheet, line, widths, [heads], "head")
        self._rows(sheet, line, widths, list(_explained(self.found, say)))

    def _paragraphs(self, sheet: Any, texts: Iterable[str], line: int, look: str, width: int) -> int:
        for text in (one.replace("`", "") for one in texts):
            sheet.merge_range(line, 0, line, 3, text, self.looks[look])
            sheet.set_row(line, readable_sheet.row_height([text], [width]) * (2 if look == "title" else 1))
            line += 1
        return line

    def _rows(
        self, sheet: Any, line: int, widths: Sequence[int], rows: Sequence[Sequence[str]], look: str = "cell"
    ) -> int:
        for row in rows:
            sheet.set_row(line, readable_sheet.row_height(row, widths[: len(row)]))
            for at, cell in enumerate(row):
                sheet.write_string(line, at, cell, self.looks[look])
            line += 1
        return line


def _steps(say: Words) -> Iterable[tuple[str, list[str]]]:
    """The parts of the sheet that says how to use the workbook: the heading of each, and its paragraphs."""
    named = {name: sheets.title(name, say) for name in ("sources", "places", "names", "forums", "achievements")}
    named |= {"body": say("setting.names.of.bodies"), "also": say("column.also_known")}
    parts = {
        "add": ("add.source", "add.place", "add.body", "add.entry", "add.last"),
        "write": ("dates", "lists", "choices"),
        "finish": ("check", "show"),
    }
    for heading, texts in parts.items():
        yield say(f"read_me.{heading}"), [say(f"read_me.{text}", **named) for text in texts]


def on_paper(sheet: Any, widths: Sequence[int]) -> None:
    """Print a sheet across, as many pages wide as can be read, with its heads and first column on each page."""
    readable_sheet.on_paper(sheet)
    sheet.fit_to_pages(max(1, math.ceil(sum(widths) / PAGE)), 0)
    sheet.repeat_columns(0)


def _width(column: Column) -> int:
    return WIDTHS.get(column.code, MIDDLE)


def _frozen(columns: Sequence[Column]) -> int:
    """How many columns stay in sight: the id, with the number or title where that is next to it."""
    codes = [column.code for column in columns]
    return 1 if codes[0] in {"id", "setting", "record", "section", "slide"} else 0


def _fitting(text: str) -> str:
    """As much of a text as a cell of Excel holds, which counts some characters twice."""
    units, most = text.encode("utf-16-le", "surrogatepass"), 2 * readable_sheet.LONGEST_CELL
    return text if len(units) <= most else units[:most].decode("utf-16-le", "ignore")


def _help_of(sheet: SheetContent, say: Words) -> list[str]:
    return [say.n("read_me.entries", len(sheet.rows)), say(f"sheet.{sheet.name}.help")]


def _explained(found: Sequence[SheetContent], say: Words) -> Iterable[list[str]]:
    for sheet in found:
        for column in sheet.columns:
            if column.help and not column.ours:
                yield [sheets.title(sheet.name, say), column.head, column.help, ", ".join(column.choices)]
