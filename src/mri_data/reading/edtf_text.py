"""Parts of EDTF dates, their first and last day, and their text in any language of the catalogue.

`dates.py` says which part of the standard is supported.
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
# For the ends of a range: the qualifier follows the date, as one in front might seem to apply to both ends.
MARKS_BEHIND = {"~": "date.end.about", "?": "date.end.uncertain", "%": "date.end.about_uncertain"}


class Shape(NamedTuple):
    """The parts of an EDTF string; `start` and `end` are each a year, month or day, or `None` if open.

    `mark` is the qualifier (`~`, `?`, `%`) of a single date or of the start, or `X` for a decade; `end_mark` is that of
    the end.
    """

    precision: str
    start: str | None = None
    end: str | None = None
    mark: str = ""
    end_mark: str = ""


class DateFault(Exception):  # noqa: N818 - it is caught and said as a DateProblem
    """Why a date is refused: a key of the catalogue and the values of its placeholders."""

    def __init__(self, key: str, **values: str) -> None:
        super().__init__(key)
        self.key, self.values = key, values


def take_apart(edtf: str) -> Shape:
    """Split an EDTF string into its parts; `DateFault` if it is of a kind that we do not support."""
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
    """First and last day of a year, month or day; `DateFault` if it does not exist or the year is out of range."""
    if not FIRST_YEAR <= int(point[:4]) <= LAST_YEAR:
        raise DateFault("problem.date.year", first=str(FIRST_YEAR), last=str(LAST_YEAR))
    year, month = (int(part) for part in f"{point}-12"[:7].split("-"))
    try:
        first = dt.date.fromisoformat(f"{point}-01-01"[:10])
        return first, first if len(point) == 10 else dt.date(year, month, monthrange(year, month)[1])
    except ValueError:
        raise DateFault("problem.date.no_such_day") from None


def shape_text(shape: Shape, say: Words) -> str:
    """Text of a date for readers; a range names once what both ends share."""
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
    # The first decade of a century has the same name as the century.
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
    """Name of the date pattern that omits from `start` what it shares with `end`; empty if nothing can be omitted."""
    if len(start) != len(end) or len(start) == 4 or start[:4] != end[:4]:
        return ""
    if len(start) == 7:
        return "month_alone"
    return "day_alone" if start[:7] == end[:7] else "day_and_month"


def point_text(point: str, say: Words, pattern: str = "") -> str:
    """Text of a year, month or day for readers; `DateFault` if it does not exist.

    `pattern` names a date pattern of the catalogue, by default that of the precision.
    """
    year, month, day = (int(part) for part in f"{point}-01-01"[:10].split("-"))
    try:
        date = dt.date(year, month, day)
    except ValueError:
        raise DateFault("problem.date.no_such_day") from None
    return format_date(date, say(f"date.pattern.{pattern or PRECISIONS[len(point)]}"), locale=_locale(say.language))


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(language)
