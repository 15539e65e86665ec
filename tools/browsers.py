"""Make sure that Firefox, WebKit and a display without a monitor are installed, for tests in browsers but Chromium.

Missing ones are installed from Debian's packages.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tools.chromium import have_programs, install_debian

# Debian package by program. xvfb-run needs xauth.
NEEDED = {
    "firefox-esr": "firefox-esr",
    "WebKitWebDriver": "webkit2gtk-driver",
    "xvfb-run": "xvfb",
    "xauth": "xauth",
}


def webkit() -> str | None:
    """The path of WebKitGTK's browser, which Debian keeps with its libraries; None if there is none."""
    found = sorted(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"))
    return str(found[-1]) if found else None


def main() -> int:
    """Make sure that the browsers are installed; return the exit status."""
    if not have_programs(NEEDED):
        return 1
    return 0 if webkit() or install_debian(NEEDED["WebKitWebDriver"]) else 1


if __name__ == "__main__":
    sys.exit(main())
