"""Decode the bytes of a file that may not be UTF-8: its encoding, its text, and what is uncertain about it.

Windows-1252 is preferred. Another encoding is trusted only if no other reading makes words of all words.
"""

import codecs
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
# Name of each encoding for readers, and the alphabets of its languages.
ENCODINGS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    USUAL: ("Windows-1252", WESTERN),
    "mac_roman": ("Mac Roman", WESTERN),
    "cp850": ("DOS code page 850", WESTERN),
    "cp1250": ("Windows-1250", CENTRAL),
    "iso8859_2": ("ISO 8859-2", CENTRAL),
    "cp1254": ("Windows-1254", TURKISH),
    "cp1251": ("Windows-1251", CYRILLIC),
}
# Characters so common in western texts that of two readings, the one with more of them is likelier.
COMMON_LETTERS = frozenset("éèàçêüöäñóíáúôâîïëßåøæœÉ’“”–ąęłśżčšžığş")

WORD_ENDS = r"\s,;|\"()\[\]{}<>/=:.!?"
WORD = re.compile(rf"[^{WORD_ENDS}]*[^\x00-\x7f{WORD_ENDS}][^{WORD_ENDS}]*")
WORD_BYTES = re.compile(rf"[^{WORD_ENDS}]*[\x80-\xff][^{WORD_ENDS}]*".encode("latin-1"))
EDGE_SIGNS = "“‘«‹„‚¡¿–—…•”’»›™®'*-"
FIGURES = re.compile(r"[A-Za-z]{0,2}[°²³ºª±×€£¥½¼¾§©®™\d,+%–—-]+[A-Za-z]{0,3}")
SPLITS = re.compile("[’'‘–—·…-]")
# A dash next to a single letter, which may be left of an ñ or ó; an õ that is probably the ő of Hungarian.
LONE_LETTER = re.compile(r"(?<![^\W\d_])[^\W\d_][–—]|[–—][^\W\d_](?![^\W\d_])")
NO_PORTUGUESE = re.compile("õ(?!e)", re.IGNORECASE)
UNUSUAL = re.compile(r"[^\x00-\x7f]+")
STRAY = re.compile("[\udc80-\udcff]")
# The share of letters of UTF-16 that have a code below 256; the others are dashes, quotation marks and the like.
MOSTLY = 0.9


@dataclass(frozen=True)
class Stray:
    """The first byte of a line that is not UTF-8 in a file that mostly is, its word, and the letter it may be."""

    line: int
    byte: str
    word: str
    likely: str


@dataclass
class Decoded:
    """The text of a file, with `\\n` as line end, and what is uncertain about it.

    `encoding` is the detected encoding if it is not a usual one, with some `words` as evidence. `suspects` maps words
    that look wrong to what they may be, or to an empty text. `cut` is the line in which the file ends inside a
    character.
    """

    text: str
    encoding: str = ""
    words: tuple[str, ...] = ()
    strays: tuple[Stray, ...] = ()
    suspects: Mapping[str, str] = field(default_factory=dict)
    cut: int | None = None

    @cached_property
    def unusual(self) -> str:
        """Runs of non-ASCII characters in the text, each once, so that a long text can be searched quickly."""
        return "\n".join(set(UNUSUAL.findall(self.text)))


