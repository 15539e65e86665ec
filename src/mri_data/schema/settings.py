"""What stands beside the records: notes on them, corrections, sources, what is not known, what the record is.

The `lines` of an entry are where its keys stand in its file, as far as that is known.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

Lines = Mapping[str, int]


@dataclass(frozen=True)
class Note:
    """A fact or a doubt from other sources, with the ids of these sources."""

    text: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Correction:
    """What the source gets wrong: the cell, what stands there, what we show instead, why, and who says so."""

    record: str
    column: str
    was: str
    becomes: str
    reason: str
    source: str
    lines: Lines = field(default_factory=dict, compare=False)


@dataclass(frozen=True)
class Source:
    """Something a record cites; `terms` is its licence or terms of use, `read` the day it was read."""

    id: str
    title: str
    publisher: str
    url: str
    terms: str
    read: dt.date
    copy: bool = False
    lines: Lines = field(default_factory=dict, compare=False)


@dataclass(frozen=True)
class QualityNote:
    """What is not known, or was left out on purpose, and why.

    `context` are the kinds of context the note is about; then it is told only where one of them is shown.
    """

    id: str
    title: str
    text: str
    years: tuple[int, ...] = ()
    records: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    lines: Lines = field(default_factory=dict, compare=False)


@dataclass(frozen=True)
class Story:
    """A record that has a slide of its own in a talk, and what to say there."""

    record: str
    notes: str
    lines: Lines = field(default_factory=dict, compare=False)


@dataclass(frozen=True)
class ConventionAbout:
    """What the list of States parties is.

    `parties_as_of` is the day up to which it was checked against a count of the UN, `parties_source` the source of that
    count, `check_source` the one to look at before quoting the list.
    """

    parties_as_of: dt.date
    parties_source: str
    check_source: str


@dataclass(frozen=True)
class About:
    """What the record is.

    `data_date` is the day it was last gone through, `text_ends` the last year its source tells of; `contact` is
    where a reader may turn.
    """

    title: str
    short_title: str
    publisher: str
    data_date: dt.date
    text_ends: int
    licence: str
    licence_url: str
    contact: str = ""
