"""Limits of one process: the length of a query and of a message, and the number of viewers."""

from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocket

from mri_ui.base_path import path_of
from mri_ui.frame.embedding import OEMBED
from mri_ui.web import cached_response
from mri_ui.web.request_view import words_for
from mri_ui.web.shared_socket import CONNECTIONS, LONGEST_MESSAGE, most_connections

# The longest query of a view has some thousand characters; nginx refuses the same (`deploy/nginx/record/server.conf`).
LONGEST_QUERY, MOST_PARAMETERS = 8192, 100
TOO_BIG = 1009  # https://www.rfc-editor.org/rfc/rfc6455#section-7.4.1
# How many viewers one process accepts: each costs at most a few hundred kilobytes and one file descriptor.
MOST_VIEWERS = 600
RETRY_SECONDS = "30"


def refusal(scope: Scope, sentence: str, status: int) -> Response:
    """A response with an error sentence: as JSON where answers are JSON, as plain text elsewhere."""
    if path_of(scope).startswith(("/api/", OEMBED)):
        return cached_response.refused(sentence, status)
    return PlainTextResponse(f"{sentence}\n", status, headers={"cache-control": "no-store"})


class ViewerLimit:
    """Middleware that refuses further viewers, and then further requests, before file descriptors or memory run out.

    Viewers are refused first, so that health checks still get a response.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.viewers = 0
        self.most_connections = most_connections()
        self.most_viewers = min(MOST_VIEWERS, self.most_connections // 2)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does, or with 503."""
        if scope["type"] == "websocket":
            await self._viewer(scope, receive, send)
        elif scope["type"] == "http" and scope.get(CONNECTIONS, 0) > self.most_connections:
            await self._full(scope)(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _viewer(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self.viewers >= self.most_viewers:
            await WebSocket(scope, receive, send).send_denial_response(self._full(scope))
            return
        self.viewers += 1
        try:
            await self.app(scope, receive, send)
        finally:
            self.viewers -= 1

    def _full(self, scope: Scope) -> Response:
        response = refusal(scope, words_for(HTTPConnection(scope))("crowd.full"), 503)
        response.headers["retry-after"] = RETRY_SECONDS
        return response


class QueryLimit:
    """Middleware that refuses a query longer than that of any view, before anything reads it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does, or with 414."""
        query: bytes = scope.get("query_string", b"")
        if len(query) <= LONGEST_QUERY and query.count(b"&") < MOST_PARAMETERS:
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": TOO_BIG})
        else:
            sentence = words_for(HTTPConnection(scope))("query.too_long", most=MOST_PARAMETERS, longest=LONGEST_QUERY)
            await refusal(scope, sentence, 414)(scope, receive, send)


class MessageLimit:
    """Middleware that closes a WebSocket on a message longer than a page of the dashboard sends."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Connect as the app does; a message that is too long never reaches it."""

        async def receiving() -> Message:
            message = await receive()
            if len(message.get("bytes") or message.get("text") or "") <= LONGEST_MESSAGE:
                return message
            await send({"type": "websocket.close", "code": TOO_BIG})
            return {"type": "websocket.disconnect", "code": TOO_BIG}

        await self.app(scope, receiving if scope["type"] == "websocket" else receive, send)
