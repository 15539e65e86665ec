"""The colours of the map's marks and words, for whatever draws them."""

from collections.abc import Sequence
from typing import NamedTuple

from mri_data.charts.map.context import Layer, Ring
from mri_data.charts.map.labels import MapLabel
from mri_data.charts.map.layout import Leg
from mri_data.charts.map.stops import Mark
from mri_data.charts.palette import Palette, mix

STROKE = 1.6
RING_STROKE, THIN_RING = 1.6, 1.0
DIMMED = 0.15
COUNTED, FAINT_RIM, THIN = 0.55, 0.4, 1.0
PILL, FAINT_PILL = 0.86, 0.7
HOLLOW = 0.6
PILL_RADIUS = 4.0


class MarkLook(NamedTuple):
    """What a circle is filled with, the colour of its rim, how much the fill covers, and the width of the rim in px."""

    fill: str
    rim: str
    cover: float = 1
    edge: float = STROKE


class LabelLook(NamedTuple):
    """The ground of a label and how much of it covers the map, the colour of its words and of its number."""

    ground: str
    cover: float
    ink: str
    number: str
    weight: int


def mark_look(mark: Mark, palette: Palette) -> MarkLook:
    """Filled for hosts, hollow for other places and for what is still to come, faint for what is filtered out.

    Circles that count records may lie on one another, so each can be seen through.
    """
    if mark.counted and mark.state == "off":
        return MarkLook(palette.accent, mix(palette.accent, palette.land, FAINT_RIM), DIMMED, THIN)
    if mark.counted:
        return MarkLook(palette.accent, palette.accent, COUNTED, THIN)
    if mark.state == "off":
        return MarkLook(mix(palette.accent, palette.land, DIMMED), palette.paper)
    if mark.state == "future":
        return MarkLook(palette.paper, palette.accent)
    if mark.other:
        return MarkLook(mix(palette.paper, palette.land, HOLLOW), palette.context)
    return MarkLook(palette.accent, palette.paper)


def edge_of(looks: Sequence[MarkLook]) -> float:
    """The width in px of the rims of circles that are drawn together."""
    return looks[0].edge if looks else STROKE


def ring_colour(layer: Layer, palette: Palette) -> str:
    """The colour of a ring: one neutral for meetings, another for forums of later years."""
    return palette.context if layer == "meetings" else palette.muted


def ring_width(ring: Ring) -> float:
    """The width in px of a ring: thin for what happened before the year that is shown."""
    return THIN_RING if ring.faint else RING_STROKE


def label_look(label: MapLabel, palette: Palette) -> LabelLook:
    """Words on a pill of paper; those of the current stop on the accent, quieter ones for what is not a stop yet."""
    if label.state == "current":
        return LabelLook(palette.accent, 1, palette.on_accent, palette.on_accent, 600)
    weight = 400 if label.other else 600
    if label.other or label.state == "future":
        return LabelLook(palette.paper, FAINT_PILL, palette.muted, palette.muted, weight)
    return LabelLook(palette.paper, PILL, palette.ink, palette.texts["convening"], weight)


def arrow_colour(leg: Leg, palette: Palette) -> str:
    """The colour of the head of a leg."""
    return mix(palette.accent, palette.land, leg.alpha)
