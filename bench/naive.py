"""A naive version of the timeline page: data is read, filtered and drawn again in each run, without caches."""

import plotly.graph_objects as go
import streamlit as st

from mri_data.charts import of_view, to_plotly
from mri_data.charts.map.scene import ground
from mri_data.charts.map.scene import scene as map_scene
from mri_data.charts.of_view import MapSize
from mri_data.charts.palette import LIGHT
from mri_data.charts.timeline.scene import scene
from mri_data.query.filters import Filters, facets
from mri_data.record.dataset import load_dataset
from mri_data.record.permalink import from_query
from mri_data.record.view import View
from mri_data.sentences.page_title import page_title

st.set_page_config(layout="wide")
dataset = load_dataset()
filters = from_query({name: st.query_params.get_all(name) for name in st.query_params}, dataset.codes)
for facet, counts in facets(dataset.records, filters).items():
    named = {code: f"{code} ({count})" for code, count in counts.items()}
    chosen = st.multiselect(facet, list(counts), format_func=named.__getitem__, key=facet)
    filters = filters.overridden_by(Filters(**{facet: tuple(chosen)}))  # type: ignore[arg-type]
view = View(dataset, filters)
st.title(page_title(view, "overview"))
st.plotly_chart(go.Figure(to_plotly.figure(scene(of_view.timeline_of(view, 790), LIGHT, live=True))), key="timeline")
st.plotly_chart(
    go.Figure(to_plotly.figure(scene(of_view.timeline_of(view, 560, compact=True), LIGHT, live=True))),
    key="timeline_small",
)
layout = of_view.map_of(view, MapSize(790, 424, 14.5, False))
st.plotly_chart(
    go.Figure(to_plotly.figure(map_scene(layout, LIGHT, view.say, ground(LIGHT, of_view.land(), view.say), live=True))),
    key="map",
)
st.dataframe(view.shown[["id", "title", "date_text", "work_area"]].astype(str))
