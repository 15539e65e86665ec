"""A presentation that LibreOffice has saved: it is still known, renewed, and valid."""

from pathlib import Path

import pytest

from mri_data.exports.deck.comparing import compare
from mri_data.exports.deck.reading import open_deck
from mri_data.exports.deck.renewing import renewed
from mri_data.exports.deck.report import report
from mri_data.record.dataset import Dataset, load_dataset
from mri_data.words.catalogue import words
from tests.conftest import copy_data
from tests.edited_deck import change_record, edited, made
from tests.office.slides import printed, run, words_of
from tests.office.test_presentation import audited

say = words("en")


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    folder = tmp_path_factory.mktemp("changed")
    copy_data(folder)
    change_record(folder)
    return load_dataset(folder)


@pytest.fixture(scope="module")
def by_hand() -> bytes:
    return edited(made())


@pytest.fixture(scope="module")
def by_libreoffice(by_hand: bytes, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("saved")
    (folder / "talk.pptx").write_bytes(by_hand)
    kind = "pptx:Impress MS PowerPoint 2007 XML"
    run(
        "soffice",
        "--headless",
        "--convert-to",
        kind,
        "--outdir",
        str(folder / "out"),
        str(folder / "talk.pptx"),
        home=folder,
    )
    return (folder / "out" / "talk.pptx").read_bytes()


def checked(file: bytes, dataset: Dataset) -> tuple[str, bytes]:
    found = compare(open_deck(file, "talk.pptx", say), dataset)
    return report(found, say).text, renewed(found)


def test_what_libreoffice_saved_is_reported_as_what_it_was_given(
    by_hand: bytes, by_libreoffice: bytes, changed: Dataset
) -> None:
    assert checked(by_libreoffice, changed)[0] == checked(by_hand, changed)[0]


def test_the_renewed_file_opens_and_is_valid(
    by_hand: bytes, by_libreoffice: bytes, changed: Dataset, tmp_path: Path
) -> None:
    files = {"hand": checked(by_hand, changed)[1], "office": checked(by_libreoffice, changed)[1]}
    for name, pdf in printed(files, tmp_path).items():
        pages = [" ".join(word.text for word in page) for page in words_of(pdf)]
        assert len(pages) == 27, name
        assert any("24 to 30 October 2008" in page for page in pages), name
        assert not any("22 to 30 October 2008" in page for page in pages), name
        assert any("Our budget for 2027" in page for page in pages), name
    assert "Errors: 0" in audited(files["hand"], tmp_path)
