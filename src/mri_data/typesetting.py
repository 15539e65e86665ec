"""Set a Typst document with the bundled fonts: pages as PDF, pictures as PNG. Nothing is read or fetched but these.

What comes from data goes in as values, never as markup: Typst takes a string for what it is.
"""

import json
from functools import cache
from typing import Any

import typst

from mri_data.fonts import FONTS

ACCESSIBLE = "ua-1"
# Typst's own words for characters that no font of ours has, which PDF/UA does not allow.
NOT_IN_FONT = ("could not be displayed", "missing codepoints")
PICTURE = """#set page(width: eval(sys.inputs.width), height: eval(sys.inputs.height), margin: 0pt)
#image(bytes(sys.inputs.picture), format: "svg", width: 100%)"""
PPI = 72


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


def pdf(template: str, data: Any) -> bytes:
    """A document as tagged PDF; the template finds `data` with `json(bytes(sys.inputs.data))`.

    It keeps to PDF/UA-1. Where a text has characters that the fonts lack it is still tagged, but cannot claim that.
    """
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    try:
        return _compiled(template, inputs, pdf_standards=[ACCESSIBLE])
    except typst.TypstError as error:
        if not any(words in error.message for words in NOT_IN_FONT):
            raise
        return _compiled(template, inputs)


def metadata(template: str, data: Any, label: str) -> Any:
    """The value of the metadata that a document of this template and data has under a label."""
    found = typst.query(
        template.encode(),
        f"<{label}>",
        field="value",
        one=True,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )
    return json.loads(found)


def png(picture: str, width: float, height: float, scale: float) -> bytes:
    """An SVG of width by height px as PNG of `scale` times that size."""
    inputs = {"picture": picture, "width": f"{width:.2f}pt", "height": f"{height:.2f}pt"}
    return _compiled(PICTURE, inputs, format="png", ppi=PPI * scale)


def _compiled(template: str, inputs: dict[str, str], **options: Any) -> bytes:
    made = typst.compile(template.encode(), font_paths=_fonts(), ignore_system_fonts=True, sys_inputs=inputs, **options)
    assert isinstance(made, bytes), "one page, one file"
    return made
