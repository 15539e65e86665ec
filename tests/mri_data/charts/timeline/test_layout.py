"""The timeline: what shape a date gets, that every record has one mark, and that labels keep apart."""

from dataclasses import replace
from datetime import date
from itertools import combinations, pairwise
from typing import Any
from xml.etree import ElementTree

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mri_data.charts.drawing import Box as Rectangle
from mri_data.charts.drawing import Disc, Paint, Shape, ShapeGroup, TextLines
from mri_data.charts.of_view import timeline_of
from mri_data.charts.palette import DARK, LIGHT, Palette
from mri_data.charts.text_layout import Spot, pack, spread, wrap
from mri_data.charts.timeline.alt_text import marks_alt
from mri_data.charts.timeline.layout import timeline_layout
from mri_data.charts.timeline.model import Mark, Piece, TimelineLayout
from mri_data.record.dataset import Dataset
from mri_data.record.view import View
from mri_data.schema.edtf import parse_edtf
from mri_data.words.catalogue import words
from tests.contrast import contrast
from tests.drawn import card, is_unseen, linked, live_timeline, marks

SAY = words("en")
NARROW, WIDE = 805, 1240
DATE_COLUMNS = ("precision", "edtf", "earliest", "latest", "date_text")
Row = dict[str, Any]


def records(*rows: Row) -> pd.DataFrame:
    """Records as the data contract has them; what a row leaves out is that of an undated achievement."""
    plain: Row = {
        "kind": "achievement",
        "title": "Work",
        "work_area": "advocacy",
        "cities": (),
        "number": None,
    }
    plain |= dated("undated", "", None, None, "No date in the source")
    columns = ["id", *plain]
    table = pd.DataFrame([{"id": f"r{n}", **plain, **row} for n, row in enumerate(rows)], columns=columns)
    dates = {name: pd.to_datetime(table[name]) for name in ("earliest", "latest")}
    return table.assign(**dates, number=table["number"].astype("Int64"))


def dated(*date: str | None, **more: Any) -> Row:
    """A row with its precision, EDTF, earliest and latest day, and date in words."""
    row = dict(zip(DATE_COLUMNS, date, strict=True))
    known = parse_edtf(row["edtf"] or "")
    return row | {"start_precision": known.start_precision, "end_precision": known.end_precision} | more


def year(number: int, **more: Any) -> Row:
    return dated("year", str(number), f"{number}-01-01", f"{number}-12-31", str(number), **more)


def about(number: int) -> Row:
    return year(number, precision="approximate", edtf=f"{number}~", date_text=f"c. {number}")


def after(number: int, **more: Any) -> Row:
    return dated("after", f"[{number}..]", f"{number}-01-01", None, f"After {number}", **more)


def ongoing(**more: Any) -> Row:
    return dated("ongoing", "../..", None, None, "Ongoing; start not recorded", **more)


def days(first: str, last: str, text: str, **more: Any) -> Row:
    return dated("range", f"{first}/{last}", first, last, text, **more)


def forum(number: int, city: str, when: Row, **more: Any) -> Row:
    row = {"id": f"pga-{number}", "kind": "forum", "work_area": "convening", "number": number}
    return {**when, **row, "title": f"Forum {number}: {city}", "cities": (city,), **more}


