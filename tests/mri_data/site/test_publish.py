"""The published site: every page there, every link good, nothing from elsewhere, and never half of it on disk."""

import base64
import json
import posixpath
import re
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from lxml import etree, html

from mri_data.cli import main
from mri_data.exports.formats import EXPORTS, file_name
from mri_data.query.filters import Filters
from mri_data.record.dataset import Dataset
from mri_data.schema.context import KINDS
from mri_data.schema.settings import Note
from mri_data.sentences.one_record import detail
from mri_data.site.files import site
from mri_data.site.pages import POLICY, pages
from mri_data.site.publish import MARKER, publish, view_of
from mri_data.site.view import SiteView
from mri_data.words.errors import MriError
from tests.conftest import DataFolder, records_of
from tests.made_records import made_records

Captured = pytest.CaptureFixture[str]
Files = dict[str, bytes]
BASE = "https://record.example.org/mri"
HOSTILE = [
    "</title></script><script>window.ran = 1</script>",
    '" onmouseover="window.ran = 1" x=\'',
    "{{ 7 * 7 }}{% for x in y %}<!--",
    "javascript:window.ran = 1",
]
# What no browser runs.
DATA = "@type='application/ld+json'"
# What makes a browser ask for something.
ASKED = ("src", "srcset", "poster", "action", "formaction", "background", "data", "ping", "manifest", "xlink:href")


@pytest.fixture(scope="module")
def whole(dataset: Dataset) -> Files:
    """The site of the whole record with its context, at a known address."""
    return site(view_of(dataset, {}, BASE))


@pytest.fixture(scope="module")
def small(dataset: Dataset) -> SiteView:
    """A view of one record without a place, soon written."""
    return SiteView(dataset, Filters(text="handbook"))


def parsed(files: Files) -> dict[str, Any]:
    """The pages as a browser reads them; the one-file page among the exports has tests of its own."""
    names = [name for name in files if name.endswith(".html") and not name.startswith("exports/")]
    return {name: html.document_fromstring(files[name]) for name in names}


def words(element: Any) -> str:
    return " ".join(element.text_content().split())


def meta(page: Any, name: str) -> str | None:
    found = page.xpath(f"//meta[@name='{name}' or @property='{name}']/@content")
    return str(found[0]) if found else None


def links(page: Any) -> Iterator[str]:
    yield from page.xpath("//a/@href | //script/@src | //img/@src")
    yield from page.xpath("//link[@rel!='canonical']/@href")


def lost(files: Files, base: str = BASE) -> list[tuple[str, str]]:
    """The links within the site that lead to no file, or to no part of one."""
    found, read = [], parsed(files)
    for name, page in read.items():
        for link in links(page):
            parts = urlsplit(link)
            if parts.scheme:
                continue
            path = unquote(parts.path).removeprefix(f"{urlsplit(base).path}/")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
            anchors = read[target].xpath("//@id") if parts.fragment and target in read else [parts.fragment]
            if target not in files or parts.fragment not in anchors:
                found.append((name, link))
    return found


# --- what it holds


def test_there_is_a_page_for_each_kind_and_for_each_record(whole: Files, dataset: Dataset) -> None:
    kinds = {"index", "timeline", "map", "records", "convention", "sources", "404"}
    records = {f"records/{record}" for record in dataset.records["id"]}
    assert parsed(whole).keys() == {f"{name}.html" for name in kinds | records}
    assert {f"{record}.png" for record in records} | {"og.png", "favicon.svg", "robots.txt"} <= whole.keys()


def test_every_link_within_the_site_leads_to_a_file(whole: Files) -> None:
    assert lost(whole) == []
    assert lost({**whole, "index.html": b'<a href="map.html#no-such-part">x</a><a href="gone.html">y</a>'})[:2] == [
        ("index.html", "map.html#no-such-part"),
        ("index.html", "gone.html"),
    ]


def test_every_page_can_be_reached_from_the_overview(whole: Files) -> None:
    read, seen, next_ones = parsed(whole), set(), ["index.html"]
    while next_ones:
        name = next_ones.pop()
        seen.add(name)
        local = [link.partition("#")[0].partition("?")[0] for link in links(read[name]) if not urlsplit(link).scheme]
        targets = {posixpath.normpath(posixpath.join(posixpath.dirname(name), link)) for link in local if link}
        next_ones += [target for target in targets & read.keys() if target not in seen]
    assert read.keys() - seen == {"404.html"}


