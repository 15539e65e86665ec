"""Entries of the settings files: a faulty one is named, with its line and what was expected, and the others stay."""

import tomllib

import pytest

from mri_data.reading.csv_files import TomlFile
from mri_data.reading.raw import RawSettings
from mri_data.reading.settings import read_about
from mri_data.reading.toml_lines import tables_with_lines
from mri_data.words.errors import DataError
from tests.conftest import DataFolder

NOTES, CORRECTIONS, NAMES, SOURCES = "quality_notes.toml", "corrections.toml", "names.toml", "sources.toml"
RAPPORTEUR = 'srhrm = ["Special Rapporteur on the human rights of migrants"]'

# file, text, new text -> the sentence about the entry.
FAULTS = [
    (
        NOTES,
        "years = [2012]",
        'years = ["2012"]',
        f'{NOTES}, line 7, key "years": the note "no-2012" has "["2012"]" here. Write it like [2012].',
    ),
    (
        NOTES,
        "years = [2012]",
        "years = 2012",
        f'{NOTES}, line 7, key "years": the note "no-2012" has "2012" here. Write it like [2012].',
    ),
    (
        NOTES,
        'id = "alongside"',
        "",
        f'{NOTES}, line 11, key "id": the note number 2 does not have this key. Add it, written like "text".',
    ),
    (
        NOTES,
        "years = [2012]",
        "yeers = [2012]",
        f'{NOTES}, line 7, key "yeers": the note "no-2012" has this key, which is not used. Did you mean "years"?',
    ),
    (
        CORRECTIONS,
        'reason = "The official name of the General Assembly’s meeting."',
        "",
        f'{CORRECTIONS}, line 12, key "reason": the correction number 2 does not have this key. '
        'Add it, written like "text".',
    ),
    (
        CORRECTIONS,
        'reason = "The official name of the General Assembly’s meeting."',
        'reason = " "',
        f'{CORRECTIONS}, line 17, key "reason": the correction number 2 does not have this key. '
        'Add it, written like "text".',
    ),
    (
        CORRECTIONS,
        'was = "World Summit on Social Development"',
        "was = 3",
        f'{CORRECTIONS}, line 39, key "was": the correction number 5 has "3" here. Write it like "text".',
    ),
    (
        "story.toml",
        'notes = "Our word',
        'noten = "Our word',
        'story.toml, line 54, key "notes": the story "durban-2001" does not have this key. '
        'Add it, written like "text".',
    ),
    (
        NAMES,
        RAPPORTEUR,
        "srhrm = []",
        f'{NAMES}, line 23, key "srhrm": [bodies] has "[]" here. Write it like ["text"].',
    ),
    (
        NAMES,
        '"geneva" = ["Genève", "Genf", "Ginevra"]',
        '"geneva" = "Genf"',
        f'{NAMES}, line 7, key "geneva": [places] has "Genf" here. Write it like ["text"].',
    ),
    (NAMES, 'iom = "IOM"', "iom = 3", f'{NAMES}, line 42, key "iom": [short] has "3" here. Write it like "text".'),
    (
        NAMES,
        "[short]",
        "[shorts]",
        f'{NAMES}, line 34, key "shorts": the file has this key, which is not used. Did you mean "short"?',
    ),
    (
        NAMES,
        "\nforum =",
        "\nmeeting =",
        f'{NAMES}, line 31, key "meeting": [kinds] has this key, which is not used. '
        "Write one of these: forum, achievement.",
    ),
    (
        SOURCES,
        "\ncopy = true",
        '\ncopy = "yes"',
        f'{SOURCES}, line 67, key "copy": the source "pga-2008-statement" has the text "yes" here. '
        "Write it like true, without quotation marks.",
    ),
    (
        SOURCES,
        "\ncopy = true",
        "\nkopy = true",
        f'{SOURCES}, line 67, key "kopy": the source "pga-2008-statement" has this key, which is not used. '
        'Did you mean "copy"?',
    ),
    (
        "about.toml",
        "text_ends = 2013",
        'text_ends = 2013\nmotto = "x"',
        'about.toml, line 12, key "motto": the file has this key, which is not used. '
        "Write one of these: title, short_title, publisher, data_date, text_ends, licence, "
        "licence_url, contact, language.",
    ),
]


