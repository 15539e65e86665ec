"""Write likely corrections into a file that somebody sent: only the cells that they name change.

Everything else stays as it is: other sheets and columns, colours, formulas, the encoding and the line ends. A row that
is to be deleted becomes blank in a workbook, where deleting it would move what refers to the rows below.
"""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from mri_data import schema
from mri_data.reading import csv_spans, sheet_xml
from mri_data.reading.cell_names import column_of
from mri_data.reading.data_folder import FILES
from mri_data.reading.ooxml import FOREIGN, ZIP, parts_of_sheets
from mri_data.reading.sheets import SheetPlace
from mri_data.reading.upload import files_of_record, is_workbook
from mri_data.words.errors import Fix, Origin, Problem, visible

CALCULATION_ORDER = "xl/calcChain.xml"


@dataclass
class Edits:
    """The new texts of cells of one table, by row and column, and the rows to delete."""

    cells: dict[tuple[int, str], str] = field(default_factory=dict)
    deleted: set[int] = field(default_factory=set)


def mended_file(data: bytes, name: str, chosen: Iterable[tuple[Problem, Fix]]) -> bytes:
    """The file with one correction of each of these problems; those of other files are left out."""
    edits = _by_origin(chosen)
    if not edits:
        return data
    if not data.startswith(ZIP):
        return _table(data, [(origin, one) for origin, one in edits.items() if origin.name == visible(name)])
    return _workbook(data, name, edits) if is_workbook(data) else _archive(data, edits)


def _by_origin(chosen: Iterable[tuple[Problem, Fix]]) -> dict[Origin, Edits]:
    found: dict[Origin, Edits] = {}
    for problem, fix in chosen:
        edits = found.setdefault(problem.origin, Edits())
        edits.cells |= {(row, column): text for row, column, text in fix.cells}
        edits.deleted |= set(fix.deleted)
    return found


def _table(data: bytes, edits: Sequence[tuple[Origin, Edits]]) -> bytes:
    for origin, one in edits:
        data = csv_spans.with_cells(data, origin, one.cells, one.deleted)
    return data


def _archive(data: bytes, edits: Mapping[Origin, Edits]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = files_of_record(archive.namelist())
        changed = {
            files[FILES[origin.table]]: _table(archive.read(files[FILES[origin.table]]), [(origin, one)])
            for origin, one in edits.items()
            if origin.table in schema.TABLES and FILES[origin.table] in files
        }
    return _with_parts(data, changed)


def _workbook(data: bytes, name: str, edits: Mapping[Origin, Edits]) -> bytes:
    parts, changed = parts_of_sheets(data, name, FOREIGN), {}
    formulas = False
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for origin, one in edits.items():
            if origin.name in parts:
                part = parts[origin.name]
                sheet = sheet_xml.with_cells(archive.read(part), _places(origin, one), one.deleted)
                changed[part], formulas = sheet.content, formulas or sheet.lost_formulas
        if formulas:
            changed |= _without_calculation_order(archive)
    return _with_parts(data, changed)


def _places(origin: Origin, edits: Edits) -> dict[tuple[int, int], str]:
    """Row and number of the column -> text."""
    if not isinstance(origin, SheetPlace):
        return {}
    letters = {column: origin.letter(column) for _, column in edits.cells}
    cells = edits.cells.items()
    return {(row, column_of(letters[column])): text for (row, column), text in cells if letters[column]}


def _without_calculation_order(archive: zipfile.ZipFile) -> dict[str, bytes]:
    """The parts that name the order in which Excel computes formulas, without it; Excel makes it anew."""
    named = [name for name in ("[Content_Types].xml", "xl/_rels/workbook.xml.rels") if name in archive.namelist()]
    parts: dict[str, bytes] = {
        name: sheet_xml.without_elements_that_name(archive.read(name), b"calcChain.xml") for name in named
    }
    return {**parts, CALCULATION_ORDER: b""}


def _with_parts(data: bytes, changed: Mapping[str, bytes]) -> bytes:
    """The archive with the content of these parts; one that is to be empty is left out."""
    saved = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(saved, "w") as after:
        for part in before.infolist():
            content = changed[part.filename] if part.filename in changed else before.read(part)
            if content or part.filename not in changed:
                after.writestr(part, content, compress_type=part.compress_type)
    return saved.getvalue()
