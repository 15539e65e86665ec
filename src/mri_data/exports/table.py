"""The records shown as tables: CSV, JSON and an Excel workbook, each with its filters, date and sources.

Cells hold codes where the data has codes, and dates both as EDTF and in words. In CSV and Excel, a text that a
spreadsheet would run as a formula gets an apostrophe before it.
"""

import csv
import datetime as dt
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

import numpy as np
import pandas as pd

from mri_data import schema
from mri_data.charts.palette import LIGHT
from mri_data.exports import context_rows
from mri_data.record.view import View
from mri_data.sentences.about_view import cited_sources, file_notes, quality_notes
from mri_data.words.columns import record_texts
from mri_data.words.errors import shortened

# What spreadsheets read as the start of a formula (OWASP, CSV injection), also in full width, or as a call of a program
# (`|`, DDE); and what they skip before it: spaces of every kind, and characters without width.
FORMULA_STARTS = ("=", "+", "-", "@", "|", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\t", "\r", "\n")
FORMULA = re.compile(rf"[\s\u200b-\u200f\u2060\ufeff]*[{re.escape(''.join(FORMULA_STARTS))}]")
WIDE, MIDDLE = 60, 24
# The longest text in a cell of a workbook; XlsxWriter would drop a longer one.
LONGEST_CELL = 32_767
LONG_TEXT = ("title", "summary", "also_known", "not_confirmed", "text", "reason", "becomes")


def export_columns() -> list[str]:
    """The columns of every table of records, edited and derived, in order."""
    first = ["id", "kind", "number", "title", "date_text", "edtf", "earliest", "latest", "precision"]
    return first + [name for name in schema.record_columns() if name not in first]


def plain_records(records: pd.DataFrame) -> list[dict[str, Any]]:
    """The records as dicts of JSON values: text, integers, lists, days as `YYYY-MM-DD`; None where nothing is known."""
    names = export_columns()
    return [dict(zip(names, row, strict=True)) for row in _rows(records, _plain)]


def _rows(records: pd.DataFrame, convert: Callable[[Any], Any]) -> Iterator[tuple[Any, ...]]:
    """The rows of a table with their cells converted; None where nothing is known."""
    return zip(*(_column(records[name], convert) for name in export_columns()), strict=True)


def _column(cells: "pd.Series[Any]", convert: Callable[[Any], Any]) -> list[Any]:
    """The cells of a column, converted; each distinct cell is converted once, as long columns repeat their cells."""
    codes, distinct = pd.factorize(cells.to_numpy() if cells.dtype == object else cells)
    # The last value stays None, for the code -1 of a missing cell.
    values = np.empty(len(distinct) + 1, dtype=object)
    for code, value in enumerate(distinct.astype(object)):
        values[code] = convert(value)
    return list(values[codes])


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain_item(item) for item in value]
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    return None if pd.isna(value) or value == "" else value


def _plain_item(item: Any) -> Any:
    return item if isinstance(item, str) else {"text": item.text, "sources": list(item.sources)}


def without_formula(cell: Any) -> Any:
    """A cell that no spreadsheet runs as a formula: text that begins like one gets an apostrophe before it."""
    return f"'{cell}" if isinstance(cell, str) and FORMULA.match(cell) else cell


def _flat(value: Any) -> Any:
    """A plain value as one cell: the items of a list joined by `; `, notes by ` | ` with their sources in brackets."""
    if not isinstance(value, list):
        return value
    if value and isinstance(value[0], dict):
        return " | ".join(_flat_note(note) for note in value)
    return "; ".join(value)


def _flat_note(note: dict[str, Any]) -> str:
    return f"{note['text']} [{'; '.join(note['sources'])}]" if note["sources"] else str(note["text"])


def _text_cell(value: Any) -> Any:
    return without_formula(_flat(_plain(value)))


