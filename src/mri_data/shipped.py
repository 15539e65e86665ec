"""The files that come with the program but are no part of a package: the record, the pages, the server's settings."""

from pathlib import Path

_IN_WHEEL = Path(__file__).with_name("checkout")
# The folder that holds `data`, `pages`, `.streamlit` and `dashboard.py`: in a checkout its top.
SHIPPED = _IN_WHEEL if _IN_WHEEL.is_dir() else Path(__file__).parents[2]
