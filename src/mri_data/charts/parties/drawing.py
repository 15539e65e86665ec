"""Turn the layout of States parties into a still drawing: what the page shows, and below it how to read it."""

from collections.abc import Iterator

from mri_data.charts.drawing import (
    LINE,
    Anchor,
    Box,
    Disc,
    Drawing,
    Group,
    Item,
    Paint,
    Shape,
    Span,
    Stroke,
    Words,
    moved,
)
from mri_data.charts.palette import Palette
from mri_data.charts.parties.model import Label, PartiesLayout, Path
from mri_data.charts.parties.style import (
    AREA,
    BAND,
    FILL,
    GROUND,
    GROUND_PAD,
    NEEDED_DASH,
    edge,
    ink,
    line_width,
    radius,
)
from mri_data.charts.scene import DASHED_FILL, DASHES
from mri_data.charts.text_width import text_width


def parties_drawing(layout: PartiesLayout, palette: Palette, title: str, alt: str) -> Drawing:
    """The layout as a drawing of `layout.width` by `layout.height` px."""
    left, _, top, _ = layout.margin
    items = [
        *_axes(layout, palette),
        *_leaders(layout, palette),
        Group("States parties", tuple(_growth(layout, palette))),
        *(Group(label.text, tuple(_label(label, layout, palette))) for label in layout.labels),
        *_caption(layout, palette),
    ]
    return Drawing(layout.width, layout.height, tuple(moved(item, left, top) for item in items), title, alt)


def _axes(layout: PartiesLayout, palette: Palette) -> Iterator[Item]:
    """The band of the launch, the lines of the numbers, the numbers, and the years."""
    font, width, height = layout.font, layout.plot_width, layout.plot_height
    if layout.band:
        x0, x1 = layout.px(layout.band.x0), layout.px(layout.band.x1)
        y = layout.py(layout.band.count.most)
        yield Box(x0, y, max(x1 - x0, 1), height - y, Paint(palette.context, BAND))
    for count in layout.counts:
        y = layout.py(count)
        yield _line(((0, y), (width, y)), Stroke(palette.line if count else palette.context, 1))
        yield _words(str(count), -0.5 * font, y, font, palette.muted, "end")
    if layout.needed:
        y = layout.py(layout.needed)
        yield _line(((0, y), (width, y)), Stroke(palette.context, 1, dash=NEEDED_DASH))
    for year in layout.years:
        yield _words(str(year), layout.px(year), height + 1.1 * font, font, palette.muted, "middle")


def _growth(layout: PartiesLayout, palette: Palette) -> Iterator[Item]:
    """The area, the line, the times in which the number is not known, and the points that labels tell of."""
    green, stroke = palette.marks[AREA], Stroke(palette.marks[AREA], line_width(layout))
    ground = ((layout.below[0][0], 0), *layout.below, (layout.below[-1][0], 0))
    yield Shape((_path(ground, layout),), Paint(green, FILL))
    for path in layout.line:
        yield _line(_path(path, layout), stroke)
    for box in layout.boxes:
        x0, x1, y0, y1 = layout.px(box.x0), layout.px(box.x1), layout.py(box.high), layout.py(box.low)
        yield Box(x0, y0, x1 - x0, y1 - y0, Paint(green, DASHED_FILL), Stroke(green, edge(layout), dash=DASHES))
    reach = radius(layout)
    if layout.band:
        x0, x1 = layout.px(layout.band.x0), layout.px(layout.band.x1)
        y = layout.py(layout.band.count.most)
        wide = max(x1 - x0, 2 * reach)
        middle = (x0 + x1) / 2
        yield Box(middle - wide / 2, y - reach, wide, 2 * reach, Paint(palette.paper), stroke, reach)
    if layout.point:
        yield Disc(layout.px(layout.point[0]), layout.py(layout.point[1]), reach, Paint(palette.paper), stroke)


def _leaders(layout: PartiesLayout, palette: Palette) -> Iterator[Item]:
    """The lines from labels to their points, which cover their ends."""
    for label in layout.labels:
        if label.leader:
            at, (x0, y0, x1, y1) = layout.px(label.x), label.leader
            yield _line(((at + x0, y0), (at + x1, y1)), Stroke(palette.context, max(1, layout.font / 16)))


def _label(label: Label, layout: PartiesLayout, palette: Palette) -> Iterator[Item]:
    if label.leader:
        left, top, right, bottom = layout.box(label)
        pad = GROUND_PAD
        yield Box(left - pad, top, right - left + 2 * pad, bottom - top, Paint(palette.paper, GROUND))
    colour = ink(label, palette)
    lines = tuple(tuple(Span(run.text, colour, 700 if run.bold else 400) for run in line) for line in label.lines)
    yield Words(layout.px(label.x) + label.dx, label.y, lines, layout.font, label.width, label.anchor)


def _caption(layout: PartiesLayout, palette: Palette) -> Iterator[Item]:
    """How to read the chart, at the left edge of the picture."""
    font = layout.font
    top = layout.plot_height + 2.2 * font
    for at, text in enumerate(layout.caption):
        yield _words(text, -layout.margin[0], top + (at + 0.5) * font * LINE, font, palette.muted, "start")


def _words(text: str, x: float, y: float, font: float, colour: str, anchor: Anchor) -> Words:
    return Words(x, y, ((Span(text, colour),),), font, text_width(text, font), anchor)


def _path(path: Path, layout: PartiesLayout) -> Path:
    """Years and numbers as px."""
    return tuple((layout.px(year), layout.py(count)) for year, count in path)


def _line(path: Path, stroke: Stroke) -> Shape:
    return Shape((path,), None, stroke, closed=False)
