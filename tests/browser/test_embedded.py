"""The dashboard in a frame of a page on another site, `?embed=true`: it works there as it does alone."""

import re
import threading
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import quote, unquote

import pytest
from playwright.sync_api import Error, FrameLocator, Page, expect

from tests.browser.conftest import READY, OpenWindow, running_server

STATUS = "p[role=status]"
WHOLE = "/records?kind=forum&years=2008-2010"
VIEW = f"{WHOLE}&embed=true"
OPEN = "Open the dashboard"
# What shows records on a page: its charts, its table, its list.
CHARTS = ":is(.mri-chart, .mri-map, .mri-records, .mri-table):visible"
# Of each page: its headings, how many charts it has, and what can be pressed.
PAGES: dict[str, tuple[list[str], int, list[str]]] = {
    "/?": (
        [
            "Ten achievements on record, from the UN conferences of 1995 to a seventh civil society forum in 2013",
            "Five kinds of work, 1995 to 2013",
            "Seven forums, six cities, three continents",
        ],
        2,
        [],
    ),
    "/timeline?kind=forum&": (["Seven forums"], 1, []),
    "/map?city=athens&year=2009&": (
        ["The forum travelled to six cities on three continents and came back to New York"],
        1,
        ["+", "−"],
    ),
    "/records?area=campaign&": (
        ["Campaign: one achievement"],
        1,
        ["When", "Title", "Kind of work", "Where", "Reference"],
    ),
    "/convention?": (
        ["60 States parties to the Convention in February 2025, up from 9 in 1998", "States parties over the years"],
        1,
        [],
    ),
    "/sources?": (
        ["Every record comes from one page by MRI; we name each source that adds to it", "All sources"],
        1,
        [],
    ),
    "/records?q=zzzz&": (["Nothing on record for “zzzz”"], 0, []),
}
SOURCE = "Source: Migrants Rights International, “Our Achievements”. Data of 30 November 2026."
# A page that Streamlit takes messages from where nothing else is set, and what it takes.
TRUSTED = "https://steering.streamlit.app"
STEERING = """[
    {type: "SET_PAGE_LINK_BASE_URL", pageLinkBaseUrl: "https://elsewhere.example/steered"},
    {type: "UPDATE_FROM_QUERY_PARAMS", queryParams: "kind=achievement"},
    {type: "SET_SIDEBAR_NAV_VISIBILITY", hidden: true},
    {type: "SET_TOOLBAR_ITEMS", items: [{key: "steered", label: "Steered"}]},
    {type: "RERUN_SCRIPT"}, {type: "STOP_SCRIPT"}, {type: "CLEAR_CACHE"}
]"""


class Host(BaseHTTPRequestHandler):
    """Somebody's page with nothing but a frame: behind the question mark is the address in it, or its HTML."""

    def do_GET(self) -> None:
        wanted = unquote(self.path.partition("?")[2])
        frame = wanted if wanted.startswith("<") else f'<iframe src="{wanted}" width="1200" height="760"></iframe>'
        body = f"<!doctype html><title>Host</title>{frame}"
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def host() -> Iterator[str]:
    """The address of a page on another site; a browser takes `localhost` and `127.0.0.1` for two sites."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Host) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://localhost:{server.server_address[1]}/"
        server.shutdown()
        thread.join()


def framed(page: Page, host: str, address: str) -> FrameLocator:
    page.goto(f"{host}?{quote(address, safe='')}")
    return page.frame_locator("iframe")


@pytest.fixture(scope="module")
def embeddable(host: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A dashboard that the other site may show, and the page that tries to steer it."""
    log = tmp_path_factory.mktemp("embeddable") / "outside.log"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MRI_FRAME_ANCESTORS", f"{host.rstrip('/')} {TRUSTED}")
        with running_server(log) as address:
            yield address


def in_frame(page: Page, address: str) -> FrameLocator:
    """The frame of somebody's page, once it shows another page of the dashboard."""
    page.frames[1].goto(address)
    frame = page.frame_locator("iframe")
    expect(frame.locator(READY)).to_be_visible()
    expect(frame.get_by_role("link", name=OPEN)).to_be_visible()
    return frame


def lower_edge(frame: FrameLocator) -> float:
    """Where the line with the source ends, in px from the top of the frame."""
    return float(frame.locator(".mri-source").evaluate("line => Math.round(line.getBoundingClientRect().bottom)"))


def test_a_frame_shows_title_chart_and_source_and_nothing_else(window: OpenWindow, embeddable: str, host: str) -> None:
    mine = window(apart=True, address=embeddable)
    framed(mine.page, host, f"{embeddable}/?embed=true")
    for path, (headings, charts, buttons) in PAGES.items():
        frame = in_frame(mine.page, f"{embeddable}{path}embed=true")
        expect(frame.get_by_role("heading")).to_have_text(headings)
        expect(frame.locator(CHARTS)).to_have_count(charts)
        expect(frame.get_by_role("button")).to_have_text(buttons)
        expect(frame.get_by_role("textbox")).to_have_count(0)
        expect(frame.locator(".mri-source")).to_have_text(f"{SOURCE} {OPEN}")
        assert lower_edge(frame) == 752
        whole = f"{embeddable}{path}lang=en"
        expect(frame.get_by_role("link", name=OPEN)).to_have_attribute("href", whole)
    assert [address for address in mine.outside if not address.startswith(host)] == []
    assert mine.complaints == []


