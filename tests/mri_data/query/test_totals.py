"""Every number that a page states, counted on tables small enough to count by eye."""

from typing import Any

import pandas as pd
import pytest

from mri_data.query import totals
from mri_data.query.filters import Filters, select
from mri_data.query.totals import Counts
from mri_data.record.dataset import Dataset
from mri_data.sentences.headline import Headline, headline
from mri_data.words.names import plain_labels
from tests.conftest import MakeRecords


def forum(number: int, date: str, city: str, **more: Any) -> dict[str, Any]:
    place = city.lower().replace(" ", "-")
    return {
        "id": f"forum-{number}",
        "kind": "forum",
        "work_area": "convening",
        "number": number,
        "date": date,
        "places": (place,) if city else (),
        "cities": (city,) if city else (),
        **more,
    }


FORUMS = [forum(1, "2006", "Rome"), forum(2, "May 2007", "Oslo"), forum(3, "2010", "Rome")]
OTHERS = [
    {"id": "guide", "work_area": "publications", "languages": ("en", "fr"), "title": "Guide"},
    {"id": "leaflet", "work_area": "publications", "languages": ("fr", "es"), "date": "after 2001", "title": "Leaflet"},
    {"id": "help", "date": "ongoing"},
    {"id": "advice", "date": "since 1998"},
    {"id": "visit", "date": "1995", "places": ("oslo", "rome")},
]


def test_forums_cities_achievements_and_languages_are_counted_each_once(make_records: MakeRecords) -> None:
    assert totals.counts(make_records(*FORUMS, *OTHERS)) == Counts(
        records=8, forums=3, host_cities=2, achievements=5, languages=3
    )


def test_no_records_count_zero(make_records: MakeRecords) -> None:
    assert totals.counts(make_records()) == Counts(0, 0, 0, 0, 0)


def test_one_record_counts_one(make_records: MakeRecords) -> None:
    assert totals.counts(make_records(FORUMS[0])) == Counts(1, 1, 1, 0, 0)


def test_the_cities_of_achievements_are_no_host_cities(make_records: MakeRecords) -> None:
    assert totals.host_cities(make_records(*OTHERS)) == {}


def test_host_cities_stand_in_the_order_of_their_first_forum(make_records: MakeRecords) -> None:
    for rows in (FORUMS, FORUMS[::-1]):
        assert list(totals.host_cities(make_records(*rows)).items()) == [("Rome", 2), ("Oslo", 1)]


def test_forums_stand_in_the_order_of_their_numbers(make_records: MakeRecords) -> None:
    records = make_records(FORUMS[2], *OTHERS, FORUMS[0], FORUMS[1])
    assert list(totals.forums_of(records)["id"]) == ["forum-1", "forum-2", "forum-3"]
    assert list(totals.achievements_of(records)["id"]) == ["guide", "leaflet", "help", "advice", "visit"]


def test_a_forum_without_a_city_hosts_nowhere(make_records: MakeRecords) -> None:
    records = make_records(forum(1, "2006", ""), forum(2, "2007", "Oslo"))
    assert totals.host_cities(records) == {"Oslo": 1}


def test_languages_stand_in_the_order_of_the_records(make_records: MakeRecords) -> None:
    assert totals.languages_of(make_records(*OTHERS)) == ["en", "fr", "es"]


def test_years_are_those_that_dates_name(make_records: MakeRecords) -> None:
    assert totals.years_of(make_records(*FORUMS, *OTHERS)) == (1995, 2010)
    assert totals.years_of(make_records({"date": "before 1990"}, {"date": "ongoing"})) == (1990, 1990)
    assert totals.years_of(make_records({"date": ""}, {"date": "ongoing"})) is None
    assert totals.years_of(make_records()) is None


def test_gaps_are_the_years_between_forums_without_one(make_records: MakeRecords) -> None:
    assert totals.gap_years(make_records(*FORUMS, *OTHERS)) == [2008, 2009]
    assert totals.gap_years(make_records(*FORUMS[:2])) == []
    assert totals.gap_years(make_records(FORUMS[0])) == []
    assert totals.gap_years(make_records(*OTHERS)) == []


def test_what_has_no_start_is_undated_or_open_at_its_beginning(make_records: MakeRecords) -> None:
    records = make_records(*FORUMS, *OTHERS, {"id": "old", "date": "before 1990"})
    assert list(totals.without_start(records)["id"]) == ["guide", "leaflet", "help", "old"]


def test_records_with_a_place_name_at_least_one_city(make_records: MakeRecords) -> None:
    records = make_records(*OTHERS, FORUMS[0])
    assert list(totals.with_place(records)["id"]) == ["visit", "forum-1"]


def meeting(year: int | None, place: str) -> dict[str, Any]:
    return {"alongside": "gfmd", "alongside_year": year, "alongside_place": place}


