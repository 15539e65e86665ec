"""Turn the layout of a timeline into a scene: marks of records, bars of counts, labels and targets.

`LOOKS` has a function for each shape of mark.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from mri_data.charts.drawing import Fade, Paint, Span, Stroke
from mri_data.charts.palette import Palette, mix
from mri_data.charts.scene import (
    DASHED_FILL,
    DASHES,
    DIMMED,
    PALE,
    Area,
    Bar,
    Column,
    GridLine,
    Group,
    Head,
    HitArea,
    Item,
    Label,
    Line,
    Number,
    On,
    Ruler,
    Scene,
    Symbol,
    Target,
    Tick,
)
from mri_data.charts.text_width import LEAST_FONT
from mri_data.charts.timeline import model
from mri_data.charts.timeline.bars_model import YearBar
from mri_data.charts.timeline.context_scene import context_items
from mri_data.charts.timeline.model import LEADER, QUIET, Mark, Shape, TimelineLayout
from mri_data.charts.timeline.targets import NUMBERED, TARGET, target, tip

FADE = 0.62
FADE_STOPS = 9
FADE_POWER = 1.6
ARROW = 0.85  # Opacity of the head of a rail.
DASHED_EDGE = 1.5
DOTTED, DOTTED_WIDTH = 0.8, 1.5
PALE_EDGE = 1.0  # px of the edge, in full colour, without which a pale bar would not be visible enough.
HALF = 0.5
OUTLINE = 2.5
STROKE = 2.5
# A tick below the mark of a forum: its length as a share of the mark's height, its width, and what the mark covers.
TICK, TICK_WIDTH, TICK_INSIDE = 0.22, 2.0, 0.5
RING = 2.0  # px from a mark to the edge of what the pointer finds, which is drawn while the mark has the focus.
FRAME = 1.5  # px from the marks of the forums to the frame around them while their series is selected.
NUMBER_ROOM = 1.5  # Least width of a mark with a number, as a multiple of the number's font size.
DIAMOND = 1.3  # Width of a diamond as a multiple of its nominal size.
# Dots and gaps in px; screens need larger ones than paper.
LIVE_DOTS, END_DOTS, EMPTY_DOTS = (3.0, 3.0), (2.0, 2.0), (1.5, 3.0)


@dataclass(frozen=True)
class _Pen:
    """What every mark is drawn with; `live` for a chart on a page, with the selection and targets."""

    layout: TimelineLayout
    palette: Palette
    live: bool

    def colour(self, mark: Mark) -> str:
        """The colour of a mark; faint if its record is filtered out."""
        ground = self.palette.surface if mark.shape == "diamond" else self.palette.paper
        full = self.palette.marks[mark.area]
        return full if mark.matched else mix(full, ground, DIMMED)

    def pale(self, colour: str, share: float = PALE) -> str:
        """A colour mixed with the paper; `share` is the part of the colour."""
        return mix(colour, self.palette.paper, share)

    def outline(self, mark: Mark, otherwise: Stroke | None = None) -> Stroke | None:
        """The outline of a bar: ink if its record is selected, else `otherwise`."""
        return Stroke(self.palette.ink, OUTLINE) if mark.selected else otherwise


def scene(layout: TimelineLayout, palette: Palette, *, live: bool = False) -> Scene:
    """The scene of a timeline, with a group for each record; `live` for a chart on a page, where each has a target."""
    pen = _Pen(layout, palette, live)
    labels = {id: list(group) for id, group in groupby(sorted(layout.labels, key=_owner), _owner)}
    records = [(mark, _record(mark, labels.get(mark.id, []), pen)) for mark in layout.marks]
    loose = (item for label in labels.get("", []) for item in _label(label, palette))
    context = context_items(layout, palette, live=live)
    marks = (*context, *_lanes(records, pen)) if live else (*_columns(pen), *context, *(one for _, one in records))
    items = (*_ground(pen), *_scale(pen), *marks, *loose)
    axis_share, undated_from = layout.shares
    undated = Ruler(0, 1, undated_from, 1)
    return Scene(
        layout.width,
        layout.height,
        layout.margin,
        layout.sizes.font,
        palette,
        {"x": Ruler(layout.axis.lo, layout.axis.hi, 0, axis_share), "undated": undated, "plot": Ruler(0, 1)},
        Ruler(0, layout.plot_height),
        items,
    )


def _owner(label: model.Label) -> str:
    return label.id


def _lanes(records: Sequence[tuple[Mark, Group]], pen: _Pen) -> Iterator[Group]:
    """A group for each lane with its bars and its records in the order of time."""
    columns = {group.lane: group.items for group in _columns(pen)}
    in_time = sorted(records, key=lambda pair: _moment(pair[0]))
    for lane in pen.layout.lanes:
        inside = (*columns.get(lane.area, ()), *(group for mark, group in in_time if mark.area == lane.area))
        if inside:
            yield Group(lane.spoken, inside, lane=lane.area)


def _moment(mark: Mark) -> tuple[bool, bool, float, float]:
    """Sorts marks by their start, the longest first; then those without a known start, then those without a date."""
    return mark.shape == "diamond", mark.shape == "rail", mark.x0, -mark.x1


def _ground(pen: _Pen) -> Iterator[Item]:
    """The undated area, the years, the rules between lanes and the line at the end of the source text."""
    layout, palette, height = pen.layout, pen.palette, pen.layout.plot_height
    yield Area(layout.shares[1], 1, 0, height, Paint(palette.surface), on="plot")
    for year in layout.ticks:
        yield GridLine(year, palette.hair)
    for rule in layout.rules:
        yield Line(0, rule, 1, rule, Stroke(palette.line, 1), "plot")
    dots = LIVE_DOTS if pen.live else END_DOTS
    end = Stroke(pen.pale(palette.context, DOTTED), 1, dash=dots)
    yield Line(layout.data_year, 0, layout.data_year, height, end)
    for year in layout.ticks:
        yield Tick("top", year, str(year), layout.sizes.font, palette.muted)


# --- the marks of records


def _record(mark: Mark, labels: Sequence[model.Label], pen: _Pen) -> Group:
    """The group of one record from back to front: what the pointer finds, mark, number and labels."""
    items: list[Item] = [_hit_area(mark, pen)] if pen.live else []
    items += LOOKS[mark.shape](mark, pen)
    if _is_numbered(mark, pen.layout) and (mark.matched or not pen.live):
        items.append(_number(mark, pen))
    items += [item for label in labels for item in _label(label, pen.palette)]
    # Marks of a counted timeline show no single record.
    record = "" if pen.layout.years else mark.id
    return Group(_name(mark), tuple(items), record, target(mark, pen.palette) if pen.live else None)


def _is_numbered(mark: Mark, layout: TimelineLayout) -> bool:
    """Whether a mark has the number of a forum: if it has room for one."""
    width = max(mark.size, (mark.x1 - mark.x0) * layout.axis.scale)
    fits = width >= NUMBER_ROOM * LEAST_FONT
    return mark.forum and bool(mark.number) and mark.shape in NUMBERED and fits


def _hit_area(mark: Mark, pen: _Pen) -> HitArea | Area:
    """What the pointer finds of a mark; that of a forum is as wide as its mark, as the next may be close to it."""
    on: On = "undated" if mark.shape == "diamond" else "x"
    if area := pen.layout.target_areas.get(mark.id):
        return Area(*area, Paint(pen.palette.paper, 0), on=on)
    height = max(TARGET, mark.size + 2 * RING)
    return HitArea(mark.x0, mark.x1, mark.y, height, mark.size if mark.forum else TARGET, on)


def _name(mark: Mark) -> str:
    """Name of a record's group: date and title and, if shown, the meeting that a forum met alongside."""
    return f"{mark.when}: {mark.title}{f'. {mark.alongside}' if mark.alongside else ''}"


