"""The columns of each table of the record: checks, tables, files and `data/README.md` are all made from this.

There is one pandera model for each table that people edit, and one for the columns that are derived from them. The
tables of the context are in `schema.context`.
"""

from collections import ChainMap
from functools import cache

import pandera.pandas as pa
from pandera.typing.pandas import Series

from mri_data.schema import context
from mri_data.schema.fields import LINE, SLUG, column, columns

WORK_AREAS = ("convening", "advocacy", "campaign", "publications", "support")
KINDS = ("forum", "achievement")
ROLES = (
    "initiated",
    "launched",
    "produced",
    "published",
    "advocated",
    "facilitated",
    "made-visible",
    "supports",
    "assists",
)
DATE_OF = ("event", "publication", "outcome")
# How a record is documented: other publishers confirm the event and MRI's part, or the event; or MRI does, by itself.
BY_OTHERS = ("documented", "event")
EVIDENCE = (*BY_OTHERS, "own-account")
# How well a date is known. A date of `ONE_UNIT` is a single day, month or year; the first and last day of a `CERTAIN`
# date are certain; a `BOUNDED` one has both; an `OPEN` one lacks at least one of them.
ONE_UNIT = ("day", "month", "year")
CERTAIN = (*ONE_UNIT, "range")
BOUNDED = (*CERTAIN, "approximate")
OPEN_PRECISIONS = ("after", "before", "ongoing")
PRECISIONS = (*BOUNDED, *OPEN_PRECISIONS, "undated")
# How well one end of a date is known; empty where it is open.
END_PRECISIONS = ("day", "month", "year", "decade", "")
CONTINENTS = ("africa", "americas", "asia", "europe", "oceania")


class Record(pa.DataFrameModel):
    """The columns that forums and achievements share."""

    id: Series[str] = column("id", str_matches=SLUG, unique=True, example="pga-2006")
    title: Series[str] = column("title", str_length={"min_value": 1, "max_value": 200}, example="Forum 4: Athens")
    summary: Series[str] = column(
        "summary",
        str_length={"min_value": 1, "max_value": 4000},
        example="MRI initiated and co-organised the fourth forum in Athens.",
    )
    work_area: Series[str] = column("work_area", isin=WORK_AREAS, example="advocacy")
    role: Series[str] = column("role", isin=ROLES, example="advocated for")
    date: Series[str] = column("date", dated=True, blank=True, example="19 September 2011")
    date_of: Series[str] = column("date_of", isin=("", *DATE_OF), blank=True, example="event")
    date_source: Series[str] = column(
        "date_source", multiple=True, names="sources", blank=True, example="mri-achievements"
    )
    places: Series[str] = column("places", multiple=True, names="places", blank=True, example="Copenhagen; Beijing")
    place_source: Series[str] = column(
        "place_source", multiple=True, names="sources", blank=True, example="mri-achievements"
    )
    bodies: Series[str] = column("bodies", multiple=True, names="bodies", blank=True, example="ILO; IOM")
    languages: Series[str] = column(
        "languages", multiple=True, names="languages", blank=True, example="English; French; Italian; Spanish"
    )
    source: Series[str] = column("source", names="sources", str_length={"min_value": 1}, example="mri-achievements")
    source_ref: Series[str] = column("source_ref", str_length={"min_value": 1, **LINE}, example="paragraph 4")
    evidence: Series[str] = column("evidence", isin=("", *EVIDENCE), blank=True, optional=True, example="own account")
    also_known: Series[str] = column(
        "also_known", blank=True, example="The Committee met at Palais Wilson, Geneva. [cmw-dgd-2011]"
    )
    not_confirmed: Series[str] = column("not_confirmed", blank=True, example="Who proposed the day to the Committee.")


class Achievement(Record):
    """One row for each paragraph of the source."""


class Forum(Record):
    """One row for each forum of the series."""

    number: Series[str] = column("number", str_matches=r"^[1-9][0-9]{0,2}$", unique=True, example="4")
    name_then: Series[str] = column(
        "name_then", str_length=LINE, blank=True, shown=True, example="6th People’s Global Action"
    )
    alongside: Series[str] = column("alongside", names="bodies", blank=True, example="GFMD")
    alongside_place: Series[str] = column("alongside_place", names="places", blank=True, example="Puerto Vallarta")
    alongside_date: Series[str] = column("alongside_date", dated=True, blank=True, example="10-11 November 2010")
    alongside_source: Series[str] = column("alongside_source", multiple=True, names="sources", blank=True)


class Place(pa.DataFrameModel):
    """The cities that records name."""

    id: Series[str] = column("place.id", str_matches=SLUG, unique=True, example="mexico-city")
    name: Series[str] = column("place.name", str_length={"min_value": 1, "max_value": 80}, example="Mexico City")
    country: Series[str] = column("place.country", names="countries", str_matches=r"^[A-Z]{2}$", example="CH")
    continent: Series[str] = column("place.continent", isin=CONTINENTS)
    lat: Series[float] = column(
        "place.lat", unit="degrees_north", in_range={"min_value": -90, "max_value": 90}, coerce=True
    )
    lon: Series[float] = column(
        "place.lon", unit="degrees_east", in_range={"min_value": -180, "max_value": 180}, coerce=True
    )
    source: Series[str] = column("place.source", names="sources", str_length={"min_value": 1}, example="geonames")
    source_ref: Series[str] = column(
        "place.source_ref", str_length={"min_value": 1, **LINE}, example="geonameid 3530597"
    )


class DerivedColumns(pa.DataFrameModel):
    """Columns of downloads that the program derives from the edited ones."""

    # `Dataset.records` has all of them but `date_text`, which a `View` makes in its language.
    kind: Series[str] = column("kind", isin=KINDS)
    edtf: Series[str] = column("edtf", blank=True, example="2007/2010")
    earliest: Series[str] = column("earliest", unit="day", blank=True)
    latest: Series[str] = column("latest", unit="day", blank=True)
    precision: Series[str] = column("precision", isin=PRECISIONS)
    date_text: Series[str] = column("date_text", example="22 to 30 October 2008")
    cities: Series[str] = column("cities", multiple=True, blank=True, example="Copenhagen; Beijing")
    countries: Series[str] = column("countries", multiple=True, blank=True, example="DK; CN")


# Name of a table -> its model.
TABLES: dict[str, type[pa.DataFrameModel]] = {
    "forums": Forum,
    "achievements": Achievement,
    "places": Place,
    **context.TABLES,
}
# Table of records -> the kind of record it holds.
RECORD_KINDS = {"forums": "forum", "achievements": "achievement"}


def record_columns() -> dict[str, pa.Column]:
    """Every column that a record can have, edited or derived, by name."""
    return dict(ChainMap(columns(DerivedColumns), *(columns(TABLES[name]) for name in reversed(RECORD_KINDS))))


@cache
def shown_columns() -> tuple[str, ...]:
    """The columns whose texts the details of a record show as they are, by their titles."""
    return tuple(name for name, column in record_columns().items() if column.metadata.get("shown"))
