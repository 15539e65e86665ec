"""Links that hand over tables at once: what is shown, or everything. A file is made when somebody asks for it.

They lead to the open data, not to a file that Streamlit keeps: that is in the memory of one process among several.
"""

from collections.abc import Sequence

import streamlit as st

from mri_data.exports.formats import too_many_records
from mri_data.html import parts
from mri_ui.frame.session import View
from mri_ui.parts import donor_pack

TABLES = ("csv", "xlsx", "json")


def buttons(now: View) -> None:
    """The records shown, as tables."""
    _tables(now, "download.shown")


def all_records(now: View) -> None:
    """All records, as tables."""
    _tables(now.whole, "download.all")


def _tables(view: View, label: str) -> None:
    names = [name for name in TABLES if not too_many_records(view, name)]
    links(
        [donor_pack.offered(view, name) | {"label": view.say(label, format=donor_pack.NAMES[name])} for name in names]
    )


def links(files: Sequence[dict[str, str]]) -> None:
    """A link for each file, which is saved and not opened: `address`, `label`."""
    st.html(parts.downloads(files), width="content")
