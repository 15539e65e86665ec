"""Dates as people write them, read into EDTF, the Extended Date/Time Format of ISO 8601-2:2019.

The standard is at https://www.loc.gov/standards/datetime/. We support a year, month or day; `~`, `?` or `%` after one;
a decade (`199X`); a range, also of a century (`20XX`); an open end (`1998/..`, `199X/..`, `../..`); "after"
(`[2001..]`) and "before" (`[..1990]`, `../1990`).

A text with exactly one reading is accepted. Any other is a problem whose sentence suggests what it may mean. `2007-10`
is October 2007, as in EDTF; with any other dash it may be 2007 to 2010. Of two numbers, the one above 12 is the day
(`19.09.2011`).

Words may be English, French, Spanish or Italian: no words mean one date in one of them and another in another. Days in
numbers do (`03/04/2011`): they are read only if it is known that they are written in a language whose order is known.
"""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain

import pandas as pd

from mri_data.reading.date_languages import LANGUAGES, in_english
from mri_data.reading.date_reading import edtf_of
from mri_data.reading.date_spellings import spelling_offers
from mri_data.reading.date_suggestions import Suggestion, both_orders, suggestions
from mri_data.reading.single_dates import tidied
from mri_data.schema.edtf import DateFault, bounds, parse_edtf
from mri_data.words.catalogue import Words, words
from mri_data.words.date_text import date_in_sentence
from mri_data.words.errors import MriError, quoted
from mri_data.words.messages import Message, in_words, messages
from mri_data.words.names import Labels

# The longest that we write is some 120: a French range with two uncertain ends.
LONGEST = 140
LETTER = re.compile(r"[^\W\d_]")
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


def parse_date(written: str, language: str = "") -> FuzzyDate:
    """Read one date; `DateProblem` if it cannot be read or has two readings.

    `language` is the one that it is written in, if that is known: it decides the order of days in numbers.
    """
    try:
        return _parse(written, language)
    except DateFault as fault:
        raise DateProblem(_sentence(written, fault)) from None


def day_orders(written: str) -> tuple[str, str] | None:
    """The text's meaning read day first and month first, if it is unclear which number is the month; else `None`."""
    for text in _texts(written):
        day_first, month_first = map(_edtf, both_orders(text))
        if day_first and month_first and day_first != month_first:
            return _shown(day_first), _shown(month_first)
    return None


def parse_dates(written: "pd.Series[str]", language: str = "") -> tuple[pd.DataFrame, "pd.Series[str]"]:
    """Read a column of dates: a table of the dates, and the sentences for rows that failed.

    The table has `DATE_COLUMNS` and the index of `written`, and is empty in rows that failed. Each distinct text is
    read once; a missing value counts as blank. `language` is that of `parse_date`.
    """
    places, distinct = pd.factorize(written.fillna("").astype(str))
    read = [_read(text, language) for text in distinct.to_numpy()]
    dates = [None if isinstance(date, str) else date for date in read]
    dtypes = {name: "datetime64[us]" if name in {"earliest", "latest"} else "str" for name in DATE_COLUMNS}
    cells = {name: [date and getattr(date, name) for date in dates] for name in DATE_COLUMNS}
    table = pd.DataFrame({name: pd.Series(cells[name], dtype=dtypes[name]) for name in DATE_COLUMNS})
    # As objects: pandas would turn a message into plain English text.
    sentences = pd.Series([date if isinstance(date, str) else None for date in read], dtype=object)
    found = sentences.take(places).set_axis(written.index)
    return table.take(places).set_axis(written.index), found.dropna()


def _read(written: str, language: str) -> FuzzyDate | str:
    """The date, or the sentence that says why it cannot be read."""
    try:
        return parse_date(written, language)
    except DateProblem as problem:
        return str(problem)


def _parse(written: str, language: str = "") -> FuzzyDate:
    if len(written.strip()) > LONGEST:
        raise DateFault("problem.date.too_long", longest=str(LONGEST))
    faults: list[DateFault] = []
    for text in _texts(written, language):
        try:
            return _date(text)
        except DateFault as fault:
            faults.append(fault)
    raise min(faults, key=lambda fault: (fault.key in VAGUE, fault.key == "problem.date.unreadable"))


def _texts(written: str, language: str = "") -> Iterator[str]:
    """The texts that a date may mean in English words, likeliest first, each once."""
    text, read = tidied(written), set[str]()
    for put in _put_in_english(text, language):
        if put not in read:
            yield put
        read.add(put)


def _put_in_english(text: str, language: str) -> Iterator[str]:
    if language in LANGUAGES:
        # Only English is written in both orders of day and month.
        yield both_orders(tidied(in_english(text, language)))[0]
    yield text
    for one in LANGUAGES if LETTER.search(text) else ():
        yield tidied(in_english(text, one))


def _date(text: str) -> FuzzyDate:
    edtf = edtf_of(text)
    date = parse_edtf(edtf)
    earliest = bounds(date.start)[0] if date.start else None
    latest = bounds(date.end)[1] if date.end else None
    if earliest and latest and latest < earliest:
        raise DateFault("problem.date.backwards")
    return FuzzyDate(edtf, earliest, latest, date.precision, date.start_precision, date.end_precision)


def likely_dates(written: str, language: str = "") -> tuple[str, ...]:
    """What a refused date may mean, as texts that can be read; an empty text if it says that the date is not known.

    The texts are in `language`, by default English.
    """
    try:
        _parse(written, language)
    except DateFault as fault:
        if fault.key == "problem.date.nothing":
            return ("",)
        offered = _offered(written, fault)
        return tuple(date_in_sentence(edtf, words(language or "en")) for edtf in offered[1]) if offered else ()
    return ()


def _sentence(written: str, fault: DateFault) -> str:
    """The sentence for a refused date, with suggestions if there are any."""
    say, value, offered = messages(), quoted(written), _offered(written, fault)
    if offered is None:
        return say(fault.key, value=value, **fault.values)
    return say(offered[0].key, value=value, **_named(*offered))


def _offered(written: str, fault: DateFault) -> tuple[Suggestion, list[str]] | None:
    """The first suggestion for a refused date, with the EDTF of its readings; `None` if there is none."""
    for offer, readings in _offers(written) if fault.key in VAGUE else ():
        found = [edtf for edtf in dict.fromkeys(map(_edtf, readings)) if edtf]
        if found and (not offer.names or len(found) == len(offer.names)):
            return offer, found
    return None


def _offers(written: str) -> Iterator[tuple[Suggestion, tuple[str, ...]]]:
    """All suggestions, first those for words that are put into English."""
    first, *others = _texts(written)
    for text in (*others, first):
        yield from chain(suggestions(text), spelling_offers(text))


def _named(offer: Suggestion, readings: Sequence[str]) -> dict[str, str]:
    """The readings, in words and quotation marks, by the name of their placeholder in the suggestion's sentence."""
    if offer.names:
        return {name: Message(partial(_quoted, edtf)) for name, edtf in zip(offer.names, readings, strict=True)}
    return {"readings": Message(lambda say: Labels(say).any_of([_quoted(edtf, say) for edtf in readings]))}


def _edtf(written: str) -> str:
    """EDTF of a text; empty if it cannot be read."""
    try:
        return _parse(written).edtf
    except DateFault:
        return ""


def _shown(edtf: str) -> str:
    """A date as inside a sentence, in the language of who reads it."""
    return Message(partial(date_in_sentence, edtf))


def _quoted(edtf: str, say: Words) -> str:
    return in_words(quoted(date_in_sentence(edtf, say)), say)
