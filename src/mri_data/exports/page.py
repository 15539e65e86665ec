"""The view as one page in one file, which opens by itself, years later, without a network or this program.

Every value goes through a template that escapes it where it lands. The page may run its own script and show its own
style, which it names by their hashes, and nothing else; it asks nobody for anything. Without the script it is a plain
page: a picture of the timeline, a map, and a table whose rows open.
"""

import base64
import hashlib
import re
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from mri_data import fonts, summarise, told
from mri_data.charts.palette import DARK, LIGHT, Palette
from mri_data.charts.text import printable
from mri_data.exports import page_parts
from mri_data.headline import Headline, headline
from mri_data.markup import environment
from mri_data.view import View

TEMPLATES = Path(__file__).parents[1] / "templates"
FAMILIES = ("SourceSans3", "Newsreader")
# Marks that turn the direction of what follows, also beyond the value they stand in.
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
PRINTED = "#FFFFFF"


def to_html(view: View) -> bytes:
    """The page of a view: what is shown, counts, timeline, map, every record in full, and what they rest on."""
    template = _environment().get_template("page.html")
    values = _values(view)
    text = template.render(values, style="", policy="")
    style = fonts.embedded(text, FAMILIES) + _colours() + _sizes(values["counts"]) + _part("page.css")
    return template.render(values, style=Markup(style), policy=_policy(style, values["script"])).encode()


def _values(view: View) -> dict[str, Any]:
    """What the template is filled with, but for its style and the policy that names it."""
    return {
        "say": view.say,
        "language": view.language,
        "about": view.dataset.about,
        "version": view.dataset.version,
        "data_day": view.labels.day(view.dataset.about.data_date),
        "claim": page_parts.claim(view),
        "filtered": bool(view.filters),
        "all_shown": told.filter_line(view),
        "data_line": told.data_line(view),
        "address": page_parts.link(view.address(), view.address()),
        "code": page_parts.code(view),
        "counts": headline(view.records, view.matched, view.labels),
        "timeline": page_parts.timeline(view),
        "timeline_counts": view.say("timeline.counts", **summarise.by_date(view.shown)),
        "map": page_parts.map_of(view),
        "places": page_parts.places(view),
        "stops_title": page_parts.stops_title(view),
        "abbreviations": page_parts.abbreviations(view),
        "context_line": told.context_line(view),
        "parties": page_parts.parties(view),
        "parties_line": page_parts.parties_line(view),
        "events": page_parts.events(view),
        "records_title": page_parts.records_title(view),
        "heads": page_parts.heads(),
        "rows": page_parts.rows(view),
        "areas": page_parts.areas(view),
        "gaps": [told.gap_of(note, view) for note in told.notes_for(view)],
        "sources": page_parts.sources(view),
        "licence": page_parts.link(view.dataset.about.licence, view.dataset.about.licence_url),
        "contact": page_parts.link(view.dataset.about.contact, view.dataset.about.contact),
        "script": Markup(_part("page.js")),
    }


@cache
def _environment() -> Environment:
    return environment(TEMPLATES, _fit)


def _fit(value: Any) -> Any:
    """A value as a page may hold it: text without control characters, and without what turns the text around it."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return TURNING.sub("", printable(value))


@cache
def _part(name: str) -> str:
    return (TEMPLATES / name).read_text("utf-8")


def _colours() -> str:
    """The colours of the design as custom properties: light, dark on dark screens, and white paper in print."""
    dark = f"@media screen and (prefers-color-scheme:dark){{:root{{{_properties(DARK)}}}}}"
    print_ = f'@media print{{:root{{--paper:{PRINTED}}}svg [fill="{LIGHT.paper}"]{{fill:{PRINTED}}}}}'
    return f":root{{{_properties(LIGHT)}}}{dark}{print_}"


def _properties(palette: Palette) -> str:
    names = ("paper", "surface", "ink", "muted", "context", "line", "hair", "accent", "on_accent")
    colours = {name.replace("_", "-"): getattr(palette, name) for name in names}
    colours |= palette.marks | {f"{area}-text": colour for area, colour in palette.texts.items()}
    return "".join(f"--{name}:{colour};" for name, colour in colours.items())


def _sizes(counts: list[Headline]) -> str:
    """How often a city was host decides the size of its mark."""
    sizes = sorted({unit.size for count in counts for unit in count.units if unit.size})
    return "".join(f".of-{size}{{--n:{size}}}" for size in sizes)


def _policy(style: str, script: str) -> str:
    """What the page allows itself (Content Security Policy): this style, this script, pictures and fonts inside it."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; img-src data:; font-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
