"""Which folder the record is read from; loads no pandas, for the process that only starts the others."""

from collections.abc import Mapping
from pathlib import Path

from mri_data.shipped import SHIPPED
from mri_data.words.catalogue import words
from mri_data.words.errors import visible

DATA_DIR = SHIPPED / "data"
# The setting that names a folder of data, and where one is looked for without it: below the current folder.
FOLDER_SETTING, HERE = "MRI_DATA_DIR", Path("data")
# A folder with one of these is meant as a record.
TYPICAL = ("about.toml", "forums.csv", "achievements.csv")


def data_folder(settings: Mapping[str, str], chosen: Path | None = None) -> Path:
    """The folder of the record: the chosen one, else that of `MRI_DATA_DIR`, else `./data` if it holds a record, else
    the shipped one.
    """
    if chosen is not None:
        return chosen
    return Path(settings.get(FOLDER_SETTING) or (HERE if _is_record(HERE) else DATA_DIR))


def _is_record(folder: Path) -> bool:
    """Whether a folder holds a file of a record; not where it may not be opened."""
    try:
        return any((folder / file).is_file() for file in TYPICAL)
    except OSError:
        return False


def folder_sentence(folder: Path) -> str:
    """A sentence that says which folder the record is read from."""
    return words()("folder.shipped" if folder == DATA_DIR else "folder.read", path=visible(str(folder)))
