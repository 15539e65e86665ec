"""Measure text for slides, so that it fits whatever fonts a computer has.

A file of slides names fonts of the system, and is opened where even these are replaced. So text is measured as wide as
in DejaVu Sans, the widest of the usual ones: Arial, Calibri, Georgia and our own fonts need less.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from mri_data.charts.drawing import Weight
from mri_data.charts.text_width import text_width
from mri_data.words.english import like

# How much wider DejaVu is than Source Sans 3, for sentences of the record: 1.19 to 1.25, and 1.26 to 1.32 in bold.
WIDER: dict[Weight, float] = {400: 1.26, 600: 1.32, 700: 1.32}
# The height of a line as a multiple of the font size; 1.22 in Calibri, 1.16 in DejaVu.
LINE = 1.24
# The size of text on slides in px of a slide of 1920 px, which is 18 pt, and that for which charts are laid out, as
# these are measured in Source Sans 3.
BODY = 36
CHART_TEXT = BODY * WIDER[700]

# Where an address is broken: behind a single `/`, before `?` and `&`.
BREAKS = re.compile(r"(?<=[^/]/)(?=[^/?&])|(?=[?&])")


@lru_cache(maxsize=65536)
def width_of(text: str, size: float, weight: Weight = 400) -> float:
    """The width of one line in px, at a font size in px, in the widest of the usual fonts."""
    return text_width(text, size, weight) * WIDER[weight]


def lines_in(text: str, width: float, size: float = BODY, weight: Weight = 400) -> list[str]:
    """The text in lines of at most `width` px; a word that is longer is broken."""
    lines: list[str] = []
    for word in (part for whole in text.split() for part in _parts(whole, width, size, weight)):
        longer = f"{lines[-1]} {word}" if lines else ""
        if longer and width_of(longer, size, weight) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def address_lines(address: str, width: float, size: float = BODY, weight: Weight = 400) -> list[str]:
    """An address in lines of at most `width` px, broken behind `/` and before `?` and `&` where it can be."""
    pieces = BREAKS.sub(" ", address)
    return [line.replace(" ", "") for line in lines_in(pieces, width, size, weight)]


def _parts(word: str, width: float, size: float, weight: Weight) -> Iterator[str]:
    """The word, or if it is wider than a line, pieces that are not."""
    while width_of(word, size, weight) > width:
        fits = max(1, int(len(word) * width / width_of(word, size, weight)))
        while fits > 1 and width_of(word[:fits], size, weight) > width:
            fits -= 1
        yield word[:fits]
        word = word[fits:]
        if not word:
            return
    yield word


def lines_of(text: str, width: float, size: float = BODY, weight: Weight = 400) -> int:
    """The most lines of `width` px that a text needs at a size in px."""
    return len(lines_in(text, width, size, weight))


def height_of(text: str, width: float, size: float = BODY, weight: Weight = 400) -> float:
    """The greatest height in px of a text in lines of `width` px."""
    return lines_of(text, width, size, weight) * size * LINE


def breaks_words(text: str, width: float, size: float, weight: Weight = 400) -> bool:
    """Whether a word of the text is longer than a line of `width` px."""
    return any(width_of(word, size, weight) > width for word in text.split())


def split(text: str, width: float, height: float, size: float = BODY) -> tuple[str, str]:
    """The part of a text that fits into width by height px, at least one line of it, and the rest."""
    lines = lines_in(text, width, size)
    most = max(1, int(height // (size * LINE)))
    return like(text, " ".join(lines[:most])), like(text, " ".join(lines[most:]))


def cut(text: str, width: float, lines: int, size: float = BODY, weight: Weight = 400) -> str:
    """The text, or as much of it as fits into so many lines of `width` px, with an ellipsis."""
    found = lines_in(text, width, size, weight)
    if len(found) <= lines:
        return text
    kept = " ".join(found[:lines])
    while lines_of(f"{kept}…", width, size, weight) > lines:
        kept = kept[:-1].rstrip()
    return like(text, f"{kept}…")
