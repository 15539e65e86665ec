"""How the marks of the context lane look, whoever draws them: outlines, pale bars, and how thin a bar may be."""

from mri_data.charts.palette import Palette
from mri_data.charts.timeline.context_model import TICK, ContextMark
from mri_data.charts.timeline.model import TimelineLayout
from mri_data.charts.timeline.style import DASHED_FILL, PALE

OUTLINE = 1.5  # px of the line of a hollow shape.
EDGE = 1.0  # px of the line about a pale bar, and of the paper about a solid shape.


def hollow(mark: ContextMark) -> bool:
    """Whether a shape is an outline: that of a later forum, and of a day that is not known."""
    return mark.shape == "ring" or (mark.shape != "tick" and not mark.point)


def inner(mark: ContextMark) -> float:
    """The size in px of a shape without the outer half of its line."""
    return mark.size - (OUTLINE if hollow(mark) else 0)


def line_colour(mark: ContextMark, palette: Palette) -> str:
    """The colour of a shape's line: solid shapes have one of paper, so that neighbours stay apart."""
    return palette.context if hollow(mark) or mark.shape == "tick" else palette.paper


def thin(mark: ContextMark, layout: TimelineLayout) -> bool:
    """Whether a bar is so thin, as that of a month is, that it is drawn as a tick."""
    return (mark.x1 - mark.x0) * layout.axis.scale < 2 * TICK


def share(mark: ContextMark) -> float:
    """How much of its colour a pale bar has."""
    return DASHED_FILL if mark.dashed else PALE
