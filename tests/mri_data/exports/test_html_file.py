"""The page in one file: the records of the view and no others, what it says of itself, and nothing from outside."""

import base64
import hashlib
import json
import re
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from cachetools import LRUCache
from lxml import html

from mri_data.charts.palette import DARK, LIGHT
from mri_data.exports.html_file import to_html
from mri_data.query.filters import Filters
from mri_data.record.dataset import Dataset, load_dataset
from mri_data.record.view import View
from mri_data.schema.settings import Note, QualityNote
from mri_data.sentences import about_view
from mri_data.sentences.one_record import detail
from tests.conftest import records_of

BASE = "https://example.org"
WHOLE = Filters()
FORUMS = Filters(kind=("forum",))
SEARCH = Filters(text="genéva")
VIEWS = [(WHOLE, 17), (FORUMS, 7), (SEARCH, 4)]
ASKED = ("src", "srcset", "poster", "action", "formaction", "background", "data", "ping", "manifest", "xlink:href")
SHOWN, MOST = 1_500_000, 6_000_000
SCRIPTS, DATA = "//script[not(@type)]", "//script[@type='application/ld+json']"
SCRIPT = "<script>window.ran = 1</script>"
HOSTILE = [
    SCRIPT,
    "</script><script>window.ran = 1</script>",
    "</style><script>window.ran = 1</script>",
    "</svg><img src=x onerror='window.ran = 1'>",
    '" onmouseover="window.ran = 1" x="',
    "' autofocus onfocus='window.ran = 1",
    "{{ 7 * 7 }}{% for x in y %}",
    "<!--",
    "javascript:window.ran = 1",
]
WITH_TEXT = ("title", "summary", "source_ref", "name_then")


def view_of(dataset: Dataset, filters: Filters = WHOLE, base: str = BASE, *, public: bool = False) -> View:
    return View(dataset, filters, base=base, public=public)


def strange(dataset: Dataset, **cells: Any) -> View:
    """A view of one record with these cells."""
    table = records_of({"id": "strange", "source": "mri-achievements", "date": "1998", **cells})
    return view_of(replace(dataset, table=table))


# A page is kept with its view, so that no other dataset gets the id of its dataset.
PAGES: LRUCache[tuple[Any, ...], tuple[View, bytes]] = LRUCache(8)


def made(view: View) -> bytes:
    """The page, made once for all tests of a view."""
    key = (id(view.dataset), view.filters, view.base, view.public)
    if key not in PAGES:
        PAGES[key] = (view, to_html(view))
    return PAGES[key][1]


def page_of(view: View) -> Any:
    """The page as a browser reads it."""
    return html.document_fromstring(made(view))


def words(element: Any) -> str:
    """The text of an element, its spaces made one."""
    return " ".join(element.text_content().split())


def visible(page: Any) -> str:
    """All text but that of the style and the script."""
    for hidden in page.xpath("//style | //script"):
        hidden.text = ""
    return words(page)


def only(page: Any, path: str) -> Any:
    (found,) = page.xpath(path)
    return found


def rows(page: Any) -> list[Any]:
    return list(page.xpath("//table/tbody/tr"))


# --- what it holds


@pytest.mark.parametrize(("filters", "count"), VIEWS)
def test_the_page_holds_the_records_of_the_view_in_their_order(dataset: Dataset, filters: Filters, count: int) -> None:
    view = view_of(dataset, filters)
    page = page_of(view)
    assert [row.get("id") for row in rows(page)] == [f"record-{record}" for record in view.shown["id"]]
    assert len(rows(page)) == count
    marks = page.xpath("//*[@data-lane]/a")
    assert {mark.get("data-id"): mark.get("href") for mark in marks} == {
        record: f"#record-{record}" for record in view.shown["id"]
    }


@pytest.mark.parametrize(("filters", "count"), VIEWS)
def test_the_page_holds_nothing_of_other_records(dataset: Dataset, filters: Filters, count: int) -> None:
    view = view_of(dataset, filters)
    page = page_of(view)
    others = view.records[~view.records["id"].isin(view.matched)]
    assert len(others) == 17 - count
    links = {link.get("href") for link in page.xpath("//a")}
    assert links.isdisjoint(f"#record-{record}" for record in others["id"])
    text = visible(page)
    assert [title for title in others["title"] if title in text] == []


EVIDENCE = {"documented": "Documented elsewhere", "event": "Event documented", "own-account": "Our own account"}


