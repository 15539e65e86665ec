"""A port that several processes share, and what a connection to it may cost; one that sends no request is closed."""

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

# How long somebody may take to send the head of a request.
HEAD_SECONDS = 15.0
# The longest message that a browser sends for a page, with the state of all its widgets, is about 10 kB.
LONGEST_MESSAGE = 256 * 2**10
# Where a request says how many connections the process has.
CONNECTIONS = "mri.connections"
# How many file descriptors a process asks for, and how many it keeps for everything but connections.
WANTED_DESCRIPTORS, OTHER_DESCRIPTORS = 65_536, 200
OUT_OF_DESCRIPTORS = {errno.EMFILE, errno.ENFILE}

log = logging.getLogger("mri_ui.web")


def open_file_limit() -> int:
    """How many file descriptors this process may have."""
    if sys.platform == "win32":
        return WANTED_DESCRIPTORS
    import resource

    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return WANTED_DESCRIPTORS if soft == resource.RLIM_INFINITY else soft


def raise_open_file_limit() -> None:
    """Raise the soft limit of open files, for this process and those it starts, to the hard limit."""
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
        """Count the time from the beginning of a connection."""
        super().connection_made(transport)
        app = self.app

        async def counted(scope: Any, receive: Any, send: Any) -> None:
            scope[CONNECTIONS] = len(self.connections)
            await app(scope, receive, send)

        self.app = counted
        self._watch()

    def data_received(self, data: bytes) -> None:
        """Count the time from the beginning of each further request."""
        super().data_received(data)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """Count no longer."""
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


class SharingLoop(asyncio.SelectorEventLoop):
    """asyncio's loop; it takes one connection at a time, and says in one line when it can take no more."""

    def call_exception_handler(self, context: dict[str, Any]) -> None:
        """As in `asyncio`, which writes a traceback for each connection that finds no descriptor left."""
        error = context.get("exception")
        if isinstance(error, OSError) and error.errno in OUT_OF_DESCRIPTORS:
            log.error(words()("descriptors.none_left"))
        else:
            super().call_exception_handler(context)

    async def create_server(self, *args: Any, **more: Any) -> asyncio.Server:
        """As in `asyncio`, where `backlog` says both how many connections are taken at once and how many may wait.

        One is taken at a time, so that other processes at the port take theirs meanwhile. One that cannot be taken is
        tried again a second later; were more taken at once, each of them would be.
        """
        may_wait = more.pop("backlog", 100)
        server = await super().create_server(*args, backlog=1, **more)
        for one in server.sockets:
            with socket(fileno=os.dup(one.fileno())) as listening:
                listening.listen(may_wait)
        return server
