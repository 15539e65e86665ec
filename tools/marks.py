"""Draw the logo, its mark, the browser icon and the colour swatches into pages/static.

Run after a change of the colours or of the fonts: `pip install -e . fonttools brotli uharfbuzz cairosvg`, of which the
dashboard itself needs only the first, then `python tools/marks.py`. The letters of the logo are drawn as shapes,
because an image cannot use the fonts of the page that shows it.
"""

# mypy: disable-error-code="import-not-found, import-untyped, no-any-return, unused-ignore"

import io
from math import ceil
from pathlib import Path

import cairosvg
import uharfbuzz
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

from mri_data.charts.palette import PALETTES, Palette
from mri_data.words.catalogue import languages, words

STATIC = Path(__file__).resolve().parents[1] / "pages" / "static"
SERIF = STATIC / "fonts" / "newsreader-latin-opsz-normal.woff2"
SIZE = 15.5
OPTICAL_SIZE = 14
TEXT_LEFT, FIRST_LINE, SECOND_LINE, WORD_GAP = 39.5, 13.4, 28.6, 5.6
NAME = ("Migrants Rights", "International")


def plain(font: TTFont) -> bytes:
    """The bytes of a font without web compression, as the shaper needs them."""
    font.flavor = None
    held = io.BytesIO()
    font.save(held)
    return held.getvalue()


class Letters:
    """Newsreader at one weight, to draw text as outlines."""

    def __init__(self, weight: int) -> None:
        face = uharfbuzz.Face(plain(TTFont(SERIF)))
        self.font = uharfbuzz.Font(face)
        self.font.set_variations({"wght": weight, "opsz": OPTICAL_SIZE})
        self.scale = SIZE / face.upem

    def outline(self, text: str, left: float, baseline: float) -> tuple[str, float]:
        """The SVG path of a text, and the x where it ends."""
        line = uharfbuzz.Buffer()
        line.add_str(text)
        line.guess_segment_properties()
        uharfbuzz.shape(self.font, line)
        pen = SVGPathPen(None, ntos=lambda number: f"{number:.2f}".rstrip("0").rstrip("."))
        for glyph, place in zip(line.glyph_infos, line.glyph_positions, strict=True):
            placed = TransformPen(pen, (self.scale, 0, 0, -self.scale, left, baseline))
            self.font.draw_glyph_with_pen(glyph.codepoint, placed)
            left += place.x_advance * self.scale
        return pen.getCommands(), left


def mark(colours: Palette) -> str:
    """The mark as SVG, 30 x 30 px from (0, 0): two places and the route between them."""
    return (
        f'<rect width="30" height="30" rx="7" fill="{colours.accent}"/>'
        f'<path d="M8.6 20.4C9.4 13.6 13.6 10 20.6 10.2" fill="none" stroke="{colours.on_accent}"'
        ' stroke-width="2.1" stroke-linecap="round"/>'
        f'<circle cx="8.6" cy="20.6" r="3.5" fill="{colours.on_accent}"/>'
        f'<circle cx="20.7" cy="10.4" r="5" fill="{colours.on_accent}"/>'
    )


def picture(width: float, height: float, inside: str, title: str = "") -> str:
    """Wrap shapes into an SVG file; without a title it is hidden from screen readers as decoration."""
    name = f'role="img"><title>{title}</title>' if title else 'aria-hidden="true">'
    size = f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} {name}{inside}</svg>\n'


def logo(colours: Palette, ours: str) -> str:
    """The logo as an SVG file: the mark and, on two lines to its right, the name and the words for "our record"."""
    name = Letters(600)
    first, _ = name.outline(NAME[0], TEXT_LEFT, FIRST_LINE)
    second, end = name.outline(NAME[1], TEXT_LEFT, SECOND_LINE)
    third, right = Letters(500).outline(ours, end + WORD_GAP, SECOND_LINE)
    inside = (
        f'<g transform="translate(0 1)">{mark(colours)}</g>'
        f'<path d="{first}{second}" fill="{colours.ink}"/><path d="{third}" fill="{colours.accent}"/>'
    )
    return picture(ceil(right), 32, inside, f"{' '.join(NAME)}: {ours}")


def swatch(colour: str) -> str:
    """A pill of 22 x 12 px as an SVG file; space below it aligns its middle with that of capitals next to it."""
    return picture(24, 18, f'<rect x="1" y="2" width="22" height="12" rx="6" fill="{colour}"/>')


def write(name: str, drawing: str) -> None:
    """Save one SVG among the static files of the web server."""
    (STATIC / name).write_text(drawing, encoding="utf-8")


def main() -> None:
    """Draw everything, for the light and the dark theme; the logo for each language."""
    for mode, colours in PALETTES.items():
        for language in languages():
            write(f"logo-{language}-{mode}.svg", logo(colours, words(language)("logo.ours")))
        write(f"logo-icon-{mode}.svg", picture(30, 30, mark(colours), " ".join(NAME)))
        for area, colour in colours.marks.items():
            write(f"swatch-{area}-{mode}.svg", swatch(colour))
    icon = picture(30, 30, mark(PALETTES["light"]))
    cairosvg.svg2png(icon.encode(), write_to=str(STATIC / "favicon.png"), output_width=64, output_height=64)


if __name__ == "__main__":
    main()
