"""What stands around Streamlit's answers: headers, hosts, compressed bundles, real 404s, link previews, the start."""

import gzip
import io
import json
import re
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from httpx2 import Headers
from lxml import html
from pypdf import PdfReader
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect
from streamlit import config, file_util
from streamlit.web.server.starlette.starlette_static_routes import create_streamlit_static_assets_routes

from mri_data.exports.formats import EXPORTS
from mri_data.record.pages import PAGES
from mri_data.words.errors import MriError
from mri_ui.base_path import base_path
from mri_ui.frame.frame_ancestors import FRAMES_SETTING, frame_ancestors
from mri_ui.streamlit_workarounds import compressed_bundles
from mri_ui.web import security
from mri_ui.web.page_shell import CLOSED
from mri_ui.web.routes import MIDDLEWARE, below_base
from tests.conftest import DataFolder

SCRIPT = next(Path(file_util.get_static_dir()).glob("static/js/index.*.js"))
SCRIPT_PATH = f"/static/js/{SCRIPT.name}"
# What no browser runs.
DATA = "@type='application/ld+json'"


def served() -> TestClient:
    """Our own routes and middleware around Streamlit's files, as `dashboard.py` has them, without its runtime."""
    routes = [*below_base(), *create_streamlit_static_assets_routes(base_path())]
    return TestClient(Starlette(routes=routes, middleware=MIDDLEWARE), base_url="http://localhost:8501")


@pytest.fixture
def client() -> Iterator[TestClient]:
    with served() as client:
        yield client


def head_of(client: TestClient, path: str) -> html.HtmlElement:
    answer = client.get(path)
    assert answer.status_code == 200
    return html.fromstring(answer.content)


def texts_in(content: bytes) -> list[str]:
    """All texts of a file, with those of the files in it."""
    if content.startswith(b"PK"):
        with ZipFile(io.BytesIO(content)) as packed:
            return [text for name in packed.namelist() for text in texts_in(packed.read(name))]
    if content.startswith(b"%PDF-"):
        read = PdfReader(io.BytesIO(content))
        return [str(read.metadata), str(read.xmp_metadata), *(page.extract_text() for page in read.pages)]
    return [content.decode("utf-8", "replace")]


def meta(page: html.HtmlElement, name: str) -> str:
    (found,) = page.xpath(f"//meta[@property='{name}' or @name='{name}']/@content")
    return str(found)


# --- headers


@pytest.mark.parametrize("path", ["/", "/timeline", "/nowhere", "/robots.txt", "/og.png", SCRIPT_PATH])
def test_every_answer_says_what_a_browser_may_do_with_it(client: TestClient, path: str) -> None:
    told = client.get(path).headers
    assert told["x-content-type-options"] == "nosniff"
    assert told["referrer-policy"] == "strict-origin-when-cross-origin"
    assert "default-src 'none'" in told["content-security-policy"]
    assert told["content-security-policy"].endswith("frame-ancestors 'self'")


@pytest.mark.parametrize(
    ("named", "sent"),
    [
        (["accept-encoding, Accept-Encoding"], "accept-encoding"),
        (["Origin", "accept-encoding", "Accept-Encoding"], "origin, accept-encoding"),
        (["*"], "*"),
    ],
)
def test_what_an_answer_depends_on_is_named_once(named: list[str], sent: str) -> None:
    def depends(request: Request) -> Response:
        answer = Response()
        for name in named:
            answer.headers.append("vary", name)
        return answer

    app = Starlette(routes=[Route("/robots.txt", depends)], middleware=MIDDLEWARE)
    assert TestClient(app).get("/robots.txt").headers.get_list("vary") == [sent]


def test_the_policy_names_no_other_host_and_runs_no_script_from_the_page_itself() -> None:
    policy = security.policy("'self'")
    assert re.findall(r"https?://|wss?://|\*", policy) == []
    (scripts,) = [part for part in policy.split("; ") if part.startswith("script-src")]
    assert "unsafe-inline" not in scripts
    assert "'unsafe-eval'" not in scripts


def test_the_shell_holds_no_script_of_its_own(client: TestClient) -> None:
    assert head_of(client, "/").xpath(f"//script[not(@src) and not({DATA})]") == []


