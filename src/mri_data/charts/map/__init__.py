"""The map: its layout and its scene."""
