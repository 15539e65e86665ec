"""What the context lane of a timeline is made of: plain values in px and decimal years, like the rest of it.

Nothing here is a record: no mark has the id of one, and no count of the timeline holds any of it.
"""

from dataclasses import dataclass
from typing import Literal

ContextShape = Literal["tick", "diamond", "triangle", "square", "ring"]

TICK = 2.0  # px a tick is wide.
# Half the width of a solid shape as a share of its size.
HALF_WIDTH: dict[ContextShape, float] = {"diamond": 0.65, "triangle": 0.577, "square": 0.5, "ring": 0.5}


@dataclass(frozen=True)
class ContextMark:
    """One meeting, milestone or later forum; x in decimal years, y and `size` in px.

    `point` tells that its days are known and few. Else a pale bar goes from `x0` to `x1`, which is `dashed` where it
    stands for a date that is not known better, and not for a stretch of days that is.
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
        """Whether its shape is drawn: a tick that is not a point would claim a day."""
        return self.point or self.shape != "tick"

    @property
    def half(self) -> float:
        """Half the width of its shape in px."""
        return TICK / 2 if self.shape == "tick" else self.size * HALF_WIDTH[self.shape]


@dataclass(frozen=True)
class Beyond:
    """How many events lie beyond one end of the axis, and the year of the one that lies farthest."""

    count: int = 0
    year: int = 0


@dataclass(frozen=True)
class ContextLane:
    """The lane above all others: its marks, and what lies before and after the axis and is not drawn."""

    title: str
    height: float
    marks: tuple[ContextMark, ...]
    earlier: Beyond
    later: Beyond
