"""Choosing records: each filter alone, filters together, counts of facets, and the choice in words."""

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mri_data.query.filters import FACETS, FILTERS, Filters, facets, relaxations, select
from mri_data.query.index import Index
from mri_data.record.dataset import Dataset
from mri_data.words.catalogue import words
from mri_data.words.names import Labels
from mri_data.words.spelling import fold
from tests.conftest import MakeRecords, records_of

# One choice for each filter, and the ids that it keeps of the table below.
TABLE: list[dict[str, Any]] = [
    {
        "id": "forum",
        "kind": "forum",
        "work_area": "convening",
        "role": "initiated",
        "date": "2006",
        "places": ("geneva",),
        "title": "A forum in Genève",
        "evidence": "documented",
    },
    {
        "id": "guide",
        "work_area": "publications",
        "role": "produced",
        "date": "",
        "languages": ("en", "fr"),
        "title": "Guide",
        "evidence": "own-account",
    },
    {
        "id": "help",
        "date": "ongoing",
        "bodies": ("ilo", "iom"),
        "places": ("geneva", "manila"),
        "title": "Help",
    },
]
ONE_FILTER_EACH: dict[str, tuple[Any, list[str]]] = {
    "text": ("geneve", ["forum"]),
    "work_area": (("publications",), ["guide"]),
    "kind": (("forum",), ["forum"]),
    "role": (("supports",), ["help"]),
    "place": (("manila",), ["help"]),
    "body": (("ilo",), ["help"]),
    "language": (("fr",), ["guide"]),
    "evidence": (("own-account", "event"), ["guide"]),
    "precision": (("year",), ["forum"]),
    "years": ((2007, 2008), ["guide", "help"]),
    "undated": (False, ["forum", "help"]),
    "ongoing": (False, ["forum", "guide"]),
}


def ids(records: pd.DataFrame, **choice: Any) -> list[str]:
    """The ids that a choice keeps."""
    return list(select(records, Filters(**choice))["id"])


def test_every_filter_has_its_example_here() -> None:
    assert set(ONE_FILTER_EACH) == set(FILTERS) == set(Filters.__dataclass_fields__)


@pytest.mark.parametrize(("name", "value", "kept"), [(name, *case) for name, case in ONE_FILTER_EACH.items()])
def test_each_filter_by_itself_keeps_what_it_is_for(name: str, value: Any, kept: list[str]) -> None:
    assert ids(records_of(*TABLE), **{name: value}) == kept


def test_no_filter_keeps_everything(make_records: MakeRecords) -> None:
    assert ids(make_records(*TABLE)) == ["forum", "guide", "help"]


def test_several_values_of_a_facet_keep_what_has_any_of_them(make_records: MakeRecords) -> None:
    records = make_records(*TABLE)
    assert ids(records, work_area=("convening", "publications")) == ["forum", "guide"]
    assert ids(records, place=("manila", "geneva")) == ["forum", "help"]


def test_several_facets_keep_what_has_all_of_them(make_records: MakeRecords) -> None:
    records = make_records(*TABLE)
    assert ids(records, place=("geneva",), kind=("achievement",)) == ["help"]
    assert ids(records, place=("manila",), kind=("forum",)) == []


def test_a_value_that_no_record_has_keeps_nothing(make_records: MakeRecords) -> None:
    records = make_records(*TABLE)
    assert ids(records, place=("atlantis",)) == []
    assert ids(records, work_area=("atlantis",)) == []


def test_a_choice_of_no_records_has_no_records(make_records: MakeRecords) -> None:
    records = make_records()
    for name, (value, _) in ONE_FILTER_EACH.items():
        assert ids(records, **{name: value}) == []


# --- years

DATES = ["2006", "22 October 2008", "2007-2010", "after 2001", "before 1990", "since 1998", "ongoing", "", "c. 1999"]


