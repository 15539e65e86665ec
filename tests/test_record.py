"""The shipped record says what its source says, and nothing that it does not."""

import csv
import hashlib
import re
from pathlib import Path

import pandas as pd
import pytest

from mri_data.reading.data_folder import DATA_DIR
from mri_data.record.dataset import Dataset
from mri_data.record.view import View
from mri_data.words.catalogue import words
from mri_data.words.date_text import date_text

# So many words in a row are the source's own and not ours.
RUN = 8

FORUMS = [
    (1, "New York", 2006),
    (2, "Brussels", 2007),
    (3, "Manila", 2008),
    (4, "Athens", 2009),
    (5, "Mexico City", 2010),
    (6, "Geneva", 2011),
    (7, "New York", 2013),
]

WHEN = {
    "un-visibility-1995": ("1995", "1995"),
    "ratification-campaign-1998": ("1998", "1998"),
    "durban-2001": ("2001", "2001"),
    "ngo-platform": ("[2001..]", "After 2001"),
    "pga-2006": ("2006", "2006"),
    "pga-series": ("2006/2013", "2006 to 2013"),
    "pga-2007": ("2007", "2007"),
    "pga-2008": ("2008-10-22/2008-10-30", "22 to 30 October 2008"),
    "pga-2009": ("2009", "2009"),
    "pga-2010": ("2010", "2010"),
    "cmw-discussion-2011": ("2011-09-19", "19 September 2011"),
    "pga-2011": ("2011-11-29/2011-12-02", "29 November to 2 December 2011"),
    "pga-2013": ("2013-09-30/2013-10-04", "30 September to 4 October 2013"),
    "grassroots": ("../..", "Ongoing; start not recorded"),
    "un-participation": ("../..", "Ongoing; start not recorded"),
    "handbook": ("", "No date in the source"),
    "special-rapporteur": ("", "No date in the source"),
}


def forums(dataset: Dataset) -> pd.DataFrame:
    return dataset.records[dataset.records["kind"] == "forum"].sort_values("number")


def achievements(dataset: Dataset) -> pd.DataFrame:
    return dataset.records[dataset.records["kind"] == "achievement"]


def record(dataset: Dataset, record_id: str) -> pd.Series:
    (line,) = dataset.records.index[dataset.records["id"] == record_id]
    return dataset.records.loc[line]


def test_the_shipped_record_has_no_problem_and_every_correction_still_matches(dataset: Dataset) -> None:
    assert dataset.problems == ()


def test_there_are_seven_forums_in_these_cities_and_years(dataset: Dataset) -> None:
    found = [(row.number, *row.cities, row.earliest.year, row.latest.year) for row in forums(dataset).itertuples()]
    assert found == [(number, city, year, year) for number, city, year in FORUMS]


def test_the_forums_met_in_six_cities_and_in_new_york_twice(dataset: Dataset) -> None:
    cities = forums(dataset)["cities"].explode()
    assert cities.nunique() == 6
    assert cities[cities.duplicated()].tolist() == ["New York"]


def test_forums_are_the_convening_work_that_mri_initiated(dataset: Dataset) -> None:
    assert set(forums(dataset)["work_area"]) == {"convening"}
    assert set(forums(dataset)["role"]) == {"initiated"}


def test_no_record_has_2012_as_its_only_year(dataset: Dataset) -> None:
    dates = dataset.records[["earliest", "latest"]].apply(lambda column: column.dt.year)
    assert not ((dates["earliest"] == 2012) | (dates["latest"] == 2012)).any()


def test_2012_is_explained_by_a_note_with_sources(dataset: Dataset) -> None:
    (note,) = [note for note in dataset.notes if 2012 in note.years]
    assert note.years == (2012,)
    assert len(note.sources) >= 2


def test_there_is_one_achievement_for_each_of_the_ten_paragraphs(dataset: Dataset) -> None:
    assert sorted(achievements(dataset)["source_ref"], key=lambda ref: int(ref.split()[1])) == [
        f"paragraph {number}" for number in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10)
    ]


