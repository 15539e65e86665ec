"""Sentences and titles computed from the records."""
