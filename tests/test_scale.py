"""Thousands of made-up records: all are read, counted and saved, and what is too much is refused in a sentence."""

import csv
import io
import json
import math
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from bench.records import Made, write
from mri_data.cli import main
from mri_data.exports.formats import EXPORTS, MOST_TO_READ, TooManyRecords, export_of, too_many_records
from mri_data.query.filters import FACETS, Filters, facets
from mri_data.reading import progress
from mri_data.record.dataset import Dataset, load_dataset
from mri_data.record.view import View
from mri_data.schema.translations import Key, Translation
from mri_data.sentences.headline import headline
from tests.conftest import DataFolder

SIZE = 3_000


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("scale")


@pytest.fixture(scope="module")
def made(folder: Path) -> Made:
    return write(folder, SIZE)


@pytest.fixture(scope="module")
def many(folder: Path, made: Made) -> Dataset:
    return load_dataset(folder)


def test_made_up_records_are_read_without_a_problem(many: Dataset) -> None:
    assert many.problems == ()
    assert len(many.table) == SIZE


def test_made_up_records_say_that_they_are(many: Dataset) -> None:
    assert many.table["id"].str.startswith("made-up-").all()
    assert many.table["title"].str.startswith("Made-up record").all()


def test_the_counts_are_those_of_what_was_written(many: Dataset, made: Made) -> None:
    found = facets(many.records, Filters(), many.index)
    assert {facet: Counter(counts) for facet, counts in found.items()} == made.counts
    assert many.years == (made.first, made.last)


CHOICES = [
    Filters(work_area=("advocacy", "support")),
    Filters(place=("athens", "made-up-town-3"), language=("fr",)),
    Filters(years=(2001, 2004), undated=False),
    Filters(text="sao wages", precision=("day", "range")),
    Filters(body=("cmw",), kind=("forum",), ongoing=False),
]


def keeps(row: dict[str, Any], filters: Filters, but: str) -> bool:
    """Whether the filters, but for one, keep a record: told in plain Python, a record at a time."""
    for facet, (column, _) in FACETS.items():
        chosen, cell = getattr(filters, facet), row[column]
        held = cell if isinstance(cell, tuple) else (cell,)
        if facet != but and chosen and not set(chosen) & set(held):
            return False
    if filters.years and row["earliest"] == row["earliest"] and row["earliest"].year > filters.years[1]:
        return False
    if filters.years and row["latest"] == row["latest"] and row["latest"].year < filters.years[0]:
        return False
    if any(not getattr(filters, name) and row["precision"] == name for name in ("undated", "ongoing")):
        return False
    return all(word in row["search"] for word in filters.text.split())


@pytest.mark.parametrize("filters", CHOICES)
def test_a_choice_and_its_facets_are_those_of_counting_by_hand(many: Dataset, filters: Filters) -> None:
    rows = many.records.to_dict("records")
    view = View(many, filters)
    assert list(view.shown["id"]) == [row["id"] for row in rows if keeps(row, filters, "")]
    for facet, (column, _) in FACETS.items():
        cells = [row[column] for row in rows if keeps(row, filters, facet)]
        by_hand = Counter(code for cell in cells for code in (cell if isinstance(cell, tuple) else (cell,)))
        assert {code: count for code, count in view.facets[facet].items() if count} == by_hand


def test_in_another_language_only_the_texts_with_a_translation_are_others(many: Dataset) -> None:
    first, last = many.table["id"].iloc[0], many.table["id"].iloc[-1]
    texts = {Key("achievements", one, "title"): Translation(text) for one, text in ((first, "Îlot"), (last, "Phare"))}
    french = replace(many, translations={"fr": texts}).in_language("fr")
    titles = dict(zip(many.table["id"], many.table["title"], strict=True)) | {first: "Îlot", last: "Phare"}
    assert dict(zip(french.table["id"], french.table["title"], strict=True)) == titles
    assert list(View(french, Filters(text="ilot"), "fr").shown["id"]) == [first]
    assert list(View(french, Filters(text="phare made-up"), "fr").shown["id"]) == [last]
    for _, on_a_day in french.table.groupby(["earliest", "latest", "precision", "kind"], dropna=False, observed=True):
        assert list(on_a_day["title"]) == sorted(on_a_day["title"], key=lambda title: title.replace("Î", "I").lower())


