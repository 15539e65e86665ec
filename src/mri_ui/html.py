"""HTML fragments from templates that escape every value they are given."""

import re
from functools import cache
from pathlib import Path

from jinja2 import Environment

from mri_data.markup import environment

TEMPLATES = Path(__file__).with_name("templates")


@cache
def _environment() -> Environment:
    return environment(TEMPLATES)


# What Streamlit's labels and messages take for markdown, directives, links, mathematics or HTML.
MARKDOWN = re.compile(r"([\\`*_\[\]#~$:<>&])")


def plain(text: str) -> str:
    """Text from data or an address for a label that reads markdown: it stays what it is, and calls on nobody."""
    return MARKDOWN.sub(r"\\\1", text)


def render(template: str, **values: object) -> str:
    """A template filled with values."""
    return _environment().get_template(f"{template}.html").render(**values)
