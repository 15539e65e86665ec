"""Numbers and sentences about the Convention (ICRMW), computed from the context's list of States parties.

No sentence states a cause, and States parties are never counted with the records.
"""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import pandas as pd

from mri_data.record import context
from mri_data.record.context import Context, CountRange
from mri_data.record.view import View
from mri_data.schema.records import ONE_UNIT
from mri_data.sentences import left_out
from mri_data.words.catalogue import Words
from mri_data.words.date_text import date_in_sentence, date_text, period_text
from mri_data.words.names import Labels, clauses, plain_labels
from mri_data.words.spelling import fold

# The ids of the milestones used here, and how many States parties article 87 of the Convention requires.
ADOPTED, TWENTY, IN_FORCE = "icrmw-adopted", "icrmw-twenty", "icrmw-in-force"
NEEDED = 20


@dataclass(frozen=True)
class Moment:
    """An event between a first and a last possible day, and how many States were parties in that time."""

    when: str
    first: dt.date
    last: dt.date
    count: CountRange


@dataclass(frozen=True)
class Growth:
    """The data of the chart of States parties: from 0 on the day `starts` to `ends`, the day the list was checked.

    `launch` is that of MRI's campaign. `needed` is how many States had to join before the Convention entered into
    force; 0 where the data does not say.
    """

    parties: pd.DataFrame
    starts: dt.date
    ends: Moment
    launch: Moment | None = None
    in_force: Moment | None = None
    needed: int = 0


@dataclass(frozen=True)
class Step:
    """States that joined on one day, or in one period, as pairs of name and `ratification` or `accession`.

    `first` and `last` are the first and last possible day; `after` is the number of parties at the end of the last.
    """

    states: tuple[tuple[str, str], ...]
    edtf: str
    first: dt.date
    last: dt.date
    precision: str
    after: CountRange

    @property
    def known(self) -> bool:
        """Whether the day is known."""
        return self.precision == "day"


def has_parties(found: Context) -> bool:
    """Whether the context has a list of States parties with dates."""
    return found.about is not None and not dated(found.parties).empty


def as_of(found: Context) -> dt.date:
    """The day up to which the list of States parties was checked; only for a context that has the list."""
    assert found.about
    return found.about.parties_as_of


def dated(parties: pd.DataFrame) -> pd.DataFrame:
    """The parties whose date has a first and a last possible day."""
    return parties[parties["earliest"].notna() & parties["latest"].notna()]


def unverified(parties: pd.DataFrame) -> pd.DataFrame:
    """The parties whose day of joining is not known."""
    return parties[parties["precision"] != "day"]


def steps(parties: pd.DataFrame) -> list[Step]:
    """The steps in which the number of parties grew, sorted by date."""
    known = dated(parties)
    return [
        Step(
            tuple(zip(rows["title"], rows["kind"], strict=True)),
            str(rows["edtf"].iloc[0]),
            first.date(),
            last.date(),
            str(rows["precision"].iloc[0]),
            context.parties_at(known, last.date()),
        )
        for (first, last), rows in known.groupby(["earliest", "latest"])
    ]


def joining_orders(parties: pd.DataFrame) -> pd.Series:
    """The place of each party in the order of joining, as `7` or `20–21`; blank where its date has an open end."""
    known = dated(parties)
    places = [_place(row, known) for row in known.itertuples()]
    return pd.Series(places, index=known.index, dtype="str").reindex(parties.index, fill_value="")


def _place(party: Any, parties: pd.DataFrame) -> str:
    """The place of a party; those that may have joined on the same day share one: `20–21`."""
    first = int((parties["latest"] < party.earliest).sum()) + 1
    last = int((parties["earliest"] <= party.latest).sum())
    return str(first) if first == last else f"{first}–{last}"


