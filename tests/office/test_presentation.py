"""The presentation, opened by LibreOffice in fonts that donors have, and checked by a validator of its format."""

import re
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from babel import Locale
from PIL import Image

from mri_data.exports.formats import export_of
from mri_data.query.filters import Filters
from mri_data.record.dataset import Dataset, load_dataset
from mri_data.record.view import View
from mri_data.talk.slides import talk
from tests.hostile import hostile_folder
from tests.made_records import made_records
from tests.office.slides import FACES, circles_of, printed, run, with_face, words_of

AUDIT = Path(sys.executable).with_name("openxml-audit")
WIDE, HIGH = 960, 540


def long_record(dataset: Dataset) -> Dataset:
    """The shipped record with a summary of 4,000 letters and a handbook in 60 languages."""
    table = dataset.table.copy()
    summaries = table["summary"].astype(object)
    summaries[table["id"] == "grassroots"] = ("Organisations of migrants meet every month. " * 100)[:4_000]
    languages = table["languages"].copy()
    codes = sorted(code for code in map(str, Locale("en").languages) if len(code) == 2)[:60]
    languages[table["id"] == "handbook"] = pd.Series([tuple(codes)] * len(table))
    return replace(dataset, table=table.assign(summary=summaries, languages=languages))


def shown(dataset: Dataset, filters: Filters | None = None, context: tuple[str, ...] = ()) -> View:
    return View(dataset, filters or Filters(), base="https://record.example.org", public=True, context=context)


VIEWS: dict[str, Callable[[Dataset], View]] = {
    "all": lambda data: shown(data, context=("meetings", "convention")),
    "forums": lambda data: shown(data, Filters(kind=("forum",), years=(2008, 2011))),
    "undated": lambda data: shown(data, Filters(precision=("undated",))),
    "long": lambda data: shown(long_record(data)),
    "french": lambda data: View(data, language="fr", context=("meetings", "convention")),
    "spanish": lambda data: View(data, language="es", context=("meetings", "convention")),
    "italian": lambda data: View(data, language="it", context=("meetings", "convention")),
    "many": lambda data: shown(made_records(data, 300)),
}


@pytest.fixture(scope="module")
def views() -> dict[str, View]:
    data = load_dataset()
    return {name: make(data) for name, make in VIEWS.items()}


@pytest.fixture(scope="module")
def files(views: dict[str, View]) -> dict[str, bytes]:
    return {name: export_of(view, "pptx") for name, view in views.items()}


@pytest.fixture(scope="module")
def pdfs(files: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Each file in each font as LibreOffice prints it, by name and font."""
    faced = {f"{name}-{face}": with_face(file, face) for name, file in files.items() for face in FACES}
    return printed(faced, tmp_path_factory.mktemp("office"))


@pytest.mark.parametrize("name", VIEWS)
def test_every_slide_is_a_page_with_its_title_and_its_source(
    name: str, views: dict[str, View], pdfs: dict[str, Path]
) -> None:
    slides = talk(views[name])
    for face in FACES:
        pages = words_of(pdfs[f"{name}-{face}"])
        assert len(pages) == len(slides)
        for slide, page in zip(slides, pages, strict=True):
            # A word with a hyphen may be on two lines.
            read = "".join(word.text for word in page)
            for text in (slide.title, slide.source):
                missing = [word for word in text.split() if word not in read]
                assert missing == [], (face, slide.title)


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("name", VIEWS)
def test_no_word_is_small_leaves_its_slide_or_covers_a_mark_or_another_word(
    name: str, face: str, files: dict[str, bytes], pdfs: dict[str, Path]
) -> None:
    faults = []
    pages = words_of(pdfs[f"{name}-{face}"])
    for at, (words, circles) in enumerate(zip(pages, circles_of(files[name]), strict=True), start=1):
        for number, word in enumerate(words):
            if not (word.left >= 0 and word.right <= WIDE and word.top >= 0 and word.bottom <= HIGH):
                faults.append((at, "leaves the slide", word))
            # LibreOffice makes text smaller that does not fit into its placeholder.
            if word.size < 17.9:
                faults.append((at, "is too small", word))
            if re.search(r"[^\W\d]{2}", word.text):
                faults += [(at, "covers a mark", word) for circle in circles if word.covers(circle) > 0.1]
            # LibreOffice sets the second line of a broken address closer to the first than other lines.
            faults += [(at, f"covers {one.text}", word) for one in words[:number] if word.covers(one) > 0.3]
    assert faults == []


@pytest.mark.parametrize("face", FACES)
def test_the_pages_are_set_in_the_font_of_the_theme_and_in_no_other(face: str, pdfs: dict[str, Path]) -> None:
    fonts = run("pdffonts", str(pdfs[f"forums-{face}"]), home=pdfs[f"forums-{face}"].parent).splitlines()[2:]
    names = {line.split()[0].partition("+")[2].partition("-")[0] for line in fonts}
    assert names - {"OpenSymbol"} == {face.replace(" ", "")}


def test_every_slide_is_drawn(pdfs: dict[str, Path]) -> None:
    pdf = pdfs[f"all-{FACES[0]}"]
    run("pdftoppm", "-r", "40", "-png", str(pdf), str(pdf.parent / "page"), home=pdf.parent)
    pictures = sorted(pdf.parent.glob("page-*.png"))
    assert pictures
    for picture in pictures:
        colours = Image.open(picture).convert("RGB").getcolors(10**6)
        assert colours
        assert len(colours) > 20, f"{picture.name} is nearly empty"


def audited(file: bytes, folder: Path) -> str:
    path = folder / "talk.pptx"
    path.write_bytes(file)
    return run(str(AUDIT), "--policy", "strict", "--format", "microsoft365", "-m", "0", str(path), home=folder)


@pytest.mark.parametrize("name", VIEWS)
def test_a_validator_finds_no_fault(name: str, files: dict[str, bytes], tmp_path: Path) -> None:
    assert "Errors: 0" in audited(files[name], tmp_path)


def test_a_validator_finds_no_fault_in_slides_of_hostile_data(tmp_path: Path) -> None:
    view = shown(load_dataset(hostile_folder(tmp_path)), context=("meetings", "convention"))
    assert "Errors: 0" in audited(export_of(view, "pptx"), tmp_path)
