"""Prepare texts for typesetting: one line, no control characters, and places to break very long words."""

import re
from typing import Any
from unicodedata import category

from mri_data.charts.text_width import BREAK, printable, text_width
from mri_data.words.errors import shortened

# The longest word that fits into every column; an address breaks at its punctuation, so its parts may be longer.
LONGEST, LONGEST_IN_ADDRESS = 24, 60
# The narrow column of dates and headings: its width and the size of its text in pt, and from how many signs of one kind
# on a word which is wider may be broken.
ASIDE_WIDTH, ASIDE_SIZE, LONGEST_ASIDE = 90.0, 8.8, 5
AFTER_SIGN = re.compile(r"(?<=[\W_])(?=[^\W_])")
LINE_ENDS = "\t\n\r\x85\u2028\u2029"
LONGEST_EDGE = 150
LONGEST_LINK = 2000
# An address within a text, without the sign that ends its sentence or its bracket.
ADDRESS = re.compile(r"https?://[!-~]*[\w/~=&#%+-]", re.ASCII)


def without_control_characters(text: str) -> str:
    """The text without control characters and others that XML does not allow; line breaks and tabs become spaces."""
    spaced = (" " if sign in LINE_ENDS else sign for sign in printable(text))
    return "".join(sign for sign in spaced if category(sign) != "Cc")


def single_line(text: str) -> str:
    """The text in one line, without control characters."""
    return re.sub(" +", " ", without_control_characters(text)).strip(" ")


def breakable(text: str) -> str:
    """The text in one line, with places to break in words that are too long for a line."""
    return _broken(single_line(text))


def breakable_aside(text: str) -> str:
    """The text in one line, with places to break in words that are wider than the column of dates and headings."""
    return " ".join(map(_breakable_aside, single_line(text).split(" ")))


def _breakable_aside(word: str) -> str:
    if text_width(word, ASIDE_SIZE, 600) <= ASIDE_WIDTH:
        return word
    return _broken_up(AFTER_SIGN.sub(BREAK, word), LONGEST_ASIDE)


def linked(text: str) -> list[dict[str, Any]]:
    """The text in one line, in parts: each address in it is a link, see `link_values`."""
    text, parts, end = single_line(text), [], 0
    for found in ADDRESS.finditer(text):
        parts += [{"url": _broken(text[end : found.start()]), "link": None}, link_values(found[0])]
        end = found.end()
    return [*parts, {"url": _broken(text[end:]), "link": None}]


def _broken(text: str) -> str:
    return " ".join(_breakable(word) for word in text.split(" "))


def _breakable(word: str) -> str:
    if len(word) <= LONGEST:
        return word
    if "://" in word:
        return _broken_up(word, LONGEST_IN_ADDRESS)
    return _broken_up(AFTER_SIGN.sub(BREAK, word), LONGEST)


def _broken_up(word: str, longest: int) -> str:
    """The word with a place to break after every four characters of any run of at least `longest` of one kind."""
    runs = rf"[^\W_]{{{longest},}}|[\W_]{{{longest},}}"
    return re.sub(runs, lambda run: BREAK.join(re.findall(".{1,4}", run[0])), word)


def header_text(text: str) -> str:
    """A text for the header or footer of every page: at most two lines of it."""
    return breakable(shortened(text, LONGEST_EDGE))


def link_values(url: str, target: str = "") -> dict[str, Any]:
    """An address as text, and as a link to `target` or itself where that is a web address; else the link is None."""
    link = target or url
    plain = link.isascii() and link.isprintable() and len(link) <= LONGEST_LINK
    return {"url": breakable(url), "link": link if plain and link.startswith(("http://", "https://")) else None}
