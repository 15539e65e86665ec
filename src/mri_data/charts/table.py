"""Parts beside a chart: the table of its numbers and the lines of its key."""

from typing import NamedTuple


class Table(NamedTuple):
    """The numbers of a chart: column heads, and rows with a cell for each head."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Sign(NamedTuple):
    """A line of a key: the name of a mark's shape, and what it means."""

    shape: str
    text: str