@pytest.mark.parametrize(
    ("file", "was", "becomes", "sentence"), FAULTS, ids=[f"{one[0]} {one[2][:20].strip()}" for one in FAULTS]
)
def test_a_faulty_entry_is_named_with_its_line_and_the_record_still_opens(
    data_folder: DataFolder, file: str, was: str, becomes: str, sentence: str
) -> None:
    data_folder.replace(file, was, becomes)
    dataset = data_folder.load()
    assert [problem for problem in dataset.problems if problem.sentence.startswith(sentence)]
    assert len(dataset.records) + len(dataset.left_out) == 17


def test_every_faulty_entry_of_a_file_is_named_and_the_sound_ones_stay(data_folder: DataFolder) -> None:
    data_folder.replace(NOTES, 'id = "no-2012"', "id = 3")
    data_folder.replace(NOTES, 'title = "We claim no outcomes"', "")
    dataset = data_folder.load()
    assert [(problem.row, problem.column) for problem in dataset.problems] == [(4, "id"), (25, "title")]
    kept = ["alongside", "days", "fourteen", "launch-day", "forerunner", "publications", "after-2013", "copies"]
    assert [note.id for note in dataset.notes if note.id in kept] == kept
    assert {"no-2012", "cause"}.isdisjoint(note.id for note in dataset.notes)


def test_every_fault_of_an_entry_is_named(data_folder: DataFolder) -> None:
    data_folder.replace("story.toml", 'record = "durban-2001"', "record = 3\nslide = 2")
    keys = [problem.column for problem in data_folder.load().problems]
    assert sorted(key or "" for key in keys) == ["record", "slide"]


def test_a_faulty_spelling_leaves_the_others_of_its_section(data_folder: DataFolder) -> None:
    data_folder.replace(NAMES, RAPPORTEUR, "srhrm = 3")
    dataset = data_folder.load()
    assert dataset.left_out == ("special-rapporteur",)
    assert dataset.names["body.full"]["wto"] == "World Trade Organization"


def test_a_faulty_correction_is_not_applied_and_the_others_are(data_folder: DataFolder) -> None:
    data_folder.replace(CORRECTIONS, 'reason = "The official title of the day', 'reasons = "The official title')
    dataset = data_folder.load()
    titles = dataset.records.set_index("id")["title"]
    assert titles["cmw-discussion-2011"] == "Day of General Discussion on Undocumented Migrant Workers"
    assert len(dataset.corrections) == 9


@pytest.mark.parametrize(
    ("file", "text", "sentence"),
    [
        (NOTES, "note = 3", f'{NOTES}, line 1, key "note": the file has "3" here. Write it like [[note]].'),
        (NOTES, "note = [3]", f'{NOTES}: the note number 1 is "3". Write it as a table with id, title, text, '),
        (NOTES, '[note]\nid = "a"', f'{NOTES}, line 1, key "note": the file has "{{"id": "a"}}" here. Write it'),
        (NOTES, "[[notes]]", f'{NOTES}, line 1, key "notes": the file has this key, which is not used. Did you'),
        (CORRECTIONS, 'correction = "none"', f'{CORRECTIONS}, line 1, key "correction": the file has "none" here.'),
        (NAMES, "bodies = []", f'{NAMES}, line 1, key "bodies": the file has "[]" here. Write it like [bodies].'),
    ],
)
def test_a_file_of_another_shape_is_a_problem(data_folder: DataFolder, file: str, text: str, sentence: str) -> None:
    (data_folder.path / file).write_text(text, "utf-8")
    assert [found for found in data_folder.sentences() if found.startswith(sentence)]


def test_an_entry_whose_line_cannot_be_told_is_named_without_one(data_folder: DataFolder) -> None:
    (data_folder.path / "story.toml").write_text('story = [{record = "pga-series"}]', "utf-8")
    assert data_folder.sentences() == [
        'story.toml, key "notes": the story "pga-series" does not have this key. Add it, written like "text".'
    ]


