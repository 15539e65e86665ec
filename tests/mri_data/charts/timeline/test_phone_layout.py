"""The timeline of a phone: years run down, each kind of work is a column, and a finger finds each mark."""

import re
from collections.abc import Iterator
from itertools import combinations
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mri_data.charts.drawing import TextLines, groups
from mri_data.charts.of_view import linked_phone_timeline
from mri_data.charts.palette import LIGHT, PAGE
from mri_data.charts.svg import linked_svg
from mri_data.charts.timeline.model import TimelineLayout
from mri_data.charts.timeline.phone_drawing import phone_drawing
from mri_data.charts.timeline.phone_layout import phone_layout
from mri_data.query.filters import Filters
from mri_data.record.dataset import Dataset
from mri_data.record.view import View
from mri_data.words.catalogue import words
from tests.conftest import DataFolder
from tests.made_records import made_records
from tests.mri_data.charts.timeline.test_layout import Row, any_row, days, forum, ongoing, records, today, year

SAY = words("en")
WIDTH = 288
Box = tuple[float, float, float, float]


def lay_out(table: pd.DataFrame) -> TimelineLayout | None:
    return phone_layout(table, list(table["id"]), width=WIDTH, record=None, data_year=2014.0, say=SAY)


def drawn(table: pd.DataFrame) -> TimelineLayout:
    found = lay_out(table)
    assert found
    return found


def targets(layout: TimelineLayout) -> dict[str, Box]:
    """Left, top, right and bottom in px of the target of each record on the picture."""
    diamonds = {mark.id for mark in layout.marks if mark.shape == "diamond"}
    return {
        id: (
            layout.margin[2] + y0,
            layout.px(x0, undated=id in diamonds),
            layout.margin[2] + y1,
            layout.px(x1, undated=id in diamonds),
        )
        for id, (x0, x1, y0, y1) in layout.target_areas.items()
    }


def meeting(boxes: dict[str, Box]) -> list[tuple[str, str]]:
    """Pairs whose boxes share more than a rounding error."""
    return [
        (one, other)
        for (one, a), (other, b) in combinations(boxes.items(), 2)
        if min(a[2], b[2]) - max(a[0], b[0]) > 0.01 and min(a[3], b[3]) - max(a[1], b[1]) > 0.01
    ]


def test_each_record_of_today_has_one_mark_and_a_target_that_no_other_shares() -> None:
    layout, table = drawn(today()), today()
    assert sorted(mark.id for mark in layout.marks) == sorted(table["id"])
    found = targets(layout)
    assert sorted(found) == sorted(table["id"])
    assert meeting(found) == []
    sizes = [(right - left, bottom - top) for left, top, right, bottom in found.values()]
    assert round(min(map(max, sizes)), 6) >= 44
    assert min(map(min, sizes)) >= 22
    assert all(left >= 0 and right <= WIDTH for left, _, right, _ in found.values())


def test_columns_stand_in_a_fixed_order_and_the_forums_follow_each_other_downwards() -> None:
    layout = drawn(today())
    assert [lane.title for lane in layout.lanes] == ["Convening", "Advocacy", "Campaign", "Publications", "Support"]
    assert [round(lane.top) for lane in layout.lanes] == [0, 45, 90, 135, 181]
    marks = sorted((mark for mark in layout.marks if mark.number), key=lambda mark: mark.x0)
    assert [mark.number for mark in marks] == ["1", "2", "3", "4", "5", "6", "7"]
    assert {mark.shape for mark in marks} == {"pill"}
    shapes = {mark.id: mark.shape for mark in layout.marks}
    assert shapes["platform"] == "after"
    assert shapes["un-work"] == "rail"
    assert shapes["day"] == "dot"
    assert shapes["handbook"] == shapes["rapporteur"] == "diamond"


def test_the_series_is_found_in_the_year_without_a_forum_or_else_in_a_strip_next_to_the_forums() -> None:
    layout = drawn(today())
    (_, top, _, bottom) = targets(layout)["series"]
    assert layout.px(2012) - 3 < top < bottom < layout.px(2013) + 3
    series = days("2006-01-01", "2008-12-31", "2006 to 2008", id="series", work_area="convening")
    found = targets(drawn(records(series, *(forum(n, "Rio", year(2005 + n)) for n in (1, 2, 3)))))
    assert meeting(found) == []
    left, top, right, bottom = found["series"]
    assert right - left >= 10
    assert bottom - top > 80
    assert found["pga-2"][2] == left


def test_a_column_without_records_stays_and_one_record_or_none_can_be_drawn() -> None:
    for table in (records(), records(year(2001, work_area="campaign")), records({"work_area": "support"})):
        layout = drawn(table)
        assert len(layout.lanes) == 5
        assert len(layout.marks) == len(layout.target_areas) == len(table)
    assert drawn(records(year(2001))).undated[0] == drawn(records(year(2001))).width + 24


