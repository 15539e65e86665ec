"""The quick way to read a table: where each line is one row, a million of them take a few seconds.

Whatever is not that regular is left to the patient reader in `reading`.
"""

import re
from contextlib import suppress
from functools import cache

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as quick_csv

from mri_data.reading.progress import Progress

# A million records take a tenth less time and memory in it than in pyarrow's usual one. Not every system has it.
with suppress(NotImplementedError):
    pa.set_memory_pool(pa.jemalloc_memory_pool())

# How many characters are taken apart at a time: what is long is never held twice, and one hears how far it is.
BLOCK = 2**23


def regular_cells(body: str, separator: str, width: int, first: int, progress: Progress) -> pd.DataFrame | None:
    """All cells, header included, if each line is one row of `width` cells; the index is the lines from `first` on."""
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
    """The cells of some lines, if each of them is one row with as many cells as there are columns."""
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
    # Each row takes at least one line, so equal numbers mean that each takes one; a quotation mark that is never
    # closed takes in the line end behind the last one.
    regular = part.num_rows == text.count("\n") + 1 and not part.columns[-1][-1].as_py().endswith("\n")
    return part if regular and not any(map(_opens_late, part.columns)) else None


@cache
def _marks_inside(separator: str) -> re.Pattern[str]:
    """Quotation marks with text on both sides that neither open nor close a cell, and are not written twice."""
    text = rf'[^{re.escape(separator)}\n"]'
    return re.compile(rf'"(?<={text}")(?:"")*+(?={text})')


def _opens_late(cells: pa.ChunkedArray) -> bool:
    """Whether there is a cell that has spaces in front of its quotation mark: it is for the patient reader."""
    spaced = pc.filter(cells, pc.starts_with(cells, " "))
    return bool(len(spaced)) and bool(pc.any(pc.match_substring_regex(spaced, '^ +"')).as_py())
