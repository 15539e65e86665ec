"""Find a Chromium for the browser tests, and install one if there is none.

An installed browser is used as it is. Otherwise the system's package is installed on Debian, elsewhere Playwright's
own browser.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
# Drawing without a graphics card, and no network requests of the browser's own at start-up.
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
# Without a graphics card, pages are drawn on the processor at once; Debian's browser would imitate a card for them, in
# three times the processor time.
WITHOUT_CARD = ["--disable-gpu-rasterization", "--disable-gpu-compositing"]


def find() -> str | None:
    """The path of an installed browser; None if there is none or only Playwright's."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def _playwright_has_one() -> bool:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path).exists()


def install_debian(*packages: str) -> bool:
    """Install packages with apt-get, as root or with sudo without a password; return whether it worked."""
    if not shutil.which("apt-get"):
        return False
    become_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    settings = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    commands = (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages])
    try:
        return all(subprocess.run([*become_root, *command], env=settings).returncode == 0 for command in commands)
    except FileNotFoundError:
        return False


def have_programs(packages: Mapping[str, str]) -> bool:
    """Make sure that programs are installed, missing ones from Debian (program -> package); print what cannot be."""
    missing = [package for program, package in packages.items() if not shutil.which(program)]
    installed = not missing or install_debian(*missing)
    if not installed:
        print(f"These are needed, and could not be installed: {', '.join(missing)}. Install them.", file=sys.stderr)
    return installed


def main() -> int:
    """Make sure that there is a browser; return the exit status."""
    if find() or _playwright_has_one():
        return 0
    if install_debian("chromium") and find():
        return 0
    return subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"]).returncode


if __name__ == "__main__":
    sys.exit(main())
