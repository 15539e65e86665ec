"""Targets of a timeline: what a click on a mark opens, and the text of its card."""

from collections.abc import Iterable

from mri_data.charts.drawing import Span
from mri_data.charts.palette import Palette
from mri_data.charts.scene import Lines, Target
from mri_data.charts.timeline.model import Mark

TARGET = 20  # Least px of what the pointer finds.
# The shapes of forums that carry a number.
NUMBERED = {"pill", "dashed"}


def target(mark: Mark, palette: Palette) -> Target:
    """The target of a mark: title, date, place, kind of work and the meeting alongside; a click sends its id."""
    lines = tip(mark.title, (mark.when, mark.where), mark.kind, palette, mark.alongside)
    return Target(mark.id, lines, mark.spoken)


def tip(title: str, when: Iterable[str], kind: str, palette: Palette, more: str = "") -> Lines:
    """The lines of a card: the title, `when` joined on one line, `more` and, muted, the kind; none that is empty."""
    lines = (
        Span(title, "", 700),
        Span(" · ".join(part for part in when if part), ""),
        Span(more, ""),
        Span(kind, palette.muted),
    )
    return tuple((line,) for line in lines if line.text)
