"""Draw the preview of a shared link (Open Graph image), 1200 by 630 px: the title of the page, and its chart."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple

import pandas as pd

from mri_data.charts import of_view
from mri_data.charts.drawing import LINE, Box, Disc, Drawing, Item, Paint, Shape, Span, Stroke, TextLines, moved
from mri_data.charts.of_view import MapSize
from mri_data.charts.palette import LIGHT
from mri_data.charts.text_layout import WrappedText, wrap
from mri_data.charts.text_width import text_width
from mri_data.charts.timeline.layout import timeline_layout
from mri_data.charts.timeline.model import TimelineLayout
from mri_data.charts.timeline.scene import scene
from mri_data.charts.to_shapes import drawing as still
from mri_data.exports.typesetting import png
from mri_data.exports.typst_drawing import drawing_values
from mri_data.query.totals import forums_of
from mri_data.record.view import View
from mri_data.sentences import convention
from mri_data.sentences.about_view import filter_line
from mri_data.sentences.one_record import Detail, detail
from mri_data.sentences.page_title import page_title, record_of

WIDTH, HEIGHT, EDGE = 1200.0, 630.0, 60.0
INSIDE = WIDTH - 2 * EDGE
NAME, TITLE, DATE, TEXT, SMALL = 26.0, 46.0, 30.0, 26.0, 22.0
HEAD, TOP, FOOT = 66.0, EDGE + 52, HEIGHT - 52
MAP = MapSize(820, 388, 15, True)
PARTIES = (1080.0, 350.0)
# The logo, as in `tools/marks.py`: its size, its two places, and the line between them.
MARK, MARK_SCALE = 30.0, 1.2
PLACES = ((8.6, 20.6, 3.5), (20.7, 10.4, 5.0))
WAY = ((8.6, 20.4), (9.1, 17.5), (10.4, 14.5), (12.6, 12.3), (15.8, 10.8), (20.6, 10.2))
# The pill in the colour of a kind of work, and the gap between it and the name.
PILL, PILL_GAP = (36.0, 20.0), 12.0
# The largest and the smallest scale of the timeline below a record; below that, it shows only its kind of work.
MOST_SCALE, LEAST_SCALE = 1.35, 0.9
# The most records for which a timeline is tried; more never fit.
MOST_RECORDS = 100


class TextBlock(NamedTuple):
    """A text of `size` px in at most `most` lines, with `gap` px above it."""

    text: str
    size: float
    ink: str
    most: int
    gap: float = 0
    bold: bool = False

    @property
    def wrapped(self) -> WrappedText:
        """Its lines; bold is measured as 4 % wider than regular, whose widths are known."""
        return wrap("", self.text, self.size * (1.04 if self.bold else 1), INSIDE, self.most)


def link_preview(view: View, page: str, record: str | None = None) -> bytes:
    """The preview of a page, or of a record on it, as PNG."""
    return png(drawing_values(drawing(view, page, record)), 1)


def drawing(view: View, page: str, record: str | None = None) -> Drawing:
    """The preview as a drawing: whose record it is, the title, and the chart of the page or the facts of the record."""
    title, row = page_title(view, page, record), record_of(view, record)
    items: list[Item] = [Box(0, 0, WIDTH, HEIGHT, Paint(LIGHT.paper)), Box(0, 0, WIDTH, 14, Paint(LIGHT.accent))]
    items += _head(view.dataset.about.title)
    items += _page(view, page, title) if row is None else _record(view, row)
    return Drawing(WIDTH, HEIGHT, tuple(items), title, title, paper=LIGHT.paper)


def _head(name: str) -> Iterator[Item]:
    """The logo, and the title of the whole record."""
    left, top = EDGE, HEAD - MARK * MARK_SCALE / 2
    white = Paint(LIGHT.on_accent)
    line = Shape((WAY,), stroke=Stroke(LIGHT.on_accent, 2.1), closed=False)
    mark: list[Item] = [Box(0, 0, MARK, MARK, Paint(LIGHT.accent), radius=7), line]
    mark += [Disc(*one, white) for one in PLACES]
    yield from (moved(part, left, top, MARK_SCALE) for part in mark)
    yield _line(name, left + MARK * MARK_SCALE + 14, HEAD, NAME, LIGHT.accent)


def _page(view: View, page: str, title: str) -> Iterator[Item]:
    items, bottom = _stacked([TextBlock(title, TITLE, LIGHT.ink, 3, bold=True)], TOP)
    yield from items
    yield from _chart(view, page, bottom + 22)
    yield from _at_foot(_foot(view, page))


def _record(view: View, row: "pd.Series[Any]") -> Iterator[Item]:
    """A record: its kind of work, title, date and places, summary, and a timeline on which it stands out."""
    record = detail(row, view.dataset, view.labels)
    yield from _kind(record)
    texts = (
        TextBlock(record.title, TITLE, LIGHT.ink, 3, bold=True),
        TextBlock(_when_and_where(record, row, view), DATE, LIGHT.texts[record.area], 2, 10, bold=True),
        TextBlock(record.date_note, SMALL, LIGHT.muted, 2, 2),
        TextBlock(record.says, TEXT, LIGHT.ink, 4, 14),
    )
    items, bottom = _stacked(texts, TOP)
    yield from items
    yield from _on_timeline(view, row, bottom + 20)
    yield from _at_foot(f"{record.source.name}, {record.source_ref}")


def _kind(record: Detail) -> Iterator[Item]:
    """The kind of work at the right end of the header, with a pill in its colour."""
    name = _line(record.area_name, WIDTH - EDGE, HEAD, SMALL, LIGHT.texts[record.area], right=True)
    width, height = PILL
    left = name.left - PILL_GAP - width
    yield Box(left, HEAD - height / 2, width, height, Paint(LIGHT.marks[record.area]), radius=height / 2)
    yield name


def _when_and_where(record: Detail, row: "pd.Series[Any]", view: View) -> str:
    return " · ".join(part for part in (record.date, view.labels.all_of(row["cities"])) if part)


def _on_timeline(view: View, row: "pd.Series[Any]", top: float) -> Iterator[Item]:
    """A timeline with only this record in full colour, among all records or, if they do not fit, its kind of work."""
    room = FOOT - 20 - top
    same_kind = view.records[view.records["work_area"] == row["work_area"]]
    for records in (one for one in (view.records, same_kind) if len(one) <= MOST_RECORDS):
        height = _timeline(view, records, row["id"], INSIDE).height
        scale = min(MOST_SCALE, room / height)
        if scale >= LEAST_SCALE:
            drawn = _timeline(view, records, row["id"], INSIDE / scale)
            yield from (moved(item, EDGE, FOOT - 20 - drawn.height * scale, scale) for item in drawn.items)
            return


def _timeline(view: View, records: pd.DataFrame, record: str, width: float) -> Drawing:
    layout = _layout(view, records, {record}, record, width)
    if any(mark.id == record and mark.shape == "series" for mark in layout.marks):
        # This record is the series of forums: its mark is the band behind theirs, so they are in full too.
        layout = _layout(view, records, {record, *forums_of(records)["id"]}, None, width)
    return still(scene(layout, LIGHT), "", "")


def _layout(
    view: View, records: pd.DataFrame, full: Collection[str], record: str | None, width: float
) -> TimelineLayout:
    return timeline_layout(
        records,
        full,
        width=width,
        compact=True,
        record=record,
        span=view.dataset.years,
        data_year=view.dataset.about.text_ends + 1.0,
        say=view.say,
    )


def _foot(view: View, page: str) -> str:
    """The last line: how many records are shown or, for the list of States parties, its date."""
    if page == "convention" and of_view.has_parties(view):
        return view.say("card.parties", date=view.labels.day(convention.as_of(view.dataset.context)))
    return filter_line(view)


def _at_foot(text: str) -> Iterator[Item]:
    items, _ = _stacked([TextBlock(text, SMALL, LIGHT.muted, 1)], FOOT)
    yield from items


def _stacked(texts: Iterable[TextBlock], top: float) -> tuple[list[Item], float]:
    """Texts below each other, and the y at which they end."""
    items: list[Item] = []
    for one in texts:
        top += one.gap
        for line in one.wrapped.lines:
            text = "".join(run.text for run in line)
            items.append(_line(text, EDGE, top + one.size * LINE / 2, one.size, one.ink, bold=one.bold))
            top += one.size * LINE
    return items, top


def _line(
    text: str, x: float, y: float, size: float, ink: str, *, bold: bool = False, right: bool = False
) -> TextLines:
    span = Span(text, ink, 600 if bold else 400)
    return TextLines(x, y, ((span,),), size, text_width(text, size, span.weight), "end" if right else "start")


def _chart(view: View, page: str, top: float) -> Iterator[Item]:
    """The chart of a page, as large as the room below the title allows."""
    drawn = _drawn(view, page)
    if drawn is None:
        return
    scale = min(INSIDE / drawn.width, (FOOT - 16 - top) / drawn.height)
    left = (WIDTH - drawn.width * scale) / 2
    yield from (moved(item, left, top, scale) for item in drawn.items)


def _drawn(view: View, page: str) -> Drawing | None:
    if page == "convention" and of_view.has_parties(view):
        return of_view.parties_picture(view, LIGHT, *PARTIES)
    if view.empty:
        return None
    if page in ("map", "present") and of_view.has_map(view):
        return of_view.map_picture(view, LIGHT, MAP, others=False)
    return of_view.timeline_picture(view, LIGHT, 760, compact=True)
