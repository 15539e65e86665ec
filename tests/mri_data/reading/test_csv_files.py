"""Files as people save them, and what is said when they cannot be read."""

import csv
import io
from collections.abc import Callable, Collection
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mri_data import schema
from mri_data.reading import data_folder
from mri_data.reading.csv_files import CsvFile, TomlFile, read_bytes, settings_of, table_of
from mri_data.reading.raw import RawSettings, RawTable
from mri_data.words.errors import DataError, DataWarning
from tests.conftest import DataFolder

Read = Callable[[bytes | str], RawTable]
COLUMNS = ("id", "title", "date_of")
any_file = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def read_table(path: Path, columns: Collection[str] = COLUMNS) -> RawTable:
    return table_of(read_bytes(path, path.name), columns, CsvFile(path.stem, path.name))


def read_toml(path: Path) -> RawSettings:
    return settings_of(read_bytes(path, path.name), TomlFile(path.stem, path.name))


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def read(content: bytes | str) -> RawTable:
        path = tmp_path / "records.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_table(path)

    return read


def cells(table: RawTable) -> dict[object, list[str]]:
    """The rows by line, as plain lists."""
    return {line: row.tolist() for line, row in table.rows.iterrows()}


def sentences(table: RawTable) -> list[str]:
    return [problem.sentence for problem in table.problems]


# --- files that are fine


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_table_is_read_whatever_program_saved_it(read: Read, encoding: str, end: str, separator: str) -> None:
    text = end.join(["id,title,date_of", "a,Genève,2006", "b,People’s,", ""]).replace(",", separator)
    table = read(text.encode(encoding))
    assert cells(table) == {2: ["a", "Genève", "2006"], 3: ["b", "People’s", ""]}
    assert table.problems == []
    assert table.origin.name == "records.csv"


def test_the_rows_are_text_in_the_expected_columns_and_order(read: Read) -> None:
    table = read("title,id,date_of\nNA,007,1e3\n")
    assert list(table.rows) == ["id", "title", "date_of"]
    assert [str(kind) for kind in table.rows.dtypes] == ["str", "str", "str"]
    assert cells(table) == {2: ["007", "NA", "1e3"]}


@pytest.mark.parametrize(
    "header",
    [
        "ID,Title,Date of ",
        "id,title,date\u00a0of",
        "“id”,‘Title’,DATE-OF",
        '"id", "title:" ,"Date  of"',
        "id,title,daté_of",
    ],
)
def test_a_header_may_be_written_in_many_ways(read: Read, header: str) -> None:
    table = read(f"{header}\na,b,c\n")
    assert (cells(table), table.problems) == ({2: ["a", "b", "c"]}, [])


def test_a_quoted_header_with_other_separators_in_it_is_split_where_the_columns_are(read: Read) -> None:
    table = read('"id";"title";"date_of";"x,y,z,w"\na;b;c;\n')
    assert cells(table) == {2: ["a", "b", "c"]}


def test_cells_lose_the_spaces_around_them_and_no_others(read: Read) -> None:
    assert cells(read("id,title,date_of\n a ,\u00a0New\u00a0York\u00a0,\t2006\n")) == {2: ["a", "New York", "2006"]}


def test_blank_lines_and_trailing_blank_rows_and_columns_are_no_problem(read: Read) -> None:
    table = read("\n \nid,title,date_of,,\n\na,b,c,,\n,,,,\n   \nd,e,f,,\n,,,,\n\n")
    assert cells(table) == {5: ["a", "b", "c"], 8: ["d", "e", "f"]}
    assert table.problems == []


def test_lines_are_counted_in_the_file_when_cells_hold_several(read: Read) -> None:
    table = read('id,title,date_of\na,"two\nlines",x\nb,"say ""yes"", please",y\n')
    assert cells(table) == {2: ["a", "two\nlines", "x"], 4: ["b", 'say "yes", please', "y"]}


