"""What goes with a chart: the numbers behind it, and the lines of its key."""

from typing import NamedTuple


class Table(NamedTuple):
    """The numbers behind a chart: heads, and rows of as many cells."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Sign(NamedTuple):
    """A line of the key: the shape of a mark, and what it means."""

    shape: str
    text: str
