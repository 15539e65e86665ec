"""The documents of the repository: every link leads somewhere, and pictures are few and small."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
DOCUMENTS = sorted(
    path
    for path in ROOT.rglob("*.md")
    if not any(part.startswith(".") or part == "sample" for part in path.relative_to(ROOT).parts)
)


def links(document: Path) -> list[str]:
    """Where the links and pictures of a document lead, without those that leave the repository."""
    return [link for link in LINK.findall(document.read_text("utf-8")) if "://" not in link]


def anchors(document: Path) -> set[str]:
    """The anchors of a document's headings, as code hosts make them."""
    headings = re.findall(r"^#+ (.+)$", document.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


# In CONTRIBUTING.md: `FILE`, or `FILE: NAME`, perhaps with more names of that file after it.
NAMED = re.compile(r"`([\w.-]+(?:/[\w.-]+)+)(?:: ([\w.]+)`((?:, `\w+`)*)|`)")
HOMES = (ROOT, ROOT / "src", ROOT / "src" / "mri_data")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_in_a_document_leads_to_a_file_or_a_heading(document: Path) -> None:
    for link in links(document):
        path, _, heading = link.partition("#")
        target = (document.parent / path) if path else document
        assert target.exists(), f"{link}: no such file"
        assert not heading or heading in anchors(target), f"{link}: no such heading"


def test_pictures_are_shown_by_a_document_and_are_100_kb_at_most() -> None:
    shown = {(document.parent / link).resolve() for document in DOCUMENTS for link in links(document)}
    pictures = set((ROOT / "docs" / "pictures").iterdir())
    assert pictures
    assert pictures <= shown
    assert {picture.name for picture in pictures if picture.stat().st_size > 100_000} == set()


def test_every_file_and_name_that_a_newcomer_is_sent_to_is_there() -> None:
    rows = NAMED.findall((ROOT / "CONTRIBUTING.md").read_text("utf-8"))
    assert len(rows) > 100
    for path, name, more in rows:
        (home, *_) = [one for one in HOMES if (one / path).exists()] or pytest.fail(f"{path}: no such file")
        for one in filter(None, (name, *re.findall(r"\w+", more))):
            text = (home / path).read_text("utf-8")
            assert re.search(rf"\b{one.rpartition('.')[2]}\b", text), f"{path} has no {one}"
