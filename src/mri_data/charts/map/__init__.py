"""The map: its layout, and what draws it."""
