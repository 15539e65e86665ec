"""Plain addresses beside the app: the basemap, served once and kept by the browser, and a view as a file."""

import gzip
import json
import os
from functools import cache
from threading import BoundedSemaphore
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from mri_data.errors import MriError
from mri_data.export import EXPORTS, export_of, file_name
from mri_data.geo import basemap
from mri_data.load import file_fingerprint
from mri_data.permalink import checked, read_context
from mri_data.pictures import LAND
from mri_data.view import View, public_address
from mri_data.words import words
from mri_ui import cache as shared

LONGEST_NAME = 40
# How many files are made at a time; more wait their turn.
MAKING = BoundedSemaphore(2)
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


def _export(request: Request) -> Response:
    """The view that the query asks for, as a file; a thread of its own makes it, and other readers are not kept."""
    name = request.path_params["name"]
    if name not in EXPORTS:
        return _refused(words()("export.unknown", name=name[:LONGEST_NAME], names=", ".join(EXPORTS)), 404)
    query = {key: request.query_params.getlist(key) for key in request.query_params}
    try:
        dataset, public = shared.dataset(), public_address(os.environ)
        base = public or str(request.base_url).rstrip("/")
        filters = checked(query, dataset.codes)
        view = View(dataset, filters, base=base, public=bool(public), context=read_context(query))
        with MAKING:
            content = export_of(view, name)
    except MriError as error:
        return _refused(str(error), 400)
    disposition = f"attachment; filename*=UTF-8''{quote(file_name(view, EXPORTS[name].ending))}"
    headers = {"content-disposition": disposition, "cache-control": "no-cache", "x-content-type-options": "nosniff"}
    return Response(content, media_type=EXPORTS[name].media_type, headers=headers)


def _refused(sentence: str, status: int) -> Response:
    return JSONResponse({"error": sentence}, status)


ROUTES: list[BaseRoute] = [Route("/basemap/{name}", _basemap), Route("/api/export/{name}", _export)]
