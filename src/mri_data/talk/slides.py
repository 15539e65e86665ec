"""Make the slides of a view: what is on each slide, and notes for the speaker.

The page *Present* and the presentation file show the same slides. Sizes are px of a slide of 1920 by 1080; what does
not fit on one slide continues on the next. A slide with nothing to show is left out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from mri_data.charts import of_view
from mri_data.charts.map.layout import map_alt
from mri_data.charts.text_width import text_width
from mri_data.query import totals
from mri_data.record.view import View
from mri_data.schema.records import WORK_AREAS
from mri_data.sentences import convention, findings, left_out
from mri_data.sentences.about_view import Gap, context_line, data_line, filter_line, gap_of, main_sources, quality_notes
from mri_data.sentences.headline import headline
from mri_data.sentences.one_record import Detail, Statement, detail
from mri_data.sentences.page_title import convention_title, page_title, places_title, timeline_title
from mri_data.talk.slide import BODY, SLIDE_MAP, Row, Slide, Step

# The most records on a slide of a kind of work, the most that leave room for their summaries, and the most slides.
MOST_ROWS, ROOMY = 9, 3
MOST_SLIDES = 3
# The width in px of a column of statements, and of one of notes, and how many lines each holds.
COLUMN, COLUMN_LINES = 540, 17
NOTE_WIDTH, NOTE_LINES = 840, 18


def talk(view: View) -> list[Slide]:
    """The slides of a view, in order."""
    if view.empty:
        return [_title(view), _closing(view)]
    slides = [
        _title(view),
        _counts(view),
        _timeline(view),
        *_map(view),
        *_context(view),
        *_convention(view),
        *_areas(view),
        *_stories(view),
        *_unknown(view),
        _closing(view),
    ]
    return [slide for slide in slides if slide]


def _title(view: View) -> Slide:
    say, about = view.say, view.dataset.about
    return Slide(
        "title",
        about.title,
        source=f"{filter_line(view)} {data_line(view)}",
        lede=page_title(view, "overview"),
        notes=(say("talk.notes.title"),),
    )


def _source(view: View, key: str) -> str:
    return view.say(key, sources=main_sources(view))


def _counts(view: View) -> Slide | None:
    say = view.say
    counts = tuple(
        count
        for count in headline(view.records, view.shown, view.labels, left_out.unread_counts(view.dataset))
        if count.number
    )
    if not counts:
        return None
    title = findings.capitalised(findings.count_with_noun("talk.counts", len(counts), say))
    notes = tuple(" ".join(filter(None, (str(one.number), one.of, f"{one.noun}.", one.note))) for one in counts)
    return Slide("counts", title, _source(view, "talk.source.counts"), notes=notes, counts=counts)


def _timeline(view: View) -> Slide:
    charts = of_view.charts_of(view)
    key = charts.timeline_note(view, shown_only=True) or view.say("talk.notes.timeline")
    notes = (charts.timeline_alt(view, shown_only=True), key)
    title = timeline_title(view)
    return Slide("timeline", title, _source(view, "talk.source.timeline"), notes=notes)


def _map(view: View) -> Iterator[Slide]:
    if not of_view.has_map(view):
        return
    layout = of_view.map_of(view, SLIDE_MAP)
    title = places_title(view)
    notes = _not_empty(map_alt(layout, view.say), context_line(view))
    yield Slide("map", title, _source(view, "talk.source.map"), notes=notes, steps=tuple(_steps(view)))


def _context(view: View) -> Iterator[Slide]:
    """The context above the forums: a slide of its own, as it is not MRI's work."""
    if view.events:
        notes = _not_empty(*(f"{event.when}: {event.title}" for event in view.events))
        yield Slide("context", view.say("context.title"), context_line(view), notes=notes)


def _convention(view: View) -> Iterator[Slide]:
    """The number of States parties over time, where the Convention is shown."""
    if of_view.shows_parties(view):
        day = view.labels.day(convention.as_of(view.dataset.context))
        source = view.say("talk.source.convention", date=day)
        notes = _not_empty(*convention.notes(view), context_line(view))
        yield Slide("convention", convention_title(view), source, notes=notes)


def _not_empty(*notes: str) -> tuple[str, ...]:
    """The notes that are not empty."""
    return tuple(filter(None, notes))