def test_lines_are_counted_in_the_file_when_the_header_holds_several(read: Read) -> None:
    assert cells(read('id,title,"date\nof"\na,b,c\n')) == {3: ["a", "b", "c"]}


def test_a_short_row_is_filled_with_blanks(read: Read) -> None:
    table = read("id,title,date_of\na\nb,c\n")
    assert (cells(table), table.problems) == ({2: ["a", "", ""], 3: ["b", "c", ""]}, [])


def test_a_table_without_rows_is_a_table(read: Read) -> None:
    table = read("id,title,date_of")
    assert (cells(table), list(table.rows), table.problems) == ({}, list(COLUMNS), [])


# --- files with problems


def test_a_missing_column_is_named_and_blank(read: Read) -> None:
    table = read("id,title\na,b\n")
    assert cells(table) == {2: ["a", "b", ""]}
    assert sentences(table) == [
        'records.csv, line 1, column "date_of": This column is missing. '
        "Add its name to the row of column names, and fill it in."
    ]
    assert table.missing == ("date_of",)


def test_a_missing_column_is_sought_among_the_unknown_ones(read: Read) -> None:
    table = read("id,titel,date_of\na,b,c\n")
    assert cells(table) == {2: ["a", "", "c"]}
    missing, unknown = sorted(sentences(table), reverse=True)
    assert unknown.startswith('records.csv, line 1, column "titel": We do not use')
    assert missing.endswith('column "title": This column is missing. Is it the one called "titel"?'), missing


def test_a_column_that_is_there_twice_is_read_once(read: Read) -> None:
    table = read("id,title,date_of,Date of\na,b,c,d\n")
    assert cells(table) == {2: ["a", "b", "c"]}
    assert [(one.column, one.row) for one in table.problems] == [("Date of", 1)]
    assert "twice" in table.problems[0].message


def test_cells_below_no_name_are_a_problem(read: Read) -> None:
    table = read("id,title,,date_of\na,b,x,c\n")
    assert cells(table) == {2: ["a", "b", "c"]}
    assert "There is no name above column number 3" in sentences(table)[0]


def test_a_row_with_more_cells_than_columns_is_a_problem_of_its_line(read: Read) -> None:
    table = read("id,title,date_of\na,b,c,,\nd,e,f,New York,\ng,h,i\n")
    assert cells(table) == {2: ["a", "b", "c"], 3: ["d", "e", "f"], 4: ["g", "h", "i"]}
    assert sentences(table) == [
        'records.csv, line 3: This line has more cells than there are columns: "New York," is left over. '
        "Put text that holds the separator in quotation marks."
    ]


def test_a_quotation_mark_that_is_not_closed_takes_no_other_row_with_it(read: Read) -> None:
    table = read('id,title,date_of\na,b,c\nd,"e,f\ng,h,i\n')
    assert cells(table) == {2: ["a", "b", "c"], 3: ["d", '"e', "f"], 4: ["g", "h", "i"]}
    assert sentences(table) == [
        'records.csv, line 3: The cell ""e" begins with a quotation mark that is never closed. '
        "Add the closing one, or delete the first."
    ]
    assert table.unread_at is None


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_row_between_two_quotation_marks_does_not_vanish_into_the_one_before(read: Read, separator: str) -> None:
    text = 'id,title,date_of\na,"stray,c\nd,"e ""f"" g",h\ni,j,k\n'
    table = read(text.replace(",", separator))
    assert cells(table) == {2: ["a", '"stray', "c"], 3: ["d", 'e "f" g', "h"], 4: ["i", "j", "k"]}
    assert [(one.row, one.kind) for one in table.problems] == [(2, "problem.quote.open")]


def test_a_row_whose_end_closes_a_stray_mark_does_not_vanish_either(tmp_path: Path) -> None:
    path = tmp_path / "records.csv"
    path.write_text('a;b;c;d;e;f\n1;"stray;3;4;5;6\n1;ends in a mark";3;4;5;6\n', "utf-8")
    table = read_table(path, tuple("abcdef"))
    assert cells(table) == {2: ["1", '"stray', "3", "4", "5", "6"], 3: ["1", 'ends in a mark"', "3", "4", "5", "6"]}
    assert [(one.row, one.kind) for one in table.problems] == [(2, "problem.quote.open")]


