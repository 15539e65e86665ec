"""The dashboard, the static site and the HTML file in Firefox and WebKit."""
