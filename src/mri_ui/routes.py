"""Plain addresses beside the app: the basemap, served once and kept by the browser."""

import gzip
import json
from functools import cache

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from mri_data.geo import basemap
from mri_data.load import DATA_DIR, file_fingerprint

LAND = DATA_DIR / "basemap" / "land.geojson"
FOR_A_YEAR = "public, max-age=31536000, immutable"


@cache
def basemap_name() -> str:
    """The basemap's file name; it changes when the land does, so that it may be kept for ever."""
    return f"land-{file_fingerprint(LAND)}.json"


def basemap_address() -> str:
    """Where the browser finds the basemap, relative to any page."""
    return f"basemap/{basemap_name()}"


@cache
def _basemap_body() -> bytes:
    return gzip.compress(json.dumps(basemap(LAND), separators=(",", ":")).encode(), mtime=0)


def _basemap(request: Request) -> Response:
    if request.path_params["name"] != basemap_name():
        return Response(status_code=404)
    headers = {"cache-control": FOR_A_YEAR, "content-encoding": "gzip", "vary": "accept-encoding"}
    return Response(_basemap_body(), media_type="application/json", headers=headers)


ROUTES: list[BaseRoute] = [Route("/basemap/{name}", _basemap)]
