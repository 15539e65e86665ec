"""Each page, run without a browser: with and without filters, with broken data, and with addresses nobody meant."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext
from streamlit.testing.v1 import AppTest

from mri_data.query.filters import FILTERS
from mri_data.record.pages import CHECK, HOME, PAGES, STAGE
from mri_ui.frame.address import WRITTEN
from tests.conftest import DataFolder, few_examples

FRAME = Path(__file__).parents[2] / "pages" / "frame.py"


def opened(page: str, query: str = "") -> AppTest:
    """A page as a browser would first ask for it; the first run of a session is always the overview's script."""
    app = AppTest.from_file(str(FRAME), default_timeout=60)
    for name, values in parse_qs(query, keep_blank_values=True).items():
        app.query_params[name] = values
    app.run()
    return app if page == HOME else app.switch_page(f"{page}.py").run()


def each_page(query: str = "") -> Iterator[tuple[str, AppTest]]:
    """Every page in turn, as one viewer opens them from an address on; it is called by its name, too."""
    app = opened(HOME, query)
    for page in PAGES:
        yield page, app if page == HOME else app.switch_page(f"{page}.py").run()


def html(app: AppTest) -> str:
    """All of our own HTML on the page, without the style sheet."""
    bodies = [part.proto.body for part in app.get("html") if "<style>" not in part.proto.body]
    return "\n".join([*bodies, *(told["html"] for told in components(app).values() if "html" in told)])


def components(app: AppTest) -> dict[str, dict[str, Any]]:
    """What our own components are given, by name."""
    return {part.proto.component_name: json.loads(part.proto.json) for part in app.get("bidi_component")}


def words(app: AppTest) -> str:
    """What a person reads of it."""
    return " ".join(re.sub(r"<[^>]*>", " ", html(app)).split())


def title(app: AppTest) -> str:
    found = re.search(r"<h1[^>]*>(.*?)</h1>", html(app))
    assert found, "every page has a title"
    return found[1]


def is_sound(app: AppTest) -> bool:
    return not app.exception


@pytest.mark.parametrize(
    "query", ["", "area=advocacy", "place=geneva&years=1995-2011", "q=zzzz", "record=handbook", "year=2009&others=yes"]
)
def test_every_page_opens_with_and_without_filters(query: str) -> None:
    for page, app in each_page(query):
        assert is_sound(app), page
        assert title(app), page


TITLES = {
    "overview": "Ten achievements on record, from the UN conferences of 1995 to a seventh civil society forum in 2013",
    "timeline": "Five kinds of work, from the UN conferences of 1995 to a seventh civil society forum in 2013",
    "map": "The forum travelled to six cities on three continents and came back to New York",
    "records": "Ten achievements and seven forums, each with its source",
    "present": "Migrants Rights International: our record",
    "sources": "Every record comes from one page by MRI; we name each source that adds to it",
}


def test_a_page_is_titled_with_what_the_record_shows_and_its_links_to_records_stay_in_the_app() -> None:
    titles = {}
    for page, app in each_page():
        titles[page] = title(app)
        links = re.findall(r'<a [^>]*href="records\?[^>]*>', html(app)) if page != STAGE else []
        assert [link for link in links if 'data-page="records"' not in link or "_blank" in link] == [], page
        assert links or page in ("convention", CHECK, STAGE), page
    assert {page: titles[page] for page in TITLES} == TITLES


def test_every_filter_has_its_widget() -> None:
    drawn = {getattr(node, "key", None) for node in opened("records").main}
    assert drawn >= {f"filter_{name}" for name in FILTERS}


def test_a_filtered_page_is_titled_with_the_choice_and_its_count() -> None:
    for page, app in each_page("area=convening&area=campaign"):
        if page in ("overview", "timeline", "map", "records"):
            assert title(app) == "Convening or campaign: seven forums, two achievements"
            assert "9 of 17 records: Convening or campaign." in html(app)


@pytest.mark.parametrize("query", ["", "area=convening"])
def test_nobody_meets_an_eight_beside_the_word_forums(query: str) -> None:
    for page, app in each_page(query):
        assert not re.search(r"\b(8|eight)\W+(\w+\W+){0,2}forums?\b", words(app), re.IGNORECASE), page


def test_an_unknown_value_is_left_out_and_the_rest_of_the_address_counts() -> None:
    app = opened("records", "area=advocacy&area=nonsense&place=atlantis&years=soon&record=none")
    assert "3 of 17 records: Advocacy." in html(app)


def test_filters_go_along_from_page_to_page() -> None:
    app = opened("timeline", "area=support")
    app.switch_page("map.py").run()
    app.switch_page("records.py").run()
    assert title(app) == "Support: three achievements"
    assert app.session_state[WRITTEN] == {"area": ["support"]}


