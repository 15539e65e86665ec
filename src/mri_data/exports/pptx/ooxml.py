"""Write a drawing as native PowerPoint shapes: grouped, named and editable, with text as text.

The XML is DrawingML (ECMA-376 part 1), as python-pptx has no calls for fades, dashes or groups of free forms.
"""

from collections.abc import Callable, Iterable
from itertools import count
from typing import Any

from lxml import etree
from lxml.builder import ElementMaker
from pptx.oxml.ns import nsuri

from mri_data.charts.drawing import (
    LINE,
    Box,
    Disc,
    Drawing,
    Fade,
    Fill,
    Item,
    Shape,
    ShapeGroup,
    Span,
    Stroke,
    TextLines,
    bounds,
    moved,
)
from mri_data.charts.text_width import printable
from mri_data.exports.pptx.colours import FULL, A, colour
from mri_data.talk.fit import WIDER
from mri_data.words.catalogue import Words as Catalogue
from mri_data.words.english import language_of

P = ElementMaker(namespace=nsuri("p"), nsmap={"p": nsuri("p"), "a": nsuri("a")})

EMU = 6350  # English Metric Units in one px of a slide of 1920 px: 12,192,000 in its width.
POINTS = 50  # Hundredths of a point in one px.
# Charts are laid out for text so much wider than Source Sans 3, in which they are measured: it is written smaller.
ROOM = WIDER[700]
DECORATIVE = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)


class ShapeNames:
    """Unique ids for the shapes of a slide, counted up from `first`, and the names of their forms in one language."""

    def __init__(self, first: int, say: Catalogue) -> None:
        self._numbers, self.say = count(first), say

    def next_id(self) -> str:
        """An id that no shape before has had."""
        return str(next(self._numbers))


def emu(px: float) -> str:
    """A length in px as English Metric Units."""
    return str(round(px * EMU))


def group_of(drawing: Drawing, x: float, y: float, scale: float, names: ShapeNames) -> Any:
    """The drawing as one group, `scale` times its size, with its corner at (x, y) of the slide.

    It has the drawing's alt text; without one it is marked as decorative.
    """
    items = tuple(moved(item, x, y, scale) for item in drawing.items)
    frame = (x, y, x + drawing.width * scale, y + drawing.height * scale)
    group = _group(drawing.title, items, frame, names, alt=drawing.alt)
    if not drawing.alt:
        group[0][0].append(etree.fromstring(DECORATIVE))
    return group


def _group(name: str, items: Iterable[Item], frame: tuple[float, ...], names: ShapeNames, alt: str = "") -> Any:
    left, top, right, bottom = frame
    place = {"x": emu(left), "y": emu(top)}
    size = {"cx": emu(right - left), "cy": emu(bottom - top)}
    within = A.xfrm(A.off(**place), A.ext(**size), A.chOff(**place), A.chExt(**size))
    head = P.nvGrpSpPr(_named(name, names, alt), P.cNvGrpSpPr(), P.nvPr())
    return P.grpSp(head, P.grpSpPr(within), *(SHAPES[type(item)](item, names) for item in items))


def _named(name: str, names: ShapeNames, alt: str = "") -> Any:
    """The properties of a shape: its name in the selection pane, and its alt text."""
    return P.cNvPr(id=names.next_id(), name=printable(name), **({"descr": printable(alt)} if alt else {}))


def _inner(group: ShapeGroup, names: ShapeNames) -> Any:
    return _group(group.name, group.items, bounds(group.items), names, alt=group.name if group.record else "")


def _box(box: Box, names: ShapeNames) -> Any:
    radius = min(box.radius, box.width / 2, box.height / 2)
    if radius:
        share = round(radius / min(box.width, box.height) * FULL)
        form = A.prstGeom(A.avLst(A.gd(name="adj", fmla=f"val {share}")), prst="roundRect")
    else:
        form = A.prstGeom(A.avLst(), prst="rect")
    return _shape("shape.box", names, (box.x, box.y, box.width, box.height), form, box.fill, box.stroke)


def _disc(disc: Disc, names: ShapeNames) -> Any:
    side = 2 * disc.radius
    place = (disc.x - disc.radius, disc.y - disc.radius, side, side)
    return _shape("shape.circle", names, place, A.prstGeom(A.avLst(), prst="ellipse"), disc.fill, disc.stroke)


