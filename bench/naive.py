"""A naive version of the timeline page: data is read, filtered and drawn again in each run, without caches."""

import plotly.express as px
import streamlit as st

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
dated = view.shown.dropna(subset=["earliest", "latest"])
lanes = {"y": "work_area", "color": "work_area", "hover_name": "title"}
st.plotly_chart(px.timeline(dated, x_start="earliest", x_end="latest", **lanes), key="timeline")
st.plotly_chart(px.scatter(dataset.places, x="lon", y="lat", text="name"), key="map")
st.dataframe(view.shown[["id", "title", "date_text", "work_area"]].astype(str))