def matching_parties(parties: pd.DataFrame, text: str, how: str, labels: Labels) -> pd.DataFrame:
    """The parties that joined by `how` (any way, if empty) and have the text in their name or note.

    A State is also found by its name of CLDR, in English and in the language of the labels: Cape Verde is Cabo Verde.
    """
    if how:
        parties = parties[parties["kind"] == how]
    english = plain_labels()
    searched = [
        fold(" ".join((row.title, labels("country", row.country), english("country", row.country), row.note)))
        for row in parties.itertuples()
    ]
    return parties[[fold(text) in words for words in searched]]


def milestone(about: Context, name: str) -> Any:
    """The row of a milestone by its id; None where the data lacks it."""
    rows = about.milestones[about.milestones["id"] == name]
    return rows.iloc[0] if len(rows) else None


def campaign_launch(records: pd.DataFrame) -> Any:
    """The record of the launch of MRI's campaign; None where there is none whose date has a start and an end."""
    launched = records[(records["role"] == "launched") & (records["work_area"] == "campaign")]
    launched = launched[launched["earliest"].notna() & launched["latest"].notna()].sort_values("earliest")
    return launched.iloc[0] if len(launched) else None


def growth(view: View) -> Growth:
    """The data of the chart of States parties, for a dataset that has the list."""
    about = view.dataset.context
    parties, end = dated(about.parties), as_of(about)
    launched, in_force = campaign_launch(view.records), milestone(about, IN_FORCE)
    adopted, first = milestone(about, ADOPTED), parties["earliest"].min().date()
    return Growth(
        parties=parties,
        starts=first if adopted is None else min(first, adopted["earliest"].date()),
        ends=Moment(view.labels.day(end), end, end, context.parties_at(parties, end)),
        launch=None if launched is None else _moment(launched, parties, view.say),
        in_force=None if in_force is None else _moment(in_force, parties, view.say),
        needed=0 if milestone(about, TWENTY) is None else NEEDED,
    )


def _moment(row: Any, parties: pd.DataFrame, say: Words) -> Moment:
    first, last = row["earliest"].date(), row["latest"].date()
    return Moment(date_text(row["edtf"], say), first, last, parties_during(parties, first, last))


def parties_during(parties: pd.DataFrame, first: dt.date, last: dt.date) -> CountRange:
    """The least and the greatest number of parties between two days."""
    return CountRange(context.parties_at(parties, first).least, context.parties_at(parties, last).most)


def parties_at_end_of(parties: pd.DataFrame, year: int) -> CountRange:
    """How many States were parties at the end of a year."""
    return context.parties_at(parties, dt.date(year, 12, 31))


# --- sentences


def signed_text(party: Any, say: Words) -> str:
    """When a State party, given as a named tuple of its row, signed; empty where it has not."""
    return date_text(party.signed_edtf, say) if party.signed_edtf else ""


def count_text(count: CountRange, say: Words) -> str:
    """A count as text: `9`, or `9 to 10` where its bounds differ."""
    if count.least == count.most:
        return str(count.most)
    return say("convention.between", least=count.least, most=count.most)


def step_date(step: Step, say: Words) -> str:
    """`7 September 2000`, or `in 2016, day not verified`."""
    when = date_in_sentence(step.edtf, say)
    if step.known:
        return when
    # The date of a month or year is written after “in”.
    within = step.precision in ONE_UNIT
    return say("convention.hover.within" if within else "convention.hover.unsure", when=when)


def title(view: View) -> str:
    """How many States are parties, and how many were when MRI's campaign began: `60 States parties, 9 in 1998`.

    Without the launch of the campaign: `60 States parties: 29 ratified, 31 acceded`.
    """
    about = view.dataset.context
    now, launched = len(about.parties), _at_launch(view.records, about)
    if launched is None:
        return ways_line(about.parties, view.say)
    year, then = launched
    month = period_text(as_of(about).isoformat()[:7], view.say)
    return view.say.n("convention.title.since", now, month=month, year=year, then=count_text(then, view.say))


