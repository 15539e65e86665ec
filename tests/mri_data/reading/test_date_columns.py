"""What a column of dates says as a whole, days of signature, and dates that are worth a look."""
# ruff: noqa: E501 - a sentence is read whole

import pytest

from mri_data.cli import main
from mri_data.words.errors import DataError
from tests.conftest import DataFolder

FORUMS = ("pga-2006", "pga-2007", "pga-2008", "pga-2009")


def dated(folder: DataFolder, *cells: str) -> DataFolder:
    """The record with these dates of its first forums, in lines 2 to 5."""
    for forum, cell in zip(FORUMS, cells, strict=False):
        folder.set("forums.csv", forum, "date", cell)
    return folder


# Dates of the first forums | the sentences of the check.
COLUMNS = [
    (
        ("11/12/2007", "13/12/2007", "03/08/2007"),
        [
            'forums.csv, line 2, column "date": 2 dates in this column could be day/month or month/day. "13/12/2007" '
            'in line 3 can only be day/month, so "11/12/2007" is probably "11 December 2007", and the others '
            "likewise. Write the month as a word."
        ],
    ),
    (
        ("2006", "11/12/2007", "12/25/2008"),
        [
            'forums.csv, line 3, column "date": 1 date in this column could be day/month or month/day. "12/25/2008" '
            'in line 4 can only be month/day, so "11/12/2007" is probably "12 November 2007". '
            "Write the month as a word."
        ],
    ),
    (
        ("11.12.2007", "13.12.2007", "12.25.2008", "1.2.2009"),
        [
            'forums.csv, line 2, column "date": 2 dates in this column could be day/month or month/day: "11.12.2007" '
            'may be "11 December 2007" or "12 November 2007". Write the month as a word.'
        ],
    ),
    (
        ("11/12/2007", "2007", "2008"),
        [
            'forums.csv, line 2, column "date": "11/12/2007" does not say which number is the month. Did you mean '
            '"11 December 2007" or "12 November 2007"?'
        ],
    ),
    (
        ("11/12/2007", "13/12/2007", "in the end", "11/12/2007"),
        [
            'forums.csv, line 2, column "date": 2 dates in this column could be day/month or month/day. "13/12/2007" '
            'in line 3 can only be day/month, so "11/12/2007" is probably "11 December 2007", and the others '
            "likewise. Write the month as a word.",
            'forums.csv, line 4, column "date": "in the end" is not a date we can read. Write a year (2006), a month '
            "(September 2011), a day (19 September 2011), a range (2007 to 2010), since 1998, after 2001, before 1990, "
            "c. 1999 or ongoing; leave it blank when unknown.",
        ],
    ),
]


@pytest.mark.parametrize(("cells", "said"), COLUMNS)
def test_days_in_numbers_of_one_column_are_one_sentence(
    data_folder: DataFolder, cells: tuple[str, ...], said: list[str]
) -> None:
    assert dated(data_folder, *cells).sentences() == said


def test_each_record_of_the_one_sentence_is_left_out(data_folder: DataFolder) -> None:
    found = dated(data_folder, "11/12/2007", "13/12/2007", "03/08/2007").load()
    assert found.left_out == ("pga-2006", "pga-2008")
    assert len(found.problems) == 1


# --- signatures

# States parties | a date of signature | what the sentence says of it; nothing where it may stand.
SIGNED = [
    ("icrmw-al", "n.d.", '"n.d." cannot be used as the date of a signature.'),
    ("icrmw-dz", "ongoing", '"ongoing" cannot be used as the date of a signature.'),
    ("icrmw-az", "since 1998", '"since 1998" cannot be used as the date of a signature.'),
    ("icrmw-bz", "before 1998", '"before 1998" cannot be used as the date of a signature.'),
    ("icrmw-bo", "c. 2000", '"c. 2000" cannot be used as the date of a signature.'),
    ("icrmw-ba", "1990 to 1991", '"1990 to 1991" cannot be used as the date of a signature.'),
    ("icrmw-ar", "24 February 2007", '"24 February 2007" is after the State joined (23 February 2007).'),
    ("icrmw-tg", "2021", '"2021" is after the State joined (2020).'),
    ("icrmw-bd", "7 October 2198", '"7 October 2198" is later than the date of the data, 30 November 2026.'),
    ("icrmw-bf", "26 November 2003", ""),
    ("icrmw-td", "February 2022", ""),
    ("icrmw-cl", "2005", ""),
]


