"""Our own files in the page shell: the style sheet, and the script that checks for WebGL before anything is drawn.

They are separate files, so a browser fetches them once and not with each run of a page.
"""

import gzip
from functools import cache
from hashlib import sha256
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from mri_data.html import assets
from mri_ui.parts.map_files import ground_address
from mri_ui.streamlit_workarounds.compressed_bundles import ready

HERE = Path(__file__).parents[1]
STYLE, WEBGL = "style.css", "webgl.js"
TYPES = {STYLE: "text/css", WEBGL: "text/javascript"}


@cache
def text(name: str) -> str:
    """The content of a file: the script, or the style sheet of the parts followed by the rules for Streamlit's page."""
    if name == STYLE:
        return assets.style_of_app() + (HERE / "parts" / "streamlit.css").read_text("utf-8") + _ground()
    return (HERE / "frame" / name).read_text("utf-8")


def _ground() -> str:
    """CSS for sea and land behind the small map: dark if the app's theme is dark, but always light when printed."""
    light, dark = (f"{{background-image:url(../{ground_address(mode)})}}" for mode in ("light", "dark"))
    return f".mri-ground{light}\n@media screen{{:root:has(.mri-is-dark) .mri-ground{dark}}}\n"


@cache
def address(name: str) -> str:
    """The URL of a file, relative to any page, with a hash of its content."""
    stem, dot, ending = name.partition(".")
    return f"./look/{stem}-{sha256(text(name).encode()).hexdigest()[:10]}{dot}{ending}"


@cache
def _compressed(name: str) -> bytes:
    return gzip.compress(text(name).encode(), mtime=0)


def own_asset(request: Request) -> Response:
    """Respond with a file in its current version; 404 for any other."""
    for name, kind in TYPES.items():
        if address(name).endswith(f"/{request.path_params['name']}"):
            return ready(request, _compressed(name), kind)
    return Response(status_code=404)
