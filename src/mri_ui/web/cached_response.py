"""Make files on a small thread pool, each once per tag, with a cache of the last ones and with ETags.

They are made by threads of their own, and awaited without any: however many are asked for, pages go on.
"""

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from threading import Lock

from cachetools import LRUCache
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

import mri_data
from mri_data.record.view import View

# How many are made at a time, and how many more may wait for that; who comes then is asked to come back, in seconds.
MAKERS, MOST_WAITING, COME_BACK_SECONDS = 2, 20, 20
# How many bytes of finished ones are kept.
KEPT_BYTES = 64 * 2**20
# A reader may use what it has for five minutes, and for a day while it asks for a newer one.
FOR_A_WHILE = "public, max-age=300, stale-while-revalidate=86400"
OPEN = {"access-control-allow-origin": "*"}


@cache
def program() -> str:
    """A name for the program that makes it: it changes when a file of it does."""
    digest = sha256()
    for path in sorted(Path(mri_data.__file__).parent.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(path.read_bytes())
    return digest.hexdigest()


def tag_of(view: View, what: str) -> str:
    """A name for what is made of a view: the same as long as the program, the data, the choice and the address are."""
    parts = "\n".join((program(), view.dataset.version, what, view.address(), view.language, str(view.public)))
    return f'"{sha256(parts.encode()).hexdigest()[:20]}"'


@dataclass(frozen=True)
class PendingResponse:
    """An answer whose body is still to be made, and kept under a tag; `busy` is what is said where that cannot be."""

    tag: str
    make: Callable[[], bytes]
    media_type: str
    headers: dict[str, str]
    busy: str


def answer(
    request: Request,
    view: View,
    what: str,
    media_type: str,
    make: Callable[[], bytes],
    headers: Mapping[str, str] | None = None,
) -> Response | PendingResponse:
    """An order for what `make` makes, with its tag; 304 to who has it already. Any site may read it."""
    tag = tag_of(view, what)
    all_headers = {"etag": tag, "cache-control": FOR_A_WHILE, "vary": "accept-encoding", **OPEN, **(headers or {})}
    if tag in _tags(request.headers.get("if-none-match", "")):
        return Response(status_code=304, headers=all_headers)
    return PendingResponse(tag, make, media_type, all_headers, view.say("api.busy"))


async def respond(prepare: Callable[[Request], Response | PendingResponse], request: Request) -> Response:
    """What `prepare` answers, in a thread for a moment; an order is fulfilled without holding one.

    Raises:
        MriError: what `prepare` and the making raise.
    """
    prepared = await run_in_threadpool(prepare, request)
    if isinstance(prepared, Response):
        return prepared
    try:
        body = await making.made(prepared.tag, prepared.make)
    except QueueFull:
        return refused(prepared.busy, 503, {"retry-after": str(COME_BACK_SECONDS)})
    return Response(body, media_type=prepared.media_type, headers=prepared.headers)


class QueueFull(Exception):  # noqa: N818 - what it is
    """The queue of files to make is full."""


class JobCache:
    """A few threads that make things; each thing is made once for all who want it meanwhile, and kept for a while."""

    def __init__(self, makers: int = MAKERS, most_waiting: int = MOST_WAITING) -> None:
        self._pool = ThreadPoolExecutor(makers, thread_name_prefix="making")
        self._most = makers + most_waiting
        self._kept: LRUCache[str, bytes] = LRUCache(KEPT_BYTES, getsizeof=len)
        self._begun: dict[str, Future[bytes]] = {}
        self._lock = Lock()

    async def made(self, tag: str, make: Callable[[], bytes]) -> bytes:
        """What is kept under a tag, else what is made now; `QueueFull` when too much is.

        Who no longer waits takes nothing away from others who wait for the same.
        """
        with self._lock:
            if tag in self._kept:
                return self._kept[tag]
            future = self._begun.get(tag) or self._begin(tag, make)
        return await asyncio.shield(asyncio.wrap_future(future))

    def _begin(self, tag: str, make: Callable[[], bytes]) -> "Future[bytes]":
        if len(self._begun) >= self._most:
            raise QueueFull
        future = self._begun[tag] = self._pool.submit(self._make, tag, make)
        return future

    def _make(self, tag: str, make: Callable[[], bytes]) -> bytes:
        content: bytes | None = None
        try:
            content = make()
            return content
        finally:
            with self._lock:
                del self._begun[tag]
                if content is not None and len(content) <= KEPT_BYTES // 4:
                    self._kept[tag] = content


making = JobCache()


def _tags(written: str) -> list[str]:
    return [one.strip().removeprefix("W/") for one in written.split(",")]


def refused(sentence: str, status: int, headers: Mapping[str, str] | None = None) -> Response:
    """A sentence as JSON, with its status; it is not kept."""
    return JSONResponse({"error": sentence}, status, headers={"cache-control": "no-store", **OPEN, **(headers or {})})
