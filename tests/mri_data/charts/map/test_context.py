"""What happened in the world meanwhile on the map: hollow rings beside the record, never a host and never counted."""

import datetime as dt
import json
from collections.abc import Sequence
from itertools import combinations, product
from typing import Any

import numpy as np
import pandas as pd
import pytest
from lxml import html

from mri_data.charts import of_view
from mri_data.charts.drawing import Disc, groups
from mri_data.charts.map.context import ContextMark, MapContext, key_box, on_map
from mri_data.charts.map.layout import MapLayout, map_alt, map_layout
from mri_data.charts.map.scene import RING_STROKE, STROKE
from mri_data.charts.of_view import MapSize
from mri_data.charts.palette import LIGHT
from mri_data.charts.svg import svg
from mri_data.exports.geojson import to_geojson
from mri_data.query.filters import Filters
from mri_data.record.context import Event
from mri_data.record.dataset import Dataset
from mri_data.record.view import View
from mri_data.words.catalogue import words
from tests.conftest import DataFolder, records_of
from tests.drawn import all_labels, all_marks, live_map, map_drawing, nameless
from tests.pages.test_pages import opened

BOTH = ("meetings", "forums")
PAGE = MapSize(790, 424, 14.5, False)
SIZES = (PAGE, MapSize(490, 258, 12.5, True), MapSize(320, 190, 12.5, True), MapSize(1060, 470, 14.5, False))
HOSTILE = "<img src=x onerror=alert(1)>&"
PLACES = pd.DataFrame.from_dict(
    {
        "mexico-city": ("Mexico City", 19.4, -99.1),
        "puerto-vallarta": ("Puerto Vallarta", 20.6, -105.2),
        "geneva": ("Geneva", 46.2, 6.1),
        "athens": ("Athens", 38.0, 23.7),
        "stockholm": ("Stockholm", 59.3, 18.1),
    },
    orient="index",
    columns=["name", "lat", "lon"],
)
RECORDS = records_of(
    {"id": "f1", "kind": "forum", "number": 1, "date": "2009", "places": ("athens",), "title": "Forum 1"},
    {"id": "f2", "kind": "forum", "number": 2, "date": "2010", "places": ("mexico-city",), "title": "Forum 2"},
)


def event(id: str, year: int, *places: str, kind: str = "gfmd", title: str = "") -> Event:
    """A meeting of two days in November."""
    first, last = dt.date(year, 11, 10), dt.date(year, 11, 11)
    return Event(id, kind, title or f"Meeting {id}", f"10 to 11 November {year}", first, last, "range", places, ())


EVENTS = [
    event("athens", 2009, "athens"),
    event("pv", 2010, "puerto-vallarta"),
    event("geneva-1", 2011, "geneva"),
    event("stockholm", 2014, "stockholm"),
    event("pga", 2014, "stockholm", kind="forum"),
    event("online", 2021),
    event("geneva-2", 2024, "geneva"),
]


def layout(
    events: Sequence[Event] = EVENTS,
    matched: Sequence[str] = ("f1", "f2"),
    *,
    year: int | None = None,
    places: pd.DataFrame = PLACES,
) -> MapLayout:
    beside = MapContext(
        events, "Meanwhile in the world", {"meetings": "Meetings", "forums": "Later forums"}, with_key=True
    )
    return map_layout(RECORDS, places, matched, year=year, others=False, map_context=beside, **PAGE._asdict())


def at(drawn: MapLayout, place: str) -> ContextMark:
    (mark,) = [mark for mark in drawn.context if mark.place == place]
    return mark


def texts(drawn: MapLayout) -> dict[str, str]:
    return {label.place: label.text for label in all_labels(drawn)}


def link(drawn: MapLayout, place: str) -> Any:
    """The link of a place of the map on a page, outside the inset."""
    found = html.fragment_fromstring(live_map(drawn), create_parent="svg").findall(".//a")
    return next(one for one in found if one.get("href") == f"#{place}")


# --- which places, and how they are ringed


