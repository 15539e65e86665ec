"""Lay out a timeline: a lane for each kind of work, a mark for each record, and an area for undated ones.

The shape of a mark shows how precisely its date is known. Renderers only draw the result.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from math import floor

import pandas as pd

from mri_data.charts.text_layout import plain
from mri_data.charts.timeline.context import context_lane
from mri_data.charts.timeline.date_shapes import Entry, bounds, entries
from mri_data.charts.timeline.lanes import LaneSetting, dated_block, tray_block
from mri_data.charts.timeline.model import AXIS_SHARE, UNDATED_FROM, Axis, Block, Label, Lane, Mark, TimelineLayout
from mri_data.charts.timeline.sizes import COMPACT, FULL, Sizes
from mri_data.record.context import Event
from mri_data.schema.records import WORK_AREAS
from mri_data.words.catalogue import Words

STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
MOST_STEPS = 9
FREE_STEP = 0.2  # Share of a step kept free before the first record.
PAD_LEFT, PAD_RIGHT = (0.027, 0.05)  # Shares of the years shown: 1989.35 to 2015.2 for 1990 to 2014.
DEFAULT_YEARS = 20
LEAST_HEIGHT = 60
LANE_TITLE_Y = 14
UNDATED_LABEL_X = 8
END_LABEL_GAP = 3  # px between the line at the end of the source text and its label.


def timeline_layout(
    records: pd.DataFrame,
    matched: Collection[str],
    *,
    width: float,
    compact: bool,
    record: str | None,
    span: tuple[int, int] | None = None,
    data_year: float,
    say: Words,
    explained: Collection[int] = (),
    events: Sequence[Event] = (),
    alongside: Mapping[str, str] | None = None,
    spoken: Mapping[str, str] | None = None,
    text: Callable[[str], str] = str,
    sizes: Sizes | None = None,
) -> TimelineLayout:
    """Lay out all records; those whose id is not in `matched` are dimmed and have no label.

    Args:
        width: the least width of the figure in px, with margins; labels that do not overlap there never overlap at a
            greater width.
        record: the id of the selected record.
        span: a first and a last year that the axis must include.
        data_year: the decimal year where the source text ends; marks of ongoing records end there.
        explained: years for which a note explains why they have no forum; only these are labelled as empty.
        events: context, in a lane of its own and never counted.
        alongside: for some forums, by id, a sentence on the government meeting that they met alongside.
        spoken: by id, what a screen reader says of a record.
        text: marks a title that has no translation as English.
        sizes: other sizes than those of a full or a compact timeline on a page.
    """
    found = entries(records, matched, record, say, alongside or {}, spoken or {}, text)
    ticks, ends = _years(found, span, data_year)
    setting, undated = lane_setting(width, ends, data_year, say, compact=compact, sizes=sizes)
    return _laid_out(found, replace(setting, explained=frozenset(explained)), width, ticks, undated, events)


def _laid_out(
    found: Sequence[Entry],
    setting: LaneSetting,
    width: float,
    ticks: tuple[int, ...],
    undated: tuple[float, float],
    events: Sequence[Event],
) -> TimelineLayout:
    """The layout of the entries: the lane of the context, then those of the records."""
    context, names = context_lane(events, setting)
    lanes, block = _lanes(found, setting, context.height if context else 0)
    height = max(LEAST_HEIGHT, block.height)
    return TimelineLayout(
        width=width,
        plot_height=height,
        sizes=setting.sizes,
        axis=setting.axis,
        ticks=ticks,
        undated=undated,
        data_year=setting.data_year,
        lanes=lanes,
        marks=block.marks,
        labels=(*names, *block.labels, *margin_labels(setting, height)),
        margin=setting.sizes.margin,
        context=context,
    )


def lane_setting(
    width: float, ends: tuple[float, float], data_year: float, say: Words, *, compact: bool, sizes: Sizes | None = None
) -> tuple[LaneSetting, tuple[float, float]]:
    """The setting of the lanes, and the left and right end in px of the undated area."""
    sizes = sizes or (COMPACT if compact else FULL)
    left = sizes.margin[0]
    inner = width - left - sizes.margin[1]
    undated = (left + UNDATED_FROM * inner, left + inner)
    axis = Axis(*ends, left, AXIS_SHARE * inner)
    return LaneSetting(axis, undated[1] - undated[0], sizes, data_year, say, compact), undated


def _years(
    found: Sequence[Entry], span: tuple[int, int] | None, data_year: float
) -> tuple[tuple[int, ...], tuple[float, float]]:
    """The ticks, from the step before the first record, and the ends of the axis, slightly beyond the records."""
    first, last = years_covered(found, span, data_year)
    step = next((step for step in STEPS if (last - first) / step <= MOST_STEPS), STEPS[-1])
    start = floor((first - FREE_STEP * step) / step) * step
    years = last - start
    return tuple(range(start, floor(last) + 1, step)), (start - PAD_LEFT * years, last + PAD_RIGHT * years)


def years_covered(found: Sequence[Entry], span: tuple[int, int] | None, data_year: float) -> tuple[float, float]:
    """The first and the last decimal year of records, span and source text."""
    known = [year for entry in found for year in bounds(entry)]
    known += [span[0], span[1] + 1] if span else []
    return min([*known, data_year]) - (0 if known else DEFAULT_YEARS), max([*known, data_year])


def _lanes(found: Sequence[Entry], setting: LaneSetting, top: float) -> tuple[tuple[Lane, ...], Block]:
    """The lanes that have records, stacked from `top` px down, and a block of all their marks and labels."""
    lanes: list[Lane] = []
    marks: list[Mark] = []
    labels: list[Label] = []
    for area in WORK_AREAS:
        inside = [entry for entry in found if entry.area == area]
        if not inside:
            continue
        blocks = [dated_block(inside, setting), tray_block(inside, setting)]
        height = _lane_height(area, blocks, setting.sizes)
        matched = sum(entry.matched for entry in inside)
        lanes.append(lane_of(area, top, height, len(inside), matched, setting))
        labels.append(lane_label(lanes[-1], setting))
        for block in blocks:
            moved = block.moved(top + setting.sizes.strip + (height - setting.sizes.strip - block.height) / 2)
            marks += moved.marks
            labels += moved.labels
        top += height
    return tuple(lanes), Block(top, tuple(marks), tuple(labels))


def _lane_height(area: str, blocks: Sequence[Block], sizes: Sizes) -> float:
    needed = max(block.height for block in blocks) + sizes.strip + 2 * sizes.row_gap
    return max(sizes.lanes[area], needed)


def lane_of(area: str, top: float, height: float, total: int, matched: int, setting: LaneSetting) -> Lane:
    """A lane with its name; for a screen reader, with the number of its records."""
    say, name = setting.say, setting.say(f"area.long.{area}")
    title = say(f"area.{area}") if setting.compact else name
    counted, shown = (say.n("timeline.lane", count, lane=name) for count in (total, matched))
    some = say.n("timeline.lane.some", total, lane=name, shown=matched)
    return Lane(area, title, top, height, counted if matched == total else some, shown)


def lane_label(lane: Lane, setting: LaneSetting) -> Label:
    """Label with the name of a lane: in its upper left corner, or left of it in a compact timeline."""
    text = plain(lane.title, size=setting.sizes.lane_font, bold=True)
    lo = setting.axis.lo
    if setting.compact:
        return Label.of(text, "lane", lo, -6, lane.top + lane.height / 2, "end", area=lane.area)
    return Label.of(text, "lane", lo, 2, lane.top + LANE_TITLE_Y, "start", area=lane.area)


def margin_labels(setting: LaneSetting, plot_height: float) -> list[Label]:
    """The label above the undated area and, unless compact, the one below the line at the end of the source text."""
    if setting.compact:
        undated = plain(setting.say("timeline.undated.short"), size=setting.sizes.font)
        if undated.width > setting.undated_width:
            return [Label.of(undated, "undated", 1, 0, -LANE_TITLE_Y, "end", undated=True)]
        return [Label.of(undated, "undated", 0.5, 0, -LANE_TITLE_Y, "middle", undated=True)]
    undated = plain(setting.say("timeline.undated"), size=setting.sizes.font)
    if undated.width + UNDATED_LABEL_X > setting.undated_width:
        undated = plain(setting.say("timeline.undated.short"), size=setting.sizes.font)
    ends = plain(setting.say("timeline.text_ends", year=_year_text(setting.data_year)), size=setting.sizes.font)
    fits = setting.axis.px(setting.data_year) - END_LABEL_GAP - ends.width >= setting.axis.left
    return [
        Label.of(undated, "undated", 0, UNDATED_LABEL_X, -LANE_TITLE_Y, "start", undated=True),
        Label.of(
            ends,
            "ends",
            setting.data_year,
            -END_LABEL_GAP if fits else END_LABEL_GAP,
            plot_height + LANE_TITLE_Y,
            "end" if fits else "start",
        ),
    ]


def _year_text(year: float) -> str:
    """A decimal year as text: `2013/14` for the turn of the year 2014.0, else the year."""
    return f"{year - 1:.0f}/{year % 100:02.0f}" if year == int(year) else str(int(year))
