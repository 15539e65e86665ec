"""A native table on a slide, in the style of the design: no grid, a line under each row."""

from collections.abc import Sequence
from typing import Any

from pptx.util import Emu, Pt

from mri_data.charts.palette import Palette
from mri_data.charts.text_width import printable
from mri_data.exports.pptx.ooxml import EMU, POINTS, SANS, SEMIBOLD, A, colour

NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # "No Style, No Grid", known to every PowerPoint.
ROW, HEAD = 72, 48
BODY, LABEL = 28, 24
PADDING = 10


def add_table(
    page: Any,
    name: str,
    place: tuple[float, float, float],
    widths: Sequence[float],
    heads: Sequence[str],
    rows: Sequence[Sequence[tuple[str, ...]]],
    palette: Palette,
    mark: str,
) -> None:
    """Add a table at `place` (x, y, width in px); the line under its header has the colour `mark`.

    A cell is one text, or two: the second is below the first, in a muted colour.
    """
    x, y, width = place
    height = HEAD + ROW * len(rows)
    frame = page.shapes.add_table(len(rows) + 1, len(heads), *(Emu(round(px * EMU)) for px in (x, y, width, height)))
    frame.name = printable(name)
    table = frame.table
    _plain(table)
    for column, wide in zip(table.columns, widths, strict=True):
        column.width = Emu(round(wide * EMU))
    table.rows[0].height = Emu(HEAD * EMU)
    for at, text in enumerate(heads):
        _fill(table.cell(0, at), (text,), LABEL, SEMIBOLD, palette.muted, (mark, 3))
    for line, row in enumerate(rows, start=1):
        table.rows[line].height = Emu(ROW * EMU)
        for at, texts in enumerate(row):
            face = SEMIBOLD if at == 0 or (len(texts) > 1 and texts[1]) else SANS
            _fill(table.cell(line, at), texts, BODY, face, palette.ink, (palette.line, 1.5), palette.muted)


def _plain(table: Any) -> None:
    """Remove banding and PowerPoint's own style; the first row is the header."""
    table.first_row, table.horz_banding = True, False
    style = table._tbl.tblPr.find("{*}tableStyleId")
    style.text = NO_STYLE


def _fill(
    cell: Any, texts: Sequence[str], size: float, face: str, ink: str, rule: tuple[str, float], muted: str = ""
) -> None:
    cell.margin_left, cell.margin_right = 0, Emu(2 * PADDING * EMU)
    cell.margin_top = cell.margin_bottom = Emu(PADDING * EMU)
    _write(cell.text_frame.paragraphs[0], texts[0], size, face, ink)
    for text in filter(None, texts[1:]):
        _write(cell.text_frame.add_paragraph(), text, size, SANS, muted)
    drawn = A.lnB(A.solidFill(colour(rule[0])), w=str(round(rule[1] * EMU)))
    cell._tc.get_or_add_tcPr().insert(0, drawn)


def _write(paragraph: Any, text: str, size: float, face: str, ink: str) -> None:
    run = paragraph.add_run()
    run.text = printable(text)
    run.font.size, run.font.name, run.font.bold = Pt(size * POINTS / 100), face, False
    run._r.get_or_add_rPr().insert(0, A.solidFill(colour(ink)))
