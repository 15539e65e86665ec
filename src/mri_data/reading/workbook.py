"""Read an Excel workbook of the record as tables of text and settings. `normalise` interprets them, as it does files.

A sheet is found by its title, a column by its head, wherever they are. What Excel has done to the cells is reported.
"""

import hashlib
import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from mri_data import schema
from mri_data.reading import sheet_translations, sheets, translation_columns
from mri_data.reading.cell_names import letters
from mri_data.reading.cells import CONTROL_CHARACTERS, FEWEST_COLUMNS, SPACES, TOTAL, fill_table, lone_cell
from mri_data.reading.csv_files import read_bytes
from mri_data.reading.encodings import Decoded
from mri_data.reading.header_row import (
    MOST_ABOVE,
    HeadNames,
    head_names,
    head_row,
    heads_meant,
    name_of,
    names_of_columns,
)
from mri_data.reading.ooxml import OWN, Cell, Sheet, read_sheets
from mri_data.reading.parts import FINGERPRINT_LENGTH, gathered
from mri_data.reading.progress import Progress, silent
from mri_data.reading.raw import RawRecord, RawSettings, RawTable, RawTranslations
from mri_data.reading.sheet_problems import sheet_problems
from mri_data.reading.sheet_settings import settings_of
from mri_data.schema import fields
from mri_data.schema.translations import TRANSLATIONS
from mri_data.words.catalogue import languages, words
from mri_data.words.errors import DataError, DataWarning, Fix, Problem, Remark, quoted, visible
from mri_data.words.messages import joined, messages
from mri_data.words.names import all_of
from mri_data.words.spelling import nearest

# A workbook without any of these sheets is another one.
NEEDED = {"forums", "achievements", "about"}
UNUSUAL = re.compile(f"[{SPACES}\r]")
SPACED = str.maketrans(dict.fromkeys(SPACES, " "))


class Heads(NamedTuple):
    """The row of a sheet that names its columns, and where these are, from 0.

    `columns` are ours, by code, and `names` their heads as they are written; `others` heads that we do not know;
    `not_read` columns that show how a date is read.
    """

    row: int
    columns: Mapping[str, int]
    others: Mapping[str, int]
    not_read: tuple[int, ...]
    names: HeadNames


def read_workbook(path: Path, progress: Progress = silent) -> RawRecord:
    """Read a workbook; `DataError` names each sheet that is missing or cannot be used at all."""
    return record_of(read_sheets(read_bytes(path, path.name), path.name, OWN, progress), path.name)


def record_of(found: list[Sheet], file: str) -> RawRecord:
    """The record that the sheets of a workbook hold; `DataError` as in `read_workbook`."""
    by_name, problems = _named(found)
    missing = _missing(file, found, by_name)

    def read(name: str) -> RawTable | RawSettings:
        if name not in by_name:
            raise DataError(missing.get(name, ""))
        read_part = _table if name in schema.TABLES else _settings
        return read_part(name, by_name[name], _heads(name, by_name[name]))

    tables, settings = gathered(_expected(by_name), read)
    translations = _translations(by_name[TRANSLATIONS]) if TRANSLATIONS in by_name else None
    version = version_of(tables, settings, translations)
    return RawRecord(tables, settings, version, tuple(problems), translations)


def sheets_by_table(found: list[Sheet]) -> dict[str, Sheet]:
    """Table or settings -> its sheet, of those that a workbook has."""
    return _named(found)[0]


def row_of_heads(name: str, sheet: Sheet) -> int:
    """The row of the heads of a sheet that holds a table or settings; 0 if it has none."""
    try:
        return _heads(name, sheet).row
    except DataError:
        return 0


def version_of(
    tables: Mapping[str, RawTable], settings: Mapping[str, RawSettings], translations: RawTranslations | None = None
) -> str:
    """Short hash of what a workbook holds, which saving it again does not change."""
    digest = hashlib.sha256()
    for name in sorted(tables):
        rows = tables[name].rows
        digest.update(json.dumps([name, *rows.columns]).encode())
        digest.update(pd.util.hash_pandas_object(rows, index=False).to_numpy().tobytes())
    held = {name: settings[name].values for name in sorted(settings)}
    digest.update(json.dumps(held, default=str, sort_keys=True).encode())
    if translations:
        digest.update(json.dumps([row[1:-1] for row in translations.rows]).encode())
    return digest.hexdigest()[:FINGERPRINT_LENGTH]


