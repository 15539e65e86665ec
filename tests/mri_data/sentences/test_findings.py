"""Titles and findings state what the records shown let one say, and not one forum more."""

import re
from dataclasses import replace
from typing import Any

import pytest

from mri_data.query.filters import Filters, select
from mri_data.record.dataset import Dataset, load_dataset
from mri_data.record.view import View
from mri_data.schema.settings import QualityNote
from mri_data.sentences import findings as sentences
from mri_data.sentences.headline import headline
from mri_data.sentences.one_record import citation, detail
from mri_data.sentences.page_title import page_title
from mri_data.words.catalogue import words
from mri_data.words.names import Labels
from tests.conftest import DataFolder, MakeRecords, records_of

SAY = words("en")
WHOLE = Filters()
CONVENING = Filters(work_area=("convening",))
# A choice that a title repeats; with a long search it would not fit.
CITIES, SIX_AND_THREE = "“migra”, Athens, Brussels, Geneva, Manila or New York", "six forums, three achievements"


@pytest.fixture(scope="module")
def labels() -> Labels:
    return load_dataset().labels(SAY)


def every_title(dataset: Dataset, filters: Filters, labels: Labels) -> list[str]:
    """All sentences that pages may show of a choice."""
    shown = select(dataset.records, filters)
    counts = headline(dataset.records, shown, labels)
    return [
        sentences.overview_title(shown, SAY),
        sentences.timeline_title(shown, SAY),
        sentences.areas_title(shown, SAY),
        sentences.map_title(shown, dataset, SAY),
        sentences.cities_title(shown, dataset, SAY),
        sentences.records_title(shown, labels),
        sentences.sources_title(dataset, SAY),
        sentences.filtered_title(shown, filters, labels),
        *(finding.text for finding in sentences.findings(shown, dataset, labels)),
        *(" ".join(f"{one.number} {one.of} {one.noun}. {one.note}".split()) for one in counts),
    ]


def test_the_titles_of_the_whole_record_are_these(dataset: Dataset, labels: Labels) -> None:
    records = dataset.records
    assert page_title(View(dataset), "overview") == (
        "Ten achievements on record, from the UN conferences of 1995 to a seventh civil society forum in 2013"
    )
    assert page_title(View(dataset), "timeline") == (
        "Five kinds of work, from the UN conferences of 1995 to a seventh civil society forum in 2013"
    )
    assert sentences.areas_title(records, SAY) == "Five kinds of work, 1995 to 2013"
    assert sentences.map_title(records, dataset, SAY) == (
        "The forum travelled to six cities on three continents and came back to New York"
    )
    assert sentences.cities_title(records, dataset, SAY) == "Seven forums, six cities, three continents"
    assert sentences.records_title(records, labels) == ("Ten achievements and seven forums, each with its source")
    assert sentences.sources_title(dataset, SAY) == (
        "Every record comes from one page by MRI; we name each source that adds to it"
    )


def test_the_findings_of_the_whole_record_are_these(dataset: Dataset, labels: Labels) -> None:
    assert [finding.text for finding in sentences.findings(dataset.records, dataset, labels)] == [
        "Every forum met in the year of a government meeting on migration, and **six of the seven in the same city**.",
        "Seventeen records, from **one page by MRI**; **31 sources by others** say more.",
        "**The Convention had 9 States parties in 1998**, the year MRI launched its campaign, "
        "**and 60 in February 2025**.",
        "We have a forum on record for every year from 2006 to 2013 **but 2012**, on which sources disagree.",
        "**Five of the ten achievements have no start date yet.**",
    ]


