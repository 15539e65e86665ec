"""Turn a scene into a still drawing of the same size in px, drawn in the order of its items."""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Any

import numpy as np

from mri_data.charts import drawing as still
from mri_data.charts.drawing import Box, Disc, Drawing, Fade, Paint, Path, Shape, Span, Stroke, TextLines
from mri_data.charts.scene import (
    Area,
    Bar,
    Column,
    Curve,
    GridLine,
    Group,
    Head,
    HitArea,
    Item,
    Label,
    Line,
    Number,
    Scene,
    Symbol,
    Target,
    Tick,
)
from mri_data.charts.text_width import text_width

# Corners of the solid symbols relative to their centre, as shares of the size.
CORNERS = {
    "diamond": ((0, -0.65), (0.65, 0), (0, 0.65), (-0.65, 0)),
    "triangle": ((-0.577, -0.25), (0.577, -0.25), (0, 0.5)),
    "square": ((-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5)),
}
# Distance from the plot to the middle of tick labels: above in px, below and left as multiples of the font size.
ABOVE, UNDER, LEFT_OF = 8.5, 1.1, 0.5


def drawing(scene: Scene, title: str = "", alt: str = "", lang: str = "") -> Drawing:
    """The scene as a drawing of the same size, with a title and alternative text in the language of its words."""
    return Drawing(scene.width, scene.height, shapes(scene), title, alt, lang)


def shapes(scene: Scene) -> tuple[still.Item, ...]:
    """The items of the drawing of a scene."""
    return tuple(_shapes(scene.items, scene))


def _shapes(items: Iterable[Item], scene: Scene) -> Iterator[still.Item]:
    for fill, run in groupby(items, lambda item: item.fill if isinstance(item, Column) else None):
        if fill:
            # Consecutive columns of one colour become one shape: a presentation with fewer shapes is easier to edit.
            yield Shape(tuple(_outline(item, scene) for item in run if isinstance(item, Column)), fill)
        else:
            for item in run:
                yield from _shape(item, scene)


def _shape(item: Item, scene: Scene) -> Iterator[still.Item]:
    """The drawing items of one scene item."""
    match item:
        case Group():
            yield still.ShapeGroup(item.name, tuple(_shapes(item.items, scene)), item.record, item.target, item.lane)
        case Column(target=Target() as target):
            name = " ".join(span.text for line in target.lines for span in line)
            yield still.ShapeGroup(name, (_unseen(*_box_of(_outline(item, scene)), scene),), target=target)
        case Label():
            yield from _label(item, scene)
        case _ if type(item) in SHAPES:
            yield SHAPES[type(item)](item, scene)


def _area(area: Area, scene: Scene) -> Box:
    left, right = scene.px(area.x0, area.on), scene.px(area.x1, area.on)
    top, bottom = sorted((scene.py(area.y0), scene.py(area.y1)))
    if right - left < area.least:
        left, right = (left + right - area.least) / 2, (left + right + area.least) / 2
    return Box(left, top, right - left, bottom - top, area.fill, area.stroke)


def _bar(bar: Bar, scene: Scene) -> Box:
    left, right = scene.px(bar.x0), scene.px(bar.x1)
    radius = bar.height / 2 if bar.rounded else 0
    edge = None if isinstance(bar.fill, Fade) else bar.stroke
    return Box(left, scene.py(bar.y) - bar.height / 2, right - left, bar.height, bar.fill, edge, radius)


def _outline(column: Column, scene: Scene) -> Path:
    left, right, foot = scene.px(column.x0), scene.px(column.x1), scene.py(column.foot)
    top = foot - column.height
    return (left, top), (right, top), (right, foot), (left, foot)


