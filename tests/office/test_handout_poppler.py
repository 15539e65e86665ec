"""The hand-out as poppler reads it: how many pages, which typefaces, every word inside the margins."""

import re
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest

from mri_data.exports.formats import export_of
from mri_data.query.filters import Filters
from mri_data.record.dataset import load_dataset
from mri_data.record.view import View
from mri_data.sentences.about_view import data_line
from mri_data.words import catalogue
from tests.pseudo import RIGHT_TO_LEFT, write_catalogue

VIEWS = {"all": Filters(), "forums": Filters(kind=("forum",)), "accents": Filters(text="genéva")}
PAGES = {"all": range(2, 7), "forums": range(2, 5), "accents": range(2, 5)}
RECORD = "Migrants Rights International: our record"
TITLES = {
    "all": RECORD,
    "forums": f"Seven forums · {RECORD}",
    "accents": f"“genéva”: one forum, three achievements · {RECORD}",
}
XHTML = "{http://www.w3.org/1999/xhtml}"
SIDES = ("xMin", "yMin", "xMax", "yMax")
LEFT, TOP, RIGHT, BOTTOM = 42.0, 30.0, 553.5, 812.0


def run(*command: str) -> str:
    """What a program prints."""
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout


@pytest.fixture(scope="module", params=VIEWS)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, View, str]:
    """The name of a view, the view, and the path of its hand-out."""
    view = View(load_dataset(), VIEWS[request.param], base="https://record.example.org", public=True)
    path: Path = tmp_path_factory.mktemp("handout") / "handout.pdf"
    path.write_bytes(export_of(view, "pdf"))
    return request.param, view, str(path)


def test_it_is_a_few_tagged_pages_of_a4(made: tuple[str, View, str]) -> None:
    name, _, path = made
    told = dict(re.findall(r"^([^:\n]+):[ \t]*(.*)$", run("pdfinfo", path), flags=re.MULTILINE))
    assert int(told["Pages"]) in PAGES[name]
    assert (told["Title"], told["Tagged"], told["JavaScript"]) == (TITLES[name], "yes", "no")
    assert told["Page size"].endswith("(A4)")


@pytest.mark.parametrize("language", ["en", "fr", "es", "it"])
@pytest.mark.parametrize("context", [(), ("meetings", "convention", "forums")], ids=["alone", "context"])
def test_the_map_is_on_the_first_page(language: str, context: tuple[str, ...], tmp_path: Path) -> None:
    path = tmp_path / "handout.pdf"
    path.write_bytes(export_of(View(load_dataset(), language=language, context=context), "pdf"))
    assert "Equal Earth" in run("pdftotext", "-l", "1", str(path), "-")


def test_it_carries_its_typefaces_and_no_others(made: tuple[str, View, str]) -> None:
    lines = run("pdffonts", made[2]).splitlines()[2:]
    assert {line.split()[0].split("+")[1].split("-")[0] for line in lines} == {"SourceSans3", "Newsreader"}
    assert all(re.search(r" yes +yes +yes ", line) for line in lines)


def test_it_holds_no_picture_made_of_dots(made: tuple[str, View, str]) -> None:
    assert run("pdfimages", "-list", made[2]).splitlines()[2:] == []


def test_every_word_stands_inside_the_margins(made: tuple[str, View, str]) -> None:
    words = list(ElementTree.fromstring(run("pdftotext", "-bbox", made[2], "-")).iter(f"{XHTML}word"))
    assert len(words) > 500
    assert [word.text for word in words if not inside(*(float(word.attrib[side]) for side in SIDES))] == []


def inside(left: float, top: float, right: float, bottom: float) -> bool:
    return left >= LEFT and top >= TOP and right <= RIGHT and bottom <= BOTTOM


def test_english_and_addresses_keep_their_last_sign_at_the_right_where_a_page_runs_from_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_catalogue(tmp_path, RIGHT_TO_LEFT)
    shutil.copytree(catalogue.LOCALE_DIR / "en", tmp_path / "en")
    monkeypatch.setattr(catalogue, "LOCALE_DIR", tmp_path)
    catalogue.words.cache_clear()
    view = View(load_dataset(), Filters(work_area=("publications",)), RIGHT_TO_LEFT)
    (path := tmp_path / "handout.pdf").write_bytes(export_of(view, "pdf"))
    catalogue.words.cache_clear()
    # Poppler marks an address as one that runs from the left.
    words = {*re.findall(r">\u202a?([^<]+)</word>", run("pdftotext", "-bbox", str(path), "-"))}
    assert {"publication.", "treaty.", "http://www.migrantsrightsinternational.org/our-achievements/"} <= words


def test_it_reads_as_the_records_of_its_view(made: tuple[str, View, str]) -> None:
    _, view, path = made
    pages = [re.sub(r"\s+", " ", page) for page in run("pdftotext", path, "-").split("\f")[:-1]]
    text = " ".join(pages)
    assert {title for title in view.records["title"] if title in text} == set(view.shown["title"])
    for at, page in enumerate(pages, start=1):
        assert f"Page {at} of {len(pages)}" in page
        assert data_line(view) in page