def test_who_may_frame_the_dashboard_can_be_said() -> None:
    asked = {FRAMES_SETTING: "'self' https://example.org"}
    assert security.policy(frame_ancestors(asked)).endswith("frame-ancestors 'self' https://example.org")


@pytest.mark.parametrize(
    "written",
    ["https://a.org; script-src *", "https://a.org,https://b.org", "a\r\nx: y", "hôte", "self", "'none' 'self'"],
)
def test_a_setting_cannot_change_more_of_the_policy(written: str) -> None:
    with pytest.raises(MriError, match=FRAMES_SETTING):
        frame_ancestors({FRAMES_SETTING: written})


# --- hosts


@pytest.mark.parametrize(
    ("settings", "hosts"),
    [
        ({}, ["*"]),
        ({"MRI_PUBLIC_URL": "https://record.example.org/x"}, ["record.example.org", *security.ON_THIS_MACHINE]),
        ({"MRI_ALLOWED_HOSTS": "a.org, b.org"}, ["a.org", "b.org", *security.ON_THIS_MACHINE]),
    ],
)
def test_hosts_are_those_of_a_setting_or_of_the_public_address(settings: dict[str, str], hosts: list[str]) -> None:
    assert security.allowed_hosts(settings) == hosts


@pytest.mark.parametrize(
    "written", ["https://record.example.org", "record.example.org:8501", "a.org b.org", "*.*.org", "hôte"]
)
def test_what_is_no_name_of_a_host_is_refused_in_a_sentence(written: str) -> None:
    with pytest.raises(MriError, match=r"MRI_ALLOWED_HOSTS contains .* which is not a host name"):
        security.allowed_hosts({security.HOSTS_SETTING: f"good.org, {written}"})


@pytest.mark.parametrize(
    ("address", "cookies"),
    [
        ("https://localhost", ["a=1; Path=/; Secure", "b=secure; Secure", "c=3; secure"]),
        ("http://localhost", ["a=1; Path=/", "b=secure", "c=3; secure"]),
    ],
)
def test_a_cookie_set_over_tls_is_kept_to_tls(address: str, cookies: list[str]) -> None:
    def setting(request: Request) -> Response:
        answer = Response()
        for cookie in ("a=1; Path=/", "b=secure", "c=3; secure"):
            answer.headers.append("set-cookie", cookie)
        return answer

    app = Starlette(routes=[Route("/robots.txt", setting)], middleware=MIDDLEWARE)
    assert TestClient(app, base_url=address).get("/robots.txt").headers.get_list("set-cookie") == cookies


def test_another_name_for_this_machine_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MRI_ALLOWED_HOSTS", "record.example.org")
    with served() as client:
        assert client.get("/", headers={"host": "evil.example"}).status_code == 400
        assert client.get("/", headers={"host": "record.example.org"}).status_code == 200
        assert client.get("/healthz").status_code == 200


# --- where a connection comes from


async def connected(socket: WebSocket) -> None:
    """In place of Streamlit: tells which origin it was shown."""
    await socket.accept()
    await socket.send_json(socket.headers.getlist("origin"))
    await socket.close()


def shown_origins(address: str, *origins: str) -> list[str]:
    """What a connection at an address leads to; `WebSocketDisconnect` where it is refused."""
    app = Starlette(routes=[WebSocketRoute("/_stcore/stream", connected)], middleware=MIDDLEWARE)
    named = [("origin", one) for one in origins]
    stream = f"{address}/_stcore/stream"
    with TestClient(app).websocket_connect(stream, headers=Headers(named)) as socket:
        return list(socket.receive_json())


@pytest.mark.parametrize(
    ("address", "origins"),
    [
        ("ws://localhost:8501", []),
        ("ws://localhost:8501", ["http://localhost:8501"]),
        ("ws://record.example.org", ["http://record.example.org"]),
        ("ws://record.example.org:443", ["https://record.example.org"]),
        ("ws://record.example.org", ["https://Record.Example.org:443"]),
        ("wss://record.example.org", ["https://record.example.org"]),
        ("ws://[::1]:8501", ["http://[::1]:8501"]),
    ],
)
def test_the_dashboard_s_own_pages_and_programs_are_connected(address: str, origins: list[str]) -> None:
    assert shown_origins(address, *origins) == []


