"""The whole record as a workbook to edit: read back unchanged it is the same record, cell by cell."""

import io
import re
from dataclasses import fields
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pandas as pd
import pytest

from mri_data.cli import main
from mri_data.exports.record_workbook import empty_workbook, record_workbook
from mri_data.reading.choices import choice_words, with_codes
from mri_data.reading.data_folder import DATA_DIR, TRANSLATIONS_FILE
from mri_data.reading.folder import read_folder
from mri_data.reading.ooxml import read_sheets
from mri_data.reading.raw import RawRecord
from mri_data.reading.workbook import record_of
from mri_data.record.checked_file import check_file
from mri_data.record.dataset import Dataset, dataset_of
from mri_data.schema import TABLES
from mri_data.schema import fields as schema_fields
from mri_data.words.catalogue import words
from mri_data.words.errors import DataError
from tests.bad_files import part
from tests.conftest import DataFolder
from tests.hostile import hostile_folder

LONGEST_IN_EXCEL = 32_767
CAMPAIGN = "ratification-campaign-1998"


def read_back(raw: RawRecord, language: str = "en") -> RawRecord:
    return record_of(read_sheets(record_workbook(raw, words(language)).content, "record.xlsx"), "record.xlsx")


def cells(raw: RawRecord) -> dict[tuple[str, int, str], str]:
    """Every cell by table, position and column, as much of it as Excel holds."""
    return {
        (name, position, column): cell[:LONGEST_IN_EXCEL]
        for name, table in raw.tables.items()
        for position, row in enumerate(table.rows.to_dict("records"))
        for column, cell in row.items()
    }


def settings(raw: RawRecord) -> dict[str, Any]:
    """All settings; an empty list and a blank text say the same as none."""

    def kept(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: kept(one) for key, one in value.items() if one not in ([], "") or key in {"was", "becomes"}}
        return [kept(one) for one in value] if isinstance(value, list) else _fitting(value)

    return {name: kept(dict(one.values)) for name, one in raw.settings.items()}


def _fitting(value: Any) -> Any:
    return value[:LONGEST_IN_EXCEL] if isinstance(value, str) else value


def same(one: Dataset, other: Dataset) -> None:
    """Everything that a dataset holds is the same; a version is that of the files."""
    for frame in ("table", "place_table"):
        pd.testing.assert_frame_equal(getattr(one, frame), getattr(other, frame))
    for field in fields(one.context):
        mine, theirs = getattr(one.context, field.name), getattr(other.context, field.name)
        if isinstance(mine, pd.DataFrame):
            pd.testing.assert_frame_equal(mine, theirs)
        else:
            assert mine == theirs
    for name in ("sources", "corrections", "notes", "stories", "slide_notes", "about", "names", "left_out"):
        assert getattr(one, name) == getattr(other, name), name


def test_the_shipped_record_written_and_read_back_is_the_same(whole_folder: DataFolder) -> None:
    raw = read_folder(whole_folder.path)
    back = read_back(raw)
    assert len(cells(back)) == 1_471
    assert cells(back) == cells(raw)
    assert settings(back) == settings(raw)
    read = dataset_of(back)
    same(read, dataset_of(raw))
    assert (read.problems, read.warnings) == ((), ())


@pytest.mark.parametrize("language", ["fr", "es", "it"])
def test_a_workbook_in_another_language_read_back_is_the_same_record(whole_folder: DataFolder, language: str) -> None:
    raw = read_folder(whole_folder.path)
    back = read_back(raw, language)
    assert cells(back) == cells(raw)
    assert settings(back) == settings(raw)
    assert back.version == read_back(raw).version
    assert back.problems == ()
    assert [one.problems for one in back.tables.values() if one.problems] == []
    assert [one.problems for one in back.settings.values() if one.problems] == []


def test_a_hostile_record_written_and_read_back_is_the_same_and_what_does_not_fit_is_named(tmp_path: Path) -> None:
    raw = read_folder(hostile_folder(tmp_path))
    assert cells(read_back(raw)) == cells(raw)
    assert settings(read_back(raw)) == settings(raw)
    cut = record_workbook(raw).cut
    assert [sentence.partition(":")[0] for sentence in cut] == [
        'Forums!C9, column "Title"',
        'Forums!D10, column "The record"',
        'Forums!O11, column "Name used then"',
        'Forums!V12, column "Reference"',
        'Forums!X13, column "Also documented"',
        'Forums!Y14, column "Still to be documented"',
        "'Quality notes'!C22, column \"Note\"",
    ]


