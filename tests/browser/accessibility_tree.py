"""What a screen reader finds on a page, as a short text, compared with the text that is kept in `snapshots/`.

After a change that is meant, write the files anew, and read their difference before you commit them:
`UPDATE_SNAPSHOTS=1 .venv/bin/python -m pytest tests/browser -m snapshots`
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Locator

FOLDER = Path(__file__).with_name("snapshots")
# Of a line, what it is indented by, and its role, name and states.
LINE = re.compile(r"""( *)- '?([a-z]+)((?: "(?:[^"\\]|\\.)*")?(?: \[[^]]*\])*)""")
# The main part of a page of the dashboard.
MAIN = "[data-testid=stMain]"
# Roles that are counted instead of shown with what is in them, and roles of text, whose children still count.
COUNTED = {"table": "row", "list": "listitem"}
TEXT = {"paragraph", "text", "strong", "emphasis", "term", "definition", "time", "code", "caption"}


def structure(tree: str) -> Iterator[str]:
    """The lines of an accessibility tree without running text; of a table and a list, the number of rows or items."""
    lines = tree.splitlines()
    inside = None
    for at, line in enumerate(lines):
        found = LINE.match(line)
        if not found or (inside is not None and len(found[1]) > inside):
            continue
        inside, role = None, found[2]
        if role in COUNTED:
            inside = len(found[1])
            yield f"{found[1]}- {role}{found[3]} ({_count(lines[at + 1 :], inside, COUNTED[role])})"
        elif role not in TEXT:
            yield f"{found[1]}- {role}{found[3]}"


def _count(lines: list[str], inside: int, role: str) -> int:
    """How many lines with a role follow that are further inside."""
    count = 0
    for line in lines:
        if len(line) - len(line.lstrip()) <= inside:
            break
        count += line.lstrip().startswith((f"- {role} ", f"- {role}:", f"- '{role} ")) or line.lstrip() == f"- {role}"
    return count


def expect_as_kept(part: Locator, name: str) -> None:
    """Expect of a part of a page the accessibility tree in its file, or write the file if that is wanted."""
    file, now = FOLDER / f"{name}.txt", "\n".join(structure(part.aria_snapshot())) + "\n"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(now, "utf-8")
    assert now == file.read_text("utf-8"), f"{file.name} differs; see the top of {Path(__file__).name}"
