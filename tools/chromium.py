"""Find a Chromium for the browser tests; install one where there is none.

One that is there is used as it is; on Debian the system's package is installed, elsewhere Playwright's own.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
# Software WebGL for the map, and none of the calls home that a browser makes at its start.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
]


def find() -> str | None:
    """The path of a browser on this machine; None when there is only Playwright's, or none."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def _playwright_has_one() -> bool:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path).exists()


def install_debian(*packages: str) -> bool:
    """Install packages where this is a Debian and we may; whether it worked."""
    if not shutil.which("apt-get"):
        return False
    become_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    settings = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    commands = (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages])
    try:
        return all(subprocess.run([*become_root, *command], env=settings).returncode == 0 for command in commands)
    except FileNotFoundError:
        return False


def main() -> int:
    """Make sure that there is a browser; gives the exit status."""
    if find() or _playwright_has_one():
        return 0
    if install_debian("chromium") and find():
        return 0
    return subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"]).returncode


if __name__ == "__main__":
    sys.exit(main())
