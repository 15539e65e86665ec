"""A row without an id is offered one in the style of its table."""

from pathlib import Path

import pytest

from mri_data.record.dataset import load_dataset
from tests.conftest import DataFolder


def likely(folder: Path) -> list[tuple[int, str]]:
    """Row and text of the likely ids of all problems."""
    problems = [one for one in load_dataset(folder).problems if one.column == "id"]
    return [(row, text) for one in problems for fix in one.fixes for row, _, text in fix.cells]


@pytest.mark.parametrize(
    ("file", "record", "date", "expected"),
    [
        ("forums.csv", "pga-2011", None, "pga-2011"),
        ("forums.csv", "pga-2011", "April 2015", "pga-2015"),
        ("forums.csv", "pga-2011", "2013", ""),
        ("forums.csv", "pga-2011", "2014-2015", ""),
        ("forums.csv", "pga-2011", "soon", ""),
        ("achievements.csv", "ngo-platform", None, "ngo-platform-of-action-on-the-follow-up"),
        ("achievements.csv", "grassroots", None, "assistance-to-grassroots-organisations"),
        ("places.csv", "mexico-city", None, "mexico-city"),
        ("context/convention.csv", "icrmw-dz", None, "icrmw-dz"),
        ("context/later_forums.csv", "later-pga-2015", None, "later-pga-2015"),
    ],
)
def test_a_row_without_an_id_is_offered_one_that_no_row_has(
    whole_folder: DataFolder, file: str, record: str, date: str | None, expected: str
) -> None:
    heads, *rows = whole_folder.rows(file)
    at = next(number for number, row in enumerate(rows) if row[0] == record)
    rows[at][0] = ""
    if date is not None:
        rows[at][heads.index("date")] = date
    whole_folder.write(file, [heads, *rows])
    assert likely(whole_folder.path) == ([(at + 2, expected)] if expected else [])


def test_two_rows_that_follow_one_another_have_an_id_each(whole_folder: DataFolder) -> None:
    heads, *rows = whole_folder.rows("forums.csv")
    for row in rows[-2:]:
        row[0] = ""
    whole_folder.write("forums.csv", [heads, *rows])
    assert likely(whole_folder.path) == [(7, "pga-2011"), (8, "pga-2013")]
    rows[-1][heads.index("date")] = "2011"
    whole_folder.write("forums.csv", [heads, *rows])
    assert likely(whole_folder.path) == [(7, "pga-2011")]
