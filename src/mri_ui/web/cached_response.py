"""Make files on a small thread pool, each once per tag, with a cache of the last ones and with ETags.

Waiting for a file holds no thread, so pages respond however many files are requested.
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

# How many files are made at a time, how many more may wait, and after how many seconds a refused client may retry.
MAKERS, MOST_WAITING, COME_BACK_SECONDS = 2, 20, 20
# How many bytes of finished files are cached.
KEPT_BYTES = 64 * 2**20
# A client may use its copy for five minutes, and for a day while it fetches a newer one.
FOR_A_WHILE = "public, max-age=300, stale-while-revalidate=86400"
CORS = {"access-control-allow-origin": "*"}


@cache
def program() -> str:
    """A hash of all files of `mri_data`; it changes when one of them does."""
    digest = sha256()
    for path in sorted(Path(mri_data.__file__).parent.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(path.read_bytes())
    return digest.hexdigest()


def tag_of(view: View, what: str) -> str:
    """An ETag for a result that is made from a view: a hash of program, data, `what`, address and language."""
    parts = "\n".join((program(), view.dataset.version, what, view.address(), view.language, str(view.public)))
    return f'"{sha256(parts.encode()).hexdigest()[:20]}"'


@dataclass(frozen=True)
class PendingResponse:
    """A response whose body is still to be made and cached under `tag`; `busy` is the message if the queue is full."""

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
    """A pending response with an ETag, or 304 if the client has the current version. Any site may read it."""
    tag = tag_of(view, what)
    all_headers = {
        "etag": tag,
        "cache-control": FOR_A_WHILE,
        "vary": "accept-encoding, accept-language",
        **CORS,
        **(headers or {}),
    }
    if tag in _tags(request.headers.get("if-none-match", "")):
        return Response(status_code=304, headers=all_headers)
    return PendingResponse(tag, make, media_type, all_headers, view.say("api.busy"))


async def respond(prepare: Callable[[Request], Response | PendingResponse], request: Request) -> Response:
    """Call `prepare` briefly in a thread; the body of a pending response is awaited without holding a thread.

    Responds with 503 if the queue is full.

    Raises:
        MriError: whatever `prepare` or `make` raises.
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
    """A small thread pool that makes each file once for all who wait for it, and an LRU cache of the files."""

    def __init__(self, makers: int = MAKERS, most_waiting: int = MOST_WAITING) -> None:
        self._pool = ThreadPoolExecutor(makers, thread_name_prefix="making")
        self._most = makers + most_waiting
        self._kept: LRUCache[str, bytes] = LRUCache(KEPT_BYTES, getsizeof=len)
        self._begun: dict[str, Future[bytes]] = {}
        self._lock = Lock()

    async def made(self, tag: str, make: Callable[[], bytes]) -> bytes:
        """The cached body of a tag, else the result of `make`, which runs in the pool.

        If one of several waiting clients disconnects, the others still get the result.

        Raises:
            QueueFull: if too many files are being made or wait.
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
    """A response with an error sentence as JSON and a status; clients must not cache it."""
    return JSONResponse({"error": sentence}, status, headers={"cache-control": "no-store", **CORS, **(headers or {})})
