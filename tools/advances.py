"""Write the advance widths of the dashboard's text font to src/mri_data/charts/advances.json.

Run after a change of the fonts in pages/static/fonts: `pip install fonttools brotli`, which the dashboard itself does
not need, then `python tools/advances.py`.
"""

import json
from pathlib import Path

from fontTools.ttLib import TTFont  # type: ignore[import-not-found, import-untyped, unused-ignore]

ROOT = Path(__file__).resolve().parents[1]
FONTS = ROOT / "pages" / "static" / "fonts"
TABLE = ROOT / "src" / "mri_data" / "charts" / "advances.json"
SUBSETS = ("latin", "latin-ext", "vietnamese")
WEIGHTS = (400, 600, 700)
# Before French punctuation: the web fonts lack it, and browsers take half a space; the files for PDF have it.
NARROW_SPACE, PRINTED = "\u202f", ROOT / "src" / "mri_data" / "html" / "fonts" / "SourceSans3-Regular.ttf"


def advances_of(font: TTFont, weight: int) -> dict[str, int]:
    """Advance width of each character at one weight, in thousandths of an em, rounded as browsers do."""
    glyphs = font.getGlyphSet(location={"wght": weight})
    thousandth = font["head"].unitsPerEm / 1000
    return {chr(code): round(glyphs[name].width / thousandth) for code, name in font.getBestCmap().items()}


def table() -> dict[str, object]:
    """The content of the file: characters in code order and, for each weight, their advance widths in that order."""
    fonts = [TTFont(FONTS / f"source-sans-3-{subset}-wght-normal.woff2") for subset in SUBSETS]
    found: dict[int, dict[str, int]] = {weight: {} for weight in WEIGHTS}
    for weight, advances in found.items():
        for font in reversed(fonts):
            advances.update(advances_of(font, weight))
        # It is as wide in each of the files.
        advances[NARROW_SPACE] = advances_of(TTFont(PRINTED), 400)[NARROW_SPACE]
    characters = "".join(sorted(found[400]))
    return {
        "font": "Source Sans 3",
        "unit": "thousandths of an em",
        "characters": characters,
        "advances": {str(weight): [found[weight][char] for char in characters] for weight in WEIGHTS},
    }


if __name__ == "__main__":
    TABLE.write_text(json.dumps(table(), ensure_ascii=True) + "\n", encoding="utf-8")
