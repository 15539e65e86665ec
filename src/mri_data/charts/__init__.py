"""Charts as functions from records to a layout, and from a layout to a figure."""
