"""Turn the layout of the chart of States parties into a scene: line, boxes, labels, and a card for each step."""

from collections.abc import Iterator
from typing import Any

from mri_data.charts.drawing import LINE, Paint, Span, Stroke
from mri_data.charts.palette import Palette
from mri_data.charts.parties import model
from mri_data.charts.parties.model import PartiesLayout, day
from mri_data.charts.scene import (
    DASHED_FILL,
    DASHES,
    Area,
    Bar,
    Curve,
    Group,
    HitArea,
    Item,
    Label,
    Line,
    Lines,
    Ruler,
    Scene,
    Symbol,
    Target,
    Tick,
)
from mri_data.charts.text_width import text_width
from mri_data.sentences.convention import Step, count_text, step_date
from mri_data.words.catalogue import Words

# The colour of campaigns, since MRI's record of the campaign for ratification is about this number.
AREA = "campaign"
FILL, BAND = 0.10, 0.14
NEEDED_DASH = (4.0, 3.0)
# Opacity of the background of a label.
GROUND = 0.85
# Font size in px at which lines have exactly the widths below.
PLAIN_FONT = 12.5
LINE_WIDTH, EDGE, RADIUS = 2.6, 1.2, 5.5
LEADER = 16  # The width of a leader is the font size divided by this.
TARGET = 16  # px
MOST_NAMED = 6


def scene(layout: PartiesLayout, palette: Palette, say: Words, *, live: bool = False) -> Scene:
    """The scene of the chart; `live` for a chart on a page, where the card of each step says who joined."""
    items: list[Item] = [*_axes(layout, palette), *_leaders(layout, palette)]
    items.append(Group(say("shape.parties"), tuple(_growth(layout, palette))))
    items += [Group(label.text, (_label(label, layout, palette),)) for label in layout.labels]
    items += _targets(layout, palette, say) if live else _caption(layout, palette)
    rulers: dict[Any, Ruler] = {"x": Ruler(*layout.axis), "plot": Ruler(0, 1)}
    down = Ruler(0, layout.plot_height)
    return Scene(layout.width, layout.height, layout.margin, layout.font, palette, rulers, down, tuple(items))


def _thick(layout: PartiesLayout, px: float) -> float:
    """A line width in px scaled for the font size: lines of a slide, with a font twice as large, are thicker."""
    return float(px * (layout.font / PLAIN_FONT) ** 0.6)


def _axes(layout: PartiesLayout, palette: Palette) -> Iterator[Item]:
    """The band of the launch, grid lines with their numbers, the line of the number needed, and the years."""
    if layout.band:
        y = layout.py(layout.band.count.most)
        yield Area(layout.band.x0, layout.band.x1, y, layout.plot_height, Paint(palette.context, BAND), least=1)
    for count in layout.counts:
        y = layout.py(count)
        yield Line(0, y, 1, y, Stroke(palette.line if count else palette.context, 1), "plot")
        yield Tick("left", y, str(count), layout.font, palette.muted)
    if layout.needed:
        y = layout.py(layout.needed)
        yield Line(0, y, 1, y, Stroke(palette.context, 1, dash=NEEDED_DASH), "plot")
    for year in layout.years:
        yield Tick("bottom", year, str(year), layout.font, palette.muted)


def _leaders(layout: PartiesLayout, palette: Palette) -> Iterator[Line]:
    """The lines from labels to their points; the points are drawn later and cover the ends."""
    stroke = Stroke(palette.context, max(1, layout.font / LEADER))
    for label in layout.labels:
        if label.leader:
            dx0, y0, dx1, y1 = label.leader
            yield Line(label.x, y0, label.x, y1, stroke, dx0=dx0, dx1=dx1)