def test_the_charts_of_the_overview_are_smaller_than_those_of_their_pages(whole: Files) -> None:
    read = parsed(whole)
    sizes = {
        name: {one.getparent().get("class"): one.get("viewbox") for one in read[name].xpath("//main//svg[@data-tree]")}
        for name in ("index.html", "map.html")
    }
    assert sizes["index.html"] == {"timeline": "0 0 600 207", "wide": "0 0 540 284", "small": "0 0 330 200"}
    assert (sizes["map.html"]["wide"], sizes["map.html"]["small"]) == ("0 0 920 432", "0 0 360 240")


def test_a_record_page_holds_all_that_is_known_of_it(whole: Files, dataset: Dataset) -> None:
    view, read = view_of(dataset, {}, BASE), parsed(whole)
    for _, record in view.records.iterrows():
        page, told = read[f"records/{record['id']}.html"], detail(record, dataset, view.labels)
        wanted = [told.title, told.date, told.date_note, told.says, told.area_name, told.source.name, told.source_ref]
        wanted += [
            {"documented": "Documented elsewhere", "event": "Event documented"}.get(told.evidence, "Our own account")
        ]
        wanted += [part for fact in told.facts for part in (fact.label, fact.value)]
        stated = (*told.adds, *told.unsure)
        wanted += [statement.text for statement in stated]
        wanted += [one.name for statement in stated for one in statement.citations]
        assert [part for part in wanted if part not in words(page)] == []
        cited = [one.url for statement in stated for one in statement.citations if one.url]
        assert set(cited) <= set(page.xpath("//a/@href"))


def test_previous_and_next_lead_through_all_records_in_their_order(whole: Files, dataset: Dataset) -> None:
    read, ids = parsed(whole), dataset.records["id"].tolist()
    for at, record in enumerate(ids):
        page = read[f"records/{record}.html"]
        assert page.xpath("//a[@rel='prev']/@href") == [f"{one}.html" for one in ids[max(0, at - 1) : at]]
        assert page.xpath("//a[@rel='next']/@href") == [f"{one}.html" for one in ids[at + 1 : at + 2]]


def test_every_page_says_what_it_is_where_it_is_shared(whole: Files, dataset: Dataset) -> None:
    read = parsed(whole)
    titles = [words(page.find(".//title")) for page in read.values()]
    assert len(set(titles)) == len(titles)
    shared = {name: page for name, page in read.items() if name != "404.html"}
    for name, page in shared.items():
        place = f"{BASE}/{'' if name == 'index.html' else name}"
        assert page.xpath("//link[@rel='canonical']/@href") == [place]
        assert meta(page, "og:url") == place
        assert meta(page, "og:title") == meta(page, "twitter:title") == words(page.find(".//title"))
        assert meta(page, "description") == meta(page, "og:description")
        picture = meta(page, "og:image") or ""
        assert picture.removeprefix(f"{BASE}/") in whole
        assert (meta(page, "twitter:image"), meta(page, "twitter:card")) == (picture, "summary_large_image")
    record = dataset.records.iloc[0]
    page = read[f"records/{record['id']}.html"]
    assert meta(page, "description") == f"Migrants Rights International: our record. {record['summary']}"
    assert meta(read["convention.html"], "description") == (
        "Migrants Rights International: our record. "
        "The International Convention on the Protection of the Rights of All Migrant Workers and Members of Their "
        "Families (ICRMW) binds the States that have joined it. "
        "The Committee on Migrant Workers (CMW) examines how they carry it out."
    )
    assert meta(page, "og:image") == f"{BASE}/records/{record['id']}.png"
    assert meta(read["404.html"], "robots") == "noindex"