@pytest.mark.parametrize(
    ("address", "origins"),
    [
        ("ws://localhost:8501", ["https://elsewhere.example"]),
        ("ws://localhost:8501", ["http://localhost:8502"]),
        ("ws://localhost:8501", ["null"]),
        ("ws://localhost:8501", [""]),
        ("ws://localhost:8501", ["localhost:8501"]),
        ("ws://localhost:8501", ["http://localhost:x"]),
        ("ws://localhost:8501", ["http://localhost:8501", "https://elsewhere.example"]),
        ("ws://record.example.org", ["http://record.example.org.elsewhere.example"]),
        ("ws://record.example.org", ["file://record.example.org"]),
        ("wss://record.example.org", ["http://record.example.org"]),
    ],
)
def test_pages_of_other_addresses_are_not_connected(address: str, origins: list[str]) -> None:
    with pytest.raises(WebSocketDisconnect) as refused:
        shown_origins(address, *origins)
    assert refused.value.code == 1008


def test_a_page_of_the_public_address_is_connected_under_the_name_that_a_proxy_asks_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("MRI_PUBLIC_URL", "https://record.example.org/x")
    assert shown_origins("ws://localhost:8501", "https://record.example.org") == []
    with pytest.raises(WebSocketDisconnect):
        shown_origins("ws://localhost:8501", "https://elsewhere.example")


@pytest.mark.parametrize(
    ("setting", "value"), [("server.corsAllowedOrigins", ["https://host.example"]), ("server.enableCORS", False)]
)
def test_streamlit_s_own_settings_of_who_may_connect_hold(setting: str, value: object) -> None:
    before = config.get_option(setting)
    config.set_option(setting, value)
    try:
        assert shown_origins("ws://localhost:8501", "https://host.example") == []
    finally:
        config.set_option(setting, before)


# --- bundles


def test_the_shell_names_each_script_of_the_elements_that_every_page_has_and_all_are_there(client: TestClient) -> None:
    named = head_of(client, "/map").xpath("//link[@rel='modulepreload']/@href")
    for element in ("BidiComponent", "ButtonGroup", "Html", "TextInput", "purify.es", "Input"):
        assert sum(script.startswith(f"./static/js/{element}.") for script in named) == 1
    assert len(set(named)) == len(named)
    for script in named:
        assert client.get(script.removeprefix(".")).status_code == 200


def test_a_script_is_sent_compressed_and_may_be_kept_for_ever(client: TestClient) -> None:
    with client.stream("GET", SCRIPT_PATH, headers={"accept-encoding": "gzip"}) as answer:
        body = b"".join(answer.iter_raw())
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-type"].startswith("text/javascript")
    assert gzip.decompress(body) == SCRIPT.read_bytes()
    assert len(body) < len(SCRIPT.read_bytes()) / 2


def test_who_takes_no_gzip_gets_the_plain_file(client: TestClient) -> None:
    answer = client.get(SCRIPT_PATH, headers={"accept-encoding": "identity"})
    assert "content-encoding" not in answer.headers
    assert answer.content == SCRIPT.read_bytes()


@pytest.mark.parametrize(
    "path",
    ["/static/../../../pyproject.toml", "/static/js/../../../__init__.py", "/static/js/none.js", "/static/", "/x.js"],
)
def test_nothing_but_a_bundle_is_a_bundle(path: str) -> None:
    assert compressed_bundles.bundle(path) is None


# --- pages and what is none

SHOWN = {
    "check": "Check a file of the record, see what would change",
    "": "A federation of migrants’ organisations,",
    "overview": "A federation of migrants’ organisations,",
    "timeline": "Each achievement and forum on one line of years,",
    "map": "Where the forums met: New York, Brussels, Manila, Athens, Mexico City and Geneva.",
    "records": "Every record with its date and place,",
    "convention": "The International Convention on the Protection",
    "present": "The record as slides to show in a room,",
    "sources": "The source of each record, who else documents it,",
}


@pytest.mark.parametrize("page", ["", *PAGES])
def test_every_page_has_its_own_title_description_and_picture(client: TestClient, page: str) -> None:
    shell = head_of(client, f"/{page}")
    assert shell.get("lang") == "en-GB"
    assert shell.findtext(".//title").endswith("MRI: our record")
    assert meta(shell, "og:title") == shell.findtext(".//title")
    name, _, shown = meta(shell, "description").partition(": our record. ")
    assert name == "Migrants Rights International"
    assert shown.startswith(SHOWN[page])
    assert shown[:30] not in shell.findtext(".//title")
    assert meta(shell, "og:image").startswith("http://localhost:8501/og.png")
    assert shell.xpath("//link[@rel='canonical']/@href") == [f"http://localhost:8501/{page}?lang=en"]


