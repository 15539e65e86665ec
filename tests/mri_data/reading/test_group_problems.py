"""Many problems of one kind or one cause are a few sentences, and every line of them is left out all the same."""

from tests.conftest import DataFolder

ACHIEVEMENTS = "achievements.csv"


def copies(folder: DataFolder, count: int, **cells: str) -> None:
    """Make the achievements copies of their first row, with `{}` in cells as the number of each."""
    head, row = folder.rows(ACHIEVEMENTS)[:2]
    values = dict(zip(head, row, strict=True)) | {"id": "copy-{}", "bodies": ""} | cells
    rows = [[values[name].replace("{}", str(number)) for name in head] for number in range(count)]
    folder.write(ACHIEVEMENTS, [head, *rows])


def of_achievements(folder: DataFolder) -> list[str]:
    return [sentence for sentence in folder.sentences() if sentence.startswith(ACHIEVEMENTS)]


def test_the_first_50_unknown_towns_are_listed_and_all_others_counted(data_folder: DataFolder) -> None:
    copies(data_folder, 60, places="Qrtown {}")
    *listed, last = of_achievements(data_folder)
    assert len(listed) == 50
    assert listed[49].startswith('achievements.csv, line 51, column "places": We do not know "Qrtown 49".')
    assert last == (
        'achievements.csv, line 52, column "places": 10 more problems of this kind are not listed; '
        "this is the place of the first. Correct those listed, then run the check again."
    )


def test_records_whose_faults_are_not_listed_are_left_out_too(data_folder: DataFolder) -> None:
    copies(data_folder, 60, date="{} Smarch")
    found = data_folder.load()
    assert [record for record in found.left_out if record.startswith("copy-")] == [f"copy-{n}" for n in range(60)]


def test_one_unknown_town_on_many_lines_is_one_sentence_with_how_many_more(data_folder: DataFolder) -> None:
    copies(data_folder, 60, places="Qrtown")
    first, last = of_achievements(data_folder)
    assert first.startswith('achievements.csv, line 2, column "places": We do not know "Qrtown".')
    assert "line 3" in last
    assert "59 more problems of this kind are not listed" in last


def test_fifty_faults_of_a_kind_are_all_listed(data_folder: DataFolder) -> None:
    copies(data_folder, 50, role="Qrole {}")
    assert len(of_achievements(data_folder)) == 50


def test_cells_merged_downwards_are_one_sentence_with_what_to_fill_in(data_folder: DataFolder) -> None:
    for record in ("ratification-campaign-1998", "handbook", "durban-2001"):
        assert record in [row[0] for row in data_folder.rows(ACHIEVEMENTS)]
    head, *rows = data_folder.rows(ACHIEVEMENTS)
    for row in rows[1:4]:
        row[head.index("source")] = ""
    data_folder.write(ACHIEVEMENTS, [head, *rows])
    assert of_achievements(data_folder) == [
        'achievements.csv, line 3, column "source": is empty in 3 consecutive rows, down to line 5. '
        'If these cells were merged with the one above, write "mri-achievements" in each of them; '
        "otherwise fill in each one."
    ]
    assert len(data_folder.load().left_out) == 3


def test_a_row_that_repeats_another_is_one_sentence_and_the_first_one_is_shown(data_folder: DataFolder) -> None:
    head, *rows = data_folder.rows("forums.csv")
    data_folder.write("forums.csv", [head, *rows, rows[-1]])
    assert data_folder.sentences() == ["forums.csv, line 9: This repeats line 8. Delete one of the two."]
    assert len(data_folder.load().records) == 17


def test_a_row_with_a_cell_too_many_is_one_sentence(data_folder: DataFolder) -> None:
    head, *rows = data_folder.rows("forums.csv")
    row = rows[1]
    data_folder.write("forums.csv", [head, rows[0], [*row[:2], "Forum 2: Brussels", " Belgium", *row[3:]], *rows[2:]])
    (said,) = data_folder.sentences()
    assert said.startswith("forums.csv, line 3: This line has more cells than there are columns: ")
    assert len(data_folder.load().records) == 16


# It was a sentence for each of the three columns with such names.
def test_a_section_of_names_that_is_missing_is_one_sentence_for_all_columns(data_folder: DataFolder) -> None:
    data_folder.replace("names.toml", "[bodies]", "[acronyms]")
    said = data_folder.sentences()
    assert [one.partition(":")[0] for one in said] == [
        'achievements.csv, line 2, column "bodies"',
        'names.toml, line 14, key "acronyms"',
    ]
    assert "so 14 rows cannot be read" in said[0]
    assert len(data_folder.load().left_out) == 14


def test_a_row_of_totals_is_said_to_be_that_and_is_no_record(data_folder: DataFolder) -> None:
    head, *rows = data_folder.rows(ACHIEVEMENTS)
    data_folder.write(ACHIEVEMENTS, [head, *rows, ["", "Total: 10", *[""] * (len(head) - 2)], [""] * len(head)])
    assert data_folder.sentences() == [
        'achievements.csv, line 12: The row that begins with "Total: 10" looks like a row of totals, not an entry, '
        "so it is not shown. Delete it."
    ]
    assert data_folder.load().left_out == ()
