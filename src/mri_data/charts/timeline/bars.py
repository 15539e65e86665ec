"""Lay out a counted timeline: in each lane a bar for each year whose height is the number of records.

Records without a single year have no bar; `bars_labels` puts signs and labels for them below and beside the bars.
"""

from collections.abc import Iterable, Mapping, Sequence
from math import ceil, floor, log10
from typing import NamedTuple

from mri_data.charts.timeline.bars_labels import counts_text, loose, peak, rail, scale_label, undated_count
from mri_data.charts.timeline.bars_model import LARGE, SMALL, Counted, Heights, Scale, YearBar, YearBars
from mri_data.charts.timeline.context import context_lane
from mri_data.charts.timeline.lane_counts import LaneCount
from mri_data.charts.timeline.lanes import LaneSetting
from mri_data.charts.timeline.layout import (
    DEFAULT_YEARS,
    LEAST_HEIGHT,
    MOST_STEPS,
    STEPS,
    lane_label,
    lane_of,
    lane_setting,
    margin_labels,
)
from mri_data.charts.timeline.model import AXIS_SHARE, Block, Label, Lane, Mark, TimelineLayout
from mri_data.charts.timeline.sizes import COMPACT, FULL
from mri_data.record.context import Event
from mri_data.words.catalogue import Words

# All records are drawn behind those shown while the highest bar of all is at most this many times the highest shown.
MOST_BEHIND = 8
WIDEST_BAR, APART = 26.0, 1.2  # px
LEAST_STEP = 27.0  # px between tick labels.
GAP_SHARE = 0.2  # Share of a year kept free between narrow bars.
NICE = (1, 2, 5)


class _Drawn(NamedTuple):
    """A lane and everything in it; `line` is the y of the scale's line, None if its bars do not reach that."""

    lane: Lane
    foot: float
    line: float | None
    bars: list[YearBar]
    marks: list[Mark]
    labels: list[Label]


def bars_layout(
    every: Mapping[str, LaneCount],
    kept: Mapping[str, LaneCount],
    *,
    width: float,
    compact: bool,
    data_year: float,
    say: Words,
    events: Sequence[Event] = (),
    higher: float = 1,
) -> TimelineLayout:
    """Lay out counts by kind of work, of all records (`every`) and of those shown (`kept`).

    The bars are `higher` times as high as usual. For the other arguments see `timeline_layout`.
    """
    counted = [Counted(area, count, kept.get(area, LaneCount())) for area, count in every.items()]
    ticks, ends = _years(every.values(), data_year, width, compact=compact)
    setting, undated = lane_setting(width, ends, data_year, say, compact=compact)
    context, names = context_lane(events, setting)
    lanes, bars, block = _lanes(counted, setting, context.height if context else 0, higher)
    height = max(LEAST_HEIGHT, block.height)
    return TimelineLayout(
        width=width,
        plot_height=height,
        sizes=setting.sizes,
        axis=setting.axis,
        ticks=ticks,
        undated=undated,
        data_year=data_year,
        lanes=lanes,
        marks=block.marks,
        labels=(*names, *block.labels, *margin_labels(setting, height)),
        margin=setting.sizes.margin,
        context=context,
        years=bars,
    )


def _years(
    counts: Iterable[LaneCount], data_year: float, width: float, *, compact: bool
) -> tuple[tuple[int, ...], tuple[float, float]]:
    """The ticks, and the ends of the axis: all years that occur, with a few px of space on both sides."""
    known = [year for count in counts for year in count.years]
    first = min(min(known, default=floor(data_year) - DEFAULT_YEARS), ceil(data_year) - 1)
    last = max(max(known, default=first) + 1, ceil(data_year))
    sizes, heights = (COMPACT, SMALL) if compact else (FULL, LARGE)
    inner = AXIS_SHARE * (width - sizes.margin[0] - sizes.margin[1])
    scale = (inner - heights.before - heights.after) / (last - first)
    least = max((last - first) / MOST_STEPS, LEAST_STEP / scale)
    step = next((step for step in STEPS if step >= least), STEPS[-1])
    ends = first - heights.before / scale, last + heights.after / scale
    return tuple(range(ceil(first / step) * step, last + 1, step)), ends


