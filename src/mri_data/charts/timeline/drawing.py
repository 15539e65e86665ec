"""Turn a timeline layout into a still drawing: the same marks and labels as on the page, in px of its own width."""

from collections.abc import Iterator, Sequence

from mri_data.charts.drawing import (
    Box,
    Disc,
    Drawing,
    Fade,
    Group,
    Item,
    Paint,
    Shape,
    Span,
    Stroke,
    Words,
    moved,
)
from mri_data.charts.palette import Palette, mix
from mri_data.charts.text_layout import plain
from mri_data.charts.timeline.bars_drawing import year_items
from mri_data.charts.timeline.context_drawing import context_items
from mri_data.charts.timeline.model import LEADER, QUIET, Label, Mark, TimelineLayout
from mri_data.charts.timeline.style import (
    ARROW,
    DASHED_EDGE,
    DASHED_FILL,
    DASHES,
    DIAMOND,
    DOTTED,
    DOTTED_WIDTH,
    STROKE,
    Bar,
    Point,
    colour,
    cores,
    fade_stops,
    flat,
    head,
    hollow_number,
    pills,
    points,
)

FADING = {"after", "before", "rail"}
NUMBERED = {"dot", "pill", "dashed"}
GROUND = 2.0  # px of paper around a label that stands on lines.


def timeline_drawing(layout: TimelineLayout, palette: Palette, title: str, alt: str) -> Drawing:
    """The layout as a drawing of `layout.width` by `layout.height` px; each record is a group of its own."""
    top = layout.margin[2]
    labels: dict[str, list[Label]] = {}
    for label in layout.labels:
        labels.setdefault(label.id, []).append(label)
    records = [
        Group(_name(mark), tuple(_record(mark, labels.get(mark.id, []), layout, palette)), _id(mark, layout))
        for mark in layout.marks
    ]
    loose = [item for label in labels.get("", []) for item in _label(label, layout, palette)]
    ground = (*_ground(layout, palette), *_years(layout, palette), *year_items(layout, palette))
    inside = (*ground, *context_items(layout, palette), *records, *loose)
    return Drawing(layout.width, layout.height, tuple(moved(item, 0, top) for item in inside), title, alt)


def _id(mark: Mark, layout: TimelineLayout) -> str:
    """The record that a mark shows; none where marks stand for numbers of records."""
    return "" if layout.years else mark.id


def _name(mark: Mark) -> str:
    """What a record's group is called; of a forum, also what it met alongside, where that is shown."""
    return f"{mark.when}: {mark.title}{f'. {mark.alongside}' if mark.alongside else ''}"


def _ground(layout: TimelineLayout, palette: Palette) -> Iterator[Item]:
    """The shelf, the lines of the years, the rules between lanes and the line where the source text ends."""
    left, right = layout.tray
    start = layout.axis.left
    yield Box(left, 0, right - left, layout.plot_height, Paint(palette.surface))
    for year in layout.ticks:
        yield _line(layout.px(year), 0, layout.px(year), layout.plot_height, Stroke(palette.hair, 1))
    for rule in layout.rules:
        yield _line(start, rule, right, rule, Stroke(palette.line, 1))
    end = layout.px(layout.data_year)
    faint = mix(palette.context, palette.paper, DOTTED)
    yield _line(end, 0, end, layout.plot_height, Stroke(faint, 1, dash=(2, 2)))


def _years(layout: TimelineLayout, palette: Palette) -> Iterator[Words]:
    """The years above the axis."""
    for year in layout.ticks:
        text = plain(str(year), size=layout.sizes.font)
        line = ((Span(str(year), palette.muted),),)
        yield Words(layout.px(year), -8.5, line, layout.sizes.font, text.width, "middle")


def _record(mark: Mark, labels: Sequence[Label], layout: TimelineLayout, palette: Palette) -> Iterator[Item]:
    """A mark from back to front, and its label."""
    yield from _dots(mark, layout, palette)
    for bar in flat(mark, palette):
        yield _bar(bar, layout, 0)
    if mark.shape in FADING:
        yield _fade(mark, layout, palette)
    if mark.shape == "dashed":
        yield _dashed(mark, layout, palette)
    for bar in pills(mark, palette):
        yield _bar(bar, layout, bar.size / 2)
    for point in (*cores(mark, layout, palette), *points(mark, layout, palette)):
        yield _point(point, layout)
    yield from _head(mark, layout, palette)
    if mark.forum and mark.number and mark.shape in NUMBERED:
        yield _number(mark, layout, palette)
    for label in labels:
        yield from _label(label, layout, palette)


