"""Which language a reader gets, and how dates, lists and numbers are written in each."""

import datetime as dt

import pytest

from mri_data.sentences.findings import count_with_noun, ordinal_in_words
from mri_data.shipped import SHIPPED
from mri_data.words.catalogue import words
from mri_data.words.date_text import date_text
from mri_data.words.errors import MriError
from mri_data.words.languages import of_environment, of_header, own_name
from mri_data.words.messages import in_words, joined, messages
from mri_data.words.names import Labels


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("fr-CH, fr;q=0.9, en;q=0.8", "fr"),
        ("de-DE,de;q=0.9,it;q=0.4,es;q=0.6", "es"),
        ("pt-BR,pt;q=0.9", "en"),
        ("pt-BR,pt;q=0.9,en-US;q=0.8,fr;q=0.7", "en"),
        ("fr;q=0, it", "it"),
        ("ES-419", "es"),
        ("*", "en"),
        ("", "en"),
        ("fr;q=nonsense, ../../fr, <script>", "en"),
        ("x" * 100_000, "en"),
    ],
)
def test_the_language_is_the_first_of_the_browser_s_that_there_is(accepted: str, language: str) -> None:
    assert of_header(accepted) == language


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "fr_CA.UTF-8"}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "LC_MESSAGES": "it_IT"}, "it"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "C.UTF-8"}, "en"),
        ({"LANG": "ca_ES@valencia"}, "en"),
        ({}, "en"),
    ],
)
def test_a_command_speaks_the_language_of_its_environment(environment: dict[str, str], language: str) -> None:
    assert of_environment(environment) == language


def test_languages_call_themselves_by_their_own_names() -> None:
    assert [own_name(one) for one in ("en", "es", "fr", "it")] == ["English", "Español", "Français", "Italiano"]


@pytest.mark.parametrize(
    ("language", "day", "text"),
    [
        ("en", "2003-07-01", "1 July 2003"),
        ("fr", "2003-07-01", "1er juillet 2003"),
        ("fr", "2003-07-21", "21 juillet 2003"),
        ("it", "2003-07-01", "1º luglio 2003"),
        ("es", "2003-07-01", "1 de julio de 2003"),
    ],
)
def test_the_first_of_a_month_is_an_ordinal_where_the_language_writes_one(language: str, day: str, text: str) -> None:
    assert date_text(day, words(language)) == text
    assert Labels(words(language)).day(dt.date.fromisoformat(day)) == text


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "a, b, c"), ("fr", "a, b, c"), ("es", "a, b, c"), ("it", "a, b, c")],
)
def test_a_list_without_a_conjunction_has_commas(language: str, text: str) -> None:
    assert Labels(words(language)).listed(["a", "b", "c"]) == text
    assert Labels(words(language)).listed([]) == ""


def test_spanish_conjunctions_change_before_their_own_sound() -> None:
    labels = Labels(words("es"))
    assert labels.all_of(["francés", "inglés"]) == "francés e inglés"
    assert labels.all_of(["a", "b", "Honduras"]) == "a, b y Honduras"
    assert labels.all_of(["agua", "hielo"]) == "agua y hielo"
    assert labels.any_of(["siete", "ocho"]) == "siete u ocho"


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "one city"), ("fr", "une ville"), ("es", "una ciudad"), ("it", "una città")],
)
def test_one_has_the_gender_of_what_it_counts(language: str, text: str) -> None:
    assert count_with_noun("count.cities", 1, words(language)) == text


@pytest.mark.parametrize(
    ("language", "eleventh", "other"),
    [("en", "eleventh", "21st"), ("fr", "onzième", "21e"), ("es", "11.º", "21.º"), ("it", "undicesimo", "21º")],
)
def test_ordinals_are_spelt_as_people_write_them(language: str, eleventh: str, other: str) -> None:
    assert [ordinal_in_words(count, words(language)) for count in (11, 21)] == [eleventh, other]


def test_italian_articles_are_elided_before_the_values_that_begin_with_a_vowel() -> None:
    say = words("it")
    assert say("date.range.days", start="11", end="30 ottobre 2008") == "dall’11 al 30 ottobre 2008"
    assert say("date.range.days", start="22", end="30 ottobre 2008") == "dal 22 al 30 ottobre 2008"


def test_a_message_is_put_into_the_words_of_who_reads_it_with_the_messages_in_it() -> None:
    say = messages()
    line = say("problem.line", line=4)
    found = joined(", ", ["forums.csv", line])
    assert found == "forums.csv, line 4"
    assert in_words(found, words("fr")) == "forums.csv, ligne 4"
    assert in_words("plain", words("fr")) == "plain"
    error = MriError(say("problem.setting", column=found))
    assert str(error) == "setting forums.csv, line 4"
    assert error.in_words(words("es")) == "ajuste forums.csv, línea 4"


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize(
    ("language", "ours"),
    [("en", "our record"), ("es", "nuestra trayectoria"), ("fr", "notre bilan"), ("it", "il nostro percorso")],
)
def test_the_logo_is_drawn_in_each_language(language: str, ours: str, mode: str) -> None:
    drawing = (SHIPPED / "pages" / "static" / f"logo-{language}-{mode}.svg").read_text("utf-8")
    assert f"<title>Migrants Rights International: {ours}</title>" in drawing


def test_the_forum_that_a_title_ends_with_has_its_number_as_the_language_says_it() -> None:
    spanish, italian = words("es"), words("it")
    assert spanish("title.to_forum", ordinal="tercero", year=2008) == "el tercer foro de la sociedad civil, en 2008"
    assert italian("title.to.event", first=1995, last="ottavo forum") == "dal 1995 all’ottavo forum"
