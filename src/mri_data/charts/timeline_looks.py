"""What each shape of a timeline is drawn with: bars in years, symbols in px, and their colours."""

from dataclasses import dataclass

from mri_data.charts.palette import Palette, mix
from mri_data.charts.timeline_parts import Mark, TimelineLayout

DIMMED = 0.15
PALE = 0.28
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



def colour(mark: Mark, palette: Palette) -> str:
    """The colour of a record's mark; one that does not match is faint."""
    ground = palette.surface if mark.shape == "diamond" else palette.paper
    full = palette.marks[mark.area]
    return full if mark.matched else mix(full, ground, DIMMED)



def see_through(hexadecimal: str, share: float) -> str:
    """A `#RRGGBB` colour with a share of opacity."""
    red, green, blue = (int(hexadecimal[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgba({red},{green},{blue},{share:.3g})"



def pills(mark: Mark, palette: Palette) -> list[Bar]:
    """Bars with round ends: a year or month, and the known start of something that goes on."""
    fill = colour(mark, palette)
    if mark.shape == "pill":
        return [Bar(mark, mark.x0, mark.x1, mark.size, fill)]
    return [
        Bar(mark, piece.x0, piece.x1, mark.size, fill)
        for piece in mark.pieces
        if _is_start(mark, piece.solid)
    ]



def _is_start(mark: Mark, solid: bool) -> bool:
    return mark.shape == "since" and solid



def cores(mark: Mark, layout: TimelineLayout, palette: Palette) -> list[Point]:
    """A circle at the middle of each round bar that is narrower than it is high, so that it never gets too narrow."""
    narrow = [bar for bar in pills(mark, palette) if (bar.x1 - bar.x0) * layout.axis.scale < bar.size]
    return [Point(mark, (bar.x0 + bar.x1) / 2, "circle", bar.size, bar.fill) for bar in narrow]



def flat(mark: Mark, palette: Palette) -> list[Bar]:
    """Bars with flat ends: a range, the years of a series, and the rest of something that goes on."""
    fill = colour(mark, palette)
    edge = (palette.ink, OUTLINE) if mark.selected else ("", 0.0)
    if mark.shape == "bar":
        return [Bar(mark, mark.x0, mark.x1, mark.size, fill, *edge)]
    pale = mix(fill, palette.paper, PALE)
    if mark.shape == "series":
        return [Bar(mark, piece.x0, piece.x1, mark.size, pale, *edge) for piece in mark.pieces if piece.solid]
    rest = [piece for piece in mark.pieces if mark.shape == "since" and not piece.solid]
    return [
        Bar(
            mark,
            piece.x0,
            piece.x1,
            mark.size / 2,
            mix(fill, palette.paper, 0.5),
            *edge,
        )
        for piece in rest
    ]



def points(mark: Mark, layout: TimelineLayout, palette: Palette) -> list[Point]:
    """Symbols of a fixed size: circle, ring or diamond."""
    fill = colour(mark, palette)
    stroke = (palette.ink if mark.selected else fill, STROKE)
    if mark.shape == "dot":
        edge, width = (
            (palette.ink, OUTLINE) if mark.selected else (palette.paper, PAPER_EDGE if mark.forum else 0)
        )
        return [Point(mark, mark.middle, "circle", mark.size + width, fill, edge, width)]
    if mark.shape == "diamond":
        inside = fill if mark.selected else palette.surface
        return [
            Point(
                mark,
                mark.middle,
                "diamond",
                mark.size / DIAMOND - STROKE,
                inside,
                *stroke,
            )
        ]
    if mark.shape in {"after", "before"}:
        inside = fill if mark.selected else palette.paper
        bound = mark.x0 if mark.shape == "after" else mark.x1
        return [Point(mark, bound, "circle", layout.sizes.ring - STROKE / 2, inside, *stroke)]
    return []