def test_every_record_is_in_the_tables(many: Dataset) -> None:
    view = View(many)
    ids = list(many.table["id"])
    written = export_of(view, "csv").decode("utf-8-sig")
    assert [row["id"] for row in csv.DictReader(io.StringIO(written))] == ids
    assert [record["id"] for record in json.loads(export_of(view, "json"))["records"]] == ids
    book = openpyxl.load_workbook(io.BytesIO(export_of(view, "xlsx")), read_only=True)
    assert [row[0] for row in book.worksheets[1].iter_rows(min_row=2, values_only=True)] == ids


def test_every_record_is_on_the_map_or_listed_as_without_a_place(many: Dataset) -> None:
    told = json.loads(export_of(View(many), "geojson"))
    placed = Counter(record["id"] for point in told["features"] for record in point["properties"]["records"])
    alone = [record["id"] for record in told["records_without_place"]]
    places = dict(zip(many.table["id"], many.table["places"], strict=True))
    assert placed == {record: len(where) for record, where in places.items() if where}
    assert alone == [record for record, where in places.items() if not where]


@pytest.mark.parametrize("name", ["pptx", "pdf", "html", "zip"])
def test_a_file_to_read_is_refused_for_more_than_anybody_reads(many: Dataset, name: str) -> None:
    said = (
        f"This choice has 3,000 records, and {EXPORTS[name].ending.upper()} holds at most 2,000. "
        "Choose fewer with the filters, or take CSV, which holds all of them."
    )
    assert too_many_records(View(many), name) == said
    with pytest.raises(TooManyRecords, match=r"^This choice has 3,000 records"):
        export_of(View(many), name)


def test_a_choice_of_as_many_as_a_format_holds_is_not_refused(many: Dataset) -> None:
    just = replace(many, table=many.table.head(MOST_TO_READ))
    assert too_many_records(View(just), "pdf") == ""
    assert too_many_records(View(replace(many, table=many.table.head(MOST_TO_READ + 1))), "pdf") != ""


def test_a_sheet_holds_more_than_a_hand_out_and_not_more_than_a_sheet_can(many: Dataset) -> None:
    assert too_many_records(View(many), "xlsx") == ""
    assert EXPORTS["xlsx"].most == 2**20 - 1


def test_the_command_line_says_so_too(folder: Path, made: Made, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--format", "pdf", "--data", str(folder)]) == 2
    assert "holds at most 2,000" in capsys.readouterr().err


def test_more_marks_than_one_can_count_are_left_out(many: Dataset) -> None:
    view = View(many)
    achievements = headline(view.records, view.shown, view.labels)[2]
    assert achievements.number == SIZE - 6
    assert achievements.units == ()


def test_whoever_waits_hears_how_far_it_is(folder: Path, made: Made) -> None:
    heard: list[tuple[float, str]] = []
    load_dataset(folder, lambda done, what: heard.append((done, what)))
    shares = [done for done, _ in heard]
    assert shares == sorted(shares)
    assert (min(shares) >= 0, shares[-1]) == (True, 1)
    assert list(dict.fromkeys(what for _, what in heard)) == [
        "reading the files",
        "reading names, dates and lists",
        "checking",
        "putting the records in order",
        "preparing the search",
    ]


def test_a_terminal_shows_the_progress_of_a_long_reading(
    data_folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = io.StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setattr(progress, "SOON", math.inf)
    assert main(["check", str(data_folder.path)]) == 0
    assert terminal.getvalue() == ""
    monkeypatch.setattr(progress, "SOON", -1.0)
    assert main(["check", str(data_folder.path)]) == 0
    assert "reading the files" in terminal.getvalue()
    assert "100%" in terminal.getvalue()