def test_a_quotation_mark_closed_before_the_cell_ends_is_told_with_how_to_write_it(read: Read) -> None:
    table = read('id,title,date_of\na,"Third, forum" is what it is,x\nb,c,d\n')
    assert cells(table) == {2: ["a", '"Third, forum" is what it is', "x"], 3: ["b", "c", "d"]}
    assert sentences(table) == [
        'records.csv, line 2: The quotation marks in ""Third, forum" is what it is" close before the cell ends. '
        'Double those inside the text: """Third, forum"" is what it is".'
    ]


@pytest.mark.parametrize(
    "title", [r'"the \"fourth\" forum"', r"the \"fourth\" forum", r'"the \"fourth\" forum" ', r'"the ""fourth"" forum"']
)
def test_quotation_marks_inside_a_cell_may_be_written_in_several_ways(read: Read, title: str) -> None:
    table = read(f"id,title,date_of\na,{title},x\n")
    assert (cells(table), table.problems) == ({2: ["a", 'the "fourth" forum', "x"]}, [])


def test_a_separator_behind_a_quotation_mark_with_a_backslash_parts_no_cells(read: Read) -> None:
    table = read('id,title,date_of\na,"the \\"fourth\\", or fifth",x\n')
    assert (cells(table), table.problems) == ({2: ["a", 'the "fourth", or fifth', "x"]}, [])


def test_a_line_that_says_the_separator_is_understood(read: Read) -> None:
    table = read("sep=;\nid;title;date_of\na;b, c;d\n")
    assert (cells(table), table.problems) == ({3: ["a", "b, c", "d"]}, [])


@pytest.mark.parametrize("above", ["Our records,,\nUpdated in March,,\n", "# records\n#\n", '"Our records"\n,,\n'])
def test_lines_above_the_names_of_the_columns_are_one_sentence(read: Read, above: str) -> None:
    table = read(f"{above}id,title,date_of\na,b,c\n")
    assert cells(table) == {4: ["a", "b", "c"]}
    assert sentences(table) == [
        "records.csv, line 1: The column names are in line 3; they were expected in this line. "
        "Delete the lines above them."
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            "id|title|date_of\na|b|c\n",
            'The cells of records.csv are separated by "|"; commas, semicolons or tabs were expected. '
            "Save it again as CSV (UTF-8).",
        ),
        (
            "a,b,c\nd,e,f\n",
            'records.csv has no column names; its first line is "a,b,c". '
            "Insert a line above it with these names: id, title, date_of.",
        ),
        (
            "<!DOCTYPE html>\n<html><table><tr><td>id</td></tr></table></html>",
            "records.csv is an HTML page, and a table was expected. "
            "Open it with a spreadsheet and save it as CSV (UTF-8).",
        ),
        (
            "{\\rtf1 id,title,date_of}",
            "records.csv is an RTF document, and a table was expected. "
            "Open it with a spreadsheet and save it as CSV (UTF-8).",
        ),
    ],
)
def test_a_file_whose_columns_cannot_be_found_is_one_sentence(read: Read, content: str, said: str) -> None:
    with pytest.raises(DataError) as refused:
        read(content)
    assert str(refused.value) == said


def test_a_quotation_mark_left_open_before_a_long_text_is_the_same_problem(read: Read) -> None:
    table = read('id,title,date_of\na,"b,c\n' + "x\n" * 100_000)
    assert cells(table) == {}
    assert [(one.row, "never closed" in one.message) for one in table.problems] == [(2, True)]


