"""The appendix of a talk, after its close: records as tables, context, single records, what is still to be documented.

Sizes are px of a slide of 1920 by 1080; what does not fit on one slide continues on the next.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from typing import Any, TypeVar

import pandas as pd

from mri_data.record.context import Event
from mri_data.record.view import View
from mri_data.schema.records import WORK_AREAS
from mri_data.sentences import findings
from mri_data.sentences.about_view import Gap, context_line, gap_of, main_sources, quality_notes
from mri_data.sentences.one_record import Detail, Statement, detail
from mri_data.talk.fit import BODY, LINE, breaks_words, cut, height_of, split
from mri_data.talk.slide import BOTTOM, INNER, TOP, Row, Slide, numbered
from mri_data.talk.works import MOST_PARTS, cited
from mri_data.words.date_text import date_in_sentence
from mri_data.words.english import like

T = TypeVar("T")

# The most records of a kind of work with their summaries, the most slides of one, and of events of the context, more
# rows than a slide can hold, and the sizes of their text in px.
ROOMY = 3
MOST_SLIDES, MOST_CONTEXT, MOST_ROWS = 6, 10, 12
TEXT_SIZES = (52, 48, 44, 40, BODY)
# The most lines of a title or a list of places, and of a summary, in a table.
TITLE_LINES, SAYS_LINES = 4, 8
# The widths in px of the columns of a table, the space at the right of each, and above and below the text of a cell.
TABLE, ASIDE, PADDING = (470.0, 930.0, 360.0), 20.0, 9.0
# The most space above and below the text of a cell, where few rows leave room.
MOST_PADDING = 48.0
# The widths in px of the columns of a story, the head of a column with the space below it, below a statement, and left
# of a summary.
COLUMN, COLUMN_HEAD, APART = 540.0, BODY * LINE + 12, 18.0
INSET = 34.0
COLUMN_HIGH = BOTTOM - TOP - COLUMN_HEAD
# The width in px of a column of notes, and the space below one.
NOTE, NOTE_APART = 840.0, 24.0


def appendix(view: View) -> Iterator[Slide]:
    """The slides of the appendix, in order, each with a title that says so."""
    for slide in (*_areas(view), *_context(view), *_stories(view), *_unknown(view)):
        yield replace(slide, title=view.say("talk.appendix", title=slide.title), appendix=True)


def _areas(view: View) -> Iterator[Slide]:
    for area in WORK_AREAS:
        records = view.shown[view.shown["work_area"] == area]
        if len(records):
            yield from _area(view, area, records)


def _area(view: View, area: str, records: pd.DataFrame) -> Iterator[Slide]:
    """The records of a kind of work, as many to a slide as fit; the last of the most slides says how many more."""
    say = view.say
    title = say("talk.area.table", area=say(f"area.long.{area}"), things=findings.records_by_kind(records, view.labels))
    pages, size = _table(view, records)
    left = len(records) - sum(map(len, pages))
    summaries = dict(zip(records["id"], records["summary"], strict=True))
    for at, page in enumerate(pages):
        more = say.n("talk.more", left) if left and at == len(pages) - 1 else ""
        source = " ".join(filter(None, (more, view.say("talk.source.area", sources=main_sources(view)))))
        notes = tuple(view.text(summaries[row.id]) for row in page)
        yield Slide(
            "area", numbered(title, at, len(pages), view), source, notes=notes, area=area, **_spread(page, size)
        )


def _table(view: View, records: pd.DataFrame) -> tuple[list[tuple[Row, ...]], int]:
    """The rows of each slide and their size in px: with summaries if few fit, in letters as large as fit on one."""
    few = list(records.head(MOST_SLIDES * MOST_ROWS).itertuples())
    rows = []
    for roomy in (True, False) if len(few) <= ROOMY else (False,):
        rows = [_row(view, row, roomy) for row in few]
        for size in (size for size in TEXT_SIZES if size == BODY or not any(_is_broken(row, size) for row in rows)):
            if sum(row_height(row, size) for row in rows) <= _room(size):
                return [tuple(rows)], size
    pages = _balanced(rows, partial(row_height, size=BODY), _room(BODY))
    return [tuple(page) for page in pages[:MOST_SLIDES]], BODY


def _is_broken(row: Row, size: int) -> bool:
    """Whether a word of a row would be divided at a size."""
    return any(
        breaks_words(text, width - ASIDE, size, 700)
        for text, width in zip((row.date, row.title, row.where), TABLE, strict=True)
    )


def _room(size: int) -> float:
    """The height in px of the rows of a table, below its head."""
    return BOTTOM - TOP - row_height(Row("", "", "", ""), size)


def row_height(row: Row, size: int) -> float:
    """The greatest height in px of a row of a table, at a size of its text."""
    date, title, where = (width - ASIDE for width in TABLE)
    what = height_of(row.title, title, size, 700 if row.says else 400) + height_of(row.says, title, size)
    return max(height_of(row.date, date, size, 700), what, height_of(row.where, where, size), size * LINE) + 2 * PADDING


def _spread(rows: Sequence[Row], size: int) -> dict[str, Any]:
    """The rows of a slide and their size, with as much space above and below each text as fills the slide."""
    left = _room(size) - sum(row_height(row, size) for row in rows)
    padding = min(MOST_PADDING, PADDING + max(0.0, left) / (2 * (len(rows) + 1)))
    return {"rows": tuple(rows), "size": size, "padding": padding}


def _balanced(items: Sequence[T], height: Callable[[T], float], room: float, step: int = 1) -> list[list[T]]:
    """As `_filled`, in as few lists (by `step`) but about equally long ones."""
    most = -(-len(_filled(items, height, room)) // step) * step
    tries = (room * share / 100 for share in range(10, 100, 2))
    return next(
        (found for tried in tries if len(found := _filled(items, height, tried)) <= most), _filled(items, height, room)
    )


def _filled(items: Iterable[T], height: Callable[[T], float], room: float) -> list[list[T]]:
    """Items in lists, each as long as `room` px allow; an item that is higher has a list of its own."""
    pages: list[list[T]] = []
    left = 0.0
    for item in items:
        needed = height(item)
        if not pages or needed > left:
            pages.append([])
            left = room
        pages[-1].append(item)
        left -= needed
    return pages


def _row(view: View, row: Any, roomy: bool) -> Row:
    where = ", ".join(row.cities) if len(row.cities) <= 2 else view.say("records.cities", count=len(row.cities))
    _, wide, narrow = (width - ASIDE for width in TABLE)
    title, place = cut(view.text(row.title), wide, TITLE_LINES, BODY, 700), cut(where, narrow, TITLE_LINES)
    says = cut(view.text(row.summary), wide, SAYS_LINES) if roomy else ""
    return Row(row.id, findings.short_date(row, view.say), title, place, says)


def _context(view: View) -> Iterator[Slide]:
    """The context on slides of its own, as it is not MRI's work: above the forums, then each event in words."""
    if not view.events:
        return
    say, title = view.say, view.say("context.title")
    rows = [_event(event) for event in view.events[: MOST_CONTEXT * MOST_ROWS]]
    pages = _balanced(rows, partial(row_height, size=BODY), _room(BODY))[:MOST_CONTEXT]
    parts, left = 1 + len(pages), len(view.events) - sum(map(len, pages))
    names = say("timeline.context.short.meetings") if "meetings" in view.context_shown else ""
    notes = tuple(f"{event.when}: {event.title}" for event in view.events)
    yield Slide("context", numbered(title, 0, parts, view), names, context_line(view), notes=notes)
    for at, page in enumerate(pages, start=1):
        more = say.n("talk.more.events", left) if left and at == len(pages) else ""
        source = " ".join(filter(None, (more, say("talk.source.events"))))
        yield Slide("events", numbered(title, at, parts, view), source, **_spread(page, BODY))


