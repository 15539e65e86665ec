"""Lay out the timeline for a phone: years run down, each kind of work has a column, undated records are at the foot.

The layout has its years to the right, as that of any timeline, so that marks keep their shapes; `phone_drawing` turns
it. So a column is a lane here, and across a column is `y`.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

import pandas as pd

from mri_data.charts.timeline.date_shapes import Entry, Form, entries, mark
from mri_data.charts.timeline.lanes import LaneSetting, dated_block, reach
from mri_data.charts.timeline.layout import lane_of, years_covered
from mri_data.charts.timeline.model import Axis, Block, Lane, Mark, TargetArea, TimelineLayout
from mri_data.charts.timeline.sizes import PHONE
from mri_data.schema.records import WORK_AREAS
from mri_data.words.catalogue import Words

LENGTH = 640.0  # px of all years together.
BEFORE, BEYOND = 0.4, 20.0  # Years before the first record, and px after the last year, with room for an arrow.
UNDATED_GAP = 24.0  # px between the last year and the undated area, for the name of the undated area.
FINGER = 44.0  # px: the least length of a target, where its neighbours leave room for it.
PITCH = 22.0  # px that each record has across a column if there is room, and each undated one along the undated area.
LEAST_COLUMN = 36.0
MOST_DOWN = 12  # Undated records below each other, before they need a wider column.
LEAST_STRETCH = 20.0  # px of a series between two forums, enough for a target of its own.

Span = tuple[float, float]
# The target of one mark in px: its record, and its two ends along the years.
Stretch = tuple[str, float, float]


@dataclass(frozen=True)
class _Column:
    """A column: its lane, its dated marks, and its undated records in rows in the undated area."""

    lane: Lane
    dated: tuple[Mark, ...]
    undated: tuple[tuple[Entry, ...], ...]

    @property
    def end(self) -> float:
        return self.lane.top + self.lane.height


def phone_layout(
    records: pd.DataFrame,
    matched: Collection[str],
    *,
    width: float,
    record: str | None,
    data_year: float,
    say: Words,
    spoken: Mapping[str, str] | None = None,
    text: Callable[[str], str] = str,
) -> TimelineLayout | None:
    """Lay out all records for a picture `width` px wide when turned; None if marks would cover each other.

    Records whose id is not in `matched` are dimmed; `record` is selected. Every kind of work has a column. `text` marks
    a title that has no translation as English.
    """
    found = entries(records, matched, record, say, {}, spoken or {}, text)
    first, last = years_covered(found, None, data_year)
    lo = int(first) - BEFORE
    axis = Axis(lo, lo + (last - lo) * LENGTH / (LENGTH - BEYOND), PHONE.margin[0], LENGTH)
    setting = LaneSetting(axis, 0, PHONE, data_year, say, compact=True)
    columns = _columns(found, setting, width - PHONE.margin[2])
    if columns is None or any(_covered(column.dated, axis) for column in columns):
        return None
    return _laid_out(columns, setting, width)


def _laid_out(columns: Sequence[_Column], setting: LaneSetting, width: float) -> TimelineLayout:
    undated_length = _undated_length(columns)
    inner = LENGTH + (UNDATED_GAP + undated_length if undated_length else 0)
    undated = (setting.axis.right + UNDATED_GAP, setting.axis.left + inner)
    diamonds = [_undated(column) for column in columns]
    dated = {id: area for column in columns for id, area in _dated_targets(column, setting.axis)}
    return TimelineLayout(
        width=setting.axis.left + inner,
        plot_height=width - PHONE.margin[2],
        sizes=PHONE,
        axis=setting.axis,
        ticks=(),
        undated=undated,
        data_year=setting.data_year,
        lanes=tuple(column.lane for column in columns),
        marks=tuple(
            one for column, (marks, _) in zip(columns, diamonds, strict=True) for one in (*column.dated, *marks)
        ),
        labels=(),
        margin=PHONE.margin,
        shares=(LENGTH / inner, (LENGTH + UNDATED_GAP) / inner if undated_length else 1),
        target_areas=dated | {id: area for _, target_areas in diamonds for id, area in target_areas.items()},
    )


# --- columns


def _columns(found: Sequence[Entry], setting: LaneSetting, room: float) -> list[_Column] | None:
    """A column for each kind of work; None if they need more than `room` px."""
    inside = [[entry for entry in found if entry.area == area] for area in WORK_AREAS]
    blocks = [dated_block(lane, setting) for lane in inside]
    undated = [[entry for entry in lane if entry.precision == "undated"] for lane in inside]
    rows = [ceil(len(lane) / MOST_DOWN) * PHONE.row for lane in undated]
    widths = _widths([max(block.height, need) for block, need in zip(blocks, rows, strict=True)], room)
    if widths is None:
        return None
    tops = [sum(widths[:place]) for place in range(len(widths))]
    counts = [(len(lane), sum(entry.matched for entry in lane)) for lane in inside]
    lanes = [
        lane_of(area, top, width, *count, setting)
        for area, top, width, count in zip(WORK_AREAS, tops, widths, counts, strict=True)
    ]
    return [
        _Column(lane, _spread(block, lane), _in_rows(entries, lane.height))
        for lane, block, entries in zip(lanes, blocks, undated, strict=True)
    ]


def _widths(needs: Sequence[float], room: float) -> list[float] | None:
    """Widths of columns with the given least widths in px, as comfortable for a finger as the room allows."""
    least = [max(LEAST_COLUMN, need) for need in needs]
    more = [max(0, FINGER - width, need * PITCH / PHONE.row - width) for width, need in zip(least, needs, strict=True)]
    spare = room - sum(least)
    share = min(1.0, spare / sum(more)) if sum(more) else 1.0
    rest = (spare - share * sum(more)) / len(least)
    return [width + share * extra + rest for width, extra in zip(least, more, strict=True)] if spare >= 0 else None


def _spread(block: Block, lane: Lane) -> tuple[Mark, ...]:
    """The marks of a block, moved apart over the whole width of their column."""
    scale = lane.height / block.height if block.height else 1
    return tuple(one.moved(lane.top + one.y * scale - one.y) for one in block.marks)


def _in_rows(undated: Sequence[Entry], width: float) -> tuple[tuple[Entry, ...], ...]:
    across = max(1, int(width // PITCH), ceil(len(undated) / MOST_DOWN))
    return tuple(tuple(undated[start : start + across]) for start in range(0, len(undated), across))


# --- the undated area


def _undated_length(columns: Sequence[_Column]) -> float:
    """The px along the years that the undated records need; 0 if there are none."""
    most = max(len(column.undated) for column in columns)
    return max(FINGER, most * PITCH) if most else 0


def _undated(column: _Column) -> tuple[list[Mark], dict[str, TargetArea]]:
    """The diamonds of a column's undated records, and their targets, which fill its part of the undated area."""
    marks: list[Mark] = []
    target_areas: dict[str, TargetArea] = {}
    for row, inside in enumerate(column.undated):
        start, end = row / len(column.undated), (row + 1) / len(column.undated)
        wide = column.lane.height / len(inside)
        for place, entry in enumerate(inside):
            top, at = column.lane.top + place * wide, (start + end) / 2
            marks.append(mark(entry, Form("diamond", at, at), PHONE.diamond, top + wide / 2))
            target_areas[entry.id] = (start, end, top, top + wide)
    return marks, target_areas