def test_a_cell_without_end_among_rows_of_any_length_is_said_to_be_that(read: Read) -> None:
    table = read(f"id,title,date_of\na,{'x' * 200_000}\nb,c,d,e\nf,g,h\n")
    assert cells(table)[4] == ["f", "g", "h"]
    assert [(one.row, one.column, "20000" in one.message) for one in table.problems] == [
        (2, "title", True),
        (3, None, False),
    ]


def test_characters_that_cannot_be_seen_are_removed_and_told(read: Read) -> None:
    table = read("id,title,date_of\na,b\x00c,\u202e2006\nd,e,f\n")
    assert cells(table) == {2: ["a", "bc", "2006"], 3: ["d", "e", "f"]}
    assert [(one.row, one.column) for one in table.problems] == [(2, "date_of"), (2, "title")]
    assert r'"b\x00c" holds characters that cannot be seen' in sentences(table)[1]


@pytest.mark.parametrize("nothing", ["\u200b", "\u200b \u00ad", "\u3000", "\ufe0f", "\u2060"])
def test_a_cell_of_which_nothing_can_be_seen_is_empty(read: Read, nothing: str) -> None:
    assert cells(read(f"id,title,date_of\na,{nothing},b\n")) == {2: ["a", "", "b"]}


@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#BEZUG!", "#¡VALOR!", "Err:502"])
def test_what_a_failed_formula_leaves_is_no_text(read: Read, error: str) -> None:
    table = read(f"id,title,date_of\na,{error},b\n")
    assert cells(table) == {2: ["a", "", "b"]}
    assert sentences(table) == [
        f'records.csv, line 2, column "title": "{error}" is a spreadsheet’s error message, left by a formula. '
        "Type the value that belongs in this cell."
    ]


# --- files in another encoding


@pytest.mark.parametrize(
    ("encoding", "name", "title", "words"),
    [
        ("mac_roman", "Mac Roman", "Génova", '"Génova"'),
        ("cp850", "DOS code page 850", "Génova", '"Génova"'),
        ("cp1250", "Windows-1250", "Łódź", '"Łódź"'),
        ("cp1251", "Windows-1251", "Женева", '"Женева"'),
    ],
)
def test_a_text_of_another_encoding_is_read_where_only_one_makes_words_of_it(
    read: Read, encoding: str, name: str, title: str, words: str
) -> None:
    table = read(f"id,title,date_of\na,{title},2006\n".encode(encoding))
    assert cells(table) == {2: ["a", title, "2006"]}
    assert [type(one) for one in table.problems] == [DataWarning]
    assert sentences(table) == [
        f"records.csv: The file is not saved as UTF-8. It was read as {name}; "
        f"check that these words are right: {words}. Then save it as CSV (UTF-8)."
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            "id,title,date_of\na,People’s,\nb,Gen".encode() + b"\xe8ve,2006\n",
            'records.csv, line 3: One character in "Genève" could not be read: its byte 0xE8 is not UTF-8, '
            'unlike the rest of the file. It may be "è". Type it again, and save the file as UTF-8.',
        ),
        (
            "id,title,date_of\na,People’s,\nb,“Act".encode() + b"\xe2\x80",
            "records.csv, line 3: The file stops in the middle of a character, so its end may be missing. "
            "Save or copy the complete file again, as UTF-8.",
        ),
        (
            b"id,title,date_of\na,x,\nb,Z\x9frich,2006\n",
            'records.csv, line 3, column "title": This may be "Zürich" or "Zźrich": the file is not saved as UTF-8, '
            "so its accented letters had to be guessed. Type the right one, and save the file as UTF-8.",
        ),
        (
            "id,title,date_of\na,x,\nb,Gen\ufffdve,2006\n".encode(),
            'records.csv, line 3, column "title": A character in "Gen\ufffdve" was lost when the file was saved. '
            "Type it again.",
        ),
    ],
)
def test_what_is_not_sure_of_a_text_is_a_problem_of_its_line(read: Read, content: bytes, said: str) -> None:
    table = read(content)
    assert sentences(table) == [said]
    assert not isinstance(table.problems[0], DataWarning)


