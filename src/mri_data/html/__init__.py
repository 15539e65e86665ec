"""HTML of all pages: templates, style, scripts and the functions that fill them."""
