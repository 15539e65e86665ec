"""One slide of the file: text in the placeholders of its layout, drawings and tables, and what was written on it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pptx.opc.constants import RELATIONSHIP_TYPE as RELATION
from pptx.oxml.ns import nsuri, qn

from mri_data.charts.drawing import Box, Drawing, Paint
from mri_data.charts.palette import Palette
from mri_data.charts.text_width import printable
from mri_data.exports.pptx.colours import DARK_SLIDE, LIGHT_SLIDE, A, colour
from mri_data.exports.pptx.layouts import (
    FOOTER,
    LAYOUTS,
    NAMES,
    NUMBER,
    Holder,
    Place,
    number_field,
    place_of,
    points,
)
from mri_data.exports.pptx.ooxml import P, ShapeNames, group_of, xfrm
from mri_data.exports.pptx.written import Text, text_of
from mri_data.talk.fit import BODY
from mri_data.words.catalogue import Words
from mri_data.words.english import language_of

# What the text of a placeholder is called in the data of a slide, by the type of the placeholder.
TEXTS = {"title": "title", "ctrTitle": "title", "subTitle": "text-{}", "body": "text-{}", "ftr": "source"}
LINK = f"{{{nsuri('r')}}}id"
# A line of the data of a slide is a paragraph, and a tab is between two cells of a table.
ONE_LINE = str.maketrans("\t\n\r", "   ")


@dataclass(frozen=True)
class Run:
    """Text in one look; `size` is in px, and what is not set is that of the placeholder."""

    text: str
    bold: bool = False
    ink: str = ""
    size: float = 0
    heading: bool = False
    link: str = ""


@dataclass(frozen=True)
class Paragraph:
    """Runs of text with the space below them in px."""

    runs: tuple[Run, ...]
    after: float = 0


def line(text: str, *, after: float = 0, **look: Any) -> Paragraph:
    """A paragraph of one run."""
    return Paragraph((Run(text, **look),), after)


class Page:
    """A slide being written; `layout` is a name of `layouts.LAYOUTS`."""

    def __init__(self, deck: Any, layout: str, say: Words) -> None:
        self.layout, self.say = LAYOUTS[layout], say
        self.palette: Palette = DARK_SLIDE if self.layout.dark else LIGHT_SLIDE
        self.slide = deck.slides.add_slide(deck.slide_layouts[NAMES.index(layout)])
        self.tree = self.slide.shapes._spTree
        del self.tree[2:]
        if self.layout.dark:
            # A slide does not inherit what its layout says of the colours: PowerPoint writes it on both.
            mapping = deck.slide_layouts[NAMES.index(layout)].element.find(qn("p:clrMapOvr"))[0]
            self.slide.element.find(qn("p:clrMapOvr"))[:] = [A.overrideClrMapping(**mapping.attrib)]
        self.texts: list[Text] = []

    def text(self, idx: int, paragraphs: Iterable[Paragraph], place: Place | None = None) -> None:
        """Fill a placeholder of the layout, at its own place or at `place` (x, y, width and height in px)."""
        holder = next(one for one in self.layout.holders if one.idx == idx)
        self._add(holder, [self._paragraph(one) for one in paragraphs], place)

    def feet(self, source: str) -> None:
        """Add the source line, if there is one, and the number of the slide."""
        if source:
            self._add(Holder("ftr", (0, 0, 0, 0), FOOTER), [self._paragraph(line(source))], None)
        self._add(Holder("sldNum", (0, 0, 0, 0), NUMBER), [A.p(number_field(self.say.tag))], None)

    def draw(self, drawing: Drawing, x: float, y: float, scale: float, *, behind: bool = False) -> None:
        """Add a drawing as a group of shapes, in front of all others or behind them."""
        group = group_of(drawing, x, y, scale, ShapeNames(self.next_id(), self.say))
        self.texts.append(text_of("chart" if drawing.alt else "decoration", group, drawing.alt))
        self.tree.insert(2, group) if behind else self.tree.append(group)

    def rule(self, x: float, y: float, width: float, height: float, fill: str) -> None:
        """Add a bar that only decorates."""
        bar = Drawing(width, height, (Box(0, 0, width, height, Paint(fill)),), self.say("slide.shape.rule"), "")
        self.draw(bar, x, y, 1)

    def frame(self, name: str, element: Any) -> None:
        """Add a graphic frame, such as a table."""
        self.tree.append(element)
        self.texts.append(text_of(name, element))

    def next_id(self) -> int:
        """A number that no shape of the slide has."""
        return max(int(value) for value in self.tree.xpath("//p:cNvPr/@id")) + 1

    def _add(self, holder: Holder, paragraphs: Sequence[Any], place: Place | None) -> None:
        name = self.say(f"slide.shape.{holder.type}", number=holder.idx)
        head = P.nvSpPr(
            P.cNvPr(id=str(self.next_id()), name=name), P.cNvSpPr(A.spLocks(noGrp="1")), P.nvPr(place_of(holder))
        )
        moved = [xfrm(place)] if place else []
        shape = P.sp(head, P.spPr(*moved), P.txBody(A.bodyPr(A.normAutofit()), A.lstStyle(), *paragraphs))
        self.tree.append(shape)
        if holder.type in TEXTS:
            self.texts.append(text_of(TEXTS[holder.type].format(holder.idx), shape))

    def _paragraph(self, given: Paragraph) -> Any:
        space = [A.spcAft(A.spcPts(val=points(given.after)))] if given.after else []
        return A.p(A.pPr(*space), *(self.run(one) for one in given.runs if one.text))

    def run(self, run: Run) -> Any:
        """A run of text as an element."""
        attributes = {"lang": language_of(run.text, self.say.tag)} | ({"sz": points(run.size)} if run.size else {})
        attributes |= {"b": "1"} if run.bold else {}
        looks = A.rPr(*([A.solidFill(colour(run.ink))] if run.ink else []), **attributes)
        if run.heading:
            looks.append(A.latin(typeface="+mj-lt"))
        if run.link.startswith(("http://", "https://")):
            key = self.slide.part.relate_to(printable(run.link), RELATION.HYPERLINK, is_external=True)
            looks.append(A.hlinkClick({LINK: key}))
        return A.r(looks, A.t(printable(run.text).translate(ONE_LINE)))


def sized(paragraphs: Iterable[Paragraph], size: float) -> list[Paragraph]:
    """The paragraphs with their text at a size in px, where they do not have one of their own."""
    size = 0 if size == BODY else size
    return [replace(one, runs=tuple(replace(run, size=run.size or size) for run in one.runs)) for one in paragraphs]
