"""What a stranger can do to a dashboard that is served to many: one process, as `make serve` starts it."""

import asyncio
import json
import logging
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from mri_ui.frame import session
from mri_ui.streamlit_workarounds.idle_loop import IdleLoop
from mri_ui.web import log_limits, shared_socket
from tests.browser.conftest import await_health, free_port
from tests.waiting import until

ROOT = Path(__file__).parents[3]
# What the server is allowed, and what it may raise that to: room for 100 connections, 50 of them viewers.
SOFT, HARD = 256, 300
MANY_NAMES = "&".join(f"n{number}" for number in range(9_000))
HEADERS = ("content-security-policy", "x-content-type-options", "referrer-policy", "permissions-policy")
PATIENCE = 20


@dataclass(frozen=True)
class Served:
    """A dashboard that is being served: its port, its first process, and what it writes down.

    `threads` is a file that grows by a byte with each thread that is started.
    """

    port: int
    process: "subprocess.Popen[bytes]"
    log: Path
    threads: Path

    def get(self, path: str, **headers: str) -> tuple[HTTPResponse, bytes]:
        """An answer as it comes, whatever it is."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.putrequest("GET", path, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer, body

    def viewer(self) -> "Viewer":
        """A connection as a page opens it."""
        return Viewer(f"ws://127.0.0.1:{self.port}/_stcore/stream")

    def descriptors(self) -> int:
        """How many files and connections the process has open."""
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))  # noqa: PTH208 - what is counted comes and goes


class Viewer:
    """Somebody who looks at the dashboard, without a browser."""

    def __init__(self, address: str) -> None:
        self._closing = ExitStack()
        opened = connect(address, subprotocols=[Subprotocol("streamlit")], max_size=None, proxy=None)
        self.socket: ClientConnection = self._closing.enter_context(opened)

    def __enter__(self) -> "Viewer":
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.close()

    def choose(self, query: str = "", page: str = "", url: str = "http://127.0.0.1/", text: str = "") -> None:
        """Ask for a run; `text` makes the message as long as one likes."""
        message = BackMsg()
        message.rerun_script.query_string, message.rerun_script.page_name = query, page
        message.rerun_script.context_info.url = url
        message.rerun_script.context_info.timezone = text
        self.socket.send(message.SerializeToString())

    def chosen(
        self, query: str = "", page: str = "", url: str = "http://127.0.0.1/", text: str = ""
    ) -> list[ForwardMsg]:
        """What is shown after a choice."""
        self.choose(query, page, url, text)
        return self.shown()

    def shown(self) -> list[ForwardMsg]:
        """What one run shows, once it is over."""
        messages = []
        while True:
            message = ForwardMsg.FromString(self.socket.recv(PATIENCE, decode=False))
            messages.append(message)
            if message.WhichOneof("type") == "script_finished" and message.script_finished == 0:
                return messages


# Loaded by the server: counts the threads that it starts.
COUNTING = """
import os, threading
out, start = os.open(os.environ["MRI_THREADS"], os.O_WRONLY | os.O_CREAT | os.O_APPEND), threading.Thread.start
def counted(thread):
    os.write(out, b".")
    start(thread)
