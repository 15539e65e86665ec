"""The list of stops says of a forum's date what is known, the same on the page of the map and in the HTML file."""

import pytest
from lxml import html

from mri_data.exports.formats import export_of
from mri_data.record.view import View
from tests.conftest import DataFolder
from tests.pages.test_pages import html as fragments_of
from tests.pages.test_pages import opened


@pytest.mark.parametrize(
    ("date", "when"),
    [("", "No date"), ("after 2008", "After 2008"), ("c. 2008", "c. 2008"), ("20 to 22 October 2008", "2008")],
)
def test_a_stop_has_the_year_only_where_the_year_is_known(
    date: str, when: str, data_folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    data_folder.set("forums.csv", "pga-2008", "date", date)
    monkeypatch.setenv("MRI_DATA_DIR", str(data_folder.path))
    page = html.fromstring(fragments_of(opened("map"))).xpath("//div[@class='mri-stops']//li[b='3']")
    file = html.fromstring(export_of(View(data_folder.load()), "html")).xpath(
        "//*[contains(@class, 'stops')]//li[b='3']"
    )
    for (line,) in (page, file):
        assert "Manila" in line.text_content()
        assert line.text_content().split()[-len(when.split()) :] == when.split()
