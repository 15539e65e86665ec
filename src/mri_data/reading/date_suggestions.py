"""Suggestions for dates that are refused: for each kind of text, a sentence and the possible readings.

The readings are texts; `dates` reads them, and drops those that are not dates.
"""

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import NamedTuple

from mri_data.reading import date_words as dw
from mri_data.reading.date_words import month_names, months
from mri_data.reading.single_dates import NUMBERS, single_date
from mri_data.schema.edtf import DateFault, bounds

Readings = Callable[[re.Match[str]], tuple[str, ...]]
# Day 0 of Excel's day numbers, and the least and greatest number taken for a day. A smaller number is more likely a
# year with a digit too many (20111).
EXCEL_BEGINS, EXCEL_LEAST, EXCEL_MOST = dt.date(1899, 12, 30), 21_000, 73_050
# Two digits from 69 on mean a year of the 1900s, as in POSIX.
FIRST_YEAR_OF_1900S = 69
MONTHS_OF = {"early": "January to April", "middle": "May to August", "late": "September to December"}
YEARS_OF = {"early": (0, 3), "middle": (4, 6), "late": (7, 9)}
NORTH = {"spring": "March to May {0}", "summer": "June to August {0}", "autumn": "September to November {0}"}
SOUTH = {"spring": "September to November {0}", "autumn": "March to May {0}", "winter": "June to August {0}"}
OVER_NEW_YEAR = "December {0} to February {1}"
QUARTERS = {"1": "January to March", "2": "April to June", "3": "July to September", "4": "October to December"}
HALVES = {"1": "January to June", "2": "July to December"}
YEAR = r"((?:19|20)[0-9]{2})"


class Suggestion(NamedTuple):
    """The catalogue key of a sentence, the pattern of texts it is for, and the readings of a match.

    `names` are the sentence's placeholders for the readings, in order; without names, all go into `{readings}`.
    """

    key: str
    pattern: str
    readings: Readings
    names: tuple[str, ...] = ()


def suggestions(text: str) -> Iterator[tuple[Suggestion, tuple[str, ...]]]:
    """Suggestions that match a tidied text, likeliest first, each with its readings."""
    return matching(text, _all_suggestions())


def matching(text: str, known: Iterable[Suggestion]) -> Iterator[tuple[Suggestion, tuple[str, ...]]]:
    """The suggestions in `known` that match a text, each with its readings."""
    for offer in known:
        found = re.fullmatch(offer.pattern, text)
        readings = offer.readings(found) if found else ()
        if readings:
            yield offer, readings


def both_orders(text: str) -> tuple[str, str]:
    """The text with days in numbers rewritten as YYYY-MM-DD, read day first and read month first."""

    def ordered(day: int, month: int) -> str:
        return re.sub(rf"(?<![0-9]){NUMBERS}", lambda one: f"{one[4]}-{one[month]:0>2}-{one[day]:0>2}", text)

    return ordered(day=1, month=3), ordered(day=3, month=1)


def like(*templates: str) -> Readings:
    """Make readings from templates, filled with the groups of a match."""
    return lambda found: tuple(one.format(*(group or "" for group in found.groups())) for one in templates)


@cache
def _all_suggestions() -> tuple[Suggestion, ...]:
    return (*_unclear_numbers(), *_short_years(), *_parts_of_time(), *_two_dates(), *_other_texts())


def _unclear_numbers() -> Iterator[Suggestion]:
    day = NUMBERS.replace("(", "(?:").replace(r"\2", "[/. –-]")
    yield Suggestion(
        "problem.date.which_month", rf"(?:.*[^0-9])?{day}(?:[^0-9].*)?", lambda found: both_orders(found[0])
    )
    days = r"([0-9]{1,2}) ?[–-] ?([0-9]{1,2})([/.])([0-9]{1,2})\3([0-9]{4})"
    yield Suggestion("problem.date.did_you_mean", days, like("{4}-{3:0>2}-{0:0>2}/{4}-{3:0>2}-{1:0>2}"))
    yield Suggestion("problem.date.excel", r"([2-7][0-9]{4})(?:\.[0-9]+)?", _excel)
    yield Suggestion("problem.date.did_you_mean", rf"{YEAR}([0-9]{{2}})([0-9]{{2}})", like("{0}-{1}-{2}"))
    yield Suggestion("problem.date.did_you_mean", rf"([0-9]{{2}})([0-9]{{2}}){YEAR}", like("{2}-{1}-{0}"))
    time = r"(.*[0-9].*?)(?:t| at |,? )[0-9]{1,2}(?::[0-9]{2}.*| ?[ap]\.?m\.?)"
    yield Suggestion("problem.date.time_of_day", time, like("{0}"))


def _excel(found: re.Match[str]) -> tuple[str, ...]:
    number = int(found[1])
    return (str(EXCEL_BEGINS + dt.timedelta(number)),) if EXCEL_LEAST <= number <= EXCEL_MOST else ()