threading.Thread.start = counted
"""


@contextmanager
def serving(folder: Path, processes: int = 1) -> Iterator[Served]:
    """`make serve` at a free port, with few file descriptors."""
    number, log, threads = free_port(), folder / "log", folder / "threads"
    (folder / "sitecustomize.py").write_text(COUNTING, "utf-8")
    own = {"STREAMLIT_SERVER_PORT": str(number), "WEB_CONCURRENCY": str(processes)}
    own |= {"PYTHONPATH": str(folder), "MRI_THREADS": str(threads)}
    limits = f"ulimit -Sn {SOFT} && ulimit -Hn {HARD} && exec"
    command = ["sh", "-c", f'{limits} "$0" -m mri_ui.web.serve', sys.executable]
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **own}, stdout=out, stderr=out)
    try:
        await_health(number, process)
        yield Served(number, process, log, threads)
    finally:
        process.terminate()
        process.wait(PATIENCE)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("served")) as one:
        yield one


# --- queries


@pytest.mark.parametrize("path", ["/", "/records", "/api/records.json", "/api/export/csv", "/og.png", "/sitemap.xml"])
@pytest.mark.parametrize("query", [MANY_NAMES, "&".join("a" * 101), "q=" + "x" * 8191])
def test_a_query_longer_than_any_view_s_is_refused_in_a_sentence(served: Served, path: str, query: str) -> None:
    answer, body = served.get(f"{path}?{query}")
    assert answer.status == 414
    sentence = json.loads(body)["error"] if path.startswith("/api/") else body.decode()
    assert "at most 100 parameters and 8192 bytes are allowed after its question mark" in sentence
    assert all(answer.headers[name] for name in HEADERS)


def test_the_longest_query_that_is_taken_is_answered_at_once(served: Served) -> None:
    answer, _ = served.get("/records?" + "&".join(f"n{number}" for number in range(100)))
    assert answer.status == 200
    answer, body = served.get("/api/records.json?" + "&".join(f"n{number}" for number in range(100)))
    assert answer.status == 400
    assert "n0" in json.loads(body)["error"]


# --- messages


def test_a_message_longer_than_any_page_sends_closes_the_connection(served: Served) -> None:
    for text in ("x" * 300_000, "x" * 5_000_000):
        with served.viewer() as stranger:
            with pytest.raises(ConnectionClosed) as closed:
                stranger.chosen(text=text)
            # The reason is lost where the connection ends while the rest of the message is still on its way.
            assert closed.value.rcvd is None or closed.value.rcvd.code == 1009


def test_a_message_of_the_longest_kind_is_taken(served: Served) -> None:
    with served.viewer() as reader:
        assert len(reader.chosen(text="x" * 200_000)) > 10


@pytest.mark.parametrize(
    "url", ["http://[", "http://127.0.0.1:99999/", "javascript:alert(1)//", "http://a/" + "x" * 200_000, "\x00"]
)
def test_a_page_address_that_is_none_is_left_out_and_the_page_is_shown(served: Served, url: str) -> None:
    with served.viewer() as stranger:
        shown = stranger.chosen("kind=forum", "records", url)
    assert b"7 of 17 records" in b"".join(one.SerializeToString() for one in shown)
    assert not [one for one in shown if one.delta.new_element.HasField("exception")]
    assert "Traceback" not in served.log.read_text("utf-8")
    assert b"x" * 1000 not in b"".join(one.SerializeToString() for one in shown)


def test_what_is_kept_of_views_is_bounded_in_bytes_whatever_is_asked_for() -> None:
    kept, made = session._ResultCache(), "x" * 1_000_000
    for number in range(200):
        assert kept.get((number, "made"), lambda: made) is made
    assert len(kept._kept) == 67
    assert kept.get((199, "made"), lambda: "anew") is made
    assert kept.get((0, "made"), lambda: "anew") == "anew"
    assert kept.get((1, "large"), lambda: "x" * 70_000_000)[:1] == "x"
    assert (1, "large") not in kept._kept


# --- floods


def test_a_flood_of_choices_is_merged_into_the_last_and_starts_no_thread_for_each(served: Served) -> None:
    with served.viewer() as stranger, served.viewer() as reader:
        stranger.chosen()
        reader.chosen()
        before = served.threads.stat().st_size
        for number in range(3000):
            stranger.choose(f"q=n{number}")
        stranger.choose("kind=forum")
        assert reader.chosen("kind=achievement")
        until(lambda: any(b"7 of 17 records" in one.SerializeToString() for one in stranger.shown()))
    assert served.threads.stat().st_size < before + 50


def test_a_process_may_open_all_that_the_machine_allows(served: Served) -> None:
    limits = Path(f"/proc/{served.process.pid}/limits").read_text("utf-8")
    (line,) = [line for line in limits.splitlines() if line.startswith("Max open files")]
    assert line.split()[3:5] == [str(HARD), str(HARD)]


def test_a_viewer_costs_one_descriptor(served: Served) -> None:
    before = served.descriptors()
    with ExitStack() as open_viewers:
        for _ in range(10):
            one = open_viewers.enter_context(served.viewer())
            one.chosen()
        assert served.descriptors() <= before + 12


def test_the_loop_that_costs_a_viewer_nothing_runs_what_it_is_given() -> None:
    async def waited() -> str:
        await asyncio.sleep(0)
        return await asyncio.get_running_loop().run_in_executor(None, str, "done")

    def run() -> list[str]:
        with closing(IdleLoop()) as loop:
            return [loop.run_until_complete(waited()) for _ in range(2)]

    # In a thread of its own, as a browser's test may leave a loop in this one.
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(run).result(PATIENCE) == ["done", "done"]
    IdleLoop().close()


def test_more_viewers_than_there_is_room_for_are_refused_and_the_server_stays_healthy(served: Served) -> None:
    with ExitStack() as open_viewers:
        until(lambda: _can_join(served, open_viewers) is False)
        with pytest.raises(InvalidStatus) as refused:
            served.viewer()
        response = refused.value.response
        assert response.status_code == 503
        assert response.headers["retry-after"] == "30"
        assert b"Please try again in a minute" in (response.body or b"")
        assert all(response.headers[name] for name in HEADERS)
        assert served.get("/healthz")[1] == b"ok"
    until(lambda: _can_join_and_leave(served))


def _can_join(served: Served, open_viewers: ExitStack) -> bool:
    try:
        open_viewers.enter_context(served.viewer())
    except InvalidStatus:
        return False
    return True


def _can_join_and_leave(served: Served) -> bool:
    with ExitStack() as left:
        return _can_join(served, left)


def test_descriptors_that_run_out_are_one_line_in_the_log_and_waiting_connections_get_in(served: Served) -> None:
    with ExitStack() as open_sockets:
        crowd = [open_sockets.enter_context(socket.create_connection(("127.0.0.1", served.port))) for _ in range(400)]
        until(lambda: "No file descriptor is left" in served.log.read_text("utf-8"))
        for one in crowd[:60]:
            one.close()
        crowd[-1].sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
        crowd[-1].settimeout(PATIENCE)
        for one in crowd[60:-1]:
            one.close()
        assert crowd[-1].recv(100).startswith(b"HTTP/1.1 ")
    until(lambda: served.get("/healthz")[1] == b"ok")
    written = served.log.read_text("utf-8")
    assert written.count("No file descriptor is left") == 1
    assert "Traceback" not in written


def test_one_kind_of_fault_is_one_line_a_minute_however_often_it_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    now, lines = 1000.0, []
    monkeypatch.setattr("mri_ui.web.log_limits.time.monotonic", lambda: now)
    log, filtering = logging.Logger("strangers"), log_limits.OnceAMinute()
    log.addFilter(filtering)
    handler = logging.Handler()
    handler.emit = lambda record: lines.append(record.getMessage())  # type: ignore[method-assign]
    log.addHandler(handler)
    for number in range(18_388):
        log.error("%s could not be answered", f"/{number}")
    log.error("another fault")
    log.info("what is no fault")
    log.info("what is no fault")
    now += 60
    log.error("%s could not be answered", "/last")
    assert lines == [
        "/0 could not be answered",
        "another fault",
        "what is no fault",
        "what is no fault",
        "/last could not be answered (and 18387 times more since the last such line)",
    ]


# --- connections


async def _hello(scope: Any, receive: Any, send: Any) -> None:
    """In place of the dashboard: says how many connections it is shown."""
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"1")]})
    await send({"type": "http.response.body", "body": str(scope[shared_socket.CONNECTIONS]).encode()})


@contextmanager
def prompt_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, int]]:
    """uvicorn with our HTTP, which waits only a moment for the head of a request."""
    monkeypatch.setattr(shared_socket, "HEAD_SECONDS", 0.3)
    server = uvicorn.Server(
        uvicorn.Config(_hello, http=shared_socket.HeaderTimeout, loop="asyncio", lifespan="off", log_config=None)
    )
    with socket.create_server(("127.0.0.1", 0)) as listening, ThreadPoolExecutor(1) as pool:
        running = pool.submit(lambda: server.run([listening]))
        try:
            yield listening.getsockname()
        finally:
            server.should_exit = True
        running.result(PATIENCE)


@pytest.mark.parametrize("before", [0, 1])
@pytest.mark.parametrize("begun", [b"", b"GET / HTTP/1.1\r\nHost: a\r\nX: "], ids=["nothing", "half a head"])
def test_a_request_that_is_never_finished_ends_its_connection(
    monkeypatch: pytest.MonkeyPatch, begun: bytes, before: int
) -> None:
    with prompt_server(monkeypatch) as address, socket.create_connection(address, PATIENCE) as stranger:
        for _ in range(before):
            stranger.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            answer = b""
            while not answer.endswith(b"\r\n\r\n1"):
                answer += stranger.recv(1000)
        stranger.sendall(begun or b"G" * before)
        with suppress(ConnectionResetError):
            assert stranger.recv(1000) == b""


# --- faults


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/app/static/" + "a" * 256, 404),
        ("/app/static/" + "a/" * 3000, 404),
        ("/app/static/%00", 400),
        ("/media/" + "a" * 300, 404),
        ("/component/" + "a" * 300 + "/b", 404),
        ("/static/none.js", 404),
        ("/static/js/" + "a" * 300, 404),
        ("/_stcore/none", 404),
        ("/_stcore/" + "a" * 300, 404),
        ("/none", 404),
        ("/" + "a" * 300, 404),
        ("//elsewhere.example/", 400),
    ],
)
def test_what_is_not_there_is_no_page_and_no_fault_and_has_all_headers(served: Served, path: str, status: int) -> None:
    answer, body = served.get(path)
    assert answer.status == status
    assert all(answer.headers[name] for name in HEADERS)
    assert b'<div id="root">' not in body
    assert "Traceback" not in served.log.read_text("utf-8")


@pytest.mark.parametrize("accepted", ["identity", "gzip;q=0", "identity, gzip; q=0.0", "br", "*;q=0"])
def test_who_takes_no_gzip_gets_none(served: Served, accepted: str) -> None:
    document = served.get("/")[1].decode()
    style = "/look/" + document.split("./look/")[1].split('"')[0]
    script = "/static/js/" + document.split("static/js/")[1].split('"')[0]
    for path in (style, script, "/api/records.json", "/records"):
        answer, body = served.get(path, accept_encoding=accepted)
        assert (path, answer.status, answer.headers["content-encoding"]) == (path, 200, None)
        assert body[:2] != b"\x1f\x8b"
        answer, _ = served.get(path, accept_encoding="br, gzip;q=0.5")
        assert (path, answer.headers["content-encoding"]) == (path, None if path == "/records" else "gzip")


def test_a_page_that_fails_says_so_in_a_sentence_with_all_headers() -> None:
    """A fault in the program is none that a request can bring about, so it is put there."""
    from starlette.applications import Starlette
    from starlette.routing import Route
    from starlette.testclient import TestClient

    from mri_ui.web.routes import MIDDLEWARE

    def fails(request: object) -> None:
        raise ValueError("q=secret")

    app = Starlette(routes=[Route("/robots.txt", fails), Route("/api/x", fails)], middleware=MIDDLEWARE)
    client = TestClient(app, raise_server_exceptions=False)
    for path in ("/robots.txt", "/api/x"):
        answer = client.get(path)
        assert answer.status_code == 500
        assert "because of an error in the dashboard" in answer.text
        assert "secret" not in answer.text
        assert all(answer.headers[name] for name in HEADERS)


# --- signals; last, as they may end the server


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="there is no such signal here")
def test_a_single_process_stays_when_it_is_asked_to_reload(served: Served) -> None:
    served.process.send_signal(signal.SIGHUP)
    until(lambda: "The dashboard keeps running." in served.log.read_text("utf-8"))
    assert served.get("/healthz")[1] == b"ok"
    assert served.process.poll() is None