def test_a_preview_says_what_the_filters_leave(client: TestClient) -> None:
    shell = head_of(client, "/records?area=advocacy&context=meetings")
    assert shell.findtext(".//title").startswith("Advocacy: three achievements")
    assert meta(shell, "description") == (
        "Migrants Rights International: our record. Migrants’ rights at the UN conferences of 1995; "
        "Day of General Discussion on migrant workers in an irregular situation; Advocacy for a UN Special Rapporteur."
    )
    assert meta(shell, "og:image") == "http://localhost:8501/og.png?area=advocacy&context=meetings&of=records&lang=en"


def test_a_preview_of_the_map_names_the_city_that_is_open(client: TestClient) -> None:
    shell = head_of(client, "/map?city=athens")
    assert shell.findtext(".//title") == "Athens: one forum, one achievement · Map · MRI: our record"
    assert meta(shell, "description").endswith(" Seven international civil society forums; Forum 4: Athens.")
    assert shell.xpath("//link[@rel='canonical']/@href") == ["http://localhost:8501/map?city=athens&lang=en"]
    assert meta(shell, "og:image") == "http://localhost:8501/og.png?city=athens&of=map&lang=en"
    pictures = [client.get(f"/og.png?{query}").content for query in ("of=map", "city=athens&of=map")]
    assert pictures[0] != pictures[1]
    for elsewhere in ("/map?city=atlantis", "/records?city=athens", "/timeline?year=2008&city=athens"):
        assert "athens" not in head_of(client, elsewhere).xpath("string(//link[@rel='canonical']/@href)")


def test_the_shell_says_to_search_engines_what_the_record_holds(client: TestClient) -> None:
    def said(path: str) -> list[dict[str, Any]]:
        (text,) = head_of(client, path).xpath(f"//script[{DATA}]/text()")
        return list(json.loads(text)["@graph"])

    (dataset,) = said("/?area=advocacy")
    assert dataset["name"] == "Advocacy: three achievements · Migrants Rights International: our record"
    assert (dataset["license"], dataset["temporalCoverage"], dataset["inLanguage"]) == (
        "https://creativecommons.org/licenses/by/4.0/",
        "1995/2011",
        "en-GB",
    )
    assert dataset["publisher"]["name"] == "Migrants Rights International"
    assert [one["contentUrl"] for one in dataset["distribution"]] == [
        f"http://localhost:8501/api/records.{ending}?area=advocacy&lang=en" for ending in ("csv", "json")
    ]
    _, forum = said("/records?record=pga-2008")
    assert (forum["@type"], forum["startDate"], forum["endDate"]) == ("Event", "2008-10-22", "2008-10-30")
    assert forum["location"][0]["address"]["addressCountry"] == "PH"
    assert forum["organizer"]["@type"] == "Organization"
    assert [one["@type"] for one in said("/map")] == ["Dataset", *["Event"] * 7]
    assert [one["@type"] for one in said("/records?record=handbook")] == ["Dataset"]
    assert (
        "</script" not in client.get("/records?q=</script><b>").text.partition("ld+json")[2].partition("</script>")[0]
    )


def test_a_record_has_a_preview_of_its_own(client: TestClient) -> None:
    shell = head_of(client, "/records?record=durban-2001")
    assert meta(shell, "og:title").startswith("NGO preparations for the World Conference against Racism")
    assert meta(shell, "description").startswith("Migrants Rights International: our record. MRI facilitated NGOs’")
    assert shell.xpath("//link[@rel='canonical']/@href") == ["http://localhost:8501/records?record=durban-2001&lang=en"]


def test_a_record_asked_for_without_a_page_is_on_the_page_of_records(client: TestClient) -> None:
    moved = client.get("/?area=support&record=durban-2001", follow_redirects=False)
    assert (moved.status_code, moved.headers["location"]) == (307, "/records?area=support&record=durban-2001")
    assert client.get("/?record=", follow_redirects=False).status_code == 200
    elsewhere = client.get("/?record=x&//evil.test%0d%0aset-cookie:a=b", follow_redirects=False)
    assert elsewhere.headers["location"].startswith("/records?record=x&")
    assert "set-cookie" not in elsewhere.headers


