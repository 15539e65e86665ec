"""Pages of a record too large to draw one by one: charts that count, their notes and tables, no endless lists."""

import re
from dataclasses import replace
from io import BytesIO

import pytest
from pptx import Presentation
from streamlit.testing.v1 import AppTest

from mri_data.exports import formats
from mri_data.exports.formats import export_of
from mri_data.query.filters import Filters
from mri_data.record.dataset import Dataset
from mri_data.record.view import View
from tests.conftest import RECORD_FILES, DataFolder, copy_data
from tests.made_records import made_records
from tests.pages.test_pages import each_page, html, is_sound, opened, title, words

# Each of the ten shipped achievements so many times, and the seven forums.
TIMES = 10


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[int, DataFolder]:
    """Folders in which each of the ten shipped achievements stands so many times, by that number."""
    made = {times: DataFolder(tmp_path_factory.mktemp("many")) for times in (TIMES, 43)}
    for times, folder in made.items():
        copy_data(folder.path, RECORD_FILES)
        folder.repeat_achievements(times)
    return made


@pytest.fixture
def many_records(folders: dict[int, DataFolder], monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages read 107 records."""
    monkeypatch.setenv("MRI_DATA_DIR", str(folders[TIMES].path))


@pytest.fixture
def more_records(folders: dict[int, DataFolder], monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages read 430 achievements, which are more than one page of the table, and seven forums."""
    monkeypatch.setenv("MRI_DATA_DIR", str(folders[43].path))


@pytest.mark.parametrize(
    "query", ["", "area=advocacy", "place=geneva&years=1995-2011", "year=2009&others=yes", "q=zzzz"]
)
@pytest.mark.usefixtures("many_records")
def test_every_page_opens(query: str) -> None:
    for page, app in each_page(query):
        assert is_sound(app), page
        assert title(app), page


@pytest.mark.usefixtures("many_records")
def test_the_timeline_counts_and_has_no_list_to_choose_a_record_from() -> None:
    app = opened("timeline")
    assert len(app.selectbox) == 0
    assert "107 records are too many to draw one by one" in words(app)
    assert "50 of 107. All are on the records page." in words(app)
    assert "The records of one year, from zero up" in words(app)
    assert 'data-label="Advocacy">' in html(app)


@pytest.mark.usefixtures("more_records")
def test_sources_leads_to_very_many_records_and_does_not_list_them() -> None:
    app = opened("sources")
    assert "Each of our 437 records names its source and who else documents it." in words(app)
    assert re.search(r'href="records" data-page="records"', html(app))
    assert html(app).count("records?record=") < 30


@pytest.mark.usefixtures("many_records")
def test_the_map_counts_and_lists_places_in_place_of_stops() -> None:
    app = opened("map", "year=2009&others=yes")
    assert title(app) == "57 records at 9 places"
    assert "Places with most records" in words(app)
    assert "lines follow the order" not in words(app)
    assert "Other places in the record" not in [one.label for one in app.toggle]
    assert not [one for one in app.get("button_group") if "2009" in str(one.proto)]


@pytest.mark.usefixtures("many_records")
def test_a_city_lists_some_of_its_records_and_leads_to_the_rest() -> None:
    app = opened("map", "city=geneva")
    assert "31 records" in words(app)
    assert len(re.findall('<article class="mri-detail', html(app))) == 20
    assert re.search(r'href="records\?place=geneva" data-page="records"', html(app))


def test_files_count_too(dataset: Dataset) -> None:
    view = View(made_records(dataset, 90), Filters(work_area=("advocacy", "publications")))
    deck = Presentation(BytesIO(export_of(view, "pptx")))
    notes = " ".join(slide.notes_slide.notes_text_frame.text for slide in deck.slides)
    assert "90 records are too many to draw one by one" in notes
    assert "Map with a circle for each place" in notes
    page = export_of(view, "html").decode()
    assert "the area of each circle shows how many records name the place" in page
    assert "lines follow the order" not in page


# --- the table, a page of it at a time


def shown_ids(app: AppTest) -> list[str]:
    """The titles in the table, in its order."""
    return list(app.dataframe[0].value["title"])


def turn(app: AppTest, label: str) -> AppTest:
    (found,) = [button for button in app.button if button.label == label]
    assert not found.disabled
    return found.click().run()


@pytest.mark.usefixtures("more_records")
def test_the_pages_of_the_table_are_all_records_once_each() -> None:
    app, seen = opened("records"), []
    for told in ("1–200 of 430", "201–400 of 430", "401–430 of 430"):
        assert told in words(app)
        seen += shown_ids(app)
        if not told.endswith("–430 of 430"):
            app = turn(app, "Next page")
    assert len(seen) == 430
    assert [button.disabled for button in app.button if button.label == "Next page"] == [True]
    assert len(shown_ids(turn(app, "Previous page"))) == 200


@pytest.mark.usefixtures("more_records")
def test_a_page_has_an_address_and_one_beyond_the_last_is_the_last() -> None:
    assert "201–400 of 430" in words(opened("records", "page=2"))
    assert "401–430 of 430" in words(opened("records", "page=99999999999999999999"))
    assert "1–200 of 430" in words(opened("records", "page=²"))
    assert turn(opened("records"), "Next page").query_params["page"] == "2"


@pytest.mark.usefixtures("more_records")
def test_a_record_opens_on_the_page_of_the_table_that_it_is_on() -> None:
    app = opened("records", "record=special-rapporteur-42")
    assert "401–430 of 430" in words(app)
    assert "Advocacy for a UN Special Rapporteur" in words(app)


@pytest.mark.usefixtures("more_records")
def test_another_choice_begins_on_its_first_page() -> None:
    app = opened("records", "page=3")
    app.session_state["filter_work_area"] = ["advocacy"]
    app = app.run()
    assert "page" not in app.query_params


@pytest.mark.usefixtures("many_records")
def test_up_to_some_hundred_records_are_links_in_one_table() -> None:
    app = opened("records", "record=handbook-3")
    links = re.findall(r'<a href="records\?record=[a-z0-9-]+" data-page="records"', html(app))
    # The 100 achievements, and for the printed page the seven forums.
    assert len(links) == 107
    assert re.findall(r'record=([a-z0-9-]+)" data-page="records" target="_self" aria-current="true"', html(app)) == [
        "handbook-3"
    ]
    assert html(app).count('<span class="mri-sr">Our own account</span></span> ¶') == 40
    assert not app.dataframe
    assert not [button for button in app.button if button.label == "Next page"]


def test_files_that_hold_fewer_records_say_so_in_the_list(
    data_folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    data_folder.repeat_achievements(TIMES)
    monkeypatch.setenv("MRI_DATA_DIR", str(data_folder.path))
    monkeypatch.setitem(formats.EXPORTS, "pdf", replace(formats.EXPORTS["pdf"], most=50))
    told = html(opened("records"))
    (refused,) = re.findall(r'data-save="api/export/pdf\?lang=en"[^>]*disabled>.*?<span>(.*?)</span>', told)
    assert "107" in refused
    assert "50" in refused
    assert not re.search(r'data-save="api/export/csv\?lang=en"[^>]*disabled', told)
