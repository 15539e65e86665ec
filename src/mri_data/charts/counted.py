"""What pages and files say of a record whose charts count it: notes, a key, and the numbers as tables.

A click on a bar or a sign gives its code: `2008|advocacy`, a year or `ongoing` or `undated`, and a kind of work.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from mri_data.charts import of_view
from mri_data.charts.map.circles import stand_behind
from mri_data.charts.timeline.bars import scale_of
from mri_data.charts.timeline.bars_model import Scale
from mri_data.charts.timeline.lane_counts import CLOSED
from mri_data.query.filters import Filters
from mri_data.record.view import View
from mri_data.schema.records import WORK_AREAS

SORTS = ("ongoing", "loose", "undated")
MARKS = ("day", "year", "range", "after", "ongoing", "undated")


class Table(NamedTuple):
    """The numbers behind a chart: heads, and rows of as many cells."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Sign(NamedTuple):
    """A line of the key: the shape of a mark, and what it means."""

    shape: str
    text: str


def choice(filters: Filters, code: str) -> Filters:
    """The filters that show what a bar or a sign counts, in place of those of date and kind of work.

    For a year these keep what may fall in it: also records that began before, and go on. A code that is none of ours
    changes nothing.
    """
    when, _, area = code.partition("|")
    wide = replace(filters, work_area=(area,), years=None, precision=(), undated=True, ongoing=True)
    if area in WORK_AREAS and when in ("ongoing", "undated"):
        return replace(wide, precision=(when,))
    if area in WORK_AREAS and when.isascii() and when.isdecimal():
        return replace(wide, years=(int(when), int(when)), precision=CLOSED)
    return filters


def timeline_note(view: View, *, alone: bool = False) -> str:
    """How to read the bars, where they start, and what they leave out; `alone` as a picture of what is shown."""
    say, scale = view.say, _scale(view, alone=alone)
    loose = sum(count.loose for count in of_view.counts_of(view)[1].values())
    parts = [
        say("many.note.timeline", number=say.digits(len(view.records))),
        say.n("many.note.scale", scale.most, number=say.digits(scale.most)),
        *_filtered(view, behind=scale.behind and not alone),
        *([say.n("many.note.loose", loose, number=say.digits(loose))] if loose else []),
    ]
    return " ".join(parts)


def _scale(view: View, *, alone: bool) -> Scale:
    every, kept = of_view.counts_of(view)
    drawn = kept if alone else every
    return scale_of((count.years, kept[area].years if area in kept else {}) for area, count in drawn.items())


def map_note(view: View, *, alone: bool = False) -> str:
    """How to read the map: what its circles count, what stands behind them, and what it says nothing about."""
    say = view.say
    if not view.is_counted:
        return say("map.note")
    every, kept = (max(count.places.values(), default=0) for count in view.place_counts())
    shown = _filtered(view, behind=stand_behind(every, kept) and not alone)
    parts = [say("many.note.map", number=say.digits(len(view.records))), *shown]
    return " ".join([*parts, say("many.note.map.places"), say("many.note.map.orientation")])


def _filtered(view: View, *, behind: bool) -> Iterator[str]:
    """Whether what the filters leave out stands behind the rest."""
    if view.filters:
        yield view.say("many.note.behind" if behind else "many.note.alone", shown=view.say.digits(view.count))


def key(view: View, *, alone: bool = True) -> list[Sign]:
    """How to read the marks of the timeline; `alone` without those that stand behind."""
    if not view.is_counted:
        return [Sign(shape, view.say(f"key.{shape}")) for shape in MARKS]
    behind = view.filters and not alone and _scale(view, alone=False).behind
    signs = ("bar", *(["pale"] if behind else []), "ongoing", "undated")
    return [Sign(shape, view.say(f"many.key.{shape}")) for shape in signs]


def timeline_table(view: View) -> Table:
    """The records shown by year and kind of work, those without a year below, and how many there are in all."""
    say, (_, kept) = view.say, of_view.counts_of(view)
    counts = list(kept.values())
    years = sorted({year for count in counts for year in count.years})
    rows = [(str(year), *_cells([count.years.get(year, 0) for count in counts], view)) for year in years]
    rows += [(say(f"many.table.{sort}"), *_cells([getattr(count, sort) for count in counts], view)) for sort in SORTS]
    rows.append((say("many.table.all"), *_cells([count.total for count in counts], view)))
    heads = (say("many.table.year"), *(say(f"area.{area}") for area in kept), say("many.table.all"))
    return Table(heads, tuple(rows))


def _cells(numbers: Iterable[int], view: View) -> list[str]:
    """Numbers and their sum."""
    found = list(numbers)
    return [view.say.digits(number) for number in (*found, sum(found))]


def map_table(view: View) -> Table:
    """The places of the records shown with their numbers, most first."""
    say, names = view.say, view.dataset.places["name"]
    kept = view.place_counts()[1].places
    heads = (say("many.table.place"), say("many.table.records"))
    return Table(heads, tuple((str(names[place]), say.digits(count)) for place, count in kept.items()))
