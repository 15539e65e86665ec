"""The web server around Streamlit: startup, headers, limits, the page shell, the open data API, and link previews."""
