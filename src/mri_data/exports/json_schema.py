"""JSON Schemas (2020-12) of the JSON and GeoJSON answers, for the API's OpenAPI document.

The fields of a record come from `mri_data.schema`, those of its detail from the class `Detail`. Field names are stable.
"""

from typing import Any

import pandera.pandas as pa
from pydantic import TypeAdapter

from mri_data import schema
from mri_data.exports import context_rows
from mri_data.exports.geojson import BRIEF, EVENT
from mri_data.exports.record_json import ABOUT, LEFT_OUT
from mri_data.exports.table import export_columns
from mri_data.schema import fields
from mri_data.sentences.one_record import Detail
from mri_data.words.catalogue import Words
from mri_data.words.columns import column_text

Schema = dict[str, Any]

# Where an OpenAPI document keeps its schemas.
SCHEMAS = "#/components/schemas/"
TEXT: Schema = {"type": "string"}
MAYBE: Schema = {"type": ["string", "null"]}
TEXTS: Schema = {"type": "array", "items": TEXT}
DAY: Schema = {"type": "string", "format": "date"}
NAMES: Schema = {"type": "object", "additionalProperties": TEXT}
# The columns of notes with their sources, and the column of a number.
NOTED, COUNTED = ("also_known", "not_confirmed"), "number"
# The fields of other rows that are not plain text.
OTHER = {"cities": TEXTS, "sources": TEXTS, "by": MAYBE, "note": MAYBE, "signed": MAYBE}
NOTES = (
    *("title", "language", "translation", "filters", "context", "records", LEFT_OUT),
    *("data_date", "version", "source", "licence", "address"),
)
OPTIONAL_NOTES = ("translation", "context", LEFT_OUT)


def ref(name: str) -> Schema:
    """A reference to the schema of this name."""
    return {"$ref": f"{SCHEMAS}{name}"}


def list_of(name: str) -> Schema:
    """The schema of a list of items, each with the schema of this name."""
    return {"type": "array", "items": ref(name)}


def schemas(say: Words) -> dict[str, Schema]:
    """All schemas by name: `Records`, `Places`, `OneRecord` and `Error` are answers, the others are parts of them."""
    detail = TypeAdapter(Detail).json_schema(mode="serialization", ref_template=f"{SCHEMAS}{{model}}")
    parts = detail.pop("$defs")
    details = {name: _described(name, part, say) for name, part in {"Detail": detail, **parts}.items()}
    return {**_answers(say), **_geojson(say), **_rows(say), **details}


def _described(name: str, made: Schema, say: Words) -> Schema:
    """A schema made from a class, with the catalogue's description, and without titles made from names of fields."""
    properties = {key: {k: v for k, v in one.items() if k != "title"} for key, one in made["properties"].items()}
    described = say(f"api.schema.{name.lower()}")
    return {k: v for k, v in made.items() if k != "title"} | {"description": described, "properties": properties}


def record(say: Words) -> Schema:
    """The schema of a record: each field with its title and description."""
    described = schema.record_columns()
    return _object(say("api.schema.record"), {name: _field(name, described[name], say) for name in export_columns()})


def _field(name: str, column: pa.Column, say: Words) -> Schema:
    """The schema of a column: null where it may be blank, a list where it holds several values."""
    text, key = column_text(column, say), "api.blank.list" if _is_list(name, column) else "api.blank"
    texts = [text.meaning, *([say(key, blank=text.blank)] if text.blank else [])]
    return {"title": text.title, "description": " ".join(texts), **_type(name, column)}


def _is_list(name: str, column: pa.Column) -> bool:
    return name in NOTED or bool(column.metadata.get("multiple"))


def _type(name: str, column: pa.Column) -> Schema:
    meta, choices = column.metadata, list(fields.choices(column))
    if name in NOTED:
        return list_of("Note")
    if meta.get("multiple"):
        return TEXTS
    nullable = bool(meta.get("blank")) or name in _forum_columns()
    found = {"type": "integer" if name == COUNTED else "string"}
    found |= {"format": "date"} if meta.get("unit") == "day" else {}
    return {
        **found,
        "type": [found["type"], "null"] if nullable else found["type"],
        **({"enum": [*choices, *([None] if nullable else [])]} if choices else {}),
    }


