"""What the map shows, as it is laid out and as each renderer draws it, for a small record of whole years."""

from collections.abc import Collection
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
import pytest
from lxml import html

from mri_data.charts.map.layout import MapLayout, map_alt, map_layout
from mri_data.charts.map.route import bent_legs
from mri_data.charts.palette import DARK, LIGHT, Palette, mix
from mri_data.words.catalogue import words
from tests.contrast import contrast
from tests.drawn import all_labels, all_marks, live_map, nameless

PLACES = pd.DataFrame.from_dict(
    {
        "new-york": ("New York", 40.7, -74.0),
        "brussels": ("Brussels", 50.9, 4.3),
        "manila": ("Manila", 14.6, 121.0),
        "athens": ("Athens", 38.0, 23.7),
        "mexico-city": ("Mexico City", 19.4, -99.1),
        "geneva": ("Geneva", 46.2, 6.1),
        "copenhagen": ("Copenhagen", 55.7, 12.6),
        "beijing": ("Beijing", 39.9, 116.4),
        "durban": ("Durban", -29.9, 31.0),
    },
    orient="index",
    columns=["name", "lat", "lon"],
)
STOPS = [
    (2006, "new-york"),
    (2007, "brussels"),
    (2008, "manila"),
    (2009, "athens"),
    (2010, "mexico-city"),
    (2011, "geneva"),
    (2013, "new-york"),
]
SIZES = {
    "map page": {"width": 820, "height": 424, "font": 14.5, "compact": False},
    "overview": {"width": 560, "height": 290, "font": 12.5, "compact": True},
    "phone": {"width": 340, "height": 346, "font": 13.2, "compact": False},
}


def record(id: str, kind: str, year: int | None, *places: str, number: int | None = None) -> dict[str, Any]:
    return {
        "id": id,
        "kind": kind,
        "title": f"Title of {id}",
        "date_text": "No date in the source" if year is None else str(year),
        "precision": "undated" if year is None else "year",
        "earliest": pd.NaT if year is None else pd.Timestamp(year, 1, 1),
        "latest": pd.NaT if year is None else pd.Timestamp(year, 12, 31),
        "places": places,
        "number": number,
    }


def table(*rows: dict[str, Any]) -> pd.DataFrame:
    columns = ["id", "kind", "title", "date_text", "precision", "earliest", "latest", "places", "number"]
    made = pd.DataFrame(list(rows), columns=columns)
    dates = {"earliest": "datetime64[s]", "latest": "datetime64[s]"}
    return made.astype({"number": "Int64", **dates})


FORUMS = [record(f"forum-{n}", "forum", year, place, number=n) for n, (year, place) in enumerate(STOPS, start=1)]
ACHIEVEMENTS = [
    record("un-1995", "achievement", 1995, "copenhagen", "beijing"),
    record("campaign-1998", "achievement", 1998, "geneva"),
    record("durban-2001", "achievement", 2001, "durban"),
    record("handbook", "achievement", None),
]
RECORD = table(*FORUMS, *ACHIEVEMENTS)
EVERYTHING = list(RECORD["id"])


def layout(
    matched: Collection[str] = EVERYTHING,
    records: pd.DataFrame = RECORD,
    places: pd.DataFrame = PLACES,
    size: str = "map page",
    year: int | None = None,
    others: bool = False,
) -> MapLayout:
    return map_layout(records, places, matched, year=year, others=others, **SIZES[size])  # type: ignore[arg-type]


def texts(drawn: MapLayout) -> list[str]:
    return [label.text for label in all_labels(drawn)]


def boxes(drawn: MapLayout) -> list[tuple[float, float, float, float]]:
    centres = [drawn.frame.to_px((label.x, label.y)) for label in all_labels(drawn)]
    return [
        (x - label.width / 2, y - label.height / 2, x + label.width / 2, y + label.height / 2)
        for (x, y), label in zip(centres, all_labels(drawn), strict=True)
    ]


# --- what is shown


def test_each_city_is_one_mark_with_the_numbers_and_years_of_its_forums() -> None:
    assert texts(layout()) == [
        "1·7  New York  2006 · 2013",
        "3  Manila  2008",
        "5  Mexico City  2010",
        "2  Brussels  2007",
        "4  Athens  2009",
        "6  Geneva  2011",
    ]


def test_the_area_of_a_mark_grows_with_the_number_of_forums() -> None:
    new_york, _, manila, *_ = layout().hosts
    assert (manila.radius, new_york.radius) == (6.4, 9.05)


