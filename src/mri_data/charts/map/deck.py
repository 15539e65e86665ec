"""Draw the map with deck.gl on a flat view. Nothing is fetched but the basemap file; marks can be clicked."""

from collections.abc import Mapping, Sequence
from math import log2
from typing import Any

import pydeck
from pydeck.types import String

from mri_data.charts.map.colours import (
    PILL_RADIUS,
    arrow_colour,
    edge_of,
    label_look,
    mark_look,
    ring_colour,
    ring_width,
)
from mri_data.charts.map.context import context_lines
from mri_data.charts.map.labels import MapLabel
from mri_data.charts.map.layout import Leg, MapLayout
from mri_data.charts.map.stops import Mark, hover_lines
from mri_data.charts.palette import Palette

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
HOSTS, OTHERS, OFF, CONTEXT, TARGETS = "hosts", "others", "off", "context", "targets"
TARGET_RADIUS = 12

Colour = list[int]
Said = Mapping[str, dict[str, Any]]


def deck(layout: MapLayout, palette: Palette, basemap_url: str, version: int = 0) -> pydeck.Deck:
    """The map of a layout; `basemap_url` is where the page finds `geo.basemap(...)`, relative to the page.

    The zoom is fixed: one map unit stays `layout.frame.scale` px in a page of any width. The objects of the
    layers "hosts", "others", "off", "context" and "targets" can be picked and carry `place`. Their ids end in `version`
    when it is not 0: a deck that differs makes Streamlit forget the last click, so that the same city can be
    clicked again. The tooltip's values are escaped by Streamlit's page, not here.
    """
    off = [host for host in layout.hosts if host.state == "off"]
    hosts = [host for host in layout.hosts if host.state != "off"]
    said = _said(layout)
    targets = [*(mark.as_mark() for mark in layout.context), *off, *layout.others, *hosts]
    layers = [
        *_ground(palette, basemap_url),
        _legs(layout.legs, palette),
        _arrows(layout.legs, palette),
        _leaders(layout.labels, palette),
        _targets(_id(TARGETS, version), targets, said),
        *_rings(_id(CONTEXT, version), layout, palette, said),
        _marks(_id(OFF, version), off, palette, said),
        _marks(_id(OTHERS, version), layout.others, palette, said),
        _marks(_id(HOSTS, version), hosts, palette, said),
        *_words(layout.labels, palette),
    ]
    return pydeck.Deck(
        # A list in the list, which deck.gl flattens: a click makes Streamlit dim each layer it can see.
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
    """The place id of the mark that was clicked, from a selection's `objects`; None when none was."""
    return next((str(thing["place"]) for layer in objects.values() for thing in layer if "place" in thing), None)


def _id(layer: str, version: int) -> str:
    return f"{layer}{version or ''}"


def _ground(palette: Palette, url: str) -> list[pydeck.Layer]:
    """Sea with its lines, and land above them: the same file twice, each time with the rest left clear.

    deck.gl keeps the colours of a layer as long as its id and its data are the same, so the mode is in the id.
    """
    sea, line, land = (_rgba(colour) for colour in (palette.sea, palette.hair, palette.land))
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


def _legs(legs: Sequence[Leg], palette: Palette) -> pydeck.Layer:
    ordered = sorted(legs, key=lambda leg: leg.current)
    rows = [
        {"path": leg.points.round(2).tolist(), "colour": _rgba(palette.accent, leg.alpha), "width": leg.width}
        for leg in ordered
    ]
    return pydeck.Layer(
        "PathLayer",
        id="legs",
        data=rows,
        get_path="path",
        get_color="colour",
        get_width="width",
        width_units=PIXELS,
        joint_rounded=True,
        cap_rounded=True,
        pickable=False,
    )


def _arrows(legs: Sequence[Leg], palette: Palette) -> pydeck.Layer:
    rows = [
        {
            "shape": leg.arrow.round(2).tolist(),
            "colour": _rgba(arrow_colour(leg, palette)),
        }
        for leg in legs
        if leg.arrow is not None
    ]
    return pydeck.Layer(
        "SolidPolygonLayer",
        id="arrows",
        data=rows,
        get_polygon="shape",
        get_fill_color="colour",
        pickable=False,
    )


def _leaders(labels: Sequence[MapLabel], palette: Palette) -> pydeck.Layer:
    rows = [{"path": [_pair(end) for end in label.leader]} for label in labels if label.leader]
    return pydeck.Layer(
        "PathLayer",
        id=f"leaders-{palette.mode}",
        data=rows,
        get_path="path",
        get_color=_rgba(palette.context),
        get_width=1,
        width_units=PIXELS,
        pickable=False,
    )


def _marks(layer: str, marks: Sequence[Mark], palette: Palette, said: Said) -> pydeck.Layer:
    """Circles in px: filled for hosts, hollow for other places and for what is still to come."""
    looks = [mark_look(mark, palette) for mark in marks]
    rows = [
        said[mark.place] | {"radius": mark.radius, "fill": _rgba(look.fill, look.cover), "rim": _rgba(look.rim)}
        for mark, look in zip(marks, looks, strict=True)
    ]
    return _circles(layer, rows, edge_of(looks))


def _rings(layer: str, layout: MapLayout, palette: Palette, said: Said) -> list[pydeck.Layer]:
    """The hollow rings of what happened beside the record; no layer where there are none."""
    rows = [
        said[mark.place]
        | {"radius": ring.radius, "fill": CLEAR, "rim": _rgba(ring_colour(ring.layer, palette))}
        | {"edge": ring_width(ring)}
        for mark in layout.context
        for ring in mark.rings
    ]
    return [_circles(layer, rows, "edge")] if rows else []


def _circles(layer: str, rows: Sequence[Mapping[str, Any]], stroke: float | str) -> pydeck.Layer:
    """Circles with rims of one width in px, or of a width of their own under a name."""
    return pydeck.Layer(
        "ScatterplotLayer",
        id=layer,
        data=list(rows),
        get_position="position",
        get_radius="radius",
        radius_units=PIXELS,
        get_fill_color="fill",
        get_line_color="rim",
        get_line_width=stroke,
        line_width_units=PIXELS,
        stroked=stroke != 0,
        pickable=True,
        antialiasing=True,
    )


def _targets(layer: str, marks: Sequence[Mark], said: Said) -> pydeck.Layer:
    """What can be clicked reaches further than what can be seen; the marks lie above and come first."""
    bare = {"fill": CLEAR, "rim": CLEAR}
    rows = [said[mark.place] | bare | {"radius": max(TARGET_RADIUS, mark.radius + 4)} for mark in marks]
    return _circles(layer, rows, 0)


def _said(layout: MapLayout) -> dict[str, dict[str, Any]]:
    """Where each place is and what it says when pointed at: its records, then what happened beside them."""
    beside = {mark.place: "\n".join(context_lines(mark)) for mark in layout.context}
    marks = [*(mark.as_mark() for mark in layout.context), *layout.hosts, *layout.others]
    return {mark.place: _row(mark, beside.get(mark.place, "")) for mark in marks}


def _row(mark: Mark, beside: str) -> dict[str, Any]:
    city, dates, titles = hover_lines(mark)
    named = {"place": mark.place, "city": city, "dates": dates, "titles": titles, "beside": beside}
    return named | {"position": _pair((mark.x, mark.y))}


def _words(labels: Sequence[MapLabel], palette: Palette) -> list[pydeck.Layer]:
    """Labels on pills of paper, one layer for each weight of type; a layer without any text would warn."""
    names = [label for label in labels if not label.other]
    asides = [label for label in labels if label.other]
    layers = [("names", names, 600), ("asides", asides, 400)]
    return [_text(layer, shown, weight, palette) for layer, shown, weight in layers if shown]


def _text(layer: str, labels: Sequence[MapLabel], weight: int, palette: Palette) -> pydeck.Layer:
    return pydeck.Layer(
        "TextLayer",
        id=layer,
        data=[_pill(label, palette) for label in labels],
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


def _pill(label: MapLabel, palette: Palette) -> dict[str, Any]:
    look = label_look(label, palette)
    return {
        "position": _pair((label.x, label.y)),
        "text": label.text,
        "size": label.font,
        "ink": _rgba(look.ink),
        "ground": _rgba(look.ground, look.cover),
    }


def _tooltip(palette: Palette) -> dict[str, Any]:
    muted = f"style='color:{palette.muted};white-space:pre-line'"
    return {
        "html": f"<b>{{city}}</b><div>{{dates}}</div><div {muted}>{{titles}}</div><div {muted}>{{beside}}</div>",
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


def _pair(point: tuple[float, float]) -> list[float]:
    return [round(point[0], 3), round(point[1], 3)]


def _rgba(colour: str, alpha: float = 1.0) -> Colour:
    return [*(int(colour[i : i + 2], 16) for i in (1, 3, 5)), round(alpha * 255)]
