"""The talk: which slides a view has, in which order, and that nothing on them is more than the records say."""

from dataclasses import replace

import pandas as pd
import pytest

from mri_data.query.filters import Filters
from mri_data.record.dataset import Dataset
from mri_data.record.view import View
from mri_data.talk.fit import height_of, lines_of
from mri_data.talk.slide import Slide
from mri_data.talk.slides import talk
from tests.conftest import DataFolder

TALK = [
    "title",
    "counts",
    "timeline",
    "map",
    "campaign",
    "convention",
    "advocacy",
    "movements",
    "evidence",
    "closing",
]
APPENDIX = [*["area"] * 5, *["story"] * 4, *["unknown"] * 3]


def slides(dataset: Dataset, filters: Filters | None = None, **more: object) -> list[Slide]:
    return talk(View(dataset, filters or Filters(), **more))  # type: ignore[arg-type]


def close(found: list[Slide]) -> Slide:
    """The last slide before the appendix."""
    return [slide for slide in found if not slide.appendix][-1]


def kinds(found: list[Slide]) -> list[str]:
    return [slide.kind for slide in found]


def test_the_whole_record_makes_these_slides(dataset: Dataset) -> None:
    found = slides(dataset)
    assert kinds(found) == [*TALK, *APPENDIX]
    assert [slide.title for slide in found[:10]] == [
        "Migrants Rights International: our record",
        "Our record in four numbers",
        "Five kinds of work, from the UN conferences of 1995 to a seventh civil society forum in 2013",
        "The forum travelled to six cities on three continents and came back to New York",
        "Global Campaign for ratification launched",
        "60 States parties to the Convention in February 2025, up from 9 in 1998",
        "Advocacy at the UN: three achievements",
        "Movements and publications: five achievements",
        "How we know",
        "Explore our record",
    ]
    assert found[0].lede == (
        "Ten achievements on record, from the UN conferences of 1995 to a seventh civil society forum in 2013"
    )
    assert [slide.appendix for slide in found] == [False] * 10 + [True] * 12
    assert all(slide.title.startswith("Appendix: ") for slide in found[10:])


def test_context_that_is_chosen_stands_in_the_appendix_and_the_convention_in_the_talk(dataset: Dataset) -> None:
    found = slides(dataset, context=("meetings", "convention"))
    # As context, the Convention follows all of MRI's own work.
    shown = [*(kind for kind in TALK[:-1] if kind != "convention"), "convention", "closing"]
    assert kinds(found) == [*shown, *["area"] * 5, "context", *["events"] * 7, *["story"] * 4, *["unknown"] * 4]
    events = [slide for slide in found if slide.kind == "events"]
    rows = [(row.date, row.title, row.where) for slide in events for row in slide.rows]
    assert len(rows) == 34
    assert rows[0] == ("18 December 1990", "The UN General Assembly adopts the Convention", "New York")
    assert rows[9] == ("1 July 2003", "The Convention enters into force", "")
    assert events[0].title == "Appendix: Meanwhile in the world (2 of 8)"
    assert events[0].source == "Context, not MRI’s work. Dates are given as far as they are known."
    assert {record for slide in events for record in slide.records} == set()
    only = slides(dataset, Filters(kind=("forum",)), context=("convention",))
    assert kinds(only)[:6] == ["title", "counts", "timeline", "map", "evidence", "convention"]


def test_how_we_know_counts_the_records_and_names_three_that_are_still_to_be_documented(dataset: Dataset) -> None:
    (known,) = [slide for slide in slides(dataset) if slide.kind == "evidence"]
    assert [(one.code, one.number) for one in known.evidence] == [("documented", 8), ("event", 5), ("own-account", 4)]
    assert [gap.title for gap in known.gaps] == [
        "The day the campaign was launched",
        "The fourteen members of the campaign",
        "Two publications without a year",
    ]
    (known,) = [slide for slide in slides(dataset, Filters(work_area=("publications",))) if slide.kind == "evidence"]
    assert [(one.code, one.number) for one in known.evidence] == [("own-account", 2)]
    assert [gap.title for gap in known.gaps] == ["Two publications without a year"]


def test_a_record_that_does_not_say_how_it_is_documented_has_the_gaps_without_the_picture(dataset: Dataset) -> None:
    blank = replace(dataset, table=dataset.table.assign(evidence=pd.Categorical([None] * 17)))
    (known,) = [slide for slide in slides(blank) if slide.kind == "evidence"]
    assert (known.title, known.evidence, len(known.gaps)) == ("Still to be documented", (), 3)


