"""Draw the layout of States parties with Plotly: y in px, x in decimal years; each step says who joined, and when."""

from collections.abc import Iterable
from html import escape
from typing import Any

from mri_data.charts.palette import Palette, see_through
from mri_data.charts.parties.model import Label, PartiesLayout, Path, day
from mri_data.charts.parties.style import AREA, BAND, FILL, GROUND, NEEDED_DASH, edge, ink, line_width, radius
from mri_data.charts.plotly import FONT, Figure, Trace, bar, scatter, stretching
from mri_data.charts.scene import DASHED_FILL, DASHES
from mri_data.sentences.convention import Step, amount
from mri_data.words.catalogue import Words

HIT = 16
MOST_NAMED = 6
# What lies on the line, and what is pointed at.
POINTS, HITS = 1, 2
# The precisions of a date that stands after “in”.
WITHIN = {"month", "year"}


def figure(layout: PartiesLayout, palette: Palette, say: Words) -> Figure:
    """The layout as a figure that stretches to any width from `layout.width` on, and cannot be zoomed."""
    return {
        "data": _traces(layout, palette, say),
        "layout": {
            **stretching(palette, layout.height, layout.font, layout.margin),
            "shapes": _shapes(layout, palette),
            "annotations": [_annotation(label, layout, palette) for label in layout.labels],
            **_axes(layout, palette),
        },
    }


def parties_alt(layout: PartiesLayout, say: Words) -> str:
    """What the chart shows, in a sentence or two for people who cannot see it."""
    told = {label.role: label.text for label in layout.labels}
    points = [told[role] for role in ("launch", "in_force") if role in told]
    return say(
        "convention.alt", start=layout.axis[0], end=told["end"], points="".join(f" {point}." for point in points)
    )


def _axes(layout: PartiesLayout, palette: Palette) -> dict[str, Any]:
    """The years below, the numbers at the left, and px downwards."""
    fixed = {"fixedrange": True, "zeroline": False, "showline": False, "showgrid": False, "ticks": "", "tickangle": 0}
    fixed |= {"tickfont": {"family": FONT, "size": layout.font, "color": palette.muted}}
    years: dict[str, Any] = {"range": list(layout.axis), "tickvals": layout.years, "ticklabelstandoff": 5}
    years["ticktext"] = [str(year) for year in layout.years]
    numbers = {
        "range": [layout.plot_height, 0],
        "tickvals": [_round(layout.py(count)) for count in layout.counts],
        "ticktext": [str(count) for count in layout.counts],
        "ticklabelstandoff": 4,
    }
    return {"xaxis": fixed | years, "yaxis": fixed | numbers}


def _shapes(layout: PartiesLayout, palette: Palette) -> list[dict[str, Any]]:
    """The band of the launch, the lines of the numbers, the times in which the number is not known, and leaders."""
    across = {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "layer": "below"}
    shapes: list[dict[str, Any]] = []
    if layout.band:
        band = {"x0": layout.band.x0, "x1": layout.band.x1, "layer": "below"}
        band |= {"y0": layout.plot_height, "y1": _round(layout.py(layout.band.count.most))}
        shapes.append({"type": "rect", **band, "fillcolor": see_through(palette.context, BAND), "line": {"width": 0}})
    for count in layout.counts:
        y = _round(layout.py(count))
        shapes.append(
            across | {"y0": y, "y1": y, "line": {"color": palette.line if count else palette.context, "width": 1}}
        )
    if layout.needed:
        y, dash = _round(layout.py(layout.needed)), ",".join(f"{length:g}px" for length in NEEDED_DASH)
        shapes.append(across | {"y0": y, "y1": y, "line": {"color": palette.context, "width": 1, "dash": dash}})
    return [*shapes, *_boxes(layout, palette), *_leaders(layout, palette)]


def _boxes(layout: PartiesLayout, palette: Palette) -> Iterable[dict[str, Any]]:
    green, dash = palette.marks[AREA], ",".join(f"{length:g}px" for length in DASHES)
    for box in layout.boxes:
        yield {
            "type": "rect",
            "x0": box.x0,
            "x1": box.x1,
            "y0": _round(layout.py(box.low)),
            "y1": _round(layout.py(box.high)),
            "fillcolor": see_through(green, DASHED_FILL),
            "line": {"color": green, "width": edge(layout), "dash": dash},
        }


def _leaders(layout: PartiesLayout, palette: Palette) -> Iterable[dict[str, Any]]:
    """Lines from labels to their points, in px about the point's year."""
    for label in layout.labels:
        if label.leader:
            x0, y0, x1, y1 = label.leader
            yield {
                "type": "line",
                "xsizemode": "pixel",
                "xanchor": label.x,
                "x0": _round(x0),
                "x1": _round(x1),
                "y0": _round(y0),
                "y1": _round(y1),
                "layer": "below",
                "line": {"color": palette.context, "width": 1},
            }