def test_pages_say_to_search_engines_what_the_record_holds(whole: Files) -> None:
    said = {name: page.xpath(f"//script[{DATA}]/text()") for name, page in parsed(whole).items()}
    assert [name for name, one in said.items() if len(one) != 1] == ["404.html"]
    graph = {name: json.loads(one[0])["@graph"] for name, one in said.items() if one}
    (dataset,) = graph["index.html"]
    assert (dataset["@type"], dataset["url"], dataset["temporalCoverage"]) == ("Dataset", f"{BASE}/", "1995/2013")
    files = [one["contentUrl"].removeprefix(f"{BASE}/") for one in dataset["distribution"]]
    assert len(files) == 2
    assert set(files) <= whole.keys()
    assert dataset["publisher"] == {
        "@type": "Organization",
        "name": "Migrants Rights International",
        "contactPoint": {"@type": "ContactPoint", "url": "http://www.migrantsrightsinternational.org/"},
    }
    assert len(graph["map.html"]) == 8
    assert graph["records/pga-2009.html"][1] == {
        "@type": "Event",
        "name": "Forum 4: Athens",
        "alternateName": "Peoples’ Global Action on Migration, Development and Human Rights",
        "description": "MRI initiated and co-organised the fourth forum, in Athens, beside the Global Forum on "
        "Migration and Development of 2009.",
        "startDate": "2009",
        "endDate": "2009",
        "location": [
            {
                "@type": "Place",
                "name": "Athens",
                "address": {"@type": "PostalAddress", "addressLocality": "Athens", "addressCountry": "GR"},
            }
        ],
        "organizer": dataset["publisher"],
        "url": f"{BASE}/records/pga-2009.html",
    }


def test_only_a_date_is_marked_as_one_and_the_licence_is_a_link(whole: Files) -> None:
    marked = [one for page in parsed(whole).values() for one in page.xpath("//time")]
    assert len(marked) > 20
    for one in marked:
        assert re.fullmatch(r"\d{4}(-\d\d){0,2}", one.get("datetime")), words(one)
    others = {words(one) for page in parsed(whole).values() for one in page.xpath("//span[@class='mri-when']")}
    assert others >= {"After 2001", "2006 to 2013", "22 to 30 October 2008", "Ongoing", "No date"}
    assert not [text for text in others if re.fullmatch(r"\d{4}", text)]
    footer = parsed(whole)["index.html"].find(".//footer")
    assert footer.xpath(".//a[.='https://creativecommons.org/licenses/by/4.0/']/@href") == [
        "https://creativecommons.org/licenses/by/4.0/"
    ]


def test_pictures_beside_links_are_of_the_size_that_pages_say(whole: Files) -> None:
    for name in ("og.png", "records/handbook.png"):
        head = whole[name][:24]
        assert head[:8] == b"\x89PNG\r\n\x1a\n"
        assert (int.from_bytes(head[16:20]), int.from_bytes(head[20:24])) == (1200, 630)


def test_the_donor_pack_is_every_format_and_is_linked(whole: Files, dataset: Dataset) -> None:
    view = view_of(dataset, {}, BASE)
    named = {f"exports/{file_name(view, export.ending)}" for export in EXPORTS.values()}
    assert named <= whole.keys()
    for name in ("index.html", "sources.html"):
        assert set(parsed(whole)[name].xpath("//*[@class='files']//@href")) == named


def test_files_of_the_site_carry_its_own_address(whole: Files) -> None:
    assert f"{BASE}/records.html".encode() in whole["exports/mri-record-2026-11-30.json"]


def test_the_sitemap_lists_every_page(whole: Files) -> None:
    places = etree.fromstring(whole["sitemap.xml"]).xpath("//*[local-name()='loc']/text()")
    expected = {f"{BASE}/{'' if name == 'index.html' else name}" for name in parsed(whole).keys() - {"404.html"}}
    assert (set(places), len(places)) == (expected, len(expected))
    assert f"Sitemap: {BASE}/sitemap.xml" in whole["robots.txt"].decode()


def test_what_is_not_known_is_told_and_context_is_kept_apart(whole: Files, dataset: Dataset) -> None:
    read = parsed(whole)
    gaps = [words(one) for one in read["sources.html"].xpath("//*[@id='unknown']//h3")]
    assert gaps == [note.title for note in dataset.notes]
    assert len(read["sources.html"].xpath("//*[@id='sources']//li")) > 100
    evidence = read["sources.html"].get_element_by_id("evidence").findall(".//li")
    assert [(words(line.find("p")), line.find(".//a").get("href")) for line in evidence] == [
        ("Documented elsewhere: eight records", "records.html?evidence=documented"),
        ("Event documented: five records", "records.html?evidence=event"),
        ("Our own account: four records", "records.html?evidence=own-account"),
    ]
    assert "They are not MRI’s work, and no count includes them." in words(
        read["timeline.html"].get_element_by_id("context")
    )
    assert words(read["convention.html"].find(".//h1")) == (
        "60 States parties to the Convention in February 2025, up from 9 in 1998"
    )
    assert "As of 21 February 2025" in words(read["convention.html"])


