"""Templates, style and scripts of pages, and what makes a value fit to stand in them."""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from mri_data.charts.palette import DARK, LIGHT, Palette
from mri_data.charts.text_width import printable
from mri_data.sentences.headline import Headline

TEMPLATES = Path(__file__).with_name("templates")
# Marks that turn the direction of what follows, also beyond the value they stand in.
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
# A word that no column of a table has room for, and how much of it may stand in one line.
ENDLESS, PIECE = re.compile(r"\S{61,}"), re.compile(".{1,20}")
BREAK = "\x1f"
PRINTED = "#FFFFFF"
COLOURS = ("paper", "surface", "field", "ink", "muted", "context", "line", "hair", "accent", "on_accent", "link")


@cache
def templates() -> Environment:
    """The templates of pages, which escape every value; a value they miss is a fault of ours."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=fit,
    )
    made.filters["breakable"] = breakable
    return made


def render(name: str, **values: object) -> str:
    """A whole template filled with values."""
    return templates().get_template(name).render(**values)


def fit(value: Any) -> Any:
    """A value as a page may hold it: text without control characters, and without what turns the text around it."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return TURNING.sub("", printable(value))


def breakable(text: object) -> Markup:
    """Text for a table, whose columns are as wide as their longest word, with places to break in endless ones."""
    parted = ENDLESS.sub(lambda word: BREAK.join(PIECE.findall(word[0])), fit(str(text)))
    return Markup("<wbr>").join(parted.split(BREAK))


@cache
def part(name: str) -> str:
    """A file of the templates as it stands."""
    return (TEMPLATES / name).read_text("utf-8")


@cache
def script(name: str) -> str:
    """A script with the parts it shares with others in their places."""
    return templates().get_template(name).render() + "\n"


# --- style


def style_of_file() -> str:
    """The style of the page in one file and of the published site: dark on dark screens, white on paper."""
    dark = f"@media screen and (prefers-color-scheme:dark){{:root{{{_properties(DARK)}}}}}"
    printed = f'@media print{{:root{{--mri-paper:{PRINTED}}}svg [fill="{LIGHT.paper}"]{{fill:{PRINTED}}}}}'
    return f":root{{{_properties(LIGHT)}}}{dark}{printed}\n{part('style.css')}{part('page.css')}"


def style_of_app() -> str:
    """The style of the dashboard's parts: dark where the app's own theme is, whatever the machine's."""
    return f":root{{{_properties(LIGHT)}}}:root:has(.mri-is-dark){{{_properties(DARK)}}}\n{part('style.css')}"


def _properties(palette: Palette) -> str:
    """The colours of a mode as custom properties, `--mri-ink` and the like."""
    colours = {name.replace("_", "-"): getattr(palette, name) for name in COLOURS}
    colours |= palette.marks | {f"{area}-text": colour for area, colour in palette.texts.items()}
    return "".join(f"--mri-{name}:{colour};" for name, colour in colours.items())


def sizes(counts: Iterable[Headline]) -> str:
    """How often a city was host decides the size of its mark."""
    found = sorted({unit.size for count in counts for unit in count.units if unit.size})
    return "".join(f".of-{size}{{--n:{size}}}" for size in found)
