"""One server for both engines, a plain web host for what is made for one, and a window of each engine and width."""

from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from mri_data.exports.html_file import to_html
from mri_data.record.dataset import Dataset
from mri_data.record.view import View
from mri_data.site.publish import publish, view_of
from tests.browser.conftest import running_server
from tests.browser.test_published import Quiet
from tests.browsers.engines import PHONE, WIDE, Engine, Firefox, WebKit

# A page with nothing but a frame as wide as a phone; what stands behind the question mark is the address in it. It does
# not scroll: the bar that WebKit's browser shows after a download leaves less height than the frame has.
FRAME = """<!doctype html><title>Frame</title>
<style>iframe { position: fixed; top: 0; left: 0; width: 390px; height: 844px; border: 0 }</style>
<iframe></iframe>
<script>document.querySelector("iframe").src = decodeURIComponent(location.search.slice(1))</script>"""


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory, dataset: Dataset) -> Path:
    """The folder of a plain web host: the static site, the page in one file, and the frame."""
    folder = tmp_path_factory.mktemp("host")
    publish(view_of(dataset, {}, "https://record.example.org/site"), folder / "site")
    (folder / "record.html").write_bytes(to_html(View(dataset)))
    (folder / "frame.html").write_text(FRAME, "utf-8")
    return folder


@pytest.fixture(scope="session")
def host(files: Path) -> Iterator[str]:
    """The address of the plain web host."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(files))) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def server(host: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the dashboard, which the web host may show in a frame."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MRI_FRAME_ANCESTORS", host.rstrip("/"))
        with running_server(tmp_path_factory.mktemp("guard") / "outside.log") as address:
            yield address


@pytest.fixture(scope="session", params=[Firefox, WebKit])
def engine(
    request: pytest.FixtureRequest, server: str, host: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    """A browser for all tests."""
    downloads = tmp_path_factory.mktemp("browser") / "downloads"
    downloads.mkdir()
    with request.param(server, host, downloads).running() as one:
        yield one


@pytest.fixture(params=[WIDE, PHONE])
def window(request: pytest.FixtureRequest, engine: Engine) -> Iterator[Engine]:
    """The browser with a page of one width; it must have complained of nothing by the end of the test."""
    engine.resize(request.param)
    yield engine
    assert engine.complaints() == []
