"""The pages of the published site as HTML: each section of the one-file page, and each record, on its own page."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup

from mri_data.charts.of_view import has_map, has_parties
from mri_data.exports.formats import FORMATS, file_name
from mri_data.html import assets, parts, sections
from mri_data.html.linked_data import linked_data
from mri_data.html.parts import Place
from mri_data.html.sections import Row
from mri_data.html.tables import Link
from mri_data.sentences import left_out
from mri_data.sentences.page_title import document_title, page_title, preview_text
from mri_data.site import content
from mri_data.site.view import SiteView, folder_of, record_file, record_picture
from mri_data.words.errors import shortened
from mri_data.words.languages import own_name

# Content Security Policy: only files of the site itself, no inline scripts or styles.
POLICY = "default-src 'none'; img-src 'self' data:; style-src 'self'; script-src 'self'; font-src 'self'"
POLICY += "; base-uri 'none'; form-action 'none'"
LONGEST_DESCRIPTION = 300
HOME, MISSING = "index.html", "404.html"
PICTURE = "og.png"


@dataclass(frozen=True)
class Page:
    """Metadata of a page: its template `name`, its file relative to the root of the site, title and description.

    `root` is the relative path from the page to the root. `address` and `picture` are absolute addresses, or empty if
    the base is not known. `linked_data` is what the page says to search engines; `alternates` are its addresses in each
    language.
    """

    name: str
    file: str
    title: str
    description: str
    root: str = ""
    address: str = ""
    picture: str = ""
    listed: bool = True
    alternates: dict[str, str] = field(default_factory=dict)
    linked_data: dict[str, Any] = field(default_factory=dict)


def names(view: SiteView) -> list[str]:
    """The pages in the navigation; without the map or the Convention if the view has no data for them."""
    there = {"map": has_map(view), "convention": has_parties(view)}
    all_names = ("overview", "timeline", "map", "records", "convention", "sources")
    return [name for name in all_names if there.get(name, True)]


def file_of(name: str) -> str:
    """The file name of a page in the navigation."""
    return HOME if name == "overview" else f"{name}.html"


def pages(view: SiteView, packed: dict[str, str]) -> dict[str, bytes]:
    """The HTML of every page by file; `packed` has the files of the donor pack with their descriptions."""
    shared = _shared(view)
    made = {
        file_of(name): _render(_page(view, name), {**shared, **_values(view, name, packed)}) for name in names(view)
    }
    return made | _record_pages(view, shared)


def missing(view: SiteView) -> bytes:
    """The 404 page, which web hosts show at any depth: its links are absolute paths.

    If the base is not known, its style is in the page.
    """
    title = f"{view.say('missing.title')} · {view.dataset.about.short_title}"
    root = f"{urlsplit(view.base).path}/" if view.base else ""
    home = parts.page_link(Link(view.say("missing.home"), f"{root}{HOME}"))
    page = Page("missing", MISSING, title, view.say("missing.text"), root, listed=False)
    style = "" if view.base else assets.style_of_file()
    policy = POLICY.replace("style-src 'self'", f"style-src '{assets.hash_of(style)}'") if style else POLICY
    return _render(page, {**_shared(view), "home": home, "style": Markup(style), "policy": policy})


def files(view: SiteView) -> list[str]:
    """The file of every page except the 404 page, as in addresses: empty for the first page."""
    found = [_in_address(file_of(name)) for name in names(view)]
    return found + [record_file(record) for record in view.shown["id"]]


def _in_address(file: str) -> str:
    return "" if file == HOME else file


def _shared(view: SiteView) -> dict[str, Any]:
    """The template values that all pages need."""
    return {
        **sections.shared(view),
        "language": view.say.tag,
        "up": "../" if view.folder else "",
        "languages": [(one, own_name(one), folder_of(one, view.languages)) for one in view.languages],
        "policy": POLICY,
        "navigation": [(name, file_of(name), view.say(f"page.{name}")) for name in names(view)],
        "kind": "page" if view.filters else "claim",
        "opens": False,
        "style": "",
        "last_note": view.say("site.last_note"),
        "left_out": left_out.unread_sentence(view),
    }


def _values(view: SiteView, name: str, packed: dict[str, str]) -> dict[str, Any]:
    """The template values of one page; `claim` is its title as a sentence."""
    make = {
        "overview": content.overview,
        "timeline": content.timeline,
        "map": content.map_of,
        "records": content.records,
        "convention": content.convention_of,
        "sources": content.sources,
    }[name]
    return {"claim": page_title(view, "" if name == "overview" else name), "packed": packed, **make(view)}


def _record_pages(view: SiteView, shared: dict[str, Any]) -> dict[str, bytes]:
    """A page for each record by file, with links to the records before and after it and to others of its kind."""
    rows = sections.rows(view, lambda record, name: Link(name, record_file(record).removeprefix("records/")))
    made = {}
    for at, row in enumerate(rows):
        page = _record_page(view, row)
        values = {
            "row": row,
            "in_words": parts.record(row.detail, view.say, level=2, titled=False),
            "before": rows[at - 1] if at else None,
            "after": rows[at + 1] if at + 1 < len(rows) else None,
            "others": _others(view, row, rows),
        }
        made[page.file] = _render(page, {**shared, **values})
    return made


def _others(view: SiteView, row: Row, rows: list[Row]) -> Markup:
    same = [other for other in rows if other.area == row.area and other is not row]
    found = [Place("", other.link, "", other.date, edtf=other.edtf) for other in same]
    return parts.stops(view.say("site.same_area"), found, numbered=False) if found else Markup()


def _record_page(view: SiteView, row: Row) -> Page:
    return Page(
        name="record",
        file=record_file(row.id),
        title=document_title(view, "records", row.id),
        description=shortened(preview_text(view, "records", row.id), LONGEST_DESCRIPTION),
        root="../",
        address=view.address(record=row.id) if view.base else "",
        picture=f"{view.base}/{record_picture(row.id)}" if view.base else "",
        linked_data=_linked_data(view, "records", row.id),
        alternates=view.addresses_of(record_file(row.id)),
    )


def _page(view: SiteView, name: str) -> Page:
    file, page = file_of(name), "" if name == "overview" else name
    return Page(
        name=name,
        file=file,
        title=document_title(view, page),
        description=shortened(preview_text(view, page), LONGEST_DESCRIPTION),
        address=f"{view.base}/{_in_address(file)}" if view.base else "",
        picture=f"{view.base}/{PICTURE}" if view.base else "",
        linked_data=_linked_data(view, page),
        alternates=view.addresses_of(_in_address(file)),
    )


def _linked_data(view: SiteView, page: str, record: str | None = None) -> dict[str, Any]:
    """What a page says to search engines; with addresses only if the base is known."""
    if not view.base:
        return linked_data(view, page, record)
    names = {FORMATS[name].media_type: file_name(view, FORMATS[name].ending) for name in ("csv", "json")}
    files = {media_type: f"{view.base}/{content.EXPORTS}/{name}" for media_type, name in names.items()}
    return linked_data(view, page, record, home=f"{view.base}/", files=files)


def _render(page: Page, values: dict[str, Any]) -> bytes:
    return assets.render(f"site_{page.name}.html", **values, page=page, title=page.title, root=page.root).encode()
