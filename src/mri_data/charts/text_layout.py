"""Lay out labels: wrap text into lines, push labels apart along one line, pack them into rows."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from mri_data.charts.drawing import LINE
from mri_data.charts.text_width import text_width
from mri_data.words.english import like

ELLIPSIS = "…"
GAP = " "
DATE_GAP = "  "
STEP = 6


@dataclass(frozen=True)
class Run:
    """Part of a line of text in one weight."""

    text: str
    bold: bool = False


Line = tuple[Run, ...]


@dataclass(frozen=True)
class WrappedText:
    """Lines of text at a font size in px."""

    lines: tuple[Line, ...]
    size: float

    @property
    def width(self) -> float:
        """Width of the longest line in px."""
        return max((line_width(line, self.size) for line in self.lines), default=0)

    @property
    def height(self) -> float:
        """Height of all lines in px."""
        return len(self.lines) * self.size * LINE


def line_width(line: Line, size: float) -> float:
    """Width of a line in px."""
    return sum(_width(run.text, run.bold, size) for run in line)


@lru_cache(maxsize=4096)
def _width(text: str, bold: bool, size: float) -> float:
    return text_width(text, size, 700 if bold else 400)


def plain(*lines: str, size: float, bold: bool = False) -> WrappedText:
    """Text of the given lines, not wrapped, all in one weight."""
    return WrappedText(tuple((Run(line, bold),) for line in lines), size)


def wrap(date: str, title: str, size: float, width: float, most: int) -> WrappedText:
    """Wrap a bold date and a title into at most `most` lines of `width` px, as even as possible.

    Text that does not fit is cut after a word and ends in an ellipsis.
    """
    words = [_cut(Run(word, True), size, width) for word in date.split()]
    words += [_cut(Run(like(title, word)), size, width) for word in title.split()]
    lines = _broken(words, size, width)
    if len(lines) > most:
        return WrappedText((*map(_joined, lines[: most - 1]), _shortened(lines[most - 1], size, width)), size)
    for narrower in range(int(width) - STEP, 0, -STEP):
        tighter = _broken(words, size, narrower)
        if len(tighter) > len(lines) or any(_words_width(line, size) > narrower for line in tighter):
            break
        lines = tighter
    return WrappedText(tuple(map(_joined, lines)), size)


def _broken(words: list[Run], size: float, width: float) -> list[list[Run]]:
    """Words in lines of at most `width` px, filled greedily."""
    lines: list[list[Run]] = []
    for word in words:
        if lines and _words_width([*lines[-1], word], size) <= width:
            lines[-1].append(word)
        else:
            lines.append([word])
    return lines


def _words_width(words: Sequence[Run], size: float) -> float:
    """Width in px of words in one line, including the gaps that `_joined` puts between them."""
    dates = sum(word.bold for word in words)
    gaps = max(0, dates - 1) * _width(GAP, True, size) + max(0, len(words) - dates - 1) * _width(GAP, False, size)
    between = _width(DATE_GAP, False, size) if 0 < dates < len(words) else 0
    return sum(_width(word.text, word.bold, size) for word in words) + gaps + between


def _joined(words: Sequence[Run]) -> Line:
    """Words joined into one run for each weight, with a wider gap between the date and the title."""
    bold = GAP.join(word.text for word in words if word.bold)
    rest = GAP.join(word.text for word in words if not word.bold)
    runs = [Run(bold, True)] if bold else []
    return (*runs, *([Run(like(words[-1].text, DATE_GAP + rest if bold else rest))] if rest else []))


def _shortened(words: list[Run], size: float, width: float) -> Line:
    """As many of the words as fit with an ellipsis after them; at least the ellipsis."""
    for end in range(len(words), 0, -1):
        last = words[end - 1]
        line = _joined([*words[: end - 1], _ended(last, last.text.rstrip(",;:."))])
        if line_width(line, size) <= width:
            return line
    return (Run(ELLIPSIS),)


def _cut(word: Run, size: float, width: float) -> Run:
    """A word, cut with an ellipsis if it is wider than a line."""
    if line_width((word,), size) <= width:
        return word
    # A longer prefix is never narrower, so bisection finds the longest one that fits.
    end = bisect_right(range(len(word.text)), width, key=lambda end: line_width((_begun(word, end),), size))
    return _begun(word, max(0, end - 1))


def _begun(word: Run, end: int) -> Run:
    return _ended(word, word.text[:end])


def _ended(word: Run, kept: str) -> Run:
    """What is kept of a word, with an ellipsis."""
    return Run(like(word.text, kept + ELLIPSIS), word.bold)


class Spot(NamedTuple):
    """A label with its preferred middle and half its width in px; a larger `weight` keeps it nearer to `at`."""

    at: float
    half: float
    weight: float = 1


def spread(spots: Sequence[Spot], gap: float, lo: float, hi: float) -> list[float] | None:
    """Middles in px of the spots, in order, at least `gap` px apart and between lo and hi, moved as little as possible.

    None when they need more room than there is. Least squares with a given order is isotonic regression, solved
    here by pooling adjacent violators.
    """
    apart = [0.0]
    for left, right in pairwise(spots):
        apart.append(apart[-1] + left.half + gap + right.half)
    if not spots or lo + spots[0].half + apart[-1] + spots[-1].half > hi:
        return None if spots else []
    wanted = _rising([(spot.at - far, spot.weight) for spot, far in zip(spots, apart, strict=True)])
    first, last = lo + spots[0].half, hi - spots[-1].half - apart[-1]
    return [min(max(at, first), last) + far for at, far in zip(wanted, apart, strict=True)]


def _rising(wanted: Sequence[tuple[float, float]]) -> list[float]:
    """The nearest non-decreasing values, by weighted least squares, for (value, weight) pairs."""
    pools: list[tuple[float, float, int]] = []
    for value, weight in wanted:
        pools.append((value, weight, 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (left, heavy, left_size), (right, light, right_size) = pools[-2:]
            mean = (left * heavy + right * light) / (heavy + light)
            pools[-2:] = [(mean, heavy + light, left_size + right_size)]
    return [value for value, _, count in pools for _ in range(count)]


class Packed(NamedTuple):
    """Rows of indexes of spans; `shared` is true if some spans had to overlap."""

    rows: list[list[int]]
    shared: bool


def pack(spans: Sequence[tuple[float, float]], gap: float, most: int) -> Packed:
    """Put each span, in order, into the first row with room; when `most` rows are full, into the one with fewest."""
    rows: list[list[int]] = []
    shared = False
    for number, (left, right) in enumerate(spans):
        free = (row for row in rows if all(_clear(spans[other], (left, right), gap) for other in row))
        row = next(free, None)
        if row is None and len(rows) < most:
            rows.append(row := [])
        elif row is None:
            row, shared = min(rows, key=len), True
        row.append(number)
    return Packed(rows, shared)


def _clear(one: tuple[float, float], other: tuple[float, float], gap: float) -> bool:
    return one[1] + gap <= other[0] or other[1] + gap <= one[0]
