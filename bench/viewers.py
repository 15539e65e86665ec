"""Simulate viewers of a Streamlit app over its websocket: each opens a page, then repeatedly changes a filter.

Like a browser, each viewer caches the larger messages and says in later requests which of them it has.
"""

import asyncio
import random
import statistics
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect

# Query strings that viewers choose from.
CHOICES = ("", "area=advocacy", "area=convening", "area=support", "kind=forum", "area=campaign&area=advocacy")
PATIENCE = 300.0
# In bytes: the message that ends a run is at most the first, one that a browser caches at least the second.
LONGEST_END, SHORTEST_PART = 120, 900
MEASURED = 12.0
# Browsers send no pings and do not time out.
AS_A_BROWSER: dict[str, Any] = {
    "subprotocols": ["streamlit"],
    "max_size": 2**28,
    "open_timeout": PATIENCE,
    "ping_interval": None,
}


@dataclass
class Seen:
    """Results of one round of viewers: seconds from each change to the end of its run, and bytes received in each."""

    seconds: list[float] = field(default_factory=list)
    received: list[int] = field(default_factory=list)
    failures: int = 0
    lasted: float = 0.0

    def figures(self) -> dict[str, Any]:
        """Summary of the round, with seconds rounded to milliseconds."""
        ordered = sorted(self.seconds)
        if not ordered:
            return {"runs": 0, "failures": self.failures}
        return {
            "runs": len(ordered),
            "failures": self.failures,
            "p50_s": round(statistics.median(ordered), 3),
            "p95_s": round(ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))], 3),
            "runs_per_s": round(len(ordered) / self.lasted, 1) if self.lasted else 0.0,
            "bytes_of_a_run": round(statistics.median(self.received)),
        }


def run_message(query: str, has: Iterable[str], page: str = "") -> bytes:
    """The message with which a browser requests a run; `has` are the hashes of its cached messages."""
    message = BackMsg()
    message.rerun_script.query_string, message.rerun_script.page_name = query, page
    message.rerun_script.cached_message_hashes.extend(has)
    message.rerun_script.context_info.timezone = "UTC"
    message.rerun_script.context_info.url = f"http://localhost/{page}"
    return bytes(message.SerializeToString())


async def run(socket: Any, query: str, has: set[str], page: str = "") -> int:
    """Request one run of the script; return the bytes received until its end. Hashes of new messages go to `has`."""
    await socket.send(run_message(query, has, page))
    received = 0
    while True:
        written = await asyncio.wait_for(socket.recv(), PATIENCE)
        received += len(written)
        # Skip parsing of messages in between: the load is generated on the same machine as the answers.
        if LONGEST_END < len(written) < SHORTEST_PART:
            continue
        message = ForwardMsg.FromString(written)
        if message.metadata.cacheable and message.WhichOneof("type") != "ref_hash":
            has.add(message.hash)
        if message.WhichOneof("type") == "script_finished" and message.script_finished in (
            ForwardMsg.FINISHED_SUCCESSFULLY,
            ForwardMsg.FINISHED_EARLY_FOR_RERUN,
        ):
            return received


async def viewer(address: str, every: float, lasting: float, seen: Seen, number: int, there: asyncio.Barrier) -> None:
    """One viewer: opens the page, waits until all have, then makes changes for `lasting` seconds.

    Each change comes `every` seconds after the end of the last one; there is at least one if `every` is shorter than
    `lasting`.
    """
    dice = random.Random(number)
    loop = asyncio.get_running_loop()
    try:
        async with connect(address, **AS_A_BROWSER) as socket:
            has: set[str] = set()
            await run(socket, "", has)
            await there.wait()
            began = loop.time()
            await asyncio.sleep(dice.uniform(0, every))
            while loop.time() < began + lasting:
                started = time.perf_counter()
                received = await run(socket, dice.choice(CHOICES), has)
                seen.seconds.append(time.perf_counter() - started)
                seen.received.append(received)
                await asyncio.sleep(every)
            seen.lasted = max(seen.lasted, loop.time() - began)
    except Exception as error:  # also what the library raises when a socket is closed on us
        seen.failures += 1
        print(f"a viewer failed: {type(error).__name__}")
        # The other viewers must not wait for this one.
        await there.abort()


async def _crowd(port: int, viewers: int, every: float, lasting: float) -> Seen:
    seen, there = Seen(), asyncio.Barrier(viewers)
    address = f"ws://127.0.0.1:{port}/_stcore/stream"
    await asyncio.gather(*(viewer(address, every, lasting, seen, number, there) for number in range(viewers)))
    return seen


def crowd(port: int, viewers: int, every: float = 0.5, lasting: float = MEASURED) -> Seen:
    """Run `viewers` viewers at once for `lasting` seconds, each with a change `every` seconds after the last."""
    return asyncio.run(_crowd(port, viewers, every, lasting))


def passing_by(port: int, runs: int, at_once: int) -> Iterable[Seen]:
    """Run groups of viewers that make a few changes and leave, until `runs` runs are done; yield their results."""
    done = 0
    while done < runs:
        seen = crowd(port, at_once, every=0.0, lasting=1.5)
        done += len(seen.seconds)
        yield seen
        if not seen.seconds:
            return
