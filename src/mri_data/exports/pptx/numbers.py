"""Slides of numbers: counts, and how records are documented, each as large as there is room for.

Positions and sizes are px of a slide of 1920 by 1080.
"""

from dataclasses import replace

from mri_data.charts.count_marks import ROW, evidence_drawing, units_drawing
from mri_data.charts.drawing import Drawing
from mri_data.exports.pptx.layouts import QUARTERS, Place
from mri_data.exports.pptx.page import Page, Paragraph, Run, line, sized
from mri_data.record.view import View
from mri_data.sentences.headline import MOST_UNITS, Headline
from mri_data.talk.fit import BODY, LINE, cut, height_of, lines_of, width_of
from mri_data.talk.slide import BOTTOM, EDGE, INNER, TOP, Evidence, Slide

# The sizes in px of a number and of its words, of one or two counts and of more; the first with room is taken.
FEW_COUNTS = ((320, 64), (270, 56), (220, 52), (240, 44), (240, 40), (220, BODY), (110, BODY))
MORE_COUNTS = ((160, 44), (130, 40), (110, BODY))
# The most lines of a note on a count, the scales of its marks, and the height in px that is kept for these.
NOTE_LINES, UNIT_SCALES, UNITS_HIGH = 3, (5.0, 4.0, 3.0, 2.4, 2.0, 1.65, 1.3, 1.0, 0.7), 90
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


def counts(page: Page, slide: Slide, view: View) -> None:
    """Fill a slide with up to four counts, all at the same sizes."""
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
    in_one_line = width_of(count.digits, numeral) + width_of(_counted(count), size, 700)
    return in_one_line <= width and _count_height(count, width, numeral, size) + UNITS_HIGH * bool(count.units) <= high


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


def evidence(page: Page, slide: Slide, view: View) -> None:
    """Fill a slide with the ways in which records are documented, and what is still to be documented below them."""
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