def _symbol(symbol: Symbol, scene: Scene) -> still.Item:
    x, y, size = scene.px(symbol.x, symbol.on), scene.py(symbol.y), symbol.size
    if symbol.shape == "circle":
        return Disc(x, y, size / 2, symbol.fill, symbol.stroke)
    if symbol.shape == "tick":
        width = symbol.stroke.width if symbol.stroke else 0
        return Box(x - width / 2, y - size / 2, width, size, symbol.fill)
    outline = tuple((x + dx * size, y + dy * size) for dx, dy in CORNERS[symbol.shape])
    return Shape((outline,), symbol.fill, symbol.stroke)


def _number(number: Number, scene: Scene) -> TextLines:
    line = ((Span(number.text, number.colour, 700),),)
    width = text_width(number.text, number.size, 700)
    return TextLines(scene.px(number.x), scene.py(number.y), line, number.size, width, "middle", number.ground)


def _label(label: Label, scene: Scene) -> Iterator[still.Item]:
    x, y = scene.px(label.x, label.on) + label.dx, scene.py(label.y)
    text = TextLines(x, y, label.lines, label.size, label.width, label.anchor, label.ground)
    if label.pill:
        (across, down), height = label.pad, text.height
        place = (text.left - across, y - height / 2 - down, label.width + 2 * across, height + 2 * down)
        yield Box(*place, label.pill, radius=label.radius)
    yield text


def _tick(tick: Tick, scene: Scene) -> TextLines:
    line, width = ((Span(tick.text, tick.colour),),), text_width(tick.text, tick.size)
    left, _, top, bottom = scene.margin
    if tick.side == "left":
        return TextLines(left - LEFT_OF * tick.size, scene.py(tick.at), line, tick.size, width, "end")
    y = top - ABOVE if tick.side == "top" else scene.height - bottom + UNDER * tick.size
    return TextLines(scene.px(tick.at), y, line, tick.size, width, "middle")


def _hit_area(area: HitArea, scene: Scene) -> Box:
    left, right, y = scene.px(area.x0, area.on), scene.px(area.x1, area.on), scene.py(area.y)
    more = max(0.0, area.least - (right - left)) / 2
    return _unseen(left - more, y - area.height / 2, right + more, y + area.height / 2, scene)


def _box_of(path: Path) -> tuple[float, float, float, float]:
    xs, ys = zip(*path, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _unseen(left: float, top: float, right: float, bottom: float, scene: Scene) -> Box:
    """A box that only the pointer finds."""
    return Box(left, top, right - left, bottom - top, Paint(scene.palette.paper, 0))


def _line(line: Line, scene: Scene) -> Shape:
    start = (scene.px(line.x0, line.on) + line.dx0, scene.py(line.y0))
    end = (scene.px(line.x1, line.on) + line.dx1, scene.py(line.y1))
    return Shape(((start, end),), None, line.stroke, closed=False)


def _grid_line(line: GridLine, scene: Scene) -> Shape:
    x, (_, _, top, bottom) = scene.px(line.x), scene.margin
    return Shape((((x, top), (x, scene.height - bottom)),), None, Stroke(line.colour, 1), closed=False)


def _head(head: Head, scene: Scene) -> Shape:
    x, y = scene.px(head.x), scene.py(head.y)
    path = tuple((x + dx, y + dy) for dx, dy in head.points)
    return Shape((path,), head.fill, head.stroke, closed=head.fill is not None)


def _curve(curve: Curve, scene: Scene) -> Shape:
    paths = tuple(_path(path, scene) for path in curve.paths)
    return Shape(paths, curve.fill, curve.stroke, closed=curve.fill is not None)


def _path(points: Any, scene: Scene) -> Path:
    at = np.asarray(points, dtype=float)
    return tuple(zip(scene.px(at[:, 0]).tolist(), scene.py(at[:, 1]).tolist(), strict=True))


SHAPES: dict[type, Callable[[Any, Scene], still.Item]] = {
    Area: _area,
    Line: _line,
    GridLine: _grid_line,
    Curve: _curve,
    Bar: _bar,
    Symbol: _symbol,
    Head: _head,
    Number: _number,
    Tick: _tick,
    HitArea: _hit_area,
}