def scale_of(counts: Iterable[tuple[Mapping[int, int], Mapping[int, int]]], room: float = 1) -> Scale:
    """One scale for all lanes, from pairs of counts by year (of all records, of those shown).

    It goes from zero to the largest count that is drawn, and is `room` px high.
    """
    pairs = list(counts)
    every, kept = (max((n for pair in pairs for n in pair[at].values()), default=0) for at in (0, 1))
    behind = not kept or every <= kept * MOST_BEHIND
    most = max(1, every if behind else kept)
    tens = 10 ** int(log10(most))
    return Scale(most, max(step * tens for step in NICE if step * tens <= most), behind, room)


def _lanes(
    counted: Sequence[Counted], setting: LaneSetting, top: float, higher: float
) -> tuple[tuple[Lane, ...], YearBars, Block]:
    """The lanes, stacked from `top` px down, their bars, and a block of all other marks and labels in them."""
    usual = SMALL if setting.compact else LARGE
    heights = usual._replace(bars=usual.bars * higher)
    scale = scale_of(((one.all.years, one.shown.years) for one in counted), heights.bars)
    drawn: list[_Drawn] = []
    for one in counted:
        drawn.append(_lane(one, top, heights, scale, setting))
        top += drawn[-1].lane.height
    bars = YearBars(
        tuple(bar for one in drawn for bar in one.bars),
        tuple(one.foot for one in drawn),
        tuple(one.line for one in drawn if one.line is not None),
    )
    marks, labels = (tuple(part for one in drawn for part in getattr(one, name)) for name in ("marks", "labels"))
    return tuple(one.lane for one in drawn), bars, Block(top, marks, labels)


def _lane(one: Counted, top: float, heights: Heights, scale: Scale, setting: LaneSetting) -> _Drawn:
    """One lane, as high as its highest bar needs."""
    drawn = (one.all if scale.behind else one.shown).years.values()
    reach = max(heights.least, scale.height(max(drawn, default=0)))
    foot = top + heights.head + reach
    rows = heights.rail * bool(one.all.ongoing) + heights.loose * bool(one.all.loose)
    height = foot + rows + heights.foot - top
    lane = lane_of(one.area, top, height, one.all.total, one.shown.total, setting)
    bars = _bars(one, foot, reach, scale, setting)
    signs = [*rail(one, foot, heights, setting), *undated_count(one, lane, setting)]
    line = foot - scale.height(scale.line) if scale.height(scale.line) <= reach else None
    labels = [lane_label(lane, setting), *scale_label(line, scale, setting), *peak(one, bars, scale, setting)]
    labels += [*loose(one, lane, heights, setting), *(label for _, label in signs)]
    return _Drawn(lane, foot, line, bars, [mark for mark, _ in signs], labels)


def _bars(one: Counted, foot: float, reach: float, scale: Scale, setting: LaneSetting) -> list[YearBar]:
    say, wide = setting.say, setting.axis.scale
    inset = max(min(GAP_SHARE, APART / wide), 1 - WIDEST_BAR / wide) / 2
    found = []
    for year, every in sorted(one.all.years.items()):
        kept = one.shown.years.get(year, 0)
        behind = scale.behind and kept < every
        bar = YearBar(
            id=f"{year}|{one.area}",
            area=one.area,
            x0=year + inset,
            x1=year + 1 - inset,
            foot=foot,
            all=scale.height(every) if behind else 0.0,
            shown=scale.height(kept),
            room=reach,
            title=say("counted.in_year", year=year, lane=say(f"area.long.{one.area}")),
            text=counts_text(kept, every, say),
        )
        found.append(bar)
    return found