def test_marks_that_would_cover_each_other_are_not_drawn() -> None:
    assert lay_out(records(*(ongoing(work_area=area) for area in ("advocacy", "support") for _ in range(9)))) is None
    assert lay_out(records(*(year(2001) for _ in range(30)))) is None


def test_years_are_named_up_to_the_last_record_and_names_at_the_edge_move_inwards() -> None:
    table = records(*(ongoing(work_area="campaign") for _ in range(4)), year(2024, work_area="support"))
    picture = phone_drawing(drawn(table), LIGHT, SAY, "Title", "Alt")
    written = [text.text for text in texts(picture)]
    assert written[-6:] == ["2024", "Convening", "Advocacy", "Campaign", "Publications", "Support"]
    assert max(text.left + text.width for text in texts(picture)) <= WIDTH


def test_all_undated_records_of_a_view_find_room_on_the_shelf() -> None:
    layout = drawn(records(*({"work_area": "support"} for _ in range(80))))
    found = targets(layout)
    assert len(found) == 80
    assert meeting(found) == []
    assert layout.height == WIDTH


@given(st.lists(any_row(), max_size=14))
def test_no_two_targets_share_a_spot_whatever_the_records(rows: list[Row]) -> None:
    table = records(*({**row, "id": f"r{n}"} for n, row in enumerate(rows)))
    layout = lay_out(table)
    if layout:
        assert sorted(mark.id for mark in layout.marks) == sorted(layout.target_areas) == sorted(table["id"])
        assert meeting(targets(layout)) == []
        assert all(lane.height >= 36 for lane in layout.lanes)


# --- the picture


def texts(picture: Any) -> Iterator[TextLines]:
    found = [*picture.items, *(item for group in groups(picture.items) for item in group.items)]
    return (item for item in found if isinstance(item, TextLines))


def picture_of(view: View, **options: Any) -> Any:
    found = linked_phone_timeline(view, LIGHT, WIDTH, **options)
    assert found
    return found


def test_the_picture_has_every_year_at_its_left_heads_above_and_numbers_in_the_forums(dataset: Dataset) -> None:
    picture = picture_of(View(dataset))
    assert picture.width == WIDTH
    assert picture.height < 800
    written = [text.text for text in texts(picture)]
    assert written[:3] == ["1995", "1996", "1997"]
    assert written[18:25] == ["2013", "Convening", "Advocacy", "Campaign", "Publications", "Support", "Undated"]
    assert written[25:] == ["1", "2", "3", "4", "5", "6", "7"]
    assert min(text.size for text in texts(picture)) >= 12
    boxes = {
        f"{text.text} {text.x}": (text.left, text.y - text.size / 2, text.left + text.width, text.y + text.size / 2)
        for text in texts(picture)
    }
    assert meeting(boxes) == []
    assert min(box[0] for box in boxes.values()) >= 0
    assert max(box[2] for box in boxes.values()) <= WIDTH


def test_each_mark_is_a_link_and_a_fade_runs_down(dataset: Dataset) -> None:
    written = linked_svg(picture_of(View(dataset)), lambda id: {"href": f"#{id}"}, name="phone-timeline")
    assert len(re.findall('<a href="#', written)) == 17
    assert 'aria-label="Forum 4: Athens. 2009, year only. Documented elsewhere. 5 sources."' in written
    assert '<g role="group" aria-label="Convening civil society, 8 records" data-lane="convening">' in written
    assert written.count("<linearGradient") == written.count('x2="0" y2="1"') == 2


def test_a_filter_fades_the_other_marks_and_a_file_leaves_them_out(dataset: Dataset) -> None:
    view = View(dataset, filters=Filters(work_area=("advocacy",)))
    picture = picture_of(view)
    assert len([group for group in groups(picture.items) if group.record]) == 17
    assert [text.text for text in texts(picture)][-1] == "Undated"
    shown = picture_of(view, shown_only=True)
    assert [group.record for group in groups(shown.items) if group.record] == [
        "un-visibility-1995",
        "cmw-discussion-2011",
        "special-rapporteur",
    ]
    assert [text.text for text in texts(shown)][-6:-1] == [
        "Convening",
        "Advocacy",
        "Campaign",
        "Publications",
        "Support",
    ]


def test_where_records_are_counted_there_is_no_picture_of_marks(dataset: Dataset) -> None:
    assert linked_phone_timeline(View(made_records(dataset, 200)), PAGE, WIDTH) is None


@pytest.mark.parametrize("title", ["<script>alert(1)</script>", "&quot; onload=&quot;x"])
def test_a_title_is_only_text(title: str, data_folder: DataFolder) -> None:
    data_folder.set("achievements.csv", "durban-2001", "title", title)
    written = linked_svg(picture_of(View(data_folder.load())), lambda id: {"href": f"#{id}"}, name="phone-timeline")
    assert "<script" not in written
    assert " onload=" not in re.sub('"[^"]*"', "", written)
