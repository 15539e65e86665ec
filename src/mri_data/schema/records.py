"""The columns of each table of the record: checks, labels, column help and `data/README.md` are all made from this.

There is one pandera model for each table that people edit, and one for the columns that are derived from them. The
tables of the context are in `schema.context`.
"""

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
PRECISIONS = ("day", "month", "year", "range", "approximate", "after", "before", "ongoing", "undated")
CONTINENTS = ("africa", "americas", "asia", "europe", "oceania")


class Record(pa.DataFrameModel):
    """The columns that forums and achievements share."""

    id: Series[str] = column(
        "Id",
        "Short, stable name of the record; it is part of the record's address and never changes.",
        str_matches=SLUG,
        unique=True,
        example="pga-2006",
    )
    title: Series[str] = column(
        "Title",
        "What the record is called on charts and in tables.",
        str_length={"min_value": 1, "max_value": 200},
        example="Forum 4: Athens",
    )
    summary: Series[str] = column(
        "What MRI says",
        "What MRI states, in this project's own words and attributed to MRI. No sentence is copied.",
        str_length={"min_value": 1, "max_value": 4000},
        example="MRI lists Athens, 2009, as the fourth forum.",
    )
    work_area: Series[str] = column("Kind of work", "One of five kinds of work.", isin=WORK_AREAS, example="advocacy")
    role: Series[str] = column("MRI's role", "The verb MRI uses for its own part.", isin=ROLES, example="advocated for")
    date: Series[str] = column(
        "Date",
        "The date as precisely as it is known and no more: `2006`, `19 September 2011`, `2007-2010`, "
        "`since 1998`, `after 2001`, `c. 1999`, `1999?`, `1990s`, `ongoing`, or EDTF.",
        dated=True,
        blank="no date in the source",
        example="19 September 2011",
    )
    date_of: Series[str] = column(
        "The date is that of",
        "What the date dates: the event, the publication or the outcome.",
        isin=("", *DATE_OF),
        blank="undated, or ongoing",
        example="event",
    )
    date_source: Series[str] = column(
        "Source of the date",
        "The sources the date rests on.",
        multiple=True,
        names="sources",
        blank="undated",
        example="mri-achievements",
    )
    places: Series[str] = column(
        "Places",
        "The cities of the record, as in `places.csv`.",
        multiple=True,
        names="places",
        blank="the record names no city",
        example="Copenhagen and Beijing",
    )
    place_source: Series[str] = column(
        "Source of the places",
        "The sources the places rest on.",
        multiple=True,
        names="sources",
        blank="no place",
        example="mri-achievements",
    )
    bodies: Series[str] = column(
        "Bodies and meetings",
        "International bodies, conferences and mandates the record is about.",
        multiple=True,
        names="bodies",
        blank="none named",
        example="ILO; IOM",
    )
    languages: Series[str] = column(
        "Languages",
        "Languages a publication exists in.",
        multiple=True,
        names="languages",
        blank="not a publication, or not stated",
        example="English, French, Italian and Spanish",
    )
    source: Series[str] = column(
        "Source",
        "The source the record comes from.",
        names="sources",
        str_length={"min_value": 1},
        example="mri-achievements",
    )
    source_ref: Series[str] = column(
        "Reference",
        "Where in that source it stands.",
        str_length={"min_value": 1, **LINE},
        example="paragraph 4",
    )
    also_known: Series[str] = column(
        "What other sources add",
        "Facts from other sources, parted by `|`; each ends with its source ids in square brackets.",
        blank="nothing found",
        example="The Committee met at Palais Wilson, Geneva. [cmw-dgd-2011]",
    )
    not_confirmed: Series[str] = column(
        "What is not confirmed",
        "What nobody could confirm, parted by `|`; source ids in square brackets where there are any.",
        blank="nothing known to be in doubt",
        example="That MRI proposed the day is stated by MRI only.",
    )


