"""Charts as pages and files show them; figures as Plotly's own classes, which refuse what Plotly does not know."""

from dataclasses import replace

import plotly.graph_objects as go

from mri_data.charts import to_plotly, to_shapes
from mri_data.charts.drawing import Drawing
from mri_data.charts.map.labels import MapLabel
from mri_data.charts.map.layout import MapLayout
from mri_data.charts.map.scene import ground, live_parts
from mri_data.charts.map.scene import scene as map_scene
from mri_data.charts.map.stops import Mark
from mri_data.charts.palette import LIGHT, PAGE, Palette
from mri_data.charts.parties.model import PartiesLayout
from mri_data.charts.parties.scene import scene as parties_scene
from mri_data.charts.svg import svg_items
from mri_data.charts.timeline.model import AXIS_SHARE, TRAY_FROM, TimelineLayout
from mri_data.charts.timeline.scene import scene as timeline_scene
from mri_data.words.catalogue import words


def timeline_figure(layout: TimelineLayout, palette: Palette = LIGHT) -> go.Figure:
    """A timeline as a page shows it."""
    return go.Figure(to_plotly.figure(timeline_scene(layout, palette, live=True)))


def timeline_drawing(layout: TimelineLayout, palette: Palette = LIGHT) -> Drawing:
    """A timeline as files show it."""
    return to_shapes.drawing(timeline_scene(layout, palette), "", "")


def parties_figure(layout: PartiesLayout, palette: Palette = LIGHT) -> go.Figure:
    """The chart of States parties as a page shows it."""
    return go.Figure(to_plotly.figure(parties_scene(layout, palette, words("en"), live=True)))


def live_map(layout: MapLayout) -> str:
    """The places and the inset of a map as a page shows them, as the content of an SVG; each link is to its place."""
    _, places, inset = live_parts(layout, PAGE, words("en"))
    return "".join(svg_items(to_shapes.shapes(part), lambda place: {"href": f"#{place}"}) for part in (places, inset))


def map_drawing(layout: MapLayout, palette: Palette = LIGHT) -> Drawing:
    """A map as files show it, on a sea without land."""
    return to_shapes.drawing(map_scene(layout, palette, words("en"), ground(palette, [], words("en"))), "", "")


def stretched(layout: TimelineLayout, width: float) -> TimelineLayout:
    """A timeline as a page draws it at a greater width than it was laid out for."""
    left, right, _, _ = layout.margin
    inner = width - left - right
    axis = replace(layout.axis, width=AXIS_SHARE * inner)
    return replace(layout, width=width, axis=axis, tray=(left + TRAY_FROM * inner, left + inner))


def all_labels(layout: MapLayout) -> list[MapLabel]:
    """The labels of a map and of its inset."""
    return [*layout.labels, *(layout.inset.inside.labels if layout.inset else ())]


def all_marks(layout: MapLayout) -> list[Mark]:
    """The marks of records of a map and of its inset."""
    inside = (*layout.inset.inside.hosts, *layout.inset.inside.others) if layout.inset else ()
    return [*layout.hosts, *layout.others, *inside]


def nameless(layout: MapLayout) -> set[str]:
    """The places with a mark on a map and no name."""
    marks = [mark for mark in all_marks(layout) if mark.state != "off"]
    named = {label.place for label in all_labels(layout) if label.name}
    return {mark.place for mark in marks} - named | {mark.place for mark in layout.context} - named