@pytest.mark.parametrize(("filters", "count"), VIEWS)
def test_each_row_holds_the_whole_record(dataset: Dataset, filters: Filters, count: int) -> None:
    view = view_of(dataset, filters)
    for row, (_, record) in zip(rows(page_of(view)), view.shown.iterrows(), strict=True):
        told_of = detail(record, view.dataset, view.labels)
        text = words(row)
        wanted = [told_of.title, told_of.date, told_of.date_note, told_of.says, told_of.area_name, told_of.source.name]
        wanted += [EVIDENCE[record["evidence"]]]
        wanted += [part for fact in told_of.facts for part in (fact.label, fact.value)]
        wanted += [statement.text for statement in (*told_of.adds, *told_of.unsure)]
        wanted += [one.name for statement in (*told_of.adds, *told_of.unsure) for one in statement.citations]
        assert [part for part in wanted if part not in text] == []
        assert len(row.xpath(".//details[not(@open)]/summary")) == 1


@pytest.mark.parametrize(("filters", "count"), VIEWS)
def test_the_page_says_what_it_is(dataset: Dataset, filters: Filters, count: int) -> None:
    view = view_of(dataset, filters, public=True)
    page = page_of(view)
    text = visible(page)
    assert about_view.filter_line(view).startswith("All 17 records." if count == 17 else f"{count} of 17 records: ")
    for part in (
        about_view.filter_line(view),
        about_view.data_line(view),
        f"version {dataset.version}",
        view.address(),
    ):
        assert part in text
    assert page.get("lang") == "en-GB"
    chosen = {7: "Seven forums · ", 4: "“genéva”: one forum, three achievements · "}.get(count, "")
    assert words(only(page, "/html/head/title")) == f"{chosen}Migrants Rights International: our record"
    assert words(only(page, "//*[@role='status']")) == f"{count} of {count} records"


def test_the_title_is_the_finding_or_the_choice_with_its_count(dataset: Dataset) -> None:
    whole = "Ten achievements on record, from the UN conferences of 1995 to a seventh civil society forum in 2013"
    assert words(only(page_of(view_of(dataset)), "//h1")) == whole
    assert words(only(page_of(view_of(dataset, FORUMS)), "//h1")) == "Seven forums"


def test_the_counts_are_those_of_the_view_out_of_all(dataset: Dataset) -> None:
    numbers = "//*[@class='mri-numeral']"
    assert [words(one) for one in page_of(view_of(dataset)).xpath(numbers)] == [
        "7 forums",
        "6 host cities",
        "10 achievements",
        "4 handbook languages",
    ]
    assert [words(one) for one in page_of(view_of(dataset, FORUMS)).xpath(numbers)] == [
        "7 of 7 forums",
        "6 of 6 host cities",
        "0 of 10 achievements",
        "0 of 4 handbook languages",
    ]


def test_each_count_stands_over_as_many_marks(dataset: Dataset) -> None:
    counts = page_of(view_of(dataset)).xpath("//*[@class='mri-count']")
    assert len(counts) == 4
    for count in counts:
        marks = count.xpath(".//*[contains(@class, 'mri-unit ') or starts-with(@class, 'mri-word')]")
        assert len(marks) == int(only(count, ".//b").text)


def test_what_is_not_known_and_what_is_cited_is_that_of_the_records(dataset: Dataset) -> None:
    view = view_of(dataset, FORUMS)
    page = page_of(view)
    titles = [words(one) for one in page.xpath("//*[@id='unknown']//h3")]
    assert titles == ["Forums with their days, and forums with only a year"]
    assert len(page.xpath("//*[@id='sources']//li")) == len(about_view.cited_sources(view))
    assert len(page_of(view_of(dataset)).xpath("//*[@id='unknown']//h3")) == len(
        [note for note in dataset.notes if not note.context]
    )


def test_the_chart_of_the_convention_is_context_in_its_place_its_words_and_its_colour(dataset: Dataset) -> None:
    page = html.document_fromstring(to_html(View(dataset, FORUMS, context=("convention",))))
    sections = [one.get("id") for one in page.xpath("//main/section[@id]")]
    assert sections.index("context") > sections.index("records")
    charts = page.xpath("//*[@id='context']//div[contains(@class, 'for-')]/*")
    assert charts
    for drawn in charts:
        assert "Context, not MRI’s work" in words(drawn)
        colours = set(drawn.xpath(".//@stroke | .//@fill"))
        assert colours.isdisjoint({LIGHT.marks["campaign"], DARK.marks["campaign"]})
        assert colours & {LIGHT.context, DARK.context}