def test_every_forum_stands_in_paragraph_1(dataset: Dataset) -> None:
    assert set(forums(dataset)["source_ref"]) == {"paragraph 1"}


def test_every_record_comes_from_the_one_page_by_mri(dataset: Dataset) -> None:
    assert set(dataset.records["source"]) == {"mri-achievements"}


def test_the_handbook_exists_in_four_languages_and_nothing_else_names_any(dataset: Dataset) -> None:
    named = {row.id: row.languages for row in dataset.records.itertuples() if row.languages}
    assert named == {"handbook": ("en", "fr", "it", "es")}


def test_every_record_has_its_date_and_stands_in_the_order_of_dates(dataset: Dataset) -> None:
    found = {row.id: (row.edtf, row.date_text) for row in View(dataset).records.itertuples()}
    assert list(found.items()) == list(WHEN.items())


def test_the_day_of_general_discussion_was_19_september_2011_in_geneva(dataset: Dataset) -> None:
    day = record(dataset, "cmw-discussion-2011")
    assert day["earliest"] == day["latest"] == pd.Timestamp(2011, 9, 19)
    assert (day["precision"], day["places"]) == ("day", ("geneva",))


@pytest.mark.parametrize("record_id", ["handbook", "special-rapporteur"])
def test_what_the_source_does_not_date_stays_undated(dataset: Dataset, record_id: str) -> None:
    undated = record(dataset, record_id)
    assert undated["precision"] == "undated"
    assert undated[["earliest", "latest"]].isna().all()
    assert undated["date_source"] == ()


def test_nothing_else_is_undated(dataset: Dataset) -> None:
    undated = dataset.records[dataset.records["precision"] == "undated"]
    assert set(undated["id"]) == {"handbook", "special-rapporteur"}


def test_the_platform_came_after_2001_and_nobody_says_how_long_after(dataset: Dataset) -> None:
    platform = record(dataset, "ngo-platform")
    assert platform["precision"] == "after"
    assert platform["earliest"] == pd.Timestamp(2001, 1, 1)
    assert pd.isna(platform["latest"])


def test_two_records_are_ongoing_without_a_start(dataset: Dataset) -> None:
    ongoing = dataset.records[dataset.records["precision"] == "ongoing"]
    assert set(ongoing["id"]) == {"un-participation", "grassroots"}
    assert ongoing[["earliest", "latest"]].isna().all(axis=None)


def test_days_are_given_for_2008_2011_and_2013_only(dataset: Dataset) -> None:
    days = forums(dataset)[forums(dataset)["precision"] != "year"]
    assert [(row.earliest.year, row.precision) for row in days.itertuples()] == [
        (2008, "range"),
        (2011, "range"),
        (2013, "range"),
    ]


def test_days_rest_on_two_sources_that_are_not_the_page_of_the_record(dataset: Dataset) -> None:
    days = forums(dataset)[forums(dataset)["precision"] == "range"]
    assert len(days) == 3
    assert all(len(set(sources) - {"mri-achievements"}) >= 2 for sources in days["date_source"])


def test_the_government_meeting_of_2010_was_in_puerto_vallarta_and_no_record_is(dataset: Dataset) -> None:
    fifth = record(dataset, "pga-2010")
    assert (fifth["places"], fifth["alongside"], fifth["alongside_place"], fifth["alongside_edtf"]) == (
        ("mexico-city",),
        "gfmd",
        "puerto-vallarta",
        "2010-11-10/2010-11-11",
    )
    assert "puerto-vallarta" not in set(dataset.records["places"].explode())


def test_the_first_and_the_last_forum_ran_parallel_to_the_un_and_the_others_to_the_global_forum(
    dataset: Dataset,
) -> None:
    assert list(forums(dataset)["alongside"]) == ["hld", "gfmd", "gfmd", "gfmd", "gfmd", "gfmd", "hld"]


