"""A port that several processes share, with limits on connections and on the time to send a request."""

import asyncio
import errno
import logging
import os
import sys
from socket import socket
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from mri_data.words.catalogue import words

# How long a client may take to send the head of a request.
HEAD_SECONDS = 15.0
# The longest message that a browser sends for a page, with the state of all its widgets, is about 10 kB.
LONGEST_MESSAGE = 256 * 2**10
# The key of the ASGI scope with the number of connections of the process.
CONNECTIONS = "mri.connections"
# How many file descriptors a process wants, and how many it reserves for everything but connections.
WANTED_DESCRIPTORS, OTHER_DESCRIPTORS = 65_536, 200
OUT_OF_DESCRIPTORS = {errno.EMFILE, errno.ENFILE}

log = logging.getLogger("mri_ui.web")


def open_file_limit() -> int:
    """How many file descriptors this process may have open."""
    if sys.platform == "win32":
        return WANTED_DESCRIPTORS
    import resource

    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return WANTED_DESCRIPTORS if soft == resource.RLIM_INFINITY else soft


def raise_open_file_limit() -> None:
    """Raise the soft limit of open files to the hard limit or `WANTED_DESCRIPTORS`, also for processes it starts."""
    if sys.platform == "win32":
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = WANTED_DESCRIPTORS if hard == resource.RLIM_INFINITY else min(hard, WANTED_DESCRIPTORS)
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


def most_connections() -> int:
    """How many connections one process takes before it refuses further requests."""
    return max(1, open_file_limit() - OTHER_DESCRIPTORS)


class HeaderTimeout(H11Protocol):
    """HTTP protocol that closes a connection when no complete request head arrives within `HEAD_SECONDS`."""

    _late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Start the timeout with the connection, and put the number of connections into the scope."""
        super().connection_made(transport)
        app = self.app

        async def counted(scope: Any, receive: Any, send: Any) -> None:
            scope[CONNECTIONS] = len(self.connections)
            await app(scope, receive, send)

        self.app = counted
        self._watch()

    def data_received(self, data: bytes) -> None:
        """Start or cancel the timeout, depending on whether a request head is awaited."""
        super().data_received(data)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """Cancel the timeout."""
        self._forget()
        super().connection_lost(exc)

    def _watch(self) -> None:
        if self.conn.their_state is not h11.IDLE:
            self._forget()
        elif self._late is None:
            self._late = self.loop.call_later(HEAD_SECONDS, self.transport.abort)

    def _forget(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None


class SharedSocketLoop(asyncio.SelectorEventLoop):
    """An asyncio event loop that accepts one connection at a time, and logs one line if no descriptor is left."""

    def call_exception_handler(self, context: dict[str, Any]) -> None:
        """As in `asyncio`, but with one line instead of a traceback for a connection that finds no descriptor left."""
        error = context.get("exception")
        if isinstance(error, OSError) and error.errno in OUT_OF_DESCRIPTORS:
            log.error(words()("descriptors.none_left"))
        else:
            super().call_exception_handler(context)

    async def create_server(self, *args: Any, **more: Any) -> asyncio.Server:
        """As in `asyncio`, but `backlog` sets only how many connections may wait; one at a time is accepted.

        In `asyncio` it sets both. One at a time lets the other processes on the port accept theirs meanwhile. It also
        means one retry a second after an accept has failed; with more at a time, each would be retried.
        """
        may_wait = more.pop("backlog", 100)
        server = await super().create_server(*args, backlog=1, **more)
        for one in server.sockets:
            with socket(fileno=os.dup(one.fileno())) as listening:
                listening.listen(may_wait)
        return server
