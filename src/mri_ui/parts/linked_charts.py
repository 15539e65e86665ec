"""Charts as SVG in the page in which each mark is a link, so that no chart library is loaded.

Streamlit's own HTML element removes SVG, so a component puts it into the page. A chart is laid out for one or several
widths, of which the page shows the one that has room; in between its text grows along.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import streamlit as st

from mri_data.charts import counted, of_view
from mri_data.charts.of_view import MapSize
from mri_data.charts.palette import PAGE
from mri_data.charts.svg import LinkAttributes, linked_svg
from mri_data.html.assets import chart_scripts
from mri_data.html.tables import Link
from mri_data.record.dataset import Dataset
from mri_ui.frame import navigation
from mri_ui.frame.session import View

HERE = Path(__file__).parent
CHART = "mri_chart"
MAP, PHONE_MAP = MapSize(490, 218, 12.5, True), MapSize(320, 170, 12.5, True)


@dataclass(frozen=True)
class Timeline:
    """A timeline on a page: the widths in px for which it is laid out, and where its marks lead.

    A mark opens its record on the page `opens`; a bar that counts records keeps them on the page `page`.
    """

    name: str
    widths: tuple[int, ...]
    page: str
    opens: str
    compact: bool = True
    with_context: bool = False


SMALL = Timeline("timeline", (560,), "overview", "records")
PHONE = Timeline("timeline_phone", (280,), "overview", "records")

_chart = st.components.v2.component(
    CHART,
    html='<div class="mri-chart"></div>',
    js=chart_scripts() + (HERE / "linked_charts.js").read_text("utf-8"),
    isolate_styles=False,
)


def small_timeline(view: View) -> None:
    """Draw the compact timeline of the overview."""
    timeline(view, SMALL)


def phone_timeline(view: View) -> None:
    """Draw the timeline of the overview for a phone, only if it counts records: bars need less room than names."""
    if view.is_counted:
        timeline(view, PHONE)


def timeline(view: View, chart: Timeline, record: str | None = None) -> None:
    """Draw a timeline; each mark is a link to its record, or to the records that it counts. `record` is open."""
    show(view, chart.name, timeline_svgs(view, chart, record))


def places(view: View) -> None:
    """Draw the compact map for two window widths; each city is a link to its records."""
    with st.container(key="notphone_map"):
        show(view, "map", _map(view, "map", MAP))
    with st.container(key="narrow_map"):
        show(view, "map_phone", _map(view, "map_phone", PHONE_MAP))


def show(view: View, name: str, html: str) -> None:
    """Put a chart into the page."""
    data = {"html": html, "made": sha256(html.encode()).hexdigest()[:12], "keys": view.say("chart.keys")}
    _chart(key=f"{CHART}_{name}", data=data)


def for_widths(name: str, layouts: Mapping[int, str]) -> str:
    """One chart laid out for several widths in px; the page shows the widest one that fits."""
    if len(layouts) == 1:
        return "".join(layouts.values())
    ends = pairwise([0, *sorted(layouts)[1:], 99_999])
    rules = (
        f"@container (min-width: {start}px) and (max-width: {end - 0.01}px)"
        f" {{ .mri-fitted.mri-{name}-{width} {{ display: block }} }}"
        for (start, end), width in zip(ends, sorted(layouts), strict=True)
    )
    drawn = (f'<div class="mri-fitted mri-{name}-{width}">{svg}</div>' for width, svg in layouts.items())
    return f"<style>{''.join(rules)}</style>{''.join(drawn)}"


def view_of_charts(view: View) -> View:
    """The view that a chart depends on: its colours are those of the page, so that both modes share it."""
    return view.changed(mode="light").without_address


def timeline_svgs(view: View, chart: Timeline, record: str | None = None) -> str:
    """A timeline as SVG in its widths, cached."""
    shown = view_of_charts(view)
    return shown.cached(f"linked {chart.name} {record}", lambda: _timeline_svgs(shown, chart, record))


def _timeline_svgs(view: View, chart: Timeline, record: str | None) -> str:
    shown = view if chart.with_context else view.without_context
    link = partial(to_counted, view, chart.page) if view.is_counted else partial(to_record, view, chart.opens, record)
    draw = partial(of_view.linked_timeline, shown, PAGE, compact=chart.compact, record=record)
    drawn = {width: linked_svg(draw(width), link, name=f"{chart.name}-{width}") for width in chart.widths}
    return for_widths(chart.name, drawn)


def _map(view: View, name: str, size: MapSize) -> str:
    """The compact map without context as SVG, cached; sea and land are a background image from the style sheet."""
    shown = view_of_charts(view)

    def drawn() -> str:
        places = of_view.linked_map(shown.without_context, PAGE, size)
        return f'<div class="mri-ground">{linked_svg(places, partial(_city, shown), name=name)}</div>'

    return shown.cached(f"linked {name}", drawn)


def _city(view: View, place: str) -> LinkAttributes:
    return attributes(place, navigation.link_to(view, "map", "", city=place))


def to_record(view: View, page: str, opened: str | None, record: str) -> LinkAttributes:
    """The link of a mark to its record on a page; `opened` is the record that is open now."""
    return attributes(record, navigation.link_to(view, page, "", record=record), opened)


def to_counted(view: View, page: str, code: str) -> LinkAttributes:
    """The link of a bar or a sign to a page with only the records that it counts."""
    return attributes(code, navigation.link_to(view, page, "", counted.choice(view.filters, code)))


def attributes(target: str, link: Link, opened: str | None = None) -> dict[str, str]:
    """The attributes of a link in a chart, which leads to `target`; `opened` is what is open now."""
    current = {"aria-current": "true"} if target == opened else {}
    return {"href": link.url, "data-page": link.page, "target": "_self", "data-id": target, **current}


def warm(dataset: Dataset) -> None:
    """Fill the cache with the charts of the overview without filters."""
    view = View(dataset).changed()
    timeline_svgs(view, SMALL)
    for name, size in (("map", MAP), ("map_phone", PHONE_MAP)):
        _map(view, name, size)
