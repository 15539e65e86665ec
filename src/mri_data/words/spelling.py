"""Names and lists as people write them: which name is meant, and where one item of a list ends."""

import json
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path

from babel import Locale
from babel.core import get_global
from rapidfuzz import process
from rapidfuzz.distance import OSA

from mri_data.words.catalogue import words
from mri_data.words.errors import MriError, quoted

# One slip of the pen in so many letters is a slip; in fewer it is another word.
LETTERS_A_SLIP = 4
# Of shorter names a wrong letter makes another name (Rome, Lome), and of shorter capitals any slip (IMO, IOM).
SHORT_NAME, SHORT_CAPITALS, SHORTEST_GUESSED = 5, 6, 3
# How many of the names that are somewhat alike are listed, and how many slips away they may be.
MOST_NEAR, SLIPS_NEAR = 3, 2
# So many choices are listed; of more, the nearest are told.
MOST_CHOICES = 20
LONGEST_NAME = 100
# A known name is looked for across at most this many pieces: five items and the four separators between.
MOST_PIECES = 9
# Not languages: "multiple", "undetermined", "no linguistic content", "uncoded" (ISO 639-2).
NO_LANGUAGE = {"mul", "und", "zxx", "mis"}
# What each language calls itself; written by `tools/languages.py`.
OWN_NAMES = Path(__file__).with_name("language_names.json")
# Names of languages that CLDR calls otherwise; a code of three letters (ISO 639) is known by itself.
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
# Letters that Unicode does not take apart into a plain letter and an accent.
PLAIN_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}
)
ACCENTS_AND_UNSEEN = re.compile("[\u0300-\u036f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
# Cyrillic and Greek letters that look like Latin ones.
LOOKALIKES = str.maketrans(
    "АВЕЅІЈКМНОРСТХУаеѕіјорсхуԁһԛԝёїΑΒΕΖΗΙΚΜΝΟΡΤΥΧονιακρυχ",
    "ABESIJKMHOPCTXYaesijopcxydhqwëïABEZHIKMNOPTYXoviakpux",
)
DOUBLED = re.compile(r"(.)\1+")
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
    """The names each code goes by. A code as it stands is a name of itself, whatever else is called so.

    As a collection it holds every name and code, so `split_list` keeps them whole. `example` is a name that a sentence
    may give, by default the first code; `expected` is the sentence for a name that resembles none. `instead` maps what
    people write by mistake to the codes that they may mean.
    """

    def __init__(
        self,
        names: Mapping[str, Iterable[str]],
        example: str = "",
        expected: str = "",
        instead: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self._choices = tuple(names)
        self._example, self._expected = example, expected
        self._instead = {name_key(mistake): tuple(codes) for mistake, codes in (instead or {}).items()}
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
        """The code that a name stands for; `UnknownName` when there is none, or more than one."""
        say = words("en")
        codes = sorted(self._codes.get(name_key(text), ()))
        if len(codes) == 1 or text in codes:
            return codes[0] if len(codes) == 1 else text
        if codes:
            raise UnknownName(lambda: say("problem.name.shared", value=quoted(text), codes=", ".join(codes)))
        raise UnknownName(lambda: self._unknown(text), lambda: nearest(text, self))

    def _unknown(self, text: str) -> str:
        return words("en")("problem.name.unknown", value=quoted(text), hint=self._hint(text))

    def _hint(self, text: str) -> str:
        say, instead = words("en"), self._instead.get(name_key(text), ())
        if len(instead) == 1:
            return say("problem.hint.near", near=quoted(instead[0]))
        if instead:
            return say("problem.hint.choices", choices=", ".join(instead))
        return hint(text, self, self._choices, self._example, self._expected)

    def __iter__(self) -> Iterator[str]:
        return iter(self.written.values())

    def __len__(self) -> int:
        return len(self.written)

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and name_key(name) in self.written


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
    own = json.loads(OWN_NAMES.read_text("utf-8"))["names"]
    names: dict[str, list[str]] = {}
    for code, name in Locale("en").languages.items():
        if re.fullmatch(r"[a-z]{2,3}", code) and code not in NO_LANGUAGE:
            names[code] = [name, *([own[code]] if code in own else ()), *MORE_LANGUAGES.get(code, ())]
    taken = {*names, *(fold(name) for own in names.values() for name in own)}
    for alias, code in get_global("language_aliases").items():
        if re.fullmatch(r"[a-z]{3}", alias) and alias not in taken and code in names:
            names[code].append(alias)
    return Spellings(names, example="English")


def hint(text: str, names: Collection[str], choices: Sequence[str] = (), example: str = "", expected: str = "") -> str:
    """What is expected in place of an unknown name, in a sentence: the one that was meant, all choices, or the nearest.

    `choices` are what may be written, by default the names themselves; `expected` is the sentence when none is near.
    """
    say, choices = words("en"), choices or tuple(names)
    near = nearest(text, names)
    foreign = _foreign_letter(text, near)
    if near:
        return foreign or say("problem.hint.near", near=quoted(near))
    if not choices:
        return say("problem.hint.none")
    if len(choices) <= MOST_CHOICES:
        return say("problem.hint.choices", choices=", ".join(choices))
    alike = ", ".join(map(quoted, _somewhat_alike(text, names)))
    if expected and not alike:
        return expected
    key = "problem.hint.alike" if alike else "problem.hint.example"
    return say(key, example=quoted(example or choices[0]), alike=alike)


def nearest(text: str, names: Iterable[str]) -> str | None:
    """The one of `names` that `text` may be a slip of the pen for, if any."""
    keys, key = _keys(names), name_key(text.translate(LOOKALIKES))
    if key in keys:
        return keys[key]
    if not SHORTEST_GUESSED <= len(key) <= LONGEST_NAME:
        return None
    most = (len(key) + 1) // LETTERS_A_SLIP + 1
    found = process.extract(key, keys.keys(), scorer=OSA.distance, score_cutoff=most, limit=MOST_NEAR)
    near = next((keys[name] for name, slips, _ in found if _is_slip(text, key, name, slips)), None)
    return near or _named_in_part(key, keys)


def _is_slip(text: str, key: str, name: str, slips: int) -> bool:
    """Whether one name may be another, mistyped: not where a figure differs, which is meant as it stands."""
    if len(name) <= SHORTEST_GUESSED or (text.isupper() and len(text) < SHORT_CAPITALS):
        return bool(DOUBLED.sub(r"\1", key) == DOUBLED.sub(r"\1", name))
    if slips > max(len(key), len(name)) // LETTERS_A_SLIP or _figures(key) != _figures(name):
        return False
    return not text[0].isupper() or len(key) != len(name) or len(key) >= SHORT_NAME or sorted(key) == sorted(name)


def _named_in_part(key: str, keys: Mapping[str, str]) -> str | None:
    """The one id that begins or ends with the text as a part between hyphens."""
    found = [name for name in keys if "-" in name and (name.startswith(f"{key}-") or name.endswith(f"-{key}"))]
    return keys[found[0]] if len(found) == 1 and " " not in found[0] else None


def _figures(key: str) -> list[str]:
    return sorted(filter(str.isdecimal, key))


def _somewhat_alike(text: str, names: Iterable[str]) -> list[str]:
    """A few names that begin as the text does, or are two slips away from it."""
    keys, key = _keys(names), name_key(text)
    if not SHORT_NAME <= len(key) <= LONGEST_NAME or (text.isupper() and len(text) < SHORT_CAPITALS):
        return []
    found = process.extract(key, keys.keys(), scorer=OSA.distance, score_cutoff=SLIPS_NEAR, limit=MOST_NEAR)
    begun = key[: max(SHORT_NAME, len(key) // 2)]
    alike = dict.fromkeys([*(name for name, _, _ in found), *(name for name in keys if name.startswith(begun))])
    return [keys[name] for name in list(alike)[:MOST_NEAR]]


def _keys(names: Iterable[str]) -> Mapping[str, str]:
    return names.written if isinstance(names, Spellings) else {name_key(name): name for name in names}


def _foreign_letter(text: str, near: str | None) -> str:
    """A sentence about a letter of another script that makes a name look like one that is known; else nothing."""
    for written, key in ((text, "problem.hint.letter"), (near or "", "problem.hint.letter_known")):
        letter = next((letter for letter in written if ord(letter) in LOOKALIKES), "")
        if letter and name_key(text.translate(LOOKALIKES)) == name_key((near or "").translate(LOOKALIKES)):
            script = unicodedata.name(letter).split()[0].title()
            return words("en")(key, letter=quoted(letter), script=script, near=quoted(near or ""))
    return ""


def name_key(text: str) -> str:
    """The text for telling names apart: folded, "&" as "and", without a full stop or comma at an end."""
    key = fold(text)
    if "&" in key:
        key = " ".join(key.replace("&", " and ").split())
    return key.strip(" .,;:")


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

    A name in `known` stays whole, whatever it holds ("Trinidad and Tobago"); known names may be parted by slashes.
    """
    text = re.sub(r"[^\S\n\r]+", " ", text).strip(" ,;|\n\r")
    if not text:
        return ()
    whole = known if isinstance(known, Spellings) else Spellings(dict.fromkeys(known, ()))
    items = _items(text, whole)
    return tuple(part for item in items for part in _slashed(item, whole))


def _items(text: str, whole: Collection[str]) -> list[str]:
    """The items of a list that is not blank."""
    pieces = BETWEEN_ITEMS.split(text)
    if len(pieces) == 1:
        return [text]
    pieces = _known_joined(pieces, whole)
    items = [[pieces[0]]]
    for at in range(1, len(pieces), 2):
        left, between, right = pieces[at - 1 : at + 2]
        last = at == len(pieces) - 2
        if last or re.search(r"[,;|\n\r]", between) or left in whole or right in whole:
            items.append([right])
        else:
            items[-1] += [between, right]
    return [item for item in (" ".join("".join(parts).split()) for parts in items) if item]


def _slashed(item: str, whole: Collection[str]) -> list[str]:
    """`English/French` as its two items, if one of them at least is known and the whole is not."""
    parts = [part.strip() for part in item.split("/")]
    return (
        parts if len(parts) > 1 and all(parts) and item not in whole and any(one in whole for one in parts) else [item]
    )


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
