"""Read names and lists as people write them: look up which code a name means, and split a list into its items."""

import json
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

from babel import Locale
from babel.core import get_global

from mri_data.words.catalogue import Words, languages, words
from mri_data.words.errors import MriError, quoted
from mri_data.words.messages import Message, in_words, joined, messages
from mri_data.words.usage import USAGES

# A name may have one typo for each four letters; with more it is another word.
LETTERS_PER_TYPO = 4
# In a shorter name a wrong letter makes another name (Rome, Lome), in shorter capitals any typo does (IMO, IOM).
SHORT_NAME, SHORT_CAPITALS, SHORTEST_GUESSED = 5, 6, 3
# How many similar names an error message lists, and how many typos away they may be.
MOST_SIMILAR, TYPOS_IN_SIMILAR = 3, 2
# Up to this many choices are all listed in an error message; of more, only the similar ones.
MOST_CHOICES = 20
LONGEST_NAME = 100
# A known name may span at most this many pieces: five items and the four separators between them.
MOST_PIECES = 9
# Not languages: "multiple", "undetermined", "no linguistic content", "uncoded" (ISO 639-2).
NO_LANGUAGE = {"mul", "und", "zxx", "mis"}
# What each language calls itself; written by `tools/languages.py`.
OWN_NAMES = Path(__file__).with_name("language_names.json")
# Further names of languages that CLDR has under another name; codes of three letters (ISO 639) need no entry.
MORE_LANGUAGES = {
    "bn": ("Bengali",),
    "ca": ("Valencian",),
    "es": ("Castilian",),
    "fa": ("Farsi",),
    "id": ("Bahasa Indonesia",),
    "ms": ("Bahasa Malaysia", "Bahasa Melayu"),
    "my": ("Myanmar",),
    "nl": ("Flemish",),
    "or": ("Oriya",),
    "pa": ("Panjabi",),
    "ps": ("Pashtu", "Pushto"),
    "ro": ("Moldovan", "Moldavian"),
    "si": ("Sinhalese",),
    "zh": ("Mandarin", "Mandarin Chinese", "Simplified Chinese", "Traditional Chinese"),
}
QUOTES_AND_DASHES = str.maketrans("’‘‛ʼ′´`“”„‟″‐‑‒–—―−", "'''''''" + '"""""' + "-------")
# Letters that Unicode normalisation (NFKD) does not split into a plain letter and an accent.
PLAIN_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}
)
ACCENTS_AND_INVISIBLE = re.compile("[\u0300-\u036f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
# Cyrillic and Greek letters that look like Latin ones.
LOOKALIKES = str.maketrans(
    "АВЕЅІЈКМНОРСТХУаеѕіјорсхуԁһԛԝёїΑΒΕΖΗΙΚΜΝΟΡΤΥΧονιακρυχ",
    "ABESIJKMHOPCTXYaesijopcxydhqwëïABEZHIKMNOPTYXoviakpux",
)
# The first word of the names of such letters in Unicode -> ISO 15924.
SCRIPTS = {"CYRILLIC": "Cyrl", "GREEK": "Grek"}
DOUBLED = re.compile(r"(.)\1+")
AND = "|".join(["&", *(word for one in USAGES.values() for word in one.conjunctions)])
BETWEEN_ITEMS = re.compile(rf"(\s*[,;|\n\r]\s*(?:(?:{AND})\s+)?|\s+(?:{AND})\s+)", re.IGNORECASE)


class UnknownName(MriError, ValueError):  # noqa: N818 - it reads as what is wrong
    """A name, `text`, that means no known code, or several; `near` is the known name it resembles.

    `codes` are those that it may mean. Message and `near` are computed only when read, as comparing with a long list of
    names takes long.
    """

    def __init__(
        self,
        text: str,
        message: Callable[[], str],
        near: Callable[[], str | None] = lambda: None,
        codes: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self.text, self.codes = text, tuple(codes)
        self._message, self._near = message, near

    def __str__(self) -> str:
        return self._message()

    @property
    def near(self) -> str | None:
        """The known name that it resembles, if any."""
        return self._near()

    @property
    def likely(self) -> tuple[str, ...]:
        """What may be written instead, if that can be told."""
        return self.codes or tuple(filter(None, (self.near,)))


class Spellings:
    """Codes and the names that people write for them. Every code is also a name of itself, and wins over other codes.

    As a collection it contains every name and code, so that `split_list` keeps them whole. Error messages list
    `choices` (by default the codes; they are among the names, and may be messages), or give `example` (by default the
    first of them), or `expected` as their last sentence, for a name that resembles none.
    `instead` maps common mistakes to the codes they may mean.
    """

    def __init__(
        self,
        names: Mapping[str, Iterable[str]],
        example: str = "",
        expected: str = "",
        mistakes: Mapping[str, Sequence[str]] | None = None,
        choices: Sequence[str] = (),
    ) -> None:
        self._choices = tuple(choices or names)
        self._example, self._expected = example, expected
        self._instead = {name_key(mistake): tuple(codes) for mistake, codes in (mistakes or {}).items()}
        self._codes: dict[str, set[str]] = {}
        self.written: dict[str, str] = {}
        for code, known in names.items():
            for name in known:
                self._add(name, code)
        for code in names:
            self._add(code, code)

    def _add(self, name: str, code: str) -> None:
        key = name_key(name)
        if key:
            self._codes.setdefault(key, set()).add(code)
            self.written.setdefault(key, name)

    def code(self, text: str) -> str:
        """The code that a name means; `UnknownName` where it means none, or several."""
        codes = sorted(self._codes.get(name_key(text), ()))
        if len(codes) == 1 or text in codes:
            return codes[0] if len(codes) == 1 else text
        if codes:
            raise UnknownName(text, lambda: self._shared(text, codes), codes=codes)
        instead = self._instead.get(name_key(text), ())
        raise UnknownName(text, lambda: self._unknown(text), lambda: self._near(text), instead)

    def _near(self, text: str) -> str | None:
        """The name that a text may be a typo for; of a few choices, else the only one with it as a part."""
        return nearest(text, self) or self._with_part(text)

    def _with_part(self, text: str) -> str | None:
        """The only one of a few choices with a text as a part, as it is written in the data."""
        found = only_with_part(text, self._choices)
        return self.written[name_key(found)] if found else None

    def _shared(self, text: str, codes: Sequence[str]) -> str:
        return messages()("problem.name.shared", value=quoted(text), codes=", ".join(codes))

    def _unknown(self, text: str) -> str:
        return messages()("problem.name.unknown", value=quoted(text), hint=self._hint(text))

    def _hint(self, text: str) -> str:
        say, instead = messages(), self._instead.get(name_key(text), ())
        if len(instead) == 1:
            return say("problem.hint.near", near=quoted(instead[0]))
        if instead:
            return say("problem.hint.choices", choices=", ".join(instead))
        part = None if nearest(text, self) else self._with_part(text)
        if part:
            return say("problem.hint.near", near=quoted(part))
        return hint(text, self, self._choices, self._example, self._expected)

    def __iter__(self) -> Iterator[str]:
        return iter(self.written.values())

    def __len__(self) -> int:
        return len(self.written)

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and name_key(name) in self.written


class AnyName(Spellings):
    """Spellings that accept any name as its own code, for when the file that lists the names cannot be read."""

    def __init__(self) -> None:
        super().__init__({})

    def code(self, text: str) -> str:
        """The name, unchanged."""
        return text


def cldr_names(kind: Literal["languages", "territories"], language: str = "") -> Mapping[str, Sequence[str]]:
    """Code -> the names that CLDR has for it in the languages of the product, English first.

    A name that means one code in `language` and another in others is that of the first; without `language`, of both.
    """
    spoken = {one: Locale.parse(words(one).locale).language for one in dict.fromkeys(["en", *languages()])}
    tables = {one: dict(getattr(Locale(name), kind)) for one, name in spoken.items()}
    meant = {name_key(name): code for code, name in tables.get(language, {}).items()}
    found: dict[str, dict[str, None]] = {}
    for table in tables.values():
        for code, name in table.items():
            if meant.get(name_key(name), code) == code:
                found.setdefault(code, {})[name] = None
    return {code: list(names) for code, names in found.items()}


@cache
def language_spellings(language: str = "") -> Spellings:
    """Languages by their names in the languages of the product, and their own; `language` is that of the names.

    Codes are ISO 639-1, or ISO 639-3 where there is none.
    """
    own = json.loads(OWN_NAMES.read_text("utf-8"))["names"]
    names: dict[str, list[str]] = {}
    for code, known in cldr_names("languages", language).items():
        if re.fullmatch(r"[a-z]{2,3}", code) and code not in NO_LANGUAGE:
            names[code] = [*known, *([own[code]] if code in own else ()), *MORE_LANGUAGES.get(code, ())]
    taken = {*names, *(fold(name) for own in names.values() for name in own)}
    for alias, code in get_global("language_aliases").items():
        if re.fullmatch(r"[a-z]{3}", alias) and alias not in taken and code in names:
            names[code].append(alias)
    return Spellings(names, example=Message(_english))


def _english(say: Words) -> str:
    """The name of English in a language."""
    return str(Locale.parse(say.locale).languages["en"])


def hint(
    text: str,
    names: Collection[str],
    choices: Sequence[str] = (),
    example: str = "",
    expected: str = "",
    say: Words | None = None,
) -> str:
    """A sentence that says what was expected in place of an unknown name: the likely one, all choices, or similar ones.

    `choices` are what may be written, by default all `names`; `expected` is the sentence where none is similar. It is
    in English without `say`.
    """
    say, choices = say or messages(), choices or tuple(names)
    near = nearest(text, names)
    foreign = _lookalike_letter(text, near, say)
    if near:
        return foreign or say("problem.hint.near", near=quoted(near))
    if not choices:
        return say("problem.hint.none")
    if len(choices) <= MOST_CHOICES:
        return say("problem.hint.choices", choices=joined(", ", choices))
    similar = joined(", ", map(quoted, _similar(text, names)))
    if expected and not similar:
        return expected
    key = "problem.hint.alike" if similar else "problem.hint.example"
    shown = example or choices[0]
    return say(key, example=Message(lambda one: in_words(quoted(in_words(shown, one)), one)), alike=similar)


def nearest(text: str, names: Iterable[str]) -> str | None:
    """The one of `names` that `text` is probably a typo for, if any."""
    keys, key = _keys(names), name_key(text.translate(LOOKALIKES))
    if key in keys:
        return keys[key]
    if not SHORTEST_GUESSED <= len(key) <= LONGEST_NAME:
        return None
    most = (len(key) + 1) // LETTERS_PER_TYPO + 1
    near = next((keys[name] for name, typos in _within(most, key, keys) if _is_typo(text, key, name, typos)), None)
    return near or _only_id_with_part(key, keys)


def _is_typo(text: str, key: str, name: str, typos: int) -> bool:
    """Whether a text may be another name, mistyped. A different digit is no typo: it is meant as written."""
    if len(name) <= SHORTEST_GUESSED or (text.isupper() and len(text) < SHORT_CAPITALS):
        return bool(DOUBLED.sub(r"\1", key) == DOUBLED.sub(r"\1", name))
    if typos > max(len(key), len(name)) // LETTERS_PER_TYPO or _digits(key) != _digits(name):
        return False
    return not text[0].isupper() or len(key) != len(name) or len(key) >= SHORT_NAME or sorted(key) == sorted(name)


def _only_id_with_part(key: str, keys: Mapping[str, str]) -> str | None:
    """The only id that begins or ends with the text before or after a hyphen; none where there are several."""
    found = [name for name in keys if "-" in name and (name.startswith(f"{key}-") or name.endswith(f"-{key}"))]
    return keys[found[0]] if len(found) == 1 and " " not in found[0] else None


def only_with_part(text: str, choices: Collection[str]) -> str | None:
    """The only one of a few choices that has this text of some letters as one or more of its words, if any."""
    key = name_key(text)
    if len(key) < SHORT_NAME or len(choices) > MOST_CHOICES:
        return None
    found = [one for one in choices if f" {key} " in f" {name_key(one)} "]
    return found[0] if len(found) == 1 else None


def _digits(key: str) -> list[str]:
    return sorted(filter(str.isdecimal, key))


def _similar(text: str, names: Iterable[str]) -> list[str]:
    """A few names that begin like the text, or are at most two typos away from it."""
    keys, key = _keys(names), name_key(text)
    if not SHORT_NAME <= len(key) <= LONGEST_NAME or (text.isupper() and len(text) < SHORT_CAPITALS):
        return []
    found = _within(TYPOS_IN_SIMILAR, key, keys)
    begun = key[: max(SHORT_NAME, len(key) // 2)]
    similar = dict.fromkeys([*(name for name, _ in found), *(name for name in keys if name.startswith(begun))])
    return [keys[name] for name in list(similar)[:MOST_SIMILAR]]


def _within(typos: int, key: str, keys: Collection[str]) -> list[tuple[str, int]]:
    """The few keys that are at most so many typos away from one, the nearest first, each with its number of typos."""
    # A record without misspelled names does not need it.
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    found = process.extract(key, list(keys), scorer=OSA.distance, score_cutoff=typos, limit=MOST_SIMILAR)
    return [(name, int(distance)) for name, distance, _ in found]


def _keys(names: Iterable[str]) -> Mapping[str, str]:
    return names.written if isinstance(names, Spellings) else {name_key(name): name for name in names}


def _lookalike_letter(text: str, near: str | None, say: Words) -> str:
    """A sentence about a Greek or Cyrillic letter that makes a text look like a known name; else empty."""
    for written, key in ((text, "problem.hint.letter"), (near or "", "problem.hint.letter_known")):
        letter = next((letter for letter in written if ord(letter) in LOOKALIKES), "")
        if letter and name_key(text.translate(LOOKALIKES)) == name_key((near or "").translate(LOOKALIKES)):
            return say(key, letter=quoted(letter), script=_script(letter), near=quoted(near or ""))
    return ""


def _script(letter: str) -> Message:
    """The name of the script of a Greek or Cyrillic letter."""
    code = SCRIPTS[unicodedata.name(letter).split()[0]]
    return Message(lambda say: Locale.parse(say.locale).scripts[code])


def name_key(text: str) -> str:
    """The text as a key for comparing names: folded, "&" as "and", without punctuation at either end."""
    key = fold(text)
    if "&" in key:
        key = " ".join(key.replace("&", " and ").split())
    return key.strip(" .,;:")


def fold(text: str) -> str:
    """The text for comparing and searching: without capitals, accents, apostrophes, curly quotes or double spaces."""
    if not text.isascii():
        text = " ".join([word if word.isascii() else _plain(word) for word in text.split()])
    return " ".join(text.casefold().replace("'", "").split())


@lru_cache(maxsize=65_536)
def _plain(word: str) -> str:
    """A word without capitals, accents and curly quotes. Cached by word, as folding never reaches across a space."""
    word = unicodedata.normalize("NFKD", word.translate(QUOTES_AND_DASHES).casefold())
    return ACCENTS_AND_INVISIBLE.sub("", word).casefold().translate(PLAIN_LETTERS).translate(QUOTES_AND_DASHES)


def split_list(text: str, known: Collection[str] = ()) -> tuple[str, ...]:
    """The items of a list, split at commas, semicolons, bars, line breaks, and "and" or "&" before the last item.

    A name in `known` is never split ("Trinidad and Tobago"); known names may also be separated by slashes.
    """
    text = re.sub(r"[^\S\n\r]+", " ", text).strip(" ,;|\n\r")
    if not text:
        return ()
    whole = known if isinstance(known, Spellings) else Spellings(dict.fromkeys(known, ()))
    items = _items(text, whole)
    return tuple(part for item in items for part in _split_slashes(item, whole))


def _items(text: str, whole: Collection[str]) -> list[str]:
    """The items of a list that is not blank."""
    pieces = BETWEEN_ITEMS.split(text)
    if len(pieces) == 1:
        return [text]
    pieces = _rejoin_known(pieces, whole)
    items = [[pieces[0]]]
    for at in range(1, len(pieces), 2):
        left, between, right = pieces[at - 1 : at + 2]
        last = at == len(pieces) - 2
        if last or re.search(r"[,;|\n\r]", between) or left in whole or right in whole:
            items.append([right])
        else:
            items[-1] += [between, right]
    return [item for item in (" ".join("".join(parts).split()) for parts in items) if item]


def _split_slashes(item: str, whole: Collection[str]) -> list[str]:
    """`English/French` as two items, if at least one of them is known and the whole is not."""
    parts = [part.strip() for part in item.split("/")]
    return (
        parts if len(parts) > 1 and all(parts) and item not in whole and any(one in whole for one in parts) else [item]
    )


def _rejoin_known(pieces: list[str], whole: Collection[str]) -> list[str]:
    """Alternating items and separators, with every name of `whole` that was split put together again."""
    joined: list[str] = []
    at = 0
    while at < len(pieces):
        longest_first = range(min(MOST_PIECES, len(pieces) - at), 1, -1)
        width = next((n for n in longest_first if n % 2 and "".join(pieces[at : at + n]) in whole), 1)
        joined += ["".join(pieces[at : at + width]), *pieces[at + width : at + width + 1]]
        at += width + 1
    return joined
