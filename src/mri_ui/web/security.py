"""What every answer tells a browser it may do with it, and who may ask at all."""

import os
import re
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.middleware.trustedhost import TrustedHostMiddleware
from streamlit import config

from mri_data.record.public_address import public_address
from mri_data.words.catalogue import words
from mri_data.words.errors import MriError, quoted
from mri_ui.asgi import ASGIApp, Message, Receive, Scope, Send

# Who may show the dashboard in a frame, as in a CSP; and the names under which it may be asked for, parted by commas.
FRAMES_SETTING, HOSTS_SETTING = "MRI_FRAME_ANCESTORS", "MRI_ALLOWED_HOSTS"
ON_THIS_MACHINE = ("localhost", "127.0.0.1", "[::1]", "testserver")
ANYBODY, ITSELF, NOBODY = "*", "'self'", "'none'"
# Who may be named in a policy (https://www.w3.org/TR/CSP3/#grammardef-host-source), and what a host may be called. A
# name without a dot needs `https://` before it: `self` without its quotation marks would be taken for one.
FRAME_SOURCE = re.compile(
    r"\*|'self'|https?:|(?:https?://[\w.-]+|(?:https?://)?(?:\*\.)?(?:[\w-]+\.)+[\w-]+|localhost)(?::(?:\d{1,5}|\*))?(?:/[^\s';,]*)?",
    flags=re.ASCII,
)
HOST = re.compile(r"\*|(?:\*\.)?\w(?:[\w.-]*\w)?|\[[0-9A-Fa-f:.]+\]", flags=re.ASCII)
# With what an answer begins: to a request, and to a connection that is refused.
RESPONSE_STARTS = ("http.response.start", "websocket.http.response.start")
PORTS = {"http": 80, "https": 443}
Place = tuple[str, str, int | None]


def policy(frames: str) -> str:
    """The content security policy: nothing from other hosts, and frames only where somebody is allowed to.

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


def frame_ancestors(settings: Mapping[str, str]) -> str:
    """Who may frame the dashboard: its own pages only, unless a setting says who else.

    Raises:
        MriError: if the setting is no list of such addresses, or could change more of the policy than that.
    """
    written = settings.get(FRAMES_SETTING, "").strip() or ITSELF
    if written != NOBODY and not all(map(FRAME_SOURCE.fullmatch, re.split(r"[ \t]+", written))):
        raise MriError(words()("problem.frames", setting=FRAMES_SETTING, value=quoted(written)))
    return written


def allowed_hosts(settings: Mapping[str, str]) -> list[str]:
    """The names under which the dashboard answers: those of a setting, else of its public address, else any.

    Raises:
        MriError: if one of them is no name of a host.
    """
    named = [name.strip() for name in settings.get(HOSTS_SETTING, "").split(",") if name.strip()]
    for name in named:
        if not HOST.fullmatch(name):
            raise MriError(words()("problem.hosts", setting=HOSTS_SETTING, value=quoted(name)))
    public = urlsplit(public_address(settings)).hostname
    named += [public] if public and not named else []
    return [*named, *ON_THIS_MACHINE] if named else [ANYBODY]


def each_once(lists: Sequence[str]) -> str:
    """What stands in lists parted by commas, each once: an answer and what compresses it may both name the same."""
    return ", ".join(dict.fromkeys(name.strip().lower() for name in ",".join(lists).split(",")))


class Headers:
    """Puts the headers on each answer; a header that an answer brings itself stays."""

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
        """Answer as the app does, with the headers."""

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
    """A header; a cookie that an encrypted answer sets is never to be sent over a connection that is not."""
    parts = [part.strip().lower() for part in value.split(b";")]
    return value + b"; Secure" if name.lower() == b"set-cookie" and b"secure" not in parts else value


class Hosts:
    """Refuses what is asked for under a name that is not one of the dashboard's (DNS rebinding)."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = TrustedHostMiddleware(app, allowed_hosts(os.environ), www_redirect=False)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does, or with 400."""
        await self.app(scope, receive, send)


def _place(address: str) -> Place | None:
    """Scheme, host and port of an address of the web; none where it is no such address."""
    try:
        parts = urlsplit(address)
        port = parts.port or PORTS[parts.scheme]
    except (ValueError, KeyError):
        return None
    return (parts.scheme, parts.hostname, port) if parts.hostname else None


def own_places(scheme: str, host: str, settings: Mapping[str, str]) -> set[Place | None]:
    """From where pages of this dashboard connect: where they were asked for, the public address, and those that
    `server.corsAllowedOrigins` names.

    A connection that is not encrypted here (`ws`) may have been so up to a proxy that does not say so.
    """
    spoken = ("https",) if scheme == "wss" else tuple(PORTS)
    others = config.get_option("server.corsAllowedOrigins")
    requested = [f"{one}://{host}" for one in spoken]
    return {_place(one) for one in (*requested, public_address(settings), *others)} - {None}


class Origins:
    """Refuses a connection to pages of other addresses, which a browser would open in its reader's name.

    Streamlit does so too, but asks a host on the internet for this machine's address first, to compare it. So it is
    not shown what has been judged here. Programs that are no browser name no origin.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Connect as the app does, or answer with 403."""
        if scope["type"] == "websocket":
            headers = MutableHeaders(scope=scope)
            own = own_places(scope["scheme"], headers.get("host", ""), os.environ)
            if config.get_option("server.enableCORS") and not {*map(_place, headers.getlist("origin"))} <= own:
                await send({"type": "websocket.close", "code": 1008})
                return
            del headers["origin"]
        await self.app(scope, receive, send)
