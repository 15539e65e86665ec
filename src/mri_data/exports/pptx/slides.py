"""The talk as a PowerPoint file: text in placeholders, native tables, charts as native shapes, speaker's notes.

Positions and sizes are px of a slide of 1920 by 1080. The contents of the slides come from `mri_data.talk.slides`.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER

from mri_data.charts import of_view
from mri_data.charts.count_marks import ROW, evidence_drawing, units_drawing
from mri_data.charts.drawing import Drawing
from mri_data.charts.map.inset import LABEL_SIZE
from mri_data.charts.of_view import MapSize
from mri_data.charts.text_width import printable
from mri_data.exports.pptx.layouts import LEAD, QUARTERS, Place
from mri_data.exports.pptx.page import Page, Paragraph, Run, line, sized
from mri_data.exports.pptx.right_to_left import turn
from mri_data.exports.pptx.table import add_table
from mri_data.exports.pptx.theme import Fonts, presentation, set_language
from mri_data.exports.pptx.undated import undated
from mri_data.exports.pptx.written import Text, Written, attach, attach_to_file, file_written, keys, written
from mri_data.record.view import View
from mri_data.sentences.about_view import data_line, filter_line
from mri_data.sentences.headline import MOST_UNITS, Headline
from mri_data.sentences.page_title import file_title
from mri_data.talk.appendix import APART, COLUMN, COLUMN_HEAD, INSET, NOTE, NOTE_APART, says_width
from mri_data.talk.fit import BODY, CHART_TEXT, LINE, cut, height_of, lines_of, width_of
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
    Evidence,
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

# The sizes in px of a number and of its words, of one or two counts and of more; the first with room is taken.
FEW_COUNTS = ((320, 64), (270, 56), (220, 52), (240, 44), (240, 40), (220, BODY), (110, BODY))
MORE_COUNTS = ((160, 44), (130, 40), (110, BODY))
# The most lines of a note on a count, the scales of its marks, and the height in px that is kept for these.
NOTE_LINES, UNIT_SCALES, UNITS_HIGH = 3, (5.0, 4.0, 3.0, 2.4, 2.0, 1.65, 1.3, 1.0, 0.7), 90
MAP_SCALE, PARTIES_SCALE = 1.66, 2.0
# The sizes in px of what stands below the title of the talk, and the most lines at each.
LEDE_SIZES = ((56, 1), (48, 2), (BODY, 3))
# The width in px of a way of being documented, where there are so many, and the sizes of its number and its words, of
# which the largest with room are taken.
EVIDENCE = {
    1: (INNER, ((280, 64), (220, 56), (150, 52))),
    2: (840, ((220, 56), (130, 48))),
    3: (540, ((200, 44), (150, 40), (110, BODY))),
}
# The scales of the marks of evidence, of which the largest with room in one row is taken, and the px above and below.
MARKS_SCALES, MARKS_APART = (3.0, 2.5, 2.0, 1.5, 1.0), 24
# The sizes in px of what is still to be documented.
GAP_SIZES = (52, 44, 40, BODY)
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


def _counts(page: Page, slide: Slide, view: View) -> None:
    few = len(slide.counts) <= 2
    _, _, width, high = QUARTERS[0].place
    high = BOTTOM - TOP if few else high
    sizes = FEW_COUNTS if few else MORE_COUNTS
    numeral, size = next(
        (pair for pair in sizes if all(_has_room(count, width, high, *pair) for count in slide.counts)), sizes[-1]
    )
    heights = [_count_height(count, width, numeral, size) for count in slide.counts]
    for at, (count, quarter) in enumerate(zip(slide.counts, QUARTERS, strict=False)):
        # Marks next to each other are on one line.
        used = max(heights[at - at % 2 :][:2])
        _count(page, 1 + at, count, (*quarter.place[:2], width, high), numeral, size, used)


def _has_room(count: Headline, width: float, high: float, numeral: int, size: int) -> bool:
    """Whether a count fits at these sizes, with its words beside its number in one line."""
    beside = width_of(count.digits, numeral) + width_of(_counted(count), size, 700)
    return beside <= width and _count_height(count, width, numeral, size) + UNITS_HIGH * bool(count.units) <= high


def _counted(count: Headline) -> str:
    """What a number counts, with a gap before it."""
    return f"  {count.of} {count.noun}" if count.of else f"  {count.noun}"


def _count_notes(count: Headline, width: float, size: int) -> list[str]:
    names = ", ".join(word.text for word in count.words if word.on)
    return [cut(text, width, NOTE_LINES, size) for text in (names, count.note) if text]


def _count_height(count: Headline, width: float, numeral: int, size: int) -> float:
    """The height in px of a number and its notes, with space below."""
    notes = sum(height_of(text, width, size) for text in _count_notes(count, width, size))
    return numeral * LINE + notes + 32


def _count(page: Page, idx: int, count: Headline, place: Place, numeral: int, size: int, used: float) -> None:
    """A number with what it counts and a note, `used` px high, above a mark for each thing, in one row if they fit."""
    x, y, width, height = place
    first = Paragraph((Run(count.digits, heading=True, size=numeral), Run(_counted(count), bold=True, size=size)), 8)
    notes = [line(text, ink=page.palette.muted) for text in _count_notes(count, width, size)]
    page.text(idx, [first, *sized(notes, size)], (x, y, width, used))
    bare = replace(count, words=())
    drawn = [(scale, _units(bare, page, width, scale)) for scale in UNIT_SCALES] if count.units else []
    fitting = [(scale, units) for scale, units in drawn if units.height * scale <= height - used]
    in_one_row = [(scale, units) for scale, units in fitting if units.height <= ROW and scale >= 2]
    for scale, units in (*in_one_row, *fitting)[:1]:
        page.draw(units, x, y + used, scale)


def _units(count: Headline, page: Page, width: float, scale: float) -> Drawing:
    return units_drawing(count, page.palette, width / scale)


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


def _evidence(page: Page, slide: Slide, view: View) -> None:
    count = len(slide.evidence)
    width, sizes = EVIDENCE.get(count, EVIDENCE[3])

    def high(numeral: int, size: int) -> float:
        return max((_documented_height(one, page, width, numeral, size) for one in slide.evidence), default=0)

    least = (1 + len(slide.gaps)) * (BODY * LINE + 4) + 32 if slide.gaps else 0
    numeral, size = next((pair for pair in sizes if high(*pair) + least <= BOTTOM - TOP), sizes[-1])
    for at, one in enumerate(slide.evidence):
        x = EDGE + at * (INNER - width) / max(1, count - 1)
        _documented(page, 1 + at, one, (x, TOP, width, high(numeral, size)), numeral, size)
    if slide.gaps:
        top = TOP + high(numeral, size) + (32 if count else 0)
        _gap_titles(page, slide, view, (EDGE, top, INNER, BOTTOM - top))


def _gap_titles(page: Page, slide: Slide, view: View, place: Place) -> None:
    """What is still to be documented, a line each; all are in the appendix, so those without room can be left out."""
    _, _, width, high = place

    def most(size: int) -> int:
        return int(high // (size * LINE + 4)) - 1

    fits = (
        size
        for size in GAP_SIZES
        if most(size) >= len(slide.gaps) and all(lines_of(gap.title, width, size) == 1 for gap in slide.gaps)
    )
    size = next(fits, BODY)
    head = line(view.say("talk.unknown"), bold=True, ink=page.palette.muted, after=6)
    titles = [line(cut(gap.title, width, 1, size), heading=True, after=4) for gap in slide.gaps[: most(size)]]
    page.text(4, sized([head, *titles], size), place)


def _documented_height(one: Evidence, page: Page, width: float, numeral: int, size: int) -> float:
    """The height in px of what `_documented` writes."""
    words = height_of(one.name, width, size, 700) + 6 + height_of(one.meaning, width, size)
    return numeral * LINE + _circles_height(one, page, width) + words


def _circles(one: Evidence, page: Page, width: float) -> tuple[Drawing, float] | None:
    """The circles of the records documented in one way, and their scale; None where nobody would count them."""
    if one.number > MOST_UNITS:
        return None
    drawn = [(evidence_drawing(one.code, one.number, one.name, page.palette, width / at), at) for at in MARKS_SCALES]
    return next((pair for pair in drawn if pair[0].height <= ROW), drawn[-1])


def _circles_height(one: Evidence, page: Page, width: float) -> float:
    circles = _circles(one, page, width)
    return circles[0].height * circles[1] + 2 * MARKS_APART if circles else 8.0


def _documented(page: Page, idx: int, one: Evidence, place: Place, numeral: int, size: int) -> None:
    """How many records are documented in one way: number, marks, name and meaning."""
    x, y, width, _ = place
    number = line(one.digits, heading=True, size=numeral, after=_circles_height(one, page, width))
    words = [line(one.name, bold=True, after=6), line(one.meaning, ink=page.palette.muted)]
    page.text(idx, [number, *sized(words, size)], place)
    if circles := _circles(one, page, width):
        page.draw(circles[0], x, y + numeral * LINE + MARKS_APART, circles[1])


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
    links = [text for text in (slide.address, slide.contact) if text]
    texts += [line(text, bold=True, ink=page.palette.ink, after=12, link=text) for text in links]
    page.text(1, texts)
    code = of_view.qr_of(view)
    if code:
        page.draw(code, 1320, 240, 520 / code.width)
    else:
        page.draw(decorative(of_view.backdrop(view, page.palette, BACKDROP)), 1000, 180, 1, behind=True)


Build = Callable[[Page, Slide, View], None]
# The layout of each kind of slide, and what fills it.
BUILT: dict[str, tuple[str, Build]] = {
    "title": ("title", _title),
    "counts": ("statement", _counts),
    "timeline": ("chart", _timeline),
    "map": ("chart", _map),
    "context": ("chart", _context),
    "campaign": ("record", _works),
    "advocacy": ("record", _works),
    "movements": ("record", _works),
    "evidence": ("statement", _evidence),
    "convention": ("chart", _convention),
    "area": ("table", _area),
    "events": ("table", _events),
    "story": ("record", _story),
    "unknown": ("statement", _unknown),
    "closing": ("closing", _closing),
}
