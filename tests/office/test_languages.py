"""Pages, slides and files in French, Spanish and Italian: nothing is cut or left in English, and axe has no complaint.

It takes longer than the other tests of pages, as each page is walked in each language.
"""

import re
from functools import cache

import pytest
from babel import Locale

from mri_data.exports.formats import export_of
from mri_data.record.dataset import load_dataset
from mri_data.record.view import View
from mri_data.schema.context import KINDS
from mri_data.words.catalogue import catalogue, words
from tests.browser.conftest import OpenWindow, faults, guard_log, kept, server, window
from tests.office.test_made_languages import PATHS, walked_in
from tests.test_languages import of_pptx

__all__ = ["guard_log", "kept", "server", "window"]
WORD = re.compile(r"[^\W\d_]{3,}")
LANGUAGES = ("fr", "es", "it")


def words_in(text: str) -> set[str]:
    return {word.casefold() for word in WORD.findall(re.sub(r"\{\w+\}|`[^`]*`|https?://\S+", " ", text))}


def words_of(language: str) -> set[str]:
    texts = (one.string if isinstance(one.string, str) else " ".join(one.string or ()) for one in catalogue(language))
    return {word for text in texts for word in words_in(str(text))}


@cache
def only_english(language: str) -> frozenset[str]:
    """The words of the English catalogue that neither the language nor any name or text of the record has."""
    dataset, locale = load_dataset(), Locale.parse(words(language).locale)
    rows = [dataset.table, dataset.context.meetings, dataset.context.milestones, dataset.context.later_forums]
    written = " ".join(str(cell) for table in rows for cell in table.to_numpy().ravel())
    of_record = (dataset.sources.values(), dataset.notes, dataset.corrections, dataset.stories, dataset.slide_notes)
    written += " ".join(str(one) for some in of_record for one in some) + str(dataset.about)
    written += " ".join(str(cell) for cell in dataset.places.to_numpy().ravel()) + str(dataset.names)
    written += " ".join(one.text for one in dataset.translations[language].values())
    written += " ".join([*dataset.context.parties["title"], *dataset.context.parties["note"]])
    names = " ".join([*locale.territories.values(), *locale.languages.values()])
    return frozenset(words_of("en") - words_of(language) - words_in(written) - words_in(names))


def left_in_english(texts: list[str], language: str) -> list[str]:
    return [f"{sorted(found)}: {text[:80]}" for text in texts if (found := words_in(text) & only_english(language))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_whole_in_the_language_and_axe_finds_nothing_serious(window: OpenWindow, language: str) -> None:
    assert len(only_english(language)) > 300
    found = []
    for place, page in walked_in(window(apart=True), language, (1280, 390)):
        assert page.evaluate("document.documentElement.lang") == language
        seen = page.evaluate("[...look.cut(), ...look.overlaps()]")
        seen += left_in_english(page.evaluate("look.texts()"), language)
        seen += faults(page) if place.endswith("1280") else []
        found += [f"{place}: {fault}" for fault in seen]
    assert "\n".join(found) == ""
    assert len(PATHS) == 8


@pytest.mark.parametrize("language", LANGUAGES)
def test_slides_are_whole_in_the_language(language: str) -> None:
    view = View(load_dataset(), language=language, base="https://record.example.org", public=True, context=tuple(KINDS))
    assert left_in_english(list(of_pptx(export_of(view, "pptx"))), language) == []
