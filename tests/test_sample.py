"""The sample in `docs/sample` is what the code writes now: the same content, whatever the bytes."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PIL import Image, ImageChops
from pptx import Presentation
from pypdf import PdfReader

from mri_data.exports.formats import FORMATS, export_of, file_name
from mri_data.record.view import View
from tests.mri_data.exports.pptx.test_slides import texts
from tools.sample import SAMPLE, sample_view


def of_slides(content: bytes) -> Any:
    slides = Presentation(io.BytesIO(content)).slides
    return [(texts(slide.shapes), slide.notes_slide.notes_text_frame.text) for slide in slides]


def of_pages(content: bytes) -> Any:
    return [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]


def of_workbook(content: bytes) -> Any:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def of_text(content: bytes) -> Any:
    return content.decode().splitlines()


CONTENT: dict[str, Callable[[bytes], Any]] = {"pptx": of_slides, "pdf": of_pages, "xlsx": of_workbook}


@pytest.fixture(scope="module")
def view() -> View:
    return sample_view()


def test_the_sample_has_every_format_and_nothing_else(view: View) -> None:
    wanted = {file_name(view, export.ending) for export in FORMATS.values()}
    assert {path.name for path in SAMPLE.iterdir()} == {*wanted, "README.md"}, "run `make sample`"


@pytest.mark.parametrize("name", [name for name in FORMATS if not name.endswith("-png")])
def test_a_file_of_the_sample_says_what_the_code_writes_now(view: View, name: str) -> None:
    read = CONTENT.get(name, of_text)
    kept = (SAMPLE / file_name(view, FORMATS[name].ending)).read_bytes()
    assert read(kept) == read(export_of(view, name)), "run `make sample`"


@pytest.mark.parametrize("name", [name for name in FORMATS if name.endswith("-png")])
def test_a_picture_of_the_sample_is_the_one_the_code_draws_now(view: View, name: str) -> None:
    kept = SAMPLE / file_name(view, FORMATS[name].ending)
    old, new = (Image.open(file).convert("RGB") for file in (kept, io.BytesIO(export_of(view, name))))
    assert old.size == new.size, "run `make sample`"
    differing = ImageChops.difference(old, new).convert("L").point(lambda value: 255 if value > 64 else 0)
    assert differing.getbbox() is None, "run `make sample`"


def test_the_sample_says_what_it_is() -> None:
    about = Path(SAMPLE / "README.md").read_text("utf-8")
    assert all(f".{export.ending}" in about for export in FORMATS.values())
