"""The web app: Streamlit runs `pages/frame.py`, with our own HTTP routes and middleware around it.

Start it with `streamlit run dashboard.py` for development and with `make serve` for production.

The script lives inside `pages/` because Streamlit switches to its automatic multipage mode if there is a folder of
that name next to the script it runs, and then opens a deep link without navigation and filters.
"""

from pathlib import Path

import streamlit as st

from mri_ui.web.routes import MIDDLEWARE, below_base
from mri_ui.web.serve import take_settings
from mri_ui.web.settings import exit_on_bad_settings
from mri_ui.web.startup import started

exit_on_bad_settings()
take_settings()
app = st.App(
    Path(__file__).with_name("pages") / "frame.py",
    lifespan=started,
    routes=below_base(),
    middleware=MIDDLEWARE,
)
