"""Replicas as they are served to many, and an nginx of its own for each test; everything ends by its process id."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import HTTPError, URLError

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import conftest as browsers
from tests.browser.conftest import browser as browser
from tests.deploy.image import DEPLOY, READ_ONLY, ROOT, environment, lay_out
from tools.nginx import find

PATIENCE_SECONDS = 60
BELOW = "/record"
NOBODY = 65534
GUARD = ROOT / "tests" / "browser" / "guard"


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@dataclass
class Replica:
    """One dashboard, started as `make serve` does; `folder` is where it stands, `before` what starts it."""

    port: int
    log: Path
    folder: Path = ROOT
    settings: dict[str, str] = field(default_factory=dict)
    before: tuple[str, ...] = ()
    process: "subprocess.Popen[bytes] | None" = None

    def start(self) -> None:
        """Start it, if it is not there; `await_warm` waits until it answers."""
        if self.process is None or self.process.poll() is not None:
            own = {"STREAMLIT_SERVER_PORT": str(self.port), "MRI_GUARD_LOG": str(self.log), **self.settings}
            own = {"PYTHONPATH": str(GUARD), "WEB_CONCURRENCY": "1", **own}
            command = [*self.before, sys.executable, "-m", "mri_ui.web.serve"]
            self.process = subprocess.Popen(
                command, cwd=self.folder, env={**os.environ, **own}, stdout=subprocess.DEVNULL
            )

    def await_warm(self) -> None:
        """Ask until it is warm; a refusal comes at once, so the pause is the process's own wait."""
        assert self.process
        address = f"http://127.0.0.1:{self.port}{self.settings.get('STREAMLIT_SERVER_BASE_URL_PATH', '')}/healthz"
        for _ in range(PATIENCE_SECONDS * 5):
            try:
                with urllib.request.urlopen(address, timeout=PATIENCE_SECONDS):
                    return
            except HTTPError as error:
                pytest.fail(f"the replica answers {address} with {error.code}")
            except URLError:
                try:
                    self.process.wait(0.2)
                except subprocess.TimeoutExpired:
                    continue
                pytest.fail(f"the replica ended with {self.process.returncode} before it answered")
        pytest.fail("the replica did not answer")

    def kill(self) -> None:
        """End it at once, as a machine that is switched off: it can say goodbye to nobody."""
        assert self.process
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        """End it as a service manager does."""
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(PATIENCE_SECONDS)


@dataclass(frozen=True)
class Fleet:
    """Two replicas at the root, and one of the image's files, below a base path, that can write nothing."""

    pair: tuple[Replica, Replica]
    below: Replica

    @property
    def ports(self) -> tuple[int, ...]:
        return tuple(one.port for one in self.pair)

    def at(self, upstream: str) -> Replica:
        """The replica that an access log names."""
        return next(one for one in self.pair if upstream == f"127.0.0.1:{one.port}")


def _below(folder: Path, log: Path) -> Replica:
    lay_out(folder)
    image = {name: value for name, value in environment().items() if name != "PATH"}
    settings = {
        **image,
        "STREAMLIT_SERVER_ADDRESS": "127.0.0.1",
        "STREAMLIT_SERVER_BASE_URL_PATH": BELOW,
        "PYTHONPATH": os.pathsep.join([str(folder / "src"), str(GUARD)]),
    }
    port = free_port()
    return Replica(port, log, folder, {**settings, "STREAMLIT_SERVER_PORT": str(port)}, _read_only())


def _read_only() -> tuple[str, ...]:
    """What starts a program so that it can write nowhere."""
    return ("unshare", "--map-root-user", "--mount", "sh", "-c", READ_ONLY, "sh")


@pytest.fixture(scope="session")
def all_replicas(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fleet]:
    folder = tmp_path_factory.mktemp("replicas")
    log = folder / "outside.log"
    (folder / "image").mkdir()
    fleet = Fleet((Replica(free_port(), log), Replica(free_port(), log)), _below(folder / "image", log))
    try:
        yield fleet
    finally:
        for one in (*fleet.pair, fleet.below):
            one.stop()
    assert not log.exists(), log.read_text("utf-8")


@pytest.fixture
def fleet(all_replicas: Fleet) -> Fleet:
    """All replicas, warm; what a test before has killed is started again."""
    everyone = (*all_replicas.pair, all_replicas.below)
    for one in everyone:
        one.start()
    for one in everyone:
        one.await_warm()
    return all_replicas


@dataclass(frozen=True)
class Line:
    """One request in the access log; `upstream` is who answered, or all who were asked."""

    method: str
    path: str
    status: int
    upstream: str


