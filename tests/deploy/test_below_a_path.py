"""What the image holds, run where it can write nothing, below a base path, and behind the same nginx."""

import os
import subprocess
import sys

from playwright.sync_api import expect

from tests.deploy.conftest import BELOW, Fleet, OpenProxy, free_port
from tests.deploy.test_two_replicas import STATUS, STREAM, OpenWindow, asked, refused_or_failed


def test_the_dashboard_works_below_a_path_from_the_files_of_the_image_without_writing_any(
    fleet: Fleet, nginx: OpenProxy, window: OpenWindow
) -> None:
    proxy = nginx(fleet.below.port)
    mine = window(proxy.address)
    page = mine.open(f"{BELOW}/records?kind=forum&years=2008-2010")
    expect(page.locator(STATUS)).to_contain_text("3 of 17 records:")
    page.get_by_role("navigation").get_by_role("link", name="Timeline").click()
    expect(page).to_have_url(f"{proxy.address}{BELOW}/timeline?kind=forum&years=2008-2010")
    mine.ready()
    page.close()
    lines = proxy.await_lines(BELOW + STREAM, 1)
    assert refused_or_failed(lines) == []
    assert [line.path for line in lines if not line.path.startswith(f"{BELOW}/")] == []
    assert mine.complaints == []


def test_what_is_limited_and_closed_at_the_root_is_so_below_a_path(fleet: Fleet, nginx: OpenProxy) -> None:
    address = nginx(fleet.below.port).address + BELOW
    assert asked(f"{address}/_stcore/metrics")[0] == 404
    assert asked(f"{address}/healthz")[0] == 200
    statuses = [asked(f"{address}/api/export/csv")[0] for _ in range(40)]
    assert set(statuses) == {200, 429}


def test_the_files_of_the_image_are_what_runs_there(fleet: Fleet) -> None:
    told = subprocess.run(
        [sys.executable, "-c", "import mri_data, mri_ui; print(mri_data.__file__, mri_ui.__file__)"],
        cwd=fleet.below.folder,
        env={**os.environ, **fleet.below.settings},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert [path.startswith(str(fleet.below.folder)) for path in told.split()] == [True, True]


def test_the_image_asks_its_own_dashboard_whether_it_is_warm(fleet: Fleet) -> None:
    command = [sys.executable, "healthy.py"]
    settings = {**os.environ, **fleet.below.settings}
    asked_there = subprocess.run(command, cwd=fleet.below.folder, env=settings, check=False)
    elsewhere = {**settings, "STREAMLIT_SERVER_PORT": str(free_port())}
    nobody_there = subprocess.run(command, cwd=fleet.below.folder, env=elsewhere, check=False, capture_output=True)
    assert (asked_there.returncode, nobody_there.returncode) == (0, 1)
    assert b"does not answer as it should" in nobody_there.stderr
