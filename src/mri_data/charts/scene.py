"""A chart as plain values: the position and colour of every item, independent of what renders it.

Horizontal positions are values on a ruler (decimal years, map units, shares of the undated area); some items add an
offset in px. Vertical positions are values on the scene's `down` ruler, mostly px from the top of the plot. What only a
chart on a page has (links, cards, the outline of the open record) is left out unless the scene is made with `live`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from mri_data.charts.drawing import Anchor, Fade, Paint, Stroke
from mri_data.charts.drawing import Lines as Lines
from mri_data.charts.drawing import Target as Target
from mri_data.charts.palette import Palette

# Horizontal rulers: the chart's own units, the undated area beside the axis, or the whole plot from 0 to 1.
On = Literal["x", "undated", "plot"]
SymbolShape = Literal["circle", "diamond", "triangle", "square", "tick"]
Side = Literal["top", "bottom", "left"]

# An imprecise date or count is a pale box with a dashed edge: opacity of the fill, and px of dashes and gaps.
DASHED_FILL, DASHES = 0.15, (3.0, 2.0)
DIMMED = 0.15  # Share of its own colour that a mark of a record that is filtered out has.
PALE = 0.28  # Share of its own colour that a mark in the background has.


@dataclass(frozen=True)
class Ruler:
    """A linear scale: values from `lo` to `hi` over the plot from share `start` to share `end` (0 to 1).

    Positions are computed from the start or, if `centred`, from the middle, so that both halves round alike.
    """

    lo: float
    hi: float
    start: float = 0.0
    end: float = 1.0
    centred: bool = False

    def px(self, value: Any, room: float) -> Any:
        """Position in px, from the edge of a plot of `room` px, of a value or an array of values."""
        length = self.hi - self.lo
        # The ruler of a plot without lanes has length 0.
        scale = (self.end - self.start) * room / length if length else 1.0
        if self.centred:
            return (value - (self.lo + self.hi) / 2) * scale + (self.start + self.end) * room / 2
        return self.start * room + (value - self.lo) * scale


@dataclass(frozen=True)
class Area:
    """A rectangle below all marks, at least `least` px wide."""

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
    """A straight line below all marks; `dx0` and `dx1` shift its ends to the right by px."""

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
    """One or more paths of (x, y) points, drawn as filled outlines or as lines."""

    paths: tuple[Any, ...]
    fill: Paint | None = None
    stroke: Stroke | None = None


@dataclass(frozen=True)
class Bar:
    """A horizontal bar centred on `y`, `height` px high. The outline of a fading bar is open at its pale end."""

    x0: float
    x1: float
    y: float
    height: float
    fill: Paint | Fade
    stroke: Stroke | None = None
    rounded: bool = False


@dataclass(frozen=True)
class Column:
    """A vertical bar that rises `height` px from `foot`; without a fill only the pointer finds it."""

    x0: float
    x1: float
    foot: float
    height: float
    fill: Paint | None
    target: Target | None = None


@dataclass(frozen=True)
class Symbol:
    """A symbol of fixed size; `size` is its diameter in px to the middle of its stroke."""

    shape: SymbolShape
    x: float
    y: float
    size: float
    fill: Paint | None
    stroke: Stroke | None = None
    on: On = "x"


@dataclass(frozen=True)
class Head:
    """A path in px relative to the point (x, y): a filled outline or a line."""

    x: float
    y: float
    points: tuple[tuple[float, float], ...]
    fill: Paint | None = None
    stroke: Stroke | None = None


@dataclass(frozen=True)
class Number:
    """A bold number inside a mark; `ground` is the fill colour of that mark, or empty."""

    text: str
    x: float
    y: float
    size: float
    colour: str
    ground: str = ""


@dataclass(frozen=True)
class Label:
    """Lines of text, `width` px wide, centred vertically on `y` and shifted `dx` px to the right of `x`.

    `pill` fills a box behind the text that extends `pad` px beyond it on each side.
    `ground` is the background colour, empty where that is the paper of the picture.
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
    radius: float = 0.0
    ground: str = ""


@dataclass(frozen=True)
class Tick:
    """A tick label of an axis, at one side of the plot."""

    side: Side
    at: float
    text: str
    size: float
    colour: str


@dataclass(frozen=True)
class GridLine:
    """A vertical line over the whole height of the plot, below everything else."""

    x: float
    colour: str


@dataclass(frozen=True)
class HitArea:
    """What only the pointer finds: from `x0` to `x1`, at least `least` px wide, and `height` px high around `y`."""

    x0: float
    x1: float
    y: float
    height: float
    least: float = 0.0
    on: On = "x"


@dataclass(frozen=True)
class Group:
    """A named group of items, with the id of the record that they show, and what a click on them opens, if any.

    `lane` is the code of the lane of a timeline whose marks it holds.
    """

    name: str
    items: tuple["Item", ...]
    record: str = ""
    target: Target | None = None
    lane: str = ""


Item = Area | Line | Curve | Bar | Column | Symbol | Head | Number | Label | Tick | GridLine | HitArea | Group


@dataclass(frozen=True)
class Scene:
    """A whole chart: width, height and margins (left, right, top, bottom) in px, `font` the base font size in px.

    `down` is the ruler from the top of the plot to its bottom.
    """

    width: float
    height: float
    margin: tuple[float, float, float, float]
    font: float
    palette: Palette
    rulers: Mapping[On, Ruler]
    down: Ruler
    items: tuple[Item, ...] = field(repr=False)

    def px(self, value: Any, on: On = "x") -> Any:
        """Position in px, from the left of the picture, of a value or an array of values on a horizontal ruler."""
        left, right, _, _ = self.margin
        return left + self.rulers[on].px(value, self.width - left - right)

    def py(self, value: Any) -> Any:
        """Position in px, from the top of the picture, of a value or an array of values on the vertical ruler."""
        _, _, top, bottom = self.margin
        return top + self.down.px(value, self.height - top - bottom)
