"""Draw the map as a Plotly figure on plain x and y axes: nothing is fetched, and no WebGL is needed."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from textwrap import wrap

import numpy as np

from mri_data.charts.map.colours import arrow_colour, edge_of, label_look, mark_look, ring_colour, ring_width
from mri_data.charts.map.context import ContextMark, context_lines
from mri_data.charts.map.labels import MapLabel
from mri_data.charts.map.layout import MapLayout
from mri_data.charts.map.projection import WORLD_WIDTH, extent, graticule, sphere_outline
from mri_data.charts.map.route import Points
from mri_data.charts.map.stops import Mark, hover_lines
from mri_data.charts.palette import Palette, see_through
from mri_data.charts.plotly import CLEAR, FONT, Figure, Trace, alike, plain_stage, scatter

HOVER_WIDTH = 44
GAP = np.full((1, 2), np.nan)
GROUND_WIDTH = 1000.0

Rings = Sequence[Points]


def figure(layout: MapLayout, palette: Palette, land_rings: Rings, ground: str = "") -> Figure:
    """The map of a layout; `land_rings` are `geo.coarse_land(...)`.

    `ground` is the address of a picture of `ground_size()` of sea and land: then the figure need not carry them.

    Marks carry `customdata` `[place id]`. The height is set and the width left to the page; a page narrower
    than the layout shrinks the map but not its words, so lay out again for narrower places.
    """
    said = _hovers(layout, palette)
    return {
        "data": [
            *([] if ground else _ground(palette, land_rings)),
            *_legs(layout, palette),
            _lined([np.array(label.leader) for label in layout.labels if label.leader], palette.context, 1),
            *_rings(layout, palette, said),
            _marks([host for host in layout.hosts if host.state == "off"], palette, said),
            _marks(layout.others, palette, said),
            _marks([host for host in layout.hosts if host.state != "off"], palette, said),
        ],
        "layout": {
            **_stage(layout, palette),
            "annotations": [_words(label, palette) for label in layout.labels],
            "images": [_picture(ground)] if ground else [],
        },
    }


def ground_size() -> tuple[float, float]:
    """Width and height in px of a picture of the whole ground, as `map_drawing.ground` draws it."""
    low, high = extent()
    return GROUND_WIDTH, GROUND_WIDTH * (high - low) / WORLD_WIDTH


def _ground(palette: Palette, land_rings: Rings) -> list[Trace]:
    return [
        _filled([sphere_outline()], palette.sea),
        _lined(graticule(), palette.hair, 1),
        _filled(land_rings, palette.land),
    ]


def _picture(address: str) -> dict[str, object]:
    """The picture of the ground where it belongs, below everything else."""
    low, high = extent()
    corner = {"xref": "x", "yref": "y", "x": -WORLD_WIDTH / 2, "y": high, "xanchor": "left", "yanchor": "top"}
    return {
        "source": address,
        "sizex": WORLD_WIDTH,
        "sizey": high - low,
        "sizing": "stretch",
        "layer": "below",
        **corner,
    }


def _stage(layout: MapLayout, palette: Palette) -> dict[str, object]:
    """Axes in map units that nobody can move, and nothing around them."""
    half = layout.frame.height / layout.frame.scale / 2
    # With its ranges adjusted in place of the domain, a map stays small when its window changes from wide to narrow.
    axis = {"visible": False, "fixedrange": True, "constrain": "domain"}
    middle = layout.frame.middle
    return {
        "xaxis": axis | {"range": [-WORLD_WIDTH / 2, WORLD_WIDTH / 2]},
        "yaxis": axis | {"range": [middle - half, middle + half], "scaleanchor": "x", "scaleratio": 1},
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0},
        **plain_stage(palette, layout.frame.height, {}),
    }


def _path(lines: Iterable[Points]) -> dict[str, list[float | None]]:
    """Several lines as one x and one y with breaks between them."""
    parts = [part for line in lines for part in (line, GAP)][:-1]
    joined = np.vstack(parts) if parts else np.empty((0, 2))
    x, y = ([None if np.isnan(v) else round(float(v), 2) for v in joined[:, axis]] for axis in (0, 1))
    return {"x": x, "y": y}


def _filled(rings: Iterable[Points], colour: str) -> Trace:
    plain = {"mode": "lines", "line": {"width": 0}, "hoverinfo": "skip"}
    return scatter(**_path(rings), **plain, fill="toself", fillcolor=colour)


def _lined(lines: Iterable[Points], colour: str, width: float) -> Trace:
    return scatter(**_path(lines), mode="lines", line={"color": colour, "width": width}, hoverinfo="skip")


def _legs(layout: MapLayout, palette: Palette) -> list[Trace]:
    """Each leg and its arrowhead, the current one last so that it lies on top."""
    ordered = sorted(layout.legs, key=lambda leg: leg.current)
    ways = [_lined([leg.points], see_through(palette.accent, leg.alpha), leg.width) for leg in ordered]
    heads = [_filled([leg.arrow], arrow_colour(leg, palette)) for leg in ordered if leg.arrow is not None]
    return ways + heads


def _marks(marks: Sequence[Mark], palette: Palette, said: Mapping[str, str]) -> Trace:
    looks = [mark_look(mark, palette) for mark in marks]
    return scatter(
        x=[mark.x for mark in marks],
        y=[mark.y for mark in marks],
        mode="markers",
        marker={
            "size": [2 * mark.radius for mark in marks],
            "color": [look.fill if look.cover == 1 else see_through(look.fill, look.cover) for look in looks],
            "opacity": 1,
            "line": {"color": [look.rim for look in looks], "width": edge_of(looks)},
        },
        **_pointed_at([mark.place for mark in marks], said),
    )


def _rings(layout: MapLayout, palette: Palette, said: Mapping[str, str]) -> list[Trace]:
    """The hollow rings of what happened beside the record; no trace where there are none."""
    rings = [(mark, ring) for mark in layout.context for ring in mark.rings]
    if not rings:
        return []
    colours = [ring_colour(ring.layer, palette) for _, ring in rings]
    return [
        scatter(
            x=[mark.x for mark, _ in rings],
            y=[mark.y for mark, _ in rings],
            mode="markers",
            marker={
                "size": [2 * ring.radius for _, ring in rings],
                "color": CLEAR,
                "opacity": 1,
                "line": {"color": colours, "width": [ring_width(ring) for _, ring in rings]},
            },
            **_pointed_at([mark.place for mark, _ in rings], said),
        )
    ]


def _pointed_at(places: Sequence[str], said: Mapping[str, str]) -> dict[str, object]:
    """What marks answer when they are pointed at or clicked."""
    return {
        **alike(marker={"opacity": 1}),
        "customdata": [[place] for place in places],
        "text": [said[place] for place in places],
        "hovertemplate": "%{text}<extra></extra>",
    }


def _hovers(layout: MapLayout, palette: Palette) -> dict[str, str]:
    """What each place says when pointed at: its records, then what happened beside them. Every word is escaped."""
    names = {mark.place: mark.name for mark in layout.context}
    parts: dict[str, list[str]] = {}
    for mark in (*layout.hosts, *layout.others):
        dates, titles = (escape(line, quote=False) for line in hover_lines(mark)[1:])
        names[mark.place] = mark.name
        parts[mark.place] = [dates, *([f"<span style='color:{palette.muted}'>{titles}</span>"] if titles else [])]
    for beside in layout.context:
        lines = "<br>".join(escape(line, quote=False) for line in _wrapped(beside))
        parts.setdefault(beside.place, []).append(f"<span style='color:{palette.muted}'>{lines}</span>")
    return {place: "<br>".join([f"<b>{escape(names[place], quote=False)}</b>", *parts[place]]) for place in names}


def _wrapped(mark: ContextMark) -> list[str]:
    """The lines of a place of the context, none longer than a phone is wide."""
    return [part for line in context_lines(mark) for part in wrap(line, HOVER_WIDTH)]


def _words(label: MapLabel, palette: Palette) -> dict[str, object]:
    """A label as an annotation centred in its box, on a pill of paper."""
    look = label_look(label, palette)
    gap = " " if label.other else "  "
    parts = [escape(part, quote=False) for part in (label.name, label.years) if part]
    if label.number:
        parts.insert(0, f'<span style="color:{look.number}">{escape(label.number)}</span>')
    return {
        "x": label.x,
        "y": label.y,
        "text": gap.join(parts),
        "showarrow": False,
        "xanchor": "center",
        "yanchor": "middle",
        "borderpad": 2,
        "bgcolor": see_through(look.ground, look.cover),
        "font": {"family": FONT, "size": label.font, "color": look.ink, "weight": look.weight},
    }