def _dot(mark: Mark, pen: _Pen) -> Iterator[Item]:
    """Known days: a circle."""
    edge = pen.outline(mark)
    size = mark.size + (edge.width if edge else 0)
    yield Symbol("circle", mark.middle, mark.y, size, Paint(pen.colour(mark)), edge)


def _pill(mark: Mark, pen: _Pen) -> Iterator[Item]:
    """A month or a year: a bar with round ends over that time; below that of a forum, a tick at its days if known."""
    yield from _rounded(mark, mark.x0, mark.x1, pen)
    reach = TICK * mark.size
    for days in mark.pieces:
        stroke = Stroke(pen.colour(mark), TICK_WIDTH)
        y = mark.y + (mark.size + reach) / 2 - TICK_INSIDE
        yield Symbol("tick", (days.x0 + days.x1) / 2, y, reach + 2 * TICK_INSIDE, Paint(stroke.colour), stroke)


def _bar(mark: Mark, pen: _Pen) -> Iterator[Item]:
    """A range of years: a bar with straight ends."""
    yield Bar(mark.x0, mark.x1, mark.y, mark.size, Paint(pen.colour(mark)), pen.outline(mark))


def _dashed(mark: Mark, pen: _Pen) -> Iterator[Item]:
    """An approximate date: a pale box with a dashed edge, at least as wide as high."""
    colour, half = pen.colour(mark), mark.size / 2
    stroke = (pen.outline(mark) if pen.live else None) or Stroke(colour, DASHED_EDGE, dash=DASHES)
    fill = Paint(colour, DASHED_FILL)
    yield Area(mark.x0, mark.x1, mark.y - half, mark.y + half, fill, stroke, least=mark.size)