def _named(found: list[Sheet]) -> tuple[dict[str, Sheet], list[Problem]]:
    """Table or settings -> its sheet; and what is to be known about the other sheets."""
    known, by_name, others = sheets.names_of_sheets(), {}, []
    problems: list[Problem] = []
    for sheet in found:
        name = known.get(name_of(sheet.name))
        if name is None:
            others.append(sheet)
        elif name in by_name:
            problems.append(Problem.of("problem.sheet.twice", sheets.SheetPlace(name, sheet.name), value=sheet.name))
        elif name not in {sheets.READ_ME, sheets.LISTS}:
            by_name[name] = sheet
    lacking = [title for name in sheets.SHEETS if name not in by_name for title in _titles(name)]
    for sheet in others:
        origin, near = sheets.SheetPlace("", sheet.name), nearest(sheet.name, lacking)
        if near:
            problems.append(Problem.of("problem.sheet.misnamed", origin, value=sheet.name, near=quoted(near)))
        elif sheet.rows:
            problems.append(Remark.of("remark.sheet.unknown", origin, value=sheet.name))
    return by_name, problems


def _titles(name: str) -> list[str]:
    """What a sheet may be called, in each language."""
    return [sheets.title(name, words(language)) for language in languages()]


def _expected(by_name: Mapping[str, Sheet]) -> list[str]:
    """The sheets that a workbook must have; those of the context only if it has one of them."""
    context = any(name in by_name for name in sheets.CONTEXT)
    return [name for name in sheets.SHEETS if context or name not in sheets.CONTEXT]


def _missing(file: str, found: list[Sheet], by_name: Mapping[str, Sheet]) -> Mapping[str, str]:
    """Sentences that sheets are missing, by the sheet, or the first of those, that each is about."""
    say, missing = messages(), [name for name in _expected(by_name) if name not in by_name]
    others = [sheet.name for sheet in found if sheet not in by_name.values()]
    where = {"file": visible(file), "edit": say("download.to_edit"), "page": say("page.sources")}
    renamed = {name: _renamed(name, others, where["file"]) for name in missing}
    sentences = {name: sentence for name, sentence in renamed.items() if sentence}
    gone = {name: quoted(sheets.title(name, say)) for name in missing if name not in sentences}
    if gone.keys() >= NEEDED and not sentences:
        needed = [title for name, title in gone.items() if name in NEEDED]
        return {"forums": say("problem.book.no_record", titles=all_of(needed), **where)}
    first = next(iter(gone), "")
    if len(gone) > 1:
        return {**sentences, first: say("problem.sheet.several", titles=all_of(gone.values()), **where)}
    for name, title in gone.items():
        lacks = say("problem.sheet.missing", file=where["file"], title=title)
        sentences[name] = joined(" ", (lacks, say("problem.sheet.add", **where)))
    return sentences


def _renamed(name: str, others: Collection[str], file: str) -> str | None:
    """Sentence that a sheet is missing and which of the others may be meant, if any."""
    say, likely = messages(), ((title, nearest(title, others)) for title in _titles(name))
    for title, near in likely:
        if near:
            lacks = say("problem.sheet.missing", file=file, title=quoted(title))
            return joined(" ", (lacks, say("problem.sheet.rename", near=quoted(near), title=quoted(title))))
    return None


