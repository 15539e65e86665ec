"""What Streamlit works out or opens anew for every run or viewer, and the dashboard does without."""

import asyncio
import selectors
from functools import cache
from types import SimpleNamespace
from typing import Any

from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session


def theme_once() -> None:
    """Read the theme out of the settings once, not in every run of every viewer.

    Six sections with their fonts are a fifth of what a run costs, on the one thread that talks to all viewers.
    """
    fill = app_session._populate_theme_msg

    @cache
    def filled(section: str) -> CustomThemeConfig:
        made = CustomThemeConfig()
        fill(made, section)
        return made

    def copy(message: CustomThemeConfig, section: str = "theme") -> None:
        # An empty section stays unset, as Streamlit leaves it.
        if filled(section).ByteSize():
            message.MergeFrom(filled(section))

    vars(app_session)[fill.__name__] = copy


class IdleLoop(asyncio.SelectorEventLoop):
    """An event loop that opens file descriptors only when something runs in it; asyncio's own opens three at once."""

    _ssock: Any = None
    _csock: Any = None

    def __init__(self) -> None:
        super().__init__(getattr(selectors, "PollSelector", selectors.SelectSelector)())

    def _make_self_pipe(self) -> None:
        """Wait until the loop runs."""

    def _close_self_pipe(self) -> None:
        if self._ssock is not None:
            super()._close_self_pipe()  # type: ignore[misc]

    def run_forever(self) -> None:
        """Run as in `asyncio`."""
        if self._ssock is None:
            super()._make_self_pipe()  # type: ignore[misc]
        super().run_forever()


def one_descriptor_a_viewer() -> None:
    """Give each viewer's script a loop that costs nothing, as no page of the dashboard runs anything in it."""
    vars(app_session)["asyncio"] = SimpleNamespace(**{**vars(asyncio), "new_event_loop": IdleLoop})
