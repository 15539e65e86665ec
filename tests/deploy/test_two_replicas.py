"""nginx before two replicas: one session stays on one, a dead one is passed over, and nobody can ask for too much."""

import json
import re
import urllib.request
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from email.message import Message
from urllib.error import HTTPError

import pytest
from playwright.sync_api import Page, expect
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin

from tests.browser.conftest import READY
from tests.deploy.conftest import Fleet, Line, OpenProxy, Proxy, Replica, Window, free_port

STATUS = "p[role=status]"
STREAM = "/_stcore/stream"
STORM = 60
SOON_MS = 10_000
VIEW = "/records?kind=forum&years=2008-2010"
OpenWindow = Callable[[str], Window]


def asked(address: str, method: str = "GET", body: bytes | None = None, **headers: str) -> tuple[int, Message, bytes]:
    """Status, headers and body of an answer, whatever it is."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(address, data=body, headers=named, method=method)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, answer.headers, answer.read()
    except HTTPError as error:
        with error:
            return error.code, error.headers, error.read()


def upstreams(proxy: Proxy, among: str = "") -> set[str]:
    return {line.upstream for line in proxy.lines() if among in line.path}


def refused_or_failed(lines: list[Line]) -> list[Line]:
    return [line for line in lines if line.status == 429 or line.status >= 500]


def die_and_come_back(page: Page, replica: Replica) -> None:
    """Kill the replica that a page lives on, and wait until the page takes choices once more, by itself."""
    with page.expect_websocket():
        replica.kill()
    page.wait_for_selector(f"body:not([inert]) {READY}")


def test_a_session_stays_on_one_replica_with_all_it_asks_for(
    fleet: Fleet, nginx: OpenProxy, window: OpenWindow
) -> None:
    proxy = nginx(*fleet.ports)
    mine = window(proxy.address)
    page = mine.open("/")
    page.get_by_role("navigation").get_by_role("link", name="Records").click()
    expect(page).to_have_url(f"{proxy.address}/records")
    mine.ready()
    page.reload()
    mine.ready()
    page.close()
    lines = proxy.await_lines(STREAM, 2)
    assert [line.status for line in lines if line.path == STREAM] == [101, 101]
    # The very first answer brings the cookie.
    assert len({line.upstream for line in lines[1:]}) == 1
    assert len(lines) > 30
    assert refused_or_failed(lines) == []
    assert mine.outside == []
    assert mine.complaints == []


def test_sessions_are_spread_over_the_replicas_and_the_cookie_marks_nobody(fleet: Fleet, nginx: OpenProxy) -> None:
    proxy = nginx(*fleet.ports)
    for value in range(0, 256, 16):
        asked(f"{proxy.address}/healthz", cookie=f"mri_replica={value:02x}")
    assert upstreams(proxy) == {f"127.0.0.1:{port}" for port in fleet.ports}
    _, headers, _ = asked(f"{proxy.address}/")
    name, _, rest = headers["set-cookie"].partition("=")
    assert (name, rest[2:]) == ("mri_replica", "; Path=/; HttpOnly; SameSite=Lax")
    assert int(rest[:2], 16) < 256
    assert asked(f"{proxy.address}/", cookie=f"mri_replica={rest[:2]}")[1]["set-cookie"] is None
    assert asked(f"{proxy.address}/robots.txt")[1]["set-cookie"] is None


@pytest.mark.parametrize("cookie", ["", "mri_replica=", "mri_replica=zz", "mri_replica=0123456789abcdef"])
def test_who_has_no_cookie_of_ours_stays_on_one_replica_by_the_address(
    fleet: Fleet, nginx: OpenProxy, cookie: str
) -> None:
    proxy = nginx(*fleet.ports)
    for _ in range(12):
        asked(f"{proxy.address}/healthz", cookie=cookie)
    assert len(upstreams(proxy)) == 1


def test_a_filtered_view_opens_through_nginx(fleet: Fleet, nginx: OpenProxy, window: OpenWindow) -> None:
    mine = window(nginx(*fleet.ports).address)
    page = mine.open("/records?kind=forum&years=2008-2010")
    expect(page.locator(STATUS)).to_contain_text("3 of 17 records:")
    page.get_by_placeholder("Search the record").fill("athens")
    page.keyboard.press("Enter")
    expect(page.locator(STATUS)).to_contain_text("1 of 17 records:")


def test_a_page_whose_replica_dies_keeps_its_view_and_is_connected_to_the_other_by_itself(
    fleet: Fleet, nginx: OpenProxy, window: OpenWindow
) -> None:
    proxy = nginx(*fleet.ports)
    mine = window(proxy.address)
    page = mine.open(VIEW)
    heading, dying = page.locator("h1.mri-h1").inner_text(), proxy.lines()[-1].upstream
    die_and_come_back(page, fleet.at(dying))
    expect(page.locator("h1.mri-h1")).to_have_text(heading)
    expect(page.locator(STATUS)).to_contain_text("3 of 17 records:")
    expect(page).to_have_url(proxy.address + VIEW)
    page.reload()
    mine.ready()
    expect(page.locator(STATUS)).to_contain_text("3 of 17 records:")
    lines = proxy.lines()
    # Asked in vain, then the other.
    assert any(line.upstream.startswith(f"{dying}, ") for line in lines)
    assert lines[-1].upstream != dying
    assert refused_or_failed(lines) == []


def test_filters_and_pages_go_on_after_a_replica_has_died(fleet: Fleet, nginx: OpenProxy, window: OpenWindow) -> None:
    proxy = nginx(*fleet.ports)
    page = window(proxy.address).open(VIEW)
    die_and_come_back(page, fleet.at(proxy.lines()[-1].upstream))
    page.get_by_placeholder("Search the record").fill("athens")
    page.keyboard.press("Enter")
    expect(page.locator(STATUS)).to_contain_text("1 of 17 records:", timeout=SOON_MS)
    page.get_by_role("navigation").get_by_role("link", name="Timeline").click()
    expect(page).to_have_url(re.compile(r"/timeline\?kind=forum&years=2008-2010&q=athens$"))
    expect(page.locator(STATUS)).to_contain_text("1 of 17 records:")


def test_answers_are_compressed_once_and_say_how_long_they_keep(fleet: Fleet, nginx: OpenProxy) -> None:
    address = nginx(*fleet.ports).address
    script = _script_of(asked(f"{address}/")[2].decode())
    for path in ("/", script, "/api/export/json", "/api/export/csv", "/_stcore/host-config"):
        status, headers, body = asked(address + path, accept_encoding="gzip")
        small = len(body) < 1000
        assert (path, status, headers["content-encoding"]) == (path, 200, None if small else "gzip")
        assert len(headers.get_all("cache-control", [])) <= 1
        assert ", ".join(headers.get_all("vary", [])).lower().count("accept-encoding") == (0 if small else 1), path
    for encoding in ("gzip", "identity"):
        assert "immutable" in asked(address + script, accept_encoding=encoding)[1]["cache-control"]
    font = asked(f"{address}/app/static/fonts/newsreader-latin-opsz-normal.woff2", accept_encoding="gzip")
    assert (font[0], font[1]["content-encoding"]) == (200, None)
    assert "max-age=" in font[1]["cache-control"]


def _script_of(document: str) -> str:
    start = document.index("static/js/")
    return "/" + document[start : document.index('"', start)]


def test_headers_stand_once_and_say_nothing_of_the_software_version(fleet: Fleet, nginx: OpenProxy) -> None:
    _, headers, _ = asked(f"{nginx(*fleet.ports).address}/")
    for name in ("content-security-policy", "x-content-type-options", "referrer-policy", "permissions-policy"):
        assert len(headers.get_all(name, [])) == 1, name
    assert headers.get_all("server") == ["nginx"]


def test_a_replica_itself_does_not_say_what_it_runs_on(fleet: Fleet) -> None:
    for path in ("/", "/api/export/csv", "/_stcore/health", "/nowhere"):
        _, headers, _ = asked(f"http://127.0.0.1:{fleet.ports[0]}{path}")
        assert headers.get_all("server") is None, path


def test_a_storm_of_requests_is_told_to_wait_and_the_dashboard_goes_on(fleet: Fleet, nginx: OpenProxy) -> None:
    proxy = nginx(*fleet.ports)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: asked(f"{proxy.address}/api/export/csv"), range(STORM)))
    assert {status for status, _, _ in answers} == {200, 429}
    refused = next(one for one in answers if one[0] == 429)
    assert refused[1]["content-type"] == "application/json"
    assert refused[1]["retry-after"] == "10"
    assert "Please wait ten seconds" in json.loads(refused[2])["error"]
    for path in ("/healthz", "/records?kind=forum", "/_stcore/health"):
        assert asked(proxy.address + path)[0] == 200


def test_no_log_holds_a_reader_s_address_or_search_whatever_goes_wrong(fleet: Fleet, nginx: OpenProxy) -> None:
    proxy = nginx(*fleet.ports)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: asked(f"{proxy.address}/api/export/csv?q=athens"), range(STORM)))
    assert 429 in {status for status, _, _ in answers}
    assert asked(f"{proxy.address}/records?q=athens", "POST", b"x" * 20_000)[0] == 413
    assert asked(f"{proxy.address}/records?q=athens&" + "&".join("a" * 101))[0] == 414
    away = nginx(free_port(), free_port())
    assert asked(f"{away.address}/records?q=athens")[0] == 503
    for one in (proxy, away):
        one.await_lines("/records", 1)
        for log in (one.access, one.errors):
            written = log.read_text("utf-8")
            assert "athens" not in written
            assert "client:" not in written


@pytest.mark.parametrize("query", ["&".join("a" * 101), "q=" + "x" * 9000])
@pytest.mark.parametrize("path", ["/", "/api/records.json", "/og.png", "/sitemap.xml"])
def test_a_query_longer_than_any_view_s_is_refused_before_a_replica_sees_it(
    fleet: Fleet, nginx: OpenProxy, path: str, query: str
) -> None:
    proxy = nginx(*fleet.ports)
    status, headers, body = asked(f"{proxy.address}{path}?{query}")
    assert (status, headers["cache-control"]) == (414, "no-store")
    assert "at most 100 parameters and 8 kB are allowed" in body.decode()
    assert upstreams(proxy) <= {"-"}
    assert asked(f"{proxy.address}/records?" + "&".join("a" * 100))[0] == 200


def test_what_tells_about_the_server_or_steers_it_is_closed(fleet: Fleet, nginx: OpenProxy) -> None:
    proxy = nginx(*fleet.ports)
    for name in ("metrics", "agent/openapi.json", "upload_file/a/b", "script-health-check"):
        for path in (f"/_stcore/{name}", f"/records/_stcore/{name}", f"//_stcore//{name}", f"/_stcore%2F{name}"):
            assert asked(proxy.address + path)[0] == 404, path
    # Not one of them reached a replica.
    assert upstreams(proxy) == {"-"}


def test_a_websocket_is_for_pages_of_this_address_only(fleet: Fleet, nginx: OpenProxy) -> None:
    address = nginx(*fleet.ports).address
    stream = address.replace("http", "ws") + STREAM
    with connect(stream, origin=Origin(address), proxy=None) as mine:
        assert mine.response
        assert mine.response.status_code == 101
    for origin in ("https://elsewhere.example", "http://127.0.0.1:1", "null"):
        with pytest.raises(InvalidStatus) as refused, connect(stream, origin=Origin(origin), proxy=None):
            pass
        assert refused.value.response.status_code == 403


def test_a_large_body_is_refused_before_a_replica_sees_it(fleet: Fleet, nginx: OpenProxy) -> None:
    proxy = nginx(*fleet.ports)
    assert asked(f"{proxy.address}/records", "POST", b"x" * 20_000)[0] == 413
    # nginx writes a line down after it has answered.
    assert [line.upstream for line in proxy.await_lines("/records", 1)] == ["-"]


def test_while_no_replica_is_there_people_and_programs_are_told_so(nginx: OpenProxy) -> None:
    address = nginx(free_port(), free_port()).address
    status, headers, body = asked(f"{address}/records?kind=forum")
    assert (status, headers["content-type"], headers["cache-control"]) == (503, "text/html", "no-store")
    assert "This page tries again by itself." in body.decode()
    assert headers["set-cookie"] is None
    status, headers, body = asked(f"{address}/api/export/csv")
    assert (status, headers["content-type"]) == (503, "application/json")
    assert "try again" in json.loads(body)["error"]
    assert asked(f"{address}/nginx-healthz")[0] == 200
