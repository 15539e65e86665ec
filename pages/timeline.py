"""Timeline: every record by kind of work; the shape of a mark shows what is known of its date."""

import streamlit as st

from mri_data.charts import counted as many
from mri_ui import charts, context_controls, counted, parts, view

now = view.current()
say = now.say

parts.title(now, "timeline")
if now.empty:
    parts.empty(now)
else:
    left, right = parts.columns([2.75, 1], gap="medium")
    with left:
        with st.container(key="wide"):
            charts.timeline(now)
        with st.container(key="mid"):
            charts.small_timeline(now)
            parts.record_list(now, now.shown)
        with st.container(key="narrow"):
            charts.phone_timeline(now)
            parts.record_list(now, now.shown)
        context_controls.choice(now)
        parts.note(charts.timeline_counts(now))
        if now.is_counted:
            parts.note(many.timeline_note(now))
        with st.container(key="notphone"):
            for text in charts.context_notes(now):
                parts.note(text)
        context_controls.told(now)
        if now.is_counted:
            counted.table(now, many.timeline_table(now))
        else:
            parts.chart_table(now, now.shown)
    with right:
        record = None if now.is_counted else charts.record_picker(now)
        if record:
            parts.record_detail(now, record)
            parts.open_record(now, record)
        else:
            parts.key(now)
