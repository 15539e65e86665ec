"""The Convention page in a real browser."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import OpenWindow, Window
from tests.browser.test_dashboard import SERIOUS, _overlapping, _told

STATUS = "p[role=status]"
SIZES = [(1440, 900, ".st-key-wide"), (1024, 800, ".st-key-mid"), (390, 844, ".st-key-narrow")]


class TestConvention:
    """What a programme officer does with the list of States parties."""

    def test_a_search_is_in_the_address_opens_elsewhere_and_back_undoes_it(self, window: OpenWindow) -> None:
        mine = window()
        page = mine.open("/convention")
        page.get_by_placeholder("Search States and notes").fill("guinéa")
        page.keyboard.press("Enter")
        expect(page.locator(STATUS)).to_have_text("2 of 60 States parties")
        mine.ready()
        page.get_by_role("radio", name="Acceded 31").click()
        expect(page.locator(STATUS)).to_have_text("1 of 60 States parties")
        expect(page).to_have_url(re.compile(r"/convention\?state=guin%C3%A9a&joined=accession$"))

        theirs = window().open(page.url.removeprefix(mine.address))
        expect(theirs.locator(STATUS)).to_have_text("1 of 60 States parties")
        expect(theirs.get_by_placeholder("Search States and notes")).to_have_value("guinéa")

        mine.ready()
        page.go_back()
        expect(page.locator(STATUS)).to_have_text("2 of 60 States parties")
        expect(page.get_by_placeholder("Search States and notes")).to_have_value("guinéa")

    def test_the_list_shown_is_saved_under_the_day_it_is_of(self, window: OpenWindow) -> None:
        page = window().open("/convention?joined=accession")
        with page.expect_download() as saved:
            page.get_by_role("link", name="CSV of these States").click()
        assert saved.value.suggested_filename == "icrmw-parties-selection-2025-02-21.csv"
        text = Path(saved.value.path()).read_text("utf-8-sig")
        assert text.count(",accession,") == 31
        assert "/convention?joined=accession" in text

    def test_pointing_at_a_year_that_is_all_that_is_known_says_so(self, window: OpenWindow) -> None:
        mine = window()
        page = mine.open("/convention")
        mine.drawn(".st-key-wide")
        _point_at(mine, "Togo")
        expect(page.locator(".st-key-wide .hoverlayer")).to_contain_text("in 2020, day not verified")

    def test_a_link_leads_to_the_steps_beside_the_record(self, window: OpenWindow) -> None:
        page = window().open("/convention")
        page.get_by_role("link", name="See the Convention’s steps beside the record").click()
        expect(page).to_have_url(re.compile(r"/timeline\?context=convention$"))

    def test_no_page_asks_another_host_or_complains(self, window: OpenWindow) -> None:
        mine = window()
        page = mine.open("/convention")
        mine.drawn(".st-key-wide")
        page.wait_for_load_state("networkidle")
        assert mine.outside == []
        assert mine.complaints == []

    @pytest.mark.parametrize(("width", "height", "chart"), SIZES)
    def test_no_two_labels_overlap(self, width: int, height: int, chart: str, window: OpenWindow) -> None:
        mine = window(width, height)
        page = mine.open("/convention")
        mine.drawn(chart)
        boxes = page.locator(f"{chart} .annotation-text").evaluate_all(
            """texts => texts.map(text => {
                const box = text.getBoundingClientRect();
                return [text.textContent, box.left, box.top, box.right, box.bottom];
            })"""
        )
        assert len(boxes) == 4
        assert _overlapping(boxes) == []

    def test_axe_finds_nothing_serious_on_a_phone(self, window: OpenWindow) -> None:
        width, height, chart = SIZES[2]
        mine = window(width, height)
        page = mine.open("/convention")
        mine.drawn(chart)
        expect(page.get_by_role("button", name="Copy link")).to_be_visible()
        found = Axe().run(page).response["violations"]
        assert [_told(violation) for violation in found if violation["impact"] in SERIOUS] == []

    def test_a_phone_needs_no_sideways_scroll(self, window: OpenWindow) -> None:
        page = window(390, 844).open("/convention")
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") == 390


@pytest.mark.parametrize(("width", "height", "dark"), [(1440, 900, False), (1440, 900, True), (390, 844, False)])
@pytest.mark.parametrize("name", ["timeline", "map"])
def test_axe_finds_nothing_serious_in_what_stands_beside_the_record(
    name: str, width: int, height: int, dark: bool, window: OpenWindow
) -> None:
    page = window(width, height, dark=dark).open(f"/{name}?context=meetings,convention,forums")
    page.wait_for_load_state("networkidle")
    expect(page.get_by_text("Shown beside the record as context, not as MRI’s work").first).to_be_visible()
    expect(page.get_by_role("button", name="Copy link")).to_be_visible()
    found = Axe().run(page).response["violations"]
    assert [_told(violation) for violation in found if violation["impact"] in SERIOUS] == []


def _point_at(mine: Window, state: str) -> None:
    """Move the mouse to the unseen point of the step of a State."""
    spot = mine.page.evaluate(
        """(state) => {
            const chart = document.querySelector(".st-key-wide .js-plotly-plot");
            const box = chart.getBoundingClientRect();
            const {xaxis: x, yaxis: y} = chart._fullLayout;
            for (const trace of chart._fullData) {
                const at = [trace.text].flat().findIndex((text) => text && text.includes(state));
                if (at < 0) continue;
                return [box.x + x._offset + x.l2p(trace.x[at]), box.y + y._offset + y.l2p(trace.y[at])];
            }
        }""",
        state,
    )
    mine.page.mouse.move(spot[0] - 3, spot[1])
    mine.page.mouse.move(*spot)
