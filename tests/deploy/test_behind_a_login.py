"""nginx with private.conf: nothing but for who has signed in.

What stands for oauth2-proxy answers as that is documented to: 202 or 401 where nginx asks, and a redirect to the
provider of identities where somebody begins to sign in.
"""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlencode

import pytest

from tests.deploy.conftest import Fleet, OpenProxy
from tests.deploy.test_two_replicas import STREAM, asked, upstreams

PROVIDER = "https://identity.example/authorize"
SIGNED_IN = "_oauth2_proxy=ada"


class SignIn(BaseHTTPRequestHandler):
    """What nginx needs of oauth2-proxy, with the documented statuses and headers."""

    def do_GET(self) -> None:
        if self.path == "/oauth2/auth":
            self.send_response(202 if SIGNED_IN in self.headers.get("Cookie", "") else 401)
        else:
            self.send_response(302)
            back = urlencode({"state": self.headers.get("X-Auth-Request-Redirect", "")})
            self.send_header("Location", f"{PROVIDER}?{back}")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def sign_in() -> Iterator[int]:
    """The port on which people sign in."""
    with ThreadingHTTPServer(("127.0.0.1", 0), SignIn) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join()


def test_who_has_not_signed_in_is_led_there_and_back_to_exactly_the_view_asked_for(
    fleet: Fleet, nginx: OpenProxy, sign_in: int, without_following: None
) -> None:
    proxy = nginx(*fleet.ports, sign_in=sign_in)
    view = "/records?kind=forum&years=2008-2010&q=athens"
    status, headers, _ = asked(proxy.address + view)
    assert (status, headers["location"]) == (302, f"{PROVIDER}?{urlencode({'state': view})}")


def test_nothing_is_open_but_to_who_has_signed_in(
    fleet: Fleet, nginx: OpenProxy, sign_in: int, without_following: None
) -> None:
    proxy = nginx(*fleet.ports, sign_in=sign_in)
    for path in ("/", "/records", "/robots.txt", "/healthz", "/_stcore/host-config", "/app/static/fonts/README.md"):
        assert asked(proxy.address + path)[0] == 302, path
    for path in ("/api/export/csv", "/og.png"):
        status, headers, body = asked(proxy.address + path)
        assert (status, headers["content-type"]) == (401, "application/json"), path
        assert "sign in" in json.loads(body)["error"]
    upgrade = {"connection": "Upgrade", "upgrade": "websocket", "sec_websocket_version": "13", "origin": proxy.address}
    assert asked(proxy.address + STREAM, "GET", None, **upgrade)[0] == 302
    dashboards = {f"127.0.0.1:{port}" for port in fleet.ports}
    assert not upstreams(proxy) & dashboards

    for path in ("/records", "/api/export/csv", "/og.png"):
        assert asked(proxy.address + path, cookie=SIGNED_IN)[0] == 200, path
    assert upstreams(proxy) & dashboards
