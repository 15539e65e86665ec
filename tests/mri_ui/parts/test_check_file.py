"""What the page that checks a file adds to a problem: a name that no list has may be new, and where a new one goes."""

import pytest

from mri_data.reading.raw import RawRecord
from mri_data.record.checked_file import check_file
from mri_data.words.catalogue import words
from mri_ui.parts import check_file as page
from tests.bad_files import book, cell


@pytest.mark.parametrize(
    ("place", "text", "hint"),
    [
        ("J3", "Timbuktu", "Is the place new? Add a row for it to the places (in a workbook, the sheet Places)"),
        ("S3", "zebra-1999", "Is the source new? Add it to the sources (in a workbook, a row in the sheet Sources)"),
        ("L3", "Zebra Council", "Is the body or meeting new? Give it a code and its full name in the names (in a"),
        ("O3", "Zebra Council", "Is the body or meeting new? Give it a code and its full name in the names (in a"),
        ("J3", "Brussells", ""),
        ("E3", "Zebra", ""),
    ],
)
def test_a_name_that_no_list_has_is_answered_with_where_a_new_one_goes(place: str, text: str, hint: str) -> None:
    findings = check_file(book(cell(place, text)), "record.xlsx", RawRecord({}, {}, "")).of_class("mend")
    (found,) = {page._hint(one.problem, words("en")) for one in findings if text in one.problem.message}
    assert found.startswith(hint)
    assert bool(found) is bool(hint)
