"""What only the browser knows or can do: its colours and whether it draws in 3D; focus and announcements; copying the
address.

Three small components. The first is silent while nothing changes: it speaks up only when the theme is no longer the
one the charts were drawn in, when there is no WebGL, or when the server is back.
"""

from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st

from mri_data.words.catalogue import Words

HERE = Path(__file__).parent
# The longest name of a host has 253 characters.
LONGEST_ADDRESS = 400
WEBGL_COOKIE = "mri_webgl"
WATCH, COPY, ASSIST = "mri_watch", "mri_copy_link", "mri_assist"

_watch = st.components.v2.component(
    WATCH, js="".join((HERE / name).read_text("utf-8") for name in ("charts.js", "typing.js", "watch.js"))
)
_assist = st.components.v2.component(ASSIST, js=(HERE / "assist.js").read_text("utf-8"))
_copy_link = st.components.v2.component(
    COPY,
    html='<button type="button"><span></span></button>',
    css=(HERE / "copy_link.css").read_text("utf-8"),
    js=(HERE / "copy_link.js").read_text("utf-8"),
)


def page_address() -> str:
    """The address of the page as the browser gives it, without its query; empty where it can be none.

    A program can send anything in its place, and what is made of it is kept for all who come from the same address.
    """
    try:
        written = st.context.url or ""
        parts = urlsplit(written)
        port = parts.port
    except ValueError:
        return ""
    known = parts.scheme in {"http", "https"} and parts.hostname and port != 0 and not parts.username
    return written if known and len(written) <= LONGEST_ADDRESS and written.isprintable() else ""


def watch(mode: str, put_right: tuple[str, str], to_go: tuple[str, str]) -> None:
    """Run again when the browser's theme is not `mode` any more, and turn the page.

    `put_right` is a query that the address bar is to show, once, and `to_go` an address in the app that it is to turn
    to, once, as if a link to it were followed; each comes with a name that tells it from others.
    """
    asks = {"turn": put_right[0], "query": put_right[1], "go": to_go[0], "to": to_go[1]}
    _watch(
        key=WATCH,
        # What the browser has reported: it reports again only what is no longer so, as each report is a run.
        data={"mode": mode, "webgl": has_webgl(), **asks},
        on_mode_change=_nothing,
        on_webgl_change=_nothing,
        on_back_change=_nothing,
    )


def assist() -> None:
    """Keep the focus, announce what changed, and close a phone's menu once a page is chosen."""
    _assist(key=ASSIST, data={})


def has_webgl() -> bool:
    """Whether the browser can draw the map; true until its cookie or the page says otherwise."""
    reported = (st.session_state.get(WATCH) or {}).get("webgl")
    return st.context.cookies.get(WEBGL_COOKIE) != "no" if reported is None else bool(reported)


def copy_link(say: Words) -> None:
    """A button that copies the address of exactly this view, or opens the phone's own way to share it."""
    labels = {name: say(f"copy.{name}") for name in ("copy", "copied", "failed")}
    _copy_link(key=COPY, data=labels, width="content")


def _nothing() -> None:
    """The rerun itself is all that is wanted."""
