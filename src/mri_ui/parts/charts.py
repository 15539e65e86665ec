"""The charts on a page: `mri_data.charts` lays them out and draws them; this module caches and places them.

A click sets the same state as the control next to the chart. It does so in a callback, so the URL has it in the same
run.
"""

from collections.abc import Callable
from functools import partial

import pandas as pd
import streamlit as st

from mri_data.charts import counted, of_view, to_plotly
from mri_data.charts.map import deck
from mri_data.charts.map.layout import MapLayout, map_alt
from mri_data.charts.map.scene import ground_picture
from mri_data.charts.map.scene import scene as map_scene
from mri_data.charts.of_view import MapSize
from mri_data.charts.palette import PALETTES
from mri_data.charts.timeline.context import beyond, short_names
from mri_data.charts.timeline.context_model import ContextLane
from mri_data.charts.timeline.scene import scene as timeline_scene
from mri_data.record.dataset import Dataset
from mri_ui.frame import address, browser, live_record, navigation
from mri_ui.frame.session import View
from mri_ui.parts.map_files import basemap_address, ground_address
from mri_ui.streamlit_workarounds.serialised_charts import FinishedDeck, FinishedFigure

# The smallest width in px at which each is shown; labels are placed for it and have more room in a wider window.
TIMELINE_WIDTH, SMALL_TIMELINE_WIDTH, PHONE_TIMELINE_WIDTH = 790, 560, 280
LARGE, MIDDLE, SMALL = (
    MapSize(790, 424, 14.5, False),
    MapSize(490, 228, 12.5, True),
    MapSize(320, 190, 12.5, True),
)
CONFIG = {"displayModeBar": False, "scrollZoom": False, "responsive": True}


def _timeline_figure(view: View, width: float, record: str | None = None) -> FinishedFigure:
    def drawn() -> FinishedFigure:
        layout = of_view.timeline_of(view, width, compact=width < TIMELINE_WIDTH, record=record)
        return FinishedFigure(to_plotly.figure(timeline_scene(layout, view.palette, live=True)))

    return view.cached(f"timeline {width} {record}", drawn)


def _context_lane(view: View) -> ContextLane | None:
    """The lane of context on the timeline; it does not depend on filters and width."""
    return view.without_filters.cached(
        "lane", lambda: of_view.timeline_of(view.without_filters, TIMELINE_WIDTH).context
    )


def _timeline(view: View, *, width: float, on_click: Callable[[str], None], key: str) -> None:
    record = st.session_state.get("record") if width == TIMELINE_WIDTH else None
    if view.is_counted:
        on_click, record = _choose, None
    st.plotly_chart(
        _timeline_figure(view, width, record),
        theme=None,
        key=key,
        config=CONFIG,
        alt=view.cached("timeline alt", lambda: _timeline_alt(view)),
        on_select=lambda: _clicked(key, on_click),
        selection_mode="points",
    )


def _timeline_alt(view: View) -> str:
    return of_view.charts_of(view).timeline_alt(view, _context_lane(view))


def _clicked(key: str, on_click: Callable[[str], None]) -> None:
    """Call `on_click` with the code of the clicked mark; a click that hits no mark does nothing."""
    points = st.session_state[key]["selection"]["points"]
    if points and points[0].get("customdata"):
        data = points[0]["customdata"]
        on_click(data[0] if isinstance(data, list) else data)


def _choose(code: str) -> None:
    """Filter to the records that the clicked bar or sign of the timeline counts."""
    dataset = live_record.dataset()
    address.set_filters(counted.choice(address.chosen_filters(dataset), code), dataset)


def open_here(record: str) -> None:
    """Open a record next to the chart."""
    address.open_record(record)


def timeline(view: View) -> None:
    """Draw the full timeline; a click opens the record next to it."""
    _timeline(view.without_address, width=TIMELINE_WIDTH, on_click=open_here, key="timeline_chart")


def small_timeline(view: View) -> None:
    """Draw the compact timeline; a click opens the record on the records page."""
    _timeline(view.without_address, width=SMALL_TIMELINE_WIDTH, on_click=navigation.open_record, key="timeline_small")


def phone_timeline(view: View) -> None:
    """Draw the timeline for a phone, only if it counts records: bars need less room than names."""
    if view.is_counted:
        _timeline(
            view.without_context.without_address, width=PHONE_TIMELINE_WIDTH, on_click=_choose, key="timeline_phone"
        )


def context_notes(view: View) -> list[str]:
    """Notes on the short names in the lane of context, and on events beyond the axis, which only the table lists."""
    lane = _context_lane(view.without_address)
    notes = [short_names(view.context_shown, view.say), *beyond(lane, view.say)] if lane else []
    return [text for text in notes if text]


