"""A chart as plain values: what stands where and in which colour, before anything draws it.

Across, a place is a value on a ruler (decimal years, map units, shares of a shelf) that may stretch with the page, and
an item may stand some px left or right of it. Downwards it is a value on the ruler of the scene, mostly px from the top
of the plot. What only a figure on a page needs (targets of the pointer, halos of what is selected) is in a scene only
when it is made `live`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from mri_data.charts.drawing import Anchor, Fade, Paint, Span, Stroke
from mri_data.charts.palette import Palette

# A ruler across: of the chart's own units, of the shelf next to them, or of the whole plot from 0 to 1.
On = Literal["x", "shelf", "plot"]
SymbolShape = Literal["circle", "diamond", "triangle", "square", "tick"]
Side = Literal["top", "bottom", "left"]
Lines = tuple[tuple[Span, ...], ...]

# What is not known better is a pale box with a dashed edge: how much of its colour it has, and px of dashes and gaps.
DASHED_FILL, DASHES = 0.15, (3.0, 2.0)
PALE = 0.28  # How much of its colour that has which stands behind.
# From back to front in a figure on a page. A still picture is drawn in the order of its items.
BELOW, HALO, BARS, POINTS, NUMBERS, LONG_TARGETS, TARGETS = range(7)


@dataclass(frozen=True)
class Ruler:
    """Values from `lo` to `hi` over a share of the plot, from `start` to `end` of it.

    px are counted from its start or, where it is `centred`, from its middle: then both halves are rounded alike.
    """

    lo: float
    hi: float
    start: float = 0.0
    end: float = 1.0
    centred: bool = False

    def px(self, value: Any, room: float) -> Any:
        """A value, or an array of them, in px from the edge of a plot of `room` px."""
        length = self.hi - self.lo
        # A plot without lanes has no height, and its ruler no length.
        scale = (self.end - self.start) * room / length if length else 1.0
        if self.centred:
            return (value - (self.lo + self.hi) / 2) * scale + (self.start + self.end) * room / 2
        return self.start * room + (value - self.lo) * scale

    def inside(self, value: float) -> float:
        """The value, or the end of the ruler next to it."""
        low, high = sorted((self.lo, self.hi))
        return min(max(value, low), high)


@dataclass(frozen=True)
class Target:
    """What a mark answers to the pointer: the id a click gives, none where it opens nothing, and lines of words."""

    id: str
    lines: Lines


@dataclass(frozen=True)
class Area:
    """A rectangle below all marks, never narrower than `least` px."""

    x0: float
    x1: float
    y0: float
    y1: float
    fill: Paint
    stroke: Stroke | None = None
    on: On = "x"
    least: float = 0.0


@dataclass(frozen=True)
class Line:
    """A straight line below all marks; its ends stand `dx0` and `dx1` px to the right of their x."""

    x0: float
    y0: float
    x1: float
    y1: float
    stroke: Stroke
    on: On = "x"
    dx0: float = 0.0
    dx1: float = 0.0


@dataclass(frozen=True)
class Curve:
    """One or more paths of (x, y): filled outlines, or lines."""

    paths: tuple[Any, ...]
    fill: Paint | None = None
    stroke: Stroke | None = None
    layer: int = BELOW


@dataclass(frozen=True)
class Bar:
    """A bar about the height `y`, `height` px high. One that fades has its outline open at its pale end."""

    x0: float
    x1: float
    y: float
    height: float
    fill: Paint | Fade
    stroke: Stroke | None = None
    rounded: bool = False
    layer: int = BELOW


@dataclass(frozen=True)
class Column:
    """A bar that stands on `foot`, `height` px high; one without a fill is only there for the pointer."""

    x0: float
    x1: float
    foot: float
    height: float
    fill: Paint | None
    target: Target | None = None
    layer: int = BARS


@dataclass(frozen=True)
class Symbol:
    """A symbol of a fixed size: `size` is its diameter in px to the middle of its line, as Plotly counts."""

    shape: SymbolShape
    x: float
    y: float
    size: float
    fill: Paint | None
    stroke: Stroke | None = None
    on: On = "x"
    target: Target | None = None
    layer: int = POINTS


@dataclass(frozen=True)
class Head:
    """A path in px about a point, above all marks: a filled outline, or a line."""

    x: float
    y: float
    points: tuple[tuple[float, float], ...]
    fill: Paint | None = None
    stroke: Stroke | None = None


@dataclass(frozen=True)
class Number:
    """A bold number inside a mark; `ground` is the colour of the mark where that is filled."""

    text: str
    x: float
    y: float
    size: float
    colour: str
    ground: str = ""
    layer: int = NUMBERS


@dataclass(frozen=True)
class Label:
    """Lines of words, `dx` px to the right of x and about the height y, `width` px wide.

    `pill` is what they stand on, `pad` px wider and higher on each side than the words, `live_pad` in a figure on a
    page. `ground` is the colour below them, where that is not the paper of the whole picture.
    """

    x: float
    y: float
    lines: Lines
    size: float
    width: float
    anchor: Anchor = "start"
    dx: float = 0.0
    on: On = "x"
    pill: Paint | None = None
    pad: tuple[float, float] = (2.0, 0.0)
    live_pad: float = 0.0
    radius: float = 0.0
    ground: str = ""


@dataclass(frozen=True)
class Tick:
    """A value of an axis, written at a side of the plot."""

    side: Side
    at: float
    text: str
    size: float
    colour: str


@dataclass(frozen=True)
class GridLine:
    """A line through the whole height of the plot, below everything."""

    x: float
    colour: str


@dataclass(frozen=True)
class TargetSpots:
    """Places on one height that answer the pointer as one mark, `size` px about each."""

    xs: tuple[float, ...]
    y: float
    size: float
    target: Target
    on: On = "x"

    @property
    def layer(self) -> int:
        """Where spots meet, a small mark is met before a long one."""
        return TARGETS if len(self.xs) == 1 else LONG_TARGETS


@dataclass(frozen=True)
class Picture:
    """A picture at an address, below everything, with its corner at (x, y), in the units of the chart."""

    address: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Group:
    """Items that belong together under a name; `record` is the id of the record they show, if they show one."""

    name: str
    items: tuple["Item", ...]
    record: str = ""


Item = (
    Area
    | Line
    | Curve
    | Bar
    | Column
    | Symbol
    | Head
    | Number
    | Label
    | Tick
    | GridLine
    | TargetSpots
    | Picture
    | Group
)


@dataclass(frozen=True)
class Scene:
    """A whole chart of width by height px with margins left, right, top and bottom; `font` is that of its words.

    `down` is the ruler from the top of the plot to its bottom. One that is `rigid` keeps one scale both ways.
    """

    width: float
    height: float
    margin: tuple[float, float, float, float]
    font: float
    palette: Palette
    rulers: Mapping[On, Ruler]
    down: Ruler
    items: tuple[Item, ...] = field(repr=False)
    rigid: bool = False

    def px(self, value: Any, on: On = "x") -> Any:
        """Values of a ruler in px from the left of the picture."""
        left, right, _, _ = self.margin
        return left + self.rulers[on].px(value, self.width - left - right)

    def py(self, value: Any) -> Any:
        """Values of the ruler downwards in px from the top of the picture."""
        _, _, top, bottom = self.margin
        return top + self.down.px(value, self.height - top - bottom)


def flat(items: Iterable[Item], record: str = "") -> Iterator[tuple[Item, str]]:
    """Every item that is no group, with the id of the record it shows."""
    for item in items:
        if isinstance(item, Group):
            yield from flat(item.items, item.record or record)
        else:
            yield item, record
