"""Find the header row and the separator of a CSV file; refuse what is not a table."""

import csv
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import NamedTuple

from mri_data.words.catalogue import languages, words
from mri_data.words.columns import column_text
from mri_data.words.errors import DataError, Origin, Problem, quoted
from mri_data.words.messages import messages
from mri_data.words.spelling import fold

SEPARATORS = ",;\t"
# Separators that are recognised only to refuse them: our cells contain these characters.
REFUSED_SEPARATORS = "|:^~"
HEADER_AT_MOST = 65_536
# Lines in which the header row is searched for.
MOST_ABOVE = 20
# Far more than our tables have; a sheet saved with blank columns at its end has some hundreds.
MOST_COLUMNS = 2_000
SEPARATOR_LINE = re.compile(r'"?sep=(?P<separator>[^\n])"?[,;\t]*(?:\n|\Z)', flags=re.IGNORECASE)
DOCUMENTS: Mapping[str, re.Pattern[str]] = {
    "problem.document.html": re.compile(r"\s*<(?:!doctype\s+html|html|head|body|table|meta)\b", flags=re.IGNORECASE),
    "problem.document.rtf": re.compile(r"\{\\rtf"),
    "problem.document.xml": re.compile(r"<\?xml|<[a-z]+:|<[a-z]+ xmlns", flags=re.IGNORECASE),
    "problem.document.json": re.compile(r"[\[{]\s*(?:[\[{]|\"[^\"\n]*\"\s*:)"),
}


# Pairs of a column and its head.
HeadNames = tuple[tuple[str, str], ...]


class ColumnMatch(NamedTuple):
    """How many expected columns a line names, and how many cells it has in all."""

    known: int
    width: int


@dataclass(frozen=True)
class Header:
    """A table's text from its header row on, the line of that row, the separator, and the number of columns.

    `problem` is set if there are lines above the header row.
    """

    body: str
    line: int
    separator: str
    width: int
    problem: Problem | None = None


def find_header(body: str, line: int, columns: Collection[str], origin: Origin) -> Header:
    """Find the header row in a text whose first line has the number `line`; `DataError` if it is not a usable table."""
    for kind, pattern in DOCUMENTS.items():
        if pattern.match(body):
            raise DataError.of("problem.file.document", origin.name, kind=messages()(kind))
    declared = SEPARATOR_LINE.match(body)
    separators = declared["separator"] if declared else SEPARATORS
    top = line + 1 if declared else line
    body = body[declared.end() :] if declared else body
    lines = body[: HEADER_AT_MOST * 2].split("\n")[:MOST_ABOVE]
    known = _known_names(lines[0], separators, columns)
    above = _above(lines, separators, known, len(columns))
    if above is None:
        raise _headless(lines[0], columns, known, origin)
    body = body[sum(len(one) + 1 for one in lines[:above]) :]
    separator = max(separators, key=lambda one: _fit(body, one, known))
    width = _fit(body, separator, known).width
    if width > MOST_COLUMNS:
        raise DataError.of("problem.file.too_wide", origin.name)
    problem = Problem.of("problem.head.below", origin, top, head=top + above) if above else None
    return Header(body, top + above, separator, width, problem)


def name_of(written: str) -> str:
    """A column's name, normalised: `Date of `, “date-of” and `DATE_OF` are the same."""
    return re.sub(r"[\s_-]+", "_", fold(written)).strip("'\"_:*.")


def columns_meant(heads: Sequence[str], columns: Collection[str]) -> list[str | None]:
    """The column that each head names by its code or title, or `None`; a part in brackets at its end may be ignored."""
    codes = _codes(columns)
    only_codes = all(name_of(head) in codes for head in heads)
    return heads_meant(heads, codes if only_codes else names_of_columns(columns))


def heads_meant(heads: Sequence[str], known: Mapping[str, str]) -> list[str | None]:
    """As `columns_meant`, with the columns by their accepted names."""
    found = [known.get(name_of(head)) for head in heads]
    for place, head in enumerate(heads):
        column = known.get(name_of(head.rpartition("(")[0])) if head.rstrip().endswith(")") else None
        found[place] = found[place] or (column if column not in found else None)
    return found


def head_row(rows: Sequence[Sequence[str]], known: Collection[str], width: int) -> int | None:
    """Which of the first rows of a sheet names the most columns; `None` if none names enough of `width` columns."""
    fits = [len({name_of(cell) for cell in row} & set(known)) for row in rows[:MOST_ABOVE]]
    return fits.index(max(fits)) if fits and max(fits) >= max(1, width // 4) else None


def names_of_columns(columns: Collection[str]) -> dict[str, str]:
    """Accepted name -> column: the code of each column and, if they are described, its title in every language."""
    described = columns if isinstance(columns, Mapping) else {}
    titles = {
        name_of(column_text(column, words(language)).title): code
        for language in languages()
        for code, column in described.items()
    }
    return titles | _codes(columns)


def _known_names(line: str, separators: str, columns: Collection[str]) -> dict[str, str]:
    """`names_of_columns`, or only the codes if the line has nothing else: reading all catalogues takes a while."""
    codes = _codes(columns)
    fits = [_fit(line, separator, codes) for separator in separators]
    return codes if any(fit.known == fit.width for fit in fits) else names_of_columns(columns)


def _codes(columns: Collection[str]) -> dict[str, str]:
    return {name_of(code): code for code in columns}


def head_names(written: Mapping[str, str], titles: Mapping[str, str]) -> HeadNames:
    """The head of each column: as it is `written`, or its title if it is missing; none if all heads are codes."""
    if written and all(name_of(head) == name_of(column) for column, head in written.items()):
        return ()
    return tuple({**titles, **{column: " ".join(head.split()) for column, head in written.items()}}.items())


def _above(lines: list[str], separators: str, known: Collection[str], width: int) -> int | None:
    """Number of lines above the header row; `None` if no line names enough columns."""
    needed = max(1, width // 4)
    # A name in quotation marks may span two lines.
    whole = max(_fit("\n".join(lines), one, known).known for one in separators) if lines else 0
    if whole >= needed:
        return 0
    fits = [max(_fit(line, one, known).known for one in separators) for line in lines]
    return fits.index(max(fits)) if fits and max(fits) >= needed else None


def _fit(text: str, separator: str, known: Collection[str]) -> ColumnMatch:
    """The `ColumnMatch` of the first row of a text, split at this separator."""
    try:
        header = next(
            csv.reader(StringIO(text[:HEADER_AT_MOST], newline="\n"), delimiter=separator, skipinitialspace=True), []
        )
    except csv.Error:
        return ColumnMatch(0, 0)
    return ColumnMatch(len({name_of(cell) for cell in header} & set(known)), len(header))


def _headless(line: str, columns: Collection[str], known: Collection[str], origin: Origin) -> DataError:
    other = max(REFUSED_SEPARATORS, key=lambda one: _fit(line, one, known))
    if _fit(line, other, known).known > 1:
        return DataError.of("problem.file.separator", origin.name, separator=quoted(other))
    return DataError.of("problem.file.no_heads", origin.name, value=quoted(line), columns=", ".join(columns))