def test_the_days_of_a_government_meeting_are_not_those_of_the_civil_society_days_before_it(
    dataset: Dataset,
) -> None:
    assert [date_text(edtf, words("en")) for edtf in forums(dataset)["alongside_edtf"]] == [
        "14 to 15 September 2006",
        "10 to 11 July 2007",
        "29 to 30 October 2008",
        "4 to 5 November 2009",
        "10 to 11 November 2010",
        "29 November to 2 December 2011",
        "3 to 4 October 2013",
    ]
    assert "does not separate them from the civil society days" in record(dataset, "pga-2011")["also_known"][2].text


def test_the_place_of_the_last_forum_rests_on_sources_that_name_it(dataset: Dataset) -> None:
    assert record(dataset, "pga-2013")["place_source"] == ("mri-achievements", "psi-2013", "gfmd2010-blog-2013")


def test_the_first_special_rapporteur_is_known_from_the_page_that_names_her(dataset: Dataset) -> None:
    created, appointed = record(dataset, "special-rapporteur")["also_known"]
    assert (created.sources, appointed.sources) == (("ohchr-sr-mandate", "ohchr-chr55"), ("un-2000-82-p4",))
    assert dataset.sources["un-2000-82-p4"].url.endswith("&page=4")
    assert dataset.sources["ohchr-chr55"].title == "Commission on Human Rights concludes fifty-fifth session"


def test_the_note_on_copies_names_every_source_that_is_a_copy(dataset: Dataset) -> None:
    noted = [source for note in dataset.notes if note.id in {"copies", "context-copies"} for source in note.sources]
    assert len(noted) == len(set(noted))
    assert set(noted) == {source.id for source in dataset.sources.values() if source.copy}


def test_every_source_cited_is_described(dataset: Dataset) -> None:
    assert cited(dataset) <= set(dataset.sources)


def test_every_source_described_is_cited_or_credited(dataset: Dataset) -> None:
    about_the_page_as_a_whole = {"mri-about", "natural-earth"}
    assert set(dataset.sources) - cited(dataset) == about_the_page_as_a_whole


def cited(dataset: Dataset) -> set[str]:
    """Every source id that the record, its corrections, its notes, its places and its context name."""
    records = dataset.records
    many = ("date_source", "place_source", "alongside_source")
    ids = set(records["source"]) | set(dataset.places["source"])
    ids |= {source for name in many for sources in records[name] for source in sources}
    ids |= {
        source
        for name in ("also_known", "not_confirmed")
        for notes in records[name]
        for note in notes
        for source in note.sources
    }
    ids |= {source for note in dataset.notes for source in note.sources}
    context = dataset.context
    for table in (context.meetings, context.milestones, context.later_forums, context.parties, context.signatories):
        ids |= {source for sources in table["sources"] for source in sources}
    assert context.about
    ids |= {context.about.parties_source, context.about.check_source}
    return ids | {correction.source for correction in dataset.corrections}


def test_every_fact_of_other_sources_says_whose_it_is(dataset: Dataset) -> None:
    notes = [note for notes in dataset.records["also_known"] for note in notes]
    assert len(notes) >= 10
    assert [note.text for note in notes if not note.sources] == []


def test_no_fact_of_another_source_rests_on_the_page_of_the_record(dataset: Dataset) -> None:
    notes = [note for notes in dataset.records["also_known"] for note in notes]
    assert [note.text for note in notes if "mri-achievements" in note.sources] == []


def test_places_and_meetings_name_their_sources(dataset: Dataset) -> None:
    for row in dataset.records.itertuples():
        assert bool(row.places) == bool(row.place_source), row.id
        assert bool(row.alongside) == bool(row.alongside_source), row.id


