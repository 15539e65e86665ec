"""Turn a scene into a Plotly figure as plain dicts: traces, shapes, annotations, images and axes.

Plotly's own classes validate every value of every figure, which takes longer than drawing it. So the figure is built
without them, and only the tests validate it with them.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from html import escape
from math import isnan
from typing import Any

import numpy as np

from mri_data.charts.drawing import Fade, Paint, Span, Stroke
from mri_data.charts.palette import see_through
from mri_data.charts.scene import (
    Area,
    Bar,
    Column,
    Curve,
    GridLine,
    Head,
    Item,
    Label,
    Line,
    Lines,
    Number,
    On,
    Picture,
    Scene,
    Symbol,
    TargetSpots,
    Tick,
    flat,
)

FONT = "SourceSans3, sans-serif"
HOVER_FONT = 13.5
CLEAR = "rgba(0,0,0,0)"
# px from the plot to the tick labels at each side.
STANDOFF = {"top": 0, "bottom": 5, "left": 4}
AXES: dict[On, str] = {"x": "x", "shelf": "x2", "plot": "paper"}
SYMBOLS = {"circle": "circle", "diamond": "diamond", "triangle": "triangle-down", "square": "square", "tick": "line-ns"}
SIDES = {"start": "left", "middle": "center", "end": "right"}
# Properties that all labels share.
ALL_LABELS = {"showarrow": False, "borderpad": 0, "yanchor": "middle"}

Figure = dict[str, Any]
Trace = dict[str, Any]
# An item with the id of the record it shows.
Shown = tuple[Any, str]


def figure(scene: Scene) -> Figure:
    """The scene as a Plotly figure without zoom; it stretches to any width of at least `scene.width`."""
    shown = list(flat(scene.items))
    items = [item for item, _ in shown]
    return {
        "data": _traces(shown),
        "layout": {
            **_stage(scene),
            **_axes(scene, items),
            "template": {"layout": {"annotationdefaults": ALL_LABELS}},
            "shapes": [SHAPES[type(item)](item, scene) for item in items if type(item) in SHAPES],
            "annotations": [_annotation(item, scene) for item in items if isinstance(item, Label)],
            "images": [_image(item) for item in items if isinstance(item, Picture)],
        },
    }


def _stage(scene: Scene) -> dict[str, Any]:
    """General layout: transparent background, no legend, no dragging, margins, fonts and the look of hover texts."""
    palette, (left, right, top, bottom) = scene.palette, scene.margin
    return {
        "height": scene.height,
        "margin": {"l": left, "r": right, "t": top, "b": bottom, "pad": 0, "autoexpand": False},
        "barmode": "overlay",
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "font": {"family": FONT, "color": palette.ink, "size": scene.font},
        "hoverlabel": {
            "bgcolor": palette.paper,
            "bordercolor": palette.line,
            "align": "left",
            "namelength": 0,
            "font": {"family": FONT, "size": HOVER_FONT, "color": palette.ink},
        },
    }


def _axes(scene: Scene, items: Iterable[Item]) -> dict[str, Any]:
    """An x axis for each ruler except that of the whole plot, and the y axis."""
    ticks: dict[bool, list[Tick]] = {True: [], False: []}
    for item in items:
        if isinstance(item, Tick):
            ticks[item.side == "left"].append(item)
    grid = [item for item in items if isinstance(item, GridLine)]
    axes = {
        "xaxis": _axis(scene.rulers["x"], ticks[False], grid),
        "yaxis": _axis(scene.down, ticks[True]) | {"range": [scene.down.hi, scene.down.lo]},
    }
    if "shelf" in scene.rulers:
        axes["xaxis2"] = _axis(scene.rulers["shelf"], ()) | {"anchor": "y"}
    if scene.rigid:
        # With its ranges adjusted in place of the domain, a map stays small when its window turns from wide to narrow.
        axes["xaxis"]["constrain"] = axes["yaxis"]["constrain"] = "domain"
        axes["yaxis"] |= {"scaleanchor": "x", "scaleratio": 1}
    return axes


def _axis(ruler: Any, ticks: Sequence[Tick], grid: Sequence[GridLine] = ()) -> dict[str, Any]:
    axis: dict[str, Any] = {"range": [ruler.lo, ruler.hi], "domain": [ruler.start, ruler.end]}
    axis |= {"fixedrange": True, "zeroline": False, "showline": False, "ticks": ""}
    if not ticks:
        return axis | {"visible": False}
    first = ticks[0]
    return axis | {
        "side": first.side,
        "tickvals": [_round(tick.at) for tick in ticks],
        "ticktext": [tick.text for tick in ticks],
        "tickangle": 0,
        "tickfont": {"family": FONT, "size": first.size, "color": first.colour},
        "ticklabelstandoff": STANDOFF[first.side],
        **({"showgrid": True, "gridcolor": grid[0].colour, "gridwidth": 1} if grid else {"showgrid": False}),
    }


def _traces(shown: Iterable[Shown]) -> list[Trace]:
    """The traces from back to front; items that one trace can draw together share one."""
    alike: dict[Hashable, list[Shown]] = {}
    for item, record in shown:
        if type(item) in TRACES:
            alike.setdefault((type(item), item.layer, bool(record), _kind(item)), []).append((item, record))
    ordered = sorted(alike.values(), key=lambda group: group[0][0].layer)
    traces = [(TRACES[type(group[0][0])](group), group[0][0].layer) for group in ordered]
    # Plotly draws all bars below all points, unless it is given an order.
    if any(trace["type"] == "bar" for trace, _ in traces):
        return [trace | {"zorder": layer} for trace, layer in traces]
    return [trace for trace, _ in traces]


def _kind(item: Any) -> Hashable:
    """A key that is equal for items of the same type that one trace can draw."""
    match item:
        case Bar(fill=Paint()):
            return item.rounded
        case Column():
            return item.fill, item.foot
        case Symbol():
            return item.on, item.target is None
        case Number():
            return item.colour
        case TargetSpots(xs=(_,)):
            return item.on, bool(item.target.id)
        case Curve(fill=None, stroke=Stroke(alpha=1)):
            return item.stroke
    return id(item)


def _scatter(group: Sequence[Shown], **parts: Any) -> Trace:
    """A scatter trace without hover text; `parts` are added to it and may override that."""
    return {"type": "scatter", "hoverinfo": "skip", **_records(group), **parts}


def _records(group: Sequence[Shown], each: int = 1) -> dict[str, Any]:
    """The record ids of a trace as `customdata`, each repeated for `each` points; empty if it shows no records."""
    return {"customdata": [[record] for _, record in group for _ in range(each)]} if group[0][1] else {}


def _answers(targets: Sequence[Any]) -> dict[str, Any]:
    """Hover text of each point of a trace and, if its targets have ids, the id that a click sends."""
    answers = {"hovertext": [_markup(target.lines) for target in targets], "hoverinfo": "text"}
    return answers | ({"customdata": [[target.id] for target in targets]} if targets[0].id else {})


def _same(**look: Any) -> dict[str, Any]:
    """The same look for selected and unselected points, so that a click dims nothing."""
    return {"selected": look, "unselected": look}


OPAQUE, TRANSPARENT = _same(marker={"opacity": 1}), _same(marker={"opacity": 0})


def _edge(items: Iterable[Any]) -> dict[str, Any]:
    """Colours and widths of the outlines of marks; a mark without one gets its fill colour and 0 px."""
    strokes = [item.stroke or Stroke(item.fill.colour, 0) for item in items]
    return {"color": [stroke.colour for stroke in strokes], "width": [stroke.width for stroke in strokes]}


def _bars(group: Sequence[Shown]) -> Trace:
    bars = [bar for bar, _ in group]
    if isinstance(bars[0].fill, Fade):
        return _fade(bars[0], group)
    return {
        "type": "bar",
        "orientation": "h",
        "base": [_round(bar.x0) for bar in bars],
        "x": [_round(bar.x1 - bar.x0) for bar in bars],
        "y": [_round(bar.y) for bar in bars],
        "width": [bar.height for bar in bars],
        "marker": {
            "color": [_colour(bar.fill) for bar in bars],
            "cornerradius": "50%" if bars[0].rounded else 0,
            "opacity": 1,
            "line": _edge(bars),
        },
        "hoverinfo": "skip",
        **_records(group),
        **OPAQUE,
    }


def _fade(bar: Bar, group: Sequence[Shown]) -> Trace:
    """A bar with a gradient; its outline is open at the pale end."""
    fill: Any = bar.fill
    top, bottom = _round(bar.y - bar.height / 2), _round(bar.y + bar.height / 2)
    shut, open_end = (bar.x0, bar.x1) if fill.stops[0][1] > fill.stops[-1][1] else (bar.x1, bar.x0)
    stroke = bar.stroke or Stroke(fill.colour, 0)
    return _scatter(
        group,
        mode="lines",
        x=[_round(x) for x in (open_end, shut, shut, open_end)],
        y=[top, top, bottom, bottom],
        fill="toself",
        fillgradient={
            "type": "horizontal",
            "colorscale": [[at, see_through(fill.colour, alpha)] for at, alpha in fill.stops],
        },
        line={"color": stroke.colour, "width": stroke.width},
        **_records(group, 4),
    )


def _columns(group: Sequence[Shown]) -> Trace:
    """Vertical bars with a common foot; y grows downwards, so their lengths are negative."""
    columns = [column for column, _ in group]
    first = columns[0]
    fill = {"color": first.fill.colour, "opacity": 1} if first.fill else {"color": CLEAR, "opacity": 0}
    return {
        "type": "bar",
        "x": [round((column.x0 + column.x1) / 2, 3) for column in columns],
        "width": _round(first.x1 - first.x0),
        "base": first.foot,
        "y": [-_round(column.height) for column in columns],
        "marker": {"line": {"width": 0}, **fill},
        "hoverinfo": "skip",
        **(_answers([column.target for column in columns]) if first.target else {}),
        **(OPAQUE if first.fill else TRANSPARENT),
    }


def _symbols(group: Sequence[Shown]) -> Trace:
    symbols = [symbol for symbol, _ in group]
    first = symbols[0]
    return _scatter(
        group,
        mode="markers",
        x=[_round(symbol.x) for symbol in symbols],
        y=[_round(symbol.y) for symbol in symbols],
        xaxis=AXES[first.on],
        marker={
            "symbol": [SYMBOLS[symbol.shape] for symbol in symbols],
            "size": [symbol.size for symbol in symbols],
            "color": [_colour(symbol.fill) for symbol in symbols],
            "opacity": 1,
            "line": _edge(symbols),
        },
        cliponaxis=False,
        **(_answers([symbol.target for symbol in symbols]) if first.target else {}),
        **OPAQUE,
    )


def _numbers(group: Sequence[Shown]) -> Trace:
    numbers = [number for number, _ in group]
    first = numbers[0]
    return _scatter(
        group,
        mode="text",
        x=[_round(number.x) for number in numbers],
        y=[_round(number.y) for number in numbers],
        text=[escape(number.text) for number in numbers],
        textfont={"family": FONT, "size": first.size, "color": first.colour, "weight": 700},
        textposition="middle center",
        **_same(textfont={"color": first.colour}),
    )


def _targets(group: Sequence[Shown]) -> Trace:
    """Invisible hover targets: one spot on each of several marks, or a row of spots along one mark."""
    spots = [(x, spot) for spot, _ in group for x in spot.xs]
    first = spots[0][1]
    answers = _answers([spot.target for spot, _ in group])
    if len(spots) > len(group):
        answers |= {"hovertext": answers["hovertext"][0]}
        answers |= {"customdata": [[first.target.id]] * len(spots)} if first.target.id else {}
    return _scatter(
        group,
        mode="markers",
        x=[_round(x) for x, _ in spots],
        y=[_round(spot.y) for _, spot in spots],
        xaxis=AXES[first.on],
        marker={"size": first.size, "opacity": 0},
        **answers,
        **TRANSPARENT,
    )


def _curves(group: Sequence[Shown]) -> Trace:
    """All paths in one trace, with a gap (None) between them."""
    first, gap = group[0][0], np.full((1, 2), np.nan)
    parts = [part for curve, _ in group for path in curve.paths for part in (np.asarray(path, dtype=float), gap)][:-1]
    joined = np.vstack(parts) if parts else np.empty((0, 2))
    x, y = ([None if isnan(v) else round(v, 3) for v in joined[:, axis].tolist()] for axis in (0, 1))
    line = {"color": _colour(first.stroke), "width": first.stroke.width} if first.stroke else {"width": 0}
    fill = {"fill": "toself", "fillcolor": _colour(first.fill)} if first.fill else {}
    return _scatter(group, mode="lines", x=x, y=y, line=line, **fill)


TRACES: dict[type, Callable[[Sequence[Shown]], Trace]] = {
    Bar: _bars,
    Column: _columns,
    Symbol: _symbols,
    Number: _numbers,
    TargetSpots: _targets,
    Curve: _curves,
}


def _area(area: Area, scene: Scene) -> dict[str, Any]:
    box: dict[str, Any] = {"x0": _round(area.x0), "x1": _round(area.x1), "y0": _round(area.y0), "y1": _round(area.y1)}
    if scene.px(area.x1, area.on) - scene.px(area.x0, area.on) < area.least:
        half, middle = area.least / 2, (area.x0 + area.x1) / 2
        box |= {"x0": -half, "x1": half, "xsizemode": "pixel", "xanchor": _round(middle)}
    return {
        "type": "rect",
        "xref": AXES[area.on],
        **box,
        "fillcolor": _colour(area.fill),
        "line": _stroke(area.stroke),
        "layer": "below",
    }


def _line(line: Line, _: Scene) -> dict[str, Any]:
    place: dict[str, Any] = {"x0": _round(line.x0), "x1": _round(line.x1)}
    if line.dx0 or line.dx1:
        place = {"xsizemode": "pixel", "xanchor": _round(line.x0), "x0": _round(line.dx0), "x1": _round(line.dx1)}
    place |= {"xref": AXES[line.on], "y0": _round(line.y0), "y1": _round(line.y1)}
    return {"type": "line", **place, "layer": "below", "line": _stroke(line.stroke)}


def _head(head: Head, _: Scene) -> dict[str, Any]:
    path = "M" + "L".join(f"{x:g},{y:g}" for x, y in head.points) + ("Z" if head.fill else "")
    pixels = {"xsizemode": "pixel", "ysizemode": "pixel", "xanchor": _round(head.x), "yanchor": _round(head.y)}
    return {"type": "path", "path": path, **pixels, "fillcolor": _colour(head.fill), "line": _stroke(head.stroke)}


SHAPES: dict[type, Callable[[Any, Scene], dict[str, Any]]] = {Area: _area, Line: _line, Head: _head}


def _stroke(stroke: Stroke | None) -> dict[str, Any]:
    if stroke is None:
        return {"width": 0}
    dash = {"dash": ",".join(f"{length:g}px" for length in stroke.dash)} if stroke.dash else {}
    return {"color": stroke.colour, "width": stroke.width, **dash}


def _annotation(label: Label, scene: Scene) -> dict[str, Any]:
    """A label as an annotation; Plotly drops annotations outside the plot, so those are shifted from its edge."""
    last = label.lines[-1][-1]
    y = scene.down.inside(label.y)
    return {
        "text": _markup(label.lines, last),
        "xref": AXES[label.on],
        "x": _round(label.x),
        "y": _round(y),
        "xanchor": SIDES[label.anchor],
        "align": SIDES[label.anchor],
        "font": {"size": label.size, "color": last.colour, **({"weight": 600} if last.weight == 600 else {})},
        **({"xshift": round(label.dx, 2)} if label.dx else {}),
        **({"yshift": round(scene.py(y) - scene.py(label.y), 2)} if y != label.y else {}),
        **({"bgcolor": _colour(label.pill), "borderpad": label.live_pad} if label.pill else {}),
    }


def _image(picture: Picture) -> dict[str, Any]:
    corner = {"xref": "x", "yref": "y", "x": picture.x, "y": picture.y, "xanchor": "left", "yanchor": "top"}
    size = {"sizex": picture.width, "sizey": picture.height, "sizing": "stretch", "layer": "below"}
    return {"source": picture.address, **corner, **size}


def _markup(lines: Lines, base: Span | None = None) -> str:
    """Lines as Plotly's markup; the colour of `base`, which the annotation has anyway, is not repeated.

    All text is escaped, because Plotly interprets some HTML tags.
    """
    return "<br>".join("".join(_run(span, base) for span in line) for line in lines)


def _run(span: Span, base: Span | None) -> str:
    text = escape(span.text, quote=False)
    if span.weight == 700:
        text = f"<b>{text}</b>"
    if span.colour and (base is None or span.colour != base.colour):
        text = f'<span style="color:{span.colour}">{text}</span>'
    return text


def _colour(paint: Any) -> str:
    """CSS colour of a paint or a stroke; transparent for None."""
    if paint is None:
        return CLEAR
    return paint.colour if paint.alpha == 1 else see_through(paint.colour, paint.alpha)


def _round(number: float) -> float:
    """Round years and px to three decimals, which nobody can see, so that the figure stays small."""
    return round(number, 3)
