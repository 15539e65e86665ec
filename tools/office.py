"""Make sure that LibreOffice, poppler, librsvg and some fonts are there, to open our files with other programs.

Missing programs are installed from Debian's packages.
"""

import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tools.chromium import have_programs

# Debian package by program.
NEEDED = {"soffice": "libreoffice-impress", "localc": "libreoffice-calc", "pdftotext": "poppler-utils"}
NEEDED |= {"rsvg-convert": "librsvg2-bin"}
# Packages of the fonts that slides are opened with: as wide as Arial, as Calibri, and the widest of the usual ones.
# They are unpacked instead of installed, so that browsers on this machine draw as before.
FONTS = ("fonts-liberation", "fonts-crosextra-carlito", "fonts-dejavu-core")
FOLDER = Path(__file__).parents[1] / ".venv" / "office-fonts"


def unpack_fonts() -> bool:
    """Unpack the fonts into `FOLDER`, if they are not there; return whether they are."""
    FOLDER.mkdir(exist_ok=True)
    if not list(FOLDER.rglob("*.ttf")):
        subprocess.run(["apt-get", "download", "-qq", *FONTS], cwd=FOLDER, check=False)
        for package in FOLDER.glob("*.deb"):
            subprocess.run(["dpkg-deb", "-x", str(package), str(FOLDER)], check=True)
    return bool(list(FOLDER.rglob("*.ttf")))


def main() -> int:
    """Make sure that the programs are installed; return the exit status."""
    if not have_programs(NEEDED):
        return 1
    if not unpack_fonts():
        print(f"These are needed, and could not be unpacked: {', '.join(FONTS)}.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