@pytest.mark.parametrize(
    ("forums", "found"),
    [
        ([], (0, 0)),
        ([forum(1, "2006", "Rome")], (0, 0)),
        ([forum(1, "2006", "Rome", **meeting(2006, "rome"))], (1, 1)),
        ([forum(1, "2006", "Rome", **meeting(2006, "oslo"))], (1, 0)),
        ([forum(1, "2006", "Rome", **meeting(2007, "rome"))], (0, 0)),
        ([forum(1, "2006", "Rome", **meeting(None, "rome"))], (0, 0)),
        ([forum(1, "", "Rome", **meeting(2006, "rome"))], (0, 0)),
        ([forum(1, "2006", "", **meeting(2006, ""))], (1, 0)),
        (
            [forum(1, "2006", "Rome", **meeting(2006, "rome")), forum(2, "2007", "Oslo", **meeting(2007, "rome"))],
            (2, 1),
        ),
    ],
)
def test_forums_parallel_to_a_government_meeting_are_those_of_its_year_and_then_of_its_city(
    make_records: MakeRecords, forums: list[dict[str, Any]], found: tuple[int, int]
) -> None:
    assert totals.alongside(make_records(*forums, *OTHERS)) == found


def test_records_are_counted_by_how_they_are_documented_in_a_fixed_order(make_records: MakeRecords) -> None:
    found = totals.evidence_counts(make_records({"evidence": "own-account"}, {}, {"evidence": "documented"}))
    assert list(found.items()) == [("documented", 1), ("event", 0), ("own-account", 1)]


def test_the_order_of_the_records_changes_no_number(dataset: Dataset) -> None:
    records = dataset.records
    shuffled = records.sample(frac=1, random_state=3)
    assert list(shuffled["id"]) != list(records["id"])
    for count in (
        totals.counts,
        totals.host_cities,
        totals.years_of,
        totals.gap_years,
        totals.alongside,
    ):
        assert count(shuffled) == count(records)


def test_the_shipped_record_counts_seven_forums_six_cities_ten_achievements_four_languages(dataset: Dataset) -> None:
    records = dataset.records
    assert totals.counts(records) == Counts(17, 7, 6, 10, 4)
    assert totals.years_of(records) == (1995, 2013)
    assert totals.gap_years(records) == [2012]
    assert totals.alongside(records) == (7, 6)


# --- the headline of the overview


def marked(count: Headline) -> tuple[int, int]:
    """How many marks of a count are on, and how many there are."""
    marks = [*(unit.on for unit in count.units), *(word.on for word in count.words)]
    return sum(marks), len(marks)


def test_the_headline_counts_as_many_marks_as_its_numbers_say(dataset: Dataset) -> None:
    found = headline(dataset.records, dataset.records, plain_labels())
    assert [(one.number, one.of, one.noun) for one in found] == [
        (7, "", "forums"),
        (6, "", "host cities"),
        (10, "", "achievements"),
        (4, "", "handbook languages"),
    ]
    assert [marked(one) for one in found] == [(7, 7), (6, 6), (10, 10), (4, 4)]
    assert [word.text for word in found[3].words] == ["English", "French", "Italian", "Spanish"]
    assert [mark.size for mark in found[1].units] == [2, 1, 1, 1, 1, 1]


def test_the_headline_of_a_choice_says_out_of_how_many_and_keeps_all_marks(dataset: Dataset) -> None:
    shown = select(dataset.records, Filters(place=("new-york",)))
    found = headline(dataset.records, shown, plain_labels())
    assert [(one.number, one.of, one.noun) for one in found] == [
        (2, "of 7", "forums"),
        (1, "of 6", "host cities"),
        (1, "of 10", "achievements"),
        (0, "of 4", "handbook languages"),
    ]
    assert [marked(one) for one in found] == [(2, 7), (1, 6), (1, 10), (0, 4)]


def test_the_headline_of_no_records_is_zero(make_records: MakeRecords) -> None:
    found = headline(make_records(), make_records(), plain_labels())
    assert [(one.number, one.of, one.units, one.words) for one in found] == [(0, "", (), ())] * 4


def test_undated_and_ongoing_records_have_marks_of_their_own(make_records: MakeRecords) -> None:
    records = make_records(*OTHERS)
    assert [mark.shape for mark in headline(records, records, plain_labels())[2].units] == [
        "ring",
        "ring",
        "fade",
        "fade",
        "pill",
    ]


def test_more_records_than_one_can_count_are_a_number_without_marks(make_records: MakeRecords) -> None:
    records = make_records(*(forum(number, "2006", "Rome") for number in range(1, 71)))
    first = headline(records, records, plain_labels())[0]
    assert (first.number, first.units) == (70, ())


def test_counting_changes_nothing(make_records: MakeRecords) -> None:
    records = make_records(*FORUMS, *OTHERS)
    before = records.copy(deep=True)
    totals.counts(records)
    totals.alongside(records)
    headline(records, records[records["id"] == "guide"], plain_labels())
    pd.testing.assert_frame_equal(records, before)
