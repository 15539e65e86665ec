"""Plotly figures as the plain values they become in the end.

Plotly's own classes check every value of every figure anew, which takes longer than drawing it; the tests let them
check what each module here makes.
"""

from typing import Any

from mri_data.charts.palette import Palette

FONT = "SourceSans3, sans-serif"
HOVER_FONT = 13.5
CLEAR = "rgba(0,0,0,0)"

Figure = dict[str, Any]
Trace = dict[str, Any]


def scatter(**parts: Any) -> Trace:
    """A trace of points, lines or areas."""
    return {"type": "scatter", **parts}


def bar(**parts: Any) -> Trace:
    """A trace of bars."""
    return {"type": "bar", **parts}


def alike(**look: Any) -> dict[str, Any]:
    """Marks look so whether they are selected or not: a click opens a record, and dims nothing."""
    return {"selected": look, "unselected": look}


def plain_stage(palette: Palette, height: float, font: dict[str, Any]) -> dict[str, Any]:
    """What all figures have in common: no ground of their own, no legend, nothing to drag, and how they say what is
    pointed at. `height` is in px.
    """
    return {
        "height": height,
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "font": {"family": FONT, "color": palette.ink, **font},
        "hoverlabel": {
            "bgcolor": palette.paper,
            "bordercolor": palette.line,
            "align": "left",
            "font": {"family": FONT, "size": HOVER_FONT, "color": palette.ink},
        },
    }


def stretching(
    palette: Palette, height: float, size: float, margin: tuple[float, float, float, float]
) -> dict[str, Any]:
    """The stage of a figure that stretches to any width: `size` of its words and `margin` (left, right, top, bottom)
    are in px.
    """
    left, right, top, bottom = margin
    stage = plain_stage(palette, height, {"size": size})
    stage["hoverlabel"] |= {"namelength": 0}
    edges = {"l": left, "r": right, "t": top, "b": bottom, "pad": 0, "autoexpand": False}
    return stage | {"margin": edges, "barmode": "overlay"}
