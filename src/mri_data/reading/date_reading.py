"""Read a date as people write it into EDTF; a text with two readings, or none, raises `DateFault`."""

import re

from mri_data.reading import date_words
from mri_data.reading.single_dates import (
    NUMBERS,
    assembled,
    consecutive,
    day_in_numbers,
    is_single_date,
    parts,
    single_date,
    with_qualifier,
    with_weekday_checked,
    without_weekday,
)
from mri_data.schema.edtf import EDTF, PERIOD, DateFault

OTHER_EDTF = r"[\[{].*|y-?[0-9].*|-[0-9]{4}.*|[0-9x]{4}(?:-[0-9x]{2}){0,2}|[0-9x~?%./ –-]*/[0-9x~?%./ –-]*"
SHORT_YEAR = (
    r"'?[0-9]{1,2}(?:([/.–-])[0-9]{1,2}\1[0-9]{1,2})?"
    r"|[0-9]{4}(?: ?– ?| ?- | -| ?/ ?)[0-9]{1,2}|[0-9]{4}-(?:00|1[3-9]|[2-9][0-9]|[0-9])|[0-9]{4}\.[0-9]"
)
# A date with XX for the month or day means no more than the year or month before it.
PART_NOT_KNOWN = r"\b([0-9]{4})-XX-XX\b|\b([0-9]{4}(?:-[0-9]{2})?)-XX\b(?!-)"
DAY = rf"(?:0?[1-9]|[12][0-9]|3[01]){date_words.ORDINAL}?"
SEASON = r"[0-9]{4}-2[1-4]"
SEVERAL = r"[\[{].*,.*|[\[{].+\.\..+[\]}]"
NO_DATE = r"[0/.: –-]*0[0/.: –-]*"
MISTAKEN = (
    (date_words.RELATIVE, "problem.date.relative"),
    (date_words.HOW_OFTEN, "problem.date.how_often"),
    (date_words.POINTS, "problem.date.points"),
)
TIME = (
    r"(?P<day>.*[0-9].*?)(?:t| at |,? )(?P<hour>[0-9]{1,2}):(?P<rest>[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)"
    r"(?: ?(?P<half>[ap])\.?m\.?)?(?: ?(?:z|utc|gmt|[+–-][0-9]{2}(?::?[0-9]{2})?))?"
)


def edtf_of(text: str) -> str:
    """EDTF of a tidied text in words, numbers or EDTF; empty if it says "undated". The calendar is not checked."""
    text = _without_time(re.sub(rf"^{date_words.IN} (?=.)", "", text))
    if text in date_words.UNDATED:
        return ""
    if text in date_words.ONGOING:
        return "../.."
    _refuse_ambiguous(text)
    for reading in (_as_edtf, _open_ended, _range, _list, with_qualifier):
        edtf = reading(text)
        if edtf:
            return edtf
    if re.fullmatch(SEVERAL, text):
        raise DateFault("problem.date.several")
    if _lacks_year(text):
        raise DateFault("problem.date.no_year")
    raise DateFault("problem.date.other_edtf" if re.fullmatch(OTHER_EDTF, text) else "problem.date.unreadable")


def _lacks_year(text: str) -> bool:
    """Whether a text is only a month, or a day of a month, without a year."""
    words = re.findall(r"[^\W_]+", text)
    is_month = [word in date_words.months() for word in words]
    days = [word for word, one in zip(words, is_month, strict=True) if not one]
    return len(words) <= 2 and sum(is_month) == 1 and all(re.fullmatch(DAY, day) for day in days)


def _without_time(text: str) -> str:
    """The text without the time 00:00, which spreadsheets add to days; any other time raises `DateFault`."""
    found = re.fullmatch(TIME, text)
    if not found:
        return text
    hour = int(found["hour"]) % 12 if found["half"] == "a" else int(found["hour"])
    if hour or found["half"] == "p" or found["rest"].strip("0:."):
        raise DateFault("problem.date.unreadable")
    return found["day"]


def _refuse_ambiguous(text: str) -> None:
    """Raise `DateFault` for texts with several meanings, and for placeholders for "no date"."""
    if text in date_words.NOTHING or re.fullmatch(NO_DATE, text):
        raise DateFault("problem.date.nothing")
    for pattern, key in MISTAKEN:
        if re.fullmatch(pattern, text):
            raise DateFault(key)
    if re.fullmatch(SEASON, text):
        raise DateFault("problem.date.season", year=text[:4])
    if re.fullmatch(SHORT_YEAR, text):
        raise DateFault("problem.date.short_year")
    if re.fullmatch(NUMBERS, text) and not day_in_numbers(text):
        raise DateFault("problem.date.unreadable")


