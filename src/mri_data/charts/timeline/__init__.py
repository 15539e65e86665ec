"""The timeline: its layout, and what draws it."""