def test_each_place_of_a_meeting_or_later_forum_is_one_mark_with_a_ring_for_each() -> None:
    rings = {mark.place: [ring.layer for ring in mark.rings] for mark in layout().context}
    assert rings == {
        "athens": ["meetings"],
        "puerto-vallarta": ["meetings"],
        "geneva": ["meetings"],
        "stockholm": ["forums", "meetings"],
    }


def test_a_ring_alone_is_smaller_than_a_host_and_one_at_a_host_goes_around_it() -> None:
    drawn = layout()
    hosts = {host.place: host.radius for host in drawn.hosts}
    assert at(drawn, "puerto-vallarta").reach < min(hosts.values())
    assert at(drawn, "athens").reach > hosts["athens"]


def test_the_rings_of_one_place_do_not_touch() -> None:
    inner, outer = at(layout(), "stockholm").rings
    assert outer.radius - inner.radius > 1.5


def test_a_milestone_has_no_mark_on_the_map() -> None:
    adopted = event("adopted", 1990, "geneva", kind="convention")
    assert on_map([adopted, *EVENTS]) == EVENTS
    assert layout([adopted]).context == ()


def test_a_meeting_online_has_no_mark() -> None:
    assert "online" not in {found.id for mark in layout().context for found in mark.events}


def test_a_meeting_in_a_place_that_is_not_on_the_map_is_left_out() -> None:
    assert layout([event("lost", 2010, "atlantis")]).context == ()


def test_several_years_of_a_place_are_joined_in_its_name() -> None:
    assert texts(layout())["geneva"] == "Geneva 2011 · 2024"
    assert texts(layout())["stockholm"] == "Stockholm 2014"


def test_names_beside_the_record_are_13_px_and_quiet() -> None:
    (label,) = [label for label in layout().labels if label.place == "puerto-vallarta"]
    assert (round(label.font), label.other, label.number) == (13, True, "")


# --- the record stays as it is


def test_without_context_the_map_is_what_it_is_without_knowing_of_context(dataset: Dataset) -> None:
    view = View(dataset)
    bare = map_layout(
        view.records,
        dataset.places,
        view.matched,
        year=None,
        others=True,
        width=790,
        height=424,
        font=14.5,
        compact=False,
    )
    drawn = of_view.map_of(view, PAGE, others=True, with_key=True)
    assert (drawn.hosts, drawn.others, drawn.labels) == (bare.hosts, bare.others, bare.labels)
    assert (drawn.context, drawn.key) == ((), ())
    assert [leg.points.tolist() for leg in drawn.legs] == [leg.points.tolist() for leg in bare.legs]


def test_hosts_legs_and_counts_are_the_same_with_context_and_without(dataset: Dataset) -> None:
    bare, drawn = (of_view.map_of(View(dataset, context=kinds), PAGE) for kinds in ((), BOTH))
    assert (drawn.hosts, drawn.stops) == (bare.hosts, bare.stops)
    assert [leg.points.tolist() for leg in drawn.legs] == [leg.points.tolist() for leg in bare.legs]
    assert drawn.placed_line(words()) == bare.placed_line(words())


@pytest.mark.parametrize("others", [False, True])
@pytest.mark.parametrize("size", [MapSize(860, 424, 14.5, False), MapSize(340, 346, 13.2, False)])
def test_with_the_whole_context_labels_stay_near_their_marks(size: MapSize, others: bool, dataset: Dataset) -> None:
    """New York's label hung on a line of 120 px on a phone, Copenhagen's on one of 100 px."""
    drawn = of_view.map_of(View(dataset, context=(*BOTH, "convention")), size, others=others)
    lines = [label.leader for label in all_labels(drawn) if label.leader]
    assert max(np.hypot(*np.subtract(*line)) * drawn.frame.scale for line in lines) < 30
    assert "New York" in {label.name for label in all_labels(drawn)}


def test_filters_of_the_record_leave_the_context_alone(dataset: Dataset) -> None:
    whole = of_view.map_of(View(dataset, context=BOTH), PAGE)
    few = of_view.map_of(View(dataset, Filters(place=("durban",)), context=BOTH), PAGE)
    events = [{mark.place: mark.events for mark in drawn.context} for drawn in (whole, few)]
    assert events[0] == events[1] != {}


