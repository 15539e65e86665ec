"""Nothing that leaves the program is in English for a view in another language.

The language and the record of these tests have an accent on every letter, so a word without any is either French (dates
and names that CLDR gives), a code, or English that somebody wrote into the code.
"""

import csv
import io
import json
import re
import shutil
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from babel import Locale
from lxml import etree
from num2words import num2words
from openpyxl import load_workbook
from pptx import Presentation
from pypdf import PdfReader
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from mri_data import schema
from mri_data.charts.drawing import Drawing, ShapeGroup, TextLines
from mri_data.exports import link_preview
from mri_data.exports.formats import EXPORTS, export_of
from mri_data.exports.parties_csv import matching_parties, to_csv, to_metadata
from mri_data.exports.zip_pack import READ_ME, to_zip
from mri_data.query.filters import FACETS, FILTERS, Filters
from mri_data.reading.header_row import columns_meant
from mri_data.record.dataset import Dataset, load_dataset
from mri_data.record.pages import PAGES
from mri_data.record.permalink import PARAMETERS
from mri_data.record.view import View
from mri_data.schema import fields
from mri_data.schema.context import KINDS, TABLES
from mri_data.sentences.page_title import timeline_title
from mri_data.site import pages
from mri_data.site.view import SiteView
from mri_data.talk.slides import talk
from mri_data.words import catalogue
from mri_ui.frame import live_record, session
from mri_ui.web import openapi, request_view
from mri_ui.web.page_shell import Shell
from mri_ui.web.routes import ROUTES
from tests.pages.test_pages import each_page
from tests.pseudo import LANGUAGE, LOCALE, RIGHT_TO_LEFT, longer, write_catalogue, write_record

BASE = "https://record.example.org"
CONTEXT = tuple(KINDS)

# Names of formats and of a key, and the initials of the two series of meetings, which are codes in capitals.
NAMES = {
    "csv",
    "csvw",
    "excel",
    "geojson",
    "html",
    "json",
    "pdf",
    "png",
    "powerpoint",
    "svg",
    "zip",
    "esc",
    "gfmd",
    "hld",
    # The choice of the language, and the code of the language in addresses.
    "english",
    "en",
    "fr",
    "xx",
    "xr",
    "lang",
    "lag",
    # The French ordinal of the first of a month.
    "er",
}
ADDRESS = re.compile(
    r"(https?://|/api/|\./)[^\s\"'<>()]*|^/\w*\?\S+$|mri-record[\w.-]+|[\w.-]+\.(?:com|org|net|int|html|toml|csv)\b"
)
# Pictures and icons in Markdown, placeholders that a script fills in, names of files, hashes, and code.
NOT_WORDS = re.compile(
    r"!\[\]\([^)]*\)|\{\w+\}|:material/\w+:|mri-record[\w.-]+|basemap/[\w.-]+|@@=.*|step-\w+|\b[0-9a-f]{10,}\b"
    r"|`[^`]*`|\[[^\]]*\]|\bMRI_[A-Z_]+\b"
)
WORD, CODE = re.compile(r"[^\W\d_]{2,}"), re.compile(r"[\w-]+")


def french() -> set[str]:
    """Words that CLDR and num2words give for French: dates, countries, languages, numbers and the words of lists."""
    locale = Locale.parse(LOCALE)
    names = [*locale.territories.values(), *locale.languages.values(), "et", "ou"]
    for width in ("wide", "abbreviated"):
        names += [*locale.months["format"][width].values(), *locale.days["format"][width].values()]
    names += [num2words(number, lang=LOCALE, to=form) for number in range(1, 101) for form in ("cardinal", "ordinal")]
    return {word.casefold() for name in names for word in re.findall(r"\w+", name)}


FOREIGN = frozenset(NAMES | french())


