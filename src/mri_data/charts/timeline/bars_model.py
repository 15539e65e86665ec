"""What a timeline of many records is made of besides its lanes: bars in px and decimal years, and their scale."""

from dataclasses import dataclass
from typing import NamedTuple

from mri_data.charts.timeline.lane_counts import LaneCount

LEAST_BAR = 1.5  # px


@dataclass(frozen=True)
class YearBar:
    """The records of a kind of work in a year: those shown, before all there are.

    y is in px from the top of the plot; `all` and `shown` are heights in px above the foot of the bar, in a `room` as
    high as the highest bar of the lane. `title` and `text` say what it counts.
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
        """The middle of the year."""
        return (self.x0 + self.x1) / 2


@dataclass(frozen=True)
class YearBars:
    """All bars, and the y in px of the lines they stand on and of those that say their scale."""

    bars: tuple[YearBar, ...]
    feet: tuple[float, ...]
    lines: tuple[float, ...]


class Heights(NamedTuple):
    """px in a lane, from its top: above the bars, of the highest and of the least room for them, of the rows below.

    `foot` is free below those; `before` and `after` are so at the ends of the axis, for what the scale's line says.
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
    """How many records the highest bar counts in `room` px, where the line is, and whether all records stand behind."""

    most: int
    line: int
    behind: bool
    room: float

    def height(self, count: int) -> float:
        """px of a bar: in proportion, and never too low to be seen."""
        return max(LEAST_BAR, count / self.most * self.room) if count else 0.0


@dataclass(frozen=True)
class Counted:
    """A kind of work: all its records, and those shown."""

    area: str
    all: LaneCount
    shown: LaneCount