def test_a_host_that_is_filtered_out_is_named_for_its_meeting() -> None:
    drawn = layout(matched=["f2"])
    assert texts(drawn)["athens"] == "Athens 2009"


# --- a year of the journey


def test_a_year_has_its_own_meetings_in_full_earlier_ones_faint_and_no_later_ones() -> None:
    drawn = layout(year=2010)
    faint = {mark.place: [ring.faint for ring in mark.rings] for mark in drawn.context}
    assert faint == {"athens": [True], "puerto-vallarta": [False]}
    assert "puerto-vallarta" in texts(drawn)


def test_a_year_names_only_the_meetings_of_that_year() -> None:
    drawn = layout(year=2011)
    assert {label.place for label in drawn.labels if label.for_context} == {"geneva"}
    assert texts(drawn)["geneva"] == "Geneva 2011"


def test_a_year_of_the_shipped_context_has_no_later_forum(dataset: Dataset) -> None:
    drawn = of_view.map_of(View(dataset, context=BOTH), PAGE, year=2013)
    assert {ring.layer for mark in drawn.context for ring in mark.rings} == {"meetings"}
    assert max(found.earliest.year for mark in drawn.context for found in mark.events) == 2013


# --- room


def boxes(drawn: MapLayout) -> list[tuple[float, float, float, float]]:
    centres = [drawn.frame.to_px((label.x, label.y)) for label in drawn.labels]
    return [
        (x - label.width / 2, y - label.height / 2, x + label.width / 2, y + label.height / 2)
        for (x, y), label in zip(centres, drawn.labels, strict=True)
    ]


@pytest.mark.parametrize("year", [None, 2010])
def test_mexico_city_and_puerto_vallarta_are_two_places_with_a_name_each(dataset: Dataset, year: int | None) -> None:
    drawn = of_view.map_of(View(dataset, context=BOTH), PAGE, year=year)
    host = next(host for host in drawn.hosts if host.place == "mexico-city")
    ring = at(drawn, "puerto-vallarta")
    apart = np.hypot(*(drawn.frame.to_px((host.x, host.y)) - drawn.frame.to_px((ring.x, ring.y))))
    assert apart > host.radius + ring.reach + (STROKE + RING_STROKE) / 2
    named = texts(drawn)
    assert (named["mexico-city"], named["puerto-vallarta"]) == ("5  Mexico City  2010", "Puerto Vallarta 2010")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("year", [None, 2006, 2010])
@pytest.mark.parametrize("others", [False, True])
def test_no_name_covers_another_and_none_beside_the_record_covers_a_mark(
    dataset: Dataset, size: MapSize, year: int | None, others: bool
) -> None:
    drawn = of_view.map_of(View(dataset, context=BOTH), size, year=year, others=others)
    for one, two in combinations(boxes(drawn), 2):
        assert one[2] <= two[0] or two[2] <= one[0] or one[3] <= two[1] or two[3] <= one[1]
    rings = [(mark.x, mark.y, mark.reach) for mark in drawn.context]
    for unit_x, unit_y, radius in [*rings, *((host.x, host.y, host.radius) for host in drawn.hosts)]:
        x, y = drawn.frame.to_px((unit_x, unit_y))
        for label, (left, top, right, bottom) in zip(drawn.labels, boxes(drawn), strict=True):
            if label.for_context:
                assert np.hypot(x - np.clip(x, left, right), y - np.clip(y, top, bottom)) >= radius


@pytest.mark.parametrize("size", SIZES)
def test_the_name_of_a_place_of_the_context_is_next_to_it(dataset: Dataset, size: MapSize) -> None:
    """Stockholm stood in North Africa, at the end of a long line; without room next to a place it has no name."""
    drawn = of_view.map_of(View(dataset, context=BOTH), size)
    marks = {mark.place: (mark.x, mark.y) for mark in drawn.context}
    named = [label for label in drawn.labels if label.for_context]
    assert named
    for label in named:
        x, y = drawn.frame.to_px((label.x, label.y)) - drawn.frame.to_px(marks[label.place])
        assert abs(x) - label.width / 2 < 30
        assert abs(y) - label.height / 2 < 30
    records = {mark.place for mark in all_marks(drawn)}
    assert nameless(drawn) & records == set()