def _open(mark: Mark, pen: _Pen) -> Iterator[Item]:
    """After or before a date: a fading bar with a ring at the known end and a chevron at the other."""
    yield _fade(mark, pen)
    inside, edge = _hollow(mark, pen.palette.paper, pen)
    known = mark.x0 if mark.shape == "after" else mark.x1
    yield Symbol("circle", known, mark.y, pen.layout.sizes.ring - STROKE / 2, inside, edge)
    yield _chevron(mark, pen)


def _since(mark: Mark, pen: _Pen) -> Iterator[Item]:
    """Ongoing since a date: a round bar for the period of the start, a pale bar for the rest, and a chevron."""
    colour = pen.colour(mark)
    for piece in mark.pieces:
        if not piece.solid:
            edge = pen.outline(mark, Stroke(colour, PALE_EDGE))
            yield Bar(piece.x0, piece.x1, mark.y, mark.size / 2, Paint(pen.pale(colour, HALF)), edge)
    for piece in mark.pieces:
        if piece.solid:
            yield from _rounded(mark, piece.x0, piece.x1, pen)
    yield _chevron(mark, pen)


def _rail(mark: Mark, pen: _Pen) -> Iterator[Item]:
    """Ongoing without a known start: a rail that fades in, with a solid arrowhead."""
    yield _fade(mark, pen)
    half = mark.size / 2
    points = ((2, -half), (2 + pen.layout.sizes.arrow, 0), (2, half))
    yield Head(mark.x1, mark.y, points, fill=Paint(pen.colour(mark), ARROW))


def _series(mark: Mark, pen: _Pen) -> Iterator[Item]:
    """The series of the forums: a line that links their marks, dotted across years without a forum.

    If all forums are filtered out, it is a bar that shows through them. If its record is selected, one frame surrounds
    them all.
    """
    colour, forums = pen.colour(mark), [one for one in pen.layout.marks if one.forum]
    if mark.selected and pen.live:
        reach = max(abs(one.y - mark.y) for one in forums) + pen.layout.sizes.forum / 2 + FRAME
        frame = Stroke(pen.palette.ink, OUTLINE)
        yield Bar(mark.x0, mark.x1, mark.y, 2 * reach, Paint(pen.palette.paper, 0), frame, True)
    dots = Stroke(pen.pale(colour, DOTTED), DOTTED_WIDTH, dash=LIVE_DOTS if pen.live else EMPTY_DOTS)
    for piece in mark.pieces:
        if not piece.solid:
            yield Line(piece.x0, mark.y, piece.x1, mark.y, dots)
    is_bar = mark.matched and not any(one.matched for one in forums)
    for piece in mark.pieces:
        if piece.solid and is_bar:
            yield Bar(piece.x0, piece.x1, mark.y, mark.size, Paint(colour))
        elif piece.solid:
            yield Line(piece.x0, mark.y, piece.x1, mark.y, Stroke(colour, DOTTED_WIDTH))


def _diamond(mark: Mark, pen: _Pen) -> Iterator[Item]:
    """Undated: a diamond in the undated area."""
    inside, edge = _hollow(mark, pen.palette.surface, pen)
    yield Symbol("diamond", mark.middle, mark.y, mark.size / DIAMOND - STROKE, inside, edge, "undated")


LOOKS: dict[Shape, Callable[[Mark, _Pen], Iterator[Item]]] = {
    "dot": _dot,
    "pill": _pill,
    "bar": _bar,
    "dashed": _dashed,
    "after": _open,
    "before": _open,
    "since": _since,
    "rail": _rail,
    "series": _series,
    "diamond": _diamond,
}


def _rounded(mark: Mark, x0: float, x1: float, pen: _Pen) -> Iterator[Item]:
    """A bar with round ends; if it is narrower than high, also a circle at its middle, so that it stays visible."""
    ink, y, size, selected = pen.palette.ink, mark.y, mark.size, mark.selected and pen.live
    # What is filtered out hides nothing of what is shown, such as the series behind the forums.
    fill = Paint(pen.colour(mark)) if mark.matched or selected else Paint(pen.palette.marks[mark.area], DIMMED)
    narrow, middle = (x1 - x0) * pen.layout.axis.scale < size, (x0 + x1) / 2
    if selected:
        yield Bar(x0, x1, y, size, Paint(ink), Stroke(ink, 2 * OUTLINE), True)
        if narrow:
            yield Symbol("circle", middle, y, size + 2 * OUTLINE, Paint(ink))
    yield Bar(x0, x1, y, size, fill, rounded=True)
    if narrow:
        yield Symbol("circle", middle, y, size, fill)


