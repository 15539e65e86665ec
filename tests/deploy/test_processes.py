"""Several processes that share a port, and what becomes of them when the first one is killed."""

import os
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.deploy.conftest import Replica, free_port
from tests.waiting import until


@pytest.fixture
def shared(tmp_path: Path) -> Iterator[Replica]:
    replica = Replica(free_port(), tmp_path / "outside.log", settings={"WEB_CONCURRENCY": "2"})
    replica.start()
    replica.await_warm()
    yield replica
    replica.stop()


def children(process: int) -> list[int]:
    """The processes that a process has started."""
    written = Path(f"/proc/{process}/task/{process}/children").read_text("utf-8")
    return [int(number) for number in written.split()]


def is_there(process: int) -> bool:
    """Whether a process runs; one that has ended and that nobody has asked about does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_no_process_outlives_the_first_and_the_port_is_free_again(shared: Replica) -> None:
    assert shared.process
    workers = children(shared.process.pid)
    assert len(workers) >= 2
    os.kill(shared.process.pid, signal.SIGKILL)
    shared.process.wait()
    until(lambda: not any(map(is_there, workers)))
    with socket.socket() as free:
        free.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        free.bind(("127.0.0.1", shared.port))
