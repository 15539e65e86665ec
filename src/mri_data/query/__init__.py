"""Choosing records, and counting them."""
