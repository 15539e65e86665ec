"""The chart of States parties: its layout and its scene."""
