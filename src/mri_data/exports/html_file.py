"""The view as one page in one file, which opens by itself, years later, without a network or this program.

Every value goes through a template that escapes it where it lands. The page may run its own script and show its own
style, which it names by their hashes, and nothing else; it fetches nothing. Without the script it is a plain
page: a timeline and a map whose marks are links, and a table whose rows open.
"""

from dataclasses import replace
from functools import partial
from typing import Any

from markupsafe import Markup

from mri_data.charts import of_view
from mri_data.html import assets, fonts, parts, sections
from mri_data.html.linked_data import linked_data
from mri_data.html.tables import Link
from mri_data.query import totals
from mri_data.record.view import View
from mri_data.sentences import about_view
from mri_data.sentences.page_title import file_title, page_title

FAMILIES = ("SourceSans3", "Newsreader")


def to_html(view: View) -> bytes:
    """The page of a view: what is shown, counts, timeline, map, every record in full, and what they rest on."""
    template = assets.templates().get_template("page.html")
    values = _values(view)
    text = template.render(values, style="", policy="")
    style = fonts.embedded(text, FAMILIES) + assets.sizes(parts.headlines(view)) + assets.style_of_file()
    return template.render(values, style=Markup(style), policy=_policy(style, values["script"])).encode()


def _values(view: View) -> dict[str, Any]:
    """What the template is filled with, but for its style and the policy that names it."""
    return {
        **sections.shared(view),
        "language": view.say.tag,
        "title": file_title(view),
        "claim": page_title(view, "overview"),
        "address": sections.web_link(view.public_link, view.link if view.public else ""),
        "code": sections.code(view),
        "counts": parts.counts(parts.headlines(view), view.say),
        **sections.timeline(
            view, sections.anchor, lambda mark: "" if view.is_counted else sections.anchor(mark, "").url
        ),
        "key": sections.key(view),
        **sections.map_of(view, sections.anchor, partial(_first_record, view)),
        "parties": sections.parties_pictures(view, meanwhile=True) if of_view.shows_parties(view) else {},
        "parties_line": sections.parties_line(view) if of_view.shows_parties(view) else "",
        "events": parts.events(view),
        "events_button": sections.events_button(view),
        **sections.records(view, sections.anchor),
        "opens": True,
        "facets": {record.id: {"area": record.work_area} for record in view.shown.itertuples()},
        "in_words": lambda row: parts.record(row.detail, view.say, level=4, titled=False),
        "evidence": parts.evidence(view, lambda name, filters: Link(name, "")),
        "notes": parts.notes(about_view.gap_of(note, view) for note in about_view.quality_notes(view)),
        "sources": parts.sources(view, about_view.cited_sources(view)),
        "last_note": view.say("onefile.whole"),
        "script": Markup(assets.script("page.js")),
        "linked_data": _linked_data(view),
    }


def _linked_data(view: View) -> dict[str, Any]:
    """What the page says to search engines; with addresses only if they are public."""
    shown = view if view.public else replace(view, base="")
    return linked_data(shown, "map", home=f"{view.base}/" if view.public else "")


def _first_record(view: View, place: str) -> str:
    """The address in the page of the first forum or record of a place; none where places have counts for marks."""
    here = view.shown[[place in places for places in view.shown["places"]]]
    ids = [*totals.forums_of(here)["id"], *here["id"]]
    return sections.anchor(ids[0], "").url if ids and not view.is_counted else ""


def _policy(style: str, script: str) -> str:
    """What the page allows itself (Content Security Policy): this style, this script, pictures and fonts inside it."""
    allowed = f"style-src '{assets.hash_of(style)}'; script-src '{assets.hash_of(script)}'"
    return f"default-src 'none'; {allowed}; img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
