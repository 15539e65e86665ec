"""The Streamlit side that all pages share: cached data, filters, URLs, page parts, and the web server."""
