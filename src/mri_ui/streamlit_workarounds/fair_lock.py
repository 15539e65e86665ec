"""A lock that lets pages run one after another, in the order of the requests.

Fault (Streamlit 1.67): each viewer's run is a thread of its own, and all threads share one core because of Python's
global interpreter lock. Without this, runs that begin together all end when the last one does: with 20 viewers the
median run took 1.3 s instead of 0.3. It can go when Streamlit limits the number of concurrent runs; to check, take
`turns` out of `pages/frame.py` and run `python -m bench.run --quick`.
"""

from collections import deque
from threading import Lock
from types import TracebackType


class FairLock:
    """A first-in, first-out lock as a context manager; `threading.Lock` promises no order."""

    def __init__(self) -> None:
        self._taken = False
        self._waiting: deque[Lock] = deque()
        self._lock = Lock()

    def __enter__(self) -> None:
        """Wait until all earlier callers have left."""
        with self._lock:
            if not self._taken:
                self._taken = True
                return
            mine = Lock()
            mine.acquire()
            self._waiting.append(mine)
        mine.acquire()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Let the next caller in, also after an error."""
        with self._lock:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._taken = False


# Shared by all runs of this process.
turns = FairLock()
