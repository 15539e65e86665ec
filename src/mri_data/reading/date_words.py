"""English words, and signs, that dates are written with, by meaning; `dates` says how they are read.

Each entry is a piece of a regular expression, in small letters. Months and days of the week come from Babel. Words of
other languages are put into these first, by `date_languages`.
"""

from collections.abc import Callable, Mapping
from functools import cache

from babel.dates import get_day_names, get_month_names

# Every dash except EDTF's hyphen becomes an en dash, every apostrophe a straight one, an ellipsis three dots.
LOOKALIKES = str.maketrans("‐‑‒–—―−⁃﹘﹣－’‘ʼ`´", "–––––––––––'''''") | {ord("…"): "..."}
# Full-width digits of East Asian keyboards.
LOOKALIKES |= {0xFF10 + digit: str(digit) for digit in range(10)}

UNDATED = {"", "undated", "n.d.", "n.d", "nd", "no date", "unknown", "date unknown", "no date in the source"}
ONGOING = {"ongoing", "continuing", "ongoing; start not recorded"}
# Placeholders that people type where they have nothing.
NOTHING = {
    *("tbc", "tba", "tbd", "to be confirmed", "to be announced", "to be decided", "to be determined", "pending"),
    *("n/a", "na", "n.a.", "n.a", "not applicable", "n/k", "nk", "not known", "not stated", "none", "nil", "null"),
    *("planned", "postponed", "cancelled", "canceled", "forthcoming", "upcoming", "completed", "never", "various"),
    *("nan", "nat", "date tbc", "s.d.", "?", "??", "???", "-", "--", "–", "––", ".", "..", "...", "x", "xx", "xxxx"),
}
OPEN_END = {
    *("present", "the present", "the present day", "ongoing", "continuing", "now", "today", "date", "current"),
}
# Words and signs for an end that is not known.
END_NOT_KNOWN = {"?", "??", "unknown", "open"}

AND = r"(?:,? and |,? ?& ?| ?\+ ?)"
TO = r"(?: (?:to|until|till) | ?– ?| ?- | -)"
IN = r"(?:(?:in|on|during)(?: the)?(?: (?:year|month)(?: of)?)?|(?:the )?year(?: of)?)"
THE = r"the"
OF = r"of"
APPROXIMATE_PREFIX = r"(?:circa\.?|about|around|approximately|approx\.?) |ca?\.? ?|~ ?"
# Qualifiers after a date: as the program itself writes them, or as signs.
QUALIFIER_SUFFIX = r"(?:[~?%]|\([~?%]\)|\((?:approximate|uncertain|approximate and uncertain)\))"
DECADE = r"(?:the )?([0-9]{3})0'?s"
DECADE_MARK, CENTURY_MARK = r" \(decade\)", r" \(century\)"
ORDINAL = r"(?:st|nd|rd|th)"
# Pattern of a date with an open end -> its EDTF.
OPEN_DATES = {
    r"after (.+)": "[{}..]",
    r"before (.+)": "[..{}]",
    r"(?:ongoing )?since (.+)": "{}/..",
    r"(?:from )?(.+) onwards?": "{}/..",
    r"(?:from|starting(?: in)?|beginning(?: in)?) (.+)": "{}/..",
    # Not if there is a hyphen before it: `2011-09-19 -` may be the rest of a longer text.
    r"([^-–]+) ?[-–]": "{}/..",
}

# --- refused, with a suggestion
BETWEEN, BETWEEN_AND, OR = "between", "and", r",? or "
# UNTIL and FROM include the date itself; BEFORE and AFTER do not.
UNTIL = r"(?:until|till|up to|to|by|not after|not later than|no later than|<=|≤|–|\.\.\.)"
UNTIL_SUFFIX = r"(?:and|or) (?:earlier|before)"
BEFORE = r"(?:pre|<)"
FROM = r"(?:not before|not earlier than|no earlier than|>=|≥)"
FROM_SUFFIX = r"(?:and|or) (?:later|after)"
AFTER = r"(?:post|>)"
APPROXIMATE_SUFFIX = r"(?:approx\.?|approximately|circa\.?|ca?\.?|about|est\.?|estimated|or so)"
UNCERTAIN_WORDS = r"(?:possibly|probably|perhaps|maybe|likely|presumably)"
ARROW = r"(?:→|[-–=]+>)"
ERA, ERA_BEHIND = r"(?:a\.?d\.?|c\.?e\.?) ", r"a\.?d\.?|c\.?e\.?|г\.?|年"
NOT_SURE = r"tbc|t\.b\.c\.|tentative|provisional|planned|announced|est\.|unconfirmed|to be confirmed"
ROUGHLY, ROUGHLY_BEHIND = r"≈|±|roughly|appr\.?|cca\.?|est\.?|estimated|sometime in", r"-?ish| ?≈"
WEEK_OF = r"w/c|(?:the )?week (?:of|beginning|commencing|starting)|(?:the )?(?:first|second|third|last) week (?:of|in)"
AS_OF = r"as (?:of|from)|effective(?: from)?"
HAPPENED = r"launched|published|adopted|founded|held|signed|created|established|organi[sz]ed"
# Refused: times relative to the day of writing, frequencies, and references to another cell.
RELATIVE = (
    r"(?:next|last|this|previous|coming|past) (?:week|month|year|spring|summer|autumn|fall|winter|decade|century)"
    r"|yesterday|today|tomorrow|present|to date|recent(?:ly)?|soon|later|earlier|past|(?:long|years) ago|still"
)
HOW_OFTEN = (
    r"(?:every|each|per) \w+|(?:bi)?annual(?:ly)?|yearly|monthly|weekly|daily|regular(?:ly)?|several times|always"
    r"|permanent(?:ly)?"
)
POINTS = r"ditto|do\.|idem|ibid\.?|same(?: as above| date)?|as above|see .+|\"|''|〃"
# Languages that are not read but whose month names are recognised, to suggest how the date is written.
OTHER_LANGUAGES = ("de", "pt", "nl", "ru", "ar", "zh")
PARTS = {
    "early": r"early|(?:the )?(?:beginning|start)(?: of)?",
    "middle": r"mid|middle|(?:the )?middle of",
    "late": r"late|(?:the )?end(?: of)?",
}
SEASONS = {"spring": "spring", "summer": "summer", "autumn": "autumn|fall", "winter": "winter"}
FINANCIAL_YEAR = r"(?:fy|f\.y\.|financial year|fiscal year)"
QUARTERS = {
    "1": "q1|(?:first|1st) quarter",
    "2": "q2|(?:second|2nd) quarter",
    "3": "q3|(?:third|3rd) quarter",
    "4": "q4|(?:fourth|4th|last) quarter",
}
HALVES = {"1": "h1|(?:first|1st) half", "2": "h2|(?:second|2nd) half"}
CENTURY = "century"
WEEK = r"(?:week|wk\.?)"


@cache
def months() -> dict[str, int]:
    """Month names, full and abbreviated, in lower case -> number from 1."""
    return _named(get_month_names) | {"sept": 9}


@cache
def month_names() -> str:
    """Regular expression for the names of months, longer ones first."""
    return "|".join(sorted(months(), key=len, reverse=True))


@cache
def weekdays() -> dict[str, int]:
    """Weekday names, full and abbreviated, in lower case -> number from 0 (Monday)."""
    return _named(get_day_names) | {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}


def _named(names: Callable[..., Mapping[int, str]]) -> dict[str, int]:
    found = [names(width, locale="en").items() for width in ("wide", "abbreviated")]
    return {name.casefold().rstrip("."): int(number) for items in found for number, name in items}
