"""The web app: Streamlit around `pages/frame.py`, and the plain routes that stand beside it.

The script lives inside `pages/` because Streamlit falls back to its automatic pages whenever a folder of that
name stands beside the script it runs, and then opens a deep link without navigation and filters.
"""

from pathlib import Path

import streamlit as st

from mri_ui.routes import ROUTES

app = st.App(Path(__file__).with_name("pages") / "frame.py", routes=ROUTES)
