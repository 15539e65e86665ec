"""The context lane of the timeline: it shows what is known, stretches nothing, counts nowhere and opens no record."""

import datetime as dt
import json
import re
from dataclasses import replace
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from mri_data.charts.drawing import Box as Rectangle
from mri_data.charts.drawing import Paint, Shape, ShapeGroup, groups
from mri_data.charts.of_view import timeline_of, timeline_picture
from mri_data.charts.palette import DARK, LIGHT
from mri_data.charts.svg import svg
from mri_data.charts.timeline.alt_text import marks_alt
from mri_data.charts.timeline.context import SHAPES, beyond, short_names
from mri_data.charts.timeline.context_model import Beyond, ContextLane, ContextMark
from mri_data.charts.timeline.layout import timeline_layout
from mri_data.charts.timeline.model import TimelineLayout
from mri_data.query.filters import Filters
from mri_data.record.context import Event
from mri_data.record.dataset import Dataset, load_dataset
from mri_data.record.view import View
from mri_data.schema.context import KINDS, MEETING_KINDS, MILESTONE_KINDS
from mri_data.words.catalogue import words
from tests.drawn import card, cards, linked, live_timeline, marks, timeline_drawing

FRAME = Path(__file__).parents[4] / "pages" / "frame.py"
SAY = words("en")
NOT_MRI = "Meanwhile in the world"
HOSTILE = '<script>alert(1)</script> "onmouseover='
Box = tuple[float, float, float, float]


def event(kind: str, first: str, last: str = "", precision: str = "", **more: Any) -> Event:
    """An event of the days from `first` to `last`, both as `2006-09-14`."""
    start, end = dt.date.fromisoformat(first), dt.date.fromisoformat(last or first)
    known = precision or ("range" if last else "day")
    plain = {"id": f"{kind}-{first}", "title": f"A {kind}", "when": first, "places": (), "cities": ()}
    return Event(kind=kind, earliest=start, latest=end, precision=known, **(plain | more))


def lay_out(dataset: Dataset, *events: Event, **options: Any) -> TimelineLayout:
    """The shipped record with these events beside it."""
    standard = {"width": 790, "compact": False, "record": None, "data_year": 2014.0, "say": SAY}
    return timeline_layout(View(dataset).records, list(dataset.records["id"]), events=events, **(standard | options))


def whole(dataset: Dataset, *kinds: str, **more: Any) -> View:
    return View(dataset, context=kinds or KINDS, **more)


def lane(layout: TimelineLayout) -> ContextLane:
    assert layout.context
    return layout.context


def only(layout: TimelineLayout) -> ContextMark:
    (mark,) = lane(layout).marks
    return mark


def names(layout: TimelineLayout) -> list[str]:
    """The words in the lane, its title first."""
    return [label.text for label in layout.labels if label.role == "context"]


def context_cards(layout: TimelineLayout) -> list[list[str]]:
    """The lines of the card of each mark of the lane; it has no id, so it opens nothing."""
    return cards(live_timeline(layout), lambda record: not record)


def dashed_bars(layout: TimelineLayout) -> list[Rectangle]:
    """The bars of the lane as a page draws them."""
    found = [item for group in marks(live_timeline(layout)) if not group.record for item in group.items]
    return [item for item in found if isinstance(item, Rectangle) and item.height == 14]


def beside(layout: TimelineLayout) -> list[ShapeGroup]:
    """The groups of the still drawing that show no record."""
    drawn = timeline_drawing(layout)
    return [group for group in groups(drawn.items) if not group.record]


def meet(one: Box, other: Box) -> bool:
    return all(one[a] < other[b] - 0.5 and other[a] < one[b] - 0.5 for a, b in ((0, 2), (1, 3)))


def mark_box(mark: ContextMark, layout: TimelineLayout) -> Box:
    middle, half = layout.px(mark.middle), mark.half
    left, right = (middle, middle) if mark.point else (layout.px(mark.x0), layout.px(mark.x1))
    reach = (min(left, middle - half), max(right, middle + half))
    return reach[0], mark.y - mark.size / 2, reach[1], mark.y + mark.size / 2


