"""What JSON and GeoJSON of the record hold, as JSON Schema (2020-12), for programs that read them.

Fields of a record are described by `schema`, those of its detail by the class itself; names of fields are stable.
"""

from typing import Any

import pandera.pandas as pa
from pydantic import TypeAdapter

from mri_data import schema
from mri_data.exports import context_rows
from mri_data.exports.record_json import ABOUT, LEFT_OUT
from mri_data.exports.table import columns
from mri_data.schema import fields
from mri_data.sentences.one_record import Detail
from mri_data.words.catalogue import Words

Schema = dict[str, Any]

# Where a document keeps its schemas.
SCHEMAS = "#/components/schemas/"
TEXT: Schema = {"type": "string"}
MAYBE: Schema = {"type": ["string", "null"]}
TEXTS: Schema = {"type": "array", "items": TEXT}
DAY: Schema = {"type": "string", "format": "date"}
NAMES: Schema = {"type": "object", "additionalProperties": TEXT}
# Columns that hold notes, each with its sources, and the one that holds a number.
NOTED, COUNTED = ("also_known", "not_confirmed"), "number"
# What rows beside the records hold other than text.
OTHER = {"cities": TEXTS, "sources": TEXTS, "by": MAYBE, "note": MAYBE, "signed": MAYBE}
NOTES = ("title", "filters", "context", "records", LEFT_OUT, "data_date", "version", "source", "licence", "address")
BRIEF = ("id", "kind", "title", "date_text", "edtf", "work_area")
EVENT = ("id", "kind", "title", "date_text", "edtf", "by", "note", "sources")


def ref(name: str) -> Schema:
    """A schema that stands among the others under a name."""
    return {"$ref": f"{SCHEMAS}{name}"}


def many(name: str) -> Schema:
    """A list of what stands among the others under a name."""
    return {"type": "array", "items": ref(name)}


def schemas(say: Words) -> dict[str, Schema]:
    """All schemas by name: `Records`, `Places` and `OneRecord` are what is sent, and the others are parts of them."""
    detail = TypeAdapter(Detail).json_schema(mode="serialization", ref_template=f"{SCHEMAS}{{model}}")
    parts = detail.pop("$defs")
    return {**_sent(say), **_points(say), **_rows(say), "Detail": detail, **parts}


def record(say: Words) -> Schema:
    """A record with all its fields, each with its title and what it means."""
    described = schema.described()
    return _object(say("api.schema.record"), {name: _field(name, described[name], say) for name in columns()})


def _field(name: str, column: pa.Column, say: Words) -> Schema:
    """A column as programs get it: `None` where it is blank, a list where it holds several."""
    meta = column.metadata or {}
    blank, key = meta.get("blank"), "api.blank.list" if meta.get("many") or name in NOTED else "api.blank"
    told = [str(column.description), *([say(key, blank=blank)] if blank else [])]
    return {"title": str(column.title), "description": " ".join(told), **_kind(name, column)}


def _kind(name: str, column: pa.Column) -> Schema:
    meta, choices = column.metadata or {}, list(fields.choices(column))
    if name in NOTED:
        return many("Note")
    if meta.get("many"):
        return TEXTS
    may_lack = bool(meta.get("blank")) or name in _of_forums()
    kind = {"type": "integer" if name == COUNTED else "string"}
    kind |= {"format": "date"} if meta.get("unit") == "day" else {}
    return {
        **kind,
        "type": [kind["type"], "null"] if may_lack else kind["type"],
        **({"enum": [*choices, *([None] if may_lack else [])]} if choices else {}),
    }


def _of_forums() -> set[str]:
    """Columns that achievements do not have."""
    return set(fields.columns(schema.TABLES["forums.csv"])) - set(fields.columns(schema.TABLES["achievements.csv"]))


def _sent(say: Words) -> dict[str, Schema]:
    """What is sent as JSON: the records of a view, one record, or a sentence."""
    explained = {
        "names": _object(say("api.schema.names"), dict.fromkeys(("place", "body", "language"), NAMES)),
        "sources": many("Source"),
        "corrections": many("Correction"),
        "quality_notes": many("QualityNote"),
    }
    context = {"context": many("Context"), "states_parties": many("StateParty")}
    alone = {"page": {"type": "string", "format": "uri"}, "record": ref("Record"), "detail": ref("Detail")}
    about = _object(say("api.schema.about"), dict.fromkeys((*ABOUT, LEFT_OUT), TEXT), (LEFT_OUT,))
    return {
        "Records": _object(
            say("api.schema.records"),
            {"about": ref("About"), "records": many("Record"), **context, **explained},
            context,
        ),
        "OneRecord": _object(say("api.schema.one"), {"about": about, **alone, **explained}),
        "Record": record(say),
        "About": _object(say("api.schema.about"), dict.fromkeys(NOTES, TEXT), ("context", LEFT_OUT)),
        "Error": _object(say("api.schema.error"), {"error": TEXT}),
    }


def _points(say: Words) -> dict[str, Schema]:
    """What is sent as GeoJSON (RFC 7946)."""
    degrees = {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}
    told = {
        "forums": {"type": "integer"},
        "records": many("Brief"),
        "context": {"const": True},
        "events": many("Event"),
    }
    properties = {"name": TEXT, "country": TEXT, **told, "source": TEXT, "source_ref": TEXT}
    point = _object(say("api.schema.point"), {"type": {"const": "Point"}, "coordinates": degrees})
    place = {"type": {"const": "Feature"}, "id": TEXT, "geometry": point}
    lists = {"records_without_place": many("Brief"), "context_without_place": many("Event")}
    places = {"type": {"const": "FeatureCollection"}, "about": ref("About"), "features": many("Place"), **lists}
    fields_of = schema.described()
    return {
        "Places": _object(say("api.schema.places"), places, ("context_without_place",)),
        "Place": _object(
            say("api.schema.place"), {**place, "properties": _object(say("api.schema.place"), properties, told)}
        ),
        "Brief": _object(say("api.schema.brief"), {name: _field(name, fields_of[name], say) for name in BRIEF}),
        "Event": _row(say("api.schema.context"), EVENT),
    }


def _rows(say: Words) -> dict[str, Schema]:
    """What stands beside the records, as rows."""
    return {
        "Note": _row(say("api.schema.note"), ("text", "sources")),
        "Source": _row(say("api.schema.source"), ("id", "title", "publisher", "url", "terms"), read=DAY),
        "Correction": _row(say("api.schema.correction"), ("record", "column", "was", "becomes", "reason", "source")),
        "QualityNote": _row(say("api.schema.quality_note"), ("id", "title", "text"), sources=TEXT),
        "Context": _row(say("api.schema.context"), context_rows.HEADS),
        "StateParty": _row(say("api.schema.party"), context_rows.PARTY_HEADS),
    }


def _row(description: str, names: tuple[str, ...], **more: Schema) -> Schema:
    return _object(description, {name: OTHER.get(name, TEXT) for name in names} | more)


def _object(description: str, properties: dict[str, Schema], may_lack: Any = ()) -> Schema:
    required = [name for name in properties if name not in may_lack]
    return {"type": "object", "description": description, "properties": properties, "required": required}
