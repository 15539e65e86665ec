"""Pages on paper, as a browser prints them: sheets of A4 with what is for reading and nothing that is for pressing."""

from io import BytesIO

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from tests.browser.conftest import OpenWindow

A4_POINTS = (595, 842)
TO_PRESS = (
    *("Donor pack", "Copy link", "Filters", "Clear all", "Places", "Play", "All years", "Choose a record", "Close"),
    *("Show as a table", "Other places", "Open the", "Open full", "Select a", "Download", "CSV", "Remove", "Whole map"),
)
SOURCE = "Source: Migrants Rights International, “Our Achievements”. Data of 30 November 2026"
NAME = "Migrants Rights International: our record"
# Of each page: what stands on each of its sheets.
OVERVIEW = [
    [NAME, "Ten achievements on record", "languages", "Convening", "Undated", "6 Geneva"],
    ["Forum 7: New York", "Advocacy for a UN Special Rapporteur", "What the record shows", SOURCE],
]
ON_A_DESK = {
    "/": OVERVIEW,
    "/timeline?record=durban-2001": [
        [
            "Five kinds of work",
            "left empty",
            "MRI facilitated NGOs’ preparations",
            "Still to be documented",
            "paragraph 7",
        ],
        ["Migrants’ rights at the UN conferences of 1995", "Forum 7: New York", "Advocacy for a UN Special", SOURCE],
    ],
    "/map?year=2009": [
        ["/map?year=2009", "The forum travelled to six cities", "4 Athens 2009", "Seven stops", "Left empty"],
        ["Forum 4: Athens", "Also documented", "Day of General Discussion", "paragraph 1", SOURCE],
    ],
    "/records?record=durban-2001": [
        ["/records?record=durban-2001", "MRI facilitated NGOs’ preparations", "No date", "Our own account"],
        ["Forum 1: New York", "Forum 7: New York", SOURCE],
    ],
}
ON_A_PHONE = {
    "/": OVERVIEW,
    "/timeline?area=advocacy": [
        ["3 of 17 records: Advocacy.", "Advocacy: three achievements", "19 September 2011", "No date", SOURCE],
    ],
    "/records?area=campaign": [["Campaign: one achievement", "Global Campaign for ratification", "¶ 4", SOURCE]],
    "/records?q=zzzz": [["/records?q=zzzz", "Nothing on record for “zzzz”", SOURCE]],
}


@pytest.mark.parametrize(("width", "dark", "pages"), [(1440, False, ON_A_DESK), (390, True, ON_A_PHONE)])
def test_each_page_is_printed_on_sheets_of_a4_with_nothing_to_press(
    window: OpenWindow, width: int, dark: bool, pages: dict[str, list[list[str]]]
) -> None:
    mine = window(width, 844, dark=dark)
    for path, sheets in pages.items():
        paper = _printed(mine.open(path))
        assert len(paper) == len(sheets), path
        for text, words in zip(paper, sheets, strict=True):
            assert [word for word in words if word not in text] == []
            assert [word for word in TO_PRESS if word in text] == []


def _printed(page: Page) -> list[str]:
    """The words on each sheet of a page, all of A4."""
    paper = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    assert {(round(float(sheet.mediabox.width)), round(float(sheet.mediabox.height))) for sheet in paper.pages} == {
        A4_POINTS
    }
    return [" ".join(sheet.extract_text().split()) for sheet in paper.pages]