def ways_line(parties: pd.DataFrame, say: Words) -> str:
    """How many States are parties, by how they joined: `60 States parties: 29 ratified, 31 acceded`."""
    ways = context.by_kind(parties)
    return say.n("convention.title", len(parties), ratified=ways["ratification"], acceded=ways["accession"])


def lede(about: Context, say: Words) -> str:
    """What the Convention and its Committee are, and since when they exist."""
    adopted, in_force = milestone(about, ADOPTED), milestone(about, IN_FORCE)
    sentences = [say("convention.lede")]
    if adopted is not None and in_force is not None:
        days = {"adopted": date_in_sentence(adopted["edtf"], say), "in_force": date_in_sentence(in_force["edtf"], say)}
        sentences.append(say("convention.lede.dates", **days))
    return " ".join(sentences)


def unverified_line(parties: pd.DataFrame, say: Words) -> str:
    """The States whose day of joining is not verified, each with what is known; empty where all are verified."""
    rows = unverified(parties)
    names = [
        say("convention.unverified.state", state=row.title, date=date_in_sentence(row.edtf, say))
        for row in rows.itertuples()
    ]
    return say.n("convention.unverified", len(names), states=clauses(names, say)) if names else ""


def signed_line(view: View) -> str:
    """How many States have signed, how many of these ratified, how many are not parties, and what could not be read.

    A State left out, of the parties or of the signatories, may be one that has signed.
    """
    about = view.dataset.context
    parties, others = about.parties, len(about.signatories)
    ratified = int(((parties["signed"] != "") & (parties["kind"] == "ratification")).sum())
    signed = view.say.n("convention.signed", context.signatures(about), ratified=ratified, others=others)
    return " ".join(filter(None, (signed, left_out.states_line(view))))


def signatories_title(view: View) -> str:
    """`11 States that have signed and are not parties`; where some could not be read it says so too."""
    title = view.say.n("convention.signatories", len(view.dataset.context.signatories))
    return left_out.states_title_with_unread(title, view, "signatories")


def twenty_line(about: Context, say: Words) -> str:
    """What is known of the day of the 20th ratification or accession; empty where the data does not say."""
    row = milestone(about, TWENTY)
    if row is None:
        return ""
    return say("convention.first.note", when=date_text(row["edtf"], say), title=row["title"], note=row["note"]).strip()


def notes(view: View) -> tuple[str, ...]:
    """Notes on the list: signatures, the 20th ratification or accession, and days that are not verified."""
    about, say = view.dataset.context, view.say
    lines = (signed_line(view), twenty_line(about, say), unverified_line(about.parties, say))
    return tuple(filter(None, lines))


def launch_line(shown: pd.DataFrame, about: Context, labels: Labels) -> str:
    """How many parties there were in the year of the campaign's launch, and how many there are now.

    It implies no cause. Empty where the launch is not among the records shown, or its date is not within one year.
    """
    launched = _at_launch(shown, about) if has_parties(about) else None
    if launched is None:
        return ""
    (year, then), end = launched, as_of(about)
    return labels.say.n(
        "finding.parties",
        then.most,
        number=count_text(then, labels.say),
        year=year,
        now=count_text(context.parties_at(dated(about.parties), end), labels.say),
        month=period_text(end.isoformat()[:7], labels.say),
    )


def _at_launch(records: pd.DataFrame, about: Context) -> tuple[int, CountRange] | None:
    """The year of the campaign's launch, and how many States were parties in it; None if its date is no one year."""
    row = campaign_launch(records)
    if row is None or row["earliest"].year != row["latest"].year:
        return None
    year = row["earliest"].year
    return year, parties_during(dated(about.parties), dt.date(year, 1, 1), dt.date(year, 12, 31))


def source_numbers(about: Context, known: Collection[str]) -> dict[str, int]:
    """Source id -> its number, for the sources that the lists of States cite, in order of first citation."""
    cited = (source for table in (about.parties, about.signatories) for row in table["sources"] for source in row)
    return {source: at for at, source in enumerate(dict.fromkeys(one for one in cited if one in known), start=1)}
