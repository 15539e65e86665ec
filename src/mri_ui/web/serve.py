"""What stands around the app, from the outside in, and the settings under which it is served to many."""

import sys
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import uvicorn
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Route
from streamlit.web import cli

from mri_ui.navigation import ICON
from mri_ui.web.asgi import base_path
from mri_ui.web.bundles import Bundles
from mri_ui.web.headers import Headers, Hosts, Origins
from mri_ui.web.previews import picture, robots, sitemap
from mri_ui.web.shell import Shell
from mri_ui.web.warm import healthy

A_DAY = "public, max-age=86400"


def _icon(request: Request) -> Response:
    return FileResponse(ICON, media_type="image/png", headers={"cache-control": A_DAY})


ICONS = ("/favicon.ico", "/favicon.png", "/apple-touch-icon.png")
PLAIN: list[Route] = [
    Route("/healthz", healthy),
    Route("/og.png", picture),
    Route("/robots.txt", robots),
    Route("/sitemap.xml", sitemap),
    *(Route(name, _icon) for name in ICONS),
]


def below_base(routes: Sequence[Route]) -> list[BaseRoute]:
    """Routes where the dashboard is served: at the root, or below the base path that Streamlit is told of."""
    # A mount of them all would take what lies below the path from Streamlit too.
    return [Route(f"{base_path()}{one.path}", one.endpoint, methods=one.methods) for one in routes]


MIDDLEWARE = [Middleware(Headers), Middleware(Hosts), Middleware(Origins), Middleware(Bundles), Middleware(Shell)]

# Apart from development's, which are in `.streamlit/config.toml`. Streamlit walks all modules after each run to watch
# them, and collects garbage over all of them: with a hundred viewers that is most of what it does.
SERVED_TO_MANY: Mapping[str, Any] = {
    "global.developmentMode": False,
    "server.fileWatcherType": "none",
    "server.runOnSave": False,
    "runner.postScriptGC": False,
    "server.disconnectedSessionTTL": 60,
    "server.maxMessageSize": 20,
    "server.maxUploadSize": 1,
    "client.showErrorDetails": "none",
    "client.toolbarMode": "viewer",
    "logger.level": "warning",
}


def serve(script: str) -> None:
    """Start the app of a script as it is served to many; further settings as Streamlit takes them, by flag or
    environment (`STREAMLIT_SERVER_PORT`).
    """
    # Streamlit starts uvicorn, which writes its name on each answer, and has no setting for that.
    uvicorn.Config = partial(uvicorn.Config, server_header=False)  # type: ignore[misc, assignment]
    flags = [
        f"--{name}={str(value).lower() if isinstance(value, bool) else value}" for name, value in SERVED_TO_MANY.items()
    ]
    cli.main(["run", script, *flags, *sys.argv[1:]])
