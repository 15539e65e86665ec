"""Map: the cities that hosted the forums, in their order, and on request the other places of the record."""

import streamlit as st

from mri_data import sentences
from mri_ui import browser, charts, map_controls, parts, view

now = view.current()
say = now.say

parts.title(now, sentences.map_title(now.records, now.dataset, say))
if now.shown.empty:
    parts.empty(now)
else:
    year = map_controls.year_step(now)
    left, right = parts.columns([2.9, 1], gap="medium")
    with left:
        drawing = st.container()
        others, simple = map_controls.switches(now)
        with drawing:
            charts.large_map(now, year=year, others=others, simple=simple)
        parts.note(charts.placed(now))
        parts.note(say("map.note"))
        parts.chart_table(now, charts.with_place(now), expanded=not browser.has_webgl())
    with right:
        map_controls.panel(now, year)
