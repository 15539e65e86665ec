"""One after another: runs that share a processor are all done sooner when each is let through to its end."""

from collections import deque
from threading import Lock
from types import TracebackType


class Turns:
    """Within it is one at a time; who waits comes in the order of asking, and nobody who comes later goes first."""

    def __init__(self) -> None:
        self._taken = False
        self._waiting: deque[Lock] = deque()
        self._lock = Lock()

    def __enter__(self) -> None:
        """Wait for one's turn."""
        with self._lock:
            if not self._taken:
                self._taken = True
                return
            mine = Lock()
            mine.acquire()
            self._waiting.append(mine)
        mine.acquire()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Let the next one in, however this one ended."""
        with self._lock:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._taken = False


# Of the runs of this process. Without it a hundred of them are begun, each is in the way of all the others, and all end
# when the last one does.
turns = Turns()
