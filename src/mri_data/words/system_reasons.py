"""Say in the reader's language why the system could not open or write a file."""

import errno

from mri_data.words.catalogue import Words

# The errors that people meet; each has a text in the catalogue.
REASONS = ("EACCES", "EISDIR", "ENAMETOOLONG", "ENOENT", "ENOSPC", "ENOTDIR", "EPERM", "EROFS")


def reason_of(error: OSError, say: Words) -> str:
    """Why the system refused, in words; for an error that is rare, the words of the system itself."""
    name = errno.errorcode.get(error.errno or 0, "")
    return say(f"reason.{name}") if name in REASONS else error.strerror or type(error).__name__
