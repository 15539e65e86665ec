"""The address at which everybody finds the dashboard, as the environment gives it."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from mri_data.words.catalogue import words
from mri_data.words.errors import MriError, quoted

# The setting that says where everybody finds the dashboard, such as `https://record.example.org`.
PUBLIC_SETTING = "MRI_PUBLIC_URL"


def public_address(settings: Mapping[str, str], setting: str = PUBLIC_SETTING) -> str:
    """The public address among settings, without a slash at its end; empty when there is none.

    Raises:
        MriError: if it is no address of the web.
    """
    written = settings.get(setting, "").strip()
    if written and not _is_web_address(written):
        raise MriError(words()("problem.public_address", setting=setting, value=quoted(written)))
    return written.rstrip("/")


def _is_web_address(written: str) -> bool:
    try:
        parts = urlsplit(written)
        if parts.port == 0:
            return False
    except ValueError:
        return False
    plain = written.isprintable() and " " not in written and not parts.query and not parts.fragment
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and plain
