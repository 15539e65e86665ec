"""The Convention page, run without a browser."""

import shutil
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from mri_ui.frame.address import WRITTEN
from tests.conftest import DataFolder
from tests.pages.test_pages import html, is_sound, opened, title, words

HOSTILE = "<img src=x onerror=alert(1)>"


@pytest.fixture
def spoiled(whole_folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> DataFolder:
    monkeypatch.setenv("MRI_DATA_DIR", str(whole_folder.path))
    return whole_folder


def count(app: AppTest) -> str:
    told = html(app)
    return told.split('mri-status">')[1].split("<")[0]


def test_the_page_says_how_many_joined_and_how_and_never_ratified_by_all() -> None:
    app = opened("convention")
    assert is_sound(app)
    assert title(app) == "60 States parties to the Convention in February 2025, up from 9 in 1998"
    assert "ratified by" not in words(app)
    read = words(app)
    assert read.index("up from 9 in 1998") < read.index(
        "The chart shows when States joined, not why. These are steps of States, not MRI’s work"
    )
    assert read.count("14 March 2003: El Salvador and Guatemala ratify") == 1
    assert html(app).count(">19 February 1993<") == 2, "in the steps of the chart and in the list"
    assert "40 States have signed: 29 went on to ratify, and 11 have not become parties." in words(app)


# The title alone named what was left out; the sentence on signatures and the lists of States gave other totals.
def test_every_count_of_states_on_the_page_says_that_some_could_not_be_read(spoiled: DataFolder) -> None:
    spoiled.set("context/convention.csv", "icrmw-al", "date", "soon")
    spoiled.set("context/signatories.csv", "icrmw-am", "date", "soon")
    app = opened("convention")
    assert title(app) == (
        "59 States parties to the Convention in February 2025, up from 9 in 1998; 59 of 60 States parties could be read"
    )
    assert count(app) == "59 of 59 States parties; 59 of 60 States parties could be read"
    assert (
        "39 States have signed: 29 went on to ratify, and 10 have not become parties. "
        "59 of 60 States parties and 10 of 11 signatories could be read." in words(app)
    )
    assert "10 States that have signed and are not parties; 10 of 11 signatories could be read" in words(app)


def test_the_page_says_of_when_it_is_and_where_to_look_a_date_up() -> None:
    told = html(opened("convention"))
    assert "As of 21 February 2025 the list has 60 States parties." in told
    assert 'href="https://treaties.un.org/doc/Publication/MTDSG/Volume%20I/Chapter%20IV/iv-13.en.xml"' in told


def test_both_names_are_said_in_full_once() -> None:
    read = words(opened("convention"))
    assert read.count("(ICRMW)") == 1
    assert read.count("(CMW)") == 1


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", "All 60 States parties"),
        ("joined=accession", "31 of 60 States parties"),
        ("joined=ratification&state=guinea", "1 of 60 States parties"),
        ("state=cote", "1 of 60 States parties"),
        ("joined=nonsense", "All 60 States parties"),
        ("state=yes", "0 of 60 States parties"),
    ],
)
def test_an_address_opens_the_list_as_it_was_seen(query: str, expected: str) -> None:
    app = opened("convention", query)
    assert is_sound(app)
    assert count(app) == expected


def test_searching_and_choosing_write_the_address_and_the_address_opens_the_same() -> None:
    app = opened("convention")
    app.text_input(key="convention_search").set_value(" Guinéa ").run()
    app.button_group(key="convention_joined").set_value("accession").run()
    assert app.session_state[WRITTEN] == {"state": ["Guinéa"], "joined": ["accession"]}
    assert count(app) == "1 of 60 States parties"
    again = opened("convention", "state=Guinéa&joined=accession")
    assert again.text_input(key="convention_search").value == "Guinéa"
    assert again.button_group(key="convention_joined").value == "accession"
    assert count(again) == count(app)


def test_nothing_found_says_so_and_one_button_shows_all_again() -> None:
    app = opened("convention", "state=atlantis&joined=accession")
    assert "No State party matches." in words(app)
    app.button(key="convention_all").click().run()
    assert count(app) == "All 60 States parties"
    assert app.session_state[WRITTEN] == {}


def test_filters_of_the_record_stay_while_one_looks_at_the_convention() -> None:
    app = opened("records", "area=support")
    app.switch_page("convention.py").run()
    app.switch_page("records.py").run()
    assert app.session_state[WRITTEN] == {"area": ["support"]}


def test_the_name_of_a_state_stays_a_name(spoiled: DataFolder) -> None:
    spoiled.set("context/convention.csv", "icrmw-eg", "title", HOSTILE)
    app = opened("convention")
    assert is_sound(app)
    assert "<img" not in html(app)
    assert "&lt;img src=x onerror=alert(1)&gt;" in html(app)


def _no_folder(folder: DataFolder) -> None:
    shutil.rmtree(folder.path / "context")


def _no_rows(folder: DataFolder) -> None:
    for file in ("context/convention.csv", "context/signatories.csv"):
        folder.write(file, folder.rows(file)[:1])


@pytest.mark.parametrize("spoil", [_no_folder, _no_rows])
def test_without_a_list_the_page_says_so_and_nothing_breaks(
    spoil: Callable[[DataFolder], None], spoiled: DataFolder
) -> None:
    spoil(spoiled)
    app = opened("convention", "state=x")
    assert is_sound(app)
    assert "has no list of States parties" in words(app)
    overview = opened("overview")
    assert is_sound(overview)
    assert not any("States parties" in part.value for part in overview.markdown)


def test_the_overview_leads_to_the_page() -> None:
    app = opened("overview")
    assert "9 States parties in 1998" in html(app)
