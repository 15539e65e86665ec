"""Timeline page: each record by kind of work; the shape of a mark shows how precisely its date is known."""

import streamlit as st

from mri_data.charts import of_view
from mri_ui.frame import session
from mri_ui.parts import context_controls, page_parts, timeline

now = session.current()
say = now.say

page_parts.title(now, "timeline")
if now.empty:
    page_parts.empty(now)
else:
    left, right = page_parts.columns([2.75, 1], gap="medium")
    with left:
        record = None if now.is_counted else timeline.record_picker(now)
        with st.container(key="wide"):
            timeline.timeline(now)
        with st.container(key="mid"):
            timeline.small_timeline(now)
            page_parts.record_list(now, now.shown)
        with st.container(key="narrow"):
            timeline.phone_timeline(now)
            page_parts.record_list(now, now.shown)
        context_controls.choice(now)
        if note := of_view.charts_of(now).timeline_note(now):
            page_parts.note(note)
        if notes := timeline.context_notes(now):
            with st.container(key="notphone"):
                for text in notes:
                    page_parts.note(text)
        context_controls.context_note(now)
        page_parts.chart_table(now, of_view.charts_of(now).timeline_table(now), now.shown)
    with right:
        if record:
            timeline.details(now, record)
        else:
            page_parts.key(now)
