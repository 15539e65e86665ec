"""What is only worth a look is said by the command and on the page, and leaves nothing out."""

from datetime import date
from html import unescape
from pathlib import Path

import pytest

from mri_data.cli import main
from mri_data.record.dataset import Dataset, load_dataset
from mri_data.site.publish import publish, view_of
from tests.conftest import DataFolder
from tests.pages.test_pages import opened, words

Captured = pytest.CaptureFixture[str]
ZERO = (
    'places.csv, line 6, column "lat": Latitude and longitude are both 0, a point in the sea off West Africa. '
    "Write the real coordinates, or delete this place."
)


@pytest.fixture
def doubtful(data_folder: DataFolder) -> DataFolder:
    """A record whose Durban lies at 0, 0."""
    data_folder.set("places.csv", "durban", "lat", "0")
    data_folder.set("places.csv", "durban", "lon", "0.0")
    return data_folder


def test_the_shipped_record_has_no_warnings(dataset: Dataset) -> None:
    assert dataset.warnings == ()


def test_a_warning_leaves_no_record_out(doubtful: DataFolder) -> None:
    found = doubtful.load()
    assert [doubt.sentence for doubt in found.warnings] == [ZERO]
    assert (found.problems, found.left_out, len(found.records)) == ((), (), 17)


def test_a_day_of_the_data_that_is_too_early_is_one_sentence(whole_folder: DataFolder) -> None:
    whole_folder.replace("about.toml", "data_date = 2026-11-30", "data_date = 1926-11-24")
    (said,) = whole_folder.warnings()
    assert said.startswith('about.toml, key "data_date": ')
    assert said.endswith('are later than "1926-11-24". Write the day up to which the data is current.')
    assert (whole_folder.sentences(), whole_folder.load().left_out) == ([], ())


# Of dates before 1919 nothing was said as long as the day of the data was too early, though they have nothing to do
# with it.
def test_a_year_of_another_century_is_reported_while_the_day_of_the_data_is_too_early(data_folder: DataFolder) -> None:
    data_folder.replace("about.toml", "data_date = 2026-11-30", "data_date = 1926-11-24")
    data_folder.set("forums.csv", "pga-2008", "date", "1808")
    early, long_ago = data_folder.warnings()
    assert early.startswith('about.toml, key "data_date": ')
    assert ' are later than "1926-11-24". ' in early
    assert long_ago.startswith('forums.csv, line 4, column "date": "1808" is before 1919, ')


def test_a_day_of_the_data_that_is_still_to_come_is_worth_a_look(data_folder: DataFolder, capsys: Captured) -> None:
    data_folder.replace("about.toml", "data_date = 2026-11-30", "data_date = 2062-11-24")
    said = (
        'about.toml, key "data_date": "2062-11-24" is still to come: today is 30 November 2026. '
        "Write the day to which the data is current."
    )
    assert [doubt.sentence for doubt in load_dataset(data_folder.path, today=date(2026, 11, 30)).warnings] == [said]
    assert load_dataset(data_folder.path, today=date(2062, 11, 23)).warnings == ()
    assert main(["check", str(data_folder.path)]) == 0
    assert f"Worth a look: {said}" in capsys.readouterr().out


def test_the_page_on_sources_says_that_the_day_of_the_data_is_still_to_come(
    data_folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MRI_DATA_DIR", str(data_folder.path))
    data_folder.replace("about.toml", "data_date = 2026-11-30", "data_date = 2062-11-24")
    assert '"2062-11-24" is still to come: today is 30 November 2026.' in unescape(words(opened("sources")))


NUMBERS = [
    (
        {"pga-2006": ("number", "2"), "pga-2007": ("number", "1")},
        [
            'forums.csv, line 2, column "number": The numbers do not follow the dates: '
            "number 2 (2006) is earlier than number 1 (2007). Check the numbers and the dates."
        ],
    ),
    (
        {"pga-2006": ("number", "7"), "pga-2013": ("number", "1")},
        [
            'forums.csv, line 3, column "number": The numbers do not follow the dates: '
            "number 2 (2007) is earlier than number 1 (30 September to 4 October 2013) and "
            "number 7 (2006) is earlier than number 6 (29 November to 2 December 2011). "
            "Check the numbers and the dates."
        ],
    ),
    (
        {"pga-2007": ("number", "70")},
        [
            'forums.csv, line 3, column "number": "70" is more than the number of forums in this table, 7. '
            "Check the number, or add the forums that are missing."
        ],
    ),
    (
        {"pga-2007": ("title", "forum 1:  new york")},
        [
            'forums.csv, line 3, column "title": "forum 1:  new york" is also the title of the forum in line 2. '
            "Give each forum a title of its own, or delete the one that is there twice."
        ],
    ),
    ({"pga-2006": ("date", "2007")}, []),
    ({"pga-2006": ("date", "")}, []),
    ({"pga-2006": ("date", "since 2012")}, []),
]


@pytest.mark.parametrize(("cells", "said"), NUMBERS)
def test_forums_out_of_order_or_beyond_their_count_or_of_one_title_are_worth_a_look(
    data_folder: DataFolder, cells: dict[str, tuple[str, str]], said: list[str]
) -> None:
    for row, (column, cell) in cells.items():
        data_folder.set("forums.csv", row, column, cell)
    found = data_folder.load()
    assert ([doubt.sentence for doubt in found.warnings], found.left_out, len(found.records)) == (said, (), 17)


def test_a_wrong_century_of_a_forum_is_one_sentence_and_not_one_on_its_number_too(data_folder: DataFolder) -> None:
    data_folder.set("forums.csv", "pga-2008", "date", "2108")
    (said,) = data_folder.warnings()
    assert said.startswith('forums.csv, line 4, column "date": "2108" is later than the date of the data')


def test_a_series_without_its_first_forums_has_no_doubts(data_folder: DataFolder) -> None:
    head, *rows = data_folder.rows("forums.csv")
    data_folder.write("forums.csv", [head, *rows[3:]])
    assert data_folder.warnings() == []


def test_meetings_of_governments_whose_numbers_were_exchanged_are_worth_a_look(whole_folder: DataFolder) -> None:
    whole_folder.set("context/meetings.csv", "gfmd-2007-meeting", "number", "2")
    whole_folder.set("context/meetings.csv", "gfmd-2008-meeting", "number", "1")
    (said,) = whole_folder.warnings()
    assert "number 2 (10 to 11 July 2007) is earlier than number 1 (29 to 30 October 2008)" in said


def test_the_command_prints_a_warning_and_ends_with_success(doubtful: DataFolder, capsys: Captured) -> None:
    assert main(["check", str(doubtful.path)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"Reading the record in {doubtful.path}.",
        f"Worth a look: {ZERO}",
        "1 entry is worth a look; it is shown unchanged.",
        "No problems: 7 forums, 10 achievements, 18 places, 108 sources.",
    ]


def test_a_strict_check_of_a_doubtful_record_ends_with_a_failure(doubtful: DataFolder) -> None:
    assert main(["check", "--strict", str(doubtful.path)]) == 1


def test_a_strict_check_of_the_shipped_record_succeeds() -> None:
    assert main(["check", "--strict"]) == 0


def test_the_published_sources_tell_what_is_worth_a_look(doubtful: DataFolder, tmp_path: Path) -> None:
    publish(view_of(doubtful.load(), {"q": ["handbook"]}, ""), tmp_path / "site")
    page = (tmp_path / "site" / "sources.html").read_text("utf-8")
    assert "Worth a look</h2>" in page
    assert "Latitude and longitude are both 0, a point in the sea off West Africa." in page
