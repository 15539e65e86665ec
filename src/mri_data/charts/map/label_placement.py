"""Place the labels of points so that no two labels overlap and they cover as little as possible.

All lengths are px, x grows to the right and y grows downwards. The result is deterministic.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

SWEEPS = 3
SAMPLE_STEP = 4.0
REACHES = (0.0, 12.0, 24.0, 38.0, 54.0, 72.0, 96.0)
LEADER_FROM = 6.0
MARK_COST = 400.0
CROSSING_COST = 60.0
LINE_COST = 0.8
REACH_COST = 0.55
SLANT_COST = 4.0


class Box(NamedTuple):
    """A rectangle: left, top, right and bottom in px."""

    left: float
    top: float
    right: float
    bottom: float


class Segment(NamedTuple):
    """A straight line from (x0, y0) to (x1, y1) in px."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True)
class Disc:
    """A round mark that labels should not cover: centre and radius in px."""

    x: float
    y: float
    radius: float


@dataclass(frozen=True)
class Label:
    """A text box of a given size for the mark at (x, y) with the given radius."""

    id: str
    x: float
    y: float
    radius: float
    width: float
    height: float


@dataclass(frozen=True)
class PlacedLabel:
    """A label with its box, and the line from the mark to the box if these are apart."""

    id: str
    box: Box
    leader: Segment | None


@dataclass(frozen=True)
class _Spots:
    """All candidate places of one label: boxes and leaders of shape (n, 4), and the cost of each by itself."""

    boxes: Array
    leaders: Array
    costs: Array


def place_labels(
    labels: Sequence[Label],
    discs: Sequence[Disc],
    lines: Sequence[Array],
    bounds: Box,
    *,
    taken: Sequence[Box] = (),
    gap: float = 3.0,
) -> tuple[PlacedLabel, ...]:
    """Place labels in turn, the most crowded first, and repeat while any finds a better place.

    A label without a free place inside `bounds` is left out.

    Args:
        labels: the labels to place.
        discs: all marks, including those of the labels.
        lines: paths of shape (n, 2) that labels should not cover.
        bounds: the box that all labels must stay in.
        taken: boxes that no label may touch.
        gap: px between a mark and its label, and between two labels.
    """
    dots = _samples(lines)
    marks = np.array([(disc.x, disc.y, disc.radius) for disc in discs], dtype=float).reshape(-1, 3)
    spots = {label.id: _priced(_spots(label, bounds, gap), label, marks, dots) for label in labels}
    chosen: dict[str, int] = {}
    for _ in range(SWEEPS):
        before = dict(chosen)
        for label in _crowded_first(labels):
            chosen.pop(label.id, None)
            best = _best(spots[label.id], [(spots[other], at) for other, at in chosen.items()], taken, gap)
            if best is not None:
                chosen[label.id] = best
        if chosen == before:
            break
    return tuple(_as_placed(label, spots[label.id], chosen[label.id]) for label in labels if label.id in chosen)


def _crowded_first(labels: Sequence[Label]) -> list[Label]:
    """Sort labels so that those with many close neighbours come first, as they have the fewest free places."""

    def crowding(label: Label) -> float:
        apart = (abs(label.x - other.x) / label.width + abs(label.y - other.y) / label.height for other in labels)
        return sum(1 / (1 + distance) for distance in apart)

    return sorted(labels, key=lambda label: (-round(crowding(label), 6), label.id))


def _samples(lines: Sequence[Array]) -> Array:
    """Evenly spaced points along all lines, shape (n, 2)."""
    parts = [np.empty((0, 2))]
    for line in lines:
        lengths = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
        steps = np.arange(0, lengths[-1], SAMPLE_STEP)
        parts.append(np.column_stack([np.interp(steps, lengths, line[:, axis]) for axis in (0, 1)]))
    return np.vstack(parts)


def _spots(label: Label, bounds: Box, gap: float) -> _Spots:
    """Every candidate place around a mark, near and far, inside the bounds."""
    rows = [_spot(label, slot, reach, gap, bounds) for reach in REACHES for slot in _slots(reach)]
    inside = [
        row
        for row in rows
        if row[0] >= bounds.left and row[1] >= bounds.top and row[2] <= bounds.right and row[3] <= bounds.bottom
    ]
    table = np.array(inside, dtype=float).reshape(-1, 9)
    return _Spots(table[:, :4], table[:, 4:8], table[:, 8])


def _slots(reach: float) -> list[tuple[float, float, float]]:
    """Directions as (across, down, cost): right and left are best, then above and below, then diagonals."""
    sides = [(1.0, 0.0, 0.0), (-1.0, 0.0, 1.0), (0.0, -1.0, 3.0), (0.0, 1.0, 3.5)]
    slants = [(x, y, SLANT_COST + (y > 0)) for y in (-1.0, 1.0) for x in (-1.0, -0.5, 0.5, 1.0)]
    return sides + slants if reach else sides + [slot for slot in slants if abs(slot[0]) == 1]


def _spot(label: Label, slot: tuple[float, float, float], reach: float, gap: float, bounds: Box) -> tuple[float, ...]:
    """One candidate place as nine numbers: box (4), leader (4) and cost. Above and below marks, it is within bounds."""
    across, down, cost = slot
    off = label.radius + gap + reach
    centre_x = label.x + across * (off + label.width / 2)
    centre_y = label.y + down * (off + label.height / 2)
    if across and down:
        centre_x = label.x + across * (reach * 0.7 + label.width / 2)
    if down:
        centre_x = max(min(centre_x, bounds.right - label.width / 2), bounds.left + label.width / 2)
    left, top = centre_x - label.width / 2, centre_y - label.height / 2
    box = Box(left, top, left + label.width, top + label.height)
    near_x = min(max(label.x, box.left + 4), box.right - 4)
    near_y = min(max(label.y, box.top), box.bottom)
    if not down:
        near_x = box.left if across > 0 else box.right
    return (*box, label.x, label.y, near_x, near_y, cost + REACH_COST * reach)


