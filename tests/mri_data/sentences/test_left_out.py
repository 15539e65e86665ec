"""One cell that cannot be read: every file, page and answer says what is left out and why, and no command hides it."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pptx
import pytest
from lxml import html
from pypdf import PdfReader
from starlette.applications import Starlette
from starlette.testclient import TestClient

from mri_data.cli import main
from mri_data.exports.formats import export_of
from mri_data.query.filters import Filters
from mri_data.record.dataset import Dataset
from mri_data.record.view import View
from mri_data.sentences.about_view import filter_line
from mri_data.sentences.findings import findings
from mri_data.sentences.headline import headline
from mri_data.sentences.left_out import unread_counts
from mri_data.sentences.page_title import page_title
from mri_data.site.pages import pages
from mri_data.site.publish import view_of
from mri_data.talk.slides import talk
from mri_ui.web.routes import ROUTES
from tests.conftest import DataFolder, copy_data

Captured = pytest.CaptureFixture[str]
COUNTED = "6 of 7 forums could be read"
REASON = 'forums.csv, line 4, column "date": "someday"'


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    """The record with one bad cell: the date of the forum of 2008."""
    made = DataFolder(tmp_path_factory.mktemp("data"))
    copy_data(made.path)
    made.set("forums.csv", "pga-2008", "date", "someday")
    return made


@pytest.fixture(scope="module")
def spoilt(folder: DataFolder) -> Dataset:
    return folder.load()


def test_a_whole_record_says_nothing_of_it(dataset: Dataset) -> None:
    view = View(dataset)
    assert unread_counts(dataset) == {}
    assert filter_line(view) == "All 17 records."
    assert "left_out" not in json.loads(export_of(view, "json"))["about"]


def test_every_count_says_how_many_could_be_read(spoilt: Dataset) -> None:
    view, some = View(spoilt), View(spoilt, Filters(kind=("forum",)))
    assert filter_line(view) == f"All 16 records. {COUNTED}."
    for page in ("overview", "timeline", "map", "records"):
        assert page_title(view, page).endswith(f"; {COUNTED}")
    assert page_title(some, "map") == f"Six forums; {COUNTED}"
    forums, cities, achievements, _ = headline(view.records, view.shown, view.labels, unread_counts(spoilt))
    assert forums.note == f"People’s Global Action, 2006 to 2013; {COUNTED}"
    assert cities.note.endswith(COUNTED)
    assert COUNTED not in achievements.note
    assert [one.text for one in findings(view.shown, spoilt, view.labels) if "Every forum" in one.text] == []


@pytest.mark.parametrize("name", ["csv-metadata", "json", "geojson", "xlsx", "html", "pptx", "pdf", "timeline-svg"])
def test_every_file_says_what_is_left_out_and_why(spoilt: Dataset, name: str) -> None:
    content = export_of(View(spoilt, Filters(place=("durban",))), name)
    said = " ".join(READ.get(name, bytes.decode)(content).split())
    assert COUNTED in said
    assert REASON in said or name == "timeline-svg"


def _words_of_slides(content: bytes) -> str:
    slides = pptx.Presentation(io.BytesIO(content)).slides
    return " ".join(shape.text_frame.text for slide in slides for shape in slide.shapes if shape.has_text_frame)


def _words_of_cells(content: bytes) -> str:
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    return " ".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)


READ: dict[str, Callable[[bytes], str]] = {
    "csv-metadata": lambda content: json.loads(content)["notes"][0].get("left_out", ""),
    "json": lambda content: json.loads(content)["about"]["left_out"],
    "geojson": lambda content: json.loads(content)["about"]["left_out"],
    "xlsx": _words_of_cells,
    "html": lambda content: html.fromstring(content).text_content(),
    "pptx": _words_of_slides,
    "pdf": lambda content: " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages),
}


def test_every_static_page_says_so_and_leads_to_the_reason(spoilt: Dataset) -> None:
    made = pages(view_of(spoilt, {"q": ["handbook"]}, ""), {})
    assert len(made) > 5
    for name, page in made.items():
        assert f"<strong>{COUNTED}.</strong>" in page.decode(), name
    assert REASON in html.fromstring(made["sources.html"]).text_content()


def test_an_answer_about_the_record_left_out_says_why(folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MRI_DATA_DIR", str(folder.path))
    client = TestClient(Starlette(routes=ROUTES))
    missing = client.get("/api/records/pga-2008.json")
    assert missing.status_code == 404
    assert missing.json()["error"].startswith(f'The record "pga-2008" could not be read and is left out. {REASON}')
    for path in ("/api/records.json", "/api/records/pga-2009.json"):
        assert client.get(path).json()["about"]["left_out"].startswith(f"{COUNTED}. {REASON}")


# It ended with success and not a word.
@pytest.mark.parametrize(
    "command", [["export", "--format", "csv", "--out"], ["publish", "--lang", "en", "--query", "q=handbook"]]
)
def test_a_command_writes_nothing_without_a_record_unless_that_is_allowed(
    folder: DataFolder, command: list[str], tmp_path: Path, capsys: Captured
) -> None:
    place = tmp_path / "made"
    arguments = [*command, str(place), "--data", str(folder.path)]
    assert main(arguments) == 3
    refused = capsys.readouterr()
    assert refused.out == f"Reading the record in {folder.path}.\n"
    assert refused.err.startswith(f"1 record could not be read and is left out. {REASON}")
    assert refused.err.endswith(
        "Nothing was written. "
        "Correct the data, or add --allow-problems to write the files without what cannot be read.\n"
    )
    assert list(tmp_path.iterdir()) == []
    assert main([*arguments, "--allow-problems"]) == 0
    assert capsys.readouterr().err.startswith(f"1 record could not be read and is left out. {REASON}")
    assert place.exists()


CONTEXT_COUNTED = "59 of 60 States parties could be read"
CONTEXT_REASON = 'context/convention.csv, line 2, column "date": "soon"'


@pytest.fixture(scope="module")
def without_albania(tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    """The record with one bad cell in its context: the day on which Albania joined the Convention."""
    made = DataFolder(tmp_path_factory.mktemp("data"))
    copy_data(made.path)
    made.set("context/convention.csv", "icrmw-al", "date", "soon")
    return made


def test_pages_and_files_that_show_the_convention_say_that_a_state_could_not_be_read(
    without_albania: DataFolder,
) -> None:
    bad = without_albania.load()
    shown, hidden = View(bad, context=("convention",)), View(bad, context=("meetings",))
    title = f"59 States parties to the Convention in February 2025, up from 9 in 1998; {CONTEXT_COUNTED}"
    assert page_title(shown, "convention") == page_title(hidden, "convention") == title
    for name in ("csv-metadata", "json", "xlsx", "html", "pptx"):
        words = " ".join(READ[name](export_of(shown, name)).split())
        assert CONTEXT_COUNTED in words, name
        assert CONTEXT_REASON in words, name
    assert CONTEXT_COUNTED not in READ["csv-metadata"](export_of(hidden, "csv-metadata"))
    assert [one.text for one in findings(shown.shown, bad, shown.labels) if one.key == "parties"] == []


def test_the_list_of_states_parties_as_a_file_says_that_one_could_not_be_read(
    without_albania: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MRI_DATA_DIR", str(without_albania.path))
    told = TestClient(Starlette(routes=ROUTES)).get("/api/convention.csv-metadata.json").json()
    assert f"{CONTEXT_COUNTED}. {CONTEXT_REASON}" in told["notes"][0]["left_out"]


def test_a_static_page_and_a_slide_say_that_a_signatory_could_not_be_read(whole_folder: DataFolder) -> None:
    whole_folder.set("context/signatories.csv", "icrmw-am", "date", "soon")
    bad = whole_folder.load()
    signed = "10 have not become parties. 10 of 11 signatories could be read."
    page = pages(view_of(bad, {"q": ["handbook"]}, ""), {})["convention.html"]
    text = html.fromstring(page).text_content()
    assert signed in text
    assert "10 States that have signed and are not parties; 10 of 11 signatories could be read" in text
    (slide,) = [slide for slide in talk(View(bad, context=("convention",))) if slide.kind == "convention"]
    assert signed in " ".join(slide.notes)


def test_every_static_page_says_that_a_state_could_not_be_read(without_albania: DataFolder) -> None:
    made = pages(view_of(without_albania.load(), {"q": ["handbook"]}, ""), {})
    for name, page in made.items():
        assert f"<strong>{CONTEXT_COUNTED}.</strong>" in page.decode(), name
    text = html.fromstring(made["convention.html"]).text_content()
    assert f"59 States parties to the Convention in February 2025, up from 9 in 1998; {CONTEXT_COUNTED}" in text
    assert "59 States parties: 29 ratified, 30 acceded." in text
    assert "the list has 60 States parties" in text
    assert CONTEXT_REASON in html.fromstring(made["sources.html"]).text_content()


@pytest.mark.parametrize(
    "command",
    [
        ["export", "--format", "csv", "--query", "context=convention", "--out"],
        ["publish", "--lang", "en", "--query", "q=handbook"],
    ],
)
def test_a_command_writes_nothing_without_a_row_of_the_context_unless_that_is_allowed(
    without_albania: DataFolder, command: list[str], tmp_path: Path, capsys: Captured
) -> None:
    place = tmp_path / "made"
    arguments = [*command, str(place), "--data", str(without_albania.path)]
    assert main(arguments) == 3
    refused = capsys.readouterr()
    assert refused.out == f"Reading the record in {without_albania.path}.\n"
    assert refused.err.startswith(f"{CONTEXT_COUNTED}. {CONTEXT_REASON}")
    assert "Nothing was written." in refused.err
    assert list(tmp_path.iterdir()) == []
    assert main([*arguments, "--allow-problems"]) == 0
    assert capsys.readouterr().err.startswith(f"{CONTEXT_COUNTED}. {CONTEXT_REASON}")
    assert place.exists()


def test_a_file_without_context_is_written_though_the_context_has_a_bad_row(
    without_albania: DataFolder, tmp_path: Path
) -> None:
    arguments = ["export", "--format", "csv", "--out", str(tmp_path / "made"), "--data", str(without_albania.path)]
    assert main(arguments) == 0


@pytest.mark.parametrize(
    ("kind", "file", "row", "counted"),
    [
        ("meetings", "meetings.csv", "wssd-1995", "20 of 21 meetings could be read"),
        ("convention", "milestones.csv", "icrmw-adopted", "12 of 13 milestones could be read"),
        ("convention", "signatories.csv", "icrmw-am", "10 of 11 signatories could be read"),
        ("forums", "later_forums.csv", "later-pga-2014", "5 of 6 later forums could be read"),
    ],
)
def test_each_kind_of_context_says_how_much_of_it_could_be_read(
    whole_folder: DataFolder, kind: str, file: str, row: str, counted: str
) -> None:
    whole_folder.set(f"context/{file}", row, "date", "soon")
    bad = whole_folder.load()
    assert filter_line(View(bad, context=(kind,))).startswith(f"All 17 records. {counted}.")
    assert "could be read" not in filter_line(View(bad))


def test_a_record_of_a_command_that_is_left_out_for_a_fault_is_named_with_it(
    folder: DataFolder, tmp_path: Path, capsys: Captured
) -> None:
    place = tmp_path / "made"
    arguments = ["export", "--format", "csv", "--query", "record=pga-2008", "--out", str(place), "--data"]
    assert main([*arguments, str(folder.path), "--allow-problems"]) == 2
    assert f'The record "pga-2008" could not be read and is left out. {REASON}' in capsys.readouterr().err
    assert not place.exists()
