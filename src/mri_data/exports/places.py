"""The places of the records shown as GeoJSON (RFC 7946), for any program that draws maps."""

import json
from typing import Any

from mri_data.exports.table import plain
from mri_data.told import notes
from mri_data.view import View


def to_geojson(view: View) -> bytes:
    """One point for each city, with the records there; those without a place stand beside the points.

    `about` and `records_without_place` are foreign members, which readers that do not know them pass over.
    """
    records = plain(view.shown)
    told = {
        "type": "FeatureCollection",
        "about": notes(view),
        "features": [_feature(view, place, records) for place in _places(view)],
        "records_without_place": [_record(row) for row in records if not row["places"]],
    }
    return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()


def _places(view: View) -> list[str]:
    """Ids of the places that the records shown name, in their order."""
    return list(dict.fromkeys(place for places in view.shown["places"] for place in places))


def _feature(view: View, place: str, records: list[dict[str, Any]]) -> dict[str, Any]:
    row = view.dataset.places.loc[place]
    here = [_record(record) for record in records if place in record["places"]]
    return {
        "type": "Feature",
        "id": place,
        "geometry": {"type": "Point", "coordinates": [float(row["lon"]), float(row["lat"])]},
        "properties": {
            "name": row["name"],
            "country": row["country"],
            "forums": sum(record["kind"] == "forum" for record in here),
            "records": here,
            "source": row["source"],
            "source_ref": row["source_ref"],
        },
    }


def _record(record: dict[str, Any]) -> dict[str, Any]:
    return {name: record[name] for name in ("id", "kind", "title", "date_text", "edtf", "work_area")}
