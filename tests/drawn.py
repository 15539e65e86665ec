"""Charts as pages and files show them."""

from collections.abc import Callable

from mri_data.charts import to_shapes
from mri_data.charts.drawing import Box, Drawing, Item, ShapeGroup, groups
from mri_data.charts.map.labels import MapLabel
from mri_data.charts.map.layout import MapLayout
from mri_data.charts.map.scene import ground, live_parts
from mri_data.charts.map.scene import scene as map_scene
from mri_data.charts.map.stops import Mark
from mri_data.charts.palette import LIGHT, PAGE, Palette
from mri_data.charts.parties.model import PartiesLayout
from mri_data.charts.parties.scene import scene as parties_scene
from mri_data.charts.svg import linked_svg, svg_items
from mri_data.charts.timeline.model import TimelineLayout
from mri_data.charts.timeline.scene import scene as timeline_scene
from mri_data.words.catalogue import words


def live_timeline(layout: TimelineLayout, palette: Palette = LIGHT) -> Drawing:
    """A timeline as a page shows it."""
    return to_shapes.drawing(timeline_scene(layout, palette, live=True), "", "")


def timeline_drawing(layout: TimelineLayout, palette: Palette = LIGHT) -> Drawing:
    """A timeline as files show it."""
    return to_shapes.drawing(timeline_scene(layout, palette), "", "")


def live_parties(layout: PartiesLayout, palette: Palette = LIGHT) -> Drawing:
    """The chart of States parties as a page shows it."""
    return to_shapes.drawing(parties_scene(layout, palette, words("en"), live=True), "", "")


def linked(drawing: Drawing) -> str:
    """A drawing as SVG in which each mark is a link to its id."""
    return linked_svg(drawing, lambda id: {"href": f"#{id}"}, name="x")


def marks(drawing: Drawing) -> list[ShapeGroup]:
    """What can have the focus, from back to front."""
    return [group for group in groups(drawing.items) if group.target]


def card(group: ShapeGroup) -> list[str]:
    """The lines of the card of a mark."""
    assert group.target
    return ["".join(span.text for span in line) for line in group.target.lines]


def cards(drawing: Drawing, record: Callable[[str], bool]) -> list[list[str]]:
    """The cards of the marks whose id is as `record` wants it."""
    return [card(group) for group in marks(drawing) if group.target and record(group.target.id)]


def is_unseen(item: Item) -> bool:
    """Whether only the pointer finds an item."""
    return isinstance(item, Box) and getattr(item.fill, "alpha", 1) == 0 and not item.stroke


def live_map(layout: MapLayout) -> str:
    """The places and the inset of a map as a page shows them, as the content of an SVG; each link is to its place."""
    _, places, inset = live_parts(layout, PAGE, words("en"))
    return "".join(svg_items(to_shapes.shapes(part), lambda place: {"href": f"#{place}"}) for part in (places, inset))


def map_drawing(layout: MapLayout, palette: Palette = LIGHT) -> Drawing:
    """A map as files show it, on a sea without land."""
    return to_shapes.drawing(map_scene(layout, palette, words("en"), ground(palette, [], words("en"))), "", "")


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
