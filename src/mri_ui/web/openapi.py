"""Describe the open data API as OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.1.html), from the code itself."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from mri_data.exports.formats import CSV_TYPE, CSVW_TYPE, EXPORTS, GEOJSON_TYPE, JSON_TYPE, METADATA, XLSX_TYPE
from mri_data.exports.json_schema import TEXT, Schema, ref, schemas
from mri_data.query.filters import FACETS, SWITCHES
from mri_data.record.permalink import CONTEXT, LONGEST_TEXT, PARAMETERS, YEARS
from mri_data.record.view import View
from mri_data.schema.context import KINDS, WAYS_TO_JOIN
from mri_data.schema.fields import SLUG
from mri_data.sentences.about_view import data_line
from mri_data.words.catalogue import Words
from mri_data.words.columns import record_texts
from mri_ui.base_path import base_path

# The version of the API. It changes with anything that programs rely on: a path, a parameter, the name of a field.
VERSION = "1.0.0"
ADDRESS = "/api/openapi.json"
# Formats in which the records of a view can be read without saving a file, with the key of the text on each.
SHOWN = {"json": "api.path.json", "csv": "api.path.csv", "geojson": "api.path.geojson"}
# Ending of the addresses of the States parties -> its media type.
STATES = {"csv": CSV_TYPE, "semicolon.csv": CSV_TYPE, METADATA: CSVW_TYPE}
# Address of a workbook to edit -> the operation, and the key of its text.
WORKBOOKS = {
    "/api/record-to-edit.xlsx": ("record_to_edit", "api.path.record_to_edit"),
    "/api/empty-record.xlsx": ("empty_record", "api.path.empty_record"),
}
# The endings of `STATES` -> the operation, and the key of its text.
STATES_READ = {
    "csv": ("convention", "api.path.convention"),
    "semicolon.csv": ("convention_semicolon", "api.path.convention.semicolon"),
    METADATA: ("convention_csv_metadata", "api.path.convention.metadata"),
}
SENT = {JSON_TYPE: ref("Records"), GEOJSON_TYPE: ref("Places")}
# Status -> key of the text on it, and whether the response contains a sentence.
ANSWERS = {
    "304": ("api.answer.same", False),
    "400": ("api.answer.refused", True),
    "404": ("api.answer.missing", True),
    "405": ("api.answer.method", True),
    "422": ("api.answer.too_many", True),
    "503": ("api.answer.unreadable", True),
}
ALWAYS = ("304", "405", "503")
# Header of a response that is incomplete, or from the last good state because the files cannot be used now.
TROUBLE = "x-mri-data-trouble"


def document(view: View) -> dict[str, Any]:
    """The whole description, with the codes in the data.

    Without a public address, the one of the server is relative to that of the description.
    """
    about, say, query_parameters = view.dataset.about, view.say, parameters(view)
    contact = {"name": about.publisher, **({"url": about.contact} if _is_web(about.contact) else {})}
    licence = {"name": about.licence, **({"url": about.licence_url} if _is_web(about.licence_url) else {})}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": about.title,
            "version": VERSION,
            "description": say("api.description", data=data_line(view)),
            "license": licence,
            "contact": contact,
        },
        "servers": [{"url": view.base or base_path() or "/"}],
        "paths": _paths(query_parameters, say),
        "components": {
            "parameters": query_parameters,
            "responses": {status: _answer(say(key), with_body) for status, (key, with_body) in ANSWERS.items()},
            "schemas": schemas(say),
        },
    }


def parameters(view: View) -> dict[str, Schema]:
    """The query parameters of a view by name, with the codes in the data as their possible values."""
    say = view.say
    kinds = list(view.dataset.context.kinds or KINDS)
    return {
        **{name: _facet(view, facet, name) for facet, name in PARAMETERS.items()},
        "years": _parameter(
            "years", say("api.parameter.years"), {**TEXT, "pattern": f"^{YEARS}$"}, example="2006-2011"
        ),
        **{name: _parameter(name, say(f"api.parameter.{name}"), {**TEXT, "enum": ["no"]}) for name in SWITCHES},
        "q": _parameter("q", say("api.parameter.q"), {**TEXT, "maxLength": LONGEST_TEXT}),
        CONTEXT: _parameter(CONTEXT, say("api.parameter.context"), _list(kinds), style="form", explode=False),
    }


def _facet(view: View, facet: str, name: str) -> Schema:
    text, codes = record_texts(view.say)[FACETS[facet].column], sorted(view.dataset.codes[facet])
    description = view.say("api.parameter.facet", title=text.title, meaning=text.meaning)
    return _parameter(name, description, _list(codes), style="form", explode=True)


def _list(codes: list[str]) -> Schema:
    return {"type": "array", "items": {**TEXT, **({"enum": codes} if codes else {})}}


def _parameter(name: str, description: str, kind: Schema, where: str = "query", **more: Any) -> Schema:
    return {"name": name, "in": where, "description": description, "required": where == "path", "schema": kind, **more}


def _paths(names: Iterable[str], say: Words) -> dict[str, Schema]:
    query = [{"$ref": f"#/components/parameters/{name}"} for name in names]
    slug = _parameter("id", say("api.parameter.id"), {**TEXT, "pattern": SLUG}, "path")
    formats = _parameter("format", say("api.parameter.format"), {**TEXT, "enum": list(EXPORTS)}, "path")
    files = _content(export.media_type for export in EXPORTS.values())
    one, whole = ({JSON_TYPE: {"schema": kind}} for kind in (ref("OneRecord"), {"type": "object"}))
    return {
        **{
            f"/api/records.{name}": _read(
                say, f"records_{name}", key, query, _content([EXPORTS[name].media_type]), "400"
            )
            for name, key in SHOWN.items()
        },
        f"/api/records.{METADATA}": _read(
            say, "records_csv_metadata", "api.path.csv_metadata", query, _content([CSVW_TYPE]), "400"
        ),
        "/api/records/{id}.json": _read(say, "record", "api.path.record", [slug], one, "400", "404"),
        "/api/export/{format}": _read(say, "export", "api.path.export", [formats, *query], files, "400", "404", "422"),
        **{
            f"/api/convention.{ending}": _read(
                say, name, key, [*query, *_of_states(say)], _content([STATES[ending]]), "400", "404"
            )
            for ending, (name, key) in STATES_READ.items()
        },
        **{path: _read(say, name, key, [], _content([XLSX_TYPE]), "422") for path, (name, key) in WORKBOOKS.items()},
        ADDRESS: _read(say, "openapi", "api.path.openapi", [], whole),
    }


def _of_states(say: Words) -> list[Schema]:
    return [
        _parameter("state", say("api.parameter.state"), {**TEXT, "maxLength": LONGEST_TEXT}),
        _parameter("joined", say("api.parameter.joined"), {**TEXT, "enum": list(WAYS_TO_JOIN)}),
    ]


def _read(say: Words, name: str, key: str, parameters: list[Schema], content: Schema, *refused: str) -> Schema:
    """The description of a path: only of `GET`, as `HEAD` and `OPTIONS` work everywhere."""
    summary = say(key)
    trouble = {"description": say("api.header.trouble"), "schema": {**TEXT, "enum": ["yes"]}}
    headers = {"etag": {"schema": TEXT}, "cache-control": {"schema": TEXT}, TROUBLE: trouble}
    good = {"200": {"description": summary, "headers": headers, "content": content}}
    others = {status: {"$ref": f"#/components/responses/{status}"} for status in sorted((*ALWAYS, *refused))}
    return {"get": {"operationId": name, "summary": summary, "parameters": parameters, "responses": good | others}}


def _content(media_types: Iterable[str]) -> Schema:
    """The content of a response by media type; only JSON and GeoJSON have a schema."""
    return {kind: {"schema": SENT[kind]} if kind in SENT else {} for kind in media_types}


def _answer(description: str, sentence: bool) -> Schema:
    return {"description": description, **({"content": {JSON_TYPE: {"schema": ref("Error")}}} if sentence else {})}


def _is_web(address: str) -> bool:
    """Whether an address from the data is an `http` or `https` URL."""
    try:
        return urlsplit(address).scheme in {"http", "https"}
    except ValueError:
        return False
