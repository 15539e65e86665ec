"""From the bytes of a file to its text when not all are UTF-8: its encoding, and what nobody can be sure of.

A file is read in another encoding than Windows-1252 only when in that alone all its words look like words.
"""

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property

USUAL = "cp1252"
WESTERN = (
    "àâæçéèêëîïôœùûüÿ",
    "äöüß",
    "áéíóúñü",
    "áâãàçéêíóôõúü",
    "àèéìíîòóùú",
    "æøåéäö",
    "åäöõüšž",
    "àçéèíïóòúü",
    "ëïóöüéè",
)
CENTRAL = ("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "ăâîşţ", "čćđšž", "äöüß")
TURKISH = ("çğıöşüâîû",)
CYRILLIC = ("абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґўјљњћџђѓќѕ",)
# How a person would find the encoding named, and the alphabets of the languages it is for.
ENCODINGS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    USUAL: ("Windows-1252", WESTERN),
    "mac_roman": ("Mac Roman", WESTERN),
    "cp850": ("DOS code page 850", WESTERN),
    "cp1250": ("Windows-1250", CENTRAL),
    "iso8859_2": ("ISO 8859-2", CENTRAL),
    "cp1254": ("Windows-1254", TURKISH),
    "cp1251": ("Windows-1251", CYRILLIC),
}
# What is met so often in western texts that of two readings the one that has it is the likely one.
COMMON_LETTERS = frozenset("éèàçêüöäñóíáúôâîïëßåøæœÉ’“”–ąęłśżčšžığş")

WORD_ENDS = r"\s,;|\"()\[\]{}<>/=:.!?"
WORD = re.compile(rf"[^{WORD_ENDS}]*[^\x00-\x7f{WORD_ENDS}][^{WORD_ENDS}]*")
WORD_BYTES = re.compile(rf"[^{WORD_ENDS}]*[\x80-\xff][^{WORD_ENDS}]*".encode("latin-1"))
EDGE_SIGNS = "“‘«‹„‚¡¿–—…•”’»›™®'*-"
FIGURES = re.compile(r"[A-Za-z]{0,2}[°²³ºª±×€£¥½¼¾§©®™\d,+%–—-]+[A-Za-z]{0,3}")
SPLITS = re.compile("[’'‘–—·…-]")
# A dash beside a single letter, which is what is left of an ñ or ó; an õ that stands for the ő of Hungarian.
LONE_LETTER = re.compile(r"(?<![^\W\d_])[^\W\d_][–—]|[–—][^\W\d_](?![^\W\d_])")
NO_PORTUGUESE = re.compile("õ(?!e)", re.IGNORECASE)
UNUSUAL = re.compile(r"[^\x00-\x7f]+")
STRAY = re.compile("[\udc80-\udcff]")


@dataclass(frozen=True)
class Stray:
    """The first byte of a line that is not UTF-8 in a file that is, its word, and the letter it may be."""

    line: int
    byte: str
    word: str
    likely: str


@dataclass
class Decoded:
    """The text of a file, its lines ended by `\\n`, and what is uncertain about it.

    `encoding` is what the file seems to be where that is none of the usual ones, with some `words` that show it;
    `suspects` are words that are not right as they are read, each with what it may be, or nothing. `cut` is the line in
    which the file ends inside a character.
    """

    text: str
    encoding: str = ""
    words: tuple[str, ...] = ()
    strays: tuple[Stray, ...] = ()
    suspects: Mapping[str, str] = field(default_factory=dict)
    cut: int | None = None

    @cached_property
    def unusual(self) -> str:
        """What of the text is not ASCII, each piece once: so a long text is looked through quickly."""
        return "\n".join(set(UNUSUAL.findall(self.text)))