def _heads(name: str, sheet: Sheet) -> Heads:
    """Find the head of a sheet; `DataError` if it has none."""
    numbers = list(sheet.rows)[:MOST_ABOVE]
    columns = fields.columns(schema.TABLES[name]) if name in schema.TABLES else {}
    known = names_of_columns(columns) if columns else sheets.heads_of(name)
    ours = sheets.columns_of(name)
    at = head_row([sheet.rows[number] for number in numbers], known, len(ours))
    titles = {column: sheets.column_words(name, column, messages())[0] for column in ours}
    if at is None:
        first = next((cell for number in numbers for cell in sheet.rows[number] if cell), "")
        key = "problem.sheet.no_heads" if first else "problem.sheet.empty"
        wanted = joined(", ", titles.values())
        raise DataError(messages()(key, sheet=visible(sheet.name), value=quoted(first), columns=wanted))
    written = [CONTROL_CHARACTERS.sub("", head).strip() for head in sheet.rows[numbers[at]]]
    not_read = tuple(place for place, head in enumerate(written) if name_of(head) in sheets.heads_not_read(name))
    kept = ["" if place in not_read else head for place, head in enumerate(written)]
    meant = heads_meant(kept, known)
    others = {head: place for place, head in enumerate(kept) if head and meant.index(meant[place]) != place}
    others |= {head: place for place, head in enumerate(kept) if head and not meant[place]}
    places = {one: meant.index(one) for one in meant if one}
    names = head_names({column: sheet.rows[numbers[at]][place] for column, place in places.items()}, titles)
    return Heads(numbers[at], places, others, not_read, names)


def _entries(sheet: Sheet, heads: Heads) -> tuple[dict[int, list[str]], list[Problem]]:
    """The rows below the head; and what is said of those that are no entries."""
    below = {number: cells for number, cells in sheet.rows.items() if number > heads.row}
    spread = {one.first.row for one in sheet.merged if one.last.column > one.first.column}
    examples = [number for number, cells in below.items() if _is_example(cells)]
    titles = [number for number in sorted(spread & below.keys()) if sum(map(bool, below[number])) == 1]
    lone = _lone_cells(below, heads) if len(heads.columns) >= FEWEST_COLUMNS else {}
    origin = sheets.SheetPlace("", sheet.name)
    said: list[Problem] = [Remark.of("remark.row.example", origin, number) for number in examples]
    for number in titles:
        value = "".join(below[number])
        said.append(Problem.of("problem.row.title", origin, number, None, value).with_fixes(Fix(deleted=(number,))))
    for number in sorted(lone.keys() - {*examples, *titles}):
        said.append(lone_cell(origin, number, *lone[number]))
    left_out = {*examples, *titles, *lone}
    return {number: cells for number, cells in below.items() if number not in left_out}, said


def _lone_cells(rows: Mapping[int, list[str]], heads: Heads) -> dict[int, tuple[str, str]]:
    """Rows with one filled cell, other than totals -> its column, by its letters if it has no head, and its text."""
    names = {place: column for column, place in {**heads.others, **heads.columns}.items()}
    # The last cell of a row is never blank.
    found = {number: (len(cells) - 1, cells[-1]) for number, cells in rows.items() if cells.count("") == len(cells) - 1}
    return {
        number: (names.get(place) or letters(place), text)
        for number, (place, text) in found.items()
        if text.strip() and not TOTAL.fullmatch(text.strip())
    }


def _unnamed(sheet: Sheet, head: int, width: int, entries: Mapping[int, list[str]]) -> list[Problem]:
    """Problems for cells to the right of all heads, which are in the first `width` columns: one for each such column.

    They are not read: one far away would make every row as long.
    """
    found: dict[int, list[Cell]] = {}
    texts = {
        Cell(row, place): text for row, cells in entries.items() for place, text in enumerate(cells[width:], width)
    }
    texts = {cell: text for cell, text in {**texts, **sheet.strays}.items() if text.strip()}
    for cell in texts:
        found.setdefault(cell.column, []).append(cell)
    origin = sheets.SheetPlace("", sheet.name)
    problems: list[Problem] = []
    for place, (cell, *others) in sorted(found.items()):
        column, which = letters(place), origin.nth_column(place)
        if others:
            problems.append(Problem.of("problem.column.unnamed", origin, head, which=which))
        else:
            problem = Problem.of("problem.cell.unnamed", origin, cell.row, column, texts[cell], which=which)
            problems.append(problem.with_fixes(Fix(((cell.row, column, ""),))))
    return problems


def _is_example(cells: list[str]) -> bool:
    return sheets.is_example(next(filter(None, cells), ""))


