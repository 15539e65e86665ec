"""A view as an Excel workbook."""

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from typing import Any

from mri_data.charts.palette import LIGHT
from mri_data.exports.csv_file import without_formula
from mri_data.exports.table import context_of, explaining_tables, export_columns, flat, flat_rows, names_of
from mri_data.record.view import View
from mri_data.sentences.about_view import file_notes
from mri_data.words.columns import record_texts
from mri_data.words.errors import shortened

WIDE, MIDDLE = 60, 24
# The longest text in a cell of a workbook; XlsxWriter would drop a longer one.
LONGEST_CELL = 32_767
LONG_TEXT = ("title", "summary", "also_known", "not_confirmed", "text", "reason", "becomes")


def to_xlsx(view: View) -> bytes:
    """The view as an Excel workbook: sheets for records, notes, names of codes, context if shown, and explanations."""
    # Only this file needs it; most processes write none.
    import xlsxwriter

    say = view.labels.say
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        about = view.dataset.about
        created = dt.datetime.combine(about.data_date, dt.time())
        book.set_properties({"title": about.title, "comments": view.dataset.version, "created": created})
        formats = {
            "head": book.add_format({"bold": True, "bg_color": LIGHT.surface}),
            "cell": book.add_format({"text_wrap": True, "valign": "top"}),
        }
        _sheet(book, say("export.sheet.records"), export_columns(), _harmless(flat_rows(view.shown)), formats)
        about_rows = [[name, without_formula(text)] for name, text in file_notes(view).items()]
        meanings = [[name, without_formula(text.meaning)] for name, text in record_texts(say).items()]
        _sheet(book, say("export.sheet.notes"), ["about", "value"], [*about_rows, ["", ""], *meanings], formats)
        named = [[facet, code, name] for facet, pairs in names_of(view).items() for code, name in pairs]
        _sheet(book, say("export.sheet.names"), ["facet", "code", "name"], _harmless(named), formats)
        for name, found in context_of(view).items():
            cells = [[flat(value) for value in row.values()] for row in found]
            _sheet(book, say(f"export.sheet.{name}"), list(found[0]), _harmless(cells), formats)
        for name, (heads, *rows) in explaining_tables(view).items():
            _sheet(book, say(f"export.sheet.{name}"), heads, _harmless(rows), formats)
    return file.getvalue()


def _sheet(book: Any, name: str, heads: list[str], rows: Iterable[Sequence[Any]], formats: dict[str, Any]) -> None:
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 1)
    for at, head in enumerate(heads):
        sheet.set_column(at, at, WIDE if head in LONG_TEXT or head == "value" else MIDDLE, formats["cell"])
        sheet.write_string(0, at, head, formats["head"])
    for line, row in enumerate(rows, start=1):
        for at, cell in enumerate(row):
            if cell is not None:
                fitting = shortened(cell, LONGEST_CELL) if isinstance(cell, str) else cell
                sheet.write(line, at, fitting, formats["cell"])


def _harmless(rows: Iterable[Sequence[Any]]) -> list[list[Any]]:
    return [[without_formula(cell) for cell in row] for row in rows]
