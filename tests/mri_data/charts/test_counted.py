"""Charts of many records: every record is counted once, in its place, and the numbers drawn and said are those."""

import re
from collections import Counter
from dataclasses import replace
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mri_data.charts import counted as told
from mri_data.charts import marks, of_view
from mri_data.charts.drawing import Drawing, bounds, groups
from mri_data.charts.map.layout import CircleLayout, MapLayout, map_alt
from mri_data.charts.of_view import MapSize
from mri_data.charts.palette import DARK, LIGHT
from mri_data.charts.svg import svg
from mri_data.charts.timeline.bars import bars_layout
from mri_data.charts.timeline.lane_counts import LaneCount, lane_counts
from mri_data.charts.timeline.model import TimelineLayout
from mri_data.query.filters import Filters
from mri_data.record.dataset import Dataset
from mri_data.record.view import MOST_MARKS, View
from mri_data.schema.records import WORK_AREAS
from mri_data.talk.slide import CHART
from mri_data.talk.slides import talk
from mri_data.words.catalogue import words
from tests.conftest import DataFolder, MakeRecords
from tests.drawn import card, linked, live_map, live_timeline
from tests.drawn import marks as drawn_marks
from tests.made_records import made_records
from tests.mri_data.charts.timeline.test_layout import overlaps

SAY = words("en")
LARGE, SMALL = MapSize(790, 424, 14.5, False), MapSize(320, 190, 12.5, True)
SIZES = [(790, False), (1240, False), (560, True), (280, True)]
EXACT = ("day", "month", "year", "approximate")
ADVOCACY, GENEVA = Filters(work_area=("advocacy",)), Filters(place=("place-0",))
CONTEXT = ("meetings", "convention", "forums")


@pytest.fixture(scope="module")
def thousands(dataset: Dataset) -> Dataset:
    return made_records(dataset, 4000)


def sort_of(row: dict[Any, Any]) -> str:
    """A year as text, or what is known in its place, as the notes of the chart say it."""
    first, last, precision = row["earliest"], row["latest"], row["precision"]
    if precision in ("ongoing", "undated"):
        return str(precision)
    span_of_years = precision == "range" and "X" not in row["edtf"]
    return str(first.year) if span_of_years or (precision in EXACT and first.year == last.year) else "loose"


def counted_by_hand(records: pd.DataFrame) -> Counter[str]:
    """`1998|advocacy` -> number of records, one by one."""
    return Counter(f"{sort_of(row)}|{row['work_area']}" for row in records.to_dict("records"))


def counted(layout: TimelineLayout) -> tuple[Counter[str], Counter[str]]:
    """What bars and signs say of all records and of those shown; lines of words for those without a single year."""
    assert layout.years
    every, shown = Counter[str](), Counter[str]()
    marks = {mark.id: (mark.when, mark.title) for mark in layout.marks}
    said = marks | {bar.id: (bar.text, bar.title) for bar in layout.years.bars}
    for code, (text, _) in said.items():
        numbers = [int(number.replace(",", "")) for number in re.findall(r"[\d,]*\d", text)]
        every[code], shown[code] = numbers[0], numbers[-1]
    return every, shown


def loose(codes: Counter[str]) -> Counter[str]:
    return Counter({code: number for code, number in codes.items() if code.startswith("loose")})


# --- when


@pytest.mark.parametrize("areas", [("convening", "advocacy"), ("support",)])
def test_counted_kinds_of_work_fill_a_slide_however_many_they_are(dataset: Dataset, areas: tuple[str, ...]) -> None:
    picture, scale = of_view.timeline_on_slide(View(made_records(dataset, 300)), LIGHT, CHART, areas)
    assert 0.95 * CHART.height < picture.height * scale <= CHART.height


def test_records_are_counted_from_one_more_on_than_can_be_drawn(dataset: Dataset) -> None:
    made = made_records(dataset, MOST_MARKS + 1)
    fewer = replace(made, table=made.table.iloc[:MOST_MARKS])
    assert [View(one).is_counted for one in (fewer, made)] == [False, True]
    assert of_view.timeline_of(View(fewer), 790).years is None
    assert not isinstance(of_view.map_of(View(fewer), LARGE), CircleLayout)
    assert of_view.timeline_of(View(made), 790).years
    assert isinstance(of_view.map_of(View(made), LARGE), CircleLayout)
    assert [of_view.charts_of(View(one)) for one in (fewer, made)] == [marks, told]