def test_cities_of_europe_that_would_cover_each_other_have_small_marks_and_are_enlarged_in_an_inset() -> None:
    drawn = layout(others=True)
    assert drawn.inset
    inside = drawn.inset.inside
    assert [mark.place for mark in (*inside.hosts, *inside.others)] == ["brussels", "athens", "geneva", "copenhagen"]
    assert {mark.radius for mark in drawn.hosts if mark.place in drawn.inset.places} == {4.48}
    assert {mark.radius for mark in inside.hosts} == {6.4}
    brussels, _, geneva = (drawn.frame.to_px((mark.x, mark.y)) for mark in inside.hosts)
    assert np.hypot(*(brussels - geneva)) > 25
    assert [label.place for label in drawn.labels if label.place in drawn.inset.places] == []


@pytest.mark.parametrize("size", ["map page", "phone"])
def test_the_inset_holds_its_marks_and_labels_and_is_clear_of_those_of_the_map(size: str) -> None:
    drawn = layout(size=size, others=True)
    assert drawn.inset
    left, top = drawn.frame.to_px(drawn.inset.outline).min(axis=0)
    right, bottom = drawn.frame.to_px(drawn.inset.outline).max(axis=0)
    held = slice(len(drawn.labels), None)
    assert all(left <= box[0] and top <= box[1] and box[2] <= right and box[3] <= bottom for box in boxes(drawn)[held])
    for mark in (*drawn.inset.inside.hosts, *drawn.inset.inside.others):
        x, y = drawn.frame.to_px((mark.x, mark.y))
        assert left < x - mark.radius
        assert x + mark.radius < right
        assert top < y - mark.radius
        assert y + mark.radius < bottom
    for mark in (*drawn.hosts, *drawn.others):
        x, y = drawn.frame.to_px((mark.x, mark.y))
        assert x > right or y < top or y > bottom
    assert all(box[0] >= right or box[3] <= top for box in boxes(drawn)[: len(drawn.labels)])
    land = np.vstack([drawn.frame.to_px(ring) for ring in drawn.inset.land])
    assert (land.min(axis=0) >= (left - 0.01, top - 0.01)).all()
    assert (land.max(axis=0) <= (right + 0.01, bottom + 0.01)).all()


def test_cities_far_enough_apart_need_no_inset() -> None:
    assert layout(["forum-1", "forum-2", "forum-4"]).inset is None
    assert layout(size="overview").inset is None


def test_a_map_high_enough_for_an_inset_below_is_without_one_no_higher_than_the_world() -> None:
    assert layout(size="phone").frame.height == 346
    drawn = layout(["forum-3"], size="phone")
    assert drawn.inset is None
    assert drawn.frame.to_px((0, 48.28))[1] == pytest.approx(0, abs=0.1)
    assert drawn.frame.height == pytest.approx(150.4, abs=0.1)
    assert layout(["forum-3"]).frame.height == 424


def test_the_inset_follows_the_year_of_the_journey() -> None:
    drawn = layout(year=2009)
    assert drawn.inset
    inside = drawn.inset.inside
    assert {mark.place: mark.state for mark in inside.hosts} == {
        "brussels": "on",
        "athens": "current",
        "geneva": "future",
    }
    assert {(leg.end, leg.current) for leg in inside.legs} == {("brussels", False), ("manila", False), ("athens", True)}


def test_a_compact_map_leaves_the_years_out() -> None:
    assert texts(layout(size="overview"))[:2] == ["1·7  New York", "2  Brussels"]


def test_legs_join_the_forums_in_the_order_of_their_dates_and_grow_stronger() -> None:
    drawn = layout()
    assert [(leg.start, leg.end) for leg in drawn.legs] == [
        ("new-york", "brussels"),
        ("brussels", "manila"),
        ("manila", "athens"),
        ("athens", "mexico-city"),
        ("mexico-city", "geneva"),
        ("geneva", "new-york"),
    ]
    assert [leg.alpha for leg in drawn.legs] == [0.75, 0.8, 0.85, 0.9, 0.95, 1.0]


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("year", [None, 2009])
def test_the_faintest_way_can_be_told_from_land_and_from_sea(palette: Palette, year: int | None) -> None:
    """That ways grow stronger was looked at, not whether the weakest can be seen."""
    drawn = layout(year=year)
    alphas, grounds = [leg.alpha for leg in drawn.legs], (palette.land, palette.sea)
    pairs = [(ground, mix(palette.accent, ground, alpha)) for alpha in alphas for ground in grounds]
    assert [pair for pair in pairs if contrast(*pair) < 3] == []


