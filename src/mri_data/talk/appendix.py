"""The appendix of a talk, after its close: records as tables, context, single records, what is still to be documented.

Sizes are px of a slide of 1920 by 1080; what does not fit on one slide continues on the next.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from mri_data.record.view import View
from mri_data.schema.records import WORK_AREAS
from mri_data.sentences import findings
from mri_data.sentences.about_view import Gap, context_line, gap_of, main_sources, quality_notes
from mri_data.sentences.one_record import Detail, Statement, detail
from mri_data.talk.slide import Row, Slide, lines_of
from mri_data.talk.works import cited

# The most records on a slide of a kind of work, the most that leave room for their summaries, and the most slides.
MOST_ROWS, ROOMY = 9, 3
MOST_SLIDES = 3
# The width in px of a column of statements, and of one of notes, and how many lines each holds.
COLUMN, COLUMN_LINES = 540, 17
NOTE_WIDTH, NOTE_LINES = 840, 18


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
    """The records of a kind of work, nine to a slide; the last of at most three slides says how many more there are."""
    say = view.say
    title = say("talk.area.table", area=say(f"area.long.{area}"), things=findings.records_by_kind(records, view.labels))
    roomy = len(records) <= ROOMY
    rows = [_row(view, row, roomy) for row in records.head(MOST_ROWS * MOST_SLIDES).itertuples()]
    summaries = records["summary"].tolist()[: len(rows)]
    pages = list(_pages(list(zip(rows, summaries, strict=True)), MOST_ROWS))
    left = len(records) - len(rows)
    for at, page in enumerate(pages):
        more = say.n("talk.more", left) if left and at == len(pages) - 1 else ""
        source = " ".join(filter(None, (more, view.say("talk.source.area", sources=main_sources(view)))))
        numbered = _numbered(title, at, len(pages), view)
        notes = tuple(summary for _, summary in page)
        yield Slide("area", numbered, source, notes=notes, area=area, rows=tuple(row for row, _ in page))


def _row(view: View, row: Any, roomy: bool) -> Row:
    where = ", ".join(row.cities) if len(row.cities) <= 2 else view.say("records.cities", count=len(row.cities))
    return Row(row.id, findings.short_date(row, view.say), row.title, where, row.summary if roomy else "")


def _context(view: View) -> Iterator[Slide]:
    """The context above the forums: a slide of its own, as it is not MRI's work."""
    if view.events:
        notes = tuple(f"{event.when}: {event.title}" for event in view.events)
        yield Slide("context", view.say("context.title"), context_line(view), notes=notes)


def _stories(view: View) -> Iterator[Slide]:
    """A slide for each record shown that is a story."""
    rows = view.shown.set_index("id", drop=False)
    for story in view.dataset.stories:
        if story.record in rows.index:
            yield from _story(view, detail(rows.loc[story.record], view.dataset, view.labels), story.notes)


def _story(view: View, record: Detail, notes: str) -> Iterator[Slide]:
    """The summary, what others document and what is to be documented, in columns, on as many slides as these need."""
    title = view.say("talk.story", date=record.date, title=record.title)
    adds, unsure = _fitting(record.adds), _fitting(record.unsure)
    pages = max(len(adds), len(unsure), 1)
    for at in range(pages):
        part = replace(record, adds=_at(adds, at), unsure=_at(unsure, at), says=record.says if at == 0 else "")
        source = view.say("talk.source.story", sources=cited([part]))
        lines = tuple(filter(None, (notes if at == 0 else "", record.date_note)))
        yield Slide("story", _numbered(title, at, pages, view), source, notes=lines, area=record.area, detail=part)


def _fitting(statements: Sequence[Statement]) -> list[tuple[Statement, ...]]:
    """Statements in columns of a slide, each filled up to its number of lines."""
    columns: list[list[Statement]] = []
    room = 0
    for statement in statements:
        needed = lines_of(statement.text, COLUMN) + 1
        if not columns or needed > room:
            columns.append([])
            room = COLUMN_LINES
        columns[-1].append(statement)
        room -= needed
    return [tuple(column) for column in columns]


def _at(columns: Sequence[tuple[Statement, ...]], at: int) -> tuple[Statement, ...]:
    return columns[at] if at < len(columns) else ()


def _unknown(view: View) -> Iterator[Slide]:
    """The notes on what is not known about the records shown, in two columns a slide."""
    gaps = [gap_of(note, view) for note in quality_notes(view)]
    columns: list[list[Gap]] = []
    room = 0
    for gap in gaps:
        needed = lines_of(gap.title, NOTE_WIDTH) + lines_of(gap.text, NOTE_WIDTH) + 1
        if not columns or needed > room:
            columns.append([])
            room = NOTE_LINES
        columns[-1].append(gap)
        room -= needed
    pages = [[gap for column in pair for gap in column] for pair in _pages(columns, 2)]
    for at, page in enumerate(pages):
        notes = tuple(view.say("talk.notes.gap", title=gap.title, sources=gap.sources) for gap in page if gap.sources)
        title = _numbered(view.say("talk.unknown"), at, len(pages), view)
        yield Slide(
            "unknown", title, view.say("talk.source.unknown", sources=main_sources(view)), notes=notes, gaps=tuple(page)
        )


def _numbered(title: str, at: int, pages: int, view: View) -> str:
    return view.say("talk.part", title=title, at=at + 1, pages=pages) if pages > 1 else title


def _pages(items: Sequence[Any], size: int) -> Iterator[Any]:
    return (items[at : at + size] for at in range(0, len(items), size))
