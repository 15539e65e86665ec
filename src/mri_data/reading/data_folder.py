"""Choose the folder of data or the workbook, and say which file of a folder each table is in.

Imports no pandas, for the process that only starts the others.
"""

from collections.abc import Mapping
from pathlib import Path

from mri_data.shipped import SHIPPED
from mri_data.words.catalogue import words
from mri_data.words.errors import visible

DATA_DIR = SHIPPED / "data"
# The setting that names the folder of data or the workbook, and the folder tried without it, relative to this one.
FOLDER_SETTING, HERE = "MRI_DATA_DIR", Path("data")
# The subfolder that a record may do without.
CONTEXT_FOLDER = "context"
# Name of a table, or of settings -> its file.
FILES: Mapping[str, str] = {
    "forums": "forums.csv",
    "achievements": "achievements.csv",
    "places": "places.csv",
    "meetings": f"{CONTEXT_FOLDER}/meetings.csv",
    "milestones": f"{CONTEXT_FOLDER}/milestones.csv",
    "later_forums": f"{CONTEXT_FOLDER}/later_forums.csv",
    "parties": f"{CONTEXT_FOLDER}/convention.csv",
    "signatories": f"{CONTEXT_FOLDER}/signatories.csv",
    "about": "about.toml",
    "sources": "sources.toml",
    "names": "names.toml",
    "corrections": "corrections.toml",
    "quality_notes": "quality_notes.toml",
    "story": "story.toml",
    "parties_about": f"{CONTEXT_FOLDER}/about.toml",
}
# The record's texts in other languages, which a record may do without.
TRANSLATIONS_FILE = "translations.csv"
# A folder with the file of one of these holds a record.
TYPICAL = ("about", "forums", "achievements")


def data_folder(settings: Mapping[str, str], chosen: Path | None = None) -> Path:
    """The folder or workbook to read: `chosen`, else `MRI_DATA_DIR`, else `./data` if it holds a record, else ours."""
    if chosen is not None:
        return chosen
    return Path(settings.get(FOLDER_SETTING) or (HERE if _is_record(HERE) else DATA_DIR))


def _is_record(folder: Path) -> bool:
    """Whether a folder has a typical file of a record; false if it may not be opened."""
    try:
        return any((folder / FILES[table]).is_file() for table in TYPICAL)
    except OSError:
        return False


def folder_sentence(folder: Path) -> str:
    """Sentence that says which folder or workbook the data is read from."""
    return words()("folder.shipped" if folder == DATA_DIR else "folder.read", path=visible(str(folder)))
