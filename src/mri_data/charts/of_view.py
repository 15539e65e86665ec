"""A view's timeline and map, laid out once for whatever shows them: pages, slides, printed sheets, picture files."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Protocol

import pandas as pd
from segno import DataOverflowError

from mri_data.charts import counted, marks
from mri_data.charts.drawing import Drawing, Item
from mri_data.charts.map.layout import MapLayout, map_alt
from mri_data.charts.map.layout import MapSize as MapSize
from mri_data.charts.map.projection import Rings, coarse_land
from mri_data.charts.map.scene import ground
from mri_data.charts.map.scene import scene as map_scene
from mri_data.charts.palette import Palette
from mri_data.charts.parties.labels import parties_alt
from mri_data.charts.parties.layout import parties_layout
from mri_data.charts.parties.model import PartiesLayout
from mri_data.charts.parties.scene import scene as parties_scene
from mri_data.charts.qr import qr_drawing
from mri_data.charts.table import Sign, Table
from mri_data.charts.timeline.context_model import ContextLane
from mri_data.charts.timeline.model import TimelineLayout
from mri_data.charts.timeline.scene import scene as timeline_scene
from mri_data.charts.to_shapes import drawing, shapes
from mri_data.query.filters import Filters
from mri_data.record.view import View
from mri_data.sentences import convention
from mri_data.sentences.page_title import convention_title, places_title, timeline_title

# How much larger a timeline may be drawn than on a page: its smallest figures are 12 px there.
SCALES = (1.9, 1.67, 1.55, 1.5)
CONTEXT_SCALE = 2.2
# The least size of the words in the chart of States parties, and into how many lines of them a picture is high.
PARTIES_FONT, PARTIES_LINES = 12.5, 32


class Charts(Protocol):
    """What the two kinds of charts have in common: those with a mark for each record, and those that count records.

    `shown_only` is for a picture of the records shown, without the others behind them.
    """

    def timeline(self, view: View, width: float, *, compact: bool = ..., record: str | None = ...) -> TimelineLayout:
        """The timeline of all records, those of the view in full, at least `width` px wide; `record` is selected."""

    def timeline_shown(self, view: View, width: float, *, compact: bool = ...) -> TimelineLayout:
        """The timeline of the records of the view, and of no others."""

    def timeline_alt(self, view: View, context: ContextLane | None = ..., *, shown_only: bool = ...) -> str:
        """What the timeline shows, for people who cannot see it."""

    def places(self, view: View, size: MapSize, *, year: int | None, others: bool, keyed: bool) -> MapLayout:
        """The map of all records, those of the view in full."""

    def places_shown(self, view: View, size: MapSize, *, others: bool) -> MapLayout:
        """The map of the records of the view."""

    def journey(self, view: View) -> pd.DataFrame:
        """The forums shown whose years are the steps of the map."""

    def timeline_note(self, view: View, *, shown_only: bool = ...) -> str:
        """How to read the timeline; empty where its key says all."""

    def map_note(self, view: View, *, shown_only: bool = ...) -> str:
        """How to read the map."""

    def key(self, view: View, *, shown_only: bool = ...) -> list[Sign]:
        """The signs of the timeline."""

    def timeline_table(self, view: View) -> Table | None:
        """The numbers behind the timeline; None where it shows the records themselves."""

    def map_table(self, view: View) -> Table | None:
        """The numbers behind the map; None where it shows the records themselves."""


def charts_of(view: View) -> Charts:
    """The one place that chooses between a mark for each record and charts that count them."""
    return counted if view.is_counted else marks


@cache
def land() -> Rings:
    """The land outline in map units, for still pictures and simple maps."""
    return coarse_land()


def timeline_of(view: View, width: float, *, compact: bool = False, record: str | None = None) -> TimelineLayout:
    """The timeline of all records, those of the view in full, at least `width` px wide; `record` is selected."""
    return charts_of(view).timeline(view, width, compact=compact, record=record)


def map_of(
    view: View, size: MapSize, *, year: int | None = None, others: bool = False, keyed: bool = False
) -> MapLayout:
    """The map of all records, those of the view in full, at one step of the journey or at its end.

    Where the view shows context, so does the map: its meetings and later forums, whatever the filters. `keyed` says
    in a corner what their marks mean, for pictures that have no words with them. Of a record that is counted there
    is one map: all places, and no steps.
    """
    return charts_of(view).places(view, size, year=year, others=others, keyed=keyed)


def timeline_picture(view: View, palette: Palette, width: float, *, compact: bool = False) -> Drawing:
    """The timeline of the records of a view, and of no others."""
    layout = charts_of(view).timeline_shown(view, width, compact=compact)
    alt = charts_of(view).timeline_alt(view, layout.context, shown_only=True)
    return drawing(timeline_scene(layout, palette), timeline_title(view), alt)


def map_picture(view: View, palette: Palette, size: MapSize, *, others: bool = True) -> Drawing:
    """The map of the records of a view: the way of the forum and, with `others`, every other place they name."""
    layout = charts_of(view).places_shown(view, size, others=others)
    return drawing(map_scene(layout, palette, ground(palette, land())), places_title(view), map_alt(layout, view.say))


def map_step(view: View, palette: Palette, size: MapSize, year: int) -> tuple[Item, ...]:
    """What lies on the land at one step of the journey."""
    return shapes(map_scene(map_of(view, size, year=year, keyed=True), palette))


def backdrop(view: View, palette: Palette, size: MapSize) -> Drawing:
    """The map without names and without context, to stand behind a title."""
    layout = replace(map_of(replace(view, context=()), size), labels=())
    scene = map_scene(layout, palette, ground(palette, land()))
    return drawing(scene, view.say("picture.backdrop"), map_alt(layout, view.say))


def timeline_in(view: View, palette: Palette, width: float, height: float) -> tuple[Drawing, float]:
    """The timeline for a room of width by height px, and the scale that fills it: its words as large as they can be.

    A timeline too high for the room at the least of the scales is drawn compact.
    """
    return _fitting(view, palette, width, height, SCALES)


def context_in(view: View, palette: Palette, width: float, height: float) -> tuple[Drawing, float]:
    """The context above the forums it has to do with, and the scale that fills the room, as `timeline_in`."""
    forums = replace(view, filters=view.filters.overridden_by(Filters(kind=("forum",))))
    return _fitting(view if forums.empty else forums, palette, width, height, (CONTEXT_SCALE, *SCALES))


def _fitting(
    view: View, palette: Palette, width: float, height: float, scales: Sequence[float]
) -> tuple[Drawing, float]:
    for scale in scales:
        picture = timeline_picture(view, palette, width / scale)
        if picture.height * scale <= height:
            return picture, scale
    picture = timeline_picture(view, palette, width / SCALES[0], compact=True)
    return picture, min(SCALES[0], height / picture.height)


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
    return convention.has_parties(view.dataset.context)


def shows_parties(view: View) -> bool:
    """Whether a view has the Convention beside its records, and a list of States parties to show."""
    return "convention" in view.context_shown and has_parties(view)


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
    return drawing(parties_scene(layout, palette, view.say), convention_title(view), parties_alt(layout, view.say))
