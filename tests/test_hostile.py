"""A record full of attacks on every page and in every file: each text stays a text, and nothing runs or is fetched."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import openpyxl
import pytest
from lxml import etree
from lxml import html as lxml_html
from PIL import Image
from pptx import Presentation
from pypdf import PdfReader
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from mri_data.exports.csv_file import FORMULA_STARTS
from mri_data.exports.formats import EXPORTS, FORMATS, export_of, file_name
from mri_data.html.assets import breakable
from mri_data.html.parts import note
from mri_data.record.dataset import Dataset, load_dataset
from mri_data.record.pages import PAGES
from mri_data.record.view import View
from mri_data.schema.context import KINDS
from mri_ui.web.routes import MIDDLEWARE, below_base
from tests.hostile import ATTACKS, TO_BE_LEFT_OUT, hostile_folder
from tests.pages.test_pages import each_page, html, is_sound, opened

BASE = "https://record.example.org"
ALL_CONTEXT = "context=" + ",".join(KINDS)


@pytest.fixture(scope="module", autouse=True)
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The folder that pages, files and addresses read here."""
    folder = hostile_folder(tmp_path_factory.mktemp("hostile"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MRI_DATA_DIR", str(folder))
        yield str(folder)


@pytest.fixture(scope="module")
def hostile(folder: str) -> Dataset:
    return load_dataset(folder)


@pytest.fixture(scope="module")
def view(hostile: Dataset) -> View:
    return View(hostile, base=BASE, public=True, context=KINDS)


def test_the_attacks_are_in_the_record_and_what_cannot_be_shown_is_left_out_and_named(hostile: Dataset) -> None:
    assert len(hostile.records) == 17
    assert hostile.context.kinds == KINDS
    assert len(hostile.left_out) == sum(map(len, TO_BE_LEFT_OUT.values()))
    told = " ".join(note.text for notes in hostile.records["also_known"] for note in notes)
    told += " ".join(hostile.records["title"]) + " ".join(hostile.records["summary"])
    assert [attack for attack in ATTACKS if attack.replace("|", "¦") not in told] == []
    assert "endless" not in {note.id for note in hostile.notes}


@pytest.mark.parametrize(
    "sentence",
    [
        'achievements.csv, line 12, column "title": "a\\x00b0" holds characters that cannot be seen',
        f'achievements.csv, line 17, column "id": "{"x" * 79}…" is not of the right form',
        'forums.csv, line 9, column "title": This cell, which begins with "1MB longlong',
        "is too long; at most 20000 characters are allowed. Shorten it.",
        'key "text": The text of the note "endless" that begins with "1MB longlong',
        'key "title": the file has "a\\x00b \\u2028 \\ufffe <script>window.hacked=1</script>',
    ],
)
def test_what_is_wrong_with_a_text_is_said_in_a_sentence_that_holds_a_little_of_it(
    sentence: str, hostile: Dataset
) -> None:
    assert [problem.sentence for problem in hostile.problems if sentence in problem.sentence]
    assert max(len(problem.sentence) for problem in hostile.problems) < 1200


# --- pages


def markup_of(app: AppTest) -> list[str]:
    """All that a page sends as HTML."""
    return [html(app), *(str(part.proto.body) for part in app.get("html"))]


def dangers(markup: str) -> list[str]:
    """What of a piece of HTML or SVG could run, or turn to another host by itself."""
    found: list[str] = []
    for element in lxml_html.fragment_fromstring(markup, create_parent=True).iter(etree.Element):
        name = str(element.tag).lower()
        found += [name] if name in ("script", "img", "iframe", "object", "embed", "base", "meta", "link") else []
        for attribute, value in element.attrib.items():
            found += [f"{name} {attribute}"] if attribute.lower().startswith("on") else []
            if attribute.lower().split(":")[-1] in ("href", "src", "action", "formaction"):
                found += [] if is_harmless(str(value), follow=name == "a") else [f"{name} {attribute}={value!r}"]
            found += re.findall(r"url\((?!#|data:)", str(value)) if attribute == "style" else []
    return found


def is_harmless(url: str, *, follow: bool) -> bool:
    """Whether an address stays here, or is of the web where somebody has to follow it."""
    if re.match(r"[a-z][a-z0-9+.-]*:|//", url.strip(), re.IGNORECASE):
        return follow and urlsplit(url).scheme in ("http", "https")
    return True


def labels(app: AppTest) -> list[str]:
    """What Streamlit reads as markdown: messages, and the labels and choices of widgets."""
    found = [part.proto.body for kind in ("markdown", "warning", "info", "error", "caption") for part in app.get(kind)]
    for kind in ("button", "download_button", "popover", "expander", "page_link"):
        found += [getattr(part.proto, "label", "") for part in app.get(kind)]
    for part in (*app.get("button_group"), *app.get("pills")):
        found += [option.content for option in part.proto.options]
    return [str(text) for text in found]


OWN_PICTURE = re.compile(r"!\[\]\(app/static/swatch-[a-z]+-(light|dark)\.svg\)")
ACTIVE = re.compile(r"(?<!\\)(?:[\[`$<]|:[a-z-]+[\[:/])")


def test_every_page_shows_the_attacks_as_texts() -> None:
    for page, app in each_page(ALL_CONTEXT):
        assert is_sound(app), page
        assert [found for markup in markup_of(app) for found in dangers(markup)] == [], page
        assert [label for label in labels(app) if ACTIVE.search(OWN_PICTURE.sub("", label))] == [], page
        assert re.search(r"&lt;script&gt;|WWWW", html(app)), page


def test_every_record_opens_and_shows_its_attacks_as_texts(hostile: Dataset) -> None:
    app = opened("records")
    for record in hostile.records.itertuples():
        app.query_params["record"] = record.id
        app.run()
        assert is_sound(app)
        assert dangers(html(app)) == []
        read = lxml_html.fragment_fromstring(html(app), create_parent=True).text_content()
        assert record.summary in read


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("A word of " + 60 * "w", "A word of " + 60 * "w"),
        (61 * "w", 20 * "w" + "<wbr>" + 20 * "w" + "<wbr>" + 20 * "w" + "<wbr>w"),
        (41 * "<" + 20 * "w", "<wbr>".join([20 * "&lt;", 20 * "&lt;", "&lt;" + 19 * "w", "w"])),
        (7, "7"),
    ],
)
def test_a_table_breaks_words_without_an_end_and_no_others(text: object, markup: str) -> None:
    assert breakable(text) == markup


