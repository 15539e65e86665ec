"""The talk as a PowerPoint file: real titles, editable text and tables, charts as native shapes, speaker's notes.

Positions and sizes are px of a slide of 1920 by 1080. The contents of the slides come from `mri_data.talk.slides`.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from mri_data.charts import of_view
from mri_data.charts.count_marks import evidence_drawing, units_drawing
from mri_data.charts.drawing import Box, Drawing, Paint
from mri_data.charts.palette import DARK, LIGHT, Palette
from mri_data.charts.text_width import printable
from mri_data.exports.pptx.ooxml import EMU, POINTS, SANS, SEMIBOLD, A, P, ShapeNames, colour, group_of
from mri_data.exports.pptx.table import add_table
from mri_data.exports.pptx.theme import NUMBER_SIZE, SERIF, presentation
from mri_data.exports.pptx.undated import undated
from mri_data.record.view import View
from mri_data.sentences.about_view import Gap, data_line, filter_line
from mri_data.sentences.headline import MOST_UNITS, Headline
from mri_data.sentences.page_title import file_title
from mri_data.talk.slide import BACKDROP, BODY, EDGE, HEIGHT, PARTIES, SLIDE_MAP, WIDTH, Evidence, Slide, Work, lines_of
from mri_data.talk.slides import talk
from mri_data.talk.works import SINGLE_SIZE, WIDTHS
from mri_data.words.catalogue import Words
from mri_data.words.errors import shortened

INNER = WIDTH - 2 * EDGE
TOP, FOOT = 200, 1010
SMALL, LABEL, SAYS, LEDE = 22, 26, 36, 36
NUMERAL = 140
NOTES_SHAPES = {
    PP_PLACEHOLDER.SLIDE_IMAGE: "image",
    PP_PLACEHOLDER.BODY: "notes",
    PP_PLACEHOLDER.SLIDE_NUMBER: "notes_number",
}
# The colours of the theme on a dark slide: those of its master, except that links are as light as other text.
ON_DARK = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2", "hlink": "lt1", "folHlink": "lt1"}
ON_DARK |= {f"accent{at}": f"accent{at}" for at in range(1, 7)}


def to_pptx(view: View) -> bytes:
    """The talk of a view as a PowerPoint file."""
    deck = presentation()
    _describe(deck, view)
    for slide in talk(view):
        _add(deck, slide, view)
    return undated(deck.part.package)


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


def _add(deck: Any, slide: Slide, view: View) -> None:
    page = deck.slides.add_slide(deck.slide_layouts[0])
    page.shapes.title.text, page.shapes.title.name = printable(slide.title), view.say("slide.shape.title")
    say, palette = view.say, DARK if slide.kind in ("title", "closing") else LIGHT
    BUILT[slide.kind](page, slide, view, palette)
    _text(
        page,
        (EDGE, FOOT, INNER - 180, 40),
        [(slide.source, {})],
        say("slide.shape.source"),
        size=SMALL,
        ink=palette.muted,
    )
    _number(page, palette, say)
    page.notes_slide.notes_text_frame.text = printable("\n\n".join(slide.notes))
    for shape in page.notes_slide.placeholders:
        shape.name = say(f"slide.shape.{NOTES_SHAPES[shape.placeholder_format.type]}")


def _title(page: Any, slide: Slide, view: View, palette: Palette) -> None:
    _darken(page, palette)
    _place(page.shapes.title, (EDGE, 64, 1300, 240))
    _retitle(page, palette, 96)
    _text(
        page, (EDGE, 316, INNER, 60), [(slide.lede, {})], view.say("slide.shape.summary"), size=LEDE, ink=palette.muted
    )
    _draw(
        page,
        of_view.backdrop(view, palette, BACKDROP),
        view.say,
        300,
        380,
        (HEIGHT - 380) / BACKDROP.height,
        behind=True,
    )


def _counts(page: Any, slide: Slide, view: View, palette: Palette) -> None:
    for at, count in enumerate(slide.counts):
        _count(page, count, EDGE + (at % 2) * 930, TOP + (at // 2) * 390, palette, view.say)


def _count(page: Any, count: Headline, x: float, y: float, palette: Palette, say: Words) -> None:
    number = [(count.digits, {"size": NUMERAL, "face": SERIF}), (f"  {count.of} {count.noun}".rstrip(), {})]
    _text(page, (x, y, 830, 190), [number], count.noun, size=LEDE, face=SEMIBOLD)
    _draw(page, units_drawing(count, palette, 480), say, x, y + 205, 1.65)
    _text(page, (x, y + 290, 830, 50), [(count.note, {})], say("slide.shape.note"), size=BODY, ink=palette.muted)


def _timeline(page: Any, slide: Slide, view: View, palette: Palette) -> None:
    drawing, scale = of_view.timeline_in(view.without_context, palette, INNER, FOOT - TOP)
    _draw(page, drawing, view.say, EDGE, TOP - 20, scale)


def _context(page: Any, slide: Slide, view: View, palette: Palette) -> None:
    drawing, scale = of_view.context_in(view, palette, INNER, FOOT - TOP)
    _draw(page, drawing, view.say, EDGE, TOP - 20, scale)


def _map(page: Any, slide: Slide, view: View, palette: Palette) -> None:
    _draw(
        page, of_view.map_picture(view, palette, SLIDE_MAP, others=False), view.say, EDGE, TOP, INNER / SLIDE_MAP.width
    )


def _convention(page: Any, slide: Slide, view: View, palette: Palette) -> None:
    drawing = of_view.parties_picture(view, palette, *PARTIES)
    _draw(page, drawing, view.say, EDGE, TOP - 20, INNER / PARTIES[0])


def _meanwhile(page: Any, slide: Slide, view: View, palette: Palette) -> None:
    lead = [(view.say("context.title"), {"face": SEMIBOLD, "ink": palette.ink}), (f"  {slide.lede}", {})]
    _text(page, (EDGE, TOP - 60, INNER, 40), [lead], view.say("context.title"), size=BODY - 2, ink=palette.muted)
    _convention(page, slide, view, palette)


def _works(page: Any, slide: Slide, view: View, palette: Palette) -> None:
    """Records in columns, each below a rule in the colour of its kind of work; one record with larger letters."""
    if slide.single:
        _single(page, slide, slide.single, view, palette)
        return
    width = WIDTHS[len(slide.columns)]
    for at, column in enumerate(slide.columns):
        x = EDGE + at * (width + (INNER - len(slide.columns) * width) / max(1, len(slide.columns) - 1))
        rule = Box(0, 0, width, 8, Paint(palette.marks[column.area]))
        _draw(page, Drawing(width, 8, (rule,), view.say("slide.shape.rule"), ""), view.say, x, TOP, 1)
        body: list[Any] = [(column.head, {"face": SEMIBOLD, "ink": palette.muted})] if column.head else []
        for work in column.works:
            body += _paragraphs(work, view, palette, small=bool(column.head))
        name = column.head or column.works[0].title
        _text(page, (x, TOP + 26, width, FOOT - TOP - 40), body, name, size=BODY)


def _paragraphs(work: Work, view: View, palette: Palette, *, small: bool) -> list[Any]:
    """A record as paragraphs; `small` where there are several below each other."""
    date = {"face": SEMIBOLD, "ink": palette.muted} if small else {"face": SERIF, "size": 52, "after": 8}
    body: list[Any] = [(work.date, date), (work.title, {"face": SEMIBOLD, "size": 32, "after": 6})]
    body += [(text, {"after": 20}) for text in (work.says, work.languages) if text]
    if work.adds:
        body.append((view.say("detail.adds"), {"face": SEMIBOLD, "size": LABEL, "ink": palette.muted, "after": 6}))
    return body + [(text, {"after": 10}) for text in work.adds]


def _single(page: Any, slide: Slide, work: Work, view: View, palette: Palette) -> None:
    width, size = WIDTHS[1], work.date_size(WIDTHS[1])
    body: list[Any] = [(work.date, {"size": size, "after": 20}), (work.says, {})]
    body += [(work.languages, {})] if work.languages else []
    _text(page, (EDGE + 40, TOP, width, FOOT - TOP - 20), body, work.title, size=SINGLE_SIZE, face=SERIF)
    height = size * 1.3 + lines_of(work.says, width, SINGLE_SIZE) * SINGLE_SIZE * 1.2
    rule = Box(0, 0, 8, height, Paint(palette.marks[slide.area]))
    _draw(page, Drawing(8, height, (rule,), view.say("slide.shape.rule"), ""), view.say, EDGE, TOP, 1)
    if work.adds:
        head = view.say("detail.adds")
        adds: list[Any] = [(head, {"face": SEMIBOLD, "size": LABEL, "ink": palette.muted, "after": 10})]
        adds += [(text, {"after": 16}) for text in work.adds]
        x = EDGE + width + 130
        _text(page, (x, TOP + 60, WIDTH - EDGE - x, FOOT - TOP - 80), adds, head, size=BODY)


def _evidence(page: Any, slide: Slide, view: View, palette: Palette) -> None:
    for at, one in enumerate(slide.evidence):
        _documented(page, one, EDGE + at * 610, palette, view.say)
    if slide.gaps:
        head = view.say("talk.unknown")
        lines: list[Any] = [(head, {"face": SEMIBOLD, "size": LABEL, "ink": palette.muted, "after": 10})]
        lines += [(gap.title, {"after": 16}) for gap in slide.gaps]
        top = TOP + 470 if slide.evidence else TOP
        _text(page, (EDGE, top, INNER, FOOT - top - 20), lines, head, size=LEDE, face=SERIF)


def _documented(page: Any, one: Evidence, x: float, palette: Palette, say: Words) -> None:
    """How many records are documented in one way: number, marks, name and meaning."""
    _text(page, (x, TOP, 540, 190), [(one.digits, {"face": SERIF})], one.name, size=NUMERAL)
    if one.number <= MOST_UNITS:
        _draw(page, evidence_drawing(one.code, one.number, one.name, palette, 240), say, x, TOP + 205, 2)
    words = [(one.name, {"face": SEMIBOLD, "after": 6}), (one.meaning, {"size": BODY, "ink": palette.muted})]
    _text(page, (x, TOP + 270, 540, 170), words, one.name, size=LEDE)


def _area(page: Any, slide: Slide, view: View, palette: Palette) -> None:
    heads = [view.say(f"talk.head.{name}") for name in ("date", "title", "where")]
    rows = [((row.date,), (row.title, row.says), (row.where,)) for row in slide.rows]
    name = view.say("slide.shape.records")
    add_table(page, name, (EDGE, TOP, INNER), (450, 970, 340), heads, rows, palette, palette.marks[slide.area])


def _story(page: Any, slide: Slide, view: View, palette: Palette) -> None:
    record = slide.detail
    assert record
    columns = [
        (view.say("talk.says"), [record.says] if record.says else [], 640, SERIF, SAYS),
        (view.say("detail.adds"), [one.text for one in record.adds], 520, SANS, BODY),
        (view.say("detail.unsure"), [one.text for one in record.unsure], 520, SANS, BODY),
    ]
    x = EDGE
    for head, texts, width, face, size in columns:
        if texts:
            left = x + (34 if face == SERIF else 0)
            _text(page, (x, TOP + 10, width, 36), [(head, {})], head, size=LABEL, ink=palette.muted, face=SEMIBOLD)
            body: list[Any] = [(text, {"after": BODY / 2}) for text in texts]
            _text(page, (left, TOP + 62, width - (left - x), 700), body, head, size=size, face=face)
            if face == SERIF:
                _bar(page, x, TOP + 62, record.says, width - 34, palette.marks[slide.area], view.say)
        x += width + 40 if texts else 0


def _bar(page: Any, x: float, y: float, says: str, width: float, fill: str, say: Words) -> None:
    """The vertical bar to the left of the summary, about as high as the text."""
    height = lines_of(says, width, SAYS) * SAYS * 1.3
    _draw(page, Drawing(6, height, (Box(0, 0, 6, height, Paint(fill)),), say("slide.shape.rule"), ""), say, x, y, 1)


def _unknown(page: Any, slide: Slide, view: View, palette: Palette) -> None:
    for at, column in enumerate(_halves(slide.gaps)):
        body: list[Any] = []
        for gap in column:
            body += [(gap.title, {"face": SEMIBOLD}), (gap.text, {"after": BODY * 0.6, "ink": palette.muted})]
        place = (EDGE + at * 920, TOP, 840, FOOT - TOP - 20)
        _text(page, place, body, slide.title, size=BODY)


def _halves(gaps: Sequence[Gap]) -> list[Sequence[Gap]]:
    """The notes in two columns of about the same length."""
    lengths = [len(gap.title) + len(gap.text) for gap in gaps]
    middle = next((at for at in range(len(gaps)) if 2 * sum(lengths[: at + 1]) >= sum(lengths)), 0) + 1
    return [part for part in (gaps[:middle], gaps[middle:]) if part]


def _closing(page: Any, slide: Slide, view: View, palette: Palette) -> None:
    _darken(page, palette)
    _place(page.shapes.title, (EDGE, 270, 1100, 220))
    _retitle(page, palette, 88)
    lines: list[Any] = [(slide.lede, {"after": 40})]
    bold = {"face": SEMIBOLD, "ink": palette.ink, "after": 12}
    lines += [(line, bold | {"link": line}) for line in (slide.address, slide.contact) if line]
    _text(page, (EDGE, 510, 1120, 400), lines, view.say("slide.shape.address"), size=34, ink=palette.muted)
    code = of_view.qr_of(view)
    if code:
        _draw(page, code, view.say, 1320, 240, 520 / code.width)


BUILT: dict[str, Callable[[Any, Slide, View, Palette], None]] = {
    "title": _title,
    "counts": _counts,
    "timeline": _timeline,
    "map": _map,
    "context": _context,
    "campaign": _works,
    "advocacy": _works,
    "movements": _works,
    "evidence": _evidence,
    "convention": _meanwhile,
    "area": _area,
    "story": _story,
    "unknown": _unknown,
    "closing": _closing,
}


def _draw(page: Any, drawing: Drawing, say: Words, x: float, y: float, scale: float, *, behind: bool = False) -> None:
    """Add a drawing as a group of shapes, in front of all others or behind them."""
    tree = page.shapes._spTree
    first = max(int(value) for value in tree.xpath("//@id") if value.isdigit()) + 1
    group = group_of(drawing, x, y, scale, ShapeNames(first, say))
    tree.insert(2, group) if behind else tree.append(group)


def _text(
    page: Any,
    place: tuple[float, ...],
    paragraphs: Iterable[Any],
    name: str,
    *,
    size: float,
    ink: str = LIGHT.ink,
    face: str = SANS,
) -> None:
    """Add a text box that wraps; a paragraph is one run, as a pair of text and format, or a list of runs."""
    box = page.shapes.add_textbox(*(Emu(round(px * EMU)) for px in place))
    box.name = printable(name)
    frame = box.text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for at, given in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        runs = given if isinstance(given, list) else [given]
        for text, looks in runs:
            _run(paragraph, text, {"size": size, "ink": ink, "face": face} | looks)
        paragraph.space_after = Pt(runs[-1][1].get("after", 0) * POINTS / 100)


def _run(paragraph: Any, text: str, looks: dict[str, Any]) -> None:
    run = paragraph.add_run()
    run.text = printable(text)
    run.font.size, run.font.name = Pt(looks["size"] * POINTS / 100), looks["face"]
    run._r.get_or_add_rPr().insert(0, A.solidFill(colour(looks["ink"])))
    if looks.get("link", "").startswith(("http://", "https://")):
        run.hyperlink.address = printable(looks["link"])


def _place(shape: Any, place: tuple[float, ...]) -> None:
    shape.left, shape.top, shape.width, shape.height = (Emu(round(px * EMU)) for px in place)


def _retitle(page: Any, palette: Palette, size: float) -> None:
    """Give the title the colour of a dark slide, and another size in px."""
    for run in page.shapes.title.text_frame.paragraphs[0].runs:
        run.font.size = Pt(size * POINTS / 100)
        run._r.get_or_add_rPr().insert(0, A.solidFill(colour(palette.ink)))


def _darken(page: Any, palette: Palette) -> None:
    ground = P.bg(P.bgPr(A.solidFill(colour(palette.paper)), A.effectLst()))
    page.element.find(qn("p:cSld")).insert(0, ground)
    page.element.find(qn("p:clrMapOvr"))[:] = [A.overrideClrMapping(**ON_DARK)]


def _number(page: Any, palette: Palette, say: Words) -> None:
    """Add the slide number as a field, which PowerPoint updates when slides move."""
    tree = page.shapes._spTree
    last = max(int(value) for value in tree.xpath("//@id") if value.isdigit())
    looks = A.rPr(A.solidFill(colour(palette.muted)), sz=str(NUMBER_SIZE * POINTS))
    field = A.fld(looks, A.t("‹#›"), id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}", type="slidenum")
    head = P.nvSpPr(
        P.cNvPr(id=str(last + 1), name=say("slide.shape.number")),
        P.cNvSpPr(A.spLocks(noGrp="1")),
        P.nvPr(P.ph(type="sldNum", sz="quarter", idx="12")),
    )
    body = P.txBody(A.bodyPr(), A.lstStyle(), A.p(A.pPr(algn="r"), field))
    tree.append(P.sp(head, P.spPr(), body))
