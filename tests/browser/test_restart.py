"""A fresh server, and one that is killed and comes back while somebody reads: the page finds its way by itself."""

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
NAVIGATION = ["Overview", "Timeline", "Map", "Records", "Convention", "Present", "Sources and data", "Check my file"]
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


@pytest.fixture(scope="module")
def mortal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Nobody has asked this server for anything before the first test of this module."""
    server = Server(tmp_path_factory.mktemp("mortal") / "outside.log")
    yield server
    server.kill()


def test_a_deep_link_as_the_first_request_to_a_fresh_server_opens_the_whole_view(
    window: OpenWindow, mortal: Server
) -> None:
    page = window(address=f"http://127.0.0.1:{mortal.port}", apart=True).open("/map?kind=forum&years=2008-2010")
    expect(page.get_by_role("banner").get_by_role("link")).to_have_text(NAVIGATION)
    expect(page.get_by_placeholder("Search the record")).to_be_visible()
    expect(page.locator("h1.mri-h1")).to_have_text("Forums 2008 to 2010: three on record")
    expect(page.locator(".mri-status")).to_contain_text("3 of 17 records:")


def test_a_killed_server_that_comes_back_shows_everybody_the_same_view_and_goes_on(
    window: OpenWindow, mortal: Server
) -> None:
    mine = window(address=f"http://127.0.0.1:{mortal.port}", apart=True)
    page = mine.open(VIEW)
    expect(page.locator(STATUS)).to_contain_text("4 of 17 records:")
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
    expect(page.locator(STATUS)).to_contain_text("1 of 17 records:")
    expect(page).to_have_url(f"{mine.address}/records?kind=forum&years=2008-2011&q=athens")
    assert mine.outside == []
