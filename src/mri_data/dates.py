"""Dates as people write them, read into EDTF, the Extended Date/Time Format of ISO 8601-2:2019.

The standard is at https://www.loc.gov/standards/datetime/. Of it we use a year, month or day; `~`, `?` and
`%` behind one; a decade (`199X`); a range, also of a century (`20XX`); an open end (`1998/..`, `../..`); "after"
(`[2001..]`) and "before" (`[..1990]`, `../1990`). Everything else is a problem with a sentence, never a guess.
`2007-10` is October 2007, as in EDTF; of two numbers the one above 12 is the day (`19.09.2011`).
"""

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache

import pandas as pd
from babel.dates import get_month_names

from mri_data.date_shapes import EDTF, POINT, DateFault, bounds, shape_text, take_apart
from mri_data.errors import MriError, quoted
from mri_data.words import Words, words

LONGEST = 100
# One dash for all the dashes that mean "to", one hyphen for all that look like one, one apostrophe.
LOOKALIKES = str.maketrans("‒—―‐‑−’ʼ", "–––---''")
OPEN_END = {"present", "the present", "ongoing", "continuing", "now", "today", "date"}
ONGOING = {"ongoing", "continuing", "ongoing; start not recorded"}
UNDATED = {"", "undated", "n.d.", "n.d", "nd", "no date", "unknown", "date unknown", "no date in the source"}
OTHER_EDTF = r"[\[{].*|y-?[0-9].*|-[0-9]{4}.*|[0-9x]{4}(?:-[0-9x]{2}){0,2}|.*/.*|[0-9]{4}-[0-9]{2}-[0-9]{2}t.*"
SHORT_YEAR = (
    r"[0-9]{1,2}(?:([/.-])[0-9]{1,2}\1[0-9]{1,2})?"
    r"|[0-9]{4}(?: ?– ?| ?- | -| ?/ ?)[0-9]{2}|[0-9]{4}-(?:00|1[3-9]|[2-9][0-9])"
)
# A month or day that is not known says no more than the year or month it is in.
NOT_KNOWN = r"\b([0-9]{4})-XX-XX\b|\b([0-9]{4}(?:-[0-9]{2})?)-XX\b(?!-)"
SEASON = r"[0-9]{4}-2[1-4]"
SEVERAL = r"[\[{].*,.*|[\[{].+\.\..+[\]}]"
NUMBERS = r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})"
OPEN = {
    r"after (.+)": "[{}..]",
    r"before (.+)": "[..{}]",
    r"(?:ongoing )?since (.+)": "{}/..",
    r"(?:from )?(.+) onwards?": "{}/..",
}
ABOUT = r"(?:circa|about|around|approximately|approx\.?) |ca?\.? ?"
BEHIND = r"[~?%]|\((?:approximate|uncertain|approximate and uncertain)\)"
SEPARATOR = r"(?: (?:to|until|till) | ?– ?| ?- | -)"
# What may stand in a date, in which order; the last one ends a range (October 22-30, 2008).
ORDERS = {
    "day",
    "month",
    "year",
    "day-month",
    "month-day",
    "month-year",
    "day-month-year",
    "month-day-year",
    "day-year",
}


class DateProblem(MriError, ValueError):  # noqa: N818 - the word people see
    """A date we cannot read; the text says what is wrong with it and what to write."""


@dataclass(frozen=True)
class FuzzyDate:
    """A date as precise as it was written.

    `earliest` and `latest` are the first and last day it may stand for, `None` where it is open. They add no
    margin: `c. 1999` has the days of 1999, and `after 2001` begins, as in EDTF, with 1 January 2001.
    """

    edtf: str
    earliest: dt.date | None
    latest: dt.date | None
    precision: str
    text: str


def parse_date(written: str) -> FuzzyDate:
    """Read one date; `DateProblem` when it cannot be read, or can be read in two ways."""
    try:
        return _parse(written.strip())
    except DateFault as fault:
        raise DateProblem(words("en")(fault.key, value=quoted(written), **fault.values)) from None


