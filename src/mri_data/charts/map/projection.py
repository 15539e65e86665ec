"""Project longitudes and latitudes to the flat map, and provide the land in map units.

Map units: the whole world is 200 wide, x grows to the east and y to the north, (0, 0) is on the equator at 11 degrees
East. With that centre the left and right edges of the map are in the Bering Strait.
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Points = NDArray[np.float64]
Rings = list[Points]
# Left, bottom, right and top in map units.
Bounds = tuple[float, float, float, float]

CENTRE = 11.0
WORLD_WIDTH = 200.0
GROUND_WIDTH = 1000.0  # px
SOUTH, NORTH = -60.0, 84.0

EDGE_STEP = 4.0
# The land in map units, at two levels of detail; written by `tools/land.py`.
LAND = Path(__file__).with_name("land.json")

A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
HALF_EQUATOR = 2 * np.sqrt(3) * np.pi / (3 * A1)
UNIT = WORLD_WIDTH / 2 / HALF_EQUATOR


def equal_earth(lon: ArrayLike, lat: ArrayLike) -> tuple[Points, Points]:
    """Project degrees to map units (x, y), arrays of the same shape as the input.

    The Equal Earth projection of Savric, Patterson and Jenny, "The Equal Earth map projection",
    International Journal of Geographical Information Science 33 (2018), doi 10.1080/13658816.2018.1504949:
    an equal-area projection. Longitudes -169 and 191 are not the same: they are the left and the right edge.
    """
    east = np.asarray(lon, dtype=float) - CENTRE
    east = np.where(np.abs(east) > 180 + 1e-6, (east + 180) % 360 - 180, east)
    slope = np.arcsin(np.sqrt(3) / 2 * np.sin(np.radians(np.asarray(lat, dtype=float))))
    square = slope**2
    sixth = square**3
    spread = 3 * (9 * A4 * sixth * square + 7 * A3 * sixth + 3 * A2 * square + A1)
    x = 2 * np.sqrt(3) * np.radians(east) * np.cos(slope) / spread
    y = slope * (A4 * sixth * square + A3 * sixth + A2 * square + A1)
    return x * UNIT, y * UNIT


def extent() -> tuple[float, float]:
    """The lowest and the highest y of the map, in map units."""
    _, (low, high) = equal_earth([CENTRE, CENTRE], [SOUTH, NORTH])
    return float(low), float(high)


LOWEST, HIGHEST = extent()
WORLD_MIDDLE = (LOWEST + HIGHEST) / 2
WORLD_HEIGHT = HIGHEST - LOWEST


def _projected(degrees: ArrayLike) -> Points:
    pairs = np.asarray(degrees, dtype=float)
    return np.column_stack(equal_earth(pairs[:, 0], pairs[:, 1]))


def sphere_outline() -> Points:
    """The edge of the map as one closed ring, shape (n, 2), in map units."""
    lats = np.append(np.arange(SOUTH, NORTH, EDGE_STEP), NORTH)
    left, right = CENTRE - 180, CENTRE + 180
    down_the_left = [(left, lat) for lat in lats[::-1]]
    up_the_right = [(right, lat) for lat in lats]
    return _projected([*down_the_left, *up_the_right, down_the_left[0]])


def graticule(step: int = 30) -> Rings:
    """Meridians and parallels every `step` degrees, each of shape (n, 2), in map units."""
    lats = np.append(np.arange(SOUTH, NORTH, EDGE_STEP), NORTH)
    west = int(CENTRE) - 180
    meridians = [lon for lon in range(-180, 361, step) if west < lon < west + 360]
    parallels = [lat for lat in range(-90 // step * step, 90, step) if SOUTH < lat < NORTH]
    upright = [_projected([(lon, lat) for lat in lats]) for lon in meridians]
    level = [_projected([(west, lat), (west + 360, lat)]) for lat in parallels]
    return upright + level


def coarse_land() -> Rings:
    """The land as a flat list of closed rings in map units, without small islands and lakes, for still pictures."""
    return [np.array(ring) for ring in _land()["coarse"]]


def all_land() -> Rings:
    """The land in detail as closed rings in map units."""
    return [np.array(ring, dtype=float) for shape in _land()["fine"] for ring in shape]


@lru_cache(maxsize=16)
def land_within(bounds: Bounds) -> Rings:
    """The land in detail as closed rings in map units, cut at the bounds."""
    return [cut for ring in all_land() if len(cut := cut_ring(ring, bounds)) > 2]


def cut_ring(ring: Points, bounds: Bounds) -> Points:
    """The part of a filled ring inside the bounds, as one ring; empty where there is none (Sutherland and Hodgman)."""
    left, bottom, right, top = bounds
    for axis, edge, sign in ((0, left, 1), (1, bottom, 1), (0, right, -1), (1, top, -1)):
        ring = _cut_at(ring, axis, edge, sign)
    return ring


def _cut_at(ring: Points, axis: int, edge: float, sign: int) -> Points:
    """The part of a ring on one side of an edge; `sign` is 1 to keep larger coordinates."""
    if not len(ring):
        return ring
    after = np.roll(ring, -1, axis=0)
    here, there = ((part[:, axis] - edge) * sign for part in (ring, after))
    kept: list[Points] = []
    for point, following, inside, ahead in zip(ring, after, here, there, strict=True):
        if inside >= 0:
            kept.append(point)
        if inside * ahead < 0:
            kept.append(point + (following - point) * inside / (inside - ahead))
    return np.array(kept).reshape(-1, 2)


def cut_path(path: Points, bounds: Bounds) -> list[Points]:
    """The parts of a line inside the bounds, each of shape (n, 2)."""
    left, bottom, right, top = bounds
    pieces: list[list[Points]] = [[]]
    for start, end in pairwise(path):
        way = end - start
        # Liang and Barsky: the shares of the segment at which it enters and leaves.
        steps = ((-way[0], start[0] - left), (way[0], right - start[0]), (-way[1], start[1] - bottom))
        enters, leaves = 0.0, 1.0
        for step, room in (*steps, (way[1], top - start[1])):
            if step < 0:
                enters = max(enters, room / step)
            elif step > 0:
                leaves = min(leaves, room / step)
            elif room < 0:
                leaves = -1.0
        if enters > leaves:
            pieces.append([])
            continue
        pieces[-1] += [] if pieces[-1] else [start + way * enters]
        pieces[-1].append(start + way * leaves)
        if leaves < 1:
            pieces.append([])
    return [np.array(piece) for piece in pieces if piece]


def _land() -> dict[str, Any]:
    shapes: dict[str, Any] = json.loads(LAND.read_text(encoding="utf-8"))
    return shapes


def ground_size() -> tuple[float, float]:
    """Width and height in px of a picture of sea and land."""
    low, high = extent()
    return GROUND_WIDTH, GROUND_WIDTH * (high - low) / WORLD_WIDTH


@dataclass(frozen=True)
class Frame:
    """A flat map or a part of it, `width` by `height` px, with (`x`, `middle`) in its centre.

    `across` is the length in map units that fits the width: by default that of the whole world.
    """

    width: float
    height: float
    across: float = WORLD_WIDTH
    x: float = 0.0
    middle: float = WORLD_MIDDLE

    @property
    def scale(self) -> float:
        """Length of one map unit in px."""
        return self.width / self.across

    def to_px(self, points: ArrayLike) -> Points:
        """Convert map units to px from the top left corner; takes one pair or an array of shape (n, 2)."""
        px: Points = (np.asarray(points, dtype=float) - (self.x, self.middle)) * (self.scale, -self.scale)
        return px + np.array([self.width, self.height]) / 2

    def to_units(self, x: float, y: float) -> tuple[float, float]:
        """Convert px from the top left corner to map units."""
        return self.x + (x - self.width / 2) / self.scale, self.middle - (y - self.height / 2) / self.scale

    @property
    def bounds(self) -> Bounds:
        """What the frame shows: left, bottom, right and top in map units."""
        (left, top), (right, bottom) = self.to_units(0, 0), self.to_units(self.width, self.height)
        return left, bottom, right, top
