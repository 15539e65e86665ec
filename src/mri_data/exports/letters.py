"""Find the letters of a text that no typeface at hand has, so that none is lost without a word.

A letter here is a character with the marks and joiners that belong to it, such as an emoji of several people.
"""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple
from unicodedata import category

from mri_data.charts.text_width import BREAK, letters_of_typeface

# What stands for a letter that cannot be printed; our typeface has it.
STAND_IN = "□"
JOINER = "\u200d"
LINE_OF_SPECIMEN = re.compile(r"\.typ:(\d+):")
HEAD = '#set document(title: "x")\n#set text(font: "Source Sans 3")\n'


class Letters(NamedTuple):
    """What a text needs: whether typefaces other than ours, and the letters that none at hand has."""

    others: bool = False
    missing: frozenset[str] = frozenset()


def unusual_letters(text: str) -> frozenset[str]:
    """The letters of a text that our typeface may lack."""
    known = _known()
    if known.issuperset(text):
        return frozenset()
    return frozenset(letter for letter in _letters(text.replace(BREAK, "")) if not known.issuperset(letter))


@cache
def _known() -> frozenset[str]:
    return letters_of_typeface() | frozenset(f"{BREAK}\t\n\r")


def _letters(text: str) -> Iterator[str]:
    begin = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or not _belongs(text[at - 1], text[at]):
            yield text[begin:at]
            begin = at


def _belongs(before: str, sign: str) -> bool:
    return before == JOINER or category(sign) in {"Mn", "Mc", "Me", "Cf"}


def specimen(letters: Sequence[str]) -> str:
    """A document for Typst with one letter a line, each in escapes, so that none is read as markup."""
    return HEAD + "\n".join(f'#"{"".join(map(_escaped, letter))}"' for letter in letters)


def _escaped(sign: str) -> str:
    return f"\\u{{{ord(sign):x}}}"


def missing_letters(letters: Sequence[str], fault: str) -> frozenset[str]:
    """Those of the letters whose lines Typst's message about their specimen names."""
    lines = {int(line) - HEAD.count("\n") - 1 for line in LINE_OF_SPECIMEN.findall(fault)}
    return frozenset(letters[line] for line in lines)


def with_stand_ins(value: Any, missing: Collection[str]) -> Any:
    """The value of JSON with a stand-in for each missing letter of its texts, or for its marks where only they are."""
    if not missing:
        return value
    pattern = re.compile("|".join(map(re.escape, sorted(missing, key=len, reverse=True))))
    return _mapped(value, lambda text: pattern.sub(lambda found: _stand_in(found[0]), text))


def _stand_in(letter: str) -> str:
    return letter[0] + STAND_IN if letter[0] in _known() else STAND_IN


def _mapped(value: Any, change: Callable[[str], str]) -> Any:
    match value:
        case str():
            return change(value)
        case dict():
            return {key: _mapped(one, change) for key, one in value.items()}
        case list() | tuple():
            return [_mapped(one, change) for one in value]
    return value


def texts_of(value: Any) -> Iterator[str]:
    """Every text of a value of JSON, except the names of its keys."""
    match value:
        case str():
            yield value
        case dict():
            for one in value.values():
                yield from texts_of(one)
        case list() | tuple():
            for one in value:
                yield from texts_of(one)
