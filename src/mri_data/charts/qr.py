"""Draw an address as a QR code."""

import segno

from mri_data.charts.drawing import Box, Drawing, Paint, Path, Shape
from mri_data.charts.palette import LIGHT

QUIET = 4  # Modules of empty border that ISO/IEC 18004 requires.


def qr_drawing(address: str, alt: str, lang: str = "") -> Drawing:
    """The address as dark modules of 1 px on a light background, in both themes: readers fail on inverted codes.

    Raises:
        segno.DataOverflowError: if the address is too long for a QR code.
    """
    rows = [bytes(row) for row in segno.make(address, error="m", micro=False).matrix]
    side = len(rows) + 2 * QUIET
    dark = tuple(_run(start, end, y) for y, row in enumerate(rows) for start, end in _runs(row))
    items = (Box(0, 0, side, side, Paint(LIGHT.paper)), Shape(dark, Paint(LIGHT.ink)))
    return Drawing(side, side, items, alt, alt, lang)


def _runs(row: bytes) -> list[tuple[int, int]]:
    """Start and end of each run of dark modules in a row."""
    edges = [at for at, (before, here) in enumerate(zip(b"\0" + row, row + b"\0", strict=True)) if before != here]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _run(start: int, end: int, y: int) -> Path:
    left, right, top = QUIET + start, QUIET + end, QUIET + y
    return ((left, top), (right, top), (right, top + 1), (left, top + 1))