@pytest.mark.parametrize(
    ("years", "kept"),
    [
        ((2006, 2006), ["2006", "after 2001", "since 1998", "ongoing", ""]),
        ((2008, 2008), ["22 October 2008", "2007-2010", "after 2001", "since 1998", "ongoing", ""]),
        ((2010, 2012), ["2007-2010", "after 2001", "since 1998", "ongoing", ""]),
        ((2011, 2012), ["after 2001", "since 1998", "ongoing", ""]),
        ((1989, 1989), ["before 1990", "ongoing", ""]),
        ((1990, 1990), ["before 1990", "ongoing", ""]),
        ((1991, 1997), ["ongoing", ""]),
        ((1999, 2000), ["since 1998", "ongoing", "", "c. 1999"]),
        ((2000, 2000), ["since 1998", "ongoing", ""]),
        ((1000, 2999), DATES),
    ],
)
def test_a_record_stays_when_it_may_fall_in_the_years(
    make_records: MakeRecords, years: tuple[int, int], kept: list[str]
) -> None:
    records = make_records(*({"id": date, "date": date} for date in DATES))
    assert ids(records, years=years) == kept
    assert ids(records, years=years[::-1]) == kept


def test_undated_and_ongoing_records_go_when_they_are_switched_off(make_records: MakeRecords) -> None:
    records = make_records(*({"id": date, "date": date} for date in DATES))
    assert ids(records, years=(1991, 1997), undated=False) == ["ongoing"]
    assert ids(records, years=(1991, 1997), ongoing=False) == [""]
    assert ids(records, ongoing=False, undated=False) == [
        "2006",
        "22 October 2008",
        "2007-2010",
        "after 2001",
        "before 1990",
        "c. 1999",
    ]


# --- text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("genève", True),
        ("GENEVE", True),
        ("  migrants'  RIGHTS ", True),
        ("rights migrants", True),
        ("rights racism", False),
        ("igran", True),
        ("rodriguez", True),
        ("ï", True),
        ("c++", False),
        (".*", False),
        ("(", False),
        ("[a-z]+", False),
        ("\\", False),
        ("|", False),
        ("^", False),
        ("", True),
        ("   ", True),
    ],
)
def test_text_is_found_by_its_words_whatever_their_order_case_and_accents(
    make_records: MakeRecords, text: str, found: bool
) -> None:
    records = make_records({"title": "Migrants’ rights in Genève: Gabriela Rodríguez"})
    assert (len(select(records, Filters(text=text))) == 1) is found


SIGNS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8) | st.sampled_from(
    [".", "a.c", "\\", "\\Q", "\\d", "[a-z]", "(?i)A", "$^", "*+?{2}|", "#  ", "\n", "é", "日本", "x" * 20_000]
)


@given(SIGNS, SIGNS)
@example("a", ".")
@example("a.b\\Ec", "\\E")
def test_every_sign_of_a_search_stands_for_itself(text: str, word: str) -> None:
    table = pd.DataFrame({"search": pd.Series([text, f"{text}{word}{text}", ""], dtype="str")})
    assert Index(table).containing(word).tolist() == [word in text, True, not word]


@given(st.text(max_size=20))
@example("(?P<")
@example("\x00")
def test_no_text_breaks_the_search(text: str) -> None:
    records = records_of(*TABLE)
    assert set(ids(records, text=text)) <= {"forum", "guide", "help"}


@given(st.text(alphabet=".*+?[](){}|\\^$ab", min_size=1, max_size=6))
def test_signs_of_patterns_are_searched_for_as_they_stand(text: str) -> None:
    assert ids(records_of({"id": "a", "title": f"x {text} x"}), text=text) == ["a"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("peoples global action athens", {"pga-2009", "pga-series"}),
        ("PGA", {"pga-series", *(f"pga-{year}" for year in (2006, 2007, 2008, 2009, 2010, 2011, 2013))}),
        ("undocumented", {"cmw-discussion-2011"}),
        ("puerto vallarta", {"pga-2010"}),
        ("Palais Wilson", {"cmw-discussion-2011"}),
        ("webcast", {"cmw-discussion-2011"}),
        ("Accra", {"pga-series"}),
        ("World Summit on Social Development", {"un-visibility-1995"}),
        ("unhld", {"pga-2006", "pga-2013", "pga-series"}),
        ("450 participants", {"pga-2013"}),
        ("handbook", {"handbook"}),
        ("italian", {"handbook"}),
        ("november 2011", {"pga-2011"}),
        ("greece", {"pga-2009", "pga-series"}),
        ("made visible", {"un-visibility-1995"}),
        ("ILO", {"un-participation"}),
        ("nowhere", set()),
    ],
)
def test_the_shipped_record_is_searched_in_every_word_a_reader_sees_of_it(
    dataset: Dataset, text: str, found: set[str]
) -> None:
    assert set(ids(dataset.records, text=text)) == found


