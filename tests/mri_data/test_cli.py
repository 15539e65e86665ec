"""`mri-data` on a command line: one line when all is well, one sentence for each thing that is not."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from mri_data.cli import dictionary, main
from mri_data.reading.data_folder import DATA_DIR, FILES
from mri_data.reading.dictionary import data_readme
from mri_data.schema.fields import columns
from mri_data.schema.records import TABLES, record_columns
from mri_data.words.catalogue import words
from tests.bad_files import BOOKS, bytes_of
from tests.conftest import DataFolder, copy_data

Captured = pytest.CaptureFixture[str]


def test_the_shipped_record_is_clean(capsys: Captured) -> None:
    assert main(["check"]) == 0
    assert capsys.readouterr() == (
        "Reading the record in data.\n"
        "No problems: 7 forums, 10 achievements, 18 places, 108 sources.\n"
        "Context: 21 meetings, 13 milestones, 6 later forums, 60 States parties.\n",
        "",
    )


def test_a_folder_is_checked_by_its_path(data_folder: DataFolder, capsys: Captured) -> None:
    assert main(["check", str(data_folder.path)]) == 0
    assert capsys.readouterr().out.startswith(f"Reading the record in {data_folder.path}.\nNo problems: ")


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder in which the command is run, without a setting that names a folder of data."""
    monkeypatch.delenv("MRI_DATA_DIR", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_folder_is_the_given_one_else_that_of_the_environment_else_data_else_the_shipped_one(
    elsewhere: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    def first_line(*arguments: str) -> str:
        main(["check", *arguments])
        return capsys.readouterr().out.splitlines()[0]

    shipped = f"Reading the record that comes with the program, in {DATA_DIR}."
    assert first_line() == shipped
    (elsewhere / "data").mkdir()
    (elsewhere / "data" / "cities.csv").write_text("", "utf-8")
    assert first_line() == shipped
    (elsewhere / "data" / "forums.csv").write_text("", "utf-8")
    assert first_line() == "Reading the record in data."
    monkeypatch.setenv("MRI_DATA_DIR", "named")
    assert first_line() == "Reading the record in named."
    assert first_line("given") == first_line("--data", "given") == "Reading the record in given."


def test_a_folder_called_data_that_may_not_be_opened_is_passed_over(
    elsewhere: Path, capsys: Captured, request: pytest.FixtureRequest
) -> None:
    (elsewhere / "data").mkdir(mode=0o000)
    request.getfixturevalue("nobody")
    assert main(["check"]) == 0
    assert capsys.readouterr().out.startswith("Reading the record that comes with the program, in ")


def test_two_folders_to_check_are_refused(capsys: Captured) -> None:
    assert main(["check", "one", "--data", "two"]) == 2
    assert "Error: Name the folder or workbook once: as PATH or with --data.\n" in capsys.readouterr().err


def test_problems_are_printed_one_a_line_with_how_many_there_are(data_folder: DataFolder, capsys: Captured) -> None:
    data_folder.set("places.csv", "geneva", "lat", "north")
    data_folder.set("achievements.csv", "grassroots", "role", "")
    assert main(["check", str(data_folder.path)]) == 1
    _, *problems, last = capsys.readouterr().out.splitlines()
    assert any(line.startswith('achievements.csv, line 11, column "role": is empty') for line in problems)
    assert any(line.startswith('places.csv, line 7, column "lat": "north" is not a number') for line in problems)
    assert last == f"{len(problems)} problems."


def test_problems_are_in_the_language_of_the_command(
    data_folder: DataFolder, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    data_folder.set("forums.csv", "pga-2008", "number", "x")
    assert main(["check", str(data_folder.path), "--lang", "fr"]) == 1
    assert capsys.readouterr().out.splitlines()[1:] == [
        "forums.csv, ligne 4, colonne « number » : « x » n’a pas la bonne forme ; valeur attendue : par exemple « 4 »",
        "1 problème.",
    ]
    assert main(["check", str(data_folder.path), "--lang", "fr-CA"]) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "1 problème."
    monkeypatch.setenv("LC_ALL", "es_MX.UTF-8")
    assert main(["check", str(data_folder.path)]) == 1
    assert capsys.readouterr().out.splitlines()[1].startswith("forums.csv, línea 4, columna «number»: «x» no tiene")
    assert main(["check", "--lang", "de"]) == 2
    assert (
        capsys.readouterr().err == "--lang=«de» no se conoce aquí; se esperaba uno de estos valores: en, es, fr, it.\n"
    )


def test_a_place_with_a_fault_is_one_problem_that_names_the_records_left_out(
    data_folder: DataFolder, capsys: Captured
) -> None:
    data_folder.set("places.csv", "durban", "lat", "north")
    assert main(["check", str(data_folder.path)]) == 1
    _, place, last = capsys.readouterr().out.splitlines()
    assert place.startswith('places.csv, line 6, column "lat"')
    assert place.endswith("Until this is corrected, what cites it is left out: durban-2001.")
    assert last == "1 problem."


def test_one_problem_is_one_problem(data_folder: DataFolder, capsys: Captured) -> None:
    data_folder.set("achievements.csv", "grassroots", "role", "")
    assert main(["check", str(data_folder.path)]) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "1 problem."


def test_a_missing_folder_is_one_sentence(tmp_path: Path, capsys: Captured) -> None:
    assert main(["check", str(tmp_path / "nowhere")]) == 1
    assert capsys.readouterr() == (
        f"Reading the record in {tmp_path / 'nowhere'}.\n",
        "nowhere was not found. Check its name, or name another folder or workbook with --data or MRI_DATA_DIR.\n",
    )


def test_a_file_in_place_of_a_folder_is_one_sentence(capsys: Captured) -> None:
    assert main(["check", str(DATA_DIR / "forums.csv")]) == 1
    assert capsys.readouterr().err == (
        "forums.csv is neither a folder of data nor an Excel workbook (.xlsx). "
        "Save it from Excel or LibreOffice as “Excel Workbook (.xlsx)”.\n"
    )


def test_a_folder_without_its_files_is_one_sentence_for_each(tmp_path: Path, capsys: Captured) -> None:
    assert main(["check", str(tmp_path)]) == 1
    lines = capsys.readouterr().err.splitlines()
    advice = "was not found. Put it in the data folder, or check how its name is spelled."
    assert f"forums.csv {advice}" in lines
    assert all(line.endswith(advice) for line in lines)
    assert len(lines) == len([file for file in FILES.values() if not file.startswith("context/")])


@pytest.mark.parametrize("arguments", [[], ["chekc"], ["check", "a", "b"]])
def test_another_command_is_refused_with_how_to_use_this(arguments: list[str], capsys: Captured) -> None:
    assert main(arguments) == 2
    assert capsys.readouterr().err.startswith("Usage: mri-data")


def test_help_names_every_command(capsys: Captured) -> None:
    assert main(["--help"]) == 0
    out = capsys.readouterr().out
    for command in ("check", "diff", "export", "publish", "dictionary"):
        assert command in out


@pytest.mark.parametrize("language", ["fr", "it"])
def test_no_line_of_the_help_is_cut_in_a_longer_language(language: str) -> None:
    asked = [sys.executable, "-c", "from mri_data.cli import main; main(['--help'])"]
    environment = os.environ | {"LC_ALL": language}
    out = subprocess.run(asked, env=environment, capture_output=True, text=True, encoding="utf-8", check=True).stdout
    assert words(language)("cli.publish").split()[-1] in out
    assert "..." not in out.partition("Commands")[2]


def test_the_dictionary_is_written_beside_the_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.setattr(dictionary, "DATA_DIR", tmp_path)
    assert main(["dictionary"]) == 0
    assert (tmp_path / "README.md").read_text("utf-8") == data_readme()


def test_the_shipped_dictionary_is_current() -> None:
    assert (DATA_DIR / "README.md").read_text("utf-8") == data_readme(), "run `make dictionary`"


def test_the_dictionary_explains_every_file_and_every_column() -> None:
    page = data_readme()
    for file in DATA_DIR.iterdir():
        assert file.name == "README.md" or f"`{file.name}{'/' if file.is_dir() else ''}`" in page
    for file in (DATA_DIR / "context").iterdir():
        assert f"`context/{file.name}`" in page
    for name in {*record_columns(), *(name for model in TABLES.values() for name in columns(model))}:
        assert f"| `{name}` |" in page


def test_every_row_of_a_table_of_the_dictionary_has_its_five_cells() -> None:
    rows = [line for line in data_readme().splitlines() if line.startswith("| `") and "csv` |" not in line]
    cells = {line.replace("\\|", "").count("|") for line in rows if "toml` |" not in line and "/` |" not in line}
    assert cells == {6}


@pytest.mark.parametrize("arguments", [["check"], ["export", "--format", "csv", "--data"]])
def test_a_path_of_300_letters_is_one_sentence(arguments: list[str], capsys: Captured) -> None:
    assert main([*arguments, "x" * 300]) != 0
    assert capsys.readouterr().err == (
        f"The folder {'x' * 79}… cannot be opened. "
        "Check its name, and your permission to read it and the folder context inside it.\n"
    )


@pytest.fixture
def nobody() -> Iterator[None]:
    """For the test one is nobody in particular: who may do everything may open every folder."""
    if not hasattr(os, "geteuid"):
        pytest.skip("Windows knows no such modes")
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    yield
    os.seteuid(user)


@pytest.mark.parametrize("shut", ["", "context"])
def test_a_folder_that_may_not_be_opened_is_one_sentence(
    shut: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured, request: pytest.FixtureRequest
) -> None:
    shutil.copytree(DATA_DIR, tmp_path / "record")
    (tmp_path / "record" / shut).chmod(0o000)
    monkeypatch.chdir(tmp_path)
    request.addfinalizer(lambda: (tmp_path / "record" / shut).chmod(0o755))
    request.getfixturevalue("nobody")
    assert main(["check", "record"]) == 1
    assert capsys.readouterr() == (
        "Reading the record in record.\n",
        "The folder record cannot be opened. "
        "Check its name, and your permission to read it and the folder context inside it.\n",
    )


def test_a_folder_called_context_in_capitals_is_mentioned(data_folder: DataFolder) -> None:
    shutil.copytree(DATA_DIR / "context", data_folder.path / "spare")
    shutil.rmtree(data_folder.path / "context", ignore_errors=True)
    (data_folder.path / "spare").rename(data_folder.path / "Context")
    assert data_folder.sentences()[0] == (
        'Context: "Context" is not read. Context is read from a folder named context, in lower case. '
        "Rename this one, or move it elsewhere."
    )


def test_a_file_called_context_is_mentioned(data_folder: DataFolder) -> None:
    shutil.rmtree(data_folder.path / "context", ignore_errors=True)
    (data_folder.path / "context").write_text("", "utf-8")
    assert data_folder.sentences()[0].startswith('context: "context" is not read.')


def test_an_address_with_a_name_in_brackets_is_read_by_what_stands_behind_it(tmp_path: Path, capsys: Captured) -> None:
    query = "https://[our-server]/records?kind=forum"
    assert main(["export", "--format", "csv", "--query", query, "--out", str(tmp_path / "forums.csv")]) == 0
    assert "7 of 17 records" in capsys.readouterr().out


def test_a_file_for_a_folder_has_its_own_name_there(tmp_path: Path, capsys: Captured) -> None:
    assert main(["export", "--format", "csv", "--out", str(tmp_path)]) == 0
    (file,) = tmp_path.iterdir()
    assert file.name == "mri-record-2026-11-30.csv"
    assert str(file) in capsys.readouterr().out


def test_two_folders_without_a_difference_are_one_sentence(capsys: Captured) -> None:
    assert main(["diff", str(DATA_DIR), str(DATA_DIR)]) == 0
    assert capsys.readouterr() == ("No difference: all 1,455 rows are the same.\n", "")


def test_a_workbook_of_a_folder_does_not_differ_from_it(tmp_path: Path, capsys: Captured) -> None:
    assert main(["workbook", "--data", str(DATA_DIR), "--out", str(tmp_path / "record.xlsx")]) == 0
    capsys.readouterr()
    assert main(["diff", str(DATA_DIR), str(tmp_path / "record.xlsx")]) == 0
    assert capsys.readouterr() == ("No difference: all 1,455 rows are the same.\n", "")


def test_differences_are_printed_by_table_and_counted_and_the_status_says_that_there_are_some(
    whole_folder: DataFolder, capsys: Captured
) -> None:
    copy_data(whole_folder.path, ["translations.csv"])
    whole_folder.set("forums.csv", "pga-2008", "date", "2008")
    whole_folder.set("places.csv", "geneva", "name", "Genève")
    assert main(["diff", str(whole_folder.path), str(DATA_DIR)]) == 1
    assert capsys.readouterr() == (
        "Forums: 1 changed, 6 unchanged.\n"
        "Forum 3, Manila: the date 2008 became 22 to 30 October 2008.\n"
        "\n"
        "Places: 1 changed, 17 unchanged.\n"
        'The place "Geneva": the name "Genève" became "Geneva".\n'
        "\n"
        "2 differences. Unchanged: 1,453 rows.\n",
        "",
    )


def test_differences_are_json_too(whole_folder: DataFolder, capsys: Captured) -> None:
    copy_data(whole_folder.path, ["translations.csv"])
    whole_folder.set("forums.csv", "pga-2008", "date", "2008")
    assert main(["diff", str(DATA_DIR), str(whole_folder.path), "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["changes"] == [
        {
            "table": "forums",
            "kind": "changed",
            "id": "pga-2008",
            "column": "date",
            "old": "22-30 October 2008",
            "new": "2008",
            "place": 'forums.csv, line 4, column "date"',
            "sentence": "Forum 3, Manila: the date 22 to 30 October 2008 became 2008.",
        }
    ]
    assert found["tables"]["forums"] == {"added": 0, "removed": 0, "moved": 0, "changed": 1, "unchanged": 6}
    assert found["unchanged"] == 1454


def test_differences_are_a_sheet_too(whole_folder: DataFolder, tmp_path: Path, capsys: Captured) -> None:
    copy_data(whole_folder.path, ["translations.csv"])
    whole_folder.set("forums.csv", "pga-2008", "date", "=1+1")
    out = tmp_path / "what changed.xlsx"
    assert main(["diff", str(DATA_DIR), str(whole_folder.path), "--format", "xlsx", "--out", str(out)]) == 1
    assert main(["diff", str(DATA_DIR), str(whole_folder.path), "--format", "json", "--out", str(tmp_path)]) == 1
    assert capsys.readouterr().out == f"Saved {out}.\nSaved {tmp_path / 'changes.json'}.\n"
    sheet = openpyxl.load_workbook(out)["Changes"]
    assert [[cell.value for cell in row] for row in sheet] == [
        ["Table", "Entry", "What", "Column", "Before", "Now", "In words", "Where"],
        [
            "Forums",
            "Forum 3, Manila",
            "changed",
            "Date",
            "22-30 October 2008",
            "=1+1",
            'Forum 3, Manila: the date 22 to 30 October 2008 became "=1+1".',
            'forums.csv, line 4, column "date"',
        ],
    ]
    assert [cell.data_type for cell in sheet[2]] == ["s"] * 8


def test_a_record_to_compare_that_cannot_be_read_is_one_sentence(tmp_path: Path, capsys: Captured) -> None:
    assert main(["diff", str(DATA_DIR), str(tmp_path / "nowhere")]) == 2
    assert capsys.readouterr() == (
        "",
        f"{tmp_path / 'nowhere'} cannot be compared. "
        "nowhere was not found. Check its name, or name another folder or workbook with --data or MRI_DATA_DIR.\n",
    )


def test_a_record_to_compare_with_problems_says_so(data_folder: DataFolder, capsys: Captured) -> None:
    head, *rows = data_folder.rows("forums.csv")
    data_folder.write("forums.csv", [[*head, "remark"], *([*row, "x"] for row in rows)])
    assert main(["diff", str(data_folder.path), str(data_folder.path)]) == 0
    path = data_folder.path
    assert capsys.readouterr().err == 2 * (
        f"{path} has 1 problem, so part of it may not be compared. “mri-data check {path}” says more.\n"
    )


def test_what_is_only_to_know_is_said_and_is_no_fault_even_to_the_strict(tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "record.xlsx"
    path.write_bytes(bytes_of(BOOKS["hidden rows"]))
    assert main(["check", "--strict", str(path)]) == 0
    assert capsys.readouterr().out.splitlines()[1:] == [
        "Note: Forums, row 3: 2 rows are hidden, by a filter or by hand, and are read like the others: rows 3, 4.",
        "No problems: 3 forums, 0 achievements, 3 places, 1 sources.",
    ]
