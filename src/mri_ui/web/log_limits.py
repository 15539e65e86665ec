"""A rate limit for the log: each kind of warning is written at most once a minute."""

import logging
import time
from collections.abc import Hashable

MINUTE_SECONDS = 60.0
# Loggers that outsiders can make write again and again.
LIMITED_LOGGERS = ("asyncio", "uvicorn.error", "mri_ui.web", "streamlit.error_util")


class OnceAMinute(logging.Filter):
    """Lets each kind of warning through once a minute; the next one says how many were held back meanwhile."""

    def __init__(self) -> None:
        super().__init__()
        self._last: dict[Hashable, float] = {}
        self._held_back: dict[Hashable, int] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether a log record is written; adds to its message how many were held back."""
        if record.levelno < logging.WARNING:
            return True
        # A program has few different messages: what varies is in their arguments.
        kind = (record.name, record.msg.partition("\n")[0] if isinstance(record.msg, str) else str(type(record.msg)))
        now = time.monotonic()
        if now - self._last.get(kind, -MINUTE_SECONDS) < MINUTE_SECONDS:
            self._held_back[kind] = self._held_back.get(kind, 0) + 1
            return False
        self._last[kind] = now
        held_back = self._held_back.pop(kind, 0)
        if held_back:
            record.msg = f"{record.getMessage()} (and {held_back} times more since the last such line)"
            record.args = ()
        return True


def limit_log_to_once_a_minute() -> None:
    """From now on, limit the loggers that outsiders can make write: each kind of warning once a minute."""
    for name in LIMITED_LOGGERS:
        logging.getLogger(name).addFilter(OnceAMinute())
