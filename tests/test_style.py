"""The parts of pages have one style sheet: what it styles, no other sheet styles a second time."""

import re
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src"
SHARED = SOURCE / "mri_data/html/templates/style.css"
OTHERS = sorted(path for path in SOURCE.rglob("*.css") if path != SHARED)
# A comma between selectors, and none within brackets.
COMMA = re.compile(r",(?![^(]*\))")


def selectors(text: str) -> set[str]:
    """The selectors of a sheet by what their names mean: `.mri-count`, `.is-count` and `.count` are one."""
    heads = re.findall(r"([^{};]+)\{", re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL))
    rules = [" ".join(head.split()) for head in heads if not head.strip().startswith("@")]
    return {re.sub(r"\.(?:mri|is)-", ".", one).strip() for rule in rules for one in COMMA.split(rule)}


@pytest.mark.parametrize("other", OTHERS, ids=lambda path: path.name)
def test_no_selector_of_the_parts_stands_in_a_second_sheet(other: Path) -> None:
    assert selectors(SHARED.read_text("utf-8")) & selectors(other.read_text("utf-8")) == set()


def test_a_selector_is_found_within_lists_conditions_and_under_another_name() -> None:
    sheet = "/* .x { } */ .mri-a, :is(.b, .mri-c) d { color: red; }\n@media print { .is-e::before { content: ''; } }"
    assert selectors(sheet) == {".a", ":is(.b, .c) d", ".e::before"}


def test_all_templates_stand_in_one_room() -> None:
    assert {path.parent for path in SOURCE.rglob("*.html")} == {SHARED.parent}


def test_there_are_sheets_to_compare() -> None:
    names = {"page.css", "streamlit.css", "present.css", "pack.css", "copy_link.css", "file_transfer.css"}
    assert {path.name for path in OTHERS} == names
