"""The record in the reader's language: every text that has a translation, in every view, and the English where not."""

import json
import re
from html.parser import HTMLParser

import pandas as pd
import pytest

from mri_data.exports.csv_file import to_csv
from mri_data.exports.formats import export_of
from mri_data.exports.html_file import to_html
from mri_data.exports.record_json import to_json as record_json
from mri_data.exports.table import to_json
from mri_data.html import parts, tables
from mri_data.html.linked_data import linked_data
from mri_data.query.filters import Filters
from mri_data.record.dataset import Dataset
from mri_data.record.view import View
from mri_data.sentences.about_view import quality_notes, translation_line
from mri_data.sentences.one_record import detail
from mri_data.talk.slides import talk
from mri_data.words.alphabet import sort_keys
from mri_data.words.english import Quoting
from tests.conftest import DataFolder
from tests.mri_data.reading.test_translations import HANDBOOK, LAUNCH, translated

CAMPAIGN = "ratification-campaign-1998"
HOSTILE = 'La "dignité" <b>&'


def titles(view: View) -> dict[str, str]:
    return dict(zip(view.shown["id"], view.shown["title"], strict=True))


@pytest.mark.parametrize(
    ("language", "title", "city", "place", "state"),
    [
        ("es", "Lanzamiento de la campaña mundial por la ratificación", "Ginebra", "Nueva York", "Egipto"),
        ("fr", "Lancement de la campagne mondiale pour la ratification", "Genève", "New York", "Égypte"),
        ("it", "Lancio della campagna mondiale per la ratifica", "Ginevra", "New York", "Egitto"),
    ],
)
def test_the_record_is_in_each_language(
    language: str, title: str, city: str, place: str, state: str, dataset: Dataset
) -> None:
    view = View(dataset, language=language)
    assert titles(view)[CAMPAIGN] == title
    assert view.shown.set_index("id").at[CAMPAIGN, "cities"] == (city,)
    assert view.labels("place", "new-york") == place
    assert view.dataset.context.parties["title"].iloc[0] == state
    english = View(dataset)
    assert titles(english)[CAMPAIGN] == LAUNCH
    for one, other in zip(quality_notes(view), quality_notes(english), strict=True):
        assert one.text != other.text
    said, in_english = ({slide.kind: slide.notes[0] for slide in reversed(talk(one)[:10])} for one in (view, english))
    assert [kind for kind, text in said.items() if text == in_english[kind]] == []
    assert all(
        one.reason != other.reason for one, other in zip(view.dataset.corrections, dataset.corrections, strict=True)
    )
    assert view.dataset.about.short_title != "MRI: our record"


def test_a_change_of_language_begins_from_the_same_record(dataset: Dataset) -> None:
    french = dataset.in_language("fr")
    assert french.in_language("en") is dataset
    assert french.in_language("it") is dataset.in_language("it")
    assert dataset.in_language("fr") is french


def test_files_have_the_texts_of_their_language_and_the_same_codes(dataset: Dataset) -> None:
    view = View(dataset, language="fr")
    made = json.loads(to_json(view))
    (one,) = [record for record in made["records"] if record["id"] == CAMPAIGN]
    assert (one["title"], one["work_area"], one["places"]) == (titles(view)[CAMPAIGN], "campaign", ["geneva"])
    assert made["about"]["language"] == "fr"
    assert made["about"]["translation"].startswith("Les textes du bilan sont traduits par une machine")
    assert "Lancement de la campagne mondiale pour la ratification" in to_csv(view).decode("utf-8-sig")
    in_english = json.loads(to_json(View(dataset)))
    assert ("translation" in in_english["about"], in_english["about"]["language"]) == (False, "en")
    answer = json.loads(record_json(view, CAMPAIGN))
    assert answer["detail"]["original"]["title"] == LAUNCH
    assert linked_data(view, "map")["@graph"][0]["inLanguage"] == "fr"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("campagne mondiale pour la ratification", {"en": 0, "es": 0, "fr": 1, "it": 0}),
        ("campana mundial", {"en": 0, "es": 1, "fr": 0, "it": 0}),
        ("plaidoyer", {"en": 0, "es": 0, "fr": 4, "it": 0}),
        ("octobre 2008", {"en": 0, "es": 0, "fr": 1, "it": 0}),
        ("october 2008", {"en": 1, "es": 1, "fr": 1, "it": 1}),
        ("Forum globale su migrazione e sviluppo", {"en": 0, "es": 0, "fr": 0, "it": 6}),
        ("Global Forum on Migration and Development", {"en": 8, "es": 8, "fr": 8, "it": 8}),
        # A spelling in names.toml.
        ("ginevra", {"en": 4, "es": 4, "fr": 4, "it": 4}),
        (LAUNCH, {"en": 1, "es": 1, "fr": 1, "it": 1}),
    ],
)
def test_a_search_finds_the_text_shown_and_its_english_and_no_third_language(
    text: str, found: dict[str, int], dataset: Dataset
) -> None:
    assert {language: View(dataset, Filters(text=text), language).count for language in found} == found


def test_without_translations_a_search_finds_the_names_of_codes_that_a_reader_sees(data_folder: DataFolder) -> None:
    read = data_folder.load()
    assert [View(read, Filters(text="plaidoyer"), language).count for language in ("fr", "en")] == [3, 0]


