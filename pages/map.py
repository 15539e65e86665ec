"""Map page: the cities that hosted the forums, in order, and on request the other places of the record."""

import streamlit as st

from mri_data.charts import of_view
from mri_ui.frame import session
from mri_ui.parts import context_controls, live_map, map_context, map_controls, page_parts

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
        others = map_controls.switch(now)
        context_controls.choice(now)
        with drawing:
            live_map.live_map(now, year=year, others=others, city=map_controls.open_city(now))
            map_context.key(now, year)
        page_parts.note(live_map.placed(now))
        map_context.unplaced(now)
        page_parts.note(of_view.charts_of(now).map_note(now))
        page_parts.chart_table(now, of_view.charts_of(now).map_table(now), now.placed, "placed")
        context_controls.context_note(now)
    with right:
        map_controls.panel(now, year)
