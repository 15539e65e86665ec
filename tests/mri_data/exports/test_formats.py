"""Every format, read back by something that did not write it: it holds the records of the view, and no others."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable
from xml.etree import ElementTree

import openpyxl
import pytest
from lxml import html as lxml_html
from PIL import Image
from pptx import Presentation
from pypdf import PdfReader

from mri_data.exports.formats import CHARTS, EXPORTS, FORMATS, export_of, file_name
from mri_data.query.filters import Filters
from mri_data.record.dataset import Dataset
from mri_data.record.view import View
from mri_data.words.errors import MriError

SVG = "{http://www.w3.org/2000/svg}"
BASE = "https://record.example.org"
VIEWS = {"all": Filters(), "forums": Filters(kind=("forum",)), "accents": Filters(text="genéva")}
COUNTS = {"forums": 7, "accents": 4}
Reader = Callable[[bytes, View], set[str]]


def view_of(dataset: Dataset, name: str, *, public: bool = True) -> View:
    return View(dataset, VIEWS[name], base=BASE, public=public)


def by_title(view: View, texts: str) -> set[str]:
    """Ids of the records whose title stands in a text, line breaks and hyphens at their ends aside."""
    read = re.sub(r"\s+", " ", texts)
    return {row.id for row in view.records.itertuples() if row.title in read}


def of_slides(content: bytes, view: View) -> set[str]:
    """Each record stands in a table on the slide of its kind of work."""
    tables = [
        shape.table for slide in Presentation(io.BytesIO(content)).slides for shape in slide.shapes if shape.has_table
    ]
    cells = [row.cells[1].text_frame.paragraphs[0].text for table in tables for row in list(table.rows)[1:]]
    ids = dict(zip(view.records["title"], view.records["id"], strict=True))
    return {ids[cell] for cell in cells}


def of_pdf(content: bytes, view: View) -> set[str]:
    pages = PdfReader(io.BytesIO(content)).pages
    return by_title(view, " ".join(page.extract_text() for page in pages))


def of_html(content: bytes, view: View) -> set[str]:
    page = lxml_html.document_fromstring(content)
    return {
        str(element.get("id")).removeprefix("record-") for element in page.xpath('//*[starts-with(@id, "record-")]')
    }


def of_workbook(content: bytes, view: View) -> set[str]:
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Records as codes"]
    return {str(row[0]) for row in sheet.iter_rows(min_row=2, values_only=True)}


def of_csv(content: bytes, view: View) -> set[str]:
    return {line["id"] for line in csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))}


def of_semicolon_csv(content: bytes, view: View) -> set[str]:
    lines = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";")
    return {line["id"] for line in lines}


def of_metadata(content: bytes, view: View) -> set[str]:
    """What describes the CSV holds no record: it says how many there are."""
    assert json.loads(content)["notes"][0]["records"] == f"{len(view.shown)} of 17 records"
    return set(view.shown["id"])


def of_json(content: bytes, view: View) -> set[str]:
    return {record["id"] for record in json.loads(content)["records"]}


def of_geojson(content: bytes, view: View) -> set[str]:
    told = json.loads(content)
    placed = {record["id"] for feature in told["features"] for record in feature["properties"]["records"]}
    return placed | {record["id"] for record in told["records_without_place"]}


def of_timeline(content: bytes, view: View) -> set[str]:
    return {
        str(group.get("data-record")) for group in ElementTree.fromstring(content).iter() if group.get("data-record")
    }


def of_map(content: bytes, view: View) -> set[str]:
    """A map shows places: those it names are those of the records shown that have one."""
    groups = [
        group for group in ElementTree.fromstring(content).iter(f"{SVG}g") if group.find(f"{SVG}circle") is not None
    ]
    named = {str(group.get("data-name")).split(",")[0] for group in groups}
    assert named == {city for cities in view.shown["cities"] for city in cities}
    return set(view.shown["id"])


def of_picture(content: bytes, view: View) -> set[str]:
    """What is in a picture of dots is checked in the picture of lines that it is made from; this is its size."""
    picture = Image.open(io.BytesIO(content))
    assert picture.size[0] == 2240
    assert len(picture.convert("RGB").getcolors(10**6) or []) > 50
    return set(view.shown["id"])


READ: dict[str, Reader] = {
    "pptx": of_slides,
    "pdf": of_pdf,
    "html": of_html,
    "xlsx": of_workbook,
    "csv": of_csv,
    "csv-semicolon": of_semicolon_csv,
    "csv-metadata": of_metadata,
    "json": of_json,
    "geojson": of_geojson,
    "timeline-svg": of_timeline,
    "timeline-png": of_picture,
    "map-svg": of_map,
    "map-png": of_picture,
    "timeline-svg-outlines": of_timeline,
    "map-svg-outlines": of_map,
}


def test_every_format_is_read_here() -> None:
    assert set(READ) == set(FORMATS)
    assert set(EXPORTS) == {*FORMATS, "zip"}
    assert {name for both in CHARTS.values() for name in both} <= set(FORMATS)


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_holds_exactly_the_records_of_its_view(dataset: Dataset, name: str) -> None:
    view = view_of(dataset, "all")
    assert READ[name](export_of(view, name), view) == set(view.shown["id"])


@pytest.mark.parametrize("which", ["forums", "accents"])
def test_the_pack_holds_each_file_a_page_about_them_and_the_typefaces_with_their_licences(
    dataset: Dataset, which: str
) -> None:
    view = view_of(dataset, which)
    assert len(view.shown) == COUNTS[which]
    with zipfile.ZipFile(io.BytesIO(export_of(view, "zip"))) as pack:
        assert pack.testzip() is None
        for name, export in FORMATS.items():
            assert READ[name](pack.read(file_name(view, export.ending)), view) == set(view.shown["id"])
        about = pack.read("README.txt").decode()
        fonts = {name for name in pack.namelist() if name.startswith("fonts/")}
    assert all(file_name(view, export.ending) in about for export in FORMATS.values())
    assert view.link in about
    assert f"{COUNTS[which]} of 17 records" in about
    assert {"fonts/OFL-Newsreader.txt", "fonts/OFL-SourceSans3.txt"} < fonts
    assert len([name for name in fonts if name.endswith(".ttf")]) == 5


@pytest.mark.parametrize("name", [name for name in EXPORTS if name not in ("pptx", "xlsx", "zip")])
def test_the_same_view_makes_the_same_file(dataset: Dataset, name: str) -> None:
    assert export_of(view_of(dataset, "accents"), name) == export_of(view_of(dataset, "accents"), name)


@pytest.mark.parametrize("name", EXPORTS)
def test_a_view_without_records_is_refused_in_a_sentence(dataset: Dataset, name: str) -> None:
    with pytest.raises(MriError, match="Nothing in the record matches: “zzz”"):
        export_of(View(dataset, Filters(text="zzz")), name)


def test_a_view_without_places_has_no_map_and_its_pack_does_without(dataset: Dataset) -> None:
    view = View(dataset, Filters(text="campaigner"))
    with pytest.raises(MriError, match="No record of this view has a place"):
        export_of(view, "map-svg")
    with zipfile.ZipFile(io.BytesIO(export_of(view, "zip"))) as pack:
        assert not [name for name in pack.namelist() if ".map." in name]


@pytest.mark.parametrize("name", ["timeline-svg", "map-svg"])
def test_a_picture_names_its_filters_and_its_sources(dataset: Dataset, name: str) -> None:
    view = view_of(dataset, "forums")
    root = ElementTree.fromstring(export_of(view, name))
    text = " ".join(root.itertext())
    for told in ("7 of 17 records: Forums.", "Our Achievements", dataset.version, view.address()):
        assert told in text
    assert "http" not in re.sub(r"https?://(record\.example\.org|www\.w3\.org)", "", str(root.attrib))


@pytest.mark.parametrize("name", ["timeline-svg", "map-svg"])
def test_a_picture_carries_a_code_to_scan_only_where_everybody_finds_the_dashboard(dataset: Dataset, name: str) -> None:
    with_code, without = (len(export_of(view_of(dataset, "all", public=public), name)) for public in (True, False))
    assert with_code > without + 1000


def test_a_picture_file_has_its_typeface_inside(dataset: Dataset) -> None:
    picture = export_of(view_of(dataset, "all"), "timeline-svg").decode()
    assert "@font-face" in picture
    assert set(re.findall(r"url\((?:#|data:)", picture)) >= {"url(data:", "url(#"}
    assert not re.findall(r"url\((?!#|data:)", picture)


@pytest.mark.parametrize(("name", "titles"), [("timeline", ["19 September 2011"]), ("map", ["New York", "Manila"])])
def test_outlines_need_no_typeface_and_show_the_same_shapes(dataset: Dataset, name: str, titles: list[str]) -> None:
    view = view_of(dataset, "all")
    written, outlined = (ElementTree.fromstring(export_of(view, f"{name}-svg{end}")) for end in ("", "-outlines"))
    assert all(title in " ".join(written.itertext()) for title in titles)
    for shape in ("rect", "circle"):
        attributes = [[one.attrib for one in root.iter(f"{SVG}{shape}")] for root in (written, outlined)]
        assert attributes[0] == attributes[1] != []
    assert {f"{SVG}{tag}" for tag in ("text", "style", "image")} & {one.tag for one in outlined.iter()} == set()
    letters = sum(len("".join(text.itertext()).replace(" ", "")) for text in written.iter(f"{SVG}text"))
    assert 0.9 * letters < len([*outlined.iter(f"{SVG}use")]) <= letters


@pytest.mark.parametrize(
    ("city", "anchor"), [("New York", "end"), ("Mexico City", "end"), ("Manila", "start"), ("Brussels", "middle")]
)
def test_a_label_of_the_map_grows_away_from_its_mark_in_any_typeface(dataset: Dataset, city: str, anchor: str) -> None:
    root = ElementTree.fromstring(export_of(view_of(dataset, "all"), "map-svg"))
    groups = [group for group in root.iter(f"{SVG}g") if str(group.get("data-name")).startswith(f"{city},")]
    text, mark = next((group.find(f"{SVG}text"), group.find(f"{SVG}circle")) for group in groups[::-1])
    assert text is not None
    assert mark is not None
    assert text.get("text-anchor") == anchor
    gap = float(text.get("x", 0)) - float(mark.get("cx", 0))
    assert abs(gap) < 30
    assert {"end": gap < -5, "start": gap > 5, "middle": True}[anchor]


def test_a_place_of_geojson_lies_where_the_record_has_it(dataset: Dataset) -> None:
    told = json.loads(export_of(view_of(dataset, "forums"), "geojson"))
    manila = next(feature for feature in told["features"] if feature["id"] == "manila")
    assert manila["geometry"] == {"type": "Point", "coordinates": [120.9822, 14.6042]}
    assert manila["properties"]["forums"] == 1
    assert {record["evidence"] for record in manila["properties"]["records"]} == {"documented"}
    assert told["about"]["filters"] == "Forums"
