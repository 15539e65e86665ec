"""Compose the labels of the map and place them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import dist

from mri_data.charts.drawing import Anchor
from mri_data.charts.map.label_placement import Box, Disc, Label, PlacedLabel, place_labels
from mri_data.charts.map.projection import Frame
from mri_data.charts.map.route import Point, Points
from mri_data.charts.map.stops import Mark, State
from mri_data.charts.text_width import LEAST_FONT, text_width

OTHER_FONT, LINE_HEIGHT = 0.9, 1.3
PAD_X, PAD_Y = 4.0, 3.0
STROKE = 1.0
NEXT_TO = 1e-6
LONGEST_LEADER = 22.0  # px


@dataclass(frozen=True)
class MapLabel:
    """The label of a mark: the centre of its box in map units, the size of the box and the font size in px.

    `anchor` is the end of the text that is next to the mark: `end` where the label is left of it. `for_context` marks
    the label of a place that is on the map only as context.
    """

    place: str
    number: str
    name: str
    years: str
    state: State
    other: bool
    x: float
    y: float
    width: float
    height: float
    font: float
    leader: tuple[Point, Point] | None
    anchor: Anchor = "middle"
    for_context: bool = False

    @property
    def text(self) -> str:
        """Number, city and years in one line."""
        gap = " " if self.other else "  "
        return gap.join(part for part in (self.number, self.name, self.years) if part)


def label_of_mark(mark: Mark, font: float, *, compact: bool, other: bool = False) -> MapLabel:
    """The label of a mark, not placed yet: its centre is that of the mark. `compact` leaves out the years."""
    size = max(LEAST_FONT, font * OTHER_FONT) if other else font
    number = "·".join(str(number) for number in mark.numbers)
    years = "" if compact else " · ".join(mark.years)
    label = MapLabel(mark.place, number, mark.name, years, mark.state, other, mark.x, mark.y, 0, 0, size, None)
    return _sized(label)


def map_labels(
    frame: Frame,
    hosts: Sequence[Mark],
    others: Sequence[Mark],
    paths: Sequence[Points],
    font: float,
    *,
    compact: bool,
    context: Sequence[Mark] = (),
    kept_free: Sequence[Box] = (),
) -> tuple[MapLabel, ...]:
    """Placed labels of all hosts that are not "off", then of other places; those that do not fit are left out.

    A host whose label does not fit is tried again with only its number; other places have their labels near or none.
    `context` are marks that labels should not cover, `kept_free` are boxes in px that no label may touch.
    """
    marks = {mark.place: mark for mark in (*hosts, *others, *context)}
    room = _Room(frame, marks, [frame.to_px(path) for path in paths], kept_free)
    names = [label_of_mark(mark, font, compact=compact) for mark in hosts if mark.state != "off"]
    asides = [label_of_mark(mark, font, compact=compact, other=True) for mark in others]
    together = room.place([*names, *asides], taken=())
    if len(together) == len(names) + len(asides) and all(map(room.stands_well, together)):
        return tuple(together)
    placed = room.place(names, taken=())
    numbers = [_number_only(label) for label in names if label.number]
    placed += room.place(_without(numbers, placed), taken=placed)
    return (*placed, *filter(room.stands_well, room.place(asides, taken=placed)))


def context_labels(
    frame: Frame,
    marks: Sequence[Mark],
    named: Sequence[Mark],
    paths: Sequence[Points],
    font: float,
    *,
    compact: bool,
    taken: Sequence[MapLabel],
    kept_free: Sequence[Box] = (),
) -> tuple[MapLabel, ...]:
    """Placed labels for the marks of the context in `named`, clear of the labels in `taken`.

    A label that would be far from its mark, or cover any of the `marks`, is left out.
    """
    room = _Room(frame, {mark.place: mark for mark in marks}, [frame.to_px(path) for path in paths], kept_free)
    wanted = [replace(label_of_mark(mark, font, compact=compact, other=True), for_context=True) for mark in named]
    return tuple(filter(room.stands_well, room.place(wanted, taken)))


def with_numbers_of(frame: Frame, label: MapLabel, mark: Mark) -> MapLabel:
    """The label at the same place with the numbers and years that its mark has in another year.

    Shorter text stays at the side of the old box next to the mark, so that labels do not jump from year to year.
    """
    fresh = label_of_mark(mark, label.font, compact=not label.years)
    if not label.name:
        fresh = _number_only(fresh)
    spare = (label.width - fresh.width) / 2 / frame.scale
    half = label.width / 2 / frame.scale - NEXT_TO
    shift = spare if mark.x >= label.x + half else -spare if mark.x <= label.x - half else 0.0
    x = label.x + shift
    leader = label.leader
    if leader is not None:
        start, (end_x, end_y) = leader
        reach = fresh.width / 2 / frame.scale
        leader = (start, (min(max(end_x, x - reach), x + reach), end_y))
    return replace(fresh, x=x, y=label.y, leader=leader, anchor=label.anchor)


def _number_only(label: MapLabel) -> MapLabel:
    return _sized(replace(label, name="", years=""))


def _sized(label: MapLabel) -> MapLabel:
    width = text_width(label.text, label.font, 400 if label.other else 600) + 2 * PAD_X
    return replace(label, width=width, height=label.font * LINE_HEIGHT + 2 * PAD_Y)


def _without(labels: Iterable[MapLabel], placed: Iterable[MapLabel]) -> list[MapLabel]:
    done = {label.place for label in placed}
    return [label for label in labels if label.place not in done]


@dataclass(frozen=True)
class _Room:
    """What labels must avoid on a map: its marks, the paths across it in px, and boxes to keep free."""

    frame: Frame
    marks: dict[str, Mark]
    paths: list[Points]
    kept_free: Sequence[Box] = ()

    def place(self, labels: Sequence[MapLabel], taken: Sequence[MapLabel]) -> list[MapLabel]:
        """Place labels clear of those in `taken`; those that do not fit are left out."""
        discs = [Disc(*self._centre(mark), mark.radius + STROKE) for mark in self.marks.values()]
        wanted = [
            Label(
                label.place,
                *self._centre(label),
                self.marks[label.place].radius + STROKE,
                label.width,
                label.height,
            )
            for label in labels
        ]
        bounds = Box(1, 1, self.frame.width - 1, self.frame.height - 1)
        boxes = [*self.kept_free, *(self.box(label) for label in taken)]
        found = place_labels(wanted, discs, self.paths, bounds, taken=boxes)
        words = {label.place: label for label in labels}
        return [self._standing(words[placed.id], placed) for placed in found]

    def stands_well(self, label: MapLabel) -> bool:
        """Whether a label is near its mark and covers none."""
        return self.is_near(label) and self.is_clear(label)

    def is_near(self, label: MapLabel) -> bool:
        """Whether the leader of a label is at most `LONGEST_LEADER` long; a longer one would distract."""
        return label.leader is None or dist(*label.leader) * self.frame.scale <= LONGEST_LEADER

    def is_clear(self, label: MapLabel) -> bool:
        """Whether a placed label covers no mark."""
        left, top, right, bottom = self.box(label)
        spots = [(*self._centre(mark), mark.radius) for mark in self.marks.values()]
        return all(
            dist((x, y), (min(max(x, left), right), min(max(y, top), bottom))) >= radius for x, y, radius in spots
        )

    def box(self, label: MapLabel) -> Box:
        """The box of a placed label in px."""
        x, y = self._centre(label)
        half_width, half_height = label.width / 2, label.height / 2
        return Box(x - half_width, y - half_height, x + half_width, y + half_height)

    def _centre(self, thing: Mark | MapLabel) -> Point:
        x, y = self.frame.to_px((thing.x, thing.y))
        return float(x), float(y)

    def _standing(self, label: MapLabel, placed: PlacedLabel) -> MapLabel:
        box, line = placed.box, placed.leader
        x, y = self.frame.to_units((box.left + box.right) / 2, (box.top + box.bottom) / 2)
        half = label.width / 2 / self.frame.scale - NEXT_TO
        ends = None
        if line is not None:
            ends = (self.frame.to_units(line.x0, line.y0), self.frame.to_units(line.x1, line.y1))
        anchor: Anchor = "start" if x - half >= label.x else "end" if x + half <= label.x else "middle"
        return replace(label, x=x, y=y, leader=ends, anchor=anchor)
