"""The first sheet of a workbook: the records for people who read, sort and print them."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from mri_data.record.view import View
from mri_data.schema.settings import Source
from mri_data.sentences.one_record import Citation, citation
from mri_data.words.errors import shortened

A4 = 9
# The rows of a sheet below its header.
MOST_ROWS = 1_048_575
# Points: one line of text, the space around it, and the highest row that Excel allows.
LINE, AROUND, HIGHEST = 15, 4, 409
# The longest text in a cell of a workbook; XlsxWriter would drop a longer one.
LONGEST_CELL = 32_767
# Excel counts days from 1900, and takes 65,530 links in a sheet and 2,079 characters in a link.
FIRST_YEAR, MOST_LINKS, LONGEST_LINK = 1900, 65_530, 2_079
BEGINS_WITH_DAY = re.compile(r"\d{4}-\d\d-\d\d(/|$)")
# Where characters begin that are about twice as wide as Latin ones: Chinese, Japanese, Korean, emoji.
WIDE_FROM = "\u2e80"


@dataclass(frozen=True)
class Column:
    """A column: key of its head, width in characters, name of its format."""

    key: str
    width: int
    look: str = "text"


# 160 characters fill a page of A4 across at nine points.
COLUMNS = (
    Column("when", 18),
    Column("day", 12, "day"),
    Column("what", 27, "title"),
    Column("kind", 14),
    Column("where", 15),
    Column("words", 50),
    Column("sources", 28),
)
# Right of them, and not printed, each source of a record has a cell with its link: no cell can hold two.
SOURCE_WIDTH, MOST_SOURCES = 30, 20


def add(book: Any, view: View, looks: dict[str, Any]) -> None:
    """Add the sheet: a table named `Records` with filters, whose rows are as high as their texts need."""
    sheet, rows = book.add_worksheet(view.say("export.sheet.records")), view.shown
    sources = [_sources(record, view) for record in rows.itertuples()]
    most = max(map(len, sources), default=0)
    heads = [view.say(f"workbook.{column.key}") for column in COLUMNS]
    heads += [view.say("workbook.source", number=number) for number in range(1, most + 1)]
    _set_up(sheet, heads, looks)
    linked = most * len(rows) <= MOST_LINKS
    for line, (record, cited) in enumerate(zip(rows.itertuples(), sources, strict=True), start=1):
        _add_row(sheet, line, _cells(record, cited, view), looks)
        _add_sources(sheet, line, [citation(one, view.say) for one in cited], looks, linked=linked)
    if sources:
        as_table(sheet, "Records", heads, len(sources), looks["head"])
        sheet.print_area(0, 0, len(sources), len(COLUMNS) - 1)


def as_table(sheet: Any, name: str, heads: Sequence[str], rows: int, look: Any) -> None:
    """Make the heads in the first row, in a look, and the rows below them a table of Excel with filters."""
    columns = [{"header": head, "header_format": look} for head in heads]
    sheet.add_table(0, 0, rows, len(heads) - 1, {"name": name, "columns": columns, "style": None})


def _set_up(sheet: Any, heads: Sequence[str], looks: dict[str, Any]) -> None:
    on_paper(sheet)
    sheet.freeze_panes(1, 0)
    widths = [column.width for column in COLUMNS]
    for at, head in enumerate(heads):
        sheet.set_column(at, at, widths[at] if at < len(widths) else SOURCE_WIDTH)
        sheet.write_string(0, at, head, looks["head"])


def on_paper(sheet: Any) -> None:
    """Print a sheet across, one page wide, with its header and page number on each page."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.repeat_rows(0)
    sheet.set_footer("&L&A&R&P / &N")


def _sources(record: Any, view: View) -> list[Source]:
    """The sources of a record, that of its words first."""
    noted = (source for note in (*record.also_known, *record.not_confirmed) for source in note.sources)
    cited = (record.source, *record.date_source, *record.place_source, *record.alongside_source, *noted)
    known = view.dataset.sources
    return [known[source] for source in dict.fromkeys(cited) if source in known][:MOST_SOURCES]


def _cells(record: Any, sources: list[Source], view: View) -> list[Any]:
    """The cells of a record: texts, and a day or None."""
    exact = BEGINS_WITH_DAY.match(record.edtf or "") and record.earliest.year >= FIRST_YEAR
    return [
        record.date_text,
        record.earliest.date() if exact else None,
        record.title,
        view.labels("work_area", record.work_area),
        ", ".join(record.cities),
        record.summary,
        view.labels.clauses([*dict.fromkeys(source.publisher for source in sources)]),
    ]


def _add_row(sheet: Any, line: int, cells: list[Any], looks: dict[str, Any]) -> None:
    texts = [shortened(cell, LONGEST_CELL) if isinstance(cell, str) else "" for cell in cells]
    sheet.set_row(line, row_height(texts, [column.width for column in COLUMNS]))
    for at, (cell, text, column) in enumerate(zip(cells, texts, COLUMNS, strict=True)):
        if text:
            sheet.write_string(line, at, text, looks[column.look])
        elif cell:
            sheet.write_datetime(line, at, cell, looks["day"])
        else:
            sheet.write_blank(line, at, None, looks[column.look])


def _add_sources(sheet: Any, line: int, cited: list[Citation], looks: dict[str, Any], *, linked: bool) -> None:
    for at, one in enumerate(cited, start=len(COLUMNS)):
        if linked and one.url and len(one.url) <= LONGEST_LINK:
            sheet.write_url(line, at, one.url, looks["link"], shortened(one.name, LONGEST_CELL))
        else:
            sheet.write_string(line, at, shortened(one.name, LONGEST_CELL), looks["name"])


def row_height(texts: Sequence[str], widths: Sequence[int]) -> int:
    """The height in points of a row of texts, wrapped in columns of these widths in characters."""
    lines = max(_lines(text, width) for text, width in zip(texts, widths, strict=True))
    return min(HIGHEST, LINE * lines + AROUND)


def _lines(text: str, width: int) -> int:
    """About how many lines a text takes in a column of `width` characters, with some room as words break early."""
    return sum(max(1, math.ceil(1.15 * _width(part) / width)) for part in text.split("\n"))


def _width(text: str) -> int:
    return len(text) if text.isascii() else sum(2 if character >= WIDE_FROM else 1 for character in text)