def today() -> pd.DataFrame:
    """The record as it is: seven forums and ten achievements."""
    un = "Migrants’ rights at the UN conferences of 1995"
    follow_up = "NGO Platform of Action on the follow-up to Durban"
    discussion = "Day of General Discussion on Undocumented Migrant Workers"
    durban = "NGO preparations for the World Conference against Racism"
    series = days("2006-01-01", "2013-12-31", "2006 to 2013", id="series", work_area="convening")
    day = dated("day", "2011-09-19", "2011-09-19", "2011-09-19", "19 September 2011", title=discussion)
    handbook = {"id": "handbook", "title": "Achieving Dignity: a Campaigner’s Handbook"}
    campaign = year(1998, id="campaign", title="Global Campaign for ratification launched")
    return records(
        forum(1, "New York", year(2006)),
        forum(2, "Brussels", year(2007)),
        forum(3, "Manila", days("2008-10-22", "2008-10-30", "22 to 30 October 2008")),
        forum(4, "Athens", year(2009)),
        forum(5, "Mexico City", year(2010)),
        forum(6, "Geneva", days("2011-11-29", "2011-12-02", "29 November to 2 December 2011")),
        forum(7, "New York", days("2013-09-30", "2013-10-04", "30 September to 4 October 2013")),
        {**series, "title": "Seven international civil society forums"},
        {**day, "id": "day", "cities": ("Geneva",)},
        year(1995, id="un-1995", title=un, cities=("Copenhagen", "Beijing")),
        {**campaign, "work_area": "campaign"},
        {**handbook, "work_area": "publications"},
        {"id": "rapporteur", "title": "Advocacy for a UN Special Rapporteur"},
        year(2001, id="durban", title=durban, work_area="support"),
        after(2001, id="platform", title=follow_up, work_area="publications"),
        ongoing(id="un-work", title="Migrant NGO participation in UN and other bodies", work_area="support"),
        ongoing(id="grassroots", title="Assistance to grassroots organisations", work_area="support"),
    )


def lay_out(table: pd.DataFrame, matched: list[str] | None = None, **options: Any) -> TimelineLayout:
    chosen = list(table["id"]) if matched is None else matched
    standard: dict[str, Any] = {"width": NARROW, "compact": False, "record": None, "data_year": 2014.0}
    options = standard | {"say": SAY, "explained": {2012}} | options
    return timeline_layout(table, chosen, **options)


def only_mark(**row: Any) -> Mark:
    (mark,) = lay_out(records(row)).marks
    return mark


Box = tuple[float, float, float, float]


def meet(one: Box, other: Box) -> bool:
    """Whether two boxes of left, top, right and bottom share more than half a px."""
    return all(one[a] < other[b] - 0.5 and other[a] < one[b] - 0.5 for a, b in ((0, 2), (1, 3)))


def mark_box(mark: Mark, layout: TimelineLayout) -> Box:
    """A mark without arrow and outline."""
    undated = mark.shape == "diamond"
    left, right, half = layout.px(mark.x0, undated=undated), layout.px(mark.x1, undated=undated), mark.size / 2
    if undated or mark.shape in {"dot", "pill", "dashed"}:
        wide = max(half, 0 if mark.shape == "dot" else (right - left) / 2)
        left, right = (left + right) / 2 - wide, (left + right) / 2 + wide
    return left, mark.y - half, right, mark.y + half


def overlaps(layout: TimelineLayout) -> list[tuple[str, str]]:
    """Pairs of labels that overlap, and pairs of a label and the mark of another record."""
    labels = [(label, layout.box(label)) for label in layout.labels]
    marks = [(mark, mark_box(mark, layout)) for mark in layout.marks]
    among = [(a.text, b.text) for (a, one), (b, other) in combinations(labels, 2) if meet(one, other)]
    across = [(a.text, m.id) for a, one in labels for m, other in marks if a.id != m.id and meet(one, other)]
    return among + across


def texts(layout: TimelineLayout, *roles: str) -> list[str]:
    return [label.text for label in layout.labels if label.role in roles]


def test_every_record_of_today_has_one_mark() -> None:
    layout = lay_out(today())
    assert sorted(mark.id for mark in layout.marks) == sorted(today()["id"])


def test_the_marks_of_today_are_all_records_and_those_of_a_filter_match() -> None:
    layout = lay_out(today(), ["pga-1", "handbook", "un-work", "campaign"])
    assert len(layout.marks) == 17
    assert sum(mark.matched for mark in layout.marks) == 4