def _annotation(label: Label, layout: PartiesLayout, palette: Palette) -> dict[str, Any]:
    """A label at its place; one above the plot hangs from its edge, or Plotly would drop it."""
    inside = max(label.y, 0)
    side = {"start": "left", "end": "right"}[label.anchor]
    return {
        "text": "<br>".join("".join(_run(run.text, bold=run.bold) for run in line) for line in label.lines),
        "x": label.x,
        "xshift": _round(label.dx),
        "y": _round(inside),
        "yshift": _round(inside - label.y),
        "xanchor": side,
        "align": side,
        "yanchor": "middle",
        "showarrow": False,
        "borderpad": 0,
        **({"bgcolor": see_through(palette.paper, GROUND)} if label.leader else {}),
        "font": {"size": layout.font, "color": ink(label, palette)},
    }


def _run(text: str, *, bold: bool) -> str:
    """Words as Plotly's markup; Plotly reads some tags, so every word is escaped."""
    return f"<b>{escape(text, quote=False)}</b>" if bold else escape(text, quote=False)


def _traces(layout: PartiesLayout, palette: Palette, say: Words) -> list[Trace]:
    """The area, the line, the points that labels tell of, and what can be pointed at."""
    green = palette.marks[AREA]
    ground = ((layout.below[0][0], 0), *layout.below, (layout.below[-1][0], 0))
    area = {"mode": "lines", "line": {"width": 0}, "fill": "toself", "fillcolor": see_through(green, FILL)}
    return [
        scatter(**_path([ground], layout), **area, hoverinfo="skip"),
        scatter(
            **_path(layout.line, layout),
            mode="lines",
            line={"color": green, "width": line_width(layout)},
            hoverinfo="skip",
        ),
        *_band(layout, palette),
        *_point(layout, palette),
        _hits(layout, palette, say),
    ]


def _path(paths: Iterable[Path], layout: PartiesLayout) -> dict[str, list[float | None]]:
    """Several paths as one x and one y with breaks between them."""
    corners = [corner for path in paths for corner in (*path, None)][:-1]
    return {
        "x": [round(corner[0], 4) if corner else None for corner in corners],
        "y": [_round(layout.py(corner[1])) if corner else None for corner in corners],
    }


def _band(layout: PartiesLayout, palette: Palette) -> list[Trace]:
    """A hollow bar as wide as the time of the launch."""
    if not layout.band:
        return []
    reach = radius(layout)
    least = 2 * reach / layout.plot_width * (layout.axis[1] - layout.axis[0])
    wide, middle = max(layout.band.x1 - layout.band.x0, least), (layout.band.x0 + layout.band.x1) / 2
    line = {"color": palette.marks[AREA], "width": line_width(layout)}
    return [
        bar(
            orientation="h",
            base=[middle - wide / 2],
            x=[wide],
            y=[_round(layout.py(layout.band.count.most))],
            width=[2 * reach],
            marker={"color": palette.paper, "cornerradius": "50%", "opacity": 1, "line": line},
            zorder=POINTS,
            hoverinfo="skip",
        )
    ]


def _point(layout: PartiesLayout, palette: Palette) -> list[Trace]:
    if not layout.point:
        return []
    line = {"color": palette.marks[AREA], "width": line_width(layout)}
    return [
        scatter(
            x=[layout.point[0]],
            y=[_round(layout.py(layout.point[1]))],
            mode="markers",
            marker={"size": 2 * radius(layout), "color": palette.paper, "opacity": 1, "line": line},
            zorder=POINTS,
            hoverinfo="skip",
        )
    ]


def _hits(layout: PartiesLayout, palette: Palette, say: Words) -> Trace:
    """Unseen points: at the top of each riser, and in the middle of each box."""
    middles = [(day(step.first) + day(step.last, end=not step.known)) / 2 for step in layout.steps]
    return scatter(
        x=[round(x, 4) for x in middles],
        y=[_round(layout.py(step.after.most - (0 if step.known else 0.5))) for step in layout.steps],
        mode="markers",
        marker={"size": HIT, "color": see_through(palette.paper, 0), "opacity": 0},
        zorder=HITS,
        text=[hover(step, palette, say) for step in layout.steps],
        hovertemplate="%{text}<extra></extra>",
    )


def hover(step: Step, palette: Palette, say: Words) -> str:
    """The States and how each joined, when, and the count after it. Plotly reads some tags: every value is escaped."""
    named = [f"<b>{_run(state, bold=False)}</b>, {say(f'convention.how.{how}')}" for state, how in step.states]
    if len(named) > MOST_NAMED:
        named = [*named[:MOST_NAMED], "…"]
    after = say.n("convention.hover.after", step.after.most, number=amount(step.after, say))
    told = [*named, escape(when(step, say), quote=False)]
    return "<br>".join([*told, f'<span style="color:{palette.muted}">{escape(after, quote=False)}</span>'])


def when(step: Step, say: Words) -> str:
    """`7 September 2000`, or `in 2016, day not verified`."""
    if step.known:
        return step.when
    within = step.precision in WITHIN
    return say("convention.hover.within" if within else "convention.hover.unsure", when=step.when)


def _round(value: float) -> float:
    return round(value, 2)