def test_what_records_are_only_looked_up_by_is_no_value_of_a_facet(dataset: Dataset) -> None:
    assert "pga" not in dataset.codes["body"]
    assert dataset.codes["body"] == set(dataset.records["bodies"].explode().dropna())


# --- facets


def test_a_facet_counts_with_all_other_filters_and_without_its_own(make_records: MakeRecords) -> None:
    counts = facets(make_records(*TABLE), Filters(kind=("achievement",), work_area=("support",)))
    assert counts["work_area"] == {"publications": 1, "support": 1, "convening": 0}
    assert counts["kind"] == {"achievement": 1, "forum": 0}
    assert counts["place"] == {"geneva": 1, "manila": 1}
    assert counts["language"] == {"en": 0, "fr": 0}


def test_values_that_count_zero_come_last_and_the_others_keep_their_order(make_records: MakeRecords) -> None:
    records = make_records(*TABLE)
    assert list(facets(records, Filters())["work_area"]) == ["convening", "publications", "support"]
    assert list(facets(records, Filters())["kind"]) == ["forum", "achievement"]
    assert list(facets(records, Filters(text="help"))["work_area"]) == ["support", "convening", "publications"]
    assert list(facets(records, Filters(text="guide"))["place"]) == ["geneva", "manila"]


def test_a_facet_lists_only_what_the_records_have(make_records: MakeRecords) -> None:
    counts = facets(make_records(*TABLE), Filters())
    assert counts == {
        "work_area": {"convening": 1, "publications": 1, "support": 1},
        "kind": {"forum": 1, "achievement": 2},
        "role": {"initiated": 1, "produced": 1, "supports": 1},
        "place": {"geneva": 2, "manila": 1},
        "body": {"ilo": 1, "iom": 1},
        "language": {"en": 1, "fr": 1},
        "evidence": {"documented": 1, "own-account": 1},
        "precision": {"year": 1, "ongoing": 1, "undated": 1},
    }


def test_a_count_of_a_facet_is_what_choosing_only_that_value_shows(dataset: Dataset) -> None:
    chosen = Filters(years=(2006, 2011), undated=False)
    for facet, counts in facets(dataset.records, chosen).items():
        for code, count in counts.items():
            kept = select(dataset.records, replace(chosen, **{facet: (code,)}))  # type: ignore[arg-type]
            assert len(kept) == count, (facet, code)


def test_facets_of_no_records_are_empty(make_records: MakeRecords) -> None:
    assert facets(make_records(), Filters()) == {facet: {} for facet in FACETS}


@given(
    st.builds(
        Filters,
        text=st.sampled_from(["", "guide", "zzz"]),
        work_area=st.sampled_from([(), ("support",), ("support", "convening")]),
        place=st.sampled_from([(), ("geneva",), ("manila",)]),
        years=st.none() | st.tuples(st.integers(1990, 2020), st.integers(1990, 2020)),
        undated=st.booleans(),
        ongoing=st.booleans(),
    )
)
def test_choosing_and_counting_change_nothing(filters: Filters) -> None:
    records = records_of(*TABLE)
    before = records.copy(deep=True)
    kept = select(records, filters)
    facets(records, filters)
    pd.testing.assert_frame_equal(records, before)
    assert list(kept["id"]) == [one for one in before["id"] if one in set(kept["id"])]


# --- the choice in words

LABELS = Labels(words("en"), {"place": {"new-york": "New York"}, "body": {"ilo": "ILO"}})


