"""Worker process for Typst: it exits when it has been idle, which frees the memory that Typst caches.

It reads one JSON job per line, and answers each with a line of JSON: what it raised, or how many bytes follow. To
start fast, it imports nothing else of this package.
"""

import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Timer
from typing import Any, BinaryIO

import typst

FONTS = Path(__file__).parents[1] / "html" / "fonts"
# How many seconds it waits for another job before it exits.
IDLE_SECONDS = 10.0


def main(jobs: BinaryIO, answers: BinaryIO) -> None:
    """Answer jobs until the input ends, or none has come for a while."""
    # Ctrl+C is for the parent process, which then closes this one's input.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
    while job := _next(jobs):
        heading, body = _answer(json.loads(job), fonts)
        answers.write(json.dumps(heading).encode() + b"\n" + body)
        answers.flush()


def _next(jobs: BinaryIO) -> bytes:
    timer = Timer(IDLE_SECONDS, os._exit, (0,))
    timer.daemon = True
    timer.start()
    try:
        return jobs.readline()
    finally:
        timer.cancel()


def _answer(job: dict[str, Any], fonts: typst.Fonts) -> tuple[dict[str, Any], bytes]:
    works: dict[str, Callable[..., Any]] = {"compile": typst.compile, "query": typst.query}
    work = works[job["work"]]
    try:
        made = work(job["template"].encode(), *job["of"], font_paths=fonts, ignore_system_fonts=True, **job["options"])
    except typst.TypstError as error:
        return {"fault": error.message}, b""
    assert isinstance(made, bytes | str), "one page, one file"
    body = made if isinstance(made, bytes) else made.encode()
    return {"length": len(body)}, body


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer)
