"""Find an nginx for the tests of many machines; on Debian, take the program out of the system's package.

The package is not installed: an installed one starts a web server on port 80 of whoever runs the tests.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

# A folder of the environment, so that `make clean` removes it too.
KEPT = Path(__file__).parents[1] / ".venv" / "nginx"
PACKAGE = "nginx"


def find() -> str | None:
    """The path of an nginx on this machine, or of the one that was taken out of a package; None when there is none."""
    # Debian keeps it where only the administrator's path looks.
    path = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", str(KEPT / "usr" / "sbin")])
    return shutil.which("nginx", path=path)


def take_out() -> bool:
    """Fetch Debian's package and unpack it; whether it worked. Needs no rights where the list of packages is known."""
    if not shutil.which("apt-get") or not shutil.which("dpkg-deb"):
        return False
    if not _unpacked():
        become_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
        subprocess.run([*become_root, "apt-get", "update", "-qq"], check=False)
        return _unpacked()
    return True


def _unpacked() -> bool:
    with tempfile.TemporaryDirectory() as folder:
        # Apt fetches as a user of its own, which has to be able to write here; else it complains, and fetches as root.
        Path(folder).chmod(0o777)
        done = subprocess.run(["apt-get", "download", "-qq", PACKAGE], cwd=folder, check=False)
        files = list(Path(folder).glob("*.deb"))
        if done.returncode or not files:
            return False
        return subprocess.run(["dpkg-deb", "--extract", files[0], KEPT], check=False).returncode == 0


def runs(program: str) -> bool:
    """Whether the program starts at all: a package that was only unpacked may miss a library."""
    return subprocess.run([program, "-v"], capture_output=True, check=False).returncode == 0


def main() -> int:
    """Make sure that there is an nginx; gives the exit status."""
    if not find():
        take_out()
    found = find()
    if found and runs(found):
        return 0
    print("nginx is needed, and could not be got or does not start. Install it, then try again.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
