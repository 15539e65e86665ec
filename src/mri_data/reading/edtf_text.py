"""EDTF dates taken apart: their first and last day, and their words in any language of the catalogue.

What of the standard is read, and what is not, is told in `dates.py`.
"""

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from babel import Locale
from babel.dates import format_date

from mri_data.schema.fields import FIRST_YEAR, LAST_YEAR
from mri_data.words.catalogue import Words

POINT = r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?"
EDTF = re.compile(
    rf"(?P<single>{POINT})(?P<mark>[~?%]?)|(?P<decade>[0-9]{{3}})X"
    rf"|(?P<start>{POINT})(?P<start_mark>[~?%]?)/(?:(?P<end>{POINT})(?P<end_mark>[~?%]?)|\.\.)"
    rf"|(?P<since_decade>[0-9]{{3}})X/\.\."
    rf"|\[(?P<after>{POINT})\.\.\]|\[\.\.(?P<before>{POINT})\]|\.\./\.\.|"
)
PRECISIONS = {4: "year", 7: "month", 10: "day"}
MARKS = {"~": "date.about", "?": "date.uncertain", "%": "date.about_uncertain"}
# Behind the end of a range, where a word in front might be taken to mean both ends.
MARKS_BEHIND = {"~": "date.end.about", "?": "date.end.uncertain", "%": "date.end.about_uncertain"}


class Shape(NamedTuple):
    """An EDTF string taken apart; `start` and `end` are each a year, month or day, or open (`None`).

    `mark` tells how sure the start is, or the date when it is one alone; `end_mark` how sure the end is.
    """

    precision: str
    start: str | None = None
    end: str | None = None
    mark: str = ""
    end_mark: str = ""


class DateFault(Exception):  # noqa: N818 - it is caught and said as a DateProblem
    """Why a date is refused: a key of the catalogue and the values its words need."""

    def __init__(self, key: str, **values: str) -> None:
        super().__init__(key)
        self.key, self.values = key, values


def take_apart(edtf: str) -> Shape:
    """The parts of an EDTF string; `DateFault` when it is none of the kinds we use."""
    match = EDTF.fullmatch(edtf)
    if not match:
        raise DateFault("problem.date.other_edtf")
    found = {name: value for name, value in match.groupdict().items() if value}
    if "single" in found:
        single, mark = found["single"], found.get("mark", "")
        return Shape("approximate" if mark else PRECISIONS[len(single)], single, single, mark)
    if "decade" in found:
        return Shape("range", f"{found['decade']}0", f"{found['decade']}9", "X")
    if "since_decade" in found:
        return Shape("ongoing", start=f"{found['since_decade']}0", mark="X")
    if "start" in found:
        marks = found.get("start_mark", ""), found.get("end_mark", "")
        precision = ("approximate" if any(marks) else "range") if "end" in found else "ongoing"
        return Shape(precision, found["start"], found.get("end"), *marks)
    if "after" in found:
        return Shape("after", start=found["after"])
    return Shape("before", end=found["before"]) if "before" in found else Shape("ongoing" if edtf else "undated")


@lru_cache(maxsize=65_536)
def bounds(point: str) -> tuple[dt.date, dt.date]:
    """The first and last day of a year, month or day; `DateFault` when the calendar has no such day."""
    if not FIRST_YEAR <= int(point[:4]) <= LAST_YEAR:
        raise DateFault("problem.date.year", first=str(FIRST_YEAR), last=str(LAST_YEAR))
    year, month = (int(part) for part in f"{point}-12"[:7].split("-"))
    try:
        first = dt.date.fromisoformat(f"{point}-01-01"[:10])
        return first, first if len(point) == 10 else dt.date(year, month, monthrange(year, month)[1])
    except ValueError:
        raise DateFault("problem.date.no_such_day") from None


def shape_text(shape: Shape, say: Words) -> str:
    """A date for people: a range says once what both its ends share."""
    start, end = shape.start, shape.end
    if shape.mark == "X":
        return _decade_text(shape, start or "", say)
    if start and end and start != end:
        return _range_text(shape, start, end, say)
    if shape.precision == "ongoing":
        return say("date.since", date=_marked_text(start, shape.mark, say)) if start else say("date.ongoing")
    if shape.precision in {"after", "before"}:
        return say(f"date.{shape.precision}", date=point_text(start or end or "", say))
    return _marked_text(start, shape.mark or shape.end_mark, say) if start else say("date.undated")


def _decade_text(shape: Shape, start: str, say: Words) -> str:
    if not shape.end:
        return say("date.since_decade", date=point_text(start, say))
    # The first decade of a century is called as the century is.
    return say("date.decade_not_century" if start.endswith("00") else "date.decade", date=point_text(start, say))


def _range_text(shape: Shape, start: str, end: str, say: Words) -> str:
    if not shape.mark and not shape.end_mark:
        return say("date.range", start=point_text(start, say, _unshared(start, end)), end=point_text(end, say))
    first = _marked_text(start, shape.mark, say, MARKS_BEHIND)
    return say("date.range", start=first, end=_marked_text(end, shape.end_mark, say, MARKS_BEHIND))


def _marked_text(point: str, mark: str, say: Words, marks: Mapping[str, str] = MARKS) -> str:
    text = point_text(point, say)
    return say(marks[mark], date=text) if mark else text


def _unshared(start: str, end: str) -> str:
    """The pattern that leaves out of `start` what `end` says too."""
    if len(start) != len(end) or len(start) == 4 or start[:4] != end[:4]:
        return ""
    if len(start) == 7:
        return "month_alone"
    return "day_alone" if start[:7] == end[:7] else "day_and_month"


def point_text(point: str, say: Words, pattern: str = "") -> str:
    """A year, month or day for people, in one of the catalogue's patterns; `DateFault` when there is none."""
    year, month, day = (int(part) for part in f"{point}-01-01"[:10].split("-"))
    try:
        date = dt.date(year, month, day)
    except ValueError:
        raise DateFault("problem.date.no_such_day") from None
    return format_date(date, say(f"date.pattern.{pattern or PRECISIONS[len(point)]}"), locale=_locale(say.language))


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(language)
