"""One server and one browser for all browser tests; each test gets a window of its own."""

import os
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal
from urllib.error import URLError
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tools.chromium import ARGUMENTS, WITHOUT_CARD, find

ROOT = Path(__file__).parents[2]
READY = "[data-testid=stApp][data-test-script-state=notRunning][data-test-connection-state=CONNECTED]"
START_SECONDS = 180
PATIENCE_MS = 30_000
expect.set_options(timeout=PATIENCE_MS)
# Pages of one profile share the process that draws them: to start one takes as long as all else of opening a page.
SHARED_PROCESS = "--process-per-site"
# Streamlit asks below a deep link for its own addresses, to find out its base path, and is told that there are none.
OWN_PROBES = ("/_stcore/health", "/_stcore/host-config")
# Labels of charts that are smaller than 12 px on screen.
SMALL_PX = """all => all.filter(one => parseFloat(getComputedStyle(one).fontSize) * one.getScreenCTM().a < 12)
    .map(one => one.textContent)"""


@contextmanager
def running_server(log: Path, **settings: str) -> Iterator[str]:
    """A fresh server on a free port of this machine; gives its address, ends by its own process id."""
    port = free_port()
    with started(log, port, **settings) as process:
        try:
            await_health(port, process)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def free_port() -> int:
    """A port of this machine that nobody listens at."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def started(log: Path, port: int, **settings: str) -> "subprocess.Popen[bytes]":
    """A server that is starting at a port; whom it turns to outside goes into the log. `settings` are of its
    environment.
    """
    guard = {"PYTHONPATH": str(Path(__file__).with_name("guard")), "MRI_GUARD_LOG": str(log)}
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(port)]
    command += ["--server.fileWatcherType", "none", "--runner.postScriptGC", "false"]
    return subprocess.Popen(command, cwd=ROOT, env={**os.environ, **guard, **settings}, stdout=subprocess.DEVNULL)


def await_health(port: int, process: "subprocess.Popen[bytes]") -> None:
    """Ask until the server answers; each refusal comes at once, so the pause is the process's own wait."""
    for _ in range(START_SECONDS * 4):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=START_SECONDS):
                return
        except URLError:
            try:
                process.wait(0.25)
            except subprocess.TimeoutExpired:
                continue
            pytest.fail("the server ended before it answered")
    pytest.fail("the server did not answer")


@pytest.fixture(scope="session")
def guard_log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("guard") / "outside.log"


@pytest.fixture(scope="session")
def server(guard_log: Path) -> Iterator[str]:
    with running_server(guard_log) as address:
        yield address
    assert not guard_log.exists(), "the server turned to another machine"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=find(), args=[*ARGUMENTS, *WITHOUT_CARD, SHARED_PROCESS])
        yield found
        found.close()


class Window:
    """A browser window that notes what it asks of other hosts and what its console complains about."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.context, self.address = context, address
        self.asked: list[str] = []
        self.outside: list[str] = []
        self.complaints: list[str] = []
        self.page: Page = context.new_page()
        self.page.set_default_timeout(PATIENCE_MS)
        self.page.on("request", self._note_request)
        self.page.on("console", self._note_console)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _note_request(self, request: object) -> None:
        self.asked.append(request.url)  # type: ignore[attr-defined]
        address = urlsplit(request.url)  # type: ignore[attr-defined]
        if address.scheme not in ("data", "blob") and address.netloc != urlsplit(self.address).netloc:
            self.outside.append(request.url)  # type: ignore[attr-defined]

    def _note_console(self, message: object) -> None:
        where = message.location.get("url", "")  # type: ignore[attr-defined]
        if message.type == "error" and not where.endswith(OWN_PROBES):  # type: ignore[attr-defined]
            self.complaints.append(f"{message.text} {where}")  # type: ignore[attr-defined]

    def open(self, path: str) -> Page:
        """Go to an address of the dashboard and wait until it has been drawn."""
        self.page.goto(self.address + path)
        return self.ready()

    def ready(self) -> Page:
        """Wait until the script has run and what it sent stands on the page."""
        self.page.wait_for_selector(READY)
        self.page.wait_for_selector("h1.mri-h1")
        self.page.evaluate("document.fonts.ready.then(() => true)")
        self.page.wait_for_selector(READY)
        return self.page

    def drawn(self, selector: str) -> None:
        """Wait until the chart in this place is seen."""
        self.page.wait_for_selector(f"{selector} .mri-chart svg >> visible=true")


OpenWindow = Callable[..., Window]


def faults(page: Page, within: str | None = None) -> list[str]:
    """What axe finds serious or critical on a page as it stands, or in what a selector finds of it."""
    found = Axe().run(page, context=within).response["violations"]
    grave = [one for one in found if one["impact"] in ("serious", "critical")]
    return [f"{one['id']}: {[node['html'][:200] for node in one['nodes']][:3]}" for one in grave]


def walked(page: Page, keys: str) -> list[str | None]:
    """The name of what has the focus after each of these keys."""
    found = []
    for key in keys.split():
        page.keyboard.press(key)
        found.append(page.evaluate("document.activeElement.getAttribute('aria-label')"))
    return found


@pytest.fixture(scope="session")
def kept(browser: Browser) -> Iterator[dict[str, BrowserContext]]:
    """One profile each for light, dark and touched windows: they keep what was loaded, so that a page opens sooner.

    In each, a page of this machine's servers and one of its files stay open, and with them the processes that draw all
    others.
    """
    contexts = {
        "light": browser.new_context(color_scheme="light"),
        "dark": browser.new_context(color_scheme="dark"),
        "touch": browser.new_context(color_scheme="light", has_touch=True),
    }
    for context in contexts.values():
        served = context.new_page()
        served.route("**", lambda route: route.fulfill(body=""))
        served.goto("http://127.0.0.1/")
        context.new_page().goto(Path(__file__).as_uri())
    yield contexts
    for context in contexts.values():
        context.close()


@pytest.fixture
def window(browser: Browser, server: str, kept: dict[str, BrowserContext]) -> Iterator[OpenWindow]:
    """Opens windows: `window(1280, 720, dark=True)`; one for `touch`, light and touched with a finger; `apart` in a
    profile of its own. They close with the test.
    """
    opened_windows: list[Window] = []
    contexts: list[BrowserContext] = []

    def opened(
        width: int = 1440,
        height: int = 900,
        *,
        dark: bool = False,
        touch: bool = False,
        address: str = "",
        apart: bool = False,
    ) -> Window:
        scheme: Literal["dark", "light"] = "dark" if dark else "light"
        context = browser.new_context(color_scheme=scheme) if apart else kept["touch" if touch else scheme]
        contexts.extend([context] if apart else [])
        one = Window(context, address or server)
        one.page.set_viewport_size({"width": width, "height": height})
        opened_windows.append(one)
        return one

    yield opened
    for one in opened_windows:
        one.page.close()
    for context in contexts:
        context.close()
    for context in kept.values():
        context.set_offline(False)
        context.clear_permissions()
        context.clear_cookies()
