"""The workbook as LibreOffice opens it: its first sheet is a few pages across, and every text of it is on paper."""

import re
import subprocess
from pathlib import Path

import pytest

from mri_data.exports.formats import export_of
from mri_data.query.filters import Filters
from mri_data.record.dataset import load_dataset
from mri_data.record.view import View

VIEWS = {"all": (Filters(), range(2, 5)), "forums": (Filters(kind=("forum",)), range(1, 3))}


@pytest.mark.parametrize("name", VIEWS)
def test_the_records_are_printed_whole_on_a_few_pages_across(name: str, tmp_path: Path) -> None:
    filters, expected = VIEWS[name]
    view = View(load_dataset(), filters, base="https://record.example.org")
    (tmp_path / "book.xlsx").write_bytes(export_of(view, "xlsx"))
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    command: list[str | Path] = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        tmp_path,
        tmp_path / "book.xlsx",
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    pages = _pages(tmp_path / "book.pdf")
    records = [page for page in pages if re.search(r"\bRecords\s+\d+ ?/ ?\d+", page)]
    assert len(records) in expected
    assert all("In MRI’s words" in page for page in records)
    words = set(" ".join(records).split())
    for column in ("title", "summary"):
        assert [cell for cell in view.shown[column] if not set(cell.split()) <= words] == []
    assert "Records as codes" in " ".join(pages)
    assert "How to cite" in " ".join(pages)


def _pages(path: Path) -> list[str]:
    done = subprocess.run(["pdftotext", "-layout", path, "-"], check=True, capture_output=True, text=True, timeout=60)
    return done.stdout.split("\f")[:-1]
