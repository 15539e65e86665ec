"""What the shell of a page brings of our own: the style of our fragments, and what it finds out before anything is
drawn. They are files, which a browser fetches once and not with every run of a page.
"""

import gzip
from functools import cache
from hashlib import sha256
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from mri_data.html import assets
from mri_ui.streamlit_workarounds.compressed_bundles import ready

HERE = Path(__file__).parents[1]
STYLE, WEBGL = "style.css", "webgl.js"
TYPES = {STYLE: "text/css", WEBGL: "text/javascript"}


@cache
def text(name: str) -> str:
    """A file: the script, or the style of the parts and then the rules that only Streamlit's page needs."""
    if name == STYLE:
        return assets.style_of_app() + (HERE / "parts" / "streamlit.css").read_text("utf-8")
    return (HERE / "frame" / name).read_text("utf-8")


@cache
def address(name: str) -> str:
    """Where a file is found, relative to any page; it changes when the file does."""
    stem, dot, ending = name.partition(".")
    return f"./look/{stem}-{sha256(text(name).encode()).hexdigest()[:10]}{dot}{ending}"


@cache
def _compressed(name: str) -> bytes:
    return gzip.compress(text(name).encode(), mtime=0)


def own_asset(request: Request) -> Response:
    """A file in its present version; 404 for any other."""
    for name, kind in TYPES.items():
        if address(name).endswith(f"/{request.path_params['name']}"):
            return ready(request, _compressed(name), kind)
    return Response(status_code=404)
