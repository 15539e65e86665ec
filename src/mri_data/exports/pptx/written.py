"""What a slide was made with, kept in the file: its view, its records, the data and the text of each shape.

A later reader of the file sees by it what has changed since, in the record or by a person's hand. It is a part of
custom XML, which PowerPoint keeps when it saves the slide, also in another file.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from lxml import etree
from lxml.builder import ElementMaker
from pptx.opc.constants import RELATIONSHIP_TYPE as RELATION
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml.ns import nsuri, qn

from mri_data.record.view import View
from mri_data.talk.slide import Slide

NAMESPACE = "urn:mri-data:slide:1"
PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
S = ElementMaker(namespace=NAMESPACE, nsmap={None: NAMESPACE})
DS = ElementMaker(namespace=PROPERTIES, nsmap={"ds": PROPERTIES})
P = ElementMaker(namespace=nsuri("p"), nsmap={"p": nsuri("p"), "r": nsuri("r")})


@dataclass(frozen=True)
class Text:
    """The text that was written into a shape: what it is (`title`, `text-1`, `table`, `chart`), and the shape's id."""

    name: str
    shape: int
    text: str


@dataclass(frozen=True)
class Written:
    """What a slide was made with.

    `key` names the slide in every file of the view, such as `area-advocacy-1`; `query` is the view's part of an
    address, `version` that of the data, `records` are the ids of the records that the slide shows.
    """

    key: str
    kind: str
    query: str
    version: str
    records: tuple[str, ...]
    texts: tuple[Text, ...]


def keys(slides: Iterable[Slide]) -> Iterator[str]:
    """A name for each slide: its kind, its kind of work or record, and its place among slides of these."""
    seen = Counter[str]()
    for slide in slides:
        name = "-".join(filter(None, (slide.kind, slide.area, slide.detail.id if slide.detail else "")))
        seen[name] += 1
        yield f"{name}-{seen[name]}"


def written(key: str, slide: Slide, view: View, texts: Iterable[Text]) -> Written:
    """What a slide of a view was made with; a chart shows every record of the view."""
    records = slide.records or tuple(map(str, view.shown["id"]))
    _, _, query = view.address().partition("?")
    return Written(key, slide.kind, query, view.dataset.version, records, tuple(texts))


def attach(part: Any, found: Written) -> None:
    """Keep it in a slide of a file, as custom XML with properties, and name the slide after it."""
    number = len([one for one in part.package.iter_parts() if one.partname.startswith("/customXml/item")]) // 2 + 1
    data = _part(part.package, f"/customXml/item{number}.xml", "application/xml", _xml(found))
    about = _part(part.package, f"/customXml/itemProps{number}.xml", PROPERTIES_TYPE, _properties(found.key))
    data.relate_to(about, RELATION.CUSTOM_XML_PROPS)
    common = part._element.find(qn("p:cSld"))
    common.set("name", found.key)
    held = P.custDataLst(P.custData({qn("r:id"): part.relate_to(data, RELATION.CUSTOM_XML)}))
    common.find(qn("p:spTree")).addnext(held)


def _part(package: Any, name: str, kind: str, element: Any) -> Any:
    blob = etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True)
    return Part(PackURI(name), kind, package, blob)


def _xml(found: Written) -> Any:
    texts = (S.text(one.text, name=one.name, shape=str(one.shape)) for one in found.texts)
    about = {"key": found.key, "kind": found.kind, "version": found.version}
    return S.slide(S.query(found.query), *(S.record(id=id) for id in found.records), *texts, **about)


def _properties(key: str) -> Any:
    schemas = DS.schemaRefs(DS.schemaRef({f"{{{PROPERTIES}}}uri": NAMESPACE}))
    number = "{" + str(uuid5(NAMESPACE_URL, f"{NAMESPACE}:{key}")).upper() + "}"
    return DS.datastoreItem(schemas, {f"{{{PROPERTIES}}}itemID": number})
