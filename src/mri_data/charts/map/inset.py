"""Europe, enlarged in a free corner of the map, where its cities would otherwise cover each other.

The corner is in the South Pacific; on a map that is high for its width, as on phones, the strip below the world.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import hypot
from typing import TypeVar

import numpy as np

from mri_data.charts.map.context import ContextMark
from mri_data.charts.map.label_placement import Box
from mri_data.charts.map.labels import MapLabel
from mri_data.charts.map.projection import WORLD_HEIGHT, WORLD_MIDDLE, Bounds, Frame, Rings, cut_path, land_within
from mri_data.charts.map.route import Point, Points
from mri_data.charts.map.stops import Mark

# Europe from Portugal to the Black Sea in map units: left, bottom, right, top.
EUROPE: Bounds = (-10.0, 25.2, 10.0, 40.4)
# In the corner: its width as a share of the map's, and its height as a share of its own width.
CORNER_WIDTH, CORNER_SHAPE = 0.238, 0.96
# Below the world: its height as a share of the map's width.
BELOW_SHAPE = 0.44
# Its labels are smaller, as a share of those of the map.
LABEL_SIZE = 0.88
EDGE, GAP = 1.0, 8.0
LEAST_GAP = 4.0  # px between two marks that do not need enlarging.
KEY_RIGHT_OF_AMERICA = 1.55  # Widths of the window in the corner.

Move = Callable[[Points], Points]
AnyMark = TypeVar("AnyMark", Mark, ContextMark)


@dataclass(frozen=True)
class Window:
    """Where Europe is enlarged: its box in px on the map, what it shows, and the ids of the marks in it."""

    box: Box
    in_corner: bool
    frame: Frame
    places: frozenset[str]

    @property
    def key_left(self) -> float:
        """Where the key to the rings begins, in px: right of a window in the corner and of South America."""
        return self.box.right * KEY_RIGHT_OF_AMERICA if self.in_corner else 0.0

    def within(self, point: Point) -> bool:
        """Whether a point in map units is shown enlarged."""
        left, bottom, right, top = self.frame.bounds
        return left < point[0] < right and bottom < point[1] < top

    def pieces(self, path: Points) -> list[Points]:
        """The parts of a line that are shown enlarged."""
        return cut_path(path, self.frame.bounds)

    def land(self, whole: Frame) -> Rings:
        """The land in the window, in the units of the whole map."""
        return [self.moved(whole)(ring) for ring in land_within(self.frame.bounds)]

    def moved(self, whole: Frame) -> Move:
        """A function that moves points of shape (n, 2) from where they are on the whole map into the window."""
        return lambda points: _to_units(whole, self.frame.to_px(points) + np.array([self.box.left, self.box.top]))


def frame_of_world(width: float, height: float) -> Frame:
    """The frame of a map without a window: it is no higher than the world where it had room for one below."""
    frame = Frame(width, height)
    world = WORLD_HEIGHT * frame.scale
    return Frame(width, world) if _has_room_below(frame) else frame


def _has_room_below(frame: Frame) -> bool:
    return _height_above(frame) >= WORLD_HEIGHT * frame.scale


def _height_above(frame: Frame) -> float:
    """What a window below the world leaves of the height, in px."""
    return frame.height - frame.width * BELOW_SHAPE - GAP


def framed(width: float, height: float, marks: Sequence[Mark]) -> tuple[Frame, Window | None]:
    """The frame of a map of this size and, if marks in Europe would cover each other on it, the window there."""
    frame = Frame(width, height)
    inside = [mark for mark in marks if _in_europe(mark)]
    if not any(_cover(one, other, frame) for one, other in combinations(inside, 2)):
        return frame_of_world(width, height), None
    in_corner = not _has_room_below(frame)
    if in_corner:
        across = width * CORNER_WIDTH
        box = Box(EDGE, height - EDGE - across * CORNER_SHAPE, EDGE + across, height - EDGE)
    else:
        box = Box(EDGE, height - width * BELOW_SHAPE, width - EDGE, height - EDGE)
        frame = replace(frame, middle=WORLD_MIDDLE - (height - _height_above(frame)) / 2 / frame.scale)
    window = Window(box, in_corner, _looking_at_europe(box), frozenset())
    return frame, replace(window, places=frozenset(mark.place for mark in inside))


def _looking_at_europe(box: Box) -> Frame:
    left, bottom, right, top = EUROPE
    width, height = box.right - box.left, box.bottom - box.top
    across = max(right - left, (top - bottom) * width / height)
    return Frame(width, height, across, (left + right) / 2, (bottom + top) / 2)


def _in_europe(mark: Mark) -> bool:
    left, bottom, right, top = EUROPE
    return left < mark.x < right and bottom < mark.y < top


def _cover(one: Mark, other: Mark, frame: Frame) -> bool:
    apart = hypot(one.x - other.x, one.y - other.y) * frame.scale
    return apart < one.radius + other.radius + LEAST_GAP


def _to_units(frame: Frame, px: Points) -> Points:
    x, y = frame.to_units(px[..., 0], px[..., 1])  # type: ignore[arg-type]
    return np.stack([x, y], axis=-1)


def moved_label(label: MapLabel, move: Move) -> MapLabel:
    """A label and its leader, moved."""
    (x, y), leader = _point(move, (label.x, label.y)), label.leader
    return replace(label, x=x, y=y, leader=leader and (_point(move, leader[0]), _point(move, leader[1])))


def moved_mark(mark: AnyMark, move: Move) -> AnyMark:
    """A mark, moved."""
    x, y = _point(move, (mark.x, mark.y))
    return replace(mark, x=x, y=y)


def _point(move: Move, point: Point) -> Point:
    x, y = move(np.array(point, dtype=float))
    return float(x), float(y)
