"""How a column of a table is described, and how to read the description.

A field's metadata may hold `unit`, `example`, `many` (several values in a cell), `names` (which spellings it is read
with), `dated` (it is read as a date) and `blank` (what an empty cell means).
"""

from typing import Any

import pandera.pandas as pa

# An id is part of addresses, which are short: at most 80 signs.
SLUG = r"^(?!.{81})[a-z0-9]+(?:-[a-z0-9]+)*$"
# Some twelve pages of print: no cell and no setting of a record needs more characters, and no page could show them.
LONGEST_CELL = 20_000
FIRST_YEAR, LAST_YEAR = 1000, 2999
# The longest line of a name, a reference or a person; running text has more.
LINE = {"max_value": 200}


def column(title: str, description: str, **options: Any) -> Any:
    """One column: pandera's checks, and under `metadata` what people need to fill it in."""
    metadata: dict[str, Any] = {
        key: options.pop(key) for key in ("unit", "example", "many", "names", "dated", "blank") if key in options
    }
    return pa.Field(title=title, description=description, metadata=metadata, **options)


def columns(model: type[pa.DataFrameModel]) -> dict[str, pa.Column]:
    """A table's columns in their order, each with title, description, checks and metadata."""
    return dict(model.to_schema().columns)


def choices(column: pa.Column) -> tuple[str, ...]:
    """The values a column may have, or none when it is free."""
    found = [check.statistics["allowed_values"] for check in column.checks if check.name == "isin"]
    return tuple(value for value in found[0] if value) if found else ()
