"""Write the container's requirements files with hashes: run `make requirements` after a change of versions.

pip finds the files, from the index that it is configured for; only names, versions and hashes are written.
"""

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"
PYTHON = "3.11"
MACHINES = ("x86_64", "aarch64")
# The wheel platforms that run in the base image.
PLATFORMS = ("manylinux_2_17", "manylinux2014", "manylinux_2_24", "manylinux_2_27", "manylinux_2_28", "manylinux_2_31")
HEAD = "# {what}, with the hash of each file. Written by `make requirements`; do not edit.\n"


def main() -> None:
    """Write both requirements files."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    _write("requirements-build.txt", "What builds the package", project["build-system"]["requires"])
    extras = project["project"]["optional-dependencies"]
    wanted = [*project["project"]["dependencies"], *extras["fonts"]]
    _write("requirements.txt", "What the dashboard needs, and fonts for other scripts", wanted)


def _write(name: str, what: str, wanted: Sequence[str]) -> None:
    files = _found(wanted, [])
    anywhere = [one for one in files if not _is_for_one_machine(one)]
    others = [_pinned(one) for one in files if _is_for_one_machine(one)]
    for machine in MACHINES if others else ():
        named = [part for platform in PLATFORMS for part in ("--platform", f"{platform}_{machine}")]
        only = ["--no-deps", "--only-binary", ":all:", "--python-version", PYTHON, *named]
        anywhere += _found(others, only)
    (DEPLOY / name).write_text(HEAD.format(what=what) + "".join(_lines(anywhere)), "utf-8")


def _found(wanted: Sequence[str], more: Sequence[str]) -> list[dict[str, Any]]:
    """The install report of pip for some requirements: each file with name, version and hash."""
    with TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--dry-run"]
        command += ["--ignore-installed", "--target", folder, "--constraint", str(ROOT / "constraints.txt")]
        subprocess.run([*command, "--report", str(report), *more, *wanted], check=True)
        return list(json.loads(report.read_text("utf-8"))["install"])


def _is_for_one_machine(found: dict[str, Any]) -> bool:
    file = found["download_info"]["url"].rpartition("/")[2]
    return file.endswith(".whl") and not file.endswith("-any.whl")


def _pinned(found: dict[str, Any]) -> str:
    name = re.sub(r"[-_.]+", "-", found["metadata"]["name"]).lower()
    return f"{name}=={found['metadata']['version']}"


def _lines(files: Iterable[dict[str, Any]]) -> Iterable[str]:
    """A line for each version, with the hashes of all its files; pip accepts any of them."""
    hashes: dict[str, set[str]] = {}
    for one in files:
        hashes.setdefault(_pinned(one), set()).add(one["download_info"]["archive_info"]["hashes"]["sha256"])
    for pinned, known in sorted(hashes.items()):
        yield " ".join([pinned, *(f"--hash=sha256:{one}" for one in sorted(known))]) + "\n"


if __name__ == "__main__":
    main()