def test_a_step_back_shows_what_its_address_says_though_the_browser_s_widgets_lag_behind(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = opened("records", "area=support")
    app.button_group(key="filter_work_area").set_value(["support", "advocacy"])
    stepped = property(lambda context: True, lambda context, value: None)
    monkeypatch.setattr(ScriptRunContext, "is_history_navigation", stepped)
    app.switch_page("map.py").run()
    assert app.session_state[WRITTEN] == {"area": ["support"]}
    assert "3 of 17 records: Support." in html(app)


@pytest.mark.parametrize(
    ("query", "table", "first"),
    [
        ("q=athens", "forum", "pga-2009"),
        ("area=convening", "forum", "pga-2006"),
        ("place=geneva", "achievement", "ratification-campaign-1998"),
        ("", "achievement", "un-visibility-1995"),
        ("q=athens&table=achievement", "achievement", "pga-series"),
    ],
)
def test_the_table_that_opens_is_that_of_which_the_filters_leave_more_unless_one_was_chosen(
    query: str, table: str, first: str
) -> None:
    app = opened("records", query)
    assert app.button_group(key="table_choice").value == table
    assert re.findall(r'href="records\?[^"]*record=([a-z0-9-]+)" data-page="records"', html(app))[0] == first


def test_a_pill_filters_and_clearing_shows_everything_again() -> None:
    app = opened("records")
    app.button_group(key="filter_work_area").set_value(["publications"]).run()
    assert title(app) == "Publications: two achievements"
    app.button(key="clear").click().run()
    assert "All 17 records." in html(app)


@pytest.mark.parametrize("sent", ["", "area=publications"])
def test_a_choice_made_before_the_browser_has_the_new_address_keeps_the_filters_chosen_just_before(sent: str) -> None:
    app = opened("records")
    for areas in (["publications"], ["publications", "campaign"]):
        app.button_group(key="filter_work_area").set_value(areas).run()
    app.query_params.clear()
    app.query_params.update(parse_qs(sent))
    app.text_input(key="filter_text").set_value("handbook").run()
    assert app.session_state[WRITTEN] == {"area": ["publications", "campaign"], "q": ["handbook"]}


@pytest.mark.parametrize("query", ["", "area=support", "place=athens", "q=handbook"])
def test_pills_stay_in_their_order_whatever_is_chosen(query: str) -> None:
    app = opened("records", query)
    names = [re.sub(r"!\[.*?\)| \d+$", "", one).strip() for one in app.button_group(key="filter_work_area").options]
    assert names == ["Convening", "Advocacy", "Campaign", "Publications", "Support"]


def test_a_popover_says_how_many_of_its_values_are_chosen() -> None:
    app = opened("records", "place=geneva&place=athens&kind=forum&role=initiated&years=2006-2011&ongoing=no")
    labels = [part.proto.popover.label for part in _blocks(app) if part.proto.popover.label]
    assert labels[:4] == ["**Years · 2**", "**Places · 2**", "Dates", "**More · 2**"]
    assert "Filters · 6</button>" in html(app)


def _blocks(app: AppTest) -> list[Any]:
    found, blocks = [app.main], []
    while found:
        block = found.pop(0)
        children = list(getattr(block, "children", {}).values())
        found = children + found
        blocks += [block] if getattr(block.proto, "popover", None) else []
    return blocks


def test_the_sentence_on_the_filters_keeps_its_place_when_they_are_cleared() -> None:
    """Else the browser shows the old one, with its number of records, below the new one until the run is over."""
    filtered, cleared = (_place_of_status(opened("records", query)) for query in ("place=athens", ""))
    assert filtered == cleared


def _place_of_status(app: AppTest) -> int:
    (at,) = (
        at
        for block in _blocks(app)
        for at, one in block.children.items()
        if "mri-status" in getattr(getattr(one, "proto", None), "body", "") and "<style>" not in one.proto.body
    )
    return int(at)


def test_a_search_that_finds_nothing_offers_the_likely_word() -> None:
    app = opened("records", "q=genva forrum")
    (likely,) = [button for button in app.button if button.key == "likely"]
    assert likely.label == "Did you mean “Geneva Forum”?"
    likely.click().run()
    assert "3 of 17 records: “Geneva Forum”." in html(app)
    assert not [button for button in opened("records", "q=zzzz").button if button.key == "likely"]


def test_a_chip_takes_one_choice_away() -> None:
    app = opened("records", "area=publications&area=campaign")
    app.button(key="chip_0").click().run()
    assert "1 of 17 records: Campaign." in html(app)


def test_nothing_matching_says_which_filter_to_loosen() -> None:
    app = opened("records", "area=publications&place=athens")
    labels = [button.label for button in app.button]
    assert title(app) == "Nothing on record for Publications, Athens"
    assert "Without publications: 2 records" in labels
    assert "Without Athens: 2 records" in labels
    app.button(key="loosen_0").click().run()
    assert "2 of 17 records: Athens." in html(app)


def test_where_only_two_changes_help_they_are_offered_together() -> None:
    app = opened("records", "area=publications&place=athens&years=1995-1996&undated=no&ongoing=no")
    labels = [button.label for button in app.button if str(button.key).startswith("loosen_")]
    assert "Without Athens and Keep undated records: 1 record" in labels
    assert not any(": 0 records" in label for label in labels)
    assert labels[-1] == "Clear all filters"


def test_years_beyond_the_record_are_kept_as_they_were_asked_for() -> None:
    app = opened("records", "years=2014-2020")
    assert "5 of 17 records: 2014 to 2020." in html(app)
    assert app.session_state[WRITTEN] == {"years": ["2014-2020"]}


def test_a_record_that_is_not_there_is_said_to_be_missing_and_no_other_is_shown() -> None:
    read = words(opened("records", "record=nope"))
    assert "There is no record called “nope” here." in read
    assert "MRI made migrants’ rights visible" not in read


def test_an_open_record_is_in_the_addresses_of_pages_that_show_it() -> None:
    app = opened("records", "record=pga-2010&area=convening")
    assert app.session_state[WRITTEN] == {"area": ["convening"], "record": ["pga-2010"]}
    app.query_params.clear()
    app.switch_page("overview.py").run()
    assert app.session_state[WRITTEN] == {"area": ["convening"]}
    app.query_params.clear()
    app.switch_page("timeline.py").run()
    assert app.session_state[WRITTEN] == {"area": ["convening"], "record": ["pga-2010"]}


def test_a_filter_that_leaves_out_the_open_record_closes_it() -> None:
    app = opened("records", "record=pga-2010")
    app.button_group(key="filter_work_area").set_value(["support"]).run()
    assert "This record was asked for" not in words(app)
    assert app.session_state[WRITTEN] == {"area": ["support"]}


def test_a_record_has_its_own_address() -> None:
    app = opened("records", "record=pga-2010")
    assert "Puerto Vallarta, 10 to 11 November 2010" in html(app)
    assert "Open this record" not in html(app)


def test_a_record_tells_apart_what_mri_did_what_else_is_documented_and_what_is_still_to_be() -> None:
    detail = html(opened("records", "record=ratification-campaign-1998"))
    says, adds, unsure = (
        detail.index(words) for words in ("In 1998 MRI launched", "Also documented", "Still to be documented")
    )
    assert (
        says < adds < detail.index("announced the launch for 20 March") < unsure < detail.index("20 March was planned")
    )


def test_a_record_that_the_filters_leave_out_is_shown_and_said_to_be_left_out() -> None:
    for query in ("record=pga-2008&area=support", "record=pga-2008&q=zzzz"):
        read = words(opened("records", query))
        assert "This record is shown because you opened it; the filters leave it out." in read
        assert "MRI initiated and co-organised the third forum, in Manila" in read
        assert "MRI facilitated NGOs" not in read


def test_a_year_with_a_forum_that_the_filters_leave_out_is_not_called_empty() -> None:
    read = words(opened("map", "place=new-york&year=2008"))
    assert "The filters leave out the forum of 2008 (Forum 3: Manila)." in read
    assert "Left empty" not in words(opened("map", "place=new-york"))


def test_words_from_an_address_stay_words_on_buttons() -> None:
    app = opened("records", "q=" + quote("![x](http://evil.test/a.png) :red[hi] $x$ <b>"))
    (chip,) = [button.label for button in app.button if button.key == "chip_0"]
    assert chip == r"“!\[x\](http\://evil.test/a.png) \:red\[hi\] \$x\$ \<b\>”"


def test_the_map_says_how_many_records_have_a_place() -> None:
    assert "12 of 17 records have a place on the map." in html(opened("map"))


def test_charts_say_in_words_what_they_show() -> None:
    app = opened("timeline")
    (alt,) = set(re.findall('<svg [^>]*aria-label="([^"]*)"', components(app)["mri_chart"]["html"]))
    assert "1995" in alt
    assert "2013" in alt


@pytest.fixture
def spoiled(data_folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> DataFolder:
    """A folder of data that the pages read, for a test to spoil."""
    monkeypatch.setenv("MRI_DATA_DIR", str(data_folder.path))
    return data_folder


def test_sound_records_are_shown_and_the_faulty_one_is_named(spoiled: DataFolder) -> None:
    spoiled.replace("achievements.csv", ",19 September 2011,", ",31 February 2011,")
    for page, app in each_page():
        assert is_sound(app), page
        assert app.warning[0].value.startswith(r"1 problem in the data (achievements.csv\:3)")
        assert app.warning[0].value.endswith("1 record is left out until it is corrected.")
        assert "All 16 records." in html(app) or page == CHECK


def test_the_list_of_problems_says_what_to_do(spoiled: DataFolder) -> None:
    spoiled.replace("forums.csv", ",Athens,", ",Atens,")
    text = html(opened("sources"))
    assert "What is wrong with the data" in text
    assert "did you mean" in text.lower()


def test_a_phone_counts_records_whose_marks_would_cover_each_other(spoiled: DataFolder) -> None:
    assert "too many to draw one by one" not in html(opened("timeline"))
    spoiled.repeat_achievements(4)
    assert "47 records are too many to draw one by one" in html(opened("timeline"))


def test_sources_begins_with_what_one_takes_along_and_gives_a_correction_once() -> None:
    read = html(opened("sources"))
    order = [">Download<", "How to cite", "2012 is left empty", "What we corrected"]
    assert sorted(order, key=read.index) == order
    assert read.count("UN Migrant Workers Convention") == 1
    row = next(row for row in read.split("<details>") if "UN Migrant Workers Convention" in row)
    line = re.search("<summary><h3>(.*?)</h3></summary>", row)
    assert line
    assert line[1].endswith("Members of Their Families (ICRMW)”, not “UN Migrant Workers Convention”")
    assert re.findall(r'record=([\w-]+)"', row) == ["ratification-campaign-1998", "handbook"]
    assert "<details><summary><h3>2012 is left empty</h3></summary> <p>Sources disagree." in read


def test_a_correction_of_very_many_records_names_the_first_fifty(spoiled: DataFolder) -> None:
    spoiled.repeat_achievements(60)
    entry = (
        '[[correction]]\nrecord = "handbook-{}"\ncolumn = "title"\nwas = "Achieving"\n'
        'becomes = "Attaining"\nreason = "So."\nsource = "ohchr-treaty"\n'
    )
    with (spoiled.path / "corrections.toml").open("a", encoding="utf-8") as file:
        file.write("\n".join(entry.format(time) for time in range(1, 54)))
    row = next(row for row in html(opened("sources")).split("<details>") if "Attaining" in row)
    assert len(re.findall(r'record=handbook-\d+"', row)) == 50
    assert "<p>and 3 more records</p>" in row


def test_sources_leaves_out_corrections_and_notes_where_there_are_none(spoiled: DataFolder) -> None:
    for name in ("corrections.toml", "quality_notes.toml"):
        (spoiled.path / name).write_text("", "utf-8")
    app = opened("sources")
    assert is_sound(app)
    assert "What we corrected" not in html(app)
    assert "All sources" in html(app)


def test_what_is_only_worth_a_look_is_on_sources_and_leaves_every_record_shown(spoiled: DataFolder) -> None:
    spoiled.set("places.csv", "durban", "lat", "0")
    spoiled.set("places.csv", "durban", "lon", "0")
    app = opened("sources")
    assert "Latitude and longitude are both 0, a point in the sea off West Africa." in html(app)
    assert "All 17 records." in html(app)
    assert not app.warning


@pytest.mark.parametrize("file", ["forums.csv", "sources.toml", "places.csv"])
def test_a_missing_file_is_one_sentence(file: str, spoiled: DataFolder) -> None:
    (spoiled.path / file).unlink()
    app = opened("overview")
    assert is_sound(app)
    assert len(app.error) == 1
    assert file in app.error[0].value


def test_a_file_put_right_is_read_again_without_a_restart(spoiled: DataFolder) -> None:
    spoiled.replace("achievements.csv", ",1998,", ",soon,")
    assert "All 16 records." in html(opened("records"))
    spoiled.replace("achievements.csv", ",soon,", ",1998,")
    assert "All 17 records." in html(opened("records"))


NAMES = ["area", "kind", "role", "place", "body", "language", "dates", "years", "undated", "ongoing", "q"]
NAMES += ["record", "city", "year", "others", "simple", "table", "state", "joined", "x"]
VALUES = ["advocacy", "forum", "geneva", "fr", "1995-2011", "2013-2006", "no", "yes", "handbook", "2012", "day"]
names = st.sampled_from(NAMES)
values = st.one_of(st.sampled_from(VALUES), st.text(max_size=30))
queries = st.dictionaries(names, st.lists(values, min_size=1, max_size=3), max_size=6)


@pytest.fixture(scope="module", params=PAGES)
def session(request: pytest.FixtureRequest) -> AppTest:
    return opened(request.param)


@settings(few_examples(), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=queries)
def test_no_address_puts_an_exception_on_screen(session: AppTest, query: dict[str, list[str]]) -> None:
    session.query_params.clear()
    session.query_params.update(query)
    assert is_sound(session.run())