@pytest.mark.parametrize(
    ("title", "meant"),
    [
        ("Peopleâ€™s", "People’s"),
        ("GenÃ¨ve", "Genève"),
        ("ÃƒÂ©tÃƒÂ©", "été"),
        ("MigrantsÃ¢â‚¬â„¢", "Migrants’"),
        ("√©t√©", "été"),
        ("Gen├¿ve", "Genève"),
        ("Ð–ÐµÐ½ÐµÐ²Ð°", "Женева"),
    ],
)
def test_a_text_that_was_read_wrongly_once_is_a_doubt_with_what_was_meant(read: Read, title: str, meant: str) -> None:
    table = read(f"id,title,date_of\na,{title},2006\n")
    assert [type(one) for one in table.problems] == [DataWarning]
    assert sentences(table) == [
        f'records.csv, line 2, column "title": "{title}" looks garbled, '
        "as happens when a file is opened with the wrong encoding. "
        f'Did you mean "{meant}"?'
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_unusual_texts_that_are_right_are_no_doubt(read: Read, encoding: str) -> None:
    titles = ["SÃO PAULO", "LIBERTÉ”", "Sana’a", "north–south", "10 °C", "€50", "“n°5”", "MALMÖ", "Côte d’Ivoire"]
    text = "\n".join(["id,title,date_of", *(f"{number},{title}," for number, title in enumerate(titles))])
    assert read(text.encode(encoding)).problems == []


def test_a_settings_file_with_one_byte_of_another_encoding_names_its_line(data_folder: DataFolder) -> None:
    with (data_folder.path / "sources.toml").open("ab") as file:
        file.write(b"# Gen\xe8ve\n")
    lines = (data_folder.path / "sources.toml").read_bytes().count(b"\n")
    assert data_folder.sentences() == [
        f'sources.toml, line {lines}: One character in "Genève" could not be read: its byte 0xE8 is not UTF-8, '
        'unlike the rest of the file. It may be "è". Type it again, and save the file as UTF-8.'
    ]


# --- files that cannot be used


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "records.csv is empty"),
        (b" \r\n\t\n", "records.csv is empty"),
        (b"\xef\xbb\xbf", "records.csv is empty"),
        (b"id," * 20_000, "records.csv has more columns than any table of the data"),
        (b"PK\x03\x04 and so on", "records.csv is not a text file"),
        (b"\xff\xfe\x00\xd8", "records.csv is not a text file"),
        (b"id,title\x81\x8d\x8f", "records.csv is not a text file"),
        (bytes(range(256)), "records.csv is not a text file"),
        ("id,title,date_of\n".encode("utf-32-le"), "records.csv is not a text file"),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_one_sentence(read: Read, content: bytes, said: str) -> None:
    with pytest.raises(DataError, match=f"^{said}"):
        read(content)


@pytest.mark.parametrize("reader", [read_table, read_toml])
def test_a_file_that_is_not_there_is_named_without_its_folders(
    tmp_path: Path, reader: Callable[[Path], object]
) -> None:
    with pytest.raises(DataError) as refused:
        reader(tmp_path / "records.csv")
    assert str(refused.value).startswith("records.csv was not found. ")


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    (tmp_path / "records.csv").mkdir()
    with pytest.raises(DataError, match=r"^records\.csv is a folder"):
        read_table(tmp_path / "records.csv")


def test_a_file_that_may_not_be_opened_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, flags: int) -> int:
        raise PermissionError

    (tmp_path / "records.csv").touch()
    monkeypatch.setattr("mri_data.reading.csv_files.os.open", refuse)
    with pytest.raises(DataError, match=r"^records\.csv could not be read"):
        read_table(tmp_path / "records.csv")


def test_a_name_no_file_can_have_is_refused() -> None:
    with pytest.raises(DataError, match=r"^a\\x00b.csv could not be read"):
        read_table(Path("a\x00b.csv"))


# --- any file at all

