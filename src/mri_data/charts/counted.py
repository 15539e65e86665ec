"""Charts of counts of records, with their notes, keys and tables; implements `of_view.Charts`.

A click on a bar or a sign sends its code, such as `2008|advocacy`: a year, `ongoing` or `undated`, and a kind of work.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from mri_data.charts.map.circles import circles_layout, draws_all_behind
from mri_data.charts.map.context import shown_context
from mri_data.charts.map.layout import MapLayout, MapSize
from mri_data.charts.table import Sign, Table
from mri_data.charts.timeline.alt_text import counts_alt
from mri_data.charts.timeline.bars import bars_layout, scale_of
from mri_data.charts.timeline.bars_model import Scale
from mri_data.charts.timeline.context_model import ContextLane
from mri_data.charts.timeline.lane_counts import LaneCount, lane_counts
from mri_data.charts.timeline.model import TimelineLayout
from mri_data.query.filters import Filters
from mri_data.query.totals import PlaceCounts
from mri_data.record.view import View
from mri_data.schema.records import BOUNDED, WORK_AREAS

SORTS = ("ongoing", "loose", "undated")
Counts = Mapping[str, LaneCount]


def timeline(view: View, width: float, *, compact: bool = False, record: str | None = None) -> TimelineLayout:
    """Timeline of all records behind those of the view; `record` has no effect, as no record has its own mark."""
    every, kept = counts_of(view)
    return _bars(view, every, kept, width, compact=compact)


def timeline_shown(view: View, width: float, *, compact: bool = False, higher: float = 1) -> TimelineLayout:
    """Timeline of only the records that pass the filters, its bars `higher` times as high as usual."""
    kept = counts_of(view)[1]
    return _bars(view, kept, kept, width, compact=compact, higher=higher)


def timeline_alt(view: View, context: ContextLane | None = None, *, shown_only: bool = False) -> str:
    """Alternative text of the timeline."""
    every, kept = counts_of(view)
    return counts_alt(kept if shown_only else every, kept, view.say, context)


def counts_of(view: View) -> tuple[Counts, Counts]:
    """Counts by kind of work and date, of all records and of those that the view shows; cached."""
    every = view.dataset.cached("counted", lambda: lane_counts(view.records))
    return every, view.cached("counted shown", lambda: lane_counts(view.shown)) if view.filters else every


def _bars(view: View, every: Counts, kept: Counts, width: float, *, compact: bool, higher: float = 1) -> TimelineLayout:
    data_year = view.dataset.about.text_ends + 1.0
    more: dict[str, Any] = {"data_year": data_year, "say": view.say, "events": view.events}
    return bars_layout(every, kept, width=width, compact=compact, higher=higher, **more)


def places(view: View, size: MapSize, *, year: int | None, others: bool, with_key: bool) -> MapLayout:
    """Map of all places behind those of the view; it has no steps, so `year` and `others` have no effect."""
    every, kept = view.place_counts()
    return _circles(view, every, kept, size, with_key=with_key)


def places_shown(view: View, size: MapSize, *, others: bool) -> MapLayout:
    """Map of only the places of records that pass the filters; `others` has no effect."""
    kept = view.place_counts()[1]
    return _circles(view, kept, kept, size, with_key=True)


def _circles(view: View, every: PlaceCounts, kept: PlaceCounts, size: MapSize, *, with_key: bool) -> MapLayout:
    context = shown_context(view, with_key=with_key)
    return circles_layout(every, kept, view.dataset.places, say=view.say, map_context=context, **size._asdict())


def journey(view: View) -> pd.DataFrame:
    """No rows, because a map of counts has no steps."""
    return view.shown.iloc[:0]


def choice(filters: Filters, code: str) -> Filters:
    """Filters for the records that a clicked bar or sign counts; they replace those of date and kind of work.

    For a year, every record that may fall in it is kept, also ranges that began earlier. A code that is not valid
    leaves the filters as they are.
    """
    when, _, area = code.partition("|")
    wide = replace(filters, work_area=(area,), years=None, precision=(), undated=True, ongoing=True)
    if area in WORK_AREAS and when in ("ongoing", "undated"):
        return replace(wide, precision=(when,))
    if area in WORK_AREAS and when.isascii() and when.isdecimal():
        return replace(wide, years=(int(when), int(when)), precision=BOUNDED)
    return filters


def timeline_note(view: View, *, shown_only: bool = False) -> str:
    """How to read the bars, what scale they have, and how many records have no single year and so no bar."""
    say, scale = view.say, _scale(view, shown_only=shown_only)
    loose = sum(count.loose for count in counts_of(view)[1].values())
    parts = [
        say("counted.note.timeline", number=say.digits(len(view.records))),
        say.n("counted.note.scale", scale.most, number=say.digits(scale.most)),
        *_filtered(view, behind=scale.behind and not shown_only),
        *([say.n("counted.note.loose", loose, number=say.digits(loose))] if loose else []),
    ]
    return " ".join(parts)


def picture_note(view: View, *, brief: bool = False) -> str:
    """How to read a still timeline: its note, or `brief` only what its dotted line is."""
    return view.say("handout.key.end") if brief else timeline_note(view, shown_only=True)


def _scale(view: View, *, shown_only: bool) -> Scale:
    every, kept = counts_of(view)
    drawn = kept if shown_only else every
    return scale_of((count.years, kept[area].years if area in kept else {}) for area, count in drawn.items())


def map_note(view: View, *, shown_only: bool = False) -> str:
    """How to read the map: what its circles count, what the pale ones are, and what the map does not show."""
    say = view.say
    every, kept = (max(count.places.values(), default=0) for count in view.place_counts())
    shown = _filtered(view, behind=draws_all_behind(every, kept) and not shown_only)
    parts = [say("counted.note.map", number=say.digits(len(view.records))), *shown]
    return " ".join([*parts, say("counted.note.map.places"), say("counted.note.map.orientation")])


def _filtered(view: View, *, behind: bool) -> Iterator[str]:
    """With filters, a sentence on whether all records are drawn behind those shown."""
    if view.filters:
        yield view.say(
            "counted.note.all_behind" if behind else "counted.note.only_shown", shown=view.say.digits(view.count)
        )


def key(view: View, *, shown_only: bool = True) -> list[Sign]:
    """The lines of the key to the timeline; `shown_only` leaves out the pale bars in the background."""
    behind = view.filters and not shown_only and _scale(view, shown_only=False).behind
    signs = ("bar", *(["pale"] if behind else []), "ongoing", "undated")
    return [Sign(shape, view.say(f"counted.key.{shape}")) for shape in signs]


def key_note(view: View, *, shown_only: bool = True) -> str:
    """What a click on the timeline does: it filters; empty with `shown_only`, as a still picture has no filters."""
    return "" if shown_only else view.say("counted.key.note")


def timeline_table(view: View) -> Table:
    """Counts of the records shown by year and kind of work, then those without a single year, then totals."""
    say, (_, kept) = view.say, counts_of(view)
    counts = list(kept.values())
    years = sorted({year for count in counts for year in count.years})
    rows = [(str(year), *_cells([count.years.get(year, 0) for count in counts], view)) for year in years]
    rows += [
        (say(f"counted.table.{sort}"), *_cells([getattr(count, sort) for count in counts], view)) for sort in SORTS
    ]
    rows.append((say("counted.table.all"), *_cells([count.total for count in counts], view)))
    heads = (say("counted.table.year"), *(say(f"area.{area}") for area in kept), say("counted.table.all"))
    return Table(heads, tuple(rows))


def _cells(numbers: Iterable[int], view: View) -> list[str]:
    """Numbers and their sum as text."""
    found = list(numbers)
    return [view.say.digits(number) for number in (*found, sum(found))]


def map_table(view: View) -> Table:
    """Number of records shown for each place, most first."""
    say, names = view.say, view.dataset.places["name"]
    kept = view.place_counts()[1].places
    heads = (say("counted.table.place"), say("counted.table.records"))
    return Table(heads, tuple((str(names[place]), say.digits(count)) for place, count in kept.items()))
