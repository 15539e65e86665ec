"""Lay out everything on the map, so that renderers only have to draw it.

Positions are in map units (see `projection`); radii, line widths, fonts and label sizes are in px for a map that is
`width` px wide. Forums are stops in the order of their dates, and legs join each stop to the next.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd

from mri_data.charts.map.context import (
    LAYERS,
    ContextMark,
    KeyLine,
    MapContext,
    context_marks,
    key_box,
    key_lines,
    unlabelled_marks,
)
from mri_data.charts.map.inset import LABEL_SIZE, Window, framed, moved_label, moved_mark
from mri_data.charts.map.label_placement import Box
from mri_data.charts.map.labels import MapLabel, context_labels, map_labels, with_numbers_of
from mri_data.charts.map.projection import WORLD_WIDTH, Frame, Rings, extent
from mri_data.charts.map.route import Points, arrowhead, bent_legs
from mri_data.charts.map.stops import Journey, Mark, Stop, journey, placed_count
from mri_data.charts.text_width import LEAST_FONT
from mri_data.words.catalogue import Words
from mri_data.words.names import clauses

RADIUS, COMPACT_RADIUS = 6.4, 4.6
LEG_WIDTH, CURRENT_WIDTH = 2.2, 3.0
FAINTEST, STRONGEST = 0.75, 1.0
NOTHING = MapContext()
MOST_LISTED = 10
ARROW_LENGTH, ARROW_WIDTH, SHORTEST_WITH_ARROW = 10.0, 7.5, 34.0

# A window narrower than this, in multiples of its font size, has labels without years.
NAMES_ONLY = 12.0


class MapSize(NamedTuple):
    """Width and height of a map in px, the font size of its labels, and whether these are without years."""

    width: float
    height: float
    font: float
    compact: bool


@dataclass(frozen=True, eq=False)
class Leg:
    """The curve from one stop to the next: points (n, 2) and arrowhead (3, 2) in map units, width in px."""

    start: str
    end: str
    year: int
    points: Points
    arrow: Points | None
    alpha: float
    width: float
    current: bool


@dataclass(frozen=True)
class PlaceCount:
    """A place (x, y in map units) with the number of records that name it, and of those among them that are shown."""

    place: str
    name: str
    x: float
    y: float
    all: int
    shown: int


@dataclass(frozen=True)
class MapLayout:
    """A map ready to draw.

    `stops` are the matched forums up to the year, with the names of their cities. `shown` is the number of matched
    records, `with_place` that of those on the map. `context` has the rings of the context, which are not counted, and
    `key` explains them. `inset` shows a part of the map enlarged; the labels of its marks are only there.
    """

    frame: Frame
    year: int | None
    stops: tuple[tuple[Stop, str], ...]
    hosts: tuple[Mark, ...]
    others: tuple[Mark, ...]
    legs: tuple[Leg, ...]
    labels: tuple[MapLabel, ...]
    shown: int
    with_place: int
    context: tuple[ContextMark, ...] = ()
    key: tuple[KeyLine, ...] = ()
    inset: "Inset | None" = None

    def places_alt(self, say: Words) -> list[str]:
        """Alternative text: sentences on the stops in order and on other places."""
        stops = clauses((_joined((stop.number, name, stop.years)) for stop, name in self.stops), say)
        others = clauses((_joined((mark.name, " · ".join(mark.years))) for mark in self.others), say)
        parts = []
        if stops and self.year is None:
            parts.append(say("map.alt.stops", stops=stops))
        elif stops:
            parts.append(say("map.alt.stops_until", stops=stops, year=self.year))
        if others:
            parts.append(say("map.alt.others", places=others))
        return parts or [say("map.alt.empty")]

    def placed_line(self, say: Words) -> str:
        """Sentence on placed records, such as `15 of 17 records have a place on the map.`"""
        return say.n("map.with_place", self.with_place, records=say.n("map.records", self.shown))


@dataclass(frozen=True, eq=False)
class Inset:
    """A part of the map enlarged, in the units of the whole map: its outline, its land, and all that is in it.

    `part` is the outline of that part on the map, `inside` the layout of what is in it.
    """

    outline: Points
    part: Points
    land: Rings
    inside: MapLayout

    @property
    def places(self) -> frozenset[str]:
        """Ids of the places in it."""
        return frozenset(mark.place for mark in (*self.inside.hosts, *self.inside.others))


@dataclass(frozen=True)
class CircleLayout(MapLayout):
    """A counted map, without a journey: `counted` are the places with their counts, `hosts` their circles."""

    counted: tuple[PlaceCount, ...] = ()

    def places_alt(self, say: Words) -> list[str]:
        """Alternative text: sentences on the places with most records and on the number of others."""
        shown = [one for one in self.counted if one.shown]
        if not shown:
            return [say("map.alt.empty")]
        most = clauses((f"{one.name} {say.digits(one.shown)}" for one in shown[:MOST_LISTED]), say)
        parts, rest = [say("counted.map.alt", places=most)], len(shown) - MOST_LISTED
        return [*parts, say.n("counted.map.more", rest, number=say.digits(rest))] if rest > 0 else parts

    def placed_line(self, say: Words) -> str:
        """Sentence on placed records, such as `3,204 of 4,000 records have a place on the map.`"""
        number, records = say.digits(self.with_place), say.digits(self.shown)
        return say.n("counted.map.with_place", self.with_place, number=number, records=records)


def map_layout(
    records: pd.DataFrame,
    places: pd.DataFrame,
    matched: Collection[str],
    *,
    year: int | None,
    others: bool,
    width: float,
    height: float,
    font: float,
    compact: bool,
    map_context: MapContext = NOTHING,
) -> MapLayout:
    """Lay out the map of all records; those whose id is in `matched` pass the filters.

    Args:
        records: all records.
        places: all places, by id, with their coordinates.
        matched: ids of the records that pass the filters.
        year: the year of a step of the journey, None for all years.
        others: adds the places of matched achievements; they are always added if no forum matches.
        width: the width in px.
        height: the height in px.
        font: the font size of labels in px.
        compact: smaller marks, and labels without years.
        map_context: the context to show, whatever the filters.
    """
    trip = journey(records, places, matched, others=others, size=COMPACT_RADIUS if compact else RADIUS)
    shown = records[records["id"].isin(list(matched))]
    frame, window = Frame(width, height), None
    if not compact:
        frame, window = framed(width, height, [*_matched(trip), *trip.others()])
    whole = _nameless(frame, trip, year, shown, map_context, font, window)
    if window is None:
        return _finished(whole, trip, map_context, font, compact=compact)
    return _with_inset(whole, trip, map_context, font, window)


def _with_inset(layout: MapLayout, trip: Journey, map_context: MapContext, font: float, window: Window) -> MapLayout:
    """The finished map with a part of it enlarged: the marks in that part are smaller and have their labels there."""
    small = max(LEAST_FONT, font * LABEL_SIZE)
    tight = window.frame.width < NAMES_ONLY * small
    inside = _finished(_enlarged(layout, window), trip, map_context, small, compact=tight)
    reduced = replace(trip, smaller=window.places)
    outside = _finished(
        _reduced(layout, reduced, map_context),
        reduced,
        map_context,
        font,
        compact=False,
        unnamed={*window.places, *(mark.place for mark in inside.context)},
        kept_free=[window.box],
    )
    return replace(outside, inset=_inset(inside, layout.frame, window))


def _matched(trip: Journey) -> list[Mark]:
    """The hosts of matched forums."""
    return [mark for mark in trip.hosts(None) if mark.state != "off"]


def _nameless(
    frame: Frame,
    trip: Journey,
    year: int | None,
    shown: pd.DataFrame,
    map_context: MapContext,
    font: float,
    window: Window | None,
) -> MapLayout:
    """The layout of the whole journey with its context, without labels; its key is clear of the window, if any."""
    hosts, others = trip.hosts(None), trip.others()
    context = context_marks(map_context, trip.places, (*hosts, *others), trip.size, None)
    return MapLayout(
        frame=frame,
        year=year,
        stops=trip.so_far(year),
        hosts=hosts,
        others=others,
        legs=_legs(frame, hosts, trip.stops),
        labels=(),
        shown=len(shown),
        with_place=placed_count(shown, trip.places),
        context=context,
        key=key_lines(frame, context, map_context, font, left=window.key_left if window else 0.0),
    )


def _finished(
    layout: MapLayout,
    trip: Journey,
    map_context: MapContext,
    font: float,
    *,
    compact: bool,
    unnamed: Collection[str] = (),
    kept_free: Sequence[Box] = (),
) -> MapLayout:
    """The map of its year, with labels of all marks but those in `unnamed`, clear of the boxes in `kept_free`."""
    free = [*key_box(layout.key), *kept_free]
    whole = _named(layout, font, compact=compact, unnamed=unnamed, kept_free=free)
    if layout.year is not None:
        whole = _at_year(whole, layout.year, trip, map_context)
    return with_context_named(whole, font, compact=compact, unnamed=unnamed, kept_free=free)


def _enlarged(layout: MapLayout, window: Window) -> MapLayout:
    """What a window shows of a map, without labels."""
    legs = [replace(leg, points=piece, arrow=None) for leg in layout.legs for piece in window.pieces(leg.points)]
    return replace(
        layout,
        frame=window.frame,
        hosts=tuple(mark for mark in layout.hosts if window.within((mark.x, mark.y))),
        others=tuple(mark for mark in layout.others if window.within((mark.x, mark.y))),
        context=tuple(mark for mark in layout.context if window.within((mark.x, mark.y))),
        legs=tuple(legs),
        key=(),
    )


def _reduced(layout: MapLayout, trip: Journey, map_context: MapContext) -> MapLayout:
    """The map with the smaller marks of `trip`."""
    hosts, others = trip.hosts(None), trip.others()
    context = context_marks(map_context, trip.places, (*hosts, *others), trip.size, None)
    return replace(layout, hosts=hosts, others=others, context=context)


def _inset(inside: MapLayout, whole: Frame, window: Window) -> Inset:
    """The finished layout of a window, moved to where it is on the whole map."""
    move, (left, bottom, right, top) = window.moved(whole), window.frame.bounds
    part = np.array([(left, bottom), (right, bottom), (right, top), (left, top), (left, bottom)])
    moved = replace(
        inside,
        frame=whole,
        hosts=tuple(moved_mark(mark, move) for mark in inside.hosts),
        others=tuple(moved_mark(mark, move) for mark in inside.others),
        legs=tuple(replace(leg, points=move(leg.points)) for leg in inside.legs),
        labels=tuple(moved_label(label, move) for label in inside.labels),
        context=tuple(moved_mark(mark, move) for mark in inside.context),
    )
    return Inset(move(part), part, window.land(whole), moved)


def _named(
    layout: MapLayout, font: float, *, compact: bool, unnamed: Collection[str], kept_free: Sequence[Box]
) -> MapLayout:
    """The map with labels of hosts and other places, clear of the rings of the context."""
    nameless = [mark for mark in (*layout.hosts, *layout.others) if mark.place in unnamed]
    labels = map_labels(
        layout.frame,
        [mark for mark in layout.hosts if mark.place not in unnamed],
        [mark for mark in layout.others if mark.place not in unnamed],
        [leg.points for leg in layout.legs],
        font,
        compact=compact,
        context=[*nameless, *(mark.as_mark() for mark in layout.context)],
        kept_free=kept_free,
    )
    return replace(layout, labels=labels)


def with_context_named(
    layout: MapLayout,
    font: float,
    *,
    compact: bool,
    unnamed: Collection[str] = (),
    kept_free: Sequence[Box] = (),
) -> MapLayout:
    """The map with added labels of the places of the context, where the other labels leave room."""
    marks = (*layout.hosts, *layout.others)
    labels = context_labels(
        layout.frame,
        [*marks, *(mark.as_mark() for mark in layout.context)],
        [mark for mark in unlabelled_marks(layout.context, marks) if mark.place not in unnamed],
        [leg.points for leg in layout.legs],
        font,
        compact=compact,
        taken=layout.labels,
        kept_free=kept_free,
    )
    return replace(layout, labels=(*layout.labels, *labels))


def map_alt(layout: MapLayout, say: Words) -> str:
    """Alternative text of the map: its places, how many records have one, and the context."""
    return " ".join([*layout.places_alt(say), layout.placed_line(say), *_context_alt(layout, say)])


def _context_alt(layout: MapLayout, say: Words) -> Iterator[str]:
    """A sentence for each layer of the context that has places."""
    for layer in reversed(LAYERS):
        here = [_joined((mark.name, mark.years(layer))) for mark in layout.context if mark.years(layer)]
        if here:
            yield say("map.alt.context", kind=say(f"context.in_line.{layer}"), places=clauses(here, say))


def _joined(parts: Iterable[object]) -> str:
    return " ".join(str(part) for part in parts if part)


def _legs(frame: Frame, hosts: Sequence[Mark], stops: Sequence[Stop]) -> tuple[Leg, ...]:
    """The legs between dated stops; none between consecutive forums in the same city."""
    spots = {mark.place: (mark.x, mark.y) for mark in hosts}
    dated = [(stop.place, stop.year) for stop in stops if stop.year is not None]
    pairs = [(start, end, year) for (start, _), (end, year) in pairwise(dated) if start != end]
    low, high = extent()
    ways = [(spots[start], spots[end]) for start, end, _ in pairs]
    curves = bent_legs(ways, list(spots.values()), ((-WORLD_WIDTH / 2, low), (WORLD_WIDTH / 2, high)))
    alphas = np.linspace(FAINTEST, STRONGEST, len(pairs)).round(2).tolist() if len(pairs) > 1 else [STRONGEST]
    return tuple(
        Leg(*pair, points=path, arrow=_arrow(frame, path), alpha=alpha, width=LEG_WIDTH, current=False)
        for pair, path, alpha in zip(pairs, curves, alphas, strict=False)
    )


def _arrow(frame: Frame, path: Points) -> Points | None:
    """The arrowhead of a leg; None if the leg is too short for one."""
    if np.hypot(*(path[-1] - path[0])) * frame.scale < SHORTEST_WITH_ARROW:
        return None
    return arrowhead(path, ARROW_LENGTH / frame.scale, ARROW_WIDTH / frame.scale)


def _at_year(layout: MapLayout, year: int, trip: Journey, map_context: MapContext) -> MapLayout:
    """The map at one step of the journey: legs up to the year, that of the year strong; labels keep their places."""
    there, ringed = ({mark.place for mark in marks} for marks in (layout.hosts, layout.context))
    hosts = tuple(mark for mark in trip.hosts(year) if mark.place in there)
    marks = {mark.place: mark for mark in hosts}
    legs = [_leg_at(leg, year) for leg in layout.legs if leg.year <= year]
    labels = [
        label if label.other else with_numbers_of(layout.frame, label, marks[label.place]) for label in layout.labels
    ]
    context = tuple(
        mark
        for mark in context_marks(map_context, trip.places, (*hosts, *layout.others), trip.size, year)
        if mark.place in ringed
    )
    return replace(layout, hosts=hosts, legs=tuple(legs), labels=tuple(labels), context=context)


def _leg_at(leg: Leg, year: int) -> Leg:
    if leg.year == year:
        return replace(leg, alpha=1.0, width=CURRENT_WIDTH, current=True)
    return replace(leg, alpha=FAINTEST)
