"""Hand-outs as PDF/UA checkers read them: outloud and pdfua find nothing, and every letter is printed."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from mri_data.exports.formats import export_of
from mri_data.exports.unprinted import sentence
from mri_data.query.filters import Filters
from mri_data.record.dataset import Dataset, load_dataset
from mri_data.record.view import View
from mri_data.schema.context import KINDS
from tests.conftest import records_of
from tests.hostile import hostile_folder
from tests.made_records import made_records

BIN = Path(sys.executable).parent
BASE = "https://record.example.org"
# In the extra `fonts`, and in no font of ours.
SCRIPTS = {
    "Arabic": "حقوق المهاجرين",
    "Chinese": "移民权利",
    "Japanese": "移住者の権利",
    "Korean": "이주민의 권리",
    "Hindi": "प्रवासी अधिकार",
    "Amharic": "የስደተኞች መብት",
    "Thai": "สิทธิ",
    "Hebrew": "זכויות",
    "emoji": "🚢 👩‍👩‍👧 🇵🇭",
}
OURS = {"Greek": "Δικαιώματα των μεταναστών", "Cyrillic": "Права мигрантов", "Vietnamese": "Quyền của người di cư"}


def titled(titles: dict[str, str]) -> View:
    """A view of one record for each title, which its summary has too."""
    rows = [
        {"id": f"r{at}", "title": title, "summary": title, "source": "mri-achievements", "date": str(2000 + at)}
        for at, title in enumerate(titles.values())
    ]
    return View(replace(load_dataset(), table=records_of(*rows)), base=BASE)


def whole(dataset: Dataset) -> View:
    return View(dataset, base=BASE, public=True, context=KINDS)


def hostile(folder: Path) -> View:
    hostile_folder(folder)
    return View(load_dataset(folder), base=BASE, context=KINDS)


@pytest.fixture(scope="module", params=["shipped", "context", "hostile", "300 records", "scripts", "no letters"])
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """The name of a view, and its hand-out."""
    views = {
        "shipped": lambda: View(load_dataset(), Filters(), base=BASE, public=True),
        "context": lambda: whole(load_dataset()),
        "hostile": lambda: hostile(tmp_path_factory.mktemp("hostile")),
        "300 records": lambda: View(made_records(load_dataset(), 300), base=BASE),
        "scripts": lambda: titled(SCRIPTS | OURS),
        "no letters": lambda: titled({"unassigned": "A \u0378 letter", "none": "A \U0001ffff sign"}),
    }
    path = tmp_path_factory.mktemp("handout") / "handout.pdf"
    path.write_bytes(export_of(views[request.param](), "pdf"))
    return request.param, path


def checked(*command: str | Path) -> str:
    """What a checker prints; it fails where something is wrong."""
    done = subprocess.run([BIN / command[0], *command[1:]], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_outloud_finds_no_fault(made: tuple[str, Path]) -> None:
    name, path = made
    # Its checks of sense take minutes for a text of a million letters.
    layer = ("--layer", "conformance") if name == "hostile" else ()
    assert "0 error(s)" in checked("outloud", path, "--no-info", *layer)


def test_pdfua_finds_no_fault(made: tuple[str, Path]) -> None:
    assert "errors=0" in checked("pdfua", "check", made[1])


def test_it_claims_to_be_accessible_and_has_a_title_tags_and_words_for_each_picture(made: tuple[str, Path]) -> None:
    root: Any = PdfReader(made[1]).trailer["/Root"]
    assert b"pdfuaid" in root["/Metadata"].get_data()
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]


@pytest.mark.parametrize("script", SCRIPTS | OURS)
def test_every_script_is_printed_and_can_be_copied(script: str, tmp_path: Path) -> None:
    title = (SCRIPTS | OURS)[script]
    view = titled({script: title})
    path = tmp_path / "handout.pdf"
    path.write_bytes(export_of(view, "pdf"))
    text = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True, timeout=60).stdout
    assert "□" not in text
    assert {sign for sign in title if sign.isalpha()} <= {*text}
    assert sentence("unprinted.cli", view) == ""
