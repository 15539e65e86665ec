"""The timeline and the map as SVG and PNG files, each with its title above and its source below."""

from dataclasses import replace

from mri_data.charts import of_view
from mri_data.charts.drawing import Drawing, Item, Span, TextLines, moved
from mri_data.charts.of_view import MapSize
from mri_data.charts.palette import LIGHT
from mri_data.charts.svg import svg
from mri_data.charts.text_layout import wrap
from mri_data.charts.text_width import text_width
from mri_data.exports import typesetting
from mri_data.exports.typst_drawing import drawing_values, without_text
from mri_data.html import fonts
from mri_data.record.view import View
from mri_data.sentences.about_view import context_line, data_line, filter_line, main_sources

WIDTH, EDGE = 1120, 40
TITLE, SMALL, CODE = 26.0, 13.0, 84.0
MAP = MapSize(WIDTH - 2 * EDGE, 490, 14.5, False)
MOST_LINES = 3
# How much wider than ours a typeface may be that another program takes in its place.
WIDER = 1.35


def to_svg(chart: str, view: View) -> bytes:
    """A chart, `timeline` or `map`, as SVG with embedded fonts."""
    drawing = _sheet(chart, view)
    style = fonts.embedded(svg(drawing, name=chart))
    return svg(drawing, name=chart, style=style, size=(drawing.width, drawing.height)).encode()


def to_outlines(chart: str, view: View) -> bytes:
    """A chart as SVG with its letters as outlines."""
    drawing = _sheet(chart, view)
    layer = typesetting.outlines(drawing_values(drawing, chart))
    return svg(without_text(drawing), name=chart, size=(drawing.width, drawing.height), layer=layer).encode()


def to_png(chart: str, view: View) -> bytes:
    """A chart as PNG, at twice its size."""
    return typesetting.png(drawing_values(_sheet(chart, view)), 2)


def _sheet(name: str, view: View) -> Drawing:
    """A chart with its title above; below it the filters, the context, sources, address and QR code."""
    if name == "map":
        chart = of_view.map_picture(view, LIGHT, MAP)
    else:
        chart = of_view.timeline_picture(view, LIGHT, WIDTH - 2 * EDGE)
    title = wrap("", chart.title, TITLE, (WIDTH - 2 * EDGE) / WIDER, MOST_LINES)
    ink = [tuple(Span(run.text, LIGHT.ink, 600) for run in line) for line in title.lines]
    top = EDGE + title.height + 14
    lines = [
        filter_line(view),
        *_lines(context_line(view)),
        f"{view.say('picture.source', sources=main_sources(view))} {data_line(view)}",
    ]
    lines += [view.address()] if view.base else []
    foot = top + chart.height + 24
    items: list[Item] = [
        TextLines(EDGE, EDGE + title.height / 2, tuple(ink), TITLE, title.width),
        *(moved(item, EDGE, top) for item in chart.items),
    ]
    for at, line in enumerate(lines):
        spans = ((Span(line, LIGHT.muted),),)
        items.append(TextLines(EDGE, foot + at * SMALL * 1.5, spans, SMALL, text_width(line, SMALL)))
    height = foot + len(lines) * SMALL * 1.5 + EDGE / 2
    code = of_view.qr_of(view)
    if code:
        height = foot + CODE + EDGE / 4
        items += [moved(item, WIDTH - EDGE - CODE, foot - SMALL, CODE / code.width) for item in code.items]
    return replace(chart, width=WIDTH, height=height, items=tuple(items), paper=LIGHT.paper)


def _lines(text: str) -> list[str]:
    """A text in lines of small print that leave room for the QR code; empty for no text."""
    wrapped = wrap("", text, SMALL, WIDTH - 2 * EDGE - CODE, MOST_LINES).lines if text else ()
    return ["".join(run.text for run in line) for line in wrapped]
