"""Dates as people write them, read into EDTF, the Extended Date/Time Format of ISO 8601-2:2019.

The standard is at https://www.loc.gov/standards/datetime/. We support a year, month or day; `~`, `?` or `%` after one;
a decade (`199X`); a range, also of a century (`20XX`); an open end (`1998/..`, `199X/..`, `../..`); "after"
(`[2001..]`) and "before" (`[..1990]`, `../1990`).

A text with exactly one reading is accepted. Any other is a problem whose sentence suggests what it may mean. `2007-10`
is October 2007, as in EDTF; with any other dash it may be 2007 to 2010. Of two numbers, the one above 12 is the day
(`19.09.2011`).
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import pandas as pd
from babel.lists import format_list

from mri_data.reading.date_reading import edtf_of
from mri_data.reading.date_spellings import spelling_offers
from mri_data.reading.date_suggestions import Suggestion, both_orders, suggestions
from mri_data.reading.single_dates import tidied
from mri_data.schema.edtf import DateFault, bounds, parse_edtf
from mri_data.schema.records import OPEN_PRECISIONS
from mri_data.words.catalogue import Words, words
from mri_data.words.date_text import date_text
from mri_data.words.errors import MriError, quoted
from mri_data.words.messages import messages

LONGEST = 100
# Faults that only say that a text is not understood, so that a suggestion is shown instead if there is one.
VAGUE = {
    "problem.date.unreadable",
    "problem.date.other_edtf",
    "problem.date.short_year",
    "problem.date.several",
    "problem.date.no_year",
}
# The columns of a parsed date.
DATE_COLUMNS = ("edtf", "earliest", "latest", "precision", "start_precision", "end_precision")


class DateProblem(MriError, ValueError):  # noqa: N818 - the word people see
    """A date that cannot be read; the text says what is wrong with it and what to write."""


@dataclass(frozen=True)
class FuzzyDate:
    """A date with the precision with which it was written.

    `earliest` and `latest` are the first and last day it can mean, `None` where it is open. They have no margin:
    `c. 1999` has the days of 1999, and `after 2001` begins on 1 January 2001, as in EDTF. `start_precision` and
    `end_precision` say how well each end is known: `day`, `month`, `year` or `decade`, and empty where it is open.
    """

    edtf: str
    earliest: dt.date | None
    latest: dt.date | None
    precision: str
    start_precision: str
    end_precision: str


def parse_date(written: str) -> FuzzyDate:
    """Read one date; `DateProblem` if it cannot be read or has two readings."""
    try:
        return _parse(written)
    except DateFault as fault:
        raise DateProblem(_sentence(written, fault)) from None


def day_orders(written: str) -> tuple[str, str] | None:
    """The text's meaning read day first and month first, if it is unclear which number is the month; else `None`."""
    day_first, month_first = (_text(one) for one in both_orders(tidied(written)))
    return (day_first, month_first) if day_first and month_first and day_first != month_first else None


def parse_dates(written: "pd.Series[str]") -> tuple[pd.DataFrame, "pd.Series[str]"]:
    """Read a column of dates: a table of the dates, and the sentences for rows that failed.

    The table has `DATE_COLUMNS` and the index of `written`, and is empty in rows that failed. Each distinct text is
    read once; a missing value counts as blank.
    """
    places, distinct = pd.factorize(written.fillna("").astype(str))
    read = [_read(text) for text in distinct.to_numpy()]
    dates = [None if isinstance(date, str) else date for date in read]
    dtypes = {name: "datetime64[us]" if name in {"earliest", "latest"} else "str" for name in DATE_COLUMNS}
    cells = {name: [date and getattr(date, name) for date in dates] for name in DATE_COLUMNS}
    table = pd.DataFrame({name: pd.Series(cells[name], dtype=dtypes[name]) for name in DATE_COLUMNS})
    sentences = pd.Series([date if isinstance(date, str) else None for date in read], dtype="str")
    found = sentences.take(places).set_axis(written.index)
    return table.take(places).set_axis(written.index), found.dropna()


def _read(written: str) -> FuzzyDate | str:
    """The date, or the sentence that says why it cannot be read."""
    try:
        return parse_date(written)
    except DateProblem as problem:
        return str(problem)


def _parse(written: str) -> FuzzyDate:
    if len(written.strip()) > LONGEST:
        raise DateFault("problem.date.too_long", longest=str(LONGEST))
    edtf = edtf_of(tidied(written))
    date = parse_edtf(edtf)
    earliest = bounds(date.start)[0] if date.start else None
    latest = bounds(date.end)[1] if date.end else None
    if earliest and latest and latest < earliest:
        raise DateFault("problem.date.backwards")
    return FuzzyDate(edtf, earliest, latest, date.precision, date.start_precision, date.end_precision)


def likely_dates(written: str) -> tuple[str, ...]:
    """What a refused date may mean, as texts that can be read; an empty text if it says that the date is not known."""
    try:
        _parse(written)
    except DateFault as fault:
        if fault.key == "problem.date.nothing":
            return ("",)
        offered = _offered(written, fault)
        return tuple(text for text in offered[1] if _text(text)) if offered else ()
    return ()


def _sentence(written: str, fault: DateFault) -> str:
    """The sentence for a refused date, with suggestions if there are any."""
    say, value, offered = messages(), quoted(written), _offered(written, fault)
    if offered is None:
        return say(fault.key, value=value, **fault.values)
    return say(offered[0].key, value=value, **_named(offered[0], [quoted(text) for text in offered[1]], say))


def _offered(written: str, fault: DateFault) -> tuple[Suggestion, list[str]] | None:
    """The first suggestion for a refused date, with its readings in words; `None` if there is none."""
    for offer, readings in _offers(tidied(written)) if fault.key in VAGUE else ():
        texts = [text for text in dict.fromkeys(map(_text, readings)) if text]
        if texts and (not offer.names or len(texts) == len(offer.names)):
            return offer, texts
    return None


def _offers(text: str) -> Iterator[tuple[Suggestion, tuple[str, ...]]]:
    return chain(suggestions(text), spelling_offers(text))


def _named(offer: Suggestion, texts: Sequence[str], say: Words) -> dict[str, str]:
    """The readings by the name of their placeholder in the suggestion's sentence."""
    if offer.names:
        return dict(zip(offer.names, texts, strict=True))
    return {"readings": format_list(texts, style="or", locale=say.locale)}


def _text(written: str) -> str:
    """The text of a date as inside a sentence; empty if it cannot be read."""
    try:
        date = _parse(written)
    except DateFault:
        return ""
    text = date_text(date.edtf, words("en"))
    # The text of a date with an open end begins with a word; its capital is dropped inside a sentence.
    return text[:1].lower() + text[1:] if date.precision in OPEN_PRECISIONS else text
