"""Write files so that there is never half of one: beside the place, then into it."""

import contextlib
import os
import tempfile
from pathlib import Path

from mri_data.words.catalogue import words
from mri_data.words.errors import MriError


def save(path: Path, content: bytes) -> None:
    """Put a file in its place, whole or not at all.

    Raises:
        MriError: if it cannot be written, said as a sentence.
    """
    try:
        _replace(path, content)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise MriError(words()("export.unwritable", path=str(path), reason=reason)) from None


def _replace(path: Path, content: bytes) -> None:
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(beside).chmod(0o644)
        Path(beside).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(beside).unlink()
        raise
