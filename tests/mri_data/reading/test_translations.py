"""The texts of the record in other languages: what is used, what is doubtful, and that nothing of it loses a record."""

import csv
from pathlib import Path

import pytest

from mri_data.reading.data_folder import DATA_DIR, TRANSLATIONS_FILE
from mri_data.record.dataset import Dataset, load_dataset
from mri_data.words.catalogue import words
from tests.conftest import DataFolder

HEAD = ["table", "id", "column", "language", "text", "english", "made_by", "read_by"]
HANDBOOK = [
    "achievements",
    "handbook",
    "title",
    "fr",
    "La dignité",
    "Achieving Dignity: a Campaigner’s Handbook",
    "",
    "",
]
LAUNCH = "Global Campaign for ratification launched"
# What is known of the day of discussion: two notes, each with its source.
DAY = (
    "The Committee met at Palais Wilson, Geneva, during its 15th session. [cmw-dgd-2011] | Migrant Forum in Asia "
    "reports that MRI and the Centre for Civil and Political Rights made the live webcast possible. [mfa-dgd-2011]"
)


def translated(folder: DataFolder, *rows: list[str]) -> Dataset:
    """The record of a folder with these translations."""
    folder.write(TRANSLATIONS_FILE, [HEAD, *rows])
    return folder.load()


def doubts(read: Dataset, language: str = "en") -> list[str]:
    """What is doubtful about translations, without what is missing."""
    return [one.in_words(words(language)) for one in read.doubts if one.table == "translations"]


def test_the_shipped_record_has_texts_in_three_languages_and_none_is_stale_or_missing(dataset: Dataset) -> None:
    assert sorted(dataset.translations) == ["es", "fr", "it"]
    assert all(len(texts) > 360 for texts in dataset.translations.values())
    assert dataset.warnings == ()


def test_a_record_without_translations_reads_as_before_and_says_nothing(data_folder: DataFolder) -> None:
    read = data_folder.load()
    assert (read.translations, read.warnings, len(read.records)) == ({}, (), 17)
    assert list(read.in_language("fr").records["title"]) == list(read.records["title"])


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (
            {"table": "story.toml"},
            '"table": "story.toml" is not a table with texts to translate; expected one of: forums, '
            "achievements, meetings, milestones, later_forums, parties, signatories, corrections, "
            "quality_notes, story, about, places, sources, names",
        ),
        (
            {"column": "date"},
            '"column": "date" is not translated in achievements; expected one of: title, '
            "summary, source_ref, also_known, not_confirmed",
        ),
        (
            {"id": "handbok"},
            '"id": There is no title of "handbok" in achievements, so nobody sees this '
            "translation. Correct the row, or delete it",
        ),
        (
            {"language": "de"},
            '"language": "de" is not a language of the dashboard; expected one of: es, fr, it',
        ),
        (
            {"english": "Achieving Dignity"},
            '"text": The English text has changed since this translation was made, so '
            "readers see the English. Correct the translation, and put the present English text next to it",
        ),
        (
            {"text": "La dignité en 12 pas"},
            '"text": The numbers are not those of the English text; compare the two',
        ),
        (
            {"text": "La dignité " * 10},
            '"text": It has 109 characters, and there is room for 100 on a card or a slide; shorten it',
        ),
        (
            {"made_by": "robot"},
            '"made_by": "robot" does not say who made the translation; expected one of: machine, translator, staff',
        ),
    ],
)
def test_a_doubtful_translation_is_a_warning_and_leaves_no_record_out(
    row: dict[str, str], sentence: str, data_folder: DataFolder
) -> None:
    read = translated(data_folder, list((dict(zip(HEAD, HANDBOOK, strict=True)) | row).values()))
    assert doubts(read) == [f"translations.csv, line 2, column {sentence}"]
    assert (read.problems, len(read.records)) == ((), 17)