def _short_years() -> Iterator[Suggestion]:
    key, month = "problem.date.two_figures", month_names()
    yield Suggestion(key, r"([0-9]{1,2})([/.–-])([0-9]{1,2})\2([0-9]{2})", _short_day)
    yield Suggestion(key, r"([0-9]{4})(?: ?[–/-] ?|\.)([0-9]{1,2})", _short_end)
    yield Suggestion(key, r"'?([0-9]{2})", lambda found: (year_of(found[1]),))
    yield Suggestion(key, r"(?:the )?'?([0-9])0'?s", _short_decade)
    named = (
        rf"((?:[0-9]{{1,2}}[-–./ ]?)?(?:{month}))\.?[-–/., ]*'?([0-9]{{2}})",
        rf"((?:{month})\.? [0-9]{{1,2}}),? ?'?([0-9]{{2}})",
    )
    for pattern in named:
        yield Suggestion(key, pattern, lambda found: (f"{re.sub('[-–./]', ' ', found[1])} {year_of(found[2])}",))


def year_of(figures: str) -> str:
    """The full year for its last two digits."""
    return f"{19 if int(figures) >= FIRST_YEAR_OF_1900S else 20}{figures}"


def _short_day(found: re.Match[str]) -> tuple[str, ...]:
    first, second, last = found[1].zfill(2), found[3].zfill(2), found[4]
    by_year = (f"{year_of(first)}-{second}-{last}",) if found[2] in "-–" else ()
    return (*by_year, f"{year_of(last)}-{second}-{first}", f"{year_of(last)}-{first}-{second}")


def _short_end(found: re.Match[str]) -> tuple[str, ...]:
    year, figures = found[1], found[2]
    end = year[: 4 - len(figures)] + figures
    end = end if end > year else str(int(end) + 10 ** len(figures))
    month = f"{year}-{figures.zfill(2)}"
    return (f"{year} to {end}", month) if int(end) - int(year) < 50 else (month,)


def _short_decade(found: re.Match[str]) -> tuple[str, ...]:
    figure = int(found[1])
    century = 20 if figure < 3 else 19
    return (f"{century}{figure}0s" if figure else "2000s (decade)",)


def _parts_of_time() -> Iterator[Suggestion]:
    names = "known", "such"
    for part, pattern in dw.PARTS.items():
        in_time = rf"(?:at |in )?(?:{pattern})[ –-](?:in )?(?:the )?"
        yield Suggestion("problem.date.part", rf"{in_time}([0-9]{{4}})", like("{0}", MONTHS_OF[part] + " {0}"), names)
        yield Suggestion("problem.date.part", rf"{in_time}([0-9]{{3}})0'?s", _part_of_decade(part), names)
        yield Suggestion(
            "problem.date.part", rf"{in_time}({month_names()})\.? ([0-9]{{4}})", _part_of_month(part), names
        )
    for season, pattern in dw.SEASONS.items():
        both = (
            rf"(?:the )?(?:{pattern})(?: of)?,? ([0-9]{{4}})(?: ?[/–-] ?[0-9]{{2,4}})?",
            rf"([0-9]{{4}}),? (?:{pattern})",
        )
        for written in both:
            yield Suggestion("problem.date.season_named", written, _season(season), ("north", "south"))
    for halves, of_year in ((dw.QUARTERS, QUARTERS), (dw.HALVES, HALVES)):
        for number, pattern in halves.items():
            either = rf"(?:the )?(?:{pattern})(?: of|[,/–-])? ?([0-9]{{4}})", rf"([0-9]{{4}})[ /–-]?(?:{pattern})"
            for written in either:
                yield Suggestion("problem.date.did_you_mean", written, like(of_year[number] + " {0}"))
    for written in (
        rf"{dw.WEEK} ?(?P<week>[0-9]{{1,2}})(?: of|,|/)? ?(?P<year>[0-9]{{4}})",
        r"(?P<year>[0-9]{4})-?w(?P<week>[0-9]{1,2})",
    ):
        yield Suggestion("problem.date.did_you_mean", written, _week)


def _part_of_decade(part: str) -> Readings:
    first, last = YEARS_OF[part]
    return like("{0}X", f"{{0}}{first} to {{0}}{last}")


def _part_of_month(part: str) -> Readings:
    def readings(found: re.Match[str]) -> tuple[str, ...]:
        year, month = int(found[2]), months()[found[1]]
        days = {"early": "1 to 10", "middle": "11 to 20", "late": f"21 to {monthrange(year, month)[1]}"}
        return f"{found[1]} {year}", f"{days[part]} {found[1]} {year}"

    return readings


def _season(season: str) -> Readings:
    def readings(found: re.Match[str]) -> tuple[str, ...]:
        year = int(found[1])
        return tuple(half.get(season, OVER_NEW_YEAR).format(year, year + 1) for half in (NORTH, SOUTH))

    return readings


def _week(found: re.Match[str]) -> tuple[str, ...]:
    try:
        monday = dt.date.fromisocalendar(int(found["year"]), int(found["week"]), 1)
    except ValueError:
        return ()
    return (f"{monday}/{monday + dt.timedelta(6)}",)