def test_a_narrow_frame_fits_and_keeps_its_record_while_others_open_in_the_dashboard(
    window: OpenWindow, embeddable: str, host: str
) -> None:
    mine = window(apart=True, address=embeddable)
    frame = framed(mine.page, host, f"{embeddable}/records?area=advocacy&record=cmw-discussion-2011&embed=true")
    mine.page.locator("iframe").evaluate("frame => frame.width = 390")
    expect(frame.locator(".mri-detail .mri-name")).to_have_text(re.compile("^Day of General Discussion"))
    assert frame.locator("[data-testid=stMain]").evaluate("main => main.scrollWidth - main.clientWidth") == 0
    with mine.context.expect_page() as opened:
        frame.get_by_role("link", name="Migrants’ rights at the UN conferences of 1995").click()
    assert opened.value.url == f"{embeddable}/records?area=advocacy&record=un-visibility-1995"
    expect(opened.value.get_by_role("button", name="Donor pack")).to_be_visible()


def test_the_snippet_of_a_view_shows_that_view_and_its_cities_open_in_the_dashboard(
    window: OpenWindow, embeddable: str, host: str
) -> None:
    mine = window(apart=True, address=embeddable)
    mine.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = mine.open("/map?kind=forum&year=2009")
    page.get_by_role("button", name="Donor pack").click()
    page.get_by_role("button", name="Embed").click()
    expect(page.locator(".mri-pack [role=status]")).to_have_text("Copied. Paste it into the HTML of your page.")
    snippet = page.evaluate("navigator.clipboard.readText()")
    assert snippet == (
        f'<iframe src="{embeddable}/map?kind=forum&amp;year=2009&amp;embed=true&amp;lang=en" title="Seven forums" '
        'width="100%" height="870" style="border: 0" loading="lazy" allowfullscreen></iframe>'
    )
    expect(page.get_by_label("HTML for your page")).to_have_value(snippet)
    frame = framed(page, host, snippet)
    expect(frame.locator("h1")).to_have_text("Seven forums")
    expect(frame.locator(".mri-map-wide .mri-places")).to_contain_text(re.compile(r"1\s+New York\s+2006(?! ·)"))
    with mine.context.expect_page() as opened:
        frame.locator(".mri-map-wide .mri-places a[data-id=athens] circle").click()
    assert opened.value.url == f"{embeddable}/map?kind=forum&city=athens&year=2009&lang=en"


def test_other_sites_show_it_in_no_frame_unless_embedding_is_switched_on(
    window: OpenWindow, server: str, host: str
) -> None:
    mine = window(apart=True)
    with mine.page.expect_console_message(lambda said: "frame-ancestors" in said.text):
        framed(mine.page, host, server + VIEW)
    mine.page.frames[1].wait_for_url(re.compile("^chrome-error:"), wait_until="commit")


def test_a_page_that_streamlit_trusts_by_itself_cannot_steer_the_dashboard_in_its_frame(
    window: OpenWindow, embeddable: str
) -> None:
    mine = window(apart=True, address=embeddable)
    # Newer versions of Chromium let no page of the internet frame this machine, unless the reader allows it.
    with suppress(Error):
        mine.context.grant_permissions(["local-network-access"], origin=TRUSTED)
    body = f'<!doctype html><iframe src="{embeddable + WHOLE}" style="width: 1200px; height: 760px"></iframe>'
    mine.page.route(f"{TRUSTED}/**", lambda route: route.fulfill(body=body, content_type="text/html"))
    mine.page.goto(f"{TRUSTED}/")
    frame = mine.page.frame_locator("iframe")
    expect(frame.locator(STATUS)).to_contain_text("3 of 17 records:")
    expect(frame.locator(READY)).to_be_visible()
    mine.page.evaluate(f"for (const one of {STEERING}) frames[0].postMessage({{stCommVersion: 1, ...one}}, '*')")
    frame.get_by_placeholder("Search the record").fill("athens")
    frame.get_by_placeholder("Search the record").press("Enter")
    expect(frame.locator(STATUS)).to_contain_text("1 of 17 records:")
    links = frame.get_by_role("navigation").get_by_role("link").all()
    assert len(links) > 3
    assert {str(link.evaluate("it => new URL(it.href).origin")) for link in links} == {embeddable}
    expect(frame.get_by_text("Steered")).to_have_count(0)
    mine.page.frames[1].wait_for_url(re.compile(r"/records\?(?=.*kind=forum&years=2008-2010&q=athens)"))
