"""What only the browser knows or can do: theme, focus, announcements to screen readers, copying the URL.

Three small components. The first, `mri_watch`, reports only changes: the theme is no longer the one in which the
charts were drawn, or the server is back after a lost connection.
"""

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st

from mri_data.record.permalink import LANGUAGE, MADE_WITH
from mri_data.words.catalogue import Words, words

HERE = Path(__file__).parent
# A host name has at most 253 characters.
LONGEST_ADDRESS = 400
WATCH, COPY, ASSIST = "mri_watch", "mri_copy_link", "mri_assist"
# The part of a script that copies a text.
CLIPBOARD = (HERE / "clipboard.js").read_text("utf-8")

# Streamlit's own words, as keys of the catalogue; the English texts are those that Streamlit writes.
WORDS = (
    *("menu", "theme", "system", "light", "dark", "print", "made", "copy", "copied", "more"),
    *("view_more", "view_less", "pages", "sidebar", "expand", "collapse", "running", "stop", "connecting"),
    *("connecting_to", "lost", "error", "unreachable", "close", "open", "no_results", "clear", "clear_all"),
    *("clear_entry", "selected", "remove", "select_all", "apply", "search", "search_type", "search_close", "csv"),
    *("columns", "fullscreen", "fullscreen_close", "skip"),
)

_watch = st.components.v2.component(
    WATCH, js="".join((HERE / name).read_text("utf-8") for name in ("typing.js", "watch.js"))
)
_assist = st.components.v2.component(
    ASSIST, js="".join((HERE / name).read_text("utf-8") for name in ("streamlit_words.js", "assist.js"))
)
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


def watch(mode: str, say: Words, correction: tuple[str, str, Sequence[str]], navigation: tuple[str, str]) -> None:
    """Run again when the browser's theme differs from `mode`; replace the query or change the page on request.

    The document says in which language it is, and which way that is written.

    `correction` is an id, the query that the address bar should show, and those that it replaces. `navigation` is an
    id and a URL in the app to open as if a link to it were followed. Each is done once per id; an empty id requests
    nothing.
    """
    (corrected, query, replaced), (navigated, to) = correction, navigation
    asks = {"correction": corrected, "query": query, "replaced": replaced, "navigation": navigated, "to": to}
    _watch(
        key=WATCH,
        data={"mode": mode, "language": say.tag, "direction": say.direction, **asks},
        on_mode_change=_nothing,
        on_back_change=_nothing,
    )


def assist(say: Words) -> None:
    """Keep the focus, announce changes to screen readers, close a phone's menu once a page is chosen.

    Streamlit's own words are replaced by those of the language.
    """
    english = words("en")
    _assist(
        key=ASSIST, data={"streamlit": {english.raw(f"streamlit.{key}"): say.raw(f"streamlit.{key}") for key in WORDS}}
    )


def copy_link(say: Words, version: str) -> None:
    """Draw a button that copies the URL of this view with its language and the version of the data.

    On a phone it opens the system's share sheet instead.
    """
    labels = {name: say(f"copy.{name}") for name in ("copy", "copied", "failed")}
    _copy_link(key=COPY, data=labels | {MADE_WITH: version, LANGUAGE: say.language}, width="content")


def _nothing() -> None:
    """Do nothing: only the rerun matters."""
