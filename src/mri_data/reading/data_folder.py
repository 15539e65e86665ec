"""Choose the folder that the data is read from. Imports no pandas, for the process that only starts the others."""

from collections.abc import Mapping
from pathlib import Path

from mri_data.shipped import SHIPPED
from mri_data.words.catalogue import words
from mri_data.words.errors import visible

DATA_DIR = SHIPPED / "data"
# The setting that names the folder of data, and the folder tried without it, relative to the current one.
FOLDER_SETTING, HERE = "MRI_DATA_DIR", Path("data")
# A folder with one of these files holds a record.
TYPICAL = ("about.toml", "forums.csv", "achievements.csv")


def data_folder(settings: Mapping[str, str], chosen: Path | None = None) -> Path:
    """The folder to read: `chosen`, else `MRI_DATA_DIR`, else `./data` if it holds a record, else the shipped one."""
    if chosen is not None:
        return chosen
    return Path(settings.get(FOLDER_SETTING) or (HERE if _is_record(HERE) else DATA_DIR))


def _is_record(folder: Path) -> bool:
    """Whether a folder has a typical file of a record; false if it may not be opened."""
    try:
        return any((folder / file).is_file() for file in TYPICAL)
    except OSError:
        return False


def folder_sentence(folder: Path) -> str:
    """Sentence that says which folder the data is read from."""
    return words()("folder.shipped" if folder == DATA_DIR else "folder.read", path=visible(str(folder)))
