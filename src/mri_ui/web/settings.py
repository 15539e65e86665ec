"""Check the settings of the server before it starts; exit with a sentence if one of them cannot be used.

`make run` runs this module as a program, because Streamlit and uvicorn read two of the settings before any of our code.
"""

import os
import re
import socket
import sys
from collections.abc import Callable, Mapping
from typing import Any, NoReturn

from mri_data.record.public_address import public_address
from mri_data.words.catalogue import words
from mri_data.words.errors import MriError, quoted
from mri_ui.frame.frame_ancestors import frame_ancestors
from mri_ui.web.security import allowed_hosts

# The setting of how many processes share the port (uvicorn reads it too), and the highest number.
PROCESSES, MOST_PROCESSES = "WEB_CONCURRENCY", 64
PORT, HIGHEST_PORT = "STREAMLIT_SERVER_PORT", 65_535
EXIT_USAGE = 2


def exit_on_bad_settings() -> None:
    """Exit with status 2 and a sentence for each setting in the environment that cannot be used."""
    checks: tuple[Callable[[Mapping[str, str]], object], ...] = (
        public_address,
        frame_ancestors,
        allowed_hosts,
        _check_processes,
        _check_port,
    )
    faults = dict.fromkeys(fault for check in checks if (fault := _fault(check, os.environ)))
    if faults:
        exit_with("\n".join(faults))


def _fault(check: Callable[[Mapping[str, str]], object], settings: Mapping[str, str]) -> str:
    try:
        check(settings)
    except MriError as error:
        return str(error)
    return ""


def exit_with(sentence: str) -> NoReturn:
    """Print a sentence to stderr and exit with status 2."""
    print(sentence, file=sys.stderr, flush=True)
    sys.exit(EXIT_USAGE)


def _check_processes(settings: Mapping[str, str]) -> None:
    """Raise `MriError` if it is set how many processes share the port, but not as a number up to `MOST_PROCESSES`."""
    written = settings.get(PROCESSES, "").strip()
    if written and not _is_number(written, MOST_PROCESSES):
        raise MriError(words()("problem.processes", setting=PROCESSES, value=quoted(written), most=MOST_PROCESSES))


def _check_port(settings: Mapping[str, str]) -> None:
    """Raise `MriError` if Streamlit's setting of the port is not one."""
    written = settings.get(PORT, "").strip()
    if written and not _is_number(written, HIGHEST_PORT):
        raise _not_a_port(written)


def _is_number(written: str, most: int) -> bool:
    """Whether a text is a whole number from 1 to `most`."""
    return bool(re.fullmatch("[0-9]{1,5}", written)) and 1 <= int(written) <= most


def _not_a_port(value: Any) -> MriError:
    return MriError(words()("problem.port", value=quoted(str(value)), most=HIGHEST_PORT))


def exit_unless_free(host: str, port: Any) -> None:
    """Exit with status 2 and a message if the server cannot listen on this address and port."""
    if type(port) is not int or not 1 <= port <= HIGHEST_PORT:
        exit_with(str(_not_a_port(port)))
    try:
        socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET).close()
    except (OSError, UnicodeError) as error:
        exit_with(words()("problem.place", host=quoted(host), port=port, reason=_reason(error)))


def _reason(error: Exception) -> str:
    """Why an address cannot be used, in the system's words; errors of name resolution have negative numbers."""
    if isinstance(error, OSError) and error.errno:
        return os.strerror(error.errno) if error.errno > 0 else str(error.strerror)
    return type(error).__name__


if __name__ == "__main__":
    exit_on_bad_settings()
