"""A view as an Excel workbook: a sheet to read, a sheet of codes, notes, and what explains them.

Texts are written as strings, which no spreadsheet runs as a formula.
"""

import datetime as dt
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from mri_data.charts.palette import LIGHT
from mri_data.exports import readable_sheet
from mri_data.exports.table import context_of, explaining_tables, export_columns, flat, flat_rows, names_of
from mri_data.record.view import View
from mri_data.sentences.about_view import cite_line, file_notes
from mri_data.sentences.page_title import file_title
from mri_data.words.columns import record_texts
from mri_data.words.errors import shortened

WIDE, MIDDLE = 60, 24
LONG_TEXT = dict.fromkeys(("title", "name", "text", "reason", "becomes", "note", "url"), WIDE)


def to_xlsx(view: View) -> bytes:
    """The view as an Excel workbook: records to read and as codes, notes, names of codes, context, sources."""
    # Only this file needs it; most processes write none.
    import xlsxwriter

    say, about = view.say, view.dataset.about
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        created = dt.datetime.combine(about.data_date, dt.time())
        book.set_properties({"title": file_title(view), "comments": view.dataset.version, "created": created})
        looks = looks_of(book)
        readable_sheet.add(book, view, looks)
        _codes(book, view, looks)
        _notes(book, view, looks)
        named = [[facet, code, name] for facet, pairs in names_of(view).items() for code, name in pairs]
        _sheet(book, say("export.sheet.names"), ["facet", "code", "name"], named, looks)
        for name, found in context_of(view).items():
            cells = [[flat(value) for value in row.values()] for row in found]
            _sheet(book, say(f"export.sheet.{name}"), list(found[0]), cells, looks)
        for name, (heads, *rows) in explaining_tables(view).items():
            _sheet(book, say(f"export.sheet.{name}"), heads, rows, looks)
    return file.getvalue()


def looks_of(book: Any) -> dict[str, Any]:
    """The formats of cells by name."""
    cell = {"valign": "top", "align": "left", "indent": 1, "bottom": 1, "bottom_color": LIGHT.line}
    wrapped = {**cell, "text_wrap": True}
    return {
        "head": book.add_format({**wrapped, "bold": True, "bg_color": LIGHT.surface}),
        "cell": book.add_format({"valign": "top", "text_wrap": True}),
        "code": book.add_format({"valign": "top"}),
        "text": book.add_format(wrapped),
        "title": book.add_format({**wrapped, "bold": True}),
        "day": book.add_format({**cell, "num_format": "d mmm yyyy"}),
        "name": book.add_format(cell),
        "link": book.add_format({**cell, "font_color": LIGHT.link, "underline": 1}),
    }


def _notes(book: Any, view: View, looks: dict[str, Any]) -> None:
    """The sheet of notes: what the view is, its data, licence and citation; then what each column means."""
    say = view.say
    notes = {**file_notes(view), "cite": cite_line(view)}
    about = [[say(f"workbook.note.{name}"), text] for name, text in notes.items()]
    meanings = [[name, text.meaning] for name, text in record_texts(say).items()]
    heads = [say("workbook.about"), say("workbook.value")]
    _sheet(book, say("export.sheet.notes"), heads, [*about, ["", ""], *meanings], looks, {heads[1]: 2 * WIDE})


def _codes(book: Any, view: View, looks: dict[str, Any]) -> None:
    """The sheet of all columns, for formulas and programs: one line a record."""
    heads = export_columns()
    sheet = book.add_worksheet(view.say("export.sheet.codes"))
    sheet.freeze_panes(1, 1)
    readable_sheet.on_paper(sheet)
    sheet.set_column(0, len(heads) - 1, MIDDLE)
    sheet.write_row(0, 0, heads, looks["head"])
    for line, row in enumerate(flat_rows(view.shown), start=1):
        _add_row(sheet, line, row, looks["code"])
    sheet.autofilter(0, 0, max(1, view.count), len(heads) - 1)


def _sheet(
    book: Any,
    name: str,
    heads: Sequence[str],
    rows: Iterable[Sequence[Any]],
    looks: dict[str, Any],
    width_of: Mapping[str, int] = LONG_TEXT,
) -> None:
    """A sheet with a header that stays in sight and rows high enough to read, printed one page wide."""
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 1)
    readable_sheet.on_paper(sheet)
    widths = [width_of.get(head, MIDDLE) for head in heads]
    for at, (head, width) in enumerate(zip(heads, widths, strict=True)):
        sheet.set_column(at, at, width)
        sheet.write_string(0, at, head, looks["head"])
    for line, row in enumerate(rows, start=1):
        sheet.set_row(line, readable_sheet.row_height([cell if isinstance(cell, str) else "" for cell in row], widths))
        _add_row(sheet, line, row, looks["cell"])


def _add_row(sheet: Any, line: int, row: Sequence[Any], look: Any) -> None:
    for at, cell in enumerate(row):
        if isinstance(cell, str):
            sheet.write_string(line, at, shortened(cell, readable_sheet.LONGEST_CELL), look)
        elif cell is not None:
            sheet.write_number(line, at, cell, look)
