"""Read the numbers of Excel as the texts that people see: Excel keeps a date as a count of days."""

import datetime as dt
import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from mri_data.words.catalogue import words
from mri_data.words.date_text import date_text

# Formats of numbers that every Excel knows by their id, as codes: those of dates and times, and others than plain ones.
BUILT_IN = {
    **{str(number): "yyyy-mm-dd" for number in (14, 15, *range(27, 37), *range(50, 59))},
    **{"16": "d-mmm", "17": "mmm-yy", "22": "yyyy-mm-dd h:mm", "45": "mm:ss", "46": "[h]:mm:ss", "47": "mm:ss.0"},
    **dict.fromkeys(("18", "19", "20", "21"), "h:mm:ss"),
    **{"9": "0%", "10": "0.00%", "11": "0.00E+00", "12": "# ?/?", "13": "# ??/??", "48": "##0.0E+0"},
}
# A text in a code, which is shown with the number; and all parts that stand for themselves: such texts, escaped
# characters, spaces, colours and conditions.
NAMED = re.compile(r'"[^"]*[^\W_][^"]*"')
LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
# A code that shows a number itself: General, 0, 0.00, #,##0 and the text format.
PLAIN = re.compile(r"(?:general|@|[#,]*[0#]?(?:\.0+)?)?", re.IGNORECASE)
# Excel keeps 15 digits of a number; further ones are lost.
MOST_DIGITS = 15
# Day 0 of both calendars; the first has a 29 February 1900, which never was, as day 60.
NEVER, DAY_0, DAY_0_OF_1904 = 60, dt.date(1899, 12, 30), dt.date(1904, 1, 1)
LAST_DAY, LAST_DAY_OF_1904 = 2_958_465, 2_957_003
# How much of YYYY-MM-DD is read of a date of which not all is shown.
LENGTHS = {"month": 7, "year": 4}
# A fraction of a day below this is an error of rounding.
ROUNDED = 1e-6


class Number(NamedTuple):
    """A number as text, and its kind: empty if the text is what is seen.

    Of dates: `day`, `month` or `year` for what is shown of it, `part` without a year, `moment` with a time; `day` is
    the whole date. Else: `time` of day, `long` with more digits than Excel keeps, `shown` if it is shown otherwise.
    """

    text: str
    kind: str = ""
    day: dt.date | None = None

    @property
    def edtf(self) -> str:
        """What is read of a date."""
        return str(self.day)[: LENGTHS.get(self.kind, 10)] if self.day else ""

    @property
    def whole_day(self) -> str:
        """The day of a date in English words, of which perhaps not all is shown."""
        return _worded(str(self.day)) if self.day else ""


class Excel:
    """How one workbook keeps numbers: the format of each style, as its code, and its calendar."""

    def __init__(self, formats: Sequence[str], old_macs: bool) -> None:
        self.formats, self.old_macs = formats, old_macs

    def number(self, written: str, style: int) -> Number:
        """The number of a cell, from how the file writes it and the number of its style."""
        value = float(written)
        shown = parts_shown(self.formats[style]) if style < len(self.formats) else "number"
        if shown in {"number", "other"}:
            return _plain(value, shown)
        day = self._day(int(value)) if value < LAST_DAY + 1 else None
        if shown == "time" or day is None:
            return Number(_text(value), "time")
        if abs(value - round(value)) > ROUNDED:
            shown = "moment"
        return Number(_worded(day.isoformat()[: LENGTHS.get(shown, 10)]), shown, day)

    def _day(self, number: int) -> dt.date | None:
        if self.old_macs:
            return DAY_0_OF_1904 + dt.timedelta(number) if 0 <= number <= LAST_DAY_OF_1904 else None
        if number < 1 or number == NEVER:
            return None
        return DAY_0 + dt.timedelta(number + (number < NEVER))


@cache
def parts_shown(code: str) -> str:
    """What a format shows: a `number`, a date's `day`, `month` or `year`, `part` of it, a `time`, or `other`."""
    code = BUILT_IN.get(code, code if not code.isdecimal() or set(code) == {"0"} else "General").split(";")[0]
    first = LITERAL.sub("", code).lower()
    if PLAIN.fullmatch(first):
        return "other" if NAMED.search(code) else "number"
    if not re.search("[ymdhs]", first) or re.search("[0#?]", re.sub("[hms]+[.,]0+", "", first)):
        return "other"
    if "y" not in first:
        return "time" if not re.search("d|mmm", first) else "part"
    return "day" if "d" in first else "month" if "m" in first else "year"


def _plain(value: float, shown: str) -> Number:
    if abs(value) >= 10**MOST_DIGITS:
        return Number(_text(value), "long")
    return Number(_text(value), "shown" if shown == "other" else "")


def _text(value: float) -> str:
    return str(int(value)) if value == int(value) and abs(value) < 10**MOST_DIGITS else f"{value:.15g}"


@cache
def _worded(edtf: str) -> str:
    return date_text(edtf, words("en"))