def test_a_summary_states_what_mri_did_in_the_verb_of_its_source(dataset: Dataset) -> None:
    started = re.compile(r"(?:In \d{4} )?MRI \w+ ")
    starts = [(row.role, started.match(row.summary)) for row in dataset.records.itertuples()]
    assert {(role, found and found.group()) for role, found in starts} == {
        ("initiated", "MRI initiated "),
        ("advocated", "MRI advocated "),
        ("made-visible", "MRI made "),
        ("launched", "In 1998 MRI launched "),
        ("produced", "MRI produced "),
        ("facilitated", "MRI facilitated "),
        ("published", "MRI published "),
        ("supports", "MRI supports "),
        ("assists", "MRI assists "),
    }


def runs(text: str) -> set[str]:
    """The hash of each run of eight words, in lower case, of letters and digits only."""
    written = [word for word in (re.sub(r"[\W_]", "", one.lower()) for one in text.split()) if word]
    told = (" ".join(written[at : at + RUN]) for at in range(len(written) - RUN + 1))
    return {hashlib.sha256(run.encode()).hexdigest()[:16] for run in told}


@pytest.mark.parametrize("file", ["forums.csv", "achievements.csv"])
def test_no_summary_shares_eight_words_in_a_row_with_the_source(file: str) -> None:
    """`source_runs.txt` holds the hashes of the source's runs of eight words, so that its text need not be kept."""
    source = set(Path(__file__).with_name("source_runs.txt").read_text("ascii").split())
    assert len(source) > 300
    with (DATA_DIR / file).open(encoding="utf-8", newline="") as table:
        assert [row["id"] for row in csv.DictReader(table) if runs(row["summary"]) & source] == []


def test_the_treaty_has_its_official_name_and_the_committee_its_own(dataset: Dataset) -> None:
    summary = record(dataset, "ratification-campaign-1998")["summary"]
    assert "(ICRMW)" in summary
    assert "UN Migrant Workers Convention" not in summary
    assert dataset.names["body.full"]["cmw"] == (
        "Committee on the Protection of the Rights of All Migrant Workers and Members of Their Families"
    )


def test_every_place_of_a_record_is_on_the_map(dataset: Dataset) -> None:
    named = set(dataset.records["places"].explode().dropna())
    context = dataset.context
    beside = {
        place
        for table in (context.meetings, context.milestones, context.later_forums)
        for place in table["places"].explode().dropna()
    }
    assert named | beside == set(dataset.places.index)
    assert named == {
        "new-york",
        "brussels",
        "manila",
        "athens",
        "mexico-city",
        "geneva",
        "copenhagen",
        "beijing",
        "durban",
    }


@pytest.mark.parametrize(
    ("place", "latitude", "longitude", "country"),
    [
        ("new-york", 40.7, -74.0, "US"),
        ("brussels", 50.9, 4.3, "BE"),
        ("manila", 14.6, 121.0, "PH"),
        ("athens", 38.0, 23.7, "GR"),
        ("mexico-city", 19.4, -99.1, "MX"),
        ("geneva", 46.2, 6.1, "CH"),
        ("copenhagen", 55.7, 12.6, "DK"),
        ("beijing", 39.9, 116.4, "CN"),
        ("durban", -29.9, 31.0, "ZA"),
        ("puerto-vallarta", 20.6, -105.2, "MX"),
    ],
)
def test_cities_are_where_they_are(
    dataset: Dataset, place: str, latitude: float, longitude: float, country: str
) -> None:
    found = dataset.places.loc[place]
    assert found["lat"] == pytest.approx(latitude, abs=0.06)
    assert found["lon"] == pytest.approx(longitude, abs=0.06)
    assert found["country"] == country


def test_the_text_ends_in_2013_and_no_date_goes_beyond(dataset: Dataset) -> None:
    assert dataset.about.text_ends == 2013
    assert dataset.records["latest"].dropna().max() == pd.Timestamp(2013, 12, 31)


def test_no_reader_can_change_the_record(dataset: Dataset) -> None:
    records, places = dataset.records, dataset.places
    records["title"] = "changed"
    records.loc[0, "id"] = "changed"
    places.loc["geneva", "name"] = "changed"
    now = set(dataset.records["title"]) | set(dataset.records["id"]) | set(dataset.places["name"])
    assert "changed" not in now
