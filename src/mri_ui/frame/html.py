"""HTML fragments from templates that escape every value they are given."""

import re
from functools import cache
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from mri_data.html.jinja import environment

TEMPLATES = Path(__file__).with_name("templates")


# A word that no column of a table has room for, and how much of it may stand in one line.
ENDLESS, PIECE = re.compile(r"\S{61,}"), re.compile(".{1,20}")
BREAK = "\x1f"


def breakable(text: object) -> Markup:
    """Text for a table, whose columns are as wide as their longest word, with places to break in endless ones."""
    parted = ENDLESS.sub(lambda word: BREAK.join(PIECE.findall(word[0])), str(text))
    return Markup("<wbr>").join(parted.split(BREAK))


@cache
def _environment() -> Environment:
    made = environment(TEMPLATES)
    made.filters["breakable"] = breakable
    return made


# What Streamlit's labels and messages take for markdown, directives, links, mathematics or HTML.
MARKDOWN = re.compile(r"([\\`*_\[\]#~$:<>&])")


def plain(text: str) -> str:
    """Text from data or an address for a label that reads markdown: it stays what it is, and calls on nobody."""
    return MARKDOWN.sub(r"\\\1", text)


def render(template: str, **values: object) -> str:
    """A template filled with values."""
    return _environment().get_template(f"{template}.html").render(**values)
