"""A record kept in French, Spanish or Italian: heads, dates, lists, names and choices are read as those in English."""

import pandas as pd
import pytest

from mri_data import schema
from mri_data.reading.normalise import all_spellings
from mri_data.record.dataset import Dataset
from mri_data.schema import fields
from mri_data.words.catalogue import words
from mri_data.words.columns import column_text
from mri_data.words.errors import DataError
from tests.conftest import DataFolder, copy_data

# Cells of one achievement as they are written in each language.
CELLS = {
    "fr": {
        **{"date": "du 22 au 30 octobre 2008", "languages": "anglais, français et espagnol", "date_of": "événement"},
        **{"evidence": "Propre témoignage", "role": "a plaidé pour", "work_area": "Plaidoyer"},
    },
    "es": {
        **{"date": "del 22 al 30 de octubre de 2008", "languages": "inglés, francés y español", "date_of": "evento"},
        **{"evidence": "Propio testimonio", "role": "abogó por", "work_area": "Incidencia"},
    },
    "it": {
        **{"date": "dal 22 al 30 ottobre 2008", "languages": "inglese, francese e spagnolo", "date_of": "evento"},
        **{"evidence": "Nostra testimonianza", "role": "si è battuta per", "work_area": "Advocacy"},
    },
}
HEADS = {
    "fr": ["Date", "Langues"],
    "es": ["Fecha", "Idiomas"],
    "it": ["Data", "Lingue"],
}


def in_language(folder: DataFolder, language: str) -> None:
    """Give a table the heads of a language, and one row its words."""
    for column, cell in CELLS[language].items():
        folder.set("achievements.csv", "handbook", column, cell)
    folder.set("achievements.csv", "handbook", "date_source", "mri-achievements")
    head, *rows = folder.rows("achievements.csv")
    described = fields.columns(schema.TABLES["achievements"])
    titles = [column_text(described[code], words(language)).title for code in head]
    assert [titles[head.index(code)] for code in ("date", "languages")] == HEADS[language]
    folder.write("achievements.csv", [titles, *rows], separator=";")


@pytest.mark.parametrize("language", ["fr", "es", "it"])
def test_a_table_is_read_in_the_words_of_each_language(data_folder: DataFolder, language: str) -> None:
    in_language(data_folder, language)
    dataset = data_folder.load()
    assert [problem.sentence for problem in dataset.problems] == []
    row = dataset.table[dataset.table["id"] == "handbook"].iloc[0]
    assert (row["edtf"], row["languages"]) == ("2008-10-22/2008-10-30", ("en", "fr", "es"))
    assert (row["evidence"], row["role"], row["work_area"], row["date_of"]) == (
        *("own-account", "advocated", "advocacy", "event"),
    )


def read_in(folder: DataFolder, language: str, date: str) -> Dataset:
    """The record with a date in one of its rows, and a language of its cells."""
    folder.set("achievements.csv", "handbook", "date", date)
    folder.set("achievements.csv", "handbook", "date_of", "event")
    folder.set("achievements.csv", "handbook", "date_source", "mri-achievements")
    about = folder.path / "about.toml"
    about.write_text(f'{about.read_text("utf-8")}\nlanguage = "{language}"\n', "utf-8")
    return folder.load()


def test_days_in_numbers_are_read_by_the_language_of_the_record(data_folder: DataFolder) -> None:
    table = read_in(data_folder, "fr", "03/04/2011").table
    assert table.set_index("id").at["handbook", "edtf"] == "2011-04-03"


def test_what_may_be_meant_is_offered_in_the_language_of_the_record(data_folder: DataFolder) -> None:
    (problem,) = read_in(data_folder, "es", "verano de 2011").problems
    assert [fix.cells[0][2] for fix in problem.fixes] == [
        "de junio a agosto de 2011",
        "de diciembre de 2011 a febrero de 2012",
    ]


def test_a_language_that_there_is_not_is_refused_with_those_that_there_are(data_folder: DataFolder) -> None:
    with pytest.raises(DataError, match=r'"de" here\. Write it like "en", "fr", "es", "it"'):
        read_in(data_folder, "de", "2011")


def test_a_place_and_a_body_are_read_by_their_names_in_the_translations(whole_folder: DataFolder) -> None:
    copy_data(whole_folder.path, ["translations.csv"])
    whole_folder.set("achievements.csv", "cmw-discussion-2011", "places", "Ginebra")
    whole_folder.set("forums.csv", "pga-2006", "places", "Nueva York")
    whole_folder.set("achievements.csv", "cmw-discussion-2011", "bodies", "Comité des travailleurs migrants")
    table = whole_folder.load().table.set_index("id")
    assert table.loc[["cmw-discussion-2011", "pga-2006"], "places"].tolist() == [("geneva",), ("new-york",)]
    assert table.at["cmw-discussion-2011", "bodies"] == ("cmw",)


def test_names_in_other_languages_mean_the_same_places_and_bodies() -> None:
    places = pd.DataFrame({"id": ["geneva", "new-york"], "name": ["Geneva", "New York"]})
    bodies = {"bodies": {"gfmd": ["Global Forum on Migration and Development"]}}
    others = {
        "places": {"geneva": ["Genève", "Ginebra", "Ginevra"], "new-york": ["Nueva York"]},
        "bodies": {"gfmd": ["Foro Mundial sobre Migración y Desarrollo", "FMMD"]},
    }
    known = all_spellings(places, bodies, {}, translated=others)
    assert [known["places"].code(one) for one in ("Ginebra", "ginevra", "Nueva York", "New York")] == [
        *("geneva", "geneva", "new-york", "new-york"),
    ]
    assert known["bodies"].code("Foro mundial sobre migración y desarrollo") == "gfmd"
