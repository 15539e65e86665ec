"""The catalogues use the words of `docs/glossary.md`, and the glossary names a source for each of them.

A form of the glossary is a word or a phrase; `…` in it stands for any ending.
"""

import csv
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from mri_data.words.catalogue import catalogue, languages

ROOT = Path(__file__).parents[1]
GLOSSARY = ROOT / "docs" / "glossary.md"
COLUMNS = {"fr": "français", "es": "español", "it": "italiano"}
OURS = "ours"
# Sentences that are better without a term: (language, key, the English term) -> the reason.
LEFT_OUT: dict[tuple[str, str, str], str] = {
    (one, "cli.export.fonts", "source"): "Source Sans 3 is the name of a font" for one in COLUMNS
}

Row = Mapping[str, str]
Texts = Mapping[str, tuple[str, ...]]

# What is written for programs: placeholders, words in backticks, addresses, names of files and of settings.
CODE = re.compile(r"\{[^}]*\}|`[^`]*`|https?://\S+|\b\w+[._]\w+\b")


@dataclass(frozen=True)
class Term:
    """One line of the glossary: the forms of its term in each language."""

    english: tuple[str, ...]
    forms: Mapping[str, tuple[str, ...]]


# --- reading the glossary


def tables(text: str) -> list[list[Row]]:
    """The tables of a Markdown text, their rows by the names of their columns."""
    blocks = re.findall(r"(?:^\|.*\|\n)+", text, re.MULTILINE)
    return [_rows([_cells(line) for line in block.splitlines()]) for block in blocks]


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _rows(lines: list[list[str]]) -> list[Row]:
    head, _, *rows = lines
    return [dict(zip(head, row, strict=True)) for row in rows]


def rows_with(column: str) -> list[Row]:
    """The rows of all tables of the glossary that have this column."""
    return [row for table in tables(GLOSSARY.read_text("utf-8")) for row in table if column in row]


def listed(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";"))


def terms_of(rows: Iterable[Row]) -> list[Term]:
    return [
        Term(listed(row["English"]), {language: listed(row[name]) for language, name in COLUMNS.items()})
        for row in rows
    ]


@cache
def glossary() -> list[Term]:
    return terms_of(rows_with("English"))


# --- finding terms in texts


def plain(text: str) -> str:
    """A text without what is for programs, with plain spaces and straight apostrophes."""
    spaced = " ".join(unicodedata.normalize("NFC", CODE.sub(" ", text)).split())
    return spaced.replace("’", "'")


def phrase(form: str) -> str:
    """The pattern of a form as a whole word or phrase."""
    return r"(?<!\w)" + re.escape(plain(form)).replace("…", r"\w*") + r"(?!\w)"


def english_pattern(form: str) -> str:
    """A form with a capital is a name and must have it; any other may begin a sentence."""
    pattern = phrase(form)
    first = plain(form)[0]
    return pattern.replace(first, f"[{first}{first.upper()}]", 1) if first.islower() else pattern


@cache
def patterns() -> list[tuple[re.Pattern[str], Term]]:
    """The English forms of the glossary, the longest first, so that no term is found within another."""
    forms = [(form, term) for term in glossary() for form in term.english]
    longest = sorted(forms, key=lambda one: -len(one[0]))
    return [(re.compile(english_pattern(form)), term) for form, term in longest]


def terms_in(text: str) -> list[Term]:
    """The terms of the glossary that an English text has."""
    left, found = plain(text), []
    for pattern, term in patterns():
        left, count = pattern.subn("\0", left)
        if count and term not in found:
            found.append(term)
    return found


def has_any(text: str, forms: Iterable[str]) -> bool:
    return re.search("|".join(map(phrase, forms)), plain(text), re.IGNORECASE) is not None


