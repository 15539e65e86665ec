"""Write src/mri_data/charts/map/land.json, the land in map units, from data/basemap/land.geojson.

`tools/basemap.py` runs this; after a change of the projection or of the detail, run `python tools/land.py`.
"""

import json
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from mri_data.charts.map.projection import LAND, Points, Rings, equal_earth

SOURCE = Path(__file__).resolve().parents[1] / "data" / "basemap" / "land.geojson"
# Tolerance in map units and smallest ring to keep in square map units: for the map on pages, where details are visible,
# and for still pictures.
FINE, COARSE = (0.04, 0.02), (0.1, 0.1)


def lands(source: Path = SOURCE) -> list[Rings]:
    """The polygons of the land file in map units, each a list of rings: the exterior, then its holes.

    Every ring is an array of shape (n, 2) whose last point repeats the first.
    """
    (feature,) = json.loads(source.read_text(encoding="utf-8"))["features"]
    return [[_projected(np.array(ring)) for ring in rings] for rings in feature["geometry"]["coordinates"]]


def _projected(degrees: Points) -> Points:
    return np.column_stack(equal_earth(degrees[:, 0], degrees[:, 1]))


def simplified(polygons: Iterable[Rings], tolerance: float, smallest: float) -> list[Rings]:
    """Polygons with fewer points; tolerance in map units, rings under `smallest` square map units are dropped."""
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
    """Drop the points of a line that are within `tolerance` of the line without them; both ends stay.

    The algorithm of Douglas and Peucker, Cartographica 10 (1973), doi 10.3138/FM57-6770-U75U-7727.
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
    """The distance of each point from the line segment between two ends."""
    along = end - start
    length = float(along @ along)
    share = np.clip((points - start) @ along / length, 0, 1) if length else np.zeros(len(points))
    apart: Points = np.hypot(*(points - start - np.outer(share, along)).T)
    return apart


def written(polygons: Iterable[Rings]) -> str:
    """The text of the file: `fine` has polygons as in GeoJSON, `coarse` a flat list of rings; one per line."""
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
    """Write the file."""
    LAND.write_text(written(lands()), encoding="utf-8")


if __name__ == "__main__":
    main()
