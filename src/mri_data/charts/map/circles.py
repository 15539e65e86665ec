"""Lay out a counted map: one circle for each place, with an area proportional to the number of records that name it.

It has no journey. Pale circles of all records are behind those of the records shown; the largest have labels.
"""

from collections.abc import Sequence
from dataclasses import replace
from math import sqrt

import pandas as pd

from mri_data.charts.map.context import MapContext, context_marks, key_box, key_lines
from mri_data.charts.map.inset import frame_of_world
from mri_data.charts.map.labels import map_labels
from mri_data.charts.map.layout import NOTHING, RADIUS, CircleLayout, MapLayout, PlaceCount, with_context_named
from mri_data.charts.map.projection import equal_earth
from mri_data.charts.map.stops import Mark, State
from mri_data.charts.timeline.bars_labels import counts_text
from mri_data.query.totals import PlaceCounts
from mri_data.words.catalogue import Words

# Largest and least radius as shares of the map's width, each within bounds in px, so that none hides a continent and
# all are visible.
LARGEST, LEAST = 0.03, 0.0033
LARGEST_PX, LEAST_PX = (11.0, 24.0), (1.7, 2.6)
# All records are drawn behind those shown while the largest count of all is at most this many times the largest shown.
MOST_BEHIND = 10
# Px of map width for each place with a label, and for each further circle that labels must not cover.
PX_A_NAME, PX_A_CIRCLE = 65, 10


def circles_layout(
    every: PlaceCounts,
    kept: PlaceCounts,
    places: pd.DataFrame,
    *,
    width: float,
    height: float,
    font: float,
    compact: bool,
    say: Words,
    map_context: MapContext = NOTHING,
) -> MapLayout:
    """Lay out counts by place, of all records (`every`) and of those shown (`kept`).

    For the other arguments see `map_layout`.
    """
    frame = frame_of_world(width, height)
    counts = _counts(every, kept, places)
    behind, circles = _circles(counts, width, say)
    context = context_marks(map_context, places, circles or behind, RADIUS, None)
    layout = CircleLayout(
        frame=frame,
        year=None,
        stops=(),
        hosts=(*behind, *circles),
        others=(),
        legs=(),
        labels=(),
        shown=kept.records,
        with_place=kept.named,
        context=context,
        key=key_lines(frame, context, map_context, font),
        counted=counts,
    )
    return with_context_named(_named(layout, circles, font, compact=compact), font, compact=compact)


def _counts(every: PlaceCounts, kept: PlaceCounts, places: pd.DataFrame) -> tuple[PlaceCount, ...]:
    """All places with their counts, sorted by the number of records shown, most first."""
    x, y = (spots.round(3) for spots in equal_earth(places["lon"], places["lat"]))
    at = {place: number for number, place in enumerate(places.index)}
    names = places["name"].tolist()
    found = [
        PlaceCount(
            place, str(names[at[place]]), float(x[at[place]]), float(y[at[place]]), count, kept.places.get(place, 0)
        )
        for place, count in every.places.items()
    ]
    return tuple(sorted(found, key=lambda one: -one.shown))


def _circles(counts: Sequence[PlaceCount], width: float, say: Words) -> tuple[list[Mark], list[Mark]]:
    """The pale circles of all records and the circles of the records shown, each with larger ones first."""
    every, kept = max((one.all for one in counts), default=0), max((one.shown for one in counts), default=0)
    filtered = any(one.shown < one.all for one in counts)
    behind = filtered and draws_all_behind(every, kept)
    least, largest = (_within(share * width, *px) for share, px in ((LEAST, LEAST_PX), (LARGEST, LARGEST_PX)))
    full = largest / sqrt(max(1, every if behind else kept))
    back = sorted(counts, key=lambda one: -one.all) if behind else []
    return (
        [_mark(one, one.all, max(least, full * sqrt(one.all)), "off", say) for one in back],
        [_mark(one, one.shown, max(least, full * sqrt(one.shown)), "on", say) for one in counts if one.shown],
    )


def draws_all_behind(every: int, kept: int) -> bool:
    """Whether to draw all records behind those shown, from the largest count of each at any place.

    If all records are far more, the circles of those shown would be too small to see.
    """
    return not kept or every <= kept * MOST_BEHIND


def _within(number: float, low: float, high: float) -> float:
    return min(max(number, low), high)


def _mark(one: PlaceCount, number: int, radius: float, state: State, say: Words) -> Mark:
    text, years = counts_text(one.shown, one.all, say), (say.digits(number),)
    spot = (one.x, one.y, round(radius, 2))
    return Mark(one.place, one.name, *spot, state, False, (), years, (), (text,), counted=True)


def _named(layout: MapLayout, circles: Sequence[Mark], font: float, *, compact: bool) -> MapLayout:
    """The map with labels for the places with most records shown, clear of the larger circles."""
    most, clear = (int(layout.frame.width // px) for px in (PX_A_NAME, PX_A_CIRCLE))
    rest = [*circles[most : most + clear], *(mark.as_mark() for mark in layout.context)]
    labels = map_labels(
        layout.frame,
        circles[:most],
        (),
        (),
        font,
        compact=compact,
        context=rest,
        kept_free=key_box(layout.key),
    )
    return replace(layout, labels=labels)
