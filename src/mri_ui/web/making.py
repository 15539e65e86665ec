"""Things made on request: few at a time, kept while they are asked for, and not sent again to who has them."""

from collections.abc import Callable, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from threading import BoundedSemaphore, Lock

from cachetools import LRUCache
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

import mri_data
from mri_data.view import View

# How many are made at a time, more wait their turn; and how many bytes of finished ones are kept.
MAKING = BoundedSemaphore(2)
# How long, in seconds, one waits for its turn before it is told to come back.
PATIENCE = 20.0
KEPT_BYTES = 64 * 2**20
# A reader may use what it has for five minutes, and for a day while it asks for a newer one.
FOR_A_WHILE = "public, max-age=300, stale-while-revalidate=86400"
OPEN = {"access-control-allow-origin": "*"}

_kept: LRUCache[str, bytes] = LRUCache(KEPT_BYTES, getsizeof=len)
_lock = Lock()


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
    told = "\n".join((program(), view.dataset.version, what, view.address(), view.language, str(view.public)))
    return f'"{sha256(told.encode()).hexdigest()[:20]}"'


def answer(
    request: Request,
    view: View,
    what: str,
    media_type: str,
    make: Callable[[], bytes],
    headers: Mapping[str, str] | None = None,
) -> Response:
    """What `make` makes, with its tag; 304 to who has it already. Any site may read it.

    Raises:
        MriError: what `make` raises.
    """
    tag = tag_of(view, what)
    told = {"etag": tag, "cache-control": FOR_A_WHILE, "vary": "accept-encoding", **OPEN, **(headers or {})}
    if tag in _tags(request.headers.get("if-none-match", "")):
        return Response(status_code=304, headers=told)
    try:
        return Response(made(tag, make), media_type=media_type, headers=told)
    except Busy:
        return refused(view.say("api.busy"), 503, {"retry-after": str(round(PATIENCE))})


class Busy(Exception):  # noqa: N818 - what it is
    """Too many files are being made at once."""


def made(tag: str, make: Callable[[], bytes]) -> bytes:
    """What is kept under a tag, else what is made now; `Busy` when its turn does not come."""
    found = _found(tag)
    if found is not None:
        return found
    if not MAKING.acquire(timeout=PATIENCE):
        raise Busy
    try:
        # Who waited may want what was made meanwhile.
        return _found(tag) or _keep(tag, make())
    finally:
        MAKING.release()


def _found(tag: str) -> bytes | None:
    with _lock:
        return _kept.get(tag)


def _keep(tag: str, content: bytes) -> bytes:
    if len(content) <= KEPT_BYTES // 4:
        with _lock:
            _kept[tag] = content
    return content


def _tags(written: str) -> list[str]:
    return [one.strip().removeprefix("W/") for one in written.split(",")]


def refused(sentence: str, status: int, headers: Mapping[str, str] | None = None) -> Response:
    """A sentence as JSON, with its status; it is not kept."""
    return JSONResponse({"error": sentence}, status, headers={"cache-control": "no-store", **OPEN, **(headers or {})})