def decode(data: bytes) -> Decoded:
    """The text of bytes that are UTF-8, or of an 8-bit encoding; `UnicodeError` when they are neither."""
    with suppress(UnicodeDecodeError):
        return Decoded(_lines(data.decode("utf-8-sig")))
    text = _lines(data.decode("utf-8-sig", "surrogateescape"))
    strays = STRAY.findall(text)
    letters = sum(map(len, re.findall(r"[^\x00-\x7f]+", text))) - len(strays)
    cut = _is_cut(data)
    return _mostly_utf8(text, cut=cut) if letters >= len(strays) or cut else _eight_bit(data)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _is_cut(data: bytes) -> bool:
    """Whether the end is the beginning of a character that takes several bytes, two of them at least."""
    return bool(re.search(rb"(?:[\xe0-\xef][\x80-\xbf]|[\xf0-\xf4][\x80-\xbf]{1,2})\Z", data))


def _mostly_utf8(text: str, *, cut: bool) -> Decoded:
    """Text with the bytes that are not UTF-8 read as Windows-1252, each of them named; those at a cut end left out."""
    at_end = cut or bool(STRAY.search(text[-1:]))
    body = re.sub("[\udc80-\udcff]+\\Z", "", text) if at_end else text
    lines = enumerate(body.split("\n"), start=1)
    strays = tuple(_stray(number, line, found) for number, line in lines if (found := STRAY.search(line)))
    return Decoded(STRAY.sub(_as_cp1252, body), strays=strays, cut=body.count("\n") + 1 if at_end else None)


def _stray(number: int, line: str, found: re.Match[str]) -> Stray:
    words = [word for word in WORD.finditer(line) if word.start() <= found.start() < word.end()]
    word = STRAY.sub(_as_cp1252, words[0][0]) if words else _as_cp1252(found)
    return Stray(number, f"{ord(found[0]) - 0xDC00:02X}", word, _as_cp1252(found))


def _as_cp1252(stray: re.Match[str]) -> str:
    return bytes([ord(stray[0]) - 0xDC00]).decode(USUAL, "replace")


# --- one byte a letter


def _eight_bit(data: bytes) -> Decoded:
    """The text in the one encoding that makes words of all its words, or in the likeliest with those that are not."""
    written = sorted(set(WORD_BYTES.findall(data)))
    readings = {name: [_decoded(word, name) for word in written] for name in ENCODINGS}
    fits = {name: [_is_word(word, ENCODINGS[name][1]) for word in words] for name, words in readings.items()}
    whole = [name for name in ENCODINGS if all(fits[name]) and _decoded(data, name)]
    if USUAL in whole:
        return Decoded(_lines(data.decode(USUAL)))
    if len({tuple(readings[name]) for name in whole}) == 1:
        shown = tuple(word for word in readings[whole[0]] if word)[:3]
        return Decoded(_lines(data.decode(whole[0])), ENCODINGS[whole[0]][0], shown)
    return _unsure(data, readings, fits, whole)


def _unsure(
    data: bytes, readings: Mapping[str, list[str]], fits: Mapping[str, list[bool]], whole: Iterable[str]
) -> Decoded:
    """The text as Windows-1252 where that can be, and the words of which that is not sure."""
    by_likelihood = sorted(ENCODINGS, key=lambda name: _score(readings[name], fits[name]), reverse=True)
    main = next((name for name in (USUAL, *by_likelihood) if any(fits[name]) and _decoded(data, name)), "")
    if not main and not _decoded(data, USUAL):
        raise UnicodeError
    main, suspects = main or USUAL, {}
    for at, word in enumerate(readings[main]):
        others = {readings[name][at]: None for name in by_likelihood if fits[name][at]} if word else {}
        if not fits[main][at] or any(readings[name][at] != word for name in whole):
            suspects[word] = next((other for other in others if other != word), "")
    return Decoded(_lines(data.decode(main)), suspects=suspects)


def _score(words: Iterable[str], fits: Iterable[bool]) -> tuple[int, int]:
    return sum(fits), sum(letter in COMMON_LETTERS for word in words for letter in word)