def test_a_row_of_the_records_page_holds_what_addresses_of_the_dashboard_ask_for(whole: Files) -> None:
    (row,) = parsed(whole)["records.html"].xpath("//tr[.//a[@href='records/pga-2009.html']]")
    told = {name: row.get(f"data-{name}") for name in ("area", "kind", "place", "evidence", "dates", "first", "last")}
    assert list(told.values()) == ["convening", "forum", "athens", "documented", "year", "2009", "2009"]
    assert [words(one) for one in row.xpath(".//td[@class='ref']/span[@title='Documented elsewhere']")] == [
        "Documented elsewhere"
    ]


# --- nothing from elsewhere, and nothing that runs


def test_no_page_asks_another_site_for_anything(whole: Files) -> None:
    for page in parsed(whole).values():
        assert [one for one in page.xpath("//link[@rel!='canonical']/@href | //@src") if "//" in one] == []
        assert [name for name in ASKED if page.xpath(f"//*[not(self::script)]/@*[name()='{name}']")] == []
        outside = page.xpath("//a[contains(@href, '://')]/@rel")
        assert set(outside) == {"noopener noreferrer"}
        assert page.xpath("//iframe | //object | //embed | //base | //form | //image | //use") == []
    style, script = whole["site.css"].decode(), whole["site.js"].decode()
    assert "://" not in style + script
    addresses = set(re.findall(r"url\(([^)]*)\)", style))
    assert addresses
    assert addresses <= whole.keys()
    assert "@import" not in style


def test_pages_allow_themselves_only_what_lies_beside_them(whole: Files) -> None:
    for page in parsed(whole).values():
        assert page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content") == [POLICY]
        assert page.xpath(f"//style | //@style | //script[not({DATA} or @src)] | //@*[starts-with(name(), 'on')]") == []
    rules = dict(rule.strip().split(" ", 1) for rule in POLICY.split(";"))
    assert rules["default-src"] == "'none'"
    assert {rules[name] for name in ("script-src", "style-src", "font-src")} == {"'self'"}


def test_markup_in_data_is_text(dataset: Dataset) -> None:
    closing, quoting, template, address = HOSTILE
    cells = {"title": closing, "summary": quoting, "name_then": template, "source_ref": closing, "search": quoting}
    added = {"cities": (quoting,), "places": ("geneva",), "bodies": (closing,), "also_known": (Note(template, ()),)}
    one = {"id": "strange", "source": "mri-achievements", "date": "1998", **cells, **added}
    about = replace(dataset.about, title=closing, short_title=quoting, licence_url=address, contact=address)
    source = replace(dataset.sources["mri-achievements"], title=quoting, url=address)
    sources = {**dataset.sources, "mri-achievements": source}
    table = records_of(one, {"source": "mri-achievements"})
    made = replace(dataset, table=table, about=about, sources=sources, version=closing)
    read = parsed(pages(SiteView(made, base=BASE, context=tuple(KINDS)), {f"exports/{quoting}": closing}))
    for page in read.values():
        assert len(page.xpath(f"//script[not({DATA})]")) == 1
        assert [json.loads(one)["@context"] for one in page.xpath(f"//script[{DATA}]/text()")] in (
            [],
            ["https://schema.org"],
        )
        assert page.xpath("//@*[starts-with(name(), 'on')] | //style | //@style") == []
        assert [link for link in page.xpath("//a/@href") if urlsplit(link).scheme not in ("", "https", "http")] == []
    strange = read["records/strange.html"]
    assert words(strange.find(".//h1")) == closing
    assert words(strange.xpath("//*[@class='mri-says']")[0]) == " ".join(quoting.split())
    assert {closing, template} <= {words(one) for one in strange.xpath("//dd | //p")}
    assert meta(strange, "og:description") == f"{closing}. {quoting}"


