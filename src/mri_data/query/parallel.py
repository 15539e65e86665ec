"""Run work on a long table in several threads; Arrow and NumPy release the GIL for most of it."""

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

# Up to this many records, starting threads takes longer than it saves.
MOST_IN_ONE_THREAD = 100_000

Part = TypeVar("Part")
Result = TypeVar("Result")


def map_in_threads(work: Callable[[Part], Result], parts: Iterable[Part], records: int) -> list[Result]:
    """Map a function over the parts of a table in threads, or in this thread where it has few `records`; in order."""
    if records <= MOST_IN_ONE_THREAD:
        return list(map(work, parts))
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        return list(threads.map(work, parts))
