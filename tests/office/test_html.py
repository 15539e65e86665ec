"""Our pages as other programs check them: the Nu HTML checker, and axe with its best practices."""

import json
import subprocess
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from starlette.applications import Starlette
from starlette.testclient import TestClient

from mri_data.exports.formats import export_of
from mri_data.query.filters import Filters
from mri_data.record.dataset import Dataset, load_dataset
from mri_data.record.view import View
from mri_data.schema.context import KINDS
from mri_data.site.publish import publish, view_of
from mri_ui.web.routes import MIDDLEWARE
from tests.hostile import hostile_folder
from tools.vnu import JAR

BASE = "https://record.example.org/a/folder"
# What the checker does not know: that a page from a disk may load what lies beside it, that no policy blocks data
# that nothing runs, and `rx` of SVG 2. In Chromium, other tests find all of it at work.
UNKNOWN = (
    "Bad value “plaintext” for attribute “unicode-bidi”",
    "violates Content Security Policy (meta tag)",
    "CSS: “rx”: Property “rx” doesn't exist.",
)
SIZES = {"wide": (1440, 900), "phone": (390, 844)}
# One page of each kind; `whole` is the page in one file.
KINDS_OF_PAGES = (
    "index",
    "timeline",
    "map",
    "records",
    "convention",
    "sources",
    "records/pga-2009",
    "records/handbook",
    "404",
    "whole",
    "chosen",
)


def written(dataset: Dataset, folder: Path) -> None:
    """The site, the page in one file of all and of some records, and the page for a wrong address."""
    publish(view_of(dataset, {}, BASE), folder / "a" / "folder")
    publish(view_of(dataset, {"q": ["a"]}, ""), folder / "chosen")
    here = folder / "a" / "folder"
    view = View(dataset, context=tuple(KINDS), base="https://record.example.org", public=True)
    (here / "whole.html").write_bytes(export_of(view, "html"))
    (here / "chosen.html").write_bytes(export_of(View(dataset, Filters(kind=("forum",))), "html"))
    (here / "missing.html").write_bytes(TestClient(Starlette(middleware=MIDDLEWARE)).get("/_stcore/metrics").content)


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shipped")
    written(load_dataset(), folder)
    return folder


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data, folder = tmp_path_factory.mktemp("data"), tmp_path_factory.mktemp("hostile")
    hostile_folder(data)
    written(load_dataset(data), folder)
    return folder


def found(folder: Path) -> list[str]:
    """What the Nu checker says of all pages of a folder, each sentence once, with the first page that has it."""
    command = ["java", "-Xss8m", "-jar", str(JAR), "--skip-non-html", "--format", "json", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    told: dict[str, str] = {}
    for one in json.loads(done.stderr)["messages"]:
        if not any(text in one["message"] for text in UNKNOWN):
            told.setdefault(f"{one['message']} {one.get('extract', '')[:120]!r}", Path(one["url"]).name)
    return [f"{page}: {sentence}" for sentence, page in told.items()]


@pytest.mark.parametrize("record", ["shipped", "hostile"])
def test_the_nu_checker_has_nothing_to_say_of_any_page(record: str, request: pytest.FixtureRequest) -> None:
    folder: Path = request.getfixturevalue(record)
    assert len(list(folder.rglob("*.html"))) > 30
    assert found(folder) == []


class Quiet(SimpleHTTPRequestHandler):
    """A plain file server that prints nothing."""

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def host(shipped: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(shipped))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/a/folder/"
        server.shutdown()


@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing_not_even_against_its_best_practices(size: str, host: str, browser: Browser) -> None:
    width, height = SIZES[size]
    with browser.new_page(viewport={"width": width, "height": height}) as page:
        for kind in KINDS_OF_PAGES:
            page.goto(f"{host}{kind}.html")
            violations = Axe().run(page).response["violations"]
            assert [(kind, one["id"], [node["html"][:160] for node in one["nodes"]][:3]) for one in violations] == []
