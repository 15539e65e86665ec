"""Set a Typst document with the bundled fonts: pages as PDF, pictures as PNG. Nothing is read or fetched but these.

What comes from data goes in as values, never as markup: Typst takes a string for what it is. Typst runs in a process
of its own, as it keeps some 70 MB of each document.
"""

import atexit
import contextlib
import json
import subprocess
import sys
from pathlib import Path
from threading import Lock, Timer
from typing import Any

from mri_data.words.catalogue import words
from mri_data.words.errors import MriError

ACCESSIBLE = "ua-1"
# Typst's own words for characters that no font of ours has, which PDF/UA does not allow.
NOT_IN_FONT = ("could not be displayed", "missing codepoints")
PICTURE = """#set page(width: eval(sys.inputs.width), height: eval(sys.inputs.height), margin: 0pt)
#image(bytes(sys.inputs.picture), format: "svg", width: 100%)"""
PPI = 72
PROGRAM = Path(__file__).with_name("typst_worker.py")
# How many documents one process sets before another takes its place, and how long one of them may take.
MOST_JOBS = 4
LONGEST_SECONDS = 120.0


class TypesettingFailed(MriError):  # noqa: N818 - says what happened
    """The worker process ended before the document was made."""


class _Fault(Exception):  # noqa: N818 - what it is
    """Typst's own words for what is wrong with a document."""


class _Worker:
    """A worker process that runs Typst, one job after another."""

    def __init__(self) -> None:
        self.jobs = 0
        # Started anew and not forked: other threads hold locks that no copy of this process could open.
        self._process = subprocess.Popen(
            [sys.executable, "-P", str(PROGRAM)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def run(self, job: bytes) -> bytes:
        """The result of a job; `EOFError` or `OSError` when the process has ended."""
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
        """End the process, whatever it does."""
        self._process.kill()
        with contextlib.suppress(OSError):
            self._process.communicate()


class _WorkerPool:
    """Idle worker processes; a job goes to one of them, or to a new one."""

    def __init__(self) -> None:
        self._idle: list[_Worker] = []
        self._lock = Lock()

    def run(self, job: bytes) -> bytes:
        """The result of a job. An idle worker may have ended meanwhile: then a new one takes the job."""
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
    """A document as tagged PDF; the template finds `data` with `json(bytes(sys.inputs.data))`.

    It keeps to PDF/UA-1. Where a text has characters that the fonts lack it is still tagged, but cannot claim that.
    """
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    try:
        return _compiled(template, inputs, pdf_standards=[ACCESSIBLE])
    except _Fault as fault:
        if not any(part in str(fault) for part in NOT_IN_FONT):
            raise
        return _compiled(template, inputs)


def metadata(template: str, data: Any, label: str) -> Any:
    """The value of the metadata that a document of this template and data has under a label."""
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    options = {"field": "value", "one": True, "sys_inputs": inputs}
    return json.loads(_made("query", template, [f"<{label}>"], options))


def png(picture: str, width: float, height: float, scale: float) -> bytes:
    """An SVG of width by height px as PNG of `scale` times that size."""
    inputs = {"picture": picture, "width": f"{width:.2f}pt", "height": f"{height:.2f}pt"}
    return _compiled(PICTURE, inputs, format="png", ppi=PPI * scale)


def _compiled(template: str, inputs: dict[str, str], **options: Any) -> bytes:
    return _made("compile", template, [], {"sys_inputs": inputs, **options})


def _made(work: str, template: str, of: list[str], options: dict[str, Any]) -> bytes:
    return _workers.run(json.dumps({"work": work, "template": template, "of": of, "options": options}).encode())
