"""Measure the steps of a start: `python -m bench.start` prints processor time and memory of each, for one process.

It uses processor time, which other programs on the machine do not affect. `make bench` measures the whole start by the
wall clock (`cold_start_s`).
"""

import gc
import time
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from resource import getpagesize

MB = 2**20
# In this order, since each imports some of those before it.
LIBRARIES = ("streamlit", "pandas", "pandera.pandas", "mri_ui.web.serve", "mri_data.record.dataset", "dashboard")


def _memory() -> float:
    """Resident memory of this process in MB."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * getpagesize() / MB


def _step(name: str, work: Callable[[], object]) -> None:
    before, started = _memory(), time.process_time()
    work()
    seconds, grown = time.process_time() - started, _memory() - before
    print(f"{name:>30} {seconds:6.2f} s {grown:6.1f} MB, {_memory():4.0f} in all", flush=True)


def _settle() -> None:
    gc.collect()
    gc.freeze()


def main() -> None:
    """Run the steps of the start of a serving process and measure each."""
    gc.disable()
    for name in LIBRARIES:
        _step(f"import {name}", partial(import_module, name))
    from mri_ui.frame import live_record
    from mri_ui.parts import timeline

    # As `mri_ui.web.startup.started` does.
    gc.freeze()
    _step("read the record", live_record.dataset)
    _step("draw the first charts", lambda: timeline.warm(live_record.dataset()))
    _step("settle memory", _settle)


if __name__ == "__main__":
    main()