@pytest.mark.parametrize(
    ("line", "becomes", "sentence"),
    [
        (
            "text_ends = 2013",
            "",
            'about.toml, key "text_ends": the file does not have this key. Add it, written like 2012.',
        ),
        (
            "text_ends = 2013",
            'text_ends = "2013"',
            'about.toml, line 4, key "text_ends": the file has the text "2013" here. '
            "Write it like 2012, without quotation marks.",
        ),
        (
            "data_date = 2026-11-30",
            "data_date = 2026-11-24T10:00:00",
            'about.toml, line 3, key "data_date": the file has "2026-11-24 10:00:00" here. Write it like 2026-11-24.',
        ),
    ],
)
def test_an_about_file_that_cannot_be_used_stops(line: str, becomes: str, sentence: str) -> None:
    text = 'title = "T"\nshort_title = "T"\ndata_date = 2026-11-30\ntext_ends = 2013\npublisher = "P"\n'
    text += 'licence = "L"\nlicence_url = "U"\n'
    spoiled = text.replace(line, becomes)
    with pytest.raises(DataError) as error:
        read_about(RawSettings(TomlFile("about", "about.toml"), tomllib.loads(spoiled), tables_with_lines(spoiled)))
    assert str(error.value) == sentence


@pytest.mark.parametrize(
    ("was", "becomes", "sentence"),
    [
        (
            '"geneva" = [',
            '"genava" = [',
            'names.toml, line 7, key "genava": [places] lists spellings for "genava", which is not in places.csv. '
            'Did you mean "geneva"?',
        ),
        (
            'gfmd = "Global',
            'gfdm = "Global',
            'names.toml, line 35, key "gfdm": [short] has this key, which is not used. Did you mean "gfmd"?',
        ),
        (
            '["Bruxelles", "Brussel"]',
            '["Bruxelles", "genf"]',
            'names.toml, line 8, key "brussels": [places] lists the spelling "genf" for more than one code: '
            "geneva, brussels. Keep it for one of them, and delete it from the others.",
        ),
    ],
)
def test_spellings_of_what_does_not_exist_are_a_problem(
    data_folder: DataFolder, was: str, becomes: str, sentence: str
) -> None:
    data_folder.replace(NAMES, was, becomes)
    assert data_folder.sentences() == [sentence]


def test_a_note_and_a_story_that_are_there_twice_are_a_problem(data_folder: DataFolder) -> None:
    for file, entry in (
        (NOTES, '\n[[note]]\nid = "no-2012"\ntitle = "Again"\ntext = "Again."\n'),
        (
            "story.toml",
            '\n[[story]]\nrecord = "handbook"\nnotes = "Once."\n[[story]]\nrecord = "handbook"\nnotes = "X."\n',
        ),
    ):
        path = data_folder.path / file
        path.write_text(path.read_text("utf-8") + entry, "utf-8")
    note, story = [line for line in data_folder.sentences() if "twice" in line][:2]
    assert 'the note "no-2012" appears twice; the first is in line 4. Merge the two, or delete one.' in note
    assert 'the story "handbook" appears twice; the first is in line ' in story


def test_slides_are_named_once_and_known_keys_of_the_talk_are_slide_and_story(data_folder: DataFolder) -> None:
    path = data_folder.path / "story.toml"
    path.write_text('[[slide]]\nslide = "map"\nnotes = "A."\n' * 2 + '[[slides]]\nslide = "map"\n', "utf-8")
    assert data_folder.sentences() == [
        'story.toml, line 5, key "slide": the slide "map" appears twice; the first is in line 2. '
        "Merge the two, or delete one.",
        'story.toml, line 7, key "slides": the file has this key, which is not used. Did you mean "slide"?',
    ]


def test_a_talk_that_names_only_records_is_read_as_before(data_folder: DataFolder) -> None:
    (data_folder.path / "story.toml").write_text('[[story]]\nrecord = "handbook"\nnotes = "Say it."\n', "utf-8")
    dataset = data_folder.load()
    assert (dataset.problems, dataset.slide_notes) == ((), ())
    assert [(one.record, one.notes) for one in dataset.stories] == [("handbook", "Say it.")]


def test_a_source_with_an_empty_day_is_one_sentence(data_folder: DataFolder) -> None:
    data_folder.replace(SOURCES, "read = 2026-11-23", 'read = ""')
    (sentence,) = [one for one in data_folder.sentences() if one.startswith(SOURCES)]
    assert sentence.startswith(
        f'{SOURCES}, line 10, key "read": the source "mri-achievements" does not have this key. '
        "Add it, written like 2026-11-24. Until "
    )