def _steps(view: View) -> Iterator[Step]:
    """One step for each year of the forums shown and, where no filter is set, for each year without a forum between.

    There are none where all forums are of one year, or where the map shows counts.
    """
    forums = of_view.charts_of(view).journey(view)
    gaps = () if view.filters else totals.gap_years(view.shown)
    by_year = {year: list(met.itertuples()) for year, met in forums.groupby(forums["earliest"].dt.year)}
    if len(by_year) < 2:
        return
    for year in sorted({*by_year, *gaps}):
        if year in by_year:
            yield Step(int(year), "; ".join(_met(view, row) for row in by_year[year]))
        else:
            yield Step(int(year), _empty_year(view, int(year)))


def _met(view: View, row: Any) -> str:
    where = view.labels.all_of(row.cities)
    meeting = view.labels.names["body.full"].get(row.alongside, row.alongside)
    place = view.labels("place", row.alongside_place) if row.alongside_place else ""
    meeting = ", ".join(filter(None, (meeting, place)))
    caption = view.say("talk.step", number=row.number, where=where, date=row.date_text)
    return view.say("talk.step.alongside", caption=caption, meeting=meeting) if meeting else caption


def _empty_year(view: View, year: int) -> str:
    titles = [note.title for note in view.dataset.notes if year in note.years]
    return "; ".join(titles) or view.say("map.gap", year=year)


def _areas(view: View) -> Iterator[Slide]:
    for area in WORK_AREAS:
        records = view.shown[view.shown["work_area"] == area]
        if len(records):
            yield from _area(view, area, records)


def _area(view: View, area: str, records: pd.DataFrame) -> Iterator[Slide]:
    """The records of a kind of work, nine to a slide; the last of at most three slides says how many more there are."""
    say = view.say
    title = say("talk.area", area=say(f"area.long.{area}"), things=findings.records_by_kind(records, view.labels))
    roomy = len(records) <= ROOMY
    rows = [_row(view, row, roomy) for row in records.head(MOST_ROWS * MOST_SLIDES).itertuples()]
    summaries = records["summary"].tolist()[: len(rows)]
    pages = list(_pages(list(zip(rows, summaries, strict=True)), MOST_ROWS))
    left = len(records) - len(rows)
    for at, page in enumerate(pages):
        more = say.n("talk.more", left) if left and at == len(pages) - 1 else ""
        source = " ".join(filter(None, (more, _source(view, "talk.source.area"))))
        numbered = _numbered(title, at, len(pages), view)
        notes = tuple(summary for _, summary in page)
        yield Slide("area", numbered, source, notes=notes, area=area, rows=tuple(row for row, _ in page))


def _row(view: View, row: Any, roomy: bool) -> Row:
    where = ", ".join(row.cities) if len(row.cities) <= 2 else view.say("records.cities", count=len(row.cities))
    return Row(row.id, findings.short_date(row, view.say), row.title, where, row.summary if roomy else "")


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
        source = view.say("talk.source.story", sources=_cited(part))
        lines = _not_empty(notes if at == 0 else "", record.date_note)
        yield Slide("story", _numbered(title, at, pages, view), source, notes=lines, area=record.area, detail=part)


def _cited(part: Detail) -> str:
    """The record's own source with its reference, and the publishers cited by the statements on this slide."""
    own = f"{part.source.name}, {part.source_ref}"
    others = (cited.name.split(", “")[0] for one in (*part.adds, *part.unsure) for cited in one.citations)
    return "; ".join(dict.fromkeys([own, *others]))


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


def lines_of(text: str, width: float, size: float = BODY) -> int:
    """The most lines of `width` px that a text needs at a size in px; line breaks waste about a tenth of the width."""
    return int(text_width(text, size) // (0.9 * width)) + 1


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
        yield Slide("unknown", title, _source(view, "talk.source.unknown"), notes=notes, gaps=tuple(page))


def _closing(view: View) -> Slide:
    say, about, link = view.say, view.dataset.about, view.public_link
    return Slide(
        "closing",
        say("talk.closing"),
        source=f"{about.title}. {data_line(view)}",
        lede=say("talk.closing.lede", licence=about.licence),
        notes=_not_empty(filter_line(view), say("talk.notes.closing", address=link) if link else ""),
        address=link,
        contact=about.contact,
    )


def _numbered(title: str, at: int, pages: int, view: View) -> str:
    return view.say("talk.part", title=title, at=at + 1, pages=pages) if pages > 1 else title


def _pages(items: Sequence[Any], size: int) -> Iterator[Any]:
    return (items[at : at + size] for at in range(0, len(items), size))
