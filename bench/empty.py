"""The floor: a Streamlit app with one widget and one line of text."""

import streamlit as st

chosen = st.query_params.get("area", "nothing")
st.text_input("Search", key="search")
st.write(chosen)