def _two_dates() -> Iterator[Suggestion]:
    yield Suggestion("problem.date.did_you_mean", rf"{dw.BETWEEN} (.+?) {dw.BETWEEN_AND} (.+)", like("{0} to {1}"))
    yield Suggestion("problem.date.either", rf"(.+?){dw.OR}(.+)", like("{0} to {1}"))
    financial = rf"{dw.FINANCIAL_YEAR} ?'?([0-9]{{4}})(?: ?[/–-] ?([0-9]{{2}}|[0-9]{{4}}))?"
    yield Suggestion("problem.date.financial", financial, _financial, ("years", "such"))
    yield Suggestion("problem.date.list", rf"([^,]+?)(?:,.*)?{dw.AND}(.+)", like("{0} to {1}"))
    yield Suggestion("problem.date.list", r"[\[{](.+?)(?:,.+)?(?:,|\.\.) ?([^,]+?)[\]}]", like("{0} to {1}"))
    yield Suggestion("problem.date.did_you_mean", r"(.+?) ?(?:/|\.\.\.?) ?(.+)", like("{0} to {1}"))
    yield Suggestion("problem.date.did_you_mean", r"([^,]+), ?([^,]+)", like("{0} and {1}"))
    yield Suggestion("problem.date.did_you_mean", rf"{dw.DECADE}{dw.TO}{dw.DECADE}", like("{0}0 to {1}9"))


def _financial(found: re.Match[str]) -> tuple[str, ...]:
    year = int(found[1])
    months = f"April {year} to March {year + 1}"
    return (f"{year} to {year + 1}" if found[2] else f"{year}", months)


def _uncertain_decade(found: re.Match[str]) -> tuple[str, ...]:
    """A decade as a range, with its qualifier (`~`, `?` or `%`) on both ends."""
    decade, uncertain = found[1] or found[2], "?" in found[0] or "uncertain" in found[0]
    about = bool(found[1]) or "~" in found[0] or "approximate" in found[0]
    mark = "%" if "%" in found[0] or (about and uncertain) else "?" if uncertain else "~"
    return (f"{decade}0{mark}/{decade}9{mark}",)


def _until(found: re.Match[str]) -> tuple[str, ...]:
    """`before` the year, month or day that follows the one in the text."""
    text = found[1] or found[2]
    decade = re.fullmatch(dw.DECADE, text)
    if decade:
        return (f"before {int(decade[1]) + 1}0",)
    try:
        last = single_date(text)
        following = bounds(last)[1] + dt.timedelta(1) if last else None
    except DateFault:
        return ()
    return (f"before {str(following)[: len(last)]}",) if last and following else ()


def _other_texts() -> Iterator[Suggestion]:
    key = "problem.date.did_you_mean"
    yield Suggestion(key, r"(.+?) ?\.\.+", like("since {0}", "after {0}"))
    yield Suggestion(
        key,
        rf"(.+?)(?:{dw.TO}|-)(?:{'|'.join(map(re.escape, sorted(dw.END_NOT_KNOWN)))})",
        like("since {0}", "after {0}"),
    )
    yield Suggestion(
        key, rf"(?:since|from) {dw.DECADE}|{dw.DECADE} onwards?", lambda found: (f"since {found[1] or found[2]}0",)
    )
    yield Suggestion(key, rf"after {dw.DECADE}", like("after {0}9"))
    yield Suggestion(key, rf"before {dw.DECADE}", like("before {0}0"))
    yield Suggestion(
        key, rf"(?:{dw.APPROXIMATE_PREFIX}){dw.DECADE}|{dw.DECADE} ?{dw.QUALIFIER_SUFFIX}", _uncertain_decade
    )
    yield Suggestion(key, rf"{dw.UNTIL}[ –-]?(.+)|(.+?),? {dw.UNTIL_SUFFIX}", _until)
    yield Suggestion(key, rf"{dw.FROM}[ –-]?(.+)|(.+?),? {dw.FROM_SUFFIX}", like("since {0}{1}"))
    yield Suggestion(key, rf"{dw.BEFORE}[ –-]?(.+)", like("before {0}"))
    yield Suggestion(key, rf"{dw.AFTER}[ –-]?(.+)", like("after {0}"))
    yield Suggestion(key, r"([0-9]{4}) ?[–-]{2,} ?([0-9]{4})", like("{0} to {1}"))
    yield Suggestion(key, rf"(.+?),? ?\(?{dw.APPROXIMATE_SUFFIX}\)?", like("c. {0}"))
    yield Suggestion(key, rf"{dw.UNCERTAIN_WORDS} (.+)|\?(.+)|(.+?),? \(?{dw.UNCERTAIN_WORDS}\)?", like("{0}{1}{2}?"))
    yield Suggestion(
        key, rf"(?:the )?([0-9]{{2}}){dw.ORDINAL} {dw.CENTURY}", lambda found: (f"{int(found[1]) - 1}00s (century)",)
    )
    yield Suggestion(key, r"[\[(](.+)[\])]", like("{0}"))
