"""A file that somebody sends is read in memory, within bounds, whatever its kind; likely corrections can be applied."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from mri_data.reading.mended_file import mended_file
from mri_data.reading.ooxml import FOREIGN, Limits
from mri_data.reading.raw import MOST_BYTES, RawRecord
from mri_data.reading.upload import Upload, read_upload
from mri_data.record.dataset import Dataset, dataset_of
from tests.bad_files import BOOKS, CSVS, archive, book, bytes_of, forum, forums_csv, row
from tests.conftest import DataFolder

NONE = RawRecord({}, {}, "")


def upload(data: bytes, name: str = "record.xlsx", base: RawRecord = NONE, limits: Limits = FOREIGN) -> Upload:
    return read_upload(data, name, base, limits=limits)


def packed(files: Mapping[str, bytes]) -> bytes:
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return saved.getvalue()


def files_of(folder: Path, top: str = "") -> dict[str, bytes]:
    return {
        f"{top}{path.relative_to(folder)}": path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def dataset(read: Upload) -> Dataset:
    assert read.raw, read.faults
    return dataset_of(read.raw)


@pytest.mark.parametrize("top", ["", "record/", "My record/data/"])
def test_a_zip_of_a_folder_is_read_wherever_the_folder_is_in_it(whole_folder: DataFolder, top: str) -> None:
    more = {"__MACOSX/._forums.csv": b"x", f"{top}notes.txt": b"x", "../../evil.csv": b"x"}
    read = dataset(upload(packed(files_of(whole_folder.path, top) | more), "record.zip"))
    assert (len(read.records), len(read.context.parties), read.problems) == (17, 60, ())


@pytest.mark.parametrize("top", ["", "My record\\"])
def test_a_zip_with_backslashes_and_capitals_is_read(whole_folder: DataFolder, top: str) -> None:
    """Old programs of Windows write names so."""
    files = {name.replace("/", "\\").upper(): content for name, content in files_of(whole_folder.path).items()}
    read = dataset(upload(packed({f"{top}{name}": content for name, content in files.items()}), "record.zip"))
    assert (len(read.records), len(read.context.parties), read.problems) == (17, 60, ())
    both = packed(files_of(whole_folder.path, "mine/") | {"Mine\\FORUMS.CSV": files["FORUMS.CSV"]})
    assert upload(both, "record.zip").faults[0].startswith("record.zip cannot be read to its end")


def test_a_zip_of_two_records_or_with_two_files_of_one_name_is_refused(data_folder: DataFolder) -> None:
    """One of them would be read and the other lost."""
    two = packed(files_of(data_folder.path, "mine/") | files_of(data_folder.path, "theirs/"))
    assert upload(two, "record.zip").faults == (
        'record.zip holds more than one record, in the folders "mine" and "theirs". Put only one of them into the ZIP '
        "archive.",
    )
    saved = io.BytesIO(packed(files_of(data_folder.path)))
    with zipfile.ZipFile(saved, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("forums.csv", "id,title\n")
    assert upload(saved.getvalue(), "record.zip").faults[0].startswith("record.zip cannot be read to its end")
    within = packed(files_of(data_folder.path) | files_of(data_folder.path, "old/"))
    assert upload(within, "record.zip").faults == ()


def test_a_zip_without_a_table_names_it(data_folder: DataFolder) -> None:
    files = files_of(data_folder.path)
    del files["places.csv"]
    assert upload(packed(files), "record.zip").faults == (
        "places.csv is missing from record.zip. Add it, or take it from the record that comes with the program.",
    )


def test_one_table_takes_the_place_of_its_like_in_the_record_on_show() -> None:
    base = upload(book()).raw
    assert base
    more = forums_csv(lambda text: text + ",".join(forum(4, 2009, "Manila")).replace("it, in", "it in") + "\n")
    for name in ("forums.csv", "forums (2).csv", "from-ana.csv"):
        read = upload(more, name, base)
        assert (len(dataset(read).records), read.raw.version == base.version if read.raw else None) == (4, False)


def test_the_sheets_of_a_workbook_are_there_as_they_are_to_show_the_cells_of_a_problem() -> None:
    read = upload(bytes_of(BOOKS["titles above the heads"]))
    assert read.sheets["forums"].rows[1] == ["Forums of the network"]
    assert read.sheets["forums"].rows[3][:3] == ["Id", "No.", "Title"]


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"PK" + b"0" * MOST_BYTES, "a.xlsx", "a.xlsx is larger than 20 MB, which no record needs. Delete pictures"),
        (b"", "a.csv", "a.csv is empty."),
        (
            b"a,b\n1,2\n",
            "a.csv",
            "a.csv does not have the name of a table of the record. Rename it to one of these: forums",
        ),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "forums.csv", "forums.csv is not a text file."),
    ],
)
def test_what_is_no_record_is_one_sentence(data: bytes, name: str, sentence: str) -> None:
    (fault,) = upload(data, name).faults
    assert fault.startswith(sentence)


def test_a_shared_text_repeated_without_end_is_refused() -> None:
    """Each cell names a text that is in the file once: a small file can hold any amount of text."""
    long = book(lambda made: [row("x" * 30_000)(made) for _ in range(200)])
    assert len(long) < 20_000
    (fault,) = upload(long, limits=Limits(50_000_000, 1_000, 1_000_000)).faults
    assert fault.startswith("record.xlsx is too long: a sheet has more than 1,000 rows, or there is too much text.")


def test_too_many_rows_are_refused() -> None:
    limits = Limits(unpacked=50_000_000, rows=2, letters=1_000_000)
    assert upload(book(), limits=limits).faults[0].startswith("record.xlsx is too long")
    assert upload(forums_csv(), "forums.csv", limits=limits).faults[0].startswith("forums.csv is too long")


def test_many_cells_far_to_the_right_are_refused() -> None:
    (fault,) = upload(book(row(*[None] * 2_100, *["x"] * 21))).faults
    assert fault == (
        "Forums has more than 20 filled cells far to the right of its columns, the last of them CCO5. Delete these "
        "columns."
    )


@pytest.mark.parametrize(
    ("case", "after"),
    [
        ("merged downwards", {"work_area": ["convening", "convening", "convening"]}),
        ("a month that became a day", {"edtf": ["2006", "2007", "2008-10"]}),
        ("a day that lost its format", {"edtf": ["2006", "2007", "2008-10-22"]}),
        ("a name with a typo", {"places": [("new-york",), ("brussels",), ("manila",)]}),
        ("two names with typos", {"places": [("new-york",), ("brussels",), ("manila", "brussels")]}),
        ("a kind of work unknown", {"work_area": ["convening", "convening", "convening"]}),
        ("a row of totals", {"id": ["pga-2006", "pga-2007", "pga-2008"]}),
        ("a row twice", {"id": ["pga-2006", "pga-2007", "pga-2008"]}),
        ("a cell far below", {"id": ["pga-2006", "pga-2007", "pga-2008"]}),
        ("a cell far to the right", {"id": ["pga-2006", "pga-2007", "pga-2008"]}),
        ("a garbled text", {}),
        ("latitude and longitude swapped", {}),
    ],
)
def test_the_first_likely_correction_of_each_problem_can_be_applied(case: str, after: dict[str, list[str]]) -> None:
    data = bytes_of(BOOKS[case])
    before = dataset(upload(data))
    found = (*before.problems, *before.warnings)
    assert found
    assert all(problem.fixes for problem in found)
    read = dataset(upload(mended_file(data, "record.xlsx", [(problem, problem.fixes[0]) for problem in found])))
    assert (read.problems, read.warnings) == ((), ())
    assert len(read.records) == 3
    assert {column: list(read.records[column]) for column in after} == after


def test_a_column_of_days_that_may_be_months_is_read_in_the_order_of_the_others() -> None:
    base = upload(book()).raw
    assert base
    data = CSVS["days that may be months"]()
    (problem,) = dataset(upload(data, "forums.csv", base)).problems
    assert [one.cells for one in problem.fixes] == [((2, "date", "11 December 2006"),)]
    mended = mended_file(data, "forums.csv", [(problem, problem.fixes[0])])
    fixed = dataset(upload(mended, "forums.csv", base))
    assert list(fixed.records["edtf"]) == ["2006-12-11", "2007-12-13", "2008"]


def test_a_date_that_is_not_known_becomes_blank_and_a_season_may_be_read_in_two_ways() -> None:
    base = upload(book()).raw
    assert base
    (unknown,) = dataset(upload(CSVS["a date that is not known"](), "forums.csv", base)).problems
    (season,) = dataset(upload(CSVS["a date of a season"](), "forums.csv", base)).problems
    assert [one.cells for one in unknown.fixes] == [((2, "date", ""),)]
    assert [one.cells for one in season.fixes] == [
        ((2, "date", "March to May 2006"),),
        ((2, "date", "September to November 2006"),),
    ]


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (archive("notes.txt"), "x.zip", "x.zip holds no record: neither forums.csv nor achievements.csv is in it. "),
        (archive("a/record.xlsx"), "x.zip", "x.zip holds record.xlsx. Take it out of the ZIP archive, "),
        (b"%PDF-1.7", "a.pdf", "a.pdf is neither an Excel workbook (.xlsx), nor a table as CSV, nor a ZIP archive "),
        (b"[mri]", "sources.toml", "sources.toml holds settings, which are checked with the whole record. "),
    ],
)
def test_a_file_of_another_kind_is_one_sentence_that_says_what_to_do(data: bytes, name: str, sentence: str) -> None:
    (fault,) = read_upload(data, name, RawRecord({}, {}, "")).faults
    assert fault.startswith(sentence)
