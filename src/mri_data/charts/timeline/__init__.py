"""The timeline: its layout and its scene."""
