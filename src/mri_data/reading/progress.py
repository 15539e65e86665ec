"""Report the progress of long work by calling a function of the caller."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import click

# Seconds before a bar is shown.
SOON = 1.0
# Called with the share that is done, from 0 to 1, and a text from the catalogue for the current step.
Progress = Callable[[float, str], None]


def silent(done: float, what: str) -> None:
    """Report nothing."""


def part(progress: Progress, start: float, end: float, what: str = "") -> Progress:
    """Progress of a step, reported as the part from `start` to `end` of the whole; `what` replaces the step's text."""

    def report(done: float, now: str) -> None:
        progress(start + (end - start) * done, what or now)

    return report


@contextmanager
def on_terminal() -> Iterator[Progress]:
    """Progress as a bar on the terminal (stderr), shown after `SOON` seconds; without a terminal, no progress."""
    shown_from = time.monotonic() + SOON
    bars: list[Any] = []
    with ExitStack() as stack:

        def show(done: float, what: str) -> None:
            if not bars and time.monotonic() > shown_from:
                bars.append(stack.enter_context(click.progressbar(length=100, file=sys.stderr)))
            for bar in bars:
                bar.label = what
                bar.update(round(100 * done) - bar.pos)

        yield show if sys.stderr.isatty() else silent
