"""Draw a timeline layout with Plotly: y in px, x in decimal years, the shelf on a second x axis."""

from collections.abc import Collection
from html import escape
from typing import Any

import pandas as pd

from mri_data.charts.palette import Palette, mix, see_through
from mri_data.charts.plotly import CLEAR, FONT, Figure, stretching
from mri_data.charts.timeline.bars_figure import year_shapes, year_traces
from mri_data.charts.timeline.context_figure import context_shapes, context_traces
from mri_data.charts.timeline.context_model import ContextLane
from mri_data.charts.timeline.model import AXIS_SHARE, LEADER, QUIET, TRAY_FROM, Label, Mark, TimelineLayout
from mri_data.charts.timeline.style import (
    ARROW,
    DASHED_EDGE,
    DASHED_FILL,
    DASHES,
    DOTTED,
    DOTTED_WIDTH,
    OUTLINE,
    STROKE,
    colour,
    head,
)
from mri_data.charts.timeline.traces import traces
from mri_data.schema.records import WORK_AREAS
from mri_data.words.catalogue import Words

# What all labels have in common.
ALL_LABELS = {"showarrow": False, "borderpad": 0, "yanchor": "middle"}


def figure(layout: TimelineLayout, palette: Palette, say: Words) -> Figure:
    """The layout as a figure that stretches to any width from `layout.width` on, and cannot be zoomed."""
    return {
        "data": [*context_traces(layout, palette), *year_traces(layout, palette), *traces(layout, palette)],
        "layout": {
            **stretching(palette, layout.height, layout.sizes.font, layout.margin),
            "template": {"layout": {"annotationdefaults": ALL_LABELS}},
            "shapes": _shapes(layout, palette),
            "annotations": [_annotation(label, layout, palette) for label in layout.labels],
            **_axes(layout, palette),
        },
    }


def _axes(layout: TimelineLayout, palette: Palette) -> dict[str, Any]:
    """The years on top, the shelf beside them, and px downwards."""
    fixed = {"fixedrange": True, "zeroline": False, "showline": False, "ticks": ""}
    years = {
        "range": [layout.axis.lo, layout.axis.hi],
        "domain": [0, AXIS_SHARE],
        "side": "top",
        "tickvals": layout.ticks,
        "ticktext": [str(year) for year in layout.ticks],
        "tickangle": 0,
        "tickfont": {"family": FONT, "size": layout.sizes.font, "color": palette.muted},
        "showgrid": True,
        "gridcolor": palette.hair,
        "gridwidth": 1,
    }
    shelf = {"range": [0, 1], "domain": [TRAY_FROM, 1], "visible": False, "anchor": "y"}
    down = {"range": [layout.plot_height, 0], "visible": False}
    return {"xaxis": fixed | years, "xaxis2": fixed | shelf, "yaxis": fixed | down}


def _shapes(layout: TimelineLayout, palette: Palette) -> list[dict[str, Any]]:
    """The shelf, the rules between lanes, the end of the text, and what bars and points cannot show."""
    shelf = {"type": "rect", "x0": TRAY_FROM, "x1": 1, "y0": 0, "y1": 1, "fillcolor": palette.surface}
    end = {"type": "line", "xref": "x", "x0": layout.data_year, "x1": layout.data_year, "y0": 0, "y1": 1}
    paper = {"xref": "paper", "yref": "paper", "layer": "below"}
    rules = [
        paper
        | {"type": "line", "yref": "y", "x0": 0, "x1": 1, "y0": top, "y1": top}
        | {"line": {"color": palette.line, "width": 1}}
        for top in layout.rules
    ]
    return [
        paper | shelf | {"line": {"width": 0}},
        *rules,
        paper | end | {"line": {"color": mix(palette.context, palette.paper, DOTTED), "width": 1, "dash": "dot"}},
        *(_leader(label, palette) for label in layout.labels if label.role == "gap"),
        *context_shapes(layout, palette),
        *year_shapes(layout, palette),
        *(shape for mark in layout.marks for shape in _mark_shapes(mark, layout, palette)),
    ]


def _leader(label: Label, palette: Palette) -> dict[str, Any]:
    """The line from a gap in the series down to its label."""
    top = label.y - label.height / 2
    line = {"color": palette.context, "width": 1}
    return {"type": "line", "x0": label.x, "x1": label.x, "y0": top - LEADER, "y1": top, "line": line}


