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

# What makes no sense in a frame on somebody's page: the menu, the files and the address of the frame.
ONLY_ALONE = ("Timeline", "Present", "Donor pack", "Copy link")
STATUS = "p[role=status]"
VIEW = "/records?kind=forum&years=2008-2010&embed=true"
# The same view with all that a page around it could steer.
WHOLE = VIEW.removesuffix("&embed=true")
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
    """Somebody's page with nothing but a frame: what stands behind the question mark is the address in it."""

    def do_GET(self) -> None:
        body = f'<!doctype html><title>Host</title><iframe src="{unquote(self.path.partition("?")[2])}"></iframe>'
        body += "<style>iframe { width: 1200px; height: 760px; border: 0 }</style>"
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


def test_a_view_embedded_on_a_site_that_may_can_be_filtered_and_leads_to_the_whole_dashboard(
    window: OpenWindow, embeddable: str, host: str
) -> None:
    mine = window(apart=True, address=embeddable)
    frame = framed(mine.page, host, embeddable + VIEW)
    expect(frame.locator(STATUS)).to_contain_text("3 of 17 records:")
    frame.get_by_placeholder("Search the record").fill("athens")
    frame.get_by_placeholder("Search the record").press("Enter")
    expect(frame.locator(STATUS)).to_contain_text("1 of 17 records:")
    mine.page.frames[1].wait_for_url(re.compile(r"/records\?(?=.*q=athens)(?=.*embed=true)"))
    mine.page.frames[1].evaluate("history.back()")
    expect(frame.locator(STATUS)).to_contain_text("3 of 17 records:")
    expect(frame.locator("footer")).to_contain_text("Source: Migrants Rights International")
    assert [frame.get_by_text(name, exact=True).count() for name in ONLY_ALONE] == [0, 0, 0, 0]
    with mine.context.expect_page() as opened:
        frame.get_by_role("link", name="Open the full dashboard").first.click()
    whole = opened.value
    assert whole.url == f"{embeddable}/records?kind=forum&years=2008-2010"
    expect(whole.locator(STATUS)).to_contain_text("3 of 17 records:")
    expect(whole.get_by_role("button", name="Donor pack")).to_be_visible()
    mine.page.frames[1].goto(f"{embeddable}/?kind=forum&embed=true")
    frame.get_by_role("link", name="Open the timeline").click()
    mine.page.frames[1].wait_for_url(re.compile(r"/timeline\?(?=.*kind=forum)(?=.*embed=true)"))
    expect(frame.locator(STATUS)).to_contain_text("7 of 17 records:")
    expect(frame.get_by_role("link", name="Open the full dashboard").first).to_have_attribute(
        "href", f"{embeddable}/timeline?kind=forum"
    )
    assert [address for address in mine.outside if not address.startswith(host)] == []
    assert mine.complaints == []


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
