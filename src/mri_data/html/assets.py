"""What the page in one file and the published site share: templates, colours, sizes and scripts."""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from mri_data.charts.palette import DARK, LIGHT, Palette
from mri_data.charts.text_width import printable
from mri_data.html.jinja import environment
from mri_data.sentences.headline import Headline

TEMPLATES = Path(__file__).with_name("templates")
# Marks that turn the direction of what follows, also beyond the value they stand in.
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
PRINTED = "#FFFFFF"


@cache
def templates() -> Environment:
    """The templates of pages, which escape every value."""
    return environment(TEMPLATES, fit)


def fit(value: Any) -> Any:
    """A value as a page may hold it: text without control characters, and without what turns the text around it."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return TURNING.sub("", printable(value))


@cache
def part(name: str) -> str:
    """A file of the templates as it stands."""
    return (TEMPLATES / name).read_text("utf-8")


@cache
def script(name: str) -> str:
    """A script with the parts it shares with others in their places."""
    return templates().get_template(name).render() + "\n"


def colours() -> str:
    """The colours of the design as custom properties: light, dark on dark screens, and white paper in print."""
    dark = f"@media screen and (prefers-color-scheme:dark){{:root{{{_properties(DARK)}}}}}"
    print_ = f'@media print{{:root{{--paper:{PRINTED}}}svg [fill="{LIGHT.paper}"]{{fill:{PRINTED}}}}}'
    return f":root{{{_properties(LIGHT)}}}{dark}{print_}"


def _properties(palette: Palette) -> str:
    names = ("paper", "surface", "ink", "muted", "context", "line", "hair", "accent", "on_accent")
    colours = {name.replace("_", "-"): getattr(palette, name) for name in names}
    colours |= palette.marks | {f"{area}-text": colour for area, colour in palette.texts.items()}
    return "".join(f"--{name}:{colour};" for name, colour in colours.items())


def sizes(counts: Iterable[Headline]) -> str:
    """How often a city was host decides the size of its mark."""
    found = sorted({unit.size for count in counts for unit in count.units if unit.size})
    return "".join(f".of-{size}{{--n:{size}}}" for size in found)
