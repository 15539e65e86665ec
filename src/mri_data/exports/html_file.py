"""The view as one page in one file, which opens by itself, years later, without a network or this program.

Every value goes through a template that escapes it where it lands. The page may run its own script and show its own
style, which it names by their hashes, and nothing else; it asks nobody for anything. Without the script it is a plain
page: a picture of the timeline, a map, and a table whose rows open.
"""

import base64
import hashlib
from typing import Any

from markupsafe import Markup

from mri_data.html import assets, fonts, page_parts
from mri_data.record.view import View
from mri_data.sentences import about_view, left_out
from mri_data.sentences.headline import headline
from mri_data.sentences.page_title import claim

FAMILIES = ("SourceSans3", "Newsreader")


def to_html(view: View) -> bytes:
    """The page of a view: what is shown, counts, timeline, map, every record in full, and what they rest on."""
    template = assets.templates().get_template("page.html")
    values = _values(view)
    text = template.render(values, style="", policy="")
    style = fonts.embedded(text, FAMILIES) + assets.colours() + assets.sizes(values["counts"]) + assets.part("page.css")
    return template.render(values, style=Markup(style), policy=_policy(style, values["script"])).encode()


def _values(view: View) -> dict[str, Any]:
    """What the template is filled with, but for its style and the policy that names it."""
    return {
        "say": view.say,
        "language": view.language,
        "about": view.dataset.about,
        "version": view.dataset.version,
        "data_day": view.labels.day(view.dataset.about.data_date),
        "claim": claim(view, "overview"),
        "filtered": bool(view.filters),
        "all_shown": about_view.filter_line(view),
        "data_line": about_view.data_line(view),
        "address": page_parts.link(view.public_link, view.public_link),
        "code": page_parts.code(view),
        "counts": headline(view.records, view.shown, view.labels, left_out.counts(view.dataset)),
        "timeline": page_parts.timeline(view),
        **page_parts.reading(view),
        "map": page_parts.map_of(view),
        "places": page_parts.places(view),
        "stops_title": page_parts.stops_title(view),
        "abbreviations": page_parts.abbreviations(view),
        "context_line": about_view.context_line(view),
        "parties": page_parts.parties(view),
        "parties_line": page_parts.parties_line(view),
        "events": page_parts.events(view),
        "records_title": page_parts.records_title(view),
        "heads": page_parts.heads(),
        "rows": page_parts.rows(view),
        "areas": page_parts.areas(view),
        "gaps": [about_view.gap_of(note, view) for note in about_view.notes_for(view)],
        "sources": page_parts.sources(view),
        "licence": page_parts.link(view.dataset.about.licence, view.dataset.about.licence_url),
        "contact": page_parts.link(view.dataset.about.contact, view.dataset.about.contact),
        "opens": True,
        "last_note": view.say("onefile.whole"),
        "script": Markup(assets.script("page.js")),
    }


def _policy(style: str, script: str) -> str:
    """What the page allows itself (Content Security Policy): this style, this script, pictures and fonts inside it."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; img-src data:; font-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
