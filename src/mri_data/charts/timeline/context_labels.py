"""Place short names with years at the marks of the context lane, where they fit: beside, above or below a mark."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from mri_data.charts.text_layout import WrappedText, plain
from mri_data.charts.text_width import LEAST_FONT
from mri_data.charts.timeline.context_model import ContextLane, ContextMark
from mri_data.charts.timeline.lanes import LaneSetting
from mri_data.charts.timeline.model import Axis, Label
from mri_data.words.catalogue import Words

NAME_GAP = 5  # px between a mark and its name.
APART = 8


class Cluster(NamedTuple):
    """Neighbouring marks of one line that share a name, and their years in order; `word` is the key of the name."""

    word: str
    marks: tuple[ContextMark, ...]
    years: tuple[int, ...]


class OccupiedSpan(NamedTuple):
    """Occupied space on a line: left and right end in px, and the decimal years that these are anchored to."""

    left: float
    right: float
    first: float
    last: float


class LabelPosition(NamedTuple):
    """A possible place of a name: the index of the line, its left end in px, and its anchor in decimal years."""

    line: int
    left: float
    anchor: float


def labels_of(clusters: Sequence[Cluster], lane: ContextLane, title: Label, setting: LaneSetting) -> list[Label]:
    """Labels for the clusters that find room; earlier clusters choose first.

    The lines are, from the top: names, marks, marks, names. Labels do not overlap at any greater width of the figure
    either, since one that is anchored to a later year is always farther right.
    """
    axis, sizes = setting.axis, setting.sizes
    above, below = sizes.context_labels
    heights = (above, *sizes.context_rows, below)
    start = axis.px(title.x) + title.dx
    heading = [] if setting.compact else [OccupiedSpan(start, start + title.width, axis.lo, axis.lo)]
    lines = [heading, *_marked(lane, setting), []]
    found = []
    for cluster in clusters:
        text = plain(_words(cluster, setting.say), size=LEAST_FONT)
        place = next(
            (one for one in _places(cluster, text, lines, axis, heights) if _free(one, text, lines, axis)), None
        )
        if place:
            dx = place.left - axis.px(place.anchor)
            lines[place.line].append(OccupiedSpan(place.left, place.left + text.width, place.anchor, place.anchor))
            found.append(Label.of(text, "context", place.anchor, dx, heights[place.line], "start"))
    return found


def _marked(lane: ContextLane, setting: LaneSetting) -> list[list[OccupiedSpan]]:
    """The space that the marks take on each of their two lines."""
    marks = [(mark, _taken(mark, setting.axis)) for mark in lane.marks]
    return [[taken for mark, taken in marks if mark.y == y] for y in setting.sizes.context_rows]


def _taken(mark: ContextMark, axis: Axis) -> OccupiedSpan:
    middle = axis.px(mark.middle)
    if mark.point:
        return OccupiedSpan(middle - mark.half, middle + mark.half, mark.middle, mark.middle)
    left, right = min(axis.px(mark.x0), middle - mark.half), max(axis.px(mark.x1), middle + mark.half)
    return OccupiedSpan(left, right, mark.x0, mark.x1)


def _words(cluster: Cluster, say: Words) -> str:
    """The name of a cluster, such as `GFMD 2007–2010, 2012`; consecutive years are written as a range."""
    stretches: list[tuple[int, int]] = []
    for year in cluster.years:
        if stretches and stretches[-1][1] == year - 1:
            stretches[-1] = (stretches[-1][0], year)
        else:
            stretches.append((year, year))
    years = ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in stretches)
    return say.n(f"timeline.context.{cluster.word}", len(cluster.marks), years=years)


def _places(
    cluster: Cluster, text: WrappedText, lines: Sequence[Sequence[OccupiedSpan]], axis: Axis, heights: Sequence[float]
) -> Iterator[LabelPosition]:
    """Possible places of a name, best first: right of the marks on their line, then on the outer line next to it.

    Those on the outer line are sorted by the distance from the middle of the marks, and must overlap them in x.
    """
    own = heights.index(cluster.marks[0].y)
    outer = 0 if own == 1 else len(heights) - 1
    edges = [_taken(mark, axis) for mark in cluster.marks]
    left, right = min(edge.left for edge in edges), max(edge.right for edge in edges)
    yield LabelPosition(own, right + NAME_GAP, max(edge.last for edge in edges))
    anchor = (edges[0].first + edges[-1].last) / 2
    middle = (left + right - text.width) / 2
    tries = [middle, axis.right - text.width]
    tries += [end for one in lines[outer] for end in (one.right + APART, one.left - APART - text.width)]
    for at in sorted(tries, key=lambda one: abs(one - middle)):
        if at <= right and at + text.width >= left:
            yield LabelPosition(outer, at, anchor)


def _free(place: LabelPosition, text: WrappedText, lines: Sequence[Sequence[OccupiedSpan]], axis: Axis) -> bool:
    """Whether a name fits at a place, within the axis and clear of everything on its line."""
    right = place.left + text.width
    return (
        axis.left <= place.left and right <= axis.right and all(_clear(one, place, right) for one in lines[place.line])
    )


def _clear(one: OccupiedSpan, place: LabelPosition, right: float) -> bool:
    """Whether a name is clear of an item on its line, at this width and at any greater one."""
    if one.last <= place.anchor:
        return one.right + NAME_GAP <= place.left + 0.01
    return one.first >= place.anchor and right + APART <= one.left + 0.01
