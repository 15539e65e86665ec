"""The charts of the overview: SVG in the page in which each mark is a link, so that no chart library is loaded.

Streamlit's own HTML element removes SVG, so a component puts it into the page.
"""

from functools import partial
from hashlib import sha256
from pathlib import Path

import streamlit as st

from mri_data.charts import counted, of_view
from mri_data.charts.of_view import MapSize
from mri_data.charts.palette import PAGE
from mri_data.charts.svg import LinkAttributes, linked_svg
from mri_data.html.tables import Link
from mri_data.record.dataset import Dataset
from mri_ui.frame import navigation
from mri_ui.frame.session import View

HERE = Path(__file__).parent
CHART = "mri_chart"
# The widths in px for which each is laid out; the page shows them at any width, with text that grows along.
TIMELINE_WIDTH, PHONE_TIMELINE_WIDTH = 560, 280
MAP, PHONE_MAP = MapSize(490, 218, 12.5, True), MapSize(320, 190, 12.5, True)

_chart = st.components.v2.component(
    CHART,
    html='<div class="mri-chart"></div>',
    js="".join((HERE / name).read_text("utf-8") for name in ("cards.js", "linked_charts.js")),
    isolate_styles=False,
)


def timeline(view: View) -> None:
    """Draw the compact timeline; each mark is a link to its record, or to the records that it counts."""
    _drawn(view, "timeline", TIMELINE_WIDTH)


def phone_timeline(view: View) -> None:
    """Draw the timeline for a phone, only if it counts records: bars need less room than names."""
    if view.is_counted:
        _drawn(view, "timeline_phone", PHONE_TIMELINE_WIDTH)


def places(view: View) -> None:
    """Draw the compact map for two window widths; each city is a link to its records."""
    with st.container(key="notphone_map"):
        _drawn(view, "map", MAP)
    with st.container(key="narrow_map"):
        _drawn(view, "map_phone", PHONE_MAP)


def _drawn(view: View, name: str, size: float | MapSize) -> None:
    html = _written(view, name, size)
    _chart(key=f"{CHART}_{name}", data={"html": html, "made": sha256(html.encode()).hexdigest()[:12]})


def _written(view: View, name: str, size: float | MapSize) -> str:
    """One chart without context as SVG, cached; its colours are those of the page, so both modes share it."""
    bare = view.changed(mode="light").without_address
    return bare.cached(f"linked {name}", lambda: _svg(bare, name, size))


def _svg(view: View, name: str, size: float | MapSize) -> str:
    if isinstance(size, MapSize):
        places = of_view.linked_map(view.without_context, PAGE, size)
        # Sea and land are a background image from the style sheet, which browsers fetch once.
        return f'<div class="mri-ground">{linked_svg(places, partial(_city, view), name=name)}</div>'
    link = partial(_counts if view.is_counted else _record, view)
    return linked_svg(of_view.linked_timeline(view.without_context, PAGE, size), link, name=name)


def _city(view: View, place: str) -> LinkAttributes:
    return _attributes(place, navigation.link_to("map", "", view.filters, view.context_shown, city=place))


def _record(view: View, record: str) -> LinkAttributes:
    return _attributes(record, navigation.link_to("records", "", view.filters, view.context_shown, record=record))


def _counts(view: View, code: str) -> LinkAttributes:
    """The overview with only the records that a bar or a sign counts."""
    chosen = counted.choice(view.filters, code)
    return _attributes(code, navigation.link_to("overview", "", chosen, view.context_shown))


def _attributes(target: str, link: Link) -> LinkAttributes:
    return {"href": link.url, "data-page": link.page, "target": "_self", "data-id": target}


def warm(dataset: Dataset) -> None:
    """Fill the cache with the charts of the view without filters."""
    for name, size in (("timeline", TIMELINE_WIDTH), ("map", MAP), ("map_phone", PHONE_MAP)):
        _written(View(dataset).changed(), name, size)
