"""`/oembed`: the HTML that shows a page of the dashboard on another site (oEmbed 1.0, section 2.3 of oembed.com)."""

import json
import os
from dataclasses import dataclass
from functools import partial
from urllib.parse import parse_qs, urlsplit

from starlette.requests import Request
from starlette.responses import Response

from mri_data.exports.formats import JSON_TYPE
from mri_data.html import parts
from mri_data.html.tables import Link
from mri_data.record.pages import page_called
from mri_data.record.permalink import Query
from mri_data.record.public_address import public_address
from mri_data.record.view import View
from mri_data.sentences.page_title import record_of
from mri_data.words.errors import MriError, quoted
from mri_ui.frame import embedding
from mri_ui.frame.frame_ancestors import others_may_frame
from mri_ui.web import cached_response
from mri_ui.web.api import EXPOSED_HEADERS
from mri_ui.web.limits import MOST_PARAMETERS
from mri_ui.web.page_shell import page_of
from mri_ui.web.request_view import view_of_page, words_for
from mri_ui.web.security import place_of

JSON = "json"
LONGEST_NUMBER = 6


@dataclass(frozen=True)
class Shown:
    """A page of a view, what is open on it, and the width and height in px of the frame."""

    view: View
    page: str
    opened: dict[str, str]
    width: int
    height: int


def answer(request: Request) -> Response | cached_response.PendingResponse:
    """The HTML of the page at `url`, or an error sentence: 404 for an address that is not one of the dashboard's pages.

    Raises:
        MriError: if `maxwidth` or `maxheight` is not a number of pixels, or if there is no data.
    """
    say, query = words_for(request), request.query_params
    base, url, kind = public_address(os.environ), query.get("url", ""), query.get("format", JSON)
    if kind != JSON:
        return cached_response.refused(say("oembed.format", format=quoted(kind)), 501)
    if not base:
        return cached_response.refused(say("oembed.not_public"), 404)
    found = _page_at(url, base)
    shown = _shown(request, *found) if found else None
    if shown is None:
        return cached_response.refused(say("oembed.unknown", url=quoted(url), example=f"{base}/map"), 404)
    what = f"oembed {shown.page} {shown.opened} {shown.width} {shown.height} {others_may_frame()}"
    return cached_response.answer(request, shown.view, what, JSON_TYPE, partial(_written, shown), EXPOSED_HEADERS)


def _page_at(url: str, base: str) -> tuple[str, Query] | None:
    """The page at an address of this dashboard and its query; None for any other address."""
    try:
        written = urlsplit(url)
        query = parse_qs(written.query, max_num_fields=MOST_PARAMETERS)
    except ValueError:
        return None
    folder, path = f"{urlsplit(base).path}/", f"{written.path.rstrip('/')}/"
    below = place_of(url) == place_of(base) and path.startswith(folder)
    page = page_of(path.removeprefix(folder)) if below else None
    if page is None:
        return None
    # As in the dashboard, a URL with a record opens the records page, even if it names no page.
    return ("records" if query.get("record") and not page else page), query


def _shown(request: Request, page: str, query: Query) -> Shown | None:
    """What an address shows, in a frame as large as the request allows; None if it opens an unknown record."""
    view, opened = view_of_page(request, query), embedding.opened_in(query, page)
    if opened.get("record") and record_of(view, opened["record"]) is None:
        return None
    width = _at_most(request, "maxwidth", embedding.WIDTH)
    return Shown(view, page, opened, width, _at_most(request, "maxheight", page_called(page).height))


def _at_most(request: Request, name: str, usual: int) -> int:
    """The usual number of pixels, or the one in the query if that is less.

    Raises:
        MriError: if the query has no whole number there.
    """
    written = request.query_params.get(name, "") or str(usual)
    if not (written.isascii() and written.isdecimal() and len(written) <= LONGEST_NUMBER and int(written)):
        raise MriError(words_for(request)("oembed.size", name=name, value=quoted(written)))
    return min(usual, int(written))


def _written(shown: Shown) -> bytes:
    view = shown.view
    content = {
        "version": "1.0",
        "type": "rich",
        "title": _title(shown),
        "provider_name": view.dataset.about.title,
        "provider_url": f"{view.base}/",
        "html": str(_html(shown)),
        "width": shown.width,
        "height": shown.height,
    }
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def _html(shown: Shown) -> str:
    """The frame or, if no other site may show one, the title as a quotation with a link to the page."""
    view, page, opened = shown.view, shown.page, shown.opened
    if others_may_frame():
        return embedding.frame(view, page, opened, width=shown.width, height=shown.height)
    return parts.quotation(_title(shown), Link(view.dataset.about.title, view.address(page, **opened)))


def _title(shown: Shown) -> str:
    return embedding.title(shown.view, shown.page, shown.opened)