def _decoded(data: bytes, encoding: str) -> str:
    """The text, or nothing where the encoding has no such byte."""
    try:
        return data.decode(encoding)
    except UnicodeError:
        return ""


def _is_word(word: str, alphabets: Iterable[str]) -> bool:
    """Whether this can stand in a text: the letters of one language, capitals in front, figures with their signs."""
    inner = word.replace("\xa0", " ").strip(f"{EDGE_SIGNS} ")
    if not word:
        return False
    if not inner or inner.isascii() or FIGURES.fullmatch(inner):
        return True
    if LONE_LETTER.search(inner) or NO_PORTUGUESE.search(inner):
        return False
    parts = [part for one in inner.split() for part in SPLITS.split(one)]
    letters = {letter for part in parts for letter in part if not letter.isascii()}
    lower = {letter.lower()[:1] for letter in letters}
    foreign = "а" in next(iter(alphabets)) and bool(re.search("[A-Za-z]", inner))
    in_one = not lower or any(lower <= set(alphabet) for alphabet in alphabets)
    return in_one and not foreign and not any(map(_has_capital_inside, parts))


def _has_capital_inside(part: str) -> bool:
    """Whether an accented capital stands behind another letter of a word in small letters."""
    small = any(letter.islower() for letter in part)
    return small and any(letter.isupper() and not letter.isascii() for letter in part[1:])


# --- UTF-8 that was once read as something else


def _signs(encoding: str, first: int, last: int) -> str:
    """The letters that an encoding makes of these bytes, for a class of a regular expression."""
    return re.escape("".join(_decoded(bytes([byte]), encoding) for byte in range(first, last + 1)))


def _garbled(encoding: str, leads: tuple[int, int]) -> re.Pattern[str]:
    """What an encoding makes of UTF-8: of accented letters, of quotation marks and dashes, of other alphabets."""
    follow, lead, quotes = _signs(encoding, 0x80, 0xBF), _signs(encoding, *leads), _signs(encoding, 0xE2, 0xE2)
    one = rf"[{lead}][{follow}]" if encoding != "cp1251" else "(?!)"
    others = _signs(encoding, 0xC2 if encoding != "cp1251" else 0xD0, 0xDF if encoding != "cp1251" else 0xD1)
    second = re.escape(_decoded(b"\x80", encoding))
    if encoding == USUAL:
        # What was misread twice has other signs of three bytes than quotation marks: â‚¬, â„¢.
        second = follow
    return re.compile(rf"{quotes}[{second}][{follow}]|(?:[{others}][{follow}]){{2,}}|{one}")


GARBLED = {
    "cp1252": _garbled("cp1252", (0xC2, 0xC5)),
    "mac_roman": _garbled("mac_roman", (0xC2, 0xC5)),
    "cp850": _garbled("cp850", (0xC2, 0xC5)),
    "cp1250": _garbled("cp1250", (0xC3, 0xC5)),
    "cp1251": _garbled("cp1251", (0xC3, 0xC5)),
}
# Of a closing quotation mark, an à and a fixed space, Windows-1252 leaves less than it makes.
HALVED = {re.compile("â€(?![\x80-\U0010ffff])"): "”", re.compile(r"(?<![^\W\d_])Ã(?=\s|$)"): "à"}
ANY_GARBLED = re.compile("|".join(f"(?:{one.pattern})" for one in (*GARBLED.values(), *HALVED)))


def repair_mojibake(text: str) -> str:
    """The text with its mojibake repaired: UTF-8 that was read in another encoding."""
    for encoding, pattern in GARBLED.items():
        found = pattern.sub(lambda one, encoding=encoding: _decoded_again(one[0], encoding), text)  # type: ignore[misc]
        if found != text:
            return repair_mojibake(found)
    for halved, meant in HALVED.items():
        text = halved.sub(meant, text)
    return text


def _decoded_again(garbled: str, encoding: str) -> str:
    try:
        return garbled.encode(encoding).decode("utf-8")
    except UnicodeError:
        return garbled
