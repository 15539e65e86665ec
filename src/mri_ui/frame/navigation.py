"""The pages with their order and titles, and links between them that carry the filters."""

from functools import cache
from typing import Any
from urllib.parse import urlencode, urlsplit
from uuid import uuid4

import streamlit as st

from mri_data.html import parts
from mri_data.html.tables import Link
from mri_data.query.filters import Filters
from mri_data.record.pages import HOME, PAGES, STAGE, page_called
from mri_data.record.permalink import address as link_address
from mri_data.sentences.page_title import document_title, of_city
from mri_data.shipped import SHIPPED
from mri_data.words.catalogue import languages, words
from mri_data.words.languages import own_name
from mri_ui.frame import address, browser, session
from mri_ui.frame.session import View

ICON = str(SHIPPED / "pages" / "static" / "favicon.png")
GO = "_go"


def page() -> Any:
    """Draw the navigation and return the page to run."""
    if not embedded():
        st.logo(f"/app/static/{_logo(session.language(), session.mode())}", size="large")
    say = words(session.language())
    pages = [
        st.Page(f"{page.name}.py", title=page.title(say), url_path=page.name, default=page.name == HOME)
        for page in PAGES.values()
    ]
    return st.navigation(pages, position="hidden" if _on_stage() or embedded() else "top")


@cache
def _logo(language: str, mode: str) -> str:
    """The name of the logo's file; a language for which none is drawn has the English one."""
    drawn = SHIPPED / "pages" / "static" / f"logo-{language}-{mode}.svg"
    return drawn.name if drawn.exists() else f"logo-en-{mode}.svg"


def embedded() -> bool:
    """Whether the dashboard is in a frame of another site's page (`?embed=true`), which has a header of its own."""
    return bool(st.context.is_embedded)


def full_dashboard_link(view: View) -> Link:
    """The link from an embedded frame to the same view in the whole dashboard."""
    return Link(view.say("embed.open"), address_now(view))


def address_now(view: View) -> str:
    """The address of the page as it is now, with what is open on it."""
    return view.address(address.page(), **address.opened_on_page())


def _on_stage() -> bool:
    """Whether the URL is that of the talk, which is shown without navigation."""
    return urlsplit(browser.page_address()).path.rstrip("/").endswith(f"/{STAGE}")


def tab_title(view: View) -> str:
    """The title of the browser's tab and of bookmarks, the same as that of a link preview."""
    page, opened = address.page(), address.opened_on_page()
    record, city = opened.get("record") or "", opened.get("city") or ""
    what = f"tab of {page}, {record or city}"
    return view.cached(what, lambda: document_title(of_city(view, page, city), page, record))


def link_to(view: View, name: str, label: str, chosen: Filters | None = None, /, **more: str | None) -> Link:
    """A link to a page with the filters of the view, or with the given ones, its context, and its language if chosen.

    `more` are further query parameters, such as `record`.
    """
    filters, path = view.filters if chosen is None else chosen, PAGES[name].path
    return Link(label, link_address(path, filters, view.context_shown, **more, lang=view.carried_language), name)


def in_each_language(view: View) -> dict[str, Link]:
    """A link to the page as it is now in each language, by its code, named as the language calls itself."""
    page, opened = page_called(address.page()), address.opened_on_page()
    return {
        code: Link(
            own_name(code), link_address(page.path, view.filters, view.context_shown, **opened, lang=code), page.name
        )
        for code in languages()
    }


def link(view: View, name: str, label: str, filters: Filters | None = None, **more: str | None) -> None:
    """Draw a link of `link_to`."""
    st.html(parts.page_link(link_to(view, name, label, filters, **more)))


def to_go() -> tuple[str, str]:
    """A unique id and the URL that the browser should open; both empty if there is none."""
    found: tuple[str, str] = st.session_state.get(GO, ("", ""))
    return found


def go_back() -> None:
    """Called from a callback: leave the talk, in the run that follows, for the page from which it was opened."""
    page = page_called(st.session_state.get(address.CAME_FROM) or "")
    query = urlencode(address.query_for_link(page.name), doseq=True, safe=",")
    st.session_state[GO] = (uuid4().hex, f"{page.path}?{query}" if query else page.path)