@pytest.mark.parametrize(
    ("row", "shape", "x0", "x1"),
    [
        (dated("day", "2012-01-01", "2012-01-01", "2012-01-01", "1 January 2012"), "dot", 2012, 2012.0027),
        (dated("month", "2011-01", "2011-01-01", "2011-01-31", "January 2011"), "pill", 2011.004, 2011.081),
        (year(1995), "pill", 1995.05, 1995.95),
        (days("2000-01-01", "2003-12-31", "2000 to 2003"), "bar", 2000, 2004),
        (days("2008-01-01", "2008-01-09", "1 to 9 January 2008"), "dot", 2008, 2008.0246),
        (dated("approximate", "1999~", "1999-01-01", "1999-12-31", "c. 1999"), "dashed", 1999.05, 1999.95),
        (after(2001), "after", 2001.5, 2006.5),
        (dated("before", "[..2001]", None, "2001-12-31", "Before 2001"), "before", 1996.5, 2001.5),
        (dated("ongoing", "1998/..", "1998-01-01", None, "Since 1998"), "since", 1998, 2014),
        (dated("undated", "", None, None, "No date in the source"), "diamond", 0.1, 0.1),
    ],
)
def test_the_shape_of_a_mark_shows_what_is_known(row: Row, shape: str, x0: float, x1: float) -> None:
    mark = only_mark(**row)
    assert mark.shape == shape
    assert (mark.x0, mark.x1) == pytest.approx((x0, x1), abs=0.001)


def test_work_without_a_start_runs_from_the_edge_of_the_axis_to_where_the_text_ends() -> None:
    layout = lay_out(records(ongoing()))
    assert (layout.marks[0].shape, layout.marks[0].x0, layout.marks[0].x1) == ("rail", layout.axis.lo, 2014)
    assert texts(layout, "record") == ["Ongoing  Work"]


def test_a_known_start_is_as_long_as_it_is_written() -> None:
    of_year = only_mark(**dated("ongoing", "1998/..", "1998-01-01", None, "Since 1998"))
    of_day = only_mark(**dated("ongoing", "1999-01-01/..", "1999-01-01", None, "Since 1 January 1999"))
    assert of_year.pieces == (Piece(1998, 1999, True), Piece(1999, 2014, False))
    of_decade = only_mark(**dated("ongoing", "199X/..", "1990-01-01", None, "Since the 1990s"))
    assert of_decade.pieces == (Piece(1990, 2000, True), Piece(2000, 2014, False))
    assert of_day.pieces[0].x1 == pytest.approx(1999 + 1 / 365)


def test_a_month_is_never_narrower_than_it_is_high() -> None:
    layout = lay_out(records(dated("month", "2011-03", "2011-03-01", "2011-03-31", "March 2011")))
    left, top, right, bottom = mark_box(layout.marks[0], layout)
    assert right - left == bottom - top == 15


def test_a_date_that_lacks_a_bound_is_shown_as_less_precise() -> None:
    assert only_mark(**dated("range", "2005/..", "2005-01-01", None, "2005 to ?")).shape == "after"
    assert only_mark(**dated("year", "", None, None, "2005")).shape == "diamond"


def test_the_axis_of_today_is_that_of_the_design() -> None:
    layout = lay_out(today())
    assert layout.ticks == (1990, 1995, 2000, 2005, 2010)
    assert (layout.axis.lo, layout.axis.hi) == pytest.approx((1989.35, 2015.2), abs=0.01)


@pytest.mark.parametrize(
    ("first", "last", "ticks"),
    [
        (2010, 2013, (2009, 2010, 2011, 2012, 2013, 2014)),
        (2002, 2013, (2000, 2002, 2004, 2006, 2008, 2010, 2012, 2014)),
        (1960, 2013, (1950, 1960, 1970, 1980, 1990, 2000, 2010)),
        (1990, 2029, (1985, 1990, 1995, 2000, 2005, 2010, 2015, 2020, 2025, 2030)),
    ],
)
def test_the_axis_holds_all_records_at_round_years(first: int, last: int, ticks: tuple[int, ...]) -> None:
    assert lay_out(records(year(first), year(last))).ticks == ticks


