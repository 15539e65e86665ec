"""The wheel, installed apart from the source and used in an empty folder: its commands and its server work."""

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import PATIENCE_MS, READY, ROOT, await_health, free_port

PIP = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]


@dataclass(frozen=True)
class Installed:
    """A folder into which the wheel was installed, and an empty one in which its commands are run."""

    packages: Path
    empty: Path

    @property
    def first_line(self) -> str:
        return f"Reading the record that comes with the program, in {self.packages / 'mri_data' / 'checkout' / 'data'}."

    @property
    def environment(self) -> dict[str, str]:
        """Nothing names a folder of data; what the packages depend on comes from the environment of the tests."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("MRI_", "STREAMLIT_"))}
        return {**kept, "PYTHONPATH": str(self.packages), "WEB_CONCURRENCY": "1"}

    def run(self, *commands: list[str]) -> list[str]:
        """The lines that commands of `mri-data` print, one after the other in one process, which starts once."""
        code = "import json, sys; from mri_data.cli import main; sys.exit(sum(map(main, json.loads(sys.argv[1]))))"
        command = [sys.executable, "-c", code, json.dumps(commands)]
        ended = subprocess.run(command, cwd=self.empty, env=self.environment, capture_output=True, text=True)
        assert (ended.returncode, ended.stderr) == (0, "")
        return ended.stdout.splitlines()


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    folder = tmp_path_factory.mktemp("installed")
    build = [*PIP, "wheel", ".", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True)
    (wheel,) = folder.glob("*.whl")
    packages, empty = folder / "packages", folder / "empty"
    subprocess.run([*PIP, "install", "--no-deps", "--no-compile", "--target", str(packages), str(wheel)], check=True)
    empty.mkdir()
    return Installed(packages, empty)


@pytest.fixture(scope="module")
def installed_server(installed: Installed) -> Iterator[tuple[str, "subprocess.Popen[bytes]"]]:
    """The server that is starting, and its address; it warms up while the commands are tried."""
    port = free_port()
    command = [sys.executable, "-m", "mri_ui.web.serve", "--server.port", str(port)]
    with subprocess.Popen(command, cwd=installed.empty, env=installed.environment, stdout=subprocess.PIPE) as process:
        yield f"http://127.0.0.1:{port}", process
        process.terminate()


@pytest.mark.usefixtures("installed_server")
def test_the_commands_of_the_installed_package_check_export_and_publish_the_record_that_it_carries(
    installed: Installed, tmp_path: Path
) -> None:
    files, site = tmp_path / "files.zip", tmp_path / "site"
    *lines, published = installed.run(
        ["check"],
        ["export", "--format", "zip", "--out", str(files)],
        ["publish", str(site), "--query", "q=handbook", "--base", "https://record.example.org", "--lang", "en"],
    )
    assert lines == [
        installed.first_line,
        "No problems: 7 forums, 10 achievements, 18 places, 108 sources.",
        "Context: 21 meetings, 13 milestones, 6 later forums, 60 States parties.",
        installed.first_line,
        f"Saved {files}: 17 of 17 records.",
        installed.first_line,
    ]
    names = zipfile.ZipFile(files).namelist()
    assert {name.partition(".")[2] for name in names if name.startswith("mri-record-2026-11-30.")} == {
        *("pptx", "pdf", "html", "xlsx", "csv", "json", "geojson"),
        *("semicolon.csv", "csv-metadata.json"),
        *("timeline.png", "map.png", "timeline.svg", "map.svg", "timeline.outlines.svg", "map.outlines.svg"),
    }
    assert "fonts/SourceSans3-Regular.ttf" in names
    assert published.endswith(f"{site}: 1 of 17 records.")
    assert (site / "index.html").is_file()
    assert list(installed.empty.iterdir()) == []


def test_the_server_of_the_installed_package_shows_its_pages_with_the_settings_that_it_carries(
    installed: Installed, installed_server: tuple[str, "subprocess.Popen[bytes]"], browser: Browser
) -> None:
    address, process = installed_server
    assert process.stdout is not None
    assert process.stdout.readline().decode().rstrip() == installed.first_line
    await_health(int(address.rpartition(":")[2]), process)
    page = browser.new_page()
    page.goto(f"{address}/records?kind=forum")
    page.locator(READY).wait_for(timeout=PATIENCE_MS)
    expect(page.get_by_text("7 of 17 records: Forums.").first).to_be_visible()
    expect(page.locator("[data-testid=stApp]")).to_have_css("background-color", "rgb(251, 248, 242)")
    assert page.request.get(f"{address}/app/static/favicon.png").status == 200
    page.close()
