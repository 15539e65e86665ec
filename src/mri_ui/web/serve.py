"""Start the app as it is served to many: with settings of its own, in as many processes as there are cores."""

import gc
import json
import multiprocessing
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from multiprocessing.connection import wait
from pathlib import Path
from threading import Thread
from typing import Any

import uvicorn
from streamlit import config
from streamlit.config_option import ConfigOption
from streamlit.logger import get_logger
from streamlit.web.bootstrap import load_config_options

from mri_data.reading.data_folder import FOLDER_SETTING, data_folder, folder_sentence
from mri_data.shipped import SHIPPED
from mri_data.words.catalogue import words
from mri_data.words.errors import quoted
from mri_ui.asgi import base_path
from mri_ui.web.settings import PROCESSES, exit_on_bad_settings, exit_unless_free
from mri_ui.web.shared_socket import LONGEST_MESSAGE, raise_open_file_limit

# How long viewers have to leave when the server ends; how long a process may be silent before it is replaced.
GOODBYE_SECONDS, PATIENCE_SECONDS = 5, 60
# Apart from development's, which are in `.streamlit/config.toml`. Streamlit walks all modules after each run to watch
# them, and collects garbage over all of them: with a hundred viewers that is most of what it does.
PRODUCTION_OPTIONS: Mapping[str, Any] = {
    "global.developmentMode": False,
    # What is larger than this many bytes, a browser keeps, and is told its name when it is to be shown again.
    "global.minCachedMessageSize": 1000,
    "server.fileWatcherType": "none",
    "server.runOnSave": False,
    "runner.postScriptGC": False,
    "server.disconnectedSessionTTL": 60,
    "server.maxMessageSize": 20,
    "server.maxWidgetStateSize": 1,
    "server.maxUploadSize": 1,
    "client.showErrorDetails": "none",
    "client.toolbarMode": "viewer",
    "logger.level": "warning",
}


# How many processes share the port, where nothing says it (`WEB_CONCURRENCY`): one a core, and not more than this.
MOST_WORKERS = 4
# The app, in the folder of what comes with the program; and where the processes find their settings.
APP, SETTINGS = "dashboard:app", "MRI_SERVED_WITH"


def serve() -> None:
    """Serve the app to many, from any folder: `WEB_CONCURRENCY` processes share one port, each with a core to itself.

    A viewer stays with the process that the connection fell to; after a reconnect another one has the same view from
    the address. Settings as Streamlit takes them: by flag (`--server.port 8600`), else by the environment
    (`STREAMLIT_SERVER_PORT`). Where one of them cannot be used, it ends with status 2 and a sentence.
    """
    exit_on_bad_settings()
    record = _settle_folders()
    options = config.get_config_options()
    settings = {**PRODUCTION_OPTIONS, **_from_environment(options), **_from_flags(sys.argv[1:], options)}
    os.environ[SETTINGS] = json.dumps(settings)
    os.environ[PROCESSES] = os.environ.get(PROCESSES, "").strip() or str(min(os.cpu_count() or 1, MOST_WORKERS))
    host = str(settings.get("server.address") or config.get_option("server.address") or "127.0.0.1")
    port = settings.get("server.port", config.get_option("server.port"))
    exit_unless_free(host, port)
    raise_open_file_limit()
    _ignore_hangup()
    take_settings()
    print(folder_sentence(record), flush=True)
    print(words()("serve.at", host=host, port=port, path=base_path()), flush=True)
    uvicorn.run(
        APP,
        app_dir=str(SHIPPED),
        host=host,
        port=port,
        loop="mri_ui.web.shared_socket:SharingLoop",
        http="mri_ui.web.shared_socket:HeaderTimeout",
        ws="websockets-sansio",
        ws_max_size=LONGEST_MESSAGE,
        ws_per_message_deflate=False,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GOODBYE_SECONDS,
        timeout_worker_healthcheck=PATIENCE_SECONDS,
    )


def _settle_folders() -> Path:
    """Settle the record's folder for all processes and return it, then change to the folder of Streamlit's settings."""
    record = data_folder(os.environ).absolute()
    os.environ[FOLDER_SETTING] = str(record)
    os.chdir(SHIPPED)
    return record


def take_settings() -> None:
    """In each of the processes: the settings that the first one was started with; none where there is only one."""
    if SETTINGS in os.environ:
        # Else it is said that the server must be started again for them, before it was started at all.
        get_logger("streamlit.config").setLevel("ERROR")
        load_config_options(json.loads(os.environ[SETTINGS]))


def end_with_parent() -> None:
    """In each of several processes: end as soon as the first one is gone, however it ended, and free the port."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        Thread(target=_end_after, args=(parent.sentinel,), daemon=True).start()


def _end_after(sentinel: int) -> None:
    wait([sentinel])
    os.kill(os.getpid(), signal.SIGTERM)


def _ignore_hangup() -> None:
    """Take SIGHUP for what service managers mean by it; several processes are renewed by uvicorn one by one."""
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, lambda *_: print(words()("serve.hangup"), flush=True))


def _from_environment(options: Mapping[str, ConfigOption]) -> dict[str, Any]:
    return {
        name: _value(os.environ[option.env_var]) for name, option in options.items() if option.env_var in os.environ
    }


def _from_flags(flags: Sequence[str], options: Mapping[str, ConfigOption]) -> dict[str, Any]:
    """What flags say.

    Raises:
        SystemExit: a sentence about a flag that is none of Streamlit's.
    """
    written = [part for flag in flags for part in flag.split("=", 1)]
    names = [name.removeprefix("--") for name in written[::2]]
    unknown = [flag for flag, name in zip(written[::2], names, strict=True) if name not in options]
    if unknown or len(written) % 2:
        sys.exit(words()("serve.unknown", flag=quoted((unknown or written[-1:])[0])))
    return dict(zip(names, map(_value, written[1::2]), strict=True))


def _value(written: str) -> Any:
    """`8600`, `true` and `["a"]` as what they are, anything else as text."""
    try:
        return json.loads(written)
    except ValueError:
        return written


if __name__ in {"__main__", "__mp_main__"}:
    # The first process, and each that it starts: until the app is warm (`startup.started`), the garbage collector would
    # go through all libraries again and again while they are imported, a tenth of a start.
    gc.disable()
if __name__ == "__main__":
    serve()
