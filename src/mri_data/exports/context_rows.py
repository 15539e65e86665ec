"""The context of a view as rows, for JSON and workbooks. It is never counted with the records."""

from typing import Any

from mri_data.record.context import Event
from mri_data.record.view import View
from mri_data.sentences.convention import signed_text
from mri_data.words.date_text import date_texts

EVENT_COLUMNS = ("id", "kind", "title", "date_text", "edtf", "cities", "by", "confidence", "note", "sources")
PARTY_COLUMNS = (
    "country",
    "title",
    "signed",
    "kind",
    "date_text",
    "edtf",
    "precision",
    "confidence",
    "note",
    "sources",
)


def event_rows(view: View) -> list[dict[str, Any]]:
    """The events shown as rows of plain values."""
    return [event_row(event) for event in view.events]


def event_row(event: Event) -> dict[str, Any]:
    """An event as a row of plain values; its kind is a code, as in `data/context/`."""
    return {
        "id": event.id,
        "kind": event.kind,
        "title": event.title,
        "date_text": event.when,
        "edtf": event.edtf,
        "cities": list(event.cities),
        "by": event.by or None,
        "confidence": event.confidence,
        "note": event.note or None,
        "sources": list(event.sources),
    }


def party_rows(view: View) -> list[dict[str, Any]]:
    """The States parties as rows of plain values; empty where the Convention is not shown."""
    if "convention" not in view.context_shown:
        return []
    say, table = view.say, view.dataset.context.parties
    table = table.assign(
        signed=[signed_text(row, say) for row in table.itertuples()],
        date_text=date_texts(table["edtf"], say),
        sources=[list(ids) for ids in table["sources"]],
    )
    found = table[list(PARTY_COLUMNS)].to_dict("records")
    return [{str(name): None if value == "" else value for name, value in row.items()} for row in found]
