"""The context: government meetings, steps of the Convention (ICRMW), forums of later years.

It is kept apart from the record: nothing here is MRI's work, and no count of records includes any of it.
"""

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

import pandas as pd

from mri_data.reading.dates import DATE_COLUMNS
from mri_data.reading.normalise import NormalTable
from mri_data.schema import fields
from mri_data.schema.context import KINDS, TABLES, TABLES_OF, WAYS_TO_JOIN
from mri_data.schema.settings import PartiesAbout
from mri_data.words.catalogue import Words
from mri_data.words.date_text import date_text

# What the rows of each table are sorted by.
BY_DATE = ["earliest", "latest", "title"]


@dataclass(frozen=True)
class Context:
    """The tables of the context, each sorted by date.

    Besides the edited columns they have `DATE_COLUMNS`; `cities` where they have places; and the table of parties has
    `signed_edtf`, empty where a State has not signed. `about` is None where there is no context.
    """

    meetings: pd.DataFrame
    milestones: pd.DataFrame
    later_forums: pd.DataFrame
    parties: pd.DataFrame
    signatories: pd.DataFrame
    about: PartiesAbout | None = None

    def table(self, name: str) -> pd.DataFrame:
        """One of the tables by name, such as `meetings`."""
        table: pd.DataFrame = getattr(self, name)
        return table

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of context that have events."""
        return tuple(kind for kind in KINDS if len(self.events_of(kind)))

    def events_of(self, kind: str) -> pd.DataFrame:
        """The table with the events of a kind of context."""
        return self.table(TABLES_OF[kind][0])


@dataclass(frozen=True)
class Event:
    """One meeting, milestone or later forum.

    `kind` is that of its row (`gfmd`, `convention`, …), or `forum`. `earliest` and `latest` are the first and last day
    that its date may mean. `places` are ids, `cities` their names. `by` is the State in the chair or, for a later
    forum, who ran it.
    """

    id: str
    kind: str
    title: str
    when: str
    earliest: dt.date
    latest: dt.date
    precision: str
    places: tuple[str, ...]
    cities: tuple[str, ...]
    number: str = ""
    by: str = ""
    edtf: str = ""
    confidence: str = ""
    note: str = ""
    sources: tuple[str, ...] = ()


class CountRange(NamedTuple):
    """A count with a lower and an upper bound, which differ where a date is known only by month or year."""

    least: int
    most: int


def assemble(
    tables: Mapping[str, NormalTable],
    valid: Mapping[str, pd.Index],
    places: pd.DataFrame,
    about: PartiesAbout | None,
) -> Context:
    """The context from the tables' valid rows, given as row numbers; empty tables where there is no context."""
    made = {name: _table(name, tables.get(name), valid.get(name), places) for name in TABLES}
    return Context(**made, about=about)


def _table(name: str, normal: NormalTable | None, lines: pd.Index | None, places: pd.DataFrame) -> pd.DataFrame:
    if normal is None or lines is None:
        return _empty(name)
    rows = normal.rows.loc[lines].assign(**{name: column.loc[lines] for name, column in normal.tuples.items()})
    rows = rows.assign(**{name: normal.dates["date"].loc[lines, name] for name in DATE_COLUMNS})
    if "signed" in normal.dates:
        rows["signed_edtf"] = normal.dates["signed"].loc[lines, "edtf"]
    if "places" in rows:
        named = places["name"].to_dict()
        rows["cities"] = rows["places"].map(lambda ids: tuple(named[place] for place in ids))
    return rows.sort_values(BY_DATE, kind="stable").reset_index(drop=True)


@cache
def _empty(name: str) -> pd.DataFrame:
    names = [*fields.columns(TABLES[name]), *DATE_COLUMNS]
    names += ["signed_edtf"] if "signed" in names else []
    names += ["cities"] if "places" in names else []
    table = pd.DataFrame({name: pd.Series(dtype="str") for name in names})
    return table.assign(**{name: pd.Series(dtype="datetime64[us]") for name in ("earliest", "latest")})


def parse_kinds(written: str) -> tuple[str, ...]:
    """The kinds of context in a text such as `meetings,convention`, in their fixed order; others are ignored."""
    names = {part.strip() for part in written.split(",")}
    return tuple(kind for kind in KINDS if kind in names)


def format_kinds(kinds: Collection[str]) -> str:
    """Kinds of context as a text for an address: `meetings,convention`."""
    return ",".join(kind for kind in KINDS if kind in kinds)


def events(context: Context, kinds: Collection[str], say: Words, marked: Callable[[str], str] = str) -> list[Event]:
    """The events of some kinds of context, sorted by date, with their dates in words of a language.

    `marked` marks the texts that are in another language.
    """
    rows = (row for kind in KINDS if kind in kinds for row in context.events_of(kind).itertuples())
    found = [_event(row, say, marked) for row in rows]
    return sorted(found, key=lambda event: (event.earliest, event.latest, event.title))


def _event(row: Any, say: Words, marked: Callable[[str], str]) -> Event:
    return Event(
        id=row.id,
        kind=getattr(row, "kind", "forum"),
        title=marked(row.title),
        when=date_text(row.edtf, say),
        earliest=row.earliest.date(),
        latest=row.latest.date(),
        precision=row.precision,
        places=row.places,
        cities=row.cities,
        number=getattr(row, "number", ""),
        by=getattr(row, "chair", "") or getattr(row, "run_by", ""),
        edtf=row.edtf,
        confidence=row.confidence,
        note=marked(row.note),
        sources=row.sources,
    )


# --- the Convention


def parties_at(parties: pd.DataFrame, day: dt.date) -> CountRange:
    """How many States were parties at the end of a day: those that must have joined, and those that may have joined."""
    moment = pd.Timestamp(day)
    return CountRange(int((parties["latest"] <= moment).sum()), int((parties["earliest"] <= moment).sum()))


def by_kind(parties: pd.DataFrame) -> dict[str, int]:
    """How many parties joined by `ratification`, and how many by `accession`."""
    return {kind: int((parties["kind"] == kind).sum()) for kind in WAYS_TO_JOIN}


def by_year(parties: pd.DataFrame) -> dict[int, list[str]]:
    """Year -> the States that became parties in it; years in which none did are missing."""
    years: dict[int, list[str]] = {}
    for row in parties.itertuples():
        years.setdefault(row.earliest.year, []).append(row.title)
    return years


def signatures(context: Context) -> int:
    """How many States have signed: parties that signed first, and signatories."""
    return int((context.parties["signed"] != "").sum()) + len(context.signatories)
