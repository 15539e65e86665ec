"""An empty presentation: 16:9, our theme, and the layouts of `layouts.py`; nothing of python-pptx's own template."""

from typing import Any, Literal

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RELATION
from pptx.oxml.ns import qn
from pptx.util import Emu

from mri_data.exports.pptx import layouts
from mri_data.exports.pptx.colours import THEME, A
from mri_data.exports.pptx.ooxml import EMU
from mri_data.talk.slide import HEIGHT, WIDTH
from mri_data.words.catalogue import Words

Fonts = Literal["system", "own"]
# The fonts of headings and of text. Georgia and Arial are on every Windows and Mac, and in Google Slides.
FONTS: dict[Fonts, tuple[str, str]] = {"system": ("Georgia", "Arial"), "own": ("Newsreader", "Source Sans 3")}
# Parts of python-pptx's template that are left out: an empty picture of it, and the settings of a printer.
LEFT_OUT = (RELATION.THUMBNAIL, RELATION.PRINTER_SETTINGS)
APP = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<PresentationFormat>Widescreen</PresentationFormat></Properties>"
)


def presentation(say: Words, fonts: Fonts = "system") -> Any:
    """A python-pptx presentation without slides, with a layout for each name in `layouts.LAYOUTS`."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Emu(WIDTH * EMU), Emu(HEIGHT * EMU)
    del deck.element.find(qn("p:sldSz")).attrib["type"]
    _clean(deck)
    for master in (deck.slide_master, deck.notes_master):
        _set_theme(master, say("slide.theme"), fonts)
    layouts.set_master(deck.slide_master, say)
    layouts.set_layouts(deck, say)
    for element in (deck.element, deck.slide_master.element, deck.notes_master.element):
        set_language(element, say.tag)
    return deck


def _clean(deck: Any) -> None:
    package = deck.part.package
    for owner in (package, deck.part):
        for key, relation in list(owner._rels.items()):
            if relation.reltype in LEFT_OUT:
                owner._rels.pop(key)
    package.part_related_by(RELATION.EXTENDED_PROPERTIES)._blob = APP.encode()


def _set_theme(master: Any, name: str, fonts: Fonts) -> None:
    part = master.part.part_related_by(RELATION.THEME)
    # python-pptx keeps the theme of its template as bytes, and that of notes as elements.
    theme = getattr(part, "_element", None)
    theme = etree.fromstring(part.blob) if theme is None else theme
    theme.set("name", name)
    for scheme in ("clrScheme", "fontScheme", "fmtScheme"):
        theme.find(f".//{qn(f'a:{scheme}')}").set("name", name)
    for slot, value in THEME.items():
        theme.find(f".//{qn('a:clrScheme')}/{qn(f'a:{slot}')}")[:] = [A.srgbClr(val=value.lstrip("#"))]
    for kind, face in zip(("majorFont", "minorFont"), FONTS[fonts], strict=True):
        theme.find(f".//{qn(f'a:{kind}')}/{qn('a:latin')}").set("typeface", face)
    if not hasattr(part, "_element"):
        part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)


def set_language(element: Any, tag: str) -> None:
    """Set the language of all text in an element that names one, or could."""
    for kind in ("a:rPr", "a:defRPr", "a:endParaRPr"):
        for properties in element.iter(qn(kind)):
            if kind != "a:defRPr" or properties.get("lang"):
                properties.set("lang", tag)
                properties.attrib.pop("smtClean", None)
