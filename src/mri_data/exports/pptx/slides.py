"""The talk as a PowerPoint file: text in placeholders, native tables, charts as native shapes, speaker's notes.

Positions and sizes are px of a slide of 1920 by 1080. The contents of the slides come from `mri_data.talk.slides`.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER

from mri_data.charts import of_view
from mri_data.charts.drawing import Drawing
from mri_data.charts.map.inset import LABEL_SIZE
from mri_data.charts.of_view import MapSize
from mri_data.charts.text_width import printable
from mri_data.exports.pptx import numbers
from mri_data.exports.pptx.layouts import LEAD
from mri_data.exports.pptx.page import Page, Paragraph, Run, line, sized
from mri_data.exports.pptx.right_to_left import turn
from mri_data.exports.pptx.table import add_table
from mri_data.exports.pptx.theme import Fonts, presentation, set_language
from mri_data.exports.pptx.undated import undated
from mri_data.exports.pptx.written import Text, Written, attach, attach_to_file, file_written, keys, written
from mri_data.record.view import View
from mri_data.sentences.about_view import data_line, filter_line
from mri_data.sentences.page_title import file_title
from mri_data.talk.appendix import APART, COLUMN, COLUMN_HEAD, INSET, NOTE, NOTE_APART, says_width
from mri_data.talk.fit import BODY, CHART_TEXT, LINE, address_lines, height_of
from mri_data.talk.slide import (
    BACKDROP,
    BOTTOM,
    CHART,
    EDGE,
    HEIGHT,
    INNER,
    LARGE_SIZES,
    LEAD_HIGH,
    LED,
    TITLE_SIZES,
    TOP,
    Slide,
    Work,
    title_size,
)
from mri_data.talk.slides import talk
from mri_data.talk.works import (
    AFTER_ADDS,
    AFTER_DATE,
    AFTER_TEXT,
    AFTER_TITLE,
    BETWEEN,
    DATE,
    HIGH,
    WHOLE,
    WIDTHS,
    WORK_TOP,
)
from mri_data.words.english import English, language_of
from mri_data.words.errors import shortened

MAP_SCALE, PARTIES_SCALE = 1.66, 2.0
# The sizes in px of what stands below the title of the talk, and the most lines at each.
LEDE_SIZES = ((56, 1), (48, 2), (BODY, 3))
NOTES_SHAPES = {
    PP_PLACEHOLDER.SLIDE_IMAGE: "image",
    PP_PLACEHOLDER.BODY: "notes",
    PP_PLACEHOLDER.SLIDE_NUMBER: "notes_number",
}


def to_pptx(view: View, fonts: Fonts = "system") -> bytes:
    """The talk of a view as a PowerPoint file, in fonts of the system or in our own."""
    deck, _ = presentation_of(view, fonts)
    return undated(deck.part.package)


def presentation_of(view: View, fonts: Fonts = "system") -> tuple[Any, list[Written]]:
    """The talk of a view as a presentation of python-pptx, and what each slide was made with."""
    deck = presentation(view.say, fonts)
    _describe(deck, view)
    slides = talk(view)
    made = [_add(deck, slide, view, key) for slide, key in zip(slides, keys(slides), strict=True)]
    if view.say.direction == "rtl":
        turn(deck)
    titles = (printable(slide.title) for slide in slides)
    attach_to_file(deck.part, file_written(view, zip((one.key for one in made), titles, strict=True)), made)
    for slide, one in zip(deck.slides, made, strict=True):
        attach(slide.part, one)
    return deck, made


def _describe(deck: Any, view: View) -> None:
    """Set the properties of the file; python-pptx allows 255 characters for each."""
    properties, about = deck.core_properties, view.dataset.about
    properties.title = shortened(printable(file_title(view)), 255)
    properties.author = shortened(printable(about.publisher), 255)
    properties.subject = shortened(printable(filter_line(view)), 255)
    properties.comments, properties.keywords = data_line(view), shortened(view.public_link, 255)
    properties.language = view.say.tag
    properties.last_modified_by = properties.author
    properties.created = properties.modified = dt.datetime.combine(about.data_date, dt.time())


def _add(deck: Any, slide: Slide, view: View, key: str) -> Written:
    layout, build = BUILT[slide.kind]
    page = Page(deck, layout, view.say)
    width, sizes = page.layout.holders[0].place[2], LARGE_SIZES if page.layout.dark else TITLE_SIZES
    size = title_size(slide.title, width, sizes)
    page.text(0, [line(slide.title, size=0 if size == sizes[0][0] else size)])
    build(page, slide, view)
    page.feet(slide.source)
    _notes(page.slide.notes_slide, slide, view)
    texts = [*page.texts, Text("notes", 0, page.slide.notes_slide.notes_text_frame.text)]
    return written(key, slide, view, texts)


def _notes(notes: Any, slide: Slide, view: View) -> None:
    notes.notes_text_frame.text = printable("\n\n".join(slide.notes))
    for shape in notes.placeholders:
        shape.name = view.say(f"slide.shape.{NOTES_SHAPES[shape.placeholder_format.type]}")
    for run in notes.element.iter("{*}r"):
        run.get_or_add_rPr()
    set_language(notes.element, view.say.tag)
    english = {printable(note) for note in slide.notes if isinstance(note, English)}
    for run in notes.element.iter("{*}r"):
        if run.text in english:
            set_language(run, language_of(English(run.text), view.say.tag))


def _title(page: Page, slide: Slide, view: View) -> None:
    size = title_size(slide.lede, INNER, LEDE_SIZES)
    page.text(1, sized([line(slide.lede)], size))
    drawing = of_view.backdrop(view, page.palette, BACKDROP)
    page.draw(decorative(drawing), 300, 380, (HEIGHT - 380) / BACKDROP.height, behind=True)


def decorative(drawing: Drawing) -> Drawing:
    """The drawing without alt text, which marks it as decorative."""
    return replace(drawing, alt="")


def _timeline(page: Page, slide: Slide, view: View) -> None:
    drawing, scale = of_view.timeline_on_slide(view.without_context, page.palette, CHART, slide.areas)
    page.draw(drawing, EDGE, TOP, scale)


def _context(page: Page, slide: Slide, view: View) -> None:
    page.text(LEAD, [line(slide.lede)])
    drawing, scale = of_view.context_on_slide(view, page.palette, LED)
    page.draw(drawing, EDGE, TOP + LEAD_HIGH, scale)


def _map(page: Page, slide: Slide, view: View) -> None:
    # Without the context, for whose places there is no room; labels are as large as lets those of Europe be 18 pt.
    size = MapSize(INNER / MAP_SCALE, (BOTTOM - TOP + 10) / MAP_SCALE, CHART_TEXT / LABEL_SIZE / MAP_SCALE, False)
    drawing = of_view.map_picture(view.without_context, page.palette, size, others=False)
    page.draw(drawing, EDGE, TOP - 5, MAP_SCALE)


def _convention(page: Page, slide: Slide, view: View) -> None:
    meanwhile = of_view.shows_parties(view)
    name = () if meanwhile else (Run(f"{view.say('context.title')}  ", bold=True, ink=page.palette.ink),)
    page.text(LEAD, [Paragraph((*name, Run(slide.lede)))])
    top = TOP + 2 * BODY * LINE + 8
    width, height, font = (px / PARTIES_SCALE for px in (INNER, BOTTOM - top, CHART_TEXT))
    drawing = of_view.parties_picture(view, page.palette, width, height, font=font, meanwhile=meanwhile)
    page.draw(drawing, EDGE, top, PARTIES_SCALE)


def _works(page: Page, slide: Slide, view: View) -> None:
    """Records in columns, each below a rule in the colour of its kind of work; one record with larger letters."""
    if slide.single:
        _single(page, slide.single, view)
        return
    if slide.areas:
        _halves(page, slide, view)
        return
    width = WIDTHS[len(slide.works)]
    for at, work in enumerate(slide.works):
        x = EDGE + at * (INNER - width) / (len(slide.works) - 1)
        page.rule(x, TOP, width, 8, page.palette.marks[work.area])
        page.text(1 + at, sized(_record(work, view, page), work.size), (x, WORK_TOP, width, HIGH))


def _halves(page: Page, slide: Slide, view: View) -> None:
    """Two kinds of work, each below a rule in its colour, with its records below each other."""
    width = WIDTHS[2]
    for at, area in enumerate(slide.areas):
        x = EDGE + at * (INNER - width)
        page.rule(x, TOP, width, 8, page.palette.marks[area])
        texts = [line(view.say(f"area.long.{area}"), bold=True, ink=page.palette.muted, after=AFTER_ADDS)]
        for work in (work for work in slide.works if work.area == area):
            *first, last = sized(_record(work, view, page), work.size)
            texts += [*first, replace(last, after=BETWEEN)]
        page.text(1 + at, texts, (x, WORK_TOP, width, HIGH))


def _record(work: Work, view: View, page: Page) -> Iterator[Paragraph]:
    yield line(work.date, heading=True, size=DATE, after=AFTER_DATE)
    yield line(work.title, bold=True, after=AFTER_TITLE)
    for text in filter(None, (work.says, work.languages)):
        yield line(text, after=AFTER_TEXT)
    yield from _adds(work, view, page)


def _adds(work: Work, view: View, page: Page) -> Iterator[Paragraph]:
    """What others document about a record, below a head that says so."""
    if work.adds:
        yield line(view.say("detail.adds"), bold=True, ink=page.palette.muted, size=BODY, after=AFTER_ADDS)
    for text in work.adds:
        yield line(text, size=BODY, after=AFTER_ADDS)


def _single(page: Page, work: Work, view: View) -> None:
    width = WIDTHS[1] if work.adds else WHOLE
    texts = [text for text in (work.says, work.languages) if text]
    body = [line(work.date, heading=True, size=work.date_px, after=AFTER_TEXT)] if work.date else []
    body += [line(text, heading=True, size=work.size, after=AFTER_TEXT) for text in texts]
    high = work.date_px * LINE * bool(work.date) + sum(height_of(text, width, work.size) + AFTER_TEXT for text in texts)
    page.rule(EDGE, WORK_TOP, 8, min(high, HIGH), page.palette.marks[work.area])
    page.text(1, body, (EDGE + 40, WORK_TOP, width, HIGH))
    if work.adds:
        page.text(2, _adds(work, view, page), (EDGE + INNER - COLUMN, WORK_TOP, COLUMN, HIGH))


def _area(page: Page, slide: Slide, view: View) -> None:
    _table(page, slide, view, view.say("slide.shape.records"), page.palette.marks[slide.area])


def _events(page: Page, slide: Slide, view: View) -> None:
    """The events of the context, in its quiet colour."""
    _table(page, slide, view, view.say("context.title"), page.palette.context, page.palette.muted)


def _table(page: Page, slide: Slide, view: View, name: str, mark: str, ink: str = "") -> None:
    heads = [view.say(f"talk.head.{column}") for column in ("date", "title", "where")]
    add_table(page, name, heads, slide.rows, slide.size, slide.padding, mark, ink)


def _story(page: Page, slide: Slide, view: View) -> None:
    record = slide.detail
    assert record
    columns = (
        (view.say("talk.says"), [record.says] if record.says else []),
        (view.say("detail.adds"), [one.text for one in record.adds]),
        (view.say("detail.unsure"), [one.text for one in record.unsure]),
    )
    for at, (head, texts) in enumerate(column for column in columns if column[1]):
        says = texts == [record.says]
        x, inset = EDGE + at * (INNER - COLUMN) / 2, INSET if says else 0.0
        width = says_width(record) if says else COLUMN
        top = line(head, bold=True, ink=page.palette.muted, after=12)
        body = sized([line(text, heading=says, after=APART) for text in texts], slide.size)
        page.text(1 + at, [top, *body], (x + inset, TOP, width, BOTTOM - TOP))
        if says:
            high = height_of(record.says, width, slide.size)
            page.rule(x, TOP + COLUMN_HEAD, 6, high, page.palette.marks[slide.area])


def _unknown(page: Page, slide: Slide, view: View) -> None:
    for at, half in enumerate(slide.halves):
        body: list[Paragraph] = []
        for gap in half:
            body += [line(gap.title, bold=True), line(gap.text, ink=page.palette.muted, after=NOTE_APART)]
        width = NOTE if len(slide.halves) > 1 else INNER
        page.text(1 + at, sized(body, slide.size), (EDGE + at * (INNER - NOTE), TOP, width, BOTTOM - TOP))


def _closing(page: Page, slide: Slide, view: View) -> None:
    texts = [line(slide.lede, after=36)]
    for text in filter(None, (slide.address, slide.contact)):
        texts += _address(page, text)
    page.text(1, texts)
    code = of_view.qr_of(view)
    if code:
        page.draw(code, 1320, 240, 520 / code.width)
    else:
        page.draw(decorative(of_view.backdrop(view, page.palette, BACKDROP)), 1000, 180, 1, behind=True)


def _address(page: Page, text: str) -> list[Paragraph]:
    """What opens an address, in lines that do not break within a word of it; a contact may be any text."""
    width = page.layout.holders[1].place[2]
    lines = address_lines(text, width, weight=700) if text.startswith(("http://", "https://")) else [text]
    *first, last = (line(one, bold=True, ink=page.palette.ink, link=text) for one in lines)
    return [*first, replace(last, after=12)]


Build = Callable[[Page, Slide, View], None]
# The layout of each kind of slide, and what fills it.
BUILT: dict[str, tuple[str, Build]] = {
    "title": ("title", _title),
    "counts": ("statement", numbers.counts),
    "timeline": ("chart", _timeline),
    "map": ("chart", _map),
    "context": ("chart", _context),
    "campaign": ("record", _works),
    "advocacy": ("record", _works),
    "movements": ("record", _works),
    "evidence": ("statement", numbers.evidence),
    "convention": ("chart", _convention),
    "area": ("table", _area),
    "events": ("table", _events),
    "story": ("record", _story),
    "unknown": ("statement", _unknown),
    "closing": ("closing", _closing),
}
