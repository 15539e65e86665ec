"""Overview: what MRI is in a sentence, what the record counts, and where to go next."""

import streamlit as st

from mri_data.charts import counted as many
from mri_data.sentences.page_title import areas_title, cities_title
from mri_ui import charts, counted, navigation, parts, view

now = view.current()
say = now.say

parts.title(now, "overview")
parts.lede(say("overview.lede"))
if now.empty:
    parts.empty(now)
else:
    parts.counts(now)
    left, right = parts.columns([1.12, 1], gap="large")
    with left:
        parts.section(now.once("areas title", lambda: areas_title(now)))
        with st.container(key="notphone"):
            charts.small_timeline(now.alone)
        with st.container(key="narrow"):
            charts.phone_timeline(now)
            parts.record_list(now, now.shown)
        navigation.link(now, "timeline", say("overview.open_timeline"))
    with right:
        parts.section(now.once("cities title", lambda: cities_title(now)))
        charts.small_map(now)
        navigation.link(now, "map", say("overview.open_map"))
    if now.is_counted:
        parts.note(many.timeline_note(now))
        counted.table(now, many.timeline_table(now))
    else:
        parts.chart_table(now, now.shown)
    parts.section(say("overview.findings"))
    parts.findings(now)
