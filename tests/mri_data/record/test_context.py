"""What happened in the world meanwhile stands beside the record, says whence it is, and is counted nowhere."""

import json
import shutil
from collections.abc import Iterable
from io import BytesIO

import pandas as pd
import pytest
from openpyxl import load_workbook

from mri_data.charts.of_view import has_map
from mri_data.exports.formats import FORMATS, export_of
from mri_data.query import totals
from mri_data.query.filters import Filters, facets
from mri_data.record import permalink
from mri_data.record.context import Event, events, format_kinds, parse_kinds
from mri_data.record.dataset import Dataset
from mri_data.record.view import View
from mri_data.schema.context import KINDS
from mri_data.sentences.about_view import cited_sources, context_line, file_notes, filter_line, quality_notes
from mri_data.sentences.headline import headline
from mri_data.sentences.page_title import page_title
from mri_data.words.catalogue import words
from mri_data.words.errors import MriError
from tests.conftest import DataFolder

MEETINGS = ("meetings",)
NOT_COUNTED = "They are not MRI’s work, and no count includes them."


def with_context(dataset: Dataset, *kinds: str, filters: Filters | None = None) -> View:
    return View(dataset, filters or Filters(), context=kinds)


def rows_of(dataset: Dataset) -> Iterable[pd.DataFrame]:
    context = dataset.context
    return context.meetings, context.milestones, context.later_forums, context.parties, context.signatories


# --- the shipped context


def test_there_are_fifteen_summits_two_dialogues_and_four_conferences(dataset: Dataset) -> None:
    meetings = dataset.context.meetings
    assert meetings["kind"].value_counts().to_dict() == {"gfmd": 15, "conference": 4, "hld": 2}
    assert meetings[meetings["kind"] == "gfmd"]["number"].tolist() == [str(number) for number in range(1, 16)]
    assert meetings[meetings["kind"] == "conference"]["earliest"].dt.year.tolist() == [1995, 1995, 2001, 2018]


def test_each_forum_of_the_record_met_parallel_to_a_meeting_of_the_context(dataset: Dataset) -> None:
    meetings = dataset.context.meetings
    known = {(row.kind, row.places, row.edtf) for row in meetings.itertuples()}
    forums = totals.forums_of(dataset.records)
    assert len(forums) == 7
    for row in forums.itertuples():
        assert (row.alongside, (row.alongside_place,), row.alongside_edtf) in known, row.id


def test_the_meeting_of_2010_was_elsewhere_than_the_forum(dataset: Dataset) -> None:
    meetings = dataset.context.meetings.set_index("id")
    forum = dataset.records.set_index("id").loc["pga-2010"]
    assert (meetings.at["gfmd-2010-meeting", "cities"], forum["cities"]) == (("Puerto Vallarta",), ("Mexico City",))


def test_the_summit_of_2021_was_online_and_has_no_place(dataset: Dataset) -> None:
    without = [row.id for row in dataset.context.meetings.itertuples() if not row.places]
    assert without == ["gfmd-2021-meeting"]


def test_later_forums_are_the_six_that_were_found_and_none_is_numbered(dataset: Dataset) -> None:
    later = dataset.context.later_forums
    assert later["earliest"].dt.year.tolist() == [2014, 2015, 2016, 2017, 2018, 2020]
    assert not later["title"].str.contains(r"\d").any()
    assert not later["run_by"].str.contains("Migrants Rights International|MRI").any()


def test_no_row_is_of_low_confidence_and_each_names_its_sources(dataset: Dataset) -> None:
    for table in rows_of(dataset):
        assert set(table["confidence"]) <= {"high", "medium"}
        assert all(sources and set(sources) <= set(dataset.sources) for sources in table["sources"])


