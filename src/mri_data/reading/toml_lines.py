"""Line numbers of the tables and keys of a TOML file: the parser does not give them, and people need them."""

import re

from mri_data.reading.raw import Section

TABLE = re.compile(r"""\s*(?P<mark>\[\[?)\s*["']?(?P<name>[^"'\[\]=,]+?)["']?\s*\]\]?\s*(?:#.*)?$""")
KEY = re.compile(r"""\s*["']?(?P<name>[^"'=#\[\]]+?)["']?\s*=""")

# The deepest nesting of keys or brackets that is accepted; our files have two levels.
DEEPEST = 8
# How texts and comments begin, in which dots and brackets mean nothing, and how each of them ends.
MARK = re.compile(r"""\"{3}|'{3}|["'#]""")
ENDS = {
    '"""': re.compile(r'\\.|"""', flags=re.DOTALL),
    "'''": re.compile(r"'{3}"),
    '"': re.compile(r'\\.|["\n]', flags=re.DOTALL),
    "'": re.compile(r"['\n]"),
    "#": re.compile(r"\n"),
}
KEY_OF_PARTS = re.compile(r"[\w-]+(?:[ \t]*\.[ \t]*[\w-]+)*")
BRACKET = re.compile(r"[\[\]{}]")


def tables_with_lines(text: str) -> list[Section]:
    """The TOML tables of a text in order; the first one holds the keys above all tables. Rows are lines."""
    tables = [Section()]
    for number, line in enumerate(text.split("\n"), start=1):
        table, key = TABLE.match(line), KEY.match(line)
        if table:
            tables.append(Section(table["name"], number))
        elif key:
            tables[-1].keys.setdefault(key["name"], number)
    return tables


def nested_too_deep(bare: str) -> int:
    """Number of the first line with keys or brackets nested more than `DEEPEST` deep; 0 if there is none.

    `bare` is the text of a file after `without_texts`.
    """
    keys = (found.start() for found in KEY_OF_PARTS.finditer(bare) if found[0].count(".") >= DEEPEST)
    places = [place for place in (next(keys, None), _deep_bracket(bare)) if place is not None]
    return bare.count("\n", 0, min(places)) + 1 if places else 0


def without_texts(text: str) -> str:
    """The same lines with the word `text` in place of each quoted text (which may be a key) and each comment."""
    parts, place = [], 0
    while found := MARK.search(text, place):
        end = _end(text, found.end(), found[0])
        parts += [text[place : found.start()], "text", "\n" * text.count("\n", found.start(), end)]
        place = end
    return "".join((*parts, text[place:]))


def _end(text: str, place: int, mark: str) -> int:
    """Offset where a text or comment ends; the end of the file if it is not closed."""
    ends = (found.end() for found in ENDS[mark].finditer(text, place) if not found[0].startswith("\\"))
    return next(ends, len(text))


def _deep_bracket(bare: str) -> int | None:
    depth = 0
    for found in BRACKET.finditer(bare):
        depth += 1 if found[0] in "[{" else -1
        if depth > DEEPEST:
            return found.start()
    return None
