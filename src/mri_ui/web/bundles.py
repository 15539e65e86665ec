"""Streamlit's scripts and styles, compressed once and kept: it sends 12 MB of them uncompressed otherwise."""

import gzip
from functools import cache
from mimetypes import guess_type
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import Response
from streamlit import file_util

from mri_ui.web.asgi import ASGIApp, Receive, Scope, Send, path_of

PREFIX = "/static/"
ENDINGS = {".js", ".css", ".svg", ".wasm"}
# The names hold a fingerprint of the content, so a browser may keep them for ever.
FOR_A_YEAR = "public, max-age=31536000, immutable"


def bundle(path: str) -> Path | None:
    """The file that a path below the root stands for, if it is a script or style of Streamlit's."""
    root = Path(file_util.get_static_dir()).resolve()
    if not path.startswith(PREFIX) or Path(path).suffix not in ENDINGS:
        return None
    found = (root / path.lstrip("/")).resolve()
    return found if found.is_relative_to(root) and found.is_file() else None


@cache
def compressed(file: Path) -> bytes:
    """A file in gzip; its size is that of the installed package, a few MB in all."""
    return gzip.compress(file.read_bytes(), 9, mtime=0)


class Bundles:
    """Answers for scripts and styles where the browser takes gzip; everything else goes on to Streamlit."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the compressed file, or as the app does."""
        asked = scope["type"] == "http" and scope["method"] in {"GET", "HEAD"}
        takes = asked and "gzip" in Headers(scope=scope).get("accept-encoding", "")
        file = bundle(path_of(scope)) if takes else None
        if file is None:
            await self.app(scope, receive, send)
            return
        body = await run_in_threadpool(compressed, file)
        headers = {"content-encoding": "gzip", "vary": "accept-encoding", "cache-control": FOR_A_YEAR}
        kind = "text/javascript" if file.suffix == ".js" else guess_type(file.name)[0]
        await Response(body, media_type=kind, headers=headers)(scope, receive, send)
