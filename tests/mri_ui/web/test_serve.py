"""The start for many: what is set, from where, and what Streamlit no longer works out in every run."""

import asyncio
import gc
import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import uvicorn
from streamlit import config
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session
from uvicorn.importer import import_from_string

from mri_data.reading.data_folder import DATA_DIR, FOLDER_SETTING
from mri_ui.frame import live_record
from mri_ui.streamlit_workarounds.theme_cache import theme_once
from mri_ui.web import serve, settings, startup
from tests.browser.conftest import free_port
from tests.conftest import DataFolder

SECTIONS = ("theme", "theme.light", "theme.dark", "theme.sidebar", "theme.light.sidebar", "theme.dark.sidebar")


@pytest.fixture
def started_with(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, object]]:
    """What the server would be started with: `uvicorn.run` itself would not come back."""
    found: dict[str, object] = {}
    monkeypatch.setattr(uvicorn, "run", lambda app, **settings: found.update(settings, app=app))
    monkeypatch.setenv(serve.SETTINGS, "{}")
    monkeypatch.setenv(FOLDER_SETTING, "data")
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv(settings.PROCESSES, "3")
    yield found
    monkeypatch.delenv(serve.SETTINGS)
    config.get_config_options(force_reparse=True)


def test_flags_win_over_the_environment_and_that_over_what_is_set_for_many(
    started_with: dict[str, object], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("STREAMLIT_SERVER_PORT", "8601")
    monkeypatch.setenv("STREAMLIT_SERVER_MAX_MESSAGE_SIZE", "7")
    port = free_port()
    monkeypatch.setattr("sys.argv", ["serve", "--server.port", str(port), "--server.baseUrlPath=/record"])
    serve.serve()
    assert (started_with["port"], started_with["host"]) == (port, "127.0.0.1")
    # What is received; what is sent may be as large as the setting says.
    assert started_with["ws_max_size"] == 262_144
    # uvicorn takes both by their names, in each of its processes.
    for name, kind in (("http", "HeaderTimeout"), ("loop", "SharedSocketLoop")):
        assert import_from_string(str(started_with[name])).__name__ == kind
    assert config.get_option("server.maxMessageSize") == 7
    assert config.get_option("server.maxWidgetStateSize") == 1
    assert config.get_option("runner.fastReruns") is False
    assert config.get_option("client.allowedOrigins") == []
    assert started_with["server_header"] is False
    assert config.get_option("server.fileWatcherType") == "none"
    assert config.get_option("runner.postScriptGC") is False
    folder, address = capsys.readouterr().out.splitlines()
    assert folder == f"Reading the record that comes with the program, in {DATA_DIR}."
    assert f"http://127.0.0.1:{port}/record/" in address


def test_a_folder_of_data_is_meant_from_where_the_server_is_started(
    started_with: dict[str, object], data_folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(data_folder.path.parent)
    monkeypatch.setenv(FOLDER_SETTING, data_folder.path.name)
    monkeypatch.setattr("sys.argv", ["serve", "--server.port", str(free_port())])
    serve.serve()
    assert live_record.folder() == data_folder.path
    assert started_with["app_dir"] == str(ROOT)


def test_every_process_takes_the_settings_of_the_first(
    started_with: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(serve.SETTINGS, json.dumps({"server.port": 8603}))
    serve.take_settings()
    assert config.get_option("server.port") == 8603


WRONG = {
    "MRI_PUBLIC_URL": ("https://record.example.org:99999", "an address like https://record.example.org was expected"),
    "MRI_FRAME_ANCESTORS": ("self", "List the sites that may embed the dashboard"),
    "MRI_ALLOWED_HOSTS": ("https://record.example.org", "is not a host name"),
    "WEB_CONCURRENCY": ("abc", "a whole number from 1 to 64 was expected"),
    "STREAMLIT_SERVER_PORT": ("99999", "a whole number from 1 to 65535 was expected"),
}
ROOT = Path(__file__).parents[3]


# Uvicorn and Streamlit read the last two themselves, before the dashboard is loaded: `make run` checks them first.
@pytest.mark.parametrize(
    ("command", "names"),
    [
        ([sys.executable, "-m", "mri_ui.web.serve"], [*WRONG]),
        ([sys.executable, "-m", "streamlit", "run", "dashboard.py"], [*WRONG][:3]),
        (["make", "run"], [*WRONG]),
    ],
)
def test_with_settings_that_cannot_be_used_the_server_does_not_start_and_says_all_of_them_at_once(
    command: list[str], names: list[str]
) -> None:
    environment = {**os.environ, "STREAMLIT_SERVER_PORT": str(free_port()), **{name: WRONG[name][0] for name in names}}
    ended = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60)
    assert ended.returncode == 2
    lines = ended.stderr.splitlines()
    for value, sentence in (WRONG[name] for name in names):
        assert [line for line in lines if f'"{value}"' in line and sentence in line]
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("written", ["abc", "99999", "0", "-1", "80.5", "true"])
def test_a_port_that_is_none_is_a_sentence_and_no_traceback(
    started_with: dict[str, object], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], written: str
) -> None:
    monkeypatch.setenv("STREAMLIT_SERVER_PORT", written)
    monkeypatch.setattr("sys.argv", ["serve"])
    with pytest.raises(SystemExit) as refused:
        serve.serve()
    assert (refused.value.code, started_with) == (2, {})
    assert "a whole number from 1 to 65535 was expected" in capsys.readouterr().err


def test_a_port_that_is_taken_is_said_to_be_so(
    started_with: dict[str, object], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        monkeypatch.setenv("STREAMLIT_SERVER_PORT", str(taken.getsockname()[1]))
        monkeypatch.setattr("sys.argv", ["serve"])
        with pytest.raises(SystemExit) as refused:
            serve.serve()
    assert (refused.value.code, started_with) == (2, {})
    assert "Address already in use. If another program uses this port, stop it;" in capsys.readouterr().err


@pytest.mark.parametrize("flags", [["--server.prot", "1"], ["--server.port"], ["8600", "--server.port"]])
def test_a_flag_that_is_none_is_named(
    started_with: dict[str, object], monkeypatch: pytest.MonkeyPatch, flags: list[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["serve", *flags])
    with pytest.raises(SystemExit) as refused:
        serve.serve()
    assert f'"{flags[0]}"' in str(refused.value)
    assert "--server.port 8600" in str(refused.value)
    assert not started_with


def test_make_serve_says_what_it_starts() -> None:
    assert "-m mri_ui.web.serve" in (Path(__file__).parents[3] / "Makefile").read_text("utf-8")


def test_the_theme_that_is_read_once_is_the_one_that_streamlit_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    fill = app_session._populate_theme_msg
    monkeypatch.setattr(app_session, "_populate_theme_msg", fill)
    theirs = _theme()
    theme_once()
    assert app_session._populate_theme_msg is not fill
    assert _theme() == theirs
    assert _theme() == theirs
    assert theirs.light.primary_color == "#9E3510"


def _theme() -> CustomThemeConfig:
    """The theme as a session's first message holds it."""
    whole = CustomThemeConfig()
    parts = (whole, whole.light, whole.dark, whole.sidebar, whole.light.sidebar, whole.dark.sidebar)
    for part, section in zip(parts, SECTIONS, strict=True):
        app_session._populate_theme_msg(part, section)
    return whole


def test_once_the_app_is_warm_garbage_is_collected_again() -> None:
    async def start() -> bool:
        async with startup.started(None):
            return gc.isenabled()

    gc.disable()
    try:
        # In a thread of its own: the browser of other tests keeps a loop in this one.
        with ThreadPoolExecutor(1) as thread:
            assert thread.submit(asyncio.run, start()).result()
    finally:
        gc.enable()
        gc.unfreeze()
