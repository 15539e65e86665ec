"""Runs of a page one after another, in the order in which they were asked for.

Fault (Streamlit 1.67): each viewer's run is a thread of its own, and all of them share one processor through Python's
lock. Without this, all that are begun at the same time end together, when the last one does: with 20 viewers the median
run took 1.3 s in place of 0.3. It can go when Streamlit limits how many runs are under way; to see it, take `turns` out
of `pages/frame.py` and run `python -m bench.run --quick`.
"""

from collections import deque
from threading import Lock
from types import TracebackType


class Turns:
    """A lock whose waiters enter in the order in which they came; `threading.Lock` promises no order."""

    def __init__(self) -> None:
        self._taken = False
        self._waiting: deque[Lock] = deque()
        self._lock = Lock()

    def __enter__(self) -> None:
        """Wait until all who came before have left."""
        with self._lock:
            if not self._taken:
                self._taken = True
                return
            mine = Lock()
            mine.acquire()
            self._waiting.append(mine)
        mine.acquire()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Let the next one in, also after an error."""
        with self._lock:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._taken = False


# Of all runs of this process.
turns = Turns()
