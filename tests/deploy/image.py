"""What the image holds, worked out from its Dockerfile: there is no container engine where these tests run."""

import re
import shlex
import shutil
from pathlib import Path

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
DOCKERFILE = DEPLOY / "Dockerfile"
# Puts all that is mounted out of reach of writing, sees that it is, and only then begins what it is given.
READ_ONLY = """
while read -r _ folder _; do
  case $folder in /proc*|/sys*|/dev|/dev/*) continue;; esac
  mount -o remount,bind,ro "$folder" || exit 90
done < /proc/self/mounts
if touch probe 2>/dev/null || touch /var/tmp/probe 2>/dev/null; then exit 91; fi
exec "$@"
"""


def instructions() -> list[tuple[str, str]]:
    """The lines of the Dockerfile, as the word at the beginning and the rest; continued lines are one."""
    text = re.sub(r"\\\n\s*", "", DOCKERFILE.read_text("utf-8"))
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [(line.split()[0], line.split(maxsplit=1)[1]) for line in lines]


def last_stage() -> list[tuple[str, str]]:
    """The instructions from the last FROM on."""
    found = instructions()
    start = max(at for at, (word, _) in enumerate(found) if word == "FROM")
    return found[start:]


def environment() -> dict[str, str]:
    """What the image sets in the environment."""
    return dict(pair.split("=", 1) for word, rest in last_stage() if word == "ENV" for pair in shlex.split(rest))


def copied() -> list[tuple[str, str]]:
    """From where in the repository to where in the image, for each file or folder that is copied."""
    lists = [rest.split() for word, rest in instructions() if word == "COPY" and not rest.startswith("--from")]
    return [(source, words[-1]) for words in lists for source in words[:-1]]


def lay_out(folder: Path) -> None:
    """Put into an empty folder what the image has in its working directory."""
    for source, target in copied():
        found = ROOT / source
        if found.is_dir():
            shutil.copytree(found, folder / target, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
        else:
            shutil.copy(found, folder / target)
