"""The file formats of a view: each is one entry in `FORMATS`; `EXPORTS` also has the ZIP archive of them all."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Literal

from mri_data.charts.of_view import has_map
from mri_data.exports import csv_file, csvw, geojson, html_file, pdf, picture, table, workbook, zip_pack
from mri_data.exports.readable_sheet import MOST_ROWS
from mri_data.record.view import View
from mri_data.words.errors import MriError
from mri_data.words.languages import DEFAULT

CSV_TYPE, CSVW_TYPE, JSON_TYPE = "text/csv; charset=utf-8", "application/csvm+json", "application/json"
PPTX_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
GEOJSON_TYPE, SVG_TYPE, PNG_TYPE = "application/geo+json", "image/svg+xml", "image/png"
ZIP_TYPE = "application/zip"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

# What W3C's metadata of a table is called, after the name of the table.
METADATA = "csv-metadata.json"

# The most records in a file for reading, such as PDF; nobody reads more, and programs take CSV.
MOST_TO_READ = 2_000


class TooManyRecords(MriError):  # noqa: N818 - what it is
    """A view has more records than a format allows; the text says how many it allows, and what to do."""


@dataclass(frozen=True)
class Export:
    """A format: file ending, name for readers, media type, the function that makes the bytes, and the most records.

    `typeset` is True where the file itself brings the shapes of its letters, so that a font must have them.
    """

    ending: str
    name: str
    media_type: str
    write: Callable[[View], bytes]
    most: int | None = None
    typeset: bool = False


def too_many_records(view: View, name: str) -> str:
    """The message that a view has too many records for a format; empty where it has not."""
    most = EXPORTS[name].most
    if most is None or view.count <= most:
        return ""
    counts = {"shown": view.count, "most": view.say.digits(most)}
    return view.say("export.too_many", name=EXPORTS[name].ending.upper(), **counts)


def export_of(view: View, name: str, *, own_fonts: bool = False) -> bytes:
    """The bytes of a view's file in a format, which is a key of `EXPORTS`; a presentation can name our own fonts.

    Raises:
        MriError: if the file would be empty; the text says why.
        TooManyRecords: if the view has more records than the format allows.
    """
    if view.empty:
        raise MriError(view.say("export.nothing", described=view.filters.describe(view.labels)))
    if name.startswith("map-") and not has_map(view):
        raise MriError(view.say("export.no_place"))
    if sentence := too_many_records(view, name):
        raise TooManyRecords(sentence)
    return _to_pptx(view, "own") if own_fonts and name == "pptx" else EXPORTS[name].write(view)


def file_name(view: View, ending: str) -> str:
    """The name of a file: `mri-record-2026-11-24.csv`, `mri-record-fr-…` for another language than English.

    It is `mri-record-selection-…` where a filter is set.
    """
    part = "-selection" if view.filters else ""
    language = "" if view.language == DEFAULT else f"-{view.language}"
    return f"mri-record{part}{language}-{view.dataset.about.data_date.isoformat()}.{ending}"


def _to_pptx(view: View, fonts: Literal["system", "own"] = "system") -> bytes:
    # python-pptx brings lxml: 8 MB, which a process that makes no presentation saves.
    from mri_data.exports.pptx.slides import to_pptx

    return to_pptx(view, fonts)


def _csv_metadata(view: View) -> bytes:
    return csvw.of_records(view, file_name(view, "csv"))


FORMATS = {
    "pptx": Export("pptx", "PowerPoint", PPTX_TYPE, _to_pptx, MOST_TO_READ),
    "pdf": Export("pdf", "PDF", "application/pdf", pdf.to_pdf, MOST_TO_READ, typeset=True),
    "html": Export("html", "HTML", "text/html; charset=utf-8", html_file.to_html, MOST_TO_READ),
    "xlsx": Export("xlsx", "Excel", XLSX_TYPE, workbook.to_xlsx, MOST_ROWS),
    "csv": Export("csv", "CSV", CSV_TYPE, csv_file.to_csv),
    "csv-semicolon": Export("semicolon.csv", "CSV (;)", CSV_TYPE, csv_file.to_semicolon_csv),
    "csv-metadata": Export(METADATA, "CSVW", CSVW_TYPE, _csv_metadata),
    "json": Export("json", "JSON", JSON_TYPE, table.to_json),
    "geojson": Export("geojson", "GeoJSON", GEOJSON_TYPE, geojson.to_geojson),
    "timeline-png": Export("timeline.png", "PNG", PNG_TYPE, partial(picture.to_png, "timeline"), typeset=True),
    "map-png": Export("map.png", "PNG", PNG_TYPE, partial(picture.to_png, "map"), typeset=True),
    "timeline-svg": Export("timeline.svg", "SVG", SVG_TYPE, partial(picture.to_svg, "timeline")),
    "map-svg": Export("map.svg", "SVG", SVG_TYPE, partial(picture.to_svg, "map")),
    "timeline-svg-outlines": Export(
        "timeline.outlines.svg", "SVG", SVG_TYPE, partial(picture.to_outlines, "timeline"), typeset=True
    ),
    "map-svg-outlines": Export("map.outlines.svg", "SVG", SVG_TYPE, partial(picture.to_outlines, "map"), typeset=True),
}


def files_of(view: View) -> dict[str, bytes]:
    """The file of a view in each format but ZIP, by its name; without maps where no record has a place."""
    names = [name for name in FORMATS if has_map(view) or not name.startswith("map-")]
    return {file_name(view, FORMATS[name].ending): export_of(view, name) for name in names}


def _pack(view: View) -> bytes:
    return zip_pack.to_zip(view, files_of(view))


EXPORTS = FORMATS | {"zip": Export("zip", "ZIP", ZIP_TYPE, _pack, MOST_TO_READ, typeset=True)}

# Picture format -> the formats of its charts, one file each.
CHARTS = {
    "png": ("timeline-png", "map-png"),
    "svg": ("timeline-svg", "map-svg"),
    "svg-outlines": ("timeline-svg-outlines", "map-svg-outlines"),
}
