"""The picture beside a link: what stands on it, and that nothing is cut off or lies on something else."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest

from mri_data.charts.drawing import Box, Drawing, Item, Paint, ShapeGroup, TextLines, bounds
from mri_data.charts.palette import LIGHT
from mri_data.exports import link_preview
from mri_data.record.dataset import Dataset, load_dataset
from mri_data.record.pages import PAGES
from mri_data.record.view import View

SHIPPED = Path(__file__).parents[3] / "data"
RECORDS = tuple(load_dataset(SHIPPED).records["id"])


def all_words(items: Iterable[Item]) -> Iterator[TextLines]:
    for item in items:
        if isinstance(item, ShapeGroup):
            yield from all_words(item.items)
        elif isinstance(item, TextLines):
            yield item


def texts(drawn: Drawing) -> list[str]:
    return [words.text for words in all_words(drawn.items)]


def in_order(drawn: Drawing) -> str:
    return " ".join(texts(drawn))


def overlaps(drawn: Drawing) -> list[tuple[str, str]]:
    """Texts that lie on each other."""
    placed = [(words.text, bounds([words])) for words in all_words(drawn.items)]
    return [
        (one, other)
        for (one, (left, top, right, bottom)), (other, (x0, y0, x1, y1)) in combinations(placed, 2)
        if x0 < right - 1 and left < x1 - 1 and y0 < bottom - 3 and top < y1 - 3
    ]


def is_whole(drawn: Drawing) -> bool:
    """Whether all words stand inside the edges, and below each other."""
    left, top, right, bottom = bounds(all_words(drawn.items))
    inside = (
        left >= link_preview.EDGE - 1
        and top >= 14
        and right <= link_preview.WIDTH - link_preview.EDGE + 1
        and bottom <= link_preview.HEIGHT - 20
    )
    return inside and overlaps(drawn) == []


@pytest.mark.parametrize("record", RECORDS)
def test_the_card_of_a_record_says_what_it_is_when_and_where_as_the_record_does(dataset: Dataset, record: str) -> None:
    drawn = link_preview.drawing(View(dataset), "records", record)
    row = View(dataset).records.set_index("id").loc[record]
    said = in_order(drawn)
    for part in (
        dataset.about.title,
        row["title"],
        row["date_text"],
        row["summary"],
        row["source_ref"],
        *row["cities"],
    ):
        assert part in said
    assert "…" not in said
    marks = [item for item in drawn.items if isinstance(item, Box) and (item.width, item.height) == link_preview.PILL]
    assert [mark.fill for mark in marks] == [Paint(LIGHT.marks[row["work_area"]])]
    assert record in drawn.records
    assert is_whole(drawn)


@pytest.mark.parametrize("page", ["", *PAGES])
def test_the_card_of_a_page_is_whole(dataset: Dataset, page: str) -> None:
    drawn = link_preview.drawing(View(dataset), page)
    assert is_whole(drawn)
    assert "…" not in in_order(drawn)


@pytest.mark.parametrize(
    ("record", "note"),
    [
        ("pga-2007", "The source gives the year only."),
        ("handbook", "The source gives no date."),
        ("pga-2008", "The date comes from Alvin Dizon (blog), KAKAMMPI and Migrant Forum in Asia."),
    ],
)
def test_a_card_says_how_well_a_date_is_known_and_from_whom(dataset: Dataset, record: str, note: str) -> None:
    assert note in in_order(link_preview.drawing(View(dataset), "records", record))


def test_only_the_record_itself_stands_out_among_the_others(dataset: Dataset) -> None:
    layout = link_preview._layout(View(dataset), View(dataset).records, {"pga-2010"}, "pga-2010", 1000)
    assert [mark.id for mark in layout.marks if mark.matched] == ["pga-2010"]


def test_the_record_of_all_forums_stands_out_with_them(dataset: Dataset) -> None:
    drawn = link_preview.drawing(View(dataset), "records", "pga-series")
    numbers = [words for words in all_words(drawn.items) if words.text in set("1234567")]
    assert {words.lines[0][0].colour for words in numbers} == {LIGHT.on_accent}


def test_a_record_of_very_long_words_still_has_a_whole_card(dataset: Dataset) -> None:
    table = dataset.table.copy()
    table[["title", "summary"]] = "Word and another one, " * 60
    drawn = link_preview.drawing(View(replace(dataset, table=table)), "records", "pga-series")
    assert is_whole(drawn)
    assert in_order(drawn).count("…") == 2


def test_among_very_many_records_none_is_drawn_beside_it(dataset: Dataset) -> None:
    many = dataset.table.loc[dataset.table.index.repeat(60)]
    drawn = link_preview.drawing(View(replace(dataset, table=many)), "records", "handbook")
    assert drawn.records == ()
    assert is_whole(drawn)
