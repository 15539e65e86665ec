"""What the shell of a page brings of our own: the style of our fragments, and what it finds out before anything is
drawn. They are files, which a browser fetches once and not with every run of a page.
"""

import gzip
from functools import cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from mri_data.reading.folder import file_fingerprint
from mri_ui.streamlit_workarounds.compressed_bundles import ready

HERE = Path(__file__).parents[1]
STYLE, WEBGL = HERE / "parts" / "style.css", HERE / "frame" / "webgl.js"
TYPES = {".css": "text/css", ".js": "text/javascript"}


def address(file: Path) -> str:
    """Where a file is found, relative to any page; it changes when the file does."""
    return f"./look/{file.stem}-{file_fingerprint(file)}{file.suffix}"


@cache
def _compressed(file: Path, address: str) -> bytes:
    return gzip.compress(file.read_bytes(), mtime=0)


def own_asset(request: Request) -> Response:
    """A file in its present version; 404 for any other."""
    for file in (STYLE, WEBGL):
        if address(file).endswith(f"/{request.path_params['name']}"):
            return ready(request, _compressed(file, address(file)), TYPES[file.suffix])
    return Response(status_code=404)
