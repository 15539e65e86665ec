"""What a CSV file holds, as JSON beside it: W3C metadata for tabular data (CSVW, https://www.w3.org/TR/tabular-metadata/).

The metadata of `NAME.csv` is in `NAME.csv-metadata.json`, where programs look for it.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import pandera.pandas as pa

from mri_data import schema
from mri_data.exports.csv_file import COMMA
from mri_data.exports.table import export_columns, json_file
from mri_data.record.view import View
from mri_data.schema import fields
from mri_data.sentences.about_view import cite_line, file_notes, main_citations
from mri_data.sentences.page_title import file_title
from mri_data.words.catalogue import Words
from mri_data.words.columns import column_text

# How the program writes CSV, as far as it differs from what CSVW expects or is not the same for every reader.
DIALECT = {"delimiter": COMMA, "encoding": "utf-8", "header": True, "lineTerminators": ["\r\n"], "trim": False}
DATATYPES = {"number": "positiveInteger", "earliest": "date", "latest": "date"}
# Joins the values of a cell that holds several.
SEPARATOR = "; "

Json = dict[str, Any]


def of_records(view: View, url: str) -> bytes:
    """The metadata of the CSV of a view; `url` is where it is, relative to the metadata."""
    described, sources = schema.record_columns(), [one.url or one.name for one in main_citations(view)]
    columns = [column(name, described[name], view.say) for name in export_columns()]
    texts = file_notes(view)
    return written(
        view,
        {"url": url, "dc:title": file_title(view), "dc:bibliographicCitation": cite_line(view)},
        {"columns": columns, "primaryKey": "id"},
        sources,
        texts,
    )


def written(view: View, table: Json, table_schema: Json, sources: Sequence[str], notes: Mapping[str, str]) -> bytes:
    """Metadata as a file: what is particular to a table, and what all files of this data share."""
    about, address = view.dataset.about, notes["address"]
    shared = {
        "dc:publisher": about.publisher,
        "dc:license": _linked(about.licence_url),
        "dc:source": [_linked(one) for one in sources],
        "schema:version": view.dataset.version,
        # Without a public address it is only a path.
        **({"dcat:landingPage": _linked(address)} if "://" in address else {}),
        "dialect": DIALECT,
        "tableSchema": table_schema,
        "notes": [{**notes, "formulas": view.say("csvw.formulas")}],
    }
    context = ["http://www.w3.org/ns/csvw", {"@language": view.say.tag}]
    return json_file({"@context": context, **table, **shared})


def column(name: str, described: pa.Column, say: Words) -> Json:
    """A column as CSVW describes it: name, titles, meaning, type, what joins several values."""
    meta, text = described.metadata, column_text(described, say)
    values, several = fields.choices(described), bool(meta.get("multiple"))
    pattern = {"format": "|".join(values)} if values and not several else {}
    return {
        "name": name,
        "titles": list(dict.fromkeys((name, text.title))),
        "dc:description": " ".join(filter(None, (text.meaning, _blank(text.blank, say)))),
        "datatype": {"base": DATATYPES.get(name, "string"), **pattern},
        **({"separator": SEPARATOR} if several else {}),
    }


def _blank(meaning: str, say: Words) -> str:
    return say("csvw.blank", blank=meaning) if meaning else ""


def _linked(text: str) -> Any:
    """An address as a link, any other text as it is."""
    return {"@id": text} if text.startswith(("https://", "http://")) else text
