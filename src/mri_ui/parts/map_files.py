"""Files of sea and land that maps in the browser load: one in the colours of the page, and one for each theme."""

import gzip
from functools import cache

import numpy as np

from mri_data.charts.map.projection import (
    LAND,
    WORLD_WIDTH,
    Frame,
    Rings,
    all_land,
    graticule,
    ground_size,
    sphere_outline,
)
from mri_data.charts.map.scene import ground_scene
from mri_data.charts.of_view import land
from mri_data.charts.palette import PALETTES, Palette
from mri_data.charts.svg import svg
from mri_data.charts.to_shapes import drawing
from mri_data.reading.folder import file_fingerprint
from mri_data.words.catalogue import words

# The id of sea and land in their file, and their width there.
LAND_ID, LAND_WIDTH = "land", 1000.0


@cache
def _land_name() -> str:
    """The land's file name, with a hash of the land, so that a browser may cache it for ever."""
    return f"land-{file_fingerprint(LAND)}.svg"


def land_address() -> str:
    """The URL of sea and land for the live map, relative to any page."""
    return f"basemap/{_land_name()}"


def ground_address(mode: str) -> str:
    """The URL of the picture of sea and land in the colours of a mode, relative to any page."""
    return f"basemap/{_ground_name(mode)}"


def _ground_name(mode: str) -> str:
    return f"land-{file_fingerprint(LAND)}-{mode}.svg"


@cache
def files() -> dict[str, tuple[bytes, str]]:
    """The files of the map by name: the content in gzip, and the media type."""
    texts = {_land_name(): (_land_svg(), "image/svg+xml")}
    texts |= {_ground_name(mode): (_ground_svg(palette), "image/svg+xml") for mode, palette in PALETTES.items()}
    return {name: (gzip.compress(text.encode(), mtime=0), kind) for name, (text, kind) in texts.items()}


def _ground_svg(palette: Palette) -> str:
    size = ground_size()
    return svg(drawing(ground_scene(Frame(*size), palette, land(), words())), size=size)


def _land_svg() -> str:
    """Sea, graticule and land in detail, in the colours of the page that refers to it; (0, 0) is on the equator."""
    scale = LAND_WIDTH / WORLD_WIDTH
    parts = (
        ('fill="var(--mri-sea)"', [sphere_outline()], "Z"),
        ('fill="none" stroke="var(--mri-hair)" vector-effect="non-scaling-stroke"', graticule(), ""),
        ('fill="var(--mri-land)" fill-rule="evenodd"', all_land(), "Z"),
    )
    drawn = "".join(f'<path {look} d="{_path(lines, scale, end)}"/>' for look, lines, end in parts)
    return f'<svg xmlns="http://www.w3.org/2000/svg"><g id="{LAND_ID}">{drawn}</g></svg>'


def _path(lines: Rings, scale: float, end: str) -> str:
    points = (np.round(np.asarray(line, dtype=float) * (scale, -scale), 1).tolist() for line in lines)
    return "".join("M" + "L".join(f"{x:g} {y:g}" for x, y in line) + end for line in points)
