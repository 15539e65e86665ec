"""Buttons that hand over tables at once: what is shown, or everything. A file is made when somebody asks for it."""

from functools import partial

import streamlit as st

from mri_data.export import EXPORTS, file_name
from mri_ui import pack
from mri_ui.view import View

TABLES = ("csv", "xlsx", "json")


def buttons(now: View) -> None:
    """The records shown, as tables."""
    _buttons(now, "shown", "download.shown")


def all_records(now: View) -> None:
    """All records, as tables."""
    _buttons(now.whole, "all", "download.all")


def _buttons(view: View, key: str, label: str) -> None:
    with st.container(horizontal=True, key=f"downloads_{key}", width="content", gap="small"):
        for name in TABLES:
            export = EXPORTS[name]
            st.download_button(
                view.say(label, format=pack.NAMES[name]),
                data=partial(export.write, view),
                file_name=file_name(view, export.ending),
                mime=export.media_type,
                icon=":material/download:",
                key=f"download_{key}_{name}",
                on_click="ignore",
            )