CSV_PIECES = st.sampled_from(
    ["id", "title", "date_of", ",", ";", "\t", '"', "\n", "\r\n", "\r", " ", "é", "\x00", "x", "\u2028"]
)


@any_file
@given(st.binary() | st.text().map(str.encode) | st.lists(CSV_PIECES).map("".join).map(str.encode))
def test_no_file_makes_anything_but_a_table_or_a_data_error(read: Read, content: bytes) -> None:
    try:
        table = read(content)
    except DataError:
        return
    assert list(table.rows) == list(COLUMNS)
    assert table.rows.index.is_unique
    assert all(table.rows.index > 1)
    assert not table.rows.isna().any(axis=None)
    assert all(sentences(table))


PLAIN = st.text(st.sampled_from("ab é,;\t\"'\n"), min_size=1, max_size=6).map(lambda text: f"x{text}x")


@any_file
@given(st.lists(st.tuples(PLAIN, PLAIN, PLAIN), max_size=5), st.sampled_from([",", ";", "\t"]))
def test_what_a_spreadsheet_writes_is_read_as_it_was(
    read: Read, rows: list[tuple[str, str, str]], separator: str
) -> None:
    written = io.StringIO()
    csv.writer(written, delimiter=separator).writerows([COLUMNS, *rows])
    table = read(written.getvalue())
    assert [tuple(row) for row in cells(table).values()] == rows
    assert table.problems == []
    lines_of_rows = [sum(cell.count("\n") for cell in row) + 1 for row in rows]
    assert list(cells(table)) == [2 + sum(lines_of_rows[:place]) for place in range(len(rows))]


# --- TOML


