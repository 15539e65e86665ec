"""Where the tables and keys of a TOML file stand: the parser does not say it, and people need it to find an entry."""

import re
from dataclasses import dataclass, field

TABLE = re.compile(r"""\s*(?P<mark>\[\[?)\s*["']?(?P<name>[^"'\[\]=,]+?)["']?\s*\]\]?\s*(?:#.*)?$""")
KEY = re.compile(r"""\s*["']?(?P<name>[^"'=#\[\]]+?)["']?\s*=""")


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
