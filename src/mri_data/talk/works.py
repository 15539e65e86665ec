"""The slides of what MRI did: the campaign, advocacy, and movements with publications."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from mri_data.record.view import View
from mri_data.sentences import findings
from mri_data.sentences.one_record import Detail, Statement, detail
from mri_data.talk.slide import BODY, Column, Kind, Slide, Work, lines_of
from mri_data.words.errors import shortened

# The kinds of work on each slide.
AREAS: dict[Kind, tuple[str, ...]] = {
    "campaign": ("campaign",),
    "advocacy": ("advocacy",),
    "movements": ("support", "publications"),
}
# The most columns of a slide, and the most records in a column of one kind of work among several.
MOST_COLUMNS, MOST_IN_COLUMN = 3, 3
# Width in px of a column where a slide has one, two or three; lines of a summary beside others, of what others
# document, and of a summary of which one, two or three are below each other; size and lines of one by itself.
WIDTHS = {1: 1000.0, 2: 840.0, 3: 540.0}
SAYS_LINES, ADDS_LINES = 7, 9
STACKED_LINES = {1: 11, 2: 7, 3: 4}
SINGLE_SIZE, SINGLE_LINES, SINGLE_ADDS = 48, 8, 15


def works(view: View, kind: Kind) -> Slide | None:
    """The slide of some kinds of work, one of `AREAS`; None where the view shows no record of them."""
    records = view.shown[view.shown["work_area"].isin(AREAS[kind])]
    if records.empty:
        return None
    areas = [area for area in AREAS[kind] if (records["work_area"] == area).any()]
    columns = _by_area(records, areas, view) if len(areas) > 1 else _side_by_side(records, view)
    shown = [work.id for column in columns for work in column.works]
    source = " ".join(filter(None, (_more(len(records) - len(shown), view), _source(records, columns, view))))
    notes = tuple(records["summary"][records["id"].isin(shown)])
    area = areas[0] if len(areas) == 1 else ""
    return Slide(kind, _title(records, areas, view), source, notes=notes, area=area, columns=columns)


def _title(records: pd.DataFrame, areas: Sequence[str], view: View) -> str:
    if len(records) == 1:
        return str(records["title"].iloc[0])
    name = view.say(f"area.long.{areas[0]}") if len(areas) == 1 else view.say("talk.movements")
    return view.say("talk.area", area=name, things=findings.records_by_kind(records, view.labels))


def _by_area(records: pd.DataFrame, areas: Iterable[str], view: View) -> tuple[Column, ...]:
    """A column for each kind of work, with its records one below the other."""
    found = []
    for area in areas:
        rows = records[records["work_area"] == area].head(MOST_IN_COLUMN)
        stacked = tuple(_work(row, view, WIDTHS[2], STACKED_LINES[len(rows)]) for row in _rows(rows))
        found.append(Column(area, stacked, view.say(f"area.long.{area}")))
    return tuple(found)


def _side_by_side(records: pd.DataFrame, view: View) -> tuple[Column, ...]:
    """A column for each of the first records; one record has large letters, and its column more room."""
    rows = list(_rows(records.head(MOST_COLUMNS)))
    width, single = WIDTHS[len(rows)], len(rows) == 1
    says, adds = (SINGLE_LINES, SINGLE_ADDS) if single else (SAYS_LINES, ADDS_LINES)
    works = [_work(row, view, width, says, adds, single) for row in rows]
    return tuple(Column(row["work_area"], (work,)) for row, work in zip(rows, works, strict=True))


def _rows(records: pd.DataFrame) -> Iterable["pd.Series[Any]"]:
    return (row for _, row in records.iterrows())


def _work(row: "pd.Series[Any]", view: View, width: float, says: int, adds: int = 0, single: bool = False) -> Work:
    found, size = detail(row, view.dataset, view.labels), SINGLE_SIZE if single else BODY
    languages = view.labels.all_of([view.labels("language", code) for code in row["languages"]])
    return Work(
        found.id,
        findings.short_date(row, view.say),
        found.title,
        cut(found.says, width, says, size),
        view.say("talk.languages", languages=languages) if languages else "",
        tuple(_fitting(found.adds, WIDTHS[3], adds)),
    )


def cut(text: str, width: float, lines: int, size: float = BODY) -> str:
    """The text, or as much of it as fits into so many lines of `width` px, with an ellipsis."""
    kept = text
    while lines_of(kept, width, size) > lines:
        kept = shortened(text, max(1, len(kept) * 9 // 10))
    return kept


def _fitting(statements: Iterable[Statement], width: float, lines: int) -> Iterable[str]:
    """The first statements that fit into so many lines of `width` px, with half a line between them."""
    for one in statements:
        lines -= lines_of(one.text, width)
        if lines < 0:
            return
        yield one.text


def _more(left: int, view: View) -> str:
    return view.say.n("talk.more.appendix", left, number=view.say.digits(left)) if left else ""


def _source(records: pd.DataFrame, columns: Iterable[Column], view: View) -> str:
    """The sources of what the columns show."""
    shown = {work.id: work.adds for column in columns for work in column.works}
    rows = _rows(records[records["id"].isin(list(shown))])
    details = [detail(row, view.dataset, view.labels) for row in rows]
    kept = [replace(one, adds=_among(one.adds, shown[one.id]), unsure=()) for one in details]
    return view.say("talk.source.story", sources=cited(kept))


def _among(statements: Iterable[Statement], texts: Sequence[str]) -> tuple[Statement, ...]:
    return tuple(one for one in statements if one.text in texts)


def cited(details: Sequence[Detail]) -> str:
    """The records' own sources with the references, and the publishers of others that the details cite."""
    references: dict[str, dict[str, None]] = {}
    for one in details:
        reference = one.source_ref if len(details) == 1 else findings.short_reference(one.source_ref)
        references.setdefault(one.source.name, {})[reference] = None
    own = [", ".join((name, *found)) for name, found in references.items()]
    statements = (statement for one in details for statement in (*one.adds, *one.unsure))
    others = (source.name.split(", “")[0] for statement in statements for source in statement.citations)
    return "; ".join(dict.fromkeys([*own, *others]))