def test_the_shipped_record_has_a_mark_for_each_record(dataset: Dataset) -> None:
    layout = of_view.timeline_of(View(dataset), 790)
    assert (sorted(mark.id for mark in layout.marks), layout.years) == (sorted(dataset.table["id"]), None)
    assert [sign.shape for sign in marks.key(View(dataset))] == [
        *("day", "year", "forum", "range", "after", "ongoing", "undated")
    ]
    assert marks.map_note(View(dataset)) == SAY("map.note")


@pytest.mark.parametrize(
    ("filters", "signs", "note", "brief"),
    [
        (
            Filters(work_area=("publications",)),
            ["after", "undated"],
            "Fading bar: the start or the end is not stated. Diamond in the right-hand column: no date in the source. "
            "Dotted line: MRI’s list ends.",
            "Dotted line: MRI’s list ends.",
        ),
        (
            Filters(kind=("forum",), years=(2008, 2009)),
            ["year", "forum"],
            "Tick below a forum: its days. Mark one year long: only the year is known. Dotted line: MRI’s list ends.",
            "Mark one year long: only the year is known. Dotted line: MRI’s list ends.",
        ),
        (Filters(text="no such record"), [], "Dotted line: MRI’s list ends.", "Dotted line: MRI’s list ends."),
    ],
)
def test_key_and_note_of_a_file_explain_the_marks_that_it_has_and_no_others(
    dataset: Dataset, filters: Filters, signs: list[str], note: str, brief: str
) -> None:
    view = View(dataset, filters)
    assert [sign.shape for sign in marks.key(view)] == signs
    assert (marks.picture_note(view), marks.picture_note(view, brief=True)) == (note, brief)
    assert len(marks.key(view, shown_only=False)) == 7, "on a page the others stay, in a faint colour"


def test_key_and_note_explain_marks_of_which_the_shipped_record_has_none(data_folder: DataFolder) -> None:
    dates = {"ratification-campaign-1998": "1998-03", "durban-2001": "2001~", "ngo-platform": "../2001"}
    dates |= {"grassroots": "1999/.."}
    for record, date in dates.items():
        data_folder.set("achievements.csv", record, "date", date)
    view = View(data_folder.load(), Filters(kind=("achievement",)))
    assert {"month", "approximate", "before", "since"} <= {sign.shape for sign in marks.key(view)}
    assert marks.picture_note(view) == (
        "Round mark: the day is known. Round mark in the middle of a month: only the month is known. Mark one year "
        "long: only the year is known. Dashed edge: about then, or perhaps. "
        "Fading bar: the start or the end is not stated. "
        "Pale bar after a dark start: ongoing since then. Diamond in the right-hand column: no date in the source. "
        "Dotted line: MRI’s list ends."
    )


# --- counting


@pytest.mark.parametrize(
    ("date", "count"),
    [
        ("19 September 2011", LaneCount({2011: 1})),
        ("May 2011", LaneCount({2011: 1})),
        ("2011", LaneCount({2011: 1})),
        ("c. 2011", LaneCount({2011: 1})),
        ("2006 to 2013", LaneCount({2006: 1})),
        ("199X", LaneCount(loose=1)),
        ("after 2001", LaneCount(loose=1)),
        ("before 2001", LaneCount(loose=1)),
        ("since 1998", LaneCount(ongoing=1)),
        ("ongoing", LaneCount(ongoing=1)),
        ("", LaneCount(undated=1)),
    ],
)
def test_a_record_is_counted_where_its_date_puts_it(make_records: MakeRecords, date: str, count: LaneCount) -> None:
    assert lane_counts(make_records({"date": date})) == {"support": count}


def test_no_records_are_no_lanes(make_records: MakeRecords) -> None:
    assert lane_counts(make_records({}).iloc[:0]) == {}


@pytest.mark.parametrize("years", [(1950, 2024), (1000, 2999)])
def test_counts_are_those_of_each_record_looked_at(dataset: Dataset, years: tuple[int, int]) -> None:
    records = made_records(dataset, 3000, years=years).records.sample(frac=1, random_state=1)
    expected = counted_by_hand(records)
    found = Counter[str]()
    for area, count in lane_counts(records).items():
        found.update({f"{year}|{area}": number for year, number in count.years.items()})
        found.update({f"{sort}|{area}": getattr(count, sort) for sort in ("loose", "ongoing", "undated")})
    assert +found == expected
    assert sum(count.total for count in lane_counts(records).values()) == 3000