@pytest.mark.parametrize("lat", [-45, -50, -55])
@pytest.mark.parametrize("place", ["mexico-city", "puerto-vallarta"])
def test_no_name_lies_on_the_key_of_a_still_map(lat: float, place: str) -> None:
    low = PLACES.copy()
    low.loc[place, ["lat", "lon"]] = lat, -166.0
    drawn = layout(places=low)
    assert [line.text for line in drawn.key] == ["Meanwhile in the world", "Meetings", "Later forums"]
    named, taken = boxes(drawn), key_box(drawn.key)
    assert named
    assert taken
    for (left, _, right, bottom), key in product(named, taken):
        assert bottom <= key.top or left >= key.right or right <= key.left


# --- renderers


def test_a_ring_on_the_page_is_hollow_and_a_link_without_a_label_whose_card_has_dates_and_titles() -> None:
    found = link(layout(), "puerto-vallarta")
    assert found.get("aria-label") == "Puerto Vallarta, 2010. Meanwhile in the world"
    assert found.get("data-card") == ("Puerto Vallarta\nMeanwhile in the world\n– 10 to 11 November 2010: Meeting pv")
    assert [ring.get("fill") for ring in found.findall("circle")] == ["none"]
    assert found.findall("text") == []


def test_the_card_of_a_host_tells_its_forum_first_and_then_the_meeting() -> None:
    card = link(layout(), "athens").get("data-card").split("\n")
    assert card[:4] == ["Athens", "2009", "Forum 1", "Meanwhile in the world"]


def test_the_still_map_draws_a_ring_for_each_and_says_what_they_mean() -> None:
    drawing = map_drawing(layout())
    named = {group.name: group.items for group in groups(drawing.items)}
    (ring,) = [item for item in named["Puerto Vallarta, 2010. Meanwhile in the world"] if isinstance(item, Disc)]
    assert ring.fill is None
    assert ring.stroke is not None
    text = svg(drawing)
    assert all(f">{word}<" in text for word in ("Meanwhile in the world", "Meetings", "Later forums"))


def test_hostile_titles_and_names_are_text_on_the_page_and_in_a_still_map() -> None:
    events = [event("bad", 2010, "puerto-vallarta", title=HOSTILE)]
    places = PLACES.assign(name=PLACES["name"].replace("Puerto Vallarta", HOSTILE))
    drawn = layout(events, places=places)
    live = live_map(drawn)
    assert "<img" not in live
    assert "&lt;img src=x" in live
    still = svg(map_drawing(drawn))
    assert "<img" not in still
    assert "&lt;img src=x" in still


def test_the_map_in_words_tells_the_context_apart_after_the_record() -> None:
    said = map_alt(layout(), words())
    assert said.endswith(
        "Meanwhile in the world, government meetings and UN conferences: Athens 2009; Puerto Vallarta 2010; "
        "Geneva 2011 · 2024; Stockholm 2014. "
        "Meanwhile in the world, forums of later years: Stockholm 2014."
    )
    assert "Meanwhile" not in map_alt(layout([]), words())


def test_the_picture_behind_a_title_has_no_context(dataset: Dataset) -> None:
    bare, drawn = (of_view.backdrop(View(dataset, context=kinds), LIGHT, PAGE) for kinds in ((), BOTH))
    assert drawn == bare


# --- GeoJSON


def features(view: View) -> tuple[list[dict[str, Any]], list[dict[str, Any]], dict[str, Any]]:
    told = json.loads(to_geojson(view))
    context = [one for one in told["features"] if one["properties"].get("context")]
    return [one for one in told["features"] if one not in context], context, told


def test_the_context_is_points_of_its_own_in_geojson(dataset: Dataset) -> None:
    records, context, told = features(View(dataset, context=BOTH))
    assert records == features(View(dataset))[0]
    (point,) = [one for one in context if one["id"] == "context-puerto-vallarta"]
    assert point["geometry"]["coordinates"] == [-105.2307, 20.6204]
    (meeting,) = point["properties"]["events"]
    assert (meeting["id"], meeting["kind"], meeting["edtf"]) == ("gfmd-2010-meeting", "gfmd", "2010-11-10/2010-11-11")
    assert meeting["sources"] == ["gfmd-2010", "iom-2010", "ifad-2010"]
    assert "records" not in point["properties"]
    assert [one["id"] for one in told["context_without_place"]] == ["gfmd-2021-meeting"]


