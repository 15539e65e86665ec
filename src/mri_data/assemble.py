"""Put the sound rows of the regular tables together into the one table of records."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from mri_data import fields, schema
from mri_data.labels import Labels
from mri_data.normalise import Normal
from mri_data.spelling import fold

CATEGORIES = {
    "kind": schema.KINDS,
    "work_area": schema.WORK_AREAS,
    "role": schema.ROLES,
    "date_of": schema.DATE_OF,
    "precision": schema.PRECISIONS,
}
DERIVED = ("edtf", "earliest", "latest", "precision", "date_text")
# What a reader may look a record up by: texts, notes, and the names of codes.
SEARCHED_TEXT = ("title", "summary", "date_text", "name_then", "before")
SEARCHED_NOTES = ("also_known", "not_confirmed")
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


def places(normal: Normal, lines: pd.Index) -> pd.DataFrame:
    """The cities by id."""
    rows = normal.rows.loc[lines].set_index("id")
    return rows.astype({"lat": float, "lon": float})


def names(places: pd.DataFrame, written: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, str]]:
    """What places and bodies are called, short and in full: facet -> code -> name."""
    full = {code: spelled[0] for code, spelled in written.get("bodies", {}).items()}
    sections = {"body": "bodies", "place": "places", "kind": "kinds"}
    searched = {
        f"{facet}.search": {code: " ".join(spelled) for code, spelled in written.get(section, {}).items()}
        for facet, section in sections.items()
    }
    return {
        "place": places["name"].to_dict(),
        "body": {**full, **written.get("short", {})},
        "body.full": full,
        **searched,
    }


def records(
    tables: Mapping[str, Normal], sound: Mapping[str, pd.Index], places: pd.DataFrame, labels: Labels
) -> pd.DataFrame:
    """Forums and achievements in the order of their dates, undated ones last, with all columns worked out."""
    parts = [_part(tables[file], sound[file], kind) for file, kind in schema.RECORD_KINDS.items()]
    table = pd.concat(parts, ignore_index=True)
    table["cities"] = _looked_up(table["places"], places["name"])
    table["countries"] = _looked_up(table["places"], places["country"])
    table = table.assign(**{name: _categorical(table[name], values) for name, values in CATEGORIES.items()})
    table["search"] = _search_text(table, labels)
    return table.drop(columns="before").iloc[_by_date(table)].reset_index(drop=True)


def _part(normal: Normal, lines: pd.Index, kind: str) -> pd.DataFrame:
    """One table's sound rows; columns that only forums have are missing in achievements and stay empty there."""
    rows = normal.rows.loc[lines].assign(**{name: column.loc[lines] for name, column in normal.many.items()})
    rows = rows.assign(kind=kind, **{name: normal.dates["date"].loc[lines, name] for name in DERIVED})
    rows["before"] = pd.Series([" ".join(normal.before.get(line, ())) for line in lines], index=lines, dtype="str")
    rows["number"] = pd.to_numeric(rows["number"] if "number" in rows else pd.Series(index=lines, dtype=str)).astype(
        "Int64"
    )
    meeting = normal.dates.get("alongside_date", pd.DataFrame(index=lines, columns=["earliest", "date_text"]))
    rows["alongside_year"] = pd.to_datetime(meeting.loc[lines, "earliest"]).dt.year.astype("Int64")
    rows["alongside_text"] = meeting.loc[lines, "date_text"].fillna("").astype("str")
    for name in fields.columns(schema.Forum):
        if name not in rows:
            rows[name] = (
                "" if name != "alongside_source" else pd.Series([()] * len(rows), index=rows.index, dtype=object)
            )
    return rows


def _categorical(column: "pd.Series[Any]", values: Sequence[str]) -> pd.Categorical:
    return pd.Categorical(column.where(column != ""), values)


def _looked_up(places: "pd.Series[Any]", names: "pd.Series[str]") -> "pd.Series[Any]":
    known = names.to_dict()
    return places.map(lambda ids: tuple(dict.fromkeys(known[place] for place in ids)))


def _search_text(table: pd.DataFrame, labels: Labels) -> "pd.Series[str]":
    """Everything a reader may look a record up by, folded, each distinct cell folded once."""
    texts = [table[name].fillna("").astype("str") for name in SEARCHED_TEXT]
    texts += [table[name].map(lambda notes: " ".join(note.text for note in notes)) for name in SEARCHED_NOTES]
    texts += [
        table[name].astype(object).map(lambda codes, facet=facet: " ".join(_names(codes, facet, labels)))
        for name, facet in SEARCHED_CODES.items()
    ]
    joined = texts[0].str.cat(texts[1:], sep=" ")
    folded = {text: fold(text) for text in joined.unique()}
    return joined.map(folded).astype("str")


def _names(codes: str | Sequence[str], facet: str, labels: Labels) -> list[str]:
    spellings = labels.names.get(f"{facet}.search", {})
    several = [codes] if isinstance(codes, str) else codes
    return [name for code in several if code for name in (labels(facet, code), spellings.get(code, ""))]


def _by_date(table: pd.DataFrame) -> "Sequence[int]":
    """Row numbers by first day, then last day, then title; ongoing before undated, both after the dated."""
    shelf = table["precision"].map({"ongoing": 1, "undated": 2}).astype(float).fillna(0)
    shelf = shelf.where(table["earliest"].isna(), 0)
    order = table.assign(shelf=shelf, first=table["earliest"].fillna(table["latest"])).sort_values(
        ["shelf", "first", "latest", "kind", "title"], na_position="last", kind="stable"
    )
    return list(order.index)
