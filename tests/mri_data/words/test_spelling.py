"""Names and lists as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mri_data.words.catalogue import words
from mri_data.words.errors import MriError
from mri_data.words.messages import in_words
from mri_data.words.spelling import (
    OWN_NAMES,
    Spellings,
    UnknownName,
    fold,
    hint,
    language_spellings,
    nearest,
    split_list,
)
from tools import languages

CITIES = Spellings(
    {
        "new-york": ["New York", "New York City", "NYC"],
        "geneva": ["Geneva", "Genève"],
        "port-of-spain": ["Port of Spain", "Port-of-Spain, Trinidad and Tobago"],
        "cote": ["Côte d’Ivoire"],
    }
)


# --- folding


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Genève", "geneve"),
        ("Gene\u0300ve", "geneve"),
        ("  NEW\u00a0 York\n", "new york"),
        ("People’s “Global” Action", 'peoples "global" action'),
        ("Peoples' Global Action", "peoples global action"),
        ("rock ' n ' roll", "rock n roll"),
        ("Straße", "strasse"),
        ("Łódź", "lodz"),
        ("İstanbul", "istanbul"),
        ("2007–2010", "2007-2010"),
        ("so\u00adcial", "social"),
        ("हिन्दी", "हिन्दी"),
    ],
)
def test_folding_keeps_what_a_name_is_known_by(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text())
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


# --- names


@pytest.mark.parametrize("written", ["NYC", "nyc", "New York City", "new\u00a0york", "new-york", "NEW-YORK"])
def test_every_spelling_of_a_name_and_its_code_mean_the_code(written: str) -> None:
    assert CITIES.code(written) == "new-york"


@pytest.mark.parametrize("written", ["Côte d’Ivoire", "Cote d'Ivoire", "CÔTE D'IVOIRE"])
def test_accents_and_curly_apostrophes_make_no_other_name(written: str) -> None:
    assert CITIES.code(written) == "cote"


def test_a_slip_of_the_pen_is_answered_with_the_name_that_was_meant() -> None:
    with pytest.raises(UnknownName, match=r'"Genvea"\. Did you mean "Geneva"') as unknown:
        CITIES.code("Genvea")
    assert unknown.value.near == "Geneva"


@pytest.mark.parametrize("written", ["Manila", "", "?", "x" * 1_000_000])
def test_a_name_that_is_near_nothing_is_answered_without_a_guess(written: str) -> None:
    with pytest.raises(UnknownName) as unknown:
        CITIES.code(written)
    assert unknown.value.near is None
    assert "mean" not in str(unknown.value)
    assert "Write one of these: new-york, geneva, port-of-spain, cote." in str(unknown.value)
    assert len(str(unknown.value)) < 200


def test_a_name_of_two_codes_is_answered_with_both() -> None:
    springfields = Spellings({"springfield-il": ["Springfield"], "springfield-ma": ["Springfield"]})
    with pytest.raises(UnknownName, match="springfield-il, springfield-ma"):
        springfields.code("Springfield")


def test_a_code_means_itself_even_when_another_has_it_as_a_name() -> None:
    assert Spellings({"a": ["b"], "b": []}).code("b") == "b"


def test_an_unknown_name_is_one_of_our_errors() -> None:
    assert issubclass(UnknownName, MriError)


def test_spellings_hold_their_names_as_written_and_find_them_in_any_spelling() -> None:
    assert list(Spellings({"fr": ["French"]})) == ["French", "fr"]
    assert len(Spellings({"fr": ["French"]})) == 2
    assert "GENEVE" in CITIES
    assert "Manila" not in CITIES
    assert 1 not in CITIES


def test_nothing_is_near_when_there_is_nothing() -> None:
    assert nearest("Geneva", []) is None


MANY = [f"source-{number}" for number in range(21)]


@pytest.mark.parametrize(
    ("written", "names", "expected"),
    [
        ("Genvea", ["Geneva", "Rome"], 'Did you mean "Geneva"?'),
        ("Manila", ["Geneva", "Rome"], "Write one of these: Geneva, Rome."),
        ("Manila", [], "None is known yet."),
        ("Manila", MANY, 'Write one that is known, such as "source-0".'),
        ("resource", MANY, 'Write one that is known, such as "source-0".'),
        ("sourc", MANY, 'Write one that is known, such as "source-0". Nearest: "source-0", "source-1", "source-2".'),
        (
            "Gеneva",
            ["Geneva"],
            'The letter "е" in it is Cyrillic; it only looks like a Latin letter. '
            'Type "Geneva" again in Latin letters.',
        ),
        (
            "Αthens",
            ["Athens"],
            'The letter "Α" in it is Greek; it only looks like a Latin letter. Type "Athens" again in Latin letters.',
        ),
        (
            "Geneva",
            ["Gеneva"],
            'The name in our list looks the same, but its letter "е" is Cyrillic, not Latin. '
            "Retype that letter in the list.",
        ),
        ("OHCHR", ["CHR"], "Write one of these: CHR."),
        ("IMO", ["IOM", "ILO"], "Write one of these: IOM, ILO."),
        ("Rome", ["Lome"], "Write one of these: Lome."),
        ("pga-2014", ["pga-2013"], "Write one of these: pga-2013."),
        ("durban", ["durban-2001", "geneva"], 'Did you mean "durban-2001"?'),
    ],
)
def test_what_is_expected_is_the_name_that_was_meant_or_every_choice_or_the_nearest(
    written: str, names: list[str], expected: str
) -> None:
    assert hint(written, names) == expected


# --- languages


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("French", "fr"),
        ("français", "fr"),
        ("FRANCAIS", "fr"),
        ("fr", "fr"),
        ("English", "en"),
        ("Español", "es"),
        ("العربية", "ar"),
        ("Filipino", "fil"),
        ("Farsi", "fa"),
        ("Mandarin", "zh"),
        ("Bengali", "bn"),
        ("eng", "en"),
        ("fre", "fr"),
        ("EN", "en"),
        ("English.", "en"),
    ],
)
def test_a_language_is_known_by_its_english_name_its_own_name_and_its_code(written: str, code: str) -> None:
    assert language_spellings().code(written) == code


@pytest.mark.parametrize("written", ["und", "Unknown language", "English (UK)"])
def test_what_is_no_language_is_not_known(written: str) -> None:
    with pytest.raises(UnknownName):
        language_spellings().code(written)


@pytest.mark.parametrize("written", ["Angliche", "Farsy", "Klingon B"])
def test_no_hint_is_given_where_it_would_mislead(written: str) -> None:
    with pytest.raises(UnknownName) as unknown:
        language_spellings().code(written)
    assert str(unknown.value).startswith(f'We do not know "{written}". ')
    assert not {'"Najdi"', '"Bangla"', '"ars"'} & set(str(unknown.value).replace("?", "").split())


def test_every_language_that_the_product_shows_is_known_by_that_name() -> None:
    known = language_spellings()
    unread = [name for name in known if not _is_known(known, name)]
    # Two languages of one name each: Irish and Ga, that of Sephardim and that of the Dolomites, two of Mozambique,
    # Southern and Northern Ndebele.
    assert sorted(unread) == ["Ga", "Ladino", "isiNdebele", "makua"]


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("anglais et français", ["en", "fr"]),
        ("anglais, français et espagnol", ["en", "fr", "es"]),
        ("inglés y francés", ["en", "fr"]),
        ("español e inglés", ["es", "en"]),
        ("francese e inglese", ["fr", "en"]),
        ("inglese ed ebraico", ["en", "he"]),
        ("italien; Spagnolo; PORTUGUÉS", ["it", "es", "pt"]),
    ],
)
def test_languages_are_known_by_their_names_in_four_languages_and_listed_as_each_lists(
    written: str, codes: list[str]
) -> None:
    known = language_spellings()
    assert [known.code(item) for item in split_list(written, known)] == codes


def test_a_name_of_two_languages_is_that_of_the_language_it_is_written_in() -> None:
    with pytest.raises(UnknownName, match=r'"Ladino" can mean more than one entry: lad, lld\.'):
        language_spellings().code("Ladino")
    assert [language_spellings(one).code("Ladino") for one in ("en", "fr", "es", "it")] == ["lad", "lad", "lad", "lld"]


def test_the_example_of_a_language_is_in_the_words_of_the_reader() -> None:
    with pytest.raises(UnknownName) as unknown:
        language_spellings().code("Xqzwv")
    assert "English" in str(unknown.value)
    assert "anglais" in in_words(str(unknown.value), words("fr"))


def test_the_names_that_languages_have_for_themselves_are_those_of_the_babel_that_is_installed() -> None:
    assert OWN_NAMES.read_text("utf-8") == languages.written(), "run `python tools/languages.py`"


def _is_known(known: Spellings, name: str) -> bool:
    try:
        return bool(known.code(name))
    except UnknownName:
        return False


def test_a_name_of_two_places_is_not_taken_for_the_one_whose_code_it_is() -> None:
    both = Spellings({"paris": ["Paris"], "paris-tx": ["Paris"]})
    with pytest.raises(UnknownName, match=r'"Paris" can mean more than one entry: paris, paris-tx\.'):
        both.code("Paris")
    assert (both.code("paris"), both.code("paris-tx")) == ("paris", "paris-tx")


@pytest.mark.parametrize("written", ["Saint Kitts and Nevis", "Saint Kitts & Nevis", "saint kitts &  nevis."])
def test_an_ampersand_is_an_and_in_a_known_name(written: str) -> None:
    for name in ("Saint Kitts & Nevis", "Saint Kitts and Nevis"):
        known = Spellings({"kn": [name]})
        assert [known.code(item) for item in split_list(f"{written}", known)] == ["kn"]


# --- lists


@pytest.mark.parametrize(
    ("written", "items"),
    [
        ("English, French, Italian and Spanish", ("English", "French", "Italian", "Spanish")),
        ("English, French, Italian, and Spanish", ("English", "French", "Italian", "Spanish")),
        ("English & French", ("English", "French")),
        ("English AND French", ("English", "French")),
        ("English; French|Italian\r\nSpanish", ("English", "French", "Italian", "Spanish")),
        ("New\u00a0York ,  Rome", ("New York", "Rome")),
        ("R&D, Sandwich, England", ("R&D", "Sandwich", "England")),
        ("Trinidad and Tobago; Spain", ("Trinidad and Tobago", "Spain")),
        (", English,, ", ("English",)),
        ("English", ("English",)),
        ("", ()),
        (" \n", ()),
    ],
)
def test_a_list_ends_its_items_where_people_do(written: str, items: tuple[str, ...]) -> None:
    assert split_list(written) == items


@pytest.mark.parametrize(
    ("written", "items"),
    [
        ("Trinidad and Tobago", ("Trinidad and Tobago",)),
        ("trinidad  AND Tobago and Spain", ("trinidad AND Tobago", "Spain")),
        ("Spain and Trinidad and Tobago", ("Spain", "Trinidad and Tobago")),
        ("Spain, Trinidad and Tobago", ("Spain", "Trinidad and Tobago")),
        ("Durban, South Africa, Spain", ("Durban, South Africa", "Spain")),
        ("Durban, Spain", ("Durban", "Spain")),
    ],
)
def test_a_known_name_stays_whole_whatever_it_holds(written: str, items: tuple[str, ...]) -> None:
    assert split_list(written, ["Trinidad and Tobago", "Durban, South Africa"]) == items


@pytest.mark.parametrize(
    ("written", "items"),
    [
        ("English/French", ("English", "French")),
        ("EN / FR; Spanish", ("EN", "FR", "Spanish")),
        ("English/Frensh", ("English", "Frensh")),
        ("pros/cons", ("pros/cons",)),
    ],
)
def test_known_names_may_be_parted_by_slashes(written: str, items: tuple[str, ...]) -> None:
    assert split_list(written, language_spellings()) == items


def test_spellings_serve_as_the_known_names() -> None:
    places = "NYC, Port of Spain and Port-of-Spain, Trinidad and Tobago"
    assert split_list(places, CITIES) == ("NYC", "Port of Spain", "Port-of-Spain, Trinidad and Tobago")


def test_between_known_names_every_and_ends_an_item() -> None:
    assert split_list("French and Spanish and Thai", language_spellings()) == ("French", "Spanish", "Thai")


@given(st.text(), st.lists(st.text(max_size=5), max_size=3))
def test_any_text_splits_into_items_that_are_not_blank(text: str, known: list[str]) -> None:
    assert all(item == item.strip() != "" for item in split_list(text, known))
