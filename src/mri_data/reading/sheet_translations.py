"""The sheet of translations: one row for each text, with a column for each language and one for their state.

The state of a language is who made its text and who has read it, such as `machine` or `staff, read by Ana Pérez`;
before that `stale` where the English has changed since, which then stands in a column of its own. Where the state of
all languages is the same, it is written once; else each has the name of its language: `Français: stale, machine`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from mri_data.reading.raw import RawRecord, RawTranslation, RawTranslations
from mri_data.reading.translation_columns import ENGLISH, NAMED, STATUS, columns, then
from mri_data.reading.translations import compared, english_texts, is_needed
from mri_data.schema.translations import MAKERS, RECORD_LANGUAGE, Key
from mri_data.words.catalogue import Words, languages, words
from mri_data.words.errors import Origin, Problem
from mri_data.words.languages import own_name
from mri_data.words.spelling import fold

# Between the states of several languages, and between the parts of a state.
BETWEEN_STATES, BETWEEN_PARTS = "; ", ", "
STALE, MISSING = "stale", "missing"


class State(NamedTuple):
    """The state of a translation."""

    is_stale: bool = False
    made_by: str = ""
    read_by: str = ""


# --- written


class SheetRow(NamedTuple):
    """The cells of a row, and whether it has something to do: `stale`, `missing` or empty."""

    cells: list[str]
    state: str


def rows_of(raw: RawRecord, say: Words) -> tuple[tuple[str, ...], list[SheetRow]]:
    """The columns and rows of the sheet: the languages that the record has, and all of its texts."""
    assert raw.translations
    found = raw.translations.rows
    known = sorted({row.language for row in found if row.language in languages()})
    english = english_texts(raw)
    written: dict[Key, dict[str, RawTranslation]] = {key: {} for key in english}
    for row in found:
        written.setdefault(row.key, {}).setdefault(row.language, row)
    kept = [language for language in known if language != RECORD_LANGUAGE]
    return columns(kept), [_row(key, english.get(key, ""), ones, kept, say) for key, ones in written.items()]


def _row(key: Key, english: str, ones: Mapping[str, RawTranslation], known: Sequence[str], say: Words) -> SheetRow:
    texts = [ones[one].text if one in ones else "" for one in known]
    stale = [one for one in known if one in ones and ones[one].text and _is_stale(key, english, ones[one])]
    missing = [one for one, text in zip(known, texts, strict=True) if not text and is_needed(key)]
    states = {one: _state_text(ones.get(one), one in stale, one in missing, say) for one in known}
    before = [ones[one].english if one in stale else "" for one in known]
    cells = [*key, english, *texts, _states_text(states), *before]
    return SheetRow(cells, STALE if stale else MISSING if missing else "")


def _is_stale(key: Key, english: str, one: RawTranslation) -> bool:
    return compared(one.english, key) != compared(english, key)


def _state_text(one: RawTranslation | None, is_stale: bool, is_missing: bool, say: Words) -> str:
    if is_missing:
        return say("sheet.translations.missing")
    if one is None or not one.text:
        return ""
    made_by = say(f"sheet.translations.{one.made_by}") if one.made_by in MAKERS else one.made_by
    parts = (
        say("sheet.translations.stale") if is_stale else "",
        made_by,
        say("sheet.translations.read", name=one.read_by) if one.read_by else "",
    )
    return BETWEEN_PARTS.join(filter(None, parts))


def _states_text(states: Mapping[str, str]) -> str:
    if len(set(states.values())) <= 1:
        return next(iter(states.values()), "")
    return BETWEEN_STATES.join(f"{own_name(one)}: {state}" for one, state in states.items() if state)


# --- read


def translations_of(
    origin: Origin, places: Mapping[str, int], entries: Mapping[int, Sequence[str]], problems: Iterable[Problem]
) -> RawTranslations:
    """The translations of the rows of a sheet; `places` are those of its columns, from 0."""
    found = [one for row, cells in entries.items() for one in _read_row(row, cells, places)]
    return RawTranslations(origin, tuple(found), tuple(problems))


def _read_row(row: int, cells: Sequence[str], places: Mapping[str, int]) -> Iterator[RawTranslation]:
    def cell(column: str) -> str:
        place = places.get(column, len(cells))
        return cells[place].strip() if place < len(cells) else ""

    key, states = Key(*map(cell, NAMED)), states_in(cell(STATUS))
    for language in (one for one in places if one != RECORD_LANGUAGE and one in languages()):
        state = states.get(language) or states.get("") or State()
        english = cell(then(language)) if state.is_stale else cell(ENGLISH)
        yield RawTranslation(row, key, language, cell(language), english, state.made_by, state.read_by, language)


def states_in(written: str) -> dict[str, State]:
    """Language -> the state of its translation; under an empty name that of all languages without one."""
    found: dict[str, State] = {}
    for part in written.split(BETWEEN_STATES.strip()):
        name, colon, rest = part.partition(":")
        language = _named().get(fold(name), "") if colon else ""
        found[language] = _state(rest if language else part)
    return found


def _state(written: str) -> State:
    state = State()
    for number, part in enumerate(parts := written.split(BETWEEN_PARTS.strip())):
        name = _reader(BETWEEN_PARTS.strip().join(parts[number:]).strip())
        if name:
            return state._replace(read_by=name)
        word = _state_words().get(fold(part), part.strip())
        if word == STALE:
            state = state._replace(is_stale=True)
        elif word != MISSING:
            state = state._replace(made_by=word)
    return state


@cache
def _named() -> Mapping[str, str]:
    """Own name or code of a language, as it is compared -> its code."""
    return {fold(name): one for one in languages() for name in (own_name(one), one)}


@cache
def _state_words() -> Mapping[str, str]:
    """The word for a state in any language, as it is compared -> its code."""
    codes = (STALE, MISSING, *MAKERS)
    named = {fold(words(one)(f"sheet.translations.{code}")): code for one in languages() for code in codes}
    return named | {code: code for code in codes}


@cache
def _readers() -> Sequence[re.Pattern[str]]:
    texts = (words(one)("sheet.translations.read", name="\0") for one in languages())
    return [re.compile(re.escape(text).replace(re.escape("\0"), "(.+)"), re.IGNORECASE) for text in texts]


def _reader(written: str) -> str:
    """Who has read a translation, from `read by Ana Pérez` in any language; empty for another text."""
    found = next(filter(None, (pattern.fullmatch(written) for pattern in _readers())), None)
    return found[1].strip() if found else ""