def test_five_thousand_rows_written_and_read_back_are_the_same(data_folder: DataFolder) -> None:
    data_folder.repeat_achievements(500)
    raw = read_folder(data_folder.path)
    back = read_back(raw)
    assert len(back.tables["achievements"].rows) == 5_000
    assert cells(back) == cells(raw)
    assert "meetings" not in back.tables


def test_a_text_that_looks_like_runs_of_xlsxwriter_is_a_text(whole_folder: DataFolder) -> None:
    rich = "<r><t>bold</t></r>"
    whole_folder.set("achievements.csv", "handbook", "title", rich)
    assert rich in set(read_back(read_folder(whole_folder.path)).tables["achievements"].rows["title"])


def test_a_string_of_a_negative_number_is_damage_and_not_the_last_string(whole_folder: DataFolder) -> None:
    written = record_workbook(read_folder(whole_folder.path)).content
    damaged = part(
        written, "xl/worksheets/sheet2.xml", lambda text: re.sub('(t="s"><v>)[0-9]+', r"\1-1", text, count=1)
    )
    with pytest.raises(DataError, match=r"record\.xlsx cannot be read to its end"):
        read_sheets(damaged, "record.xlsx")


def test_saved_again_by_openpyxl_it_is_the_same_and_has_the_same_version(whole_folder: DataFolder) -> None:
    raw = read_folder(whole_folder.path)
    written, again = io.BytesIO(record_workbook(raw).content), io.BytesIO()
    openpyxl.load_workbook(written).save(again)
    back = record_of(read_sheets(again.getvalue(), "record.xlsx"), "record.xlsx")
    assert (cells(back), settings(back)) == (cells(raw), settings(raw))
    assert back.version == read_back(raw).version


def test_an_empty_workbook_has_an_example_in_each_sheet_which_is_not_read() -> None:
    book = openpyxl.load_workbook(io.BytesIO(empty_workbook().content))
    names = [sheet.title for sheet in book if sheet.title not in {"Read me", "Lists", "About", "About the parties"}]
    assert names == [
        *("Forums", "Achievements", "Places", "Sources", "Corrections", "Quality notes", "Meetings", "Milestones"),
        *("Later forums", "States parties", "Signatories", "Names", "Talk", "Translations"),
    ]
    for name in names:
        example = book[name]["A2"]
        assert str(example.value).startswith("Example: ")
        assert (example.font.italic, example.font.color.rgb, example.number_format) == (True, "FF5E554B", "@")
        assert book[name]["A3"].value is None
    formulas = {one.formula1 for one in book["Forums"].data_validations.dataValidation}
    assert "'Sources'!$A$3:$A$5000" in formulas


@pytest.mark.parametrize(
    ("sheet", "cell", "choices"),
    [
        ("Forums", "E5", ["Convening", "Advocacy", "Campaign", "Publications", "Support"]),
        ("Achievements", "D2", ["Convening", "Advocacy", "Campaign", "Publications", "Support"]),
        ("Places", "D2", ["Africa", "Americas", "Asia", "Europe", "Oceania"]),
        ("Meetings", "J2", ["High", "Medium"]),
        ("Names", "A2", ["Place", "Body", "Kind of record", "Short name"]),
        ("Forums", "W5", ["Documented elsewhere", "Event documented", "Our own account"]),
    ],
)
def test_a_closed_list_is_a_drop_down(sheet: str, cell: str, choices: list[str], workbook: openpyxl.Workbook) -> None:
    (found,) = [one for one in workbook[sheet].data_validations.dataValidation if cell in one.sqref]
    name, _, area = found.formula1.removeprefix("=").partition("!")
    assert [row[0].value for row in workbook[name.strip("'")][area.replace("$", "")]] == choices


@pytest.mark.parametrize("language", ["en", "fr", "es", "it"])
def test_a_cell_of_a_closed_list_holds_one_of_its_choices_as_the_list_has_it(language: str) -> None:
    """Codes in cells and words in lists would be two vocabularies for one column."""
    made = openpyxl.load_workbook(io.BytesIO(record_workbook(read_folder(DATA_DIR), words(language)).content))
    looked_at, kinds_of_work = 0, {str(row[0].value) for row in made.worksheets[1]["E2:E8"]}
    for sheet in made:
        for found in sheet.data_validations.dataValidation:
            name, _, area = found.formula1.removeprefix("=").partition("!")
            choices = {row[0].value for row in made[name.strip("'")][area.replace("$", "")]}
            (column,) = {one.bounds[0] for one in found.sqref.ranges}
            written = {row[0].value for row in sheet.iter_rows(min_row=2, min_col=column, max_col=column)} - {None}
            looked_at += bool(written)
            assert written <= choices, (sheet.title, column)
    assert looked_at == 27
    assert kinds_of_work == {{"en": "Convening", "fr": "Rencontres", "es": "Encuentros", "it": "Incontri"}[language]}


