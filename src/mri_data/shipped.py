"""Where the files are that come with the program outside its packages: data, pages and server settings."""

from pathlib import Path

_IN_WHEEL = Path(__file__).with_name("checkout")
# The folder of `data`, `pages`, `.streamlit` and `dashboard.py`; in a checkout its top folder.
SHIPPED = _IN_WHEEL if _IN_WHEEL.is_dir() else Path(__file__).parents[2]
