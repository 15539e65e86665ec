"""What each shape of a timeline is drawn with: bars in years, symbols in px, and their colours."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from mri_data.charts.palette import Palette, mix
from mri_data.charts.timeline.model import Mark, TimelineLayout
from mri_data.charts.timeline.sizes import Sizes

DIMMED = 0.15
FADE = 0.62
FADE_STOPS = 9
FADE_POWER = 1.6
ARROW = 0.85  # How much of its colour the head of a rail has.
DASHED_FILL = 0.15
DASHED_EDGE, DASHES = 1.5, (3.0, 2.0)
DOTTED, DOTTED_WIDTH = 0.8, 1.5
PALE = 0.28
PALE_EDGE = 1.0  # A pale bar has an edge of its full colour, or it could not be seen against its ground.
HALF = 0.5
OUTLINE = 2.5
PAPER_EDGE = 1.6
STROKE = 2.5
DIAMOND = 1.3  # Plotly draws a diamond this much wider than its size says.


@dataclass(frozen=True)
class Bar:
    """A horizontal bar of one record, in years and px, with its outline."""

    mark: Mark
    x0: float
    x1: float
    size: float
    fill: str
    line: str = ""
    line_width: float = 0


@dataclass(frozen=True)
class Point:
    """A symbol of one record, `size` px wide with half of its line, as Plotly counts."""

    mark: Mark
    x: float
    symbol: str
    size: float
    fill: str
    line: str = ""
    line_width: float = 0


@dataclass(frozen=True)
class Head:
    """The head of a mark with an open end: points in px about the decimal year `x` and the middle of the mark.

    A filled one is closed; one that is not is a line through the points.
    """

    x: float
    points: tuple[tuple[float, float], ...]
    filled: bool


def colour(mark: Mark, palette: Palette) -> str:
    """The colour of a record's mark; one that does not match is faint."""
    ground = palette.surface if mark.shape == "diamond" else palette.paper
    full = palette.marks[mark.area]
    return full if mark.matched else mix(full, ground, DIMMED)


def pale(full: str, palette: Palette) -> str:
    """The colour of what stands behind, in the full colour of the same."""
    return mix(full, palette.paper, PALE)


def fade_stops(mark: Mark) -> list[tuple[float, float]]:
    """How a bar fades towards its open end, a rail towards its unknown start: (share of its width, opacity)."""
    full = FADE * (1 if mark.matched else DIMMED)
    rising = [step / (FADE_STOPS - 1) for step in range(FADE_STOPS)]
    shares = [share**FADE_POWER if mark.shape == "rail" else share for share in rising]
    if mark.shape == "after":
        shares = shares[::-1]
    return [(at, full * share) for at, share in zip(rising, shares, strict=True)]


def head(mark: Mark, sizes: Sizes) -> Head | None:
    """The head of a mark that goes on, or came before; None when it has both ends."""
    if mark.shape == "rail":
        half = mark.size / 2
        return Head(mark.x1, ((2, -half), (2 + sizes.arrow, 0), (2, half)), True)
    if mark.shape not in {"after", "since", "before"}:
        return None
    sign, at = (-1, mark.x0) if mark.shape == "before" else (1, mark.x1)
    reach = sizes.chevron - 2
    return Head(at, ((sign * 2, -reach), (sign * (2 + reach), 0), (sign * 2, reach)), False)


def hollow_number(mark: Mark) -> bool:
    """Whether the number of a forum stands on paper rather than on its colour."""
    return mark.shape == "dashed"


def symbols(marks: Sequence[Mark], layout: TimelineLayout, palette: Palette) -> list[Point]:
    """All circles, rings and diamonds, those of narrow bars first."""
    circles = chain.from_iterable(cores(mark, layout, palette) for mark in marks)
    return [*circles, *chain.from_iterable(points(mark, layout, palette) for mark in marks)]


def pills(mark: Mark, palette: Palette) -> list[Bar]:
    """Bars with round ends: a year or month, and the known start of something that goes on."""
    fill = colour(mark, palette)
    if mark.shape == "pill":
        return [Bar(mark, mark.x0, mark.x1, mark.size, fill)]
    starts = [piece for piece in mark.pieces if mark.shape == "since" and piece.solid]
    return [Bar(mark, piece.x0, piece.x1, mark.size, fill) for piece in starts]


def bar_halo(bar: Bar, palette: Palette) -> Bar:
    """What stands behind the bar of the selected record, as its outline."""
    return Bar(bar.mark, bar.x0, bar.x1, bar.size, palette.ink, palette.ink, 2 * OUTLINE)


def halo(point: Point, palette: Palette) -> Point:
    """What stands behind the circle of the selected record, as its outline."""
    return Point(point.mark, point.x, point.symbol, point.size + 2 * OUTLINE, palette.ink)


def cores(mark: Mark, layout: TimelineLayout, palette: Palette) -> list[Point]:
    """A circle at the middle of each round bar that is narrower than it is high: it is never too narrow."""
    narrow = [bar for bar in pills(mark, palette) if (bar.x1 - bar.x0) * layout.axis.scale < bar.size]
    return [Point(mark, (bar.x0 + bar.x1) / 2, "circle", bar.size, bar.fill) for bar in narrow]


def flat(mark: Mark, palette: Palette) -> list[Bar]:
    """Bars with flat ends: a range, the years of a series, and the rest of something that goes on."""
    fill = colour(mark, palette)
    if mark.shape == "bar":
        edge = (palette.ink, OUTLINE) if mark.selected else ("", 0.0)
        return [Bar(mark, mark.x0, mark.x1, mark.size, fill, *edge)]
    pale, edge = mix(fill, palette.paper, PALE), (palette.ink, OUTLINE) if mark.selected else (fill, PALE_EDGE)
    if mark.shape == "series":
        return [Bar(mark, piece.x0, piece.x1, mark.size, pale, *edge) for piece in mark.pieces if piece.solid]
    rest = [piece for piece in mark.pieces if mark.shape == "since" and not piece.solid]
    going_on = mix(fill, palette.paper, HALF)
    return [Bar(mark, piece.x0, piece.x1, mark.size / 2, going_on, *edge) for piece in rest]


def points(mark: Mark, layout: TimelineLayout, palette: Palette) -> list[Point]:
    """Symbols of a fixed size: circle, ring or diamond."""
    fill = colour(mark, palette)
    if mark.shape == "dot":
        return [_dot(mark, fill, palette)]
    ground = palette.surface if mark.shape == "diamond" else palette.paper
    inside, edge = (fill, palette.ink) if mark.selected else (ground, fill)
    if mark.shape == "diamond":
        size = mark.size / DIAMOND - STROKE
        return [Point(mark, mark.middle, "diamond", size, inside, edge, STROKE)]
    if mark.shape in {"after", "before"}:
        bound = mark.x0 if mark.shape == "after" else mark.x1
        return [Point(mark, bound, "circle", layout.sizes.ring - STROKE / 2, inside, edge, STROKE)]
    return []


def _dot(mark: Mark, fill: str, palette: Palette) -> Point:
    """A circle; that of a forum has an edge of paper, so that it stands out from its neighbours."""
    if mark.selected:
        return Point(mark, mark.middle, "circle", mark.size + OUTLINE, fill, palette.ink, OUTLINE)
    width = PAPER_EDGE if mark.forum else 0
    return Point(mark, mark.middle, "circle", mark.size + width, fill, palette.paper, width)
