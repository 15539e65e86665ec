"""The charts of a view (timeline, map, States parties, QR code) for pages, slides, hand-outs and picture files."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache, partial
from typing import NamedTuple, Protocol

import pandas as pd
from segno import DataOverflowError

from mri_data.charts import counted, marks
from mri_data.charts.drawing import Drawing, Item
from mri_data.charts.map.layout import MapLayout, map_alt
from mri_data.charts.map.layout import MapSize as MapSize
from mri_data.charts.map.projection import Rings, coarse_land
from mri_data.charts.map.scene import ground
from mri_data.charts.map.scene import scene as map_scene
from mri_data.charts.palette import Palette, quiet
from mri_data.charts.parties.labels import parties_alt
from mri_data.charts.parties.layout import parties_layout
from mri_data.charts.parties.model import PartiesLayout
from mri_data.charts.parties.scene import scene as parties_scene
from mri_data.charts.qr import qr_drawing
from mri_data.charts.scene import Scene
from mri_data.charts.table import Sign, Table
from mri_data.charts.text_layout import ELLIPSIS
from mri_data.charts.text_width import LEAST_FONT
from mri_data.charts.timeline.context_model import ContextLane
from mri_data.charts.timeline.model import TimelineLayout
from mri_data.charts.timeline.phone_drawing import phone_drawing
from mri_data.charts.timeline.scene import scene as timeline_scene
from mri_data.charts.to_shapes import drawing, shapes
from mri_data.query.filters import Filters
from mri_data.record.view import View
from mri_data.schema.records import WORK_AREAS
from mri_data.sentences import convention
from mri_data.sentences.page_title import convention_title, places_title, timeline_title

# Scales at which a timeline may be drawn, tried in this order; at 1, as on a page, its smallest text is 12 px.
SCALES = (1.9, 1.67, 1.55, 1.5)
CONTEXT_SCALE = 2.2
# Scales of a timeline with titles on a slide as multiples of the least, and how many times their least height the lanes
# of one without titles may have; both are tried in this order.
TITLED = (2.2, 2.0, 1.8, 1.6, 1.4, 1.2, 1.0)
STRETCHES = (6.0, 5.2, 4.4, 3.8, 3.4, 3.0, 2.6, 2.2, 1.9, 1.6, 1.4, 1.2, 1.1, 1.0)
# Smallest font of the chart of States parties in px, and the height of its picture in heights of the font.
PARTIES_FONT, PARTIES_LINES = 12.5, 32


class Room(NamedTuple):
    """The width and height in px that a chart has on a slide, and the smallest size of its text."""

    width: float
    height: float
    least: float


class Charts(Protocol):
    """The interface of the two modules of charts: `marks` (a mark for each record) and `counted` (counts of records).

    `shown_only` is for a picture of the records that pass the filters, without the others in the background.
    """

    def timeline(self, view: View, width: float, *, compact: bool = ..., record: str | None = ...) -> TimelineLayout:
        """Timeline of all records, at least `width` px wide; records filtered out are faint, `record` is selected."""

    def timeline_shown(self, view: View, width: float, *, compact: bool = ...) -> TimelineLayout:
        """Timeline of only the records that pass the filters."""

    def timeline_alt(self, view: View, context: ContextLane | None = ..., *, shown_only: bool = ...) -> str:
        """Alternative text of the timeline."""

    def places(self, view: View, size: MapSize, *, year: int | None, others: bool, with_key: bool) -> MapLayout:
        """Map of all records; those filtered out are faint. See `map_of`."""

    def places_shown(self, view: View, size: MapSize, *, others: bool) -> MapLayout:
        """Map of only the records that pass the filters."""

    def journey(self, view: View) -> pd.DataFrame:
        """The forums shown, whose years are the steps of the map; no rows where the map has no steps."""

    def timeline_note(self, view: View, *, shown_only: bool = ...) -> str:
        """How to read the timeline; empty where its key is enough."""

    def picture_note(self, view: View, *, brief: bool = ...) -> str:
        """How to read a timeline in a file, below it or, `brief`, in the source line of a slide."""

    def map_note(self, view: View, *, shown_only: bool = ...) -> str:
        """How to read the map."""

    def key(self, view: View, *, shown_only: bool = ...) -> list[Sign]:
        """The lines of the key to the timeline."""

    def key_note(self, view: View, *, shown_only: bool = ...) -> str:
        """What a click on the timeline does; empty where it does nothing."""

    def timeline_table(self, view: View) -> Table | None:
        """The counts that the timeline shows as a table; None where each record has its own mark."""

    def map_table(self, view: View) -> Table | None:
        """The counts that the map shows as a table; None where each record has its own mark."""


def charts_of(view: View) -> Charts:
    """The kind of charts for a view: `counted` if it has too many records for marks, else `marks`."""
    return counted if view.is_counted else marks


@cache
def land() -> Rings:
    """The land outline in map units, for still pictures and simple maps."""
    return coarse_land()


def timeline_of(view: View, width: float, *, compact: bool = False, record: str | None = None) -> TimelineLayout:
    """Timeline of all records, at least `width` px wide; records filtered out are faint, `record` is selected."""
    return charts_of(view).timeline(view, width, compact=compact, record=record)


def map_of(
    view: View, size: MapSize, *, year: int | None = None, others: bool = False, with_key: bool = False
) -> MapLayout:
    """Map of all records up to `year`, a step of the journey, or of all years; records filtered out are faint.

    Context that the view shows (meetings and later forums) is on the map too, whatever the filters. `others` adds the
    places of achievements. `with_key` explains the marks of the context in a corner, for pictures without text beside
    them. The map of a counted view has all places and no steps, so it ignores `year`, and `others` too.
    """
    return charts_of(view).places(view, size, year=year, others=others, with_key=with_key)


def _drawing(view: View, scene: Scene, title: str, alt: str) -> Drawing:
    """The scene as a drawing with words in the language of the view."""
    return drawing(scene, title, alt, view.say.tag)


def timeline_picture(
    view: View, palette: Palette, width: float, *, compact: bool = False, live: bool = False
) -> Drawing:
    """The timeline of only the records that pass the filters, still, or `live` with a target for each mark."""
    layout = charts_of(view).timeline_shown(view, width, compact=compact)
    alt = charts_of(view).timeline_alt(view, layout.context, shown_only=True)
    return _drawing(view, timeline_scene(layout, palette, live=live), timeline_title(view), alt)


def map_picture(
    view: View, palette: Palette, size: MapSize, *, others: bool = True, with_targets: bool = False
) -> Drawing:
    """The map of the records that pass the filters, as a still picture; `others` adds places that hosted no forum.

    If `with_targets`, each place has a target.
    """
    layout = charts_of(view).places_shown(view, size, others=others)
    scene = map_scene(layout, palette, view.say, ground(palette, land(), view.say), with_targets=with_targets)
    return _drawing(view, scene, places_title(view), map_alt(layout, view.say))


def linked_timeline(
    view: View, palette: Palette, width: float, *, compact: bool = False, record: str | None = None
) -> Drawing:
    """The timeline of all records for a page, with a target for each mark; records filtered out are faint.

    `record` is the id of the open record, whose mark is outlined.
    """
    layout = timeline_of(view, width, compact=compact, record=record)
    alt = charts_of(view).timeline_alt(view, layout.context)
    return _drawing(view, timeline_scene(layout, palette, live=True), timeline_title(view), alt)


def linked_phone_timeline(
    view: View, palette: Palette, width: float, *, record: str | None = None, shown_only: bool = False
) -> Drawing | None:
    """The timeline for a phone, years running down, with a target for each mark; `record` is selected.

    Records filtered out are faint, or left out with `shown_only`. None where records are counted, or marks would cover
    each other.
    """
    layout = None if view.is_counted else marks.phone_timeline(view, width, record=record, shown_only=shown_only)
    if layout is None:
        return None
    alt = marks.timeline_alt(view, shown_only=shown_only)
    return phone_drawing(layout, palette, view.say, timeline_title(view), alt)


def linked_counts(view: View, palette: Palette, width: float) -> Drawing:
    """The bars of a counted timeline for any view, with a target for each; for a phone where marks have no room."""
    layout = counted.timeline(view, width, compact=True)
    return _drawing(view, timeline_scene(layout, palette, live=True), timeline_title(view), counted.timeline_alt(view))


def linked_map(view: View, palette: Palette, size: MapSize) -> Drawing:
    """The map of all places for a page that draws sea and land behind it, with a target for each place.

    Places that are filtered out are faint.
    """
    layout = map_of(view, size)
    return _drawing(
        view, map_scene(layout, palette, view.say, live=True), places_title(view), map_alt(layout, view.say)
    )


def map_step(view: View, palette: Palette, size: MapSize, year: int) -> tuple[Item, ...]:
    """Everything on the map up to `year`, a step of the journey, without sea and land."""
    return shapes(map_scene(map_of(view, size, year=year, with_key=True), palette, view.say))


def backdrop(view: View, palette: Palette, size: MapSize) -> Drawing:
    """The map without labels and context, as the background of a title."""
    layout = replace(map_of(replace(view, context=()), size), labels=())
    scene = map_scene(layout, palette, view.say, ground(palette, land(), view.say))
    return _drawing(view, scene, view.say("picture.backdrop"), map_alt(layout, view.say))


def timeline_on_stage(view: View, palette: Palette, room: Room) -> tuple[Drawing, float]:
    """The timeline of a slide in a browser and its scale: with large titles if all fit, else as `timeline_in`."""
    titled = None if view.is_counted else _titled(view, room)
    if titled is None:
        return timeline_in(view, palette, room.width, room.height)
    layout, scale = titled
    alt = marks.timeline_alt(view, layout.context, shown_only=True)
    return _drawing(view, timeline_scene(layout, palette), timeline_title(view), alt), scale


def timeline_in(view: View, palette: Palette, width: float, height: float) -> tuple[Drawing, float]:
    """The timeline as a drawing, and the scale at which it fits into width by height px with the largest text.

    A timeline that is too high even at the smallest of the scales is drawn compact.
    """
    return _fitting(view, palette, width, height, SCALES)


def context_in(view: View, palette: Palette, width: float, height: float) -> tuple[Drawing, float]:
    """The context above the forums, without other records, and the scale at which it fits; see `timeline_in`.

    Where no forum passes the filters, all records of the view stay.
    """
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


def timeline_areas(view: View, room: Room) -> tuple[tuple[str, ...], ...]:
    """The kinds of work of each slide of the timeline: an empty tuple for all, or two where records are counted."""
    shown = [area for area in WORK_AREAS if (view.shown["work_area"] == area).any()]
    if len(shown) <= 2 or _marks_on_slide(view, room):
        return ((),)
    return tuple(tuple(shown[at : at + 2]) for at in range(0, len(shown), 2))


def timeline_on_slide(view: View, palette: Palette, room: Room, areas: tuple[str, ...] = ()) -> tuple[Drawing, float]:
    """The timeline of a slide, of some kinds of work or of all, and its scale.

    Few records have their titles next to their marks. More have only marks, with the numbers of the forums, in lanes as
    high as there is room for; and more than there is room for are counted.
    """
    view = replace(view, filters=view.filters.overridden_by(Filters(work_area=areas))) if areas else view
    layout, scale = (None if areas else _marks_on_slide(view, room)) or _bars_on_slide(view, room)
    alt = charts_of(view).timeline_alt(view, layout.context, shown_only=True)
    return _drawing(view, timeline_scene(layout, palette), timeline_title(view), alt), scale


def _bars_on_slide(view: View, room: Room) -> tuple[TimelineLayout, float]:
    """The timeline with a bar for each year, its bars as high as there is room for, and its scale."""
    scale = room.least / LEAST_FONT
    drawn = partial(counted.timeline_shown, view, room.width / scale, compact=True)
    layout = drawn()
    spare = room.height / scale - layout.height
    of_lanes = {bar.area: bar.room for bar in layout.years.bars} if layout.years else {}
    if spare <= 0 or not of_lanes:
        return layout, scale
    higher = drawn(higher=1 + spare / sum(of_lanes.values()))
    return higher if higher.height * scale <= room.height else layout, scale


def _marks_on_slide(view: View, room: Room) -> tuple[TimelineLayout, float] | None:
    """The timeline with a mark for each record and its scale; None where these do not fit."""
    if view.is_counted:
        return None
    if titled := _titled(view, room):
        return titled
    least = room.least / LEAST_FONT
    for stretch in STRETCHES:
        layout = marks.on_slide(view, room.width / least, stretch)
        if layout.height * least <= room.height:
            return layout, least
    return None


def _titled(view: View, room: Room) -> tuple[TimelineLayout, float] | None:
    """The timeline of the years of the records shown with all their titles, and its scale; None if these do not fit."""
    for scale in (room.least / LEAST_FONT * share for share in TITLED):
        layout = marks.titled_on_slide(view, room.width / scale)
        if layout.height * scale <= room.height and _has_all_titles(layout):
            spare = room.height / scale - layout.height
            higher = marks.titled_on_slide(view, room.width / scale, 1 + spare / layout.plot_height)
            return higher if higher.height * scale <= room.height else layout, scale
    return None


def _has_all_titles(layout: TimelineLayout) -> bool:
    """Whether each mark has its label, and none is cut."""
    words = {label.id: "".join(run.text for line in label.lines for run in line) for label in layout.labels if label.id}
    return all(mark.id in words and ELLIPSIS not in words[mark.id] for mark in layout.marks)


def context_on_slide(view: View, palette: Palette, room: Room) -> tuple[Drawing, float]:
    """The context above the forums, or above all records where no forum is shown, and its scale for a slide."""
    forums = replace(view, filters=view.filters.overridden_by(Filters(kind=("forum",))))
    return timeline_on_slide(view if forums.empty else forums, palette, room)


def has_map(view: View) -> bool:
    """Whether any record of the view has a place."""
    return view.has_place


def qr_of(view: View) -> Drawing | None:
    """QR code of the link to the view; None where that is not public or too long for a QR code."""
    if not view.public:
        return None
    try:
        return qr_drawing(view.link, view.say("qr.alt", address=view.address()), view.say.tag)
    except DataOverflowError:
        return None


def has_parties(view: View) -> bool:
    """Whether the data has a list of States parties to the Convention."""
    return convention.has_parties(view.dataset.context)


def shows_parties(view: View) -> bool:
    """Whether a view shows the Convention as context and the data has a list of States parties."""
    return "convention" in view.context_shown and has_parties(view)


def parties_of(
    view: View,
    width: float,
    height: float,
    *,
    font: float = PARTIES_FONT,
    captioned: bool = False,
    heading: str = "",
) -> PartiesLayout:
    """Layout of the chart of States parties over time; only for data with a list of them, see `has_parties`."""
    growth = convention.growth(view)
    size = {"width": width, "height": height, "font": font}
    return parties_layout(growth, view.say, **size, captioned=captioned, heading=heading)


def linked_parties(view: View, palette: Palette, width: float, height: float) -> Drawing:
    """The chart of States parties for a page, with a target for each step."""
    layout = parties_of(view, width, height)
    scene = parties_scene(layout, palette, view.say, live=True)
    return _drawing(view, scene, convention_title(view), parties_alt(layout, view.say))


def parties_picture(
    view: View, palette: Palette, width: float, height: float, *, font: float | None = None, meanwhile: bool = False
) -> Drawing:
    """The chart of States parties as a still picture with a caption; without `font` the text grows with the height.

    `meanwhile` is for a picture among MRI's work: it is in the quiet colour of context, and its heading says so.
    """
    size, heading = font or max(PARTIES_FONT, height / PARTIES_LINES), view.say("context.chart") if meanwhile else ""
    layout = parties_of(view, width, height, font=size, captioned=True, heading=heading)
    scene = parties_scene(layout, quiet(palette) if meanwhile else palette, view.say)
    return _drawing(view, scene, convention_title(view), parties_alt(layout, view.say))