@pytest.mark.parametrize("language", ["en", "fr", "es", "it"])
def test_every_choice_of_every_list_is_read_as_its_code(language: str) -> None:
    tables = ((name, schema_fields.columns(model)) for name, model in TABLES.items())
    columns = [(code, column) for _, found in tables for code, column in found.items()]
    offered = [(code, column, choice_words(code, column, words(language))) for code, column in columns]
    assert sum(map(len, (choices for *_, choices in offered))) == 66
    for code, column, choices in offered:
        read = with_codes(code, column, pd.Series(list(choices.values()), dtype="str"))
        assert list(read) == list(choices), code


def test_a_correction_of_a_closed_list_matches_whether_cells_are_codes_or_words(whole_folder: DataFolder) -> None:
    entry = '[[correction]]\nrecord = "handbook"\ncolumn = "work_area"\nwas = "{}"\nbecomes = "support"\nreason = "x"\n'
    path = whole_folder.path / "corrections.toml"
    shipped = path.read_text("utf-8")
    for was in ("publications", "Publications"):
        path.write_text(shipped + entry.format(was) + 'source = "mri-achievements"\n', "utf-8")
        for raw in (read_folder(whole_folder.path), read_back(read_folder(whole_folder.path))):
            read = dataset_of(raw)
            assert (read.problems, read.table.set_index("id").at["handbook", "work_area"]) == ((), "support")


def test_sources_are_chosen_from_their_own_sheet(workbook: openpyxl.Workbook) -> None:
    formulas = {one.formula1 for one in workbook["Forums"].data_validations.dataValidation}
    assert "'Sources'!$A$2:$A$5000" in formulas


def test_heads_have_help_stay_in_sight_and_dates_are_texts_with_how_they_are_read(
    workbook: openpyxl.Workbook,
) -> None:
    sheet = workbook["Forums"]
    heads = {cell.value: cell for cell in sheet[1]}
    assert heads["Date"].comment.text.startswith("The date as precisely as it is known")
    assert heads["Places"].comment.text.endswith("For example: Copenhagen; Beijing")
    assert 'MRI’s own account ("Our own account")' in heads["Evidence"].comment.text
    assert "Write its id, as in the sheet Sources." in heads["Source"].comment.text
    assert [workbook["Corrections"][cell].value for cell in ("A2", "B2")] == ["pga-series", "Bodies and meetings"]
    assert sheet.freeze_panes == "B2"
    assert list(sheet.tables) == ["Forums"]
    date, read_as = sheet["G4"], sheet["H4"]
    assert (date.value, date.number_format, read_as.value) == ("22-30 October 2008", "@", "22 to 30 October 2008")
    assert heads["Date: read as"].column_letter == "H"
    assert (sheet.page_setup.orientation, workbook["Lists"].sheet_state) == ("landscape", "hidden")


