"""Turn a presentation for a language that is written from right to left.

Shapes change sides, and text runs from the right. A chart changes its place and stays as it is inside, as its years run
to the right in every language.
"""

from typing import Any

from lxml import etree
from pptx.oxml.ns import nsuri, qn

from mri_data.charts.text_width import is_right_to_left

NAMES = {"a": nsuri("a"), "p": nsuri("p")}
SIDES = {"l": "r", "r": "l"}
TABLES = etree.XPath("//a:tbl", namespaces=NAMES)
# The shapes of a slide, each once: what is within a group or a frame moves with it.
PLACES = etree.XPath(
    "p:cSld/p:spTree/*/*[self::p:spPr or self::p:grpSpPr]/a:xfrm[a:off] | p:cSld/p:spTree/p:graphicFrame/p:xfrm",
    namespaces=NAMES,
)
# How text of each level looks, unless its paragraph says otherwise.
LEVELS = etree.XPath("//a:lstStyle/*[@algn] | //p:txStyles/*/*[@algn]", namespaces=NAMES)
PARAGRAPHS = etree.XPath("//a:p", namespaces=NAMES)
# A table has no levels of its own, and a drawing keeps the sides of its labels.
IN_TABLE = etree.XPath("boolean(ancestor::a:tc)", namespaces=NAMES)
IN_DRAWING = etree.XPath("boolean(ancestor::p:grpSp)", namespaces=NAMES)


def turn(deck: Any) -> None:
    """Turn all slides of a presentation, their notes, their layouts and the master."""
    masters = list(deck.slide_masters)
    for one in (*masters, *(layout for master in masters for layout in master.slide_layouts), *deck.slides):
        _turn_places(one.element, deck.slide_width)
        _turn_text(one.element)
    for slide in deck.slides:
        _turn_text(slide.notes_slide.element)


def _turn_places(element: Any, width: int) -> None:
    for place in PLACES(element):
        start, size = place.find(qn("a:off")), place.find(qn("a:ext"))
        start.set("x", str(width - int(start.get("x")) - int(size.get("cx"))))
    # PowerPoint puts the first column of such a table at the right; LibreOffice, which ignores it, at the left.
    for table in TABLES(element):
        table.find(qn("a:tblPr")).set("rtl", "1")
        for cell in table.iter(qn("a:tcPr")):
            left, right = cell.get("marL", "0"), cell.get("marR", "0")
            cell.attrib.update({"marL": right, "marR": left})


def _turn_text(element: Any) -> None:
    for level in LEVELS(element):
        level.attrib.update({"algn": SIDES.get(level.get("algn"), level.get("algn")), "rtl": "1"})
    for paragraph in PARAGRAPHS(element):
        if paragraph.find(qn("a:pPr")) is None:
            paragraph.insert(0, etree.SubElement(paragraph, qn("a:pPr")))
        _turn_paragraph(paragraph.find(qn("a:pPr")), paragraph)


def _turn_paragraph(looks: Any, paragraph: Any) -> None:
    """Write a paragraph from the right; one in other letters, such as an address, keeps its own direction."""
    text = "".join(one.text or "" for one in paragraph.iter(qn("a:t")))
    other = any(sign.isalpha() for sign in text) and not is_right_to_left(text)
    looks.set("rtl", "0" if other else "1")
    if looks.get("algn") and not IN_DRAWING(paragraph):
        looks.set("algn", SIDES.get(looks.get("algn"), looks.get("algn")))
    elif not looks.get("algn") and (other or IN_TABLE(paragraph)):
        looks.set("algn", "r")
