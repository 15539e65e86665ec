"""Check a presentation that somebody drops on the page *Present*, and hand it back renewed.

Nothing is stored: the browser sends the file once for the report and once more for the renewed file. Its size, the time
that it may take to arrive, and how many are in memory at a time are bounded. Only pages of this site can send one, as
its media type makes a browser ask first for any other.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from mri_data.exports.deck import MOST_BYTES
from mri_data.exports.formats import PPTX_TYPE
from mri_data.html.assets import render
from mri_data.words.catalogue import Words
from mri_data.words.errors import MriError, shortened, visible
from mri_ui.frame import live_record
from mri_ui.web.request_view import words_for

if TYPE_CHECKING:
    from mri_data.exports.deck.comparing import Check

# What reads presentations brings python-pptx and lxml, 8 MB, which a process that checks none saves; so it is imported
# where it is used.

# How many files may be in memory at a time, and how many of them are read at a time; seconds for one to arrive.
MOST_FILES, READERS, ARRIVAL_SECONDS = 6, 2, 90
LONGEST_NAME = 100
NOT_STORED = {"cache-control": "no-store"}

Answer = Callable[["Check", str, Words], Response]


class RefusedError(MriError):
    """A file that is not read, with a status."""

    def __init__(self, sentence: str, status: int) -> None:
        super().__init__(sentence)
        self.status = status


class Desk:
    """Where presentations are checked: few at a time."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(READERS, thread_name_prefix="deck")
        self._files = 0

    async def answered(self, answer: Answer, request: Request) -> Response:
        """The answer about the file in a request, or a sentence."""
        say = words_for(request)
        try:
            return await self._answered(answer, request, say)
        except RefusedError as error:
            return _refusal(error, error.status)
        except ClientDisconnect:
            return _refusal(MriError(say("problem.deck.slow")), 400)
        except MriError as error:
            return _refusal(error, 422)

    async def _answered(self, answer: Answer, request: Request, say: Words) -> Response:
        if request.headers.get("content-type") != PPTX_TYPE:
            raise RefusedError(say("problem.deck.other", file=_name(request)), 415)
        if self._files >= MOST_FILES:
            raise RefusedError(say("problem.deck.busy"), 503)
        self._files += 1
        try:
            data = await _body(request, say)
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self._pool, _checked, answer, data, _name(request), say)
        finally:
            self._files -= 1


def _refusal(error: MriError, status: int) -> Response:
    return JSONResponse({"error": str(error)}, status, headers=NOT_STORED)


def _name(request: Request) -> str:
    written = request.query_params.get("name", "").replace("\\", "/")
    return shortened(visible(PurePosixPath(written).name), LONGEST_NAME) or "presentation.pptx"


async def _body(request: Request, say: Words) -> bytes:
    """The file, as far as it is not too large and does not take too long."""
    data = bytearray()
    try:
        async with asyncio.timeout(ARRIVAL_SECONDS):
            async for part in request.stream():
                data += part
                if len(data) > MOST_BYTES:
                    large = say("problem.deck.large", file=_name(request), most=MOST_BYTES // 1_000_000)
                    raise RefusedError(large, 413)
    except TimeoutError:
        raise RefusedError(say("problem.deck.slow"), 408) from None
    return bytes(data)


def _checked(answer: Answer, data: bytes, name: str, say: Words) -> Response:
    from mri_data.exports.deck.comparing import compare
    from mri_data.exports.deck.reading import in_a_sentence, open_deck

    with live_record.same_dataset(), in_a_sentence(name, say):
        return answer(compare(open_deck(data, name, say), live_record.dataset()), name, say)


def _report(check: "Check", name: str, say: Words) -> Response:
    """The report as HTML, and the name of the renewed file; empty where there is nothing to renew."""
    from mri_data.exports.deck.report import report

    html = render("deck_report.html", report=report(check, say), renewable=check.renewable, say=say)
    return JSONResponse({"html": html, "name": _renewed_name(name, say)}, headers=NOT_STORED)


def _renewed(check: "Check", name: str, say: Words) -> Response:
    from mri_data.exports.deck.renewing import renewed

    saved = f"attachment; filename*=UTF-8''{quote(_renewed_name(name, say))}"
    return Response(renewed(check), media_type=PPTX_TYPE, headers={"content-disposition": saved, **NOT_STORED})


def _renewed_name(name: str, say: Words) -> str:
    return say("deck.file", stem=PurePosixPath(name).stem) + ".pptx"


desk = Desk()


ROUTES: list[Route] = [
    Route("/deck/check", partial(desk.answered, _report), methods=["POST"]),
    Route("/deck/renewed", partial(desk.answered, _renewed), methods=["POST"]),
]
