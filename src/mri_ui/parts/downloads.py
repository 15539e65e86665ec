"""Download links for tables of the records shown or of all records. A file is made when its link is followed.

The links lead to the open data API, not to a file that Streamlit keeps, which is in the memory of one process only.
"""

from collections.abc import Sequence

import streamlit as st

from mri_data.exports.formats import EXPORTS, too_many_records
from mri_data.exports.record_workbook import MOST_TO_EDIT
from mri_data.html import parts
from mri_data.record.pages import CHECK, PAGES
from mri_ui.frame import navigation, own_file
from mri_ui.frame.session import View
from mri_ui.parts import donor_pack, page_parts

TABLES = ("csv", "xlsx", "json")


def buttons(now: View) -> None:
    """Draw download links for the records shown."""
    _tables(now, "download.shown")


def all_records(now: View) -> None:
    """Draw download links for all records."""
    _tables(now.without_filters, "download.all")


def workbooks(now: View) -> None:
    """Draw the links of the whole record as a workbook to edit, and of an empty one, and how to go on."""
    if own_file.previewed():
        return
    say, few = now.say, len(now.records) <= MOST_TO_EDIT
    found = {"api/record-to-edit.xlsx": say("download.to_edit")} if few else {}
    found |= {"api/empty-record.xlsx": say("download.empty")}
    links([{"address": f"{address}?lang={now.language}", "label": label} for address, label in found.items()])
    page_parts.note(say("download.to_edit.note"))
    navigation.link(now, CHECK, PAGES[CHECK].title(say))


def _tables(view: View, label: str) -> None:
    names = [name for name in TABLES if not too_many_records(view, name)]
    if own_file.previewed():
        labels = {name: view.say(label, format=EXPORTS[name].name) for name in names}
        donor_pack.preview(view, labels, label.rpartition(".")[2])
        return
    links([donor_pack.offered(view, name) | {"label": view.say(label, format=EXPORTS[name].name)} for name in names])


def links(files: Sequence[dict[str, str]]) -> None:
    """Draw a link for each file, given as `address` and `label`; the browser saves the file and does not open it."""
    st.html(parts.downloads(files), width="content")
