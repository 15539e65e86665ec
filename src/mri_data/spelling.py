"""Names and lists as people write them: which name is meant, and where one item of a list ends."""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache

from babel import Locale, localedata
from rapidfuzz import fuzz, process

from mri_data.errors import MriError, quoted
from mri_data.words import words

# How alike two names must be, of 100, to ask "did you mean": one slip in four letters, two in eight.
ALIKE = 74
# How alike a name must be to be told among the nearest, and how many of them are told.
SOMEWHAT_ALIKE = 50
MOST_NEAR = 3
# So many choices are listed; of more, the nearest are told.
MOST_CHOICES = 20
LONGEST_NAME = 100
# A known name is looked for across at most this many pieces: five items and the four separators between.
MOST_PIECES = 9
# Not languages: "multiple", "undetermined", "no linguistic content", "uncoded" (ISO 639-2).
NO_LANGUAGE = {"mul", "und", "zxx", "mis"}
QUOTES_AND_DASHES = str.maketrans("’‘‛ʼ′´`“”„‟″‐‑‒–—―−", "'''''''" + '"""""' + "-------")
# Letters that Unicode does not take apart into a plain letter and an accent.
PLAIN_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}
)
ACCENTS_AND_UNSEEN = re.compile("[\u0300-\u036f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
BETWEEN_ITEMS = re.compile(r"(\s*[,;|\n\r]\s*(?:(?:and|&)\s+)?|\s+(?:and|&)\s+)", re.IGNORECASE)


class UnknownName(MriError, ValueError):  # noqa: N818 - it reads as what is wrong
    """A name that stands for nothing we know, or for more than one thing; `near` is the name it resembles.

    Its sentence is made when somebody wants it: to find what a name resembles takes long where there are many.
    """

    def __init__(self, message: Callable[[], str], near: Callable[[], str | None] = lambda: None) -> None:
        super().__init__()
        self._message, self._near = message, near

    def __str__(self) -> str:
        return self._message()

    @property
    def near(self) -> str | None:
        """The name it resembles, if any."""
        return self._near()


class Spellings:
    """The names each code goes by. A code is a name of itself, whatever else is called so.

    As a collection it holds every name and code, so `split_list` keeps them whole. `example` is a name that a sentence
    may give, by default the first code.
    """

    def __init__(self, names: Mapping[str, Iterable[str]], example: str = "") -> None:
        self._choices = tuple(names)
        self._example = example
        self._codes: dict[str, set[str]] = {}
        self._written: dict[str, str] = {}
        for code, known in names.items():
            for name in known:
                self._codes.setdefault(fold(name), set()).add(code)
                self._written.setdefault(fold(name), name)
        for code in names:
            self._codes[fold(code)] = {code}
            self._written.setdefault(fold(code), code)
        self._codes.pop("", None)
        self._written.pop("", None)

    def code(self, text: str) -> str:
        """The code that a name stands for; `UnknownName` when there is none, or more than one."""
        say = words("en")
        codes = sorted(self._codes.get(fold(text), ()))
        if len(codes) == 1:
            return codes[0]
        if codes:
            raise UnknownName(lambda: say("problem.name.shared", value=quoted(text), codes=", ".join(codes)))
        raise UnknownName(lambda: self._unknown(text), lambda: nearest(text, self))

    def _unknown(self, text: str) -> str:
        expected = hint(text, self, self._choices, self._example)
        return words("en")("problem.name.unknown", value=quoted(text), hint=expected)

    def __iter__(self) -> Iterator[str]:
        return iter(self._written.values())

    def __len__(self) -> int:
        return len(self._written)

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and fold(name) in self._written


class AnyName(Spellings):
    """Names that nobody can look up, because the file that lists them cannot be read: each stands for itself."""

    def __init__(self) -> None:
        super().__init__({})

    def code(self, text: str) -> str:
        """The name itself."""
        return text


@cache
def language_spellings() -> Spellings:
    """Languages by their English and own names; the codes are ISO 639-1, or 639-3 where there is none."""
    english = Locale("en").languages
    names: dict[str, list[str]] = {}
    for code, name in english.items():
        if re.fullmatch(r"[a-z]{2,3}", code) and code not in NO_LANGUAGE:
            own = Locale(code).languages.get(code) if localedata.exists(code) else None
            names[code] = [name, own] if own else [name]
    return Spellings(names, example="English")


def hint(text: str, names: Collection[str], choices: Sequence[str] = (), example: str = "") -> str:
    """What is expected in place of an unknown name, in a sentence: the one that was meant, all choices, or the nearest.

    `choices` are what may be written, by default the names themselves.
    """
    say, choices = words("en"), choices or tuple(names)
    near = nearest(text, names)
    if near:
        return say("problem.hint.near", near=quoted(near))
    if not choices:
        return say("problem.hint.none")
    if len(choices) <= MOST_CHOICES:
        return say("problem.hint.choices", choices=", ".join(choices))
    alike = ", ".join(map(quoted, _most_alike(text, names, SOMEWHAT_ALIKE)))
    key = "problem.hint.alike" if alike else "problem.hint.example"
    return say(key, example=quoted(example or choices[0]), alike=alike)


def nearest(text: str, names: Iterable[str]) -> str | None:
    """The one of `names` that `text` may be a slip of the pen for, if any."""
    return next(iter(_most_alike(text, names, ALIKE)), None)


def _most_alike(text: str, names: Iterable[str], least: int) -> list[str]:
    """The names that are alike enough, the most alike first."""
    if len(text) > LONGEST_NAME:
        return []
    folded = {fold(name): name for name in names}
    found = process.extract(fold(text), folded.keys(), scorer=fuzz.ratio, score_cutoff=least, limit=MOST_NEAR)
    return [folded[name] for name, _, _ in found]


def fold(text: str) -> str:
    """The text for comparing and searching: no capitals, accents, apostrophes, curly quotes, double spaces."""
    if not text.isascii():
        text = " ".join([word if word.isascii() else _plain(word) for word in text.split()])
    return " ".join(text.casefold().replace("'", "").split())


@lru_cache(maxsize=65_536)
def _plain(word: str) -> str:
    """A word without capitals, accents and curly quotes; nothing in a text's folding reaches beyond a space."""
    word = unicodedata.normalize("NFKD", word.translate(QUOTES_AND_DASHES).casefold())
    return ACCENTS_AND_UNSEEN.sub("", word).casefold().translate(PLAIN_LETTERS).translate(QUOTES_AND_DASHES)


def split_list(text: str, known: Collection[str] = ()) -> tuple[str, ...]:
    """The items between commas, semicolons, bars, line breaks, and the "and" or "&" before the last item.

    A name in `known` stays whole, whatever it holds ("Trinidad and Tobago").
    """
    text = re.sub(r"[^\S\n\r]+", " ", text).strip(" ,;|\n\r")
    pieces = BETWEEN_ITEMS.split(text)
    if len(pieces) == 1:
        return (text,) if text else ()
    whole = known if isinstance(known, Spellings) else Spellings(dict.fromkeys(known, ()))
    pieces = _known_joined(pieces, whole)
    items = [[pieces[0]]]
    for at in range(1, len(pieces), 2):
        left, between, right = pieces[at - 1 : at + 2]
        last = at == len(pieces) - 2
        if last or re.search(r"[,;|\n\r]", between) or left in whole or right in whole:
            items.append([right])
        else:
            items[-1] += [between, right]
    return tuple(item for item in (" ".join("".join(parts).split()) for parts in items) if item)


def _known_joined(pieces: list[str], whole: Collection[str]) -> list[str]:
    """Items and what stands between them, by turns, with every name of `whole` put together again."""
    joined: list[str] = []
    at = 0
    while at < len(pieces):
        longest_first = range(min(MOST_PIECES, len(pieces) - at), 1, -1)
        width = next((n for n in longest_first if n % 2 and "".join(pieces[at : at + n]) in whole), 1)
        joined += ["".join(pieces[at : at + width]), *pieces[at + width : at + width + 1]]
        at += width + 1
    return joined