def parse_dates(written: "pd.Series[str]") -> tuple[pd.DataFrame, "pd.Series[str]"]:
    """Read a column of dates, each distinct one once.

    Gives a table (edtf, earliest, latest, precision, date_text) with the index of `written`, empty in rows
    that failed, and the sentences of those rows under their labels. A missing value counts as blank.
    """
    places, distinct = pd.factorize(written.fillna("").astype(str))
    read = [_read(text) for text in distinct.to_numpy()]
    dates = [None if isinstance(date, str) else date for date in read]
    days = {name: [date and getattr(date, name) for date in dates] for name in ("earliest", "latest")}
    texts = {name: [date and getattr(date, name) for date in dates] for name in ("edtf", "precision", "text")}
    table = pd.DataFrame(
        {
            "edtf": pd.Series(texts["edtf"], dtype="str"),
            "earliest": pd.Series(days["earliest"], dtype="datetime64[us]"),
            "latest": pd.Series(days["latest"], dtype="datetime64[us]"),
            "precision": pd.Series(texts["precision"], dtype="str"),
            "date_text": pd.Series(texts["text"], dtype="str"),
        }
    )
    sentences = pd.Series([date if isinstance(date, str) else None for date in read], dtype="str")
    found = sentences.take(places).set_axis(written.index)
    return table.take(places).set_axis(written.index), found.dropna()


def date_text(edtf: str, say: Words) -> str:
    """The date for people, in the language of `say`, from the EDTF alone; `DateProblem` for other EDTF."""
    try:
        return shape_text(take_apart(edtf), say)
    except DateFault as fault:
        raise DateProblem(words("en")(fault.key, value=quoted(edtf), **fault.values)) from None


def _read(written: str) -> FuzzyDate | str:
    """The date, or the sentence that says why there is none."""
    try:
        return parse_date(written)
    except DateProblem as problem:
        return str(problem)


def _parse(written: str) -> FuzzyDate:
    if len(written) > LONGEST:
        raise DateFault("problem.date.too_long", longest=str(LONGEST))
    edtf = _edtf(" ".join(written.translate(LOOKALIKES).casefold().split()))
    shape = take_apart(edtf)
    earliest = bounds(shape.start)[0] if shape.start else None
    latest = bounds(shape.end)[1] if shape.end else None
    if earliest and latest and latest < earliest:
        raise DateFault("problem.date.backwards")
    return FuzzyDate(edtf, earliest, latest, shape.precision, shape_text(shape, words("en")))


def _edtf(text: str) -> str:
    """The EDTF of a date in words, or of one that is EDTF already; the calendar is not checked here."""
    if text in UNDATED:
        return ""
    if text in ONGOING:
        return "../.."
    if re.fullmatch(r"[0-9]{4}–[0-9]{2}–[0-9]{2}", text):
        text = text.replace("–", "-")
    _refuse_riddles(text)
    for reading in (_as_edtf, _open_ended, _range, _marked):
        edtf = reading(text)
        if edtf:
            return edtf
    if re.fullmatch(SEVERAL, text):
        raise DateFault("problem.date.several")
    raise DateFault("problem.date.other_edtf" if re.fullmatch(OTHER_EDTF, text) else "problem.date.unreadable")


def _refuse_riddles(text: str) -> None:
    """Refuse the numbers that people read in two ways."""
    if re.fullmatch(SEASON, text):
        raise DateFault("problem.date.season", year=text[:4])
    if re.fullmatch(SHORT_YEAR, text):
        raise DateFault("problem.date.short_year")
    if re.fullmatch(NUMBERS, text) and not _day_in_numbers(text):
        raise DateFault("problem.date.which_month")


def _as_edtf(text: str) -> str | None:
    decade = re.fullmatch(r"(?:the )?([0-9]{3})0'?s", text)
    if decade:
        return f"{decade[1]}X"
    century = re.fullmatch(r"([0-9]{2})xx", text)
    if century:
        return f"{century[1]}00/{century[1]}99"
    edtf = re.sub(r" ?/ ?", "/", text.upper())
    edtf = re.sub(NOT_KNOWN, r"\1\2", edtf)
    edtf = re.sub(rf"\.\./({POINT})", r"[..\1]", edtf)
    start, _, end = edtf.partition("/")
    edtf = start if start == end != ".." else edtf
    return edtf if EDTF.fullmatch(edtf) else None


def _open_ended(text: str) -> str | None:
    """`after`, `before`, `since` and their like, as EDTF."""
    for pattern, edtf in OPEN.items():
        match = re.fullmatch(pattern, text)
        read = _marked if edtf.endswith("/..") else _point
        point = read(match[1]) if match else None
        if point:
            return edtf.format(point)
    return None