def test_a_part_of_a_page_escapes_its_text_and_leaves_out_what_turns_it() -> None:
    assert note("<b> \u202ea\u2067\x00'\"") == '<p class="mri-note">&lt;b&gt; a&#39;&#34;</p>'


QUERIES = (
    "record=<script>",
    "record=../../x&city=../../&state=../../",
    "q=" + "<b>" * 3400,
    "context=%00",
    "year=-1&others=<svg onload=x>",
    "slide=NaN",
    "slide=1e999&notes=%FF",
    "slide=-5&years=9999-0000&undated=%E2%80%AE",
    "area=" + "&area=".join(["x"] * 300),
)


@pytest.fixture(scope="module", params=PAGES)
def session(request: pytest.FixtureRequest) -> AppTest:
    return opened(request.param)


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query[:20])
def test_an_address_that_wants_to_run_is_a_text_too(session: AppTest, query: str) -> None:
    session.query_params.clear()
    session.query_params.update(parse_qs(query, errors="replace"))
    assert is_sound(session.run())
    assert dangers(html(session)) == []
    assert [label for label in labels(session) if ACTIVE.search(OWN_PICTURE.sub("", label))] == []


# --- files


def of_csv(content: bytes, delimiter: str = ",") -> None:
    for line in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=delimiter):
        assert [cell for cell in line if cell.lstrip(" ").startswith(FORMULA_STARTS)] == []


