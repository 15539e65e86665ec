"""Escape text from data or a URL for Streamlit's labels and messages, which are read as Markdown."""

import re

# Characters that begin Markdown, directives, links, mathematics or HTML.
MARKDOWN = re.compile(r"([\\`*_\[\]#~$:<>&])")


def plain(text: str) -> str:
    """Text with Markdown escaped: a label shows it as it is, without links or pictures."""
    return MARKDOWN.sub(r"\\\1", text)
