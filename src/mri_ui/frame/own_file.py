"""The file that a viewer checks: in the memory of this process and for this session only, within a bound for all.

It comes in parts over the viewer's own connection (`parts/file_transfer.py`), and is checked in a thread, one file at a
time, while pages go on. It ends with the session, or when the viewer removes it.
"""

import gc
import logging
import threading
import weakref
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import streamlit as st

from mri_data.reading.raw import MOST_BYTES, RawRecord
from mri_data.reading.reader import read_record
from mri_data.record.dataset import TODAY, Dataset
from mri_data.words.catalogue import Words, words
from mri_data.words.errors import DataError, Fix, Problem, quoted
from mri_ui.frame import live_record
from mri_ui.frame.live_record import ReadProgress
from mri_ui.streamlit_workarounds.fair_lock import FairLock

# What reads and mends workbooks brings lxml: 8 MB, which a process that checks no file saves.
if TYPE_CHECKING:
    from mri_data.record.checked_file import CheckedFile

T = TypeVar("T")
OWN_FILE = "_own_file"
# How many bytes the files of all sessions may take together in one process, checked ones with what they hold.
MOST_TOGETHER = 400_000_000

log = logging.getLogger(__name__)
# One check at a time: each takes a core and, for a large file, several hundred megabytes.
_turns = FairLock()


class Ledger:
    """Counts the bytes that the files of all sessions take."""

    def __init__(self, most: int) -> None:
        self.most, self.taken = most, 0
        # A file may end in the midst of `take`, in the thread that holds the lock.
        self._lock = threading.RLock()

    def take(self, count: int) -> bool:
        """Take so many bytes, if there is room for them."""
        if self.taken + count > self.most:
            # Files of sessions that have ended may not have been found yet.
            gc.collect()
        with self._lock:
            fits = self.taken + count <= self.most
            self.taken += count if fits else 0
        return fits

    def give_back(self, counts: list[int]) -> None:
        """Give back what a file took."""
        with self._lock:
            self.taken -= sum(counts)
            counts.clear()


ledger = Ledger(MOST_TOGETHER)


class OwnFile:
    """One file of one session, from its first part on.

    `refused` is the catalogue key of the reason if it is not taken. `progress` is that of its check; `result` is None
    until it is checked.
    `mended` counts the cells and rows that were mended here. `shown` is True while it takes the place of the record.
    """

    def __init__(self, transfer: str, name: str, size: int) -> None:
        self.transfer, self.name, self.size = transfer, name, size
        self.received = bytearray()
        self.result: CheckedFile | None = None
        self.progress: ReadProgress | None = None
        self.mended, self.shown, self.unwritten, self.news = 0, False, False, False
        self._kept: Any = None
        self._taken: list[int] = []
        self._ended = weakref.finalize(self, ledger.give_back, self._taken)
        self.refused = "check.too_large" if size > MOST_BYTES else "" if self._take(size) else "check.full"

    def refusal(self, say: Words) -> str:
        """Why it is not taken, as a sentence; empty if it is."""
        return say(self.refused, file=quoted(self.name), most=MOST_BYTES // 1_000_000) if self.refused else ""

    def _take(self, count: int) -> bool:
        fits = ledger.take(count)
        if fits:
            self._taken.append(count)
        return fits

    def add(self, at: int, part: bytes) -> None:
        """Add a part that begins at a place; one that came before is left out. The last one starts the check."""
        if self.refused or self.progress or self.result or at != len(self.received):
            return
        if at + len(part) > self.size:
            self.refused = "check.broken"
            return
        self.received += part
        if len(self.received) == self.size:
            data, self.received = bytes(self.received), bytearray()
            self._start(data)
            self.news = True

    @property
    def arrived(self) -> int:
        """How many of its bytes are here."""
        return self.size if self.progress or self.result else len(self.received)

    def mend(self, chosen: Sequence[tuple[Problem, Fix]]) -> None:
        """Write likely corrections into the file, and check it again; nothing while it is checked.

        Corrections are those of the file that was checked last, so one made meanwhile would undo the one before.
        """
        from mri_data.reading.mended_file import mended_file

        if self.result is None or self.progress:
            return
        data = mended_file(self.result.data, self.name, chosen)
        self.unwritten = data == self.result.data
        if not self.unwritten:
            self.mended += sum(len(fix.cells) + len(fix.deleted) for _, fix in chosen)
            self._start(data)

    def show(self, *, shown: bool) -> None:
        """Let it take the place of the record on every page, or no longer."""
        self.shown = shown

    def end(self) -> None:
        """Forget it at once."""
        self.result, self.received, self.shown = None, bytearray(), False
        self._kept = None
        self._ended()

    def kept(self, make: Callable[[], T]) -> T:
        """What `make` gives, such as a cache: kept as long as what the file holds."""
        if self._kept is None:
            self._kept = make()
        kept: T = self._kept
        return kept

    @property
    def is_mended(self) -> bool:
        """Whether `result` is that of the mended file, which can be taken home then."""
        return bool(self.mended) and self.progress is None

    @property
    def dataset(self) -> Dataset | None:
        """What it holds, if it can be used."""
        return self.result.dataset if self.result else None

    def _start(self, data: bytes) -> None:
        self.progress = ReadProgress(0, words("en")("check.waiting"))
        threading.Thread(target=_check, args=(weakref.ref(self), data, self.name), daemon=True).start()

    def checked(self, result: "CheckedFile") -> None:
        """Keep the result, if there is room for what the file holds."""
        from mri_data.record.checked_file import CheckedFile

        ledger.give_back(self._taken)
        if self._ended.alive and not self._take(result.size):
            result = CheckedFile(self.name, result.data, (words("en")("check.full"),))
            self._take(len(result.data))
        self._kept = None
        self.shown = self.shown and result.dataset is not None
        self.result, self.progress = result if self._ended.alive else None, None


def _check(found: "weakref.ref[OwnFile]", data: bytes, name: str) -> None:
    """Check a file, unless it has ended meanwhile."""
    from mri_data.record.checked_file import CheckedFile, check_file

    def report(done: float, doing: str) -> None:
        if own := found():
            own.progress = ReadProgress(min(1.0, float(done)), doing)

    with _turns:
        if found() is None:
            return
        try:
            result = check_file(data, name, _on_show(), report, TODAY())
        except Exception as error:
            # Whatever the checks have missed: the viewer gets a sentence, the log the traceback only.
            log.exception("a file cannot be checked")
            sentence = words("en")("check.unforeseen", kind=type(error).__name__)
            result = CheckedFile(name, data, (sentence,))
    if own := found():
        own.checked(result)


def _on_show() -> RawRecord:
    """The record on show as its files have it; an empty one if they cannot be read."""
    try:
        return read_record(live_record.folder())
    except DataError:
        return RawRecord({}, {}, "")


def current() -> OwnFile | None:
    """The file of this session."""
    found = st.session_state.get(OWN_FILE)
    return found if isinstance(found, OwnFile) else None


def begin(transfer: str, name: str, size: int) -> OwnFile:
    """Begin a file in place of the one before, whose bytes are free at once."""
    remove()
    st.session_state[OWN_FILE] = own = OwnFile(transfer, name, size)
    return own


def remove() -> None:
    """Forget the file of this session."""
    own = current()
    if own:
        own.end()
    st.session_state.pop(OWN_FILE, None)


def previewed() -> OwnFile | None:
    """The file that takes the place of the record for this viewer; None if the record itself is shown."""
    own = current()
    return own if own and own.shown and own.dataset is not None else None