def test_what_is_no_signature_up_to_the_day_of_joining_is_named_and_not_counted(whole_folder: DataFolder) -> None:
    for state, cell, _ in SIGNED:
        whole_folder.set("context/convention.csv", state, "signed", cell)
    found = whole_folder.load()
    assert {problem.value for problem in found.problems} == {cell for _, cell, said in SIGNED if said}
    for _, cell, said in SIGNED:
        assert any(problem.value == cell and problem.message.startswith(said) for problem in found.problems) == bool(
            said
        )
    assert {(problem.origin.name, problem.column) for problem in found.problems} == {
        ("context/convention.csv", "signed")
    }
    assert len(found.context.parties) == 60 - 9


# --- dates that are worth a look


def doubts_of(folder: DataFolder, *cells: str) -> list[str]:
    found = dated(folder, *cells).load()
    assert (found.problems, len(found.records)) == ((), 17)
    return [doubt.sentence for doubt in found.warnings if doubt.column == "date"]


def test_a_year_after_the_data_is_worth_a_look_and_leaves_nothing_out(data_folder: DataFolder) -> None:
    assert doubts_of(data_folder, "2108", "2103-10-01", "2009 to 2190", "before 2108") == [
        'forums.csv, line 2, column "date": "2108" is later than the date of the data, 30 November 2026. Check the year.',
        'forums.csv, line 3, column "date": "2103-10-01" is later than the date of the data, 30 November 2026. Check the year.',
        'forums.csv, line 4, column "date": "2009 to 2190" is later than the date of the data, 30 November 2026. Check the year.',
        'forums.csv, line 5, column "date": "before 2108" is later than the date of the data, 30 November 2026. Check the year.',
    ]


def test_a_year_long_before_the_record_is_worth_a_look_and_a_year_that_has_begun_is_not(
    data_folder: DataFolder,
) -> None:
    assert doubts_of(data_folder, "1095", "since 1898", "2020s", "November 2026") == [
        'forums.csv, line 2, column "date": "1095" is before 1919, when the oldest organisation of this '
        "field, the International Labour Organization, was founded. Check the year.",
        'forums.csv, line 3, column "date": "since 1898" is before 1919, when the oldest organisation of this '
        "field, the International Labour Organization, was founded. Check the year.",
    ]


def test_a_meeting_of_the_context_in_a_far_year_is_worth_a_look(whole_folder: DataFolder) -> None:
    whole_folder.set("context/meetings.csv", "wssd-1995", "date", "6-12 March 2995")
    (doubt,) = whole_folder.warnings()
    assert doubt.startswith(
        'context/meetings.csv, line 2, column "date": "6-12 March 2995" is later than the date of the data'
    )


def test_a_source_read_in_the_future_is_worth_a_look(data_folder: DataFolder) -> None:
    data_folder.replace("sources.toml", "read = 2026-11-23", "read = 2926-11-23")
    assert data_folder.warnings() == [
        'sources.toml, line 10, key "read": "2926-11-23" is later than the date of the data, 30 November 2026. '
        "Check the day on which the source was read."
    ]


# --- years in settings


@pytest.mark.parametrize("year", ["99999999999999999999", "-2013", "20133", "0x" + "f" * 5000])
def test_a_year_that_is_none_is_refused_in_a_sentence_before_anything_is_drawn(
    data_folder: DataFolder, capsys: pytest.CaptureFixture[str], year: str
) -> None:
    data_folder.replace("about.toml", "text_ends = 2013", f"text_ends = {year}")
    with pytest.raises(DataError, match=r'^about\.toml, line 11, key "text_ends": .* Write it like 2012\.$'):
        data_folder.load()
    assert main(["export", "--format", "pptx", "--data", str(data_folder.path)]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_note_on_a_year_that_is_none_is_named(data_folder: DataFolder) -> None:
    data_folder.replace("quality_notes.toml", "years = [", "years = [20122, ")
    (sentence,) = data_folder.sentences()
    assert 'key "years"' in sentence
    assert sentence.endswith("Write it like [2012].")
