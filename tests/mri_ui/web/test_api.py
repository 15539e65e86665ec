"""Open data: the same records at plain addresses, described as they are, and a sentence for whatever is wrong."""

import asyncio
import csv
import io
import json
import re
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import openapi_spec_validator
import pytest
from openapi_schema_validator import OAS31Validator
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient
from streamlit.web.server.starlette.starlette_gzip_middleware import SelectiveGZipMiddleware

from mri_data import cli
from mri_data.exports.formats import EXPORTS
from mri_data.exports.record_json import to_json
from mri_data.exports.table import export_columns
from mri_data.query.filters import SWITCHES, Filters
from mri_data.reading.ooxml import read_sheets
from mri_data.reading.workbook import record_of
from mri_data.record.dataset import Dataset
from mri_data.record.permalink import CONTEXT, PARAMETERS, to_query
from mri_data.record.view import View
from mri_ui.parts.map_files import land_address
from mri_ui.web import cached_response
from mri_ui.web.openapi import ADDRESS, SHOWN, TROUBLE, document
from mri_ui.web.routes import ROUTES
from tests.conftest import DataFolder

APP = Starlette(routes=ROUTES)
PUBLIC = "https://record.example.org"
CHOICE = Filters(work_area=("advocacy", "convening"), years=(2001, 2011), undated=False, text="action")
PATHS = (*(f"/api/records.{name}" for name in SHOWN), "/api/records/pga-2010.json", "/api/export/csv", ADDRESS)
HOSTILE = ("\x00", "../../../etc/passwd", "<script>alert(1)</script>", "%s{x}", "\u202egnp.exe", "a" * 1_000_000)


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(APP)


@pytest.fixture(scope="module")
def described(client: TestClient) -> dict[str, Any]:
    return dict(client.get(ADDRESS).json())


def sentence(answer: Any) -> str:
    """The one thing that a refusal holds."""
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["cache-control"] == "no-store"
    told = answer.json()
    assert list(told) == ["error"]
    assert "Traceback" not in told["error"]
    return str(told["error"])


def asked_raw(path: str, query: bytes = b"") -> tuple[int, bytes]:
    """Status and body for what no client would send: a path and a query as they are, of any length."""
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b""}

    async def send(message: Any) -> None:
        sent.append(dict(message))

    scope = {"type": "http", "method": "GET", "path": path, "query_string": query, "headers": [], "root_path": ""}
    asyncio.run(APP(scope | {"scheme": "http", "server": ("testserver", 80)}, receive, send))
    return sent[0]["status"], b"".join(message.get("body", b"") for message in sent)


# --- the records of a view


@pytest.mark.parametrize("name", SHOWN)
def test_the_records_are_the_same_bytes_as_the_file_of_the_view(
    client: TestClient, dataset: Dataset, name: str
) -> None:
    answer = client.get(f"/api/records.{name}", params=to_query(CHOICE, ["meetings"]))
    view = View(dataset, CHOICE, context=("meetings",))
    assert 0 < len(view.shown) < len(view.records)
    assert answer.content == EXPORTS[name].write(view)
    assert answer.headers["content-type"] == EXPORTS[name].media_type
    assert "content-disposition" not in answer.headers


