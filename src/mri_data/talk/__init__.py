"""The talk: the slides of a view."""
