"""Turn the scene of the map into a deck.gl map that fetches only the basemap, and whose marks can be clicked."""

from collections.abc import Mapping, Sequence
from math import log2
from typing import Any

import numpy as np
import pydeck
from pydeck.types import String

from mri_data.charts.drawing import Paint, Stroke
from mri_data.charts.map.context import context_lines
from mri_data.charts.map.layout import MapLayout
from mri_data.charts.map.scene import HEADS, HOSTS, LEADERS, OFF, OTHERS, PILL_RADIUS, RINGS, WAYS, scene
from mri_data.charts.map.stops import Mark, hover_lines
from mri_data.charts.palette import Palette
from mri_data.charts.scene import Curve, Label, Symbol, flat
from mri_data.words.catalogue import Words

FONT = String("SourceSans3, sans-serif")
PIXELS = String("pixels")
PILL_PADDING = [4, 3]
ATLAS_SIZE = 32
CLEAR = [0, 0, 0, 0]
CONTROLS = {
    "scrollZoom": False,
    "doubleClickZoom": False,
    "dragRotate": False,
    "touchRotate": False,
    "keyboard": False,
}
# The layers of circles, from back to front.
CIRCLES = {"context": RINGS, "off": OFF, "others": OTHERS, "hosts": HOSTS}
TARGET_RADIUS = 12

Colour = list[int]
Rows = Mapping[str, dict[str, Any]]


def deck(layout: MapLayout, palette: Palette, say: Words, basemap_url: str, version: int = 0) -> pydeck.Deck:
    """The deck of a map layout; `basemap_url` is the address of `projection.basemap`, relative to the page.

    The zoom is fixed: one map unit is `layout.frame.scale` px at any width of the page. Objects of the layers "hosts",
    "others", "off", "context" and "targets" can be picked and have a `place`. The ids of these layers end in `version`
    if that is not 0: a changed deck makes Streamlit forget the last click, so that the same city can be clicked again.
    Values in the tooltip are escaped by Streamlit's front end, not here.
    """
    items = [item for item, _ in flat(scene(layout, palette, say, live=True).items)]
    circles = [item for item in items if isinstance(item, Symbol)]
    labels = [item for item in items if isinstance(item, Label)]
    rows = _rows(layout)
    layers = [
        *_ground(palette, basemap_url),
        _paths("legs", _curves(items, WAYS)),
        _arrows(_curves(items, HEADS)),
        _paths("leaders", _curves(items, LEADERS)),
        _targets(f"targets{version or ''}", layout, rows),
        *(
            _circles(f"{name}{version or ''}", [one for one in circles if one.layer == layer], rows)
            for name, layer in CIRCLES.items()
            if layer != RINGS or layout.context
        ),
        *_words(labels),
    ]
    return pydeck.Deck(
        # deck.gl flattens nested lists; nested, the layers are not dimmed by Streamlit after a click.
        layers=[layers],
        views=[pydeck.View("OrthographicView", controller=CONTROLS, flip_y=False)],
        initial_view_state=pydeck.ViewState(
            target=[0, round(layout.frame.middle, 3), 0],
            zoom=round(log2(layout.frame.scale), 4),
            latitude=None,
            longitude=None,
        ),
        map_provider=None,
        map_style=None,
        tooltip=_tooltip(palette),
    )


def picked_place(objects: Mapping[str, Sequence[Mapping[str, Any]]]) -> str | None:
    """The place id of the clicked mark, from the `objects` of a selection; None if no mark was clicked."""
    return next((str(thing["place"]) for layer in objects.values() for thing in layer if "place" in thing), None)


def _curves(items: Sequence[Any], layer: int) -> list[Curve]:
    return [item for item in items if isinstance(item, Curve) and item.layer == layer]


def _ground(palette: Palette, url: str) -> list[pydeck.Layer]:
    """Sea with its lines, then land: two layers of the same file, each with the other features transparent.

    deck.gl keeps the colours of a layer while its id and data stay the same, so the mode is part of the id.
    """
    sea, line, land = (_rgba(Paint(colour)) for colour in (palette.sea, palette.hair, palette.land))
    lines = {"stroked": False, "line_width_units": PIXELS, "get_line_width": 1, "pickable": False}
    return [
        pydeck.Layer(
            "GeoJsonLayer",
            id=f"sea-{palette.mode}",
            data=url,
            get_fill_color=f"properties.kind === 'sea' ? {sea} : {CLEAR}",
            get_line_color=line,
            **lines,
        ),
        pydeck.Layer(
            "GeoJsonLayer",
            id=f"land-{palette.mode}",
            data=url,
            get_fill_color=f"properties.kind === 'land' ? {land} : {CLEAR}",
            get_line_color=CLEAR,
            **lines,
        ),
    ]


def _paths(layer: str, curves: Sequence[Curve]) -> pydeck.Layer:
    """A layer of lines, widths in px; colours are in the data, so that they follow a change of mode."""
    rows = [
        {"path": _points(curve), "colour": _rgba(curve.stroke), "width": curve.stroke.width if curve.stroke else 0}
        for curve in curves
    ]
    return pydeck.Layer(
        "PathLayer",
        id=layer,
        data=rows,
        get_path="path",
        get_color="colour",
        get_width="width",
        width_units=PIXELS,
        joint_rounded=True,
        cap_rounded=True,
        pickable=False,
    )


