"""Make sure that LibreOffice, poppler and librsvg are installed, for tests that open our files with other programs.

Missing ones are installed from Debian's packages.
"""

import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tools.chromium import install_debian

# Debian package by program.
NEEDED = {"soffice": "libreoffice-impress", "localc": "libreoffice-calc", "pdftotext": "poppler-utils"}
NEEDED |= {"rsvg-convert": "librsvg2-bin"}


def main() -> int:
    """Make sure that the programs are installed; return the exit status."""
    missing = [package for program, package in NEEDED.items() if not shutil.which(program)]
    if missing and not install_debian(*missing):
        print(f"These are needed, and could not be installed: {', '.join(missing)}.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
