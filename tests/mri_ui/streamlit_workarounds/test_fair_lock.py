"""Who goes first: runs of one process, and connections among processes that share a port."""

import asyncio
import socket
import threading
import time
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import pytest

from mri_ui.streamlit_workarounds.fair_lock import FairLock
from mri_ui.web.shared_socket import SharedSocketLoop
from tests.waiting import until

PATIENCE = 10.0
T = TypeVar("T")


def _until_waiting(turns: FairLock, count: int) -> None:
    until(lambda: len(turns._waiting) == count)


def test_whoever_waits_comes_in_the_order_of_asking() -> None:
    turns, came = FairLock(), []

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
    turns, inside, most = FairLock(), 0, 0
    gate = threading.Barrier(8)

    def come(_: int) -> None:
        nonlocal inside, most
        gate.wait(PATIENCE)
        for _ in range(50):
            with turns:
                inside += 1
                most = max(most, inside)
                # Lets another thread run, which must not come in.
                time.sleep(0)
                inside -= 1

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(come, range(8)))
    assert most == 1


def test_one_that_fails_lets_the_next_one_in() -> None:
    turns = FairLock()
    with pytest.raises(ValueError, match="a fault"), turns:
        raise ValueError("a fault")
    with ThreadPoolExecutor(1) as pool, turns:
        waits = pool.submit(turns.__enter__)
        _until_waiting(turns, 1)
    waits.result(PATIENCE)
    assert turns._taken


def test_a_loop_sees_to_what_else_there_is_between_two_connections() -> None:
    turn, taken_in = 0, []

    class Taken(asyncio.Protocol):
        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            taken_in.append(turn)
            assert isinstance(transport, asyncio.WriteTransport)
            transport.abort()

    async def listen() -> None:
        nonlocal turn
        server = await asyncio.get_running_loop().create_server(Taken, sock=listening, backlog=100)
        async with asyncio.timeout(PATIENCE):
            while len(taken_in) < len(callers):
                turn += 1
                await asyncio.sleep(0)
        server.close()

    with socket.create_server(("127.0.0.1", 0), backlog=100) as listening:
        callers = [socket.create_connection(listening.getsockname()) for _ in range(30)]
        _in_a_thread(listen)
        for one in callers:
            one.close()
    # Newer versions of Python take one more than they are told.
    assert len(set(taken_in)) >= len(callers) // 2


def test_a_port_of_ones_own_is_served_as_ever() -> None:
    async def answered() -> bytes:
        server = await asyncio.get_running_loop().create_server(_Greeting, "127.0.0.1", 0)
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        said = await reader.read()
        writer.close()
        server.close()
        return said

    assert _in_a_thread(answered) == b"good day"


def _in_a_thread(work: Callable[[], Coroutine[None, None, T]]) -> T:
    """Run something in a loop that shares; in a thread of its own, as a browser's test may leave a loop in this one."""

    def run() -> T:
        with asyncio.Runner(loop_factory=SharedSocketLoop) as runner:
            return runner.run(work())

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(run).result(PATIENCE)


class _Greeting(asyncio.Protocol):
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.WriteTransport)
        transport.write(b"good day")
        transport.close()
