"""Bend the legs between stops so that they can be distinguished; plane geometry in any unit, y upwards."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
Point = tuple[float, float]

BENDS = (0.06, -0.06, 0.14, -0.14, 0.22, -0.22, 0.3, -0.3)
CURVE_POINTS = 41
COARSE = 2
COARSE_POINTS = 21
SAME, TOUCHING = 1e-6, 1.0
ARROW_AT = 0.6
NEAR = 4.0
SWEEPS = 3
GRACEFUL = 0.16
CLOSE_COST, CROSSING_COST, TOWN_COST, OUTSIDE_COST, STRAIN_COST = 6.0, 1.5, 3.0, 4.0, 2.0


def bent_legs(ways: Sequence[tuple[Point, Point]], towns: Sequence[Point], box: tuple[Point, Point]) -> list[Points]:
    """One curve of shape (n, 2) per way (start, end), bent to avoid the other curves and the towns and stay in the box.

    Each way in turn takes the bend with the least cost; this is repeated, as the choice depends on the other curves.
    """
    dots = np.array(towns, dtype=float).reshape(-1, 2)
    curves: dict[int, Points] = {}
    for _ in range(SWEEPS):
        for place, way in enumerate(ways):
            others = [path[::COARSE] for at, path in curves.items() if at != place]
            stack = np.array(others).reshape(len(others), COARSE_POINTS, 2)
            choices = [curve(*way, bend) for bend in BENDS]
            costs = [_cost(path[::COARSE], bend, stack, dots, box) for path, bend in zip(choices, BENDS, strict=True)]
            curves[place] = choices[int(np.argmin(costs))]
    return list(curves.values())


def curve(start: Point, end: Point, bend: float) -> Points:
    """A quadratic Bezier curve of shape (n, 2) whose middle is off the straight line by `bend` / 2 of its length.

    A positive bend goes up, whatever the direction of the leg.
    """
    first, last = np.array(start, dtype=float), np.array(end, dtype=float)
    across = np.array([-(last - first)[1], (last - first)[0]])
    up = across if across[1] >= 0 else -across
    control = (first + last) / 2 + up * bend
    along = np.linspace(0, 1, CURVE_POINTS)[:, None]
    points: Points = (1 - along) ** 2 * first + 2 * along * (1 - along) * control + along**2 * last
    return points


def _cost(path: Points, bend: float, others: Points, towns: Points, box: tuple[Point, Point]) -> float:
    """Cost of a curve for running close to others (m, n, 2), crossing them, passing over towns or leaving the box."""
    inner = path[2:-2]
    nearness = _nearness(inner[:, None], others[:, 2:-2]).mean(axis=0).sum()
    ends = path[[0, -1]]
    foreign = towns[np.all(_apart(towns[:, None], ends) > SAME, axis=1)]
    over = _nearness(foreign, path).sum()
    outside = np.mean((path < box[0]) | (path > box[1]))
    strain = abs(abs(bend) - GRACEFUL)
    costs = CLOSE_COST * nearness + CROSSING_COST * _crossings(path, others)
    return float(costs + TOWN_COST * over + OUTSIDE_COST * outside + STRAIN_COST * strain)


def _crossings(path: Points, others: Points) -> int:
    """The number of times a curve crosses others (m, n, 2), except near its own ends."""
    here, there = np.diff(path, axis=0)[:, None, None], np.diff(others, axis=1)[None]
    between = others[None, :, :-1] - path[:-1, None, None]
    turn = _turn(here, there)
    with np.errstate(divide="ignore", invalid="ignore"):
        on_path, on_other = _turn(between, there) / turn, _turn(between, here) / turn
    inside = (on_path > 0) & (on_path < 1) & (on_other > 0) & (on_other < 1)
    away = _apart(path[:-1, None], path[[0, -1]]).min(axis=1) > TOUCHING
    return int(inside[away].sum())


def _turn(one: Points, two: Points) -> Points:
    """The cross product of plane vectors."""
    product: Points = one[..., 0] * two[..., 1] - one[..., 1] * two[..., 0]
    return product


def _apart(points: Points, path: Points) -> Points:
    """The distance from each point to each point of a path; the shapes are broadcast."""
    offsets = points - path
    distance: Points = np.hypot(offsets[..., 0], offsets[..., 1])
    return distance


def _nearness(points: Points, paths: Points) -> Points:
    """For each point and path, a value of 1 on the path that falls to 0 with the distance from it."""
    near: Points = np.exp(-((_apart(points[..., None, :], paths).min(axis=-1) / NEAR) ** 2))
    return near


def arrowhead(path: Points, length: float, width: float) -> Points:
    """A triangle (3, 2) at three fifths of a curve that points in its direction."""
    at = round(ARROW_AT * (len(path) - 1))
    ahead = path[at + 1] - path[at - 1]
    ahead = ahead / np.hypot(*ahead)
    aside = np.array([-ahead[1], ahead[0]])
    tip, back = path[at] + ahead * length / 2, path[at] - ahead * length / 2
    return np.array([tip, back + aside * width / 2, back - aside * width / 2])