def _bar(bar: Bar, layout: TimelineLayout, radius: float) -> Box:
    left, right = layout.px(bar.x0), layout.px(bar.x1)
    edge = Stroke(bar.line, bar.line_width) if bar.line_width else None
    return Box(left, bar.mark.y - bar.size / 2, right - left, bar.size, Paint(bar.fill), edge, radius)


def _fade(mark: Mark, layout: TimelineLayout, palette: Palette) -> Box:
    left, right = layout.px(mark.x0), layout.px(mark.x1)
    fill = Fade(palette.marks[mark.area], tuple(fade_stops(mark)))
    return Box(left, mark.y - mark.size / 2, right - left, mark.size, fill)


def _dashed(mark: Mark, layout: TimelineLayout, palette: Palette) -> Box:
    left, top, right, bottom = layout.mark_box(mark)
    ink = colour(mark, palette)
    edge = Stroke(ink, DASHED_EDGE, dash=DASHES)
    return Box(left, top, right - left, bottom - top, Paint(ink, DASHED_FILL), edge)


def _dots(mark: Mark, layout: TimelineLayout, palette: Palette) -> Iterator[Shape]:
    """The dots across years of a series that are left empty."""
    if mark.shape != "series":
        return
    faint = mix(colour(mark, palette), palette.paper, DOTTED)
    for piece in mark.pieces:
        if not piece.solid:
            ends = (layout.px(piece.x0), mark.y, layout.px(piece.x1), mark.y)
            yield _line(*ends, Stroke(faint, DOTTED_WIDTH, dash=(DOTTED_WIDTH, 2 * DOTTED_WIDTH)))


def _point(point: Point, layout: TimelineLayout) -> Item:
    """A circle, ring or diamond; its size is that of the middle of its line."""
    diamond = point.symbol == "diamond"
    x, y = layout.px(point.x, tray=point.mark.shape == "diamond"), point.mark.y
    edge = Stroke(point.line, point.line_width) if point.line_width else None
    reach = point.size / 2 * (DIAMOND if diamond else 1)
    if diamond:
        outline = ((x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y))
        return Shape((outline,), Paint(point.fill), edge)
    return Disc(x, y, reach, Paint(point.fill), edge)


def _head(mark: Mark, layout: TimelineLayout, palette: Palette) -> Iterator[Shape]:
    end = head(mark, layout.sizes)
    if end is None:
        return
    x, ink = layout.px(end.x), colour(mark, palette)
    path = tuple((x + dx, mark.y + dy) for dx, dy in end.points)
    if end.filled:
        yield Shape((path,), Paint(ink, ARROW))
    else:
        yield Shape((path,), None, Stroke(ink, STROKE - 0.5), closed=False)


def _number(mark: Mark, layout: TimelineLayout, palette: Palette) -> Words:
    size = layout.sizes.number_font
    text = plain(mark.number, size=size, bold=True)
    hollow = hollow_number(mark)
    ink, ground = (palette.ink, "") if hollow else (palette.on_accent, colour(mark, palette))
    return Words(layout.px(mark.middle), mark.y, ((Span(mark.number, ink, 700),),), size, text.width, "middle", ground)


def _label(label: Label, layout: TimelineLayout, palette: Palette) -> Iterator[Item]:
    if label.role == "gap":
        top = label.y - label.height / 2
        x = layout.px(label.x)
        yield _line(x, top - LEADER, x, top, Stroke(palette.context, 1))
    ink = palette.muted if label.role in QUIET else palette.ink
    if label.role == "lane":
        ink = palette.texts[label.area]
    lines = tuple(tuple(Span(run.text, ink, 700 if run.bold else 400) for run in line) for line in label.lines)
    if label.role in ("city", "gap"):
        left, top, right, bottom = layout.box(label)
        yield Box(left - GROUND, top, right - left + 2 * GROUND, bottom - top, Paint(palette.paper))
    at = layout.px(label.x, tray=label.tray) + label.dx
    ground = palette.surface if label.tray and label.role == "record" else ""
    yield Words(at, label.y, lines, label.size, label.width, label.anchor, ground)


def _line(x0: float, y0: float, x1: float, y1: float, stroke: Stroke) -> Shape:
    return Shape((((x0, y0), (x1, y1)),), None, stroke, closed=False)
