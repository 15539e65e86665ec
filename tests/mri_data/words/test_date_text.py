"""Dates in words: the record is read once, and each view puts its dates in words of its own language."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from mri_data.charts.of_view import timeline_of
from mri_data.exports.formats import export_of
from mri_data.html import tables
from mri_data.query.filters import Filters
from mri_data.record.dataset import Dataset, load_dataset
from mri_data.record.view import View
from mri_data.talk.slides import talk
from mri_data.words import catalogue
from mri_data.words.catalogue import CATALOGUE, LOCALE_DIR, words
from mri_data.words.date_text import spoken_date

IN_FRENCH = {
    "date.range.days": "{start} au {end}",
    "date.range.pair": "{start} au {end}",
    "date.after": "Après {date}",
    "date.undated": "Sans date dans la source",
}


@pytest.fixture
def bilingual(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Dataset]:
    """The shipped record, read once where there is a second catalogue, whose dates are French."""
    text = (LOCALE_DIR / "en" / CATALOGUE).read_text(encoding="utf-8")
    (tmp_path / "en" / CATALOGUE).parent.mkdir(parents=True)
    (tmp_path / "en" / CATALOGUE).write_text(text, encoding="utf-8")
    text = text.replace("Language: en_GB", "Language: fr")
    for key, message in IN_FRENCH.items():
        text = re.sub(rf'(msgid "{re.escape(key)}"\nmsgstr ").*"', rf'\g<1>{message}"', text)
    (tmp_path / "fr" / CATALOGUE).parent.mkdir(parents=True)
    (tmp_path / "fr" / CATALOGUE).write_text(text, encoding="utf-8")
    words.cache_clear()
    monkeypatch.setattr(catalogue, "LOCALE_DIR", tmp_path)
    yield load_dataset()
    monkeypatch.undo()
    words.cache_clear()


def test_two_views_of_one_record_put_its_dates_in_words_of_their_own_language(bilingual: Dataset) -> None:
    french, english = (View(bilingual, language=one).records.set_index("id")["date_text"] for one in ("fr", "en"))
    found = {id: (french[id], english[id]) for id in ("cmw-discussion-2011", "pga-2008", "ngo-platform", "handbook")}
    assert found == {
        "cmw-discussion-2011": ("19 septembre 2011", "19 September 2011"),
        "pga-2008": ("22 au 30 octobre 2008", "22 to 30 October 2008"),
        "ngo-platform": ("Après 2001", "After 2001"),
        "handbook": ("Sans date dans la source", "No date in the source"),
    }


def test_filtered_views_of_two_languages_keep_apart(bilingual: Dataset) -> None:
    filters = Filters(kind=("forum",))
    for language, month in (("en", "October"), ("fr", "octobre"), ("en", "October")):
        assert month in " ".join(View(bilingual, filters, language=language).shown["date_text"])


def test_a_search_finds_a_date_as_it_is_shown_and_in_english(bilingual: Dataset) -> None:
    texts = ("19 September 2011", "19 septembre 2011")
    found = {one: [View(bilingual, Filters(text=text), one).count for text in texts] for one in ("fr", "en")}
    assert found == {"fr": [1, 1], "en": [1, 0]}


@pytest.mark.parametrize(
    ("language", "forum", "meeting", "signed"),
    [
        ("fr", "22 au 30 octobre 2008", "10 au 11 novembre 2010", "15 novembre 2001"),
        ("en", "22 to 30 October 2008", "10 to 11 November 2010", "15 November 2001"),
    ],
)
def test_pages_charts_slides_and_files_have_the_dates_of_the_language_of_their_view(
    bilingual: Dataset, language: str, forum: str, meeting: str, signed: str
) -> None:
    view = View(bilingual, language=language, context=("meetings", "convention"))
    assert meeting in [event.when for event in view.events]
    assert forum in str(timeline_of(view, 1240))
    assert forum in str(talk(view))
    for name in ("csv", "json", "html"):
        made = export_of(view, name).decode()
        assert forum in made
        # A CSV file holds no context.
        assert name == "csv" or meeting in made
    assert signed in str(tables.parties(view))


@pytest.mark.parametrize(
    ("edtf", "heard"),
    [
        ("2008-10-22/2008-10-30", "22 to 30 October 2008"),
        ("2011-09", "September 2011, month only"),
        ("2009", "2009, year only"),
        ("2006/2013", "2006 to 2013"),
        ("199X", "1990s, no year known"),
        ("1999~", "About 1999"),
        ("1999?", "Perhaps 1999"),
        ("1999%", "Perhaps about 1999"),
        ("1999?/2001", "1999 (uncertain) to 2001"),
        ("[2001..]", "Some time after 2001; how long after is not known"),
        ("[..1990]", "Some time before 1990; how long before is not known"),
        ("2006/..", "Since 2006, ongoing"),
        ("199X/..", "Since the 1990s, ongoing"),
        ("../..", "Ongoing; when it began is not known"),
        ("", "No date in the source"),
    ],
)
def test_what_is_not_known_of_a_date_is_heard(edtf: str, heard: str) -> None:
    assert spoken_date(edtf, words()) == heard