def test_legs_join_only_the_forums_that_match() -> None:
    legs = layout(["forum-1", "forum-4", "forum-7"]).legs
    assert [(leg.start, leg.end) for leg in legs] == [("new-york", "athens"), ("athens", "new-york")]


def test_two_forums_in_a_row_in_one_city_make_no_leg() -> None:
    rows = [record("a", "forum", 2001, "geneva", number=1), record("b", "forum", 2002, "geneva", number=2)]
    assert layout(["a", "b"], table(*rows)).legs == ()


def test_an_undated_forum_has_a_mark_but_no_leg() -> None:
    rows = [record("a", "forum", 2001, "geneva", number=1), record("b", "forum", None, "athens", number=2)]
    drawn = layout(["a", "b"], table(*rows))
    assert (texts(drawn), drawn.legs) == (["1  Geneva  2001", "2  Athens"], ())


def test_a_forum_whose_place_is_not_on_the_map_is_left_out() -> None:
    rows = [record("a", "forum", 2001, "atlantis", number=1), record("b", "forum", 2002, "athens", number=2)]
    assert texts(layout(["a", "b"], table(*rows))) == ["2  Athens  2002"]


# --- a year of the journey


def test_a_year_shows_the_journey_so_far_and_the_leg_that_led_there() -> None:
    drawn = layout(year=2009)
    assert [(leg.end, leg.alpha, leg.width) for leg in drawn.legs] == [
        ("brussels", 0.75, 2.2),
        ("manila", 0.75, 2.2),
        ("athens", 1.0, 3.0),
    ]


def test_a_year_tells_the_hosts_so_far_from_the_current_and_the_coming_ones() -> None:
    states = {host.place: host.state for host in layout(year=2009).hosts}
    assert states == {
        "new-york": "on",
        "brussels": "on",
        "manila": "on",
        "athens": "current",
        "mexico-city": "future",
        "geneva": "future",
    }


def test_before_2013_new_york_is_the_city_of_the_first_forum_only() -> None:
    new_york = layout(year=2009).hosts[0]
    assert (new_york.numbers, new_york.years, new_york.radius) == ((1,), ("2006",), 6.4)


def test_a_year_without_a_forum_shows_the_state_up_to_then() -> None:
    drawn = layout(year=2012)
    assert {host.state for host in drawn.hosts} == {"on"}
    assert [(leg.end, leg.current) for leg in drawn.legs][-1] == ("geneva", False)
    assert texts(drawn)[0] == "1  New York  2006"


def test_labels_stay_where_they_are_from_year_to_year() -> None:
    first, last = layout(year=2006), layout(year=2013)
    assert [(label.place, label.y) for label in first.labels] == [(label.place, label.y) for label in last.labels]
    ends = [boxes(drawn)[0][2] for drawn in (first, last)]
    assert ends[0] == pytest.approx(ends[1])


# --- filters


def test_a_host_that_does_not_match_is_dimmed_and_nameless() -> None:
    drawn = layout(["forum-2", "forum-3"])
    off = [host.place for host in drawn.hosts if host.state == "off"]
    assert off == ["new-york", "athens", "mexico-city", "geneva"]
    assert texts(drawn) == ["2  Brussels  2007", "3  Manila  2008"]


def test_other_places_appear_when_asked_for_and_a_host_is_not_doubled() -> None:
    assert [mark.name for mark in layout(others=True).others] == ["Copenhagen", "Beijing", "Durban"]
    assert layout(others=False).others == ()


def test_other_places_are_labelled_with_their_years() -> None:
    asides = [label.text for label in all_labels(layout(others=True)) if label.other]
    assert asides == ["Beijing 1995", "Durban 2001", "Copenhagen 1995"]


def test_when_no_forum_matches_the_other_places_appear_by_themselves() -> None:
    drawn = layout(["un-1995", "campaign-1998"])
    assert texts(drawn) == ["Copenhagen 1995", "Beijing 1995", "Geneva 1998"]
    assert (drawn.legs, {host.state for host in drawn.hosts}) == ((), {"off"})
    assert "geneva" not in {host.place for host in drawn.hosts}


def test_no_records_make_an_empty_map() -> None:
    drawn = layout([], table())
    assert (drawn.hosts, drawn.others, drawn.legs, drawn.labels) == ((), (), (), ())
    assert live_map(drawn) == ""


# --- words


