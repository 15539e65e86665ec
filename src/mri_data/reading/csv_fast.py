"""Fast CSV reader for tables in which each line is one row: a million rows take a few seconds.

Less regular tables are left to the slower reader in `csv_lenient`.
"""

import re
from contextlib import suppress
from functools import cache

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as quick_csv

from mri_data.reading.progress import Progress

# With jemalloc a million records take a tenth less time and memory than with pyarrow's default pool. Not every system
# has it.
with suppress(NotImplementedError):
    pa.set_memory_pool(pa.jemalloc_memory_pool())

# Characters parsed at a time, so that a long text is never in memory twice and progress can be reported.
BLOCK = 2**23


def regular_cells(body: str, separator: str, width: int, first: int, progress: Progress) -> pd.DataFrame | None:
    """All cells, header included, if each line is one row of `width` cells; else `None`.

    The index holds line numbers, beginning with `first`.
    """
    parts, start = [], 0
    while start < len(body):
        end = body.find("\n", start + BLOCK)
        end = len(body) if end < 0 else end + 1
        part = _block(body[start:end].removesuffix("\n"), separator, width)
        if part is None:
            return None
        parts.append(part)
        start = end
        progress(start / len(body), "")
    cells = pa.concat_tables(parts).to_pandas()
    return cells.set_axis(range(width), axis=1).set_axis(range(first, first + len(cells)))


def _block(text: str, separator: str, width: int) -> pa.Table | None:
    """The cells of these lines if each line is one row of `width` cells; else `None`."""
    if _marks_inside(separator).search(text):
        return None
    names = [str(place) for place in range(width)]
    try:
        part = quick_csv.read_csv(
            pa.BufferReader(f"{text}\n".encode()),
            quick_csv.ReadOptions(column_names=names, block_size=2 * BLOCK),
            quick_csv.ParseOptions(delimiter=separator, newlines_in_values=True, ignore_empty_lines=False),
            quick_csv.ConvertOptions(column_types=dict.fromkeys(names, pa.large_string())),
        )
    except pa.ArrowInvalid:
        return None
    # Each row takes at least one line, so equal counts mean one line each. A quotation mark that is never closed
    # makes the final line end part of the last cell.
    regular = part.num_rows == text.count("\n") + 1 and not part.columns[-1][-1].as_py().endswith("\n")
    return part if regular and not any(map(_opens_late, part.columns)) else None


@cache
def _marks_inside(separator: str) -> re.Pattern[str]:
    """Pattern for a quotation mark inside the text of a cell that is not doubled."""
    text = rf'[^{re.escape(separator)}\n"]'
    return re.compile(rf'"(?<={text}")(?:"")*+(?={text})')


def _opens_late(cells: pa.ChunkedArray) -> bool:
    """Whether a cell has spaces before its opening quotation mark, which only the lenient reader handles."""
    spaced = pc.filter(cells, pc.starts_with(cells, " "))
    return bool(len(spaced)) and bool(pc.any(pc.match_substring_regex(spaced, '^ +"')).as_py())
