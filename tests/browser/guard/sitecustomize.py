"""Loaded by the server under test: writes down every address outside this machine it turns to.

It also gives the server the languages of a test, where one has its own.
"""

import os
import sys
from pathlib import Path

LOOPBACK = ("127.", "::1", "localhost", "0.0.0.0")


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.connect":
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else None
    elif event == "socket.getaddrinfo":
        host = arguments[0]
    else:
        return
    if isinstance(host, (str, bytes)):
        name = host.decode() if isinstance(host, bytes) else host
        if name and not name.startswith(LOOPBACK):
            with Path(os.environ["MRI_GUARD_LOG"]).open("a", encoding="utf-8") as log:
                log.write(f"{event} {name}\n")


if "MRI_TEST_LANGUAGES" in os.environ:
    from mri_data.words import catalogue

    catalogue.LOCALE_DIR = Path(os.environ["MRI_TEST_LANGUAGES"])
if "MRI_GUARD_LOG" in os.environ:
    sys.addaudithook(_watch)
