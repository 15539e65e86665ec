"""Combine the rows without problems of the normalised tables into one table of records."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from mri_data import schema
from mri_data.query.parallel import map_in_threads
from mri_data.reading.dates import DATE_COLUMNS
from mri_data.reading.normalise import NormalTable
from mri_data.schema import fields
from mri_data.schema.records import shown_columns
from mri_data.schema.translations import RECORD_LANGUAGE, Key, Translation
from mri_data.words.catalogue import words
from mri_data.words.date_text import date_text
from mri_data.words.folding import SPACE, folded
from mri_data.words.names import Labels
from mri_data.words.spelling import fold

# The columns of codes, with the codes that they may have, in order.
CATEGORIES = {
    **{name: found for name, column in schema.record_columns().items() if (found := fields.choices(column))},
    **dict.fromkeys(("start_precision", "end_precision"), schema.END_PRECISIONS),
}
# Rows whose search text is made at a time, and a function from the first of them to their texts.
BLOCK = 20_000
Blocks = Callable[[int], pa.Array]
# Columns that a text search covers, besides the date: texts, notes, and the names of codes (column -> facet).
SEARCHED_TEXT = ("title", "summary", *shown_columns(), "before")
SEARCHED_NOTES = ("also_known", "not_confirmed")
SEARCHED = (*SEARCHED_TEXT, *SEARCHED_NOTES)
SEARCHED_CODES = {
    "kind": "kind",
    "work_area": "work_area",
    "role": "role",
    "places": "place",
    "countries": "country",
    "bodies": "body",
    "languages": "language",
    "alongside": "body",
    "alongside_place": "place",
}


def places(normal: NormalTable, kept: pd.Index) -> pd.DataFrame:
    """Cities by id, with coordinates as floats; `kept` are the rows to keep."""
    rows = normal.rows.loc[kept].set_index("id")
    return rows.astype({"lat": float, "lon": float})


def names(places: pd.DataFrame, written: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, str]]:
    """Names of places and bodies: facet -> code -> name.

    `body.full` holds full names, and `<facet>.search` all spellings of a code, for the text search.
    """
    full = {code: spelled[0] for code, spelled in written.get("bodies", {}).items()}
    searched = {
        f"{facet}.search": {code: " ".join(spelled) for code, spelled in written.get(section, {}).items()}
        for facet, section in {"body": "bodies", "place": "places", "kind": "kinds"}.items()
    }
    return {
        "place": places["name"].to_dict(),
        "body": {**full, **written.get("short", {})},
        "body.full": full,
        **searched,
    }


def records(tables: Mapping[str, NormalTable], valid: Mapping[str, pd.Index]) -> pd.DataFrame:
    """Table of forums and achievements in order of date, undated ones last; `valid` gives the rows to keep by table."""
    parts = [_part(tables[name], valid[name], kind) for name, kind in schema.RECORD_KINDS.items()]
    table = pd.concat(parts, ignore_index=True)
    table = table.assign(**{name: _categorical(table[name], values) for name, values in CATEGORIES.items()})
    return table.iloc[by_date(table)].reset_index(drop=True)


def with_derived_columns(
    records: pd.DataFrame, places: pd.DataFrame, names: Mapping[str, Mapping[str, str]]
) -> pd.DataFrame:
    """The records with the columns `cities`, `countries` and `search` (the text for the text search)."""
    table = records.assign(
        cities=looked_up(records["places"], places["name"]),
        countries=looked_up(records["places"], places["country"]),
    )
    table["search"] = _search_text(table, Labels(words(RECORD_LANGUAGE), names))
    return table.drop(columns="before")


def _part(normal: NormalTable, kept: pd.Index, kind: str) -> pd.DataFrame:
    """Rows of one table at `kept`, with the columns of forums; those that achievements do not have are blank."""
    rows, dates = _of(normal.rows, kept), _of(normal.dates["date"], kept)
    rows = rows.assign(**{name: _of(column, kept) for name, column in normal.tuples.items()})
    rows = rows.assign(kind=kind, before="", **{name: dates[name] for name in DATE_COLUMNS})
    for row in kept.intersection(list(normal.before)):
        rows.loc[row, "before"] = " ".join(normal.before[row])
    rows["number"] = pd.to_numeric(rows["number"] if "number" in rows else pd.Series(index=kept, dtype=str)).astype(
        "Int64"
    )
    meeting = normal.dates.get("alongside_date", pd.DataFrame(index=kept, columns=["earliest", "edtf"]))
    rows["alongside_year"] = pd.to_datetime(meeting.loc[kept, "earliest"]).dt.year.astype("Int64")
    rows["alongside_edtf"] = meeting.loc[kept, "edtf"].fillna("").astype("str")
    blanks = {
        name: _no_codes(kept) if column.metadata.get("multiple") else ""
        for name, column in fields.columns(schema.TABLES["forums"]).items()
        if name not in rows
    }
    return rows.assign(**blanks)


def _no_codes(kept: pd.Index) -> "pd.Series[Any]":
    """A multi-valued column with an empty tuple in each row."""
    return pd.Series([()] * len(kept), index=kept, dtype=object)


def _of(rows: Any, kept: pd.Index) -> Any:
    """The rows at `kept`; without a copy if that is all rows."""
    return rows if len(kept) == len(rows) else rows.loc[kept]


def _categorical(column: "pd.Series[Any]", values: Sequence[str]) -> pd.Categorical:
    rows, distinct = pd.factorize(column)
    codes = np.append(pd.Index(values).get_indexer(distinct), -1)
    return pd.Categorical.from_codes(codes[rows], values)


def looked_up(places: "pd.Series[Any]", names: "pd.Series[str]") -> "pd.Series[Any]":
    """What a table of places says of the places of each record, each once."""
    known = names.to_dict()
    found = {ids: tuple(dict.fromkeys(known[place] for place in ids)) for ids in set(places)}
    return places.map(found.__getitem__)


def _search_text(table: pd.DataFrame, labels: Labels) -> "pd.Series[str]":
    """Folded text of each record for the text search."""
    texts = [_folded_blocks(table[name]) for name in SEARCHED_TEXT]
    notes = [_folded(table[name], lambda notes: " ".join(note.text for note in notes)) for name in SEARCHED_NOTES]
    return _joined(table, [*texts, *notes, *_dates_and_names(table, labels)])


def search_text_in(table: pd.DataFrame, labels: Labels, texts: Mapping[Key, Translation]) -> "pd.Series[str]":
    """The column `search` with what readers of another language see: `texts`, dates, and names of codes."""
    original = pa.chunked_array(pa.array(table["search"], pa.large_string()))
    found: dict[str, list[str]] = {}
    for key, one in texts.items():
        if key.table in schema.RECORD_KINDS and key.column in SEARCHED:
            found.setdefault(key.id, []).extend([note.text for note in one.notes] or [one.text])
    translated = _taken(pd.Index(list(found)).get_indexer(table["id"]), map(" ".join, found.values()))
    columns = [lambda start: original.slice(start, BLOCK).combine_chunks(), translated]
    return _joined(table, [*columns, *_dates_and_names(table, labels)])


def _dates_and_names(table: pd.DataFrame, labels: Labels) -> list[Blocks]:
    """The texts of dates, and the names of codes, in the language of the labels."""
    codes = [
        _folded(table[name], lambda codes, facet=facet: " ".join(_names(codes, facet, labels)))  # type: ignore[misc]
        for name, facet in SEARCHED_CODES.items()
    ]
    return [_folded(table["edtf"], lambda edtf: date_text(edtf, labels.say)), *codes]


def _joined(table: pd.DataFrame, columns: Sequence[Blocks]) -> "pd.Series[str]":
    """The texts of each row, joined. The blocks of rows are not, so that a long text is never in memory twice."""

    def block(start: int) -> pa.Array:
        parts = (folded_from(start) for folded_from in columns)
        return pc.binary_join_element_wise(*parts, SPACE, null_handling="skip")

    blocks = map_in_threads(block, range(0, len(table), BLOCK), len(table))
    return pd.Series(pd.array(pa.chunked_array(blocks, pa.large_string()), dtype="str"), index=table.index)


def _folded_blocks(cells: "pd.Series[str]") -> Blocks:
    """The folded texts of cells, null if empty."""
    texts = pa.chunked_array(pa.array(cells, pa.large_string()))
    return lambda start: folded(texts.slice(start, BLOCK).combine_chunks())


def _folded(cells: "pd.Series[Any]", text_of: Callable[[Any], str]) -> Blocks:
    """As `_folded_blocks`, of the text of each cell; that of each distinct cell is made and folded once."""
    rows, distinct = pd.factorize(cells.to_numpy())
    return _taken(rows, map(text_of, distinct))


def _taken(rows: NDArray[np.intp], texts: Iterable[str]) -> Blocks:
    """As `_folded_blocks`, of the text with the number that each row has; null where that is -1."""
    numbers = pa.array(rows, mask=rows < 0)
    distinct = pa.array([fold(text) or None for text in texts], pa.large_string())
    return lambda start: distinct.take(numbers.slice(start, BLOCK))


def _names(codes: str | Sequence[str], facet: str, labels: Labels) -> list[str]:
    """The names of codes, and their other spellings, which the data gives."""
    spellings = labels.names.get(f"{facet}.search", {})
    several = [codes] if isinstance(codes, str) else codes
    return [name for code in several if code for name in (labels(facet, code), spellings.get(code, ""))]


def by_date(
    table: pd.DataFrame, alphabet: "Callable[[pd.Series[str]], pd.Series[str]] | None" = None
) -> "Sequence[int]":
    """Row numbers by first day, last day, kind and title; then ongoing records without a start; then undated ones.

    `alphabet` gives what titles are sorted by, before the titles themselves decide.
    """
    group = table["precision"].map({"ongoing": 1, "undated": 2}).astype(float).fillna(0)
    group = group.where(table["earliest"].isna(), 0)
    keys = table[["latest", "kind", "title"]].assign(group=group, first=table["earliest"].fillna(table["latest"]))
    keys["letters"] = alphabet(table["title"]) if alphabet else ""
    order = keys.sort_values(["group", "first", "latest", "kind", "letters", "title"], kind="stable")
    return list(order.index)