def test_a_span_widens_the_axis_and_never_narrows_it() -> None:
    assert lay_out(today(), span=(1972, 2020)).ticks[0] == 1970
    assert lay_out(today(), span=(2001, 2002)).ticks == (1990, 1995, 2000, 2005, 2010)


def test_lanes_are_those_with_records_in_a_fixed_order() -> None:
    table = records({"work_area": "support"}, {"work_area": "convening"}, {"work_area": "campaign"})
    assert [lane.area for lane in lay_out(table).lanes] == ["convening", "campaign", "support"]


def test_forums_keep_their_numbers_and_new_york_has_two() -> None:
    layout = lay_out(today())
    names = {label.id: label.text for label in layout.labels if label.role == "city"}
    assert (names["pga-1"], names["pga-7"]) == ("New York 2006", "New York 2013")
    assert {mark.id: mark.number for mark in layout.marks if mark.number}["pga-7"] == "7"
    assert len(names) == 7


def test_cities_stand_above_and_below_in_turn() -> None:
    layout = lay_out(today())
    row = next(mark.y for mark in layout.marks if mark.id == "pga-1")
    above = [label.id for label in layout.labels if label.role == "city" and label.y < row]
    assert sorted(above) == ["pga-1", "pga-3", "pga-5", "pga-7"]


def forum_pills(layout: TimelineLayout) -> list[Box]:
    return sorted(mark_box(mark, layout) for mark in layout.marks if mark.forum)


@pytest.mark.parametrize(
    ("compact", "widths"), [(False, (790, *range(805, 1281, 25))), (True, (560, *range(601, 1180, 25)))]
)
def test_the_forums_of_today_are_equal_pills_in_one_row_and_none_covers_another(
    compact: bool, widths: tuple[int, ...]
) -> None:
    """The third covered half of the fourth, because a forum whose days are known had another size and place."""
    for width in widths:
        pills = forum_pills(lay_out(today(), width=width, compact=compact))
        assert len({(round(right - left, 6), top, bottom) for left, top, right, bottom in pills}) == 1
        assert min(after[0] - before[2] for before, after in pairwise(pills)) > 1


@pytest.mark.parametrize(
    ("when", "pill", "known"),
    [
        (year(2009), (2009.05, 2009.95), []),
        (dated("month", "2009-03", "2009-03-01", "2009-03-31", "March 2009"), (2009.05, 2009.95), []),
        (days("2008-10-22", "2008-10-30", "22 to 30 October 2008"), (2008.05, 2008.95), [(2008.806, 2008.831)]),
        (dated("day", *3 * ["2011-12-01"], "1 December 2011"), (2011.05, 2011.95), [(2011.915, 2011.918)]),
        (days("2008-12-30", "2009-01-02", "30 December to 2 January"), (2008.05, 2008.95), [(2008.995, 2009)]),
        (days("2008-01-01", "2010-12-31", "2008 to 2010"), (2008, 2011), []),
    ],
)
def test_a_forum_is_as_wide_as_its_year_and_its_days_are_a_tick(
    when: Row, pill: tuple[float, float], known: list[tuple[float, float]]
) -> None:
    layout = lay_out(records(forum(1, "Manila", when)))
    (mark,) = layout.marks
    assert (mark.shape, mark.x0, mark.x1) == ("pill", *(pytest.approx(end, abs=0.001) for end in pill))
    assert [(piece.x0, piece.x1) for piece in mark.pieces] == [pytest.approx(ends, abs=0.001) for ends in known]
    (drawn,) = marks(live_timeline(layout))
    assert len([item for item in drawn.items if isinstance(item, Rectangle) and item.width == 2]) == len(known)


