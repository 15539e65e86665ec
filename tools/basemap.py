"""Write data/basemap/land.geojson from Natural Earth's 1:50m land, then the map's land.json (see `tools/land.py`).

Needs shapely 2.1 or newer, which the dashboard itself does not need, and the npm package world-atlas:

    npm install world-atlas@2.0.2
    pip install "shapely>=2.1"
    python tools/basemap.py node_modules/world-atlas/land-50m.json
"""

import json
import math
import sys
from collections.abc import Iterator
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import shapely  # type: ignore[import-not-found, import-untyped, unused-ignore]
from land import main as write_what_is_drawn
from shapely.affinity import translate  # type: ignore[import-not-found, import-untyped, unused-ignore]

TARGET = Path(__file__).resolve().parents[1] / "data" / "basemap" / "land.geojson"
WEST, EAST, SOUTH, NORTH = -169, 191, -60, 84
SMALLEST_ISLAND_KM2 = 350
SMALLEST_LAKE_KM2 = 20_000
DETAIL_KM2 = 350
DETAIL_SHARE = 0.06
DECIMALS = 2
KM2_PER_SQUARE_DEGREE = (math.pi / 180 * 6371.0) ** 2

Ring = list[tuple[float, float]]


def arcs_of(topology: dict[str, Any]) -> list[Ring]:
    """Decode every arc of a TopoJSON topology to longitudes and latitudes; they are stored as integer steps."""
    (kx, ky), (x0, y0) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for steps in topology["arcs"]:
        points = accumulate(steps, lambda a, b: (a[0] + b[0], a[1] + b[1]))
        arcs.append([(x * kx + x0, y * ky + y0) for x, y in points])
    return arcs


def ring_of(numbers: list[int], arcs: list[Ring]) -> Ring:
    """Join arcs into one ring; the number ~n means arc n in reverse."""
    ring: Ring = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring.extend(arc[1:] if ring else arc)
    return ring


def unwrapped(ring: Ring) -> Ring:
    """Make longitudes continuous where a ring crosses the 180th meridian, and shift its middle onto the map."""
    turns = accumulate((round((a[0] - b[0]) / 360) for a, b in pairwise(ring)), initial=0)
    run_on = [lon + 360 * turn for (lon, _), turn in zip(ring, turns, strict=True)]
    middle = (min(run_on) + max(run_on)) / 2
    shift = (middle - WEST) % 360 + WEST - middle
    return [(lon + shift, lat) for lon, (_, lat) in zip(run_on, ring, strict=True)]


def lands(topology: dict[str, Any]) -> Iterator[shapely.Polygon]:
    """Every land as a polygon, except those wholly or partly south of 60 degrees South."""
    arcs = arcs_of(topology)
    for geometry in topology["objects"]["land"]["geometries"]:
        for rings in geometry["arcs"]:
            shell, *holes = (unwrapped(ring_of(numbers, arcs)) for numbers in rings)
            if min(lat for _, lat in shell) > SOUTH:
                yield shapely.Polygon(shell, holes)


def to_equal_area(points: Any) -> Any:
    """Project longitudes and latitudes with Lambert's cylindrical equal-area projection."""
    return [(lon, math.degrees(math.sin(math.radians(lat)))) for lon, lat in points]


def from_equal_area(points: Any) -> Any:
    """The inverse of `to_equal_area`."""
    return [(x, math.degrees(math.asin(math.radians(y)))) for x, y in points]


def big_enough(land: shapely.Polygon) -> shapely.Polygon | None:
    """The land without lakes that are too small to see, or None if it is itself; in the equal-area projection."""
    if land.area * KM2_PER_SQUARE_DEGREE < SMALLEST_ISLAND_KM2:
        return None
    lakes = [lake for lake in land.interiors if shapely.Polygon(lake).area * KM2_PER_SQUARE_DEGREE >= SMALLEST_LAKE_KM2]
    return shapely.Polygon(land.exterior, lakes)


def tolerance(land: shapely.Polygon) -> float:
    """Tolerance of the simplification in degrees: finer for an island than for a continent."""
    return math.sqrt(min(DETAIL_KM2 / KM2_PER_SQUARE_DEGREE, land.area * DETAIL_SHARE))


def simplified(polygons: list[shapely.Polygon]) -> list[shapely.Polygon]:
    """Simplify polygons by the algorithm of Visvalingam and Whyatt, in the equal-area projection."""
    flat = [big_enough(shapely.transform(polygon, to_equal_area)) for polygon in polygons]
    kept = [land for land in flat if land is not None]
    fewer = [shapely.coverage_simplify(land, tolerance(land)) for land in kept]
    return [shapely.transform(land, from_equal_area) for land in fewer]


def cut(polygons: list[shapely.Polygon]) -> list[shapely.Polygon]:
    """Cut polygons at the edges of the map, wrap the parts beyond into it, and round; largest first."""
    frame = shapely.box(WEST, SOUTH, EAST, NORTH)
    pieces = [
        shapely.intersection(translate(shapely.make_valid(polygon), turn), frame)
        for polygon in polygons
        for turn in (-360, 0, 360)
    ]
    rounded = shapely.set_precision(shapely.union_all(pieces), 10**-DECIMALS)
    kept = [part for part in rounded.geoms if part.area > 10 ** (-2 * DECIMALS) * 100]
    return sorted((shapely.geometry.polygon.orient(part) for part in kept), key=lambda part: -part.area)


def coordinates(polygon: shapely.Polygon) -> list[list[list[float]]]:
    """The rings of a polygon as GeoJSON coordinates, the exterior first."""
    return [
        [[round(x, DECIMALS), round(y, DECIMALS)] for x, y in ring.coords]
        for ring in (polygon.exterior, *polygon.interiors)
    ]


def geojson(polygons: list[shapely.Polygon]) -> str:
    """A GeoJSON text with one MultiPolygon feature, one polygon per line so that diffs are readable."""
    rows = ",\n".join(json.dumps(coordinates(polygon), separators=(",", ":")) for polygon in polygons)
    head = '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"land"},\n'
    return head + '"geometry":{"type":"MultiPolygon","coordinates":[\n' + rows + "\n]}}]}\n"


def main(source: Path) -> None:
    """Write both files from world-atlas's land-50m.json."""
    topology = json.loads(source.read_text(encoding="utf-8"))
    polygons = cut(simplified(list(lands(topology))))
    TARGET.write_text(geojson(polygons).replace(".0,", ",").replace(".0]", "]"), encoding="utf-8")
    write_what_is_drawn()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
