"""Records page: achievements and forums as tables, downloads of the records shown, and the open record in full."""

import streamlit as st

from mri_ui.frame import session
from mri_ui.parts import downloads, page_parts, records_table

now = session.current()
say = now.say

page_parts.title(now, "records")
if now.empty:
    page_parts.empty(now)
    page_parts.hidden_or_unknown_record(now)
else:
    left, right = page_parts.columns([2.85, 1], gap="large")
    with left:
        with st.container(key="tools", horizontal=True, horizontal_alignment="distribute"):
            kind = records_table.kind_choice(now)
            downloads.buttons(now)
        record = records_table.records_table(now, kind)
        records_table.table_for_print(now, kind)
        with st.container(key="notphone_key"):
            page_parts.note(say("records.note"))
    with right, st.container(key=records_table.detail_key()):
        if not page_parts.hidden_or_unknown_record(now) and record:
            page_parts.record_detail(now, record)