def texts_of(read: Catalog) -> dict[str, tuple[str, ...]]:
    """The texts of a catalogue by key, those of a plural in their order."""
    return {
        one.id if isinstance(one.id, str) else one.id[0]: (
            (one.string,) if isinstance(one.string, str) else tuple(one.string or ())
        )
        for one in read
        if one.id
    }


def lacking(language: str, english: Texts, translated: Texts) -> list[str]:
    """The sentences of a language that have none of the glossary's forms of a term that the English one has."""
    return [
        f"{key}: “{term.english[0]}” is {' or '.join(term.forms[language])}, not “{text}”"
        for key, texts in english.items()
        for term in terms_in(" ".join(texts))
        if (language, key, term.english[0]) not in LEFT_OUT
        for text in translated.get(key, ())
        if not has_any(text, term.forms[language])
    ]


def test_a_catalogue_has_the_glossarys_term_wherever_the_english_one_has_it() -> None:
    others = [language for language in languages() if language != "en"]
    assert set(others) <= set(COLUMNS), "docs/glossary.md needs a column for each language"
    english = texts_of(catalogue("en"))
    lines = [f"{one}, {line}" for one in others for line in lacking(one, english, texts_of(catalogue(one)))]
    assert lines == [], "\n".join(lines)


def test_a_sentence_that_was_left_out_is_in_the_english_catalogue_with_its_term() -> None:
    english = texts_of(catalogue("en"))
    idle = [
        place
        for place in LEFT_OUT
        if place[2] not in {term.english[0] for term in terms_in(" ".join(english.get(place[1], ())))}
    ]
    assert idle == []


# --- the same check, of small catalogues

ENGLISH = """
msgid "title"
msgstr "States parties to the Convention, and the state of the dashboard"

msgid "day"
msgstr "Rights of migrant workers and members of their families in an irregular situation"

msgid "count"
msgid_plural "count.plural"
msgstr[0] "{records} State party has ratified; see `records.csv`"
msgstr[1] "{records} States parties have ratified; see `records.csv`"
"""
RIGHT = {
    "fr": """
msgid "title"
msgstr "Les États parties à la Convention, et l’état du tableau de bord"

msgid "day"
msgstr "Droits des travailleurs migrants et des membres de leur famille en situation irrégulière"

msgid "count"
msgid_plural "count.plural"
msgstr[0] "{records} État partie a ratifié ; voir `records.csv`"
msgstr[1] "{records} États parties l’ont ratifiée ; voir `records.csv`"
""",
    "es": """
msgid "title"
msgstr "Los Estados partes en la Convención y el estado del panel"

msgid "day"
msgstr "Derechos de los trabajadores migratorios y de sus familiares en situación irregular"

msgid "count"
msgid_plural "count.plural"
msgstr[0] "{records} Estado parte ha ratificado; véase `records.csv`"
msgstr[1] "{records} Estados partes ratificaron; véase `records.csv`"
""",
    "it": """
msgid "title"
msgstr "Gli Stati parti della Convenzione e lo stato della dashboard"

msgid "day"
msgstr "Diritti dei lavoratori migranti e dei membri delle loro famiglie in situazione irregolare"

msgid "count"
msgid_plural "count.plural"
msgstr[0] "{records} Stato parte ha ratificato; vedere `records.csv`"
msgstr[1] "{records} Stati parti hanno ratificato; vedere `records.csv`"
""",
}


def made(text: str) -> dict[str, tuple[str, ...]]:
    return texts_of(read_po(BytesIO(text.encode())))


def changed(language: str, old: str, new: str) -> list[str]:
    """What is lacking in a small catalogue in which one wording is another."""
    assert old in RIGHT[language]
    return lacking(language, made(ENGLISH), made(RIGHT[language].replace(old, new)))


@pytest.mark.parametrize("language", RIGHT)
def test_plurals_articles_and_other_endings_of_a_term_are_the_term(language: str) -> None:
    assert lacking(language, made(ENGLISH), made(RIGHT[language])) == []


