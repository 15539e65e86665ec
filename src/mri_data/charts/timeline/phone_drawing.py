"""Draw the timeline for a phone: the scene of its layout, turned, with years at the left and heads above columns."""

from collections.abc import Iterator
from math import ceil

from mri_data.charts.drawing import (
    Anchor,
    Box,
    Drawing,
    Item,
    Paint,
    Path,
    Shape,
    Span,
    Stroke,
    TextLines,
    Weight,
    transposed,
)
from mri_data.charts.palette import Palette
from mri_data.charts.text_layout import Run, wrap
from mri_data.charts.text_width import text_width
from mri_data.charts.timeline.layout import STEPS
from mri_data.charts.timeline.model import Lane, TimelineLayout
from mri_data.charts.timeline.phone_layout import BEYOND
from mri_data.charts.timeline.scene import scene
from mri_data.charts.to_shapes import shapes
from mri_data.words.catalogue import Words

YEAR_ROOM = 22.0  # px: the least distance between two years that are named.
YEAR_GAP = 6.0  # px between a year and its line.
# The middle of the upper and the lower line of names of columns from the top, and the bar below them, in px.
NAMES, BAR, BAR_HEIGHT = (9.0, 27.5), 39.0, 4.0
APART = 4.0  # px between two names, and between the bars of two columns.
UNDATED_NAME = 12.0  # px from the undated area up to the middle of its name.


def phone_drawing(layout: TimelineLayout, palette: Palette, say: Words, title: str, alt: str) -> Drawing:
    """The drawing of a layout for a phone, with years running down and a target for each mark."""
    marks = map(transposed, shapes(scene(layout, palette, live=True)))
    items = (*_years(layout, palette), *marks, *_heads(layout, palette), *_shelf_name(layout, palette, say))
    return Drawing(layout.height, layout.width, items, title, alt, say.tag)


def _years(layout: TimelineLayout, palette: Palette) -> Iterator[Item]:
    """A line at the start of each year that has room for its name, and the name in the middle of that year."""
    axis, left, size = layout.axis, layout.margin[2], layout.sizes.font
    step = next((step for step in STEPS if step * axis.scale >= YEAR_ROOM), STEPS[-1])
    for year in range(ceil(axis.lo / step) * step, ceil(axis.hi - BEYOND / axis.scale), step):
        y = axis.px(year)
        yield _line(((left, y), (layout.height, y)), palette.hair)
        yield _text(str(year), left - YEAR_GAP, axis.px(year + 0.5), size, palette.muted, "end")


def _heads(layout: TimelineLayout, palette: Palette) -> Iterator[Item]:
    """The name of each column above a bar of its colour, by turns in two lines, so that long names have room."""
    left, size = layout.margin[2], layout.sizes.lane_font
    middles = [left + lane.top + lane.height / 2 for lane in layout.lanes]
    for place, lane in enumerate(layout.lanes):
        lo, hi = _room(middles, place, layout.height)
        (line, *_) = wrap(lane.title, "", size, hi - lo, 1).lines or ((Run(""),),)
        half = text_width(line[0].text, size, 700) / 2
        at = min(max(middles[place], lo + half), hi - half)
        yield _text(line[0].text, at, NAMES[place % 2], size, palette.texts[lane.area], "middle", 700)
        if place % 2 == 0:
            above = (middles[place], NAMES[0] + size * 0.7)
            yield _line((above, (middles[place], BAR)), palette.marks[lane.area])
        yield _bar(lane, left, palette)


def _room(middles: list[float], place: int, width: float) -> tuple[float, float]:
    """Both ends in px of the room for a name: half the way to others in its line, and up to the lines of the upper."""
    at = middles[place]
    ends = [0, width, *((at + middles[other]) / 2 for other in (place - 2, place + 2) if 0 <= other < len(middles))]
    ends += [middles[other] for other in (place - 1, place + 1) if place % 2 and other < len(middles)]
    return max(end for end in ends if end < at) + APART / 2, min(end for end in ends if end > at) - APART / 2


def _bar(lane: Lane, left: float, palette: Palette) -> Box:
    x, width = left + lane.top + APART / 2, lane.height - APART
    return Box(x, BAR, width, BAR_HEIGHT, Paint(palette.marks[lane.area]), radius=BAR_HEIGHT / 2)


def _shelf_name(layout: TimelineLayout, palette: Palette, say: Words) -> Iterator[Item]:
    """The name of the undated area above it, on paper, as lines between columns pass there; none without one."""
    if layout.shares[1] < 1:
        size, text = layout.sizes.font, say("timeline.undated.short")
        x, y = layout.margin[2] + APART, layout.undated[0] - UNDATED_NAME
        yield Box(x - APART / 2, y - size / 2, text_width(text, size) + APART, size, Paint(palette.paper))
        yield _text(text, x, y, size, palette.muted, "start")


def _line(path: Path, colour: str) -> Shape:
    return Shape((path,), None, Stroke(colour, 1), closed=False)


def _text(text: str, x: float, y: float, size: float, colour: str, anchor: Anchor, weight: Weight = 400) -> TextLines:
    return TextLines(x, y, ((Span(text, colour, weight),),), size, text_width(text, size, weight), anchor)
