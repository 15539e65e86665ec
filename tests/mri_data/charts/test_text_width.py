"""Widths of text. Expected advances were read from the font by hand: a 504, A 543, bold A 573, of 1000."""

import pytest

from mri_data.charts.text_width import text_width


def test_a_width_is_the_sum_of_the_advances_of_the_font() -> None:
    assert text_width("aA", 1000) == 504 + 543


def test_a_width_grows_in_step_with_the_size() -> None:
    assert text_width("A", 10) == pytest.approx(5.43)
    assert text_width("A", 20) == pytest.approx(10.86)


def test_no_text_has_no_width() -> None:
    assert text_width("", 16, 700) == 0


def test_bold_text_is_measured_in_the_bold_weight() -> None:
    assert text_width("A", 1000, 700) == 573


def test_every_weight_is_wider_than_the_lighter_one() -> None:
    regular, semibold, bold = (text_width("Mexico City", 14, weight) for weight in (400, 600, 700))
    assert regular < semibold < bold


def test_vietnamese_letters_are_as_wide_as_the_letters_they_are_built_on() -> None:
    assert text_width("ắ", 1000) == 504


def test_a_phrase_in_one_character_is_as_wide_as_a_phrase() -> None:
    assert text_width("\N{ARABIC LIGATURE BISMILLAH AR-RAHMAN AR-RAHEEM}", 1000) == 9000


def test_an_accent_written_as_a_character_of_its_own_adds_no_width() -> None:
    assert text_width("a\N{COMBINING CIRCUMFLEX ACCENT}", 1000) == 504


def test_a_letter_the_font_lacks_is_given_the_average_width_of_a_capital() -> None:
    all_26_capitals = 14_795
    assert text_width("я", 1000) == pytest.approx(all_26_capitals / 26)


@pytest.mark.parametrize("character", ["移", "→"])
def test_east_asian_characters_and_symbols_the_font_lacks_are_given_one_em(character: str) -> None:
    assert text_width(character, 16) == 16


def test_a_weight_that_was_not_measured_is_refused() -> None:
    with pytest.raises(KeyError):
        text_width("A", 16, 500)  # type: ignore[arg-type, unused-ignore]


def test_the_space_before_french_punctuation_is_narrower_than_a_space() -> None:
    assert text_width("\N{NARROW NO-BREAK SPACE}", 1000) == 120
