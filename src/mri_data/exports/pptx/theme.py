"""An empty presentation in the design's colours and typefaces: 16:9, one layout with a title and a slide number."""

from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RELATION
from pptx.oxml.ns import qn
from pptx.util import Emu

from mri_data.charts.palette import LIGHT
from mri_data.exports.pptx.ooxml import EMU, POINTS, SANS, A, P, colour
from mri_data.schema.records import WORK_AREAS

WIDTH, HEIGHT = 1920, 1080
SERIF = "Newsreader"
TITLE_ONLY = 5
TITLE = (80, 52, 1760, 140)
NUMBER = (1700, 1010, 140, 36)
TITLE_SIZE, NUMBER_SIZE = 56, 22
DROPPED = {"dt", "ftr"}
COLOURS = {"dk1": LIGHT.ink, "lt1": LIGHT.paper, "dk2": LIGHT.muted, "lt2": LIGHT.surface, "hlink": LIGHT.link}
COLOURS |= {f"accent{at}": LIGHT.marks[area] for at, area in enumerate(WORK_AREAS, start=1)}
COLOURS |= {"accent6": LIGHT.context, "folHlink": LIGHT.muted}


def presentation() -> Any:
    """A python-pptx presentation without slides."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Emu(WIDTH * EMU), Emu(HEIGHT * EMU)
    _drop_layouts(deck)
    _set_theme(deck)
    for sheet in (deck.slide_master, deck.slide_layouts[0]):
        _set_sheet(sheet)
    _set_styles(deck.slide_master)
    return deck


def _drop_layouts(deck: Any) -> None:
    """Keep only the layout with a title; the others are not used, and are made for another aspect ratio."""
    layouts = deck.slide_layouts
    for layout in [layout for at, layout in enumerate(layouts) if at != TITLE_ONLY]:
        layouts.remove(layout)


def _set_theme(deck: Any) -> None:
    part = deck.slide_master.part.part_related_by(RELATION.THEME)
    theme = etree.fromstring(part.blob)
    for name, value in COLOURS.items():
        slot = theme.find(f".//{qn('a:clrScheme')}/{qn(f'a:{name}')}")
        slot[:] = [colour(value)]
    for kind, face in (("majorFont", SERIF), ("minorFont", SANS)):
        theme.find(f".//{qn(f'a:{kind}')}/{qn('a:latin')}").set("typeface", face)
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)


def _set_sheet(sheet: Any) -> None:
    """Place the title and the slide number; remove the placeholders of date and footer."""
    places = {"title": TITLE, "sldNum": NUMBER}
    for shape in list(sheet.placeholders):
        kind = shape.element.find(f".//{qn('p:ph')}").get("type", "obj")
        if kind in DROPPED:
            shape.element.getparent().remove(shape.element)
        elif kind in places:
            shape.left, shape.top, shape.width, shape.height = (Emu(px * EMU) for px in places[kind])


def _set_styles(master: Any) -> None:
    """Align titles left and top, and set the background to the paper colour."""
    style = master.element.find(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    style.set("algn", "l")
    run = style.find(qn("a:defRPr"))
    run.set("sz", str(TITLE_SIZE * POINTS))
    ground = P.bg(P.bgPr(A.solidFill(A.schemeClr(val="bg1")), A.effectLst()))
    common = master.element.find(qn("p:cSld"))
    old = common.find(qn("p:bg"))
    if old is not None:
        common.remove(old)
    common.insert(0, ground)
    for shape in master.placeholders:
        body = shape.element.find(f".//{qn('a:bodyPr')}")
        body.set("anchor", "t")
        for side in ("lIns", "tIns", "rIns", "bIns"):
            body.set(side, "0")
