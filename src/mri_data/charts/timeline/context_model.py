"""The parts of the context lane of a timeline: plain values in px and decimal years.

Context is never a record: its marks have no record id, and no count of the timeline includes it.
"""

from dataclasses import dataclass
from typing import Literal

ContextShape = Literal["tick", "diamond", "triangle", "square", "ring"]

TICK = 2.0  # Width of a tick in px.
# Half the width of a shape as a share of its size.
HALF_WIDTH: dict[ContextShape, float] = {"diamond": 0.65, "triangle": 0.577, "square": 0.5, "ring": 0.5}


@dataclass(frozen=True)
class ContextMark:
    """One meeting, milestone or later forum; x in decimal years, y and `size` in px.

    `point` is true if its days are known and few. Otherwise a pale bar goes from `x0` to `x1`; its edge is `dashed` if
    the exact days are not known.
    """

    id: str
    shape: ContextShape
    x0: float
    x1: float
    y: float
    size: float
    point: bool
    dashed: bool
    title: str
    when: str
    where: str

    @property
    def middle(self) -> float:
        """The middle of the mark in x."""
        return (self.x0 + self.x1) / 2

    @property
    def symbol(self) -> bool:
        """Whether its shape is drawn; not for a tick that is no point, which would suggest an exact day."""
        return self.point or self.shape != "tick"

    @property
    def half(self) -> float:
        """Half the width of its shape in px."""
        return TICK / 2 if self.shape == "tick" else self.size * HALF_WIDTH[self.shape]


@dataclass(frozen=True)
class Beyond:
    """The number of events beyond one end of the axis, and the year of the farthest one."""

    count: int = 0
    year: int = 0


@dataclass(frozen=True)
class ContextLane:
    """The lane above all others: its marks, and the events before and after the axis, which are not drawn.

    `spoken` is its name with the number of its marks.
    """

    title: str
    height: float
    marks: tuple[ContextMark, ...]
    earlier: Beyond
    later: Beyond
    spoken: str = ""
