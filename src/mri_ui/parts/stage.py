"""The stage for a talk: all slides are sent at once, and the browser changes them without the server.

So a talk can go on without a connection. The server is needed again only to save files and when the speaker leaves.
"""

from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import streamlit as st
from markupsafe import Markup

from mri_data.charts import of_view
from mri_data.charts.count_marks import evidence_drawing, units_drawing
from mri_data.charts.drawing import Drawing, ShapeGroup
from mri_data.charts.map.projection import Frame
from mri_data.charts.map.scene import ground_scene
from mri_data.charts.of_view import Room
from mri_data.charts.palette import DARK, Palette
from mri_data.charts.svg import svg
from mri_data.charts.to_shapes import shapes
from mri_data.html.assets import render
from mri_data.query.filters import Filters
from mri_data.sentences.headline import MOST_UNITS
from mri_data.talk.slide import BACKDROP, EDGE, PARTIES, SLIDE_MAP, WIDTH, Evidence, Slide
from mri_data.talk.slides import talk
from mri_ui.frame import live_record, navigation, own_file
from mri_ui.frame.session import VIEW_FIELDS, View
from mri_ui.parts import donor_pack

HERE = Path(__file__).parent
STAGE = "mri_stage"
# Parts of one script: the last has its entry point.
SCRIPTS = ("readiness", "speaker", "deck_check", "present")
# The width in px for which marks are drawn, of one or two counts and of more.
FEW_UNITS_WIDTH, UNITS_WIDTH, EVIDENCE_WIDTH = 300, 500, 240
# The height in px of a timeline, and the smallest text with which few records have all their titles.
TIMELINE_HEIGHT, LARGE_TEXT = 830, 24
CHECKS = ("requests", "map", "fonts", "text", "contrast", "address", "saved")
SAVED = ("pptx", "html")
MOST_TALKS, TALKS_BYTES = 40, "32MiB"

_stage = st.components.v2.component(
    STAGE,
    html='<div class="mri-present"></div>',
    css=(HERE / "present.css").read_text("utf-8"),
    js=donor_pack.SAVING + "".join((HERE / f"{name}.js").read_text("utf-8") for name in SCRIPTS),
    isolate_styles=False,
)


def stage(view: View) -> None:
    """Draw the slides of a view; leaving them opens the page from which the talk was opened, with the same filters."""
    shown = {name: getattr(view, name) for name in VIEW_FIELDS} | {"context": view.context_shown}
    # What the address of a file opens is the record on show, not what is previewed.
    html = _slides(view.dataset.version, () if own_file.previewed() else SAVED, **shown)
    made = sha256(html.encode()).hexdigest()[:12]
    _stage(key=STAGE, data={"html": html, "made": made, "words": _words(view)}, on_left_change=navigation.go_back)


def _words(view: View) -> dict[str, Any]:
    say = view.say
    checks = {f"{check}.good": say.raw(f"ready.{check}.good") for check in CHECKS}
    checks |= {f"{check}.bad": say.raw(f"ready.{check}.bad") for check in CHECKS}
    return {
        **donor_pack.words_for_saving(view),
        "locale": say.tag,
        "language": view.language,
        "count": say.raw("present.count"),
        "count_appendix": say.raw("present.count_appendix"),
        "turned": say.raw("present.turned"),
        "then": say.raw("present.then"),
        "last": say("present.last"),
        "start": say("present.start"),
        "pause": say("present.pause"),
        "black": say("present.black"),
        "deck_reading": say.raw("deck.drop.reading"),
        "checks": checks | {"map.none": say("ready.map.none")},
    }