@dataclass(frozen=True)
class Proxy:
    """A running nginx: where it listens, and where it writes down what was asked, and what went wrong."""

    address: str
    access: Path
    errors: Path

    def lines(self) -> list[Line]:
        """The access log so far; a websocket stands in it once it has ended."""
        rows = [row.split(" ", 6) for row in self.access.read_text("utf-8").splitlines()]
        return [Line(method, path, int(status), upstream) for _, method, path, status, _, _, upstream in rows]

    def await_lines(self, path: str, count: int) -> list[Line]:
        """The access log as soon as so many requests for a path are in it."""
        end = time.monotonic() + PATIENCE_SECONDS
        while sum(line.path == path for line in self.lines()) < count:
            assert time.monotonic() < end, f"{path} is not {count} times in the log: {self.lines()}"
            # A log file tells nobody when it grows, so it is looked at again until the line is there.
            time.sleep(0.05)
        return self.lines()


OpenProxy = Callable[..., Proxy]


@pytest.fixture
def nginx() -> Iterator[OpenProxy]:
    """Starts nginx with the shipped files before the given ports; `sign_in` puts all behind a login."""
    with ExitStack() as running:
        yield lambda *ports, sign_in=0: running.enter_context(_running_nginx(ports, sign_in))


@contextmanager
def _running_nginx(ports: tuple[int, ...], sign_in: int) -> Iterator[Proxy]:
    program, listen = find(), free_port()
    assert program, "there is no nginx: run tools/nginx.py"
    # Not below pytest's folder, which nobody but its owner may enter.
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _configure(folder, listen, ports, sign_in)
        who = NOBODY if os.geteuid() == 0 else None
        others: list[int] | None = [] if who else None
        command = [program, "-p", f"{folder}/", "-c", f"{folder}/nginx.conf", "-g", "daemon off;"]
        with (folder / "access").open("ab") as access, (folder / "errors").open("ab") as errors:
            process = subprocess.Popen(
                command, cwd=folder, stdout=access, stderr=errors, user=who, group=who, extra_groups=others
            )
        try:
            _await_port(listen, process, folder / "errors")
            yield Proxy(f"http://127.0.0.1:{listen}", folder / "access", folder / "errors")
        finally:
            process.terminate()
            process.wait(PATIENCE_SECONDS)


def _configure(folder: Path, listen: int, ports: tuple[int, ...], sign_in: int) -> None:
    """The shipped files, but for what has to differ: where nginx listens, and where the replicas are."""
    shutil.copytree(DEPLOY / "nginx", folder, dirs_exist_ok=True)
    _change(folder / "record" / "listen.conf", {"listen 8080;": f"listen 127.0.0.1:{listen};"})
    upstreams = {f"127.0.0.1:{8501 + at}": f"127.0.0.1:{port}" for at, port in enumerate(ports)}
    if len(ports) == 1:
        upstreams["    server 127.0.0.1:8502 max_fails=2 fail_timeout=5s;\n"] = ""
    _change(folder / "record" / "upstreams.conf", {**upstreams, "127.0.0.1:4180": f"127.0.0.1:{sign_in or 9}"})
    if sign_in:
        _change(folder / "nginx.conf", {"# include record/private.conf;": "include record/private.conf;"})
    (folder / "access").touch()
    if os.geteuid() == 0:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, NOBODY, NOBODY)


def _change(file: Path, changes: dict[str, str]) -> None:
    text = file.read_text("utf-8")
    for old, new in changes.items():
        assert old in text, f"{file.name} no longer says {old!r}"
        text = text.replace(old, new)
    file.write_text(text, "utf-8")


def _await_port(port: int, process: "subprocess.Popen[bytes]", errors: Path) -> None:
    for _ in range(PATIENCE_SECONDS * 20):
        with socket.socket() as asking:
            if asking.connect_ex(("127.0.0.1", port)) == 0:
                return
        try:
            process.wait(0.05)
        except subprocess.TimeoutExpired:
            continue
        pytest.fail(errors.read_text("utf-8"))
    pytest.fail("nginx did not answer")


class Window(browsers.Window):
    """A window that waits without having its words compiled on the page, which the policy of the page forbids."""

    def ready(self) -> Page:
        self.page.wait_for_selector(browsers.READY)
        self.page.wait_for_selector("h1.mri-h1")
        self.page.evaluate("document.fonts.ready.then(() => true)")
        self.page.wait_for_selector(browsers.READY)
        return self.page


@pytest.fixture
def window(browser: Browser) -> Iterator[Callable[[str], Window]]:
    """Opens a browser window before an address, in a profile of its own."""
    with ExitStack() as opened:

        def one(address: str) -> Window:
            context = browser.new_context(viewport={"width": 1440, "height": 900})
            opened.callback(context.close)
            return Window(context, address)

        yield one


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object, **__: object) -> None:
        return None


@pytest.fixture
def without_following() -> Iterator[None]:
    """Redirects are answers like any other, as long as it lasts."""
    urllib.request.install_opener(urllib.request.build_opener(_Stay))
    yield
    urllib.request.install_opener(urllib.request.build_opener())