def test_a_reader_without_scripts_is_told_where_the_record_is(client: TestClient) -> None:
    shell = head_of(client, "/")
    links = shell.xpath("//noscript//a/@href")
    assert "./api/export/html?lang=en" in links
    assert "./api/records.csv?lang=en" in links
    for link in links:
        assert client.get(f"/{link.removeprefix('./')}&area=advocacy").status_code == 200, link


# The open data was tried without what stands before it, which took the one page among the files for no page.
def test_every_file_of_the_donor_pack_is_had_through_all_that_stands_before_it(client: TestClient) -> None:
    begins = {
        **{"pptx": b"PK", "pdf": b"%PDF-", "html": b"<!doctype html>", "xlsx": b"PK", "zip": b"PK"},
        **{"csv": "\ufeffid,".encode(), "csv-semicolon": "\ufeffid;".encode(), "csv-metadata": b"{"},
        **{"json": b"{", "geojson": b"{"},
        **{"timeline-png": b"\x89PNG", "map-png": b"\x89PNG", "timeline-svg": b"<svg", "map-svg": b"<svg"},
        **{"timeline-svg-outlines": b"<svg", "map-svg-outlines": b"<svg"},
    }
    assert set(begins) == set(EXPORTS)
    for name, beginning in begins.items():
        # A file is sent on: it must not carry an address that whoever asked for it has made up.
        answer = client.get(f"/api/export/{name}?area=advocacy", headers={"host": "evil.example"})
        assert [text for text in texts_in(answer.content) if "evil.example" in text] == []
        assert (answer.status_code, name) == (200, name)
        assert answer.content.startswith(beginning)
        assert "mri-record-selection-2026-11-30." in answer.headers["content-disposition"]


@pytest.mark.parametrize(
    "query", ["?record=<script>alert(1)</script>", "?q=%22%3E%3Cscript%3E", "?area=none&years=x", "?q=" + "x" * 8000]
)
def test_an_address_puts_no_markup_into_the_shell(client: TestClient, query: str) -> None:
    shell = head_of(client, f"/records{query}")
    assert shell.xpath(f"//script[not(@src) and not({DATA})]") == []
    assert shell.xpath("//*[@onerror or @onload]") == []


