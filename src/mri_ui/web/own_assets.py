"""Our own style sheet in the page shell, a separate file: browsers fetch it once and not with each run of a page."""

import gzip
from functools import cache
from hashlib import sha256
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from mri_data.html import assets
from mri_data.schema.records import WORK_AREAS
from mri_ui.parts.map_files import ground_address
from mri_ui.streamlit_workarounds.compressed_bundles import ready

HERE = Path(__file__).parents[1]


@cache
def style() -> str:
    """The style sheet of the parts, followed by the rules for Streamlit's page."""
    return assets.style_of_app() + (HERE / "parts" / "streamlit.css").read_text("utf-8") + _dark_pictures()


def _dark_pictures() -> str:
    """CSS for pictures that follow the app's theme at once, and are always light when printed.

    They are sea and land behind the small map, and the swatches of the kinds of work.
    """
    light, dark = (f"{{background-image:url(../{ground_address(mode)})}}" for mode in ("light", "dark"))
    swatches = "".join(
        f':root:has(.mri-is-dark) img[src$="/swatch-{area}-light.svg"]'
        f"{{content:url(../app/static/swatch-{area}-dark.svg)}}"
        for area in WORK_AREAS
    )
    return f".mri-ground{light}\n@media screen{{:root:has(.mri-is-dark) .mri-ground{dark}{swatches}}}\n"


@cache
def address() -> str:
    """The URL of the style sheet, relative to any page, with a hash of its content."""
    return f"./look/style-{sha256(style().encode()).hexdigest()[:10]}.css"


@cache
def _compressed() -> bytes:
    return gzip.compress(style().encode(), mtime=0)


def own_asset(request: Request) -> Response:
    """Respond with the style sheet in its current version; 404 for any other."""
    if address().endswith(f"/{request.path_params['name']}"):
        return ready(request, _compressed(), "text/css")
    return Response(status_code=404)