URL = 'url = "http://www.migrantsrightsinternational.org/about-mri-2/"'
ADDRESS = f'{SOURCES}, line 22, key "url": "{{}}" is not the whole address of a web page. '
WHOLE = "Write it as the address bar of a browser shows it, such as “https://example.org/page”."


# They were shown as they are, without a word and without a link.
@pytest.mark.parametrize(
    ("written", "advice"),
    [
        ("www.example.org", 'Did you mean "https://www.example.org"?'),
        ("//example.org/x", 'Did you mean "https://example.org/x"?'),
        (" https://example.org/x ", 'Did you mean "https://example.org/x"?'),
        ("htp://example.org", WHOLE),
        ("http//example.org", WHOLE),
        ("http://intranet", WHOLE),
        ("https://example.org https://example.com", WHOLE),
        ("https://", WHOLE),
        ("http://[x", WHOLE),
        ("https://example.org:99999/", WHOLE),
        ("https://me:secret@example.org/", WHOLE),
        ("file:///minutes.pdf", WHOLE),
        ("javascript:alert(1)", WHOLE),
        ("see above", WHOLE),
        ("n/a", WHOLE),
    ],
)
def test_a_source_whose_address_is_no_web_page_is_worth_a_look(
    data_folder: DataFolder, written: str, advice: str
) -> None:
    data_folder.replace(SOURCES, URL, f'url = "{written}"')
    found = data_folder.load()
    assert [doubt.sentence for doubt in found.warnings] == [ADDRESS.format(written) + advice]
    assert (found.problems, len(found.records)) == ((), 17)


@pytest.mark.parametrize("written", ["HTTPS://Example.org", "https://例え.jp/ä?q=1#a", "http://example.org:8080/x)"])
def test_an_address_of_the_web_is_not_worth_a_look(data_folder: DataFolder, written: str) -> None:
    data_folder.replace(SOURCES, URL, f'url = "{written}"')
    assert data_folder.warnings() == []


@pytest.mark.parametrize(
    ("file", "was", "becomes", "sentence"),
    [
        (
            SOURCES,
            "read = 2026-11-23",
            "read = 0001-01-01",
            f'{SOURCES}, line 10, key "read": "0001-01-01" is before 1991, the year of the first web page. '
            "Write the day on which the source was read.",
        ),
        (
            "about.toml",
            "text_ends = 2013",
            "text_ends = 2103",
            'about.toml, key "text_ends": "2103" is later than 2026, the year of the date of the data. '
            "Write the last year that the source text covers.",
        ),
        (
            "about.toml",
            "text_ends = 2013",
            "text_ends = 1013",
            'about.toml, key "text_ends": "1013" is before 1919, when the oldest organisation of this field, '
            "the International Labour Organization, was founded. Check the year.",
        ),
        (
            "about.toml",
            "text_ends = 2013",
            "text_ends = 1990",
            'about.toml, key "text_ends": 13 of the 13 dates in the records are later than "1990". '
            "Write the last year that the source text covers.",
        ),
        (
            "about.toml",
            'licence_url = "https://creativecommons.org/',
            'licence_url = "creativecommons.org/',
            'about.toml, key "licence_url": "creativecommons.org/licenses/by/4.0/" is not the whole address of a web '
            'page. Did you mean "https://creativecommons.org/licenses/by/4.0/"?',
        ),
    ],
)
def test_an_odd_day_year_or_address_of_a_settings_file_is_worth_a_look(
    data_folder: DataFolder, file: str, was: str, becomes: str, sentence: str
) -> None:
    data_folder.replace(file, was, becomes)
    assert (data_folder.warnings(), data_folder.sentences()) == ([sentence], [])


@pytest.mark.parametrize("day", ["2026-02-30", "2026-13-01", "2026-11"])
def test_a_day_that_the_calendar_does_not_have_is_named(data_folder: DataFolder, day: str) -> None:
    data_folder.replace(SOURCES, "read = 2026-11-23", f"read = {day}")
    with pytest.raises(DataError) as error:
        data_folder.load()
    said = f'{SOURCES}, line 10: "{day}" is not a day of the calendar. Write a day like 2026-11-24.'
    assert said in str(error.value).splitlines()