def test_what_the_page_says_of_itself_is_valid(dataset: Dataset) -> None:
    page = page_of(view_of(dataset))
    assert page.get("lang") == "en-GB"
    icon = only(page, "//link[@rel='icon']/@href")
    assert re.fullmatch(r"data:image/svg\+xml,(?:[\w.~:/='-]|%[0-9A-F]{2})+", icon)
    dates = page.xpath("//time/@datetime")
    assert dates
    assert [one for one in dates if not re.fullmatch(r"\d{4}(-\d\d){0,2}", one)] == []


def test_the_page_says_how_to_cite_it_and_under_which_licence(dataset: Dataset) -> None:
    footer = only(page_of(view_of(dataset)), "//footer")
    assert f"data of 30 November 2026, version {dataset.version}" in words(footer)
    assert only(footer, ".//a[.='CC BY 4.0']").get("href") == "https://creativecommons.org/licenses/by/4.0/"


# It was looked for with a known beginning only, so "/records" could stand for an address.
def test_there_is_no_address_where_its_readers_cannot_open_it(dataset: Dataset) -> None:
    for base in ("", "http://127.0.0.1:8501"):
        page = page_of(view_of(dataset, FORUMS, base))
        assert page.xpath("//*[@class='address']") == []
        assert "Address:" not in visible(page)
        assert "/records" not in visible(page)


def test_the_address_is_a_link_where_it_is_one_of_the_web(dataset: Dataset) -> None:
    view = view_of(dataset, FORUMS, public=True)
    link = only(page_of(view), "//*[@class='address']/a")
    assert words(link) == "https://example.org/records?kind=forum&lang=en"
    assert link.get("href") == f"https://example.org/records?kind=forum&version={dataset.version}&lang=en"
    for base in ("javascript:window.ran=1//", "data:text/html,x"):
        address = only(page_of(view_of(dataset, FORUMS, base, public=True)), "//*[@class='address']")
        assert words(address) == f"{base}/records?kind=forum&lang=en"
        assert address.xpath(".//a") == []


def test_it_says_to_search_engines_what_the_record_and_its_forums_are(dataset: Dataset) -> None:
    said = json.loads(only(page_of(view_of(dataset, FORUMS, public=True)), DATA).text)["@graph"]
    assert (said[0]["@type"], said[0]["name"], said[0]["url"]) == (
        "Dataset",
        "Seven forums · Migrants Rights International: our record",
        "https://example.org/",
    )
    assert [one["name"] for one in said[1:3]] == ["Forum 1: New York", "Forum 2: Brussels"]
    assert said[1]["url"] == "https://example.org/records?kind=forum&record=pga-2006&lang=en"
    for base in ("", "http://127.0.0.1:8501"):
        at_home = json.loads(only(page_of(view_of(dataset, FORUMS, base)), DATA).text)["@graph"]
        assert [one["url"] for one in at_home if "url" in one] == []


def test_a_code_to_scan_is_there_only_where_everybody_finds_the_dashboard(dataset: Dataset) -> None:
    code = "//svg[@aria-labelledby='code-title code-alt']"
    assert page_of(view_of(dataset)).xpath(code) == []
    public = only(page_of(view_of(dataset, FORUMS, public=True)), code)
    assert "https://example.org/records?kind=forum&lang=en" in words(only(public, "./title"))


def test_an_address_longer_than_a_code_holds_goes_without(dataset: Dataset) -> None:
    page = page_of(view_of(dataset, Filters(text="🚢" * 200), public=True))
    assert page.xpath("//svg[starts-with(@aria-labelledby, 'code')]") == []


def test_a_view_of_nothing_says_so(dataset: Dataset) -> None:
    page = page_of(view_of(dataset, Filters(text="no such thing")))
    assert words(only(page, "//h1")) == "Nothing on record for “no such thing”"
    assert page.xpath("//table | //*[@id='timeline'] | //*[@id='map']") == []
    assert only(page, "//*[@id='records']") is not None


def test_the_map_is_there_where_a_record_has_a_place(dataset: Dataset) -> None:
    assert page_of(view_of(dataset, Filters(text="handbook"))).xpath("//*[@id='map']") == []
    assert words(only(page_of(view_of(dataset, SEARCH)), "//*[@id='map']/h2"))


def test_the_list_beside_the_map_has_every_stop_and_every_other_place(dataset: Dataset) -> None:
    lines = page_of(view_of(dataset)).xpath("//*[contains(@class, 'mri-stops')]//li")
    assert [words(line) for line in lines[:2]] == ["1 New York HLD, New York 2006", "2 Brussels GFMD, Brussels 2007"]
    assert [line.xpath(".//a")[0].text for line in lines[7:]] == ["Copenhagen", "Beijing", "Durban"]