def test_milestones_have_the_dates_their_sources_give(dataset: Dataset) -> None:
    when = dataset.context.milestones.set_index("id")["edtf"]
    assert when["icrmw-adopted"] == "1990-12-18"
    assert when["icrmw-in-force"] == "2003-07-01"
    assert when["special-rapporteur-mandate"] == "1999", "no day is known of resolution 1999/44"
    assert when["cmw-general-comment-2"] == "2013-08-28"
    assert when["icrmw-sixty"] == "2024-11"


def test_disputed_years_are_in_notes_and_drawn_nowhere(dataset: Dataset) -> None:
    years = {
        year
        for event in events(dataset.context, KINDS, words("en"))
        if event.kind == "forum"
        for year in [event.earliest.year]
    }
    assert years.isdisjoint({2012, 2021, 2024, 2025})
    told = " ".join(note.text for note in dataset.notes)
    assert "2021, 2024 and 2025" in told
    assert "Accra" in told


# --- none of it is counted


@pytest.mark.parametrize("filters", [Filters(), Filters(work_area=("campaign",)), Filters(years=(2010, 2013))])
def test_no_count_of_the_record_changes_with_context(dataset: Dataset, filters: Filters) -> None:
    plain, beside = View(dataset, filters), with_context(dataset, *KINDS, filters=filters)
    assert len(beside.events) == 40
    assert headline(plain.records, plain.shown, plain.labels) == headline(beside.records, beside.shown, beside.labels)
    assert plain.matched == beside.matched
    assert facets(plain.records, filters) == facets(beside.records, filters)
    for count in (totals.counts, totals.years_of):
        assert count(plain.shown) == count(beside.shown)
    assert page_title(plain, "") == page_title(beside, "")


def test_context_rows_are_no_records(dataset: Dataset) -> None:
    ids = {row_id for table in rows_of(dataset) for row_id in table["id"]}
    assert len(ids) == 21 + 13 + 6 + 60 + 11
    assert ids.isdisjoint(dataset.records["id"])
    assert len(dataset.records) == 17


# --- on request


def test_context_is_off_until_somebody_asks_for_it(dataset: Dataset) -> None:
    assert View(dataset).events == []
    assert context_line(View(dataset)) == ""
    assert "context" not in View(dataset).address()


def test_a_view_with_context_has_it_in_its_address(dataset: Dataset) -> None:
    view = with_context(dataset, "meetings", "convention", filters=Filters(work_area=("campaign",)))
    assert view.address("timeline") == "/timeline?area=campaign&context=meetings,convention&lang=en"


@pytest.mark.parametrize(
    ("written", "kinds"),
    [
        ("meetings,convention", ("meetings", "convention")),
        ("forums,meetings", ("meetings", "forums")),
        ("meetings, meetings", ("meetings",)),
        ("weather", ()),
        ("", ()),
    ],
)
def test_an_address_gives_the_kinds_that_are_known(written: str, kinds: tuple[str, ...]) -> None:
    assert permalink.read_context({"context": [written]}) == kinds
    assert parse_kinds(format_kinds(kinds)) == kinds


def test_an_unknown_kind_of_context_is_an_error_that_lists_the_known_ones(dataset: Dataset) -> None:
    with pytest.raises(MriError, match=r'"weather".*meetings, convention, forums'):
        permalink.from_query_strictly({"context": ["meetings,weather"]}, dataset.codes, words("en"))


def test_events_stand_in_the_order_of_their_dates(dataset: Dataset) -> None:
    found = events(dataset.context, ("meetings", "forums"), words("en"))
    assert [event.id for event in found[:4]] == ["wssd-1995", "fwcw-1995", "wcar-2001", "hld-2006-meeting"]
    assert [event.earliest for event in found] == sorted(event.earliest for event in found)


# --- every file knows it, and says so


@pytest.mark.parametrize("name", ["csv-metadata", "json", "geojson"])
def test_a_file_says_which_context_it_shows(dataset: Dataset, name: str) -> None:
    assert NOT_COUNTED in export_of(with_context(dataset, *MEETINGS), name).decode()
    assert NOT_COUNTED not in export_of(View(dataset), name).decode()


