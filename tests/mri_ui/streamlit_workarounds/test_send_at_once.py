"""Each part of an answer leaves at once."""

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor

from mri_ui.streamlit_workarounds.send_at_once import send_at_once


async def delay_is_off() -> bool:
    """Whether a connection to a socket made as uvicorn and Streamlit make theirs has `TCP_NODELAY`."""
    off: asyncio.Future[bool] = asyncio.get_running_loop().create_future()

    async def look(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        off.set_result(bool(writer.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)))
        writer.close()

    listening = socket.socket(family=socket.AF_INET)
    listening.bind(("127.0.0.1", 0))
    async with await asyncio.start_server(look, sock=listening):
        _, writer = await asyncio.open_connection(*listening.getsockname())
        async with asyncio.timeout(20):
            found = await off
        writer.close()
    return found


def test_the_body_of_an_answer_does_not_wait_until_the_browser_has_confirmed_its_head() -> None:
    send_at_once()
    # In a thread of its own, as a browser of another test may have an event loop in this one.
    with ThreadPoolExecutor(1) as thread:
        assert thread.submit(asyncio.run, delay_is_off()).result()