def _fade(mark: Mark, pen: _Pen) -> Bar:
    """A bar that fades towards its open end, or a rail that fades towards its unknown start."""
    full = FADE * (1 if mark.matched else DIMMED)
    rising = [step / (FADE_STOPS - 1) for step in range(FADE_STOPS)]
    shares = [share**FADE_POWER if mark.shape == "rail" else share for share in rising]
    if mark.shape == "after":
        shares.reverse()
    stops = tuple((at, full * share) for at, share in zip(rising, shares, strict=True))
    return Bar(mark.x0, mark.x1, mark.y, mark.size, Fade(pen.palette.marks[mark.area], stops), pen.outline(mark))


def _hollow(mark: Mark, ground: str, pen: _Pen) -> tuple[Paint, Stroke]:
    """Fill and stroke of a hollow symbol; it is filled if its record is selected."""
    colour = pen.colour(mark)
    inside, edge = (colour, pen.palette.ink) if mark.selected else (ground, colour)
    return Paint(inside), Stroke(edge, STROKE)


def _chevron(mark: Mark, pen: _Pen) -> Head:
    """A chevron at the open end of a mark: at the left for `before`, else at the right."""
    sign, at = (-1, mark.x0) if mark.shape == "before" else (1, mark.x1)
    reach = pen.layout.sizes.chevron - 2
    points = ((sign * 2, -reach), (sign * (2 + reach), 0), (sign * 2, reach))
    return Head(at, mark.y, points, stroke=Stroke(pen.colour(mark), STROKE - 0.5))


def _number(mark: Mark, pen: _Pen) -> Number:
    """The number of a forum: on a solid mark in the contrast colour, on a pale one in the colour of text."""
    palette = pen.palette
    look = (palette.ink, "") if mark.shape == "dashed" else (palette.on_accent, pen.colour(mark))
    return Number(mark.number, mark.middle, mark.y, LEAST_FONT, *look)


# --- bars that count records


def _scale(pen: _Pen) -> Iterator[Line]:
    """The lines of the scale of a counted timeline, and the baselines of its bars."""
    years, axis, palette = pen.layout.years, pen.layout.axis, pen.palette
    for lines, colour in ((years.lines, palette.hair), (years.feet, palette.line)) if years else ():
        for y in lines:
            yield Line(axis.lo, y, axis.hi, y, Stroke(colour, 1))


def _columns(pen: _Pen) -> Iterator[Group]:
    """The bars of each lane of a counted timeline: of all records, behind those of the records shown."""
    names = {lane.area: lane.title for lane in pen.layout.lanes}
    for area, bars in groupby(pen.layout.years.bars if pen.layout.years else (), key=lambda bar: bar.area):
        yield Group(names[area], tuple(_bars(list(bars), pen)), lane=area)


def _bars(bars: list[YearBar], pen: _Pen) -> Iterator[Column]:
    full = pen.palette.marks[bars[0].area]
    for bar in bars:
        if bar.all:
            yield Column(bar.x0, bar.x1, bar.foot, bar.all, Paint(pen.pale(full)))
    for bar in bars:
        if bar.shown:
            yield Column(bar.x0, bar.x1, bar.foot, bar.shown, Paint(full))
    for bar in bars if pen.live else ():
        # As high as the lane's highest bar, so that low bars can be hit too.
        target_of_bar = Target(bar.id, tip(bar.title, (bar.text,), "", pen.palette))
        yield Column(bar.x0, bar.x1, bar.foot, bar.room, None, target_of_bar)


# --- words


def _label(label: model.Label, palette: Palette) -> Iterator[Item]:
    """A label and, if it explains a gap in the series, the line from the gap to it."""
    if label.role == "gap":
        top = label.y - label.height / 2
        yield Line(label.x, top - LEADER, label.x, top, Stroke(palette.context, 1))
    ink = palette.muted if label.role in QUIET else palette.ink
    ink = palette.texts[label.area] if label.role == "lane" else ink
    yield Label(
        label.x,
        label.y,
        tuple(tuple(Span(run.text, ink, 700 if run.bold else 400) for run in line) for line in label.lines),
        label.size,
        label.width,
        label.anchor,
        label.dx,
        "undated" if label.undated else "x",
        # Hides grid lines and the line at the end of the source text behind the label.
        Paint(palette.paper) if label.role in ("city", "gap") else None,
        ground=palette.surface if label.undated and label.role == "record" else "",
    )
