"""Write a file atomically: to a temporary file in the same folder, which then replaces the old one."""

import contextlib
import os
import tempfile
from pathlib import Path

from mri_data.words.catalogue import words
from mri_data.words.errors import MriError
from mri_data.words.system_reasons import reason_of


def save(path: Path, content: bytes) -> None:
    """Write a file, whole or not at all.

    Raises:
        MriError: if it cannot be written; the text says why.
    """
    try:
        _replace(path, content)
    except OSError as error:
        say = words()
        raise MriError(say("export.unwritable", path=str(path), reason=reason_of(error, say))) from None


def _replace(path: Path, content: bytes) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        raise
