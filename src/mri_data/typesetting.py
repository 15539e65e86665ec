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

from mri_data.errors import MriError
from mri_data.words import words

ACCESSIBLE = "ua-1"
# Typst's own words for characters that no font of ours has, which PDF/UA does not allow.
NOT_IN_FONT = ("could not be displayed", "missing codepoints")
PICTURE = """#set page(width: eval(sys.inputs.width), height: eval(sys.inputs.height), margin: 0pt)
#image(bytes(sys.inputs.picture), format: "svg", width: 100%)"""
PPI = 72
PROGRAM = Path(__file__).with_name("typst_process.py")
# How many documents one process sets before another takes its place, and how long one of them may take.
MOST_JOBS = 4
LONGEST_SECONDS = 120.0


class NotSet(MriError):  # noqa: N818 - what it is
    """The process that sets a document has ended without doing so."""


class _Fault(Exception):  # noqa: N818 - what it is
    """Typst's own words for what is wrong with a document."""


class _Setter:
    """One process that Typst runs in; it takes one job after another."""

    def __init__(self) -> None:
        self.jobs = 0
        # Started anew and not forked: other threads hold locks that no copy of this process could open.
        self._process = subprocess.Popen(
            [sys.executable, "-P", str(PROGRAM)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def answer(self, job: bytes) -> bytes:
        """What comes of a job; `EOFError` or `OSError` when the process has ended."""
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


class _Setters:
    """The processes that wait for a job; each document is set by one of them, or by a new one."""

    def __init__(self) -> None:
        self._waiting: list[_Setter] = []
        self._lock = Lock()

    def answer(self, job: bytes) -> bytes:
        """What comes of a job. One that has waited may have ended meanwhile: then a new one does it."""
        waiting = self._take()
        if waiting:
            with contextlib.suppress(OSError, EOFError):
                return self._answer(waiting, job)
        try:
            return self._answer(_Setter(), job)
        except (OSError, EOFError):
            raise NotSet(words()("export.not_set")) from None

    def _answer(self, setter: _Setter, job: bytes) -> bytes:
        good = False
        try:
            answer = setter.answer(job)
            good = True
            return answer
        except _Fault:
            good = True
            raise
        finally:
            self._put_back(setter, good)

    def _take(self) -> _Setter | None:
        with self._lock:
            return self._waiting.pop() if self._waiting else None

    def _put_back(self, setter: _Setter, good: bool) -> None:
        if good and setter.jobs < MOST_JOBS:
            with self._lock:
                self._waiting.append(setter)
        else:
            setter.end()

    def end(self) -> None:
        """End those that wait."""
        while setter := self._take():
            setter.end()


_setters = _Setters()
atexit.register(_setters.end)


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
    return _setters.answer(json.dumps({"work": work, "template": template, "of": of, "options": options}).encode())
