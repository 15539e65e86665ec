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

    id: Series[str] = column("context.id", str_matches=SLUG, unique=True, example="gfmd-2010-meeting")
    title: Series[str] = column(
        "context.title",
        str_length={"min_value": 1, "max_value": 200},
        example="Fourth meeting of the Global Forum on Migration and Development",
    )
    date: Series[str] = column(
        "context.date", str_length={"min_value": 1, "max_value": 100}, dated=True, example="10-11 November 2010"
    )
    sources: Series[str] = column(
        "context.sources", multiple=True, names="sources", str_length={"min_value": 1}, example="gfmd-2010; iom-2010"
    )
    confidence: Series[str] = column("context.confidence", isin=CONFIDENCES, example="high")
    note: Series[str] = column("context.note", str_length={"max_value": 4000}, blank=True)


class PlacedRow(ContextRow):
    """The columns of a row that may be on the map."""

    places: Series[str] = column("context.places", multiple=True, names="places", blank=True, example="Puerto Vallarta")


class Meeting(PlacedRow):
    """Government meetings on migration, and UN conferences that records name."""

    kind: Series[str] = column("meeting.kind", isin=MEETING_KINDS, example="gfmd")
    number: Series[str] = column("meeting.number", str_matches=r"^([1-9][0-9]?)?$", blank=True, example="4")
    chair: Series[str] = column("meeting.chair", str_length=LINE, blank=True, example="Mexico")


class Milestone(PlacedRow):
    """What happened to the Convention, its Committee and the mandate, with its date."""

    kind: Series[str] = column("milestone.kind", isin=MILESTONE_KINDS, example="convention")


class LaterForum(PlacedRow):
    """Forums of the same name that no source by MRI mentions."""

    run_by: Series[str] = column(
        "later_forum.run_by", str_length=LINE, blank=True, example="Global Coalition on Migration"
    )
    alongside: Series[str] = column(
        "later_forum.alongside", multiple=True, names="meetings", blank=True, example="gfmd-2016-meeting"
    )


class State(ContextRow):
    """The columns that both tables of States share."""

    country: Series[str] = column(
        "state.country", names="countries", str_matches=r"^[A-Z]{2}$", unique=True, example="SN"
    )


class Party(State):
    """The States parties to the Convention (ICRMW), with the day each joined."""

    signed: Series[str] = column("party.signed", dated=True, blank=True, example="7 September 2000")
    kind: Series[str] = column("party.kind", isin=WAYS_TO_JOIN, example="accession")


class Signatory(State):
    """States that have signed the Convention (ICRMW) and are not parties to it."""

    kind: Series[str] = column("signatory.kind", isin=WAYS_TO_SIGN, example="signature")


TABLES: dict[str, type[pa.DataFrameModel]] = {
    "meetings": Meeting,
    "milestones": Milestone,
    "later_forums": LaterForum,
    "parties": Party,
    "signatories": Signatory,
}

# Kind of context -> its tables, that of its events first.
TABLES_OF = {
    "meetings": ("meetings",),
    "convention": ("milestones", "parties", "signatories"),
    "forums": ("later_forums",),
}
