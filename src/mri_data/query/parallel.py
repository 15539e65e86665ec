"""Several threads for a long table: the work on it leaves Python for most of its time."""

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

# For how many records a thread of their own is worth it.
PART = 100_000

Part = TypeVar("Part")
Made = TypeVar("Made")


def at_once(work: Callable[[Part], Made], parts: Iterable[Part], records: int) -> list[Made]:
    """What a work makes of each part of so many records, in their order; of few, one after another."""
    if records <= PART:
        return list(map(work, parts))
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        return list(threads.map(work, parts))