def test_no_id_stands_twice_in_geojson(dataset: Dataset) -> None:
    ids = [one["id"] for one in json.loads(to_geojson(View(dataset, context=BOTH)))["features"]]
    assert len(ids) == len(set(ids))


def test_without_context_geojson_does_not_speak_of_it(dataset: Dataset) -> None:
    _, context, told = features(View(dataset))
    assert context == []
    assert "context_without_place" not in told


def test_the_convention_alone_adds_no_point(dataset: Dataset) -> None:
    bare, convention = (features(View(dataset, context=kinds)) for kinds in ((), ("convention",)))
    assert convention[:2] == bare[:2]


# --- the page


def fragments(query: str) -> list[str]:
    return [part.proto.body for part in opened("map", query).get("html")]


def panels(query: str) -> list[str]:
    """What the page tells of the context apart from the record."""
    return [text for text in fragments(query) if text.startswith('<section class="mri-aside"')]


def stops(query: str) -> list[str]:
    return [text for text in fragments(query) if text.startswith('<div class="mri-stops')]


def test_the_page_tells_which_meeting_has_no_place() -> None:
    (told,) = [text for text in fragments("context=meetings,forums") if "has no place on the map" in text]
    assert "1 of 27 meetings shown as context has no place on the map: Thirteenth summit" in told


def test_a_city_with_nothing_but_context_opens() -> None:
    (panel,) = panels("context=meetings&city=puerto-vallarta")
    assert "Fourth meeting of the Global Forum on Migration and Development" in panel
    assert "chaired by Mexico" in panel
    assert stops("context=meetings&city=puerto-vallarta") == []


def test_without_context_such_a_city_opens_nothing() -> None:
    assert panels("city=puerto-vallarta") == []
    assert len(stops("city=puerto-vallarta")) == 1


def test_a_host_opens_with_its_records_and_then_its_meetings() -> None:
    found = fragments("context=meetings&city=geneva")
    (panel,) = [at for at, text in enumerate(found) if text.startswith('<section class="mri-aside"')]
    records = [at for at, text in enumerate(found) if text.startswith('<article class="mri-detail')]
    assert len(records) == 4
    assert max(records) < panel


def test_the_panel_of_a_year_has_the_meeting_of_that_year() -> None:
    (panel,) = panels("context=meetings,forums&year=2010")
    assert [count in panel for count in ("Third meeting", "Fourth meeting", "Fifth meeting")] == [False, True, False]


def test_later_forums_are_a_list_of_their_own() -> None:
    stayed, later = stops("context=forums")
    assert "Stockholm" not in stayed
    assert "Later forums, not in MRI’s list" in later
    assert "The sources read do not name the organiser" in later
    assert "Run by Global Coalition on Migration<" in later


def test_a_hostile_meeting_is_text_in_the_panel(whole_folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    whole_folder.set("context/meetings.csv", "gfmd-2010-meeting", "title", HOSTILE)
    monkeypatch.setenv("MRI_DATA_DIR", str(whole_folder.path))
    (panel,) = panels("context=meetings&city=puerto-vallarta")
    assert "<img" not in panel
    assert "&lt;img src=x" in panel


def test_the_key_below_the_map_explains_what_this_step_shows() -> None:
    keys = {
        query: [
            text for text in fragments(f"context=meetings,forums{query}") if text.startswith('<ul class="mri-map-key"')
        ]
        for query in ("", "&year=2010")
    }
    assert [len(found) for found in keys.values()] == [1, 1]
    assert ["Forums of later years" in found[0] for found in keys.values()] == [True, False]
    assert ["Thin: before 2010" in found[0] for found in keys.values()] == [False, True]


def test_without_context_there_is_no_key_below_the_map() -> None:
    shown = fragments("")
    assert shown
    assert not any(text.startswith('<ul class="mri-map-key"') for text in shown)