@pytest.mark.parametrize("name", ["timeline-svg", "map-svg", "html"])
def test_a_picture_and_the_page_say_that_context_is_not_mri_s_work(dataset: Dataset, name: str) -> None:
    assert "With what happened meanwhile in the world." in export_of(with_context(dataset, *MEETINGS), name).decode()


def test_every_format_shows_all_context_except_csv_which_is_records_and_nothing_else(dataset: Dataset) -> None:
    view = with_context(dataset, *KINDS)
    assert has_map(view)
    # Pictures of dots, and those whose letters are outlines, are made from the pictures of lines.
    for name in (name for name in FORMATS if not name.endswith(("-png", "-outlines"))):
        same = export_of(view, name) == export_of(View(dataset), name)
        assert same == (name in ("csv", "csv-semicolon")), name


def test_json_lists_meetings_and_parties_apart_from_the_records(dataset: Dataset) -> None:
    told = json.loads(export_of(with_context(dataset, "meetings", "convention"), "json"))
    assert len(told["records"]) == 17
    assert len(told["context"]) == 21 + 13
    assert len(told["states_parties"]) == 60
    togo = next(row for row in told["states_parties"] if row["country"] == "TG")
    assert (togo["date_text"], togo["edtf"], togo["precision"]) == ("2020", "2020", "year")
    assert (togo["signed"], togo["kind"]) == ("15 November 2001", "ratification")
    assert "context" not in json.loads(export_of(View(dataset), "json"))


def test_parties_are_listed_only_where_the_convention_is_shown(dataset: Dataset) -> None:
    assert "states_parties" not in json.loads(export_of(with_context(dataset, *MEETINGS), "json"))


def test_the_workbook_has_sheets_of_its_own_for_context(dataset: Dataset) -> None:
    book = load_workbook(BytesIO(export_of(with_context(dataset, *KINDS), "xlsx")))
    assert {"Context", "States parties"} <= set(book.sheetnames)
    assert book["Context"].max_row == 1 + 40
    assert book["States parties"].max_row == 1 + 60
    assert book["Records"].max_row == 1 + 17


def test_sources_of_context_are_cited_only_with_it(dataset: Dataset) -> None:
    assert "iom-2010" in cited_sources(with_context(dataset, *MEETINGS))
    assert "gfmd-2015" not in cited_sources(View(dataset))
    assert "made-2015" not in cited_sources(View(dataset))
    assert "made-2015" in cited_sources(with_context(dataset, *MEETINGS))


def test_notes_on_context_are_shown_only_with_it(dataset: Dataset) -> None:
    def told(*kinds: str) -> set[str]:
        return {note.id for note in quality_notes(with_context(dataset, *kinds))}

    assert told().isdisjoint({"context", "parties-dates", "later-numbers"})
    assert {"context", "parties-dates", "parties-after"} <= told("convention")
    assert "later-numbers" not in told("convention")
    assert {"context", "later-numbers", "forums-after-2020"} <= told("forums")


def test_the_line_of_filters_and_the_notes_say_it(dataset: Dataset) -> None:
    view = with_context(dataset, "meetings", "forums")
    assert filter_line(view).endswith("With what happened meanwhile in the world.")
    assert file_notes(view)["context"] == (
        "Shown beside the record: government meetings and UN conferences and forums of later years. "
        "They are not MRI’s work, and no count includes them."
    )


# --- a folder of data


def test_a_record_may_do_without_context(whole_folder: DataFolder) -> None:
    shutil.rmtree(whole_folder.path / "context")
    dataset = whole_folder.load()
    assert dataset.problems == ()
    assert len(dataset.records) == 17
    assert dataset.context.kinds == ()
    view = with_context(dataset, *KINDS)
    assert (view.events, view.context_shown, context_line(view)) == ([], (), "")
    for name in ("json", "xlsx", "timeline-svg"):
        assert export_of(view, name)


