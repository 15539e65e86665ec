"""The record as one object, views of it, and their addresses."""
