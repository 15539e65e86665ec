"""Scene items of the context lane of a timeline; no target has an id, so a click opens nothing."""

from collections.abc import Iterator

from mri_data.charts.drawing import Paint, Stroke
from mri_data.charts.palette import Palette
from mri_data.charts.scene import DASHED_FILL, DASHES, PALE, Area, Group, HitArea, Item, Symbol, SymbolShape, Target
from mri_data.charts.timeline.context_model import TICK, ContextMark, ContextShape
from mri_data.charts.timeline.model import TimelineLayout
from mri_data.charts.timeline.targets import TARGET, tip

OUTLINE = 1.5  # px of the stroke of a hollow shape.
EDGE = 1.0  # px of the edge of a pale bar, and of the paper-coloured edge of a solid shape.
SYMBOLS: dict[ContextShape, SymbolShape] = {
    "tick": "tick",
    "diamond": "diamond",
    "triangle": "triangle",
    "square": "square",
    "ring": "circle",
}


def context_items(layout: TimelineLayout, palette: Palette, *, live: bool) -> Iterator[Group]:
    """A group for each mark of the lane, in a live scene within one; none without context.

    Its labels are among those of the timeline.
    """
    marks = layout.context.marks if layout.context else ()
    groups = tuple(_group(mark, layout, palette, live) for mark in marks)
    if live and layout.context and groups:
        yield Group(layout.context.spoken, groups, lane="context")
    else:
        yield from groups


def _group(mark: ContextMark, layout: TimelineLayout, palette: Palette, live: bool) -> Group:
    lines = tip(mark.title, (mark.when, mark.where), _title(layout), palette)
    target = Target("", lines, _words(mark)) if live else None
    return Group(_name(mark, layout), tuple(_parts(mark, layout, palette, live)), target=target)


def _title(layout: TimelineLayout) -> str:
    return layout.context.title if layout.context else ""


def _name(mark: ContextMark, layout: TimelineLayout) -> str:
    return f"{_title(layout)}. {_words(mark)}"


def _words(mark: ContextMark) -> str:
    return f"{mark.when}: {mark.title}{f', {mark.where}' if mark.where else ''}"


def _parts(mark: ContextMark, layout: TimelineLayout, palette: Palette, live: bool) -> Iterator[Item]:
    if live:
        ends = (mark.middle, mark.middle) if mark.point else (mark.x0, mark.x1)
        yield HitArea(*ends, mark.y, TARGET, TARGET)
    if not mark.point:
        yield _bar(mark, layout, palette)
    if mark.symbol:
        yield _symbol(mark, palette)


def _bar(mark: ContextMark, layout: TimelineLayout, palette: Palette) -> Area:
    """A pale bar over the time that is known; if it would be narrower than two ticks, a tick at its middle."""
    top, bottom = mark.y - mark.size / 2, mark.y + mark.size / 2
    if (mark.x1 - mark.x0) * layout.axis.scale < 2 * TICK:
        return Area(mark.middle, mark.middle, top, bottom, Paint(palette.context), least=TICK)
    fill = Paint(palette.context, DASHED_FILL if mark.dashed else PALE)
    return Area(mark.x0, mark.x1, top, bottom, fill, Stroke(palette.context, EDGE, dash=DASHES if mark.dashed else ()))


def _symbol(mark: ContextMark, palette: Palette) -> Symbol:
    """A solid shape with a paper-coloured edge to separate neighbours; hollow for later forums and imprecise dates."""
    grey, paper = palette.context, palette.paper
    if mark.shape == "tick":
        fill, edge, size = grey, Stroke(grey, TICK), mark.size
    elif mark.shape == "ring" or not mark.point:
        fill, edge, size = paper, Stroke(grey, OUTLINE), mark.size - OUTLINE
    else:
        fill, edge, size = grey, Stroke(paper, EDGE), mark.size
    return Symbol(SYMBOLS[mark.shape], mark.middle, mark.y, size, Paint(fill), edge)