def _forum_columns() -> set[str]:
    """The columns that only forums have."""
    return set(fields.columns(schema.TABLES["forums"])) - set(fields.columns(schema.TABLES["achievements"]))


def _answers(say: Words) -> dict[str, Schema]:
    """The schemas of JSON answers: the records of a view, one record, or an error."""
    explained = {
        "names": _object(say("api.schema.names"), dict.fromkeys(("place", "body", "language"), NAMES)),
        "sources": list_of("Source"),
        "corrections": list_of("Correction"),
        "quality_notes": list_of("QualityNote"),
    }
    context = {"context": list_of("Context"), "states_parties": list_of("StateParty")}
    one = {"page": {"type": "string", "format": "uri-reference"}, "record": ref("Record"), "detail": ref("Detail")}
    about = _object(say("api.schema.about"), dict.fromkeys((*ABOUT, LEFT_OUT), TEXT), OPTIONAL_NOTES)
    return {
        "Records": _object(
            say("api.schema.records"),
            {"about": ref("About"), "records": list_of("Record"), **context, **explained},
            context,
        ),
        "OneRecord": _object(say("api.schema.one"), {"about": about, **one, **explained}),
        "Record": record(say),
        "About": _object(say("api.schema.about"), dict.fromkeys(NOTES, TEXT), OPTIONAL_NOTES),
        "Error": _object(say("api.schema.error"), {"error": TEXT}),
    }


def _geojson(say: Words) -> dict[str, Schema]:
    """The schemas of GeoJSON answers (RFC 7946)."""
    degrees = {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}
    contents = {
        "forums": {"type": "integer"},
        "records": list_of("Brief"),
        "context": {"const": True},
        "events": list_of("Event"),
    }
    properties = {"name": TEXT, "country": TEXT, **contents, "source": TEXT, "source_ref": TEXT}
    point = _object(say("api.schema.point"), {"type": {"const": "Point"}, "coordinates": degrees})
    place = {"type": {"const": "Feature"}, "id": TEXT, "geometry": point}
    lists = {"records_without_place": list_of("Brief"), "context_without_place": list_of("Event")}
    places = {"type": {"const": "FeatureCollection"}, "about": ref("About"), "features": list_of("Place"), **lists}
    fields_of = schema.record_columns()
    return {
        "Places": _object(say("api.schema.places"), places, ("context_without_place",)),
        "Place": _object(
            say("api.schema.place"), {**place, "properties": _object(say("api.schema.place"), properties, contents)}
        ),
        "Brief": _object(say("api.schema.brief"), {name: _field(name, fields_of[name], say) for name in BRIEF}),
        "Event": _row(say("api.schema.context"), EVENT),
    }


def _rows(say: Words) -> dict[str, Schema]:
    """The schemas of the other rows: notes, sources, corrections and the context."""
    return {
        "Note": _row(say("api.schema.note"), ("text", "sources")),
        "Source": _row(say("api.schema.source"), ("id", "title", "publisher", "url", "terms"), read=DAY),
        "Correction": _row(say("api.schema.correction"), ("record", "column", "was", "becomes", "reason", "source")),
        "QualityNote": _row(say("api.schema.quality_note"), ("id", "title", "text"), sources=TEXT),
        "Context": _row(say("api.schema.context"), context_rows.EVENT_COLUMNS),
        "StateParty": _row(say("api.schema.party"), context_rows.PARTY_COLUMNS),
    }


def _row(description: str, names: tuple[str, ...], **more: Schema) -> Schema:
    return _object(description, {name: OTHER.get(name, TEXT) for name in names} | more)


def _object(description: str, properties: dict[str, Schema], optional: Any = ()) -> Schema:
    required = [name for name in properties if name not in optional]
    return {"type": "object", "description": description, "properties": properties, "required": required}
