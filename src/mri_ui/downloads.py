"""Buttons that hand over files: what is shown, or everything. A file is made when somebody asks for it."""

from functools import partial

import streamlit as st

from mri_data.export import EXPORTS, file_name
from mri_data.query import Filters
from mri_data.view import View

NAMES = {"csv": "CSV", "xlsx": "Excel", "json": "JSON"}


def buttons(now: View) -> None:
    """The records shown, in each format."""
    _buttons(now, now.filters, "shown", "download.shown")


def all_records(now: View) -> None:
    """All records, in each format."""
    _buttons(now, Filters(), "all", "download.all")


def _buttons(now: View, filters: Filters, key: str, label: str) -> None:
    view = View(now.dataset, filters, now.language, now.base)
    with st.container(horizontal=True, key=f"downloads_{key}", width="content", gap="small"):
        for name, export in EXPORTS.items():
            st.download_button(
                now.say(label, format=NAMES[name]),
                data=partial(export.write, view),
                file_name=file_name(view, export.ending),
                mime=export.media_type,
                icon=":material/download:",
                key=f"download_{key}_{name}",
                on_click="ignore",
            )