@pytest.mark.parametrize("path", ["/nowhere", "/timeline/deep", "/index.html", "/records/handbook", "/wp-login.php"])
def test_what_is_no_page_is_not_found_and_says_so(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "There is no such page" in answer.text
    assert html.fromstring(answer.text).xpath("//a/@href") == ["/"]


@pytest.mark.parametrize("path", CLOSED)
def test_what_tells_of_the_server_is_closed(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404
    assert client.post(path).status_code == 404


@pytest.mark.parametrize("path", ["/", "/records", "/sitemap.xml", "/og.png", "/healthz"])
def test_without_readable_data_no_address_is_well_and_each_says_why(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, client: TestClient, path: str
) -> None:
    monkeypatch.setenv("MRI_DATA_DIR", str(tmp_path))
    answer = client.get(path)
    assert answer.status_code == 503
    assert "forums.csv was not found." in answer.text
    assert answer.headers["cache-control"] == "no-store"


def test_a_server_that_starts_without_readable_data_is_well_as_soon_as_they_are_put_right_and_stays_so(
    monkeypatch: pytest.MonkeyPatch, data_folder: DataFolder, client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("MRI_DATA_DIR", str(data_folder.path))
    forums = data_folder.path / "forums.csv"
    good = forums.read_bytes()
    forums.unlink()
    assert [client.get(path).status_code for path in ("/healthz", "/healthz", "/records")] == [503, 503, 503]
    assert [line for line in caplog.messages if "forums.csv was not found." in line] == caplog.messages
    assert len(caplog.messages) == 1
    forums.write_bytes(good)
    assert client.get("/healthz").text == "ok"
    forums.unlink()
    assert [client.get(path).status_code for path in ("/healthz", "/records", "/sitemap.xml")] == [200, 200, 200]


# --- plain addresses


def test_the_picture_beside_a_link_is_1200_by_630_and_is_kept(client: TestClient) -> None:
    answer = client.get("/og.png?of=map&kind=forum")
    assert answer.headers["content-type"] == "image/png"
    assert struct.unpack(">II", answer.content[16:24]) == (1200, 630)
    again = client.get("/og.png?of=map&kind=forum", headers={"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_each_page_and_each_record_has_its_picture(client: TestClient) -> None:
    asked = ["", "?of=map", "?of=convention", "?record=handbook", "?area=advocacy", "?q=nothing+at+all"]
    pictures = [client.get(f"/og.png{query}").content for query in asked]
    assert len(set(pictures)) == len(pictures)


@pytest.mark.parametrize(
    ("path", "accepted", "language"),
    [
        ("/map?lang=fr", "it", "fr"),
        ("/map", "de, es;q=0.8", "es"),
        ("/map?lang=FR", "it", "fr"),
        ("/map?lang=fr-CA", "it", "fr"),
        ("/map?lang=de", "it", "it"),
        ("/map?lang=../../etc", "pt-BR", "en-GB"),
        ("/nowhere?lang=fr", "", "fr"),
    ],
)
def test_a_page_is_sent_in_the_language_of_its_address_or_else_of_the_browser(
    client: TestClient, path: str, accepted: str, language: str
) -> None:
    answer = client.get(path, headers={"accept-language": accepted})
    assert html.fromstring(answer.text).get("lang") == language
    assert "accept-language" in answer.headers["vary"]


def test_a_page_names_its_address_in_every_language(client: TestClient) -> None:
    shell = head_of(client, "/records?record=handbook&lang=it")
    assert [(one.get("hreflang"), one.get("href")) for one in shell.xpath("//link[@hreflang]")] == [
        *((one, f"http://localhost:8501/records?record=handbook&lang={one}") for one in ("en", "es", "fr", "it")),
        ("x-default", "http://localhost:8501/records?record=handbook"),
    ]
    assert meta(shell, "og:image").endswith("lang=it")


@pytest.mark.parametrize("tag", ["FR", "fr-CA"])
def test_the_address_of_a_page_has_the_code_of_its_language(client: TestClient, tag: str) -> None:
    shell = head_of(client, f"/records?lang={tag}")
    assert shell.xpath("//link[@rel='canonical']/@href") == ["http://localhost:8501/records?lang=fr"]


def test_the_map_of_the_site_lists_every_page_and_every_record(client: TestClient) -> None:
    found = ElementTree.fromstring(client.get("/sitemap.xml").content)
    addresses = [one.text or "" for one in found.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    # A viewer's own file is no content of the site.
    assert len(addresses) == 4 * (len(PAGES) - 1 + 17)
    assert "http://localhost:8501/records?record=handbook&lang=en" in addresses
    assert "http://localhost:8501/convention?lang=fr" in addresses


def test_robots_are_told_what_to_leave_alone(client: TestClient) -> None:
    told = client.get("/robots.txt").text.splitlines()
    assert "Disallow: /api/" in told
    assert "Sitemap: http://localhost:8501/sitemap.xml" in told


@pytest.mark.parametrize("path", ["/favicon.ico", "/favicon.png"])
def test_the_icon_is_the_dashboard_s(client: TestClient, path: str) -> None:
    assert client.get(path).content == (Path(__file__).parents[3] / "pages/static/favicon.png").read_bytes()


def test_health_says_no_more_than_that_it_is_well(client: TestClient) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.text) == (200, "ok")


# --- the style


def test_the_style_comes_with_the_page_after_streamlit_s_own(client: TestClient) -> None:
    page = head_of(client, "/timeline")
    (address,) = page.xpath("//body/link[@rel='stylesheet']/@href")
    style = client.get("/timeline/../" + address)
    assert style.headers["content-type"].startswith("text/css")
    assert style.headers["cache-control"] == "public, max-age=31536000, immutable"
    source = Path(__file__).parents[3] / "src"
    shared, own = source / "mri_data/html/templates/style.css", source / "mri_ui/parts/streamlit.css"
    assert shared.read_bytes() + own.read_bytes() in style.content
    assert style.content.startswith(b":root{--mri-paper:#FBF8F2;")


def test_a_style_of_another_version_is_not_found(client: TestClient) -> None:
    assert client.get("/look/style-0000000000.css").status_code == 404