def _priced(spots: _Spots, label: Label, marks: Array, dots: Array) -> _Spots:
    """The places with added costs for boxes that cover marks or lines and for leaders that cross marks."""
    others = marks[np.hypot(marks[:, 0] - label.x, marks[:, 1] - label.y) > 1e-6]
    cost = spots.costs + MARK_COST * _covered(spots.boxes, marks).sum(axis=1)
    cost = cost + LINE_COST * SAMPLE_STEP * _holds(spots.boxes, dots).sum(axis=1)
    lengths = np.hypot(*(spots.leaders[:, 2:] - spots.leaders[:, :2]).T)
    rim = (label.radius / lengths)[:, None, None]
    through = rim + (1 - rim) * np.linspace(0, 1, 12)[None, :, None]
    ways = spots.leaders[:, None, :2] * (1 - through) + spots.leaders[:, None, 2:] * through
    for x, y, radius in others:
        near = np.hypot(ways[..., 0] - x, ways[..., 1] - y).min(axis=1) < radius + 2
        cost = cost + CROSSING_COST * near
    return _Spots(spots.boxes, spots.leaders, cost)


def _covered(boxes: Array, marks: Array) -> NDArray[np.bool_]:
    """Whether each box touches each mark, shape (boxes, marks)."""
    across = np.clip(marks[None, :, 0], boxes[:, None, 0], boxes[:, None, 2]) - marks[None, :, 0]
    down = np.clip(marks[None, :, 1], boxes[:, None, 1], boxes[:, None, 3]) - marks[None, :, 1]
    touching: NDArray[np.bool_] = np.hypot(across, down) < marks[None, :, 2] + 1
    return touching


def _holds(boxes: Array, dots: Array) -> NDArray[np.bool_]:
    """Whether each box contains each point, shape (boxes, points)."""
    across = (dots[None, :, 0] > boxes[:, None, 0]) & (dots[None, :, 0] < boxes[:, None, 2])
    down = (dots[None, :, 1] > boxes[:, None, 1]) & (dots[None, :, 1] < boxes[:, None, 3])
    held: NDArray[np.bool_] = across & down
    return held


def _best(spots: _Spots, chosen: list[tuple[_Spots, int]], taken: Sequence[Box], gap: float) -> int | None:
    """Index of the cheapest place that overlaps no label or taken box; None if there is none.

    Leaders that cross labels or each other add to the cost.
    """
    if not len(spots.costs):
        return None
    cost = spots.costs.copy()
    boxes = [*(other.boxes[at] for other, at in chosen), *(np.array(box) for box in taken)]
    for box in boxes:
        cost[_overlapping(spots.boxes, box, gap)] = np.inf
        cost[_crossing_box(spots.leaders, box)] += CROSSING_COST
    for other, at in chosen:
        cost[_crossing(spots.leaders, other.leaders[at])] += CROSSING_COST
        cost[_crossing_box(other.leaders[at][None, :], spots.boxes)] += CROSSING_COST
    best = int(np.argmin(cost))
    return best if np.isfinite(cost[best]) else None


def _overlapping(boxes: Array, box: Array, gap: float) -> NDArray[np.bool_]:
    """Whether each box comes closer to `box` than the gap."""
    across = (boxes[:, 0] < box[2] + gap) & (box[0] - gap < boxes[:, 2])
    overlap: NDArray[np.bool_] = across & (boxes[:, 1] < box[3] + gap) & (box[1] - gap < boxes[:, 3])
    return overlap


def _crossing_box(leaders: Array, boxes: Array) -> NDArray[np.bool_]:
    """Whether each leader runs through its box; one leader or one box is broadcast against many."""
    leaders, boxes = np.broadcast_arrays(leaders, boxes)
    inside = np.zeros(len(leaders), dtype=bool)
    for share in np.linspace(0.05, 0.95, 10):
        x, y = (leaders[:, axis] * (1 - share) + leaders[:, axis + 2] * share for axis in (0, 1))
        inside |= (x > boxes[:, 0]) & (x < boxes[:, 2]) & (y > boxes[:, 1]) & (y < boxes[:, 3])
    return inside


def _crossing(leaders: Array, other: Array) -> NDArray[np.bool_]:
    """Whether each leader crosses `other`."""

    def side(ax: Array, ay: Array, bx: Array, by: Array, px: Array, py: Array) -> Array:
        turn: Array = np.sign((bx - ax) * (py - ay) - (by - ay) * (px - ax))
        return turn

    x0, y0, x1, y1 = leaders.T
    a, b, c, d = (np.full(len(leaders), value) for value in other)
    apart = side(x0, y0, x1, y1, a, b) * side(x0, y0, x1, y1, c, d)
    across = side(a, b, c, d, x0, y0) * side(a, b, c, d, x1, y1)
    crossing: NDArray[np.bool_] = (apart < 0) & (across < 0)
    return crossing


def _as_placed(label: Label, spots: _Spots, at: int) -> PlacedLabel:
    """The label at its chosen place; the leader starts at the edge of the mark, and a short one is left out."""
    x0, y0, x1, y1 = (float(value) for value in spots.leaders[at])
    length = float(np.hypot(x1 - x0, y1 - y0))
    leader = None
    if length - label.radius > LEADER_FROM:
        share = label.radius / length
        leader = Segment(x0 + (x1 - x0) * share, y0 + (y1 - y0) * share, x1, y1)
    left, top, right, bottom = (float(value) for value in spots.boxes[at])
    return PlacedLabel(label.id, Box(left, top, right, bottom), leader)
