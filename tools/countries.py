"""Write src/mri_data/reading/countries.json, a generous outline of each country, from Natural Earth's 1:10m countries.

Needs shapely 2.1 or newer, which the dashboard itself does not need, Babel, and the npm package world-atlas:

    npm install world-atlas@2.0.2
    pip install "shapely>=2.1" babel
    python tools/countries.py node_modules/world-atlas/countries-10m.json
"""

import json
import sys
from itertools import chain
from pathlib import Path
from typing import Any

import shapely
from babel.core import get_global
from basemap import Ring, arcs_of, ring_of, unwrapped

TARGET = Path(__file__).resolve().parents[1] / "src" / "mri_data" / "reading" / "countries.json"
# Degrees around the land that still count as the country, for harbours, rounded coordinates and missing islets.
MARGIN = 0.5
TOLERANCE = 0.1
SMALLEST_HOLE = 0.3
DECIMALS = 1
# Least number of points of a closed ring: a triangle, with the first corner repeated.
CLOSED = 4
# Countries that have no ISO 3166-1 number in Natural Earth. XK is the most common code for Kosovo.
UNNUMBERED = {"Kosovo": "XK", "Somaliland": "SO", "N. Cyprus": "CY", "Cyprus U.N. Buffer Zone": "CY", "Baikonur": "KZ"}
UNNUMBERED |= {"Dhekelia": "CY", "Akrotiri": "CY", "USNB Guantanamo Bay": "CU"}
# Territories with a code of their own that Natural Earth draws as part of a State: west, south, east, north.
PARTS = {
    "GF": ("FR", (-55, 2, -51, 6)),
    "GP": ("FR", (-62, 15.8, -61, 16.6)),
    "MQ": ("FR", (-61.3, 14.3, -60.7, 15)),
    "RE": ("FR", (55, -21.5, 56, -20.7)),
    "YT": ("FR", (44.9, -13.2, 45.4, -12.5)),
    "BQ": ("NL", (-69, 12, -68, 12.4)),
    "SJ": ("NO", (-10, 70.5, 35, 81)),
}
# Boxes for islands that are not in the file, or not under their own name.
ISLANDS = {
    "BQ": [(-63.3, 17.4, -62.9, 17.7)],
    "BV": [(3.2, -54.5, 3.5, -54.3)],
    "CC": [(96.8, -12.3, 97, -11.8)],
    "CX": [(105.5, -10.6, 105.8, -10.4)],
    "TK": [(-172.6, -9.5, -171.1, -8.5)],
}
# Boxes for areas that two States claim but that the file has under only one; they are added to the other.
CLAIMED = {"UA": [(32.4, 44.3, 36.7, 46.3)]}


def code_of(geometry: dict[str, Any]) -> str | None:
    """The alpha-2 code of a country in the file; None if it has none."""
    name = geometry["properties"]["name"]
    return UNNUMBERED.get(name) or next(iter(get_global("territory_aliases").get(str(geometry.get("id")), ())), None)


def shapes(geometry: dict[str, Any], arcs: Any) -> list[Any]:
    """The pieces of a country's land as shapely geometries; see `piece`."""
    pieces = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    return [piece(*(unwrapped(ring_of(numbers, arcs)) for numbers in rings)) for rings in pieces]


def piece(shell: Ring, *holes: Ring) -> Any:
    """One piece of land as a polygon; for an islet with fewer points than a triangle, the hull of its points."""
    if len(shell) < CLOSED:
        return shapely.MultiPoint(shell).convex_hull
    return shapely.make_valid(shapely.Polygon(shell, [hole for hole in holes if len(hole) >= CLOSED]))


def lands(topology: dict[str, Any]) -> dict[str, Any]:
    """The land of each country by alpha-2 code."""
    arcs, found = arcs_of(topology), {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        code = code_of(geometry)
        if code and code != "AQ" and geometry.get("arcs"):
            found.setdefault(code, []).extend(shapes(geometry, arcs))
    land = {code: shapely.union_all(pieces) for code, pieces in found.items()}
    for code, (state, box) in PARTS.items():
        land[code] = shapely.intersection(land[state], shapely.box(*box))
        land[state] = shapely.difference(land[state], shapely.box(*box))
    for code, boxes in chain(ISLANDS.items(), CLAIMED.items()):
        land[code] = shapely.union_all([land.get(code, shapely.Point()), *(shapely.box(*box) for box in boxes)])
    return land | {"AQ": shapely.box(-180, -90, 180, -60)}


def outlines(land: Any) -> list[list[float]]:
    """The rings around a land with its margin, each as a flat list of alternating longitudes and latitudes."""
    wide = shapely.simplify(shapely.buffer(land, MARGIN, quad_segs=2), TOLERANCE)
    parts = getattr(wide, "geoms", [wide])
    holes = [hole for part in parts for hole in part.interiors if shapely.Polygon(hole).area > SMALLEST_HOLE]
    rings = [*(part.exterior for part in parts), *holes]
    return [[round(number, DECIMALS) for point in ring.coords[:-1] for number in point] for ring in rings]


def main(source: Path) -> None:
    """Write the file from world-atlas's countries-10m.json."""
    land = lands(json.loads(source.read_text(encoding="utf-8")))
    rows = [f'"{code}":{json.dumps(outlines(land[code]), separators=(",", ":"))}' for code in sorted(land)]
    TARGET.write_text("{\n" + ",\n".join(rows).replace(".0,", ",").replace(".0]", "]") + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
