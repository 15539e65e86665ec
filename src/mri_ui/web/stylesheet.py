"""The style of our own fragments: a file of its own, which a browser fetches once and not with every run of a page."""

import gzip
from functools import cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from mri_data.reading.folder import file_fingerprint
from mri_ui.web.streamlit_assets import ready

STYLE = Path(__file__).parents[1] / "parts" / "style.css"


def address() -> str:
    """Where the style is found, relative to any page; it changes when the style does."""
    return f"./look/style-{file_fingerprint(STYLE)}.css"


@cache
def _compressed(address: str) -> bytes:
    return gzip.compress(STYLE.read_bytes(), mtime=0)


def style(request: Request) -> Response:
    """The style in its present version; 404 for any other."""
    if not address().endswith(f"/{request.path_params['name']}"):
        return Response(status_code=404)
    return ready(request, _compressed(address()), "text/css")