@pytest.mark.parametrize(
    ("filters", "sentence"),
    [
        (Filters(), "All records"),
        (Filters(work_area=("advocacy",)), "Advocacy"),
        (
            Filters(work_area=("advocacy", "support", "campaign")),
            "Advocacy, support or campaign",
        ),
        (Filters(kind=("forum",)), "Forums"),
        (Filters(role=("made-visible", "assists")), "Put on the agenda or assists"),
        (Filters(place=("new-york", "geneva")), "New York or Geneva"),
        (Filters(body=("ilo",)), "ILO"),
        (Filters(language=("fr",)), "French"),
        (Filters(precision=("ongoing", "undated")), "Ongoing or no date"),
        (
            Filters(kind=("forum",), place=("geneva", "new-york"), language=("fr",)),
            "Forums, Geneva or New York, French",
        ),
        (Filters(years=(2006, 2011)), "2006 to 2011"),
        (Filters(years=(2011, 2006)), "2006 to 2011"),
        (Filters(years=(2006, 2006)), "2006"),
        (Filters(undated=False), "Without undated records"),
        (Filters(ongoing=False), "Without ongoing records"),
        (Filters(text="{work} %s"), "“{work} %s”"),
        (
            Filters(text="rights", work_area=("support",), years=(1995, 2001), ongoing=False),
            "“rights”, support, 1995 to 2001, without ongoing records",
        ),
    ],
)
def test_filters_are_described_in_a_sentence(filters: Filters, sentence: str) -> None:
    assert filters.describe(LABELS) == sentence


def test_filters_can_be_described_without_the_names_of_any_data() -> None:
    assert Filters(place=("new-york",)).describe() == "New York"


def test_the_parts_of_a_choice_are_its_single_values_in_order() -> None:
    filters = Filters(text="a", kind=("forum",), place=("x", "y"), years=(1, 2), undated=False)
    assert filters.parts() == [
        ("text", "a"),
        ("kind", "forum"),
        ("place", "x"),
        ("place", "y"),
        ("years", (1, 2)),
        ("undated", False),
    ]
    assert Filters().parts() == []


def test_one_value_can_be_removed() -> None:
    filters = Filters(text="a", place=("x", "y"), years=(1, 2), undated=False)
    assert filters.without("place", "x") == Filters(text="a", place=("y",), years=(1, 2), undated=False)
    assert filters.without("place") == Filters(text="a", years=(1, 2), undated=False)
    assert filters.without("years", (1, 2)) == Filters(text="a", place=("x", "y"), undated=False)
    assert filters.without("undated", False) == Filters(text="a", place=("x", "y"), years=(1, 2))
    assert filters.without("text") == Filters(place=("x", "y"), years=(1, 2), undated=False)


def test_a_choice_without_all_its_parts_is_no_choice() -> None:
    filters = Filters(text="a", place=("x", "y"), years=(1, 2), ongoing=False)
    for name, value in filters.parts():
        assert filters
        filters = filters.without(name, value)
    assert not filters
    assert filters == Filters()


def test_a_way_out_of_an_empty_choice_takes_back_what_helps(make_records: MakeRecords) -> None:
    records = make_records(
        {"id": "a", "work_area": "campaign", "date": "1998"}, {"id": "b", "work_area": "support", "date": "2001"}
    )
    found = relaxations(records, Filters(work_area=("campaign",), years=(2001, 2001)))
    assert [(way.without, way.found) for way in found] == [
        ((("work_area", "campaign"),), 1),
        ((("years", (2001, 2001)),), 1),
    ]


def test_where_no_single_change_helps_two_are_taken_back_together(make_records: MakeRecords) -> None:
    records = make_records({"id": "a", "work_area": "campaign", "title": "one"})
    found = relaxations(records, Filters(text="two", work_area=("support",), ongoing=False))
    assert [(way.without, way.found) for way in found] == [((("text", "two"), ("work_area", "support")), 1)]
    assert found[0].filters == Filters(ongoing=False)


def test_the_words_of_a_search_are_folded_like_the_records() -> None:
    assert fold("Ågå’s  ÉTÉ") == "agas ete"
