"""The bars of a timeline of many records as Plotly traces, and the lines that say their scale."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from mri_data.charts.palette import Palette
from mri_data.charts.plotly import Trace, bar
from mri_data.charts.timeline.bars_model import YearBar
from mri_data.charts.timeline.model import TimelineLayout
from mri_data.charts.timeline.style import pale
from mri_data.charts.timeline.traces import BARS, BELOW, HITS, UNCHANGED, UNSEEN, told


def year_traces(layout: TimelineLayout, palette: Palette) -> list[Trace]:
    """The bars of each lane, all records behind those shown, and what the pointer meets: as high as a bar can be."""
    if layout.years is None:
        return []
    lanes = [list(bars) for _, bars in groupby(layout.years.bars, key=lambda bar: bar.area)]
    return [trace for bars in lanes for trace in _lane(bars, palette)]


def _lane(bars: Sequence[YearBar], palette: Palette) -> list[Trace]:
    full = palette.marks[bars[0].area]
    behind, shown = [one for one in bars if one.all], [one for one in bars if one.shown]
    hit = _trace(bars, [one.room for one in bars], HITS, {"color": full, "opacity": 0}) | {
        "customdata": [[one.id] for one in bars],
        "hovertext": [told(one.title, (one.told,), "", palette) for one in bars],
        "hoverinfo": "text",
        **UNSEEN,
    }
    return [
        *([_trace(behind, [one.all for one in behind], BELOW, {"color": pale(full, palette)})] if behind else []),
        *([_trace(shown, [one.shown for one in shown], BARS, {"color": full})] if shown else []),
        hit,
    ]


def _trace(bars: Sequence[YearBar], heights: Sequence[float], layer: int, marker: dict[str, Any]) -> Trace:
    """Bars that stand on the foot of their lane; y is in px downwards, so their lengths are negative."""
    return bar(
        x=[round(one.middle, 3) for one in bars],
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
