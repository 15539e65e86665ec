"""Send each part of an answer at once, instead of waiting for the browser to confirm the part before.

Fault (Streamlit 1.67, uvicorn 0.54): asyncio switches Nagle's algorithm off only for sockets made with the protocol TCP
by name, and both make theirs without. Without this each small answer takes 40 ms longer, as its body waits until the
browser has confirmed its head: half a second of a first visit, which loads some 90 files. It can go when
`tests/mri_ui/streamlit_workarounds/test_send_at_once.py` passes without it.
"""

import asyncio.base_events
import socket


def send_at_once() -> None:
    """From now on, every TCP connection that asyncio takes has `TCP_NODELAY`."""
    vars(asyncio.base_events)["_set_nodelay"] = _without_delay


def _without_delay(connection: socket.socket) -> None:
    if connection.type == socket.SOCK_STREAM and connection.family in {socket.AF_INET, socket.AF_INET6}:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
