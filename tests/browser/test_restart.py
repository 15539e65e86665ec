"""The server is killed and comes back while somebody reads: the page finds its way back by itself."""

import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import READY, OpenWindow, await_health, free_port, started

STATUS = "p[role=status]"
APP = "[data-testid=stApp]"
# Connected, and a run since has ended: until then nothing can be chosen.
BACK = f"body:not([inert]) {READY}"
VIEW = "/records?kind=forum&years=2008-2011&record=pga-2010"


class Server:
    """A server at one port, which can be killed and started again."""

    def __init__(self, log: Path) -> None:
        self.log, self.port = log, free_port()
        self.process: subprocess.Popen[bytes] = started(log, self.port)
        await_health(self.port, self.process)

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def start(self) -> None:
        self.process = started(self.log, self.port)
        await_health(self.port, self.process)


@pytest.fixture
def mortal(tmp_path: Path) -> Iterator[Server]:
    server = Server(tmp_path / "outside.log")
    yield server
    server.kill()


def test_a_killed_server_that_comes_back_shows_everybody_the_same_view_and_goes_on(
    window: OpenWindow, mortal: Server
) -> None:
    mine = window(address=f"http://127.0.0.1:{mortal.port}", apart=True)
    page = mine.open(VIEW)
    expect(page.locator(STATUS)).to_contain_text("4 of 17 records.")
    shown = {part: page.locator(part).inner_text() for part in ("h1.mri-h1", STATUS, ".mri-detail .mri-name")}
    mortal.kill()
    page.wait_for_selector(f"{APP}:not([data-test-connection-state=CONNECTED])")
    mortal.start()
    page.wait_for_selector(BACK)
    mine.ready()
    for part, text in shown.items():
        expect(page.locator(part)).to_have_text(text)
    expect(page).to_have_url(mine.address + VIEW)
    # What was a choice is one still, and the next is added to it.
    page.get_by_placeholder("Search the record").fill("athens")
    page.keyboard.press("Enter")
    expect(page.locator(STATUS)).to_contain_text("1 of 17 records.")
    expect(page).to_have_url(f"{mine.address}/records?kind=forum&years=2008-2011&q=athens")
    assert mine.outside == []
