"""The parts of a timeline layout: plain values in px and decimal years that any renderer can draw.

y is in px from the top of the plot, downwards. x is in decimal years on the time axis, or a share from 0 to 1 of the
area for undated records. Labels have an anchor in x plus an offset in px.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from mri_data.charts.drawing import Anchor
from mri_data.charts.text_layout import Line, WrappedText
from mri_data.charts.timeline.bars_model import YearBars
from mri_data.charts.timeline.context_model import ContextLane
from mri_data.charts.timeline.sizes import Sizes

Shape = Literal["dot", "pill", "bar", "dashed", "after", "before", "since", "rail", "series", "diamond"]
Role = Literal["lane", "record", "city", "series", "gap", "undated", "ends", "context", "count"]
# Left, right, top and bottom of the place where a tap opens a record: in years or shares of the undated area; in px.
TargetArea = tuple[float, float, float, float]

# Roles of labels that have a muted colour.
QUIET = {"gap", "undated", "ends", "context", "count"}
AXIS_SHARE = 0.815
UNDATED_FROM = 0.832
LEADER = 13  # px of the line that leads from a gap in the series down to its label.


@dataclass(frozen=True)
class Axis:
    """The time axis: decimal years `lo` to `hi` over `width` px, starting at `left` px."""

    lo: float
    hi: float
    left: float
    width: float

    @property
    def scale(self) -> float:
        """Width of one year in px."""
        return self.width / (self.hi - self.lo)

    @property
    def right(self) -> float:
        """Right end in px."""
        return self.left + self.width

    def px(self, year: float) -> float:
        """Position of a decimal year in px from the left of the figure."""
        return self.left + (year - self.lo) * self.scale


@dataclass(frozen=True)
class Piece:
    """Part of a mark, in decimal years: solid where the date is known, else dotted or pale."""

    x0: float
    x1: float
    solid: bool


@dataclass(frozen=True)
class Mark:
    """One record on the timeline; its shape shows how precisely its date is known.

    `size` is its height in px. A pill or dashed bar that is narrower than high is drawn as wide as high, around its
    middle; a dot always is. `pieces` are the parts of a series, the known start and the rest of an ongoing record, or
    the days of a forum. `alongside` is a sentence on the government meeting that a forum met alongside; `spoken` is
    what a screen reader says of the record.
    """

    id: str
    area: str
    shape: Shape
    x0: float
    x1: float
    y: float
    size: float
    title: str
    when: str
    where: str
    kind: str
    number: str = ""
    alongside: str = ""
    spoken: str = ""
    forum: bool = False
    matched: bool = True
    selected: bool = False
    pieces: tuple[Piece, ...] = ()

    @property
    def middle(self) -> float:
        """The middle of the mark in x."""
        return (self.x0 + self.x1) / 2

    def moved(self, dy: float) -> "Mark":
        """The same mark, moved down by dy px."""
        return replace(self, y=self.y + dy)


@dataclass(frozen=True)
class Label:
    """Lines of text, `dx` px from the anchor `x`, with the vertical middle at `y`; `width` and `height` in px.

    With `undated`, x is a share of the undated area. `id` is the record that it belongs to, or empty.
    """

    role: Role
    lines: tuple[Line, ...]
    x: float
    dx: float
    y: float
    anchor: Anchor
    size: float
    width: float
    height: float
    id: str = ""
    area: str = ""
    undated: bool = False

    @classmethod
    def of(cls, text: WrappedText, role: Role, x: float, dx: float, y: float, anchor: Anchor, **more: Any) -> "Label":
        """A text as a label `dx` px beside the anchor `x`, with its middle at `y`."""
        return cls(role, text.lines, x, dx, y, anchor, text.size, text.width, text.height, **more)

    @property
    def text(self) -> str:
        """The words in one line."""
        return " ".join("".join(run.text for run in line).strip() for line in self.lines)

    def moved(self, dy: float) -> "Label":
        """The same label, moved down by dy px."""
        return replace(self, y=self.y + dy)


@dataclass(frozen=True)
class Block:
    """Marks and labels that are moved together: y is from the top of the block, `height` is what they need in px."""

    height: float
    marks: tuple[Mark, ...] = ()
    labels: tuple[Label, ...] = ()

    def moved(self, dy: float) -> "Block":
        """The same block, moved down by dy px."""
        return Block(
            self.height,
            tuple(mark.moved(dy) for mark in self.marks),
            tuple(label.moved(dy) for label in self.labels),
        )


@dataclass(frozen=True)
class Lane:
    """The lane of one kind of work: its code and name, and its top and height in px.

    `spoken` is its name with the number of its records, `spoken_matched` with that of those that pass the filters.
    """

    area: str
    title: str
    top: float
    height: float
    spoken: str = ""
    spoken_matched: str = ""


@dataclass(frozen=True)
class TimelineLayout:
    """A whole timeline: `width` with margins, `plot_height` without, `margin` as left, right, top, bottom.

    `context` is the lane above those of the records, None if no context is shown. `years` are the bars of a counted
    timeline, else None; with them, marks and their labels are for counts and not for single records. `shares` are where
    the axis ends and where the undated area begins, as shares of the plot. `target_areas` are the targets of marks by
    record id; a mark without one has a target of its own size.
    """

    width: float
    plot_height: float
    sizes: Sizes
    axis: Axis
    ticks: tuple[int, ...]
    undated: tuple[float, float]
    data_year: float
    lanes: tuple[Lane, ...]
    marks: tuple[Mark, ...]
    labels: tuple[Label, ...]
    margin: tuple[float, float, float, float] = field(default=(0, 0, 0, 0))
    context: ContextLane | None = None
    years: YearBars | None = None
    shares: tuple[float, float] = (AXIS_SHARE, UNDATED_FROM)
    target_areas: Mapping[str, TargetArea] = field(default_factory=dict)

    @property
    def height(self) -> float:
        """Height in px with the margins."""
        return self.plot_height + self.margin[2] + self.margin[3]

    @property
    def rules(self) -> tuple[float, ...]:
        """The top of each lane, and of the context, in px from the top of the plot."""
        return (*([0.0] if self.context else []), *(lane.top for lane in self.lanes))

    def px(self, x: float, *, undated: bool = False) -> float:
        """Position of an anchor in px from the left of the figure."""
        return self.undated[0] + x * (self.undated[1] - self.undated[0]) if undated else self.axis.px(x)

    def only_matched(self) -> "TimelineLayout":
        """The layout without marks of records that are filtered out and without lanes that are empty then.

        The context stays. Marks keep their years and labels of gaps are not recomputed: a year whose forum is filtered
        out is not a year without a forum.
        """
        shown = {mark.area for mark in self.marks if mark.matched}
        gone = [lane for lane in self.lanes if lane.area not in shown]

        def up(y: float) -> float:
            return -sum(lane.height for lane in gone if lane.top < y)

        return replace(
            self,
            plot_height=self.plot_height + up(self.plot_height),
            lanes=tuple(
                replace(one, top=one.top + up(one.top), spoken=one.spoken_matched)
                for one in self.lanes
                if one.area in shown
            ),
            marks=tuple(mark.moved(up(mark.y)) for mark in self.marks if mark.matched),
            labels=tuple(
                label.moved(up(label.y)) for label in self.labels if label.role != "lane" or label.area in shown
            ),
        )

    def box(self, label: Label) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of a label in px; y from the top of the plot."""
        at = self.px(label.x, undated=label.undated) + label.dx
        left = at - {"start": 0.0, "middle": label.width / 2, "end": label.width}[label.anchor]
        return (left, label.y - label.height / 2, left + label.width, label.y + label.height / 2)
