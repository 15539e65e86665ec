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


# Sides that are the same in every language: a chart, whose time runs to the right, and one line for each direction.
SIDES = re.compile(
    r"(?:margin|padding|border|scroll-margin)-(?:left|right)[\w-]*:|(?<![\w-])(?:left|right):"
    r"|(?:text-align|float|clear): *(?:left|right)|border-(?:top|bottom)-(?:left|right)-radius:"
    r"|(?:margin|padding|inset):(?: +(?:[\w.%-]+|calc\([^;]*?\))(?=[ ;])){4}"
)


@pytest.mark.parametrize("sheet", [SHARED, *OTHERS], ids=lambda path: path.name)
def test_sheets_say_start_and_end_as_lines_may_be_written_from_right_to_left(sheet: Path) -> None:
    rules = re.findall(r"([^{};]+)\{([^{}]*)\}", re.sub(r"/\*.*?\*/", "", sheet.read_text("utf-8"), flags=re.DOTALL))
    found = [(head.strip(), body) for head, body in rules if SIDES.search(body) and '[dir="rtl"]' not in head]
    assert found == []
    assert SIDES.search("padding: 0 1rem 0 2rem;")
    assert not SIDES.search("padding: 0 1rem;")
