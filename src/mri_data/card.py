"""The picture that stands beside a link where people share it: what the page says, and its chart, 1200 by 630 px."""

from collections.abc import Iterator

from mri_data import convention, pictures
from mri_data.charts.drawing import Box, Drawing, Item, Paint, Span, Words, moved
from mri_data.charts.palette import LIGHT
from mri_data.charts.svg import svg
from mri_data.charts.text import text_width
from mri_data.charts.timeline_labels import wrap
from mri_data.claim import claim, record_of
from mri_data.details import detail
from mri_data.pictures import MapSize
from mri_data.told import filter_line
from mri_data.typesetting import png
from mri_data.view import View

WIDTH, HEIGHT, EDGE = 1200.0, 630.0, 60.0
NAME, TITLE, TEXT, SMALL = 26.0, 46.0, 28.0, 22.0
LINE = 1.3
MOST_TITLE, MOST_TEXT = 3, 7
MAP = MapSize(820, 388, 15, True)
PARTIES = (1080.0, 350.0)
FOOT = HEIGHT - 52


def card(view: View, page: str, record: str | None = None) -> bytes:
    """The picture as PNG."""
    return png(svg(drawing(view, page, record)), WIDTH, HEIGHT, 1)


def drawing(view: View, page: str, record: str | None = None) -> Drawing:
    """The picture: whose record it is, the sentence, and the chart of the page or the words of the record."""
    title = claim(view, page, record)
    row = record_of(view, record)
    items: list[Item] = [Box(0, 0, WIDTH, HEIGHT, Paint(LIGHT.paper)), Box(0, 0, WIDTH, 14, Paint(LIGHT.accent))]
    items += _lines(view.dataset.about.title, NAME, EDGE + 4, LIGHT.accent, 1)
    items += _lines(title, TITLE, EDGE + 52, LIGHT.ink, MOST_TITLE, 600)
    top = EDGE + 52 + _height(title, TITLE, MOST_TITLE) + 22
    if row is None:
        items += _chart(view, page, top)
        items += _lines(_foot(view, page), SMALL, FOOT, LIGHT.muted, 1)
    else:
        told = detail(row, view.dataset, view.labels)
        items += [Box(EDGE, top + 6, 6, _height(told.says, TEXT, MOST_TEXT), Paint(LIGHT.marks[told.area]))]
        items += _lines(told.says, TEXT, top, LIGHT.ink, MOST_TEXT, left=EDGE + 28)
        foot = f"{told.date}. {told.area_name}. {told.source.name}, {told.source_ref}"
        items += _lines(foot, SMALL, FOOT, LIGHT.muted, 1)
    return Drawing(WIDTH, HEIGHT, tuple(items), title, title, paper=LIGHT.paper)


def _foot(view: View, page: str) -> str:
    """How much is shown; of the list of States parties, as of when it is."""
    if page == "convention" and pictures.has_parties(view):
        return view.say("card.parties", date=view.labels.day(convention.as_of(view.dataset.context)))
    return filter_line(view)


def _lines(
    text: str, size: float, top: float, ink: str, most: int, weight: int = 400, left: float = EDGE
) -> Iterator[Words]:
    """A text in at most so many lines, its first line's top at `top`."""
    wrapped = wrap("", text, size * (1.04 if weight > 400 else 1), WIDTH - EDGE - left, most)
    for at, line in enumerate(wrapped.lines):
        said = "".join(run.text for run in line)
        span = Span(said, ink, 600 if weight > 400 else 400)
        yield Words(left, top + (at + 0.5) * size * LINE, ((span,),), size, text_width(said, size))


def _height(text: str, size: float, most: int) -> float:
    return len(wrap("", text, size, WIDTH - 2 * EDGE, most).lines) * size * LINE


def _chart(view: View, page: str, top: float) -> Iterator[Item]:
    """The chart of a page, as large as the room below its sentence lets it be."""
    drawn = _drawn(view, page)
    if drawn is None:
        return
    scale = min((WIDTH - 2 * EDGE) / drawn.width, (FOOT - 16 - top) / drawn.height)
    left = (WIDTH - drawn.width * scale) / 2
    yield from (moved(item, left, top, scale) for item in drawn.items)


def _drawn(view: View, page: str) -> Drawing | None:
    if page == "convention" and pictures.has_parties(view):
        return pictures.parties_picture(view, LIGHT, *PARTIES)
    if view.shown.empty:
        return None
    if page in ("map", "present") and pictures.has_map(view):
        return pictures.map_picture(view, LIGHT, MAP, others=False)
    return pictures.timeline_picture(view, LIGHT, 760, compact=True)
