"""Tables as CSV: one header and the records, nothing else. `csvw` writes what describes such a file.

Cells hold codes where the data has codes, and dates both as EDTF and in words.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Any

from mri_data.exports.table import export_columns, flat_rows
from mri_data.record.view import View

COMMA, SEMICOLON = ",", ";"
# What spreadsheets read as the start of a formula (OWASP, CSV injection), also in full width, or as a call of a program
# (`|`, DDE); and what they skip before it: spaces of every kind, and characters without width.
FORMULA_STARTS = ("=", "+", "-", "@", "|", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\t", "\r", "\n")
FORMULA = re.compile(rf"[\s\u200b-\u200f\u2060\ufeff]*[{re.escape(''.join(FORMULA_STARTS))}]")


def to_csv(view: View) -> bytes:
    """The records as CSV."""
    return csv_of(export_columns(), flat_rows(view.shown))


def to_semicolon_csv(view: View) -> bytes:
    """The records as CSV with semicolons, which Excel expects where numbers have a decimal comma."""
    return csv_of(export_columns(), flat_rows(view.shown), SEMICOLON)


def csv_of(head: Sequence[str], rows: Iterable[Sequence[Any]], delimiter: str = COMMA) -> bytes:
    """A table as CSV (RFC 4180). It begins with a byte order mark, without which Excel misreads UTF-8."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([without_formula(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def without_formula(cell: Any) -> Any:
    """A cell that no spreadsheet runs as a formula: text that begins like one gets an apostrophe before it."""
    return f"'{cell}" if isinstance(cell, str) and FORMULA.match(cell) else cell
