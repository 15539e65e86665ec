"""Read all files of a folder of data as text. `normalise` interprets them."""

import hashlib
import os
from pathlib import Path

from mri_data import schema
from mri_data.reading.csv_files import CsvFile, TomlFile, read_bytes, settings_of, table_of
from mri_data.reading.data_folder import CONTEXT_FOLDER, FILES, TRANSLATIONS_FILE
from mri_data.reading.parts import FINGERPRINT_LENGTH, gathered
from mri_data.reading.progress import Progress, part, silent
from mri_data.reading.raw import RawRecord, RawSettings, RawTable, RawTranslations
from mri_data.reading.translations import translations_of, unusable_translations
from mri_data.schema import fields
from mri_data.words.errors import LONGEST_VALUE, DataError, Problem, shortened, visible
from mri_data.words.messages import messages
from mri_data.words.spelling import nearest


def read_folder(folder: Path, progress: Progress = silent) -> RawRecord:
    """Read all files of a folder; `DataError` names each file that is missing or cannot be used at all.

    The context is optional: the folder may lack its subfolder `context`.
    """
    problems, shares = tuple(_misnamed(folder)), _shares(folder, progress)
    tables, settings = gathered(shares, lambda name: _read(folder, name, shares[name]))
    return RawRecord(tables, settings, fingerprint(folder), problems, _translations(folder))


def _translations(folder: Path) -> RawTranslations | None:
    """The texts in other languages; None without their file."""
    path = folder / TRANSLATIONS_FILE
    if not os.path.lexists(path):
        return None
    try:
        _refuse_outside(folder, TRANSLATIONS_FILE)
        return translations_of(read_bytes(path, TRANSLATIONS_FILE))
    except DataError as error:
        return unusable_translations(str(error))


def _read(folder: Path, name: str, progress: Progress) -> RawTable | RawSettings:
    """One file as a table or as settings."""
    file = FILES[name]
    _refuse_outside(folder, file)
    return part_of(name, read_bytes(folder / file, file), progress)


def part_of(name: str, data: bytes, progress: Progress = silent) -> RawTable | RawSettings:
    """The table or settings that the bytes of a file hold; `DataError` if they cannot be used at all."""
    if name in schema.TABLES:
        return table_of(data, fields.columns(schema.TABLES[name]), CsvFile(name, FILES[name]), progress)
    return settings_of(data, TomlFile(name, FILES[name]))


def _misnamed(folder: Path) -> list[Problem]:
    """Problems for entries whose name looks like a misspelt `context`, if that subfolder is missing.

    `DataError` if `folder` is not a folder or may not be opened.
    """
    name = shortened(folder.name or str(folder), LONGEST_VALUE)
    try:
        if not folder.is_dir():
            raise DataError(messages()("problem.folder", folder=visible(name)))
        found = sorted(entry.name for entry in folder.iterdir())
        context = (folder / CONTEXT_FOLDER).is_dir()
        if context:
            next((folder / CONTEXT_FOLDER).iterdir(), None)
    except (OSError, ValueError):
        raise DataError(messages()("problem.folder.unreadable", folder=visible(name))) from None
    likely = [] if context else [entry for entry in found if _is_like_context(entry)]
    return [Problem.of("problem.context.misnamed", CsvFile("", entry), value=entry) for entry in likely]


def _is_like_context(name: str) -> bool:
    """Whether a name is probably a misspelt `context`, such as `Context` or `contexts`."""
    return not name.startswith(".") and nearest(name.partition(".")[0], [CONTEXT_FOLDER]) is not None


def _files(folder: Path) -> dict[str, Path]:
    """The files that a folder must have by table; those of the context only if it has a subfolder `context`."""
    context = (folder / CONTEXT_FOLDER).is_dir()
    names = [name for name, file in FILES.items() if context or not file.startswith(f"{CONTEXT_FOLDER}/")]
    return {name: folder / FILES[name] for name in names}


def _shares(folder: Path, progress: Progress) -> dict[str, Progress]:
    """Table that a folder must have -> its part of the progress, in proportion to the size of its file."""
    sizes = {name: path.stat().st_size if path.is_file() else 0 for name, path in _files(folder).items()}
    whole, done, shares = sum(sizes.values()) or 1, 0, {}
    for name, size in sizes.items():
        shares[name] = part(progress, done / whole, (done + size) / whole)
        done += size
    return shares


def _refuse_outside(folder: Path, file: str) -> None:
    """Raise `DataError` for a link that leads out of the folder: its target is not meant to be shown.

    Links within the folder are followed, as Kubernetes mounts files that way.
    """
    if not Path(os.path.realpath(folder / file)).is_relative_to(os.path.realpath(folder)):
        raise DataError(messages()("problem.file.outside", file=file))


def file_fingerprint(path: Path) -> str:
    """Short hash of a file's content."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:FINGERPRINT_LENGTH]


def fingerprint(folder: Path) -> str:
    """Short hash of the content of all files of a folder."""
    digest = hashlib.sha256()
    for path in _files(folder).values():
        digest.update(path.read_bytes())
    translations = folder / TRANSLATIONS_FILE
    digest.update(translations.read_bytes() if translations.is_file() else b"")
    return digest.hexdigest()[:FINGERPRINT_LENGTH]
