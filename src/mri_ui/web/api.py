"""The open data API: the record at plain addresses below `/api/`, for any site and any program to read.

Each error is one sentence as JSON, with a fitting HTTP status.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from mri_data.charts.of_view import has_parties
from mri_data.exports import csvw, parties_csv
from mri_data.exports.csv_file import COMMA, SEMICOLON
from mri_data.exports.formats import (
    CSVW_TYPE,
    EXPORTS,
    JSON_TYPE,
    METADATA,
    XLSX_TYPE,
    TooManyRecords,
    export_of,
    file_name,
)
from mri_data.exports.record_json import to_json
from mri_data.exports.record_workbook import MOST_TO_EDIT, RecordWorkbook, empty_workbook, record_workbook
from mri_data.exports.typesetting import TypesettingFailed
from mri_data.query.filters import Filters
from mri_data.reading.reader import read_record
from mri_data.record.permalink import address, clean_text
from mri_data.record.view import View
from mri_data.schema.context import WAYS_TO_JOIN
from mri_data.sentences.left_out import is_incomplete, unread_reasons
from mri_data.words.catalogue import words
from mri_data.words.errors import DataError, MriError, quoted, shortened, visible
from mri_data.words.spelling import hint
from mri_ui.base_path import base_path, path_of
from mri_ui.frame import live_record
from mri_ui.web import cached_response
from mri_ui.web.openapi import ADDRESS, SHOWN, STATES, TROUBLE, WORKBOOKS, document
from mri_ui.web.request_view import base_of, unfiltered_view, view_of, words_for

READ = ("GET", "HEAD")
ALLOWED = ", ".join((*READ, "OPTIONS"))
LONGEST_NAME, LONGEST_ERROR = 40, 1000
# CORS (https://fetch.spec.whatwg.org/#http-cors-protocol): what pages of other sites may request, and which headers
# of a response they may read.
MAY_ASK = {
    **cached_response.CORS,
    "access-control-allow-methods": ALLOWED,
    "access-control-allow-headers": "*",
    "access-control-max-age": "86400",
    "allow": ALLOWED,
}
EXPOSED_HEADERS = {
    "access-control-expose-headers": f"etag, content-disposition, link, {TROUBLE}",
    "x-content-type-options": "nosniff",
}
# A workbook to edit is in English for every reader.
IN_ENGLISH = {"content-language": words("en").tag}


Answer = Callable[[Request], Response | cached_response.PendingResponse]


@dataclass(frozen=True)
class OpenEndpoint:
    """An endpoint that is open to every site and read-only; `answer` runs briefly in a thread.

    `known` is False for addresses that do not exist, where every method gets the same 404.
    """

    answer: Answer
    known: bool = True

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Respond, with an error as a sentence if need be."""
        request = Request(scope)
        if request.method == "OPTIONS":
            response = Response(status_code=204, headers=MAY_ASK)
        elif self.known and request.method not in READ:
            response = _only_read(request)
        else:
            response = await _answered(self.answer, request)
        if request.method != "OPTIONS":
            response.headers.setdefault("content-language", words_for(request).tag)
        await response(scope, receive, send)


async def _answered(answer: Answer, request: Request) -> Response:
    """The response, or an error: 503 for the server's settings or data, 400 or 422 for the request."""
    try:
        return await cached_response.respond(partial(_prepared, answer), request)
    except TypesettingFailed:
        return _refused(words_for(request)("export.not_set"), 503)
    except (SettingError, DataError) as error:
        return _refused(error.in_words(words_for(request)), 503)
    except TooManyRecords as error:
        return _refused(error.in_words(words_for(request)), 422)
    except MriError as error:
        return _refused(error.in_words(words_for(request)), 400)


class SettingError(MriError):
    """A setting of the server that cannot be used."""


def _prepared(answer: Answer, request: Request) -> Response | cached_response.PendingResponse:
    """The response, or a pending one, from one state of the data.

    Sets the header `TROUBLE` if the files cannot be used now, or if a record or a row of the context is left out.
    """
    try:
        base_of(request)
    except MriError as error:
        raise SettingError(str(error)) from None
    with live_record.same_dataset():
        prepared = answer(request)
        if live_record.trouble() or is_incomplete(live_record.dataset()):
            prepared.headers[TROUBLE] = "yes"
        return prepared


def _refused(sentence: str, status: int) -> Response:
    return cached_response.refused(shortened(sentence, LONGEST_ERROR), status)


def _only_read(request: Request) -> Response:
    response = _refused(words_for(request)("api.method", method=quoted(request.method), allowed=ALLOWED), 405)
    response.headers["allow"] = ALLOWED
    return response


def _records(name: str, request: Request) -> Response | cached_response.PendingResponse:
    """The records of a view in one format; an empty result is not an error."""
    view, export = view_of(request), EXPORTS[name]
    headers = EXPOSED_HEADERS | (_described_by(_of_view(view, f"records.{METADATA}")) if name == "csv" else {})
    return cached_response.answer(
        request, view, f"records {name}", export.media_type, lambda: export.write(view), headers
    )


def _records_metadata(request: Request) -> Response | cached_response.PendingResponse:
    """What describes the CSV of a view, as CSVW."""
    view = view_of(request)
    make = partial(csvw.of_records, view, _of_view(view, "records.csv"))
    return cached_response.answer(request, view, "records metadata", CSVW_TYPE, make, EXPOSED_HEADERS)


def _of_view(view: View, path: str, **more: str) -> str:
    """The address of a path of this API for a view, relative to its neighbours."""
    return address(path, view.filters, view.context_shown, **more, lang=view.language)


