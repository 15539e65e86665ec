"""Labels around points. A label here is 40 by 20 px and its mark has a radius of 5 px."""

from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from mri_data.charts.map.label_placement import Box, Disc, Label, place_labels

SHEET = Box(0, 0, 400, 300)


def label(id: str, x: float, y: float, width: float = 40, height: float = 20) -> Label:
    return Label(id, x, y, radius=5, width=width, height=height)


def discs(*labels: Label) -> list[Disc]:
    return [Disc(one.x, one.y, one.radius) for one in labels]


def overlap(one: Box, two: Box) -> bool:
    return one.left < two.right and two.left < one.right and one.top < two.bottom and two.top < one.bottom


def test_a_lone_label_stands_right_of_its_mark_without_a_leader() -> None:
    lone = label("a", 200, 150)
    (placed,) = place_labels([lone], discs(lone), [], SHEET)
    assert placed.box == Box(208, 140, 248, 160)
    assert placed.leader is None


def test_a_label_at_the_right_edge_stands_left_of_its_mark() -> None:
    edge = label("a", 390, 150)
    (placed,) = place_labels([edge], discs(edge), [], SHEET)
    assert placed.box == Box(342, 140, 382, 160)


def test_a_label_does_not_cover_the_mark_beside_it() -> None:
    lone = label("a", 200, 150)
    (placed,) = place_labels([lone], [*discs(lone), Disc(225, 150, 5)], [], SHEET)
    assert placed.box.right < 200


def test_a_label_keeps_off_a_line_when_the_other_side_is_free() -> None:
    lone = label("a", 200, 150)
    line = np.array([[200, 150], [400, 150]], dtype=float)
    (placed,) = place_labels([lone], discs(lone), [line], SHEET)
    assert placed.box.right < 200


def test_a_label_keeps_off_a_box_that_is_taken() -> None:
    lone = label("a", 200, 150)
    (placed,) = place_labels([lone], discs(lone), [], SHEET, taken=[Box(205, 0, 400, 300)])
    assert placed.box.right <= 205


def test_a_label_away_from_its_mark_has_a_leader_from_the_rim_to_the_box() -> None:
    lone = label("a", 200, 150)
    wall = [Disc(x, y, 5) for x in range(150, 260, 10) for y in range(125, 176, 10) if (x, y) != (200, 155)]
    (placed,) = place_labels([lone], [*discs(lone), *wall], [], SHEET)
    assert placed.leader is not None
    x0, y0, x1, y1 = placed.leader
    assert round(np.hypot(x0 - 200, y0 - 150), 6) == 5
    on_an_edge = x1 in (placed.box.left, placed.box.right) or y1 in (placed.box.top, placed.box.bottom)
    assert on_an_edge


def test_a_label_without_room_is_left_out() -> None:
    lone = label("a", 20, 20, width=90)
    assert place_labels([lone], discs(lone), [], Box(0, 0, 60, 60)) == ()


def test_of_two_labels_on_one_point_both_find_a_place() -> None:
    first, second = label("a", 200, 150), label("b", 200, 150)
    one, other = place_labels([first, second], discs(first, second), [], SHEET)
    assert (one.id, other.id) == ("a", "b")
    assert not overlap(one.box, other.box)


def test_no_labels_need_no_room() -> None:
    assert place_labels([], [], [], SHEET) == ()


sides = st.floats(0, 400, width=32)
sizes = st.tuples(sides, st.floats(0, 300, width=32), st.floats(20, 120), st.floats(14, 26))


@given(st.lists(sizes, max_size=12))
def test_labels_never_overlap_nor_leave_the_sheet(points: list[tuple[float, ...]]) -> None:
    labels = [label(f"{at:02}", *point) for at, point in enumerate(points)]
    placed = place_labels(labels, discs(*labels), [], SHEET)
    boxes = [one.box for one in placed]
    assert not any(overlap(one, two) for one, two in combinations(boxes, 2))
    assert all(box.left >= 0 and box.top >= 0 and box.right <= 400 and box.bottom <= 300 for box in boxes)
    assert {one.id for one in placed} <= {one.id for one in labels}


def test_the_same_points_always_give_the_same_places() -> None:
    labels = [label(name, x, y) for name, x, y in (("a", 100, 100), ("b", 110, 105), ("c", 120, 95))]
    first = place_labels(labels, discs(*labels), [], SHEET)
    assert place_labels(labels, discs(*labels), [], SHEET) == first
