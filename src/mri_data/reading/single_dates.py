"""Read one year, month or day as people write it into EDTF, with its qualifier."""

import datetime as dt
import re
from functools import cache, partial
from itertools import pairwise

from babel.dates import format_date

from mri_data.reading import date_words
from mri_data.reading.date_words import month_names, months, weekdays
from mri_data.schema.edtf import PERIOD, DateFault, bounds
from mri_data.words.date_text import period_text
from mri_data.words.messages import Message

# Day, month and year as numbers, with the same sign or one space between them.
NUMBERS = r"([0-9]{1,2})([/. –-])([0-9]{1,2})\2([0-9]{4})"
YEAR_FIRST = r"([0-9]{4})([/. –-])([0-9]{1,2})\2([0-9]{1,2})"
MONTH_YEAR = r"([0-9]{1,2})[/.–-]([0-9]{4})"
NAME_AND_NUMBER = r"[0-9][-–./]?[^\W0-9]|[^\W0-9][-–./][0-9]"
YEAR_MONTH = r"([0-9]{4})[.]([0-9]{2})"
# Parts of a date in an accepted order; day-year is the end of a range (October 22-30, 2008).
ORDERS = {
    *("day", "month", "year", "day-month", "month-day", "month-year"),
    *("day-month-year", "month-day-year", "day-year"),
}
FORMATS = {"year": "{:04d}", "month": "-{:02d}", "day": "-{:02d}"}


def tidied(written: str) -> str:
    """A date in lower case, with one character for all look-alikes, and with spaces around the names of months."""
    text = " ".join(written.translate(date_words.LOOKALIKES).casefold().split())
    text = re.sub(r"(?<=[0-9]) ?([./]) ?(?=[0-9])", r"\1", text)
    text = re.sub(r"(?<=[0-9])[.;,]$", "", text)
    text = re.sub(r"^([0-9]{4})\.0+$|^'([0-9]{4})$", r"\1\2", text)
    text = re.sub(r"^([0-9]{4})[–-]([0-9]{2})[–-]([0-9]{2})$", r"\1-\2-\3", text)
    for pattern, spaced in _dates_with_names() if re.search(NAME_AND_NUMBER, text) else ():
        text = pattern.sub(spaced, text)
    return text


