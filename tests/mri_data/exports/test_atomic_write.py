"""Files are saved whole or not at all, from the command line too, and every refusal is one sentence."""

import json
from pathlib import Path

import pytest

from mri_data.cli import main
from mri_data.cli.export import format_names
from mri_data.exports.atomic_write import save
from mri_data.exports.formats import EXPORTS
from mri_data.reading.data_folder import DATA_DIR
from mri_data.words.catalogue import speaking, words
from mri_data.words.errors import MriError
from mri_data.words.system_reasons import reason_of
from tests.conftest import DataFolder

Captured = pytest.CaptureFixture[str]


def exported(*arguments: str) -> int:
    return main(["export", *arguments])


def test_a_file_is_saved_and_takes_the_place_of_an_older_one(tmp_path: Path) -> None:
    path = tmp_path / "file.txt"
    for content in (b"old", b"new"):
        save(path, content)
    assert path.read_bytes() == b"new"
    assert [one.name for one in tmp_path.iterdir()] == ["file.txt"]


def test_what_cannot_be_written_leaves_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file.txt"
    save(path, b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fdopen", full)
    sentence = r"file\.txt could not be written: no space left on the disk\. Nothing was saved\."
    with pytest.raises(MriError, match=sentence):
        save(path, b"new")
    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["file.txt"]


def test_a_folder_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(MriError, match="could not be written: no such file or folder"):
        save(tmp_path / "none" / "file.txt", b"")
    (tmp_path / "old.txt").write_bytes(b"")
    with speaking("fr"), pytest.raises(MriError, match=r"n’a pas pu être écrit : ce n’est pas un dossier\. Rien"):
        save(tmp_path / "old.txt" / "file.txt", b"")


def test_a_rare_reason_is_that_of_the_system() -> None:
    assert reason_of(OSError(5, "Input/output error"), words("fr")) == "Input/output error"
    assert reason_of(TimeoutError(), words("fr")) == "TimeoutError"


@pytest.mark.parametrize("name", format_names())
def test_every_format_is_saved_by_its_name(name: str, tmp_path: Path, capsys: Captured) -> None:
    out = tmp_path / "view.file"
    assert exported("--format", name, "--query", "kind=forum", "--out", str(out)) == 0
    files = {"png", "svg", "svg-outlines"} & {name}
    expected = ["view-map.file", "view-timeline.file"] if files else ["view.file"]
    assert sorted(path.name for path in tmp_path.iterdir()) == expected
    assert all(path.stat().st_size > 1000 for path in tmp_path.iterdir())
    assert capsys.readouterr().out.count(": 7 of 17 records.") == len(expected)


def test_without_a_name_a_file_is_named_after_the_day_of_the_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert exported("--format", "csv") == 0
    assert [path.name for path in tmp_path.iterdir()] == ["mri-record-2026-11-30.csv"]


def test_a_whole_address_will_do_for_a_query(tmp_path: Path) -> None:
    out = tmp_path / "view.json"
    address = "https://record.example.org/map?kind=forum&years=2008-2010&year=2009&others=yes"
    assert exported("--format", "json", "--query", address, "--out", str(out)) == 0
    assert [record["number"] for record in json.loads(out.read_text("utf-8"))["records"]] == [3, 4, 5]


@pytest.mark.parametrize(
    ("query", "described"),
    [
        ("kind=forum&q=why?", "“why?”, forums"),
        ("q=who?+what?", "“who? what?”"),
        ("?kind=forum&years=2006", "Forums, 2006"),
        ("/records?kind=forum&years=2006", "Forums, 2006"),
        ("record.example.org/records?kind=forum&years=2006#top", "Forums, 2006"),
        ("https://record.example.org/a=b?kind=forum&years=2006&q=why?", "“why?”"),
    ],
)
def test_a_question_mark_in_a_search_does_not_cut_the_query(
    query: str, described: str, tmp_path: Path, capsys: Captured
) -> None:
    out = tmp_path / "view.json"
    status = exported("--format", "json", "--query", query, "--out", str(out))
    said = capsys.readouterr().err if status else json.loads(out.read_text("utf-8"))["about"]["filters"]
    assert described in said


# The command was tried without the setting that the server is tried with.
def test_the_command_line_reads_the_folder_that_the_environment_names(
    data_folder: DataFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    data_folder.set("forums.csv", "pga-2008", "title", "A title of this folder")
    monkeypatch.setenv("MRI_DATA_DIR", str(data_folder.path))
    out = tmp_path / "view.csv"
    assert exported("--format", "csv", "--out", str(out)) == 0
    assert "A title of this folder" in out.read_text("utf-8")
    assert exported("--format", "csv", "--out", str(out), "--data", str(DATA_DIR)) == 0
    assert "A title of this folder" not in out.read_text("utf-8")
    monkeypatch.setenv("MRI_DATA_DIR", str(tmp_path / "nowhere"))
    capsys.readouterr()
    assert exported("--format", "csv", "--out", str(tmp_path / "none.csv")) == 2
    assert main(["publish", str(tmp_path / "site")]) == 2
    assert main(["check"]) == 1
    assert capsys.readouterr() == (
        f"Reading the record in {tmp_path / 'nowhere'}.\n" * 3,
        "nowhere was not found. Check its name, or name another folder or workbook with --data or MRI_DATA_DIR.\n" * 3,
    )
    assert [path.name for path in tmp_path.glob("*") if path.name in ("none.csv", "site")] == []


def test_the_public_address_stands_in_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "view.json"
    monkeypatch.setenv("MRI_PUBLIC_URL", "https://record.example.org/")
    assert exported("--format", "json", "--query", "kind=forum", "--out", str(out)) == 0
    told = json.loads(out.read_text("utf-8"))["about"]
    assert told["address"] == f"https://record.example.org/records?kind=forum&version={told['version']}&lang=en"


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "record.example.org", "https://", "https://a b", "http://[", "https://a?b=c"]
)
def test_a_public_address_that_is_none_is_refused(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.setenv("MRI_PUBLIC_URL", address)
    assert exported("--format", "csv", "--out", str(tmp_path / "x.csv")) == 2
    assert capsys.readouterr().err.startswith(f'MRI_PUBLIC_URL is "{address}"; an address like')
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--format", "docx"], 'There is no format "docx"; expected one of pptx, '),
        (["--format", "csv", "--query", "q=zzzz"], "Nothing in the record matches: “zzzz”."),
        (
            ["--format", "csv", "--query", "area=advocay"],
            'area="advocay" is not known here; expected one of advocacy, ',
        ),
        (["--format", "csv", "--query", "colour=red"], 'There is no filter named "colour". Check its spelling.'),
        (["--format", "csv", "--query", "years=soon"], 'years="soon" is no span of years; expected something like'),
        (
            ["--format", "csv", "--query", "years=2008-2011&years=2006"],
            'years is given twice, as "2008-2011" and as "2006"; only one is allowed.',
        ),
        (["--format", "csv", "--query", "q=a&q=b"], 'q is given twice, as "a" and as "b"; only one is allowed.'),
        (["--format", "csv", "--query", "record=nope"], 'There is no record "nope". '),
        (["--format", "csv", "--query", "record=pga-2020"], 'There is no record "pga-2020". Write one of these: '),
        (["--format", "csv", "--query", "undated=maybe"], 'undated="maybe" is not known here; expected one of no.'),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_exit_2(
    arguments: list[str], sentence: str, tmp_path: Path, capsys: Captured
) -> None:
    assert exported(*arguments, "--out", str(tmp_path / "file")) == 2
    read = capsys.readouterr()
    assert read.err.startswith(sentence)
    assert read.err.count("\n") == 1
    assert read.out in ("", "Reading the record in data.\n")
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_to_is_one_sentence_and_exit_2(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "file").touch()
    assert exported("--format", "csv", "--out", str(tmp_path / "file" / "record.csv")) == 2
    assert "could not be written" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_view_without_places_saves_its_timeline_and_says_that_there_is_no_map(
    tmp_path: Path, capsys: Captured
) -> None:
    assert exported("--format", "png", "--query", "q=campaigner", "--out", str(tmp_path / "x.png")) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["x-timeline.png"]
    assert capsys.readouterr().err == "No record of this view has a place, so there is no map to save.\n"


@pytest.mark.parametrize(("wanted", "warned"), [("pdf", True), ("svg-outlines", True), ("svg", False), ("csv", False)])
def test_letters_that_no_font_has_are_named_with_their_record(
    data_folder: DataFolder, tmp_path: Path, capsys: Captured, wanted: str, warned: bool
) -> None:
    data_folder.set("forums.csv", "pga-2008", "title", "A title with \u0378 and \U0001ffff")
    out = tmp_path / f"view.{wanted}"
    assert exported("--format", wanted, "--out", str(out), "--data", str(data_folder.path)) == 0
    sentence = "show □ in place of \\u0378 \\U0001ffff in “A title with \\u0378 and \\U0001ffff”: no font here has"
    assert (sentence in capsys.readouterr().err) is warned


def test_the_names_of_formats_are_those_of_the_files_and_one_for_both_pictures() -> None:
    tables = {"xlsx", "csv", "csv-semicolon", "csv-metadata", "json", "geojson"}
    assert set(format_names()) == {"pptx", "pdf", "html", *tables, "png", "svg", "svg-outlines", "zip"}
    pictures = {"png", "svg", "svg-outlines"}
    assert {name for name in format_names() if name in EXPORTS} == set(format_names()) - pictures
