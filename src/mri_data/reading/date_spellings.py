"""Suggestions for dates in spellings of no standard; tried after those of `date_suggestions`."""

import datetime as dt
import re
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache

from babel.dates import get_month_names

from mri_data.reading import date_words as dw
from mri_data.reading.date_languages import LANGUAGES, without_accents
from mri_data.reading.date_suggestions import Suggestion, like, matching, year_of
from mri_data.reading.date_words import month_names, months
from mri_data.reading.single_dates import single_date
from mri_data.schema.edtf import DateFault

ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
ROMAN_MONTHS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
# Similarity, from 0 to 1, that a misspelt month needs: Sptember and Febuary have it, Maysoon does not.
ALIKE = 0.85
KEY = "problem.date.did_you_mean"


def spelling_offers(text: str) -> Iterator[tuple[Suggestion, tuple[str, ...]]]:
    """Suggestions that match a tidied text, likeliest first, each with its readings."""
    return matching(text, _all())


@cache
def _all() -> tuple[Suggestion, ...]:
    return (*_signs(), *_months(), *_remarks())


def _signs() -> Iterator[Suggestion]:
    """Dates with unusual digits, separators or signs, such as arrows, Roman years and eras."""
    yield Suggestion("problem.date.two_figures", r"(0?[1-9]|1[0-2])/([0-9]{2})", _short_month)
    yield Suggestion(KEY, r"([12])[, ]([0-9]{3})", like("{0}{1}"))
    yield Suggestion(KEY, r"([0-9]{4})([_\\])([0-9]{1,2})\2([0-9]{1,2})", lambda one: (_iso(one[1], one[3], one[4]),))
    yield Suggestion(KEY, r"([0-9]{1,2})([_\\])([0-9]{1,2})\2([0-9]{4})", lambda one: (_iso(one[4], one[3], one[1]),))
    yield Suggestion(KEY, r"([0-9]{4})(?:; ?| )([0-9]{4})", like("{0} to {1}"))
    yield Suggestion(
        KEY, rf"(.+?) ?{dw.ARROW} ?(?:{'|'.join(dw.OPEN_END)})|([0-9]{{4}}) ?(?:{dw.ARROW}|\+)", like("since {0}{1}")
    )
    yield Suggestion(KEY, rf"(.+?) ?{dw.ARROW} ?(.+)", like("{0} to {1}"))
    yield Suggestion(KEY, r"m{1,2}[mdclxvi]*", _roman_year)
    yield Suggestion(KEY, rf"(?:{dw.ERA})?(.+?),? ?(?:{dw.ERA_BEHIND})|(?:{dw.ERA})(.+)", like("{0}{1}"))


def _months() -> Iterator[Suggestion]:
    """Months in Roman numerals, in another language or misspelt, and dates with the year first."""
    numerals, month = "|".join(ROMAN_MONTHS), month_names()
    yield Suggestion(KEY, rf"(?:([0-9]{{1,2}})[./ –-]*)?({numerals})[./ –-]+([0-9]{{4}})", _roman_month)
    yield Suggestion(
        KEY,
        rf"([0-9]{{4}}),? ({month})\.?(?: ([0-9]{{1,2}}){dw.ORDINAL}?)?",
        lambda one: (_words(one[3], one[2], one[1]),),
    )
    word = r"([^\W\d_]+)\.?"
    yield Suggestion(KEY, rf"(?:([0-9]{{1,2}})\.? (?:de )?)?{word},? (?:de )?([0-9]{{4}})", _other_month)


def _remarks() -> Iterator[Suggestion]:
    """A date with words around it."""
    yield Suggestion(KEY, rf"(.+?),? ?[\[(]?(?:{dw.NOT_SURE})[\])]?", like("{0}?"))
    yield Suggestion(KEY, rf"(?:{dw.ROUGHLY}) ?(.+)|(.+?)(?:{dw.ROUGHLY_BEHIND})", like("c. {0}{1}"))
    yield Suggestion(KEY, r"(.+?) ?(?:[\[(][^\[\]()]*[\])]|[*!]+)", like("{0}"))
    yield Suggestion(KEY, r'"(.+)"', like("{0}"))
    yield Suggestion(KEY, rf"(?:{dw.WEEK_OF}) (.+)", _week_of)
    yield Suggestion(KEY, rf"(?:{dw.AS_OF}) (.+)", like("since {0}"))
    yield Suggestion(KEY, rf"(?:{dw.HAPPENED})(?: (?:in|on))? (.+)", like("{0}"))
    yield Suggestion(KEY, r"(.+[0-9]{4}),? in [^0-9]+|[^0-9]+, (.+[0-9]{4})", like("{0}{1}"))


def _iso(year: str, month: str, day: str) -> str:
    return f"{year}-{month:0>2}-{day:0>2}"


def _words(day: str | None, month: str, year: str) -> str:
    return " ".join(filter(None, (day, month, year)))


def _short_month(found: re.Match[str]) -> tuple[str, ...]:
    return (f"{year_of(found[2])}-{found[1]:0>2}",)


def _roman_year(found: re.Match[str]) -> tuple[str, ...]:
    values = [ROMAN[sign] for sign in found[0]]
    return (str(sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))),)


def _roman_month(found: re.Match[str]) -> tuple[str, ...]:
    return (_words(found[1], _name(ROMAN_MONTHS.index(found[2]) + 1), found[3]),)


def _name(month: int) -> str:
    return next(name for name, number in months().items() if number == month)


def _other_month(found: re.Match[str]) -> tuple[str, ...]:
    names, written = _month_names(), without_accents(found[2])
    near = get_close_matches(written, [name for name in names if len(name) > 4], cutoff=ALIKE)
    numbers = {names[one] for one in ([written] if written in names else near)}
    return (_words(found[1], _name(numbers.pop()), found[3]),) if len(numbers) == 1 else ()


@cache
def _month_names() -> dict[str, int]:
    """Month names in all languages that are known, without accents -> number; not those that mean several months."""
    numbers: dict[str, set[int]] = {}
    for language in ("en", *LANGUAGES, *dw.OTHER_LANGUAGES):
        for width in ("wide", "abbreviated"):
            for form in ("format", "stand-alone"):
                for number, name in get_month_names(width, form, language).items():
                    numbers.setdefault(without_accents(name.casefold()).rstrip("."), set()).add(number)
    return {name: found.pop() for name, found in numbers.items() if len(found) == 1}


def _week_of(found: re.Match[str]) -> tuple[str, ...]:
    try:
        day = single_date(found[1])
    except DateFault:
        return ()
    if not day or len(day) < 10:
        return (found[1],)
    return (f"{day}/{dt.date.fromisoformat(day) + dt.timedelta(6)}",)
