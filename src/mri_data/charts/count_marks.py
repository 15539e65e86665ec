"""Draw the marks of a count, one for each thing it counts, so that a reader can count them."""

from math import cos, pi, sin

from mri_data.charts.drawing import Box, Disc, Drawing, Fade, Item, Paint, Shape, Span, Stroke, TextLines
from mri_data.charts.palette import Palette
from mri_data.charts.text_width import text_width
from mri_data.sentences.headline import Headline, Unit

WIDE, HIGH, GAP = 22.0, 12.0, 5.0
ROW = 22.0
RING = 2.5
FONT, PAD = 13.0, 8.0
FADED = ((0.0, 0.0), (1.0, 1.0))
# The diameter of a mark of evidence in px, the space to the next, and how many of its circle's corners are drawn.
ROUND, APART, CORNERS = 16.0, 8.0, 24
Pairs = list[tuple[float, float]]


def units_drawing(count: Headline, palette: Palette, width: float, lang: str = "") -> Drawing:
    """The marks of a headline count in rows of at most `width` px; those filtered out are faint."""
    sizes = [(_unit_width(unit), _unit_height(unit)) for unit in count.units]
    sizes += [(_word_width(word.text), ROW) for word in count.words]
    places, height = _places(sizes, width)
    items: list[Item] = []
    for unit, (x, y) in zip(count.units, places, strict=False):
        items.append(_unit(unit, x, y, palette))
    for word, (x, y) in zip(count.words, places[len(count.units) :], strict=True):
        items += _word(word.text, x, y, palette.texts["publications"] if word.on else palette.muted)
    text = " ".join(filter(None, (count.digits, count.of, count.noun)))
    return Drawing(width, height, tuple(items), text, text, lang)


def _places(sizes: Pairs, width: float, gap: float = GAP) -> tuple[Pairs, float]:
    """Left end and vertical middle in px of each mark, from its width and height, and the height of all rows."""
    places: Pairs = []
    top = 0.0
    for row in _rows(sizes, width, gap):
        high = max([ROW, *(high for _, high in row)])
        x = 0.0
        for wide, _ in row:
            places.append((x, top + high / 2))
            x += wide + gap
        top += high + gap
    return places, max(top - gap, ROW / 2)


def _rows(sizes: Pairs, width: float, gap: float) -> list[Pairs]:
    """The widths and heights of marks by row, as many to a row of `width` px as there is room for."""
    rows: list[Pairs] = []
    left = 0.0
    for size in sizes:
        if not rows or size[0] > left:
            rows.append([])
            left = width
        rows[-1].append(size)
        left -= size[0] + gap
    return rows


def _unit_width(unit: Unit) -> float:
    if unit.shape == "dot":
        return float(HIGH * max(1, unit.size) ** 0.5)
    return HIGH if unit.shape == "ring" else WIDE


def _unit_height(unit: Unit) -> float:
    return _unit_width(unit) if unit.shape == "dot" else HIGH


def _unit(unit: Unit, x: float, y: float, palette: Palette) -> Item:
    colour = palette.marks[unit.area] if unit.on else palette.line
    width = _unit_width(unit)
    if unit.shape == "dot":
        return Disc(x + width / 2, y, width / 2, Paint(colour))
    if unit.shape == "ring":
        return Disc(x + HIGH / 2, y, (HIGH - RING) / 2, None, Stroke(colour, RING))
    fill = Fade(colour, FADED) if unit.shape == "fade" else Paint(colour)
    return Box(x, y - HIGH / 2, width, HIGH, fill, radius=HIGH / 2)


def _word_width(text: str) -> float:
    return text_width(text, FONT, 600) + 2 * PAD


def _word(text: str, x: float, y: float, colour: str) -> list[Item]:
    width = _word_width(text)
    pill = Box(x + 0.5, y - ROW / 2 + 1.5, width - 1, ROW - 3, None, Stroke(colour, 1), radius=ROW / 2)
    line = ((Span(text, colour, 600),),)
    return [pill, TextLines(x + width / 2, y, line, FONT, width - 2 * PAD, "middle")]


def evidence_drawing(code: str, number: int, name: str, palette: Palette, width: float, lang: str = "") -> Drawing:
    """A circle for each of `number` records: full if documented elsewhere, half if the event is, else empty."""
    places, height = _places([(ROUND, ROUND)] * number, width, APART)
    items = [item for x, y in places for item in _circle(code, x + ROUND / 2, y, palette.ink)]
    text = f"{number} · {name}"
    return Drawing(width, height, tuple(items), text, text, lang)


def _circle(code: str, x: float, y: float, ink: str) -> list[Item]:
    radius, ring = ROUND / 2, Disc(x, y, (ROUND - RING) / 2, None, Stroke(ink, RING))
    if code == "documented":
        return [Disc(x, y, radius, Paint(ink))]
    if code == "event":
        turns = [pi / 2 + pi * at / CORNERS for at in range(CORNERS + 1)]
        half = tuple((x + radius * cos(turn), y + radius * sin(turn)) for turn in turns)
        return [ring, Shape((half,), Paint(ink))]
    return [ring]
