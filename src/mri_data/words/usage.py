"""How each language writes what CLDR and the library of number words leave to the program."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

# A pattern in a text whose placeholders are filled in, and what it becomes.
Contraction = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]
# The styles of lists in CLDR: alternatives, and all of the items.
ListStyle = Literal["or", "standard"]


@dataclass(frozen=True)
class Usage:
    """The habits of one language.

    `contractions` are applied to texts with values in them. `first_of_month` is the first day of a month where it is an
    ordinal. `same_sound` is, for a style of list, a last item that needs another conjunction, and the pattern of the
    last two. `own_letters` says as what a letter is sorted. Ordinals above `ordinals_spelt` are digits and
    `ordinal_sign`, where that is given. `conjunctions` stand before the last item of a list that people write, and
    `paragraph` in what they cite.
    """

    conjunctions: tuple[str, ...]
    paragraph: str
    contractions: tuple[Contraction, ...] = ()
    first_of_month: str = ""
    same_sound: Mapping[ListStyle, tuple[re.Pattern[str], str]] = field(default_factory=dict)
    own_letters: Mapping[int, str] = field(default_factory=dict)
    ordinals_spelt: int = 20
    ordinal_sign: str = ""


def _elided(article: re.Match[str]) -> str:
    """An Italian article before a vowel: `dall’` for `dal`, `l’` for `il`."""
    word = article[1]
    return ("L’" if word[0] == "I" else "l’") if word.lower() == "il" else f"{word}l’"


USAGES = {
    "en": Usage(("and",), "paragraph"),
    "fr": Usage(
        ("et",),
        "paragraphe",
        contractions=(
            (re.compile(r"\bà Le (?=[A-Z])"), "au "),
            (re.compile(r"\bde Le (?=[A-Z])"), "du "),
            (re.compile(r"\b([Dd])e (?=avril\b|août\b|octobre\b)"), r"\1’"),
        ),
        first_of_month="1er",
        ordinal_sign="e",
    ),
    "es": Usage(
        ("y", "e"),
        "párrafo",
        contractions=(
            (re.compile(r"\bde el (?=\d)"), "del "),
            (re.compile(r"\ba el (?=\d)"), "al "),
            (re.compile(r"\b(primer|tercer)o (?=foro\b)"), r"\1 "),
        ),
        same_sound={
            "standard": (re.compile(r"h?[ií](?![aeo])", re.IGNORECASE), "{} e {}"),
            "or": (re.compile(r"h?[oó]|8|11\b", re.IGNORECASE), "{} u {}"),
        },
        # ñ is a letter of its own, after n.
        own_letters=str.maketrans({"ñ": "n\uffff", "Ñ": "n\uffff"}),
        # The library’s words for higher ones are wrong.
        ordinals_spelt=10,
        ordinal_sign=".º",
    ),
    "it": Usage(
        ("e", "ed"),
        "paragrafo",
        contractions=(
            (re.compile(r"\b([Dd])i il (?=\d)"), r"\1el "),
            (re.compile(r"\b([Dd])i l’"), r"\1ell’"),
            (re.compile(r"\b([Dd])a l’"), r"\1all’"),
            (re.compile(r"\b([Dd])a il (?=\d)"), r"\1al "),
            (
                re.compile(
                    r"\b([Ii]l|[Aa]l|[Dd]al|[Dd]el|[Nn]el|[Ss]ul) "
                    r"(?=(?:8|11|aprile|agosto|ottobre|ottavo|undicesimo)\b)"
                ),
                _elided,
            ),
            (re.compile(r"\b([Aa]) (?=[Aa][a-z])"), r"\1d "),
        ),
        first_of_month="1º",
        ordinal_sign="º",
    ),
}
NONE = Usage((), "")


def usage(language: str) -> Usage:
    """The habits of a language of the product, by its code; none are known of another language."""
    return USAGES.get(language, NONE)
