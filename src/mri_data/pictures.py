"""A view's timeline and map, laid out once for whatever shows them: pages, slides, printed sheets, picture files."""

from dataclasses import replace
from functools import cache
from typing import NamedTuple

from segno import DataOverflowError

from mri_data import sentences, summarise
from mri_data.charts.drawing import Drawing, Item
from mri_data.charts.map_drawing import journey, map_drawing
from mri_data.charts.map_layout import MapLayout, map_alt, map_layout
from mri_data.charts.palette import Palette
from mri_data.charts.qr import qr_drawing
from mri_data.charts.timeline_drawing import timeline_drawing
from mri_data.charts.timeline_figure import timeline_alt
from mri_data.charts.timeline_layout import timeline_layout
from mri_data.charts.timeline_parts import TimelineLayout
from mri_data.geo import Rings, coarse_land
from mri_data.load import DATA_DIR
from mri_data.view import View

# How much larger a timeline may be drawn than on a page: its smallest figures are 12 px there.
SCALES = (1.9, 1.67, 1.55, 1.5)
LAND = DATA_DIR / "basemap" / "land.geojson"


class MapSize(NamedTuple):
    """Width and height of a map in px, the size of its labels, and whether it leaves the years out of them."""

    width: float
    height: float
    font: float
    compact: bool


@cache
def land() -> Rings:
    """The land outline in map units, for still pictures and simple maps."""
    return coarse_land(LAND)


def timeline_of(view: View, width: float, *, compact: bool = False, record: str | None = None) -> TimelineLayout:
    """The timeline of all records, those of the view in full, at least `width` px wide; `record` is selected."""
    return timeline_layout(
        view.records,
        view.matched,
        width=width,
        compact=compact,
        record=record,
        data_year=view.dataset.about.text_ends + 1.0,
        say=view.say,
        explained=frozenset(year for note in view.dataset.notes for year in note.years),
    )


def map_of(view: View, size: MapSize, *, year: int | None = None, others: bool = False) -> MapLayout:
    """The map of all records, those of the view in full, at one step of the journey or at its end."""
    return map_layout(view.records, view.dataset.places, view.matched, year=year, others=others, **size._asdict())


def timeline_picture(view: View, palette: Palette, width: float, *, compact: bool = False) -> Drawing:
    """The timeline of the records of a view, and of no others."""
    layout = timeline_of(view, width, compact=compact).only_matched()
    title = sentences.timeline_title(view.shown, view.say)
    return timeline_drawing(layout, palette, title, timeline_alt(view.shown, view.matched, view.say))


def map_picture(view: View, palette: Palette, size: MapSize, *, others: bool = True) -> Drawing:
    """The map of the records of a view: the way of the forum and, with `others`, every other place they name."""
    layout = map_of(view, size, others=others)
    title = sentences.places_title(view.shown, view.dataset, view.say, whole=not view.filters)
    return map_drawing(layout, palette, land(), title, map_alt(layout, view.say))


def map_step(view: View, palette: Palette, size: MapSize, year: int) -> tuple[Item, ...]:
    """What lies on the land at one step of the journey."""
    return journey(map_of(view, size, year=year), palette)


def backdrop(view: View, palette: Palette, size: MapSize) -> Drawing:
    """The map without names, to stand behind a title."""
    layout = replace(map_of(view, size), labels=())
    return map_drawing(layout, palette, land(), view.say("picture.backdrop"), map_alt(layout, view.say))


def timeline_in(view: View, palette: Palette, width: float, height: float) -> tuple[Drawing, float]:
    """The timeline for a room of width by height px, and the scale that fills it: its words as large as they can be.

    A timeline too high for the room at the least of the scales is drawn compact.
    """
    for scale in SCALES:
        drawing = timeline_picture(view, palette, width / scale)
        if drawing.height * scale <= height:
            return drawing, scale
    drawing = timeline_picture(view, palette, width / SCALES[0], compact=True)
    return drawing, min(SCALES[0], height / drawing.height)


def has_map(view: View) -> bool:
    """Whether any record of the view has a place."""
    return not summarise.with_place(view.shown).empty


def qr_of(view: View) -> Drawing | None:
    """The view's own address to scan; none where it is not public, or longer than a code holds."""
    if not view.public:
        return None
    address = view.address()
    try:
        return qr_drawing(address, view.say("qr.alt", address=address))
    except DataOverflowError:
        return None