def _as_edtf(text: str) -> str | None:
    century = re.fullmatch(rf"([0-9]{{2}})(?:xx|00'?s{date_words.CENTURY_MARK})", text)
    if century:
        return f"{century[1]}00/{century[1]}99"
    edtf = re.sub(r" ?/ ?", "/", text.upper())
    edtf = re.sub(PART_NOT_KNOWN, r"\1\2", edtf)
    edtf = re.sub(rf"\.\./?({PERIOD})", r"[..\1]", edtf) if edtf.startswith("..") else edtf
    start, _, end = edtf.partition("/")
    edtf = start if start == end != ".." else edtf
    return edtf if EDTF.fullmatch(edtf) else decade(text)


def decade(text: str) -> str | None:
    """EDTF of a decade such as `1990s`, `None` for other texts; `DateFault` if it may be a century (`1900s`)."""
    found = re.fullmatch(rf"{date_words.DECADE}({date_words.DECADE_MARK})?", text)
    if not found:
        return None
    if found[1].endswith("0") and not found[2]:
        raise DateFault("problem.date.century", decade=f"{found[1]}0", century=f"{found[1]}0")
    return f"{found[1]}X"


def _open_ended(text: str) -> str | None:
    """EDTF of a date with `after`, `before`, `since` or similar words; `None` for other texts."""
    for pattern, edtf in date_words.OPEN_DATES.items():
        match = re.fullmatch(pattern, text)
        read = _start if edtf.endswith("/..") else single_date
        found = read(match[1]) if match else None
        if found:
            return edtf.format(found)
    return None


def _start(text: str) -> str | None:
    """EDTF of the start of an open range, which may be a decade."""
    found = re.fullmatch(rf"{date_words.DECADE}({date_words.DECADE_MARK})?", text)
    return decade(text) if found and (found[2] or not found[1].endswith("0")) else with_qualifier(text)


def _range(text: str) -> str | None:
    """EDTF of a range such as `22-30 October 2008`; a part that one date lacks is taken from the other."""
    match = re.fullmatch(rf"(?:from )?(.+?){date_words.TO}(.+)", text)
    # Only a single hyphen can separate two dates: several are inside a date (2011-09-19).
    tight = text.partition("-") if text.count("-") == 1 else ("", "", "")
    first, last = match.groups() if match else (tight[0], tight[2])
    if last in date_words.OPEN_END and _start(first):
        return f"{_start(first)}/.."
    start, end = with_qualifier(first), with_qualifier(last)
    in_front, at_end = re.match(date_words.APPROXIMATE_PREFIX, first), last.strip("()").endswith(("~", "?", "%"))
    if (in_front and end == single_date(last)) or (at_end and start == single_date(first)):
        # It is unclear whether the qualifier is meant for one date or for both.
        return None
    ends = (start, end) if start and end else _shared_parts(first, last)
    return ("/".join(ends) if ends[0] != ends[1] else ends[0]) if ends else None


def _list(text: str) -> str | None:
    """EDTF of consecutive dates such as `10 and 11 November 2010`, as a range; other lists raise `DateFault`."""
    match = re.fullmatch(rf"(.+?){date_words.AND}(.+)", text)
    found = (
        _listed([match[1]], match[2]) or _listed(re.split(rf" ?, ?|{date_words.AND}", match[1]), match[2])
        if match
        else None
    )
    if not found:
        return None
    if not consecutive(found):
        raise DateFault("problem.date.several")
    return f"{found[0]}/{found[-1]}"


def _listed(firsts: list[str], last: str) -> list[str] | None:
    """The dates of a list, or `None` if one of them is not a date."""
    pairs = [_two(one, last) for one in firsts]
    return [start for start, _ in filter(None, pairs)] + [pairs[-1][1]] if all(pairs) and pairs[-1] else None


def _two(first: str, last: str) -> tuple[str, str] | None:
    start, end = single_date(first), single_date(last)
    return (start, end) if start and end else _shared_parts(first, last)


def _shared_parts(first: str, last: str) -> tuple[str, str] | None:
    """Two dates whose year, or month and year, is written once; else `None`."""
    (first_day, first), (last_day, last) = without_weekday(first), without_weekday(last)
    start, end = parts(first), parts(last)
    whole_days = "day" in start and "day" in end
    whole_months = "day" not in start and "month" in start and "month" in end and "day" not in end
    if "year" in start or not (whole_days or whole_months):
        return None
    start, end = {**end, **start}, {**start, **end}
    if not is_single_date(end):
        return None
    found = with_weekday_checked(assembled(start), first_day), with_weekday_checked(assembled(end), last_day)
    return (found[0], found[1]) if found[0] and found[1] else None
