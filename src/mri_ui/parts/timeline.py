"""The parts of the timeline page: its chart for three widths, notes, a list to choose a record, and the open record."""

from functools import partial

import streamlit as st

from mri_data.charts import counted, of_view
from mri_data.charts.palette import PAGE
from mri_data.charts.svg import linked_svg
from mri_data.charts.timeline.context import beyond, short_names
from mri_data.charts.timeline.context_model import ContextLane
from mri_data.record.dataset import Dataset
from mri_data.words.date_text import date_in_sentence
from mri_ui.frame import address, navigation
from mri_ui.frame.session import View
from mri_ui.parts import linked_charts, page_parts
from mri_ui.parts.linked_charts import Timeline

# The full timeline has the open record next to it; the compact one has no room for that, so its marks lead to Records.
FULL = Timeline("timeline_full", (790, 900), "timeline", "timeline", compact=False, with_context=True)
COMPACT = Timeline("timeline_compact", (728, 900), "timeline", "records", with_context=True)
# A phone's: of a view that counts records, bars that rise, as in wide windows; else years run down.
COUNTED = Timeline("timeline_narrow", (280,), "timeline", "records")
PHONE = "phone-timeline"
PHONE_WIDTH = 288  # px: the room on the smallest phone. On a wider one, marks and text grow along.


def timeline(view: View) -> None:
    """Draw the full timeline; a click on a mark opens its record next to it."""
    linked_charts.timeline(view, FULL, _opened(view))


def small_timeline(view: View) -> None:
    """Draw the compact timeline; a click on a mark opens its record on the records page."""
    linked_charts.timeline(view, COMPACT, _opened(view))


def phone_timeline(view: View) -> None:
    """Draw the timeline of a phone, with its key; where marks would cover each other, counts and how to read them."""
    if view.is_counted:
        linked_charts.timeline(view, COUNTED)
        return
    shown, record = linked_charts.view_of_charts(view), address.opened("record")
    html = shown.cached(f"phone timeline {record}", lambda: _phone_marks(shown, record))
    linked_charts.show(
        view, "phone_timeline", html or shown.cached("phone timeline counts", lambda: _phone_counts(shown))
    )
    if html:
        page_parts.folded_key(view)
    else:
        page_parts.note(counted.timeline_note(view))


def _phone_marks(view: View, record: str) -> str:
    """The timeline with a mark for each record; empty if they have no room."""
    drawn = of_view.linked_phone_timeline(view, PAGE, PHONE_WIDTH, record=record)
    if drawn is None:
        return ""
    link = partial(linked_charts.to_record, view, "timeline", record)
    return f'<div class="mri-phone-timeline">{linked_svg(drawn, link, name=PHONE)}</div>'


def _phone_counts(view: View) -> str:
    drawn = of_view.linked_counts(view.without_context, PAGE, PHONE_WIDTH)
    return linked_svg(drawn, partial(linked_charts.to_counted, view, "timeline"), name=PHONE)


def _opened(view: View) -> str | None:
    return None if view.is_counted else address.opened("record") or None


def _context_lane(view: View) -> ContextLane | None:
    """The lane of context on the timeline; it does not depend on filters and width."""
    whole = view.without_filters
    return whole.cached("lane", lambda: of_view.timeline_of(whole, FULL.widths[0]).context)


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


def details(view: View, record: str) -> None:
    """Draw the open record; in a narrow window, where it comes before the chart, with a link back to its mark."""
    with st.container(key="opened"):
        page_parts.record_detail(view, record)
        page_parts.open_record(view, record)
        with st.container(key="back"):
            navigation.link(view, "timeline", view.say("timeline.back"))


def _options(view: View) -> dict[str, str]:
    """Title and date of each record shown in the list, by its id."""
    rows = view.records.itertuples()
    return {
        row.id: view.say("timeline.option", title=row.title, date=date_in_sentence(row.edtf, view.say)) for row in rows
    }


def warm(dataset: Dataset) -> None:
    """Fill the cache with the charts of the page without filters."""
    for chart in (FULL, COMPACT):
        linked_charts.timeline_svgs(View(dataset).changed(), chart)
