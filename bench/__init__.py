"""What the dashboard costs, beside an empty app and the same page made naively. Run by `make bench`."""
