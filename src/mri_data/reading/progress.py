"""How far a long piece of work is: told to whoever waits, who gives a function to call."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import click

# Seconds of work without a bar.
SOON = 1.0
# Hears how far a work is, from 0 to 1, and in the catalogue's words what is being done.
Progress = Callable[[float, str], None]


def silent(done: float, what: str) -> None:
    """Nobody waits."""


def part(progress: Progress, start: float, end: float, what: str = "") -> Progress:
    """Progress of a part of a work that begins at `start` and ends at `end` of the whole and may be called `what`."""

    def report(done: float, now: str) -> None:
        progress(start + (end - start) * done, what or now)

    return report


@contextmanager
def on_terminal() -> Iterator[Progress]:
    """Progress as a bar on the terminal, once the work takes long; where there is no terminal nobody is told."""
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
