"""Wait for what another thread does."""

import time
from collections.abc import Callable

PATIENCE_SECONDS = 60.0


def until(done: Callable[[], object]) -> None:
    """Wait until something is so; fails when it has not become so in a minute."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not done():
        assert time.monotonic() < deadline
        # What is waited for tells nobody when it is there, so it is looked at again.
        time.sleep(0.005)
