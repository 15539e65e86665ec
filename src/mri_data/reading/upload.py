"""Read a file that somebody sends as a record: a workbook, one table as CSV, or a ZIP archive of a folder.

Everything stays in memory, and nothing is trusted: the size of the file, what it unpacks to, its rows and its columns
are bounded, and no name in an archive is ever used as a path.
"""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from mri_data import schema
from mri_data.reading.cells import CONTROL_CHARACTERS
from mri_data.reading.csv_files import CsvFile, table_of
from mri_data.reading.data_folder import CONTEXT_FOLDER, FILES, TRANSLATIONS_FILE
from mri_data.reading.folder import part_of
from mri_data.reading.header_row import name_of, names_of_columns
from mri_data.reading.ooxml import COMPOUND, FOREIGN, ZIP, Limits, Sheet, read_sheets
from mri_data.reading.parts import UnusableFiles, gathered
from mri_data.reading.progress import Progress, silent
from mri_data.reading.raw import MOST_BYTES, RawRecord, RawSettings, RawTable
from mri_data.reading.translations import translations_of
from mri_data.reading.workbook import record_of, sheets_by_table, version_of
from mri_data.schema import fields
from mri_data.schema.translations import TRANSLATIONS, TranslationRow
from mri_data.words.errors import DataError, Problem, quoted, visible
from mri_data.words.messages import lines_of, messages
from mri_data.words.names import all_of

# How much of a file is looked at to find out which table it is.
SAMPLE = 8_192
# What only a workbook or another file of an office program has in its archive.
OFFICE = ("[Content_Types].xml", "content.xml", "Index/Document.iwa", "Index.zip")


# Files that a folder with a record has; how the files end that hold a table or settings; and columns that only a
# list to read has.
TYPICAL = {FILES["forums"], FILES["achievements"]}
TABLES, SETTINGS = {".csv", ".tsv", ".txt", ".tab"}, ".toml"
DERIVED = {"kind", "edtf", "earliest"}


