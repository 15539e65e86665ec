"""An address opens to the view it was copied from, today and in ten years."""

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mri_data.charts.of_view import qr_of
from mri_data.charts.qr import qr_drawing
from mri_data.query.filters import FACETS, Filters
from mri_data.record.dataset import Dataset
from mri_data.record.permalink import (
    LONGEST_TEXT,
    PARAMETERS,
    address,
    clean_text,
    from_query,
    from_query_strictly,
    read_made_with,
    read_years,
    to_query,
)
from mri_data.record.view import View
from mri_data.site.view import SiteView
from mri_data.words.catalogue import words

KNOWN = {
    "work_area": {"convening", "advocacy", "campaign", "publications", "support"},
    "kind": {"forum", "achievement"},
    "role": {"initiated", "launched", "made-visible"},
    "place": {"new-york", "geneva", "manila"},
    "body": {"gfmd", "ilo"},
    "language": {"en", "fr"},
    "evidence": {"documented", "own-account"},
    "precision": {"day", "year", "undated"},
}
CODES = {
    facet: st.lists(st.sampled_from(sorted(codes)), unique=True, max_size=3).map(tuple)
    for facet, codes in KNOWN.items()
}
YEARS = st.tuples(st.integers(1000, 2999), st.integers(1000, 2999)).map(lambda years: (min(years), max(years)))
CHOICES = st.builds(
    Filters,
    text=st.text(max_size=30).map(clean_text),
    years=st.none() | YEARS,
    undated=st.booleans(),
    ongoing=st.booleans(),
    **CODES,
)

# Addresses that people have in their mail: neither side of these may ever change.
OLD_LINKS = [
    ("", Filters()),
    ("area=advocacy", Filters(work_area=("advocacy",))),
    ("area=convening&area=support", Filters(work_area=("convening", "support"))),
    ("kind=forum", Filters(kind=("forum",))),
    ("role=made-visible", Filters(role=("made-visible",))),
    ("place=new-york&place=geneva", Filters(place=("new-york", "geneva"))),
    ("body=gfmd", Filters(body=("gfmd",))),
    ("language=fr", Filters(language=("fr",))),
    ("evidence=own-account", Filters(evidence=("own-account",))),
    ("dates=undated", Filters(precision=("undated",))),
    ("years=1995-2011", Filters(years=(1995, 2011))),
    ("years=2011-2011", Filters(years=(2011, 2011))),
    ("undated=no", Filters(undated=False)),
    ("ongoing=no", Filters(ongoing=False)),
    ("q=migrants%27+rights", Filters(text="migrants' rights")),
    ("q=Gen%C3%A8ve", Filters(text="Genève")),
    (
        "area=advocacy&place=geneva&years=1998-2011&undated=no&q=committee",
        Filters(text="committee", work_area=("advocacy",), place=("geneva",), years=(1998, 2011), undated=False),
    ),
]


def opened(query: str) -> Filters:
    """The choice that an address with this query opens to."""
    return from_query(parse_qs(query, keep_blank_values=True), KNOWN)


@pytest.mark.parametrize(("query", "filters"), OLD_LINKS)
def test_an_old_link_keeps_its_meaning(query: str, filters: Filters) -> None:
    assert opened(query) == filters


@pytest.mark.parametrize(("query", "filters"), OLD_LINKS)
def test_a_view_keeps_its_address(query: str, filters: Filters) -> None:
    assert address("https://example.org/records", filters) == (
        f"https://example.org/records?{query}" if query else "https://example.org/records"
    )


@pytest.mark.parametrize(
    ("query", "filters"),
    [
        ("years=2001", Filters(years=(2001, 2001))),
        ("years=2011-1995", Filters(years=(1995, 2011))),
        ("undated=yes", Filters()),
        ("undated=", Filters()),
        ("area=advocacy&area=advocacy", Filters(work_area=("advocacy",))),
        ("area=advocacy&area=lobbying", Filters(work_area=("advocacy",))),
        ("area=lobbying&place=geneva", Filters(place=("geneva",))),
        ("place=Geneva", Filters()),
        ("place=geneva,manila", Filters()),
        ("place=&place=geneva", Filters(place=("geneva",))),
        ("something=else&kind=forum&record=pga-2006", Filters(kind=("forum",))),
        ("years=soon&kind=forum", Filters(kind=("forum",))),
        ("q=first&q=last", Filters(text="last")),
        ("precision=day", Filters()),
    ],
)
def test_what_a_link_holds_and_we_do_not_know_is_left_out_and_the_rest_counts(query: str, filters: Filters) -> None:
    assert opened(query) == filters


def test_every_facet_has_its_own_name_in_addresses() -> None:
    assert PARAMETERS == {
        "work_area": "area",
        "kind": "kind",
        "role": "role",
        "place": "place",
        "body": "body",
        "language": "language",
        "evidence": "evidence",
        "precision": "dates",
    }


@given(CHOICES)
def test_a_choice_survives_its_address(filters: Filters) -> None:
    assert from_query(to_query(filters), KNOWN) == filters


