"""Read all files of a folder of data as text. `normalise` interprets them."""

import hashlib
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from mri_data import schema
from mri_data.reading.csv_files import read_table, read_toml
from mri_data.reading.progress import Progress, part, silent
from mri_data.reading.raw import RawSettings, RawTable
from mri_data.reading.settings import read_about, read_convention
from mri_data.schema import fields
from mri_data.schema.context import CONTEXT_ABOUT, CONTEXT_FOLDER
from mri_data.words.catalogue import words
from mri_data.words.errors import LONGEST_VALUE, DataError, Problem, shortened, visible
from mri_data.words.spelling import nearest

SETTINGS = ("about.toml", "sources.toml", "names.toml", "corrections.toml", "quality_notes.toml", "story.toml")
FILES = (*schema.TABLES, *SETTINGS, CONTEXT_ABOUT)
# Settings files that are checked at once, because nothing can be shown without them -> the function that reads them.
NEEDED: Mapping[str, Callable[[RawSettings], object]] = {"about.toml": read_about, CONTEXT_ABOUT: read_convention}
FINGERPRINT_LENGTH = 10


@dataclass(frozen=True)
class RawFolder:
    """The files of one folder: tables of text and settings by file name; `version` is the folder's fingerprint."""

    tables: Mapping[str, RawTable]
    settings: Mapping[str, RawSettings]
    version: str
    problems: tuple[Problem, ...] = ()


class UnusableFiles(DataError):  # noqa: N818 - it reads as what is wrong
    """Some files cannot be used at all; `tables` and `settings` hold those that can."""

    def __init__(self, message: str, tables: Mapping[str, RawTable], settings: Mapping[str, RawSettings]) -> None:
        super().__init__(message)
        self.tables, self.settings = tables, settings


def load(folder: Path, progress: Progress = silent) -> RawFolder:
    """Read all files of a folder; `DataError` names each file that is missing or cannot be used at all.

    The context is optional: the folder may lack its subfolder `context`.
    """
    problems = tuple(_misnamed(folder))
    tables: dict[str, RawTable] = {}
    settings: dict[str, RawSettings] = {}
    faults: list[str] = []
    for file, report in _shares(folder, progress).items():
        try:
            _refuse_outside(folder, file)
            if file in schema.TABLES:
                tables[file] = read_table(folder / file, fields.columns(schema.TABLES[file]), file, report)
            else:
                settings[file] = _read_settings(folder / file, file)
        except DataError as error:
            faults.append(str(error))
    if faults:
        raise UnusableFiles("\n".join(faults), tables, settings)
    return RawFolder(tables, settings, fingerprint(folder), problems)


def _misnamed(folder: Path) -> list[Problem]:
    """Problems for entries whose name looks like a misspelt `context`, if that subfolder is missing.

    `DataError` if `folder` is not a folder or may not be opened.
    """
    name = shortened(folder.name or str(folder), LONGEST_VALUE)
    try:
        if not folder.is_dir():
            raise DataError(words("en")("problem.folder", folder=visible(name)))
        found = sorted(entry.name for entry in folder.iterdir())
        context = (folder / CONTEXT_FOLDER).is_dir()
        if context:
            next((folder / CONTEXT_FOLDER).iterdir(), None)
    except (OSError, ValueError):
        raise DataError(words("en")("problem.folder.unreadable", folder=visible(name))) from None
    likely = [] if context else [entry for entry in found if _is_like_context(entry)]
    return [Problem.of("problem.context.misnamed", entry, value=entry) for entry in likely]


def _is_like_context(name: str) -> bool:
    """Whether a name is probably a misspelt `context`, such as `Context` or `contexts`."""
    return not name.startswith(".") and nearest(name.partition(".")[0], [CONTEXT_FOLDER]) is not None


def files_of(folder: Path) -> list[str]:
    """Names of the files that a folder must have; those of the context only if it has a subfolder `context`."""
    context = (folder / CONTEXT_FOLDER).is_dir()
    return [file for file in FILES if context or not file.startswith(f"{CONTEXT_FOLDER}/")]


def _shares(folder: Path, progress: Progress) -> dict[str, Progress]:
    """Each file that a folder must have -> its part of the progress, in proportion to its size."""
    paths = {file: folder / file for file in files_of(folder)}
    sizes = {file: path.stat().st_size if path.is_file() else 0 for file, path in paths.items()}
    whole, done, shares = sum(sizes.values()) or 1, 0, {}
    for file, size in sizes.items():
        shares[file] = part(progress, done / whole, (done + size) / whole)
        done += size
    return shares


def _refuse_outside(folder: Path, file: str) -> None:
    """Raise `DataError` for a link that leads out of the folder: its target is not meant to be shown.

    Links within the folder are followed, as Kubernetes mounts files that way.
    """
    if not Path(os.path.realpath(folder / file)).is_relative_to(os.path.realpath(folder)):
        raise DataError(words("en")("problem.file.outside", file=file))


def _read_settings(path: Path, file: str) -> RawSettings:
    raw = read_toml(path, file)
    if file in NEEDED:
        NEEDED[file](raw)
    return raw


def file_fingerprint(path: Path) -> str:
    """Short hash of a file's content."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:FINGERPRINT_LENGTH]


def fingerprint(folder: Path) -> str:
    """Short hash of the content of all files of a folder."""
    digest = hashlib.sha256()
    for file in files_of(folder):
        digest.update((folder / file).read_bytes())
    return digest.hexdigest()[:FINGERPRINT_LENGTH]