def test_2012_is_a_gap_in_the_series_and_is_named() -> None:
    layout = lay_out(today())
    series = next(mark for mark in layout.marks if mark.id == "series")
    assert [(piece.x0, piece.x1) for piece in series.pieces if not piece.solid] == [(2012, 2013)]
    assert texts(layout, "gap") == ["2012 left empty"]


def test_the_notes_of_the_record_say_which_years_are_left_empty(dataset: Dataset) -> None:
    assert texts(timeline_of(View(dataset), WIDE), "gap") == ["2012 left empty"]
    assert texts(timeline_of(View(replace(dataset, notes=())), WIDE), "gap") == []


def test_years_without_a_forum_are_worked_out_from_the_records() -> None:
    table = today().query("id not in ['pga-4', 'pga-3']")
    explained = lay_out(table, explained=range(2000, 2020))
    assert sorted(texts(explained, "gap")) == ["2008–2009 left empty", "2012 left empty"]


@pytest.mark.parametrize(
    ("gone", "explained", "labelled"),
    [
        ("pga-4", {2012}, ["2012 left empty"]),
        ("pga-6", {2012}, ["2012 left empty"]),
        ("pga-6", {2011, 2012}, ["2011–2012 left empty"]),
        ("pga-4", set(), []),
        ("pga-4", {2010, 2020}, []),
    ],
)
def test_a_year_is_labelled_as_left_empty_only_where_somebody_said_why(
    gone: str, explained: set[int], labelled: list[str]
) -> None:
    layout = lay_out(today().query(f"id != '{gone}'"), explained=explained)
    assert texts(layout, "gap") == labelled


@pytest.mark.parametrize("number", range(1, 8))
@pytest.mark.parametrize("width", [NARROW, 925, WIDE])
def test_a_forum_that_is_missing_takes_no_label_but_its_own_along(number: int, width: float) -> None:
    table = today().query(f"id != 'pga-{number}'")
    layout = lay_out(table, width=width)
    assert {label.id for label in layout.labels if label.role == "city"} == set(table.query("kind == 'forum'")["id"])
    assert texts(layout, "gap") == (["2012 left empty"] if number < 7 else [])
    assert overlaps(layout) == []


def test_only_the_cities_without_room_lose_their_label() -> None:
    near = [forum(n, "Thiruvananthapuram", year(2000 + n)) for n in range(1, 7)]
    layout = lay_out(records(*near, forum(7, "Rio", year(2013))), span=(1970, 2014))
    named = [label.id for label in layout.labels if label.role == "city"]
    assert "pga-7" in named
    assert 3 <= len(named) < 7
    assert overlaps(layout) == []


def test_forums_of_one_year_keep_the_cities_of_all() -> None:
    others = today().query("id != 'pga-5'")
    layout = lay_out(pd.concat([others, records(forum(5, "Mexico City", year(2009)))]))
    assert len(texts(layout, "city")) == 7
    assert overlaps(layout) == []


def test_many_forums_keep_their_numbers_and_lose_their_names() -> None:
    layout = lay_out(records(*(forum(n, f"City {n}", year(1995 + n)) for n in range(1, 14))))
    assert not texts(layout, "city", "gap")
    assert len({mark.number for mark in layout.marks}) == 13


def test_forums_of_one_year_stand_in_rows_so_that_each_number_is_seen() -> None:
    layout = lay_out(records(*(forum(n, "Geneva", year(2010)) for n in (1, 2, 3))))
    assert len({mark.y for mark in layout.marks}) == 3


def test_records_that_do_not_match_stay_as_marks_without_a_label() -> None:
    layout = lay_out(today(), ["campaign", "handbook"])
    assert {label.id for label in layout.labels if label.id} == {"campaign", "handbook"}
    assert {mark.id for mark in layout.marks if mark.matched} == {"campaign", "handbook"}
    assert len(layout.marks) == 17


def test_a_filter_moves_no_mark() -> None:
    def places(layout: TimelineLayout) -> list[tuple[str, float, float]]:
        return [(mark.id, mark.x0, mark.y) for mark in layout.marks]

    assert places(lay_out(today())) == places(lay_out(today(), ["campaign"]))


