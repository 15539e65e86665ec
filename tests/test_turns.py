"""Who goes first: runs of one process, and connections among processes that share a port."""

import asyncio
import socket
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from mri_ui.turns import Turns
from mri_ui.web.port import Shared, SharingLoop

PATIENCE = 10.0


def _until(done: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not done():
        assert time.monotonic() < deadline
        time.sleep(0.001)


def _until_waiting(turns: Turns, count: int) -> None:
    _until(lambda: len(turns._waiting) == count)


def test_whoever_waits_comes_in_the_order_of_asking() -> None:
    turns, came = Turns(), []

    def come(number: int) -> None:
        with turns:
            came.append(number)

    with ThreadPoolExecutor(20) as pool, turns:
        for number in range(20):
            pool.submit(come, number)
            _until_waiting(turns, number + 1)
        assert came == []
    assert came == list(range(20))


def test_one_at_a_time_is_within() -> None:
    turns, inside, most = Turns(), 0, 0
    gate = threading.Barrier(8)

    def come(_: int) -> None:
        nonlocal inside, most
        gate.wait(PATIENCE)
        for _ in range(50):
            with turns:
                inside += 1
                most = max(most, inside)
                time.sleep(0)
                inside -= 1

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(come, range(8)))
    assert most == 1


def test_one_that_fails_lets_the_next_one_in() -> None:
    turns = Turns()
    with pytest.raises(ValueError, match="a fault"), turns:
        raise ValueError("a fault")
    with ThreadPoolExecutor(1) as pool, turns:
        waits = pool.submit(turns.__enter__)
        _until_waiting(turns, 1)
    waits.result(PATIENCE)
    assert turns._taken


def test_whoever_has_more_connections_takes_fewer_of_a_crowd() -> None:
    listening = socket.create_server(("127.0.0.1", 0), backlog=200)
    first, second = _Listener(listening), _Listener(listening)
    callers = [socket.create_connection(listening.getsockname()) for _ in range(50)]
    with ThreadPoolExecutor(2) as pool:
        runs = [pool.submit(first.run)]
        _until(lambda: len(first.taken) == 50)
        runs.append(pool.submit(second.run))
        callers += [socket.create_connection(listening.getsockname()) for _ in range(20)]
        _until(lambda: len(first.taken) + len(second.taken) == 70)
        for listener in (first, second):
            listener.over.set()
        for run in runs:
            run.result(PATIENCE)
    for one in (*callers, listening):
        one.close()
    assert len(second.taken) >= 14


class _Listener:
    """One of those who listen on a port, in a thread and a loop of its own."""

    def __init__(self, listening: socket.socket) -> None:
        self.listening, self.over = listening, threading.Event()
        self.taken: list[asyncio.BaseTransport] = []

    def run(self) -> None:
        with asyncio.Runner(loop_factory=SharingLoop) as runner:
            runner.run(self._listen())

    async def _listen(self) -> None:
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: _Taken(self.taken), sock=self.listening, backlog=200)
        while not self.over.is_set():
            await asyncio.sleep(0.001)
        for transport in self.taken:
            transport.close()
        server.close()
        await asyncio.sleep(0)


class _Taken(asyncio.Protocol):
    def __init__(self, taken: list[asyncio.BaseTransport]) -> None:
        self.taken = taken

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.taken.append(transport)


def test_a_connection_that_is_gone_counts_no_more() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening, Shared(listening.dup().detach()) as shared:
        for _ in range(3):
            with socket.create_connection(listening.getsockname()):
                shared.accept()[0].close()
        assert len(shared._open) == 0


def test_a_port_of_ones_own_is_served_as_ever() -> None:
    async def answered() -> bytes:
        server = await asyncio.get_running_loop().create_server(_Greeting, "127.0.0.1", 0)
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        said = await reader.read()
        writer.close()
        server.close()
        return said

    def run() -> bytes:
        with asyncio.Runner(loop_factory=SharingLoop) as runner:
            return runner.run(answered())

    # In a thread of its own, since a browser's test may have left a loop running in this one.
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(run).result(PATIENCE) == b"good day"


class _Greeting(asyncio.Protocol):
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.WriteTransport)
        transport.write(b"good day")
        transport.close()
