"""Languages made for tests, so that whatever is in English, too narrow, or bound to one direction is found.

One is English with an accent on every letter and each vowel twice, which makes it two fifths longer, and has its dates
and the names of languages in French. The other is in Arabic letters, and is written from right to left.
"""

import csv
import io
import re
import tomllib
from collections.abc import Callable
from itertools import count
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from mri_data.reading.data_folder import DATA_DIR, FILES
from mri_data.words.catalogue import CATALOGUE, catalogue

LANGUAGE, LOCALE = "xx", "fr"
RIGHT_TO_LEFT, ITS_LOCALE = "xr", "ar"
PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
ACCENTED = "àḃćđéḟĝĥíĵķĺḿńóṕɋŕśţúṽŵẋýžÀḂĆĐÉḞĜĤÍĴĶĹḾŃÓṔɊŔŚŢÚṼŴẊÝŽ"
ACCENTS = str.maketrans(PLAIN, ACCENTED)
ARABIC = str.maketrans(PLAIN, "ابجدهفغحيكقلمنوپڤرستعظثخزض" * 2)
VOWELS = re.compile(r"[aeiou]")
# What is written for programs inside of a text: patterns of dates, addresses, ids in brackets, words in backticks.
CODE = re.compile(r"https?://[^\s)]+|\[[^\]]*\]|`[^`]*`")
# Texts that are no words: patterns of dates, in the notation of CLDR.
PATTERNS = re.compile(r"date\.pattern\.")


def accented(text: str) -> str:
    """A text with an accent on each letter, except in addresses, in brackets and in backticks."""
    return _but_code(text, lambda words: words.translate(ACCENTS))


def longer(text: str) -> str:
    """A text with accents, and with each small vowel twice: two fifths longer."""
    return _but_code(text, lambda words: VOWELS.sub(lambda vowel: vowel[0] * 2, words).translate(ACCENTS))


def arabic(text: str) -> str:
    """A text in Arabic letters, except in addresses, in brackets and in backticks."""
    return _but_code(text, lambda words: words.translate(ARABIC))


def _but_code(text: str, changed: Callable[[str], str]) -> str:
    parts, at = [], 0
    for code in CODE.finditer(text):
        parts += [changed(text[at : code.start()]), code[0]]
        at = code.end()
    return "".join([*parts, changed(text[at:])])


def message(text: str, changed: Callable[[str], str] = longer) -> str:
    """A text of the catalogue with its words changed, its placeholders as they are."""
    parts = [(changed(_braced(words)), _placeholder(*rest)) for words, *rest in Formatter().parse(text)]
    return "".join(words + field for words, field in parts)


def _braced(words: str) -> str:
    return words.replace("{", "{{").replace("}", "}}")


def _placeholder(name: str | None, form: str | None, conversion: str | None) -> str:
    if name is None:
        return ""
    return "{" + name + (f"!{conversion}" if conversion else "") + (f":{form}" if form else "") + "}"


def write_catalogue(folder: Path, language: str = LANGUAGE) -> None:
    """Write the catalogue of one of the languages into a folder of catalogues."""
    changed = longer if language == LANGUAGE else arabic
    made = Catalog(locale=LOCALE if language == LANGUAGE else ITS_LOCALE)
    for one in catalogue("en"):
        if one.id:
            key = one.id if isinstance(one.id, str) else one.id[0]
            texts = [one.string] if isinstance(one.string, str) else list(one.string or ())
            if not PATTERNS.match(key):
                texts = [message(text, changed) for text in texts]
            forms = texts if isinstance(one.id, str) else [texts[0], *[texts[-1]] * (made.num_plurals - 1)]
            made.add(one.id, forms[0] if isinstance(one.id, str) else tuple(forms))
    path = folder / language / CATALOGUE
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_po(file, made)


# --- the record, in letters with accents too, so that whatever has none comes from the program

TEXTS = {
    "title",
    "summary",
    "source_ref",
    "also_known",
    "not_confirmed",
    "name_then",
    "name",
    "note",
    "chair",
    "run_by",
    "publisher",
    "terms",
    "reason",
    "text",
    "notes",
    "short_title",
    "licence",
    "bodies",
    "alongside",
    "was",
    "becomes",
}
ENTRY = re.compile(r'^(?P<key>[\w"-]+) = "(?P<text>[^"]*)"$', flags=re.MULTILINE)


def write_record(folder: Path) -> None:
    """The shipped record with accents on the letters of every text that people read."""
    for file in FILES.values():
        (folder / file).parent.mkdir(exist_ok=True)
        text = (DATA_DIR / file).read_text("utf-8")
        (folder / file).write_text(_table(text) if file.endswith(".csv") else _settings(file, text), "utf-8")


def _table(text: str) -> str:
    head, *rows = list(csv.reader(io.StringIO(text)))
    changed = [[_cell(name, cell) for name, cell in zip(head, row, strict=True)] for row in rows]
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows([head, *changed])
    return written.getvalue()


def _cell(name: str, cell: str) -> str:
    return accented(cell) if name in TEXTS else cell


def _settings(file: str, text: str) -> str:
    if file == "names.toml":
        return _names(text)
    numbers = count(1)

    def changed(one: re.Match[str]) -> str:
        key = one["key"]
        # Long addresses would be broken into pieces where a page is narrow.
        becomes = f"https://example.org/{next(numbers)}" if key == "url" else _cell(key, one["text"])
        return f'{key} = "{becomes}"'

    return ENTRY.sub(changed, text)


def _names(text: str) -> str:
    """Each name with accents before the names as they are, by which the tables still name a body."""
    lines = []
    for table, entries in tomllib.loads(text).items():
        lines.append(f"[{table}]")
        for code, names in entries.items():
            if isinstance(names, str):
                lines.append(f'"{code}" = {_quoted(accented(names))}')
            else:
                first = [accented(names[0])] if table == "bodies" else []
                lines.append(f'"{code}" = [{", ".join(map(_quoted, [*first, *names]))}]')
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '\\"') + '"'
