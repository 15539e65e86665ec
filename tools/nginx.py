"""Find an nginx for the tests with several replicas; on Debian, unpack the program from the system's package.

The package is unpacked and not installed, because installing it would start a web server on port 80.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

# Inside the virtual environment, so that `make clean` removes it too.
KEPT = Path(__file__).parents[1] / ".venv" / "nginx"
PACKAGE = "nginx"


def find() -> str | None:
    """The path of an installed nginx or of the unpacked one; None if there is neither."""
    # Debian installs it in a folder that is only on root's PATH.
    path = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", str(KEPT / "usr" / "sbin")])
    return shutil.which("nginx", path=path)


def take_out() -> bool:
    """Download Debian's package and unpack it; return whether it worked.

    Needs root or sudo only if the package lists must be updated first.
    """
    if not shutil.which("apt-get") or not shutil.which("dpkg-deb"):
        return False
    if not _unpacked():
        become_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
        subprocess.run([*become_root, "apt-get", "update", "-qq"], check=False)
        return _unpacked()
    return True


def _unpacked() -> bool:
    with tempfile.TemporaryDirectory() as folder:
        # apt downloads as its own user, which must be able to write here; else it warns and downloads as root.
        Path(folder).chmod(0o777)
        done = subprocess.run(["apt-get", "download", "-qq", PACKAGE], cwd=folder, check=False)
        files = list(Path(folder).glob("*.deb"))
        if done.returncode or not files:
            return False
        return subprocess.run(["dpkg-deb", "--extract", files[0], KEPT], check=False).returncode == 0


def runs(program: str) -> bool:
    """Whether the program starts at all; an unpacked one may lack a library."""
    return subprocess.run([program, "-v"], capture_output=True, check=False).returncode == 0


def main() -> int:
    """Make sure that there is an nginx; return the exit status."""
    if not find():
        take_out()
    found = find()
    if found and runs(found):
        return 0
    print("nginx is needed, and could not be got or does not start. Install it, then try again.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
