"""How far a long piece of work is: told to whoever waits, who gives a function to call."""

from collections.abc import Callable

# Hears how far a work is, from 0 to 1, and in the catalogue's words what is being done.
Progress = Callable[[float, str], None]


def silent(done: float, what: str) -> None:
    """Nobody waits."""


def part(progress: Progress, start: float, end: float, what: str = "") -> Progress:
    """Progress of a part of a work that begins at `start` and ends at `end` of the whole and may be called `what`."""

    def told(done: float, now: str) -> None:
        progress(start + (end - start) * done, what or now)

    return told