def _event(event: Event) -> Row:
    date, title, place = (width - ASIDE for width in TABLE)
    where = cut(", ".join(event.cities), place, TITLE_LINES)
    return Row("", cut(event.when, date, TITLE_LINES, BODY, 700), cut(event.title, title, TITLE_LINES), where)


def _stories(view: View) -> Iterator[Slide]:
    """A slide for each record shown that is a story."""
    rows = view.shown.set_index("id", drop=False)
    for story in view.dataset.stories:
        if story.record in rows.index:
            row = rows.loc[story.record]
            when = date_in_sentence(row["edtf"], view.say)
            yield from _story(view, detail(row, view.dataset, view.labels), when, view.text(story.notes))


def _story(view: View, record: Detail, when: str, notes: str) -> Iterator[Slide]:
    """The summary, what others document and what is to be documented, in columns, on as many slides as these need."""
    title = view.say("talk.story", date=when, title=record.title)
    adds, unsure = _in_columns(record.adds), _in_columns(record.unsure)
    says = _summary(record.says, max(len(adds), len(unsure)))
    pages = min(max(len(says), len(adds), len(unsure), 1), MOST_PARTS)
    for at in range(pages):
        shown = says[at] if at < len(says) else ""
        part = replace(record, adds=_at(adds, at), unsure=_at(unsure, at), says=shown)
        source = view.say("talk.source.story", sources=cited([part], view.labels))
        whole = record.says if at == pages - 1 and len(says) > pages else ""
        lines = tuple(filter(None, (notes if at == 0 else "", record.date_note, whole)))
        more: dict[str, Any] = {"area": record.area, "detail": part, "size": _story_size(part)}
        yield Slide("story", numbered(title, at, pages, view), source, notes=lines, **more)