def test_a_compact_timeline_names_its_lanes_and_nothing_else() -> None:
    layout = lay_out(today(), compact=True, width=560)
    assert {label.role for label in layout.labels} == {"lane", "undated"}
    assert layout.height == 207
    assert all(layout.box(label)[0] >= 0 for label in layout.labels)


def test_a_title_too_long_for_its_lines_ends_in_an_ellipsis_at_a_word() -> None:
    text = wrap("1995", "Rights of " + "migrants " * 40, 12.5, 200, 2)
    assert len(text.lines) == 2
    assert text.lines[-1][-1].text.endswith("migrants…")
    assert text.width <= 200


def test_a_word_longer_than_a_line_is_cut() -> None:
    text = wrap("", "Donaudampfschifffahrtsgesellschaft" * 3, 12.5, 100, 2)
    assert text.lines[0][0].text.endswith("…")
    assert text.width <= 100


def test_labels_are_pushed_apart_by_no_more_than_they_need() -> None:
    assert spread([Spot(0, 10), Spot(10, 10), Spot(100, 10)], 0, -50, 200) == [-5, 15, 100]
    assert spread([Spot(0, 10), Spot(100, 10)], 0, 0, 105) == [10, 95]
    assert spread([Spot(0, 10), Spot(10, 10)], 0, 0, 39) is None


def test_spans_share_a_row_only_when_all_rows_are_taken() -> None:
    assert pack([(0, 10), (5, 15), (20, 30)], 5, 2) == ([[0, 2], [1]], False)
    assert pack([(0, 10), (5, 15), (6, 16)], 0, 2).shared


def test_more_records_than_rows_keep_their_marks_and_lose_their_labels() -> None:
    table = records(*(year(1995 + n % 5, title="A long title of many words " * 4) for n in range(60)))
    layout = lay_out(table)
    assert len(layout.marks) == 60
    assert texts(layout, "record") == []


def test_a_filter_brings_labels_back_where_all_of_them_were_too_many() -> None:
    table = records(*(year(1995 + n % 5, title="A long title of many words " * 4) for n in range(30)))
    assert len(texts(lay_out(table, ["r1", "r2"]), "record")) == 2


@pytest.mark.parametrize("width", [NARROW, 925, WIDE])
def test_no_two_labels_of_today_overlap_at_any_width(width: float) -> None:
    assert overlaps(lay_out(today(), width=width)) == []


def test_no_label_of_today_leaves_the_picture() -> None:
    layout = lay_out(today())
    boxes = [layout.box(label) for label in layout.labels]
    assert min(box[0] for box in boxes) >= 0
    assert max(box[2] for box in boxes) <= NARROW


ANY_DAY = st.dates(date(1950, 1, 1), date(2040, 12, 31))
ANY_TITLE = st.lists(st.sampled_from(["rights", "of", "Wanderarbeitnehmerinnen"]), min_size=1, max_size=25)


@st.composite
def any_row(draw: st.DrawFn) -> Row:
    """One record of any kind of date, with a title of any length."""
    start, end = sorted((draw(ANY_DAY), draw(ANY_DAY)))
    first, last = str(start), str(end)
    whens = [
        dated("day", first, first, first, first),
        year(start.year),
        about(start.year),
        days(first, last, f"{first} to {last}"),
        after(start.year),
        dated("before", f"[..{last}]", None, last, f"Before {last}"),
        dated("ongoing", f"{first}/..", first, None, f"Since {first}"),
        ongoing(),
        {},
    ]
    when = draw(st.sampled_from(whens))
    row = {"title": " ".join(draw(ANY_TITLE)), "work_area": draw(st.sampled_from(["convening", "support"]))}
    if draw(st.booleans()):
        return {**when, **row}
    return forum(draw(st.integers(1, 30)), draw(st.sampled_from(["Rio", "Thiruvananthapuram"])), when, **row)


