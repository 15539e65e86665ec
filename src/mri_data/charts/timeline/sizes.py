"""The sizes of the parts of a timeline, full and compact."""

from dataclasses import dataclass, replace

# The sizes of marks, and how much larger they become where there is room.
MARKS = ("mark", "bar", "rail", "ring", "diamond", "arrow", "chevron", "row", "row_gap")
MOST_LARGER = 2.0


@dataclass(frozen=True)
class Sizes:
    """Every size of one kind of timeline, in px; `lanes` are minimum heights by work area.
    `context` is the height of the context lane; `context_rows` and `context_labels` are the middles of its two lines
    of marks and of its two lines of names, from its top.
    """

    mark: float
    forum: float
    bar: float
    rail: float
    ring: float
    diamond: float
    arrow: float
    chevron: float
    font: float
    lane_font: float
    strip: float
    row: float
    row_gap: float
    margin: tuple[float, float, float, float]
    lanes: dict[str, float]
    context: float
    context_rows: tuple[float, float]
    context_labels: tuple[float, float]
    tick: float
    symbol: float

    def stretched(self, times: float) -> "Sizes":
        """The sizes with lanes so many times as high, and larger marks in them, up to twice as large."""
        larger = {name: getattr(self, name) * min(times**0.5, MOST_LARGER) for name in MARKS}
        return replace(self.with_lanes(times), **larger)

    def with_lanes(self, times: float) -> "Sizes":
        """The sizes with lanes so many times as high."""
        return replace(self, lanes={area: height * times for area, height in self.lanes.items()})


FULL = Sizes(
    mark=15,
    forum=19,
    bar=7,
    rail=22,
    ring=13,
    diamond=17,
    arrow=13,
    chevron=8,
    font=12.5,
    lane_font=13.5,
    strip=22,
    row=20,
    row_gap=6,
    margin=(0, 0, 24, 24),
    lanes={"convening": 128, "advocacy": 80, "campaign": 70, "publications": 70, "support": 140},
    context=64.5,
    context_rows=(24.7, 40.4),
    context_labels=(9, 56.1),
    tick=14,
    symbol=9,
)
COMPACT = Sizes(
    mark=10,
    forum=12,
    bar=4,
    rail=10,
    ring=10,
    diamond=14,
    arrow=9,
    chevron=7,
    font=12,
    lane_font=12.5,
    strip=0,
    row=14,
    row_gap=2,
    margin=(92, 0, 24, 4),
    lanes={"convening": 36, "advocacy": 31, "campaign": 31, "publications": 31, "support": 50},
    context=62,
    context_rows=(23.5, 38.5),
    context_labels=(8, 54),
    tick=10,
    symbol=8,
)
# A timeline for a phone, before it is turned: its lanes become columns, and its left margin the heads above them.
PHONE = replace(
    COMPACT, mark=14, forum=20, bar=7, rail=13, ring=12, diamond=17, margin=(47, 0, 34, 0), lanes={}, context=0
)
# A timeline for a slide, whose text is large: lanes have their names at the left, and marks no words.
SLIDE = replace(
    COMPACT,
    forum=18,
    diamond=12,
    lane_font=12,
    row=11,
    row_gap=1,
    lanes={"convening": 34, "advocacy": 24, "campaign": 24, "publications": 24, "support": 30},
)
