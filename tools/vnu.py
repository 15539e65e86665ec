"""Make sure that the Nu HTML checker and a Java that runs it are installed, for tests of our pages.

Java and npm come from Debian's packages if missing; the checker is the npm package `vnu-jar`, kept in `.venv`.
"""

import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tools.chromium import have_programs

ROOT = Path(__file__).parents[1]
VERSION = "26.9.27"
FOLDER = ROOT / ".venv" / "vnu"
JAR = FOLDER / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
# Debian package by program.
NEEDED = {"java": "default-jre-headless", "npm": "npm"}


def main() -> int:
    """Make sure that the checker is there; return the exit status."""
    if not have_programs(NEEDED):
        return 1
    if JAR.exists():
        return 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    command = ["npm", "install", "--no-save", "--no-audit", "--no-fund", "--silent", f"vnu-jar@{VERSION}"]
    return subprocess.run(command, cwd=FOLDER).returncode


if __name__ == "__main__":
    sys.exit(main())
