"""Map page: the cities that hosted the forums, in order, and on request the other places of the record."""

import streamlit as st

from mri_data.charts import of_view
from mri_ui.frame import browser, session
from mri_ui.parts import charts, context_controls, counted_lists, map_context, map_controls, page_parts

now = session.current()
say = now.say

page_parts.title(now, "map")
if now.empty:
    page_parts.empty(now)
else:
    year = map_controls.year_step(now)
    left, right = page_parts.columns([2.9, 1], gap="medium")
    with left:
        drawing = st.container()
        others, simple = map_controls.switches(now)
        context_controls.choice(now)
        with drawing:
            charts.large_map(now, year=year, others=others, simple=simple)
            map_context.key(now, year)
        page_parts.note(charts.placed(now))
        map_context.unplaced(now)
        page_parts.note(of_view.charts_of(now).map_note(now))
        numbers, flat = of_view.charts_of(now).map_table(now), not browser.has_webgl()
        counted_lists.chart_table(now, numbers, charts.with_place(now), "placed", expanded=flat)
        context_controls.context_note(now)
    with right:
        map_controls.panel(now, year)
