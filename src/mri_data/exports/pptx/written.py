"""What a slide was made with, kept in the file: its view, its records, the data and the text of each shape.

A later reader of the file sees by it what has changed since, in the record or by a person's hand. It is a part of
custom XML, which PowerPoint keeps when it saves the slide, also in another file. LibreOffice keeps the parts, but not
which slide they belong to; see `exports/deck/matching.py`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from lxml import etree
from lxml.builder import ElementMaker
from pptx.opc.constants import RELATIONSHIP_TYPE as RELATION
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml.ns import nsuri, qn

from mri_data.charts.text_width import printable
from mri_data.record.view import View
from mri_data.talk.slide import Slide

NAMESPACE, FILE_NAMESPACE = "urn:mri-data:slide:1", "urn:mri-data:presentation:1"
PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
S = ElementMaker(namespace=NAMESPACE, nsmap={None: NAMESPACE})
F = ElementMaker(namespace=FILE_NAMESPACE, nsmap={None: FILE_NAMESPACE})
DS = ElementMaker(namespace=PROPERTIES, nsmap={"ds": PROPERTIES})
P = ElementMaker(namespace=nsuri("p"), nsmap={"p": nsuri("p"), "r": nsuri("r")})
# The columns of a record that are not compared: search words, and what is computed from others in words.
NOT_COMPARED = ("search", "date_text")
# The attributes of a slide and of a text.
ABOUT = ("key", "kind", "version", "date", "language", "base")
OF_TEXT = ("name", "shape", "called", "place", "sizes", "words", "drawn")


@dataclass(frozen=True)
class Text:
    """What was written into a shape: what it is (`title`, `text-1`, `table`, `chart`), the shape's id, and the text.

    The text of a chart is its alt text. `called` is the name of the shape, `place` its x, y, width and height in EMU,
    `sizes` are those of its runs; `words` and `drawn` are digests of the words in a drawing, and of all of it. A
    `decoration` is a drawing without a text of its own; `notes`, without a shape, are those of the speaker.
    """

    name: str
    shape: int
    text: str
    called: str = ""
    place: str = ""
    sizes: str = ""
    words: str = ""
    drawn: str = ""


@dataclass(frozen=True)
class Written:
    """What a slide was made with.

    `key` names the slide in every file of the view, such as `area-advocacy-1`; `query` is the view's part of an
    address, `version` and `date` are those of the data, `records` are the ids of the records that the slide shows.
    `base` is the public address, if there was one.
    """

    key: str
    kind: str
    query: str
    version: str
    date: str
    language: str
    base: str
    records: tuple[str, ...]
    texts: tuple[Text, ...]


@dataclass(frozen=True)
class RecordThen:
    """A record as it was when a file was made; `digest` changes with each of its columns."""

    id: str
    title: str
    date: str
    digest: str


@dataclass(frozen=True)
class FileWritten:
    """What a file was made with: the keys and titles of its slides in order, and the records of its view."""

    query: str
    slides: tuple[tuple[str, str], ...]
    records: tuple[RecordThen, ...]


def keys(slides: Iterable[Slide]) -> Iterator[str]:
    """A name for each slide: its kind, its kind of work or record, and its place among slides of these."""
    seen = Counter[str]()
    for slide in slides:
        name = "-".join(filter(None, (slide.kind, slide.area, slide.detail.id if slide.detail else "")))
        seen[name] += 1
        yield f"{name}-{seen[name]}"


def query_of(view: View) -> str:
    """The part of a view's address that says which records it shows."""
    return view.address().partition("?")[2]


def written(key: str, slide: Slide, view: View, texts: Iterable[Text]) -> Written:
    """What a slide of a view was made with; a chart shows every record of the view."""
    records = slide.records or tuple(map(str, view.shown["id"]))
    date, base = view.dataset.about.data_date.isoformat(), view.base if view.public else ""
    return Written(
        key, slide.kind, query_of(view), view.dataset.version, date, view.language, base, records, tuple(texts)
    )


