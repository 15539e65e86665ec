"""A still picture as plain values: shapes and text in px from the top left corner, y downwards.

Writers of SVG, slides and printed pages render these values and compute no layout of their own. Shapes, gradients and
text are limited to what all of these formats can show.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

Point = tuple[float, float]
Path = tuple[Point, ...]
Anchor = Literal["start", "middle", "end"]
Weight = Literal[400, 600, 700]

LINE = 1.3  # Line height as a multiple of the font size.
MIDDLE = 0.33  # How far the middle of the capitals of Source Sans 3 lies above the baseline, as a share of the size.


@dataclass(frozen=True)
class Paint:
    """A colour `#RRGGBB` with an opacity from 0 to 1."""

    colour: str
    alpha: float = 1.0


@dataclass(frozen=True)
class Fade:
    """A gradient of one colour: stops of (share of the width, opacity) from left to right, or from top to bottom."""

    colour: str
    stops: tuple[tuple[float, float], ...]
    down: bool = False


Fill = Paint | Fade


@dataclass(frozen=True)
class Stroke:
    """A line: colour `#RRGGBB`, width in px, opacity, and lengths of dashes and gaps in px."""

    colour: str
    width: float
    alpha: float = 1.0
    dash: tuple[float, ...] = ()


@dataclass(frozen=True)
class Box:
    """A rectangle with its top left corner at (x, y); corners are rounded by `radius` px."""

    x: float
    y: float
    width: float
    height: float
    fill: Fill | None = None
    stroke: Stroke | None = None
    radius: float = 0


@dataclass(frozen=True)
class Disc:
    """A circle with its centre at (x, y)."""

    x: float
    y: float
    radius: float
    fill: Paint | None = None
    stroke: Stroke | None = None


@dataclass(frozen=True)
class Shape:
    """One or more paths: if closed, outlines filled by the even-odd rule, else lines."""

    paths: tuple[Path, ...]
    fill: Paint | None = None
    stroke: Stroke | None = None
    closed: bool = True


@dataclass(frozen=True)
class Span:
    """A run of text in one colour and weight."""

    text: str
    colour: str
    weight: Weight = 400


Lines = tuple[tuple[Span, ...], ...]


@dataclass(frozen=True)
class Target:
    """Hover text of a mark, and the id that a click on it sends (empty if it opens nothing).

    `spoken` is what a screen reader says of it, where that is more than the name of its group.
    """

    id: str
    lines: Lines
    spoken: str = ""


@dataclass(frozen=True)
class TextLines:
    """Lines of Source Sans 3 at `size` px, centred vertically on `y` and anchored at `x`.

    `width` is that of the longest line in px, for writers that need a text box. `ground` is the background colour,
    empty where that is the paper of the picture.
    """

    x: float
    y: float
    lines: Lines
    size: float
    width: float
    anchor: Anchor = "start"
    ground: str = ""

    @property
    def height(self) -> float:
        """The height of all lines in px."""
        return len(self.lines) * self.size * LINE

    @property
    def left(self) -> float:
        """The left end of the longest line in px."""
        return self.x - {"start": 0.0, "middle": self.width / 2, "end": self.width}[self.anchor]

    def baselines(self) -> Iterator[tuple[float, tuple[Span, ...]]]:
        """Each line with the y of its baseline."""
        top = self.y - self.height / 2
        for at, line in enumerate(self.lines):
            yield top + (at + 0.5) * self.size * LINE + MIDDLE * self.size, line

    @property
    def text(self) -> str:
        """All lines joined into one."""
        return " ".join("".join(span.text for span in line).strip() for line in self.lines)


@dataclass(frozen=True)
class ShapeGroup:
    """A named group of items, with the id of the record that they show, and what a click on them opens, if any.

    `lane` is the code of the lane of a timeline whose marks it holds.
    """

    name: str
    items: tuple["Item", ...]
    record: str = ""
    target: Target | None = None
    lane: str = ""


Item = Box | Disc | Shape | TextLines | ShapeGroup


@dataclass(frozen=True)
class Drawing:
    """A whole picture: size in px, items, title, alternative text, and the tag of the language of its texts.

    The background colour is empty for none, and so is the language of a picture without words.
    """

    width: float
    height: float
    items: tuple[Item, ...]
    title: str
    alt: str
    lang: str = ""
    paper: str = ""

    @property
    def records(self) -> tuple[str, ...]:
        """Ids of the records it shows, each once."""
        return tuple(dict.fromkeys(group.record for group in groups(self.items) if group.record))


def groups(items: Iterable[Item]) -> Iterator[ShapeGroup]:
    """Every group among the items, at any depth."""
    for item in items:
        if isinstance(item, ShapeGroup):
            yield item
            yield from groups(item.items)


def moved(item: Item, dx: float, dy: float, scale: float = 1) -> Item:
    """The item scaled about the origin by `scale`, then moved by dx and dy px."""
    match item:
        case ShapeGroup():
            return replace(item, items=tuple(moved(part, dx, dy, scale) for part in item.items))
        case Shape():
            paths = tuple(tuple((dx + x * scale, dy + y * scale) for x, y in path) for path in item.paths)
            return replace(item, paths=paths, stroke=_scaled(item.stroke, scale))
    placed = replace(item, x=dx + item.x * scale, y=dy + item.y * scale)
    match placed:
        case Box():
            sizes = {name: getattr(placed, name) * scale for name in ("width", "height", "radius")}
            return replace(placed, stroke=_scaled(placed.stroke, scale), **sizes)
        case Disc():
            return replace(placed, radius=placed.radius * scale, stroke=_scaled(placed.stroke, scale))
    return replace(placed, size=placed.size * scale, width=placed.width * scale)


def transposed(item: Item) -> Item:
    """The item with both axes swapped, so that what ran to the right runs down; text stays upright."""
    match item:
        case ShapeGroup():
            return replace(item, items=tuple(map(transposed, item.items)))
        case Shape():
            return replace(item, paths=tuple(tuple((y, x) for x, y in path) for path in item.paths))
        case Box():
            fill = replace(item.fill, down=not item.fill.down) if isinstance(item.fill, Fade) else item.fill
            return replace(item, x=item.y, y=item.x, width=item.height, height=item.width, fill=fill)
    return replace(item, x=item.y, y=item.x)


def _scaled(stroke: Stroke | None, scale: float) -> Stroke | None:
    if stroke is None or scale == 1:
        return stroke
    return replace(stroke, width=stroke.width * scale, dash=tuple(length * scale for length in stroke.dash))


def bounds(items: Iterable[Item]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of all items in px; zeros if there are none."""
    corners = [corner for item in items for corner in _corners(item)]
    xs, ys = [x for x, _ in corners] or [0.0], [y for _, y in corners] or [0.0]
    return min(xs), min(ys), max(xs), max(ys)


def _corners(item: Item) -> Iterator[Point]:
    match item:
        case ShapeGroup():
            for part in item.items:
                yield from _corners(part)
        case Shape():
            for path in item.paths:
                yield from path
        case Disc():
            yield (item.x - item.radius, item.y - item.radius)
            yield (item.x + item.radius, item.y + item.radius)
        case TextLines():
            yield (item.left, item.y - item.height / 2)
            yield (item.left + item.width, item.y + item.height / 2)
        case Box():
            yield (item.x, item.y)
            yield (item.x + item.width, item.y + item.height)