def english(texts: Iterable[str], known: Iterable[str] = (), foreign: frozenset[str] = FOREIGN) -> list[str]:
    """The texts that have a word of two or more letters without accents; `known` are ids and other codes in them."""
    codes, found = {*known}, []
    for text in texts:
        read = CODE.sub(lambda one: "" if one[0] in codes else one[0], NOT_WORDS.sub(" ", ADDRESS.sub(" ", text)))
        plain = [one for one in WORD.findall(read) if re.search(r"[A-Za-z]", one) and one.casefold() not in foreign]
        if plain:
            found.append(f"{' '.join(plain)}: {text[:160]}")
    return list(dict.fromkeys(found))


# --- a view in the language


@dataclass(frozen=True)
class House:
    """A record and a language that have accents on all letters."""

    dataset: Dataset
    view: View


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder, locale = tmp_path_factory.mktemp("record"), tmp_path_factory.mktemp("locale")
    write_record(folder)
    write_catalogue(locale)
    write_catalogue(locale, RIGHT_TO_LEFT)
    shutil.copytree(catalogue.LOCALE_DIR / "en", locale / "en")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalogue, "LOCALE_DIR", locale)
        patch.setenv("MRI_DATA_DIR", str(folder))
        patch.setattr(live_record, "_holder", live_record.Holder())
        patch.setattr(session, "language", lambda: LANGUAGE)
        patch.setattr(request_view, "language_of", lambda connection: LANGUAGE)
        catalogue.words.cache_clear()
        dataset = load_dataset(folder)
        yield House(dataset, View(dataset, language=LANGUAGE, base=BASE, public=True, context=CONTEXT))
    catalogue.words.cache_clear()


def test_the_record_has_nothing_to_correct(house: House) -> None:
    assert [one.sentence for one in (*house.dataset.problems, *house.dataset.warnings)] == []


# --- what each kind of file holds to read


class _Texts(HTMLParser):
    """Collects texts of HTML and of the attributes that people read."""

    READ = (
        "alt",
        "aria-label",
        "aria-description",
        "content",
        "placeholder",
        "title",
        "label",
        "data-name",
        "data-tip",
    )
    SKIPPED = ("style", "script")

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.skipping = 0
        self.broken = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.skipping += tag in self.SKIPPED
        self.broken = tag == "wbr"
        given = dict(attributes)
        if tag == "meta" and (given.get("name") or given.get("property") or given.get("http-equiv")) in NOT_READ:
            return
        self.found += [value for name, value in attributes if name in self.READ and value]

    def handle_endtag(self, tag: str) -> None:
        self.skipping -= tag in self.SKIPPED

    def handle_data(self, text: str) -> None:
        if self.broken and self.found:
            self.found[-1] += text
        elif not self.skipping:
            self.found.append(text)
        self.broken = False


NOT_READ = {
    "viewport",
    "robots",
    "color-scheme",
    "og:type",
    "og:locale",
    "twitter:card",
    "Content-Security-Policy",
    "referrer",
    "og:image:type",
}


def of_html(text: str) -> list[str]:
    parser = _Texts()
    parser.feed(text)
    return parser.found


def of_json(value: Any, skipped: Iterable[str] = ()) -> Iterator[str]:
    """All strings of a JSON value but those below these keys."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            if key not in skipped:
                yield from of_json(one, skipped)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from of_json(one, skipped)


def of_xml(content: bytes) -> Iterator[str]:
    """Texts of Office's XML, and the names and descriptions of shapes."""
    for element in etree.fromstring(content).iter():
        if element.text and str(element.tag).endswith("}t"):
            yield element.text
        if str(element.tag).endswith("}cNvPr"):
            yield from (element.get(name, "") for name in ("name", "descr", "title"))