@given(st.lists(any_row(), max_size=14), st.sets(st.integers(1950, 2040), max_size=90))
def test_no_two_labels_overlap_whatever_the_records(rows: list[Row], explained: set[int]) -> None:
    table = records(*({**row, "id": f"r{n}"} for n, row in enumerate(rows)))
    layout = lay_out(table, record="r0", explained=explained)
    assert sorted(mark.id for mark in layout.marks) == sorted(table["id"])
    assert overlaps(layout) == []
    assert overlaps(lay_out(table, width=WIDE, explained=explained)) == []
    assert live_timeline(layout).height == layout.height


@pytest.mark.parametrize("table", [records(), records({}, {"work_area": "publications"})])
def test_nothing_at_all_and_nothing_dated_can_be_drawn(table: pd.DataFrame) -> None:
    layout = lay_out(table)
    assert len(layout.marks) == len(table)
    assert layout.plot_height >= 60
    assert live_timeline(layout, DARK).height == layout.height


def drawn_marks(table: pd.DataFrame, palette: Palette = LIGHT, **options: Any) -> dict[str, ShapeGroup]:
    """The mark of each record as a page draws it, by its id, from back to front."""
    return {group.record: group for group in marks(live_timeline(lay_out(table, **options), palette))}


def test_every_mark_opens_its_own_record_and_a_finger_finds_it() -> None:
    drawn = drawn_marks(today())
    assert set(drawn) == set(today()["id"])
    for record, group in drawn.items():
        assert group.target
        assert group.target.id == record
        (found,) = [item for item in group.items if isinstance(item, Rectangle) and is_unseen(item)]
        assert found.height >= 20
        assert found.width >= 20 or record.startswith("pga-")


def test_pointing_at_a_forum_finds_the_forum_and_not_the_series_behind_it_or_the_next() -> None:
    drawn = drawn_marks(today(), width=560, compact=True)
    areas = {record: next(item for item in group.items if is_unseen(item)) for record, group in drawn.items()}
    forums = sorted(record for record in drawn if record.startswith("pga-"))
    assert [list(drawn).index("series") < list(drawn).index(forum) for forum in forums] == 7 * [True]
    for one, after in pairwise(areas[forum] for forum in forums):
        assert isinstance(one, Rectangle)
        assert isinstance(after, Rectangle)
        assert one.x + one.width < after.x


def test_a_card_gives_title_date_with_place_and_kind_of_work() -> None:
    (drawn,) = drawn_marks(records(year(1998, cities=("Geneva",)))).values()
    assert card(drawn) == ["Work", "1998 · Geneva", "Advocacy at the UN"]


def test_a_label_belongs_to_the_link_of_its_record() -> None:
    layout, drawn = lay_out(today()), drawn_marks(today())
    labels = [label for label in layout.labels if label.role in ("record", "city", "series")]
    assert len(labels) == 17
    for label in labels:
        assert label.text in [item.text for item in drawn[label.id].items if isinstance(item, TextLines)]


HOSTILE = ["<b onmouseover=x>", '<a href="javascript:alert(1)">y</a>', '"><script>alert(1)</script>']


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_title_is_never_read_as_markup(hostile: str) -> None:
    table = records(year(1998, title=hostile), {"title": hostile}, ongoing(title=hostile))
    root = ElementTree.fromstring(linked(live_timeline(lay_out(table))))
    assert {tag.tag for tag in root.iter()} <= {
        *("svg", "g", "defs", "linearGradient", "stop", "a", "rect", "circle", "path", "text", "tspan")
    }
    assert [link.get("data-card", "").split("\n")[0] for link in root.iter("a")] == 3 * [hostile]
    assert {attribute for link in root.iter("a") for attribute in link.attrib} == {"href", "aria-label", "data-card"}


