"""Hover targets of a timeline: their positions and their texts."""

from collections.abc import Iterable
from math import ceil
from textwrap import wrap

from mri_data.charts.drawing import Span
from mri_data.charts.palette import Palette
from mri_data.charts.scene import Lines, Target
from mri_data.charts.timeline.model import Label, Mark, TimelineLayout

TARGET = 20  # px
LEAST_TARGET = 5  # px: a stretch of a series between two forums that is shorter has no target.
TITLE_WIDTH = 60
# The shapes of forums that carry a number.
NUMBERED = {"pill", "dashed"}


def target(mark: Mark, palette: Palette) -> Target:
    """The target of a mark: title, date, place, kind of work and the meeting alongside; a click sends its id."""
    return Target(mark.id, tip(mark.title, (mark.when, mark.where), mark.kind, palette, mark.alongside))


def tip(title: str, when: Iterable[str], kind: str, palette: Palette, more: str = "") -> Lines:
    """Hover text: the title, `when` joined on one line, `more` and, muted, the kind."""
    return (
        *[(Span(line, "", 700),) for line in _lines(title)],
        (Span(" · ".join(part for part in when if part), ""),),
        *[(Span(line, ""),) for line in _lines(more)],
        (Span(kind, palette.muted),),
    )


def _lines(text: str) -> list[str]:
    """A text wrapped into lines; short plain texts skip the wrapping, as there are hundreds of them."""
    if len(text) <= TITLE_WIDTH and text.isprintable():
        return [text] if text else []
    return wrap(text, TITLE_WIDTH)


def spots(mark: Mark, layout: TimelineLayout) -> list[float]:
    """The x of the hover targets of a mark: one at least every `TARGET` px; forums and diamonds have one."""
    if mark.shape == "series":
        return _uncovered(mark, layout) or [mark.middle]
    return [mark.middle] if mark.forum or mark.shape == "diamond" else row_of_spots(mark.x0, mark.x1, layout)


def row_of_spots(x0: float, x1: float, layout: TimelineLayout) -> list[float]:
    """Middles of equal parts of a bar, each at most `TARGET` px wide."""
    count = max(1, ceil((x1 - x0) * layout.axis.scale / TARGET))
    return [x0 + (place + 0.5) * (x1 - x0) / count for place in range(count)]


def label_spots(label: Label, layout: TimelineLayout) -> list[float]:
    """The x of the hover targets of a label, at most `TARGET` px apart."""
    left, _, right, _ = layout.box(label)
    start, end = layout.tray if label.tray else (layout.axis.left, layout.axis.right)
    lo, hi = (0.0, 1.0) if label.tray else (layout.axis.lo, layout.axis.hi)
    count = max(1, ceil((right - left) / TARGET))
    spots = (left + (place + 0.5) * (right - left) / count for place in range(count))
    return [lo + (spot - start) / (end - start) * (hi - lo) for spot in spots]


def _uncovered(series: Mark, layout: TimelineLayout) -> list[float]:
    """The middles of the stretches of a series that no forum covers, so that its targets hide none of a forum."""
    numbered = (mark for mark in layout.marks if mark.forum and mark.shape in NUMBERED)
    left, found = series.x0, []
    for mark in sorted(numbered, key=lambda mark: mark.x0):
        half = max(mark.x1 - mark.x0, mark.size / layout.axis.scale) / 2
        found.append((left, mark.middle - half))
        left = max(left, mark.middle + half)
    found.append((left, series.x1))
    return [(a + b) / 2 for a, b in found if (b - a) * layout.axis.scale >= LEAST_TARGET]
