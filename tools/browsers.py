"""Make sure that Firefox, WebKit and a display without a monitor are installed, for tests in browsers but Chromium.

Missing ones are installed from Debian's packages.
"""

import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tools.chromium import install_debian

# Debian package by program. xvfb-run needs xauth.
NEEDED = {
    "firefox-esr": "firefox-esr",
    "WebKitWebDriver": "webkit2gtk-driver",
    "xvfb-run": "xvfb",
    "xauth": "xauth",
}
FAILED = (
    "These packages are needed, and could not be installed: {}. Install them as root (apt-get install), then try again."
)


def webkit() -> str | None:
    """The path of WebKitGTK's browser, which Debian keeps with its libraries; None if there is none."""
    found = sorted(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"))
    return str(found[-1]) if found else None


def missing() -> list[str]:
    """The Debian packages whose programs are not installed."""
    packages = [package for program, package in NEEDED.items() if not shutil.which(program)]
    return packages if webkit() else sorted({*packages, NEEDED["WebKitWebDriver"]})


def main() -> int:
    """Make sure that the browsers are installed; return the exit status."""
    if packages := missing():
        install_debian(*packages)
    if packages := missing():
        print(FAILED.format(", ".join(packages)), file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
