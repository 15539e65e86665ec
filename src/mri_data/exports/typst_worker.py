"""Worker process for Typst: it exits when it has been idle, which frees the memory that Typst caches.

It reads one JSON job per line, and answers each with a line of JSON: what it raised, or how many bytes follow. To
start fast, it imports nothing else of this package.
"""

import json
import os
import signal
import sys
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from threading import Timer
from typing import Any, BinaryIO

import typst

FONTS = Path(__file__).parents[1] / "html" / "fonts"
# The packages of the extra `fonts`: Noto for many scripts.
EXTRA = ("manimgx_fonts", "manimgx_fonts_cjk")
# How many seconds it waits for another job before it exits.
IDLE_SECONDS = 10.0


def main(jobs: BinaryIO, answers: BinaryIO) -> None:
    """Answer jobs until the input ends, or none has come for a while."""
    # Ctrl+C is for the parent process, which then closes this one's input.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while job := _next(jobs):
        heading, body = _answer(json.loads(job))
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


@cache
def _fonts(others: bool) -> typst.Fonts:
    """The bundled fonts; with `others`, also those of the extra `fonts` and of the system."""
    found = [find_spec(name) for name in EXTRA] if others else []
    folders = [folder for spec in found if spec for folder in spec.submodule_search_locations or ()]
    paths: list[Any] = [str(FONTS), *folders]
    return typst.Fonts(include_system_fonts=others, include_embedded_fonts=False, font_paths=paths)


def _answer(job: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    works: dict[str, Callable[..., Any]] = {"compile": typst.compile, "query": typst.query}
    work = works[job["work"]]
    fonts: dict[str, Any] = {"font_paths": _fonts(job["others"]), "ignore_system_fonts": not job["others"]}
    try:
        made = work(job["template"].encode(), *job["of"], **fonts, **job["options"])
    except typst.TypstError as error:
        return {"fault": error.diagnostic}, b""
    assert isinstance(made, bytes | str), "one page, one file"
    body = made if isinstance(made, bytes) else made.encode()
    return {"length": len(body)}, body


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer)