@pytest.mark.parametrize(
    ("filters", "title"),
    [
        (Filters(work_area=("advocacy",)), "Advocacy: three achievements"),
        (CONVENING, "Convening: seven forums, one achievement"),
        (Filters(kind=("forum",)), "Seven forums"),
        (Filters(kind=("forum",), years=(2006, 2006)), "Forums 2006: one on record"),
        (Filters(kind=("forum",), years=(2008, 2011)), "Forums 2008 to 2011: four on record"),
        (
            Filters(years=(2008, 2011)),
            "2008 to 2011: four forums, two achievements; five more undated or open-ended",
        ),
        (Filters(years=(2030, 2040)), "2030 to 2040: five achievements, all undated or open-ended"),
        (
            Filters(kind=("achievement",), years=(2030, 2040)),
            "Achievements 2030 to 2040: five achievements, all undated or open-ended",
        ),
        (
            Filters(years=(1998, 1998), undated=False, ongoing=False, precision=("year",)),
            "Year only, 1998, without undated records, without ongoing records: one achievement",
        ),
        (Filters(precision=("after",)), "After 2001: one achievement"),
        (Filters(place=("durban",)), "Durban: one achievement"),
        (Filters(place=("athens",)), "Athens: one forum, one achievement"),
        (Filters(place=("new-york", "geneva"), kind=("forum",)), "New York or Geneva: three forums"),
        (Filters(undated=False), "Without undated records: seven forums, eight achievements"),
        (
            Filters(text="migra", place=("athens", "brussels", "geneva", "manila", "new-york")),
            f"{CITIES}: {SIX_AND_THREE}",
        ),
        (
            Filters(text="migra " * 20, place=("athens", "brussels", "geneva", "manila", "new-york")),
            SIX_AND_THREE.capitalize(),
        ),
        (Filters(text="no such thing"), "Nothing on record for “no such thing”"),
    ],
)
def test_the_title_of_a_choice_names_it_and_counts_its_records(
    dataset: Dataset, labels: Labels, filters: Filters, title: str
) -> None:
    assert sentences.filtered_title(select(dataset.records, filters), filters, labels) == title


@pytest.mark.parametrize(
    ("filters", "areas", "cities"),
    [
        (CONVENING, "One kind of work, 2006 to 2013", "Seven forums, six cities, three continents"),
        (Filters(place=("new-york",)), "One kind of work, 2006 to 2013", "Two forums, one city, one continent"),
        (Filters(precision=("undated",)), "Two kinds of work, without dates", "No forum among the records shown"),
        (Filters(years=(2006, 2006), kind=("forum",)), "One kind of work, 2006", "One forum, one city, one continent"),
    ],
)
def test_the_sections_of_a_choice_count_what_it_shows(
    dataset: Dataset, filters: Filters, areas: str, cities: str
) -> None:
    shown = select(dataset.records, filters)
    assert sentences.areas_title(shown, SAY) == areas
    assert sentences.cities_title(shown, dataset, SAY) == cities


@pytest.mark.parametrize("filters", [WHOLE, CONVENING], ids=["whole", "convening"])
def test_no_sentence_speaks_of_eight_forums(dataset: Dataset, labels: Labels, filters: Filters) -> None:
    said = " | ".join(every_title(dataset, filters, labels))
    assert re.findall(r"\b(?:8|eight)\W+(?:\w+\W+){0,3}forums?\b", said, flags=re.IGNORECASE) == []
    assert re.findall(r"\bforums?\W+(?:\w+\W+){0,2}(?:8|eight|eighth)\b", said, flags=re.IGNORECASE) == []
    assert "seven" in said.lower()


@pytest.mark.parametrize(
    "filters",
    [
        WHOLE,
        CONVENING,
        Filters(place=("new-york",)),
        Filters(precision=("undated",)),
        Filters(text="no such thing"),
        Filters(years=(2011, 2013)),
    ],
    ids=lambda filters: filters.describe(),
)
def test_every_sentence_is_one_that_a_person_would_write(dataset: Dataset, labels: Labels, filters: Filters) -> None:
    for sentence in every_title(dataset, filters, labels):
        assert not re.search(r"\bnan\b|None(?! of the)|[{}<>]|  |\bone \w+s\b(?! of)", sentence.strip()), sentence


# --- findings are left out where they do not apply


def findings(dataset: Dataset, labels: Labels, filters: Filters) -> dict[str, str]:
    found = sentences.findings(select(dataset.records, filters), dataset, labels)
    return {finding.key: finding.text for finding in found}


def test_a_gap_is_a_finding_only_where_a_note_explains_it(dataset: Dataset, labels: Labels) -> None:
    assert "gap" not in findings(dataset, labels, Filters(place=("new-york",)))
    assert "gap" not in findings(dataset, labels, Filters(kind=("forum",), precision=("range",)))
    assert "gap" not in findings(replace(dataset, notes=()), labels, WHOLE)


def test_in_italian_each_year_of_a_gap_has_its_article(dataset: Dataset) -> None:
    shown = dataset.records[dataset.records["id"] != "pga-2009"]
    explained = replace(dataset, notes=(QualityNote("gap", "", "", years=(2009, 2012)),))
    texts = [one.text for one in sentences.findings(shown, explained, dataset.labels(words("it")))]
    assert [text for text in texts if "tranne" in text] == [
        "Nel percorso c’è un forum per ogni anno dal 2006 al 2013 **tranne il 2009 e il 2012**, "
        "su cui le fonti divergono."
    ]


