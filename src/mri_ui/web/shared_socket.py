"""A port that several processes share, and what a connection to it may cost.

Who has more connections lets the others go first; who sends no request is let go.
"""

import asyncio
import errno
import logging
import os
import sys
import time
from socket import socket
from typing import Any
from weakref import WeakSet

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from mri_data.words.catalogue import words

# How long a process waits for each connection it has before it takes another, in seconds, and for how many at most.
PAUSE_SECONDS, MOST_COUNTED = 20e-6, 50
# How long somebody may take to send the head of a request.
HEAD_SECONDS = 15.0
# Where a request says how many connections the process has.
CONNECTIONS = "mri.connections"
# How many file descriptors a process asks for, and how many it keeps for everything but connections.
WANTED_DESCRIPTORS, OTHER_DESCRIPTORS = 65_536, 200
NONE_LEFT = {errno.EMFILE, errno.ENFILE}

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


class Shared(socket):
    """A listening socket that other processes listen on too.

    All of them are woken when a connection waits there, and the one that has the processor just then would take a whole
    crowd, which stays with it.
    """

    def __init__(self, fileno: int) -> None:
        super().__init__(fileno=fileno)
        self._open: WeakSet[socket] = WeakSet()

    def accept(self) -> tuple[socket, Any]:
        """The next connection, after a pause of a millisecond at most."""
        time.sleep(PAUSE_SECONDS * min(len(self._open), MOST_COUNTED))
        connection, address = super().accept()
        self._open.add(connection)
        return connection, address


class SharingLoop(asyncio.SelectorEventLoop):
    """asyncio's loop; it takes one connection at a time, and says in one line when it can take no more."""

    def call_exception_handler(self, context: dict[str, Any]) -> None:
        """As in `asyncio`, which writes a traceback for each connection that finds no descriptor left."""
        error = context.get("exception")
        if isinstance(error, OSError) and error.errno in NONE_LEFT:
            log.error(words()("descriptors.none_left"))
        else:
            super().call_exception_handler(context)

    async def create_server(self, *args: Any, sock: socket | None = None, **more: Any) -> asyncio.Server:
        """As in `asyncio`, where `backlog` says both how many connections are taken at once and how many may wait.

        `sock` is there only where it is shared. One that cannot be taken is tried again a second later; were more taken
        at once, each of them would be.
        """
        may_wait = more.pop("backlog", 100)
        if sock is None:
            server = await super().create_server(*args, backlog=1, **more)
            for one in server.sockets:
                with socket(fileno=os.dup(one.fileno())) as listening:
                    listening.listen(may_wait)
            return server
        shared = Shared(sock.dup().detach())
        server = await super().create_server(*args, sock=shared, backlog=1, **more)
        shared.listen(may_wait)
        return server