def to_csv(view: View) -> bytes:
    """The records as CSV: UTF-8 with a byte order mark, so that spreadsheets read accents; the notes come last."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(export_columns())
    writer.writerows(_rows(view.shown, _text_cell))
    writer.writerow([])
    writer.writerows([f"# {name}", without_formula(note)] for name, note in file_notes(view).items())
    return text.getvalue().encode("utf-8-sig")


def to_json(view: View) -> bytes:
    """The view as one JSON object: `about` with the notes, `records` with plain values, and what explains them.

    It has `context` and `states_parties` where context is shown. `names` are the names of codes, `sources` what is
    cited, `corrections` what is shown instead of what the source says, `quality_notes` what is not known.
    """
    answer = {
        "about": file_notes(view),
        "records": plain_records(view.shown),
        **_context(view),
        **explanations(view),
    }
    return (json.dumps(answer, ensure_ascii=False, indent=2) + "\n").encode()


def explanations(view: View) -> dict[str, Any]:
    """The `names`, `sources`, `corrections` and `quality_notes` of `to_json`."""
    named = {facet: dict(pairs) for facet, pairs in _names(view).items()}
    return {"names": named, **{name: _dicts(rows) for name, rows in _explanations(view).items()}}


def _context(view: View) -> dict[str, list[dict[str, Any]]]:
    """The context shown: name of a table -> its rows; empty tables are missing."""
    found = {"context": context_rows.event_rows(view), "states_parties": context_rows.party_rows(view)}
    return {name: rows for name, rows in found.items() if rows}


def _names(view: View) -> dict[str, list[tuple[str, str]]]:
    """Facet -> pairs of code and name, for the places, bodies and languages of the records shown."""
    columns = {"place": "places", "body": "bodies", "language": "languages"}
    codes = {
        facet: dict.fromkeys(chain.from_iterable(view.shown[column].to_numpy())) for facet, column in columns.items()
    }
    full = view.labels.names.get("body.full", {})
    return {
        facet: [(code, full.get(code) or view.labels(facet, code)) for code in found] for facet, found in codes.items()
    }


def _explanations(view: View) -> dict[str, list[list[Any]]]:
    """Name of a table -> its header and rows: the sources, corrections and quality notes of the records shown."""
    corrections = [one for one in view.dataset.corrections if one.record in view.matched]
    heads = ["record", "column", "was", "becomes", "reason", "source"]
    changed = [heads, *([getattr(one, name) for name in heads] for one in corrections)]
    unknown = [["id", "title", "text", "sources"]]
    unknown += [[note.id, note.title, note.text, "; ".join(note.sources)] for note in quality_notes(view)]
    sources = [["id", "title", "publisher", "url", "terms", "read"], *_cited(view)]
    return {"sources": sources, "corrections": changed, "quality_notes": unknown}


def _dicts(table: list[list[Any]]) -> list[dict[str, Any]]:
    heads, *rows = table
    return [dict(zip(heads, row, strict=True)) for row in rows]


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
        _sheet(book, say("export.sheet.records"), export_columns(), _rows(view.shown, _text_cell), formats)
        about_rows = [[name, without_formula(text)] for name, text in file_notes(view).items()]
        meanings = [[name, without_formula(text.meaning)] for name, text in record_texts(say).items()]
        _sheet(book, say("export.sheet.notes"), ["about", "value"], [*about_rows, ["", ""], *meanings], formats)
        named = [[facet, code, name] for facet, pairs in _names(view).items() for code, name in pairs]
        _sheet(book, say("export.sheet.names"), ["facet", "code", "name"], _harmless(named), formats)
        for name, found in _context(view).items():
            cells = [[_flat(value) for value in row.values()] for row in found]
            _sheet(book, say(f"export.sheet.{name}"), list(found[0]), _harmless(cells), formats)
        for name, (heads, *rows) in _explanations(view).items():
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


def _cited(view: View) -> list[list[Any]]:
    sources = [view.dataset.sources[source] for source in cited_sources(view)]
    return [[one.id, one.title, one.publisher, one.url, one.terms, one.read.isoformat()] for one in sources]


def _harmless(rows: list[list[Any]]) -> list[list[Any]]:
    return [[without_formula(cell) for cell in row] for row in rows]