class Achievement(Record):
    """One row for each paragraph of the source."""


class Forum(Record):
    """One row for each forum of the series."""

    number: Series[str] = column(
        "No.",
        "Place in MRI's own list of forums, from 1.",
        str_matches=r"^[1-9][0-9]{0,2}$",
        unique=True,
        example="4",
    )
    name_then: Series[str] = column(
        "Name used then",
        "What the forum was called at the time.",
        str_length=LINE,
        blank="not known",
        example="6th People’s Global Action",
    )
    alongside: Series[str] = column(
        "Met alongside",
        "The government meeting of the same time: a UN High-level Dialogue or a Global Forum.",
        names="bodies",
        blank="none",
        example="GFMD",
    )
    alongside_place: Series[str] = column(
        "Place of that meeting",
        "Its city, as in `places.csv`.",
        names="places",
        blank="none",
        example="Puerto Vallarta",
    )
    alongside_date: Series[str] = column(
        "Date of that meeting",
        "Its date, written like any date here.",
        dated=True,
        blank="none",
        example="10-11 November 2010",
    )
    alongside_source: Series[str] = column(
        "Source for that meeting", "The sources it rests on.", multiple=True, names="sources", blank="none"
    )


class Place(pa.DataFrameModel):
    """The cities that records name."""

    id: Series[str] = column(
        "Id", "Short, stable name; part of addresses.", str_matches=SLUG, unique=True, example="mexico-city"
    )
    name: Series[str] = column(
        "Name", "Name on labels.", str_length={"min_value": 1, "max_value": 80}, example="Mexico City"
    )
    country: Series[str] = column(
        "Country", "ISO 3166-1 alpha-2 code of the country.", names="countries", str_matches=r"^[A-Z]{2}$", example="CH"
    )
    continent: Series[str] = column("Continent", "The continent.", isin=CONTINENTS)
    lat: Series[float] = column(
        "Latitude", "WGS 84.", unit="degrees north", in_range={"min_value": -90, "max_value": 90}, coerce=True
    )
    lon: Series[float] = column(
        "Longitude",
        "WGS 84.",
        unit="degrees east",
        in_range={"min_value": -180, "max_value": 180},
        coerce=True,
    )
    source: Series[str] = column(
        "Source", "Where the coordinates come from.", names="sources", str_length={"min_value": 1}, example="geonames"
    )
    source_ref: Series[str] = column(
        "Place in the source",
        "The number of the entry there.",
        str_length={"min_value": 1, **LINE},
        example="geonameid 3530597",
    )


class DerivedColumns(pa.DataFrameModel):
    """Columns of `Dataset.records`, and of downloads, that the program derives from the edited ones."""

    kind: Series[str] = column("Kind of record", "The table it stands in.", isin=KINDS)
    edtf: Series[str] = column(
        "Date (EDTF)",
        "The date in the Extended Date/Time Format (ISO 8601-2).",
        blank="no date in the source",
        example="2007/2010",
    )
    earliest: Series[str] = column("Earliest day", "First day the date may mean.", unit="day", blank="open, or undated")
    latest: Series[str] = column("Latest day", "Last day the date may mean.", unit="day", blank="open, or undated")
    precision: Series[str] = column("How well the date is known", "The kind of date.", isin=PRECISIONS)
    date_text: Series[str] = column("When", "The date in words.", example="22 to 30 October 2008")
    cities: Series[str] = column(
        "Where", "Names of the places.", multiple=True, blank="the record names no city", example="Copenhagen; Beijing"
    )
    countries: Series[str] = column(
        "Countries",
        "ISO 3166-1 alpha-2 codes of the places' countries.",
        multiple=True,
        blank="the record names no city",
        example="DK; CN",
    )


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
    return {**columns(TABLES["forums"]), **columns(DerivedColumns)}


def column_title(name: str) -> str:
    """The title of a column, as shown on charts, in tables and in help."""
    return str(record_columns()[name].title)