@pytest.mark.parametrize("bad", ["../escape", "a/b", "A", "", "a\n", "x.html"])
def test_an_id_that_is_no_name_for_a_file_is_refused(dataset: Dataset, bad: str) -> None:
    made = replace(dataset, table=records_of({"id": bad, "source": "mri-achievements"}))
    with pytest.raises(MriError, match="cannot have a page"):
        pages(SiteView(made), {})


# --- with less


def test_a_record_without_context_is_published_without_it(data_folder: DataFolder) -> None:
    made = pages(view_of(data_folder.load(), {}, ""), {})
    assert "convention.html" not in made
    assert [name for name in made if b"convention.html" in made[name]] == []
    assert "Meanwhile in the world" not in made["timeline.html"].decode()


def test_a_selection_holds_no_other_record(dataset: Dataset) -> None:
    made = pages(view_of(dataset, {"kind": ["forum"], "context": [""]}, ""), {})
    assert len([name for name in made if name.startswith("records/")]) == 7
    assert b"handbook" not in made["records.html"]
    assert "With what happened" not in made["index.html"].decode()
    style = dict.fromkeys(("site.css", "site.js", "favicon.svg", "favicon.png"), b"")
    assert [one for one in lost({**made, **style}, "") if not one[1].startswith("exports/")] == []


def test_nothing_to_show_is_a_sentence(dataset: Dataset, tmp_path: Path) -> None:
    with pytest.raises(MriError, match="There is nothing to save"):
        publish(SiteView(dataset, Filters(text="no such thing")), tmp_path / "site")
    assert list(tmp_path.iterdir()) == []


def test_more_records_than_a_site_holds_are_a_sentence(dataset: Dataset, tmp_path: Path) -> None:
    with pytest.raises(MriError, match=r"has 2,001 records, and a site holds at most 2,000.*--query"):
        publish(SiteView(made_records(dataset, 2_001)), tmp_path / "site")
    assert list(tmp_path.iterdir()) == []


# --- on disk


def on_disk(folder: Path) -> Files:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_the_command_writes_the_same_bytes_again(whole: Files, tmp_path: Path, capsys: Captured) -> None:
    folder = tmp_path / "new" / "site"
    assert main(["publish", str(folder), "--base", f"{BASE}/", "--lang", "en"]) == 0
    written = on_disk(folder)
    marker = written.pop(MARKER).decode().splitlines()
    assert written == whole
    assert set(marker[2:]) == {*whole, MARKER}
    assert capsys.readouterr() == (
        "Reading the record in data.\n"
        f"Published {len(parsed(whole))} pages, {len(whole) + 1} files in all, in {folder}: 17 of 17 records.\n",
        "",
    )
    assert [path.name for path in folder.parent.iterdir()] == ["site"]


