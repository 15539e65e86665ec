"""The charts on a page: `mri_data.charts` lays them out and draws them; this module caches and places them.

A click sets the same state as the control next to the chart. It does so in a callback, so the URL has it in the same
run.
"""

from collections.abc import Callable

import streamlit as st

from mri_data.charts import counted, of_view, to_plotly
from mri_data.charts.palette import PALETTES
from mri_data.charts.timeline.context import beyond, short_names
from mri_data.charts.timeline.context_model import ContextLane
from mri_data.charts.timeline.scene import scene as timeline_scene
from mri_data.record.dataset import Dataset
from mri_ui.frame import address, live_record, navigation
from mri_ui.frame.session import View
from mri_ui.streamlit_workarounds.serialised_charts import FinishedFigure

# The smallest width in px at which each is shown; labels are placed for it and have more room in a wider window.
TIMELINE_WIDTH, SMALL_TIMELINE_WIDTH, PHONE_TIMELINE_WIDTH = 790, 560, 280
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


def warm(dataset: Dataset) -> None:
    """Fill the cache with the charts of the view without filters, in both modes."""
    for mode in PALETTES:
        view = View(dataset).changed(mode=mode)
        for width in (TIMELINE_WIDTH, SMALL_TIMELINE_WIDTH):
            _timeline_figure(view, width)