def _described_by(metadata: str) -> dict[str, str]:
    """The header with which a table names its metadata (https://www.w3.org/TR/tabular-data-model/#link-header)."""
    return {"link": f'<{metadata}>; rel="describedby"; type="{CSVW_TYPE}"'}


def _record(request: Request) -> Response | cached_response.PendingResponse:
    """One record by its id, whatever the filters are."""
    requested, record = view_of(request), request.path_params["id"]
    say, known = requested.say, list(requested.records["id"])
    if record in requested.dataset.left_out:
        why = unread_reasons(requested.dataset, say)
        return _refused(say("api.left_out", id=quoted(record), reasons=why), 404)
    if record not in known:
        return _refused(say("api.no_record", id=quoted(record), hint=hint(record, known, say=say)), 404)
    view = replace(requested, filters=Filters(), context=())
    return cached_response.answer(
        request, view, f"record {record}", JSON_TYPE, lambda: to_json(view, record), EXPOSED_HEADERS
    )


def _export(request: Request) -> Response | cached_response.PendingResponse:
    """A view as a file to save; an error if no record matches."""
    name = request.path_params["format"]
    if name not in EXPORTS:
        quotable = visible(shortened(name, LONGEST_NAME))
        return _refused(words_for(request)("export.unknown", name=quotable, names=", ".join(EXPORTS)), 404)
    view, export = view_of(request), EXPORTS[name]
    headers = _saved_as(file_name(view, export.ending))
    return cached_response.answer(
        request, view, f"export {name}", export.media_type, lambda: export_of(view, name), headers
    )


def _convention(ending: str, request: Request) -> Response | cached_response.PendingResponse:
    """The States parties that match a search and a way of joining, or their metadata; 404 if the data has none."""
    view, query = view_of(request), request.query_params
    if not has_parties(view):
        return _nothing(request)
    text, how = clean_text(query.get("state", "")), query.get("joined", "")
    if how and how not in WAYS_TO_JOIN:
        return _refused(
            view.say("query.unknown_value", name="joined", value=quoted(how), expected=", ".join(WAYS_TO_JOIN)), 400
        )
    headers = _saved_as(parties_csv.file_name(view, whole=not (text or how), ending=ending))
    if ending == "csv":
        headers |= _described_by(_of_view(view, f"convention.{METADATA}", state=text, joined=how))
    make = partial(_states, view, text, how, ending)
    return cached_response.answer(request, view, f"convention {ending} {text} {how}", STATES[ending], make, headers)


def _states(view: View, text: str, how: str, ending: str) -> bytes:
    states = parties_csv.matching_parties(view, text, how)
    if ending == METADATA:
        return parties_csv.to_metadata(states, _of_view(view, "convention.csv", state=text, joined=how))
    return parties_csv.to_csv(states, COMMA if ending == "csv" else SEMICOLON)


def _workbook(empty: bool, request: Request) -> Response | cached_response.PendingResponse:
    """The whole record as a workbook to edit, or an empty one."""
    view, path = unfiltered_view(request), live_record.folder()
    if not empty and len(view.records) > MOST_TO_EDIT:
        counts = {"shown": len(view.records), "most": view.say.digits(MOST_TO_EDIT)}
        raise TooManyRecords(view.say("export.too_many", name="XLSX", **counts))
    stem = "empty-record" if empty else f"mri-record-to-edit-{view.dataset.about.data_date.isoformat()}"
    make = empty_workbook if empty else partial(_written_anew, path)
    return cached_response.answer(
        request, view, f"workbook {stem}", XLSX_TYPE, lambda: make().content, _saved_as(f"{stem}.xlsx") | IN_ENGLISH
    )


def _written_anew(path: Path) -> RecordWorkbook:
    """The workbook of a record as its files are now, in English, as its choices are read in no other language."""
    return record_workbook(read_record(path))


def _saved_as(name: str) -> dict[str, str]:
    return {"content-disposition": f"attachment; filename*=UTF-8''{quote(name)}", **EXPOSED_HEADERS}


def _openapi(request: Request) -> Response | cached_response.PendingResponse:
    """The OpenAPI description of this API."""
    view = unfiltered_view(request)
    return cached_response.answer(request, view, "openapi", JSON_TYPE, lambda: _written(view), EXPOSED_HEADERS)


def _written(view: View) -> bytes:
    return (json.dumps(document(view), ensure_ascii=False, indent=2) + "\n").encode()


def _nothing(request: Request) -> Response:
    path = quoted(path_of(request.scope))
    return _refused(words_for(request)("api.nothing", path=path, described=f"{base_path()}{ADDRESS}"), 404)


ROUTES: list[Route] = [
    *(Route(f"/api/records.{name}", OpenEndpoint(partial(_records, name))) for name in SHOWN),
    Route(f"/api/records.{METADATA}", OpenEndpoint(_records_metadata)),
    Route("/api/records/{id}.json", OpenEndpoint(_record)),
    Route("/api/export/{format}", OpenEndpoint(_export)),
    *(Route(f"/api/convention.{ending}", OpenEndpoint(partial(_convention, ending))) for ending in STATES),
    *(Route(path, OpenEndpoint(partial(_workbook, name == "empty_record"))) for path, (name, _) in WORKBOOKS.items()),
    Route(ADDRESS, OpenEndpoint(_openapi)),
    *(Route(path, OpenEndpoint(_nothing, known=False)) for path in ("/api", "/api/{path:path}")),
]
