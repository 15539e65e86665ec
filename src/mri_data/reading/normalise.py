"""Turn text as people write it into codes, dates and notes. Nothing is guessed: what cannot be read is a problem.

Corrections to sources are applied here and nowhere else: code never changes a particular record.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import islice
from typing import Any, Protocol

import numpy as np
import pandas as pd
import pandera.pandas as pa

from mri_data import schema
from mri_data.reading.choices import choice_spellings, with_codes
from mri_data.reading.countries import country_spellings
from mri_data.reading.date_columns import unclear_orders
from mri_data.reading.dates import likely_dates, parse_dates
from mri_data.reading.raw import RawTable
from mri_data.schema import fields
from mri_data.schema.settings import Correction, Note
from mri_data.schema.translations import NOTED
from mri_data.words.errors import MOST_OF_A_KIND, Fix, MriError, Origin, Problem, quoted
from mri_data.words.messages import messages
from mri_data.words.spelling import AND, AnyName, Spellings, UnknownName, language_spellings, name_key, split_list

# The brackets with sources at the end of a note: the last pair, and those before it that hold only ids.
IDS = r"[\w-]+(?:\s*[,;]\s*[\w-]+)*"
NOTE = re.compile(
    rf"(?P<text>.*?)\s*(?P<sources>(?:\[\s*{IDS}\s*\]\s*(?:[,;.]|(?:{AND})(?=\W))?\s*)*\[[^\[\]]*\])(?P<end>[.,;]*)",
    re.DOTALL,
)
BRACKET = re.compile(r"\[([^\[\]]*)\]")
HALF_BRACKET = re.compile(rf"(?:\[\s*(?P<opened>{IDS})|(?:^|[\s(])(?P<closed>{IDS})\s*\])[.,;\s]*$")
BETWEEN_NOTES = re.compile(r"\||(?<=\])[.,;]?[^\S\n]*\n")


@dataclass
class NormalTable:
    """One normalised table, indexed by the row numbers of its origin.

    `rows` holds codes and text for the schema's checks, `tuples` the multi-valued columns as tuples, and `dates` a
    table of parsed dates for each column of dates. `before` keeps the cells that a correction changed, by row;
    `unmatched` are corrections whose text is not in the cell; `missing` and `unread_at` are those of the `RawTable`.
    """

    origin: Origin
    rows: pd.DataFrame
    tuples: dict[str, "pd.Series[Any]"] = field(default_factory=dict)
    dates: dict[str, pd.DataFrame] = field(default_factory=dict)
    before: dict[int, list[str]] = field(default_factory=dict)
    unmatched: list[Correction] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    missing: tuple[str, ...] = ()
    unread_at: int | None = None

    @property
    def name(self) -> str:
        """The name of the table, a key of `schema.TABLES`."""
        return self.origin.table


class CellReader(Protocol):
    """Reads a cell: returns its value, and an error for each part that cannot be read."""

    def __call__(self, cell: str) -> tuple[Any, list[MriError]]: ...


def normalise(
    table: RawTable, corrections: Collection[Correction], spellings: Mapping[str, Spellings], language: str = ""
) -> NormalTable:
    """Apply corrections to a table and read its cells: names as codes, lists as tuples, dates, numbers and notes.

    `language` is the one in which they are written, if that is known.
    """
    columns = fields.columns(schema.TABLES[table.origin.table])
    rows, problems = table.rows.copy(deep=False), list(table.problems)
    normal = NormalTable(table.origin, rows, problems=problems, missing=table.missing, unread_at=table.unread_at)
    _correct(normal, corrections, columns)
    for name, column in columns.items():
        meta = column.metadata or {}
        choices = choice_spellings(name, column, worded=table.origin.is_worded)
        names = spellings.get(meta.get("names", ""), choices)
        if names is not None and not names and not isinstance(names, AnyName):
            none_known = _none_known(normal, name, bool(meta.get("multiple")))
            normal.problems += none_known
            if none_known and not meta.get("multiple"):
                normal.rows[name] = ""
        elif names is not None and meta.get("multiple"):
            normal.tuples[name] = _read_cells(normal, name, partial(_codes, names=names))
        elif names is not None:
            normal.rows[name] = _read_cells(normal, name, partial(_code, names=names)).astype("str")
        elif fields.is_number(column):
            normal.rows[name] = _plain_numbers(normal.rows[name])
        if meta.get("dated"):
            _read_dates(normal, name, language)
    for name in NOTED:
        if name in normal.rows:
            normal.tuples[name] = _read_cells(
                normal, name, partial(_notes, read=cache(partial(_codes, names=spellings["sources"])))
            )
    return normal


def _plain_numbers(cells: "pd.Series[str]") -> "pd.Series[str]":
    """Numbers with a decimal point and an ASCII minus; other text stays as typed."""
    plain = cells.str.replace(",", ".", regex=False).str.replace("−", "-", regex=False)
    return plain.where(pd.to_numeric(plain, errors="coerce").notna(), cells).astype("str")


def all_spellings(
    places: pd.DataFrame,
    names: Mapping[str, Mapping[str, Any]],
    sources: Mapping[str, Sequence[str]],
    meetings: Collection[str] = (),
    language: str = "",
    translated: Mapping[str, Mapping[str, Iterable[str]]] | None = None,
) -> dict[str, Spellings]:
    """Spellings of each kind of name; cities also by their name in the table, bodies also by their short name.

    `sources` maps the id of each source to what people may write instead, such as its title. `language` is the one in
    which names are written, if that is known. `translated` are names in other languages than that of the record:
    `places` or `bodies` -> code -> names.
    """
    more, short, others = names.get("places", {}), names.get("short", {}), translated or {}
    named = {place: name for place, name in zip(places["id"], places["name"], strict=True) if place}
    in_others = others.get("places", {})
    cities = {place: [name, *more.get(place, ()), *in_others.get(place, ())] for place, name in named.items()}
    shared = Counter(named.values())
    choices = [name if name and shared[name] == 1 else place for place, name in named.items()]
    in_others = others.get("bodies", {})
    bodies = {
        body: [*known, *([short[body]] if body in short else []), *in_others.get(body, ())]
        for body, known in names.get("bodies", {}).items()
    }
    return {
        "places": Spellings(cities, choices=choices),
        "bodies": Spellings(bodies, choices=_names_of_bodies(bodies, short)),
        "languages": language_spellings(language),
        "countries": country_spellings(language),
        "sources": Spellings({source: [] for source in sources}, mistakes=_ids_by_mistake(sources)),
        "meetings": Spellings({meeting: [] for meeting in meetings}),
    }


def _names_of_bodies(names: Mapping[str, Sequence[str]], short: Mapping[str, str]) -> list[str]:
    """What to write for each body: its short name, else its official one; its code if another has that name too."""
    first = {body: short.get(body) or next(iter(known), body) for body, known in names.items()}
    shared = Counter(key for known in names.values() for key in {*map(name_key, known)})
    return [body if shared[name_key(name)] > 1 else name for body, name in first.items()]


def _ids_by_mistake(sources: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """What people may write instead of the id of a source -> the ids that it may mean."""
    ids: dict[str, list[str]] = {}
    for source, mistakes in sources.items():
        for mistake in filter(None, mistakes):
            ids.setdefault(name_key(mistake), []).append(source)
    return ids


def _correct(normal: NormalTable, corrections: Collection[Correction], columns: Mapping[str, pa.Column]) -> None:
    for correction in corrections:
        rows = normal.rows.index[normal.rows["id"] == correction.record]
        for row in rows if correction.column in {*normal.rows} - {*normal.missing} else ():
            cell = normal.rows.at[row, correction.column]
            texts = pd.Series([correction.was, correction.becomes], dtype="str")
            was, becomes = with_codes(correction.column, columns[correction.column], texts)
            if was in (cell if was else [cell]):
                normal.before.setdefault(row, []).append(cell)
                normal.rows.at[row, correction.column] = cell.replace(was, becomes)
            else:
                normal.unmatched.append(correction)


def _read_cells(normal: NormalTable, name: str, read: CellReader) -> "pd.Series[Any]":
    """Read each distinct cell of a column once; an unreadable one is `None`, and a problem in each of its rows."""
    cells = normal.rows[name]
    numbers, distinct = pd.factorize(cells)
    values = np.empty(len(distinct), dtype=object)
    faulty: dict[int, list[MriError]] = {}
    for number, cell in enumerate(distinct.to_numpy()):
        values[number], faults = read(cell)
        if faults:
            values[number], faulty[number] = None, faults
    normal.problems += _unreadable_cells(normal.origin, name, cells, numbers, faulty)
    return pd.Series(values[numbers], index=cells.index, dtype=object)


def _none_known(normal: NormalTable, name: str, multiple: bool) -> list[Problem]:
    """One problem for all filled cells of a column whose list of known names is empty."""
    cells = normal.rows[name]
    rows = [int(str(row)) for row in cells.index[cells != ""]]
    if multiple:
        values = [None if cell else () for cell in cells]
        normal.tuples[name] = pd.Series(values, index=cells.index, dtype=object)
    key, count = "problem.name.none_known", len(rows)
    if not rows:
        return []
    value = str(cells.at[rows[0]])
    return [Problem.of(key, normal.origin, rows[0], name, value, count=count).with_other_rows(rows[1:])]


def _unreadable_cells(
    origin: Origin, name: str, cells: "pd.Series[str]", numbers: np.ndarray, faulty: Mapping[int, list[MriError]]
) -> Iterator[Problem]:
    """The problems of cells that cannot be read, by distinct cell; only as many get a sentence as are shown."""
    # `factorize` numbers the cells in the order in which they first occur.
    shown = dict(islice(faulty.items(), MOST_OF_A_KIND))
    messages = {number: list(map(str, faults)) for number, faults in shown.items()}
    written = {number: str(cells.iat[int(np.argmax(numbers == number))]) for number in shown}
    likely = {number: _likely_cells(written[number], faults) for number, faults in shown.items()}
    rows = np.flatnonzero(np.isin(numbers, list(faulty)))
    for row in rows[np.argsort(numbers[rows], kind="stable")]:
        sentences = messages.get(numbers[row], [""] * len(faulty[numbers[row]]))
        line = int(cells.index[row])
        fixes = tuple(Fix(((line, name, text),)) for text in likely.get(numbers[row], ()))
        for sentence in sentences:
            yield Problem(origin, line, name, cells.iat[row], sentence, "unread", fixes=fixes)


def _likely_cells(cell: str, faults: Sequence[MriError]) -> list[str]:
    """The cell with each unknown name replaced by the one that may be meant; several if only one name has several."""
    unknown = [fault for fault in faults if isinstance(fault, UnknownName)]
    if len(unknown) != len(faults) or not all(fault.text in cell and fault.likely for fault in unknown):
        return []
    if len(unknown) == 1:
        return [cell.replace(unknown[0].text, name, 1) for name in unknown[0].likely]
    if any(len(fault.likely) > 1 for fault in unknown):
        return []
    for fault in unknown:
        cell = cell.replace(fault.text, fault.likely[0], 1)
    return [cell]


def _code(cell: str, names: Spellings) -> tuple[str, list[MriError]]:
    codes, faults = _each((cell,) if cell else (), names)
    return "".join(codes), faults


def _codes(cell: str, names: Spellings) -> tuple[tuple[str, ...], list[MriError]]:
    return _each(split_list(cell, names), names)


def _each(items: Sequence[str], names: Spellings) -> tuple[tuple[str, ...], list[MriError]]:
    """The codes of the items, each once, and an error for each unknown item."""
    codes: list[str] = []
    faults: list[MriError] = []
    for item in items:
        try:
            codes.append(names.code(item))
        except UnknownName as error:
            faults.append(error)
    return tuple(dict.fromkeys(codes)), faults


def _notes(cell: str, read: CellReader) -> tuple[tuple[Note, ...], list[MriError]]:
    notes = [_note(part.strip(), read) for part in BETWEEN_NOTES.split(cell) if part.strip()]
    return tuple(note for note, _ in notes), [fault for _, faults in notes for fault in faults]


def notes_of(cell: str, sources: Spellings) -> tuple[tuple[Note, ...], list[MriError]]:
    """The notes in a cell, with the sources in their brackets, and an error for each that cannot be read."""
    return _notes(cell, partial(_codes, names=sources))


def _note(text: str, read: CellReader) -> tuple[Note, list[MriError]]:
    found = NOTE.fullmatch(text)
    body = found["text"].strip() if found else text
    if found and found["end"].startswith(".") and not body.endswith((".", "?", "!", "…")):
        body += "."
    codes, faults = read("; ".join(BRACKET.findall(found["sources"]))) if found else ((), [])
    return Note(body, codes), faults or _loose_brackets(body, text, read)


def _loose_brackets(body: str, text: str, read: CellReader) -> list[MriError]:
    """An error if a note has no text, or has sources before its end or in an unpaired bracket.

    Other brackets are part of its text.
    """
    say = messages()
    if not any(map(str.isalnum, body)):
        return [MriError(say("problem.note.empty", value=quoted(text)))]
    if any(map(partial(_are_sources, read=read), BRACKET.findall(body))):
        return [MriError(say("problem.note.inside", value=quoted(text)))]
    half = HALF_BRACKET.search(body)
    if half and _are_sources(half["opened"] or half["closed"], read):
        return [MriError(say("problem.note.bracket", value=quoted(text)))]
    return []


def _are_sources(written: str, read: CellReader) -> bool:
    codes, faults = read(written)
    return bool(codes) and not faults


def _read_dates(normal: NormalTable, name: str, language: str) -> None:
    dates, failed = parse_dates(normal.rows[name], language)
    normal.dates[name] = dates
    unclear = unclear_orders(normal.origin, normal.rows[name], failed.index)
    in_one = {row for problem in unclear for row in problem.rows}
    distinct = list(dict.fromkeys(normal.rows.loc[failed.index, name]))[:MOST_OF_A_KIND]
    likely = {cell: likely_dates(cell, language) for cell in distinct}
    normal.problems += unclear
    normal.problems += [
        Problem(normal.origin, int(row), name, cell, message, "unread").with_fixes(
            *(Fix(((int(row), name, text),)) for text in likely.get(cell, ()))
        )
        for row, cell, message in zip(failed.index, normal.rows.loc[failed.index, name], failed, strict=True)
        if row not in in_one
    ]