def test_sources_in_brackets_must_be_those_of_the_english(data_folder: DataFolder) -> None:
    swapped = "Le Comité, 15e session. [mfa-dgd-2011] | La diffusion en direct. [cmw-dgd-2011]"
    row = ["achievements", "cmw-discussion-2011", "also_known", "fr", swapped, DAY, "machine", ""]
    read = translated(data_folder, row)
    assert doubts(read) == [
        'translations.csv, line 2, column "text": The sources in square brackets are not those of the English text, so '
        "readers see the English. Give each note the same sources, in the same order"
    ]
    assert read.translations == {}
    right = "Le Comité, 15e session. [cmw-dgd-2011] | La diffusion en direct. [mfa-dgd-2011]"
    read = translated(data_folder, [*row[:4], right, *row[5:]])
    assert doubts(read) == []
    (record,) = read.in_language("fr").records.query("id == 'cmw-discussion-2011'")["also_known"]
    assert [(note.text, note.sources) for note in record] == [
        ("Le Comité, 15e session.", ("cmw-dgd-2011",)),
        ("La diffusion en direct.", ("mfa-dgd-2011",)),
    ]


def test_what_is_missing_is_counted_by_table_and_is_said_in_the_readers_language(data_folder: DataFolder) -> None:
    read = translated(data_folder, HANDBOOK)
    assert read.doubts == ()
    said = [one.in_words(words("fr")) for one in read.warnings]
    assert ("achievements.csv, ligne 2 : 46 textes ne sont pas traduits en français ; ils s’affichent en anglais") in [
        sentence.replace("\u202f", " ").replace("\u00a0", " ") for sentence in said
    ]
    assert [len(one.rows) for one in read.warnings if one.table == "achievements"] == [10]


def test_a_text_that_is_translated_twice_is_the_first_one(data_folder: DataFolder) -> None:
    read = translated(data_folder, HANDBOOK, [*HANDBOOK[:4], "Dignité", *HANDBOOK[5:]])
    assert doubts(read) == [
        'translations.csv, line 3, column "id": This text is already translated in line 2, and that translation is '
        "used. Delete one of the two"
    ]
    assert read.in_language("fr").records.set_index("id").at["handbook", "title"] == "La dignité"


@pytest.mark.parametrize("content", [b"", b"\xff\xd8\xff\xe0 no table", b"a,b\n1,2\n"])
def test_a_file_that_cannot_be_read_is_one_warning(content: bytes, data_folder: DataFolder) -> None:
    (data_folder.path / TRANSLATIONS_FILE).write_bytes(content)
    read = data_folder.load()
    assert len(doubts(read)) == 1
    assert (read.problems, len(read.records)) == ((), 17)


def test_the_spaces_of_french_stay_and_those_of_the_english_do_not_matter(data_folder: DataFolder) -> None:
    read = translated(
        data_folder,
        ["forums", "pga-2009", "title", "fr", "Forum 4\u202f: Athènes", "Forum 4:\u00a0Athens", "machine", ""],
    )
    assert read.in_language("fr").records.set_index("id").at["pga-2009", "title"] == "Forum 4\u202f: Athènes"


def test_each_state_of_the_file_has_a_version_of_its_own(data_folder: DataFolder) -> None:
    versions = {data_folder.load().version, translated(data_folder, HANDBOOK).version}
    assert len(versions) == 2


def test_the_shipped_file_has_the_texts_next_to_each_other_by_language() -> None:
    rows = list(csv.DictReader(Path(DATA_DIR / TRANSLATIONS_FILE).read_text("utf-8").splitlines()))
    assert {row["made_by"] for row in rows} == {"machine"}
    keys = [(row["table"], row["id"], row["column"], row["language"]) for row in rows]
    assert len(set(keys)) == len(keys)


def test_the_whole_record_is_read_with_its_translations() -> None:
    assert load_dataset().in_language("it").about.title == "Migrants Rights International: il nostro percorso"
