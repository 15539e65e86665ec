"""Turn a map layout into a still drawing: sea, land, the way of the forum, marks and names."""

from collections.abc import Iterable, Iterator
from typing import Any

from mri_data.charts.drawing import Box, Disc, Drawing, Group, Item, Paint, Path, Shape, Span, Stroke, Words
from mri_data.charts.map.colours import PILL_RADIUS, arrow_colour, label_look, mark_look, ring_colour, ring_width
from mri_data.charts.map.context import ALONE, KEY_EDGE, ContextMark, KeyLine, Ring
from mri_data.charts.map.labels import PAD_X, MapLabel
from mri_data.charts.map.layout import Leg, MapLayout
from mri_data.charts.map.projection import Frame, Rings, graticule, sphere_outline
from mri_data.charts.map.stops import Mark
from mri_data.charts.palette import Palette
from mri_data.charts.text_width import text_width


def map_drawing(layout: MapLayout, palette: Palette, land: Rings, title: str, alt: str) -> Drawing:
    """The layout as a drawing of the size of its frame; `land` are rings from `geo.coarse_land`."""
    items = (*ground(layout.frame, palette, land), *journey(layout, palette))
    return Drawing(layout.frame.width, layout.frame.height, items, title, alt)


def ground(frame: Frame, palette: Palette, land: Rings) -> tuple[Item, ...]:
    """Sea, the lines on it and land: what is the same in every step of the journey."""
    lines = Shape(_paths(graticule(), frame), None, Stroke(palette.hair, 1), closed=False)
    sea = Shape(_paths([sphere_outline()], frame), Paint(palette.sea))
    coast = Shape(_paths(land, frame), Paint(palette.land))
    return (Group("Sea", (sea, lines)), Group("Land", (coast,)))


def journey(layout: MapLayout, palette: Palette) -> tuple[Item, ...]:
    """The legs up to the year of the layout, its marks, and their names; filtered cities are left out."""
    if layout.counted:
        return _counted(layout, palette)
    legs = sorted(layout.legs, key=lambda leg: leg.current)
    hosts = [host for host in layout.hosts if host.state != "off"]
    labels = {label.place: label for label in layout.labels if not label.beside}
    ways = Group("The way of the forum", tuple(item for leg in legs for item in _leg(leg, layout.frame, palette)))
    places = [
        Group(_name(mark), (_mark(mark, layout.frame, palette), *_label(labels.get(mark.place), layout, palette)))
        for mark in (*layout.others, *hosts)
    ]
    return (*([ways] if legs else []), *_leaders(layout, palette), *_context(layout, palette), *places)


def _counted(layout: MapLayout, palette: Palette) -> tuple[Item, ...]:
    """The circles of all places, then the names of some, so that no circle lies on a name."""
    circles = [Group(_name(mark), (_mark(mark, layout.frame, palette),)) for mark in layout.hosts]
    names = [Group(label.name, tuple(_label(label, layout, palette))) for label in layout.labels if not label.beside]
    return (*circles, *_leaders(layout, palette), *_context(layout, palette), *names)


def _leaders(layout: MapLayout, palette: Palette) -> list[Shape]:
    """The lines from names that stand apart to their marks."""
    line = Stroke(palette.context, 1)
    leaders = (label.leader for label in layout.labels if label.leader)
    return [Shape((_path(leader, layout.frame),), None, line, closed=False) for leader in leaders]


def _context(layout: MapLayout, palette: Palette) -> Iterator[Item]:
    """The rings of what happened beside the record, with the names that only they have, and what they mean."""
    labels = {label.place: label for label in layout.labels if label.beside}
    for mark in layout.context:
        x, y = (float(at) for at in layout.frame.to_px((mark.x, mark.y)))
        rings = (_ring(x, y, ring, palette) for ring in mark.rings)
        yield Group(_beside_name(mark), (*rings, *_label(labels.get(mark.place), layout, palette)))
    if layout.key:
        yield Group(layout.key[0].text, tuple(part for line in layout.key for part in _key(line, palette)))


def _beside_name(mark: ContextMark) -> str:
    """`Stockholm, 2014. Context, not MRI’s work`."""
    return f"{', '.join((mark.name, *mark.as_mark().years))}. {mark.heading}"


def _ring(x: float, y: float, ring: Ring, palette: Palette) -> Disc:
    return Disc(x, y, ring.radius, None, Stroke(ring_colour(ring.layer, palette), ring_width(ring)))


def _key(line: KeyLine, palette: Palette) -> Iterator[Item]:
    if line.layer:
        radius = ALONE[line.layer] * line.font / 2
        yield _ring((KEY_EDGE + line.x) / 2 - 1, line.y, Ring(line.layer, radius, False), palette)
    width = text_width(line.text, line.font)
    yield Words(line.x, line.y, ((Span(line.text, palette.muted),),), line.font, width)


def _name(mark: Mark) -> str:
    """`New York, 2006, 2013`: a place and its years, for those who meet it by name."""
    return ", ".join((mark.name, *mark.years))


def _leg(leg: Leg, frame: Frame, palette: Palette) -> Iterator[Item]:
    yield Shape((_path(leg.points, frame),), None, Stroke(palette.accent, leg.width, leg.alpha), closed=False)
    if leg.arrow is not None:
        yield Shape((_path(leg.arrow, frame),), Paint(arrow_colour(leg, palette)))


def _mark(mark: Mark, frame: Frame, palette: Palette) -> Disc:
    x, y = frame.to_px((mark.x, mark.y))
    look = mark_look(mark, palette)
    return Disc(float(x), float(y), mark.radius, Paint(look.fill, look.cover), Stroke(look.rim, look.edge))


def _label(label: MapLabel | None, layout: MapLayout, palette: Palette) -> Iterator[Item]:
    if label is None:
        return
    x, y = (float(at) for at in layout.frame.to_px((label.x, label.y)))
    look = label_look(label, palette)
    left, top = x - label.width / 2, y - label.height / 2
    yield Box(left, top, label.width, label.height, Paint(look.ground, look.cover), radius=PILL_RADIUS)
    ground = look.ground if label.state == "current" else ""
    line = tuple(_spans(label, palette))
    yield Words(left + PAD_X, y, (line,), label.font, label.width - 2 * PAD_X, "start", ground)


def _spans(label: MapLabel, palette: Palette) -> Iterator[Span]:
    """Number, name and years as `MapLabel.text` joins them, the number in its own colour."""
    look = label_look(label, palette)
    weight: Any = look.weight
    rest = label.text.removeprefix(label.number) if label.number else label.text
    if label.number:
        yield Span(label.number, look.number, weight)
    if rest:
        yield Span(rest, look.ink, weight)


def _path(points: Any, frame: Frame) -> Path:
    return tuple((float(x), float(y)) for x, y in frame.to_px(points))


def _paths(lines: Iterable[Any], frame: Frame) -> tuple[Path, ...]:
    return tuple(_path(line, frame) for line in lines)
