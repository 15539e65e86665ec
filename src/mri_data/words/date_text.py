"""Dates in words, in any language of the catalogue: from its messages (`date.…`) and the names of months of CLDR.

The record keeps dates as EDTF; their text is made where it is shown, in the language of the view.
"""

import datetime as dt
import re
from functools import cache, lru_cache

import pandas as pd
from babel import Locale
from babel.dates import format_date

from mri_data.schema.edtf import UNITS, DateFault, EdtfDate, parse_edtf
from mri_data.words.catalogue import Words
from mri_data.words.usage import usage

# The qualifiers of EDTF, as keys of the catalogue call them.
QUALIFIERS = {"~": "about", "?": "uncertain", "%": "about_uncertain"}


@lru_cache(maxsize=65_536)
def date_text(edtf: str, say: Words) -> str:
    """A date in words that stands by itself, with a capital; a range names once what both ends share."""
    text = date_in_sentence(edtf, say)
    # An abbreviation such as “c.” stays small.
    return text if text.split()[0].endswith(".") else text[:1].upper() + text[1:]


@lru_cache(maxsize=65_536)
def date_in_sentence(edtf: str, say: Words) -> str:
    """A date in words within a sentence: `after 2001`, `du 22 au 30 octobre 2008`."""
    date = parse_edtf(edtf)
    if date.start_precision == "decade":
        return _decade_text(date, say)
    if date.start and date.end and date.start != date.end:
        return _range_text(date, say)
    if date.precision in {"after", "before"}:
        return say(f"date.{date.precision}", date=_the(date.start or date.end, say))
    if not date.start:
        return say(f"date.{date.precision}")
    mark = date.start_qualifier or date.end_qualifier
    if date.precision != "ongoing":
        return _qualified_text(date.start, mark, say)
    return say(f"date.since_{QUALIFIERS[mark]}" if mark else "date.since", date=_the(date.start, say))


def spoken_date(edtf: str, say: Words) -> str:
    """A date in words to be heard, with what is not known of it: `2009, year only`."""
    date, text = parse_edtf(edtf), date_text(edtf, say)
    if date.precision in {"after", "before"}:
        return say(f"date.spoken.{date.precision}", date=_the(date.start or date.end, say))
    if not date.start:
        return say("date.spoken.ongoing") if date.precision == "ongoing" else text
    if date.precision == "ongoing":
        return say("date.spoken.since", date=text)
    if date.precision == "approximate":
        if date.start != date.end:
            return text
        return say(f"date.spoken.{QUALIFIERS[date.start_qualifier]}", date=_the(date.start, say))
    known = {date.start_precision, date.end_precision}
    if "decade" in known:
        return say("date.spoken.no_year", date=text)
    if date.start == date.end and known != {"day"}:
        return say(f"date.spoken.{date.start_precision}_only", date=text)
    return text


def date_texts(edtf: "pd.Series[str]", say: Words) -> "pd.Series[str]":
    """The text of each date of a column; each distinct date is put in words once."""
    rows, distinct = pd.factorize(edtf)
    texts = pd.Series([date_text(one, say) for one in distinct], dtype="str")
    return texts.take(rows).set_axis(edtf.index)


def _decade_text(date: EdtfDate, say: Words) -> str:
    year = period_text(f"{date.start}0", say)
    # The first decade of a century has the same name as the century.
    key = "decade_not_century" if date.start.endswith("0") else "decade"
    return say(f"date.{key}" if date.end else f"date.since_{key}", date=year)


def _range_text(date: EdtfDate, say: Words) -> str:
    start, end = date.start, date.end
    if not date.start_qualifier and not date.end_qualifier:
        first = period_text(start, say, _unshared(start, end))
        last = period_text(end, say)
        return say(_range_key(start, end), start=first, end=last)
    first, last = _end_text(start, date.start_qualifier, say), _end_text(end, date.end_qualifier, say)
    return say(f"date.range.{_unit(start, end)}", start=first, end=last)


def _range_key(start: str, end: str) -> str:
    """The key of a range, by the unit of its ends: of two days that follow one another, that of a pair."""
    unit = _unit(start, end)
    pair = unit == "days" and dt.date.fromisoformat(end) - dt.date.fromisoformat(start) == dt.timedelta(days=1)
    return "date.range.pair" if pair else f"date.range.{unit}"


def _unit(start: str, end: str) -> str:
    return f"{UNITS[len(start)]}s" if len(start) == len(end) else "mixed"


def _end_text(point: str, mark: str, say: Words) -> str:
    """An end of a range: a qualifier follows it, as one in front might seem to apply to both ends."""
    text = period_text(point, say)
    return say(f"date.end.{QUALIFIERS[mark]}", date=text) if mark else text


def _qualified_text(point: str, mark: str, say: Words) -> str:
    """A point with its qualifier: what stands before it takes an article, as in `vers le 19 septembre`."""
    text = period_text(point, say)
    if not mark:
        return text
    return say(f"date.{QUALIFIERS[mark]}", date=text if mark == "?" else _the(point, say))


def _the(point: str, say: Words) -> str:
    """A point with the article that the language gives it within a sentence: `le 19 septembre 2011`."""
    return say(f"date.the.{UNITS[len(point)]}", date=period_text(point, say))


def _unshared(start: str, end: str) -> str:
    """Name of the date pattern that omits from `start` what it shares with `end`; empty if nothing can be omitted."""
    if len(start) != len(end) or len(start) == 4 or start[:4] != end[:4]:
        return ""
    if len(start) == 7:
        return "month_of_range"
    return "day_of_range" if start[:7] == end[:7] else "day_and_month"


def period_text(point: str, say: Words, pattern: str = "") -> str:
    """A year, month or day in words; `DateFault` if it does not exist.

    `pattern` names a date pattern of the catalogue, by default that of the unit.
    """
    year, month, day = (int(part) for part in f"{point}-01-01"[:10].split("-"))
    try:
        date = dt.date(year, month, day)
    except ValueError:
        raise DateFault("problem.date.no_such_day") from None
    return _formatted(date, say(f"date.pattern.{pattern or UNITS[len(point)]}"), say)


def day_text(date: dt.date, say: Words) -> str:
    """A day as the language writes it: `24 November 2026`, `1er juillet 2003`."""
    return _formatted(date, say("date.pattern.day"), say)


def _formatted(date: dt.date, pattern: str, say: Words) -> str:
    first = usage(say.language).first_of_month if date.day == 1 else ""
    # CLDR has no sign for the day of a month that is written as an ordinal.
    written = re.sub(r"d+", f"'{first}'", pattern, count=1) if first else pattern
    return format_date(date, written, locale=_locale(say.locale))


@cache
def _locale(name: str) -> Locale:
    return Locale.parse(name)
