"""Sources page: origins of the records, corrections, known gaps, the data dictionary, and downloads of all records."""

import streamlit as st

from mri_ui.frame import session
from mri_ui.parts import downloads, filters, page_parts, sources

now = session.current()
say = now.say

filters.status(now.without_filters)
page_parts.title(now.without_filters, "sources")
sources.problems(now)
left, right = page_parts.columns([1.9, 1], gap="large")
with left:
    sources.evidence(now)
    sources.records(now)
with right:
    with st.container(key="files_first"):
        page_parts.section(say("sources.download"))
        downloads.all_records(now)
        downloads.workbooks(now)
        sources.licence(now)
    with st.container(key="notes_last"):
        sources.quality_notes(now)
sources.corrections(now)
sources.sources(now)
sources.dictionary(now)
