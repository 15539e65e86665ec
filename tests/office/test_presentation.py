"""The presentation, opened by LibreOffice: every slide is there, reads as it should, and is drawn."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image

from mri_data.exports.formats import export_of
from mri_data.html.fonts import FONTS
from mri_data.query.filters import Filters
from mri_data.record.dataset import load_dataset
from mri_data.record.view import View
from mri_data.talk.slides import talk

VIEWS = {"all": Filters(), "forums": Filters(kind=("forum",)), "accents": Filters(text="genéva")}
SECONDS = 180


def run(*command: str, home: Path) -> str:
    """What a program prints; it sees no settings of its user's, and the typefaces of the slides."""
    settings = {**os.environ, "HOME": str(home)}
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=SECONDS, env=settings)
    return done.stdout


@pytest.fixture(scope="module", params=VIEWS)
def converted(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[View, Path]:
    """A view, and its slides as LibreOffice prints them."""
    view = View(load_dataset(), VIEWS[request.param], base="https://record.example.org", public=True)
    folder = tmp_path_factory.mktemp("office")
    shutil.copytree(FONTS, folder / ".fonts")
    (folder / "talk.pptx").write_bytes(export_of(view, "pptx"))
    run("soffice", "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(folder / "talk.pptx"), home=folder)
    return view, folder / "talk.pdf"


def pages_of(pdf: Path) -> list[str]:
    text = run("pdftotext", "-layout", str(pdf), "-", home=pdf.parent)
    return [re.sub(r"\s+", " ", page).strip() for page in text.split("\f")[:-1]]


def test_every_slide_is_a_page_with_its_title_and_its_source(converted: tuple[View, Path]) -> None:
    view, pdf = converted
    slides, pages = talk(view), pages_of(pdf)
    assert len(pages) == len(slides)
    for slide, page in zip(slides, pages, strict=True):
        assert slide.title in page
        # The slide's number may stand between the first line of a long source and the next.
        assert slide.source[:60] in page


def test_the_words_of_the_charts_are_text(converted: tuple[View, Path]) -> None:
    view, pdf = converted
    pages = dict(zip([slide.kind for slide in talk(view)], pages_of(pdf), strict=True))
    for city in {city for row in view.shown.itertuples() if row.kind == "forum" for city in row.cities}:
        assert city in pages["map"]
        assert city in pages["timeline"]


def test_every_slide_is_drawn(converted: tuple[View, Path]) -> None:
    _, pdf = converted
    run("pdftoppm", "-r", "40", "-png", str(pdf), str(pdf.parent / "page"), home=pdf.parent)
    pictures = sorted(pdf.parent.glob("page-*.png"))
    assert pictures
    for picture in pictures:
        colours = Image.open(picture).convert("RGB").getcolors(10**6)
        assert colours
        assert len(colours) > 20, f"{picture.name} is nearly empty"


def test_the_typefaces_are_those_of_the_design(converted: tuple[View, Path]) -> None:
    _, pdf = converted
    fonts = run("pdffonts", str(pdf), home=pdf.parent)
    assert "Newsreader" in fonts
    assert "SourceSans3" in fonts.replace("-", "").replace(" ", "")
