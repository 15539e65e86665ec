"""The chart of States parties: its layout, and what draws it."""