# --- targets


def _dated_targets(column: _Column, axis: Axis) -> Iterator[tuple[str, TargetArea]]:
    """The targets of a column's dated marks: each row has its part of the column, and each mark its part of its row."""
    series = next((one for one in column.dated if one.shape == "series"), None)
    stretch = _uncovered(series, column.dated, axis) if series else None
    rows = _rows(column.dated)
    ends = [column.lane.top, *((one + other) / 2 for one, other in pairwise(rows)), column.end]
    for (top, bottom), marks in zip(pairwise(ends), rows.values(), strict=False):
        alongside_forums = series if series and any(one.forum for one in marks) else None
        if alongside_forums and not stretch:
            # The forums leave no gap: the series gets a strip next to them.
            edge = marks[0].y + marks[0].size / 2
            yield alongside_forums.id, (alongside_forums.x0, alongside_forums.x1, edge, bottom)
            bottom = edge
        taken = [(alongside_forums.id, *stretch)] if alongside_forums and stretch else []
        for id, left, right in _shared([*taken, *((one.id, *_ends(one, axis)) for one in marks)], axis):
            yield id, (_year(left, axis), _year(right, axis), top, bottom)


def _rows(marks: Sequence[Mark]) -> Mapping[float, list[Mark]]:
    """The marks by the middle of their row, from the top; without the series, which lies behind the forums."""
    own = sorted((one for one in marks if one.shape != "series"), key=lambda one: one.y)
    return {y: [one for one in own if one.y == y] for y in dict.fromkeys(one.y for one in own)}


def _shared(stretches: Sequence[Stretch], axis: Axis) -> Iterator[Stretch]:
    """Each stretch grown to the length of a finger's touch, as far as half the way to its neighbours."""
    ordered = sorted(stretches, key=lambda one: one[1:])
    between = [(one[2] + other[1]) / 2 for one, other in pairwise(ordered)]
    for (id, left, right), lo, hi in zip(ordered, [axis.left, *between], [*between, axis.right], strict=True):
        grow = max(0, FINGER - (right - left)) / 2
        yield id, max(lo, left - grow), min(hi, right + grow)


def _uncovered(series: Mark, marks: Sequence[Mark], axis: Axis) -> Span | None:
    """The longest stretch of the series in px that no forum covers; None if it is too short for a target."""
    covered = sorted(_ends(one, axis) for one in marks if one.forum)
    edges = [(axis.px(series.x0),) * 2, *covered, (axis.px(series.x1),) * 2]
    lasts = [max(right for _, right in edges[: place + 1]) for place in range(len(edges))]
    free = [(last, left) for last, (left, _) in zip(lasts, edges[1:], strict=False)]
    longest = max(free, key=lambda one: one[1] - one[0])
    return longest if longest[1] - longest[0] >= LEAST_STRETCH else None


def _covered(marks: Sequence[Mark], axis: Axis) -> bool:
    """Whether two marks of a row overlap."""
    spans = [sorted(_ends(one, axis) for one in row) for row in _rows(marks).values()]
    return any(one[1] > other[0] for row in spans for one, other in pairwise(row))


def _ends(one: Mark, axis: Axis) -> Span:
    """The two ends of a mark along the years, in px."""
    before, after = reach(one, one.size, axis, PHONE)
    return axis.px(one.x0) - before, axis.px(one.x1) + after


def _year(px: float, axis: Axis) -> float:
    return axis.lo + (px - axis.left) / axis.scale
