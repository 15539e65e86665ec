"""Benchmarks of the dashboard against an empty app and a naive version of a page. Run by `make bench`."""
