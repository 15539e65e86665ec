"""Measure what modules of `mri_ui.streamlit_workarounds` save in processor time and open files.

`python -m bench.workarounds` prints a line for each, with the cost of plain Streamlit and with the module. The effect
of a fair order of runs and of compressed scripts shows only in whole visits and crowds, in `bench/results.json`.
"""

import asyncio
import time
from collections.abc import Callable
from pathlib import Path

from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

from mri_ui.streamlit_workarounds.idle_loop import IdleLoop
from mri_ui.streamlit_workarounds.theme_cache import theme_once

TIMES, LOOPS = 50, 20
SECTIONS = ("theme", "theme.light", "theme.dark", "theme.sidebar", "theme.light.sidebar", "theme.dark.sidebar")


def milliseconds(work: Callable[[], object]) -> float:
    """Mean processor time of `work` in ms, after one warm-up call."""
    work()
    started = time.process_time()
    for _ in range(TIMES):
        work()
    return (time.process_time() - started) / TIMES * 1000


def theme() -> None:
    """Fill messages with the theme, as Streamlit does in each run."""
    for section in SECTIONS:
        app_session._populate_theme_msg(CustomThemeConfig(), section)


def open_files() -> int:
    """Number of open file descriptors of this process."""
    return len(list(Path("/proc/self/fd").iterdir()))


def files_a_loop(new_loop: Callable[[], asyncio.AbstractEventLoop]) -> float:
    """Mean number of file descriptors of an idle event loop."""
    before = open_files()
    loops = [new_loop() for _ in range(LOOPS)]
    opened = open_files() - before
    for loop in loops:
        loop.close()
    return opened / LOOPS


def main() -> None:
    """Print the costs without and with each module."""
    without = milliseconds(theme)
    theme_once()
    rows = {"theme, ms a run": (without, milliseconds(theme))}
    rows["loop, files a viewer"] = (files_a_loop(asyncio.new_event_loop), files_a_loop(IdleLoop))
    for name, (as_it_is, with_it) in rows.items():
        print(f"{name:>22}: {as_it_is:6.2f} as it is, {with_it:6.2f} with the module")


if __name__ == "__main__":
    main()