def _mark_shapes(mark: Mark, layout: TimelineLayout, palette: Palette) -> list[dict[str, Any]]:
    """Arrows of marks with an open end, dashed edges, and the dots across years left empty."""
    end = head(mark, layout.sizes)
    if end:
        path = "M" + "L".join(f"{x:g},{y:g}" for x, y in end.points)
        fill = see_through(colour(mark, palette), ARROW)
        if end.filled:
            return [_path(f"{path}Z", end.x, mark, fillcolor=fill, line={"width": 0})]
        line = {"color": colour(mark, palette), "width": STROKE - 0.5}
        return [_path(path, end.x, mark, line=line, fillcolor=CLEAR)]
    if mark.shape == "dashed":
        return [_dashed(mark, layout, palette)]
    dots = {"color": mix(colour(mark, palette), palette.paper, DOTTED), "width": DOTTED_WIDTH, "dash": "dot"}
    return [
        {
            "type": "line",
            "x0": piece.x0,
            "x1": piece.x1,
            "y0": mark.y,
            "y1": mark.y,
            "layer": "below",
            "line": dots,
        }
        for piece in mark.pieces
        if not piece.solid
    ]


def _path(path: str, x: float, mark: Mark, **look: Any) -> dict[str, Any]:
    """A path in px about a year and the middle of a mark."""
    pixels = {"xsizemode": "pixel", "ysizemode": "pixel", "xanchor": x, "yanchor": mark.y}
    return {"type": "path", "path": path, **pixels, **look}


def _dashed(mark: Mark, layout: TimelineLayout, palette: Palette) -> dict[str, Any]:
    """A pale box with a dashed edge, never narrower than it is high."""
    fill = colour(mark, palette)
    half = mark.size / 2
    line = {
        "color": palette.ink if mark.selected else fill,
        "width": OUTLINE if mark.selected else DASHED_EDGE,
        "dash": ",".join(f"{length:g}px" for length in DASHES),
    }
    box: dict[str, Any] = {"x0": mark.x0, "x1": mark.x1, "y0": mark.y - half, "y1": mark.y + half}
    if (mark.x1 - mark.x0) * layout.axis.scale < mark.size:
        box |= {"x0": -half, "x1": half, "xsizemode": "pixel", "xanchor": mark.middle}
    return {
        "type": "rect",
        **box,
        "fillcolor": see_through(fill, DASHED_FILL),
        "line": line,
        "layer": "below",
    }


def _annotation(label: Label, layout: TimelineLayout, palette: Palette) -> dict[str, Any]:
    """A label at its anchor; one outside the plot hangs from its edge, or Plotly would drop it."""
    look = {"align": {"start": "left", "middle": "center", "end": "right"}[label.anchor]}
    look |= {"xanchor": {"start": "left", "middle": "center", "end": "right"}[label.anchor]}
    inside = 0 <= label.y <= layout.plot_height
    edge = 0 if label.y < 0 else layout.plot_height
    place = {"yref": "y", "y": round(label.y if inside else edge, 2)}
    if not inside:
        place["yshift"] = round(edge - label.y, 2)
    return {
        "text": _text(label),
        "xref": "x2" if label.tray else "x",
        "x": round(label.x, 3),
        "xshift": round(label.dx, 2),
        "font": {"size": label.size, "color": _ink(label, palette)},
        # The line where the text ends, and the years' lines, must not run through the words.
        **({"bgcolor": palette.paper} if label.role in ("city", "gap") else {}),
        **place,
        **look,
    }


def _text(label: Label) -> str:
    """The lines as Plotly's markup; Plotly reads some tags, so every word is escaped."""
    lines = (
        "".join(
            f"<b>{escape(run.text, quote=False)}</b>" if run.bold else escape(run.text, quote=False) for run in line
        )
        for line in label.lines
    )
    return "<br>".join(lines)


def _ink(label: Label, palette: Palette) -> str:
    if label.role == "lane":
        return palette.texts[label.area]
    return palette.muted if label.role in QUIET else palette.ink


def timeline_alt(
    records: pd.DataFrame, matched: Collection[str], say: Words, context: ContextLane | None = None
) -> str:
    """What the timeline shows, for people who cannot see it: the record in one sentence, the context in another."""
    beside = say.n("timeline.alt.context", len(context.marks)) if context else ""
    return " ".join(part for part in (_record_alt(records, matched, say), beside) if part)


def _record_alt(records: pd.DataFrame, matched: Collection[str], say: Words) -> str:
    if records.empty:
        return say("timeline.alt.none")
    counts = records["work_area"].value_counts()
    lanes = (
        say("timeline.alt.lane", lane=say(f"area.long.{area}"), count=counts[area])
        for area in WORK_AREAS
        if counts.get(area, 0)
    )
    years = pd.concat([records["earliest"], records["latest"]]).dropna().dt.year
    parts = [", ".join(lanes)]
    if not years.empty:
        parts.append(say("timeline.alt.years", first=years.min(), last=years.max()))
    for precision in ("ongoing", "undated"):
        if count := int((records["precision"] == precision).sum()):
            parts.append(say.n(f"timeline.alt.{precision}", count))
    shown = int(records["id"].isin(list(matched)).sum())
    if shown < len(records):
        parts.append(say.n("timeline.alt.matched", shown))
    return say("timeline.alt", records=say.n("timeline.alt.records", len(records)), parts="; ".join(parts))
