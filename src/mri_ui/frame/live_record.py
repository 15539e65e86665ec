"""The record as its files are now, or were when they could last be used: one state, shared by all viewers."""

import datetime as dt
import logging
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from mri_data.reading.data_folder import data_folder
from mri_data.reading.folder import FILES
from mri_data.reading.progress import Progress, silent
from mri_data.record.dataset import Dataset, load_dataset
from mri_data.schema.context import CONTEXT_FOLDER
from mri_data.schema.records import RECORD_KINDS
from mri_data.words.catalogue import words
from mri_data.words.errors import DataError, quoted

# A failed reading is tried again when a file changes, else after this long: a disk may fail without a trace.
RETRY_SECONDS = 5.0
# How often a reading is begun anew because a file was written meanwhile, when there is nothing older to show.
MOST_TRIES = 3
# How long the viewer who comes first waits for files that have changed; a longer reading goes on beside the pages.
PATIENT_SECONDS = 2.0
# What says which day it is.
TODAY = dt.date.today

Stamp = tuple[tuple[int, ...] | None, ...]
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Trouble:
    """Why the files cannot be used, in sentences, and when that was first noticed (UTC)."""

    sentence: str
    since: dt.datetime


@dataclass(frozen=True)
class Far:
    """How far the reading of changed files is, from 0 to 1, and in words what is being done."""

    done: float
    doing: str


@dataclass(frozen=True)
class _State:
    """What one reading left behind; `tried` is when it was, on the clock that only goes forward."""

    folder: Path
    stamp: Stamp
    dataset: Dataset | None
    trouble: Trouble | None
    tried: float


class Holder:
    """Keeps the last good dataset of a folder, and reads it anew when its files change: meanwhile viewers go on.

    `far` is how far that is; nothing while nobody reads.
    """

    def __init__(self) -> None:
        self._state: _State | None = None
        self._reading = threading.Lock()
        self.far: Far | None = None

    def now(self, path: Path) -> _State:
        """The state of a folder: costs a look at each file while nothing changes, and waits as long as it takes only
        for a first one.
        """
        stamp, known = _stamp(path), self._known(path)
        if known and _is_current(known, stamp):
            return known
        if known is None or known.dataset is None:
            self._reading.acquire()
            return self._renewed(path, getattr(_run, "progress", silent))
        if self._reading.acquire(blocking=False):
            reader = threading.Thread(target=self._renewed, args=(path, self._hear), daemon=True)
            reader.start()
            reader.join(PATIENT_SECONDS)
        return self._known(path) or known

    def has_read(self, path: Path) -> bool:
        """Whether the data of a folder could be read so far; waits for nobody."""
        known = self._known(path)
        return known is not None and known.dataset is not None

    def _renewed(self, path: Path, progress: Progress) -> _State:
        """The state as it is after a reading, where one is due; whoever calls this holds the lock."""
        try:
            known = self._known(path)
            if not (known and _is_current(known, _stamp(path))):
                self._state = known = _read_again(path, known, progress)
            return known
        finally:
            self.far = None
            self._reading.release()

    def _hear(self, done: float, doing: str) -> None:
        self.far = Far(float(done), doing)

    def _known(self, path: Path) -> _State | None:
        state = self._state
        return state if state and state.folder == path else None


def _is_current(state: _State, stamp: Stamp) -> bool:
    rested = state.trouble is not None and time.monotonic() - state.tried >= RETRY_SECONDS
    return state.stamp == stamp and not rested


def _read_again(path: Path, before: _State | None, progress: Progress) -> _State:
    """Read the folder; keep the dataset of before when that fails, or when a file was written meanwhile."""
    older = before if before and before.dataset else None
    for _ in range(1 if older else MOST_TRIES):
        stamp = _stamp(path)
        dataset, fault = _loaded(path, progress)
        settled = stamp == _stamp(path)
        if settled:
            break
    if older and not settled:
        return older
    if dataset and older and older.dataset:
        fault = _lost(dataset, older.dataset)
    if dataset and not fault:
        return _State(path, stamp, dataset, None, time.monotonic())
    trouble = before.trouble if before else None
    if trouble is None or trouble.sentence != fault:
        log.warning(words("en")("problem.log", folder=quoted(path.name), fault=fault.replace("\n", " ")))
    since = trouble.since if trouble else dt.datetime.now(dt.UTC)
    return _State(path, stamp, older.dataset if older else None, Trouble(fault, since), time.monotonic())


def _lost(dataset: Dataset, before: Dataset) -> str:
    """Sentences about tables that were used before and now cannot be; nothing where all can."""
    if dataset.unusable:
        return "\n".join(problem.sentence for problem in dataset.unusable)
    kinds, known = (set(one.table["kind"]) for one in (dataset, before))
    emptied = [file for file, kind in RECORD_KINDS.items() if kind in known - kinds]
    return "\n".join(words("en")("problem.file.emptied", file=file) for file in emptied)


def _loaded(path: Path, progress: Progress) -> tuple[Dataset | None, str]:
    """The dataset of a folder, or sentences why there is none."""
    try:
        return load_dataset(path, progress, TODAY()), ""
    except DataError as error:
        return None, str(error)
    except Exception as error:
        # Viewers go on with what they have whatever it is that the check has missed; the log has it in full.
        log.exception("the data cannot be read")
        return None, words()("problem.unforeseen", folder=quoted(path.name), kind=type(error).__name__)


def _stamp(path: Path) -> Stamp:
    """What each file looks like from outside: it changes when somebody saves, moves, hides or removes one."""
    # Of a folder only what it is: its time changes with files that are none of ours.
    folders = tuple(look and look[-1:] for look in (_look(path), _look(path / CONTEXT_FOLDER)))
    return (*folders, *(_look(path / file) for file in FILES))


def _look(path: Path) -> tuple[int, ...] | None:
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino, found.st_mode


_holder = Holder()
_run = threading.local()


def folder() -> Path:
    """The folder of the record: the shipped one, or the one the environment names."""
    return data_folder(os.environ)


@contextmanager
def steady(progress: Progress = silent) -> Iterator[None]:
    """Within it, this thread has one and the same dataset, however the files change: for one run of a page.

    `progress` hears how far the record is, where this thread is the one that reads it for the first time.
    """
    _run.wanted, _run.state, _run.progress = True, None, progress
    try:
        yield
    finally:
        _run.wanted, _run.state, _run.progress = False, None, silent


def _now() -> _State:
    if not getattr(_run, "wanted", False):
        return _holder.now(folder())
    _run.state = _run.state or _holder.now(folder())
    return _run.state


def dataset() -> Dataset:
    """The record as its files are now, or were when they could last be used; all viewers share it.

    `DataError` when they cannot be used and never could.
    """
    state = _now()
    if state.dataset is None:
        raise DataError(state.trouble.sentence if state.trouble else "")
    return state.dataset


def trouble() -> Trouble | None:
    """What keeps the files from being used, where an older state of them is shown; nothing when all is well."""
    return _now().trouble


def was_read() -> bool:
    """Whether the data could be read so far, whatever happened to the files since; looks at no file."""
    return _holder.has_read(folder())


def fault_of_start() -> str:
    """Why no data could be read so far, tried again where that is due; nothing once it was read."""
    state = _holder.now(folder())
    return state.trouble.sentence if state.dataset is None and state.trouble else ""


def reading() -> Far | None:
    """How far the reading of changed files is; nothing while nobody reads."""
    return _holder.far
