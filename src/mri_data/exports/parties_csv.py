"""The list of States parties as CSV, with notes on how reliable it is, and its sources, below the table."""

import csv
import io
from typing import Any

import pandas as pd

from mri_data.exports.table import without_formula
from mri_data.record.view import View
from mri_data.sentences import convention, left_out
from mri_data.sentences.one_record import citation
from mri_data.words.catalogue import Words
from mri_data.words.date_text import date_text

COLUMNS = ("order", "country", "state", "signed", "joined", "edtf", "precision", "how", "sources", "confidence", "note")


def file_name(view: View, *, whole: bool) -> str:
    """The name of the file: `icrmw-parties-2025-02-21.csv`, or `icrmw-parties-selection-…` for a part of the list."""
    part = "" if whole else "-selection"
    return f"icrmw-parties{part}-{convention.as_of(view.dataset.context).isoformat()}.csv"


def matching_parties_csv(view: View, text: str, how: str) -> bytes:
    """The file of the parties that match a search text and a way of joining; empty values match all."""
    say, about = view.say, view.dataset.context
    choice = [say("convention.csv.search", text=text)] if text else []
    choice += [say("convention.csv.joined", how=say(f"convention.how.{how}"))] if how else []
    rows = convention.matching_parties(about.parties, text, how, view.labels)
    where = view.address("convention", state=text, joined=how)
    return parties_csv(view, rows, where, " ".join(choice))


def parties_csv(view: View, rows: pd.DataFrame, address: str, choice: str = "") -> bytes:
    """The file of these rows: UTF-8 with a byte order mark. `choice` says in words how they were selected."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    orders = convention.joining_orders(view.dataset.context.parties)
    writer.writerows(
        [without_formula(cell) for cell in _cells(row, orders[row.Index], view.say)] for row in rows.itertuples()
    )
    writer.writerow([])
    notes = _notes(view, rows, address, choice)
    writer.writerows([f"# {name}", without_formula(note)] for name, note in notes.items() if note)
    writer.writerows(["# source", *map(without_formula, cells)] for cells in _sources(view, rows))
    return text.getvalue().encode("utf-8-sig")


def _cells(row: Any, order: str, say: Words) -> list[str]:
    joined = [convention.signed_text(row, say), date_text(row.edtf, say), row.edtf, row.precision, row.kind]
    return [order, row.country, row.title, *joined, "; ".join(row.sources), row.confidence, row.note]


def _notes(view: View, rows: pd.DataFrame, address: str, choice: str) -> dict[str, str]:
    """What the file says about itself, by stable name."""
    say, about, parties = view.say, view.dataset.context, view.dataset.context.parties
    assert about.about
    check = view.dataset.sources.get(about.about.check_source)
    return {
        "title": say("convention.csv.title"),
        "as_of": convention.as_of(about).isoformat(),
        "states": say.n("convention.shown", len(parties), shown=len(rows)),
        "left_out": left_out.unread_parties_summary(view),
        "choice": choice,
        "not_verified": convention.unverified_line(rows, say),
        "check": f"{say('convention.check')} {citation(check).name}, {check.url}" if check else "",
        "context": say("convention.status"),
        "version": view.dataset.version,
        "licence": f"{view.dataset.about.licence}, {view.dataset.about.licence_url}",
        "address": address,
    }


def _sources(view: View, rows: pd.DataFrame) -> list[list[str]]:
    known = view.dataset.sources
    cited = dict.fromkeys(source for row in rows["sources"] for source in row if source in known)
    return [[one, known[one].publisher, known[one].title, known[one].url] for one in cited]
