"""The columns of the context: tables of what happened in the world meanwhile, kept apart from the record.

No row here is MRI's work or is counted as such. What is of low confidence, or disputed by sources, does not go into
these tables but into `quality_notes.toml`.
"""

import pandera.pandas as pa
from pandera.typing.pandas import Series

from mri_data.schema.fields import LINE, SLUG, column

# The kinds of context, by their codes in an address.
KINDS = ("meetings", "convention", "forums")

CONFIDENCES = ("high", "medium")
MEETING_KINDS = ("gfmd", "hld", "conference")
MILESTONE_KINDS = ("convention", "committee", "mandate", "un")
WAYS_TO_JOIN = ("ratification", "accession")
WAYS_TO_SIGN = ("signature", "succession")


class ContextRow(pa.DataFrameModel):
    """The columns that all tables of the context share."""

    id: Series[str] = column("Id", "Short, stable name.", str_matches=SLUG, unique=True, example="gfmd-2010-meeting")
    title: Series[str] = column(
        "Title",
        "What it is officially called.",
        str_length={"min_value": 1, "max_value": 200},
        example="Fourth meeting of the Global Forum on Migration and Development",
    )
    date: Series[str] = column(
        "Date",
        "The date as precisely as it is known and no more, written as in the record.",
        str_length={"min_value": 1, "max_value": 100},
        dated=True,
        example="10-11 November 2010",
    )
    sources: Series[str] = column(
        "Sources",
        "The sources of the row.",
        multiple=True,
        names="sources",
        str_length={"min_value": 1},
        example="gfmd-2010; iom-2010",
    )
    confidence: Series[str] = column(
        "Confidence",
        "`high`: two independent sources, or one official list; `medium`: one source. Anything less goes into "
        "`quality_notes.toml`.",
        isin=CONFIDENCES,
        example="high",
    )
    note: Series[str] = column(
        "Note",
        "What a reader should know before quoting the row.",
        str_length={"max_value": 4000},
        blank="nothing to add",
    )


class PlacedRow(ContextRow):
    """The columns of a row that may be on the map."""

    places: Series[str] = column(
        "Places",
        "The cities, as in `places.csv`.",
        multiple=True,
        names="places",
        blank="online, or in no city",
        example="Puerto Vallarta",
    )


class Meeting(PlacedRow):
    """Government meetings on migration, and UN conferences that records name."""

    kind: Series[str] = column(
        "Kind of meeting",
        "`gfmd`: Global Forum on Migration and Development; `hld`: UN High-level Dialogue; `conference`: of the UN.",
        isin=MEETING_KINDS,
        example="gfmd",
    )
    number: Series[str] = column(
        "No.", "Its number in its own series.", str_matches=r"^([1-9][0-9]?)?$", blank="not in a series", example="4"
    )
    chair: Series[str] = column(
        "Chair", "The State in the chair.", str_length=LINE, blank="no chair, or a UN body", example="Mexico"
    )


class Milestone(PlacedRow):
    """What happened to the Convention, its Committee and the mandate, with its date."""

    kind: Series[str] = column("Kind of milestone", "What it is about.", isin=MILESTONE_KINDS, example="convention")


class LaterForum(PlacedRow):
    """Forums of the same name that no source of MRI's mentions."""

    run_by: Series[str] = column(
        "Run by",
        "Who ran it, as far as a source says.",
        str_length=LINE,
        blank="not stated in the sources read",
        example="Global Coalition on Migration",
    )
    alongside: Series[str] = column(
        "Met alongside",
        "The government meetings of the time, as in `meetings.csv`.",
        multiple=True,
        names="meetings",
        blank="none",
        example="gfmd-2016-meeting",
    )


class State(ContextRow):
    """The columns that both tables of States share."""

    country: Series[str] = column(
        "Country",
        "ISO 3166-1 alpha-2 code of the State.",
        names="countries",
        str_matches=r"^[A-Z]{2}$",
        unique=True,
        example="SN",
    )


class Party(State):
    """The States parties to the Convention (ICRMW), with the day each joined."""

    signed: Series[str] = column(
        "Signed", "The day of its signature.", dated=True, blank="it did not sign first", example="7 September 2000"
    )
    kind: Series[str] = column(
        "How it joined", "By ratification, after a signature, or by accession.", isin=WAYS_TO_JOIN, example="accession"
    )


class Signatory(State):
    """States that have signed the Convention (ICRMW) and are not parties to it."""

    kind: Series[str] = column(
        "How it signed", "By signature, or by succession to one.", isin=WAYS_TO_SIGN, example="signature"
    )


TABLES: dict[str, type[pa.DataFrameModel]] = {
    "meetings": Meeting,
    "milestones": Milestone,
    "later_forums": LaterForum,
    "parties": Party,
    "signatories": Signatory,
}

# Kind of context -> its tables.
TABLES_OF = {
    "meetings": ("meetings",),
    "convention": ("milestones", "parties", "signatories"),
    "forums": ("later_forums",),
}