def test_the_command_writes_a_workbook_in_the_language_of_its_messages(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, empty = tmp_path / "record.xlsx", tmp_path / "empty.xlsx"
    assert main(["workbook", "--lang", "fr", "--out", str(path)]) == 0
    book = openpyxl.load_workbook(path)
    assert [sheet.title for sheet in book][:4] == ["À lire", "Forums", "Réalisations", "Lieux"]
    assert "Date : lu comme" in {str(cell.value).replace("\u202f", " ") for cell in book["Forums"][1]}
    columns = [[cell.value for cell in column if cell.value] for column in book["Listes"].columns]
    assert ["Afrique", "Amériques", "Asie", "Europe", "Océanie"] in columns
    comments = {cell.value: cell.comment.text for cell in book["Forums"][1] if cell.comment}
    assert "19 septembre 2011" in comments["Date"]
    assert main(["workbook", "--lang", "es", "--empty", "--out", str(empty)]) == 0
    assert str(openpyxl.load_workbook(empty)["Foros"]["A2"].value).startswith("Ejemplo: ")
    capsys.readouterr()
    assert main(["check", "--lang", "fr", str(path)]) == 0
    assert "7 forums, 10 réalisations" in capsys.readouterr().out


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> openpyxl.Workbook:
    path = tmp_path_factory.mktemp("book") / "record.xlsx"
    assert main(["workbook", "--out", str(path)]) == 0
    return openpyxl.load_workbook(path)


def test_the_command_says_what_it_wrote_and_every_command_reads_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "record.xlsx"
    assert main(["workbook", "--out", str(path)]) == 0
    assert capsys.readouterr() == (
        f"Reading the record in data.\nSaved {path}: 16 sheets, 836 entries.\n",
        "",
    )
    assert main(["check", str(path)]) == 0
    assert capsys.readouterr().out.splitlines()[1:] == [
        "No problems: 7 forums, 10 achievements, 18 places, 108 sources.",
        "Context: 21 meetings, 13 milestones, 6 later forums, 60 States parties.",
    ]
    csv = tmp_path / "forums.csv"
    assert main(["export", "--format", "csv", "--query", "kind=forum", "--data", str(path), "--out", str(csv)]) == 0
    assert capsys.readouterr().out.endswith(f"Saved {csv}: 7 of 17 records.\n")


# --- translations


def translations(raw: RawRecord) -> dict[tuple[Any, ...], tuple[str, ...]]:
    """Every translation by its text and language; of names, without the English, of which only the first counts."""
    assert raw.translations
    return {
        (*row.key, row.language): (row.text, row.made_by, row.read_by, "" if row.key.table == "names" else row.english)
        for row in raw.translations.rows
        if row.text
    }


@pytest.fixture
def translated_folder(whole_folder: DataFolder) -> DataFolder:
    """The shipped record with its translations, of which one is stale, one is missing and one is read by somebody."""
    head, *rows = DataFolder(DATA_DIR).rows(TRANSLATIONS_FILE)
    found = {tuple(row[:4]): row for row in rows}
    found["achievements", "handbook", "title", "fr"][6:] = ["staff", "Pérez, Ana"]
    del found["achievements", "grassroots", "summary", "it"]
    whole_folder.write(TRANSLATIONS_FILE, [head, *found.values()])
    whole_folder.replace("achievements.csv", "Global Campaign for ratification launched", "Global Campaign launched")
    return whole_folder


def test_translations_written_and_read_back_are_the_same(translated_folder: DataFolder) -> None:
    raw = read_folder(translated_folder.path)
    back = read_back(raw)
    assert translations(back) == translations(raw)
    assert len(translations(back)) == 1_124
    assert cells(back) == cells(raw)
    same(dataset_of(back), dataset_of(raw))
    assert sorted({(one.place, one.kind) for one in places_of(dataset_of(back))}) == [
        ('Translations!E58, column "Español"', "problem.translation.stale"),
        ('Translations!F58, column "Français"', "problem.translation.stale"),
        ('Translations!G58, column "Italiano"', "problem.translation.stale"),
        ('Translations!G87, column "Italiano"', "problem.translation.missing"),
    ]


class Doubt(NamedTuple):
    """Where something doubtful is, and what."""

    place: str
    kind: str


def places_of(read: Dataset) -> list[Doubt]:
    return [Doubt(str(one.origin.place(one.row, one.column)), one.kind) for one in read.warnings]


def test_the_sheet_of_translations_says_their_state_and_colours_what_is_to_do(translated_folder: DataFolder) -> None:
    made = openpyxl.load_workbook(io.BytesIO(record_workbook(read_folder(translated_folder.path)).content))
    sheet = made["Translations"]
    assert [cell.value for cell in sheet[1]] == [
        *("Table", "Id", "Field", "English", "Español", "Français", "Italiano", "Status"),
        *("English then (Español)", "English then (Français)", "English then (Italiano)"),
    ]
    rows = {tuple(cell.value for cell in row[:3]): row for row in sheet.iter_rows(min_row=2)}
    states = {key: row[7].value for key, row in rows.items()}
    assert states["achievements", "handbook", "title"] == (
        "Español: machine; Français: staff, read by Pérez, Ana; Italiano: machine"
    )
    assert states["achievements", "grassroots", "summary"] == "Español: machine; Français: machine; Italiano: missing"
    stale = rows["achievements", "ratification-campaign-1998", "title"]
    assert (stale[3].value, stale[7].value) == ("Global Campaign launched", "stale, machine")
    assert stale[8].value == "Global Campaign for ratification launched"
    colours = {key[1]: row[3].fill.start_color.rgb for key, row in rows.items() if key[0] == "achievements"}
    assert colours["ratification-campaign-1998"] == "00000000"
    assert {stale[3].fill.start_color.rgb, rows["achievements", "grassroots", "summary"][3].fill.start_color.rgb} == {
        "FFF3E6D0",
        "FFF6E3DA",
    }


def test_a_mended_translation_is_used_once_its_state_no_longer_says_stale(translated_folder: DataFolder) -> None:
    made = openpyxl.load_workbook(io.BytesIO(record_workbook(read_folder(translated_folder.path)).content))
    sheet = made["Translations"]
    sheet["F58"].value, sheet["H58"].value = "Lancement de la campagne", "Français: équipe, relu par Zoé; stale"
    sheet["E2"].value = "1 " + "x" * 110
    saved = io.BytesIO()
    made.save(saved)
    checked = check_file(saved.getvalue(), "record.xlsx", read_folder(translated_folder.path))
    assert checked.dataset
    french = checked.dataset.in_language("fr")
    assert french.records.set_index("id").at["ratification-campaign-1998", "title"] == "Lancement de la campagne"
    used = french.translation("achievements", "ratification-campaign-1998", "title")
    assert used
    assert (used.made_by, used.read_by) == ("staff", "Zoé")
    found = {str(one.problem.origin.place(one.problem.row, one.problem.column)): one for one in checked.findings}
    assert {name: one.problem.kind.rpartition(".")[2] for name, one in found.items()} == {
        'Translations!E2, column "Español"': "long",
        'Translations!E58, column "Español"': "stale",
        'Translations!G87, column "Italiano"': "missing",
        'Translations!G58, column "Italiano"': "stale",
    }
    assert all(one.piece and any(any(row.marked) for row in one.piece.rows) for one in found.values())


# Words of the sheet in each language: its name, by whom, and who has read it.
SHEETS = {
    "fr": ("Traductions", "Français", "traducteur", "équipe, relu par Zoé"),
    "es": ("Traducciones", "Español", "traductor", "equipo, revisado por Zoé"),
    "it": ("Traduzioni", "Italiano", "traduttore", "redazione, riletto da Zoé"),
}


@pytest.mark.parametrize("language", list(SHEETS))
def test_translations_mended_in_a_workbook_of_each_language_are_read_and_compared(
    language: str, translated_folder: DataFolder
) -> None:
    raw, (title, name, translator, staff) = read_folder(translated_folder.path), SHEETS[language]
    assert translations(read_back(raw, language)) == translations(raw)
    made = openpyxl.load_workbook(io.BytesIO(record_workbook(raw, words(language)).content))
    sheet = made[title]
    (column,) = (cell.column_letter for cell in sheet[1] if cell.value == name)
    sheet["G87"].value, sheet["H87"].value = "MRI assiste le organizzazioni di base.", translator
    sheet[f"{column}58"].value, sheet["H58"].value = "1998", f"{name}: {staff}"
    saved = io.BytesIO()
    made.save(saved)
    checked = check_file(saved.getvalue(), "record.xlsx", raw)
    assert checked.dataset
    launch = checked.dataset.in_language(language).translation("achievements", CAMPAIGN, "title")
    new = checked.dataset.in_language("it").translation("achievements", "grassroots", "summary")
    assert launch
    assert new
    assert (launch.text, launch.made_by, launch.read_by) == ("1998", "staff", "Zoé")
    assert (new.text, new.made_by) == ("MRI assiste le organizzazioni di base.", "translator")
    assert checked.changes
    changed = {(one.called, one.kind, one.column, one.new) for one in checked.changes}
    assert {one for one in changed if one[0] == ("grassroots", "summary", "it")} == {
        (("grassroots", "summary", "it"), "added", "", "")
    }
    assert {one for one in changed if one[0] == (CAMPAIGN, "title", language)} == {
        ((CAMPAIGN, "title", language), "changed", "text", "1998"),
        ((CAMPAIGN, "title", language), "changed", "made_by", "staff"),
        ((CAMPAIGN, "title", language), "changed", "read_by", "Zoé"),
    }


def test_translations_are_checked_and_compared_as_one_table_too(
    translated_folder: DataFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = (translated_folder.path / TRANSLATIONS_FILE).read_bytes()
    checked = check_file(mine, "translations (2).csv", read_folder(DATA_DIR))
    assert checked.changes
    assert len(checked.changes) == 3
    assert main(["diff", str(DATA_DIR), str(translated_folder.path)]) == 1
    printed = capsys.readouterr().out
    assert 'Translation of "grassroots", "summary", into Italian was removed.' in printed
    assert 'Translation of "handbook", "title", into French: who made it "machine" became "staff".' in printed


def test_a_row_of_translations_of_no_text_is_one_finding_and_not_one_for_each_language() -> None:
    raw = read_folder(DATA_DIR)
    made = openpyxl.load_workbook(io.BytesIO(record_workbook(raw).content))
    made["Forums"]["C3"].value = None
    saved = io.BytesIO()
    made.save(saved)
    findings = check_file(saved.getvalue(), "record.xlsx", raw).findings
    assert [str(one.problem.origin.place(one.problem.row, one.problem.column)) for one in findings] == [
        'Forums!C3, column "Title"',
        'Translations!B8, column "Id"',
    ]
