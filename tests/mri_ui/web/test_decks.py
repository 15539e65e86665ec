"""Presentations that are sent to be checked: what is refused, what is held in memory, and that nothing is stored."""

import asyncio
import io
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pptx import Presentation
from starlette.applications import Starlette
from starlette.testclient import TestClient

from mri_data.exports.formats import PPTX_TYPE
from mri_data.exports.pptx.slides import to_pptx
from mri_data.query.filters import Filters
from mri_data.record.dataset import load_dataset
from mri_data.record.view import View
from mri_ui.web import decks

HEADERS = {"content-type": PPTX_TYPE}
NEW = "Nothing on these slides has changed in the record since the presentation was made."


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(Starlette(routes=decks.ROUTES))


@pytest.fixture(scope="module")
def deck() -> bytes:
    return to_pptx(View(load_dataset(), Filters(kind=("forum",), years=(2008, 2008))))


def test_a_deck_is_answered_with_a_report_and_with_itself_and_no_cache_keeps_either(
    client: TestClient, deck: bytes
) -> None:
    report = client.post("/deck/check?name=..%2F%3Cb%3Etalk.pptx", content=deck, headers=HEADERS)
    assert report.status_code == 200
    assert report.headers["cache-control"] == "no-store"
    assert report.json()["name"] == "<b>talk-renewed.pptx"
    assert report.json()["html"].startswith(f"<p>{NEW}</p>")
    assert "data-do" not in report.json()["html"]
    renewed = client.post("/deck/renewed?name=talk.pptx", content=deck, headers=HEADERS)
    assert renewed.headers["content-disposition"] == "attachment; filename*=UTF-8''talk-renewed.pptx"
    assert len(Presentation(io.BytesIO(renewed.content)).slides) == len(Presentation(io.BytesIO(deck)).slides)


def test_what_a_deck_says_is_escaped(client: TestClient, deck: bytes) -> None:
    edited = Presentation(io.BytesIO(deck))
    edited.slides[0].shapes.title.text_frame.text = "<img src=x onerror=alert(1)>"
    edited.save(file := io.BytesIO())
    html = client.post("/deck/check", content=file.getvalue(), headers=HEADERS).json()["html"]
    assert "<img" not in html
    assert "Title, changed by hand, stays: “&lt;img src=x onerror=alert(1)&gt;”." in html


def test_what_is_no_deck_is_refused_with_a_sentence(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    other = client.post("/deck/check?name=a.pdf", content=b"%PDF", headers=HEADERS)
    assert (other.status_code, other.json()["error"]) == (
        422,
        "a.pdf is not a PowerPoint presentation (.pptx). Choose the file that the donor pack saved, or a copy that you "
        "have edited.",
    )
    # What a form of another site can send has another media type.
    assert client.post("/deck/check", data={"file": "x"}).status_code == 415
    assert client.get("/deck/check").status_code == 405
    monkeypatch.setattr(decks, "MOST_BYTES", 1_000_000)
    large = client.post("/deck/check?name=a.pptx", content=bytes(1_000_001), headers=HEADERS)
    assert (large.status_code, large.json()["error"][:28]) == (413, "a.pptx is larger than 1 MB. ")


def test_only_a_few_files_are_in_memory_at_a_time(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decks, "MOST_FILES", 0)
    busy = client.post("/deck/check", content=b"PK", headers=HEADERS)
    assert busy.status_code == 503
    assert busy.json()["error"].startswith("Several presentations are being checked at the moment.")


def test_a_file_that_never_arrives_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decks, "ARRIVAL_SECONDS", 0.01)
    sent: list[dict[str, object]] = []

    async def receive() -> dict[str, object]:
        await asyncio.Event().wait()
        return {}

    async def send(message: dict[str, object]) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "POST", "path": "/deck/check", "query_string": b"", "root_path": ""}
    scope |= {"headers": [(b"content-type", PPTX_TYPE.encode())]}
    answered = Starlette(routes=decks.ROUTES)(scope, receive, send)  # type: ignore[arg-type]
    # In a thread of its own: a browser test before this one may have left a loop running in this thread.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, answered).result()
    assert sent[0]["status"] == 408


def test_nothing_is_written_to_disk(
    client: TestClient, deck: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert client.post("/deck/check", content=deck, headers=HEADERS).status_code == 200
    assert list(tmp_path.iterdir()) == []
