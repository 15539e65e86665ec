"""A reader of something other than a folder gives the same record, and its own places in sentences."""

from dataclasses import dataclass, replace

import pandas as pd
import pytest

from mri_data.reading.data_folder import DATA_DIR
from mri_data.reading.folder import read_folder
from mri_data.reading.raw import RawRecord
from mri_data.record.dataset import dataset_of, load_dataset
from mri_data.words.errors import DataError

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True)
class Sheet:
    """The origin of a table or settings in a workbook, in which a place reads `Forums!B12`."""

    table: str
    columns: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return self.table.capitalize()

    def place(self, row: int | None = None, column: str | None = None) -> str:
        letter = LETTERS[self.columns.index(column)] if column in self.columns else ""
        return self.brief(row) if row is None else f"{self.name}!{letter}{row}"

    def row_name(self, row: object) -> str:
        return f"row {row}"

    def nth_column(self, place: int) -> str:
        return f"column {LETTERS[place]}"

    def head(self, column: str) -> str:
        return column

    def position(self, column: str) -> int:
        return self.columns.index(column) if column in self.columns else len(self.columns)

    @property
    def is_worded(self) -> bool:
        return False

    def brief(self, row: int | None = None) -> str:
        return self.name if row is None else f"{self.name}!{row}"


def workbook() -> RawRecord:
    """What a reader of a workbook with the shipped record gives: no origin in it is a file."""
    raw = read_folder(DATA_DIR)
    tables = {name: replace(one, origin=Sheet(name, tuple(one.rows))) for name, one in raw.tables.items()}
    settings = {name: replace(one, origin=Sheet(name)) for name, one in raw.settings.items()}
    return RawRecord(tables, settings, "of a workbook", translations=raw.translations)


def test_a_workbook_gives_the_same_records_places_and_context_as_the_folder() -> None:
    read, folder = dataset_of(workbook()), load_dataset(DATA_DIR)
    assert (read.problems, read.warnings, read.left_out, read.version) == ((), (), (), "of a workbook")
    assert len(read.records) == 17
    pd.testing.assert_frame_equal(read.records, folder.records)
    pd.testing.assert_frame_equal(read.places, folder.places)
    pd.testing.assert_frame_equal(read.context.parties, folder.context.parties)
    assert (read.sources, read.notes, read.stories) == (folder.sources, folder.notes, folder.stories)
    assert read.slide_notes == folder.slide_notes


def test_a_problem_and_what_is_left_out_are_named_by_cell_of_the_sheet() -> None:
    raw = workbook()
    forums = raw.tables["forums"].rows
    row = int(forums.index[forums["id"] == "pga-2007"][0])
    forums.loc[row, ["title", "id"]] = ["", "Not an id"]
    read = dataset_of(raw)
    assert [one.sentence.partition(":")[0] for one in read.problems if one.table == "forums"] == [
        f"Forums!A{row}",
        f"Forums!B{row}",
    ]
    assert read.left_out == (f"Forums!{row}",)


def test_a_fault_in_settings_and_references_to_it_are_named_by_sheet() -> None:
    raw = workbook()
    raw.settings["corrections"].values["correction"][0]["was"] = "Nobody wrote this"
    raw.settings["story"].values["story"][0]["record"] = "nowhere"
    named = [one.sentence for one in dataset_of(raw).problems]
    assert {sentence.partition("!")[0] for sentence in named} == {"Achievements", "Corrections", "Story"}
    assert not [sentence for sentence in named if ", line" in sentence]


def test_settings_that_cannot_be_used_stop_with_the_name_of_the_sheet() -> None:
    raw = workbook()
    del raw.settings["about"].values["title"]  # type: ignore[attr-defined]
    with pytest.raises(DataError, match=r"^About!3: "):
        dataset_of(raw)
