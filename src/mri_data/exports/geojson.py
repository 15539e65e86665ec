"""The places of a view as GeoJSON (RFC 7946)."""

from typing import Any

from mri_data.charts.map.context import on_map
from mri_data.exports.context_rows import event_row
from mri_data.exports.table import json_file, plain_records
from mri_data.record.context import Event
from mri_data.record.view import View
from mri_data.sentences.about_view import file_notes

# As many as RFC 7946 advises: six are 10 cm.
DECIMALS = 6
# What it says of a record, and of an event of the context.
BRIEF = ("id", "kind", "title", "date_text", "edtf", "work_area", "evidence")
EVENT = ("id", "kind", "title", "date_text", "edtf", "by", "note", "sources")


def to_geojson(view: View) -> bytes:
    """One point for each city, with the records there, and a list of the records without a place.

    Where context is shown, its cities are further points with `"context": true` and the meetings and later forums
    there; none of these is a record. `about`, `records_without_place` and `context_without_place` are foreign
    members, which other programs ignore.
    """
    records, events = plain_records(view.shown), on_map(view.events)
    collection: dict[str, Any] = {
        "type": "FeatureCollection",
        "about": file_notes(view),
        "features": [
            *(_feature(view, place, here) for place, here in _by_place(records).items()),
            *(_context(view, place, events) for place in dict.fromkeys(id for event in events for id in event.places)),
        ],
        "records_without_place": [_record(row) for row in records if not row["places"]],
    }
    if events:
        collection["context_without_place"] = [_event(event) for event in events if not event.places]
    return json_file(collection)


def _by_place(records: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """Place id -> the records that name it, in order."""
    found: dict[str, list[dict[str, Any]]] = {}
    for record in records:
        for place in record["places"] or ():
            found.setdefault(place, []).append(_record(record))
    return found


def _feature(view: View, place: str, here: list[dict[str, Any]]) -> dict[str, Any]:
    forums = sum(record["kind"] == "forum" for record in here)
    return _point(view, place, place, {"forums": forums, "records": here})


def _context(view: View, place: str, events: list[Event]) -> dict[str, Any]:
    """The point of a place of the context; a place that has records too has two points, with different ids."""
    here = [_event(event) for event in events if place in event.places]
    return _point(view, place, f"context-{place}", {"context": True, "events": here})


def _point(view: View, place: str, feature_id: str, contents: dict[str, Any]) -> dict[str, Any]:
    row = view.dataset.places.loc[place]
    return {
        "type": "Feature",
        "id": feature_id,
        "geometry": {"type": "Point", "coordinates": [round(float(row[name]), DECIMALS) for name in ("lon", "lat")]},
        "properties": {
            "name": row["name"],
            "country": row["country"],
            **contents,
            "source": row["source"],
            "source_ref": row["source_ref"],
        },
    }


def _event(event: Event) -> dict[str, Any]:
    row = event_row(event)
    return {name: row[name] for name in EVENT}


def _record(record: dict[str, Any]) -> dict[str, Any]:
    return {name: record[name] for name in BRIEF}
