"""Describe a column of a table with pandera, and read such a description.

The metadata of a field hold `texts`, the key of its texts in the catalogue (see `words.columns`). They may hold `unit`,
`example`, `multiple` (a cell holds several values), `names` (the list of spellings its values are looked up in),
`dated` (the cell is a date), `blank` (a cell may be empty), `optional` (a table may lack the column) and `shown` (the
details of a record show the text below the title of the column, and a search finds it).
"""

from functools import cache
from typing import Any

import pandera.pandas as pa

# An id is part of web addresses, so it has at most 80 characters.
SLUG = r"^(?!.{81})[a-z0-9]+(?:-[a-z0-9]+)*$"
# About twelve printed pages: no cell and no setting needs more characters, and no page could show them.
LONGEST_CELL = 20_000
FIRST_YEAR, LAST_YEAR = 1000, 2999
# The longest name or reference; running text may be longer.
LINE = {"max_value": 200}


def column(texts: str, **options: Any) -> Any:
    """A pandera field: the checks in `options`, and as `metadata` what people need to fill the column in.

    `texts` is the key of the column's texts: its name, after that of its table where the record has another meaning.
    """
    metadata: dict[str, Any] = {
        key: options.pop(key)
        for key in ("unit", "example", "multiple", "names", "dated", "blank", "optional", "shown")
        if key in options
    }
    return pa.Field(metadata={"texts": texts, **metadata}, **options)


def columns(model: type[pa.DataFrameModel]) -> dict[str, pa.Column]:
    """The columns of a table by name, in order; each has checks and metadata."""
    return dict(model.to_schema().columns)


def is_number(column: pa.Column) -> bool:
    """Whether the cells of a column are numbers; those of all others are texts."""
    return str(column.dtype) == "float64"


@cache
def checked_schema(model: type[pa.DataFrameModel]) -> pa.DataFrameSchema:
    """The schema of a table without the type of its texts: the reader makes them, and pandera would test each cell."""
    texts = [name for name, column in columns(model).items() if not is_number(column)]
    return model.to_schema().update_columns({name: {"dtype": None} for name in texts})


def choices(column: pa.Column) -> tuple[str, ...]:
    """The values a column allows; empty where it allows any."""
    found = [check.statistics["allowed_values"] for check in column.checks if check.name == "isin"]
    return tuple(value for value in found[0] if value) if found else ()
