"""Titles say no more of a date than the records do, and every page and file of a view has the same one."""

import io
import json
import re
from typing import Any
from urllib.parse import urlencode

import openpyxl
import pptx
import pytest
from lxml import html
from pypdf import PdfReader

from mri_data.exports import link_preview, pdf
from mri_data.exports.formats import export_of
from mri_data.html.linked_data import linked_data
from mri_data.query.filters import Filters
from mri_data.record.dataset import Dataset
from mri_data.record.permalink import to_query
from mri_data.record.view import View
from mri_data.sentences.page_title import document_title, file_title, page_title, timeline_title
from mri_data.sentences.title_years import years_in_words
from mri_data.site import pages
from mri_data.site.content import overview
from mri_data.site.view import SiteView
from mri_data.talk import slides
from mri_data.words.catalogue import languages, words
from tests.conftest import records_of


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (["2001"], "2001"),
        (["1995", "19 September 2011"], "1995 to 2011"),
        (["after 2001"], "after 2001"),
        (["after 2001", "after 2005"], "after 2001"),
        (["before 1990", "before 1985"], "before 1990"),
        (["since 1998"], "since 1998"),
        (["after 2001", ""], "without a known year"),
        (["after 2001", "before 1990"], "without a known year"),
        (["", "ongoing"], "without dates"),
        (["2001", "after 2001", ""], "2001, for those with a known year"),
        (["1995", "2006", ""], "1995 to 2006"),
        (["1995", "2006", "after 2006"], "1995 to 2006, for those with a known year"),
        (["1995", "2006", "before 1990"], "1995 to 2006, for those with a known year"),
        (["since 1998", "1995"], "1995 to 1998"),
        (["c. 1999"], "c. 1999"),
        (["c. 1999", "1999"], "1999"),
        (["c. 1999", "2003"], "c. 1999 to 2003"),
        (["1990s"], "1990 to 1999"),
        ([], "without dates"),
    ],
)
def test_a_title_names_only_years_that_the_sources_give(dates: list[str], expected: str) -> None:
    assert years_in_words(records_of(*({"date": date} for date in dates)), words()) == expected


def single_filters(dataset: Dataset) -> list[Filters]:
    """Every choice that one filter makes of the record."""
    made: list[dict[str, Any]] = [{facet: (code,)} for facet, codes in dataset.codes.items() for code in codes]
    first, last = dataset.years
    made += [{"years": (year, year)} for year in range(first, last + 1)]
    made += [{"undated": False}, {"ongoing": False}, {"text": "forum"}, {"text": "2001"}]
    return [Filters(**one) for one in made]


# Titles were tried for the whole record alone, in which no date stands out.
def test_no_view_of_one_filter_has_a_title_that_dates_what_is_not_dated(dataset: Dataset) -> None:
    views = [View(dataset, filters) for filters in single_filters(dataset)]
    shown = [(timeline_title(view), view.shown) for view in views if not view.empty]
    assert len(shown) > 50
    for title, records in shown:
        assert not re.search(r"(\d{4}) to \1", title)
        if re.fullmatch(r".*, \d{4}", title):
            named = {*records["earliest"].dt.year, *records["latest"].dt.year}
            assert named == {int(title[-4:])}, title
        if set(records["precision"]) == {"after"}:
            assert title.endswith(", after 2001")


PAGES = ("", "overview", "timeline", "map", "records", "present")
WRITTEN_OUT = {
    "area=publications": "Publications: two achievements",
    "area=convening": "Convening: seven forums, one achievement",
    "kind=forum": "Seven forums",
    "role=published": "Published: one achievement",
    "place=new-york": "New York: two forums, one achievement",
    "body=ilo": "ILO: one achievement",
    "language=es": "Spanish: one achievement",
    "evidence=own-account": "Our own account: four achievements",
    "dates=after": "After 2001: one achievement",
    "dates=ongoing": "Ongoing: two achievements",
    "years=1996-1996": "1996: four achievements, all undated or open-ended",
    "years=2001-2001": "2001: one achievement; five more undated or open-ended",
    "undated=no": "Without undated records: seven forums, eight achievements",
    "q=2001": "“2001”: two achievements",
}


