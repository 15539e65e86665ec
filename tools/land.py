"""Write src/mri_data/charts/map/land.json, the land in map units, from data/basemap/land.geojson.

`tools/basemap.py` runs this; by itself it is `python tools/land.py`, after a change of the projection or of the detail.
"""

import json
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from mri_data.charts.map.projection import LAND, Points, Rings, equal_earth

SOURCE = Path(__file__).resolve().parents[1] / "data" / "basemap" / "land.geojson"
# How far a line may be off, in map units, and the smallest ring that stays, in square map units: for the map on pages,
# where people look closely, and for still pictures.
FINE, COARSE = (0.04, 0.02), (0.1, 0.1)


def lands(source: Path = SOURCE) -> list[Rings]:
    """The polygons of the land file in map units, each a list of rings: the outside, then its holes.

    Every ring is an array of shape (n, 2) whose last point repeats the first.
    """
    (feature,) = json.loads(source.read_text(encoding="utf-8"))["features"]
    return [[_projected(np.array(ring)) for ring in rings] for rings in feature["geometry"]["coordinates"]]


def _projected(degrees: Points) -> Points:
    return np.column_stack(equal_earth(degrees[:, 0], degrees[:, 1]))


def simplified(polygons: Iterable[Rings], tolerance: float, smallest: float) -> list[Rings]:
    """The same polygons with fewer points; tolerance in map units, rings under `smallest` square units go."""
    thinned = ([_thin_ring(ring, tolerance) for ring in rings if area(ring) >= smallest] for rings in polygons)
    return [[ring for ring in rings if len(ring) > 3] for rings in thinned if rings]


def area(ring: Points) -> float:
    """The area inside a closed ring in square map units."""
    x, y = ring[:, 0], ring[:, 1]
    return float(abs(np.dot(x[:-1], y[1:]) - np.dot(x[1:], y[:-1])) / 2)


def _thin_ring(ring: Points, tolerance: float) -> Points:
    """Thin a closed ring in two halves, since a line from a point to itself has no direction."""
    middle = int(np.argmax(np.hypot(*(ring - ring[0]).T)))
    first, second = thin_line(ring[: middle + 1], tolerance), thin_line(ring[middle:], tolerance)
    return np.vstack([first, second[1:]])


def thin_line(line: Points, tolerance: float) -> Points:
    """Drop the points of a line that lie within `tolerance` of the line without them.

    The algorithm of Douglas and Peucker, Cartographica 10 (1973), doi 10.3138/FM57-6770-U75U-7727.
    Both ends stay.
    """
    keep = np.zeros(len(line), dtype=bool)
    keep[[0, -1]] = True
    spans = [(0, len(line) - 1)]
    while spans:
        start, end = spans.pop()
        if end - start < 2:
            continue
        off = _distances(line[start + 1 : end], line[start], line[end])
        farthest = int(np.argmax(off))
        if off[farthest] > tolerance:
            middle = start + 1 + farthest
            keep[middle] = True
            spans += [(start, middle), (middle, end)]
    return line[keep]


def _distances(points: Points, start: Points, end: Points) -> Points:
    """How far each point is from the stretch between two ends."""
    along = end - start
    length = float(along @ along)
    share = np.clip((points - start) @ along / length, 0, 1) if length else np.zeros(len(points))
    apart: Points = np.hypot(*(points - start - np.outer(share, along)).T)
    return apart


def written(polygons: Iterable[Rings]) -> str:
    """The whole file: `fine` holds polygons as GeoJSON does, `coarse` one flat list of rings; a line for each."""
    polygons = list(polygons)
    fine = [[_rounded(ring) for ring in rings] for rings in simplified(polygons, *FINE)]
    coarse = [_rounded(ring) for rings in simplified(polygons, *COARSE) for ring in rings]
    return f'{{"fine":[\n{_lines(fine)}\n],"coarse":[\n{_lines(coarse)}\n]}}\n'


def _rounded(points: Points) -> list[list[float]]:
    rounded: list[list[float]] = np.round(points, 2).tolist()
    return rounded


def _lines(shapes: Iterable[object]) -> str:
    return ",\n".join(json.dumps(shape, separators=(",", ":")) for shape in shapes)


def main() -> None:
    """Write the file anew."""
    LAND.write_text(written(lands()), encoding="utf-8")


if __name__ == "__main__":
    main()
