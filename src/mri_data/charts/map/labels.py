"""Word the names on the map and find room for them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import dist

from mri_data.charts.map.label_placement import Box, Disc, Label, PlacedLabel, place_labels
from mri_data.charts.map.projection import Frame
from mri_data.charts.map.route import Point, Points
from mri_data.charts.map.stops import Mark, State
from mri_data.charts.text_width import LEAST_FONT, text_width

OTHER_FONT, LINE_HEIGHT = 0.9, 1.3
PAD_X, PAD_Y = 4.0, 3.0
STROKE = 1.0
NEXT_TO = 1e-6
LONGEST_LEADER = 20.0  # Map units, of which the world has 200.


@dataclass(frozen=True)
class MapLabel:
    """The words beside a mark: the centre of their box in map units, its size and the font size in px.

    `for_context` are the words of a place that is on the map for what happened beside the record.
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
    for_context: bool = False

    @property
    def text(self) -> str:
        """Number, city and years in one line."""
        gap = " " if self.other else "  "
        return gap.join(part for part in (self.number, self.name, self.years) if part)


def worded(mark: Mark, font: float, *, compact: bool, other: bool = False) -> MapLabel:
    """The words of a mark, still lying on the mark itself; `compact` leaves out the years."""
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
    """Labels for every host that is not off, then for other places, each with its box and leader.

    A host whose words find no room is given its number alone; what finds no room even so has no label. `context` are
    marks of the context, around these or alone, and `kept_free` is room in px that no label may take.
    """
    marks = {mark.place: mark for mark in (*hosts, *others, *context)}
    room = _Room(frame, marks, [frame.to_px(path) for path in paths], kept_free)
    names = [worded(mark, font, compact=compact) for mark in hosts if mark.state != "off"]
    placed = room.place(names, taken=())
    numbers = [_number_only(label) for label in names if label.number]
    placed += room.place(_without(numbers, placed), taken=placed)
    asides = [worded(mark, font, compact=compact, other=True) for mark in others]
    return (*placed, *room.place(asides, taken=placed))


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
    """Labels for marks beside the record, where those that are `taken` leave room for them.

    One that would stand far off its mark, or on another of the `marks`, is left out.
    """
    room = _Room(frame, {mark.place: mark for mark in marks}, [frame.to_px(path) for path in paths], kept_free)
    wanted = [replace(worded(mark, font, compact=compact, other=True), for_context=True) for mark in named]
    return tuple(label for label in room.place(wanted, taken) if _is_near(label) and room.is_clear(label))


def reworded(frame: Frame, label: MapLabel, mark: Mark) -> MapLabel:
    """The same label for the mark of another year: on the same spot, with the numbers and years of that mark.

    Shorter words stay on the side of the box next to the mark, so a label does not jump from year to year.
    """
    fresh = worded(mark, label.font, compact=not label.years)
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
    return replace(fresh, x=x, y=label.y, leader=leader)


def _is_near(label: MapLabel) -> bool:
    """Whether the line to a label is short enough not to draw more attention than what it names."""
    return label.leader is None or dist(*label.leader) <= LONGEST_LEADER


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
    """The map as an obstacle course in px: its marks and the paths across it."""

    frame: Frame
    marks: dict[str, Mark]
    paths: list[Points]
    kept_free: Sequence[Box] = ()

    def place(self, labels: Sequence[MapLabel], taken: Sequence[MapLabel]) -> list[MapLabel]:
        """Place labels clear of those already placed."""
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

    def is_clear(self, label: MapLabel) -> bool:
        """Whether a placed label leaves every mark to be seen."""
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
        ends = None
        if line is not None:
            ends = (self.frame.to_units(line.x0, line.y0), self.frame.to_units(line.x1, line.y1))
        return replace(label, x=x, y=y, leader=ends)