def says_width(part: Detail) -> float:
    """The width in px of the summary on a slide of a story."""
    return (COLUMN if part.adds or part.unsure else INNER) - INSET


def _story_size(part: Detail) -> int:
    """The size in px of the text of a story, as large as its columns allow."""
    says = [part.says] if part.says else []
    columns = ((says, says_width(part)), *(([one.text for one in found], COLUMN) for found in (part.adds, part.unsure)))

    def high(size: int) -> float:
        return max(sum(height_of(text, width, size) + APART for text in texts) for texts, width in columns)

    return next((size for size in TEXT_SIZES if high(size) <= COLUMN_HIGH), BODY)


def _summary(text: str, columns: int) -> list[str]:
    """The parts of a summary: the first in columns next to others, if there are any, and the rest on whole slides."""
    parts: list[str] = []
    while text:
        width = (COLUMN if len(parts) < columns else INNER) - INSET
        part, text = split(text, width, COLUMN_HIGH)
        parts.append(part)
    return parts


def _cut(text: str, width: float, height: float) -> Iterator[str]:
    """The text in parts, each of which fits into width by height px."""
    while text:
        part, text = split(text, width, height)
        yield part


def _in_columns(statements: Sequence[Statement]) -> list[list[Statement]]:
    """Statements in columns of a slide, each as full as fits; a statement that is longer than a column is divided."""
    parts = [replace(one, text=part) for one in statements for part in _cut(one.text, COLUMN, COLUMN_HIGH - APART)]
    return _filled(parts, lambda one: height_of(one.text, COLUMN) + APART, COLUMN_HIGH)


def _at(columns: Sequence[Sequence[Statement]], at: int) -> tuple[Statement, ...]:
    return tuple(columns[at]) if at < len(columns) else ()


def _unknown(view: View) -> Iterator[Slide]:
    """The notes on what is still to be documented of the records shown, in two columns a slide."""
    room = BOTTOM - TOP
    gaps = [part for note in quality_notes(view) for part in _divided(gap_of(note, view), room)]
    columns = _balanced(gaps, _gap_height, room, step=2)
    pages = [columns[at : at + 2] for at in range(0, len(columns), 2)]
    for at, page in enumerate(pages):
        shown = tuple(gap for column in page for gap in column)
        notes = tuple(view.say("talk.notes.gap", title=gap.title, sources=gap.sources) for gap in shown if gap.sources)
        title = numbered(view.say("talk.unknown"), at, len(pages), view)
        source = view.say("talk.source.unknown", sources=main_sources(view))
        more: dict[str, Any] = {"gaps": shown, "halves": tuple(map(tuple, page)), "size": _unknown_size(page)}
        yield Slide("unknown", title, source, notes=notes, **more)


def _unknown_size(columns: Sequence[Sequence[Gap]]) -> int:
    """The size in px of the text of notes in columns, as large as fits."""
    width = NOTE if len(columns) > 1 else INNER
    sizes = (size for size in TEXT_SIZES if all(_gaps_height(gaps, width, size) <= BOTTOM - TOP for gaps in columns))
    return next(sizes, BODY)


def _gaps_height(gaps: Iterable[Gap], width: float, size: int) -> float:
    return sum(height_of(gap.title, width, size, 700) + height_of(gap.text, width, size) + NOTE_APART for gap in gaps)


def _divided(gap: Gap, room: float) -> Iterator[Gap]:
    """The note, or where it is longer than a column, its parts, of which the last may end in an ellipsis."""
    gap = replace(gap, title=cut(gap.title, NOTE, TITLE_LINES, BODY, 700))
    head = height_of(gap.title, NOTE, BODY, 700) + NOTE_APART
    parts = _cut(gap.text, NOTE, max(room - head, 2 * BODY * LINE))
    *first, last = islice(parts, MOST_PARTS)
    end = like(last, f"{last} …") if next(parts, "") else last
    for at, part in enumerate((*first, end)):
        yield replace(gap, text=part, title=gap.title if at == 0 else cut(gap.title, NOTE, 1, BODY, 700))


def _gap_height(gap: Gap) -> float:
    return _gaps_height([gap], NOTE, BODY)