@dataclass(frozen=True)
class Upload:
    """What a file holds: a record, or else sentences that say why it cannot be used.

    `problems` are those of these reasons that have a place, and perhaps a likely correction. `sheets` are those of a
    workbook as they are in the file, by table or settings, to show the cells of a problem.
    """

    raw: RawRecord | None
    faults: tuple[str, ...] = ()
    sheets: Mapping[str, Sheet] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def read_upload(
    data: bytes, name: str, base: RawRecord, progress: Progress = silent, limits: Limits = FOREIGN
) -> Upload:
    """Read a file of any of the three kinds, called `name`. A single table takes the place of its like in `base`."""
    sheets: Mapping[str, Sheet] = {}
    try:
        if len(data) > MOST_BYTES:
            raise DataError.of("problem.upload.large", name, most=MOST_BYTES // 1_000_000)
        if not data.strip():
            raise DataError.of("problem.upload.empty", name)
        if data.startswith(COMPOUND) or is_workbook(data):
            found = read_sheets(data, name, limits, progress)
            sheets = sheets_by_table(found)
            return Upload(record_of(found, name), sheets=sheets)
        return Upload(_of_archive(data, name, limits) if data.startswith(ZIP) else _of_csv(data, name, base, limits))
    except DataError as error:
        problems = error.problems if isinstance(error, UnusableFiles) else ()
        return Upload(None, lines_of(str(error)), sheets, problems)


def is_workbook(data: bytes) -> bool:
    """Whether a ZIP archive is a file of an office program; a damaged archive counts as one, which says what it is."""
    if not data.startswith(ZIP):
        return False
    try:
        names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    except (zipfile.BadZipFile, ValueError, OSError):
        return True
    return any(one in names for one in OFFICE)


# --- a ZIP archive of a folder


def _of_archive(data: bytes, name: str, limits: Limits) -> RawRecord:
    files = _unpacked(data, name, limits)
    context = any(file.startswith(f"{CONTEXT_FOLDER}/") for file in files)
    expected = [one for one, file in FILES.items() if context or not file.startswith(f"{CONTEXT_FOLDER}/")]

    def read(one: str) -> RawTable | RawSettings:
        if FILES[one] not in files:
            raise DataError.of("problem.upload.missing", name, missing=FILES[one])
        found = part_of(one, files[FILES[one]])
        if isinstance(found, RawTable):
            _refuse_long(found, limits)
        return found

    tables, settings = gathered(expected, read)
    translations = translations_of(files[TRANSLATIONS_FILE]) if TRANSLATIONS_FILE in files else None
    version = version_of(tables, settings, translations)
    return RawRecord(tables, settings, version, translations=translations)


def _unpacked(data: bytes, name: str, limits: Limits) -> dict[str, bytes]:
    """File of a record -> its bytes, of those in the archive, which may be in a folder there."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if sum(part.file_size for part in parts) > limits.unpacked:
                raise DataError.of("problem.book.large", name, most=limits.unpacked // 1_000_000)
            if any(part.flag_bits & 1 for part in parts):
                raise DataError.of("problem.upload.password", name)
            names = [part.filename for part in parts]
            _refuse_without_record(names, name)
            _refuse_several_records(names, name)
            return {file: archive.read(part) for file, part in files_of_record(names).items()}
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
        raise DataError.of("problem.book.damaged", name) from None


def _refuse_without_record(names: Iterable[str], name: str) -> None:
    kept = [_path(one) for one in names if not one.startswith("__MACOSX/")]
    if any(one.name.lower() in TYPICAL for one in kept):
        return
    books = [one.name for one in kept if one.suffix.lower() == ".xlsx"]
    if books:
        raise DataError.of("problem.upload.zipped", name, part=visible(books[0]))
    raise DataError.of("problem.upload.no_record", name)


def _refuse_several_records(names: Sequence[str], name: str) -> None:
    """Refuse an archive that holds two records, or two files of one name, as either could be the one that is meant."""
    tops = _tops(names)
    first = [str(one) for one in tops if len(one.parts) == len(tops[0].parts)]
    if len(first) > 1:
        raise DataError.of("problem.upload.several", name, folders=all_of(map(quoted, first)))
    if len(names) != len({_key(_path(one)) for one in names}):
        raise zipfile.BadZipFile


def files_of_record(names: Iterable[str]) -> dict[str, str]:
    """File of a record -> the part of an archive that holds it; they are in the folder nearest to the top that has one.

    Some programs write names with backslashes or in capitals, as Windows takes them for the same.
    """
    names = list(names)
    top, parts = next(iter(_tops(names)), PurePosixPath()), {_key(_path(one)): one for one in names}
    wanted = {file: _key(top / file) for file in (*FILES.values(), TRANSLATIONS_FILE)}
    return {file: parts[key] for file, key in wanted.items() if key in parts}


def _tops(names: Iterable[str]) -> list[PurePosixPath]:
    """The folders in an archive with a file of a record, those nearest to the top first."""
    paths = [path for path in map(_path, names) if path.name.lower() in TYPICAL]
    return sorted({_key(one.parent): one.parent for one in paths}.values(), key=lambda one: len(one.parts))


def _path(name: str) -> PurePosixPath:
    return PurePosixPath(name.replace("\\", "/"))


def _key(path: PurePosixPath) -> str:
    return str(path).lower()


# --- one table


def _of_csv(data: bytes, name: str, base: RawRecord, limits: Limits) -> RawRecord:
    heads = _heads(data)
    if heads >= DERIVED:
        say = messages()
        raise DataError.of("problem.upload.to_read", name, edit=say("download.to_edit"), page=say("page.sources"))
    table = _table_meant(heads, name)
    if table == TRANSLATIONS:
        translations = translations_of(data, visible(name))
        version = version_of(base.tables, base.settings, translations)
        return replace(base, translations=translations, version=version)
    if table is None:
        raise _of_another_kind(name)
    origin = CsvFile(table, visible(name))
    read = table_of(data, fields.columns(schema.TABLES[table]), origin)
    _refuse_long(read, limits)
    tables = {**base.tables, table: read}
    return replace(base, tables=tables, version=version_of(tables, base.settings))


def _of_another_kind(name: str) -> DataError:
    """The sentence on a file that holds no table that we know."""
    ending = PurePosixPath(name.lower()).suffix
    if ending == SETTINGS:
        return DataError.of("problem.upload.settings", name)
    if ending not in TABLES:
        return DataError.of("problem.upload.kind", name)
    return DataError.of("problem.upload.table", name, tables=", ".join(FILES[one] for one in schema.TABLES))


def _refuse_long(table: RawTable, limits: Limits) -> None:
    if len(table.rows) > limits.rows:
        raise DataError.of("problem.book.long", table.origin.name, most=messages().digits(limits.rows))


def _heads(data: bytes) -> set[str]:
    """What may be heads: the cells of the first lines of a file, as names of columns."""
    text = CONTROL_CHARACTERS.sub("", data[:SAMPLE].decode("utf-8", "replace"))
    return {name_of(cell) for line in text.splitlines()[:20] for cell in _cells(line)}


def _table_meant(heads: set[str], name: str) -> str | None:
    """The table that a file holds, from its name (`forums.csv`, `forums (2).csv`), else from its columns."""
    stem = name_of(PurePosixPath(name.replace("\\", "/")).stem.partition("(")[0])
    files = {**{table: FILES[table] for table in schema.TABLES}, TRANSLATIONS: TRANSLATIONS_FILE}
    for table, file in files.items():
        if stem in {name_of(table), name_of(PurePosixPath(file).stem)}:
            return table
    fits = {table: _fit(table, heads) for table in files}
    best = max(fits, key=lambda table: fits[table])
    return best if fits[best] > 0 else None


def _cells(line: str) -> list[str]:
    for separator in ";\t":
        line = line.replace(separator, ",")
    return line.split(",")


def _fit(table: str, heads: set[str]) -> float:
    """How well the names of columns fit a table: the share of its columns that are named, of all, at least half."""
    columns = fields.columns(schema.TABLES.get(table, TranslationRow))
    known = names_of_columns(columns)
    named = {known[head] for head in heads if head in known}
    share = len(named) / len(columns)
    return share if share > 0.5 else 0.0