@given(CHOICES)
def test_a_choice_survives_its_address_as_text(filters: Filters) -> None:
    assert opened(urlsplit(address("https://example.org/map", filters)).query) == filters


@given(
    st.dictionaries(
        st.sampled_from([*PARAMETERS.values(), "years", "undated", "ongoing", "q", "x"]),
        st.lists(st.text(max_size=20), max_size=3),
    )
)
def test_no_address_breaks_and_each_opens_to_a_view_with_an_address_of_its_own(query: dict[str, list[str]]) -> None:
    filters = from_query(query, KNOWN)
    assert from_query(to_query(filters), KNOWN) == filters


def test_an_empty_record_knows_no_code() -> None:
    assert from_query({"area": ["advocacy"], "kind": ["forum"]}, {}) == Filters()


@pytest.mark.parametrize(
    "written",
    [
        "",
        "x",
        "20",
        "95-11",
        "1995–2011",
        "1995-",
        "-2011",
        "19951-2011",
        "1995-2011-2013",
        " 1995",
        "2٠٠1",
        "0999",
        "3000",
    ],
)
def test_years_that_are_no_span_of_years_are_none(written: str) -> None:
    assert read_years(written) is None


@pytest.mark.parametrize(
    ("written", "clean"),
    [
        ("  a \n b\t", "a b"),
        ("a\x00b\x1b[31m", "a b [31m"),
        ("\u202eabc", "abc"),
        ("\ud800", ""),
        ("Genève", "Genève"),
        ("x" * 300, "x" * 200),
        (f"{'x' * 199} y", "x" * 199),
        (" " * 5000 + "x", ""),
    ],
)
def test_text_to_search_for_is_printable_and_short(written: str, clean: str) -> None:
    assert clean_text(written) == clean


@given(st.text(max_size=1000))
def test_cleaning_text_twice_changes_nothing(written: str) -> None:
    clean = clean_text(written)
    assert clean_text(clean) == clean
    assert len(clean) <= LONGEST_TEXT


def test_further_parameters_stand_in_the_address_when_they_have_a_value() -> None:
    assert address("/records", Filters(kind=("forum",)), record="pga-2006", city=None) == (
        "/records?kind=forum&record=pga-2006"
    )


@pytest.mark.parametrize(
    ("query", "version"),
    [
        ("kind=forum&version=0123456789", "0123456789"),
        ("version=aaaaaaaaaa&version=8572a471b9", "8572a471b9"),
        ("", ""),
        ("version=", ""),
        ("version=012345678", ""),
        ("version=0123456789a", ""),
        ("version=0123456789%0A", ""),
        ("version=ABCDEF0123", ""),
        ("version=<script>1<", ""),
        ("version=٠١٢٣٤٥٦٧٨٩", ""),
    ],
)
def test_the_version_that_a_link_was_made_with_is_read_where_it_can_be_one(query: str, version: str) -> None:
    read = parse_qs(query, keep_blank_values=True)
    assert read_made_with(read) == version
    assert from_query(read, KNOWN) == opened(query.partition("version=")[0])
    assert from_query_strictly(read, KNOWN, words()) == from_query(read, KNOWN)


def test_a_link_has_the_version_of_the_data_and_an_address_to_read_has_not(dataset: Dataset) -> None:
    view = View(
        replace(dataset, version="8572a471b9"), Filters(kind=("forum",)), base="https://example.org", public=True
    )
    assert view.link == "https://example.org/records?kind=forum&version=8572a471b9&lang=en"
    assert view.address() == view.public_link == "https://example.org/records?kind=forum&lang=en"
    code = qr_drawing("https://example.org/records?kind=forum&version=8572a471b9&lang=en", "")
    made = qr_of(view)
    assert made
    assert made.items == code.items
    assert made.alt == "QR code that opens https://example.org/records?kind=forum&lang=en"
    assert SiteView(view.dataset, base="https://example.org").link == "https://example.org/records.html"


def test_the_shipped_record_knows_the_codes_of_old_links(dataset: Dataset) -> None:
    used = {facet: {code for _, filters in OLD_LINKS for code in getattr(filters, facet)} for facet in FACETS}
    assert {facet: codes - dataset.codes[facet] for facet, codes in used.items()} == {facet: set() for facet in FACETS}


def test_the_codes_of_the_shipped_record_never_change(dataset: Dataset) -> None:
    assert set(dataset.records["id"]) >= {
        *("pga-2006", "pga-2007", "pga-2008", "pga-2009", "pga-2010", "pga-2011", "pga-2013"),
        *("pga-series", "cmw-discussion-2011", "un-visibility-1995", "ratification-campaign-1998", "handbook"),
        *("special-rapporteur", "durban-2001", "ngo-platform", "un-participation", "grassroots"),
    }
    assert dataset.codes["body"] >= {
        *("gfmd", "hld", "cmw", "chr", "hrc", "wssd", "fwcw", "wcar", "srhrm", "iom", "ilo", "wto", "wsf"),
    }
    assert dataset.codes["place"] >= {
        *("new-york", "brussels", "manila", "athens", "mexico-city", "geneva", "copenhagen", "beijing", "durban"),
    }
