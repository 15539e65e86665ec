"""What stands around Streamlit's own answers: headers, bundles, the page's shell, open data, previews, the start."""
