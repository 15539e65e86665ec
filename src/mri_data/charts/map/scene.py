"""Turn the layout of a map into a scene: sea and land, the route of the forum, context, places and labels.

x and y are in map units; circles and text have sizes in px.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from math import dist
from typing import Any, NamedTuple

import numpy as np

from mri_data.charts.drawing import Paint, Span, Stroke
from mri_data.charts.map.context import KEY_SIGN, SINGLE_RING_SIZES, ContextMark, KeyLine, Ring, context_lines
from mri_data.charts.map.inset import moved_label
from mri_data.charts.map.labels import PAD_X, PAD_Y, MapLabel
from mri_data.charts.map.layout import Leg, MapLayout
from mri_data.charts.map.projection import WORLD_WIDTH, Frame, Rings, graticule, sphere_outline
from mri_data.charts.map.stops import Mark, hover_lines
from mri_data.charts.palette import Palette, mix
from mri_data.charts.scene import (
    DIMMED,
    Curve,
    Group,
    HitArea,
    Item,
    Label,
    Lines,
    Ruler,
    Scene,
    Symbol,
    Target,
)
from mri_data.charts.text_width import LEAST_FONT, text_width
from mri_data.words.catalogue import Words

STROKE = 1.6
RING_STROKE, THIN_RING = 1.6, 1.0
COUNTED, FAINT_RIM, THIN = 0.55, 0.4, 1.0
PILL, FAINT_PILL = 0.86, 0.7
HOLLOW = 0.6
PILL_RADIUS = 4.0
SPOT = 28.0

Tips = dict[str, Lines]


def scene(
    layout: MapLayout,
    palette: Palette,
    say: Words,
    ground: Sequence[Item] = (),
    *,
    live: bool = False,
    with_targets: bool = False,
) -> Scene:
    """The scene of a map on top of the items of `ground`; `live` for a map on a page, where each place has a target.

    Hosts that are filtered out are in live scenes only. `with_targets` gives the places of a still picture targets.
    """
    items = (
        *ground,
        *_ways(layout, palette, say),
        *_places(layout, palette, live, with_targets),
        *_inset(layout, palette, say, live, with_targets),
    )
    return _scene(layout.frame, palette, items)


class Parts(NamedTuple):
    """The scene of a map that can be zoomed: the route, the places with their labels, and the inset."""

    ways: Scene
    places: Scene
    inset: Scene


def live_parts(layout: MapLayout, palette: Palette, say: Words) -> Parts:
    """The parts of a live map, without sea and land.

    Places in the inset have labels on the map too, for when it is zoomed. Places of only the context have none: what
    they are is in the hover text, so that no label is far from its place.
    """
    groups = _ways(layout, palette, say), _places(layout, palette, True), _inset(layout, palette, say, True)
    return Parts(*(_scene(layout.frame, palette, tuple(items)) for items in groups))


def ground_scene(frame: Frame, palette: Palette, land: Rings, say: Words) -> Scene:
    """A scene of only sea and land, which is the same for every step of the journey."""
    return _scene(frame, palette, ground(palette, land, say))


def ground(palette: Palette, land: Rings, say: Words) -> tuple[Item, ...]:
    """Sea with the graticule, and land; `land` are the rings of `of_view.land`."""
    lines = Curve(tuple(graticule()), stroke=Stroke(palette.hair, 1))
    sea, coast = Curve((sphere_outline(),), Paint(palette.sea)), Curve(tuple(land), Paint(palette.land))
    return Group(say("shape.sea"), (sea, lines)), Group(say("shape.land"), (coast,))


def _scene(frame: Frame, palette: Palette, items: tuple[Item, ...]) -> Scene:
    half = frame.height / frame.scale / 2
    rulers: dict[Any, Ruler] = {"x": Ruler(-WORLD_WIDTH / 2, WORLD_WIDTH / 2, centred=True)}
    down = Ruler(frame.middle + half, frame.middle - half, centred=True)
    return Scene(frame.width, frame.height, (0, 0, 0, 0), LEAST_FONT, palette, rulers, down, items)


def _ways(layout: MapLayout, palette: Palette, say: Words) -> Iterator[Group]:
    """The group of all legs with their arrowheads; the current one is last, so that it is on top."""
    legs = sorted(layout.legs, key=lambda leg: leg.current)
    if legs:
        yield Group(say("picture.backdrop"), tuple(item for leg in legs for item in _leg(leg, palette)))


def _leg(leg: Leg, palette: Palette) -> Iterator[Curve]:
    yield Curve((leg.points,), stroke=Stroke(palette.accent, leg.width, leg.alpha))
    if leg.arrow is not None:
        yield Curve((leg.arrow,), Paint(mix(palette.accent, palette.land, leg.alpha)))


# --- places


def _places(layout: MapLayout, palette: Palette, live: bool, with_targets: bool = False) -> Iterator[Group]:
    """Every place with its mark and label, the rings of the context, and in a still picture the key to them."""
    targets = _tips(layout, palette) if live or with_targets else {}
    tips = targets if live else {}
    names = {label.place: label for label in (*_zoomed(layout, live), *layout.labels) if not label.for_context}
    counted = [mark for mark in layout.hosts if mark.counted]
    # Circles that count records come first, so that none covers a label.
    for mark in counted:
        yield Group(_name(mark), (_mark(mark, palette),), target=_target(mark.place, targets))
    context = list(_context(layout, palette, tips))
    yield from (group for group in context if not group.target)
    hosts = [mark for mark in layout.hosts if not mark.counted and (live or mark.state != "off")]
    # Keys lead through the targets in their order: the forums first, then other places, then those of the context.
    for mark in (*hosts, *layout.others) if targets else (*layout.others, *hosts):
        spot = [_spot(mark, layout)] if targets else []
        named = _labelled(names.get(mark.place), palette, tips)
        yield Group(
            _name(mark), (*spot, *named, _mark(mark, palette)), target=_target(mark.place, targets, _spoken(mark))
        )
    yield from (group for group in context if group.target)
    for label in names.values() if counted else ():
        yield Group(label.name, tuple(_labelled(label, palette, tips)), target=_target(label.place, targets))


def _zoomed(layout: MapLayout, live: bool) -> Iterator[MapLabel]:
    """The labels in the inset, placed in the same way next to the marks on the map, for a live map that is zoomed."""
    if layout.inset is None or not live:
        return
    inside = layout.inset.inside
    enlarged = {mark.place: mark for mark in (*inside.hosts, *inside.others)}
    marks = {mark.place: mark for mark in (*layout.hosts, *layout.others)}
    for label in inside.labels:
        if not label.for_context:
            there, here = enlarged[label.place], marks[label.place]
            shift = np.array([here.x - there.x, here.y - there.y])
            yield moved_label(label, partial(np.add, shift))


def _labelled(label: MapLabel | None, palette: Palette, tips: Tips) -> Iterator[Item]:
    """A label, after the line to it if it is apart from its mark."""
    if label and label.leader:
        yield Curve((label.leader,), stroke=Stroke(palette.context, 1))
    if label:
        yield _label(label, palette, tips)


def _spot(mark: Mark, layout: MapLayout) -> HitArea:
    """What a pointer may hit in place of a small mark; it ends half way to the next mark."""
    marks = (*layout.hosts, *layout.others, *(ringed.as_mark() for ringed in layout.context))
    others = ((other.x, other.y) for other in marks if other.place != mark.place)
    nearest = min((dist((mark.x, mark.y), other) * layout.frame.scale for other in others), default=SPOT)
    size = max(2 * mark.radius, min(SPOT, nearest))
    return HitArea(mark.x, mark.x, mark.y, size, size)


def _inset(layout: MapLayout, palette: Palette, say: Words, live: bool, with_targets: bool = False) -> Iterator[Group]:
    """A part of the map enlarged, in a box, with an outline of the part on the map."""
    if inset := layout.inset:
        edge = Stroke(palette.context, 1)
        ground = (
            Curve((inset.part,), stroke=edge),
            Curve((inset.outline,), Paint(palette.sea), edge),
            Curve(tuple(inset.land), Paint(palette.land)),
        )
        places = _places(inset.inside, palette, live, with_targets)
        yield Group(say("map.inset"), (*ground, *_ways(inset.inside, palette, say), *places))


def _name(mark: Mark) -> str:
    """Name of the group of a place, such as `New York, 2006, 2013`."""
    return ", ".join((mark.name, *mark.years))


def _spoken(mark: Mark) -> str:
    """The name of a place as its label begins, for who says what they see: `1, 7 New York, 2006, 2013`."""
    return " ".join(part for part in (", ".join(map(str, mark.numbers)), _name(mark)) if part)


def _mark(mark: Mark, palette: Palette) -> Symbol:
    """The circle of a place; circles that count records may overlap, so they are translucent."""
    fill, rim = _counted_look(mark, palette) if mark.counted else _look(mark, palette)
    return Symbol("circle", mark.x, mark.y, 2 * mark.radius, fill, rim)


def _counted_look(mark: Mark, palette: Palette) -> tuple[Paint, Stroke]:
    """Fill and stroke of a circle that counts records; pale for those behind the records shown."""
    if mark.state == "off":
        return Paint(palette.accent, DIMMED), Stroke(mix(palette.accent, palette.land, FAINT_RIM), THIN)
    return Paint(palette.accent, COUNTED), Stroke(palette.accent, THIN)


def _look(mark: Mark, palette: Palette) -> tuple[Paint, Stroke]:
    """Fill and stroke of a mark: solid for hosts, hollow for other and future places, faint for those filtered out."""
    fill, rim = palette.accent, palette.paper
    if mark.state == "off":
        fill = mix(palette.accent, palette.land, DIMMED)
    elif mark.state == "future":
        fill, rim = palette.paper, palette.accent
    elif mark.other:
        fill, rim = mix(palette.paper, palette.land, HOLLOW), palette.context
    return Paint(fill), Stroke(rim, STROKE)


def _label(label: MapLabel, palette: Palette, tips: Tips) -> Label:
    """A label on a pill; centred on a page, which measures text itself, else anchored next to its mark.

    So in a typeface that is wider or narrower than ours, it grows away from the mark.
    """
    ink, number, pill = _ink(label, palette)
    weight: Any = 400 if label.other else 600
    rest = label.text.removeprefix(label.number) if label.number else label.text
    spans = [Span(label.number, number, weight)] if label.number else []
    spans += [Span(rest, ink, weight)] if rest else []
    width = label.width - 2 * PAD_X
    anchor = "middle" if tips else label.anchor
    return Label(
        label.x,
        label.y,
        (tuple(spans),),
        label.font,
        width,
        anchor,
        {"start": -width / 2, "middle": 0.0, "end": width / 2}[anchor],
        pill=pill,
        pad=(PAD_X, PAD_Y),
        radius=PILL_RADIUS,
        ground=pill.colour if label.state == "current" else "",
    )


def _ink(label: MapLabel, palette: Palette) -> tuple[str, str, Paint]:
    """Colours of text, number and pill: accent for the current stop, muted for other places and future stops."""
    if label.state == "current":
        return palette.on_accent, palette.on_accent, Paint(palette.accent)
    if label.other or label.state == "future":
        return palette.muted, palette.muted, Paint(palette.paper, FAINT_PILL)
    return palette.ink, palette.texts["convening"], Paint(palette.paper, PILL)


# --- context


def _context(layout: MapLayout, palette: Palette, tips: Tips) -> Iterator[Group]:
    """The rings of the context with their own labels and, in a still picture, the key to them."""
    labels = {label.place: label for label in layout.labels if label.for_context}
    marked = {mark.place for mark in (*layout.hosts, *layout.others)}
    for mark in layout.context:
        target = _target(mark.place, tips)
        rings = [_ring(mark.x, mark.y, ring, palette) for ring in mark.rings]
        if mark.place in marked:
            # Its target is that of its mark.
            yield Group(_context_name(mark), tuple(rings))
        elif tips:
            yield Group(_context_name(mark), (_spot(mark.as_mark(), layout), *rings), target=target)
        else:
            yield Group(_context_name(mark), (*rings, *_labelled(labels.get(mark.place), palette, tips)))
    if layout.key and not tips:
        lines = (item for line in layout.key for item in _key(line, layout.frame, palette))
        yield Group(layout.key[0].text, tuple(lines))


def _context_name(mark: ContextMark) -> str:
    """Name of the group of a ring, such as `Stockholm, 2014. Context, not MRI’s work`."""
    return f"{_name(mark.as_mark())}. {mark.heading}"


def _ring(x: float, y: float, ring: Ring, palette: Palette) -> Symbol:
    """A ring in one neutral colour for meetings, another for later forums; thin if before the year shown."""
    colour = palette.context if ring.layer == "meetings" else palette.muted
    stroke = Stroke(colour, THIN_RING if ring.faint else RING_STROKE)
    return Symbol("circle", x, y, 2 * ring.radius, None, stroke)


def _key(line: KeyLine, frame: Frame, palette: Palette) -> Iterator[Item]:
    if line.layer:
        spot = frame.to_units(line.x - KEY_SIGN / 2 - 1, line.y)
        yield _ring(*spot, Ring(line.layer, SINGLE_RING_SIZES[line.layer] * line.font / 2, False), palette)
    words = ((Span(line.text, palette.muted),),)
    yield Label(*frame.to_units(line.x, line.y), words, line.font, text_width(line.text, line.font))


# --- what the pointer meets


def _target(place: str, tips: Tips, spoken: str = "") -> Target | None:
    return Target(place, tips[place], spoken) if tips else None


def _tips(layout: MapLayout, palette: Palette) -> Tips:
    """Hover text of each place by id: its name, its records, then its context."""
    names = {mark.place: mark.name for mark in layout.context}
    lines: dict[str, list[tuple[Span, ...]]] = {}
    for mark in (*layout.hosts, *layout.others):
        names[mark.place], dates, titles = hover_lines(mark)
        lines[mark.place] = [(Span(dates, ""),), *([(Span(titles, palette.muted),)] if titles else [])]
    for ringed in layout.context:
        lines.setdefault(ringed.place, []).extend((Span(line, palette.muted),) for line in context_lines(ringed))
    return {place: ((Span(names[place], "", 700),), *lines[place]) for place in names}
