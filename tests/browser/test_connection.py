"""Who may open a connection to a running server, and that nobody else is asked about it."""

from pathlib import Path

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin

STREAM = "/_stcore/stream"


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "http://127.0.0.1:1", "null"])
def test_a_page_of_another_address_is_refused_without_asking_anybody(server: str, guard_log: Path, origin: str) -> None:
    stream = server.replace("http", "ws") + STREAM
    with pytest.raises(InvalidStatus) as refused, connect(stream, origin=Origin(origin), proxy=None):
        pass
    assert refused.value.response.status_code == 403
    assert not guard_log.exists()


def test_own_pages_and_programs_are_connected(server: str, guard_log: Path) -> None:
    stream = server.replace("http", "ws") + STREAM
    for origin in (Origin(server), None):
        with connect(stream, origin=origin, proxy=None) as mine:
            assert mine.response
            assert mine.response.status_code == 101
    assert not guard_log.exists()
