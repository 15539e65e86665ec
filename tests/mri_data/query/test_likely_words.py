"""The likely text for a search that finds nothing."""

import pytest

from mri_data.query.filters import Filters
from mri_data.query.likely_words import known_words, likely_text
from mri_data.record.dataset import Dataset
from tests.made_records import made_records


@pytest.mark.parametrize(
    ("typed", "likely"),
    [
        ("genva", "Geneva"),
        ("Copenhagn", "Copenhagen"),
        ("mexico ctiy", "mexico City"),
        ("genva forrum", "Geneva Forum"),
        ("handbok", "Handbook"),
        ("København genva", ""),
        ("zzzz", ""),
        ("", ""),
        ("2031", ""),
        ("genva " * 9, ""),
    ],
)
def test_each_unknown_word_becomes_the_nearest_of_the_record(typed: str, likely: str, dataset: Dataset) -> None:
    known = known_words(dataset.records)
    assert likely_text(dataset.index, Filters(text=" ".join(typed.split())), known) == likely


def test_a_text_that_the_other_filters_leave_nothing_of_is_not_offered(dataset: Dataset) -> None:
    filters = Filters(text="genva", work_area=("publications",))
    assert likely_text(dataset.index, filters, known_words(dataset.records)) == ""


def test_of_very_many_records_some_thousands_are_read(dataset: Dataset) -> None:
    records = made_records(dataset, 12_000).records
    rare = records.assign(title=["Rarity" if row == 11_999 else title for row, title in enumerate(records["title"])])
    assert "rarity" not in known_words(rare.assign(search=""))
    assert len(known_words(records)) < 5_000