def _arrows(curves: Sequence[Curve]) -> pydeck.Layer:
    return pydeck.Layer(
        "SolidPolygonLayer",
        id="arrows",
        data=[{"shape": _points(curve), "colour": _rgba(curve.fill)} for curve in curves],
        get_polygon="shape",
        get_fill_color="colour",
        pickable=False,
    )


def _circles(layer: str, symbols: Sequence[Symbol], rows: Rows) -> pydeck.Layer:
    """A layer of clickable circles, each with the tooltip of its place."""
    data = [
        rows[symbol.target.id]
        | {"radius": symbol.size / 2, "fill": _rgba(symbol.fill), "rim": _rgba(symbol.stroke)}
        | {"edge": symbol.stroke.width if symbol.stroke else 0}
        for symbol in symbols
        if symbol.target
    ]
    return _circle_layer(layer, data, stroked=True)


def _targets(layer: str, layout: MapLayout, rows: Rows) -> pydeck.Layer:
    """A layer of invisible targets, larger than the marks; the visible marks are above it and are picked first."""
    off = [host for host in layout.hosts if host.state == "off"]
    hosts = [host for host in layout.hosts if host.state != "off"]
    marks = [*(mark.as_mark() for mark in layout.context), *off, *layout.others, *hosts]
    bare = {"fill": CLEAR, "rim": CLEAR}
    data = [rows[mark.place] | bare | {"radius": max(TARGET_RADIUS, mark.radius + 4)} for mark in marks]
    return _circle_layer(layer, data, stroked=False)


def _circle_layer(layer: str, data: Sequence[Mapping[str, Any]], *, stroked: bool) -> pydeck.Layer:
    return pydeck.Layer(
        "ScatterplotLayer",
        id=layer,
        data=list(data),
        get_position="position",
        get_radius="radius",
        radius_units=PIXELS,
        get_fill_color="fill",
        get_line_color="rim",
        get_line_width="edge" if stroked else 0,
        line_width_units=PIXELS,
        stroked=stroked,
        pickable=True,
        antialiasing=True,
    )


def _rows(layout: MapLayout) -> Rows:
    """Position and tooltip of each place, by id: its records, then its context."""
    context_texts = {mark.place: "\n".join(context_lines(mark)) for mark in layout.context}
    marks = [*(mark.as_mark() for mark in layout.context), *layout.hosts, *layout.others]
    return {mark.place: _row(mark, context_texts.get(mark.place, "")) for mark in marks}


def _row(mark: Mark, context_text: str) -> dict[str, Any]:
    city, dates, titles = hover_lines(mark)
    named = {"place": mark.place, "city": city, "dates": dates, "titles": titles, "context": context_text}
    return named | {"position": _pair(mark.x, mark.y)}


def _words(labels: Sequence[Label]) -> list[pydeck.Layer]:
    """Labels on pills, a layer for each font weight; layers without text are left out, as they cause a warning."""
    layers = [
        (layer, [label for label in labels if label.lines[0][-1].weight == weight], weight)
        for layer, weight in (("names", 600), ("asides", 400))
    ]
    return [_text(layer, shown, weight) for layer, shown, weight in layers if shown]


def _text(layer: str, labels: Sequence[Label], weight: int) -> pydeck.Layer:
    return pydeck.Layer(
        "TextLayer",
        id=layer,
        data=[_pill(label) for label in labels],
        get_position="position",
        get_text="text",
        get_size="size",
        get_color="ink",
        get_background_color="ground",
        background=True,
        background_padding=PILL_PADDING,
        background_border_radius=PILL_RADIUS,
        get_text_anchor=String("middle"),
        get_alignment_baseline=String("center"),
        font_family=FONT,
        font_weight=weight,
        font_settings={"fontSize": ATLAS_SIZE, "buffer": 6},
        character_set=String("auto"),
        size_units=PIXELS,
        pickable=False,
    )


def _pill(label: Label) -> dict[str, Any]:
    (line,) = label.lines
    return {
        "position": _pair(label.x, label.y),
        "text": "".join(span.text for span in line),
        "size": label.size,
        "ink": _rgba(Paint(line[-1].colour)),
        "ground": _rgba(label.pill),
    }


def _tooltip(palette: Palette) -> dict[str, Any]:
    muted = f"style='color:{palette.muted};white-space:pre-line'"
    return {
        "html": f"<b>{{city}}</b><div>{{dates}}</div><div {muted}>{{titles}}</div><div {muted}>{{context}}</div>",
        "style": {
            "backgroundColor": palette.paper,
            "color": palette.ink,
            "border": f"1px solid {palette.line}",
            "borderRadius": "6px",
            "fontFamily": "SourceSans3, sans-serif",
            "fontSize": "13.5px",
            "maxWidth": "320px",
            "padding": "6px 10px",
        },
    }


def _points(curve: Curve) -> list[list[float]]:
    (path,) = curve.paths
    points: list[list[float]] = np.round(path, 2).tolist()
    return points


def _pair(x: float, y: float) -> list[float]:
    return [round(x, 3), round(y, 3)]


def _rgba(paint: Paint | Stroke | None) -> Colour:
    """A fill or stroke as red, green, blue and alpha from 0 to 255; transparent for None."""
    if paint is None:
        return CLEAR
    return [*(int(paint.colour[i : i + 2], 16) for i in (1, 3, 5)), round(paint.alpha * 255)]
