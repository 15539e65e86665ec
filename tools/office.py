"""Find LibreOffice and poppler for the tests that open files with programs that did not write them; install them
from Debian's packages where they are not there.
"""

import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tools.chromium import install_debian

# Program -> Debian's package.
NEEDED = {"soffice": "libreoffice-impress", "pdftotext": "poppler-utils"}


def main() -> int:
    """Make sure that the programs are there; gives the exit status."""
    missing = [package for program, package in NEEDED.items() if not shutil.which(program)]
    if missing and not install_debian(*missing):
        print(f"These are needed, and could not be installed: {', '.join(missing)}.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
