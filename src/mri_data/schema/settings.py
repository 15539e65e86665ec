"""The entries of the settings files: notes, corrections, sources, what is still to be documented, what the record is.

Their types say what each key may hold; pydantic checks that when a file is read. The `key_rows` of an entry
are the rows of its keys at its origin, as far as they are known.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal, get_args

from pydantic import Field, Strict

from mri_data.schema.fields import FIRST_YEAR, LAST_YEAR, LONGEST_CELL

# Characters of what stands in headings and in one line.
LONGEST_LINE = 300
# The slides of a talk in their order, before the appendix.
SlideName = Literal[
    "title",
    "counts",
    "timeline",
    "map",
    "campaign",
    "convention",
    "advocacy",
    "movements",
    "evidence",
    "closing",
]
SLIDES: tuple[str, ...] = get_args(SlideName)

Line = Annotated[str, Field(strict=True, max_length=LONGEST_LINE)]
Text = Annotated[str, Field(strict=True, max_length=LONGEST_CELL)]
Code = Annotated[str, Strict()]
# A moment is not a day, and yes is not a number.
Day = Annotated[dt.date, Strict()]
Year = Annotated[int, Field(strict=True, ge=FIRST_YEAR, le=LAST_YEAR)]
Flag = Annotated[bool, Strict()]
# A language of the product, by its code; blank if it is not known.
LanguageCode = Literal["en", "fr", "es", "it", ""]
KeyRows = Mapping[str, int]


@dataclass(frozen=True)
class Note:
    """A fact or a doubt from other sources, with the ids of these sources."""

    text: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Correction:
    """What the source gets wrong: the cell, what stands there, what we show instead, why, and who says so."""

    record: Text
    column: Text
    was: Text
    becomes: Text
    reason: Text
    source: Text
    key_rows: KeyRows = field(default_factory=dict, compare=False)


@dataclass(frozen=True)
class Source:
    """Something a record cites; `terms` is its licence or terms of use, `read` the day it was read."""

    id: str
    title: Line
    publisher: Line
    url: Text
    terms: Text
    read: Day
    copy: Flag = False
    key_rows: KeyRows = field(default_factory=dict, compare=False)


@dataclass(frozen=True)
class QualityNote:
    """What is still to be documented, or was left out on purpose, and why.

    `context` are the kinds of context the note is about; then it is told only where one of them is shown.
    """

    id: Text
    title: Line
    text: Text
    years: tuple[Year, ...] = ()
    records: tuple[Code, ...] = ()
    sources: tuple[Code, ...] = ()
    context: tuple[Code, ...] = ()
    key_rows: KeyRows = field(default_factory=dict, compare=False)


@dataclass(frozen=True)
class Story:
    """A record that has a slide of its own in a talk, and what to say there."""

    record: Text
    notes: Text
    key_rows: KeyRows = field(default_factory=dict, compare=False)


@dataclass(frozen=True)
class SlideNotes:
    """What to say on a slide, one of `SLIDES`; `gaps` are the quality notes that a slide on evidence names."""

    slide: Text
    notes: Text
    gaps: tuple[Code, ...] = ()
    key_rows: KeyRows = field(default_factory=dict, compare=False)


@dataclass(frozen=True)
class PartiesAbout:
    """What the list of States parties is.

    `parties_as_of` is the day up to which it was checked against a count of the UN, `parties_source` the source of that
    count, `check_source` the one to look at before quoting the list.
    """

    parties_as_of: Day
    parties_source: Text
    check_source: Text


@dataclass(frozen=True)
class About:
    """What the record is.

    `data_date` is the day up to which it is current, `text_ends` the last year its source tells of; `contact` is
    where a reader may turn. `language` is the one in which dates and names are written, if all are in one.
    """

    title: Line
    short_title: Line
    publisher: Line
    data_date: Day
    text_ends: Year
    licence: Line
    licence_url: Text
    contact: Text = ""
    language: LanguageCode = ""
