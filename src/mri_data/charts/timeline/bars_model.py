"""The parts of a counted timeline besides its lanes: bars in px and decimal years, and their scale."""

from dataclasses import dataclass
from typing import NamedTuple

from mri_data.charts.timeline.lane_counts import LaneCount

LEAST_BAR = 1.5  # px


@dataclass(frozen=True)
class YearBar:
    """The bar of a kind of work in a year: the records shown, in front of all records.

    `foot` is in px from the top of the plot. `all` and `shown` are heights in px above the foot, `room` is that of the
    highest bar of the lane; `all` is 0 where no bar is drawn behind. `title` and `text` are its hover text.
    """

    id: str
    area: str
    x0: float
    x1: float
    foot: float
    all: float
    shown: float
    room: float
    title: str
    text: str

    @property
    def middle(self) -> float:
        """The middle of the bar in decimal years."""
        return (self.x0 + self.x1) / 2


@dataclass(frozen=True)
class YearBars:
    """All bars, and the y in px of their baselines (`feet`) and of the lines of the scale."""

    bars: tuple[YearBar, ...]
    feet: tuple[float, ...]
    lines: tuple[float, ...]


class Heights(NamedTuple):
    """Heights in px of the parts of a lane, from its top, and free space in px at the ends of the axis.

    `head` is above the bars, `bars` the height of the highest, `least` the minimum for a lane, `rail` and `loose` are
    rows below the bars, `foot` is free below those. `before` and `after` the axis leave room for the scale's label.
    """

    head: float
    bars: float
    least: float
    rail: float
    loose: float
    foot: float
    before: float
    after: float


LARGE = Heights(head=38, bars=80, least=16, rail=28, loose=20, foot=8, before=8, after=50)
SMALL = Heights(head=16, bars=38, least=10, rail=16, loose=0, foot=5, before=5, after=42)


class Scale(NamedTuple):
    """Scale of the bars: `most` records are `room` px high, `line` is the count of the scale's line.

    `behind` says whether bars of all records are drawn behind those of the records shown.
    """

    most: int
    line: int
    behind: bool
    room: float

    def height(self, count: int) -> float:
        """Height of a bar in px: proportional, but at least `LEAST_BAR`; 0 for no records."""
        return max(LEAST_BAR, count / self.most * self.room) if count else 0.0


@dataclass(frozen=True)
class Counted:
    """A kind of work with the counts of all its records and of those shown."""

    area: str
    all: LaneCount
    shown: LaneCount
