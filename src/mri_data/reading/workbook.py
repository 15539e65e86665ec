"""Read an Excel workbook of the record as tables of text and settings. `normalise` interprets them, as it does files.

A sheet is found by its title, a column by its head, wherever they are. What Excel has done to the cells is reported.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

import pandas as pd

from mri_data import schema
from mri_data.reading import sheet_translations, sheets, translation_columns
from mri_data.reading.cells import CONTROL_CHARACTERS, PLAIN_SPACES, SPACES, fill_table
from mri_data.reading.csv_files import read_bytes
from mri_data.reading.encodings import Decoded
from mri_data.reading.header_row import name_of
from mri_data.reading.ooxml import OWN, Cell, Sheet, read_sheets
from mri_data.reading.parts import FINGERPRINT_LENGTH, gathered
from mri_data.reading.progress import Progress, silent
from mri_data.reading.raw import RawRecord, RawSettings, RawTable, RawTranslations
from mri_data.reading.sheet_heads import Heads, heads_of
from mri_data.reading.sheet_problems import sheet_problems
from mri_data.reading.sheet_rows import columns_without_heads, entries_of, rows_above
from mri_data.reading.sheet_settings import settings_of
from mri_data.schema import fields
from mri_data.schema.translations import TRANSLATIONS
from mri_data.words.catalogue import languages, words
from mri_data.words.errors import DataError, DataWarning, Problem, Remark, quoted, visible
from mri_data.words.messages import joined, messages
from mri_data.words.names import all_of
from mri_data.words.spelling import nearest

# A workbook without any of these sheets is another one.
NEEDED = {"forums", "achievements", "about"}
UNUSUAL = re.compile(f"[{SPACES}\r]")


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
        return read_part(name, by_name[name], heads_of(name, by_name[name]))

    tables, settings = gathered(_expected(by_name), read)
    translations = _translations(by_name[TRANSLATIONS]) if TRANSLATIONS in by_name else None
    version = version_of(tables, settings, translations)
    return RawRecord(tables, settings, version, tuple(problems), translations)


def sheets_by_table(found: list[Sheet]) -> dict[str, Sheet]:
    """Table or settings -> its sheet, of those that a workbook has."""
    return _named(found)[0]


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
    known, others, problems = sheets.names_of_sheets(), list[Sheet](), list[Problem]()
    by_name: dict[str, Sheet] = {}
    for sheet in found:
        name = known.get(name_of(sheet.name))
        if name is None:
            others.append(sheet)
        elif name in by_name:
            place, first = sheets.SheetPlace(name, sheet.name), quoted(by_name[name].name)
            problems.append(Problem.of("problem.sheet.twice", place, value=sheet.name, first=first))
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
    others = [sheet for sheet in found if sheet not in by_name.values()]
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


def _renamed(name: str, others: Sequence[Sheet], file: str) -> str | None:
    """Sentence that a sheet is missing and which of the others may be meant, by its name or its heads, if any."""
    say, names = messages(), [sheet.name for sheet in others]
    likely = [(title, near) for title in _titles(name) if (near := nearest(title, names))]
    likely += [(sheets.title(name, say), sheet.name) for sheet in others if _has_heads_of(name, sheet)]
    if not likely:
        return None
    title, near = likely[0]
    lacks = say("problem.sheet.missing", file=file, title=quoted(title))
    return joined(" ", (lacks, say("problem.sheet.rename", near=quoted(near), title=quoted(title))))


def _has_heads_of(name: str, sheet: Sheet) -> bool:
    """Whether a sheet has all columns of a table or settings, and no other."""
    try:
        heads = heads_of(name, sheet)
    except DataError:
        return False
    return heads.columns.keys() == {*sheets.columns_of(name)} and not heads.others


def _table(name: str, sheet: Sheet, heads: Heads) -> RawTable:
    """One sheet as a table."""
    columns = fields.columns(schema.TABLES[name])
    origin = sheets.place_of(name, sheet.name, heads.columns, heads.others, heads.names)
    entries, problems = entries_of(sheet, heads)
    decoded = Decoded("\n".join(set(chain.from_iterable(entries.values()))))
    width = len(sheet.rows[heads.row])
    cells = _frame({heads.row: sheet.rows[heads.row]} | entries, width, plain=not UNUSUAL.search(decoded.text))
    for place in heads.not_read:
        cells[place] = ""
    for row, place in _times(sheet, heads, name):
        if row in entries:
            cells.at[row, place] = ""
    found = [*problems, *rows_above(sheet, heads)]
    found += sheet_problems(sheet, origin, heads.columns, heads.row, entries)
    table = RawTable(origin, pd.DataFrame(), [replace(one, origin=origin) for one in found])
    fill_table(table, cells, columns, heads.row, decoded, controls=bool(CONTROL_CHARACTERS.search(decoded.text)))
    return table


def _translations(sheet: Sheet) -> RawTranslations:
    """The sheet of translations; nothing in it leaves out a record, so what cannot be read is a warning."""
    try:
        heads = heads_of(TRANSLATIONS, sheet)
    except DataError as error:
        origin = sheets.SheetPlace(TRANSLATIONS, sheet.name)
        return RawTranslations(origin, (), (DataWarning(origin, None, None, "", str(error)),))
    places = {**heads.columns, "made_by": heads.columns.get(translation_columns.STATUS, 0)}
    names = (*heads.names, ("made_by", dict(heads.names).get(translation_columns.STATUS, "")))
    origin = sheets.place_of(TRANSLATIONS, sheet.name, places, heads.others, names)
    entries, problems = entries_of(sheet, heads)
    return sheet_translations.translations_of(
        origin, heads.columns, entries, (replace(one, origin=origin) for one in problems)
    )


def _times(sheet: Sheet, heads: Heads, name: str) -> Iterator[Cell]:
    """The cells of dates that hold a time of day, which are problems and not read."""
    places = [heads.columns.get(column) for column in sheets.dated_columns(name)]
    for cell, number in sheet.numbers.items():
        if number.kind == "time" and cell.column in places:
            yield cell


def _frame(rows: Mapping[int, list[str]], width: int, *, plain: bool) -> pd.DataFrame:
    """The first cells of the rows as a table of text, with plain spaces and line ends, which they have if `plain`."""
    read = str if plain else _plain
    cells = [[*map(read, row[:width]), *[""] * (width - len(row))] for row in rows.values()]
    return pd.DataFrame(cells, index=list(rows), columns=range(width), dtype="str")


def _plain(cell: str) -> str:
    return cell.translate(PLAIN_SPACES).replace("\r\n", "\n").replace("\r", "\n")


def _settings(name: str, sheet: Sheet, heads: Heads) -> RawSettings:
    """One sheet as settings."""
    entries, problems = entries_of(sheet, heads)
    keys = sheets.names_of_keys(name, entries, heads.columns) if name in sheets.SINGLE else ()
    origin = sheets.place_of(
        name, sheet.name, heads.columns, columns_without_heads(problems, heads), (*heads.names, *keys)
    )
    raw = settings_of(name, origin, heads.columns, entries)
    missing = [column for column in sheets.columns_of(name) if column not in {*heads.columns, "help"}]
    found = [*problems, *rows_above(sheet, heads), *sheet_problems(sheet, origin, heads.columns, heads.row, entries)]
    found += [Problem.of("problem.column.unknown", origin, heads.row, head) for head in heads.others]
    found += [Problem.of("problem.column.missing", origin, heads.row, column) for column in missing]
    return replace(raw, problems=(*raw.problems, *(replace(one, origin=origin) for one in found)))
