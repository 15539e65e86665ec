"""A port that several processes share: who has more connections lets the others go first."""

import asyncio
import time
from socket import socket
from typing import Any
from weakref import WeakSet

# How long a process waits for each connection it has before it takes another, in seconds, and for how many at most.
PAUSE_SECONDS, MOST_COUNTED = 20e-6, 50


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
    """asyncio's loop; of a shared socket it takes one connection at a time."""

    async def create_server(self, *args: Any, sock: socket | None = None, **more: Any) -> asyncio.Server:
        """As in `asyncio`, where `backlog` says both how many connections are taken at once and how many may wait.

        `sock` is there only where it is shared.
        """
        if sock is None:
            return await super().create_server(*args, **more)
        may_wait = more.pop("backlog", 100)
        shared = Shared(sock.dup().detach())
        server = await super().create_server(*args, sock=shared, backlog=1, **more)
        shared.listen(may_wait)
        return server