def test_a_faulty_row_of_context_is_named_and_left_out_and_no_record_with_it(whole_folder: DataFolder) -> None:
    whole_folder.set("context/meetings.csv", "gfmd-2012-meeting", "date", "in the autumn")
    dataset = whole_folder.load()
    (problem,) = dataset.problems
    assert problem.sentence.startswith('context/meetings.csv, line 11, column "date": ')
    assert "gfmd-2012-meeting" not in set(dataset.context.meetings["id"])
    assert (len(dataset.context.meetings), len(dataset.records), dataset.left_out) == (20, 17, ())


@pytest.mark.parametrize(
    ("file", "row", "column", "cell", "holds"),
    [
        ("meetings.csv", "gfmd-2012-meeting", "confidence", "low", "high, medium"),
        ("meetings.csv", "gfmd-2012-meeting", "sources", "", "is empty"),
        ("meetings.csv", "gfmd-2012-meeting", "sources", "somewhere", "somewhere"),
        ("meetings.csv", "gfmd-2012-meeting", "places", "Atlantis", "Atlantis"),
        ("convention.csv", "icrmw-tg", "date", "", "is empty"),
        ("convention.csv", "icrmw-tg", "date", "after 2019", "is open at an end"),
        ("meetings.csv", "gfmd-2012-meeting", "date", "since 2012", "is open at an end"),
        ("milestones.csv", "icrmw-sixty", "date", "undated", "is open at an end"),
        ("convention.csv", "icrmw-tg", "kind", "theft", "theft"),
        ("convention.csv", "icrmw-tg", "signed", "15.11", "15.11"),
        ("convention.csv", "icrmw-tg", "country", "TGO", "TGO"),
        ("later_forums.csv", "later-pga-2016", "alongside", "gfmd-2116-meeting", "gfmd-2116-meeting"),
    ],
)
def test_each_cell_of_context_is_checked(
    whole_folder: DataFolder, file: str, row: str, column: str, cell: str, holds: str
) -> None:
    whole_folder.set(f"context/{file}", row, column, cell)
    (problem,) = whole_folder.load().problems
    assert (problem.origin.name, problem.column) == (f"context/{file}", column)
    assert holds in problem.sentence


def test_a_file_of_context_that_is_missing_is_one_sentence(whole_folder: DataFolder) -> None:
    (whole_folder.path / "context" / "convention.csv").unlink()
    with pytest.raises(MriError, match=r"^context/convention\.csv was not found\. "):
        whole_folder.load()


def test_what_the_list_of_parties_is_must_be_written_down(whole_folder: DataFolder) -> None:
    whole_folder.replace("context/about.toml", "parties_as_of = 2025-02-21", "")
    with pytest.raises(MriError, match=r'^context/about\.toml, key "parties_as_of": the file does not have this key'):
        whole_folder.load()


def test_a_source_of_the_list_that_nobody_knows_is_named(whole_folder: DataFolder) -> None:
    whole_folder.replace("context/about.toml", '"ohchr-treaty"', '"ohchr-treatise"')
    (sentence,) = whole_folder.sentences()
    assert "ohchr-treatise" in sentence
    assert 'Did you mean "ohchr-treaty"?' in sentence


def test_a_note_on_a_kind_of_context_that_nobody_knows_is_named(whole_folder: DataFolder) -> None:
    whole_folder.replace("quality_notes.toml", 'context = ["forums"]', 'context = ["forum"]')
    (sentence,) = whole_folder.sentences()
    assert 'names the kind of context "forum"' in sentence
    assert 'Did you mean "forums"?' in sentence


def test_an_event_carries_what_a_reader_needs(dataset: Dataset) -> None:
    (event,) = [event for event in events(dataset.context, MEETINGS, words("en")) if event.id == "gfmd-2010-meeting"]
    assert isinstance(event, Event)
    assert (event.when, event.cities, event.by) == ("10 to 11 November 2010", ("Puerto Vallarta",), "Mexico")
    assert event.sources == ("gfmd-2010", "iom-2010", "ifad-2010")
