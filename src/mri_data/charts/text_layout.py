"""Set labels: break them into lines, push them apart on one line, pack them into rows."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from mri_data.charts.text_width import text_width
from mri_data.charts.timeline.model import LINE, Anchor, Label, Line, Role, Run

ELLIPSIS = "…"
GAP = " "
DATE_GAP = "  "
STEP = 6


@dataclass(frozen=True)
class Text:
    """Lines that are set, with their width and height in px."""

    lines: tuple[Line, ...]
    size: float

    @property
    def width(self) -> float:
        """Width of the longest line."""
        return max((line_width(line, self.size) for line in self.lines), default=0)

    @property
    def height(self) -> float:
        """Height of all lines."""
        return len(self.lines) * self.size * LINE

    def label(self, role: Role, x: float, dx: float, y: float, anchor: Anchor, **more: Any) -> Label:
        """The text as a label at a place."""
        return Label(role, self.lines, x, dx, y, anchor, self.size, self.width, self.height, **more)


def line_width(line: Line, size: float) -> float:
    """Width of a line in px."""
    return sum(_width(run.text, run.bold, size) for run in line)


@lru_cache(maxsize=4096)
def _width(text: str, bold: bool, size: float) -> float:
    return text_width(text, size, 700 if bold else 400)


def plain(*lines: str, size: float, bold: bool = False) -> Text:
    """Lines as they are given, in one weight."""
    return Text(tuple((Run(line, bold),) for line in lines), size)


def wrap(date: str, title: str, size: float, width: float, most: int) -> Text:
    """A bold date and a title in at most so many lines of so many px, as even as they can be.

    What does not fit is left out at a word, and an ellipsis says so.
    """
    words = [_cut(Run(word, True), size, width) for word in date.split()]
    words += [_cut(Run(word), size, width) for word in title.split()]
    lines = _broken(words, size, width)
    if len(lines) > most:
        return Text((*map(_joined, lines[: most - 1]), _shortened(lines[most - 1], size, width)), size)
    for narrower in range(int(width) - STEP, 0, -STEP):
        tighter = _broken(words, size, narrower)
        if len(tighter) > len(lines) or any(_words_width(line, size) > narrower for line in tighter):
            break
        lines = tighter
    return Text(tuple(map(_joined, lines)), size)


def _broken(words: list[Run], size: float, width: float) -> list[list[Run]]:
    """Words in lines, each as full as it can be."""
    lines: list[list[Run]] = []
    for word in words:
        if lines and _words_width([*lines[-1], word], size) <= width:
            lines[-1].append(word)
        else:
            lines.append([word])
    return lines


def _words_width(words: Sequence[Run], size: float) -> float:
    """Width of words in one line, gaps counted, as `_joined` sets them."""
    dates = sum(word.bold for word in words)
    gaps = max(0, dates - 1) * _width(GAP, True, size) + max(0, len(words) - dates - 1) * _width(GAP, False, size)
    between = _width(DATE_GAP, False, size) if 0 < dates < len(words) else 0
    return sum(_width(word.text, word.bold, size) for word in words) + gaps + between


def _joined(words: Sequence[Run]) -> Line:
    """Words as runs: those of one weight together, a wider gap between the date and the title."""
    bold = GAP.join(word.text for word in words if word.bold)
    rest = GAP.join(word.text for word in words if not word.bold)
    runs = [Run(bold, True)] if bold else []
    return (*runs, *([Run(DATE_GAP + rest if bold else rest)] if rest else []))


def _shortened(words: list[Run], size: float, width: float) -> Line:
    """The words that leave room for an ellipsis, and the ellipsis."""
    for end in range(len(words), 0, -1):
        last = words[end - 1]
        line = _joined([*words[: end - 1], Run(last.text.rstrip(",;:.") + ELLIPSIS, last.bold)])
        if line_width(line, size) <= width:
            return line
    return (Run(ELLIPSIS),)


def _cut(word: Run, size: float, width: float) -> Run:
    """A word, cut where it is longer than a line."""
    if line_width((word,), size) <= width:
        return word
    # A longer beginning is never narrower, so the longest that fits is found by halves.
    end = bisect_right(range(len(word.text)), width, key=lambda end: line_width((_begun(word, end),), size))
    return _begun(word, max(0, end - 1))


def _begun(word: Run, end: int) -> Run:
    return Run(word.text[:end] + ELLIPSIS, word.bold)


class Spot(NamedTuple):
    """A label that would like its middle at `at` px; `weight` tells how much it insists."""

    at: float
    half: float
    weight: float = 1


def spread(spots: Sequence[Spot], gap: float, lo: float, hi: float) -> list[float] | None:
    """Middles in px that keep the spots apart and in order between lo and hi, moved as little as possible.

    None when they need more room than there is. Least squares with an order to keep is isotonic regression;
    it is solved by pooling neighbours that are in each other's way.
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
    """The nearest values that never fall, for (value, weight) pairs."""
    pools: list[tuple[float, float, int]] = []
    for value, weight in wanted:
        pools.append((value, weight, 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (left, heavy, left_size), (right, light, right_size) = pools[-2:]
            mean = (left * heavy + right * light) / (heavy + light)
            pools[-2:] = [(mean, heavy + light, left_size + right_size)]
    return [value for value, _, count in pools for _ in range(count)]


class Packed(NamedTuple):
    """Rows of numbers of spans; `shared` tells that some had to overlap."""

    rows: list[list[int]]
    shared: bool


def pack(spans: Sequence[tuple[float, float]], gap: float, most: int) -> Packed:
    """Put spans, in order, each into the first row with room; beyond `most` rows they share the emptiest."""
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