def of_pptx(content: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as pack:
        for name in pack.namelist():
            if re.match(r"ppt/(slides|notesSlides)/[^/]*\.xml", name):
                yield from of_xml(pack.read(name))


def of_xlsx(content: bytes) -> Iterator[str]:
    book = load_workbook(io.BytesIO(content))
    for sheet in book:
        yield sheet.title
        yield from (str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None)


# The typeface has no m, n, p, v and x with an accent: they are two signs, and a PDF takes one letter for the other.
ACCENT = "\u0301"
COMPOSED = str.maketrans("", "", "mnpvxMNPVXḿńṕṽẋḾŃṔṼẊ" + ACCENT)


def name_accents(reader: PdfReader) -> None:
    """Give each sign without a letter an accent: pypdf takes its number for that of a letter, such as L."""
    pages: list[Any] = list(reader.pages)
    for font in (font for page in pages for font in page["/Resources"]["/Font"].values()):
        table = font["/ToUnicode"]
        known = table.get_data().decode("ascii")
        missing = [code for code in range(1, 256) if f"\n<{code:04X}> <" not in known]
        signs = "".join(f"<{code:04X}> <{ord(ACCENT):04X}>\n" for code in missing)
        table.set_data(known.replace("endbfchar", f"{signs}endbfchar", 1).encode("ascii"))


def of_pdf(content: bytes) -> Iterator[str]:
    reader = PdfReader(io.BytesIO(content))
    name_accents(reader)
    described = [str(value) for name, value in (reader.metadata or {}).items() if name in {"/Title", "/Subject"}]
    for text in (*described, *(page.extract_text() for page in reader.pages)):
        read = NOT_WORDS.sub(" ", ADDRESS.sub(" ", " ".join(text.split())))
        cells = re.sub(r"(?<=[^\W\d_A-Z])(?=[A-Z])", " ", read)
        yield cells.translate(COMPOSED)


def of_drawing(drawing: Drawing) -> Iterator[str]:
    yield from (drawing.title, drawing.alt)
    yield from of_items(drawing.items)


def of_items(items: Iterable[Any]) -> Iterator[str]:
    for item in items:
        if isinstance(item, ShapeGroup):
            yield item.name
            yield from of_items(item.items)
        elif isinstance(item, TextLines):
            yield item.text


def of_message(message: Any) -> Iterator[str]:
    """The strings in a part of a page as Streamlit sends it to the browser; strings in JSON and tables one by one."""
    for field, value in message.ListFields():
        read = ("json",) if message.DESCRIPTOR.name == "BidiComponent" else (field.name,)
        if (
            field.name in TECHNICAL
            or field.name not in read
            or (field.message_type and field.message_type.GetOptions().map_entry)
        ):
            continue
        for one in value if field.is_repeated else [value]:
            if hasattr(one, "ListFields"):
                yield from of_message(one)
            elif isinstance(one, bytes):
                yield from of_table(one)
            elif isinstance(one, str):
                texts = of_json(json.loads(one), DRAWN) if one[:1] in ("{", "[") else [one]
                yield from (part for text in texts for part in of_html(text))


def of_table(content: bytes) -> Iterator[str]:
    """The cells of a table in Arrow's format."""
    for column in pa.ipc.open_stream(content).read_all().columns:
        yield from of_json(column.to_pylist())


def of_app(app: AppTest) -> list[str]:
    """All texts of a page that was run."""
    return [text for part in blocks(app._tree) for text in of_message(part)]


def blocks(block: Any) -> Iterator[Any]:
    for child in block.children.values():
        if getattr(child, "proto", None) is not None:
            yield child.proto
        if hasattr(child, "children"):
            yield from blocks(child)


# Fields that hold no text for people: of Streamlit's messages, and of the charts in them.
TECHNICAL = {"id", "type", "autocomplete"}
DRAWN = {
    *("@@type", "type", "id", "align", "barmode", "constrain", "dash", "family", "fill", "hoverinfo", "hovermode"),
    *("layer", "mode", "side", "sizing", "symbol", "textposition", "xanchor", "xref", "xsizemode", "yanchor", "yref"),
    *("ysizemode", "color", "colorscale", "bgcolor", "bordercolor", "fillcolor", "plot_bgcolor", "paper_bgcolor"),
    *("source", "style", "widthUnits", "sizeUnits", "radiusUnits", "lineWidthUnits", "customdata", "fontFamily"),
    # Streamlit's own words in English, with those that take their place.
    "streamlit",
    "direction",
    *("getTextAnchor", "getAlignmentBaseline", "characterSet", "query", "made", "version", "locale"),
}


# --- files


def ids_of(dataset: Dataset) -> set[str]:
    """Ids, and the version of the data: what a person reads is full of neither, and nobody translates them."""
    rows = [id for table in (dataset.table, *map(dataset.context.table, TABLES)) for id in table["id"]]
    notes = (note.id for note in dataset.notes)
    places = {name for place in dataset.places.index for name in (place, f"context-{place}")}
    return {dataset.version, *rows, *notes, *dataset.sources, *places}


def codes_of(dataset: Dataset) -> set[str]:
    """Codes in files for programs: names of columns, the values that these allow, countries, languages and bodies."""
    described = [*map(fields.columns, schema.TABLES.values()), fields.columns(schema.DerivedColumns)]
    columns = [(name, column) for table in described for name, column in table.items()]
    chosen = {code for _, column in columns for code in fields.choices(column)}
    facets = {code for codes in dataset.codes.values() for code in codes}
    countries = {*dataset.places["country"], *dataset.context.parties["country"]}
    return {*(name for name, _ in columns), *chosen, *facets, *countries, *FACETS, *FIELDS.split()}


# Names of the fields of files for programs that are no columns of a table.
FIELDS = """
    about value facet code by url terms read publisher record column was becomes reason text filters context records
    left_out data_date version licence address order state joined how as_of states not_verified check
    FeatureCollection Feature Point
"""


# Keys of CSVW with values of its own vocabulary.
CSVW = {"@context", "dialect", "datatype", "name", "primaryKey"}
FOR_PROGRAMS = ("csv", "csv-semicolon", "csv-metadata", "xlsx", "json", "geojson")
READERS: dict[str, Callable[[bytes], Iterable[str]]] = {
    "pptx": of_pptx,
    "pdf": of_pdf,
    "xlsx": of_xlsx,
    "html": lambda content: of_html(content.decode()),
    "csv": lambda content: (cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))) for cell in row),
    "csv-semicolon": lambda content: (
        cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";") for cell in row
    ),
    "csv-metadata": lambda content: of_json(json.loads(content), CSVW),
    "json": lambda content: of_json(json.loads(content)),
    "geojson": lambda content: of_json(json.loads(content)),
    "timeline-svg": lambda content: of_html(content.decode()),
    "map-svg": lambda content: of_html(content.decode()),
    "timeline-svg-outlines": lambda content: of_html(content.decode()),
    "map-svg-outlines": lambda content: of_html(content.decode()),
}


