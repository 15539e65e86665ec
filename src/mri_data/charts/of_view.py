"""A view's timeline and map, laid out once for whatever shows them: pages, slides, printed sheets, picture files."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from segno import DataOverflowError

from mri_data.charts.drawing import Drawing, Item
from mri_data.charts.map.circles import many_map
from mri_data.charts.map.context import LAYERS, Beside, on_map
from mri_data.charts.map.drawing import journey, map_drawing
from mri_data.charts.map.layout import MapLayout, map_alt, map_layout
from mri_data.charts.map.projection import Rings, coarse_land
from mri_data.charts.palette import Palette
from mri_data.charts.parties.drawing import parties_drawing
from mri_data.charts.parties.figure import parties_alt
from mri_data.charts.parties.layout import parties_layout
from mri_data.charts.parties.model import PartiesLayout
from mri_data.charts.qr import qr_drawing
from mri_data.charts.timeline.bars import many_layout
from mri_data.charts.timeline.bars_labels import many_alt
from mri_data.charts.timeline.context_model import ContextLane
from mri_data.charts.timeline.drawing import timeline_drawing
from mri_data.charts.timeline.figure import timeline_alt
from mri_data.charts.timeline.lane_counts import LaneCount, lane_counts
from mri_data.charts.timeline.layout import timeline_layout
from mri_data.charts.timeline.model import TimelineLayout
from mri_data.query import totals
from mri_data.query.filters import Filters
from mri_data.record.view import View
from mri_data.sentences import convention, findings
from mri_data.sentences.one_record import meeting
from mri_data.sentences.page_title import convention_title, places_title, timeline_title

# How much larger a timeline may be drawn than on a page: its smallest figures are 12 px there.
SCALES = (1.9, 1.67, 1.55, 1.5)
CONTEXT_SCALE = 2.2
# The least size of the words in the chart of States parties, and into how many lines of them a picture is high.
PARTIES_FONT, PARTIES_LINES = 12.5, 32


class MapSize(NamedTuple):
    """Width and height of a map in px, the size of its labels, and whether it leaves the years out of them."""

    width: float
    height: float
    font: float
    compact: bool


@cache
def land() -> Rings:
    """The land outline in map units, for still pictures and simple maps."""
    return coarse_land()


def timeline_of(view: View, width: float, *, compact: bool = False, record: str | None = None) -> TimelineLayout:
    """The timeline of all records, those of the view in full, at least `width` px wide; `record` is selected."""
    if view.is_counted:
        return _timeline_of_many(view, width, compact=compact)
    return timeline_layout(
        view.records,
        view.matched,
        width=width,
        compact=compact,
        record=record,
        data_year=view.dataset.about.text_ends + 1.0,
        say=view.say,
        explained=frozenset(year for note in view.dataset.notes for year in note.years),
        events=view.events,
        alongside=_alongside(view) if view.events else None,
    )


def timeline_told(view: View, context: ContextLane | None = None, *, alone: bool = False) -> str:
    """What the timeline shows, for people who cannot see it; `alone` without the records that are not shown."""
    if view.is_counted:
        every, kept = counts_of(view)
        return many_alt(kept if alone else every, kept, view.say, context)
    return timeline_alt(view.shown if alone else view.records, view.matched, view.say, context)


def counts_of(view: View) -> tuple[Mapping[str, LaneCount], Mapping[str, LaneCount]]:
    """All records by kind of work and date, and those that a view shows; each counted once."""
    every = view.dataset.once("counted", lambda: lane_counts(view.records))
    return every, view.once("counted shown", lambda: lane_counts(view.shown)) if view.filters else every


def _timeline_of_many(view: View, width: float, *, compact: bool, alone: bool = False) -> TimelineLayout:
    """The counts of all records, those of the view in full; `alone` without the others behind them."""
    every, kept = counts_of(view)
    return many_layout(
        kept if alone else every,
        kept,
        width=width,
        compact=compact,
        data_year=view.dataset.about.text_ends + 1.0,
        say=view.say,
        events=view.events,
    )


def _alongside(view: View) -> dict[str, str]:
    """What to say of each forum that met alongside a meeting of governments, by the id of the forum."""
    met = {row["id"]: meeting(row, view.labels) for _, row in totals.forums_of(view.records).iterrows()}
    return {forum: view.say("timeline.alongside", meeting=text) for forum, text in met.items() if text}


def map_of(
    view: View, size: MapSize, *, year: int | None = None, others: bool = False, keyed: bool = False
) -> MapLayout:
    """The map of all records, those of the view in full, at one step of the journey or at its end.

    Where the view shows context, so does the map: its meetings and later forums, whatever the filters. `keyed` says
    in a corner what their marks mean, for pictures that have no words beside them. Of a record that is counted there
    is one map: all places, and no steps.
    """
    if view.is_counted:
        return _map_of_many(view, size, keyed=keyed)
    return map_layout(
        view.records,
        view.dataset.places,
        view.matched,
        year=year,
        others=others,
        beside=_beside(view, keyed),
        **size._asdict(),
    )


def _map_of_many(view: View, size: MapSize, *, keyed: bool, alone: bool = False) -> MapLayout:
    """The places of all records, those of the view in full; `alone` without the others behind them."""
    every, kept = view.place_counts()
    return many_map(
        kept if alone else every,
        kept,
        view.dataset.places,
        say=view.say,
        beside=_beside(view, keyed),
        **size._asdict(),
    )


def _beside(view: View, keyed: bool) -> Beside:
    names = {layer: findings.capital(view.say(f"context.in_line.{layer}")) for layer in LAYERS}
    return Beside(on_map(view.events), view.say("context.show"), names, keyed)


def timeline_picture(view: View, palette: Palette, width: float, *, compact: bool = False) -> Drawing:
    """The timeline of the records of a view, and of no others."""
    if view.is_counted:
        layout = _timeline_of_many(view, width, compact=compact, alone=True)
    else:
        layout = timeline_of(view, width, compact=compact).only_matched()
    return timeline_drawing(layout, palette, timeline_title(view), timeline_told(view, layout.context, alone=True))


def map_picture(view: View, palette: Palette, size: MapSize, *, others: bool = True) -> Drawing:
    """The map of the records of a view: the way of the forum and, with `others`, every other place they name."""
    if view.is_counted:
        layout = _map_of_many(view, size, keyed=True, alone=True)
    else:
        layout = map_of(view, size, others=others, keyed=True)
    title = places_title(view)
    return map_drawing(layout, palette, land(), title, map_alt(layout, view.say))


def map_step(view: View, palette: Palette, size: MapSize, year: int) -> tuple[Item, ...]:
    """What lies on the land at one step of the journey."""
    return journey(map_of(view, size, year=year, keyed=True), palette)


def backdrop(view: View, palette: Palette, size: MapSize) -> Drawing:
    """The map without names and without context, to stand behind a title."""
    layout = replace(map_of(replace(view, context=()), size), labels=())
    return map_drawing(layout, palette, land(), view.say("picture.backdrop"), map_alt(layout, view.say))


def timeline_in(view: View, palette: Palette, width: float, height: float) -> tuple[Drawing, float]:
    """The timeline for a room of width by height px, and the scale that fills it: its words as large as they can be.

    A timeline too high for the room at the least of the scales is drawn compact.
    """
    return _fitting(view, palette, width, height, SCALES)


def context_in(view: View, palette: Palette, width: float, height: float) -> tuple[Drawing, float]:
    """The context above the forums it has to do with, and the scale that fills the room, as `timeline_in`."""
    forums = replace(view, filters=view.filters.narrowed(Filters(kind=("forum",))))
    return _fitting(view if forums.empty else forums, palette, width, height, (CONTEXT_SCALE, *SCALES))


def _fitting(
    view: View, palette: Palette, width: float, height: float, scales: Sequence[float]
) -> tuple[Drawing, float]:
    for scale in scales:
        drawing = timeline_picture(view, palette, width / scale)
        if drawing.height * scale <= height:
            return drawing, scale
    drawing = timeline_picture(view, palette, width / SCALES[0], compact=True)
    return drawing, min(SCALES[0], height / drawing.height)


def has_map(view: View) -> bool:
    """Whether any record of the view has a place."""
    return view.has_place


def qr_of(view: View) -> Drawing | None:
    """The view's own address to scan; none where it is not public, or longer than a code holds."""
    if not view.public:
        return None
    address = view.address()
    try:
        return qr_drawing(address, view.say("qr.alt", address=address))
    except DataOverflowError:
        return None


def has_parties(view: View) -> bool:
    """Whether the data has a list of States parties to the Convention, to draw how their number grew."""
    return convention.told(view.dataset.context)


def shows_parties(view: View) -> bool:
    """Whether a view has the Convention beside its records, and a list of States parties to show."""
    return "convention" in view.beside and has_parties(view)


def parties_of(
    view: View, width: float, height: float, *, font: float = PARTIES_FONT, captioned: bool = False
) -> PartiesLayout:
    """How the number of States parties grew, where there is a list of them: see `has_parties`."""
    growth = convention.growth(view)
    return parties_layout(growth, view.say, width=width, height=height, font=font, captioned=captioned)


def parties_picture(view: View, palette: Palette, width: float, height: float, *, font: float | None = None) -> Drawing:
    """The same as a still picture, with a line on how to read it; its words grow with its height, or are of `font`."""
    size = font or max(PARTIES_FONT, height / PARTIES_LINES)
    layout = parties_of(view, width, height, font=size, captioned=True)
    title = convention_title(view)
    return parties_drawing(layout, palette, title, parties_alt(layout, view.say))
