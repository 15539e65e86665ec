"""The page shell: Streamlit's empty HTML document with title, language and link preview of the requested page.

A path that is neither a page nor a file gets a real 404; Streamlit would respond with an empty page.
"""

import re
from functools import cache
from pathlib import Path

from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import file_util

from mri_data.html.assets import render
from mri_data.record.pages import PAGES
from mri_data.words.catalogue import Words
from mri_data.words.errors import MriError
from mri_ui.base_path import base_path, path_of
from mri_ui.streamlit_workarounds.early_scripts import with_early_scripts
from mri_ui.web import own_assets
from mri_ui.web.previews import Preview, preview_of
from mri_ui.web.request_view import words_for

# Below these paths we leave the response to Streamlit.
STREAMLIT_PATHS = ("/media/", "/component/", "/app/static/")
# The open data API has its own errors, and may respond with HTML because that is one of its formats.
OPEN_DATA = "/api/"
# No file system has longer names or paths, and Streamlit raises an error on them.
LONGEST_NAME, LONGEST_PATH = 255, 1000
# Endpoints of Streamlit that reveal or control the server: closed to everybody.
CLOSED = ("/_stcore/metrics", "/_stcore/agent", "/_stcore/upload_file", "/_stcore/script-health-check")
TITLE = "<title>Streamlit</title>"
# A response in the reader's language: caches keep one for each.
BY_LANGUAGE = {"vary": "accept-language"}


def page_of(path: str) -> str | None:
    """The name of the page at a path, empty at the root; None if there is no such page."""
    name = path.strip("/")
    return name if name in {"", *PAGES} else None


@cache
def _document() -> str:
    """Streamlit's document without comments, fonts, service description, inline script and `noscript`.

    It names the scripts of our pages' elements too.
    """
    text = (Path(file_util.get_static_dir()) / "index.html").read_text("utf-8")
    for unwanted in (
        r"<!--.*?-->\s*",
        r'<link\s+rel="preload"[^>]*as="font"[^>]*/>\s*',
        r'<link rel="service-desc"[^>]*/>\s*',
        r"<script>\s*window\.prerenderReady = false\s*</script>\s*",
        r"<noscript>.*?</noscript>\s*",
    ):
        text = re.sub(unwanted, "", text, flags=re.DOTALL)
    assert TITLE in text, "Streamlit's document has changed"
    return with_early_scripts(text)


def document(preview: Preview, say: Words) -> str:
    """The shell of a page as HTML; templates escape every value."""
    head = render("head.html", preview=preview)
    body = render("noscript.html", preview=preview, say=say)
    direction = Markup(' dir="rtl"') if say.direction == "rtl" else ""
    text = _document().replace('<html lang="en">', Markup('<html lang="{}"{}>').format(preview.language, direction), 1)
    # After Streamlit's styles, which are in the head, so that our rules override them.
    style = Markup('<link rel="stylesheet" href="{}">').format(own_assets.address())
    text = text.replace("</body>", f"{style}</body>", 1)
    return text.replace(TITLE, head, 1).replace('<div id="root"></div>', f'{body}<div id="root"></div>', 1)


def not_found(scope: Scope) -> HTMLResponse:
    """The 404 page."""
    say = words_for(HTTPConnection(scope))
    return HTMLResponse(render("missing.html", say=say, language=say.tag, home=f"{base_path()}/"), 404, BY_LANGUAGE)


class Shell:
    """Middleware that sends our shell for the pages, and a 404 where Streamlit would send an empty page."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with a page's shell, with 404, or as the app does."""
        path = path_of(scope)
        if scope["type"] != "http":
            await self.app(scope, receive, send)
        elif path.startswith(CLOSED) or _is_too_long(path):
            await not_found(scope)(scope, receive, send)
        elif page_of(path) is not None and scope["method"] in {"GET", "HEAD"} and not _to_be_moved(path):
            response = await run_in_threadpool(_shell, Request(scope))
            await response(scope, receive, send)
        elif path.startswith((*STREAMLIT_PATHS, OPEN_DATA)):
            await self.app(scope, receive, send)
        else:
            await self._without_empty_pages(scope, receive, send)

    async def _without_empty_pages(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Respond as the app does, but with a 404 instead of its empty page."""
        empty = False

        async def sending(message: Message) -> None:
            nonlocal empty
            if message["type"] == "http.response.start":
                kind = dict(message.get("headers", ())).get(b"content-type", b"")
                empty = message["status"] == 200 and kind.startswith(b"text/html")
            if not empty:
                await send(message)

        await self.app(scope, receive, sending)
        if empty:
            await not_found(scope)(scope, receive, send)


def _is_too_long(path: str) -> bool:
    """Whether a path below Streamlit's folders is too long for any file."""
    names = path.encode().split(b"/")
    return path.startswith(STREAMLIT_PATHS) and (len(path) > LONGEST_PATH or max(map(len, names)) > LONGEST_NAME)


def _to_be_moved(path: str) -> bool:
    """Whether Streamlit redirects a path, because it ends with a slash."""
    return len(path) > 1 and path.endswith("/")


def _shell(request: Request) -> Response:
    page = page_of(path_of(request.scope)) or ""
    if not page and request.query_params.get("record"):
        # A URL with a record opens the records page, even if it names no page.
        return RedirectResponse(f"{base_path()}/records?{request.url.query}")
    say = words_for(request)
    try:
        preview, status = preview_of(request, page), 200
    except MriError as error:
        preview, status = Preview(say.tag, "", error.in_words(say), "", ""), 503
    caching = {"cache-control": "no-cache" if status == 200 else "no-store"}
    return HTMLResponse(document(preview, say), status, headers=BY_LANGUAGE | caching)