def test_each_kind_of_work_has_its_records_next_to_each_other(dataset: Dataset) -> None:
    found = slides(dataset)
    by_kind = {slide.kind: slide for slide in found}
    campaign = by_kind["campaign"].single
    assert campaign
    assert (campaign.id, campaign.date, len(campaign.adds)) == ("ratification-campaign-1998", "1998", 2)
    assert by_kind["campaign"].source == (
        "Sources: Migrants Rights International, “Our Achievements”, paragraph 4; "
        "World Council of Churches, archive of Worldwide Faith News; United Nations."
    )
    works = [(slide.area, [work.id for work in slide.works]) for slide in found if len(slide.works) > 1]
    assert works == [
        ("advocacy", ["un-visibility-1995", "cmw-discussion-2011", "special-rapporteur"]),
        ("", ["durban-2001", "grassroots", "un-participation", "ngo-platform", "handbook"]),
    ]
    (handbook,) = [work for slide in found for work in slide.works if work.id == "handbook"]
    assert handbook.languages == "In English, French, Italian and Spanish"
    assert not [work for slide in found for work in slide.works if "…" in work.says]


def test_records_beyond_three_are_counted(data_folder: DataFolder) -> None:
    head, *rows = data_folder.rows("achievements.csv")
    (model,) = [row for row in rows if row[0] == "grassroots"]
    more = [[f"more-{number}", "More", *model[2:]] for number in range(4)]
    data_folder.write("achievements.csv", [head, *rows, *more])
    found = [slide for slide in slides(data_folder.load()) if slide.kind == "movements"]
    assert [[work.area for work in slide.works] for slide in found] == [["support"] * 3 + ["publications"] * 2]
    assert found[0].source.startswith("4 more records are in the appendix. Sources: ")


def test_a_summary_too_long_for_a_slide_goes_on_on_the_next_word_for_word(data_folder: DataFolder) -> None:
    summary = " ".join(f"Word{number}" for number in range(500)) + " and the end."
    assert len(summary) > 3_500
    data_folder.set("achievements.csv", "durban-2001", "summary", summary)
    found = slides(data_folder.load(), Filters(work_area=("support",)))
    works = [work for slide in found for work in slide.works if work.id == "durban-2001"]
    assert len(works) > 3
    assert " ".join(work.says for work in works) == summary
    assert all(height_of(work.says, 1720) <= 720 for work in works)
    told = [slide.detail.says for slide in found if slide.detail and slide.detail.id == "durban-2001"]
    assert " ".join(told) == summary
    titles = [slide.title for slide in found if slide.area == "support" and slide.works]
    assert titles[0] == f"NGO preparations for the World Conference against Racism (1 of {len(works)})"
    assert titles[len(works) :] == ["Support to movements: three achievements"]


def test_a_word_without_end_is_divided_and_a_title_without_end_ends_in_an_ellipsis(data_folder: DataFolder) -> None:
    data_folder.set("achievements.csv", "grassroots", "summary", "x" * 4_000)
    data_folder.set("achievements.csv", "grassroots", "title", "WWWWW " * 33)
    found = [slide for slide in slides(data_folder.load(), Filters(text="WWWWW")) if slide.works]
    assert sum(work.says.count("x") for slide in found for work in slide.works) == 4_000
    assert found[0].title.endswith("…")
    assert lines_of(found[0].title, 1760, 36) == 3
    assert [note for note in found[0].notes if note.startswith("WWWWW " * 33)]


def test_sources_too_long_for_their_line_are_in_full_in_the_notes(dataset: Dataset) -> None:
    (series,) = [slide for slide in slides(dataset) if slide.detail and slide.detail.id == "pga-series"]
    assert series.source.startswith("Sources: Migrants Rights International, “Our Achievements”, paragraph 1; ")
    assert series.source.endswith("…")
    assert series.notes[-1].endswith("Stefan Rother (blog of an attending researcher).")


def test_notes_are_those_of_the_file_where_the_view_shows_all_that_they_speak_of(dataset: Dataset) -> None:
    texts = {one.slide: one.notes for one in dataset.slide_notes}
    assert list(texts) == list(dict.fromkeys(TALK))
    assert all(text.count(". ") == 2 for kind, text in texts.items() if kind != "evidence"), texts
    whole = {slide.kind: slide.notes for slide in reversed(slides(dataset))}
    assert {kind: whole[kind][0] for kind in texts} == texts  # type: ignore[index]
    assert whole["campaign"][1].startswith("Sources: Migrants Rights International, “Our Achievements”, paragraph 4;")
    some = {slide.kind: slide.notes for slide in slides(dataset, Filters(work_area=("campaign", "advocacy")))}
    kept = {kind for kind, notes in some.items() if notes[0] == texts.get(kind)}
    assert kept == {"campaign", "convention", "advocacy", "closing"}
    assert some["title"] == ("Every figure on these slides is counted from our record.",)
    (advocacy,) = [s for s in slides(dataset, Filters(place=("geneva",))) if s.kind == "advocacy"]
    assert advocacy.notes[0].startswith("MRI advocated for this day, on which the Committee")


