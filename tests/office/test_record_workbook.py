"""The workbook to edit, saved again by LibreOffice, is the same record; and on paper it can be read."""

import subprocess
from pathlib import Path

import pytest

from mri_data.cli import main
from mri_data.reading.folder import read_folder
from mri_data.reading.workbook import read_workbook
from tests.conftest import DataFolder
from tests.mri_data.exports.test_record_workbook import cells, settings


def converted(path: Path, kind: str, folder: Path) -> None:
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)


def test_saved_by_libreoffice_it_is_the_same_record(whole_folder: DataFolder, tmp_path: Path) -> None:
    path = tmp_path / "record.xlsx"
    assert main(["workbook", "--data", str(whole_folder.path), "--out", str(path)]) == 0
    (tmp_path / "saved").mkdir()
    converted(path, "xlsx:Calc MS Excel 2007 XML", tmp_path / "saved")
    raw, back = read_folder(whole_folder.path), read_workbook(tmp_path / "saved" / "record.xlsx")
    assert cells(back) == cells(raw)
    assert settings(back) == settings(raw)
    assert back.version == read_workbook(path).version
    assert [problem.sentence for table in back.tables.values() for problem in table.problems] == []
    assert back.problems == ()


@pytest.mark.parametrize("empty", [[], ["--empty"]])
def test_on_paper_it_has_every_sheet_with_its_heads(empty: list[str], tmp_path: Path) -> None:
    path = tmp_path / "record.xlsx"
    assert main(["workbook", "--out", str(path), *empty]) == 0
    converted(path, "pdf", tmp_path)
    done = subprocess.run(["pdftotext", "-layout", tmp_path / "record.pdf", "-"], check=True, capture_output=True)
    pages = done.stdout.decode().split("\f")[:-1]
    assert len(pages) < 220
    assert "The record of Migrants Rights International, to edit" in pages[0]
    for head in ("Kind of work", "Also documented", "As people write it", "What to say", "Date of the data"):
        assert any(head in page for page in pages[9:]), head
