"""What is only worth a look is said by the command and on the page, and leaves nothing out."""

from pathlib import Path

import pytest

from mri_data.cli import main
from mri_data.record.dataset import Dataset
from mri_data.site.publish import publish, view_of
from tests.conftest import DataFolder

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


def test_the_shipped_record_has_no_doubts(dataset: Dataset) -> None:
    assert dataset.doubts == ()


def test_a_doubt_leaves_no_record_out(doubtful: DataFolder) -> None:
    found = doubtful.load()
    assert [doubt.sentence for doubt in found.doubts] == [ZERO]
    assert (found.problems, found.left_out, len(found.records)) == ((), (), 17)


def test_a_day_of_the_data_that_is_too_early_is_one_sentence(whole_folder: DataFolder) -> None:
    whole_folder.replace("about.toml", "data_date = 2026-11-24", "data_date = 1926-11-24")
    (said,) = whole_folder.doubts()
    assert said.startswith('about.toml, key "data_date": "1926-11-24" is earlier than ')
    assert said.endswith(" dates of the record. Write the day to which the data is current.")
    assert (whole_folder.sentences(), whole_folder.load().left_out) == ([], ())


def test_the_command_says_a_doubt_and_ends_with_success(doubtful: DataFolder, capsys: Captured) -> None:
    assert main(["check", str(doubtful.path)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"Worth a look: {ZERO}",
        "1 entry is worth a look; it is shown unchanged.",
        "No problems: 7 forums, 10 achievements, 18 places, 108 sources.",
    ]


def test_a_strict_check_of_a_doubtful_record_ends_with_a_failure(doubtful: DataFolder) -> None:
    assert main(["check", "--strict", str(doubtful.path)]) == 1


def test_a_strict_check_of_the_shipped_record_succeeds() -> None:
    assert main(["check", "--strict"]) == 0


def test_the_published_sources_tell_what_is_worth_a_look(doubtful: DataFolder, tmp_path: Path) -> None:
    publish(view_of(doubtful.load(), {}, ""), tmp_path / "site")
    page = (tmp_path / "site" / "sources.html").read_text("utf-8")
    assert "Worth a look</h2>" in page
    assert "Latitude and longitude are both 0, a point in the sea off West Africa." in page
