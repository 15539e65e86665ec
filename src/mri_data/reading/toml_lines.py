"""Where the tables and keys of a TOML file stand: the parser does not say it, and people need it to find an entry."""

import re
from dataclasses import dataclass, field

TABLE = re.compile(r"""\s*(?P<mark>\[\[?)\s*["']?(?P<name>[^"'\[\]=,]+?)["']?\s*\]\]?\s*(?:#.*)?$""")
KEY = re.compile(r"""\s*["']?(?P<name>[^"'=#\[\]]+?)["']?\s*=""")

# How many keys, or brackets, may stand inside one another: ours are two deep.
DEEPEST = 8
# How texts and remarks begin, in which dots and brackets mean nothing, and what ends each.
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


@dataclass(frozen=True)
class Table:
    """One table: its name, the line it begins in, and the lines of its keys; what stands above all has line 0."""

    name: str = ""
    line: int = 0
    keys: dict[str, int] = field(default_factory=dict)


def outline(text: str) -> list[Table]:
    """The tables of a file in their order, the keys above all of them first."""
    tables = [Table()]
    for number, line in enumerate(text.split("\n"), start=1):
        table, key = TABLE.match(line), KEY.match(line)
        if table:
            tables.append(Table(table["name"], number))
        elif key:
            tables[-1].keys.setdefault(key["name"], number)
    return tables


def named(tables: list[Table], name: str, count: int) -> list[Table | None]:
    """The `count` tables of a name, or nothing for each when the file has another number of them."""
    found: list[Table | None] = [table for table in tables if table.name == name and table.line]
    return found if len(found) == count else [None] * count


def nested_too_deep(bare: str) -> int:
    """The line in which keys or brackets stand more than `DEEPEST` inside one another; 0 where they do so nowhere.

    `bare` is a file without its texts.
    """
    keys = (found.start() for found in KEY_OF_PARTS.finditer(bare) if found[0].count(".") >= DEEPEST)
    places = [place for place in (next(keys, None), _deep_bracket(bare)) if place is not None]
    return bare.count("\n", 0, min(places)) + 1 if places else 0


def without_texts(text: str) -> str:
    """The same lines with a name in place of each text, which may be a key, and of each remark."""
    parts, place = [], 0
    while found := MARK.search(text, place):
        end = _end(text, found.end(), found[0])
        parts += [text[place : found.start()], "text", "\n" * text.count("\n", found.start(), end)]
        place = end
    return "".join((*parts, text[place:]))


def _end(text: str, place: int, mark: str) -> int:
    """Where a text or remark ends; one that nothing ends reaches to the end of all."""
    ends = (found.end() for found in ENDS[mark].finditer(text, place) if not found[0].startswith("\\"))
    return next(ends, len(text))


def _deep_bracket(bare: str) -> int | None:
    depth = 0
    for found in BRACKET.finditer(bare):
        depth += 1 if found[0] in "[{" else -1
        if depth > DEEPEST:
            return found.start()
    return None
