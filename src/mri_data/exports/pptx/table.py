"""A native table on a slide, in the style of the design: no grid, a line under each row."""

from collections.abc import Sequence
from typing import Any

from mri_data.charts.text_width import printable
from mri_data.exports.pptx.colours import A, colour
from mri_data.exports.pptx.layouts import CHART
from mri_data.exports.pptx.ooxml import P, emu
from mri_data.exports.pptx.page import Page, Run
from mri_data.talk.appendix import ASIDE, PADDING, TABLE, row_height
from mri_data.talk.slide import EDGE, INNER, TOP, Row

NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # "No Style, No Grid", known to every PowerPoint.
TABLE_URI = "http://schemas.openxmlformats.org/drawingml/2006/table"
HEAD_RULE, RULE = 3.0, 1.5

Cell = Sequence[Run]  # A paragraph each.


def add_table(
    page: Page, name: str, heads: Sequence[str], rows: Sequence[Row], size: int, apart: float, mark: str, ink: str = ""
) -> None:
    """Add a table of records at a size in px of its text; the line under its header has the colour `mark`.

    `apart` is the space in px above and below the text of each cell.
    `ink` is the colour of dates, titles and places; if empty, that of the slide.
    """
    head: list[Cell] = [[Run(text, True, page.palette.muted, size)] for text in heads]
    cells = [_cells(row, page, size, ink) for row in rows]
    heights = [row_height(row, size) + 2 * (apart - PADDING) for row in (Row("", "", "", ""), *rows)]
    rules = [(mark, HEAD_RULE), *[(page.palette.line, RULE)] * len(rows)]
    made = [_row(*parts, apart, page) for parts in zip((head, *cells), heights, rules, strict=True)]
    grid = A.tblGrid(*(A.gridCol(w=emu(width)) for width in TABLE))
    table = A.tbl(A.tblPr(A.tableStyleId(NO_STYLE), firstRow="1"), grid, *made)
    place = P.xfrm(A.off(x=emu(EDGE), y=emu(TOP)), A.ext(cx=emu(INNER), cy=emu(sum(heights))))
    held = P.nvPr(P.ph(type="tbl", idx=str(CHART)))
    properties = P.cNvPr(id=str(page.next_id()), name=printable(name))
    locks = P.cNvGraphicFramePr(A.graphicFrameLocks(noGrp="1"))
    graphic = A.graphic(A.graphicData(table, uri=TABLE_URI))
    page.frame("table", P.graphicFrame(P.nvGraphicFramePr(properties, locks, held), place, graphic))


def _cells(row: Row, page: Page, size: int, ink: str) -> list[Cell]:
    """The cells of a record: its date, its title with its summary below, and where it was."""
    title = [Run(row.title, bool(row.says), ink, size)]
    title += [Run(row.says, False, page.palette.muted, size)] if row.says else []
    return [[Run(row.date, True, ink, size)], title, [Run(row.where, False, ink, size)]]


def _row(cells: Sequence[Cell], height: float, rule: tuple[str, float], apart: float, page: Page) -> Any:
    return A.tr(*(_cell(cell, rule, apart, page) for cell in cells), h=emu(height))


def _cell(cell: Cell, rule: tuple[str, float], apart: float, page: Page) -> Any:
    texts = [A.p(page.run(run)) if run.text else A.p(A.endParaRPr(lang=page.say.tag)) for run in cell]
    line = A.lnB(A.solidFill(colour(rule[0])), w=emu(rule[1]))
    room = {"marL": "0", "marR": emu(ASIDE), "marT": emu(apart), "marB": emu(apart)}
    return A.tc(A.txBody(A.bodyPr(), A.lstStyle(), *texts), A.tcPr(line, A.noFill(), **room))