@cache
def _dates_with_names() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Patterns for `22-Oct-2008`, `Oct-22-2008`, `2008-Oct-22` and `Oct-2008`, each with its form with spaces."""
    month, between = f"({month_names()})", r"([-–./]?)"
    patterns = (
        (rf"\b([0-9]{{1,2}}){between}{month}\2([0-9]{{4}})\b", r"\1 \3 \4"),
        (rf"\b{month}([-–./])([0-9]{{1,2}})\2([0-9]{{4}})\b", r"\3 \1 \4"),
        (rf"\b([0-9]{{4}})([-–./]){month}\2([0-9]{{1,2}})\b", r"\4 \3 \1"),
        (rf"\b{month}[-–./]([0-9]{{4}})\b", r"\1 \2"),
    )
    return tuple((re.compile(pattern), spaced) for pattern, spaced in patterns)


def with_qualifier(text: str) -> str | None:
    """EDTF of one date, marked if words or signs around it say approximate or uncertain; `None` for other texts."""
    about = re.match(date_words.APPROXIMATE_PREFIX, text)
    plain = text[about.end() :] if about else text
    behind = re.search(rf" ?({date_words.QUALIFIER_SUFFIX})$", plain)
    found = single_date(plain[: behind.start()] if behind else plain)
    sign = behind[1].strip("()") if behind else ""
    approximate = bool(about) or "approximate" in sign or sign in {"~", "%"}
    uncertain = "uncertain" in sign or sign in {"?", "%"}
    mark = ("%" if uncertain else "~") if approximate else ("?" if uncertain else "")
    return f"{found}{mark}" if found else None


def single_date(text: str) -> str | None:
    """EDTF of one year, month or day; `None` for other texts."""
    weekday, text = without_weekday(text)
    found = text if re.fullmatch(PERIOD, text) else in_numbers(text) or in_words(text)
    return with_weekday_checked(found, weekday)


def without_weekday(text: str) -> tuple[str, str]:
    """The weekday before or after a date, empty if there is none, and the rest of the text."""
    found = _with_weekday().fullmatch(text)
    return (found[1] or found[4], found[2] or found[3]) if found else ("", text)


@cache
def _with_weekday() -> re.Pattern[str]:
    names = f"({'|'.join(weekdays())})"
    return re.compile(rf"{names}[.,]* (.+)|(.+?),? \(?{names}\.?\)?")


def with_weekday_checked(found: str | None, weekday: str) -> str | None:
    """The date if `weekday` is empty or right, `DateFault` if wrong; `None` for the weekday of a month or year."""
    if not weekday or not found:
        return found
    if len(found) < 10:
        return None
    day = bounds(found)[0]
    if day.weekday() == weekdays()[weekday]:
        return found
    name = Message(lambda say: format_date(day, "EEEE", locale=say.locale))
    raise DateFault("problem.date.weekday", day=Message(partial(period_text, found)), weekday=name)


def in_numbers(text: str) -> str | None:
    """EDTF of a day or month in numbers that have exactly one reading; else `None`."""
    for pattern, form in ((YEAR_FIRST, r"\1 \3 \4"), (YEAR_MONTH, r"\1 \2"), (MONTH_YEAR, r"\2 \1")):
        found = re.fullmatch(pattern, text)
        if found:
            year, *others = found.expand(form).split()
            return "-".join([year, *(f"{int(one):02d}" for one in others)])
    return day_in_numbers(text) if re.fullmatch(NUMBERS, text) else None


def day_in_numbers(text: str) -> str | None:
    """EDTF of a day in numbers if only one of them can be the month, or both are the same; else `None`."""
    found = re.fullmatch(NUMBERS, text)
    assert found, "these are numbers"
    first, second = int(found[1]), int(found[3])
    if first != second and max(first, second) <= 12 and min(first, second):
        return None
    day, month = (second, first) if second > 12 else (first, second)
    return f"{found[4]}-{month:02d}-{day:02d}"


def in_words(text: str) -> str | None:
    """EDTF of a date made of days, names of months and years; else `None`."""
    found = parts(text)
    return assembled(found) if is_single_date(found) else None


def parts(text: str) -> dict[str, int]:
    """The day, month and year in a text, as far as it has them; empty if it contains anything else."""
    if re.fullmatch(NUMBERS, text):
        day = day_in_numbers(text)
        return dict(zip(FORMATS, map(int, day.split("-")), strict=True)) if day else {}
    if ".." in text:
        # An ellipsis is not a full stop.
        return {}
    found: dict[str, int] = {}
    for word in re.sub(rf"[,.]| {date_words.OF} |^{date_words.THE} ", " ", text).split():
        part, number = _part(word)
        if part in found:
            return {}
        found[part] = number
    return found if "-".join(found) in ORDERS else {}


def _part(word: str) -> tuple[str, int]:
    number = re.fullmatch(rf"([0-9]{{1,2}}){date_words.ORDINAL}?", word)
    if number:
        return "day", int(number[1])
    if re.fullmatch(r"[0-9]{4}", word):
        return "year", int(word)
    return ("month", months()[word]) if word in months() else ("", 0)


def is_single_date(found: dict[str, int]) -> bool:
    """Whether the parts make a complete year, month or day."""
    return "year" in found and ("month" in found or "day" not in found)


def assembled(found: dict[str, int]) -> str:
    """EDTF of the parts of a date."""
    return "".join(form.format(found[part]) for part, form in FORMATS.items() if part in found)


def consecutive(dates: list[str]) -> bool:
    """Whether years, months or days follow one another without a gap."""
    ends = [bounds(one) for one in dates]
    next_day = dt.timedelta(days=1)
    alike = len({len(one) for one in dates}) == 1
    return alike and all(last + next_day == first for (_, last), (first, _) in pairwise(ends))
