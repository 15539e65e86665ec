"""Event loops that open file descriptors only when something runs in them.

Fault (Streamlit 1.67): `app_session` makes an event loop for each viewer, and asyncio's opens three file descriptors
at once, though a script rarely runs anything in it. Without this a viewer takes four descriptors instead of one, and a
process with the usual limit of 1,024 is full after some 200 viewers instead of 400. It can go when
`python -m bench.workarounds` shows no difference for the loop.
"""

import asyncio
import selectors
from types import SimpleNamespace
from typing import Any

from streamlit.runtime import app_session


class IdleLoop(asyncio.SelectorEventLoop):
    """An asyncio event loop that opens its file descriptors when it first runs."""

    _ssock: Any = None
    _csock: Any = None

    def __init__(self) -> None:
        super().__init__(getattr(selectors, "PollSelector", selectors.SelectSelector)())

    def _make_self_pipe(self) -> None:
        """Do nothing yet: `run_forever` makes the pipe."""

    def _close_self_pipe(self) -> None:
        if self._ssock is not None:
            super()._close_self_pipe()  # type: ignore[misc]

    def run_forever(self) -> None:
        """Make the pipe if there is none, then run as in `asyncio`."""
        if self._ssock is None:
            super()._make_self_pipe()  # type: ignore[misc]
        super().run_forever()


def one_descriptor_a_viewer() -> None:
    """From now on, give each viewer's script an `IdleLoop`."""
    vars(app_session)["asyncio"] = SimpleNamespace(**{**vars(asyncio), "new_event_loop": IdleLoop})
