"""The parts of the chart of States parties: x in decimal years, y in px from the top of the plot downwards."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from mri_data.charts.text_layout import Line
from mri_data.charts.timeline.date_shapes import decimal
from mri_data.record.context import CountRange
from mri_data.sentences.convention import Step

Role = Literal["launch", "in_force", "end", "needed"]
Anchor = Literal["start", "end"]
Path = tuple[tuple[float, float], ...]


def day(date: dt.date, *, end: bool = False) -> float:
    """A day as a decimal year: its beginning, or with `end` its end."""
    return decimal(pd.Timestamp(date), end=end)


@dataclass(frozen=True)
class Box:
    """A period, in decimal years, in which the number of parties was at least `low` and at most `high`."""

    x0: float
    x1: float
    low: int
    high: int


@dataclass(frozen=True)
class Label:
    """Lines of text anchored `dx` px from `x` (decimal years), with the vertical middle at `y`, `width` by `height` px.

    `leader` is a line to the labelled point, as (dx, y, dx, y) in px, with each dx relative to `x`.
    """

    role: Role
    lines: tuple[Line, ...]
    x: float
    dx: float
    y: float
    anchor: Anchor
    width: float
    height: float
    leader: tuple[float, float, float, float] | None = None

    @property
    def text(self) -> str:
        """The words in one line."""
        first, *more = ("".join(run.text for run in line) for line in self.lines)
        return ", ".join(filter(None, (first, " ".join(more))))


@dataclass(frozen=True)
class Band:
    """A period between two days, in decimal years, and the number of parties in it."""

    x0: float
    x1: float
    count: CountRange


@dataclass(frozen=True)
class PartiesLayout:
    """The whole chart: width, height and margins (left, right, top, bottom) in px, and everything in it.

    `line` are the stretches in which the number is known, `below` is the least possible number over time; both are
    points of (decimal year, parties). `point` is the entry into force. `caption` has the lines below a still picture,
    `heading` is the line above it.
    """

    width: float
    height: float
    font: float
    margin: tuple[float, float, float, float]
    axis: tuple[float, float]
    top: float
    years: tuple[int, ...]
    counts: tuple[int, ...]
    line: tuple[Path, ...]
    below: Path
    boxes: tuple[Box, ...]
    steps: tuple[Step, ...]
    band: Band | None
    point: tuple[float, float] | None
    needed: int
    labels: tuple[Label, ...] = ()
    caption: tuple[str, ...] = ()
    heading: str = ""

    @property
    def plot_width(self) -> float:
        """Width of the plot in px."""
        return self.width - self.margin[0] - self.margin[1]

    @property
    def plot_height(self) -> float:
        """Height of the plot in px."""
        return self.height - self.margin[2] - self.margin[3]

    def px(self, year: float) -> float:
        """Position of a decimal year in px from the left of the plot."""
        return (year - self.axis[0]) / (self.axis[1] - self.axis[0]) * self.plot_width

    def py(self, parties: float) -> float:
        """Position of a number of parties in px from the top of the plot."""
        return self.plot_height * (1 - parties / self.top)

    def most_at(self, px: float) -> int:
        """The greatest possible number of parties at a position in px from the left of the plot."""
        year = self.axis[0] + px / self.plot_width * (self.axis[1] - self.axis[0])
        return sum(len(step.states) for step in self.steps if day(step.first) <= year)

    def box(self, label: Label) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of a label in px from the top left of the plot."""
        at = self.px(label.x) + label.dx
        left = at if label.anchor == "start" else at - label.width
        return left, label.y - label.height / 2, left + label.width, label.y + label.height / 2
