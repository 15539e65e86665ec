"""Pages in languages made for the test: one two fifths longer than English, and one written from right to left."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from mri_data.record.dataset import load_dataset
from mri_data.words.catalogue import LOCALE_DIR
from tests.browser.conftest import READY, OpenWindow, Window, guard_log, kept, running_server, server, window
from tests.pseudo import LANGUAGE, RIGHT_TO_LEFT, write_catalogue, write_record
from tests.test_languages import FOREIGN, codes_of, english, ids_of

__all__ = ["guard_log", "kept", "server", "window"]
CONTEXT = "context=meetings,convention,forums"
PATHS = (
    "/",
    f"/timeline?{CONTEXT}",
    f"/map?{CONTEXT}",
    "/records?record=pga-2006",
    "/convention",
    "/sources",
    "/check",
    "/present",
)
HEADINGS = "h1.mri-h1, .mri-face h1"
# Buttons of a row that lack an edge on one side.
BARE = """() => [...document.querySelectorAll('[data-variant=segmented_control]')].filter(button => {
    const style = getComputedStyle(button);
    return ['Top', 'Right', 'Bottom', 'Left'].some(side => style[`border${side}Color`].endsWith(', 0)'));
}).map(button => button.textContent)"""
LOOK = Path(__file__).with_name("look.js").read_text("utf-8")


@pytest.fixture(scope="module")
def pseudo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, set[str]]]:
    """The address of a server with these languages, and the codes in its record."""
    locale, record = tmp_path_factory.mktemp("locale"), tmp_path_factory.mktemp("record")
    write_record(record)
    for language in (LANGUAGE, RIGHT_TO_LEFT):
        write_catalogue(locale, language)
    for language in ("en", "it"):
        shutil.copytree(LOCALE_DIR / language, locale / language)
    dataset = load_dataset(record)
    settings = {"MRI_TEST_LANGUAGES": str(locale), "MRI_DATA_DIR": str(record)}
    with running_server(tmp_path_factory.mktemp("guard") / "outside.log", **settings) as address:
        yield address, ids_of(dataset) | codes_of(dataset)


def walked_in(window: Window, language: str, widths: tuple[int, ...]) -> Iterator[tuple[str, Page]]:
    """Each page in a language at each width; a page is loaded once."""
    page = window.page
    page.add_init_script(LOOK)
    for path in PATHS:
        page.goto(f"{window.address}{path}{'&' if '?' in path else '?'}lang={language}")
        page.wait_for_selector(READY)
        expect(page.locator(HEADINGS).first).to_be_visible()
        for width in widths:
            page.set_viewport_size({"width": width, "height": 800})
            # The menu counts anew what has no room, in English, which is replaced then.
            page.wait_for_function("() => look.isSettled()")
            yield f"{path} at {width}", page


def test_a_language_two_fifths_longer_is_nowhere_cut_and_nothing_is_left_in_english(
    window: OpenWindow, pseudo: tuple[str, set[str]]
) -> None:
    address, known = pseudo
    found = []
    for place, page in walked_in(window(address=address, apart=True), LANGUAGE, (1280, 1024, 390)):
        faults = page.evaluate("[...look.cut(), ...look.overlaps()]") + english(page.evaluate("look.texts()"), known)
        found += [f"{place}: {fault}" for fault in faults]
    assert "\n".join(found) == ""


def test_a_language_from_right_to_left_is_nowhere_cut_and_every_page_is_turned(
    window: OpenWindow, pseudo: tuple[str, set[str]]
) -> None:
    address, known = pseudo
    found = []
    for place, page in walked_in(window(address=address, apart=True), RIGHT_TO_LEFT, (1280, 390)):
        assert page.evaluate("[document.documentElement.lang, document.dir]") == ["ar", "rtl"]
        if place == "/present at 1280":
            # The next slide is at the left.
            page.keyboard.press("ArrowLeft")
            expect(page.locator(".mri-at")).to_have_text(re.compile(r"^2\b"))
            page.keyboard.press("ArrowRight")
            expect(page.locator(".mri-at")).to_have_text(re.compile(r"^1\b"))
        assert page.evaluate(BARE) == []
        faults = page.evaluate("[...look.cut(), ...look.overlaps()]") + english(
            page.evaluate("look.texts()"), known, FOREIGN
        )
        found += [f"{place}: {fault}" for fault in faults]
    assert "\n".join(found) == ""
