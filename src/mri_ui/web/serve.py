"""Start the app for production: with settings of its own, in several processes."""

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
from mri_ui.base_path import base_path
from mri_ui.web.settings import PROCESSES, exit_on_bad_settings, exit_unless_free
from mri_ui.web.shared_socket import LONGEST_MESSAGE, raise_open_file_limit

# How long connections may take to close when the server ends; how long a process may hang before it is replaced.
GOODBYE_SECONDS, PATIENCE_SECONDS = 5, 60
# Options for production only; those for development are in `.streamlit/config.toml`. By default, after each run,
# Streamlit walks all modules to watch their files and collects garbage: with a hundred viewers, most of its work.
PRODUCTION_OPTIONS: Mapping[str, Any] = {
    "global.developmentMode": False,
    # Messages larger than this many bytes are cached in the browser, and afterwards sent as a reference only.
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


# How many processes share the port if `WEB_CONCURRENCY` is not set: one per core, and at most this many.
MOST_WORKERS = 4
# The import name of the app in the folder `SHIPPED`; and the environment variable with the settings of the processes.
APP, SETTINGS = "dashboard:app", "MRI_SERVED_WITH"


def serve() -> None:
    """Serve the app until it is stopped, from any working directory: `WEB_CONCURRENCY` processes share one port.

    A viewer stays with the process that accepted the connection; after a reconnect, another one makes the same view
    from the URL. Streamlit's settings are taken from flags (`--server.port 8600`), else from the environment
    (`STREAMLIT_SERVER_PORT`). A setting that cannot be used ends the program with a sentence.
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
        loop="mri_ui.web.shared_socket:SharedSocketLoop",
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
    """Fix the record's folder for all processes and return it; change to the folder that has Streamlit's settings."""
    record = data_folder(os.environ).absolute()
    os.environ[FOLDER_SETTING] = str(record)
    os.chdir(SHIPPED)
    return record


def take_settings() -> None:
    """Apply the options with which the first process was started; do nothing if `serve` did not start the app."""
    if SETTINGS in os.environ:
        # Otherwise Streamlit logs that they need a restart, before it has even started.
        get_logger("streamlit.config").setLevel("ERROR")
        load_config_options(json.loads(os.environ[SETTINGS]))


def end_with_parent() -> None:
    """End this process, if it is one of several, as soon as its parent has ended in any way; this frees the port."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        Thread(target=_end_after, args=(parent.sentinel,), daemon=True).start()


def _end_after(sentinel: int) -> None:
    wait([sentinel])
    os.kill(os.getpid(), signal.SIGTERM)


def _ignore_hangup() -> None:
    """On SIGHUP, print a message and go on. With several processes, uvicorn restarts them one by one instead."""
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, lambda *_: print(words()("serve.hangup"), flush=True))


def _from_environment(options: Mapping[str, ConfigOption]) -> dict[str, Any]:
    return {
        name: _value(os.environ[option.env_var]) for name, option in options.items() if option.env_var in os.environ
    }


def _from_flags(flags: Sequence[str], options: Mapping[str, ConfigOption]) -> dict[str, Any]:
    """Options by name from command-line flags.

    Raises:
        SystemExit: with a sentence, if a flag is not an option of Streamlit or has no value.
    """
    written = [part for flag in flags for part in flag.split("=", 1)]
    names = [name.removeprefix("--") for name in written[::2]]
    unknown = [flag for flag, name in zip(written[::2], names, strict=True) if name not in options]
    if unknown or len(written) % 2:
        sys.exit(words()("serve.unknown", flag=quoted((unknown or written[-1:])[0])))
    return dict(zip(names, map(_value, written[1::2]), strict=True))


def _value(written: str) -> Any:
    """The value of a setting: parsed if it is JSON (`8600`, `true`, `["a"]`), else the text itself."""
    try:
        return json.loads(written)
    except ValueError:
        return written


if __name__ in {"__main__", "__mp_main__"}:
    # In the first process and each that it starts: until the app is warm (`startup.started`), the garbage collector
    # would scan all libraries again and again while they are imported: a tenth of the time to start.
    gc.disable()
if __name__ == "__main__":
    serve()
