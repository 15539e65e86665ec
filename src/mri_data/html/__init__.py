"""Templates, style and scripts of pages: the one place that writes HTML."""
