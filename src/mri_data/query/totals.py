"""The numbers that pages and files state, each counted from the records passed in."""

from collections import Counter
from dataclasses import dataclass
from itertools import chain

import pandas as pd

from mri_data.query.index import take_rows
from mri_data.schema.records import EVIDENCE, OPEN_PRECISIONS


@dataclass(frozen=True)
class Counts:
    """The headline counts of some records."""

    records: int
    forums: int
    host_cities: int
    achievements: int
    languages: int


def counts(records: pd.DataFrame) -> Counts:
    """Count forums, the cities that hosted them, achievements, and languages of publications."""
    forums = forums_of(records)
    return Counts(
        records=len(records),
        forums=len(forums),
        host_cities=len(host_cities(records)),
        achievements=int((records["kind"] == "achievement").sum()),
        languages=len(languages_of(records)),
    )


def forums_of(records: pd.DataFrame) -> pd.DataFrame:
    """The forums among the records, by number."""
    return records[records["kind"] == "forum"].sort_values("number")


def achievements_of(records: pd.DataFrame) -> pd.DataFrame:
    """The achievements among the records, in their order."""
    return take_rows(records, (records["kind"] == "achievement").to_numpy())


def host_cities(records: pd.DataFrame) -> dict[str, int]:
    """City -> number of forums it hosted, in the order of their first forums."""
    cities = forums_of(records)["cities"].explode().dropna()
    return {str(city): int(number) for city, number in cities.value_counts(sort=False).items()}


def languages_of(records: pd.DataFrame) -> list[str]:
    """Language codes of publications, each once, in order of first appearance."""
    # Most records have none, and iterating over an empty tuple takes time too.
    return list(dict.fromkeys(chain.from_iterable(filter(None, records["languages"].to_numpy()))))


def years_of(records: pd.DataFrame) -> tuple[int, int] | None:
    """The first and last year in the records' dates; None where no record has one."""
    ends = records[["earliest", "latest"]]
    known = pd.concat([ends.min(), ends.max()]).dropna()
    return (int(known.min().year), int(known.max().year)) if len(known) else None


def gap_years(records: pd.DataFrame) -> list[int]:
    """Years without a forum between the first forum and the last."""
    years = set(forums_of(records)["earliest"].dropna().dt.year)
    return sorted(set(range(min(years), max(years) + 1)) - years) if years else []


def without_start(records: pd.DataFrame) -> pd.DataFrame:
    """The records whose source does not say in which year they began."""
    bounded_ongoing = (records["precision"] == "ongoing") & records["earliest"].notna()
    return records[records["precision"].isin([*OPEN_PRECISIONS, "undated"]) & ~bounded_ongoing]


def with_place(records: pd.DataFrame) -> pd.DataFrame:
    """The records that name at least one city."""
    return records[records["places"].map(len) > 0]


def alongside(records: pd.DataFrame) -> tuple[int, int]:
    """How many forums met in the year of the government meeting they ran parallel to; how many of them in its city."""
    forums = forums_of(records)
    same_year = (forums["earliest"].dt.year == forums["alongside_year"]).fillna(False).astype(bool)
    pairs = zip(forums["alongside_place"], forums["places"], strict=True)
    same_city = pd.Series([place in places for place, places in pairs], index=forums.index, dtype=bool)
    return int(same_year.sum()), int((same_year & same_city).sum())


def evidence_counts(records: pd.DataFrame) -> dict[str, int]:
    """How a record is documented -> how many records are; those of which it is not stated are in none of them."""
    found = records["evidence"].value_counts()
    return {code: int(found.get(code, 0)) for code in EVIDENCE}


@dataclass(frozen=True)
class PlaceCounts:
    """Place id -> how many records name it, most first; of how many records; and how many of them name any place."""

    places: dict[str, int]
    records: int
    named: int


def place_counts(records: pd.DataFrame, places: pd.DataFrame) -> PlaceCounts:
    """Count the records at each place on the map; a record that names several places counts at each."""
    known = set(places.index)
    found: Counter[str] = Counter()
    named = 0
    for ids, count in Counter(records["places"].tolist()).items():
        on_map = known.intersection(ids)
        named += count if on_map else 0
        found.update(dict.fromkeys(on_map, count))
    return PlaceCounts(dict(sorted(found.items(), key=lambda item: (-item[1], item[0]))), len(records), named)
