"""Link previews: title, description, language and picture that other sites show for a shared page or record."""

from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from mri_data.exports import link_preview
from mri_data.html.assets import render
from mri_data.record.view import View
from mri_data.sentences.page_title import page_title, preview_text, record_of
from mri_data.words.errors import MriError, shortened
from mri_ui.frame import embedding
from mri_ui.frame.navigation import PAGES
from mri_ui.web import cached_response
from mri_ui.web.request_view import base_of, query_of, tolerant_view

LONGEST_TITLE, LONGEST_DESCRIPTION = 110, 300


@dataclass(frozen=True)
class Preview:
    """The preview in the head of a page's document; `address`, `picture` and `oembed` are absolute URLs.

    `oembed` gives the HTML that shows the page on other sites; empty if the dashboard has no public address.
    """

    language: str
    title: str
    description: str
    address: str
    picture: str
    oembed: str = ""


def preview_of(request: Request, page: str) -> Preview:
    """The preview of the view in the request's URL; unknown values in it are ignored.

    Raises:
        MriError: if there is no data to show.
    """
    view = tolerant_view(request)
    record = request.query_params.get("record")
    row = record_of(view, record)
    query = {"record": record} if row is not None else {}
    name = view.say(f"page.{page}") if page else ""
    sentence = shortened(page_title(view, page, record), LONGEST_TITLE)
    title = " · ".join(part for part in (sentence, name, view.dataset.about.short_title) if part)
    return Preview(
        language=view.say.tag,
        title=title,
        description=shortened(preview_text(view, page, record), LONGEST_DESCRIPTION),
        address=view.address(page, **query) if page else view.address("", **query),
        picture=view.address("og.png", **query, **({"of": page} if page else {})),
        oembed=_oembed(view, page, request) if view.public else "",
    )


def _oembed(view: View, page: str, request: Request) -> str:
    shown = embedding.address_of(view, page, embedding.opened_in(query_of(request)))
    return f"{view.base}{embedding.OEMBED}?{urlencode({'url': shown, 'format': 'json'})}"


async def picture(request: Request) -> Response:
    """`/og.png`: the picture of a link preview, for a page or a record."""
    try:
        return await cached_response.respond(_picture, request)
    except MriError as error:
        return cached_response.refused(str(error), 503)


def _picture(request: Request) -> Response | cached_response.PendingResponse:
    view, page, record = tolerant_view(request), request.query_params.get("of", ""), request.query_params.get("record")
    name = page if page in PAGES else ""
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
        return PlainTextResponse(str(error), 503, headers={"cache-control": "no-store"})
    pages = [f"{view.base}/", *(f"{view.base}/{page}" for page in PAGES[1:])]
    records = [View(view.dataset, base=view.base).address("records", record=record) for record in view.records["id"]]
    text = render("sitemap.xml", addresses=[*pages, *records], day=view.dataset.about.data_date.isoformat())
    return Response(text, media_type="application/xml")