def test_another_word_than_the_glossarys_is_named_with_its_sentence_and_the_right_forms() -> None:
    assert changed("fr", "en situation irrégulière", "clandestins") == [
        "day: “in an irregular situation” is en situation irrégulière, not “Droits des travailleurs migrants et des "
        "membres de leur famille clandestins”"
    ]
    assert changed("es", "Estados partes ratificaron", "Estados miembros ratificaron") == [
        "count: “States parties” is Estados partes or Estado parte, not “{records} Estados miembros ratificaron; véase "
        "`records.csv`”"
    ]
    assert changed("it", "Convenzione", "convenzioncina") == [
        "title: “Convention” is Convenzione, not “Gli Stati parti della convenzioncina e lo stato della dashboard”"
    ]


def test_a_longer_term_hides_the_shorter_ones_within_it() -> None:
    [term] = terms_in("Special Rapporteur on the human rights of migrants")
    assert term.forms["es"] == ("Relator Especial sobre los derechos humanos de los migrantes",)
    assert [one.english[0] for one in terms_in("A UN High-level Dialogue and a forum")] == [
        "High-level Dialogue",
        "forum",
        "United Nations",
    ]


def test_codes_and_placeholders_are_no_terms_and_a_name_needs_its_capital() -> None:
    assert terms_in("{records} in `sources`, records.csv, a state, a committee, MRI_DATA_DIR") == []


# --- the glossary itself


def test_each_term_has_forms_in_every_language_and_stands_once() -> None:
    assert len(glossary()) > 90
    assert [term.english[0] for term in glossary() if not all(all(forms) for forms in term.forms.values())] == []
    forms = [form for term in glossary() for form in term.english]
    assert sorted({form for form in forms if forms.count(form) > 1}) == []


def test_each_term_names_a_source_and_each_source_is_named() -> None:
    known = {row["id"] for row in rows_with("publisher")}
    named = {source for row in rows_with("English") for source in listed(row["source"])}
    assert known <= named | {source for source in known if f"[{source}]" in GLOSSARY.read_text("utf-8")}
    assert named <= known | {OURS}


def test_a_form_was_read_here_only_in_a_source_of_its_language_that_was_read() -> None:
    read = {row["id"]: row["language"].split() for row in rows_with("publisher") if row["read"] != "–"}
    claims = [(row, language) for row in rows_with("English") for language in row["read here"].split()]
    unfounded = [
        f"{row['English']}: {language}"
        for row, language in claims
        if language != "no" and not any(language in read.get(source, ()) for source in listed(row["source"]))
    ]
    assert unfounded == []


def test_a_form_that_is_not_ours_was_read_or_stands_in_a_document_of_its_language() -> None:
    spoken = {row["id"]: row["language"].split() for row in rows_with("publisher")}
    unfounded = [
        f"{row['English']}: {language}"
        for row in rows_with("English")
        if OURS not in listed(row["source"])
        for language in COLUMNS
        if not any(language in spoken[source] for source in listed(row["source"]))
    ]
    assert unfounded == []


def test_a_source_that_was_read_has_an_address() -> None:
    sources = [row for row in rows_with("publisher") if row["id"] != "cldr"]
    assert [row["id"] for row in sources if row["read"] != "–" and not row["address"].startswith("http")] == []


def test_every_city_of_the_record_has_a_name_in_every_language() -> None:
    with (ROOT / "data" / "places.csv").open(encoding="utf-8", newline="") as file:
        cities = {row["name"] for row in csv.DictReader(file)}
    assert cities <= {form for term in glossary() for form in term.english}


def test_a_country_is_listed_only_where_cldr_has_another_name() -> None:
    countries = rows_with("code")
    assert len(countries) > 10
    same = [
        f"{row['code']}: {row[name]}"
        for row in countries
        for language, name in COLUMNS.items()
        if row[name] == Locale.parse(language).territories[row["code"]]
    ]
    assert same == []
