"""Records: achievements and forums as tables, what is shown as files, and one record in words."""

import streamlit as st

from mri_ui import downloads, parts, tables, view

now = view.current()
say = now.say

parts.title(now, "records")
if now.empty:
    parts.empty(now)
    parts.asked_in_vain(now)
else:
    left, right = parts.columns([2.85, 1], gap="large")
    with left:
        with st.container(key="tools", horizontal=True, horizontal_alignment="distribute"):
            kind = tables.kind_choice(now)
            downloads.buttons(now)
        record = tables.records_table(now, kind)
        parts.note(say("records.note"))
    with right, st.container(key=tables.detail_key()):
        if not parts.asked_in_vain(now) and record:
            parts.record_detail(now, record)