def test_the_map_in_words_lists_the_stops_in_order_and_counts_the_records_with_a_place() -> None:
    said = map_alt(layout(["forum-2", "forum-1", "un-1995", "handbook"], others=True), words())
    assert said == (
        "Map of the forums in the order of their dates: 1 New York 2006; 2 Brussels 2007. "
        "Other places in the record: Copenhagen 1995; Beijing 1995. "
        "3 of 4 records have a place on the map."
    )


def test_the_map_of_a_year_in_words_stops_at_that_year() -> None:
    said = map_alt(layout(["forum-1", "forum-2"], year=2006), words())
    assert said.startswith("Map of the forums up to 2006, in the order of their dates: 1 New York 2006. ")


def test_an_empty_map_says_so() -> None:
    assert map_alt(layout([]), words()).startswith("Map without any place marked.")


def test_one_record_has_a_place_and_two_have() -> None:
    assert layout(["forum-1"]).placed_line(words()) == "1 of 1 record has a place on the map."
    assert layout(["forum-1", "forum-2"]).placed_line(words()).startswith("2 of 2 records have ")


# --- room


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("year", [None, 2006, 2009, 2012, 2013])
@pytest.mark.parametrize("others", [False, True])
def test_every_name_has_room_and_none_covers_another_or_a_mark(size: str, year: int | None, others: bool) -> None:
    drawn = layout(size=size, year=year, others=others)
    assert nameless(drawn) == set()
    for one, two in combinations(boxes(drawn), 2):
        assert one[2] <= two[0] or two[2] <= one[0] or one[3] <= two[1] or two[3] <= one[1]
    for mark in all_marks(drawn):
        x, y = drawn.frame.to_px((mark.x, mark.y))
        for left, top, right, bottom in boxes(drawn):
            assert np.hypot(x - np.clip(x, left, right), y - np.clip(y, top, bottom)) >= mark.radius


def test_legs_between_the_same_cities_do_not_coincide() -> None:
    there, back = layout(["forum-1", "forum-4", "forum-7"]).legs
    middle = len(there.points) // 2
    assert np.hypot(*(there.points[middle] - back.points[middle])) > 2


def test_a_leg_over_the_date_line_takes_the_direct_line_on_the_map() -> None:
    rows = [
        record("a", "forum", 2001, "manila", number=1),
        record("b", "forum", 2002, "mexico-city", number=2),
    ]
    (leg,) = layout(["a", "b"], table(*rows)).legs
    steps = np.hypot(*np.diff(leg.points, axis=0).T)
    assert steps.max() < 2 * steps.mean()
    assert leg.points[0][0] > 0 > leg.points[-1][0]


def test_a_leg_bends_away_from_a_town_on_its_way() -> None:
    (path,) = bent_legs([((0, 0), (40, 0))], [(0, 0), (40, 0), (20, 3)], ((-100, -40), (100, 40)))
    assert path[20][1] < 0


# --- renderers


def links(drawn: MapLayout) -> list[Any]:
    """Every link of the map on a page."""
    found: list[Any] = html.fragment_fromstring(live_map(drawn), create_parent="svg").findall(".//a")
    return found


def test_every_place_on_the_page_is_a_link_with_a_name_its_label_and_a_card() -> None:
    found = {link.get("href"): link for link in links(layout(others=True))}
    assert sorted(found) == sorted(f"#{place}" for place in PLACES.index)
    manila = found["#manila"]
    assert manila.get("aria-label") == "3 Manila, 2008"
    assert manila.get("data-card") == "Manila\n2008\nTitle of forum-3"
    assert "".join(manila.itertext()) == "3  Manila  2008"


def test_what_a_finger_may_hit_ends_half_way_to_the_next_place() -> None:
    """Brussels and Geneva are about ten px apart; larger targets would cover each other's marks."""
    spots = {link.get("href"): float(link.find("rect").get("width")) for link in links(layout()) if link.get("href")}
    assert spots["#manila"] == 28
    first = {link.get("href"): link for link in reversed(links(layout()))}
    assert 9 < float(first["#brussels"].find("rect").get("width")) < 13


def test_a_hostile_name_is_text_in_the_map_on_a_page() -> None:
    evil = PLACES.assign(name=PLACES["name"].replace("Athens", "<a href='x'>\"A&B"))
    drawn = live_map(layout(places=evil))
    assert "&lt;a href=&#x27;x&#x27;&gt;&quot;A&amp;B" in drawn
    assert "<a href='x'>" not in drawn
