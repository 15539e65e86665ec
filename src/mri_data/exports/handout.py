"""The hand-out of a view: a few sheets of A4 to leave with a reader, each statement with its source.

What stands on it is worked out here; how it looks is in `templates/handout.typ`.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from importlib import resources
from typing import Any

import pandas as pd

from mri_data import pictures, sentences, typesetting
from mri_data.charts.drawing import Box, Drawing, bounds
from mri_data.charts.palette import LIGHT
from mri_data.charts.svg import svg
from mri_data.charts.text import printable, text_width
from mri_data.charts.units import units_drawing
from mri_data.details import Detail, citation, detail
from mri_data.errors import shortened
from mri_data.headline import Headline, headline
from mri_data.pictures import MapSize
from mri_data.schema import KINDS
from mri_data.told import cited, data_line, filter_line, main_sources, notes_for
from mri_data.view import View

Values = dict[str, Any]
# Ids of sources -> their numbers in the list of sources.
Numbers = dict[str, int]

TEMPLATE = "templates/handout.typ"
PAPER = replace(LIGHT, paper="#FFFFFF")
# Widths in px that make the smallest words of a picture 7.5 pt high on paper; a full timeline has larger ones.
FULL_WIDTH, COMPACT_WIDTH = 816.0, 646.0
MAP = MapSize(800, 350, 13.2, False)
# The room for a timeline as a share of its width: beside a map on the first page, and alone.
ROOM_WITH_MAP, ROOM_ALONE = 0.45, 0.9
COUNT_WIDTH, NOUN_ROOM = 290.0, 60.0
# The longest run of signs without a place to break, and the longest line at the edge of a page.
LONGEST_RUN, LONGEST_EDGE = 24, 150
RUN, AFTER_SIGN = re.compile(r"[^\W_]{24,}|[\W_]{24,}"), re.compile(r"(?<=[\W_])(?=[^\W_])")
BREAK = "\u200b"
# How much of the space that can be spared there is between parts.
AIRS, WELL_FILLED = (1.0, 0.67, 0.33, 0.0), 0.5
# A module of the code, in mm, and the least and the greatest width of the whole.
MODULE, LEAST_CODE, GREATEST_CODE = 0.5, 30.0, 70.0


def to_pdf(view: View) -> bytes:
    """The hand-out as tagged PDF."""
    return typesetting.pdf(_template(), _set(_values(view)))


def _set(values: Values) -> Values:
    """The values with as much air between parts as there is room for: less of it where that saves a page.

    A page is worth saving when it would be less than half full.
    """
    roomy, *tighter = [values | {"air": air} for air in AIRS]
    pages, share = divmod(_filled(roomy), 1)
    if share > WELL_FILLED or _filled(tighter[-1]) > pages:
        return roomy
    return next(setting for setting in tighter if _filled(setting) <= pages)


def _filled(values: Values) -> float:
    """How many pages the hand-out fills, the last one in part."""
    return float(typesetting.told(_template(), values, "filled"))


@cache
def _template() -> str:
    return resources.files("mri_data").joinpath(TEMPLATE).read_text("utf-8")


def _values(view: View) -> Values:
    numbers = _numbers(view)
    return {
        **_properties(view),
        **_edges(view),
        "claim": _claim(view),
        "filters": _plain(filter_line(view)) if view.filters else "",
        "counts": list(_counts(view)),
        "figures": list(_figures(view)),
        "sections": list(_sections(view, numbers)),
        "notes": _notes(view, numbers),
        "sources": _sources(view, numbers),
        "closing": _closing(view),
        "code": _code(view),
    }


def _plain(text: str) -> str:
    """Words as they can be set: nothing unseen, one space between them, and places to break in very long ones."""
    return " ".join(_breakable(word) for word in printable(text).split())


def _breakable(word: str) -> str:
    if len(word) <= LONGEST_RUN:
        return word
    return RUN.sub(lambda run: BREAK.join(run[0]), AFTER_SIGN.sub(BREAK, word))


def _properties(view: View) -> Values:
    """What the file says of itself, and the colours."""
    about, date = view.dataset.about, view.dataset.about.data_date
    language, _, region = view.language.replace("_", "-").partition("-")
    return {
        "title": printable(about.title).strip() or _claim(view),
        "author": printable(about.publisher),
        "keywords": [view.dataset.version, printable(view.address())],
        "description": printable(filter_line(view)),
        "date": {"year": date.year, "month": date.month, "day": date.day},
        "language": language,
        "region": region or None,
        "colours": {"ink": PAPER.ink, "muted": PAPER.muted, "line": PAPER.line},
    }


def _edges(view: View) -> Values:
    """What stands at the top and the bottom of every page."""
    say = view.say
    source = f"{say('picture.source', sources=main_sources(view))} {data_line(view)}"
    right = view.base if view.public else ""
    return {
        "header": {"left": _edge(view.dataset.about.title), "right": _edge(right)},
        "footer": {"lines": [_edge(filter_line(view)), _edge(source)], "page": say.raw("handout.page")},
    }


def _edge(text: str) -> str:
    return _plain(shortened(text, LONGEST_EDGE))


def _claim(view: View) -> str:
    if view.filters:
        return _plain(sentences.matching(view.shown, view.labels))
    return _plain(sentences.overview_title(view.shown, view.say))


def _counts(view: View) -> Iterator[Values]:
    for count in headline(view.records, view.matched, view.labels):
        if count.number:
            yield _count(count)


def _count(count: Headline) -> Values:
    marks = units_drawing(replace(count, words=()), PAPER, COUNT_WIDTH)
    width = bounds(marks.items)[2]
    words = [
        {"text": _plain(word.text), "ink": PAPER.texts["publications"] if word.on else PAPER.muted}
        for word in count.words
    ]
    noun = " ".join(filter(None, (count.of, count.noun)))
    return {
        "number": str(count.number),
        "noun": noun,
        "note": _plain(count.note),
        "marks": {"svg": svg(replace(marks, width=width)), "width": width} if count.units else None,
        "words": words,
        "weight": max(width, NOUN_ROOM + text_width(noun, 19, 600), _pills_width(count)),
    }


def _pills_width(count: Headline) -> float:
    return sum(text_width(word.text, 14, 600) + 22 for word in count.words)


def _figures(view: View) -> Iterator[Values]:
    """The timeline, and the map where there is a place to show."""
    if view.shown.empty:
        return
    mapped = pictures.has_map(view)
    title = sentences.areas_title(view.shown, view.say)
    drawing = _timeline(view, ROOM_WITH_MAP if mapped else ROOM_ALONE)
    yield _figure(drawing, title, view.say("handout.key"), "timeline")
    if mapped:
        drawing = pictures.map_picture(view, PAPER, MAP)
        yield _figure(drawing, drawing.title, view.say("map.note"), "map")


def _timeline(view: View, room: float) -> Drawing:
    """The timeline with its records named where that leaves room for the rest of the page."""
    full = pictures.timeline_picture(view, PAPER, FULL_WIDTH)
    if full.height <= room * full.width:
        return full
    return pictures.timeline_picture(view, PAPER, COMPACT_WIDTH, compact=True)


def _figure(drawing: Drawing, title: str, note: str, name: str) -> Values:
    return {"title": _plain(title), "svg": svg(drawing, name=name), "alt": printable(drawing.alt), "note": note}


def _sections(view: View, numbers: Numbers) -> Iterator[Values]:
    """The achievements, then the forums."""
    for kind in reversed(KINDS):
        records = view.shown[view.shown["kind"] == kind]
        if len(records):
            title = sentences.capital(sentences.counted(f"count.{kind}s", len(records), view.say))
            yield {"title": title, "records": [_record(row, view, numbers) for _, row in records.iterrows()]}


def _record(row: "pd.Series[Any]", view: View, numbers: Numbers) -> Values:
    told = detail(row, view.dataset, view.labels)
    return {
        "title": _plain(told.title),
        "date": _plain(told.date),
        "date_note": _plain(told.date_note),
        "kind": told.area_name,
        "mark": PAPER.marks[told.area],
        "ink": PAPER.texts[told.area],
        "parts": [
            {"label": view.say(key), "statements": statements}
            for key, statements in _parts(row, told, view, numbers).items()
            if statements
        ],
    }


def _parts(row: "pd.Series[Any]", told: Detail, view: View, numbers: Numbers) -> dict[str, list[Values]]:
    """The parts of a record by the key of their label: each statement with its sources, and kept apart."""
    source = view.dataset.sources[row["source"]]
    place = ", ".join(filter(None, (f"“{source.title}”", told.source_ref)))
    beside = [fact.value for fact in told.facts if fact.label == view.say("detail.alongside")]
    return {
        "talk.says": [{"text": _plain(told.says), "references": [_reference(place, [numbers[source.id]])]}],
        "detail.alongside": [
            {"text": _plain(text), "references": [_reference("", [numbers[one] for one in row["alongside_source"]])]}
            for text in beside
        ],
        "detail.adds": [_statement(note.text, note.sources, view, numbers) for note in row["also_known"]],
        "detail.unsure": [_statement(note.text, note.sources, view, numbers) for note in row["not_confirmed"]],
    }


def _statement(text: str, sources: Iterable[str], view: View, numbers: Numbers) -> Values:
    """A text with the publishers it rests on, each with the numbers of its pages in the list of sources."""
    publishers: dict[str, list[int]] = {}
    for source in sources:
        if source in numbers:
            publishers.setdefault(view.dataset.sources[source].publisher, []).append(numbers[source])
    return {"text": _plain(text), "references": [_reference(*one) for one in publishers.items()]}


def _reference(name: str, numbers: Iterable[int]) -> Values:
    """A name, joined to what follows it so that no line begins with a number, and numbers."""
    return {"name": f"{_plain(name)}\u00a0" if name else "", "numbers": sorted(numbers)}


def _notes(view: View, numbers: Numbers) -> Values:
    """What is not known of these records, or was left out."""
    notes = [
        {"title": _plain(note.title), **_statement(note.text, note.sources, view, numbers)} for note in notes_for(view)
    ]
    return {"title": view.say("sources.notes"), "items": notes}


def _numbers(view: View) -> Numbers:
    """A number for each source that the records cite, then for those that only a note on them cites."""
    noted: Iterable[str] = (source for note in notes_for(view) for source in note.sources)
    ids = dict.fromkeys([*cited(view), *noted])
    return {source: at for at, source in enumerate((one for one in ids if one in view.dataset.sources), start=1)}


def _sources(view: View, numbers: Numbers) -> Values:
    """The pages cited by number, and under which terms each may be used."""
    items, terms = [], dict[str, list[int]]()
    for source, number in numbers.items():
        one = view.dataset.sources[source]
        named = citation(one)
        copy = view.say("source.copy") if one.copy else ""
        items.append({"number": number, "name": _plain(named.name + copy), "url": named.url})
        terms.setdefault(one.terms, []).append(number)
    told = "; ".join(f"{text} [{_runs(found)}]" for text, found in terms.items())
    return {
        "title": view.say("handout.sources"),
        "items": items,
        "terms": _plain(view.say("handout.terms", terms=told)),
    }


def _runs(numbers: list[int]) -> str:
    """`1, 3–5` for 1, 3, 4 and 5, in rising order."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def _closing(view: View) -> Values:
    """How to cite, the licence, where the view is found, and where a reader may turn."""
    say, about = view.say, view.dataset.about
    cite = say(
        "sources.cite.text",
        publisher=about.publisher,
        title=about.title,
        date=view.labels.day(about.data_date),
        version=view.dataset.version,
    )
    licence = say("sources.licence", licence=about.licence, url=about.licence_url)
    rows = [
        {"label": say("sources.cite"), "text": _plain(cite), "url": None},
        {"label": say("handout.licence"), "text": _plain(licence), "url": None},
    ]
    if view.base:
        rows.append({"label": say("handout.address"), "text": "", "url": view.address()})
    if about.contact:
        rows.append({"label": say("handout.contact"), "text": "", "url": about.contact})
    return {"title": say("handout.use"), "rows": rows}


def _code(view: View) -> Values | None:
    """The address to scan, without the card it has on a screen: paper is white."""
    code = pictures.qr_of(view)
    if code is None:
        return None
    bare = replace(code, items=tuple(item for item in code.items if not isinstance(item, Box)))
    width = min(max(LEAST_CODE, MODULE * bare.width), GREATEST_CODE)
    return {"svg": svg(bare, name="code"), "alt": printable(bare.alt), "width": width}
