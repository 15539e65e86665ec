"""Plain addresses beside the app: the basemap, served once and kept by the browser, and the open data."""

import gzip
import json
from functools import cache

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from mri_data.charts.drawing import Drawing
from mri_data.charts.map_drawing import ground
from mri_data.charts.map_figure import ground_size
from mri_data.charts.palette import PALETTES, Palette
from mri_data.charts.svg import svg
from mri_data.geo import Frame, basemap
from mri_data.load import file_fingerprint
from mri_data.pictures import LAND, land
from mri_ui.web import api
from mri_ui.web.bundles import ready


@cache
def basemap_name() -> str:
    """The basemap's file name; it changes when the land does, so that it may be kept for ever."""
    return f"land-{file_fingerprint(LAND)}.json"


def basemap_address() -> str:
    """Where the browser finds the basemap, relative to any page."""
    return f"basemap/{basemap_name()}"


def ground_address(mode: str) -> str:
    """Where the browser finds the picture of sea and land in the colours of a mode, relative to any page."""
    return f"basemap/{_ground_name(mode)}"


def _ground_name(mode: str) -> str:
    return f"land-{file_fingerprint(LAND)}-{mode}.svg"


@cache
def _made() -> dict[str, tuple[bytes, str]]:
    """The files by their names: compressed, with their media types."""
    files = {basemap_name(): (json.dumps(basemap(LAND), separators=(",", ":")), "application/json")}
    files |= {_ground_name(mode): (_ground_svg(palette), "image/svg+xml") for mode, palette in PALETTES.items()}
    return {name: (gzip.compress(text.encode(), mtime=0), kind) for name, (text, kind) in files.items()}


def _ground_svg(palette: Palette) -> str:
    width, height = ground_size()
    return svg(Drawing(width, height, ground(Frame(width, height), palette, land()), "", ""), size=(width, height))


def _basemap(request: Request) -> Response:
    if request.path_params["name"] not in _made():
        return Response(status_code=404)
    body, kind = _made()[request.path_params["name"]]
    return ready(request, body, kind)


ROUTES: list[Route] = [Route("/basemap/{name}", _basemap), *api.ROUTES]
