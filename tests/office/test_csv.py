"""The CSV files as other programs check them: frictionless each table, csvw each table with what describes it."""

import subprocess
import sys
from pathlib import Path

import pytest

from mri_data.exports import parties_csv
from mri_data.exports.formats import METADATA, export_of, file_name
from mri_data.query.filters import Filters
from mri_data.record.dataset import Dataset, load_dataset
from mri_data.record.view import View
from tests.hostile import hostile_folder

BIN = Path(sys.executable).parent
BASE = "https://record.example.org"


def checked(*command: str | Path) -> None:
    """Run a checker, which fails where something is wrong."""
    done = subprocess.run([BIN / command[0], *command[1:]], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module", params=["shipped", "hostile"])
def dataset(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """The record, or one full of attacks."""
    if request.param == "shipped":
        return load_dataset()
    folder = tmp_path_factory.mktemp("hostile")
    hostile_folder(folder)
    return load_dataset(folder)


@pytest.mark.parametrize("filters", [Filters(), Filters(text="genéva")], ids=["all", "some"])
def test_the_records_are_a_table_that_is_as_its_metadata_say(
    dataset: Dataset, filters: Filters, tmp_path: Path
) -> None:
    view = View(dataset, filters, base=BASE)
    for name, ending in (("csv", "csv"), ("csv-semicolon", "semicolon.csv"), ("csv-metadata", METADATA)):
        (tmp_path / file_name(view, ending)).write_bytes(export_of(view, name))
    checked("frictionless", "validate", "--trusted", tmp_path / file_name(view, "csv"))
    checked("frictionless", "validate", "--trusted", tmp_path / file_name(view, "semicolon.csv"))
    checked("csvwvalidate", tmp_path / file_name(view, "csv"))


def test_the_states_parties_are_a_table_that_is_as_its_metadata_say(dataset: Dataset, tmp_path: Path) -> None:
    states = parties_csv.matching_parties(View(dataset, base=BASE), "", "")
    (tmp_path / "states.csv").write_bytes(parties_csv.to_csv(states))
    (tmp_path / "states.csv-metadata.json").write_bytes(parties_csv.to_metadata(states, "states.csv"))
    checked("frictionless", "validate", "--trusted", tmp_path / "states.csv")
    checked("csvwvalidate", tmp_path / "states.csv")
