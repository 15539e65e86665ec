"""The record as last read successfully from its files, reloaded when they change; one state shared by all viewers."""

import datetime as dt
import logging
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from mri_data.reading.data_folder import CONTEXT_FOLDER, FILES, TRANSLATIONS_FILE, data_folder
from mri_data.reading.progress import Progress, silent
from mri_data.reading.reader import is_file, table_name
from mri_data.record.dataset import Dataset, load_checked_today
from mri_data.schema.records import RECORD_KINDS
from mri_data.words.catalogue import words
from mri_data.words.errors import DataError, quoted
from mri_data.words.messages import joined, messages

# A failed read is retried when a file changes, and at the latest after this long: a disk can fail and recover without
# any change to a file.
RETRY_SECONDS = 5.0
# How many times the files are read, if they change during the read and there is no older dataset to show.
MOST_TRIES = 3
# How long the first viewer after a change waits for the new read; after that it goes on in the background.
PATIENT_SECONDS = 2.0

Stamp = tuple[tuple[int, ...] | None, ...]
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Trouble:
    """Why the files cannot be used, as one or more sentences, and when that was first noticed (UTC)."""

    sentence: str
    since: dt.datetime


@dataclass(frozen=True)
class ReadProgress:
    """Progress of reading changed files: a fraction from 0 to 1, and the current step in words."""

    done: float
    doing: str


@dataclass(frozen=True)
class _State:
    """The result of one read; `tried` is its time on the monotonic clock, in seconds."""

    folder: Path
    stamp: Stamp
    dataset: Dataset | None
    trouble: Trouble | None
    tried: float


class Holder:
    """Keeps the last good dataset of a folder and reloads it when its files change; viewers go on with it meanwhile.

    `progress` is the progress of a reload; None while there is none.
    """

    def __init__(self) -> None:
        self._state: _State | None = None
        self._reading = threading.Lock()
        self.progress: ReadProgress | None = None

    def now(self, path: Path) -> _State:
        """The state of a folder. While nothing changes, this costs one `stat` per file.

        Waits at most `PATIENT_SECONDS` for a reload, and without limit only while there is no dataset yet.
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
        """Whether the data of a folder has been read successfully so far; never waits for a read."""
        known = self._known(path)
        return known is not None and known.dataset is not None

    def _renewed(self, path: Path, progress: Progress) -> _State:
        """Read the folder if that is due, and return its state. The caller holds `_reading`, which is released here."""
        try:
            known = self._known(path)
            if not (known and _is_current(known, _stamp(path))):
                self._state = known = _read_again(path, known, progress)
            return known
        finally:
            self.progress = None
            self._reading.release()

    def _hear(self, done: float, doing: str) -> None:
        self.progress = ReadProgress(float(done), doing)

    def _known(self, path: Path) -> _State | None:
        state = self._state
        return state if state and state.folder == path else None


def _is_current(state: _State, stamp: Stamp) -> bool:
    rested = state.trouble is not None and time.monotonic() - state.tried >= RETRY_SECONDS
    return state.stamp == stamp and not rested


def _read_again(path: Path, before: _State | None, progress: Progress) -> _State:
    """Read the folder; keep the dataset from before if that fails or if a file was written meanwhile."""
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
        fault = _lost(path, dataset, older.dataset)
    if dataset and not fault:
        return _State(path, stamp, dataset, None, time.monotonic())
    trouble = before.trouble if before else None
    if trouble is None or trouble.sentence != fault:
        log.warning(words("en")("problem.log", folder=quoted(path.name), fault=fault.replace("\n", " ")))
    since = trouble.since if trouble else dt.datetime.now(dt.UTC)
    return _State(path, stamp, older.dataset if older else None, Trouble(fault, since), time.monotonic())


def _lost(path: Path, dataset: Dataset, before: Dataset) -> str:
    """Sentences about tables that cannot be used any more; empty if all can."""
    if dataset.unusable:
        return joined("\n", (problem.line for problem in dataset.unusable))
    kinds, known = (set(one.table["kind"]) for one in (dataset, before))
    emptied = [table for table, kind in RECORD_KINDS.items() if kind in known - kinds]
    return (
        joined("\n", (messages()("problem.file.emptied", file=table_name(path, table)) for table in emptied))
        if emptied
        else ""
    )


def _loaded(path: Path, progress: Progress) -> tuple[Dataset | None, str]:
    """The dataset of a folder, or None and sentences that say why."""
    try:
        return load_checked_today(path, progress), ""
    except DataError as error:
        return None, str(error)
    except Exception as error:
        # Whatever the checks have missed, viewers go on with what they have; the log has the traceback.
        log.exception("the data cannot be read")
        return None, messages()("problem.unforeseen", folder=quoted(path.name), kind=type(error).__name__)


def _stamp(path: Path) -> Stamp:
    """Size, times, inode and mode of each file; changes when one is saved, moved, hidden or removed."""
    if is_file(path):
        return (_look(path),)
    # Of a folder only its mode: its times also change with files that are not ours.
    folders = tuple(look and look[-1:] for look in (_look(path), _look(path / CONTEXT_FOLDER)))
    return (*folders, *(_look(path / file) for file in (*FILES.values(), TRANSLATIONS_FILE)))


def _look(path: Path) -> tuple[int, ...] | None:
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino, found.st_mode


_holder = Holder()
_run = threading.local()


def folder() -> Path:
    """The folder or workbook of the record: the one that the environment names, else the shipped folder."""
    return data_folder(os.environ)


@contextmanager
def same_dataset(progress: Progress = silent, preview: Dataset | None = None) -> Iterator[None]:
    """Keep the same dataset for this thread, even if files change: for one run of a page.

    `progress` is called with the progress if it is this thread that reads the data for the first time. `preview` takes
    the place of the record in this thread.
    """
    _run.wanted, _run.state, _run.progress, _run.preview = True, None, progress, preview
    try:
        yield
    finally:
        _run.wanted, _run.state, _run.progress, _run.preview = False, None, silent, None


def _now() -> _State:
    if not getattr(_run, "wanted", False):
        return _holder.now(folder())
    _run.state = _run.state or _holder.now(folder())
    return _run.state


def dataset() -> Dataset:
    """The record as last read successfully; all viewers share the object. In a preview, what is previewed.

    Raises:
        DataError: if the files cannot be used and never could.
    """
    preview: Dataset | None = getattr(_run, "preview", None)
    return on_show() if preview is None else preview


def on_show() -> Dataset:
    """The record that everybody sees, also in a preview; raises as `dataset` does."""
    state = _now()
    if state.dataset is None:
        raise DataError(state.trouble.sentence if state.trouble else "")
    return state.dataset


def version_on_show() -> str:
    """The version of the record that everybody sees; empty if there is none."""
    state = _now()
    return state.dataset.version if state.dataset else ""


def trouble() -> Trouble | None:
    """Why the files cannot be used as they are now; None if they can."""
    return _now().trouble


def was_read() -> bool:
    """Whether the data has been read successfully so far, whatever happened to the files since; opens no file."""
    return _holder.has_read(folder())


def start_failure() -> str:
    """Why no data could be read so far, after a retry if one is due; empty once it was read."""
    state = _holder.now(folder())
    return state.trouble.sentence if state.dataset is None and state.trouble else ""


def reading() -> ReadProgress | None:
    """Progress of reading changed files; None while they are not being read."""
    return _holder.progress
