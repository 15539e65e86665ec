"""What stands around the app, from the outside in: plain answers, and what every answer goes through."""

from collections.abc import Sequence

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Route

from mri_ui.asgi import base_path
from mri_ui.frame.navigation import ICON
from mri_ui.streamlit_workarounds.compressed_bundles import Bundles, Encodings
from mri_ui.web import own_assets
from mri_ui.web.error_pages import ErrorPages
from mri_ui.web.limits import MessageLimit, QueryLimit, ViewerLimit
from mri_ui.web.page_shell import Shell
from mri_ui.web.previews import picture, robots, sitemap
from mri_ui.web.security import Headers, Hosts, Origins
from mri_ui.web.startup import healthy

A_DAY = "public, max-age=86400"


def _icon(request: Request) -> Response:
    return FileResponse(ICON, media_type="image/png", headers={"cache-control": A_DAY})


ICONS = ("/favicon.ico", "/favicon.png", "/apple-touch-icon.png")
PLAIN: list[Route] = [
    Route("/healthz", healthy),
    Route("/og.png", picture),
    Route("/look/{name}", own_assets.own_asset),
    Route("/robots.txt", robots),
    Route("/sitemap.xml", sitemap),
    *(Route(name, _icon) for name in ICONS),
]


def below_base(routes: Sequence[Route]) -> list[BaseRoute]:
    """Routes where the dashboard is served: at the root, or below the base path that Streamlit is told of."""
    # A mount of them all would take what lies below the path from Streamlit too.
    return [Route(f"{base_path()}{one.path}", one.endpoint, methods=one.methods) for one in routes]


MIDDLEWARE_CLASSES = (
    Headers,
    ErrorPages,
    ViewerLimit,
    Hosts,
    Origins,
    QueryLimit,
    MessageLimit,
    Encodings,
    Bundles,
    Shell,
)
MIDDLEWARE = [Middleware(one) for one in MIDDLEWARE_CLASSES]
