"""Choose the reader of a record by what its path is: a folder of files, or an Excel workbook."""

from pathlib import Path

from mri_data.reading import sheets
from mri_data.reading.data_folder import FILES
from mri_data.reading.folder import read_folder
from mri_data.reading.progress import Progress, silent
from mri_data.reading.raw import RawRecord
from mri_data.words.catalogue import words


def read_record(path: Path, progress: Progress = silent) -> RawRecord:
    """Read a record; `DataError` names each file or sheet that is missing or cannot be used at all."""
    if not is_file(path):
        return read_folder(path, progress)
    # The reader of workbooks brings lxml: 8 MB, which a process that reads a folder saves.
    from mri_data.reading.workbook import read_workbook

    return read_workbook(path, progress)


def is_file(path: Path) -> bool:
    """Whether a record is one file, a workbook; false for what is missing or may not be opened."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def table_name(path: Path, table: str) -> str:
    """What people call a table of the record at a path: its file, or its sheet."""
    return sheets.title(table, words()) if is_file(path) else FILES[table]