def test_a_sentence_on_every_forum_needs_every_forum_shown(dataset: Dataset, labels: Labels) -> None:
    assert "alongside" in findings(dataset, labels, Filters(kind=("forum",)))
    assert "alongside" not in findings(dataset, labels, Filters(place=("new-york",)))
    assert "alongside" not in findings(dataset, labels, Filters(precision=("range",)))


def test_one_other_source_adds_and_several_add(dataset: Dataset, labels: Labels) -> None:
    assert findings(dataset, labels, Filters(text="mexico", kind=("forum",)))["sources"] == (
        "One record, from **one page by MRI**; **five sources by others** say more."
    )
    assert findings(dataset, labels, Filters(body=("ilo",)))["sources"] == (
        "One record, from **one page by MRI**; **one source by others** says more."
    )
    assert "sources" not in findings(dataset, labels, Filters(text="campaigner"))


def test_a_missing_start_is_a_finding_with_the_records_that_lack_it(dataset: Dataset, labels: Labels) -> None:
    found = sentences.findings(select(dataset.records, Filters(work_area=("advocacy",))), dataset, labels)
    (finding,) = [one for one in found if one.key == "no_start"]
    assert finding.text == ("**One of the three achievements has no start date yet.**")
    assert set(select(dataset.records, finding.filters)["id"]) == {"handbook", "special-rapporteur"}
    assert "no_start" not in findings(dataset, labels, Filters(place=("geneva",)))
    assert findings(dataset, labels, finding.filters)["no_start"] == (
        "**None of the two achievements has a start date yet.**"
    )


def test_findings_of_nothing_are_none(dataset: Dataset, labels: Labels) -> None:
    assert findings(dataset, labels, Filters(text="no such thing")) == {}


# --- other records than today's


def test_titles_of_no_records_do_not_fail(empty_folder: DataFolder) -> None:
    dataset = empty_folder.load()
    labels = dataset.labels(SAY)
    assert sentences.map_title(dataset.records, dataset, SAY) == "No forum is on record"
    assert sentences.cities_title(dataset.records, dataset, SAY) == "No forum among the records shown"
    assert sentences.findings(dataset.records, dataset, labels) == []
    assert len(every_title(dataset, WHOLE, labels)) == 12


def test_a_forum_without_a_city_is_counted_as_a_forum_only(data_folder: DataFolder) -> None:
    data_folder.set("forums.csv", "pga-2007", "places", "")
    dataset = data_folder.load()
    assert dataset.problems == ()
    assert sentences.map_title(dataset.records, dataset, SAY) == (
        "The forum travelled to five cities on three continents and came back to New York"
    )
    alone = dataset.records[dataset.records["id"] == "pga-2007"]
    assert sentences.map_title(alone, dataset, SAY) == "No forum on record has a city"
    athens = dataset.records[dataset.records["id"] == "pga-2009"]
    assert sentences.map_title(athens, dataset, SAY) == "The forum met in Athens"
    assert sentences.cities_title(alone, dataset, SAY) == "One forum"


def test_titles_do_not_fail_when_a_city_has_a_fault(data_folder: DataFolder) -> None:
    data_folder.set("places.csv", "new-york", "lat", "")
    dataset = data_folder.load()
    assert sentences.cities_title(dataset.records, dataset, SAY) == "Five forums, five cities, three continents"


def test_a_route_that_ends_elsewhere_does_not_come_back(dataset: Dataset) -> None:
    records = dataset.records[dataset.records["id"] != "pga-2013"]
    assert sentences.map_title(records, dataset, SAY) == ("The forum travelled to six cities on three continents")


def test_the_last_forum_is_named_only_if_nothing_is_dated_later(make_records: MakeRecords) -> None:
    rows: list[dict[str, Any]] = [
        {"kind": "forum", "work_area": "convening", "number": 3, "date": "2006"},
        {"kind": "achievement", "date": "1995"},
    ]
    assert sentences.timeline_title(make_records(*rows), SAY) == (
        "Two kinds of work, from 1995 to a third civil society forum in 2006"
    )
    assert sentences.timeline_title(make_records(*rows, {"date": "2009"}), SAY) == (
        "Two kinds of work, from 1995 to 2009"
    )


