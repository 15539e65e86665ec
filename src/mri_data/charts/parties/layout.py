"""Lay out the chart of the number of States parties over time.

A State that joined on an unknown day is drawn as a box instead of a step of the line: as wide as the period in which it
joined, from the least to the greatest possible number of parties.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from math import ceil, floor

from mri_data.charts.drawing import LINE
from mri_data.charts.parties.labels import APART, END_WIDTH, fits_next_to_end, labels
from mri_data.charts.parties.model import Band, Box, PartiesLayout, Path, day
from mri_data.charts.text_layout import wrap
from mri_data.charts.text_width import text_width
from mri_data.sentences import convention
from mri_data.sentences.convention import Growth, Moment
from mri_data.words.catalogue import Words

# From this width, in multiples of the font size, the last label is beside the end of the line, else above it.
ROOMY = 44
TICKS, MOST_TICKS = (1, 2, 5, 10, 20, 50), 4
YEARS, YEAR_ROOM = (5, 10, 20), 4.0
# The free space above the greatest number is this fraction of it: 1 / AIR.
AIR = 15
# The height of the line above the chart, in multiples of the font size.
HEADING = 1.6


def parties_layout(
    growth: Growth, say: Words, *, width: float, height: float, font: float, captioned: bool = False, heading: str = ""
) -> PartiesLayout:
    """Lay out the chart in width by height px with text of `font` px.

    `captioned` adds how to read it below, `heading` a line above.
    """
    end, most = day(growth.ends.last, end=True), max(growth.ends.count.most, 1)
    axis, roomy = (floor(day(growth.starts)), end), width >= ROOMY * font
    times = _times(growth, end)
    boxes = tuple(time for time in times if time.low < time.high)
    caption = _caption(bool(boxes), say, width, font) if captioned else ()
    counts = _ticks(most)
    headed = bool(heading) and (roomy or not fits_next_to_end(heading, growth, say, font, width))
    margin = _margin(str(counts[-1]), font, len(caption), roomy=roomy, headed=headed)
    laid = PartiesLayout(
        width,
        height,
        font,
        margin,
        axis,
        top=most + max(1, round(most / AIR)),
        years=_years(*axis, (width - margin[0] - margin[1]) / font),
        counts=counts,
        line=_line(times),
        below=tuple(corner for time in times for corner in ((time.x0, time.low), (time.x1, time.low))),
        boxes=boxes,
        steps=tuple(step for step in convention.steps(growth.parties) if day(step.first) < end),
        band=_band(growth.launch, end),
        point=_point(growth.in_force, end),
        needed=growth.needed if growth.needed < most else 0,
        caption=caption,
        heading=heading,
    )
    return replace(laid, labels=labels(laid, growth, say, roomy=roomy))


def _margin(count: str, font: float, captions: int, *, roomy: bool, headed: bool) -> tuple[float, float, float, float]:
    """Margins in px: numbers at the left, the last label at the right or above, years and caption below."""
    below = 1.9 + (0.5 + captions * LINE if captions else 0)
    right, top = (END_WIDTH + APART, 1.2) if roomy else (1.3, 1.9)
    return text_width(count, font) + 0.7 * font, right * font, (top + headed * HEADING) * font, below * font


def _ticks(most: int) -> tuple[int, ...]:
    """The numbers of parties that have a grid line: a few, at even steps from 0."""
    step = next((step for step in TICKS if most / step <= MOST_TICKS), ceil(most / MOST_TICKS))
    return tuple(range(0, most + 1, step))


def _years(start: float, end: float, room: float) -> tuple[int, ...]:
    """The years of the tick labels, as many as fit in `room`, which is in multiples of the font size."""
    step = next((step for step in YEARS if room * step / (end - start) >= YEAR_ROOM), YEARS[-1])
    return tuple(range(ceil(start / step) * step, floor(end) + 1, step))


def _times(growth: Growth, end: float) -> list[Box]:
    """The periods between changes, up to `end`, each with the least and greatest possible number of parties."""
    least, most = Counter[float](), Counter[float]()
    for step in convention.steps(growth.parties):
        most[day(step.first)] += len(step.states)
        least[day(step.last, end=not step.known)] += len(step.states)
    edges = sorted({day(growth.starts), end, *(x for x in (*least, *most) if x < end)})
    times, low, high = [], 0, 0
    for x0, x1 in pairwise(edges):
        low, high = low + least[x0], high + most[x0]
        times.append(Box(x0, x1, low, high))
    return times


def _line(times: Sequence[Box]) -> tuple[Path, ...]:
    """The paths of the line, as (decimal year, parties), one for each stretch in which the number is known."""
    known = [list(run) for sure, run in groupby(times, lambda time: time.low == time.high) if sure]
    return tuple(
        tuple(corner for time in run for corner in ((time.x0, time.low), (time.x1, time.low))) for run in known
    )


def _band(moment: Moment | None, end: float) -> Band | None:
    if moment is None or day(moment.first) >= end:
        return None
    return Band(day(moment.first), min(day(moment.last, end=True), end), moment.count)


def _point(moment: Moment | None, end: float) -> tuple[float, float] | None:
    if moment is None or moment.first != moment.last or day(moment.first) >= end:
        return None
    return day(moment.first), moment.count.most


def _caption(boxes: bool, say: Words, width: float, font: float) -> tuple[str, ...]:
    sentences = [say("convention.not_why"), *([say("convention.key.box.short")] if boxes else [])]
    lines = wrap("", " ".join(sentences), font, width, 3).lines
    return tuple("".join(run.text for run in line) for line in lines)