def file_written(view: View, slides: Iterable[tuple[str, str]]) -> FileWritten:
    """What a file of a view was made with; `slides` are the keys and titles of its slides."""
    return FileWritten(query_of(view), tuple(slides), tuple(records_now(view)))


def records_now(view: View) -> Iterator[RecordThen]:
    """The records shown, as a later reader compares them."""
    shown = view.shown
    compared = shown[[name for name in shown.columns if name not in NOT_COMPARED]]
    for row, values in zip(shown.itertuples(), compared.itertuples(index=False), strict=True):
        yield RecordThen(row.id, printable(row.title), printable(row.date_text), digest("\n".join(map(str, values))))


def text_of(name: str, element: Any, alt: str = "") -> Text:
    """What was written into the element of a shape; `alt` is the alt text of a drawing."""
    named, is_drawing = element.find(f".//{qn('p:cNvPr')}"), element.tag == qn("p:grpSp")
    about = {"called": named.get("name", ""), "place": place_in(element), "sizes": sizes_in(element)}
    if is_drawing:
        about |= {"words": digest(words_in(element)), "drawn": digest(_without_ids(element))}
    return Text(name, int(named.get("id")), printable(alt) if is_drawing else text_in(element), **about)


def text_in(shape: Any) -> str:
    """The text of a shape: of a table, its rows below the head with tabs between cells; else its paragraphs."""
    table = shape.find(f".//{qn('a:tbl')}")
    if table is not None:
        return "\n".join(row_text(row) for row in table.findall(qn("a:tr"))[1:])
    return "\n".join(map(paragraph_text, shape.iter(qn("a:p"))))


def row_text(row: Any) -> str:
    """The texts of a row of a table, with tabs between them."""
    return "\t".join(filter(None, map(paragraph_text, row.iter(qn("a:p")))))


def paragraph_text(paragraph: Any) -> str:
    """The text of a paragraph, in one line."""
    return "".join(text.text or "" for text in paragraph.iter(qn("a:t"))).replace("\n", " ")


def place_in(element: Any) -> str:
    """The x, y, width and height of a shape in EMU; empty where it has those of its layout."""
    place = next(element.iter(qn("a:xfrm"), qn("p:xfrm")), None)
    parts = () if place is None else (place.find(qn("a:off")), place.find(qn("a:ext")))
    return " ".join(value for part in parts if part is not None for value in part.attrib.values())


def sizes_in(element: Any) -> str:
    """The sizes of the runs of a shape, in hundredths of a point; `-` is that of the layout."""
    return " ".join(run.get("sz", "-") for run in element.iter(qn("a:rPr")))


def words_in(element: Any) -> str:
    """How many shapes a drawing has, and their texts without spaces, sorted, as programs order and divide them anew."""
    texts = ("".join(text.text or "" for text in one.iter(qn("a:t"))) for one in element.iter(qn("a:p")))
    words = sorted("".join(text.split()) for text in texts)
    return " ".join((str(len(list(element.iter(qn("p:sp"))))), *filter(None, words)))


def digest(text: str) -> str:
    """A short name for a text, the same for the same text."""
    return sha256(text.encode("utf-8", "replace")).hexdigest()[:12]


def _without_ids(element: Any) -> str:
    """A drawing as text, without the numbers of its shapes."""
    text: str = etree.tostring(element, method="c14n").decode()
    for one in element.iter(qn("p:cNvPr")):
        text = text.replace(f' id="{one.get("id")}"', "", 1)
    return text


def attach(part: Any, found: Written) -> None:
    """Keep it in a slide of a file, as custom XML with properties, and name the slide after it."""
    data = _related(part, found.key, _xml(found))
    common = part._element.find(qn("p:cSld"))
    common.set("name", found.key)
    held = P.custDataLst(P.custData({qn("r:id"): data}))
    common.find(qn("p:spTree")).addnext(held)


