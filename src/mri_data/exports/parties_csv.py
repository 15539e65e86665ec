"""The list of States parties as CSV, and what describes it: how reliable it is, and its sources."""

from dataclasses import dataclass
from typing import Any

import pandas as pd
import pandera.pandas as pa

from mri_data import schema
from mri_data.exports import csvw
from mri_data.exports.csv_file import COMMA, csv_of
from mri_data.record.view import View
from mri_data.schema import fields
from mri_data.sentences import convention, left_out
from mri_data.sentences.one_record import citation
from mri_data.words.catalogue import Words
from mri_data.words.date_text import date_text
from mri_data.words.languages import DEFAULT


def file_name(view: View, *, whole: bool, ending: str = "csv") -> str:
    """The name of the file: `icrmw-parties-2025-02-21.csv`, or `icrmw-parties-selection-…` for a part of the list.

    In another language than English it has the code of that language.
    """
    part = ("" if whole else "-selection") + ("" if view.language == DEFAULT else f"-{view.language}")
    return f"icrmw-parties{part}-{convention.as_of(view.dataset.context).isoformat()}.{ending}"


@dataclass(frozen=True)
class Selection:
    """States parties to write as a file: the rows, the address that shows them, and in words how they were selected."""

    view: View
    rows: pd.DataFrame
    address: str
    choice: str = ""


def matching_parties(view: View, text: str, how: str) -> Selection:
    """The parties that match a search text and a way of joining; empty values match all."""
    say, about = view.say, view.dataset.context
    choice = [say("convention.csv.search", text=text)] if text else []
    choice += [say("convention.csv.joined", how=say(f"convention.how.{how}"))] if how else []
    rows = convention.matching_parties(about.parties, text, how, view.labels)
    return Selection(view, rows, view.address("convention", state=text, joined=how), " ".join(choice))


def to_csv(selected: Selection, delimiter: str = COMMA) -> bytes:
    """The States as CSV."""
    say = selected.view.say
    orders = convention.joining_orders(selected.view.dataset.context.parties)
    rows = (_cells(row, orders[row.Index], say) for row in selected.rows.itertuples())
    return csv_of(list(_columns()), rows, delimiter)


def to_metadata(selected: Selection, url: str) -> bytes:
    """What describes the CSV of the States, as CSVW; `url` is where it is, relative to the metadata."""
    say, notes = selected.view.say, _notes(selected)
    order = {"name": "order", "titles": ["order", say("convention.csv.order")], "datatype": {"base": "string"}}
    columns = [csvw.column(name, described, say) if described else order for name, described in _columns().items()]
    return csvw.written(
        selected.view, {"url": url, "dc:title": notes["title"]}, {"columns": columns}, _source_urls(selected), notes
    )


def _columns() -> dict[str, pa.Column | None]:
    """The columns of the file by name, each with the column of the data that it shows; the order is computed."""
    party, derived = fields.columns(schema.TABLES["parties"]), fields.columns(schema.DerivedColumns)
    return {
        "order": None,
        "country": party["country"],
        "state": party["title"],
        "signed": party["signed"],
        "joined": party["date"],
        "edtf": derived["edtf"],
        "precision": derived["precision"],
        "how": party["kind"],
        **{name: party[name] for name in ("sources", "confidence", "note")},
    }


def _cells(row: Any, order: str, say: Words) -> list[str]:
    joined = [convention.signed_text(row, say), date_text(row.edtf, say), row.edtf, row.precision, row.kind]
    return [order, row.country, row.title, *joined, "; ".join(row.sources), row.confidence, row.note]


def _notes(selected: Selection) -> dict[str, str]:
    """What is to be known of the file, by stable name."""
    view, rows = selected.view, selected.rows
    say, about, parties = view.say, view.dataset.context, view.dataset.context.parties
    assert about.about
    check = view.dataset.sources.get(about.about.check_source)
    notes = {
        "title": say("convention.csv.title"),
        "as_of": convention.as_of(about).isoformat(),
        "states": say.n("convention.shown", len(parties), shown=len(rows)),
        "left_out": left_out.unread_tables_summary(view.dataset, view.labels, ("parties",)),
        "choice": selected.choice,
        "not_verified": convention.unverified_line(rows, say),
        "check": f"{say('convention.check')} {citation(check, say).name}, {check.url}" if check else "",
        "context": say("convention.status"),
        "version": view.dataset.version,
        "licence": f"{view.dataset.about.licence}, {view.dataset.about.licence_url}",
        "address": selected.address,
    }
    return {name: note for name, note in notes.items() if note}


def _source_urls(selected: Selection) -> list[str]:
    known = selected.view.dataset.sources
    cited = dict.fromkeys(source for row in selected.rows["sources"] for source in row if source in known)
    return [known[one].url for one in cited]
