"""Rings on the map for the context: places of government meetings and of later forums.

Context is never a record: a ring adds no host, stop or other place, and no filter of records hides it. From the inside
out, a place has its own mark, if any, then a ring for later forums and one for meetings.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from textwrap import shorten
from typing import Literal, NamedTuple

import pandas as pd

from mri_data.charts.map.label_placement import Box
from mri_data.charts.map.projection import Frame, equal_earth
from mri_data.charts.map.stops import Mark
from mri_data.charts.text_width import LEAST_FONT, text_width
from mri_data.record.context import Event
from mri_data.record.view import View
from mri_data.schema.context import MEETING_KINDS
from mri_data.sentences import findings

Layer = Literal["forums", "meetings"]

LAYERS: tuple[Layer, ...] = ("forums", "meetings")
# Radius of a ring around no mark, as a share of that of a host of one forum. `RING_GAP`: px between a ring and the mark
# or ring inside it.
SINGLE_RING_SIZES: dict[Layer, float] = {"forums": 0.45, "meetings": 0.72}
RING_GAP = 3.3
MOST_LINES, LONGEST_LINE = 4, 120
KEY_FONT, KEY_LINE, KEY_SIGN, KEY_EDGE = 0.86, 1.35, 17.0, 4.0


@dataclass(frozen=True)
class MapContext:
    """The context of a map: its events, its heading, and a name for the events of each layer.

    With `with_key`, a map explains its rings in a corner: where no text next to it does.
    """

    events: Sequence[Event] = ()
    heading: str = ""
    names: Mapping[Layer, str] = field(default_factory=dict)
    with_key: bool = False


def shown_context(view: View, *, with_key: bool) -> MapContext:
    """The context of a view for its map: meetings and later forums, whatever its filters."""
    names = {layer: findings.capitalised(view.say(f"context.in_line.{layer}")) for layer in LAYERS}
    return MapContext(on_map(view.events), view.say("context.show"), names, with_key)


class Ring(NamedTuple):
    """A ring with `radius` px to the middle of its stroke; `faint` if all its events were before the year shown."""

    layer: Layer
    radius: float
    faint: bool


@dataclass(frozen=True)
class ContextMark:
    """A place of meetings and later forums, with its `events` up to the year shown; x and y in map units.

    `current` are the events in the year shown, or all of them if the map shows all years.
    """

    place: str
    name: str
    x: float
    y: float
    rings: tuple[Ring, ...]
    events: tuple[Event, ...]
    current: tuple[Event, ...]
    heading: str

    @property
    def reach(self) -> float:
        """The radius of the outermost ring in px."""
        return self.rings[-1].radius

    def years(self, layer: Layer) -> str:
        """Years of the events of a layer, such as `2006 · 2013`; empty if there are none."""
        return " · ".join(_years(event for event in self.events if layer_of(event) == layer))

    def as_mark(self) -> Mark:
        """The place as a `Mark` of the kind `other`, with the years of its current events, to place a label for it."""
        years = _years(self.current)
        return Mark(self.place, self.name, self.x, self.y, self.reach, "on", True, (), years, (), ())


def layer_of(event: Event) -> Layer | None:
    """The layer of the map that shows an event; None for milestones."""
    if event.kind == "forum":
        return "forums"
    return "meetings" if event.kind in MEETING_KINDS else None


def on_map(events: Iterable[Event]) -> list[Event]:
    """The meetings and later forums among events, including those without a place."""
    return [event for event in events if layer_of(event)]


def in_year(event: Event, year: int) -> bool:
    """Whether an event was, or may have been, in a year."""
    return event.earliest.year <= year <= event.latest.year


def context_marks(
    map_context: MapContext, places: pd.DataFrame, marks: Iterable[Mark], size: float, year: int | None
) -> tuple[ContextMark, ...]:
    """A mark for each place with events up to `year`, or of all years; its rings go around that place's own mark.

    `marks` are the marks of records on the map, `size` is the radius of a host of one forum in px.
    """
    cores = {mark.place: mark.radius for mark in marks}
    reached = [event for event in on_map(map_context.events) if year is None or event.earliest.year <= year]
    ids = dict.fromkeys(place for event in reached for place in event.places if place in places.index)
    found = []
    for place in ids:
        here = tuple(event for event in reached if place in event.places)
        current = tuple(event for event in here if year is None or in_year(event, year))
        x, y = equal_earth(places.at[place, "lon"], places.at[place, "lat"])
        spot = round(float(x), 3), round(float(y), 3)
        rings = _rings(here, current, cores.get(place), size)
        found.append(
            ContextMark(place, str(places.at[place, "name"]), *spot, rings, here, current, map_context.heading)
        )
    return tuple(found)


def _rings(here: Iterable[Event], current: Iterable[Event], core: float | None, size: float) -> tuple[Ring, ...]:
    """A ring for each layer with events, from the inside out; `core` is the radius of the mark inside, if any."""
    layers, strong = ({layer_of(event) for event in events} for events in (here, current))
    rings: list[Ring] = []
    for layer in LAYERS:
        if layer in layers:
            core = SINGLE_RING_SIZES[layer] * size if core is None else core + RING_GAP
            rings.append(Ring(layer, round(core, 2), layer not in strong))
    return tuple(rings)


def unlabelled_marks(context: Iterable[ContextMark], marks: Iterable[Mark]) -> list[Mark]:
    """Marks of the places that have current events and no label of their own as places of records."""
    named = {mark.place for mark in marks if mark.state != "off"}
    return [mark.as_mark() for mark in context if mark.current and mark.place not in named]


def context_lines(mark: ContextMark) -> list[str]:
    """Hover lines of a mark, unescaped: the heading of the context, then date and title of each event."""
    lines = [shorten(f"– {event.when}: {event.title}", LONGEST_LINE, placeholder=" …") for event in mark.events]
    rest = ["…"] if len(lines) > MOST_LINES else []
    return [mark.heading, *lines[:MOST_LINES], *rest]


def _years(events: Iterable[Event]) -> tuple[str, ...]:
    spans = ((event.earliest.year, event.latest.year) for event in events)
    return tuple(dict.fromkeys(str(first) if first == last else f"{first}–{last}" for first, last in spans))


@dataclass(frozen=True)
class KeyLine:
    """A line of the key in the corner of a still map: the layer whose ring it explains, or None for the heading.

    x is its left end and y its middle in px.
    """

    layer: Layer | None
    text: str
    x: float
    y: float
    font: float


def key_lines(
    frame: Frame, context: Sequence[ContextMark], map_context: MapContext, font: float, left: float = 0.0
) -> tuple[KeyLine, ...]:
    """The key to the rings, at the bottom, `left` px from the corner; empty without rings or `with_key`."""
    shown = {ring.layer for mark in context for ring in mark.rings} if map_context.with_key else set()
    texts: list[tuple[Layer | None, str]] = [(None, map_context.heading)] if shown else []
    texts += [(layer, map_context.names.get(layer, layer)) for layer in reversed(LAYERS) if layer in shown]
    size = max(LEAST_FONT, font * KEY_FONT)
    first = frame.height - KEY_EDGE - (len(texts) - 0.5) * size * KEY_LINE
    return tuple(
        KeyLine(layer, text, left + KEY_EDGE + (KEY_SIGN if layer else 0), first + at * size * KEY_LINE, size)
        for at, (layer, text) in enumerate(texts)
    )


def key_box(key: Sequence[KeyLine]) -> list[Box]:
    """The boxes of the lines of the key in px, which no label may cover."""
    return [
        Box(
            line.x - KEY_SIGN - KEY_EDGE,
            line.y - line.font * KEY_LINE / 2,
            line.x + text_width(line.text, line.font),
            line.y + line.font,
        )
        for line in key
    ]
