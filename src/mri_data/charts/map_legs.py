"""Bend the ways between stops so that they can be told apart. Plain geometry in any flat unit, y upwards."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
Point = tuple[float, float]

BENDS = (0.06, -0.06, 0.14, -0.14, 0.22, -0.22, 0.3, -0.3)
CURVE_POINTS = 41
ARROW_AT = 0.6
NEAR = 4.0
SWEEPS = 3
GRACEFUL = 0.16
CLOSE_COST, CROSSING_COST, TOWN_COST, OUTSIDE_COST, STRAIN_COST = 6.0, 1.5, 3.0, 4.0, 2.0


def bent_legs(
    ways: Sequence[tuple[Point, Point]], towns: Sequence[Point], box: tuple[Point, Point]
) -> list[Points]:
    """One curve of shape (n, 2) per way, bent to keep off the other curves, off towns, and in the box.

    The ways choose in turn, and then again knowing what the others chose.
    """
    dots = np.array(towns, dtype=float).reshape(-1, 2)
    curves: dict[int, Points] = {}
    for _ in range(SWEEPS):
        for place, way in enumerate(ways):
            others = [path[::2] for at, path in curves.items() if at != place]
            choices = [curve(*way, bend) for bend in BENDS]
            costs = [
                _cost(path[::2], bend, others, dots, box) for path, bend in zip(choices, BENDS, strict=True)
            ]
            curves[place] = choices[int(np.argmin(costs))]
    return list(curves.values())


def curve(start: Point, end: Point, bend: float) -> Points:
    """A quadratic Bezier curve whose middle is off the straight line by `bend` / 2 of its length.

    A positive bend goes up, whichever way the leg runs.
    """
    first, last = np.array(start, dtype=float), np.array(end, dtype=float)
    across = np.array([-(last - first)[1], (last - first)[0]])
    up = across if across[1] >= 0 else -across
    control = (first + last) / 2 + up * bend
    along = np.linspace(0, 1, CURVE_POINTS)[:, None]
    points: Points = (1 - along) ** 2 * first + 2 * along * (1 - along) * control + along**2 * last
    return points


def _cost(
    path: Points, bend: float, others: Sequence[Points], towns: Points, box: tuple[Point, Point]
) -> float:
    """How much a curve runs beside others, crosses them, passes over towns or leaves the box."""
    inner = path[2:-2]
    beside = sum(_nearness(inner, other[2:-2]).mean() for other in others)
    crossings = sum(_crossings(path, other) for other in others)
    ends = path[[0, -1]]
    foreign = towns[np.all(np.hypot(*(towns[:, None] - ends[None]).T).T > 1e-6, axis=1)]
    over = _nearness(foreign, path).sum()
    outside = np.mean((path < box[0]) | (path > box[1]))
    strain = abs(abs(bend) - GRACEFUL)
    costs = CLOSE_COST * beside + CROSSING_COST * crossings + TOWN_COST * over + OUTSIDE_COST * outside
    return float(costs + STRAIN_COST * strain)


def _crossings(path: Points, other: Points) -> int:
    """How often two curves cross, a shared end not counted."""
    here, there = np.diff(path, axis=0), np.diff(other, axis=0)
    apart = other[None, :-1] - path[:-1, None]
    turn = _turn(here[:, None], there[None])
    with np.errstate(divide="ignore", invalid="ignore"):
        on_path, on_other = _turn(apart, there[None]) / turn, _turn(apart, here[:, None]) / turn
    inside = (on_path > 0) & (on_path < 1) & (on_other > 0) & (on_other < 1)
    met = np.argwhere(inside)[:, 0]
    at = path[met]
    ends = np.vstack([path[[0, -1]], other[[0, -1]]])
    clear = np.hypot(*(at[:, None] - ends[None]).T).T.min(axis=1) > 1.0 if len(at) else np.zeros(0)
    return int(clear.sum())


def _turn(one: Points, two: Points) -> Points:
    """The cross product of flat vectors."""
    product: Points = one[..., 0] * two[..., 1] - one[..., 1] * two[..., 0]
    return product


def _nearness(points: Points, path: Points) -> Points:
    """For each point, 1 on the path and falling to 0 with the distance from it."""
    if not len(points):
        return np.zeros(0)
    apart = np.hypot(*(points[:, None] - path[None]).T).T.min(axis=1)
    near: Points = np.exp(-((apart / NEAR) ** 2))
    return near


def arrowhead(path: Points, length: float, width: float) -> Points:
    """A triangle (3, 2) lying on a curve at three fifths of it, pointing the way it runs."""
    at = round(ARROW_AT * (len(path) - 1))
    ahead = path[at + 1] - path[at - 1]
    ahead = ahead / np.hypot(*ahead)
    aside = np.array([-ahead[1], ahead[0]])
    tip, back = path[at] + ahead * length / 2, path[at] - ahead * length / 2
    return np.array([tip, back + aside * width / 2, back - aside * width / 2])