# --- the timeline


@pytest.mark.parametrize("filters", [Filters(), ADVOCACY, GENEVA, Filters(text="nothing has this")])
@pytest.mark.parametrize(("width", "compact"), SIZES)
def test_bars_and_signs_say_what_there_is(thousands: Dataset, filters: Filters, width: float, compact: bool) -> None:
    view = View(thousands, filters)
    every, shown = counted(of_view.timeline_of(view, width, compact=compact))
    all_by_hand, shown_by_hand = counted_by_hand(view.records), counted_by_hand(view.shown)
    assert every == all_by_hand - loose(all_by_hand)
    assert +shown == shown_by_hand - loose(shown_by_hand)


def test_bars_signs_and_the_rest_are_all_records(thousands: Dataset) -> None:
    layout = of_view.timeline_of(View(thousands), 790)
    texts = [label.text for label in layout.labels if "dated only" in label.text]
    rest = sum(int(text.split()[0].replace(",", "")) for text in texts)
    assert sum(counted(layout)[0].values()) + rest == 4000


def test_bars_stand_on_zero_and_have_one_scale(thousands: Dataset) -> None:
    layout = of_view.timeline_of(View(thousands), 790)
    assert layout.years
    by_hand = counted_by_hand(thousands.records)
    a_record = max(bar.shown for bar in layout.years.bars) / max(by_hand[bar.id] for bar in layout.years.bars)
    for bar in layout.years.bars:
        assert bar.shown == pytest.approx(max(1.5, by_hand[bar.id] * a_record))
        assert (bar.all, bar.foot in layout.years.feet) == (0, True)


def test_the_highest_bar_of_each_lane_has_its_number_and_the_line_its_scale(thousands: Dataset) -> None:
    layout, by_hand = of_view.timeline_of(View(thousands), 790), counted_by_hand(thousands.records)
    assert layout.years
    texts = [label.text for label in layout.labels]
    for area in WORK_AREAS:
        assert str(max(by_hand[bar.id] for bar in layout.years.bars if bar.area == area)) in texts
    foot, line = layout.years.feet[1], layout.years.lines[0]
    most = max(by_hand[bar.id] for bar in layout.years.bars)
    (said,) = {label.text for label in layout.labels if label.role == "count" and label.anchor == "end"}
    assert (foot - line) / 80 == pytest.approx(int(said) / most)


def test_all_records_stand_pale_behind_those_of_a_filter(thousands: Dataset) -> None:
    layout = of_view.timeline_of(View(thousands, ADVOCACY), 790)
    assert layout.years
    others = [bar for bar in layout.years.bars if bar.area != "advocacy"]
    assert all(bar.all > 0 and bar.shown == 0 for bar in others)
    assert {mark.area for mark in layout.marks if mark.matched} == {"advocacy"}
    assert "pale colour all" in told.timeline_note(View(thousands, ADVOCACY))


def test_few_of_many_have_bars_of_their_own_scale(thousands: Dataset) -> None:
    view = View(thousands, Filters(place=("place-100",)))
    layout = of_view.timeline_of(view, 790)
    assert layout.years
    assert max(bar.shown for bar in layout.years.bars) == 80
    assert {bar.all for bar in layout.years.bars} == {0}
    assert "counted here" in told.timeline_note(view)
    assert "pale" not in [sign.shape for sign in told.key(view, shown_only=False)]


@pytest.mark.parametrize(("width", "compact"), SIZES)
@pytest.mark.parametrize("filters", [Filters(), GENEVA, ADVOCACY])
@pytest.mark.parametrize("kinds", [(), CONTEXT])
def test_no_label_lies_on_another(
    thousands: Dataset, filters: Filters, width: float, compact: bool, kinds: tuple[str, ...]
) -> None:
    layout = of_view.timeline_of(View(thousands, filters, context=kinds), width, compact=compact)
    assert overlaps(layout) == []


