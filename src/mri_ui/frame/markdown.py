"""Text from data or an address for what reads markdown: Streamlit's labels and messages."""

import re

# What they take for markdown, directives, links, mathematics or HTML.
MARKDOWN = re.compile(r"([\\`*_\[\]#~$:<>&])")


def plain(text: str) -> str:
    """The text for a label that reads markdown: it stays what it is, and calls on nobody."""
    return MARKDOWN.sub(r"\\\1", text)
