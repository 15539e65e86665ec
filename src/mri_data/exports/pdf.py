"""The hand-out of a view as PDF: a few A4 pages to leave with a reader, each statement with its source.

This module makes its contents; the layout is in `html/templates/handout.typ`.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

import pandas as pd

from mri_data.charts import of_view
from mri_data.charts.count_marks import RING, units_drawing
from mri_data.charts.drawing import Box, Drawing, bounds
from mri_data.charts.of_view import MapSize
from mri_data.charts.palette import LIGHT
from mri_data.charts.svg import svg
from mri_data.charts.text_width import text_width
from mri_data.exports import typesetting, typst_drawing
from mri_data.exports.pdf_sources import Numbers, Values, in_language, numbers_of, reference, sources, statement, worded
from mri_data.exports.pdf_text import (
    breakable,
    breakable_aside,
    header_text,
    link_values,
    linked,
    single_line,
    without_control_characters,
)
from mri_data.exports.unprinted import sentence
from mri_data.html import parts
from mri_data.record.context import Event
from mri_data.record.view import View
from mri_data.schema.settings import QualityNote
from mri_data.sentences import convention, findings
from mri_data.sentences.about_view import (
    context_line,
    data_line,
    filter_line,
    main_sources,
    quality_notes,
    translation_line,
    where_and_by,
)
from mri_data.sentences.headline import Headline
from mri_data.sentences.one_record import Detail, detail
from mri_data.sentences.page_title import file_title, page_title

TEMPLATE = "html/templates/handout.typ"
SECTIONS = {"achievement": "count.achievements", "forum": "count.forums"}
PAPER = replace(LIGHT, paper="#FFFFFF")
# Widths in px that make the smallest text of a picture 7.5 pt on paper; the text of a full timeline is larger.
FULL_WIDTH, COMPACT_WIDTH = 816.0, 646.0
# The map, and a lower one for a first page with long titles or more lanes.
MAP, LOW_MAP = MapSize(800, 350, 13.2, False), MapSize(800, 310, 13.2, False)
PARTIES = (800.0, 330.0)
# The greatest height of a timeline, as a share of its width: with a map on the same page, and without.
ROOM_WITH_MAP, ROOM_WITHOUT_MAP = 0.45, 0.9
COUNT_WIDTH, NOUN_ROOM = 290.0, 60.0
# Shares of the optional space between parts, from roomy to tight; and how full a last page is that needs no saving.
AIRS, WELL_FILLED = (1.0, 0.67, 0.33, 0.0), 0.5
# The size of a module of the QR code, and the least and greatest width of the code, in mm.
MODULE, LEAST_CODE, GREATEST_CODE = 0.5, 30.0, 70.0


def to_pdf(view: View) -> bytes:
    """The hand-out as tagged PDF."""
    return typesetting.pdf(_template(), _spaced(view))


def _spaced(view: View) -> Values:
    """The values with space between the parts; with less of it where that saves a last page that is not half full."""
    roomy, filled = _with_map(view)
    tighter = [roomy | {"air": air} for air in AIRS if air < roomy["air"]]
    pages, share = divmod(filled, 1)
    if not tighter or share > WELL_FILLED or _laid_out(tighter[-1]).filled > pages:
        return roomy
    return next(setting for setting in tighter if _laid_out(setting).filled <= pages)


def _with_map(view: View) -> tuple[Values, float]:
    """The values with space between the parts, and how many pages these fill.

    Where the map would leave the first page, it is lower, and there is no space, if that keeps it there.
    """
    roomy = _values(view) | {"air": AIRS[0]}
    whole = _laid_out(roomy)
    if whole.map_page <= 1:
        return roomy, whole.filled
    low = roomy | {"figures": list(_figures(view, LOW_MAP))}
    for values in (low, low | {"air": AIRS[-1]}):
        laid_out = _laid_out(values)
        if laid_out.map_page == 1:
            return values, laid_out.filled
    return roomy, whole.filled


class _LaidOut(NamedTuple):
    """How many pages a hand-out fills, the last one by how full it is, and the page of its map, or 0."""

    filled: float
    map_page: int


def _laid_out(values: Values) -> _LaidOut:
    return _LaidOut(**typesetting.metadata(_template(), values, "laid-out"))


@cache
def _template() -> str:
    return typst_drawing.template() + resources.files("mri_data").joinpath(TEMPLATE).read_text("utf-8")


def _values(view: View) -> Values:
    numbers = numbers_of(view)
    return {
        **_properties(view),
        **_edges(view),
        "claim": _claim(view),
        "filters": breakable(filter_line(view)) if view.filters else "",
        "counts": list(_counts(view)),
        "figures": list(_figures(view, MAP)),
        "sections": list(_sections(view, numbers)),
        "context": _context(view, numbers),
        "notes": _notes(view, numbers),
        "sources": sources(view, numbers),
        "closing": _closing(view),
        "code": _code(view),
    }


def _properties(view: View) -> Values:
    """The properties of the PDF file, and the colours of the page."""
    about, date = view.dataset.about, view.dataset.about.data_date
    return {
        "title": single_line(file_title(view)) or _claim(view),
        "author": single_line(about.publisher),
        "keywords": [view.dataset.version, *([single_line(view.address())] if view.base else [])],
        "description": single_line(filter_line(view)),
        "date": {"year": date.year, "month": date.month, "day": date.day},
        "language": view.say.short_tag.partition("-")[0],
        "region": view.say.territory,
        "direction": view.say.direction,
        "colours": {"ink": PAPER.ink, "muted": PAPER.muted, "line": PAPER.line},
    }


def _edges(view: View) -> Values:
    """The header and the footer of every page."""
    say = view.say
    source = f"{say('picture.source', sources=main_sources(view))} {data_line(view)}"
    right = view.base if view.public else ""
    return {
        "header": {"left": header_text(view.dataset.about.title), "right": header_text(right)},
        "footer": {"lines": [header_text(filter_line(view)), header_text(source)], "page": say.raw("handout.page")},
    }


def _claim(view: View) -> str:
    return breakable(page_title(view, "overview"))


def _counts(view: View) -> Iterator[Values]:
    for count in parts.headlines(view):
        if count.number:
            yield _count(count)


def _count(count: Headline) -> Values:
    marks = units_drawing(replace(count, words=()), PAPER, COUNT_WIDTH)
    width = bounds(marks.items)[2] + RING
    words = [
        {"text": breakable(word.text), "ink": PAPER.texts["publications"] if word.on else PAPER.muted}
        for word in count.words
    ]
    noun = " ".join(filter(None, (count.of, count.noun)))
    return {
        "number": count.digits,
        "noun": noun,
        "note": breakable(count.note),
        "marks": {"svg": _svg(replace(marks, width=width), "marks"), "width": width} if count.units else None,
        "words": words,
        "weight": min(COUNT_WIDTH, max(width, NOUN_ROOM + text_width(noun, 19, 600), _pills_width(count))),
    }


def _pills_width(count: Headline) -> float:
    return sum(text_width(word.text, 14, 600) + 22 for word in count.words)


def _figures(view: View, map_size: MapSize) -> Iterator[Values]:
    """The timeline, and the map where there is a place to show."""
    if view.empty:
        return
    has_map = of_view.has_map(view)
    drawing = _timeline(view, ROOM_WITH_MAP if has_map else ROOM_WITHOUT_MAP)
    yield _figure(drawing, _timeline_key(view), "timeline")
    if has_map:
        drawing = of_view.map_picture(view, PAPER, map_size)
        yield _figure(drawing, of_view.charts_of(view).map_note(view, shown_only=True), "map")


def _parties(view: View) -> Iterator[Values]:
    """The chart of States parties, where it is shown."""
    if of_view.shows_parties(view):
        drawing = of_view.parties_picture(view, PAPER, *PARTIES, meanwhile=True)
        day = view.labels.day(convention.as_of(view.dataset.context))
        yield _figure(drawing, view.say("talk.source.convention", date=day), "convention")


def _timeline_key(view: View) -> str:
    return of_view.charts_of(view).picture_note(view)


def _timeline(view: View, room: float) -> Drawing:
    """The timeline with labels, or a compact one without where that would be higher than `room` times its width."""
    full = of_view.timeline_picture(view, PAPER, FULL_WIDTH)
    if full.height <= room * full.width:
        return full
    return of_view.timeline_picture(view, PAPER, COMPACT_WIDTH, compact=True)


def _figure(drawing: Drawing, note: str, name: str) -> Values:
    return {
        "name": name,
        "title": breakable(drawing.title),
        "picture": typst_drawing.drawing_values(drawing, name),
        "alt": single_line(drawing.alt),
        "note": note,
    }


def _sections(view: View, numbers: Numbers) -> Iterator[Values]:
    """The achievements, then the forums."""
    for kind, key in SECTIONS.items():
        records = view.shown[view.shown["kind"] == kind]
        if len(records):
            title = findings.capitalised(findings.count_with_noun(key, len(records), view.say))
            yield {"title": title, "records": [_record(row, view, numbers) for _, row in records.iterrows()]}


def _record(row: "pd.Series[Any]", view: View, numbers: Numbers) -> Values:
    record = detail(row, view.dataset, view.labels)
    return {
        "title": breakable(record.title) or record.id,
        **in_language(record.title),
        "date": breakable_aside(record.date),
        "date_note": breakable(record.date_note),
        "kind": record.area_name,
        "evidence": {"code": record.evidence, "name": record.evidence_name},
        "mark": PAPER.marks[record.area],
        "ink": PAPER.texts[record.area],
        "parts": [
            {"label": view.say(key), "statements": statements}
            for key, statements in _parts(row, record, view, numbers).items()
            if statements
        ],
    }


def _parts(row: "pd.Series[Any]", record: Detail, view: View, numbers: Numbers) -> dict[str, list[Values]]:
    """Catalogue key of a part's label -> the statements of that part, each with its sources."""
    source = view.dataset.sources[row["source"]]
    place = ", ".join(filter(None, (view.say("quoted.title", title=source.title), record.source_ref)))
    alongside = [fact.value for fact in record.facts if fact.label == view.say("column.alongside")]
    meeting = reference("", [numbers[one] for one in row["alongside_source"] if one in numbers])
    return {
        "talk.says": [{**worded(record.says), "references": [reference(place, [numbers[source.id]])]}],
        "column.alongside": [{"text": linked(text), "references": [meeting]} for text in alongside],
        "detail.adds": [statement(view.text(note.text), note.sources, view, numbers) for note in row["also_known"]],
        "detail.unsure": [
            statement(view.text(note.text), note.sources, view, numbers) for note in row["not_confirmed"]
        ],
    }