@pytest.mark.parametrize("language", languages())
def test_every_view_of_one_filter_has_one_title_on_all_pages_slides_and_files(dataset: Dataset, language: str) -> None:
    found: dict[str, str] = {}
    # The rule is one for all languages, so one view in five shows it in those other than English.
    chosen = single_filters(dataset)[:: 1 if language == "en" else 5]
    for view in (View(dataset, filters, language) for filters in chosen):
        names = f" · {view.dataset.about.title}", f" · {view.dataset.about.short_title}"
        if not view.empty:
            titles = {page_title(view, page) for page in PAGES}
            titles |= {document_title(view, "").removesuffix(names[1]), file_title(view).removesuffix(names[0])}
            titles |= {slides._title(view).lede, pdf._properties(view)["title"].removesuffix(names[0])}
            titles |= {pdf._claim(view), link_preview.drawing(view, "").title}
            titles |= {linked_data(view, "")["@graph"][0]["name"].removesuffix(names[0])}
            # What a page of the site has as its title, other sites have as that of a shared link.
            titles |= {pages._page(SiteView(dataset, view.filters, language), "overview").title.removesuffix(names[1])}
            assert len(titles) == 1, titles
            found[urlencode(to_query(view.filters), doseq=True)] = titles.pop()
    assert len(found) > (50 if language == "en" else 10)
    assert language != "en" or {query: found[query] for query in WRITTEN_OUT} == WRITTEN_OUT
    strange = re.compile(r"[Mm]atch|[Ff]ilter|(\d{4}) to \1|None|nan|[{}_]")
    assert [title for title in found.values() if strange.search(title)] == []


@pytest.mark.parametrize(
    ("filters", "whole", "timeline"),
    [
        (Filters(precision=("after",)), "After 2001: one achievement", "One kind of work, after 2001"),
        (
            Filters(work_area=("support",)),
            "Support: three achievements",
            "One kind of work, 2001, for those with a known year",
        ),
    ],
)
def test_pages_slides_and_files_of_a_view_have_the_same_titles(
    dataset: Dataset, filters: Filters, whole: str, timeline: str
) -> None:
    view = View(dataset, filters)
    titled = f"{whole} · Migrants Rights International: our record"
    assert [page_title(view, page) for page in PAGES] == [whole] * len(PAGES)
    assert overview(SiteView(dataset, filters))["areas_title"] == timeline
    page = html.fromstring(export_of(view, "html"))
    assert (page.findtext(".//h1"), page.findtext(".//title")) == (whole, titled)
    assert page.xpath("string(//*[@id='timeline-heading'])") == timeline
    deck = pptx.Presentation(io.BytesIO(export_of(view, "pptx")))
    assert timeline in [slide.shapes.title.text for slide in deck.slides]
    assert deck.core_properties.title == titled
    assert whole in [shape.text_frame.text for shape in deck.slides[0].shapes if shape.has_text_frame]
    printed = PdfReader(io.BytesIO(export_of(view, "pdf")))
    assert printed.metadata is not None
    assert printed.metadata.title == titled
    paper = " ".join(printed.pages[0].extract_text().split())
    assert whole in paper
    assert timeline in paper
    assert f">{timeline}</title>" in export_of(view, "timeline-svg").decode()
    book = openpyxl.load_workbook(io.BytesIO(export_of(view, "xlsx")))
    assert (book.properties.title, json.loads(export_of(view, "csv-metadata"))["dc:title"]) == (titled, titled)


def test_a_page_whose_title_is_its_name_has_that_name_once_in_the_tab(dataset: Dataset) -> None:
    assert document_title(View(dataset), "check") == "Check my file · MRI: our record"
