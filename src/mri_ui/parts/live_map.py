"""The map of the map page: SVG in which each city is a link, with land from a file that browsers fetch once.

It is sent for three widths, of which the style sheet shows one. `live_map.js` zooms and moves it in the browser.
"""

from functools import partial
from hashlib import sha256
from pathlib import Path

import streamlit as st
from markupsafe import Markup

from mri_data.charts import of_view
from mri_data.charts.map.layout import MapLayout, map_alt
from mri_data.charts.map.projection import HIGHEST, LOWEST
from mri_data.charts.map.scene import live_parts
from mri_data.charts.of_view import MapSize
from mri_data.charts.palette import PAGE
from mri_data.charts.svg import LinkAttributes, svg_items
from mri_data.charts.to_shapes import shapes
from mri_data.html.assets import chart_scripts
from mri_data.record.dataset import Dataset
from mri_ui.frame import navigation
from mri_ui.frame.session import View
from mri_ui.parts.linked_charts import attributes, view_of_charts
from mri_ui.parts.map_files import LAND_ID, LAND_WIDTH, land_address

HERE = Path(__file__).parent
MAP = "mri_map"
# The width in px for which each is laid out. The page shows it at any width, with text that grows along.
SIZES = {
    "wide": MapSize(860, 424, 14.5, False),
    "mid": MapSize(620, 566, 13.5, False),
    "narrow": MapSize(340, 346, 13.2, False),
}
CONTROLS = ("in", "out", "whole")

_map = st.components.v2.component(
    MAP,
    html='<div class="mri-map"></div>',
    js=chart_scripts() + (HERE / "live_map.js").read_text("utf-8"),
    isolate_styles=False,
)


def live_map(view: View, *, year: int | None, others: bool, city: str) -> None:
    """Draw the map up to a year; `city` is the id of the place whose records are open, or empty."""
    say, html = view.say, _written(view, year, others, city)
    words = {name: say(f"map.zoom.{name}") for name in (*CONTROLS, "hint", "move", "keys")}
    _map(key=MAP, data={"html": html, "made": sha256(html.encode()).hexdigest()[:12], "words": words})


def placed(view: View) -> str:
    """How many records have a place, as a sentence: `15 of 17 records have a place on the map.`"""
    return _laid_out(view_of_charts(view), None, False, SIZES["wide"]).placed_line(view.say)


def warm(dataset: Dataset) -> None:
    """Fill the cache with the map of the view without filters."""
    _written(View(dataset).changed(), None, False, "")


def _written(view: View, year: int | None, others: bool, city: str) -> str:
    """The map for all widths as SVG, cached."""
    bare = view_of_charts(view)
    return bare.cached(f"map {year} {others} {city}", lambda: _svgs(bare, year, others, city))


def _svgs(view: View, year: int | None, others: bool, city: str) -> Markup:
    return Markup().join(
        _svg(view, _laid_out(view, year, others, size), name, partial(_link, view, year, others, city))
        for name, size in SIZES.items()
    )


def _laid_out(view: View, year: int | None, others: bool, size: MapSize) -> MapLayout:
    make = partial(of_view.map_of, view, size, year=year, others=others)
    return view.cached(f"map laid out {year} {others} {size.width}", make)


def _svg(view: View, layout: MapLayout, name: str, link: partial[LinkAttributes]) -> Markup:
    frame, parts = layout.frame, live_parts(layout, PAGE, view.say)
    zoomed = partial(link, enlarged=layout.inset.places if layout.inset else frozenset())
    left, top = frame.to_px((0.0, 0.0))
    ground = Markup('<use href="{}#{}" transform="translate({:.2f} {:.2f}) scale({:.5f})"/>').format(
        land_address(), LAND_ID, left, top, frame.width / LAND_WIDTH
    )
    return Markup(
        '<svg class="mri-map-{}" lang="{}" viewBox="0 0 {:g} {:g}" role="none" data-world="{:.4f} {:.4f}"'
        ' data-alt="{}">'
        '<g class="mri-world">{}<g class="mri-ways">{}</g></g>'
        '<g class="mri-places">{}</g><g class="mri-inset" aria-hidden="true">{}</g></svg>'
    ).format(
        name,
        view.say.tag,
        frame.width,
        frame.height,
        *(frame.to_px((0.0, edge))[1] / frame.height for edge in (HIGHEST, LOWEST)),
        map_alt(layout, view.say),
        ground,
        Markup(svg_items(shapes(parts.ways))),
        Markup(svg_items(shapes(parts.places), zoomed)),
        Markup(svg_items(shapes(parts.inset), partial(link, again=True))),
    )


def _link(
    view: View,
    year: int | None,
    others: bool,
    city: str,
    place: str,
    enlarged: frozenset[str] = frozenset(),
    again: bool = False,
) -> LinkAttributes:
    """The link to a city; `enlarged` are the places whose label is in the inset, `again` is for the links there."""
    opened = {"city": place, "year": str(year) if year else None, "others": "yes" if others else None}
    link = navigation.link_to(view, "map", "", **opened)
    more = {"class": "mri-enlarged"} if place in enlarged else {}
    more |= {"tabindex": "-1"} if again else {}
    return attributes(place, link, city) | more
