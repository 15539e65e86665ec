"""The context lane as parts of a still drawing: each mark is a group with a name, and none is that of a record."""

from collections.abc import Iterator

from mri_data.charts.drawing import Box, Disc, Group, Item, Paint, Shape, Stroke
from mri_data.charts.palette import Palette
from mri_data.charts.timeline.context_model import CORNERS, TICK, ContextMark
from mri_data.charts.timeline.context_style import EDGE, OUTLINE, hollow, inner, line_colour, share, thin
from mri_data.charts.timeline.model import TimelineLayout
from mri_data.charts.timeline.style import DASHES


def context_items(layout: TimelineLayout, palette: Palette) -> Iterator[Group]:
    """The marks of the lane; its title and its names are labels like any other."""
    if layout.context is None:
        return
    for mark in layout.context.marks:
        where = f", {mark.where}" if mark.where else ""
        name = f"{layout.context.title}. {mark.when}: {mark.title}{where}"
        yield Group(name, tuple(_parts(mark, layout, palette)))


def _parts(mark: ContextMark, layout: TimelineLayout, palette: Palette) -> Iterator[Item]:
    if not mark.point:
        yield _bar(mark, layout, palette)
    if mark.symbol:
        yield _symbol(mark, layout, palette)


def _bar(mark: ContextMark, layout: TimelineLayout, palette: Palette) -> Box:
    top, left, right = mark.y - mark.size / 2, layout.px(mark.x0), layout.px(mark.x1)
    if thin(mark, layout):
        return Box(layout.px(mark.middle) - TICK / 2, top, TICK, mark.size, Paint(palette.context))
    edge = Stroke(palette.context, EDGE, dash=DASHES if mark.dashed else ())
    return Box(left, top, right - left, mark.size, Paint(palette.context, share(mark)), edge)


def _symbol(mark: ContextMark, layout: TimelineLayout, palette: Palette) -> Item:
    x, size = layout.px(mark.middle), inner(mark)
    if mark.shape == "tick":
        return Box(x - TICK / 2, mark.y - size / 2, TICK, size, Paint(palette.context))
    fill = Paint(palette.paper if hollow(mark) else palette.context)
    edge = Stroke(line_colour(mark, palette), OUTLINE if hollow(mark) else EDGE)
    if mark.shape == "ring":
        return Disc(x, mark.y, size / 2, fill, edge)
    outline = tuple((x + dx * size, mark.y + dy * size) for dx, dy in CORNERS[mark.shape])
    return Shape((outline,), fill, edge)
