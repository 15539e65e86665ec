"""Name the scripts of our pages' elements in the page shell, so that browsers fetch them together with the first ones.

Fault (Streamlit 1.67): its document names only the scripts of the empty app. Those of an element are requested when the
first run sends the element, each with those it imports: one more wait for the network before anything is shown. With a
delay of a second, the first chart came after 20.0 s in place of 21.2 (median of six visits each, by turns). It can go
when Streamlit's document names them.
"""

import re
from pathlib import Path

from markupsafe import Markup
from streamlit import file_util

# The scripts of the elements that the first view of every page has, by the beginning of their file name.
ELEMENTS = ("BidiComponent", "ButtonGroup", "Html", "TextInput")
IMPORT = re.compile(r'(?:\bfrom|\bimport)"\./([\w.-]+\.js)"')
NAMED = re.compile(r'static/js/([^"]+)"')
LINK = Markup('<link rel="modulepreload" crossorigin href="./static/js/{}">')


def with_early_scripts(document: str) -> str:
    """Streamlit's document with links to the scripts of `ELEMENTS`, and to those that they import."""
    links = Markup().join(map(LINK.format, _missing(document)))
    return document.replace("</head>", f"{links}</head>", 1)


def _missing(document: str) -> list[str]:
    """Names of the script files that the document does not name, each once."""
    scripts = Path(file_util.get_static_dir()) / "static" / "js"
    known = set(NAMED.findall(document))
    waiting = [file.name for element in ELEMENTS for file in sorted(scripts.glob(f"{element}.*.js"))]
    found: dict[str, None] = {}
    while waiting:
        name = waiting.pop()
        if name not in known and name not in found:
            found[name] = None
            waiting += IMPORT.findall((scripts / name).read_text("utf-8"))
    return list(found)