def overlaps(layout: TimelineLayout) -> list[tuple[str, str]]:
    """Labels that overlap each other, and labels that overlap a mark of the lane."""
    boxes = [(label.text, layout.box(label)) for label in layout.labels]
    marks = [(mark.id, mark_box(mark, layout)) for mark in lane(layout).marks]
    among = [(a, b) for (a, one), (b, other) in combinations(boxes, 2) if meet(one, other)]
    return among + [(a, b) for a, one in boxes for b, other in marks if meet(one, other)]


# --- the lane and the record


@pytest.mark.parametrize("compact", [False, True])
def test_without_context_the_timeline_is_what_it_was(dataset: Dataset, compact: bool) -> None:
    plain = timeline_of(View(dataset), 790, compact=compact)
    assert plain.context is None
    assert names(plain) == []
    assert plain.lanes[0].top == 0
    assert timeline_of(View(dataset, context=("nothing",)), 790, compact=compact) == plain


@pytest.mark.parametrize(("width", "compact", "height"), [(790, False, 64.5), (560, True, 62)])
def test_the_lane_stands_above_all_others_and_moves_nothing_sideways(
    dataset: Dataset, width: float, compact: bool, height: float
) -> None:
    plain = timeline_of(View(dataset), width, compact=compact)
    shown = timeline_of(whole(dataset), width, compact=compact)
    assert lane(shown).height == height
    assert shown.axis == plain.axis
    assert shown.ticks == plain.ticks
    assert shown.height == plain.height + height
    assert shown.rules == (0, *(top + height for top in plain.rules))
    assert [(mark.id, mark.x0) for mark in shown.marks] == [(mark.id, mark.x0) for mark in plain.marks]
    assert [mark.y for mark in shown.marks] == pytest.approx([mark.y + height for mark in plain.marks])
    assert all(0 < mark.y < height for mark in lane(shown).marks)
    assert names(shown)[0] == NOT_MRI
    assert "UN conferences 1995" in names(shown)


@pytest.mark.parametrize("language", ["en", "es", "fr", "it"])
def test_beside_a_compact_timeline_the_name_of_the_lane_is_whole(dataset: Dataset, language: str) -> None:
    say = words(language)
    layout = lay_out(dataset, event("gfmd", "2009-11-04"), compact=True, say=say)
    name = next(label for label in layout.labels if label.role == "context" and label.anchor == "end")
    assert " ".join("".join(run.text for run in line) for line in name.lines) == say("context.show")


def test_nothing_of_the_context_is_counted(dataset: Dataset) -> None:
    assert len(timeline_of(whole(dataset), 790).marks) == 17
    assert len(timeline_of(View(dataset), 790).marks) == 17


def test_nothing_of_the_context_has_the_id_of_a_record(dataset: Dataset) -> None:
    layout = timeline_of(whole(dataset), 790)
    opens = [group.target.id for group in marks(live_timeline(layout)) if group.target]
    assert sorted(filter(None, opens)) == sorted(dataset.records["id"])
    assert opens.count("") == len(lane(layout).marks)
    assert timeline_drawing(layout).records == tuple(mark.id for mark in layout.marks)
    assert len(beside(layout)) == len(lane(layout).marks)


def test_the_lane_stays_when_only_what_matches_is_drawn(dataset: Dataset) -> None:
    view = whole(dataset, filters=Filters(work_area=("support",)))
    layout = timeline_of(view, 790).only_matched()
    assert layout.context == timeline_of(whole(dataset), 790).context
    assert [one.area for one in layout.lanes] == ["support"]
    assert layout.lanes[0].top == 64.5
    assert names(layout) == names(timeline_of(whole(dataset), 790))
    assert NOT_MRI in svg(timeline_picture(view, LIGHT, 790))


# --- what is known


@pytest.mark.parametrize(
    ("kind", "shape"),
    [
        *((kind, "tick") for kind in MILESTONE_KINDS),
        ("hld", "diamond"),
        ("gfmd", "triangle"),
        ("conference", "square"),
        ("forum", "ring"),
    ],
)
def test_each_kind_has_its_shape(dataset: Dataset, kind: str, shape: str) -> None:
    assert only(lay_out(dataset, event(kind, "2006-09-14"))).shape == shape


def test_every_kind_of_event_there_may_be_has_a_shape() -> None:
    assert set(SHAPES) == {*MEETING_KINDS, *MILESTONE_KINDS, "forum"}


