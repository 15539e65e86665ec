"""EDTF, the Extended Date/Time Format of ISO 8601-2, as far as we support it: the parts of a date, and its days.

This is the form that `reading.date_reading.edtf_of` writes, which converts other EDTF first. `words.date_text` puts a
date in words.
"""

import datetime as dt
import re
from calendar import monthrange
from functools import lru_cache
from typing import NamedTuple

from mri_data.schema.fields import FIRST_YEAR, LAST_YEAR

PERIOD = r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?"
EDTF = re.compile(
    rf"(?P<single>{PERIOD})(?P<mark>[~?%]?)|(?P<decade>[0-9]{{3}})X"
    rf"|(?P<start>{PERIOD})(?P<start_mark>[~?%]?)/(?:(?P<end>{PERIOD})(?P<end_mark>[~?%]?)|\.\.)"
    rf"|(?P<since_decade>[0-9]{{3}})X/\.\."
    rf"|\[(?P<after>{PERIOD})\.\.\]|\[\.\.(?P<before>{PERIOD})\]|\.\./\.\.|"
)
# The length of an end of a date (`199`, `1999`, `1999-05`, `1999-05-31`) -> how well it is known.
UNITS = {0: "", 3: "decade", 4: "year", 7: "month", 10: "day"}


class EdtfDate(NamedTuple):
    """The parts of an EDTF string; `precision` is one of `PRECISIONS`, and that of an empty string is `undated`.

    `start` and `end` are each a decade (`199`), year, month or day, and empty if open; they are the same for a date of
    one decade, year, month or day. `start_qualifier` and `end_qualifier` are their qualifiers: `~`, `?`, `%` or empty.
    """

    precision: str
    start: str = ""
    end: str = ""
    start_qualifier: str = ""
    end_qualifier: str = ""

    @property
    def start_precision(self) -> str:
        """How well the start is known: `decade`, `year`, `month` or `day`; empty if it is open."""
        return UNITS[len(self.start)]

    @property
    def end_precision(self) -> str:
        """How well the end is known: `decade`, `year`, `month` or `day`; empty if it is open."""
        return UNITS[len(self.end)]


def html_date(edtf: str) -> str:
    """A year, month or day as HTML's `datetime` and schema.org write it; empty for any other date."""
    return edtf if re.fullmatch(PERIOD, edtf) else ""


class DateFault(Exception):  # noqa: N818 - it is caught and raised again as a DateProblem
    """Why a date is refused: a key of the catalogue and the values of its placeholders."""

    def __init__(self, key: str, **values: str) -> None:
        super().__init__(key)
        self.key, self.values = key, values


def parse_edtf(edtf: str) -> EdtfDate:
    """Split an EDTF string into its parts; `DateFault` if it is of a kind that we do not support."""
    match = EDTF.fullmatch(edtf)
    if not match:
        raise DateFault("problem.date.other_edtf")
    found = {name: value for name, value in match.groupdict().items() if value}
    if "single" in found:
        single, mark = found["single"], found.get("mark", "")
        return EdtfDate("approximate" if mark else UNITS[len(single)], single, single, mark, mark)
    if "decade" in found:
        return EdtfDate("range", found["decade"], found["decade"])
    if "since_decade" in found:
        return EdtfDate("ongoing", found["since_decade"])
    if "start" in found:
        marks = found.get("start_mark", ""), found.get("end_mark", "")
        precision = ("approximate" if any(marks) else "range") if "end" in found else "ongoing"
        return EdtfDate(precision, found["start"], found.get("end", ""), *marks)
    if "after" in found:
        return EdtfDate("after", start=found["after"])
    return EdtfDate("before", end=found["before"]) if "before" in found else EdtfDate("ongoing" if edtf else "undated")


@lru_cache(maxsize=65_536)
def bounds(point: str) -> tuple[dt.date, dt.date]:
    """First and last day of a decade (`199`), year, month or day; `DateFault` if it is no date or out of range."""
    if UNITS[len(point)] == "decade":
        return bounds(f"{point}0")[0], bounds(f"{point}9")[1]
    if not FIRST_YEAR <= int(point[:4]) <= LAST_YEAR:
        raise DateFault("problem.date.year", first=str(FIRST_YEAR), last=str(LAST_YEAR))
    year, month = (int(part) for part in f"{point}-12"[:7].split("-"))
    try:
        first = dt.date.fromisoformat(f"{point}-01-01"[:10])
        return first, first if len(point) == 10 else dt.date(year, month, monthrange(year, month)[1])
    except ValueError:
        raise DateFault("problem.date.no_such_day") from None
