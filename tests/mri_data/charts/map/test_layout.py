"""What the map shows, as it is laid out and as each renderer draws it, for a small record of whole years."""

import json
from collections.abc import Collection
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
import pytest

from mri_data.charts.map.deck import deck, picked_place
from mri_data.charts.map.layout import MapLayout, map_alt, map_layout
from mri_data.charts.map.route import bent_legs
from mri_data.charts.palette import DARK, LIGHT, Palette, mix
from mri_data.words.catalogue import words
from tests.contrast import contrast
from tests.plotted import map_figure, nameless

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
    "phone": {"width": 358, "height": 230, "font": 12.5, "compact": True},
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
    return [label.text for label in drawn.labels]


def boxes(drawn: MapLayout) -> list[tuple[float, float, float, float]]:
    centres = [drawn.frame.to_px((label.x, label.y)) for label in drawn.labels]
    return [
        (x - label.width / 2, y - label.height / 2, x + label.width / 2, y + label.height / 2)
        for (x, y), label in zip(centres, drawn.labels, strict=True)
    ]


# --- what is shown


def test_each_city_is_one_mark_with_the_numbers_and_years_of_its_forums() -> None:
    assert texts(layout()) == [
        "1·7  New York  2006 · 2013",
        "2  Brussels  2007",
        "3  Manila  2008",
        "4  Athens  2009",
        "5  Mexico City  2010",
        "6  Geneva  2011",
    ]


def test_the_area_of_a_mark_grows_with_the_number_of_forums() -> None:
    new_york, brussels, *_ = layout().hosts
    assert (brussels.radius, new_york.radius) == (6.4, 9.05)


def test_a_compact_map_leaves_the_years_out() -> None:
    assert texts(layout(size="phone"))[:2] == ["1·7  New York", "2  Brussels"]


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
    assert texts(layout(others=True))[-3:] == ["Copenhagen 1995", "Beijing 1995", "Durban 2001"]


def test_when_no_forum_matches_the_other_places_appear_by_themselves() -> None:
    drawn = layout(["un-1995", "campaign-1998"])
    assert texts(drawn) == ["Copenhagen 1995", "Beijing 1995", "Geneva 1998"]
    assert (drawn.legs, {host.state for host in drawn.hosts}) == ((), {"off"})
    assert "geneva" not in {host.place for host in drawn.hosts}


def test_no_records_make_an_empty_map() -> None:
    drawn = layout([], table())
    assert (drawn.hosts, drawn.others, drawn.legs, drawn.labels) == ((), (), (), ())
    assert map_figure(drawn).layout.height == 424
    assert json.loads(deck(drawn, LIGHT, words("en"), "basemap.json").to_json())


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
    for mark in (*drawn.hosts, *drawn.others):
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


def test_the_figure_can_be_clicked_on_every_place_and_on_nothing_else() -> None:
    drawn = map_figure(layout(others=True))
    places = [row[0] for trace in drawn.data if trace.customdata is not None for row in trace.customdata]
    assert sorted(places) == sorted(PLACES.index)
    assert {trace.hoverinfo for trace in drawn.data if trace.customdata is None} == {"skip"}


def test_the_figure_draws_land_as_one_trace_with_breaks() -> None:
    island = np.array([[0, 0], [1, 0], [1, 1], [0, 0]], dtype=float)
    drawn = map_figure(layout([]), DARK, [island, island + 5])
    (land,) = [trace for trace in drawn.data if trace.fillcolor == DARK.land]
    assert list(land.x) == [0, 1, 1, 0, None, 5, 6, 6, 5]


def test_the_figure_needs_nothing_from_outside_and_cannot_be_moved() -> None:
    drawn = map_figure(layout(others=True))
    assert {trace.type for trace in drawn.data} == {"scatter"}
    assert (drawn.layout.xaxis.fixedrange, drawn.layout.yaxis.fixedrange) == (True, True)
    assert (drawn.layout.yaxis.scaleanchor, drawn.layout.dragmode) == ("x", False)


def test_the_figure_shows_hostile_names_as_text() -> None:
    evil = PLACES.assign(name=PLACES["name"].replace("Athens", "<a href='x'>A&B"))
    drawn = map_figure(layout(places=evil))
    (label,) = [note.text for note in drawn.layout.annotations if "A&amp;B" in note.text]
    assert "&lt;a href=" in label
    assert "<a" not in drawn.to_json().replace("\\u003c", "<")


def test_a_deck_asks_for_nothing_but_the_basemap_beside_the_page() -> None:
    text = deck(layout(others=True), LIGHT, words("en"), "app/static/basemap.json").to_json()
    assert "http://" not in text
    assert "https://" not in text
    spec = json.loads(text)
    assert [view["@@type"] for view in spec["views"]] == ["OrthographicView"]
    assert (spec.get("mapProvider"), spec.get("mapStyle")) == (None, None)


def test_everything_that_can_be_clicked_on_a_deck_knows_its_place() -> None:
    (layers,) = json.loads(deck(layout(others=True), LIGHT, words("en"), "basemap.json").to_json())["layers"]
    clickable = {layer["id"]: layer["data"] for layer in layers if layer["pickable"]}
    assert set(clickable) == {"hosts", "others", "off", "targets"}
    assert {row["place"] for row in clickable["targets"]} == set(PLACES.index)
    assert [row["place"] for row in clickable["others"]] == ["copenhagen", "beijing", "durban"]


def test_a_new_version_gives_new_ids_to_what_can_be_clicked() -> None:
    (layers,) = json.loads(deck(layout(), LIGHT, words("en"), "basemap.json", version=2).to_json())["layers"]
    assert {layer["id"] for layer in layers if layer["pickable"]} == {"hosts2", "others2", "off2", "targets2"}


def test_a_tooltip_is_a_template_that_holds_no_word_of_the_record() -> None:
    evil = PLACES.assign(name="<img src=x onerror=alert(1)>")
    drawn = deck(layout(places=evil, others=True), LIGHT, words("en"), "basemap.json")
    assert drawn._tooltip == deck(layout(), LIGHT, words("en"), "basemap.json")._tooltip
    assert "<img" not in drawn._tooltip["html"]


def test_a_click_names_the_place_that_was_hit() -> None:
    assert picked_place({"targets": [{"place": "geneva", "city": "Geneva"}]}) == "geneva"
    assert picked_place({}) is None
