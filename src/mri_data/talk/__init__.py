"""The talk about a view: its slides."""
