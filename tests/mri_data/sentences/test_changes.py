"""Each difference of two records is a sentence in the words of the field, read on the command line."""

import re

import pytest

from mri_data.cli import main
from mri_data.reading.data_folder import DATA_DIR
from mri_data.sentences.changes import differing_parts
from tests.conftest import DataFolder, copy_data

Captured = pytest.CaptureFixture[str]


def sentences(folder: DataFolder, capsys: Captured) -> list[str]:
    """The sentences on what a folder changed of the shipped record, without the counts of tables and of all."""
    copy_data(folder.path, ["translations.csv"])
    main(["diff", str(DATA_DIR), str(folder.path)])
    *lines, _ = capsys.readouterr().out.splitlines()
    return [line for line in lines if line and not re.search(r": \d+ (added|removed|moved|changed|unchanged)", line)]


@pytest.mark.parametrize(
    ("file", "row", "column", "cell", "sentence"),
    [
        (
            "forums.csv",
            "pga-2008",
            "date",
            "2008",
            "Forum 3, Manila: the date 22 to 30 October 2008 became 2008.",
        ),
        (
            "forums.csv",
            "pga-2008",
            "date",
            "2008-10-22/2008-10-30",
            'Forum 3, Manila: the date is now written "2008-10-22/2008-10-30" and was "22-30 October 2008", '
            "which means the same.",
        ),
        (
            "forums.csv",
            "pga-2008",
            "date",
            "October or so",
            'Forum 3, Manila: the date 22 to 30 October 2008 became "October or so".',
        ),
        ("forums.csv", "pga-2008", "date", "", "Forum 3, Manila no longer has the date 22 to 30 October 2008."),
        ("forums.csv", "pga-2006", "date", "after 2006", 'Forum 1, New York: the date 2006 became "After 2006".'),
        (
            "forums.csv",
            "pga-2008",
            "languages",
            "English",
            'Forum 3, Manila now has the languages "English"; nothing stood there before.',
        ),
        ("forums.csv", "pga-2008", "number", "9", 'Forum 9, Manila: the number "3" became "9".'),
        ("forums.csv", "pga-2008", "places", "", 'Forum 3 no longer has the places "Manila".'),
        (
            "achievements.csv",
            "grassroots",
            "role",
            "facilitated",
            '"Assistance to grassroots organisations": MRI’s role "assists" became "facilitated".',
        ),
        ("places.csv", "geneva", "lat", "46.3", 'The place "Geneva": the latitude "46.2022" became "46.3".'),
        (
            "context/convention.csv",
            "icrmw-dz",
            "signed",
            "1 May 2001",
            '"Algeria" now has the date of signature 1 May 2001; nothing stood there before.',
        ),
    ],
)
def test_a_changed_cell_is_a_sentence(
    file: str, row: str, column: str, cell: str, sentence: str, whole_folder: DataFolder, capsys: Captured
) -> None:
    whole_folder.set(file, row, column, cell)
    assert sentences(whole_folder, capsys) == [sentence]


@pytest.mark.parametrize(
    ("file", "was", "becomes", "sentence"),
    [
        (
            "about.toml",
            "data_date = 2026-11-30",
            "data_date = 2026-12-01",
            "The record: the date of the data 30 November 2026 became 1 December 2026.",
        ),
        (
            "sources.toml",
            'terms = "not stated on the page"',
            'terms = "CC BY 4.0"',
            'The source "Our Achievements": the terms "not stated on the page" became "CC BY 4.0".',
        ),
        (
            "quality_notes.toml",
            "years = [2012]\n",
            "",
            'The note "2012 is left empty" no longer has the years "2012".',
        ),
        (
            "corrections.toml",
            'source = "un-hld-2013"',
            'source = "un-hld-2006"',
            'The correction of the bodies and meetings of "pga-series": the source "un-hld-2013" became "un-hld-2006".',
        ),
        (
            "story.toml",
            "Good morning, and",
            "Good evening, and",
            'What to say on the slide "title": in the text, "Good morning, and thank you…" became '
            '"Good evening, and thank you…".',
        ),
        (
            "names.toml",
            '"Genf", ',
            "",
            'The list of spellings of "geneva": the content "Genève; Genf; Ginevra" became "Genève; Ginevra".',
        ),
        (
            "context/about.toml",
            "parties_as_of = 2025-02-21",
            "parties_as_of = 2025-03-01",
            "The list of States parties: the day up to which it was checked 21 February 2025 became 1 March 2025.",
        ),
        (
            "about.toml",
            'contact = "http',
            'phone = "1"\ncontact = "http',
            'The record now has the entry "phone" "1"; nothing stood there before.',
        ),
    ],
)
def test_a_changed_setting_is_a_sentence(
    file: str, was: str, becomes: str, sentence: str, whole_folder: DataFolder, capsys: Captured
) -> None:
    whole_folder.replace(file, was, becomes)
    assert sentences(whole_folder, capsys) == [sentence]


def test_rows_that_come_go_and_move_are_sentences(whole_folder: DataFolder, capsys: Captured) -> None:
    head, *rows = whole_folder.rows("forums.csv")
    eighth = ["pga-2014", "8", "Forum 8: Stockholm", *rows[0][3:]]
    eighth[head.index("places")] = "Stockholm"
    whole_folder.write("forums.csv", [head, rows[6], *rows[:2], *rows[3:6], eighth])
    assert sentences(whole_folder, capsys) == [
        "Forum 7, New York moved from row 7 to row 1.",
        "Forum 8, Stockholm was added.",
        "Forum 3, Manila was removed.",
    ]


def test_a_table_in_another_order_is_one_sentence(whole_folder: DataFolder, capsys: Captured) -> None:
    head, *rows = whole_folder.rows("context/convention.csv")
    whole_folder.write("context/convention.csv", [head, *reversed(rows)])
    assert sentences(whole_folder, capsys) == ["59 rows stand in other places."]


def test_what_a_cell_hides_is_written_out(whole_folder: DataFolder, capsys: Captured) -> None:
    whole_folder.set("achievements.csv", "grassroots", "title", "Two\nlines \u200c=1+1")
    assert sentences(whole_folder, capsys) == [
        '"Two\\nlines \u200c=1+1": the title "Assistance to grassroots organisations" became "Two\\nlines \u200c=1+1".'
    ]


LONG = "In 1998 MRI launched the Global Campaign for ratification of the Convention, in Geneva, at the United Nations."


@pytest.mark.parametrize(
    ("new", "old_part", "new_part"),
    [
        (
            LONG.replace("Geneva", "New York"),
            "…the Convention, in Geneva, at the United…",
            "…the Convention, in New York, at the United…",
        ),
        (LONG.replace("In 1998", "In 1999"), "In 1998 MRI launched the…", "In 1999 MRI launched the…"),
        (LONG + " Twice.", "…the United Nations.", "…the United Nations. Twice."),
        (
            LONG.replace("launched ", ""),
            "In 1998 MRI launched the Global Campaign…",
            "In 1998 MRI the Global Campaign…",
        ),
        (
            "Nothing of it stays as it was, and this text is as long as the other one, so both are cut in the middle.",
            "In 1998 MRI launched the Global … in Geneva, at the United Nations.",
            "Nothing of it stays as it was, and … one, so both are cut in the middle.",
        ),
    ],
)
def test_of_a_long_text_what_changed_is_shown_with_a_few_words_around_it(
    new: str, old_part: str, new_part: str
) -> None:
    assert differing_parts(LONG, new) == (old_part, new_part)
