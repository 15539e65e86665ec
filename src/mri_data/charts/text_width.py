"""Measure the width of text in Source Sans 3, so that charts can keep labels apart.

The advance widths are in advances.json in this folder; tools/advances.py reads them from the fonts of the pages.
"""

import json
import unicodedata
from functools import cache
from importlib import resources
from string import ascii_uppercase

from mri_data.charts.drawing import Weight

FULL_EM = 1000
LEAST_FONT = 12.0  # px: the smallest text of a chart on a page.
# A place where a writer may break a word. No text contains it, as `printable` removes control characters.
BREAK = "\x1f"
INVISIBLE = {"Mn", "Me", "Cf"}
SYMBOLS = {"Sm", "So"}
# A phrase in one character, the widest that a record may hold.
BISMILLAH, BISMILLAH_EMS = "\ufdfd", 9


def letters_of_typeface() -> frozenset[str]:
    """The characters whose widths are known: those of the web fonts, which all files of our typeface have."""
    return frozenset(_advances(400))


@cache
def _advances(weight: Weight) -> dict[str, int]:
    """Advance width of each character of the font, in thousandths of an em."""
    text = resources.files(__package__).joinpath("advances.json").read_text(encoding="utf-8")
    table = json.loads(text)
    return dict(zip(table["characters"], table["advances"][str(weight)], strict=True))


@cache
def _advance(character: str, weight: Weight) -> float:
    """Advance width of one character in thousandths of an em; an estimate if the font lacks the character.

    Such a character is drawn in a fallback font, often a wider one: East Asian characters and symbols count as
    one em, anything else as the average capital.
    """
    if unicodedata.category(character) in INVISIBLE:
        return 0
    if character == BISMILLAH:
        return BISMILLAH_EMS * FULL_EM
    advances = _advances(weight)
    if character in advances:
        return advances[character]
    if unicodedata.east_asian_width(character) in "WF" or unicodedata.category(character) in SYMBOLS:
        return FULL_EM
    return sum(advances[capital] for capital in ascii_uppercase) / len(ascii_uppercase)


def text_width(text: str, size: float, weight: Weight = 400) -> float:
    """Width in px of one line of upright Source Sans 3 at a font size in px.

    Kerning is ignored, so the result is the drawn width or slightly more. A character that the font lacks counts as
    the average capital, or as one em if it is East Asian or a symbol.

    Raises:
        KeyError: if the weight is not one of 400, 600, 700.
    """
    return sum(_advance(character, weight) for character in text) * size / 1000


def is_right_to_left(text: str) -> bool:
    """Whether a text is written from right to left, by its first letter that has a direction."""
    directions = (unicodedata.bidirectional(sign) for sign in text)
    return next((found in {"R", "AL"} for found in directions if found in {"L", "R", "AL"}), False)


def printable(text: str) -> str:
    """The text without characters that XML does not allow (control characters, lone surrogates, non-characters).

    See XML 1.0, production 2 (Char). Line breaks and tabs stay.
    """
    return "".join(sign for sign in text if sign in "\t\n\r" or (sign >= " " and not _is_outside_xml(ord(sign))))


def _is_outside_xml(code: int) -> bool:
    return 0xD800 <= code <= 0xDFFF or code in (0xFFFE, 0xFFFF)