@pytest.mark.parametrize("name", READERS)
def test_a_file_holds_no_english(house: House, name: str) -> None:
    texts = list(READERS[name](export_of(house.view, name)))
    assert len(texts) > 10
    # Next to its words in the view's language, a date is in files as the record's table has it.
    written = {*house.dataset.records["date"], *house.dataset.records["alongside_date"]}
    texts = [text for text in texts if text not in written]
    known = ids_of(house.dataset) | (codes_of(house.dataset) if name in FOR_PROGRAMS else set())
    # The closing slide breaks a long address before what it asks for.
    texts = [text for text in texts if not re.match(r"[?&]\w+=", text)]
    # A narrow column of the hand-out breaks an address into lines.
    pieces = {"example", "org", "licenses", "by"} if name == "pdf" else set()
    foreign = frozenset(word.translate(COMPOSED) for word in FOREIGN | pieces) if pieces else FOREIGN
    # The typeface of titles has no f with an accent either.
    foreign |= {word.replace("f", "ḟ") for word in foreign} if name == "pdf" else set()
    assert english(texts, known, foreign) == []


def test_a_page_that_counts_records_holds_no_english(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mri_data.record.view.MOST_MARKS", 5)
    view = replace(house.view, filters=Filters(kind=("achievement",)))
    texts = READERS["html"](export_of(view, "html"))
    assert view.is_counted
    assert english(texts, ids_of(house.dataset)) == []


def test_every_format_with_text_is_read_here() -> None:
    assert {*READERS} == {name for name in EXPORTS if not name.endswith("png")} - {"zip"}


def test_the_read_me_of_the_pack_and_the_table_of_states_hold_no_english(house: House) -> None:
    selected = matching_parties(house.view, "", "")
    states, metadata = to_csv(selected), to_metadata(selected, "states.csv")
    read_me = zipfile.ZipFile(io.BytesIO(to_zip(house.view, {"mri-record.csv": states}))).read(READ_ME).decode()
    known = ids_of(house.dataset) | codes_of(house.dataset)
    explained = [*READERS["csv"](states), *READERS["csv-metadata"](metadata)]
    assert english([*explained, *re.sub(r"(?m)^  \w+:", "", read_me).split("\n")], known) == []


def test_the_published_site_holds_no_english(house: House) -> None:
    view = SiteView(house.dataset, language=LANGUAGE, base=BASE, public=True, context=CONTEXT)
    made = pages.pages(view, {"mri-record.csv": view.say("pack.file.csv")}) | {"404.html": pages.missing(view)}
    assert {"index.html", "records.html", "404.html", "records/pga-2006.html"} < {*made}
    texts = [text for content in made.values() for text in of_html(content.decode())]
    assert english(texts, ids_of(house.dataset) | {*FILTERS, *PARAMETERS.values()}) == []


def test_the_picture_of_a_link_holds_no_english(house: House) -> None:
    drawn = [link_preview.drawing(house.view, page) for page in PAGES]
    drawn.append(link_preview.drawing(house.view, "records", "pga-2006"))
    assert english((text for one in drawn for text in of_drawing(one)), ids_of(house.dataset)) == []


# --- from right to left


def test_slides_are_turned_and_all_that_stands_on_them_stays_within_them(house: House) -> None:
    deck = Presentation(io.BytesIO(export_of(replace(house.view, language=RIGHT_TO_LEFT), "pptx")))
    width, kinds = deck.slide_width, set()
    assert width
    for slide in deck.slides:
        assert all(one.left >= 0 and one.left + one.width <= width for one in slide.shapes)
        paragraphs = slide.element.xpath("//a:p")
        assert {one.pPr.get("rtl") for one in paragraphs} <= {"0", "1"}
        kinds |= {one.pPr.get("rtl") for one in paragraphs}
        assert all(one.get("rtl") == "1" for one in slide.element.xpath("//a:tblPr"))
    # The record of this test is in Latin letters, whose sentences keep their direction.
    assert kinds == {"0", "1"}
    title, number = deck.slide_layouts[2].placeholders[0], deck.slide_layouts[2].placeholders[-1]
    assert (title.left + title.width > width / 2, number.left < width / 2) == (True, True)
    levels = deck.slide_master.element.xpath("//p:titleStyle/a:lvl1pPr")
    assert [(one.get("algn"), one.get("rtl")) for one in levels] == [("r", "1")]


def test_a_hand_out_and_a_page_begin_at_the_right(house: House) -> None:
    view = replace(house.view, language=RIGHT_TO_LEFT)
    reader, found = PdfReader(io.BytesIO(export_of(view, "pdf"))), list[float]()
    reader.pages[0].extract_text(visitor_text=lambda text, at, *_: found.append(at[4]) if text.strip() else None)
    assert reader.trailer["/Root"]["/Lang"] == "ar"  # type: ignore[index]
    # The first text is the publisher's name, at the beginning of the head of a page.
    assert found[0] > float(reader.pages[0].mediabox.width) / 2
    assert '<html lang="ar" dir="rtl">' in export_of(view, "html").decode()
    # Labels of charts keep their places, and run as their letters do.
    lanes = re.findall(
        r'<text [^>]*text-anchor="end"[^>]*unicode-bidi="plaintext"', export_of(view, "timeline-svg").decode()
    )
    assert len(lanes) >= 5


# --- pages


# A record and all context, as the address of a visitor has them.
VISITED = f"context={','.join(KINDS)}&record=pga-series"


def test_a_page_holds_no_english_though_it_was_read_in_english_before(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = ids_of(house.dataset)
    with monkeypatch.context() as patch:
        patch.setattr(session, "language", lambda: "en")
        for page, app in each_page(VISITED):
            assert not app.exception, page
            assert len(english(of_app(app), known)) >= 10, page
    for page, app in each_page(VISITED):
        assert not app.exception, page
        texts = of_app(app)
        assert len(texts) > (12 if page == "check" else 30), page
        # The table of records names its columns for Streamlit, and the data dictionary explains them.
        codes = codes_of(house.dataset) if page in ("records", "sources") else set()
        assert english(texts, known | codes) == [], page


# --- answers over HTTP


@pytest.fixture(scope="module")
def client(house: House) -> TestClient:
    return TestClient(Starlette(routes=ROUTES, middleware=[Middleware(Shell)]), base_url=BASE)


@pytest.mark.parametrize("path", ["/", "/records?record=pga-series", "/map", "/convention"])
def test_the_shell_of_a_page_holds_no_english(client: TestClient, house: House, path: str) -> None:
    answer = client.get(path)
    assert '<html lang="fr">' in answer.text
    assert english(of_html(answer.text), ids_of(house.dataset)) == []


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/records.json?area=x&years=x&q=1&q=2", 400),
        ("/api/records/pga-20x6.json", 404),
        ("/api/export/doc", 404),
        ("/api/convention.csv?joined=x", 400),
        ("/api/nothing", 404),
    ],
)
def test_a_refusal_holds_no_english(client: TestClient, house: House, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    known = ids_of(house.dataset) | codes_of(house.dataset) | {"area", "joined", "doc", "pga-20x6", "nothing", *KINDS}
    assert english([answer.json()["error"].replace("/api/nothing", "")], known | {*EXPORTS}) == []


def test_the_description_of_the_api_holds_no_english(client: TestClient, house: House) -> None:
    described = client.get(openapi.ADDRESS).json()
    texts = list(described_in(described))
    assert len(texts) > 80
    assert english(texts, ids_of(house.dataset) | codes_of(house.dataset)) == []


def described_in(value: Any) -> Iterator[str]:
    """The summaries, descriptions and titles in an OpenAPI document."""
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else []:
        yield from described_in(one)
    if isinstance(value, dict):
        yield from (value[name] for name in ("summary", "description", "title") if isinstance(value.get(name), str))


# --- two languages in one process


def test_a_file_has_another_tag_in_another_language(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    first = client.get("/api/export/html")
    monkeypatch.setattr(request_view, "language_of", lambda connection: "en")
    second = client.get("/api/export/html", headers={"if-none-match": first.headers["etag"]})
    assert second.status_code == 200
    assert ('<html lang="fr">' in first.text, '<html lang="en-GB">' in second.text) == (True, True)


def test_two_views_of_one_record_share_no_words(house: House) -> None:
    plain = replace(house.view, language="en")
    titles = [(timeline_title(view), [slide.title for slide in talk(view)]) for view in (plain, house.view, plain)]
    assert titles[0] == titles[2]
    assert english([titles[1][0], *titles[1][1]]) == []
    assert len(english(titles[0][1])) > 5


def test_a_table_is_read_by_the_titles_of_its_columns_in_any_language(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_catalogue(tmp_path)
    path, columns = tmp_path / LANGUAGE / catalogue.CATALOGUE, fields.columns(schema.TABLES["places"])
    path.write_text(path.read_text("utf-8").replace(longer("Latitude"), "Breitengrad"), "utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(catalogue, "LOCALE_DIR", tmp_path)
        catalogue.words.cache_clear()
        assert columns_meant(["Breitengrad", "lon", "Latitude"], columns) == ["lat", "lon", None]
    catalogue.words.cache_clear()


# --- the proof can fail


def test_one_english_text_is_found(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    assert english(["Ŕéćóŕđś: 3 mai 2011", "Ŕéćóŕđś, Sea"]) == ["Sea: Ŕéćóŕđś, Sea"]
    texts, plain = catalogue.Words.__call__, {"shape.sea": "Sea"}
    monkeypatch.setattr(catalogue.Words, "__call__", lambda say, key, **more: plain.get(key) or texts(say, key, **more))
    assert english(READERS["map-svg"](export_of(house.view, "map-svg"))) == ["Sea: Sea"]
