"""The record as one object, and one view of it."""