def utf16(data: bytes) -> str:
    """The kind of UTF-16 that bytes are in, as Python names it; empty if they are in none.

    Without a byte order mark it is one if nearly every other byte is zero, and no other byte is.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    kinds = {"utf-16-le": (data[0::2], data[1::2]), "utf-16-be": (data[1::2], data[0::2])}
    whole = bool(data) and len(data) % 2 == 0
    fits = [name for name, (low, high) in kinds.items() if 0 not in low and high.count(0) > len(high) * MOSTLY]
    return next(iter(fits), "") if whole else ""


def decode(data: bytes) -> Decoded:
    """Decode UTF-8 or an 8-bit encoding; `UnicodeError` if the bytes are neither."""
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
    """Whether the data ends inside a character, after at least two of its bytes."""
    return bool(re.search(rb"(?:[\xe0-\xef][\x80-\xbf]|[\xf0-\xf4][\x80-\xbf]{1,2})\Z", data))


def _mostly_utf8(text: str, *, cut: bool) -> Decoded:
    """UTF-8 text with stray bytes read as Windows-1252.

    The first stray byte of each line is reported; those at the very end of the text are dropped, and set `cut`.
    """
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


# --- 8-bit encodings


def _eight_bit(data: bytes) -> Decoded:
    """The text in Windows-1252 or the only other encoding that makes words of all words; else as `_unsure`."""
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
    """The text as Windows-1252 if possible, else in the likeliest encoding, with the doubtful words as `suspects`."""
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
    """The decoded text; empty if the encoding does not have one of the bytes."""
    try:
        return data.decode(encoding)
    except UnicodeError:
        return ""


def _is_word(word: str, alphabets: Iterable[str]) -> bool:
    """Whether a word is plausible: letters of one language with capitals only in front, or numbers with their signs."""
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
    """Whether an accented capital follows another letter in a word with lower-case letters."""
    small = any(letter.islower() for letter in part)
    return small and any(letter.isupper() and not letter.isascii() for letter in part[1:])


# --- mojibake: UTF-8 that was once read in another encoding


def _signs(encoding: str, first: int, last: int) -> str:
    """Characters that an encoding has for a range of bytes, escaped for a character class of a regular expression."""
    return re.escape("".join(_decoded(bytes([byte]), encoding) for byte in range(first, last + 1)))


def _garbled(encoding: str, leads: tuple[int, int]) -> str:
    """Pattern of UTF-8 misread in an encoding: accented letters, quotation marks and dashes, other alphabets."""
    follow, lead, quotes = _signs(encoding, 0x80, 0xBF), _signs(encoding, *leads), _signs(encoding, 0xE2, 0xE2)
    one = rf"[{lead}][{follow}]" if encoding != "cp1251" else "(?!)"
    others = _signs(encoding, 0xC2 if encoding != "cp1251" else 0xD0, 0xDF if encoding != "cp1251" else 0xD1)
    second = re.escape(_decoded(b"\x80", encoding))
    if encoding == USUAL:
        # Text that was misread twice has other three-byte characters than quotation marks: â‚¬, â„¢.
        second = follow
    return rf"{quotes}[{second}][{follow}]|(?:[{others}][{follow}]){{2,}}|{one}"


GARBLED = {
    "cp1252": _garbled("cp1252", (0xC2, 0xC5)),
    "mac_roman": _garbled("mac_roman", (0xC2, 0xC5)),
    "cp850": _garbled("cp850", (0xC2, 0xC5)),
    "cp1250": _garbled("cp1250", (0xC3, 0xC5)),
    "cp1251": _garbled("cp1251", (0xC3, 0xC5)),
}
# A closing quotation mark and an à may lose their last byte in Windows-1252: it is not a character, or is a space.
HALVED = {"â€(?![\x80-\U0010ffff])": "”", r"(?<![^\W\d_])Ã(?=\s|$)": "à"}
# Only this one is compiled in advance: the others are used where it finds something.
ANY_GARBLED = re.compile("|".join(f"(?:{one})" for one in (*GARBLED.values(), *HALVED)))


def repair_mojibake(text: str) -> str:
    """The text with UTF-8 that was misread in another encoding restored."""
    for encoding, pattern in GARBLED.items():
        found = re.sub(pattern, lambda one, encoding=encoding: _decoded_again(one[0], encoding), text)  # type: ignore[misc]
        if found != text:
            return repair_mojibake(found)
    for halved, meant in HALVED.items():
        text = re.sub(halved, meant, text)
    return text


def _decoded_again(garbled: str, encoding: str) -> str:
    try:
        return garbled.encode(encoding).decode("utf-8")
    except UnicodeError:
        return garbled
