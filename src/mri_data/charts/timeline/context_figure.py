"""The context lane as Plotly traces and shapes; none of them carries the id of a record, so a click opens nothing."""

from math import ceil
from typing import Any

from mri_data.charts.palette import Palette, see_through
from mri_data.charts.plotly import Trace, scatter
from mri_data.charts.timeline.context_model import TICK, ContextLane, ContextMark
from mri_data.charts.timeline.context_style import EDGE, OUTLINE, hollow, inner, line_colour, share, thin
from mri_data.charts.timeline.model import TimelineLayout
from mri_data.charts.timeline.style import DASHES
from mri_data.charts.timeline.traces import HIT, HITS, POINTS, UNCHANGED, UNSEEN, told

SYMBOLS = {
    "tick": "line-ns",
    "diamond": "diamond",
    "triangle": "triangle-down",
    "square": "square",
    "ring": "circle",
}


def context_traces(layout: TimelineLayout, palette: Palette) -> list[Trace]:
    """One trace of all symbols, and one of invisible spots to point at; none without context."""
    lane = layout.context
    if lane is None or not lane.marks:
        return []
    return [_symbols([mark for mark in lane.marks if mark.symbol], palette), _hits(lane, layout, palette)]


def _symbols(marks: list[ContextMark], palette: Palette) -> Trace:
    marker = {
        "symbol": [SYMBOLS[mark.shape] for mark in marks],
        "size": [inner(mark) for mark in marks],
        "color": [palette.paper if hollow(mark) else palette.context for mark in marks],
        "opacity": 1,
        "line": {"color": [line_colour(mark, palette) for mark in marks], "width": [_line(mark) for mark in marks]},
    }
    return scatter(
        mode="markers",
        x=[round(mark.middle, 3) for mark in marks],
        y=[mark.y for mark in marks],
        marker=marker,
        hoverinfo="skip",
        cliponaxis=False,
        zorder=POINTS,
        **UNCHANGED,
    )


def _line(mark: ContextMark) -> float:
    return TICK if mark.shape == "tick" else OUTLINE if hollow(mark) else EDGE


def _hits(lane: ContextLane, layout: TimelineLayout, palette: Palette) -> Trace:
    """Invisible spots, one on a point and a row of them along a bar, with what is said of each."""
    spots = [(mark, x) for mark in lane.marks for x in _spots(mark, layout)]
    return scatter(
        mode="markers",
        x=[round(x, 3) for _, x in spots],
        y=[mark.y for mark, _ in spots],
        marker={"size": HIT, "opacity": 0},
        **UNSEEN,
        hovertext=[told(mark.title, (mark.when, mark.where), lane.title, palette) for mark, _ in spots],
        hoverinfo="text",
        zorder=HITS,
    )


def _spots(mark: ContextMark, layout: TimelineLayout) -> list[float]:
    many = 1 if mark.point else max(1, ceil((mark.x1 - mark.x0) * layout.axis.scale / HIT))
    return [mark.x0 + (place + 0.5) * (mark.x1 - mark.x0) / many for place in range(many)]


def context_shapes(layout: TimelineLayout, palette: Palette) -> list[dict[str, Any]]:
    """The pale bars of what is not a point: as wide as what is known, a month never thinner than a tick."""
    return [_bar(mark, layout, palette) for mark in (layout.context.marks if layout.context else ()) if not mark.point]


def _bar(mark: ContextMark, layout: TimelineLayout, palette: Palette) -> dict[str, Any]:
    half = mark.size / 2
    box: dict[str, Any] = {"x0": round(mark.x0, 3), "x1": round(mark.x1, 3), "y0": mark.y - half, "y1": mark.y + half}
    if thin(mark, layout):
        box |= {"x0": -TICK / 2, "x1": TICK / 2, "xsizemode": "pixel", "xanchor": mark.middle}
    dash = ",".join(f"{length:g}px" for length in DASHES) if mark.dashed else "solid"
    line = {"color": palette.context, "width": 0 if thin(mark, layout) else EDGE, "dash": dash}
    fill = palette.context if thin(mark, layout) else see_through(palette.context, share(mark))
    return {"type": "rect", **box, "fillcolor": fill, "line": line, "layer": "below"}