def inked(group: ShapeGroup) -> list[Rectangle | Disc | Shape]:
    """The parts of a mark that have a fill or a stroke of the colour of text."""
    shapes = [item for item in group.items if isinstance(item, Rectangle | Disc | Shape)]
    return [
        item for item in shapes if LIGHT.ink in (getattr(item.fill, "colour", ""), getattr(item.stroke, "colour", ""))
    ]


def test_the_selected_record_is_outlined_in_ink() -> None:
    def outlined(record: str | None) -> list[str]:
        return [who for who, group in drawn_marks(today(), record=record).items() if inked(group)]

    assert outlined(None) == []
    assert outlined("campaign") == ["campaign"]


def test_the_selected_series_has_one_frame_around_all_forums_and_no_broken_line() -> None:
    """Each piece of the bar behind the forums had an outline, which the forums broke into black dashes."""
    layout = lay_out(today(), record="series")
    (frame,) = inked(drawn_marks(today(), record="series")["series"])
    assert isinstance(frame, Rectangle)
    assert (frame.x, frame.x + frame.width) == pytest.approx((layout.px(2006), layout.px(2014)))
    assert frame.height == 22
    (edge,) = inked(drawn_marks(records(about(1999)), record="r0")["r0"])
    assert edge.stroke
    assert edge.stroke.dash == ()


def test_a_record_that_does_not_match_is_drawn_at_15_percent() -> None:
    (drawn,) = drawn_marks(records(year(1998)), matched=[]).values()
    assert Paint("#1D4A8F", 0.15) in [getattr(item, "fill", None) for item in drawn.items]


def test_the_series_is_a_line_between_the_forums_and_a_bar_through_them_if_they_are_filtered_out() -> None:
    def opacities(record: str, **choice: Any) -> list[float]:
        """Of the rectangles that can be seen of a mark."""
        fills = [item.fill for item in drawn_marks(today(), **choice)[record].items if isinstance(item, Rectangle)]
        return [fill.alpha for fill in fills if isinstance(fill, Paint) and fill.alpha]

    assert opacities("series") == []
    assert opacities("series", matched=["series"]) == [1, 1]
    assert opacities("pga-1", matched=["series"]) == [0.15]


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_every_bar_can_be_told_from_its_ground_by_its_colour_or_by_its_edge(palette: Palette) -> None:
    """The colours of the palette were looked at, not those that are mixed paler."""
    boxes = [item for group in drawn_marks(today(), palette).values() for item in group.items]
    bars = [item for item in boxes if isinstance(item, Rectangle) and isinstance(item.fill, Paint)]
    bars = [bar for bar in bars if bar.fill != Paint(palette.paper) and not is_unseen(bar)]
    assert len(bars) >= 10
    edges = [bar.stroke.colour if bar.stroke else getattr(bar.fill, "colour", "") for bar in bars]
    assert [edge for edge in edges if contrast(edge, palette.paper) < 3] == []


@pytest.mark.parametrize("width", [790, 560])
def test_no_word_or_number_of_the_timeline_is_smaller_than_12_px(width: int, dataset: Dataset) -> None:
    layout = timeline_of(View(dataset, context=("meetings", "convention", "forums")), width, compact=width < 790)
    written = ElementTree.fromstring(linked(live_timeline(layout))).iter("text")
    assert min(float(text.get("font-size", 0)) for text in written) >= 12


def test_the_picture_of_today_is_small() -> None:
    assert len(linked(live_timeline(lay_out(today())))) < 40_000


def test_the_timeline_is_told_in_one_sentence() -> None:
    assert marks_alt(today(), today()["id"], SAY) == (
        "Timeline of 17 records: Convening civil society 8, Advocacy at the UN 3, "
        "Campaign for the Convention 1, Publications 2, Support to movements 3; dated from 1995 to 2013; "
        "2 ongoing; 2 without a date in the source."
    )
    assert marks_alt(today(), ["campaign"], SAY).endswith("; 1 matches the filters.")
    assert marks_alt(records(), [], SAY) == "Timeline without records."