def _free(shape: Shape, names: ShapeNames) -> Any:
    """A free form: its paths in EMU, relative to the corner of its bounding box."""
    left, top, right, bottom = bounds([shape])
    width, height = max(right - left, 0.01), max(bottom - top, 0.01)
    steps: list[Any] = []
    for points in shape.paths:
        (x, y), *rest = points
        steps.append(A.moveTo(A.pt(x=emu(x - left), y=emu(y - top))))
        steps += [A.lnTo(A.pt(x=emu(x - left), y=emu(y - top))) for x, y in rest]
        steps += [A.close()] if shape.closed else []
    path = A.path(*steps, w=emu(width), h=emu(height), **({} if shape.fill else {"fill": "none"}))
    rect = A.rect(l="0", t="0", r="r", b="b")
    form = A.custGeom(A.avLst(), A.gdLst(), A.ahLst(), A.cxnLst(), rect, A.pathLst(path))
    return _shape(
        "shape.form" if shape.closed else "shape.line",
        names,
        (left, top, width, height),
        form,
        shape.fill,
        shape.stroke,
    )


def _shape(
    key: str, names: ShapeNames, place: tuple[float, ...], form: Any, fill: Fill | None, stroke: Stroke | None
) -> Any:
    looks = P.spPr(xfrm(place), form, _fill(fill), _line(stroke))
    return P.sp(P.nvSpPr(_named(names.say(key), names), P.cNvSpPr(), P.nvPr()), looks)


def xfrm(place: tuple[float, ...]) -> Any:
    """The place of a shape: x, y, width and height in px."""
    left, top, width, height = place
    return A.xfrm(A.off(x=emu(left), y=emu(top)), A.ext(cx=emu(width), cy=emu(height)))


def _fill(fill: Fill | None) -> Any:
    if fill is None:
        return A.noFill()
    if isinstance(fill, Fade):
        stops = [A.gs(colour(fill.colour, alpha), pos=str(round(at * FULL))) for at, alpha in fill.stops]
        return A.gradFill(A.gsLst(*stops), A.lin(ang="5400000" if fill.down else "0", scaled="0"), rotWithShape="1")
    return A.solidFill(colour(fill.colour, fill.alpha))


def _line(stroke: Stroke | None) -> Any:
    if stroke is None:
        return A.ln(A.noFill())
    parts = [A.solidFill(colour(stroke.colour, stroke.alpha))]
    if stroke.dash:
        parts.append(A.prstDash(val="sysDot" if stroke.dash[0] < 3 * stroke.width else "sysDash"))
    return A.ln(*parts, A.round(), w=emu(stroke.width))


def _text_lines(text: TextLines, names: ShapeNames) -> Any:
    """A text box as wide as the lines are in the widest fonts; it neither wraps nor shrinks, and keeps its anchor."""
    size = text.size / ROOM
    height = len(text.lines) * size * LINE
    place = (text.left, text.y - height / 2, max(text.width, 1), height)
    aligned = {"start": "l", "middle": "ctr", "end": "r"}[text.anchor]
    room = {"lIns": "0", "tIns": "0", "rIns": "0", "bIns": "0"}
    body = A.bodyPr(A.noAutofit(), wrap="none", anchor="ctr", **room)
    lines = [_paragraph(line, size, aligned, names.say.tag) for line in text.lines]
    looks = P.spPr(xfrm(place), A.prstGeom(A.avLst(), prst="rect"), A.noFill())
    head = P.nvSpPr(_named(text.text[:80] or names.say("shape.text"), names), P.cNvSpPr(txBox="1"), P.nvPr())
    return P.sp(head, looks, P.txBody(body, A.lstStyle(), *lines))


def _paragraph(line: Iterable[Span], size: float, aligned: str, tag: str) -> Any:
    spacing = A.lnSpc(A.spcPts(val=str(round(size * LINE * POINTS))))
    return A.p(A.pPr(spacing, algn=aligned), *(_run(span, size, tag) for span in line))


def _run(span: Span, size: float, tag: str) -> Any:
    bold = {"b": "1"} if span.weight > 400 else {}
    looks = A.rPr(
        A.solidFill(colour(span.colour)), lang=language_of(span.text, tag), sz=str(round(size * POINTS)), **bold
    )
    return A.r(looks, A.t(printable(span.text)))


SHAPES: dict[type, Callable[[Any, ShapeNames], Any]] = {
    Box: _box,
    Disc: _disc,
    Shape: _free,
    TextLines: _text_lines,
    ShapeGroup: _inner,
}