@pytest.mark.parametrize("name", SHOWN)
def test_the_command_line_writes_what_the_address_sends(
    client: TestClient, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MRI_PUBLIC_URL", PUBLIC)
    query, out = "area=advocacy&years=1995-2008&context=convention,forums", tmp_path / "out"
    assert cli.main(["export", "--format", name, "--query", query, "--out", str(out)]) == 0
    assert client.get(f"/api/records.{name}?{query}").content == out.read_bytes()
    assert client.get(f"/api/export/{name}?{query}").content == out.read_bytes()
    assert (PUBLIC in out.read_text("utf-8")) == (name != "csv")


def test_where_nothing_matches_there_is_a_document_without_records(client: TestClient) -> None:
    answers = {name: client.get(f"/api/records.{name}?q=zzzz") for name in SHOWN}
    assert {answer.status_code for answer in answers.values()} == {200}
    told = answers["json"].json()
    assert (told["records"], told["about"]["records"]) == ([], "0 of 17 records")
    places = answers["geojson"].json()
    assert (places["type"], places["features"], places["records_without_place"]) == ("FeatureCollection", [], [])
    (head,) = csv.reader(io.StringIO(answers["csv"].content.decode("utf-8-sig")))
    assert head[0] == "id"


def test_a_record_without_any_rows_is_a_valid_document_too(
    client: TestClient, empty_folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MRI_DATA_DIR", str(empty_folder.path))
    assert [client.get(f"/api/records.{name}").status_code for name in SHOWN] == [200, 200, 200]
    openapi_spec_validator.validate(client.get(ADDRESS).json())


# --- what describes a table


def test_a_table_names_its_metadata_which_names_the_table_and_the_view(client: TestClient) -> None:
    table = client.get("/api/records.csv?kind=forum&context=meetings")
    link = re.fullmatch(r'<([^>]+)>; rel="describedby"; type="application/csvm\+json"', table.headers["link"])
    assert link
    assert "link" in table.headers["access-control-expose-headers"]
    metadata = client.get(urljoin(str(table.url), link[1]))
    assert metadata.headers["content-type"] == "application/csvm+json"
    assert client.get(urljoin(str(metadata.url), metadata.json()["url"])).content == table.content
    assert "dcat:landingPage" not in metadata.json()
    assert metadata.json()["notes"][0]["records"] == "7 of 17 records"


def test_the_states_parties_are_described_and_had_with_semicolons_too(client: TestClient) -> None:
    table = client.get("/api/convention.csv?state=guin%C3%A9a&joined=accession")
    link = re.match(r"<([^>]+)>", table.headers["link"])
    assert link
    metadata = client.get(urljoin(str(table.url), link[1])).json()
    assert metadata["notes"][0]["choice"] == "Only States found by “guinéa”. Only by accession."
    assert client.get(urljoin(str(table.url), metadata["url"])).content == table.content
    semicolons = client.get("/api/convention.semicolon.csv?state=guin%C3%A9a&joined=accession")
    assert semicolons.headers["content-disposition"].endswith("icrmw-parties-selection-2025-02-21.semicolon.csv")
    assert semicolons.content.decode("utf-8-sig").startswith("order;country;state;")


# --- one record


def test_a_record_is_had_with_its_words_its_page_and_its_sources(client: TestClient, dataset: Dataset) -> None:
    told = client.get("/api/records/pga-2010.json").json()
    listed = {row["id"]: row for row in client.get("/api/records.json").json()["records"]}
    assert told["record"] == listed["pga-2010"]
    assert told["page"] == "/records?record=pga-2010&lang=en"
    assert {"label": "Name used then", "value": "5th People’s Global Action"} in told["detail"]["facts"]
    assert [one["citations"][0]["url"] for one in told["detail"]["adds"][:2]] == [
        "https://transnationalmigrantplatform.net/campaigns-advocacy/background-pga/",
        "https://www.gfmd.org/meetings/mexico2010",
    ]
    assert [source["id"] for source in told["sources"]][:2] == ["mri-achievements", "tmp-pga"]
    assert (told["record"]["evidence"], told["detail"]["evidence_name"]) == ("documented", "Documented elsewhere")
    own = client.get("/api/records.json?evidence=own-account").json()["records"]
    assert [row["id"] for row in own] == ["ngo-platform", "grassroots", "un-participation", "handbook"]
    assert [note["id"] for note in told["quality_notes"]] == ["days"]
    assert told["about"]["licence"].startswith("CC BY 4.0")


def test_a_record_is_the_same_whatever_else_an_address_chooses(client: TestClient) -> None:
    one, chosen = (client.get(f"/api/records/durban-2001.json{query}") for query in ("", "?kind=forum&context=forums"))
    assert (one.content, one.headers["etag"]) == (chosen.content, chosen.headers["etag"])


def test_every_record_has_its_address(client: TestClient, dataset: Dataset) -> None:
    ids = list(dataset.records["id"])
    assert [client.get(f"/api/records/{id_}.json").json()["record"]["id"] for id_ in ids] == ids


def test_a_record_that_there_is_not_is_no_document(dataset: Dataset) -> None:
    with pytest.raises(KeyError, match="nobody"):
        to_json(View(dataset), "nobody")


# --- files


def test_a_file_is_saved_under_its_name_and_any_site_may_see_it(client: TestClient) -> None:
    answer = client.get("/api/export/xlsx?kind=forum&slide=3")
    assert answer.headers["content-disposition"].endswith("''mri-record-selection-2026-11-30.xlsx")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-type"] == EXPORTS["xlsx"].media_type
    assert "content-disposition" in answer.headers["access-control-expose-headers"]


# --- what is not sent twice


@pytest.mark.parametrize("path", PATHS)
def test_who_has_an_answer_already_is_told_so(client: TestClient, path: str) -> None:
    first = client.get(path)
    again = client.get(path, headers={"if-none-match": f'"other", W/{first.headers["etag"]}'})
    other = client.get(path, headers={"if-none-match": '"other"'})
    assert (first.status_code, again.status_code, other.status_code) == (200, 304, 200)
    assert (again.content, again.headers["etag"]) == (b"", first.headers["etag"])
    assert first.headers["cache-control"] == again.headers["cache-control"] == cached_response.FOR_A_WHILE


def test_another_choice_context_format_or_address_has_another_tag(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [
        client.get("/api/records.json"),
        client.get("/api/records.json?kind=forum"),
        client.get("/api/records.json?context=meetings"),
        client.get("/api/records.csv"),
        client.get("/api/export/json"),
    ]
    monkeypatch.setenv("MRI_PUBLIC_URL", PUBLIC)
    answers.append(client.get("/api/records.json"))
    assert len({answer.headers["etag"] for answer in answers}) == len(answers)
    about = answers[-1].json()["about"]
    assert about["address"] == f"{PUBLIC}/records?version={about['version']}&lang=en"


def test_another_language_or_version_of_the_data_has_another_tag(dataset: Dataset) -> None:
    view = View(dataset)
    others = [replace(view, language="fr"), replace(view, dataset=replace(dataset, version="0"))]
    assert len({cached_response.tag_of(one, "x") for one in (view, *others)}) == 3


def test_changed_data_is_sent_anew(
    client: TestClient, data_folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MRI_DATA_DIR", str(data_folder.path))
    before = client.get("/api/records/durban-2001.json")
    data_folder.set("achievements.csv", "durban-2001", "title", "Another title of more letters")
    after = client.get("/api/records/durban-2001.json", headers={"if-none-match": before.headers["etag"]})
    assert (after.status_code, after.json()["record"]["title"]) == (200, "Another title of more letters")


# --- methods, and other sites


@pytest.mark.parametrize("path", PATHS)
def test_head_says_what_get_sends(client: TestClient, path: str) -> None:
    got, head = client.get(path), client.head(path)
    assert head.content == b""
    assert (head.status_code, dict(head.headers)) == (200, dict(got.headers))
    assert int(head.headers["content-length"]) == len(got.content)


@pytest.mark.parametrize("path", [*PATHS, "/api/nothing/here"])
def test_any_site_may_ask_and_never_as_somebody(client: TestClient, path: str) -> None:
    asking = {"origin": "https://elsewhere.example", "access-control-request-method": "GET"}
    answer = client.options(path, headers=asking)
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"
    assert "access-control-allow-credentials" not in answer.headers
    assert client.get(path).headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "X"])
def test_nothing_can_be_written(client: TestClient, method: str) -> None:
    answer = client.request(method, "/api/records.json")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD, OPTIONS")
    assert f'"{method}" is not allowed here' in sentence(answer)


# --- what is refused


@pytest.mark.parametrize(
    ("path", "status", "told"),
    [
        ("/api/export/docx", 404, "There is no format docx; expected one of pptx, pdf"),
        ("/api/export/csv?q=zzzz", 400, "Nothing in the record matches"),
        ("/api/records.json?colour=red", 400, 'There is no filter named "colour". Check its spelling.'),
        ("/api/records.csv?area=nonsense", 400, 'area="nonsense" is not known here; expected one of advocacy'),
        ("/api/records.geojson?years=last", 400, 'years="last" is no span of years'),
        ("/api/records.csv?years=2008-2011&years=2006", 400, 'years is given twice, as "2008-2011" and as "2006"'),
        ("/api/records.json?context=weather", 400, 'context="weather" is not known here'),
        ("/api/records/durban-2001.json?colour=red", 400, 'There is no filter named "colour". Check its spelling.'),
        ("/api/records/pga-20010.json", 404, 'There is no record "pga-20010". Write one of these: '),
        ("/api/nothing", 404, '"/api/nothing". See /api/openapi.json for all addresses.'),
        ("/api/records.json/", 404, "/api/openapi.json"),
        ("/api/", 404, "/api/openapi.json"),
        ("/api", 404, "/api/openapi.json"),
    ],
)
def test_what_cannot_be_answered_is_one_sentence(client: TestClient, path: str, status: int, told: str) -> None:
    answer = client.get(path, follow_redirects=False)
    assert answer.status_code == status
    assert told in sentence(answer)


@pytest.mark.parametrize("path", PATHS)
def test_data_that_cannot_be_read_is_said_to_be_so(
    client: TestClient, path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MRI_DATA_DIR", str(tmp_path / "nowhere"))
    answer = client.get(path)
    assert (answer.status_code, sentence(answer)) == (
        503,
        "nowhere was not found. Check its name, or name another folder or workbook with --data or MRI_DATA_DIR.",
    )


@pytest.mark.parametrize("path", PATHS)
def test_an_answer_from_the_last_good_state_says_so_as_long_as_the_files_have_a_fault(
    client: TestClient, path: str, data_folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MRI_DATA_DIR", str(data_folder.path))
    places = data_folder.path / "places.csv"
    good, before = places.read_bytes(), client.get(path)
    places.write_bytes(b"")
    during, same = client.get(path), client.get(path, headers={"if-none-match": before.headers["etag"]})
    places.write_bytes(good)
    after = client.get(path)
    assert [one.status_code for one in (before, during, same, after)] == [200, 200, 304, 200]
    assert before.content == during.content == after.content
    assert [one.headers.get(TROUBLE) for one in (before, during, same, after)] == [None, "yes", "yes", None]
    assert TROUBLE in during.headers["access-control-expose-headers"]


def wrong_head(text: str) -> str:
    return text.replace("id,", "code,", 1)


def no_rows(text: str) -> str:
    return text.partition("\n")[0] + "\n"


def cut_in_quotes(text: str) -> str:
    return text[: text.rindex('"')]


def every_row_faulty(text: str) -> str:
    head, rows = text.split("\n", 1)
    return head + "\n" + rows.replace(",mri-achievements,", ",nobody,")


@pytest.mark.parametrize("spoil", [wrong_head, no_rows, cut_in_quotes, every_row_faulty])
def test_seven_forums_stay_seven_when_their_table_is_emptied_cut_off_or_has_a_wrong_head_while_it_is_served(
    client: TestClient, data_folder: DataFolder, monkeypatch: pytest.MonkeyPatch, spoil: Callable[[str], str]
) -> None:
    monkeypatch.setenv("MRI_DATA_DIR", str(data_folder.path))
    forums = data_folder.path / "forums.csv"
    good = forums.read_text("utf-8")
    assert len(client.get("/api/records.json?kind=forum").json()["records"]) == 7
    spoiled = spoil(good)
    assert spoiled != good
    forums.write_text(spoiled, "utf-8")
    during = client.get("/api/records.json?kind=forum")
    assert (len(during.json()["records"]), during.headers.get(TROUBLE)) == (7, "yes")
    forums.write_text(good, "utf-8")
    assert TROUBLE not in client.get("/api/records.json?kind=forum").headers


def test_a_program_is_told_when_a_record_is_left_out_even_where_the_files_were_never_better(
    client: TestClient, data_folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MRI_DATA_DIR", str(data_folder.path))
    data_folder.set("forums.csv", "pga-2010", "date", "some day")
    answer = client.get("/api/records.json?kind=forum")
    assert (len(answer.json()["records"]), answer.headers.get(TROUBLE)) == (6, "yes")


# Answers had the header only where records were left out: the test before used no folder with a context.
@pytest.mark.parametrize(
    ("file", "row", "path"),
    [
        ("meetings.csv", "wssd-1995", "/api/records.json"),
        ("milestones.csv", "icrmw-adopted", "/api/records.json?context=convention"),
        ("later_forums.csv", "later-pga-2014", "/api/export/csv"),
        ("convention.csv", "icrmw-al", "/api/convention.csv"),
        ("signatories.csv", "icrmw-am", "/api/openapi.json"),
    ],
)
def test_a_program_is_told_when_a_row_of_the_context_is_left_out_though_every_record_could_be_read(
    client: TestClient, whole_folder: DataFolder, monkeypatch: pytest.MonkeyPatch, file: str, row: str, path: str
) -> None:
    monkeypatch.setenv("MRI_DATA_DIR", str(whole_folder.path))
    whole_folder.set(f"context/{file}", row, "date", "some day")
    assert client.get(path).headers.get(TROUBLE) == "yes"


def test_a_wrong_setting_of_the_server_is_not_the_readers_fault(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MRI_PUBLIC_URL", "not an address")
    assert client.get("/api/records.json").status_code == 503


@pytest.mark.parametrize("text", HOSTILE, ids=["nul", "up", "script", "format", "turned", "long"])
def test_hostile_text_is_told_back_in_short_and_as_text(text: str) -> None:
    query = "&".join(f"{name}={text}" for name in ("area", "years", text)).encode()
    for path, status in (
        (f"/api/records/{text}.json", 404),
        (f"/api/export/{text}", 404),
        (f"/api/{text}", 404),
        ("/api/records.json", 400),
    ):
        given, body = asked_raw(path, query if status == 400 else b"")
        told = json.loads(body)["error"]
        assert given == status, path[:60]
        assert len(told) <= 1000
        assert told.isprintable()
        assert "Traceback" not in told


@pytest.mark.parametrize("text", ["%00", "%3Cscript%3E", "%ff%fe", "..%2F", "%E2%80%AE", "%F0%9F%9A%A2" * 80_000])
def test_words_to_look_for_may_be_anything(text: str) -> None:
    status, body = asked_raw("/api/records.json", f"q={text}".encode())
    told = json.loads(body)["about"]["filters"]
    assert (status, told.isprintable()) == (200, True)
    assert len(told) < 300


def test_many_faults_are_still_one_short_answer() -> None:
    status, body = asked_raw("/api/records.json", b"&".join(b"area=%d" % number for number in range(5_000)))
    assert (status, len(json.loads(body)["error"])) == (400, 1000)


@pytest.mark.parametrize(
    ("path", "accepted", "language"),
    [
        ("/api/records.json?lang=FR", "it", "fr"),
        ("/api/records/handbook.json?lang=fr-CA", "it", "fr"),
        ("/api/records.csv", "it, fr", "it"),
        ("/api/nowhere?lang=es", "it", "es"),
        ("/api/records.csv?lang=de", "it", "it"),
        ("/api/record-to-edit.xlsx", "it", "en-GB"),
    ],
)
def test_an_answer_names_its_language(client: TestClient, path: str, accepted: str, language: str) -> None:
    assert client.get(path, headers={"accept-language": accepted}).headers["content-language"] == language


# --- compressed once


@pytest.mark.parametrize("path", ["/api/records.json", f"/{land_address()}"])
def test_text_is_compressed_once(path: str) -> None:
    plain = TestClient(APP).get("/api/records.json").json()
    client = TestClient(Starlette(routes=ROUTES, middleware=[Middleware(SelectiveGZipMiddleware)]))
    answer = client.get(path, headers={"accept-encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert "accept-encoding" in answer.headers["vary"].lower()
    assert int(answer.headers["content-length"]) < len(answer.content)
    assert answer.json() == plain if path.startswith("/api") else answer.text.startswith("<svg")


def test_what_is_compressed_in_itself_is_sent_as_it_is() -> None:
    client = TestClient(Starlette(routes=ROUTES, middleware=[Middleware(SelectiveGZipMiddleware)]))
    answer = client.get("/api/export/timeline-png", headers={"accept-encoding": "gzip"})
    assert "content-encoding" not in answer.headers
    assert answer.content.startswith(b"\x89PNG")


# --- whom an answer names

ADDRESSES = ("records.json", "records.csv", "records.geojson", "records.csv-metadata.json", "records/handbook.json")


@pytest.mark.parametrize("path", [*ADDRESSES, "convention.csv", "convention.csv-metadata.json", "openapi.json"])
def test_no_answer_carries_the_host_that_a_request_names(client: TestClient, path: str) -> None:
    answer = client.get(f"/api/{path}", headers={"host": "evil.example"})
    assert answer.status_code == 200
    assert "evil" not in answer.text + str(answer.headers)


# --- the description


def test_the_description_is_valid_openapi(described: dict[str, Any]) -> None:
    openapi_spec_validator.validate(described)
    assert described["openapi"].startswith("3.1")


def test_every_path_is_described_and_every_described_path_is_there(described: dict[str, Any]) -> None:
    paths = {str(getattr(route, "path", "")) for route in ROUTES}
    assert set(described["paths"]) == {path for path in paths if path.startswith("/api/")} - {"/api/{path:path}"}


def test_every_parameter_of_a_view_is_described_with_the_codes_that_there_are(
    client: TestClient, described: dict[str, Any], dataset: Dataset
) -> None:
    parameters = described["components"]["parameters"]
    assert set(parameters) == {*PARAMETERS.values(), "years", *SWITCHES, "q", CONTEXT}
    for facet, name in PARAMETERS.items():
        codes = parameters[name]["schema"]["items"]["enum"]
        assert set(codes) == dataset.codes[facet]
        assert client.get("/api/records.json", params={name: codes}).status_code == 200
    assert parameters[CONTEXT]["schema"]["items"]["enum"] == ["meetings", "convention", "forums"]
    paths = described["paths"]
    for path in ("/api/records.json", "/api/records.csv", "/api/records.geojson", "/api/export/{format}"):
        used = [one.get("$ref", "").rpartition("/")[2] for one in paths[path]["get"]["parameters"]]
        assert [name for name in used if name] == list(parameters)


YEARS = {"2001": 200, "1995-2011": 200, "2011-1995": 200}
NO_YEARS = ("995", "3001", "20011", "1995-", "-2011", "1995–2011", "１９９５", "", " 2001", "2001 ", "2001\n")


@pytest.mark.parametrize(("years", "status"), (YEARS | dict.fromkeys(NO_YEARS, 400)).items())
def test_the_years_that_the_description_allows_are_taken_and_no_others(
    client: TestClient, described: dict[str, Any], years: str, status: int
) -> None:
    kind = described["components"]["parameters"]["years"]["schema"]
    # A line break at the end is where patterns of Python and of JavaScript, which the description means, differ.
    assert (OAS31Validator(kind).is_valid(years) and not years.endswith("\n")) == (status == 200)
    for path in ("/api/records.json", "/api/export/csv", "/api/convention.csv"):
        assert client.get(path, params={"years": years}).status_code == status, path
    assert client.get("/api/records.json", params={"years": [years, "2001"]}).status_code == (
        200 if years == "2001" else 400
    )


def test_the_description_says_how_an_answer_from_the_last_good_state_is_known(described: dict[str, Any]) -> None:
    for path, methods in described["paths"].items():
        assert TROUBLE in methods["get"]["responses"]["200"]["headers"], path


def test_every_format_is_described_with_its_media_type(described: dict[str, Any]) -> None:
    operation = described["paths"]["/api/export/{format}"]["get"]
    assert operation["parameters"][0]["schema"]["enum"] == list(EXPORTS)
    assert set(operation["responses"]["200"]["content"]) == {export.media_type for export in EXPORTS.values()}


def test_the_fields_described_are_those_sent_with_what_they_mean(client: TestClient, described: dict[str, Any]) -> None:
    properties = described["components"]["schemas"]["Record"]["properties"]
    for row in client.get("/api/records.json").json()["records"]:
        assert list(row) == list(properties)
    assert list(properties) == export_columns()
    assert properties["work_area"]["title"] == "Kind of work"
    assert properties["work_area"]["description"] == "One of five kinds of work."
    assert properties["places"]["description"] == (
        "The cities of the record, as in `places.csv`. An empty list means: the record names no city."
    )


def closed(part: Any) -> Any:
    """The same schemas without room for fields that they do not name."""
    if isinstance(part, list):
        return [closed(one) for one in part]
    if not isinstance(part, dict):
        return part
    inner = {key: closed(value) for key, value in part.items()}
    return inner | ({"additionalProperties": False} if part.get("type") == "object" and "properties" in part else {})


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/api/records.json", "Records"),
        ("/api/records.json?context=meetings,convention,forums", "Records"),
        ("/api/records.json?q=zzzz", "Records"),
        ("/api/records.geojson?context=meetings,convention,forums", "Places"),
        ("/api/records/pga-2010.json", "OneRecord"),
        ("/api/records/handbook.json", "OneRecord"),
        ("/api/nothing", "Error"),
    ],
)
def test_what_is_sent_is_as_described_and_no_more(
    client: TestClient, described: dict[str, Any], path: str, name: str
) -> None:
    components = closed(deepcopy(described["components"]))
    validator = OAS31Validator({"$ref": f"#/components/schemas/{name}", "components": components})
    assert [error.message[:300] for error in validator.iter_errors(client.get(path).json())] == []


def test_the_description_says_licence_contact_and_where_it_is_served(
    client: TestClient, dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MRI_PUBLIC_URL", f"{PUBLIC}/record")
    told = client.get(ADDRESS).json()
    assert told["servers"] == [{"url": f"{PUBLIC}/record"}]
    assert told["info"]["license"] == {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"}
    assert told["info"]["contact"]["url"] == dataset.about.contact
    assert dataset.version in told["info"]["description"]


def test_a_contact_that_is_no_address_of_the_web_is_not_given_as_one(dataset: Dataset) -> None:
    strange = replace(dataset, about=replace(dataset.about, contact="javascript:alert(1)", licence_url="[//"))
    info = document(View(strange, base=PUBLIC))["info"]
    assert "url" not in info["contact"]
    assert "url" not in info["license"]


# --- the States parties


def test_the_states_that_a_search_and_a_way_of_joining_leave_are_a_file(client: TestClient) -> None:
    answer = client.get("/api/convention.csv?state=guin%C3%A9a&joined=accession")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].endswith("icrmw-parties-selection-2025-02-21.csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row["state"] for row in rows] == ["Guinea"]
    told = client.get("/api/convention.csv-metadata.json?state=guin%C3%A9a&joined=accession").json()
    assert told["notes"][0]["address"] == "/convention?state=guin%C3%A9a&joined=accession&lang=en"


def test_all_states_are_a_file_without_a_choice(client: TestClient) -> None:
    answer = client.get("/api/convention.csv")
    assert answer.headers["content-disposition"].endswith("''icrmw-parties-2025-02-21.csv")
    assert answer.content.decode("utf-8-sig").count("ratification,") + answer.text.count(",accession,") == 60


def test_a_way_of_joining_that_is_none_is_named(client: TestClient) -> None:
    answer = client.get("/api/convention.csv?joined=marriage")
    assert answer.status_code == 400
    assert '"marriage"' in sentence(answer)
    assert "accession" in sentence(answer)


def test_the_record_is_there_as_a_workbook_to_edit_and_an_empty_one(client: TestClient) -> None:
    answer = client.get("/api/record-to-edit.xlsx")
    assert answer.headers["content-disposition"] == ("attachment; filename*=UTF-8''mri-record-to-edit-2026-11-30.xlsx")
    read = record_of(read_sheets(answer.content, "record.xlsx"), "record.xlsx")
    assert (len(read.tables["forums"].rows), len(read.settings["sources"].values)) == (7, 108)
    empty = client.get("/api/empty-record.xlsx")
    assert empty.headers["content-disposition"] == "attachment; filename*=UTF-8''empty-record.xlsx"
    assert [sheet.name for sheet in read_sheets(empty.content, "empty.xlsx")][:3] == [
        "Read me",
        "Forums",
        "Achievements",
    ]
    assert client.get("/api/record-to-edit.xlsx", headers={"if-none-match": answer.headers["etag"]}).status_code == 304