def detach(part: Any) -> None:
    """Remove what a slide was made with from its file."""
    common = part._element.find(qn("p:cSld"))
    for held in common.findall(qn("p:custDataLst")):
        for one in held.findall(qn("p:custData")):
            part._rels.pop(one.get(qn("r:id")))
        common.remove(held)


def attach_to_file(part: Any, found: FileWritten, made: Iterable[Written]) -> None:
    """Keep what a file and its slides were made with, related to its presentation part.

    LibreOffice reads parts of custom XML up to the first number that is missing, so one part has all.
    """
    _related(part, FILE_NAMESPACE, _file_xml(found, made))


def _related(part: Any, key: str, element: Any) -> str:
    """Add a part of custom XML with properties; the id of the relation to it."""
    taken = {str(one.partname) for one in part.package.iter_parts()}
    number = next(at for at in range(1, len(taken) + 2) if f"/customXml/item{at}.xml" not in taken)
    data = _part(part.package, f"/customXml/item{number}.xml", "application/xml", element)
    properties = _properties(key, element.nsmap[None])
    about = _part(part.package, f"/customXml/itemProps{number}.xml", PROPERTIES_TYPE, properties)
    data.relate_to(about, RELATION.CUSTOM_XML_PROPS)
    related: str = part.relate_to(data, RELATION.CUSTOM_XML)
    return related


def _part(package: Any, name: str, kind: str, element: Any) -> Any:
    blob = etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True)
    return Part(PackURI(name), kind, package, blob)


def _xml(found: Written) -> Any:
    texts = [S.text(one.text, **_filled(one)) for one in found.texts]
    about = {name: value for name in ABOUT if (value := getattr(found, name))}
    return S.slide(S.query(found.query), *(S.record(id=id) for id in found.records), *texts, **about)


def _filled(text: Text) -> dict[str, str]:
    return {name: value for name in OF_TEXT if (value := str(getattr(text, name)))}


def _file_xml(found: FileWritten, made: Iterable[Written]) -> Any:
    slides = [F.slide(title, key=key) for key, title in found.slides]
    records = [F.record(id=one.id, title=one.title, date=one.date, digest=one.digest) for one in found.records]
    return F.presentation(F.query(found.query), *slides, *records, *map(_xml, made))


def _properties(key: str, namespace: str) -> Any:
    schemas = DS.schemaRefs(DS.schemaRef({f"{{{PROPERTIES}}}uri": namespace}))
    number = "{" + str(uuid5(NAMESPACE_URL, f"{NAMESPACE}:{key}")).upper() + "}"
    return DS.datastoreItem(schemas, {f"{{{PROPERTIES}}}itemID": number})


def read_written(root: Any) -> Written:
    """What a part of custom XML says of a slide; `ValueError` where it is not what `attach` writes."""
    texts = [Text(text=one.text or "", **_attributes(one)) for one in root.iterfind(f"{{{NAMESPACE}}}text")]
    about = {name: root.get(name, "") for name in ABOUT}
    if not about["key"]:
        raise ValueError("no key")
    about["language"] = about["language"] or "en"
    query = root.findtext(f"{{{NAMESPACE}}}query") or ""
    records = tuple(one.get("id", "") for one in root.iterfind(f"{{{NAMESPACE}}}record"))
    return Written(query=query, records=records, texts=tuple(texts), **about)


def _attributes(element: Any) -> dict[str, Any]:
    return {name: element.get(name, "") for name in OF_TEXT} | {"shape": int(element.get("shape") or 0)}


def read_file_written(root: Any) -> FileWritten:
    """What a part of custom XML says of a file."""
    slides = tuple((one.get("key", ""), one.text or "") for one in root.iterfind(f"{{{FILE_NAMESPACE}}}slide"))
    records = root.iterfind(f"{{{FILE_NAMESPACE}}}record")
    names = ("id", "title", "date", "digest")
    then = tuple(RecordThen(*(one.get(name, "") for name in names)) for one in records)
    return FileWritten(root.findtext(f"{{{FILE_NAMESPACE}}}query") or "", slides, then)