def of_workbook(content: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d", "inlineStr"}
    targets = [cell.hyperlink.target for cell in cells if cell.hyperlink]
    assert [target for target in targets if not target.startswith(("http://", "https://"))] == []
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert not [name for name in parts.namelist() if b"<f" in parts.read(name) and "worksheets/sheet" in name]


def of_slides(content: bytes) -> None:
    slides = Presentation(io.BytesIO(content)).slides
    assert len(slides) > 5
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        relations = [etree.fromstring(parts.read(name)) for name in parts.namelist() if name.endswith(".rels")]
    targets = [one.get("Target") for tree in relations for one in tree if one.get("TargetMode") == "External"]
    assert [target for target in targets if not target.startswith(("http://", "https://"))] == []


def of_pdf(content: bytes) -> None:
    assert content.startswith(b"%PDF")
    pages = PdfReader(io.BytesIO(content)).pages
    notes = [note.get_object() for page in pages for note in page.get("/Annots", [])]
    actions = [note["/A"] for note in notes if "/A" in note]
    assert {str(action["/S"]) for action in actions} <= {"/URI", "/GoTo"}
    addresses = [str(action["/URI"]) for action in actions if "/URI" in action]
    assert [address for address in addresses if not address.startswith(("http://", "https://"))] == []


def of_html(content: bytes) -> None:
    page = lxml_html.document_fromstring(content)
    own = page.xpath("//script")
    assert [script for script in own if script.get("src")] == []
    assert len(own) <= 2
    body = lxml_html.tostring(page.find("body"), encoding="unicode")
    assert [found for found in dangers(body) if found != "script"] == []
    assert b"window.hacked=1</script>" not in content


def of_svg(content: bytes) -> None:
    tree = etree.fromstring(content)
    assert not [element for element in tree.iter() if etree.QName(element).localname in ("script", "foreignObject")]
    names = {(etree.QName(name).localname, value) for element in tree.iter() for name, value in element.attrib.items()}
    assert not [name for name, _ in names if name.startswith("on")]
    assert [value for name, value in names if name == "href" and not value.startswith(("#", "data:"))] == []


def of_picture(content: bytes) -> None:
    Image.open(io.BytesIO(content)).verify()


def of_json(content: bytes) -> Any:
    assert b"\x00" not in content
    return json.loads(content)


READ: dict[str, Callable[[bytes], Any]] = {
    "pptx": of_slides,
    "pdf": of_pdf,
    "html": of_html,
    "xlsx": of_workbook,
    "csv": of_csv,
    "csv-semicolon": lambda content: of_csv(content, ";"),
    "csv-metadata": of_json,
    "json": of_json,
    "geojson": of_json,
    "timeline-png": of_picture,
    "map-png": of_picture,
    "timeline-svg": of_svg,
    "map-svg": of_svg,
    "timeline-svg-outlines": of_svg,
    "map-svg-outlines": of_svg,
}


def test_the_pack_holds_every_file_and_a_program_opens_each_and_nothing_in_it_runs(view: View) -> None:
    with zipfile.ZipFile(io.BytesIO(export_of(view, "zip"))) as pack:
        assert pack.testzip() is None
        assert [name for name in pack.namelist() if not re.fullmatch(r"(fonts/)?[\w.-]+", name)] == []
        for name, export in FORMATS.items():
            READ[name](pack.read(file_name(view, export.ending)))
    assert set(READ) == set(FORMATS) == {*EXPORTS} - {"zip"}


def test_programs_get_the_attacks_as_they_stand(hostile: Dataset, view: View) -> None:
    told = of_json(export_of(view, "json"))
    assert {one["id"]: one["summary"] for one in told["records"]} == dict(
        zip(hostile.records["id"], hostile.records["summary"], strict=True)
    )


# --- addresses


@pytest.fixture(scope="module")
def client(folder: str) -> Iterator[TestClient]:
    app = Starlette(routes=below_base(), middleware=MIDDLEWARE)
    with TestClient(app, base_url="http://localhost:8501") as client:
        yield client


@pytest.mark.parametrize("page", ["", *PAGES])
def test_the_head_of_every_page_holds_the_attacks_as_texts(client: TestClient, page: str, hostile: Dataset) -> None:
    for record in hostile.records["id"][:4]:
        answer = client.get(f"/{page}?record={record}")
        read = lxml_html.document_fromstring(answer.content)
        assert answer.status_code == 200
        # What the page says to search engines is data: nothing in it may end the element.
        (linked,) = read.xpath("//script[@type='application/ld+json']")
        assert json.loads(linked.text)
        assert "<" not in linked.text
        assert [script.text for script in read.xpath("//script") if script.text and script is not linked] == []
        assert not [name for element in read.iter(etree.Element) for name in element.attrib if name.startswith("on")]


def test_the_open_data_holds_the_attacks_as_they_stand_and_says_what_it_is(
    client: TestClient, hostile: Dataset
) -> None:
    of_csv(client.get("/api/records.csv").content)
    for record in hostile.records.itertuples():
        answer = client.get(f"/api/records/{record.id}.json")
        assert answer.headers["content-type"].startswith("application/json")
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert record.summary in json.dumps(answer.json(), ensure_ascii=False).replace("\\\\", "\\").replace('\\"', '"')


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query[:20])
@pytest.mark.parametrize("path", ["/records", "/present", "/og.png", "/api/records.json", "/api/export/csv"])
def test_an_address_that_wants_to_run_gets_an_answer_that_does_not(client: TestClient, path: str, query: str) -> None:
    answer = client.get(f"{path}?{query}")
    assert answer.status_code in (200, 400, 414)
    if answer.headers["content-type"].startswith("text/html"):
        assert "<script>alert" not in answer.text
        assert "onload=x>" not in answer.text
