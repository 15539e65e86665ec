"""The routes other than pages, and the middleware around it, in order from the outside in."""

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Route

from mri_ui.base_path import base_path
from mri_ui.frame.embedding import OEMBED
from mri_ui.frame.navigation import ICON
from mri_ui.parts.map_files import files
from mri_ui.streamlit_workarounds.compressed_bundles import Bundles, Encodings, ready
from mri_ui.web import api, decks, oembed, own_assets
from mri_ui.web.error_pages import ErrorPages
from mri_ui.web.limits import MessageLimit, QueryLimit, ViewerLimit
from mri_ui.web.page_shell import Shell
from mri_ui.web.previews import picture, robots, sitemap
from mri_ui.web.security import Headers, Hosts, Origins
from mri_ui.web.startup import healthy

A_DAY = "public, max-age=86400"


def _icon(request: Request) -> Response:
    return FileResponse(ICON, media_type="image/png", headers={"cache-control": A_DAY})


def _basemap(request: Request) -> Response:
    """A file of the map, which a browser may keep for ever."""
    if request.path_params["name"] not in files():
        return Response(status_code=404)
    body, kind = files()[request.path_params["name"]]
    return ready(request, body, kind)


ICONS = ("/favicon.ico", "/favicon.png", "/apple-touch-icon.png")
ROUTES: list[Route] = [
    Route("/healthz", healthy),
    Route("/og.png", picture),
    Route("/look/{name}", own_assets.own_asset),
    Route("/robots.txt", robots),
    Route("/sitemap.xml", sitemap),
    *(Route(name, _icon) for name in ICONS),
    Route("/basemap/{name}", _basemap),
    Route(OEMBED, api.OpenEndpoint(oembed.answer)),
    *decks.ROUTES,
    *api.ROUTES,
]


def below_base() -> list[BaseRoute]:
    """All routes below the base path that is set in Streamlit, or at the root if none is set."""
    # Mounting all of them at the base path would hide Streamlit's own routes below it.
    return [Route(f"{base_path()}{one.path}", one.endpoint, methods=one.methods) for one in ROUTES]


MIDDLEWARE = [
    Middleware(one)
    for one in (
        *(Headers, ErrorPages, ViewerLimit, Hosts, Origins),
        *(QueryLimit, MessageLimit, Encodings, Bundles, Shell),
    )
]
