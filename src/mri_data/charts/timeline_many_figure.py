"""The bars of a timeline of many records as Plotly traces, and the lines that say their scale."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

import plotly.graph_objects as go

from mri_data.charts.palette import Palette
from mri_data.charts.timeline_looks import pale
from mri_data.charts.timeline_many_parts import YearBar
from mri_data.charts.timeline_parts import TimelineLayout
from mri_data.charts.timeline_traces import BARS, BELOW, HITS, UNCHANGED, told


def year_traces(layout: TimelineLayout, palette: Palette) -> list[Any]:
    """The bars of each lane, all records behind those shown, and what the pointer meets: as high as a bar can be."""
    if layout.years is None:
        return []
    lanes = [list(bars) for _, bars in groupby(layout.years.bars, key=lambda bar: bar.area)]
    return [trace for bars in lanes for trace in _lane(bars, palette)]


def _lane(bars: Sequence[YearBar], palette: Palette) -> list[go.Bar]:
    full = palette.marks[bars[0].area]
    behind, shown = [bar for bar in bars if bar.all], [bar for bar in bars if bar.shown]
    hit = _trace(bars, [bar.room for bar in bars], HITS, {"color": full, "opacity": 0})
    hit.update(
        customdata=[[bar.id] for bar in bars],
        hovertext=[told(bar.title, (bar.told,), "", palette) for bar in bars],
        hoverinfo="text",
        selected_marker_opacity=0,
        unselected_marker_opacity=0,
    )
    return [
        *([_trace(behind, [bar.all for bar in behind], BELOW, {"color": pale(full, palette)})] if behind else []),
        *([_trace(shown, [bar.shown for bar in shown], BARS, {"color": full})] if shown else []),
        hit,
    ]


def _trace(bars: Sequence[YearBar], heights: Sequence[float], layer: int, marker: dict[str, Any]) -> go.Bar:
    """Bars that stand on the foot of their lane; y is in px downwards, so their lengths are negative."""
    return go.Bar(
        x=[round(bar.middle, 3) for bar in bars],
        width=round(bars[0].x1 - bars[0].x0, 3),
        base=bars[0].foot,
        y=[-round(height, 2) for height in heights],
        marker={"opacity": 1, "line": {"width": 0}} | marker,
        hoverinfo="skip",
        zorder=layer,
        **UNCHANGED,
    )


def year_shapes(layout: TimelineLayout, palette: Palette) -> list[dict[str, Any]]:
    """The foot of the bars of each lane, and the line of the scale."""
    years = layout.years
    lines = [(y, palette.line) for y in years.feet] + [(y, palette.hair) for y in years.lines] if years else []
    place = {"type": "line", "xref": "x", "yref": "y", "x0": layout.axis.lo, "x1": layout.axis.hi, "layer": "below"}
    return [place | {"y0": y, "y1": y, "line": {"color": colour, "width": 1}} for y, colour in lines]
