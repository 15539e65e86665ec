"""The baseline: a Streamlit app with one widget and one line of text."""

import streamlit as st

searched = st.text_input("Search", key="search")
st.write(st.query_params.get("area", searched or "nothing"))
