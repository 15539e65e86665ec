"""Things made on request: few at a time, kept while they are asked for, and not sent again to who has them."""

from collections.abc import Callable, Mapping
from hashlib import sha256
from threading import BoundedSemaphore, Lock

from cachetools import LRUCache
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from mri_data.view import View

# How many are made at a time, more wait their turn; and how many bytes of finished ones are kept.
MAKING = BoundedSemaphore(2)
KEPT_BYTES = 64 * 2**20
# A reader may use what it has for five minutes, and for a day while it asks for a newer one.
FOR_A_WHILE = "public, max-age=300, stale-while-revalidate=86400"
OPEN = {"access-control-allow-origin": "*"}

_kept: LRUCache[str, bytes] = LRUCache(KEPT_BYTES, getsizeof=len)
_lock = Lock()


def tag_of(view: View, what: str) -> str:
    """A name for what is made of a view: the same as long as the data, the choice and the address are."""
    told = "\n".join((view.dataset.version, what, view.address(), view.language, str(view.public)))
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
    return Response(made(tag, make), media_type=media_type, headers=told)


def made(tag: str, make: Callable[[], bytes]) -> bytes:
    """What is kept under a tag, else what is made now; while one makes it, others that want the same wait."""
    with _lock:
        found = _kept.get(tag)
    if found is None:
        with MAKING:
            with _lock:
                found = _kept.get(tag)
            if found is None:
                found = make()
                if len(found) <= KEPT_BYTES // 4:
                    with _lock:
                        _kept[tag] = found
    return found


def _tags(written: str) -> list[str]:
    return [one.strip().removeprefix("W/") for one in written.split(",")]


def refused(sentence: str, status: int) -> Response:
    """A sentence as JSON, with its status; it is not kept."""
    return JSONResponse({"error": sentence}, status, headers={"cache-control": "no-store", **OPEN})
