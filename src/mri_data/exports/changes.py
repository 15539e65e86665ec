"""The differences of two records as text, as JSON and as a sheet of Excel."""

import io
import json
from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter
from typing import Any

from mri_data.exports import readable_sheet
from mri_data.exports.workbook import looks_of
from mri_data.record.changes import CHANGED, MOVED, Change, Changes
from mri_data.sentences.changes import column_title, row_name, sentence, table_name, table_totals, totals
from mri_data.words.catalogue import Words
from mri_data.words.errors import MriError, shortened

# More rows than these stand in other places are one line of text.
MOST_MOVED = 20
# The columns of the sheet: key of the head -> width in characters.
COLUMNS = {"table": 16, "row": 24, "kind": 10, "column": 20, "old": 30, "new": 30, "sentence": 44, "place": 26}


def to_text(changes: Changes, say: Words) -> str:
    """A line for each table with differences, a sentence for each of them, and how many there are."""
    lines: list[str] = []
    for table, found in groupby(changes, attrgetter("table")):
        lines += [table_totals(changes, table, say), *_sentences(list(found), say), ""]
    return "\n".join([*lines, totals(changes, say)]) + "\n"


def _sentences(found: list[Change], say: Words) -> Iterator[str]:
    moved = sum(change.kind == MOVED for change in found)
    shown = found if moved <= MOST_MOVED else [change for change in found if change.kind != MOVED]
    yield from (sentence(change, say) for change in shown)
    if len(shown) < len(found):
        yield say.n("change.moved.several", moved)


def to_json(changes: Changes, say: Words) -> str:
    """All differences with their sentences and places, and the counts of each table."""
    found = {
        "changes": [_as_dict(change, changes, say) for change in changes],
        "tables": {table: counts._asdict() for table, counts in changes.totals.items()},
        "unchanged": changes.unchanged,
    }
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _as_dict(change: Change, changes: Changes, say: Words) -> dict[str, Any]:
    cells: dict[str, Any] = {"table": change.table, "kind": change.kind, "id": change.id}
    if change.kind == CHANGED:
        cells |= {"column": change.column, "old": change.old, "new": change.new}
    if change.kind == MOVED:
        cells |= {"old": int(change.old), "new": int(change.new)}
    return cells | {"place": changes.place(change), "sentence": sentence(change, say)}


def to_xlsx(changes: Changes, say: Words) -> bytes:
    """A workbook of one sheet with a row for each difference.

    Raises:
        MriError: if there are more than a sheet has rows.
    """
    if len(changes) > readable_sheet.MOST_ROWS:
        raise MriError(say("change.too_many", most=say.digits(readable_sheet.MOST_ROWS), count=len(changes)))
    # Only this file needs it; most processes write none.
    import xlsxwriter

    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        looks, sheet = looks_of(book), book.add_worksheet(say("change.sheet"))
        readable_sheet.on_paper(sheet)
        sheet.freeze_panes(1, 0)
        heads = [say(f"change.head.{name}") for name in COLUMNS]
        for at, (head, width) in enumerate(zip(heads, COLUMNS.values(), strict=True)):
            sheet.set_column(at, at, width)
            sheet.write_string(0, at, head, looks["head"])
        for line, change in enumerate(changes, start=1):
            _add_row(sheet, line, _cells(change, changes, say), looks["text"])
        if changes:
            readable_sheet.as_table(sheet, "Changes", heads, len(changes), looks["head"])
        else:
            sheet.write_string(1, 0, totals(changes, say))
    return file.getvalue()


def _cells(change: Change, changes: Changes, say: Words) -> list[str]:
    column = column_title(change, say) if change.kind == CHANGED else ""
    return [
        table_name(change.table, say),
        row_name(change, say),
        say(f"change.kind.{change.kind}"),
        column,
        change.old,
        change.new,
        sentence(change, say),
        changes.place(change),
    ]


def _add_row(sheet: Any, line: int, cells: list[str], look: Any) -> None:
    texts = [shortened(cell, readable_sheet.LONGEST_CELL) for cell in cells]
    sheet.set_row(line, readable_sheet.row_height(texts, list(COLUMNS.values())))
    for at, text in enumerate(texts):
        sheet.write_string(line, at, text, look)
