"""The pages of the published site as HTML: the parts of the one-file page, each on a page of its own."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup

from mri_data.charts.of_view import has_map, has_parties
from mri_data.html import assets, parts, sections
from mri_data.html.parts import Place
from mri_data.html.sections import Row
from mri_data.html.tables import Link
from mri_data.sentences import about_view, findings, left_out
from mri_data.sentences.page_title import page_title
from mri_data.site import content
from mri_data.site.view import SiteView, record_file, record_picture
from mri_data.words.errors import shortened

# Only what lies beside the page itself, and no code or style inside it (Content Security Policy).
POLICY = "default-src 'none'; img-src 'self' data:; style-src 'self'; script-src 'self'; font-src 'self'"
POLICY += "; base-uri 'none'; form-action 'none'"
LONGEST_TITLE, LONGEST_DESCRIPTION = 110, 300
HOME, MISSING = "index.html", "404.html"
PICTURE = "og.png"


@dataclass(frozen=True)
class Page:
    """A page in its head and in links to it: its file, seen from the top of the site, title and description.

    `root` leads from the page to the top; `address` and `picture` are whole addresses, empty where none is known.
    """

    name: str
    file: str
    title: str
    description: str
    root: str = ""
    address: str = ""
    picture: str = ""
    listed: bool = True


def names(view: SiteView) -> list[str]:
    """The pages that the navigation leads to; each is a template, a title in the catalogue and, but one, a file."""
    there = {"map": has_map(view), "convention": has_parties(view)}
    all_names = ("overview", "timeline", "map", "records", "convention", "sources")
    return [name for name in all_names if there.get(name, True)]


def file_of(name: str) -> str:
    """The file of a page of the navigation."""
    return HOME if name == "overview" else f"{name}.html"


def pages(view: SiteView, packed: dict[str, str]) -> dict[str, bytes]:
    """Every page by its file; `packed` are the files of the donor pack, by what each is."""
    shared = _shared(view)
    made = {
        file_of(name): _render(_page(view, name), {**shared, **_values(view, name, packed)}) for name in names(view)
    }
    made |= _record_pages(view, shared)
    return made | {MISSING: _missing(view, shared)}


def addresses(view: SiteView) -> list[str]:
    """The whole address of every page but the one for what is missing; only where the base is known."""
    found = [f"{view.base}/{'' if name == 'overview' else file_of(name)}" for name in names(view)]
    return found + [view.address(record=record) for record in view.shown["id"]]


def _shared(view: SiteView) -> dict[str, Any]:
    """What stands on every page."""
    return {
        **sections.shared(view),
        "language": view.say.locale.replace("_", "-"),
        "policy": POLICY,
        "navigation": [(name, file_of(name), view.say(f"page.{name}")) for name in names(view)],
        "kind": "page" if view.filters else "claim",
        "opens": False,
        "last_note": view.say("site.last_note"),
        "left_out": left_out.unread_sentence(view),
    }


def _values(view: SiteView, name: str, packed: dict[str, str]) -> dict[str, Any]:
    """What stands on one page; its claim is its title in a sentence."""
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
    """A page for each record, with the ones before and after it, and others of its kind of work."""
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
    found = [Place("", other.link, "", other.date) for other in rows if other.area == row.area and other is not row]
    return parts.stops(view.say("site.same_area"), found, numbered=False) if found else Markup()


def _record_page(view: SiteView, row: Row) -> Page:
    return Page(
        name="record",
        file=record_file(row.id),
        title=_title(view, row.link.name, view.say("page.records")),
        description=shortened(row.detail.says, LONGEST_DESCRIPTION),
        root="../",
        address=view.address(record=row.id) if view.base else "",
        picture=f"{view.base}/{record_picture(row.id)}" if view.base else "",
    )


def _page(view: SiteView, name: str) -> Page:
    described = f"{findings.records_span(view.shown, view.labels)}. {about_view.filter_line(view)}"
    file = file_of(name)
    title = page_title(view, "" if name == "overview" else name)
    return Page(
        name=name,
        file=file,
        title=_title(view, title, "" if name == "overview" else view.say(f"page.{name}")),
        description=shortened(
            view.say("convention.status") if name == "convention" else described, LONGEST_DESCRIPTION
        ),
        address=f"{view.base}/{'' if file == HOME else file}" if view.base else "",
        picture=f"{view.base}/{PICTURE}" if view.base else "",
    )


def _title(view: SiteView, *parts: str) -> str:
    return shortened(" · ".join([*filter(None, parts), view.dataset.about.short_title]), LONGEST_TITLE)


def _missing(view: SiteView, shared: dict[str, Any]) -> bytes:
    """What a host shows in place of a page that is not there, at any depth: its links start at the path of the base."""
    title = _title(view, view.say("missing.title"))
    root = f"{urlsplit(view.base).path}/" if view.base else ""
    home = parts.go(Link(view.say("missing.home"), f"{root}{HOME}"))
    page = Page("missing", MISSING, title, view.say("missing.text"), root, listed=False)
    return _render(page, {**shared, "home": home})


def _render(page: Page, values: dict[str, Any]) -> bytes:
    return assets.render(f"site_{page.name}.html", **values, page=page, title=page.title, root=page.root).encode()
