"""The bars of a timeline of many records as parts of a still drawing: one group for each lane."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from mri_data.charts.drawing import Group, Item, Paint, Path, Shape, Stroke
from mri_data.charts.palette import Palette
from mri_data.charts.timeline.bars_model import YearBar
from mri_data.charts.timeline.model import TimelineLayout
from mri_data.charts.timeline.style import pale


def year_items(layout: TimelineLayout, palette: Palette) -> Iterator[Item]:
    """The lines that the bars stand on, those of the scale, and the bars, all records behind those shown."""
    if layout.years is None:
        return
    for lines, colour in ((layout.years.lines, palette.hair), (layout.years.feet, palette.line)):
        ends = tuple(((layout.axis.left, y), (layout.axis.right, y)) for y in lines)
        yield Shape(ends, None, Stroke(colour, 1), closed=False)
    names = {lane.area: lane.title for lane in layout.lanes}
    for area, bars in groupby(layout.years.bars, key=lambda bar: bar.area):
        yield Group(names[area], tuple(_lane(list(bars), layout, palette)))


def _lane(bars: Sequence[YearBar], layout: TimelineLayout, palette: Palette) -> Iterator[Shape]:
    full = palette.marks[bars[0].area]
    behind = tuple(_outline(bar, bar.all, layout) for bar in bars if bar.all)
    shown = tuple(_outline(bar, bar.shown, layout) for bar in bars if bar.shown)
    for outlines, colour in ((behind, pale(full, palette)), (shown, full)):
        if outlines:
            yield Shape(outlines, Paint(colour))


def _outline(bar: YearBar, height: float, layout: TimelineLayout) -> Path:
    left, right, top = layout.px(bar.x0), layout.px(bar.x1), bar.foot - height
    return (left, top), (right, top), (right, bar.foot), (left, bar.foot)
