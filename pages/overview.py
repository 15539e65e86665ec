"""Overview page: what MRI is in one sentence, the headline counts, small charts, findings and links to other pages."""

import streamlit as st

from mri_data.charts import of_view
from mri_data.sentences.page_title import areas_title, cities_title
from mri_ui.frame import navigation, session
from mri_ui.parts import linked_charts, page_parts

now = session.current()
say = now.say

with st.container(gap="xsmall"):
    page_parts.title(now, "overview")
    page_parts.lede(say("overview.lede"))
    if now.empty:
        page_parts.empty(now)
    else:
        page_parts.counts(now)
        left, right = page_parts.columns([1.2, 1], gap="large")
        with left, st.container(gap="xxsmall"):
            page_parts.section(now.cached("areas title", lambda: areas_title(now)))
            with st.container(key="notphone"):
                linked_charts.small_timeline(now)
            with st.container(key="narrow"):
                linked_charts.phone_timeline(now)
                page_parts.record_list(now, now.shown)
            navigation.link(now, "timeline", say("overview.open_timeline"))
        with right, st.container(gap="xxsmall"):
            page_parts.section(now.cached("cities title", lambda: cities_title(now)))
            linked_charts.places(now)
            navigation.link(now, "map", say("overview.open_map"))
if not now.empty:
    if note := of_view.charts_of(now).timeline_note(now):
        page_parts.note(note)
    page_parts.chart_table(now, of_view.charts_of(now).timeline_table(now), now.shown)
    page_parts.section(say("overview.findings"))
    page_parts.findings(now)