@pytest.mark.parametrize(
    ("first", "last", "precision", "point", "dashed", "years"),
    [
        ("2006-09-14", "", "day", True, False, 1 / 365),
        ("2006-09-14", "2006-09-15", "range", True, False, 2 / 365),
        ("2001-08-31", "2001-09-08", "range", True, False, 9 / 365),
        ("1999-01-01", "1999-12-31", "year", False, True, 1),
        ("2011-03-01", "2011-03-31", "month", False, True, 31 / 365),
        ("2003-01-01", "2003-12-31", "approximate", False, True, 1),
        ("2003-01-01", "2004-12-31", "range", False, False, 2),
    ],
)
def test_the_width_of_a_mark_shows_what_is_known(
    dataset: Dataset, first: str, last: str, precision: str, point: bool, dashed: bool, years: float
) -> None:
    mark = only(lay_out(dataset, event("hld", first, last, precision)))
    assert (mark.point, mark.dashed) == (point, dashed)
    assert mark.x1 - mark.x0 == pytest.approx(years, abs=0.001)


def test_a_tick_of_a_year_is_a_bar_and_claims_no_day(dataset: Dataset) -> None:
    layout = lay_out(dataset, event("mandate", "1999-01-01", "1999-12-31", "year"))
    assert not only(layout).symbol
    (bar,) = dashed_bars(layout)
    assert (bar.x, bar.x + bar.width) == pytest.approx((layout.px(1999), layout.px(2000)))
    assert bar.stroke
    assert bar.stroke.dash == (3, 2)


def test_a_month_is_never_thinner_than_a_tick(dataset: Dataset) -> None:
    layout = lay_out(dataset, event("convention", "2011-03-01", "2011-03-31", "month"))
    (bar,) = dashed_bars(layout)
    assert (bar.width, bar.stroke) == (2, None)


# --- the ends of the axis


def test_what_lies_beyond_the_axis_is_counted_and_not_drawn(dataset: Dataset) -> None:
    layout = lay_out(
        dataset,
        event("convention", "1948-12-10"),
        event("gfmd", "2007-07-10"),
        event("gfmd", "2018-12-05"),
        event("gfmd", "2025-09-02"),
    )
    assert only(layout).id == "gfmd-2007-07-10"
    assert (lane(layout).earlier, lane(layout).later) == (Beyond(1, 1948), Beyond(2, 2025))
    assert layout.axis == lay_out(dataset).axis
    assert beyond(lane(layout), SAY) == [
        "1 earlier event, of 1948, is in the table below.",
        "2 later events, up to 2025, are in the table below.",
    ]


def test_all_events_are_drawn_or_counted(dataset: Dataset) -> None:
    view = whole(dataset)
    shown = lane(timeline_of(view, 790))
    assert len(shown.marks) + shown.earlier.count + shown.later.count == len(view.events)
    assert all(mark.x1 <= timeline_of(view, 790).axis.hi for mark in shown.marks)


def test_what_is_partly_beyond_the_axis_is_not_drawn(dataset: Dataset) -> None:
    layout = lay_out(dataset, event("gfmd", "2015-01-01", "2015-12-31", "year"))
    assert lane(layout).marks == ()
    assert lane(layout).later == Beyond(1, 2015)
    assert live_timeline(layout, DARK).height == layout.height


# --- the names


def test_the_names_are_a_word_and_the_years_of_the_data(dataset: Dataset) -> None:
    layout = lay_out(
        dataset,
        event("convention", "1990-12-18", id="icrmw-adopted"),
        event("conference", "1995-03-06"),
        event("conference", "1995-09-04"),
        event("gfmd", "2007-07-10"),
        event("gfmd", "2008-10-29"),
        event("gfmd", "2009-11-04"),
        event("un", "2006-03-15"),
    )
    assert set(names(layout)) == {NOT_MRI, "Convention adopted 1990", "UN conferences 1995", "GFMD 2007–2009"}


def test_years_that_do_not_follow_each_other_are_no_stretch(dataset: Dataset) -> None:
    met = [event("gfmd", f"{year}-11-04") for year in (2006, 2007, 2008, 2010)]
    assert "GFMD 2006–2008, 2010" in names(lay_out(dataset, *met))


def test_marks_far_apart_do_not_share_a_name(dataset: Dataset) -> None:
    layout = lay_out(dataset, event("conference", "1995-03-06"), event("conference", "2001-08-31"))
    assert {"UN conference 1995", "UN conference 2001"} <= set(names(layout))


