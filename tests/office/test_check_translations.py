"""A workbook with stale, missing and too long translations, dropped on the page *Check my file*, in a real browser."""

import io

import openpyxl
from playwright.sync_api import expect

from mri_data.exports.record_workbook import record_workbook
from mri_data.reading.data_folder import DATA_DIR
from mri_data.reading.folder import read_folder
from mri_data.words.catalogue import words
from tests.browser.conftest import OpenWindow, guard_log, kept, server, window

__all__ = ["guard_log", "kept", "server", "window"]


def spoiled() -> bytes:
    """The shipped record as a workbook in French: a changed title, translations missing or too long, and a typo."""
    made = openpyxl.load_workbook(io.BytesIO(record_workbook(read_folder(DATA_DIR), words("fr")).content))
    made["Réalisations"]["B5"].value = "A platform of NGOs"
    made["Corrections"].append(["pga-2006", "Titr", "Forum 1", "Forum One", "Its name.", "mri-achievements"])
    sheet = made["Traductions"]
    sheet["G87"].value = None
    sheet["E2"].value = "1 " + "x" * 110
    saved = io.BytesIO()
    made.save(saved)
    return saved.getvalue()


def test_what_is_stale_missing_or_too_long_is_listed_with_its_cell_in_the_language_of_the_page(
    window: OpenWindow,
) -> None:
    one = window(1280, 900)
    page = one.open("/check?lang=fr")
    page.locator("input[type=file]").set_input_files({"name": "fiches.xlsx", "mimeType": "", "buffer": spoiled()})
    expect(page.locator("h2").first).to_contain_text("« fiches.xlsx »")
    one.ready()
    expect(page.locator("h2").first).to_have_text("«\u202ffiches.xlsx\u202f»\u202f: 1 point à corriger")
    found = [one.replace("\u202f", " ") for one in page.locator(".mri-finding").all_inner_texts()]
    assert found[0].startswith(
        "Corrections!B12, colonne « Colonne » : la correction de pga-2006, Titr, nomme la colonne « Titr », qui n’y est"
        " pas. Vouliez-vous dire « Titre » ?"
    )
    expect(page.get_by_role("button", name="Titre")).to_be_visible()
    assert [(one.partition(",")[0], one.partition(" : ")[2].split(maxsplit=5)[:5]) for one in found[1:5]] == [
        ("Traductions!E2", ["Le", "texte", "compte", "112", "caractères,"]),
        ("Traductions!E58", ["Le", "texte", "anglais", "a", "changé"]),
        ("Traductions!F58", ["Le", "texte", "anglais", "a", "changé"]),
        ("Traductions!G58", ["Le", "texte", "anglais", "a", "changé"]),
    ]
    assert found[-1].startswith("Traductions!G87, colonne « Italiano » : 1 texte n’est pas traduit en italien")
    stale = page.locator(".mri-finding").nth(2)
    expect(stale.locator("mark")).to_have_text("Lanzamiento de la campaña mundial por la ratificación")
    assert stale.locator("thead th").all_inner_texts() == ["A", "D", "E", "F"]
