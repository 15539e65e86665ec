"""Texts as they can be set on paper: in one line, without unseen signs, and with places to break in endless words."""

import re
from typing import Any
from unicodedata import category

from mri_data.charts.text_width import printable
from mri_data.words.errors import shortened

# A word up to this long fits into every column; an address has places to break after its signs, and needs few more.
LONGEST, LONGEST_IN_ADDRESS = 24, 60
AFTER_SIGN = re.compile(r"(?<=[\W_])(?=[^\W_])")
# What the templates take for a place to break; no text holds it, as control characters are left out.
BREAK = "\x1f"
LINE_ENDS = "\t\n\r\x85\u2028\u2029"
LONGEST_EDGE = 150
LONGEST_LINK = 2000


def uncontrolled(text: str) -> str:
    """The text without control characters and what else XML cannot hold; a space stands for each break and tab."""
    spaced = (" " if sign in LINE_ENDS else sign for sign in printable(text))
    return "".join(sign for sign in spaced if category(sign) != "Cc")


def seen(text: str) -> str:
    """The text in one line, without control characters."""
    return re.sub(" +", " ", uncontrolled(text)).strip(" ")


def settable(text: str) -> str:
    """The text in one line, with places to break in words too long for any line."""
    return " ".join(_breakable(word) for word in seen(text).split(" "))


def _breakable(word: str) -> str:
    if len(word) <= LONGEST:
        return word
    if "://" in word:
        return _parted(word, LONGEST_IN_ADDRESS)
    return _parted(AFTER_SIGN.sub(BREAK, word), LONGEST)


def _parted(word: str, longest: int) -> str:
    """The word with places to break within longer runs of letters, and of other signs."""
    runs = rf"[^\W_]{{{longest},}}|[\W_]{{{longest},}}"
    return re.sub(runs, lambda run: BREAK.join(re.findall(".{1,4}", run[0])), word)


def edge(text: str) -> str:
    """A text for the top or the bottom of every page: at most two lines of it."""
    return settable(shortened(text, LONGEST_EDGE))


def web(url: str) -> dict[str, Any]:
    """An address as it can be set, and the link to follow where there is one."""
    plain = url.isascii() and url.isprintable() and len(url) <= LONGEST_LINK
    return {"url": settable(url), "link": url if plain and url.startswith(("http://", "https://")) else None}
