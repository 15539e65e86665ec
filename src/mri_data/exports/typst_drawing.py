"""A drawing as values for Typst: its shapes as SVG, and its text, line by line.

In an SVG, Typst draws a box for a letter that the typeface lacks; text of its own it sets in whichever has the letter.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from importlib import resources
from typing import Any

from mri_data.charts.drawing import Drawing, Item, ShapeGroup, TextLines
from mri_data.charts.svg import svg
from mri_data.charts.text_width import is_right_to_left
from mri_data.exports.pdf_text import without_control_characters

TEMPLATE = "html/templates/drawing.typ"


@cache
def template() -> str:
    """Typst's code of `drawn`, which draws these values."""
    return resources.files("mri_data").joinpath(TEMPLATE).read_text("utf-8")


def drawing_values(drawing: Drawing, name: str = "drawing") -> dict[str, Any]:
    """The values of a drawing; `name` is the prefix of all ids in the SVG."""
    return {
        "width": drawing.width,
        "height": drawing.height,
        "svg": without_control_characters(svg(without_text(drawing), name=name)),
        "lines": [line for text in _texts(drawing.items) for line in _lines(text)],
    }


def without_text(drawing: Drawing) -> Drawing:
    """The drawing with nothing but its shapes."""
    return replace(drawing, items=tuple(_shapes(drawing.items)))


def _shapes(items: Iterable[Item]) -> Iterator[Item]:
    for item in items:
        if isinstance(item, ShapeGroup):
            yield replace(item, items=tuple(_shapes(item.items)))
        elif not isinstance(item, TextLines):
            yield item


def _texts(items: Iterable[Item]) -> Iterator[TextLines]:
    for item in items:
        if isinstance(item, ShapeGroup):
            yield from _texts(item.items)
        elif isinstance(item, TextLines):
            yield item


def _lines(text: TextLines) -> Iterator[dict[str, Any]]:
    for baseline, line in text.baselines():
        spans = [
            {"text": without_control_characters(span.text), "fill": span.colour, "weight": span.weight} for span in line
        ]
        written = "rtl" if is_right_to_left(text.text) else "ltr"
        place = {"x": text.x, "y": baseline, "size": text.size, "anchor": text.anchor}
        yield {**place, "direction": written, "spans": spans}