@st.cache_data(max_entries=MOST_TALKS, max_size=TALKS_BYTES, show_spinner=False)
def _slides(version: str, saved: tuple[str, ...], **fields: Any) -> str:
    """The HTML of all slides, cached. The template escapes each text, and the SVG writer the text of each chart."""
    view = View(live_record.dataset(), **fields)
    slides = talk(view)
    saves = [donor_pack.offered(view, name) | {"label": view.say(f"present.save.{name}")} for name in saved]
    charts = _charts(view, slides)
    return render(
        "slides.html",
        slides=slides,
        charts=charts,
        checks=CHECKS,
        saves=saves,
        say=view.say,
        title=view.dataset.about.title,
    )


def _charts(view: View, slides: list[Slide]) -> dict[str, Any]:
    palette, kinds = view.palette, {slide.kind: slide for slide in slides}
    charts: dict[str, Any] = {"backdrop": _svg(of_view.backdrop(view, DARK, BACKDROP), "backdrop")}
    code = of_view.qr_of(view)
    charts["qr"] = _svg(code, "qr") if code else ""
    charts["closing"] = "" if code else _svg(of_view.backdrop(view, DARK, BACKDROP), "closing")
    if "counts" in kinds:
        counts = kinds["counts"].counts
        width = FEW_UNITS_WIDTH if len(counts) <= 2 else UNITS_WIDTH
        charts["counts"] = [
            _svg(units_drawing(one, palette, width, view.say.tag), f"c{at}") for at, one in enumerate(counts)
        ]
    if "evidence" in kinds:
        charts["evidence"] = [_circles(one, palette, view.say.tag) for one in kinds["evidence"].evidence]
    if "timeline" in kinds:
        charts["timelines"] = {
            slide.areas: _timeline(view.without_context, palette, slide.areas)
            for slide in slides
            if slide.kind == "timeline"
        }
    if "context" in kinds:
        drawing, scale = of_view.context_in(view, palette, WIDTH - 2 * EDGE, TIMELINE_HEIGHT)
        charts |= {"context": _svg(drawing, "context"), "context_width": round(drawing.width * scale)}
    if "convention" in kinds:
        charts["meanwhile"] = meanwhile = of_view.shows_parties(view)
        drawing = of_view.parties_picture(view, palette, *PARTIES, meanwhile=meanwhile)
        charts["convention"] = _svg(drawing, "convention")
    if "map" in kinds:
        charts["map"] = _svg(_map(view, palette, kinds["map"]), "map")
    return charts


def _timeline(view: View, palette: Palette, areas: tuple[str, ...]) -> tuple[Markup, int]:
    """The timeline of some kinds of work, or of all, and its width in px of a slide."""
    some = replace(view, filters=view.filters.overridden_by(Filters(work_area=areas))) if areas else view
    drawing, scale = of_view.timeline_on_stage(some, palette, Room(WIDTH - 2 * EDGE, TIMELINE_HEIGHT, LARGE_TEXT))
    return _svg(drawing, "-".join(("timeline", *areas))), round(drawing.width * scale)


def _circles(one: Evidence, palette: Palette, lang: str) -> Markup:
    """A circle for each record documented in one way; none where nobody would count them."""
    if one.number > MOST_UNITS:
        return Markup()
    return _svg(evidence_drawing(one.code, one.number, one.name, palette, EVIDENCE_WIDTH, lang), f"e-{one.code}")


def _map(view: View, palette: Palette, slide: Slide) -> Drawing:
    """The map with a group of marks for each step and one for the whole route; the stage shows one at a time."""
    whole = of_view.map_picture(view, palette, SLIDE_MAP, others=False)
    land = shapes(ground_scene(Frame(SLIDE_MAP.width, SLIDE_MAP.height), palette, of_view.land(), view.say))
    steps = [
        ShapeGroup(f"step-{step.year}", of_view.map_step(view, palette, SLIDE_MAP, step.year)) for step in slide.steps
    ]
    way = ShapeGroup("step-all", whole.items[len(land) :])
    return replace(whole, items=(*land, *steps, way))


def _svg(drawing: Drawing, name: str) -> Markup:
    """A drawing as markup that needs no escaping, because `svg` escapes all text."""
    return Markup(svg(drawing, name=f"slide-{name}"))
