"""The slides of what MRI did: the campaign, advocacy, and movements with publications."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from mri_data.record.view import View
from mri_data.sentences import findings
from mri_data.sentences.one_record import Detail, Statement, detail
from mri_data.talk.fit import BODY, LINE, height_of, split
from mri_data.talk.slide import BOTTOM, DATE_SIZE, INNER, TOP, Kind, Slide, Work, numbered
from mri_data.words.english import like
from mri_data.words.names import Labels

# The kinds of work on the slides of each kind.
AREAS: dict[Kind, tuple[str, ...]] = {
    "campaign": ("campaign",),
    "advocacy": ("advocacy",),
    "movements": ("support", "publications"),
}
# The most records of one kind of work in the talk, which stand next to each other where they have room.
MOST_RECORDS = 3
# Width in px of a column where a slide has one, two or three, and of a record that has no second column.
WIDTHS = {1: 1000.0, 2: 840.0, 3: 540.0}
WHOLE = INNER - 40.0
# Sizes in px: of a date above a title, of the summary of a record that has a slide to itself, and space below texts.
DATE, SINGLE_SIZES, COLUMN_SIZES = 52, (56, 52, 48, 44, 40, BODY), (48, 44, 40, BODY)
AFTER_DATE, AFTER_TITLE, AFTER_TEXT, AFTER_ADDS = 8, 6, 16, 10
# Of records below each other: the sizes of their titles, and the space between two.
HALF_SIZES, BETWEEN = (52, *COLUMN_SIZES), 24
# The top and the height in px of the text of a record, and the most slides for a record.
WORK_TOP = TOP + 26
HIGH = BOTTOM - WORK_TOP
MOST_PARTS = 8


def works(view: View, kind: Kind) -> Iterator[Slide]:
    """The slides of one of `AREAS`: one for two kinds of work if they fit, else some for each that the view shows."""
    by_area = {area: view.shown[view.shown["work_area"] == area] for area in AREAS[kind]}
    by_area = {area: records for area, records in by_area.items() if len(records)}
    both = _halves(by_area, view) if len(by_area) > 1 else ()
    if both:
        yield _of_both(by_area, both, view, kind)
        return
    for area, records in by_area.items():
        yield from _of_area(records, area, view, kind)


def _of_both(by_area: Mapping[str, pd.DataFrame], shown: tuple[Work, ...], view: View, kind: Kind) -> Slide:
    records = pd.concat(by_area.values())
    title = view.say("talk.movements", things=findings.records_by_kind(records, view.labels))
    more = _more(sum(max(0, len(one) - MOST_RECORDS) for one in by_area.values()), view)
    source = " ".join(filter(None, (more, _source(records, shown, view))))
    return Slide(kind, title, source, notes=_summaries(records, shown, view), areas=tuple(by_area), works=shown)


def _halves(by_area: Mapping[str, pd.DataFrame], view: View) -> tuple[Work, ...]:
    """The records of each kind of work below each other, with their summaries if they have room; none if none fit."""
    halves = [[_work(row, view) for row in _rows(records.head(MOST_RECORDS))] for records in by_area.values()]
    for says in (True, False):
        for size in HALF_SIZES:
            tried = [
                [replace(one, says=one.says if says else "", adds=(), size=size) for one in half] for half in halves
            ]
            if all(_half_height(half) <= HIGH for half in tried):
                return tuple(work for half in tried for work in half)
    return ()


def _half_height(works: Iterable[Work]) -> float:
    """The height in px of the name of a kind of work with its records below each other."""
    return BODY * LINE + AFTER_ADDS + sum(_height(work, WIDTHS[2]) + BETWEEN for work in works)


def _of_area(records: pd.DataFrame, area: str, view: View, kind: Kind) -> Iterator[Slide]:
    pages = list(_pages(list(_rows(records.head(MOST_RECORDS))), view))
    titles, left = _titles(pages, _title(records, area, view), view), len(records) - MOST_RECORDS
    for at, (page, title) in enumerate(zip(pages, titles, strict=True)):
        more = _more(left, view) if left > 0 and at == len(pages) - 1 else ""
        source = " ".join(filter(None, (more, _source(records, page, view))))
        yield Slide(kind, title, source, notes=_summaries(records, page, view), area=area, works=page)


def _summaries(records: pd.DataFrame, shown: Iterable[Work], view: View) -> tuple[str, ...]:
    """The summaries of the records shown, for the speaker."""
    return tuple(map(view.text, records["summary"][records["id"].isin([work.id for work in shown])]))


def _titles(pages: Sequence[tuple[Work, ...]], title: str, view: View) -> Iterator[str]:
    """The title of each slide: that of its only record, else `title`; slides with the same title are numbered."""
    names = [page[0].title if len(page) == 1 else title for page in pages]
    for at, name in enumerate(names):
        yield numbered(name, names[:at].count(name), names.count(name), view)


def _title(records: pd.DataFrame, area: str, view: View) -> str:
    if len(records) == 1:
        return view.text(records["title"].iloc[0])
    things = findings.records_by_kind(records, view.labels)
    return view.say("talk.area", area=view.say(f"area.long.{area}"), things=things)


def _pages(rows: list["pd.Series[Any]"], view: View) -> Iterator[tuple[Work, ...]]:
    """The records of each slide: as many next to each other as fit, up to three; one that fits on none has several."""
    while rows:
        count = next((n for n in (3, 2) if n <= len(rows) and _all_fit(rows[:n], view)), 1)
        first, rows = rows[:count], rows[count:]
        if count == 1:
            yield from ((part,) for part in _single(_work(first[0], view)))
        else:
            yield _side_by_side([_work(row, view) for row in first])


def _all_fit(rows: Sequence["pd.Series[Any]"], view: View) -> bool:
    return all(_fits(replace(_work(row, view), size=BODY), WIDTHS[len(rows)], 0) for row in rows)


def _side_by_side(works: Sequence[Work]) -> tuple[Work, ...]:
    """Records in columns, in letters as large as fit, with what others document where there is room for it."""
    width = WIDTHS[len(works)]
    sized = ([replace(work, size=size) for work in works] for size in COLUMN_SIZES)
    largest = next(tried for tried in sized if all(_fits(work, width, 0) for work in tried))
    return tuple(_with_adds(work, width) for work in largest)


def _rows(records: pd.DataFrame) -> Iterable["pd.Series[Any]"]:
    return (row for _, row in records.iterrows())


def _work(row: "pd.Series[Any]", view: View) -> Work:
    found = detail(row, view.dataset, view.labels)
    languages = view.labels.all_of([view.labels("language", code) for code in row["languages"]])
    return Work(
        found.id,
        found.area,
        findings.short_date(row, view.say),
        found.title,
        found.says,
        view.say("talk.languages", languages=languages) if languages else "",
        tuple(one.text for one in found.adds),
        date_px=DATE if row["precision"] == "undated" else DATE_SIZE,
    )


def _with_adds(work: Work, width: float) -> Work:
    """The record with the first statements of others that there is room for."""
    shown = next(count for count in range(len(work.adds), -1, -1) if count == 0 or _fits(work, width, count))
    return replace(work, adds=work.adds[:shown])


def _fits(work: Work, width: float, adds: int) -> bool:
    return _height(replace(work, adds=work.adds[:adds]), width) <= HIGH


def _height(work: Work, width: float) -> float:
    """The height in px of a record in a column: date, title, summary, languages, and what others document."""
    texts = sum(height_of(text, width, work.size) + AFTER_TEXT for text in (work.says, work.languages) if text)
    head = height_of(work.date, width, DATE) + AFTER_DATE + height_of(work.title, width, work.size, 700) + AFTER_TITLE
    return head + texts + _adds_height(work.adds, width)


def _adds_height(adds: Sequence[str], width: float) -> float:
    return BODY * LINE + AFTER_ADDS + sum(height_of(text, width) + AFTER_ADDS for text in adds) if adds else 0


def _single(work: Work) -> Iterator[Work]:
    """A record that has a slide to itself, in letters as large as fit; what has no room is on slides of its own."""
    kept = [count for count in range(len(work.adds) + 1) if _adds_height(work.adds[:count], WIDTHS[3]) <= HIGH]
    work = replace(work, adds=work.adds[: max(kept)])
    width = WIDTHS[1] if work.adds else WHOLE
    texts = [text for text in (work.says, work.languages) if text]
    for size in SINGLE_SIZES:
        date = DATE if size == BODY else work.date_size(width)
        needed = date * LINE + AFTER_TEXT + sum(height_of(text, width, size) + AFTER_TEXT for text in texts)
        if needed <= HIGH:
            yield replace(work, size=size, date_px=date)
            return
    yield from _parts(work, like(work.says, " ".join(texts)), width)


def _parts(work: Work, text: str, width: float) -> Iterator[Work]:
    """The record on several slides: the date and the first part of its text, then the rest."""
    room = HIGH - DATE * LINE - AFTER_TEXT
    for at in range(MOST_PARTS):
        part, text = split(text, width, room)
        last = at == MOST_PARTS - 1 and bool(text)
        shown = replace(work, says=like(part, f"{part} …") if last else part, languages="", size=BODY, date_px=DATE)
        yield shown if at == 0 else replace(shown, date="", adds=())
        if not text:
            return
        width, room = WHOLE, HIGH


def _more(left: int, view: View) -> str:
    return view.say.n("talk.more.appendix", left, number=view.say.digits(left)) if left else ""


def _source(records: pd.DataFrame, works: Iterable[Work], view: View) -> str:
    """The sources of what a slide shows."""
    shown = {work.id: work.adds for work in works}
    rows = _rows(records[records["id"].isin(list(shown))])
    details = [detail(row, view.dataset, view.labels) for row in rows]
    kept = [replace(one, adds=_among(one.adds, shown[one.id]), unsure=()) for one in details]
    return view.say("talk.source.story", sources=cited(kept, view.labels))


def _among(statements: Iterable[Statement], texts: Sequence[str]) -> tuple[Statement, ...]:
    return tuple(one for one in statements if one.text in texts)


def cited(details: Sequence[Detail], labels: Labels) -> str:
    """The records' own sources with the references, and the publishers of others that the details cite."""
    references: dict[str, dict[str, None]] = {}
    for one in details:
        reference = one.source_ref if len(details) == 1 else findings.short_reference(one.source_ref)
        references.setdefault(one.source.name, {})[reference] = None
    own = [", ".join((name, *found)) for name, found in references.items()]
    statements = (statement for one in details for statement in (*one.adds, *one.unsure))
    others = (source.publisher for statement in statements for source in statement.citations)
    return labels.clauses([*dict.fromkeys([*own, *others])])
