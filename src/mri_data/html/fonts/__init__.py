"""The fonts of still pictures, hand-outs, one-file pages and the published site, without any external resource."""

import base64
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from mri_data.shipped import SHIPPED

FONTS = Path(__file__).parent
WEB_FONTS = SHIPPED / "pages" / "static" / "fonts"
# Web font files of each family, split by character ranges as in the settings of the pages.
LATIN, EXTENDED, VIETNAMESE = "latin", "latin-ext", "vietnamese"
FILES = {"SourceSans3": "source-sans-3-{part}-wght-normal.woff2", "Newsreader": "newsreader-{part}-opsz-normal.woff2"}
WEIGHTS = {"SourceSans3": "200 900", "Newsreader": "200 800"}
RANGES = {LATIN: "U+0000-00FF,U+0131,U+0152-0153,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212"}
RANGES |= {EXTENDED: "U+0100-02BA,U+1E00-1E9F,U+1EF2-1EFF,U+20A0-20AB", VIETNAMESE: "U+0102-01B0,U+1EA0-1EF9,U+20AB"}


def embedded(text: str, families: Iterable[str] = ("SourceSans3",)) -> str:
    """CSS with the font files of the families embedded, only the parts that `text` needs."""
    parts = [LATIN]
    parts += [EXTENDED] if any("\u0100" <= sign <= "\u1eff" for sign in text) else []
    parts += [VIETNAMESE] if any("\u1ea0" <= sign <= "\u1ef9" for sign in text) else []
    return "".join(_face(family, part) for family in families for part in parts)


def linked(folder: str) -> str:
    """CSS that links to the web fonts in `folder`, under the names that they have in `files`."""
    return "".join(_rule(family, part, f"{folder}/{FILES[family].format(part=part)}") for family, part in _parts())


def files() -> dict[str, bytes]:
    """The web fonts that `linked` refers to, and their licences, by file name."""
    names = [FILES[family].format(part=part) for family, part in _parts()]
    names += [path.name for path in sorted(WEB_FONTS.glob("OFL-*.txt"))]
    return {name: (WEB_FONTS / name).read_bytes() for name in names}


def _parts() -> list[tuple[str, str]]:
    return [(family, part) for family in FILES for part in RANGES]


@cache
def _face(family: str, part: str) -> str:
    content = base64.b64encode((WEB_FONTS / FILES[family].format(part=part)).read_bytes()).decode()
    return _rule(family, part, f"data:font/woff2;base64,{content}")


def _rule(family: str, part: str, address: str) -> str:
    return (
        f"@font-face{{font-family:{family};font-weight:{WEIGHTS[family]};unicode-range:{RANGES[part]};"
        f"src:url({address}) format('woff2')}}"
    )