def _range(text: str) -> str | None:
    """`22-30 October 2008` and its like: what the first date leaves out, the second one says."""
    match = re.fullmatch(rf"(?:from )?(.+?){SEPARATOR}(.+)", text)
    # Only a lone hyphen can stand between two dates: several belong inside one (2011-09-19).
    tight = text.partition("-") if text.count("-") == 1 else ("", "", "")
    first, last = match.groups() if match else (tight[0], tight[2])
    start, end = _marked(first), _marked(last)
    if start and last in OPEN_END:
        return f"{start}/.."
    in_front, at_end = re.match(ABOUT, first), last.endswith(("~", "?", "%"))
    if (in_front and end == _point(last)) or (at_end and start == _point(first)):
        # Whether it is said of one date or of both is anybody's guess.
        return None
    if not start or not end:
        start, end = _shared_parts(first, last) or (None, None)
    return f"{start}/{end}" if start != end else start


def _shared_parts(first: str, last: str) -> tuple[str, str] | None:
    """Two dates that share a year, or a month and year, said once."""
    start, end = _parts(first), _parts(last)
    whole_days = "day" in start and "day" in end
    whole_months = "day" not in start and "month" in start and "month" in end and "day" not in end
    if "year" in start or not (whole_days or whole_months):
        return None
    start, end = {**end, **start}, {**start, **end}
    return (_assembled(start), _assembled(end)) if _is_point(end) else None


def _marked(text: str) -> str | None:
    """A date alone, or with the words or signs for approximate and uncertain around it."""
    about = re.match(ABOUT, text)
    plain = text[about.end() :] if about else text
    behind = re.search(rf" ?({BEHIND})$", plain)
    point = _point(plain[: behind.start()] if behind else plain)
    said = behind[1] if behind else ""
    approximate = bool(about) or "approximate" in said or said in {"~", "%"}
    uncertain = "uncertain" in said or said in {"?", "%"}
    mark = ("%" if uncertain else "~") if approximate else ("?" if uncertain else "")
    return f"{point}{mark}" if point else None


def _point(text: str) -> str | None:
    """The EDTF of one year, month or day, or `None` when it is something else."""
    if re.fullmatch(POINT, text):
        return text
    if re.fullmatch(NUMBERS, text):
        return _day_in_numbers(text)
    parts = _parts(text)
    return _assembled(parts) if _is_point(parts) else None


def _day_in_numbers(text: str) -> str | None:
    """The day that numbers name where only one of them can be the month, or both are the same; else nothing."""
    found = re.fullmatch(NUMBERS, text)
    assert found, "these are numbers"
    first, second = int(found[1]), int(found[3])
    if first != second and max(first, second) <= 12:
        return None
    day, month = (second, first) if second > 12 else (first, second)
    return f"{found[4]}-{month:02d}-{day:02d}"


def _parts(text: str) -> dict[str, int]:
    """The day, month and year that a text in words names; nothing when it holds anything else."""
    parts: dict[str, int] = {}
    for word in re.sub(r"[,.]| of ", " ", text).split():
        part, number = _part(word)
        if part in parts:
            return {}
        parts[part] = number
    return parts if "-".join(parts) in ORDERS else {}


def _part(word: str) -> tuple[str, int]:
    number = re.fullmatch(r"([0-9]{1,2})(?:st|nd|rd|th)?", word)
    if number:
        return "day", int(number[1])
    if re.fullmatch(r"[0-9]{4}", word):
        return "year", int(word)
    return ("month", _months()[word]) if word in _months() else ("", 0)


def _is_point(parts: dict[str, int]) -> bool:
    return "year" in parts and ("month" in parts or "day" not in parts)


def _assembled(parts: dict[str, int]) -> str:
    formats = {"year": "{:04d}", "month": "-{:02d}", "day": "-{:02d}"}
    return "".join(form.format(parts[part]) for part, form in formats.items() if part in parts)


@cache
def _months() -> dict[str, int]:
    """English month names, full and short, in lower case, with their numbers."""
    names = [get_month_names(width, locale="en").items() for width in ("wide", "abbreviated")]
    return {name.casefold(): int(number) for items in names for number, name in items} | {"sept": 9}