def test_no_slide_speaks_of_eight_forums(dataset: Dataset) -> None:
    convening = next(slide for slide in slides(dataset) if slide.area == "convening")
    assert convening.title == "Appendix: Convening civil society, one achievement and seven forums"


def test_every_record_stands_on_the_slide_of_its_kind_of_work(dataset: Dataset) -> None:
    shown = [(slide.area, record) for slide in slides(dataset) if slide.kind == "area" for record in slide.records]
    wanted = list(zip(dataset.records["work_area"], dataset.records["id"], strict=True))
    assert sorted(shown) == sorted(wanted)


def test_stories_come_in_the_order_of_their_file_and_only_where_they_are_shown(dataset: Dataset) -> None:
    def told(filters: Filters) -> list[str]:
        return [record for slide in slides(dataset, filters) if slide.kind == "story" for record in slide.records]

    order = [story.record for story in dataset.stories]
    assert told(Filters()) == order
    assert told(Filters(work_area=("support",))) == ["durban-2001"]
    turned = replace(dataset, stories=dataset.stories[::-1])
    assert [one.detail.id for one in slides(turned) if one.detail] == order[::-1]


def test_the_speaker_s_notes_are_those_of_the_file(dataset: Dataset) -> None:
    notes = {slide.detail.id: slide.notes[0] for slide in slides(dataset) if slide.detail}
    assert notes == {story.record: story.notes for story in dataset.stories}


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(kind=("forum",)), ["title", "counts", "timeline", "map", "evidence", "closing", "area", "unknown"]),
        (
            Filters(text="campaigner"),
            ["title", "counts", "movements", "evidence", "closing", "area", "unknown"],
        ),
        (Filters(text="zzzz"), ["title", "closing"]),
    ],
)
def test_a_slide_without_anything_to_show_is_left_out(dataset: Dataset, filters: Filters, expected: list[str]) -> None:
    assert kinds(slides(dataset, filters)) == expected


def test_movements_and_publications_share_a_slide_in_every_language_with_their_summaries_where_these_fit(
    dataset: Dataset,
) -> None:
    titles = {
        "en": "Movements and publications: five achievements",
        "es": "Movimientos y publicaciones: cinco logros",
        "fr": "Mouvements et publications\u202f: cinq réalisations",
        "it": "Movimenti e pubblicazioni: cinque risultati",
    }
    for language, title in titles.items():
        (both,) = [slide for slide in slides(dataset, language=language) if slide.kind == "movements"]
        assert (both.title, both.areas, len(both.works)) == (title, ("support", "publications"), 5)
        assert {work.size >= 36 for work in both.works} == {True}
        assert {work.says for work in both.works} == {""}
    (both,) = [slide for slide in slides(dataset, Filters(text="Durban")) if slide.kind == "movements"]
    assert [work.id for work in both.works] == ["durban-2001", "ngo-platform"]
    assert all(work.says for work in both.works)


def test_records_without_any_date_have_no_timeline_and_no_large_date(dataset: Dataset) -> None:
    found = slides(dataset, Filters(text="campaigner"))
    assert "timeline" not in kinds(found)
    (handbook,) = [slide.single for slide in found if slide.single]
    assert (handbook.date, handbook.date_px) == ("No date", 52)


def test_a_note_without_end_takes_four_slides_and_ends_in_an_ellipsis(dataset: Dataset) -> None:
    note = replace(dataset.notes[0], text="WWWW " * 4_000)
    found = [slide for slide in slides(replace(dataset, notes=(note,))) if slide.kind == "unknown"]
    assert [len(slide.gaps) for slide in found] == [2, 2, 2, 2]
    assert found[-1].gaps[-1].text.endswith(" …")


def test_a_filtered_talk_says_so_on_its_first_slide(dataset: Dataset) -> None:
    first = slides(dataset, Filters(kind=("forum",)))[0]
    assert first.lede == "Seven forums"
    assert first.source.startswith("7 of 17 records: Forums.")
    assert dataset.version in first.source


def test_the_map_steps_through_the_years_and_says_why_one_is_empty(dataset: Dataset) -> None:
    (way,) = [slide for slide in slides(dataset) if slide.kind == "map"]
    assert [step.year for step in way.steps] == list(range(2006, 2014))
    captions = {step.year: step.caption for step in way.steps}
    assert captions[2012] == "2012 is left empty"
    assert (
        captions[2010] == "5 · Mexico City, 2010, beside the Global Forum on Migration and Development, Puerto Vallarta"
    )


def test_a_year_that_is_filtered_out_is_no_empty_year(dataset: Dataset) -> None:
    (way,) = [slide for slide in slides(dataset, Filters(place=("new-york",))) if slide.kind == "map"]
    assert [step.year for step in way.steps] == [2006, 2013]


