"""The response when the program itself fails: a sentence with all headers; the log has the error."""

import logging

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mri_ui.base_path import path_of
from mri_ui.web.limits import refusal
from mri_ui.web.request_view import words_for

log = logging.getLogger("mri_ui.web")


class ErrorPages:
    """Middleware that responds with 500 and a sentence if the app fails before its response has begun."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does, or say that it failed."""
        begun = False

        async def sending(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        try:
            await self.app(scope, receive, sending)
        except Exception:
            if begun:
                raise
            # Without the query: what a reader filters by is private.
            log.exception("%s could not be answered", path_of(scope))
            await refusal(scope, words_for(HTTPConnection(scope))("fault.unforeseen"), 500)(scope, receive, send)