def _growth(layout: PartiesLayout, palette: Palette) -> Iterator[Item]:
    """The area, the line, the boxes of periods in which the number is not known, and the labelled points."""
    green, stroke = palette.marks[AREA], Stroke(palette.marks[AREA], _thick(layout, LINE_WIDTH))
    ground = ((layout.below[0][0], 0), *layout.below, (layout.below[-1][0], 0))
    yield Curve((_path(ground, layout),), Paint(green, FILL))
    for path in layout.line:
        yield Curve((_path(path, layout),), stroke=stroke)
    edge = Stroke(green, _thick(layout, EDGE), dash=DASHES)
    for box in layout.boxes:
        yield Area(box.x0, box.x1, layout.py(box.low), layout.py(box.high), Paint(green, DASHED_FILL), edge)
    reach, paper = _thick(layout, RADIUS), Paint(palette.paper)
    if layout.band:
        least = 2 * reach / layout.plot_width * (layout.axis[1] - layout.axis[0])
        half, middle = max(layout.band.x1 - layout.band.x0, least) / 2, (layout.band.x0 + layout.band.x1) / 2
        y = layout.py(layout.band.count.most)
        yield Bar(middle - half, middle + half, y, 2 * reach, paper, stroke, rounded=True)
    if layout.point:
        year, count = layout.point
        yield Symbol("circle", year, layout.py(count), 2 * reach, paper, stroke)


def _path(path: model.Path, layout: PartiesLayout) -> model.Path:
    """Convert the numbers of parties of a path to px; years stay."""
    return tuple((year, layout.py(count)) for year, count in path)


def _label(label: model.Label, layout: PartiesLayout, palette: Palette) -> Label:
    ink = palette.muted if label.role == "needed" else palette.ink
    ink = palette.texts[AREA] if label.role == "end" else ink
    lines = tuple(tuple(Span(run.text, ink, 700 if run.bold else 400) for run in line) for line in label.lines)
    pill = Paint(palette.paper, GROUND) if label.leader else None
    return Label(label.x, label.y, lines, layout.font, label.width, label.anchor, label.dx, pill=pill)


def _caption(layout: PartiesLayout, palette: Palette) -> Iterator[Label]:
    """The line above a still picture and how to read it below, at its left edge."""
    if layout.heading:
        line = ((Span(layout.heading, palette.muted, 700),),)
        width, y = text_width(layout.heading, layout.font, 700), layout.font * LINE / 2 - layout.margin[2]
        yield Label(layout.axis[0], y, line, layout.font, width, dx=-layout.margin[0])
    font, top = layout.font, layout.plot_height + 2.2 * layout.font
    for at, text in enumerate(layout.caption):
        line = ((Span(text, palette.muted),),)
        y = top + (at + 0.5) * font * LINE
        yield Label(layout.axis[0], y, line, font, text_width(text, font), dx=-layout.margin[0])


def _targets(layout: PartiesLayout, palette: Palette, say: Words) -> Iterator[Group]:
    """The mark of each step: at the top of its part of the line, or in the middle of its box. It opens nothing."""
    for step in layout.steps:
        middle = (day(step.first) + day(step.last, end=not step.known)) / 2
        y = layout.py(step.after.most - (0 if step.known else 0.5))
        lines = tip(step, palette, say)
        name = ". ".join("".join(span.text for span in line) for line in lines)
        yield Group(name, (HitArea(middle, middle, y, TARGET, TARGET),), target=Target("", lines))


def tip(step: Step, palette: Palette, say: Words) -> Lines:
    """Hover text of a step: the States and how each joined, the date, and the number of parties after it."""
    named: list[tuple[Span, ...]] = [
        (Span(state, "", 700), Span(f", {say(f'convention.how.{how}')}", "")) for state, how in step.states
    ]
    if len(named) > MOST_NAMED:
        named = [*named[:MOST_NAMED], (Span("…", ""),)]
    after = say.n("convention.hover.after", step.after.most, number=count_text(step.after, say))
    return (*named, (Span(step_date(step, say), ""),), (Span(after, palette.muted),))