COUNTS = st.builds(
    LaneCount,
    st.dictionaries(st.integers(1000, 2999), st.integers(1, 10**6), max_size=5),
    *[st.integers(0, 10**6)] * 3,
).filter(lambda count: count.total > 0)
LANES = st.dictionaries(st.sampled_from(WORK_AREAS), COUNTS, max_size=5).map(
    lambda lanes: {area: lanes[area] for area in WORK_AREAS if area in lanes}
)


# The examples drawn are the same in each run, and no wide bar with a long number stood at the end of the axis in them.
@given(LANES, st.sampled_from(SIZES))
@example({"convening": LaneCount({2021: 1_000_000})}, (560, True))
@example({"convening": LaneCount({1943: 1}), "advocacy": LaneCount({2474: 1})}, (1240, False))
def test_labels_keep_apart_and_within_whatever_the_numbers(
    lanes: dict[str, LaneCount], size: tuple[float, bool]
) -> None:
    width, compact = size
    layout = bars_layout(lanes, lanes, width=width, compact=compact, data_year=2014.0, say=SAY)
    assert overlaps(layout) == []
    boxes = [layout.box(label) for label in layout.labels]
    assert all(left >= -0.5 and right <= width + 0.5 for left, _, right, _ in boxes)
    assert all(
        layout.axis.lo <= bar.x0 < bar.x1 <= layout.axis.hi for bar in (layout.years.bars if layout.years else ())
    )


@pytest.mark.parametrize(("width", "compact"), SIZES)
def test_years_above_the_axis_keep_apart(thousands: Dataset, width: float, compact: bool) -> None:
    layout = of_view.timeline_of(View(thousands), width, compact=compact)
    steps = np.diff([layout.px(year) for year in layout.ticks])
    assert len(layout.ticks) > 2
    assert min(steps) >= 27


def test_a_bar_has_a_card_and_a_click_sends_its_code(thousands: Dataset) -> None:
    view = View(thousands, GENEVA)
    drawn = live_timeline(of_view.timeline_of(view, 790))
    said = {mark.target.id: card(mark) for mark in drawn_marks(drawn) if mark.target}
    every, shown = counted_by_hand(view.records), counted_by_hand(view.shown)
    assert said["2018|advocacy"][:2] == [
        "2018, Advocacy at the UN",
        f"{every['2018|advocacy']} records, {shown['2018|advocacy']} shown by the filters",
    ]
    assert set(said) == set(every - loose(every))


def test_the_picture_of_a_million_is_as_small_as_that_of_thousands(thousands: Dataset) -> None:
    layout = of_view.timeline_of(View(thousands), 790)
    assert len(linked(live_timeline(layout))) < 150_000


def test_a_still_picture_counts_only_what_is_shown_and_holds_it(thousands: Dataset) -> None:
    for palette in (LIGHT, DARK):
        drawing = of_view.timeline_picture(View(thousands, ADVOCACY, context=CONTEXT), palette, 790)
        assert drawing.records == ()
        assert [group.name for group in groups(drawing.items) if group.name in {f"area.{a}" for a in WORK_AREAS}] == []
        assert {group.name for group in groups(drawing.items)} >= {"Advocacy at the UN"}
        assert "Publications" not in svg(drawing)
        assert is_within(drawing)


def is_within(drawing: Drawing) -> bool:
    left, top, right, bottom = bounds(drawing.items)
    return left >= -1 and top >= -1 and right <= drawing.width + 1 and bottom <= drawing.height + 1


def test_the_timeline_in_words_says_its_numbers(thousands: Dataset) -> None:
    view, by_hand = View(thousands, ADVOCACY), counted_by_hand(thousands.records)
    alt = told.timeline_alt(view)
    assert alt.startswith("Timeline of 4,000 records, counted by year and kind of work: Convening civil society ")
    undated = sum(number for code, number in by_hand.items() if code.startswith("undated"))
    assert f"{undated} without a date in the source" in alt
    assert f"{len(view.shown):,} match the filters." in alt
    assert "match the filters" not in told.timeline_alt(view, shown_only=True)
    assert told.timeline_note(view).startswith("4,000 records are too many to draw one by one: each bar counts")


