"""The records shown as rows for tables, and as JSON with their filters, date, sources and what explains them.

Cells hold codes where the data has codes, and dates both as EDTF and in words.
"""

import json
from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any

import numpy as np
import pandas as pd

from mri_data import schema
from mri_data.exports import context_rows
from mri_data.record.view import View
from mri_data.sentences.about_view import cited_sources, file_notes, quality_notes


def export_columns() -> list[str]:
    """The columns of every table of records, edited and derived, in order."""
    first = ["id", "kind", "number", "title", "date_text", "edtf", "earliest", "latest", "precision"]
    return first + [name for name in schema.record_columns() if name not in first]


def plain_records(records: pd.DataFrame) -> list[dict[str, Any]]:
    """The records as dicts of JSON values: text, integers, lists, days as `YYYY-MM-DD`; None where nothing is known."""
    names = export_columns()
    return [dict(zip(names, row, strict=True)) for row in _rows(records, _plain)]


def flat_rows(records: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    """The records as rows of single cells, in the order of `export_columns`; None where nothing is known."""
    return _rows(records, lambda value: flat(_plain(value)))


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


def flat(value: Any) -> Any:
    """A plain value as one cell: the items of a list joined by `; `, notes by ` | ` with their sources in brackets."""
    if not isinstance(value, list):
        return value
    if value and isinstance(value[0], dict):
        return " | ".join(_flat_note(note) for note in value)
    return "; ".join(value)


def _flat_note(note: dict[str, Any]) -> str:
    return f"{note['text']} [{'; '.join(note['sources'])}]" if note["sources"] else str(note["text"])


def to_json(view: View) -> bytes:
    """The view as one JSON object: `about` with the notes, `records` with plain values, and what explains them.

    It has `context` and `states_parties` where context is shown. `names` are the names of codes, `sources` what is
    cited, `corrections` what is shown instead of what the source says, `quality_notes` what is still to be documented.
    """
    answer = {
        "about": file_notes(view),
        "records": plain_records(view.shown),
        **context_of(view),
        **explanations(view),
    }
    return json_file(answer)


def json_file(value: Any) -> bytes:
    """A value as the bytes of a JSON file that people can read."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def explanations(view: View) -> dict[str, Any]:
    """The `names`, `sources`, `corrections` and `quality_notes` of `to_json`."""
    named = {facet: dict(pairs) for facet, pairs in names_of(view).items()}
    return {"names": named, **{name: _dicts(rows) for name, rows in explaining_tables(view).items()}}


def context_of(view: View) -> dict[str, list[dict[str, Any]]]:
    """The context shown: name of a table -> its rows; empty tables are missing."""
    found = {"context": context_rows.event_rows(view), "states_parties": context_rows.party_rows(view)}
    return {name: rows for name, rows in found.items() if rows}


def names_of(view: View) -> dict[str, list[tuple[str, str]]]:
    """Facet -> pairs of code and name, for the places, bodies and languages of the records shown."""
    columns = {"place": "places", "body": "bodies", "language": "languages"}
    codes = {
        facet: dict.fromkeys(chain.from_iterable(view.shown[column].to_numpy())) for facet, column in columns.items()
    }
    full = view.labels.names.get("body.full", {})
    return {
        facet: [(code, full.get(code) or view.labels(facet, code)) for code in found] for facet, found in codes.items()
    }


def explaining_tables(view: View) -> dict[str, list[list[Any]]]:
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


def _cited(view: View) -> list[list[Any]]:
    sources = [view.dataset.sources[source] for source in cited_sources(view)]
    return [[one.id, one.title, one.publisher, one.url, one.terms, one.read.isoformat()] for one in sources]