def _context(view: View, numbers: Numbers) -> Values:
    """The context shown, with the note that it is not MRI's work, and the chart of States parties."""
    items = [_event(event, view, numbers) for event in view.events]
    about = {"title": view.say("context.title"), "note": breakable(context_line(view))}
    return {**about, "figures": list(_parties(view)), "items": items}


def _event(event: Event, view: View, numbers: Numbers) -> Values:
    sentences = [f"{part.removesuffix('.')}." for part in (event.title, where_and_by(event, view), event.note) if part]
    return {"title": breakable_aside(event.when), **statement(" ".join(sentences), event.sources, view, numbers)}


def _notes(view: View, numbers: Numbers) -> Values:
    """The notes on what is still to be documented of the records shown, or was left out."""
    return {"title": view.say("sources.notes"), "items": [_note(one, view, numbers) for one in quality_notes(view)]}


def _note(note: QualityNote, view: View, numbers: Numbers) -> Values:
    title = view.text(note.title)
    head = {"text": breakable_aside(title) or note.id, **in_language(title)}
    return {"head": head, **statement(view.text(note.text), note.sources, view, numbers)}


def _closing(view: View) -> Values:
    """How to cite, the licence, the address of the view, the contact, and what could not be printed."""
    say, about = view.say, view.dataset.about
    cite = say(
        "sources.cite.text",
        publisher=about.publisher,
        title=about.title,
        date=view.labels.day(about.data_date),
        version=view.dataset.version,
    )
    licence = say("sources.licence", licence=about.licence, url=about.licence_url)
    rows = [("sources.cite", cite, ""), ("handout.licence", licence, "")]
    rows += [("handout.address", "", view.address())] if view.base else []
    rows += [("handout.contact", "", about.contact)] if about.contact else []
    unprinted = sentence("unprinted.paper", view, written=str)
    translated = translation_line(view)
    rows += [("handout.translation", translated, "")] if translated else []
    rows += [("handout.letters", unprinted, "")] if unprinted else []
    targets = {view.address(): view.link}
    lines = [
        {"label": say(key), "text": linked(text), **link_values(url, targets.get(url, ""))} for key, text, url in rows
    ]
    return {"title": say("handout.use"), "rows": lines}


def _svg(drawing: Drawing, name: str) -> str:
    return without_control_characters(svg(drawing, name=name))


def _code(view: View) -> Values | None:
    """The QR code of the public address, without the white card it has on a screen; None where there is none."""
    code = of_view.qr_of(view)
    if code is None:
        return None
    bare = replace(code, items=tuple(item for item in code.items if not isinstance(item, Box)))
    width = min(max(LEAST_CODE, MODULE * bare.width), GREATEST_CODE)
    return {"svg": _svg(bare, "code"), "alt": single_line(bare.alt), "width": width}