def test_the_table_adds_up_to_the_records_shown(thousands: Dataset) -> None:
    view = View(thousands, GENEVA)
    heads, rows = told.timeline_table(view)
    by_hand = counted_by_hand(view.shown)
    numbers = {row[0]: [int(cell.replace(",", "")) for cell in row[1:]] for row in rows}
    assert heads == ("Year", "Convening", "Advocacy", "Campaign", "Publications", "Support", "All")
    assert numbers["2018"][:5] == [by_hand[f"2018|{area}"] for area in WORK_AREAS]
    assert numbers["Ongoing"][:5] == [by_hand[f"ongoing|{area}"] for area in WORK_AREAS]
    assert all(sum(cells[:-1]) == cells[-1] for cells in numbers.values())
    assert numbers.pop("All")[-1] == sum(cells[-1] for cells in numbers.values()) == len(view.shown)


# --- a click


def test_a_click_on_a_bar_keeps_what_may_fall_in_its_year(thousands: Dataset) -> None:
    chosen = told.choice(Filters(place=("place-0",), ongoing=False), "2018|advocacy")
    shown = View(thousands, chosen).shown
    assert (chosen.years, chosen.work_area, chosen.place) == ((2018, 2018), ("advocacy",), ("place-0",))
    assert set(shown["work_area"]) == {"advocacy"}
    began_then = View(thousands, GENEVA).shown
    wanted = [
        row["id"] for row in began_then.to_dict("records") if f"{sort_of(row)}|{row['work_area']}" == "2018|advocacy"
    ]
    assert wanted
    assert set(wanted) <= set(shown["id"])
    assert not set(shown["precision"]) & {"after", "before", "ongoing", "undated"}


@pytest.mark.parametrize("sort", ["ongoing", "undated"])
def test_a_click_on_a_sign_keeps_exactly_what_it_counts(thousands: Dataset, sort: str) -> None:
    chosen = told.choice(Filters(years=(1990, 1991), undated=False, ongoing=False), f"{sort}|campaign")
    shown = View(thousands, chosen).shown
    assert len(shown) == counted_by_hand(thousands.records)[f"{sort}|campaign"]


@pytest.mark.parametrize("code", ["", "2018", "2018|nothing", "x|advocacy", "²|advocacy", "|", "pga-2006"])
def test_a_code_that_is_none_of_ours_changes_nothing(code: str) -> None:
    assert told.choice(GENEVA, code) == GENEVA


# --- the map


def at_places(records: pd.DataFrame) -> Counter[str]:
    return Counter(place for places in records["places"] for place in places)


@pytest.mark.parametrize("filters", [Filters(), ADVOCACY, Filters(place=("place-100",))])
@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_each_place_has_a_circle_by_its_number(thousands: Dataset, filters: Filters, size: MapSize) -> None:
    view = View(thousands, filters)
    layout = of_view.map_of(view, size)
    by_hand = at_places(view.shown)
    circles = [mark for mark in layout.hosts if mark.state == "on"]
    assert {mark.place: int(mark.years[0].replace(",", "")) for mark in circles} == by_hand
    assert isinstance(layout, CircleLayout)
    assert {one.place: one.all for one in layout.counted} == at_places(view.records)
    least = min(mark.radius for mark in circles)
    a_record = max(mark.radius for mark in circles) ** 2 / max(by_hand.values())
    for mark in circles:
        expected = max(least, (by_hand[mark.place] * a_record) ** 0.5)
        assert mark.radius == pytest.approx(expected, abs=0.02)
    assert least >= 1.7
    assert max(mark.radius for mark in layout.hosts) == pytest.approx(23.7 if size is LARGE else 11)


def test_larger_circles_lie_below_smaller_ones_and_all_below_those_shown(thousands: Dataset) -> None:
    hosts = of_view.map_of(View(thousands, ADVOCACY), LARGE).hosts
    states = [mark.state for mark in hosts]
    assert states == sorted(states)
    for state in ("off", "on"):
        radii = [mark.radius for mark in hosts if mark.state == state]
        assert radii == sorted(radii, reverse=True)


def test_a_counted_map_tells_no_journey_and_has_no_steps(thousands: Dataset) -> None:
    view = View(thousands)
    layout = of_view.map_of(view, LARGE, year=2010, others=True)
    assert (layout.legs, layout.stops, layout.others, layout.year) == ((), (), (), None)
    assert [slide.steps for slide in talk(view) if slide.kind == "map"] == [()]