def test_a_name_without_room_is_left_out(dataset: Dataset) -> None:
    crowd = [event(kind, f"20{n:02}-06-01") for n in range(14) for kind in ("hld", "gfmd")]
    layout = lay_out(dataset, *crowd)
    assert 1 < len(names(layout)) < 20
    assert overlaps(layout) == []


@pytest.mark.parametrize("kinds", [KINDS, *((kind,) for kind in KINDS)])
@pytest.mark.parametrize(("width", "compact"), [(790, False), (1000, False), (1240, False), (560, True), (940, True)])
def test_no_two_labels_overlap_with_the_shipped_context(
    dataset: Dataset, kinds: tuple[str, ...], width: float, compact: bool
) -> None:
    layout = timeline_of(whole(dataset, *kinds), width, compact=compact)
    assert overlaps(layout) == []
    boxes = [layout.box(label) for label in layout.labels if label.role == "context"]
    assert all(box[0] >= 0 and box[2] <= layout.undated[0] for box in boxes)
    assert all(box[1] >= 0 and box[3] <= lane(layout).height for box in boxes)


def test_the_shipped_context_says_when_the_convention_was_adopted_and_came_into_force(dataset: Dataset) -> None:
    assert {"Convention adopted 1990", "Convention in force 2003"} <= set(names(timeline_of(whole(dataset), 790)))


@cache
def shipped() -> Dataset:
    """The shipped record, for tests that are given examples rather than fixtures."""
    return load_dataset()


@st.composite
def any_event(draw: st.DrawFn) -> Event:
    first = draw(st.dates(dt.date(1985, 1, 1), dt.date(2025, 12, 31)))
    kind = draw(st.sampled_from(sorted(SHAPES)))
    if draw(st.booleans()):
        return event(kind, str(first))
    return event(kind, f"{first.year}-01-01", f"{first.year}-12-31", "year")


@given(st.lists(any_event(), min_size=1, max_size=25))
def test_no_two_labels_overlap_whatever_the_context(events: list[Event]) -> None:
    for width in (790, 1240):
        layout = lay_out(shipped(), *sorted(events, key=lambda one: (one.earliest, one.latest)), width=width)
        assert overlaps(layout) == []


def test_short_names_are_explained_for_what_is_shown() -> None:
    assert short_names(("forums",), SAY) == ""
    assert short_names(("meetings",), SAY).startswith("GFMD: Global Forum on Migration and Development.")
    assert "Committee on Migrant Workers (CMW)" in short_names(KINDS, SAY)


# --- what is said


def test_pointing_at_a_mark_says_what_it_is_and_that_it_is_not_the_work_of_mri(dataset: Dataset) -> None:
    meeting = event("gfmd", "2008-10-29", title="Second meeting", when="29 to 30 October 2008", cities=("Manila",))
    assert context_cards(lay_out(dataset, meeting)) == [["Second meeting", "29 to 30 October 2008 · Manila", NOT_MRI]]
    (group,) = beside(lay_out(dataset, meeting))
    assert group.name == f"{NOT_MRI}. 29 to 30 October 2008: Second meeting, Manila"


def test_a_hostile_event_stays_words(dataset: Dataset) -> None:
    layout = lay_out(dataset, event("gfmd", "2008-10-29", title=HOSTILE, when=HOSTILE, cities=(HOSTILE,)))
    (said,) = context_cards(layout)
    assert said == [HOSTILE, f"{HOSTILE} · {HOSTILE}", NOT_MRI]
    for picture in (svg(timeline_drawing(layout)), linked(live_timeline(layout))):
        assert "<script" not in picture
        assert not re.search(r'"\s*onmouseover=', picture)


def test_with_context_a_forum_says_what_it_met_alongside(dataset: Dataset) -> None:
    met = "Met alongside: Global Forum on Migration and Development, Puerto Vallarta, 10 to 11 November 2010"
    layout = timeline_of(whole(dataset, "meetings"), 790)
    told = {mark.id: mark.alongside for mark in layout.marks}
    assert told["pga-2010"] == met
    assert [who for who, text in told.items() if text] == list(dataset.records.query("kind == 'forum'")["id"])
    (said,) = [card(group) for group in marks(live_timeline(layout)) if group.record == "pga-2010"]
    assert " ".join(said).count(met) == 1
    drawn = groups(timeline_drawing(layout).items)
    assert next(group.name for group in drawn if group.record == "pga-2010") == f"2010: Forum 5: Mexico City. {met}"