def test_one_forum_has_no_way_to_step_through(dataset: Dataset) -> None:
    (way,) = [slide for slide in slides(dataset, Filters(place=("manila",), kind=("forum",))) if slide.kind == "map"]
    assert way.steps == ()
    assert way.title == "One forum, one city, one continent"


def test_counts_that_are_nought_are_left_out(dataset: Dataset) -> None:
    (counts,) = [slide for slide in slides(dataset, Filters(kind=("forum",))) if slide.kind == "counts"]
    assert counts.title == "Our record in two numbers"
    assert [(one.number, one.noun) for one in counts.counts] == [(7, "forums"), (6, "host cities")]


def test_the_last_slide_gives_the_address_of_exactly_this_view_and_whom_to_turn_to(dataset: Dataset) -> None:
    last = close(slides(dataset, Filters(kind=("forum",)), base="https://record.example.org", public=True))
    assert last.address == "https://record.example.org/records?kind=forum&lang=en"
    assert last.notes[-1] == "The code opens exactly this record: https://record.example.org/records?kind=forum&lang=en"
    assert last.contact == dataset.about.contact


@pytest.mark.parametrize("base", ["", "http://127.0.0.1:8501"])
def test_the_last_slide_gives_no_address_that_its_readers_cannot_open(dataset: Dataset, base: str) -> None:
    last = close(slides(dataset, base=base))
    assert last.address == ""
    assert len(last.notes) == 1
    assert "code" not in last.notes[0]


def test_only_notes_on_the_records_shown_are_on_slides(dataset: Dataset) -> None:
    def titles(filters: Filters) -> list[str]:
        return [gap.title for slide in slides(dataset, filters) if slide.appendix for gap in slide.gaps]

    assert titles(Filters()) == [note.title for note in dataset.notes if not note.context]
    assert titles(Filters(text="campaigner")) == ["Two publications without a year"]


def test_more_records_than_a_slide_holds_go_on_on_the_next_and_the_rest_is_counted(data_folder: DataFolder) -> None:
    head, *rows = data_folder.rows("achievements.csv")
    (model,) = [row for row in rows if row[0] == "grassroots"]

    def pages(more: int) -> list[Slide]:
        many = [[f"more-{number}", *model[1:]] for number in range(more)]
        data_folder.write("achievements.csv", [head, *rows, *many])
        return [slide for slide in slides(data_folder.load(), Filters()) if slide.area == "support" and slide.rows]

    found = pages(20)
    assert sum(len(slide.rows) for slide in found) == 23
    assert max(len(slide.rows) for slide in found) - min(len(slide.rows) for slide in found) <= 1
    assert found[0].title.endswith("(1 of 3)")
    found = pages(100)
    assert len(found) == 6
    left = 103 - sum(len(slide.rows) for slide in found)
    assert found[-1].source.startswith(f"{left} more records are in the table of records.")


def test_few_records_have_large_letters(dataset: Dataset) -> None:
    sizes = {slide.area: (len(slide.rows), slide.size) for slide in slides(dataset) if slide.rows}
    assert sizes == {
        "convening": (8, 36),
        "advocacy": (3, 44),
        "campaign": (1, 48),
        "publications": (2, 52),
        "support": (3, 52),
    }


def test_more_statements_than_a_column_holds_go_on_on_the_next_slide(data_folder: DataFolder) -> None:
    sentence = "A sentence from another page that takes some room on a slide. [wcc-1998]"
    data_folder.set("achievements.csv", "durban-2001", "also_known", " | ".join([sentence] * 12))
    found = [slide for slide in slides(data_folder.load()) if slide.detail and slide.detail.id == "durban-2001"]
    assert len(found) > 1
    assert sum(len(slide.detail.adds) for slide in found if slide.detail) == 12
    for slide in found:
        assert slide.detail
        assert sum(height_of(one.text, 540) for one in slide.detail.adds) <= 680
    assert [bool(slide.detail and slide.detail.says) for slide in found] == [True] + [False] * (len(found) - 1)


def test_the_date_behind_the_title_of_a_record_begins_with_a_small_letter(dataset: Dataset) -> None:
    titles = [slide.title for slide in talk(View(dataset, language="es")) if slide.kind == "story"]
    assert "Anexo: Siete foros internacionales de la sociedad civil, de 2006 a 2013 (1 de 2)" in titles


def test_a_story_of_a_record_nobody_knows_is_a_problem(data_folder: DataFolder) -> None:
    data_folder.replace("story.toml", "durban-2001", "durban-2002")
    (problem,) = data_folder.sentences()
    assert problem.startswith("story.toml, ")
    assert 'the talk names the record "durban-2002", which does not exist' in problem
    assert "durban-2001" not in [one.detail.id for one in slides(data_folder.load()) if one.detail]