def test_without_an_address_the_command_says_what_is_left_out(
    tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MRI_PUBLIC_URL", raising=False)
    assert main(["publish", str(tmp_path), "--query", "q=handbook", "--lang", "en"]) == 0
    said = capsys.readouterr()
    assert "1 of 17 records." in said.out
    assert "sitemap.xml names none of them" in said.err
    written = on_disk(tmp_path)
    assert (b"<loc>" in written["sitemap.xml"], b"Sitemap" in written["robots.txt"]) == (False, False)
    page = parsed(written)["index.html"]
    assert (meta(page, "og:image"), meta(page, "og:url"), meta(page, "twitter:card")) == (None, None, "summary")
    assert lost(written, "") == []
    # Shown at any depth, where no relative address of a style sheet holds.
    wrong = parsed(written)["404.html"]
    (style,) = wrong.xpath("//style/text()")
    assert wrong.xpath("//link[@rel='stylesheet']") == []
    hashed = base64.b64encode(sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{hashed}'" in wrong.xpath("//meta[@http-equiv]/@content")[0]


def test_a_site_in_several_languages_keeps_old_links_and_each_page_leads_to_itself_in_the_others(
    tmp_path: Path, capsys: Captured
) -> None:
    chosen = ["--lang", "en", "--lang", "fr", "--base", BASE]
    assert main(["publish", str(tmp_path), "--query", "q=handbook", *chosen]) == 0
    assert "Published 13 pages" in capsys.readouterr().out
    written = on_disk(tmp_path)
    assert {"fr/records/handbook.html", "fr/records/handbook.png", "fr/index.html"} <= written.keys()
    assert {name for name in written if name.endswith(("site.css", "404.html", "robots.txt"))} == {
        "404.html",
        "robots.txt",
        "site.css",
    }
    read = parsed({name: content for name, content in written.items() if "exports/" not in name})
    page = read["fr/records/handbook.html"]
    assert page.get("lang") == "fr"
    assert [(one.get("hreflang"), one.get("href")) for one in page.xpath("//link[@rel='alternate'][@hreflang]")] == [
        ("en", f"{BASE}/records/handbook.html"),
        ("fr", f"{BASE}/fr/records/handbook.html"),
        ("x-default", f"{BASE}/records/handbook.html"),
    ]
    assert [one.get("href") for one in page.xpath("//nav[@class='languages']/a")] == [
        "../../records/handbook.html",
        "../../fr/records/handbook.html",
    ]
    assert page.xpath("//nav[@class='languages']/a[@aria-current]/text()") == ["Français"]
    assert lost(written, BASE) == []
    assert f"<loc>{BASE}/fr/records/handbook.html</loc>" in written["sitemap.xml"].decode()
    assert "fr/exports/mri-record-selection-fr-2026-11-30.csv" in written


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--lang", "de"], '--lang="de" is not known here; expected one of en, es, fr, it.'),
        (["--base", "ftp://x"], '--base is "ftp://x"; an address like'),
        (["--query", "area=no-such"], '"no-such"'),
    ],
)
def test_what_is_asked_for_in_vain_is_a_sentence(
    arguments: list[str], sentence: str, tmp_path: Path, capsys: Captured
) -> None:
    assert main(["publish", str(tmp_path / "site"), *arguments]) == 2
    assert sentence in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_run_that_is_cut_off_leaves_the_whole_site_that_was_there(
    small: SiteView, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "site"
    publish(small, folder)
    before, write, written = on_disk(folder), Path.write_bytes, []

    def full(path: Path, content: bytes) -> int:
        written.append(path)
        if len(written) > 9:
            raise OSError(28, "No space left on device")
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(MriError, match=r"could not be written: no space left on the disk\. Nothing was saved\."):
        publish(replace(small, base=BASE), folder)
    assert len(written) == 10
    assert on_disk(folder) == before
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_place_that_cannot_be_taken_keeps_the_site_that_was_there(
    small: SiteView, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "site"
    publish(small, folder)
    before, rename = on_disk(folder), Path.rename

    def busy(path: Path, target: Path) -> Path:
        if path.name == "new":
            raise OSError(16, "Device or resource busy")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", busy)
    with pytest.raises(MriError, match="Device or resource busy"):
        publish(small, folder)
    assert on_disk(folder) == before


@pytest.mark.parametrize("name", ["notes.txt", "index.html", ".git/config"])
def test_a_folder_that_holds_what_we_did_not_write_is_left_alone(small: SiteView, tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("mine", "utf-8")
    with pytest.raises(MriError, match=f'holds "{re.escape(name)}", which “mri-data publish” did not write'):
        publish(small, tmp_path)
    assert on_disk(tmp_path) == {name: b"mine"}


def test_a_file_put_into_our_site_is_not_thrown_away(small: SiteView, tmp_path: Path) -> None:
    (tmp_path / MARKER).write_text(f"Written by us\n\nindex.html\n{MARKER}\n", "utf-8")
    (tmp_path / "CNAME").write_text("mine", "utf-8")
    with pytest.raises(MriError, match='holds "CNAME"'):
        publish(small, tmp_path)
    assert (tmp_path / "CNAME").read_text("utf-8") == "mine"


def test_a_place_that_is_a_file_or_lies_below_one_is_a_sentence(small: SiteView, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("mine", "utf-8")
    with pytest.raises(MriError, match="is a file, and a folder was expected"):
        publish(small, file)
    with pytest.raises(MriError, match=r"could not be written: .*\. Nothing was saved\."):
        publish(small, file / "site")
    assert file.read_text("utf-8") == "mine"