def record_picker(view: View) -> str | None:
    """Draw a list to open a record without a mouse, set to the open record; return its id."""
    options = view.cached("options", lambda: _options(view))
    state = st.session_state
    state["pick_record"] = state.get("record") if state.get("record") in options else None
    return st.selectbox(
        view.say("timeline.pick"),
        list(options),
        index=None,
        format_func=options.__getitem__,
        key="pick_record",
        placeholder=view.say("timeline.pick"),
        label_visibility="collapsed",
        on_change=lambda: address.open_record(state["pick_record"]),
    )


def _options(view: View) -> dict[str, str]:
    """Title and date of each record shown in the list, by its id."""
    rows = view.records.itertuples()
    return {row.id: view.say("timeline.option", title=row.title, date=row.date_text) for row in rows}


def _laid_out(view: View, year: int | None, others: bool, size: MapSize) -> MapLayout:
    """The layout of the map, cached for both modes together because a layout has no colours."""
    light = view.changed(mode="light")
    make = partial(of_view.map_of, light, size, year=year, others=others)
    return light.cached(f"map laid out {year} {others} {size.width}", make)


def _map_figure(view: View, year: int | None, others: bool, size: MapSize) -> FinishedFigure:
    def drawn() -> FinishedFigure:
        layout = _laid_out(view, year, others, size)
        ground = ground_picture(ground_address(view.mode))
        return FinishedFigure(to_plotly.figure(map_scene(layout, view.palette, view.say, (ground,), live=True)))

    return view.cached(f"map drawn {year} {others} {size.width}", drawn)


def _deck(view: View, year: int | None, others: bool, clicks: int) -> FinishedDeck:
    def drawn() -> FinishedDeck:
        layout = _laid_out(view, year, others, LARGE)
        return FinishedDeck(deck.deck(layout, view.palette, view.say, basemap_address(), clicks))

    return view.cached(f"deck {year} {others} {clicks}", drawn)


def _alt(view: View, year: int | None, others: bool, size: MapSize) -> str:
    return view.cached(f"map {year} {others}", lambda: map_alt(_laid_out(view, year, others, size), view.say))


def placed(view: View) -> str:
    """How many records have a place, as a sentence: `15 of 17 records have a place on the map.`"""
    return view.cached("placed", lambda: _laid_out(view.without_address, None, False, SMALL).placed_line(view.say))


def with_place(view: View) -> pd.DataFrame:
    """The records shown that have a place."""
    return view.placed


def large_map(view: View, *, year: int | None, others: bool, simple: bool) -> None:
    """Draw the map for three window widths: with deck.gl if there is room and WebGL, else the same map with Plotly."""
    view = view.without_address
    flat = simple or not browser.has_webgl()
    with st.container(key="wide"):
        if not browser.has_webgl():
            st.info(view.say("map.no_webgl"), icon=":material/map:")
        if flat:
            _plotly_map(view, year, others, LARGE, "map_simple", open_city)
        else:
            _deck_map(view, year, others)
    with st.container(key="mid"):
        _plotly_map(view, year, others, MIDDLE, "map_mid", open_city)
    with st.container(key="narrow"):
        _plotly_map(view, year, others, SMALL, "map_narrow", open_city)


def _plotly_map(
    view: View, year: int | None, others: bool, size: MapSize, key: str, on_click: Callable[[str], None]
) -> None:
    st.plotly_chart(
        _map_figure(view, year, others, size),
        theme=None,
        key=key,
        config=CONFIG,
        alt=_alt(view, year, others, size),
        on_select=lambda: _clicked(key, on_click),
        selection_mode="points",
    )


def _deck_map(view: View, year: int | None, others: bool) -> None:
    clicks = st.session_state.setdefault("_map_clicks", 0)
    st.pydeck_chart(
        _deck(view, year, others, clicks),
        key="map_deck",
        height=int(LARGE.height),
        selection_mode="single-object",
        on_select=_city_clicked,
        alt=_alt(view, year, others, LARGE),
    )


def _city_clicked() -> None:
    """Open the clicked city. The ids of the layers change with each click, which makes the browser undo its dimming."""
    place = deck.picked_place(st.session_state["map_deck"]["selection"]["objects"])
    if place:
        open_city(place)
        st.session_state["_map_clicks"] += 1


def warm(dataset: Dataset) -> None:
    """Fill the cache with the charts of the view without filters, in both modes."""
    for mode in PALETTES:
        view = View(dataset).changed(mode=mode)
        for width in (TIMELINE_WIDTH, SMALL_TIMELINE_WIDTH):
            _timeline_figure(view, width)
        for size in (LARGE, MIDDLE, SMALL):
            _map_figure(view, None, False, size)
        _deck(view, None, False, 0)


def open_city(place: str) -> None:
    """Open a city's records next to the map."""
    st.session_state["city"] = place
