"""How the chart of States parties looks, whatever draws it: sizes that go with the font, and colours."""

from mri_data.charts.palette import Palette
from mri_data.charts.parties.model import Label, PartiesLayout

# The line has the colour of MRI's campaign for ratification: it is what that record is about.
AREA = "campaign"
FILL, BAND = 0.10, 0.14
NEEDED_DASH = (4.0, 3.0)
# How much of what lies below a label its ground covers, and by how many px the ground is larger.
GROUND, GROUND_PAD = 0.85, 2.0
# The size of font at which a line is as thick as the design says.
PLAIN_FONT = 12.5
LINE_WIDTH, EDGE, RADIUS = 2.6, 1.2, 5.5


def scale(layout: PartiesLayout) -> float:
    """How much larger lines are than on a page; a slide's font is twice as large, its lines grow with it."""
    return (layout.font / PLAIN_FONT) ** 0.6


def line_width(layout: PartiesLayout) -> float:
    """The thickness of the line in px."""
    return LINE_WIDTH * scale(layout)


def edge(layout: PartiesLayout) -> float:
    """The thickness of a dashed edge in px."""
    return EDGE * scale(layout)


def radius(layout: PartiesLayout) -> float:
    """The radius of a point in px."""
    return RADIUS * scale(layout)


def ink(label: Label, palette: Palette) -> str:
    """The colour of a label's words."""
    if label.role == "end":
        return palette.texts[AREA]
    return palette.muted if label.role == "needed" else palette.ink
