"""Link previews: title, description, language and picture that other sites show for a shared page or record."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from mri_data.exports import link_preview
from mri_data.exports.formats import EXPORTS
from mri_data.html.assets import render
from mri_data.html.linked_data import linked_data
from mri_data.record.pages import CHECK, HOME, PAGES
from mri_data.record.view import View
from mri_data.sentences.page_title import document_title, of_city, preview_text, record_of
from mri_data.words.errors import MriError, shortened
from mri_ui.frame import embedding
from mri_ui.web import cached_response
from mri_ui.web.request_view import base_of, query_of, tolerant_view, words_for

LONGEST_DESCRIPTION = 300


@dataclass(frozen=True)
class Preview:
    """The preview in the head of a page's document; `address`, `picture` and `oembed` are absolute URLs.

    `oembed` gives the HTML that shows the page on other sites; empty if the dashboard has no public address.
    `linked_data` is what the page says to search engines; `alternates` are its addresses in each language.
    """

    language: str
    title: str
    description: str
    address: str
    picture: str
    oembed: str = ""
    linked_data: dict[str, Any] = field(default_factory=dict)
    alternates: dict[str, str] = field(default_factory=dict)


def preview_of(request: Request, page: str) -> Preview:
    """The preview of the view in the request's URL; unknown values in it are ignored.

    Raises:
        MriError: if there is no data to show.
    """
    view, opened = tolerant_view(request), embedding.opened_in(query_of(request), page)
    record = opened.get("record")
    described = of_city(view, page, opened.get("city", ""))
    query = {"record": record} if record_of(view, record) is not None else {}
    query |= {"city": opened["city"]} if described is not view else {}
    return Preview(
        language=view.say.tag,
        title=document_title(described, page, record),
        description=shortened(preview_text(described, page, record), LONGEST_DESCRIPTION),
        address=view.address(page, **query),
        picture=view.address("og.png", **query, **({"of": page} if page else {})),
        oembed=_oembed(view, page, request) if view.public else "",
        linked_data=_linked_data(view, page, record),
        alternates=view.alternates(page, **query),
    )


def _linked_data(view: View, page: str, record: str | None) -> dict[str, Any]:
    kinds = {EXPORTS[name].media_type: name for name in ("csv", "json")}
    files = {media_type: view.address(f"api/records.{name}") for media_type, name in kinds.items()}
    return linked_data(view, page, record, home=f"{view.base}/", files=files)


def _oembed(view: View, page: str, request: Request) -> str:
    shown = view.address(page, **embedding.opened_in(query_of(request), page))
    return f"{view.base}{embedding.OEMBED}?{urlencode({'url': shown, 'format': 'json'})}"


async def picture(request: Request) -> Response:
    """`/og.png`: the picture of a link preview, for a page or a record."""
    try:
        return await cached_response.respond(_picture, request)
    except MriError as error:
        return cached_response.refused(error.in_words(words_for(request)), 503)


def _picture(request: Request) -> Response | cached_response.PendingResponse:
    page, record = request.query_params.get("of", ""), request.query_params.get("record")
    name = page if page in PAGES else ""
    view = of_city(tolerant_view(request), name, request.query_params.get("city", ""))
    return cached_response.answer(
        request, view, f"og {name} {record}", "image/png", lambda: link_preview.link_preview(view, name, record)
    )


def robots(request: Request) -> Response:
    """`/robots.txt`: robots may read all pages, but not `/api/`; with the URL of the sitemap."""
    lines = ["User-agent: *", "Disallow: /api/", "Disallow: /_stcore/", f"Sitemap: {base_of(request)}/sitemap.xml"]
    return Response("\n".join(lines) + "\n", media_type="text/plain; charset=utf-8")


def sitemap(request: Request) -> Response:
    """`/sitemap.xml`: the URLs of all pages and records; 503 and the reason if there is no data."""
    try:
        view = tolerant_view(request)
    except MriError as error:
        return PlainTextResponse(error.in_words(words_for(request)), 503, headers={"cache-control": "no-store"})
    whole = View(view.dataset, base=view.base)
    found = [whole.alternates("" if page == HOME else page) for page in PAGES if page != CHECK]
    found += [whole.alternates("records", record=record) for record in view.records["id"]]
    text = render("sitemap.xml", pages=found, day=view.dataset.about.data_date.isoformat())
    return Response(text, media_type="application/xml")
