"""What every answer tells a browser it may do with it, and who may ask at all."""

import os
from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.middleware.trustedhost import TrustedHostMiddleware

from mri_data.errors import MriError, quoted
from mri_data.view import public_address
from mri_data.words import words
from mri_ui.web.asgi import ASGIApp, Message, Receive, Scope, Send

# Who may show the dashboard in a frame, as in a CSP; and the names under which it may be asked for, parted by commas.
FRAMES_SETTING, HOSTS_SETTING = "MRI_FRAME_ANCESTORS", "MRI_ALLOWED_HOSTS"
ON_THIS_MACHINE = ("localhost", "127.0.0.1", "[::1]", "testserver")
ANYBODY = "*"


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
    """Who may frame the dashboard: everybody, as embedding is wanted, unless a setting says who.

    Raises:
        MriError: if the setting could change more of the policy than that.
    """
    written = settings.get(FRAMES_SETTING, "").strip() or ANYBODY
    if any(sign in written for sign in ";,\r\n") or not written.isascii():
        raise MriError(words()("problem.frames", setting=FRAMES_SETTING, value=quoted(written)))
    return written


def allowed_hosts(settings: Mapping[str, str]) -> list[str]:
    """The names under which the dashboard answers: those of a setting, else of its public address, else any."""
    named = [name.strip() for name in settings.get(HOSTS_SETTING, "").split(",") if name.strip()]
    public = urlsplit(public_address(settings)).hostname
    named += [public] if public and not named else []
    return [*named, *ON_THIS_MACHINE] if named else [ANYBODY]


class Headers:
    """Puts the headers on each answer; a header that an answer brings itself stays."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.told = {
            "content-security-policy": policy(frame_ancestors(os.environ)),
            "x-content-type-options": "nosniff",
            "referrer-policy": "strict-origin-when-cross-origin",
            "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
            "cross-origin-opener-policy": "same-origin",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does, with the headers."""

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self.told.items():
                    headers.setdefault(name, value)
                if "server" in headers:
                    del headers["server"]
            await send(message)

        await self.app(scope, receive, sending if scope["type"] == "http" else send)


class Hosts:
    """Refuses what is asked for under a name that is not one of the dashboard's (DNS rebinding)."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = TrustedHostMiddleware(app, allowed_hosts(os.environ), www_redirect=False)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does, or with 400."""
        await self.app(scope, receive, send)
