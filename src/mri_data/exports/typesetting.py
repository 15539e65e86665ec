"""Typeset a Typst document with the bundled fonts: as PDF, or as PNG. Nothing else is read or fetched.

Texts from the data are passed as values, never as markup, so Typst cannot run them. Typst runs in worker processes, as
it keeps about 70 MB in memory for each document.
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
# Typst's messages about characters that no bundled font has, which PDF/UA does not allow.
NOT_IN_FONT = ("could not be displayed", "missing codepoints")
PICTURE = """#set page(width: eval(sys.inputs.width), height: eval(sys.inputs.height), margin: 0pt)
#image(bytes(sys.inputs.picture), format: "svg", width: 100%)"""
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
    """A document as tagged PDF; the template reads `data` with `json(bytes(sys.inputs.data))`.

    It conforms to PDF/UA-1, except where a text has characters that the fonts lack; then it is only tagged.
    """
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    try:
        return _compiled(template, inputs, pdf_standards=[ACCESSIBLE])
    except _Fault as fault:
        if not any(part in str(fault) for part in NOT_IN_FONT):
            raise
        return _compiled(template, inputs)


def metadata(template: str, data: Any, label: str) -> Any:
    """The value of the labelled metadata in a document of this template and data."""
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    options = {"field": "value", "one": True, "sys_inputs": inputs}
    return json.loads(_result("query", template, [f"<{label}>"], options))


def png(picture: str, width: float, height: float, scale: float) -> bytes:
    """An SVG of `width` by `height` px as PNG, `scale` times as large."""
    inputs = {"picture": picture, "width": f"{width:.2f}pt", "height": f"{height:.2f}pt"}
    return _compiled(PICTURE, inputs, format="png", ppi=PPI * scale)


def _compiled(template: str, inputs: dict[str, str], **options: Any) -> bytes:
    return _result("compile", template, [], {"sys_inputs": inputs, **options})


def _result(work: str, template: str, of: list[str], options: dict[str, Any]) -> bytes:
    return _workers.run(json.dumps({"work": work, "template": template, "of": of, "options": options}).encode())
