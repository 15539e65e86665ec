"""Load templates, style and scripts of pages, and clean the values that go into them."""

import base64
import hashlib
import re
from collections.abc import Iterable
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from mri_data.charts.palette import DARK, LIGHT, Palette
from mri_data.charts.text_width import BREAK, printable
from mri_data.sentences.headline import Headline
from mri_data.words.english import English, Quoting, like, plain

TEMPLATES = Path(__file__).with_name("templates")
# Control characters for text direction, whose effect may go beyond the value that contains them.
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
# A word too long for any column of a table, and the pieces between which it may break.
ENDLESS, PIECE = re.compile(r"\S{61,}"), re.compile(".{1,20}")
PRINTED = "#FFFFFF"
COLOURS = tuple(one.name for one in fields(Palette) if one.type is str)


@cache
def templates() -> Environment:
    """The Jinja environment of all templates: it escapes every value and raises an error for an undefined one."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=clean,
    )
    made.filters["breakable"] = breakable
    made.filters["plain"] = plain
    return made


def render(name: str, **values: object) -> str:
    """Render a template with values."""
    return templates().get_template(name).render(**values)


def clean(value: Any) -> Any:
    """Text without control characters, including those for text direction; markup and other values are unchanged."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return like(value, TURNING.sub("", printable(value)))


def breakable(text: object) -> Markup:
    """Text for a table cell, with `<wbr>` in words over 60 characters: columns are as wide as their longest word."""
    if isinstance(text, Quoting):
        return Markup().join(breakable(piece) for piece in text.pieces())
    parted = ENDLESS.sub(lambda word: BREAK.join(PIECE.findall(word[0])), plain(clean(str(text))))
    made = Markup("<wbr>").join(parted.split(BREAK))
    return Markup('<span lang="en">{}</span>').format(made) if isinstance(text, English) else made


@cache
def part(name: str) -> str:
    """The text of a file in the folder of templates, unrendered."""
    return (TEMPLATES / name).read_text("utf-8")


@cache
def script(name: str) -> str:
    """A script with the parts that it includes from other files."""
    return templates().get_template(name).render() + "\n"


def chart_scripts() -> str:
    """The cards and the keys of charts whose marks are links."""
    return part("part_cards.js") + part("part_keys.js")


def hash_of(text: str) -> str:
    """The hash by which a policy allows a style or a script that is in the page itself."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


# --- style


def style_of_file() -> str:
    """CSS of the one-file page and the published site: dark where the system prefers dark, white when printed."""
    dark = f"@media screen and (prefers-color-scheme:dark){{:root{{{_properties(DARK)}}}}}"
    printed = f'@media print{{:root{{--mri-paper:{PRINTED}}}svg [fill="{LIGHT.paper}"]{{fill:{PRINTED}}}}}'
    return f":root{{{_properties(LIGHT)}}}{dark}{printed}\n{part('style.css')}{part('page.css')}"


def style_of_app() -> str:
    """CSS of the parts in the dashboard: dark if the app's theme is dark, but always dark ink on white when printed."""
    dark = f"@media screen{{:root:has(.mri-is-dark){{{_properties(DARK)}}}}}"
    return f":root{{{_properties(LIGHT)}}}{dark}@media print{{:root{{--mri-paper:{PRINTED}}}}}\n{part('style.css')}"


def _properties(palette: Palette) -> str:
    """The colours of a mode as CSS custom properties, such as `--mri-ink`."""
    colours = {name.replace("_", "-"): getattr(palette, name) for name in COLOURS}
    colours |= palette.marks | {f"{area}-text": colour for area, colour in palette.texts.items()}
    return "".join(f"--mri-{name}:{colour};" for name, colour in colours.items())


def sizes(counts: Iterable[Headline]) -> str:
    """CSS for the sizes of marks of cities in headline counts, a class for each number of forums hosted."""
    found = sorted({unit.size for count in counts for unit in count.units if unit.size})
    return "".join(f".of-{size}{{--n:{size}}}" for size in found)
