"""What only the browser knows or can do: theme, focus, announcements to screen readers, copying the URL.

Three small components. The first, `mri_watch`, reports only changes: the theme is no longer the one in which the
charts were drawn, or the server is back after a lost connection.
"""

from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st

from mri_data.record.permalink import LANGUAGE, MADE_WITH
from mri_data.words.catalogue import Words

HERE = Path(__file__).parent
# A host name has at most 253 characters.
LONGEST_ADDRESS = 400
WATCH, COPY, ASSIST = "mri_watch", "mri_copy_link", "mri_assist"
# The part of a script that copies a text.
CLIPBOARD = (HERE / "clipboard.js").read_text("utf-8")

_watch = st.components.v2.component(
    WATCH, js="".join((HERE / name).read_text("utf-8") for name in ("typing.js", "watch.js"))
)
_assist = st.components.v2.component(ASSIST, js=(HERE / "assist.js").read_text("utf-8"))
_copy_link = st.components.v2.component(
    COPY,
    html='<button type="button"><span></span></button>',
    css=(HERE / "copy_link.css").read_text("utf-8"),
    js=CLIPBOARD + (HERE / "copy_link.js").read_text("utf-8"),
)


def page_address() -> str:
    """The URL of the page as the browser reports it, without its query; empty if it cannot be a valid one.

    A client can send any text here, and results are cached for all who report the same URL.
    """
    try:
        written = st.context.url or ""
        parts = urlsplit(written)
        port = parts.port
    except ValueError:
        return ""
    known = parts.scheme in {"http", "https"} and parts.hostname and port != 0 and not parts.username
    return written if known and len(written) <= LONGEST_ADDRESS and written.isprintable() else ""


def watch(mode: str, language: str, correction: tuple[str, str], navigation: tuple[str, str]) -> None:
    """Run again when the browser's theme differs from `mode`; replace the query or change the page on request.

    The document says that it is in `language`, a tag.

    `correction` is an id and the query that the address bar should show; `navigation` is an id and a URL in the app to
    open as if a link to it were followed. Each is done once per id; an empty id requests nothing.
    """
    (corrected, query), (navigated, to) = correction, navigation
    asks = {"correction": corrected, "query": query, "navigation": navigated, "to": to}
    _watch(
        key=WATCH,
        data={"mode": mode, "language": language, **asks},
        on_mode_change=_nothing,
        on_back_change=_nothing,
    )


def assist() -> None:
    """Keep the focus, announce changes to screen readers, and close a phone's menu once a page is chosen."""
    _assist(key=ASSIST, data={})


def copy_link(say: Words, version: str) -> None:
    """Draw a button that copies the URL of this view with its language and the version of the data.

    On a phone it opens the system's share sheet instead.
    """
    labels = {name: say(f"copy.{name}") for name in ("copy", "copied", "failed")}
    _copy_link(key=COPY, data=labels | {MADE_WITH: version, LANGUAGE: say.language}, width="content")


def _nothing() -> None:
    """Do nothing: only the rerun matters."""
