"""Serve Streamlit's scripts and styles in gzip; each file is compressed once and cached.

Fault (Streamlit 1.67): its gzip middleware skips everything below `/static/`. Without this a first visit loads 12.5 MB
instead of 2.9 (`first_visit_bytes` in `bench/results.json`). It can go when Streamlit sends its own scripts with
`content-encoding: gzip`.
"""

import gzip
import re
from functools import cache
from mimetypes import guess_type
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import file_util

from mri_ui.base_path import path_of

PREFIX = "/static/"
ENDINGS = {".js", ".css", ".svg", ".wasm"}
# The file names contain a hash of the content, so a browser may cache them for ever.
FOR_A_YEAR = "public, max-age=31536000, immutable"


def bundle(path: str) -> Path | None:
    """The file at a path below the root, if it is one of Streamlit's scripts or styles, else None."""
    root = Path(file_util.get_static_dir()).resolve()
    if not path.startswith(PREFIX) or Path(path).suffix not in ENDINGS:
        return None
    found = (root / path.lstrip("/")).resolve()
    return found if found.is_relative_to(root) and found.is_file() else None


@cache
def compressed(file: Path) -> bytes:
    """The content of a file in gzip, cached; all files together have a few MB."""
    return gzip.compress(file.read_bytes(), 9, mtime=0)


def takes_gzip(accepted: str) -> bool:
    """Whether an `Accept-Encoding` header accepts gzip (https://www.rfc-editor.org/rfc/rfc9110#section-12.5.3)."""
    takes: dict[str, bool] = {}
    for one in accepted.lower().split(","):
        coding, _, weight = one.partition(";")
        takes[coding.strip()] = not re.fullmatch(r"q=0(\.0*)?", weight.strip())
    return takes.get("gzip", takes.get("*", False))


class Encodings:
    """Middleware that reduces `Accept-Encoding` to `gzip` or `identity`: compression in the app ignores `q=0`."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does."""
        if scope["type"] == "http":
            headers = MutableHeaders(scope=scope)
            accepted = ",".join(headers.getlist("accept-encoding"))
            headers["accept-encoding"] = "gzip" if takes_gzip(accepted) else "identity"
        await self.app(scope, receive, send)


def ready(request: Request, body: bytes, media_type: str) -> Response:
    """A response with a body that is gzip already, unpacked if the client does not accept gzip; cacheable for ever."""
    headers = {"vary": "accept-encoding", "cache-control": FOR_A_YEAR}
    if takes_gzip(request.headers.get("accept-encoding", "")):
        return Response(body, media_type=media_type, headers={**headers, "content-encoding": "gzip"})
    return Response(gzip.decompress(body), media_type=media_type, headers=headers)


class Bundles:
    """Middleware that sends scripts and styles if the browser accepts gzip; everything else goes on to Streamlit."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the compressed file, or as the app does."""
        is_read = scope["type"] == "http" and scope["method"] in {"GET", "HEAD"}
        takes = is_read and takes_gzip(Headers(scope=scope).get("accept-encoding", ""))
        file = bundle(path_of(scope)) if takes else None
        if file is None:
            await self.app(scope, receive, send)
            return
        body = await run_in_threadpool(compressed, file)
        headers = {"content-encoding": "gzip", "vary": "accept-encoding", "cache-control": FOR_A_YEAR}
        kind = "text/javascript" if file.suffix == ".js" else guess_type(file.name)[0]
        await Response(body, media_type=kind, headers=headers)(scope, receive, send)