def _above(sheet: Sheet, heads: Heads) -> list[Problem]:
    """A remark if there are filled rows above the head."""
    first = next(iter(sheet.rows))
    if first == heads.row:
        return []
    value = next(filter(None, sheet.rows[first]), "")
    return [Remark.of("remark.sheet.above", sheets.SheetPlace("", sheet.name), heads.row, None, value)]


def _table(name: str, sheet: Sheet, heads: Heads) -> RawTable:
    """One sheet as a table."""
    columns = fields.columns(schema.TABLES[name])
    origin = sheets.place_of(name, sheet.name, heads.columns, heads.others, heads.names)
    entries, said = _entries(sheet, heads)
    decoded = Decoded("\n".join(set(chain.from_iterable(entries.values()))))
    width = len(sheet.rows[heads.row])
    cells = _frame({heads.row: sheet.rows[heads.row]} | entries, width)
    for place in heads.not_read:
        cells[place] = ""
    for row, place in _times(sheet, heads, name):
        cells.at[row, place] = ""
    found = [*said, *_above(sheet, heads), *_unnamed(sheet, heads.row, width, entries)]
    found += sheet_problems(sheet, origin, heads.columns, heads.row, entries)
    table = RawTable(origin, pd.DataFrame(), [replace(one, origin=origin) for one in found])
    fill_table(table, cells, columns, heads.row, decoded, controls=bool(CONTROL_CHARACTERS.search(decoded.text)))
    return table


def _translations(sheet: Sheet) -> RawTranslations:
    """The sheet of translations; nothing in it leaves out a record, so what cannot be read is a warning."""
    try:
        heads = _heads(TRANSLATIONS, sheet)
    except DataError as error:
        origin = sheets.SheetPlace(TRANSLATIONS, sheet.name)
        return RawTranslations(origin, (), (DataWarning(origin, None, None, "", str(error)),))
    places = {**heads.columns, "made_by": heads.columns.get(translation_columns.STATUS, 0)}
    names = (*heads.names, ("made_by", dict(heads.names).get(translation_columns.STATUS, "")))
    origin = sheets.place_of(TRANSLATIONS, sheet.name, places, heads.others, names)
    entries, said = _entries(sheet, heads)
    return sheet_translations.translations_of(origin, heads.columns, entries, said)


def _times(sheet: Sheet, heads: Heads, name: str) -> Iterator[Cell]:
    """The cells of dates that hold a time of day, which are problems and not read."""
    places = [heads.columns.get(column) for column in sheets.dated_columns(name)]
    for cell, number in sheet.numbers.items():
        if number.kind == "time" and cell.column in places and cell.row > heads.row:
            yield cell


def _frame(rows: Mapping[int, list[str]], width: int) -> pd.DataFrame:
    """The first cells of the rows as a table of text, with plain spaces and line ends."""
    cells = [[*map(_plain, row[:width]), *[""] * (width - len(row))] for row in rows.values()]
    return pd.DataFrame(cells, index=list(rows), columns=range(width), dtype="str")


def _plain(cell: str) -> str:
    if not UNUSUAL.search(cell):
        return cell
    return cell.translate(SPACED).replace("\r\n", "\n").replace("\r", "\n")


def _settings(name: str, sheet: Sheet, heads: Heads) -> RawSettings:
    """One sheet as settings."""
    entries, said = _entries(sheet, heads)
    keys = sheets.names_of_keys(name, entries, heads.columns) if name in sheets.SINGLE else ()
    origin = sheets.place_of(name, sheet.name, heads.columns, heads.others, (*heads.names, *keys))
    raw = settings_of(name, origin, heads.columns, entries)
    missing = [column for column in sheets.columns_of(name) if column not in {*heads.columns, "help"}]
    found = [*said, *_above(sheet, heads), *sheet_problems(sheet, origin, heads.columns, heads.row, entries)]
    found += [Problem.of("problem.column.unknown", origin, heads.row, head) for head in heads.others]
    found += [Problem.of("problem.column.missing", origin, heads.row, column) for column in missing]
    return replace(raw, problems=(*raw.problems, *(replace(one, origin=origin) for one in found)))
