"""Pages of a record too large to draw one by one: charts that count, their notes and tables, no endless lists."""

import re
from io import BytesIO

import pytest
from pptx import Presentation

from mri_data.dataset import Dataset
from mri_data.export import export_of
from mri_data.query import Filters
from mri_data.view import View
from mri_ui import navigation
from tests.conftest import DataFolder
from tests.many import many
from tests.test_pages import html, is_sound, opened, title, words

# Each of the ten shipped achievements so many times, and the seven forums.
TIMES = 10


@pytest.fixture
def many_records(data_folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> DataFolder:
    """A folder of 107 records that the pages read."""
    head, *rows = data_folder.rows("achievements.csv")
    bodies = head.index("bodies")  # Some are spelled as corrections of the ten records mend them.
    copies = [[f"{row[0]}-{time}", *row[1:bodies], "", *row[bodies + 1 :]] for time in range(1, TIMES) for row in rows]
    data_folder.write("achievements.csv", [head, *rows, *copies])
    monkeypatch.setenv("MRI_DATA_DIR", str(data_folder.path))
    return data_folder


@pytest.mark.parametrize("page", navigation.PAGES)
@pytest.mark.parametrize(
    "query", ["", "area=advocacy", "place=geneva&years=1995-2011", "year=2009&others=yes", "q=zzzz"]
)
def test_every_page_opens(many_records: DataFolder, page: str, query: str) -> None:
    app = opened(page, query)
    assert is_sound(app)
    assert title(app)


def test_the_timeline_counts_and_has_no_list_to_choose_a_record_from(many_records: DataFolder) -> None:
    app = opened("timeline")
    assert len(app.selectbox) == 0
    assert "107 records are too many to draw one by one" in words(app)
    assert "50 of 107. All are on the records page." in words(app)
    assert "The records of one year, from zero up" in words(app)
    assert 'data-label="Advocacy">' in html(app)


def test_the_map_counts_and_lists_places_in_place_of_stops(many_records: DataFolder) -> None:
    app = opened("map", "year=2009&others=yes")
    assert title(app) == "57 records at 9 places"
    assert "Places with most records" in words(app)
    assert "lines follow the order" not in words(app)
    assert [one.label for one in app.toggle if "map" in one.label.lower()] == ["Simple map"]
    assert not [one for one in app.get("button_group") if "2009" in str(one.proto)]


def test_a_city_lists_some_of_its_records_and_leads_to_the_rest(many_records: DataFolder) -> None:
    app = opened("map", "city=geneva")
    assert "31 records" in words(app)
    assert len(re.findall('<article class="mri-detail', html(app))) == 20
    assert re.search(r'href="records\?place=geneva" data-page="records"', html(app))


def test_files_count_too(dataset: Dataset) -> None:
    view = View(many(dataset, 90), Filters(work_area=("advocacy", "publications")))
    deck = Presentation(BytesIO(export_of(view, "pptx")))
    notes = " ".join(slide.notes_slide.notes_text_frame.text for slide in deck.slides)
    assert "90 records are too many to draw one by one" in notes
    assert "Map with a circle for each place" in notes
    page = export_of(view, "html").decode()
    assert "the area of each circle counts the records of one place" in page
    assert "lines follow the order" not in page
