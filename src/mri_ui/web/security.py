"""Security headers of every response, and checks of the host and the origin of a request."""

import os
import re
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config

from mri_data.record.public_address import public_address
from mri_data.words.catalogue import words
from mri_data.words.errors import MriError, quoted
from mri_ui.frame.frame_ancestors import frame_ancestors

# The setting of the host names that the dashboard answers to, with commas.
HOSTS_SETTING = "MRI_ALLOWED_HOSTS"
ON_THIS_MACHINE = ("localhost", "127.0.0.1", "[::1]", "testserver")
ANYBODY = "*"
HOST = re.compile(r"\*|(?:\*\.)?\w(?:[\w.-]*\w)?|\[[0-9A-Fa-f:.]+\]", flags=re.ASCII)
# The ASGI messages that begin a response: to a request, and to a WebSocket that is refused.
RESPONSE_STARTS = ("http.response.start", "websocket.http.response.start")
PORTS = {"http": 80, "https": 443}
Place = tuple[str, str, int | None]


def policy(frames: str) -> str:
    """The content security policy: nothing from other hosts; `frames` are the sources that may frame the dashboard.

    Streamlit loads components of this dashboard as modules from blobs, and compiles a decompressor to WebAssembly.
    """
    parts = {
        "default-src": "'none'",
        "script-src": "'self' blob: 'wasm-unsafe-eval'",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": "'self' data: blob:",
        "worker-src": "'self' blob:",
        "media-src": "'self' blob:",
        "manifest-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "object-src": "'none'",
        "frame-ancestors": frames,
    }
    return "; ".join(f"{name} {value}" for name, value in parts.items())


def allowed_hosts(settings: Mapping[str, str]) -> list[str]:
    """The host names that the dashboard answers to: those of the setting, else of its public URL, else any (`*`).

    Raises:
        MriError: if one of them is not a valid host name.
    """
    named = [name.strip() for name in settings.get(HOSTS_SETTING, "").split(",") if name.strip()]
    for name in named:
        if not HOST.fullmatch(name):
            raise MriError(words()("problem.hosts", setting=HOSTS_SETTING, value=quoted(name)))
    public = urlsplit(public_address(settings)).hostname
    named += [public] if public and not named else []
    return [*named, *ON_THIS_MACHINE] if named else [ANYBODY]


def each_once(lists: Sequence[str]) -> str:
    """The distinct values of comma-separated lists, in lower case: app and compression may both send the same value."""
    return ", ".join(dict.fromkeys(name.strip().lower() for name in ",".join(lists).split(",")))


class Headers:
    """Middleware that adds the security headers to each response; headers that the response already has are kept."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.values_by_name = {
            "content-security-policy": policy(frame_ancestors(os.environ)),
            "x-content-type-options": "nosniff",
            "referrer-policy": "strict-origin-when-cross-origin",
            "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
            "cross-origin-opener-policy": "same-origin",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Respond as the app does, with the headers."""

        async def sending(message: Message) -> None:
            if message["type"] in RESPONSE_STARTS:
                headers = MutableHeaders(scope=message)
                for name, value in self.values_by_name.items():
                    headers.setdefault(name, value)
                if scope["scheme"] == "https":
                    message["headers"] = [(name, _only_encrypted(name, value)) for name, value in message["headers"]]
                if "vary" in headers:
                    headers["vary"] = each_once(headers.getlist("vary"))
            await send(message)

        await self.app(scope, receive, sending)


def _only_encrypted(name: bytes, value: bytes) -> bytes:
    """The value of a header, with `Secure` added to cookies, so that they are never sent without encryption."""
    parts = [part.strip().lower() for part in value.split(b";")]
    return value + b"; Secure" if name.lower() == b"set-cookie" and b"secure" not in parts else value


class Hosts:
    """Middleware that refuses requests for a host name that is not one of the dashboard's (DNS rebinding)."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = TrustedHostMiddleware(app, allowed_hosts(os.environ), www_redirect=False)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does, or with 400."""
        await self.app(scope, receive, send)


def place_of(address: str) -> Place | None:
    """Scheme, host and port of a web address; None if it is not one."""
    try:
        parts = urlsplit(address)
        port = parts.port or PORTS[parts.scheme]
    except (ValueError, KeyError):
        return None
    return (parts.scheme, parts.hostname, port) if parts.hostname else None


def own_places(scheme: str, host: str, settings: Mapping[str, str]) -> set[Place | None]:
    """The origins of this dashboard's pages: the requested host, the public URL, and `server.corsAllowedOrigins`.

    A connection that is not encrypted here (`ws`) may have been encrypted up to a proxy that does not say so.
    """
    spoken = ("https",) if scheme == "wss" else tuple(PORTS)
    others = config.get_option("server.corsAllowedOrigins")
    requested = [f"{one}://{host}" for one in spoken]
    return {place_of(one) for one in (*requested, public_address(settings), *others)} - {None}


class Origins:
    """Middleware that refuses WebSockets from pages of other origins, which a browser would open on its user's behalf.

    Streamlit does so too, but first asks a host on the internet for this machine's address, to compare it. So the
    header is removed once it has been checked here. Programs other than browsers send no origin.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Connect as the app does, or answer with 403."""
        if scope["type"] == "websocket":
            headers = MutableHeaders(scope=scope)
            own = own_places(scope["scheme"], headers.get("host", ""), os.environ)
            if config.get_option("server.enableCORS") and not {*map(place_of, headers.getlist("origin"))} <= own:
                await send({"type": "websocket.close", "code": 1008})
                return
            del headers["origin"]
        await self.app(scope, receive, send)