def test_without_context_a_forum_says_what_it_said_before(dataset: Dataset) -> None:
    assert {mark.alongside for mark in timeline_of(View(dataset), 790).marks} == {""}


def test_those_who_cannot_see_it_are_told_how_much_context_there_is(dataset: Dataset) -> None:
    records = dataset.records
    plain = marks_alt(records, records["id"], SAY)
    one, two = (
        lane(lay_out(dataset, *([event("gfmd", "2007-07-10"), event("hld", "2006-09-14")][:n]))) for n in (1, 2)
    )
    said = marks_alt(records, records["id"], SAY, one)
    assert said == f"{plain} 1 world event is shown for context; it is not MRI’s work."
    assert "2 world events are shown for context; they are not MRI’s work." in marks_alt(
        records, records["id"], SAY, two
    )
    assert said.removesuffix(".").endswith("not MRI’s work")
    assert timeline_picture(View(dataset), LIGHT, 790).alt == plain
    assert "not MRI’s work" in timeline_picture(whole(dataset), LIGHT, 790).alt


def test_the_context_has_the_colour_of_context_in_both_modes(dataset: Dataset) -> None:
    layout = lay_out(dataset, event("gfmd", "2007-07-10"))
    for palette in (LIGHT, DARK):
        (drawn,) = [group for group in marks(live_timeline(layout, palette)) if not group.record]
        assert [item.fill for item in drawn.items if isinstance(item, Shape)] == [Paint(palette.context)]
    assert replace(layout, context=None).rules == tuple(one.top for one in layout.lanes)


# --- the page


def opened(page: str, query: str = "") -> AppTest:
    app = AppTest.from_file(str(FRAME), default_timeout=60)
    for name, values in parse_qs(query).items():
        app.query_params[name] = values
    app.run()
    app = app if page == "overview" else app.switch_page(f"{page}.py").run()
    assert not app.exception
    return app


def charts_of(app: AppTest) -> list[str]:
    """Each chart of the page as SVG in its widths, but for that of a phone, which never shows context."""
    found = (part.proto for part in app.get("bidi_component"))
    charts = [json.loads(part.json)["html"] for part in found if part.component_name == "mri_chart"]
    return [chart for chart in charts if "mri-phone-timeline" not in chart]


def read(app: AppTest) -> str:
    return " ".join(part.proto.body for part in app.get("html") if "<style>" not in part.proto.body)


def test_the_page_shows_the_kinds_of_context_that_were_asked_for_and_no_others() -> None:
    app = opened("timeline", "context=meetings")
    assert len(charts_of(app)) == 2
    for chart in charts_of(app):
        assert "First meeting of the Global Forum" in chart
        assert "Convention enters into force" not in chart
        assert re.search('role="group" aria-label="[^"]*not MRI’s work', chart)
    assert re.search(r"\d+ later events, up to 20\d\d, are in the table below\.", read(app))
    assert "mri-mark-triangle" in read(app)
    assert "mri-mark-tick" not in read(app)


def test_a_kind_of_context_that_is_turned_off_leaves_the_chart() -> None:
    app = opened("timeline", "context=meetings,convention")
    app.button_group(key="context_choice").set_value(["convention"]).run()
    assert len(charts_of(app)) == 2
    for chart in charts_of(app):
        assert "Convention enters into force" in chart
        assert "First meeting of the Global Forum" not in chart
    app.button_group(key="context_choice").set_value([]).run()
    assert [chart for chart in charts_of(app) if "not MRI’s work" in chart] == []
    assert "mri-mark-tick" not in read(app)


def test_the_overview_shows_the_record_alone() -> None:
    plain, asked = opened("overview"), opened("overview", "context=meetings,convention,forums")
    with_links, bare = (charts_of(app) for app in (asked, plain))
    assert len(bare) == 3
    assert [html.replace("context=meetings,convention,forums&amp;", "") for html in with_links] == bare


def test_the_context_changes_neither_the_title_nor_the_counts_of_the_page() -> None:
    plain, asked = (read(opened("timeline", query)) for query in ("", "context=meetings,convention,forums"))
    for said in ("Five kinds of work, from the UN conferences of 1995 to a seventh", "All 17 records."):
        assert said in plain
        assert said in asked