def test_a_toml_file_is_read_with_any_mark_and_line_ends(tmp_path: Path) -> None:
    (tmp_path / "about.toml").write_bytes(b'\xef\xbb\xbf[who]\r\nname = "MRI"\r\n')
    read = read_toml(tmp_path / "about.toml")
    assert (read.origin.name, read.values) == ("about.toml", {"who": {"name": "MRI"}})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "a = 1\nb = \n",
            "about.toml, line 2: The value here cannot be read. Write a text in quotation marks, a number, a day such "
            "as 2026-11-24, true or false, or a list in square brackets.",
        ),
        (
            "a = 1 b = 2\n",
            "about.toml, line 1: Something follows the value in this line. Give each key a line of its own; a remark "
            "begins with #.",
        ),
        (
            "= 2\n",
            "about.toml, line 1: This line is neither a key with its value, such as key = value, nor a heading in "
            "square brackets, nor a remark, which begins with #. Correct it, or delete it.",
        ),
        (
            "a = 1\na = 2\n",
            'about.toml, line 2: "a" is already in line 1; it may appear only once. Delete or rename one of the two.',
        ),
        (
            "[x.old]\na = 1\n[x]\na = 1\n[x]\na = 2\n",
            'about.toml, line 5: "[x]" is already in line 3; it may appear only once. Delete or rename one of the two.',
        ),
        (
            "[x.y]\na = 1\n[ x . y ] # again\na = 2\n",
            'about.toml, line 3: "[ x . y ] # again" is already in line 1; it may appear only once. '
            "Delete or rename one of the two.",
        ),
        (
            "[x]\na = 1\n[x]\na = 2\n",
            'about.toml, line 3: "[x]" is already in line 1; it may appear only once. Delete or rename one of the two.',
        ),
        (
            "title = “Our record”\n",
            "about.toml, line 1: The quotation marks here are curly; straight ones were expected. "
            'Write "title = "Our record"".',
        ),
        (
            'url = "scans\\Umbria\\x.pdf"\n',
            "about.toml, line 1: A single backslash is not allowed in a text here. Use a slash, or two backslashes, "
            'instead: "url = "scans/Umbria/x.pdf"".',
        ),
        (
            "title = 'MRI's record'\n",
            "about.toml, line 1: A text that contains an apostrophe must be in double quotation marks. "
            'Write "title = "MRI\'s record"".',
        ),
        (
            'title = "the "first" forum"\n',
            "about.toml, line 1: A quotation mark inside a text needs a backslash before it. "
            'Write "title = "the \\"first\\" forum"".',
        ),
        (
            "title = Our record\n",
            'about.toml, line 1: Text must be in quotation marks. Write "title = "Our record"".',
        ),
        (
            "checked = True\n",
            "about.toml, line 1: true and false must be in lower case, without quotation marks. "
            'Write "checked = true".',
        ),
        (
            '[note]\nid = "a"\n[[note]]\nid = "b"\n',
            "about.toml, line 1: This table may appear more than once, so its name must be in double brackets. "
            'Write "[[note]]" in this line.',
        ),
        (
            '[[note]]\nid = "a"\n[note]\nid = "b"\n',
            "about.toml, line 3: This table may appear more than once, so its name must be in double brackets. "
            'Write "[[note]]" in this line.',
        ),
        (
            '[note]\nid = "a"\n[note]\nid = "b"\n',
            "about.toml, line 1: This table may appear more than once, so its name must be in double brackets. "
            'Write "[[note]]" in this line.',
        ),
        (
            'title = "Our record\nb = 1\n',
            "about.toml, line 1: A quotation mark is missing: a text has one at each end. "
            'Write "title = "Our record"".',
        ),
        (
            'title = Our record"\n',
            "about.toml, line 1: A quotation mark is missing: a text has one at each end. "
            'Write "title = "Our record"".',
        ),
        (
            'title "Our record"\n',
            "about.toml, line 1: The equals sign between the key and its value is missing. "
            'Write "title = "Our record"".',
        ),
        (
            "title: Our record\n",
            "about.toml, line 1: The equals sign between the key and its value is missing. "
            'Write "title = "Our record"".',
        ),
        *(
            (
                f"read = {day}\n",
                "about.toml, line 1: A day must be written as year, month and day, with hyphens. "
                'Write "read = 2026-11-24".',
            )
            for day in ("24 November 2026", "24.11.2026", "24/11/2026 # today")
        ),
        ("a = [1", "about.toml: A bracket or a quotation mark is opened and not closed. Close it."),
    ],
)
def test_toml_that_is_broken_is_refused_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "about.toml").write_text(text)
    with pytest.raises(DataError) as refused:
        read_toml(tmp_path / "about.toml")
    assert str(refused.value) == said


@any_file
@given(st.binary() | st.text().map(str.encode) | st.sampled_from([b"a=" + b"[" * 10_000, b"a=" + b"9" * 10_000]))
def test_no_file_makes_anything_but_settings_or_a_data_error(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "about.toml").write_bytes(content)
    with suppress(DataError):
        assert isinstance(read_toml(tmp_path / "about.toml").values, dict)


def test_tables_are_checked_although_a_settings_file_cannot_be_read(data_folder: DataFolder) -> None:
    data_folder.replace("sources.toml", 'title = "', "title = “")
    data_folder.set("achievements.csv", "handbook", "title", "")
    with pytest.raises(DataError) as refused:
        data_folder.load()
    settings, table = str(refused.value).splitlines()
    assert settings.startswith("sources.toml, line ")
    assert table.startswith('achievements.csv, line 6, column "title": is empty')


def test_columns_are_known_by_the_names_that_pages_show(data_folder: DataFolder) -> None:
    head, *rows = data_folder.rows("achievements.csv")
    shown = {
        "work_area": "Kind of work",
        "title": "title (text)",
        "source_ref": "Reference",
        "date_of": "the date is that of",
    }
    data_folder.write("achievements.csv", [[shown.get(name, name) for name in head], *rows])
    dataset = data_folder.load()
    assert dataset.problems == ()
    assert len(dataset.records) == 17


def test_every_table_of_records_marks_a_folder_as_a_record() -> None:
    assert {*schema.RECORD_KINDS} < {*data_folder.TYPICAL}
