"""The web app: Streamlit around `pages/frame.py`, and what stands around Streamlit's own answers.

`streamlit run dashboard.py` starts it for development, `make serve` as it is meant to be served to many.

The script lives inside `pages/` because Streamlit falls back to its automatic pages whenever a folder of that
name stands beside the script it runs, and then opens a deep link without navigation and filters.
"""

from pathlib import Path

import streamlit as st

from mri_ui.web.data_routes import ROUTES
from mri_ui.web.routes import MIDDLEWARE, PLAIN, below_base
from mri_ui.web.serve import take_settings
from mri_ui.web.settings import exit_on_bad_settings
from mri_ui.web.startup import started

exit_on_bad_settings()
take_settings()
app = st.App(
    Path(__file__).with_name("pages") / "frame.py",
    lifespan=started,
    routes=below_base([*PLAIN, *ROUTES]),
    middleware=MIDDLEWARE,
)
