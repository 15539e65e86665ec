"""Files that the map in the browser loads: the basemap, and pictures of sea and land in the colours of each theme."""

import gzip
import json
from functools import cache

from mri_data.charts.map.projection import LAND, Frame, basemap, ground_size
from mri_data.charts.map.scene import ground_scene
from mri_data.charts.of_view import land
from mri_data.charts.palette import PALETTES, Palette
from mri_data.charts.svg import svg
from mri_data.charts.to_shapes import drawing
from mri_data.reading.folder import file_fingerprint
from mri_data.words.catalogue import words


@cache
def basemap_name() -> str:
    """The basemap's file name, with a hash of the land, so that a browser may cache it for ever."""
    return f"land-{file_fingerprint(LAND)}.json"


def basemap_address() -> str:
    """The URL of the basemap, relative to any page."""
    return f"basemap/{basemap_name()}"


def ground_address(mode: str) -> str:
    """The URL of the picture of sea and land in the colours of a mode, relative to any page."""
    return f"basemap/{_ground_name(mode)}"


def _ground_name(mode: str) -> str:
    return f"land-{file_fingerprint(LAND)}-{mode}.svg"


@cache
def files() -> dict[str, tuple[bytes, str]]:
    """The files of the map by name: the content in gzip, and the media type."""
    texts = {basemap_name(): (json.dumps(basemap(), separators=(",", ":")), "application/json")}
    texts |= {_ground_name(mode): (_ground_svg(palette), "image/svg+xml") for mode, palette in PALETTES.items()}
    return {name: (gzip.compress(text.encode(), mtime=0), kind) for name, (text, kind) in texts.items()}


def _ground_svg(palette: Palette) -> str:
    size = ground_size()
    return svg(drawing(ground_scene(Frame(*size), palette, land(), words()), "", ""), size=size)