def test_the_kinds_of_work_are_counted(dataset: Dataset) -> None:
    buttons = page_of(view_of(dataset)).xpath("//button[@data-area]")
    wanted = ["Convening 8", "Advocacy 3", "Campaign 1", "Publications 2", "Support 3"]
    assert [words(button) for button in buttons] == wanted


# --- how it is made


@pytest.mark.parametrize("filters", [WHOLE, FORUMS, SEARCH])
def test_every_id_is_there_once_and_every_reference_finds_its_own(dataset: Dataset, filters: Filters) -> None:
    page = page_of(view_of(dataset, filters, public=True))
    ids = page.xpath("//@id")
    assert sorted(one for one in set(ids) if ids.count(one) > 1) == []
    names = [name for value in page.xpath("//@aria-labelledby | //@aria-describedby") for name in value.split()]
    anchors = [href[1:] for href in page.xpath("//a/@href") if href.startswith("#")]
    drawn = re.findall(r"url\(#([^)]+)\)", html.tostring(page.body, encoding="unicode"))
    assert (names, anchors, drawn) != ([], [], [])
    assert {*names, *anchors, *drawn} - set(ids) == set()


def test_headings_go_down_one_step_at_a_time(dataset: Dataset) -> None:
    levels = [int(heading.tag[1]) for heading in page_of(view_of(dataset)).xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_parts_of_the_page_are_landmarks_and_one_can_skip_to_the_records(dataset: Dataset) -> None:
    page = page_of(view_of(dataset))
    for landmark in ("header", "nav[@aria-label]", "main", "footer"):
        assert len(page.xpath(f"//{landmark}")) == 1
    assert page.xpath("//body/*")[0].get("href") == "#records"


def test_pictures_have_the_colours_of_the_page(dataset: Dataset) -> None:
    page = page_of(view_of(dataset))
    drawn = page.xpath("//svg[@data-tree]")
    assert len(drawn) == 4
    for picture in drawn:
        fills = set(picture.xpath(".//@fill"))
        assert "var(--mri-muted)" in fills
        assert fills.isdisjoint({LIGHT.ink, DARK.ink})


def test_each_city_of_the_map_leads_to_its_first_forum_or_record(dataset: Dataset) -> None:
    page = page_of(view_of(dataset))
    wide = page.xpath("//*[@class='wide']//a[@data-id]")
    assert {city.get("data-id"): city.get("href") for city in wide} == {
        "new-york": "#record-pga-2006",
        "brussels": "#record-pga-2007",
        "manila": "#record-pga-2008",
        "athens": "#record-pga-2009",
        "mexico-city": "#record-pga-2010",
        "geneva": "#record-pga-2011",
        "copenhagen": "#record-un-visibility-1995",
        "beijing": "#record-un-visibility-1995",
        "durban": "#record-durban-2001",
    }


@pytest.mark.parametrize(("filters", "count"), VIEWS)
def test_the_file_is_small(dataset: Dataset, filters: Filters, count: int) -> None:
    assert 100_000 < len(made(view_of(dataset, filters, public=True))) < SHOWN


def test_the_same_view_is_the_same_file(dataset: Dataset) -> None:
    view = view_of(dataset, public=True)
    assert to_html(view) == to_html(view_of(load_dataset(), public=True))


# --- nothing from outside, and nothing that runs


@pytest.mark.parametrize("filters", [WHOLE, SEARCH])
def test_nothing_points_outside_but_links_that_a_reader_may_follow(dataset: Dataset, filters: Filters) -> None:
    page = page_of(view_of(dataset, filters, public=True))
    assert [name for name in ASKED if page.xpath(f"//@*[name()='{name}']")] == []
    icon = only(page, "//link")
    assert (icon.get("rel"), icon.get("href").partition(",")[0]) == ("icon", "data:image/svg+xml")
    outside = page.xpath("//a[not(starts-with(@href, '#'))]")
    assert outside
    for link in outside:
        assert link.get("href").startswith(("https://", "http://"))
        assert link.get("rel") == "noopener noreferrer"
    assert page.xpath("//iframe | //object | //embed | //base | //form | //img | //image | //use") == []


def test_the_style_holds_what_it_needs(dataset: Dataset) -> None:
    page = page_of(view_of(dataset))
    style = only(page, "//style").text
    assert {address[:20] for address in re.findall(r"url\(([^)]*)\)", style)} == {"data:font/woff2;base"}
    assert "@import" not in style
    assert "://" not in re.sub(r"base64,[^)]*", "", style)
    assert {"SourceSans3", "Newsreader"} <= set(re.findall(r"@font-face{font-family:(\w+)", style))
    assert page.xpath("//@style") == []


def test_the_page_allows_itself_its_own_style_and_script_and_no_more(dataset: Dataset) -> None:
    page = page_of(view_of(dataset))
    policy = only(page, "//meta[@http-equiv='Content-Security-Policy']").get("content")
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules == {
        "default-src": "'none'",
        "style-src": hashed(only(page, "//style").text),
        "script-src": hashed(only(page, SCRIPTS).text),
        "img-src": "data:",
        "font-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }


def hashed(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def runs_nothing(page: Any) -> None:
    """No script, handler or address of the page is any other than ours."""
    assert "window.ran" not in only(page, SCRIPTS).text
    # What the page says to search engines is data: nothing in it may end the element.
    assert "<" not in only(page, DATA).text
    names = {name for element in page.iter() if isinstance(element.tag, str) for name in element.attrib}
    assert sorted(name for name in names if name.startswith("on")) == []
    assert [link for link in page.xpath("//a/@href") if not link.startswith(("#", "http://", "https://"))] == []
    assert page.xpath("//img | //iframe | //body//style") == []


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_in_a_record_is_text(dataset: Dataset, text: str) -> None:
    page = page_of(strange(dataset, **dict.fromkeys(WITH_TEXT, text)))
    runs_nothing(page)
    (row,) = rows(page)
    for part in ("summary", "*[@class='mri-says']", "dd", "td[@class='ref']"):
        assert " ".join(text.split()) in {words(found) for found in row.xpath(f".//{part}")}


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_beside_the_records_is_text(dataset: Dataset, text: str) -> None:
    source = replace(dataset.sources["mri-achievements"], title=text, publisher=text, terms=text, url=text)
    note = QualityNote("note", text, text, sources=("mri-achievements",))
    changed = replace(
        dataset,
        table=records_of(
            {
                "id": "strange",
                "source": "mri-achievements",
                "cities": (text,),
                "places": ("geneva",),
                "bodies": (text,),
                "search": text,
                "also_known": (Note(text, ("mri-achievements",)),),
                "not_confirmed": (Note(text),),
            }
        ),
        sources={**dataset.sources, "mri-achievements": source},
        notes=(note,),
        about=replace(dataset.about, title=text, publisher=text, licence=text, licence_url=text, contact=text),
        version=text,
    )
    page = page_of(View(changed, base=text))
    runs_nothing(page)
    assert only(page, "//tr[@data-search]").get("data-search") == text
    assert words(only(page, "/html/head/title")) == " ".join(text.split())


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_that_a_reader_searches_for_is_text(dataset: Dataset, text: str) -> None:
    page = page_of(view_of(dataset, Filters(text=text), base=""))
    runs_nothing(page)
    assert " ".join(text.split())[:50] in visible(page)


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "JaVaScript:x", "data:text/html,x", "//example.org", "x", "", "http"]
)
def test_only_an_address_of_the_web_becomes_a_link(dataset: Dataset, url: str) -> None:
    source = replace(dataset.sources["mri-achievements"], url=url)
    changed = replace(dataset, sources={**dataset.sources, "mri-achievements": source})
    view = strange(changed, also_known=(Note("More", ("mri-20-years",)),))
    names = [link.text for link in page_of(view).xpath("//a")]
    assert "Migrants Rights International, “20 years”" in names
    assert "Migrants Rights International, “Our Achievements”" not in names


def test_what_turns_or_hides_text_is_left_out(dataset: Dataset) -> None:
    note = Note("a\u202eb\u2067c\x00d\x1be\ud800f\ufffeg", ())
    page = page_of(strange(dataset, title="\u202dTitle", also_known=(note,)))
    assert words(only(page, "//*[@id='records']//summary")) == "Title"
    assert words(only(page, "//*[@class='mri-detail mri-support']/p[preceding-sibling::h4][1]")) == "abcdefg"


def test_letters_of_every_script_stay(dataset: Dataset) -> None:
    text = "Genève, Łódź, Việt Nam, العربية, 日本, 🚢, a\u200dz"
    assert words(only(page_of(strange(dataset, summary=text)), "//*[@class='mri-says']")) == text


@pytest.mark.parametrize("cell", ["summary", "source_ref", "name_then"])
def test_a_very_long_text_is_there_whole(dataset: Dataset, cell: str) -> None:
    text = "x" * 1_000_000
    page = to_html(strange(dataset, **{cell: text}))
    assert text.encode() in page
    assert len(page) < MOST
