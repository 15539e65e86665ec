"""The start for many: what is set, from where, and what Streamlit no longer works out in every run."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from streamlit import config
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

from mri_ui.web import serve
from mri_ui.web.lighter import theme_once

SECTIONS = ("theme", "theme.light", "theme.dark", "theme.sidebar", "theme.light.sidebar", "theme.dark.sidebar")


@pytest.fixture
def started_with(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, object]]:
    """What the server would be started with: `uvicorn.run` itself would not come back."""
    found: dict[str, object] = {}
    monkeypatch.setattr(uvicorn, "run", lambda app, **settings: found.update(settings, app=app))
    monkeypatch.setenv(serve.SETTINGS, "{}")
    monkeypatch.setenv(serve.PROCESSES, "3")
    yield found
    monkeypatch.delenv(serve.SETTINGS)
    config.get_config_options(force_reparse=True)


def test_flags_win_over_the_environment_and_that_over_what_is_set_for_many(
    started_with: dict[str, object], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("STREAMLIT_SERVER_PORT", "8601")
    monkeypatch.setenv("STREAMLIT_SERVER_MAX_MESSAGE_SIZE", "7")
    monkeypatch.setattr("sys.argv", ["serve", "--server.port", "8602", "--server.baseUrlPath=/record"])
    serve.serve()
    assert (started_with["port"], started_with["host"]) == (8602, "127.0.0.1")
    assert started_with["ws_max_size"] == 7 * 2**20
    assert started_with["server_header"] is False
    assert config.get_option("server.fileWatcherType") == "none"
    assert config.get_option("runner.postScriptGC") is False
    assert "http://127.0.0.1:8602/record/" in capsys.readouterr().out


def test_every_process_takes_the_settings_of_the_first(
    started_with: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(serve.SETTINGS, json.dumps({"server.port": 8603}))
    serve.take_settings()
    assert config.get_option("server.port") == 8603


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
    assert "-m mri_ui.web.serve" in (Path(__file__).parents[1] / "Makefile").read_text("utf-8")


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
