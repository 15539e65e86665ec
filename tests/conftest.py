"""What many tests need: the shipped record, a copy of its folder to spoil, and small tables of records."""

import csv
import datetime as dt
import gc
import io
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import settings

from mri_data import schema
from mri_data.reading.data_folder import DATA_DIR, FILES
from mri_data.reading.dates import parse_date
from mri_data.record.dataset import Dataset, load_dataset
from mri_data.words.catalogue import words
from mri_data.words.date_text import date_text
from mri_data.words.spelling import fold

# How long an example takes is the machine's affair, and the same commit gives the same answer on every machine.
# `make test` tries some examples, `make test-office` many more of them.
settings.register_profile("dashboard", max_examples=40, deadline=None, derandomize=True, database=None)
settings.register_profile("thorough", settings.get_profile("dashboard"), max_examples=150)
settings.load_profile("dashboard")


def few_examples() -> settings:
    """Half as many examples as elsewhere, for a test that takes long over each."""
    return settings(max_examples=settings().max_examples // 2)


def pytest_collection_finish() -> None:
    """Keep the modules and tests, which stay to the end, out of every later search for garbage: it took minutes."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


MakeRecords = Callable[..., pd.DataFrame]
TUPLES = (
    "places",
    "cities",
    "countries",
    "bodies",
    "languages",
    "date_source",
    "place_source",
    "alongside_source",
    "also_known",
    "not_confirmed",
)


@dataclass(frozen=True)
class DataFolder:
    """A folder of data that a test may spoil in one place."""

    path: Path

    def rows(self, file: str) -> list[list[str]]:
        """The rows of a table as text, its header first."""
        return list(csv.reader(io.StringIO((self.path / file).read_text("utf-8"))))

    def write(self, file: str, rows: list[list[str]], separator: str = ",", encoding: str = "utf-8") -> None:
        """Save a table."""
        text = io.StringIO()
        csv.writer(text, delimiter=separator, lineterminator="\n").writerows(rows)
        (self.path / file).write_bytes(text.getvalue().encode(encoding))

    def set(self, file: str, row_id: str, column: str, cell: str) -> None:
        """Change one cell of the row with this id."""
        head, *rows = self.rows(file)
        (row,) = [row for row in rows if row[head.index("id")] == row_id]
        row[head.index(column)] = cell
        self.write(file, [head, *rows])

    def repeat_achievements(self, times: int) -> None:
        """Hold each of the ten shipped achievements so many times, under other ids."""
        head, *rows = self.rows("achievements.csv")
        bodies = head.index("bodies")  # Some are spelled as corrections of the ten records mend them.
        copies = [
            [f"{row[0]}-{time}", *row[1:bodies], "", *row[bodies + 1 :]] for time in range(1, times) for row in rows
        ]
        self.write("achievements.csv", [head, *rows, *copies])

    def replace(self, file: str, was: str, becomes: str) -> None:
        """Change the first place where a file has this text."""
        text = (self.path / file).read_text("utf-8")
        assert was in text
        (self.path / file).write_text(text.replace(was, becomes, 1), "utf-8")

    def load(self) -> Dataset:
        """The record that the folder now holds."""
        return load_dataset(self.path)

    def sentences(self) -> list[str]:
        """What the check finds, in its order."""
        return [problem.sentence for problem in self.load().problems]

    def warnings(self) -> list[str]:
        """What the check would have somebody look at, in its order."""
        return [warning.sentence for warning in self.load().warnings]


def copy_data(folder: Path, files: Iterable[str] = tuple(FILES.values())) -> None:
    """Copy files of the shipped record into a folder."""
    for file in files:
        (folder / file).parent.mkdir(exist_ok=True)
        shutil.copy(DATA_DIR / file, folder / file)


TODAY = dt.date(2026, 11, 30)
RECORD_FILES = [file for file in FILES.values() if not file.startswith("context/")]


@pytest.fixture(autouse=True)
def patient_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """Changed files are waited for until they are read, however much this machine has to do beside it."""
    monkeypatch.setattr("mri_ui.frame.live_record.PATIENT_SECONDS", 60.0)


@pytest.fixture(autouse=True)
def day_of_the_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands and pages take the same day for today on every machine."""
    monkeypatch.setattr("mri_data.record.dataset.TODAY", lambda: TODAY)


@pytest.fixture
def data_folder(tmp_path: Path) -> DataFolder:
    """A copy of the shipped folder without its context, which most tests have nothing to do with."""
    copy_data(tmp_path, RECORD_FILES)
    return DataFolder(tmp_path)


@pytest.fixture
def whole_folder(tmp_path: Path) -> DataFolder:
    """A copy of the shipped folder with its context."""
    copy_data(tmp_path)
    return DataFolder(tmp_path)


@pytest.fixture
def empty_folder(data_folder: DataFolder) -> DataFolder:
    """A folder of tables that have their header only."""
    for file in ("forums.csv", "achievements.csv", "places.csv"):
        data_folder.write(file, data_folder.rows(file)[:1])
    for file in ("corrections.toml", "quality_notes.toml", "story.toml"):
        (data_folder.path / file).write_text("", "utf-8")
    return data_folder


@pytest.fixture(scope="session")
def dataset() -> Dataset:
    """The shipped record."""
    return load_dataset()


@pytest.fixture
def make_records() -> MakeRecords:
    """Builds a table of records: one dict a record, `date` as people write it, whatever is left out blank."""
    return records_of


def records_of(*rows: dict[str, Any]) -> pd.DataFrame:
    """Records in the order given, in the columns and types of `Dataset.records`, with their dates in English."""
    table = pd.DataFrame([_row(number, row) for number, row in enumerate(rows, start=1)], columns=_columns())
    categories = {
        "kind": schema.KINDS,
        "work_area": schema.WORK_AREAS,
        "role": schema.ROLES,
        "date_of": schema.DATE_OF,
        "evidence": schema.EVIDENCE,
        "precision": schema.PRECISIONS,
        "start_precision": schema.END_PRECISIONS,
        "end_precision": schema.END_PRECISIONS,
    }
    return table.assign(
        **{name: pd.Categorical(table[name].where(table[name] != ""), values) for name, values in categories.items()},
        **{name: pd.to_datetime(table[name]) for name in ("earliest", "latest")},
        **{name: table[name].astype("Int64") for name in ("number", "alongside_year")},
    )


def _columns() -> list[str]:
    return [*schema.record_columns(), "start_precision", "end_precision", "alongside_year", "alongside_edtf", "search"]


def _row(number: int, row: dict[str, Any]) -> dict[str, Any]:
    date = parse_date(row.get("date", ""))
    defaults: dict[str, Any] = dict.fromkeys(_columns(), "") | dict.fromkeys(TUPLES, ())
    defaults |= {"id": f"r{number}", "kind": "achievement", "work_area": "support", "role": "supports"}
    defaults |= {"title": f"Record {number}", "number": None, "alongside_year": None, "source": "page"}
    defaults |= {"earliest": date.earliest, "latest": date.latest, "precision": date.precision}
    defaults |= {"start_precision": date.start_precision, "end_precision": date.end_precision, "edtf": date.edtf}
    defaults |= {"date_text": date_text(date.edtf, words("en")), "search": fold(row.get("title", ""))}
    return defaults | row
