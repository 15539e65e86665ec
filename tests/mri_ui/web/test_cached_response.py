"""Files made on request: for many at once, beside the pages, and without the memory that Typst keeps."""

import asyncio
import os
import signal
import sys
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import httpx2
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from mri_data.exports import typesetting
from mri_data.exports.typesetting import TypesettingFailed, png
from mri_data.record.dataset import Dataset
from mri_data.record.view import View
from mri_ui.web import cached_response
from mri_ui.web.api import OpenEndpoint
from mri_ui.web.routes import MIDDLEWARE, ROUTES
from tests.waiting import until

SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><rect width="{0}" height="4"/></svg>'


class Slow:
    """An address below which files take as long as the test wants."""

    def __init__(self, dataset: Dataset) -> None:
        self.made: list[str] = []
        self.may_end = Event()
        self._view = View(dataset)

    def answer(self, request: Request) -> Response | cached_response.PendingResponse:
        name = request.path_params["name"]
        return cached_response.answer(request, self._view, f"slow {name}", "text/plain", lambda: self._make(name))

    def _make(self, name: str) -> bytes:
        self.made.append(name)
        assert self.may_end.wait(60)
        return name.encode()


@pytest.fixture
def slow(dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> Slow:
    monkeypatch.setattr(cached_response, "making", cached_response.JobCache(makers=2, most_waiting=20))
    return Slow(dataset)


def with_client(slow: Slow, visit: Callable[[httpx2.AsyncClient], Awaitable[None]]) -> None:
    async def run() -> None:
        app = Starlette(routes=[*ROUTES, Route("/slow/{name}", OpenEndpoint(slow.answer))], middleware=MIDDLEWARE)
        transport = httpx2.ASGITransport(app=app)
        async with httpx2.AsyncClient(transport=transport, base_url="http://localhost", timeout=60) as client:
            try:
                await visit(client)
            finally:
                slow.may_end.set()

    # In a thread of its own: a browser test before this one may have left a loop running in this thread.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, run()).result()


def test_while_sixty_files_are_wanted_pages_are_answered_and_who_comes_too_late_is_told_when_to_come_back(
    slow: Slow,
) -> None:
    async def visit(client: httpx2.AsyncClient) -> None:
        wanted = [asyncio.create_task(client.get(f"/slow/{number}")) for number in range(60)]
        first_done = asyncio.as_completed(wanted)
        refused = [await next(first_done) for _ in range(38)]
        assert {(one.status_code, one.headers["retry-after"]) for one in refused} == {(503, "20")}
        assert refused[0].json() == {"error": "Many files are being made at the moment. Please try again in a minute."}
        pages = [(await client.get(path)).status_code for path in ("/", "/map", "/sitemap.xml", "/healthz")]
        assert pages == [200, 200, 200, 200]
        assert len(slow.made) == 2
        assert sum(one.done() for one in wanted) == 38
        slow.may_end.set()
        assert [(await one).status_code for one in first_done] == [200] * 22

    with_client(slow, visit)


def test_one_file_is_made_once_for_all_who_want_it_also_when_the_first_of_them_has_left(slow: Slow) -> None:
    async def visit(client: httpx2.AsyncClient) -> None:
        first, *others = [asyncio.create_task(client.get("/slow/same")) for _ in range(60)]
        await asyncio.to_thread(until, lambda: slow.made)
        first.cancel()
        slow.may_end.set()
        assert {(await one).text for one in others} == {"same"}
        assert (await client.get("/slow/same")).text == "same"
        assert slow.made == ["same"]

    with_client(slow, visit)


# --- Typst, in a process of its own


def setters() -> set[int]:
    """The processes of this one that Typst runs in."""
    found = set()
    for children in Path("/proc/self/task").glob("*/children"):
        for child in children.read_text().split():
            command = Path(f"/proc/{child}/cmdline").read_bytes()
            found |= {int(child)} if b"typst_worker" in command else set()
    return found


def picture(width: int) -> bytes:
    return png({"width": 4, "height": 4, "svg": SQUARE.format(width), "lines": []}, 1)


def test_what_typst_keeps_of_documents_ends_with_its_process_and_never_was_in_this_one() -> None:
    seen = []
    for width in range(10):
        assert picture(width).startswith(b"\x89PNG")
        seen.append(setters())
    assert max(map(len, seen)) == 1
    assert len(set().union(*seen)) >= 2
    assert "typst" not in sys.modules


def test_a_picture_is_made_where_the_process_that_waited_was_killed() -> None:
    typesetting._workers.end()
    picture(1)
    (waiting,) = setters()
    os.kill(waiting, signal.SIGKILL)
    assert picture(2).startswith(b"\x89PNG")


def test_a_document_without_an_end_is_given_up_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    typesetting._workers.end()
    monkeypatch.setattr(typesetting, "LONGEST_SECONDS", 0.2)
    with pytest.raises(TypesettingFailed, match=r"could not be made\. Please try again"):
        typesetting.metadata("#let f(n) = if n == 0 { 0 } else { for i in range(1000) { f(n - 1) } }\n#f(50)", {}, "x")
    assert setters() == set()