@pytest.mark.parametrize("size", [LARGE, MapSize(490, 258, 12.5, True), SMALL])
@pytest.mark.parametrize("filters", [Filters(), ADVOCACY])
def test_the_places_with_most_records_are_named_and_no_name_lies_on_another(
    dataset: Dataset, size: MapSize, filters: Filters
) -> None:
    view = View(made_records(dataset, 2000, places=400), filters)
    layout = of_view.map_of(view, size)
    most = [place for place, _ in sorted(at_places(view.shown).items(), key=lambda one: (-one[1], one[0]))]
    named = {label.place for label in layout.labels}
    assert named <= set(most[: int(size.width // 65)])
    assert len(named) >= int(size.width // 65) - 1
    assert not any(_meet(one, other) for one, other in combinations(_boxes(layout), 2))


def _boxes(layout: MapLayout) -> list[tuple[float, float, float, float]]:
    centres = [layout.frame.to_px((label.x, label.y)) for label in layout.labels]
    return [
        (x - label.width / 2, y - label.height / 2, x + label.width / 2, y + label.height / 2)
        for (x, y), label in zip(centres, layout.labels, strict=True)
    ]


def _meet(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return all(one[a] < other[b] - 0.5 and other[a] < one[b] - 0.5 for a, b in ((0, 2), (1, 3)))


def test_circles_are_drawn_before_all_names_in_a_still_picture(thousands: Dataset) -> None:
    drawing = of_view.map_picture(View(thousands, ADVOCACY), LIGHT, LARGE)
    names = [group.name for group in groups(drawing.items)]
    by_hand = at_places(View(thousands, ADVOCACY).shown)
    last_circle = max(at for at, name in enumerate(names) if re.search(r", \d", name))
    assert names.index("Geneva") > last_circle
    assert sum(bool(re.search(r", [\d,]+$", name)) for name in names) == len(by_hand)
    assert drawing.title == f"{_placed(View(thousands, ADVOCACY)):,} records at {len(by_hand)} places"


def _placed(view: View) -> int:
    return sum(bool(places) for places in view.shown["places"])


def test_the_map_in_words_says_its_numbers(thousands: Dataset) -> None:
    view = View(thousands)
    layout, by_hand = of_view.map_of(view, LARGE), at_places(view.records)
    (most, number), *_ = by_hand.most_common()
    assert f"Most records: {thousands.places['name'][most]} {number:,}; " in map_alt(layout, SAY)
    assert f"{len(by_hand) - 10} more places are marked." in map_alt(layout, SAY)
    assert layout.placed_line(SAY) == f"{_placed(view):,} of 4,000 records have a place on the map."
    assert told.map_note(view).startswith("4,000 records are too many to draw one by one: the area of each circle")
    rows = told.map_table(view).rows
    assert [int(count.replace(",", "")) for _, count in rows] == sorted(by_hand.values(), reverse=True)


def test_a_place_that_nobody_knows_is_on_no_map(thousands: Dataset) -> None:
    fewer = replace(thousands, place_table=thousands.places.drop(index="place-0"))
    layout = of_view.map_of(View(fewer), LARGE)
    elsewhere = thousands.records["places"].map(lambda places: bool(set(places) - {"place-0"})).sum()
    assert "place-0" not in {mark.place for mark in layout.hosts}
    assert layout.with_place == elsewhere


def test_without_any_place_the_map_is_empty_and_says_so(dataset: Dataset) -> None:
    made = made_records(dataset, 100)
    view = View(replace(made, table=made.table.assign(places=[()] * 100, cities=[()] * 100)))
    layout = of_view.map_of(view, LARGE)
    assert isinstance(layout, CircleLayout)
    assert (layout.hosts, layout.counted, layout.labels) == ((), (), ())
    assert map_alt(layout, SAY).startswith("Map without any place marked.")
    assert live_map(layout) == ""


# --- what is hostile


def test_names_of_places_are_escaped_wherever_they_stand(dataset: Dataset) -> None:
    made = made_records(dataset, 200, places=5)
    evil = replace(made, place_table=made.places.assign(name="<img src=x onerror=alert(1)>&{x}"))
    layout = of_view.map_of(View(evil), LARGE)
    drawn = live_map(layout)
    assert "&lt;img src=x onerror" in drawn
    assert "<img" not in drawn
    assert "<img" not in svg(of_view.map_picture(View(evil), LIGHT, LARGE))
