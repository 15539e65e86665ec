"""Typeset a Typst document: as PDF, as PNG, or as SVG with outlines. Nothing is fetched.

Letters that the bundled fonts lack are set in those of the extra `fonts` or of the system. What none has is replaced by
a stand-in, so every PDF conforms to PDF/UA.

Texts from the data are passed as values, never as markup, so Typst cannot run them. Typst runs in worker processes, as
it keeps about 70 MB in memory for each document.
"""

import atexit
import contextlib
import json
import subprocess
import sys
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from threading import Lock, Timer
from typing import Any

from mri_data.exports import typst_drawing
from mri_data.exports.letters import Letters, missing_letters, specimen, texts_of, unusual_letters, with_stand_ins
from mri_data.words.catalogue import words
from mri_data.words.errors import MriError

ACCESSIBLE = "ua-1"
# Typst's messages about characters that no bundled font has, which PDF/UA does not allow.
NOT_IN_FONT = ("could not be displayed", "missing codepoints")
PICTURE = """
#let data = json(bytes(sys.inputs.data))
#set page(width: data.width * 1pt, height: data.height * 1pt, margin: 0pt, fill: none)
#set text(font: "Source Sans 3")
#drawn(data, 1pt)"""
PPI = 72
PROGRAM = Path(__file__).with_name("typst_worker.py")
# How many documents a worker makes before it is replaced, and how long one may take.
MOST_JOBS = 4
LONGEST_SECONDS = 120.0


class TypesettingFailed(MriError):  # noqa: N818 - says what happened
    """The worker process ended before the document was made."""


class _Fault(Exception):  # noqa: N818 - what it is
    """Typst's message about what is wrong with a document."""


class _Worker:
    """A worker process that runs Typst, one job after another."""

    def __init__(self) -> None:
        self.jobs = 0
        # A new process, not a fork: in a fork, locks that other threads hold would never be released.
        self._process = subprocess.Popen(
            [sys.executable, "-P", str(PROGRAM)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def run(self, job: bytes) -> bytes:
        """The result of a job; `EOFError` or `OSError` where the process has ended, `_Fault` for a bad document."""
        self.jobs += 1
        assert self._process.stdin
        assert self._process.stdout
        timer = Timer(LONGEST_SECONDS, self._process.kill)
        timer.daemon = True
        timer.start()
        try:
            self._process.stdin.write(job + b"\n")
            self._process.stdin.flush()
            heading = json.loads(self._process.stdout.readline() or b"{}")
            body = self._process.stdout.read(heading.get("length", 0))
        finally:
            timer.cancel()
        if "fault" in heading:
            raise _Fault(heading["fault"])
        if len(body) != heading.get("length"):
            raise EOFError
        return body

    def end(self) -> None:
        """Kill the process."""
        self._process.kill()
        with contextlib.suppress(OSError):
            self._process.communicate()


class _WorkerPool:
    """Idle worker processes; a job goes to one of them, or to a new one."""

    def __init__(self) -> None:
        self._idle: list[_Worker] = []
        self._lock = Lock()

    def run(self, job: bytes) -> bytes:
        """The result of a job. If an idle worker has ended by itself, a new one takes the job."""
        idle = self._take()
        if idle:
            with contextlib.suppress(OSError, EOFError):
                return self._run(idle, job)
        try:
            return self._run(_Worker(), job)
        except (OSError, EOFError):
            raise TypesettingFailed(words()("export.not_set")) from None

    def _run(self, worker: _Worker, job: bytes) -> bytes:
        good = False
        try:
            result = worker.run(job)
            good = True
            return result
        except _Fault:
            good = True
            raise
        finally:
            self._put_back(worker, good)

    def _take(self) -> _Worker | None:
        with self._lock:
            return self._idle.pop() if self._idle else None

    def _put_back(self, worker: _Worker, good: bool) -> None:
        if good and worker.jobs < MOST_JOBS:
            with self._lock:
                self._idle.append(worker)
        else:
            worker.end()

    def end(self) -> None:
        """End the idle workers."""
        while worker := self._take():
            worker.end()


_workers = _WorkerPool()
atexit.register(_workers.end)


def pdf(template: str, data: Any) -> bytes:
    """A document as PDF/UA-1; the template reads `data` with `json(bytes(sys.inputs.data))`."""
    try:
        return _typeset(template, data, pdf_standards=[ACCESSIBLE])
    except _Fault as fault:
        if not any(part in str(fault) for part in NOT_IN_FONT):
            raise
        # Some letter cannot be printed where it stands, though it can by itself.
        unusual = frozenset().union(*map(unusual_letters, texts_of(data)))
        return _typeset(template, with_stand_ins(data, unusual), pdf_standards=[ACCESSIBLE])


def metadata(template: str, data: Any, label: str) -> Any:
    """The value of the labelled metadata in a document of this template and data."""
    options = {"field": "value", "one": True}
    return json.loads(_typeset(template, data, "query", [f"<{label}>"], **options))


def png(picture: dict[str, Any], scale: float) -> bytes:
    """A drawing, as `drawing_values` gives it, as PNG, `scale` times as large."""
    return _typeset(typst_drawing.template() + PICTURE, picture, format="png", ppi=PPI * scale)


def outlines(picture: dict[str, Any]) -> str:
    """The text of a drawing as elements of SVG, each letter a path."""
    whole = _typeset(typst_drawing.template() + PICTURE, picture | {"svg": ""}, format="svg").decode()
    inside = whole[whole.index(">") + 1 : whole.rindex("</svg>")]
    return f'<g xmlns:xlink="http://www.w3.org/1999/xlink">{inside}</g>'


def letters_in(data: Any) -> Letters:
    """What it takes to print the texts of a value of JSON."""
    return _needs(frozenset().union(*map(unusual_letters, texts_of(data))))


@lru_cache(maxsize=64)
def _needs(letters: frozenset[str]) -> Letters:
    beyond = _missing(letters, others=False)
    return Letters(bool(beyond), _missing(beyond, others=True))


def _missing(letters: frozenset[str], *, others: bool) -> frozenset[str]:
    """Those of the letters that the bundled fonts lack; with `others`, that no font at hand has."""
    listed = sorted(letters)
    if not listed:
        return frozenset()
    try:
        _result("compile", specimen(listed), [], others, {"pdf_standards": [ACCESSIBLE]})
    except _Fault as fault:
        return missing_letters(listed, str(fault))
    return frozenset()


def _typeset(template: str, data: Any, work: str = "compile", of: Sequence[str] = (), **options: Any) -> bytes:
    others, missing = letters_in(data)
    inputs = {"data": json.dumps(with_stand_ins(data, missing), ensure_ascii=False)}
    return _result(work, template, of, others, {"sys_inputs": inputs, **options})


def _result(work: str, template: str, of: Sequence[str], others: bool, options: dict[str, Any]) -> bytes:
    job = {"work": work, "template": template, "of": list(of), "others": others, "options": options}
    return _workers.run(json.dumps(job).encode())
