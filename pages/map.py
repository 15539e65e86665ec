"""Map: the cities that hosted the forums, in their order, and on request the other places of the record."""

import streamlit as st

from mri_data.charts import counted as many
from mri_ui import browser, charts, context_controls, counted, map_beside, map_controls, parts, view

now = view.current()
say = now.say

parts.title(now, "map")
if now.empty:
    parts.empty(now)
else:
    year = map_controls.year_step(now)
    left, right = parts.columns([2.9, 1], gap="medium")
    with left:
        drawing = st.container()
        others, simple = map_controls.switches(now)
        context_controls.choice(now)
        with drawing:
            charts.large_map(now, year=year, others=others, simple=simple)
            map_beside.key(now, year)
        parts.note(charts.placed(now))
        map_beside.unplaced(now)
        parts.note(many.map_note(now))
        if now.is_counted:
            counted.table(now, many.map_table(now), expanded=not browser.has_webgl())
        else:
            parts.chart_table(now, charts.with_place(now), "placed", expanded=not browser.has_webgl())
        context_controls.told(now)
    with right:
        map_controls.panel(now, year)