@pytest.mark.parametrize(
    ("rows", "title"),
    [
        ([{"date": "1995", "bodies": ("wssd",)}], "One kind of work, from a UN conference in 1995 to 2009"),
        (
            [{"date": "1995", "bodies": ("wssd", "fwcw", "ilo")}],
            "One kind of work, from the UN conferences of 1995 to 2009",
        ),
        ([{"date": "1995", "bodies": ("ilo",)}], "One kind of work, from 1995 to 2009"),
        ([{"date": "1995", "bodies": ("wssd",)}, {"date": "1995"}], "One kind of work, from 1995 to 2009"),
        ([{"date": "c. 1995", "bodies": ("wssd",)}], "One kind of work, from c. 1995 to 2009"),
    ],
)
def test_the_first_conferences_are_named_only_if_all_that_is_dated_first_names_one(
    make_records: MakeRecords, rows: list[dict[str, Any]], title: str
) -> None:
    records = make_records(*rows, {"date": "2009"})
    assert sentences.timeline_title(records, SAY, {"wssd", "fwcw"}) == title


@pytest.mark.parametrize(("count", "word"), [(0, "zero"), (1, "one"), (20, "twenty"), (21, "21"), (1000, "1,000")])
def test_counts_are_words_up_to_twenty(count: int, word: str) -> None:
    assert sentences.number_in_words(count, SAY) == word


@pytest.mark.parametrize(
    ("count", "word"), [(1, "first"), (7, "seventh"), (20, "twentieth"), (21, "21st"), (22, "22nd")]
)
def test_ordinals_are_words_up_to_twenty(count: int, word: str) -> None:
    assert sentences.ordinal_in_words(count, SAY) == word


# --- one record in words


def date_note(date: str, **more: Any) -> str:
    dataset = load_dataset()
    record = records_of({"date": date, "source": "mri-achievements", **more}).iloc[0]
    return detail(record, dataset, dataset.labels(SAY)).date_note


@pytest.mark.parametrize(
    ("date", "note"),
    [
        ("19 September 2011", "The source gives the day."),
        ("September 2011", "The source gives the month only."),
        ("2011", "The source gives the year only."),
        ("2007-2010", "The source gives a first and a last year."),
        ("22-30 October 2008", "The first and the last day are known."),
        ("January to March 2007", "The source gives a first and a last date."),
        ("2007/2008-03-01", "The source gives a first and a last date."),
        ("1990s", "The source gives the decade only."),
        ("c. 1999", "The date is approximate."),
        ("after 2001", "The source says only that it came after this date."),
        ("before 1990", "The source says only that it came before this date."),
        ("ongoing", "The work is ongoing; when it began is not stated."),
        ("since 1998", "The work began then and is ongoing."),
        ("", "The source gives no date."),
    ],
)
def test_the_note_on_a_date_is_as_precise_as_the_source(date: str, note: str) -> None:
    assert date_note(date) == note


def test_a_date_that_rests_on_others_says_on_whom() -> None:
    assert date_note("22-30 October 2008", date_source=("mfa-pga", "kakammpi-2008")) == (
        "The first and the last day are known. The date comes from Migrant Forum in Asia and KAKAMMPI."
    )
    assert date_note("2008", date_source=("mri-achievements", "mfa-pga")) == ("The source gives the year only.")


def test_the_record_what_else_is_documented_and_what_is_still_to_be_stay_apart(
    dataset: Dataset, labels: Labels
) -> None:
    record = View(dataset).records.set_index("id", drop=False).loc["cmw-discussion-2011"]
    told = detail(record, dataset, labels)
    assert told.says.startswith("MRI advocated for this day, on which the Committee")
    assert [len(statement.citations) for statement in told.adds] == [1, 1]
    assert told.adds[0].citations[0].name.startswith("Committee on Migrant Workers, “")
    assert [statement.text[:20] for statement in told.unsure] == ["Who proposed the day", "When the advocacy fo"]
    assert (told.source.name, told.source_ref) == ("Migrants Rights International, “Our Achievements”", "paragraph 2")


@pytest.mark.parametrize(
    ("url", "followed"),
    [
        ("https://example.org/a", True),
        ("HTTP://example.org", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("http://[example.org", False),
        ("a printed report", False),
    ],
)
def test_only_the_address_of_a_web_page_may_be_followed(dataset: Dataset, url: str, followed: bool) -> None:
    source = replace(dataset.sources["mri-about"], url=url)
    assert (citation(source, words()).url == url) is followed