def test_a_text_that_nobody_has_read_says_so_with_the_english_below_it(dataset: Dataset) -> None:
    text = to_html(View(dataset, language="fr")).decode()
    assert text.count("Traduit par une machine, pas encore relu par une personne.") == 17
    assert text.count("Les textes du bilan sont traduits par une machine") == 1
    assert f'<div lang="en">\n    <p><strong>{LAUNCH}</strong></p>' in text
    assert "Translated by machine" not in to_html(View(dataset)).decode()


def test_a_text_that_somebody_has_read_says_nothing(data_folder: DataFolder) -> None:
    read = translated(data_folder, [*HANDBOOK[:6], "machine", "Ana Pérez"])
    view = View(read, language="fr")
    rows = view.records.set_index("id", drop=False)
    assert detail(rows.loc["handbook"], view.dataset, view.labels).original is None
    assert translation_line(view) == ""


class Tags(HTMLParser):
    """The elements of a page, each with its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_english_that_is_left_is_marked_in_text_and_not_in_attributes(data_folder: DataFolder) -> None:
    row = [*HANDBOOK[:4], HOSTILE, *HANDBOOK[5:]]
    page = to_html(View(translated(data_folder, row), language="fr")).decode()
    assert f'<span lang="en">{LAUNCH}</span>' in page
    assert "<h3>La &#34;dignité&#34; &lt;b&gt;&amp;</h3>" in page
    values = [value for _, attrs in Tags(page).found for value in attrs.values() if value]
    assert [value for value in values if "<span" in value] == []


def test_titles_of_sources_are_marked_as_english_wherever_they_stand(dataset: Dataset) -> None:
    views = [
        View(dataset, language=language, context=("meetings", "convention", "forums")) for language in ("fr", "en")
    ]
    pages = [to_html(view).decode() + str(parts.table(tables.sources(view))) for view in views]
    french, english = (re.sub("<script.*?</script>", "", page, flags=re.DOTALL) for page in pages)
    for title in ("Our Achievements", "Fifth meeting of the GFMD, Geneva", "Report on the High-level Dialogue of 2013"):
        assert french.count(f'<span lang="en">{title}') == french.count(title) > 0
        assert english.count(title) == french.count(title)
    assert 'Migrants Rights International, « <span lang="en">Our Achievements</span> »' in french.replace("\u202f", " ")
    assert Quoting("« Our <b> »", ("Our <b>",)).__html__() == '« <span lang="en">Our &lt;b&gt;</span> »'
    assert '<span lang="en">' not in english


def test_each_chart_says_its_language_and_marks_the_titles_that_are_english(data_folder: DataFolder) -> None:
    view = View(translated(data_folder, HANDBOOK), language="fr")
    page = to_html(view).decode()
    pictures = [attrs for tag, attrs in Tags(page).found if tag == "svg" and "role" in attrs]
    assert len(pictures) == 4
    assert {attrs.get("lang") for attrs in pictures} == {"fr"}
    label = r'<tspan [^>]*font-weight="400" lang="en">\s*Global Campaign'
    assert re.search(label, page)
    cards = [attrs for _, attrs in Tags(page).found if str(attrs.get("data-card")).startswith(LAUNCH)]
    assert {attrs.get("data-english") for attrs in cards} == {"0"}
    file = export_of(view, "timeline-svg").decode()
    assert re.match(r'<svg [^>]*lang="fr"', file)
    assert re.search(label, file)


def test_a_stale_text_gives_way_to_the_english(data_folder: DataFolder) -> None:
    read = translated(data_folder, HANDBOOK, ["achievements", CAMPAIGN, "title", "fr", "Lancement", LAUNCH, "", ""])
    assert titles(View(read, language="fr"))[CAMPAIGN] == "Lancement"
    data_folder.set("achievements.csv", CAMPAIGN, "title", "Campaign launched")
    assert titles(View(data_folder.load(), language="fr"))[CAMPAIGN] == "Campaign launched"


def ordered(texts: list[str], language: str) -> list[str]:
    """The texts by the alphabet of a language."""
    return [texts[at] for at in sort_keys(pd.Series(texts, dtype="str"), language).sort_values().index]


def test_texts_are_sorted_by_the_alphabet_of_the_language() -> None:
    spanish = ["oro", "ñandú", "nube", "Ñu", "nz", "árbol", "Zorro", "asa"]
    assert ordered(spanish, "es") == [
        *("árbol", "asa", "nube", "nz", "ñandú", "Ñu", "oro", "Zorro"),
    ]
    french = ["zèbre", "Être", "école", "eau", "Égypte", "œuvre", "ouest"]
    assert ordered(french, "fr") == [
        *("eau", "école", "Égypte", "Être", "œuvre", "ouest", "zèbre"),
    ]


def test_records_of_one_day_are_in_the_order_of_the_language(data_folder: DataFolder) -> None:
    rows = [
        ["achievements", "handbook", "title", "es", "Ñandú", HANDBOOK[5], "", ""],
        ["achievements", "special-rapporteur", "title", "es", "Nube", "Advocacy for a UN Special Rapporteur", "", ""],
    ]
    read = translated(data_folder, *rows)
    assert list(View(read, language="es").shown["title"])[-2:] == ["Nube", "Ñandú"]
    view = View(read, Filters(text="Handbook"), "es")
    assert list(view.shown["id"]) == ["handbook"]


@pytest.mark.parametrize("language", ["en", "es", "fr", "it"])
def test_a_later_forum_names_its_city_as_the_city_is_called(dataset: Dataset, language: str) -> None:
    for forum in dataset.in_language(language).context.later_forums.itertuples():
        assert all(re.search(rf"\b{city}\b", forum.title) for city in forum.cities), forum.title
