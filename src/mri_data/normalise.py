"""From text as people write it to codes, dates and notes. Nothing is guessed: what cannot be read is a problem.

Corrections to the source are applied here, and nowhere else: a named record is never changed in code.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import pandas as pd

from mri_data import schema
from mri_data.dates import parse_dates
from mri_data.entries import Correction, Note
from mri_data.errors import MriError, Problem
from mri_data.reading import RawTable
from mri_data.spelling import Spellings, language_spellings, split_list
from mri_data.words import words

NOTE = re.compile(r"(?P<text>.*?)\s*(?:\[(?P<sources>[^\[\]]*)\])?", flags=re.DOTALL)
WORDED = {"work_area": ("area", "area.long"), "role": ("role",), "date_of": ("date_of",)}


@dataclass
class Normal:
    """One table made regular: `rows` holds codes and text for the schema's checks, `many` the many-valued columns
    as tuples, `dates` what its dates mean; all share the line numbers of the file as their index."""

    file: str
    rows: pd.DataFrame
    many: dict[str, "pd.Series[Any]"] = field(default_factory=dict)
    dates: dict[str, pd.DataFrame] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def normalise(table: RawTable, corrections: Collection[Correction], spellings: Mapping[str, Spellings]) -> Normal:
    """Correct, spell, split and date one table."""
    columns = schema.columns(schema.TABLES[table.file])
    normal = Normal(table.file, table.rows.copy(), problems=list(table.problems))
    _correct(normal, corrections)
    for name, column in columns.items():
        meta = column.metadata or {}
        names = spellings.get(meta.get("names", "")) or _choice_spellings(name, schema.choices(column))
        if names and meta.get("many"):
            normal.many[name] = _read_cells(normal, name, partial(_codes, names=names))
        elif names:
            normal.rows[name] = _read_cells(normal, name, partial(_code, names=names)).astype("str")
        elif column.dtype.type is not str and str(column.dtype).startswith("float"):
            normal.rows[name] = normal.rows[name].str.replace(",", ".")
    for name in ("date", "alongside_date"):
        if name in normal.rows:
            _read_dates(normal, name)
    for name in ("also_known", "not_confirmed"):
        if name in normal.rows:
            normal.many[name] = _read_cells(normal, name, partial(_notes, sources=spellings["sources"]))
    return normal


def all_spellings(
    places: pd.DataFrame, names: Mapping[str, Mapping[str, Sequence[str]]], sources: Collection[str]
) -> dict[str, Spellings]:
    """The spellings each kind of name is read with; cities also by their name in `places.csv`."""
    more = names.get("places", {})
    cities = {
        row.id: [row.name_, *more.get(row.id, ())] for row in places.rename(columns={"name": "name_"}).itertuples()
    }
    return {
        "places": Spellings(cities),
        "bodies": Spellings({code: list(names) for code, names in names.get("bodies", {}).items()}),
        "languages": language_spellings(),
        "sources": Spellings({source: [] for source in sources}),
    }


def _correct(normal: Normal, corrections: Collection[Correction]) -> None:
    for correction in corrections:
        rows = normal.rows.index[normal.rows["id"] == correction.record]
        for line in rows if correction.column in normal.rows else ():
            cell = normal.rows.at[line, correction.column]
            if correction.was in (cell if correction.was else [cell]):
                normal.rows.at[line, correction.column] = cell.replace(correction.was, correction.becomes)
            else:
                normal.problems.append(_unmatched(correction))


def _unmatched(correction: Correction) -> Problem:
    return Problem.of(
        "problem.correction.unmatched",
        "corrections.toml",
        value=correction.was,
        record=correction.record,
        column=correction.column,
    )


def unknown_corrections(corrections: Collection[Correction], known: Mapping[str, Collection[str]]) -> list[Problem]:
    """Corrections of a record or a column that does not exist; `known` maps record ids to their columns."""
    return [_unmatched(one) for one in corrections if one.column not in known.get(one.record, ())]


def _choice_spellings(name: str, choices: Sequence[str]) -> Spellings | None:
    say = words("en")
    prefixes = WORDED.get(name, ())
    return Spellings({code: [say(f"{prefix}.{code}") for prefix in prefixes] for code in choices}) if choices else None


def _read_cells(normal: Normal, name: str, read: Callable[[str], Any]) -> "pd.Series[Any]":
    """Read each distinct cell of a column once; a cell that cannot be read is a problem on each of its lines."""
    cells = normal.rows[name]
    values: dict[str, Any] = {}
    for cell in cells.unique():
        try:
            values[cell] = read(cell)
        except MriError as error:
            lines = cells.index[cells == cell]
            normal.problems += [Problem(normal.file, int(line), name, cell, str(error)) for line in lines]
    return pd.Series([values.get(cell) for cell in cells], index=cells.index, dtype=object)


def _code(cell: str, names: Spellings) -> str:
    return names.code(cell) if cell else ""


def _codes(cell: str, names: Spellings) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names.code(item) for item in split_list(cell, names)))


def _notes(cell: str, sources: Spellings) -> tuple[Note, ...]:
    return tuple(_note(part.strip(), sources) for part in cell.split("|") if part.strip())


def _note(text: str, sources: Spellings) -> Note:
    found = NOTE.fullmatch(text)
    assert found, "the pattern matches any text"
    return Note(found["text"].strip(), _codes(found["sources"] or "", sources))


def _read_dates(normal: Normal, name: str) -> None:
    dates, failed = parse_dates(normal.rows[name])
    normal.dates[name] = dates
    normal.problems += [
        Problem(normal.file, int(line), name, normal.rows.at[line, name], message) for line, message in failed.items()
    ]
