"""The table of the records shown: links or, of very many records, pages of Streamlit's grid. A row opens its record."""

from typing import Any
from zlib import crc32

import numpy as np
import pandas as pd
import streamlit as st
from streamlit.typing import DataframeState

from mri_data import schema
from mri_data.query.index import Numbers
from mri_data.sentences.page_title import record_of
from mri_data.words.columns import record_texts
from mri_ui.frame import address
from mri_ui.frame.session import View
from mri_ui.parts import page_parts, records_links

# Streamlit's names of colours; our theme gives them the colours of the kinds of work.
CHIP_COLOURS = {
    "convening": "red",
    "advocacy": "blue",
    "campaign": "green",
    "publications": "orange",
    "support": "violet",
}
# The columns of each grid, with their widths in px.
COLUMNS = {
    "achievement": {"date_text": 130, "title": 426, "work_area": 106, "cities": 138, "source_ref": 78},
    "forum": {"number": 40, "date_text": 225, "cities": 130, "alongside": 190, "source_ref": 78},
}
ROW_HEIGHT = 42
# Up to this many records are links in an HTML table; more are pages of Streamlit's grid.
MOST_LINKS = 300
# Rows per page. Streamlit sends all rows that it is given, and drops search and selection for very large tables.
PAGE = 200


def kind_choice(view: View) -> str:
    """Draw the choice between achievements and forums; return the kind.

    It is the kind of the open record, else the last choice, else that of which the view has the larger share.
    """
    counts = _counts(view)
    state = st.session_state
    state["table_choice"] = _kind(view)
    st.segmented_control(
        view.say("records.table"),
        ["achievement", "forum"],
        format_func=lambda kind: view.say(f"records.{kind}", count=counts[kind]),
        key="table_choice",
        required=True,
        label_visibility="collapsed",
        on_change=lambda: state.update(table=state["table_choice"], record=None, page=None),
    )
    return str(state["table_choice"])


def _kind(view: View) -> str:
    record, table = st.session_state.get("record"), st.session_state.get("table")
    row = record_of(view, record) if record and view.keeps(record) else None
    if row is not None:
        return str(row["kind"])
    return str(table) if table in COLUMNS and _counts(view)[table] else view.cached("kind", lambda: _larger_share(view))


def _counts(view: View) -> dict[str, int]:
    return view.cached("by kind", lambda: {kind: len(view.row_numbers_of(kind)) for kind in COLUMNS})


def _larger_share(view: View) -> str:
    """The kind of which the view has the larger share, achievements if both are equal: who looks for Athens wants its
    forum, not the achievement that names it among six cities.
    """
    all_records = view.records["kind"].value_counts()
    return max(COLUMNS, key=lambda kind: _counts(view)[kind] / max(all_records.get(kind, 0), 1))


def records_table(view: View, kind: str) -> str | None:
    """Draw the records of one kind; return the id of the open one, None if there are no records.

    It is empty where another one is requested, which the page says is not here.
    """
    places = view.row_numbers_of(kind)
    if not len(places):
        st.info(view.say(f"records.no_{kind}"))
        return None
    wanted = st.session_state.get("record")
    if len(places) <= MOST_LINKS:
        rows = view.rows_of_kind(kind, 0, MOST_LINKS)
        # Where a message says that there is no such record, no other is open.
        opened = str(wanted) if wanted in set(rows["id"]) else "" if wanted else str(rows["id"].iloc[0])
        records_links.table(view, rows, kind, opened)
        return opened
    return _pages(view, kind, places, wanted)


def table_for_print(view: View, kind: str) -> None:
    """Draw the records of the kind that is not chosen, for the printed page; not where they are pages of the grid."""
    (other,) = set(COLUMNS) - {kind}
    if 0 < len(view.row_numbers_of(other)) <= MOST_LINKS:
        with st.container(key="print_only"):
            records_links.table(view, view.rows_of_kind(other, 0, MOST_LINKS), other, "")


def _pages(view: View, kind: str, places: Numbers, wanted: str | None) -> str:
    """Draw one page of the records as a grid, and buttons for the others; return the id of the open record."""
    row = record_of(view, wanted) if wanted and view.keeps(wanted) else None
    page = _page(len(places), None if row is None else int(np.searchsorted(places, row.name)))
    shown = view.rows_of_kind(kind, page * PAGE, (page + 1) * PAGE)
    ids = shown["id"].tolist()
    at = ids.index(wanted) if wanted in ids else 0
    key = f"table_{view.dataset.version}_{crc32(chr(10).join(ids).encode())}"
    selection = _selection(at, _column(key, kind))
    if key in st.session_state and st.session_state[key]["selection"] != selection["selection"]:
        st.session_state[key] = selection
    with st.container(key="narrow"):
        page_parts.record_list(view, shown, f"{kind} {page}")
    with st.container(key="notphone"):
        _grid(view, shown, kind, key, selection)
        page_parts.links_table(view, shown, f"{kind} {page}")
    _pager(view, page, len(places))
    return str(ids[at])


def _selection(row: int, column: str) -> DataframeState:
    """A selected row with the cell from which arrow keys start: without a cell, the table takes no keys."""
    return DataframeState({"selection": {"rows": [row], "columns": [], "cells": [(row, column)]}})


def _column(key: str, kind: str) -> str:
    """The column to which the viewer has moved, which is kept when the row changes; else the first."""
    cells = st.session_state[key]["selection"]["cells"] if key in st.session_state else []
    return str(cells[0][1]) if cells else next(iter(COLUMNS[kind]))


def _page(count: int, place: int | None) -> int:
    """The page to show, counted from 0: the requested one, else that of the open record, whose row is `place`."""
    requested = str(st.session_state.get("page") or "")
    last = (count - 1) // PAGE
    if requested.isascii() and requested.isdecimal():
        return min(max(int(requested[:9]), 1) - 1, last)
    return (place or 0) // PAGE


def _pager(view: View, page: int, count: int) -> None:
    """Draw which rows of how many the table shows, and buttons for the pages before and after."""
    say, digits = view.say, view.say.digits
    first, last = page * PAGE + 1, min((page + 1) * PAGE, count)
    with st.container(key="pager", horizontal=True, vertical_alignment="center", gap="small"):
        for name, number, icon in (("earlier", page, "chevron_left"), ("later", page + 2, "chevron_right")):
            st.button(
                say(f"records.page_{name}"),
                icon=f":material/{icon}:",
                key=f"page_{name}",
                disabled=not 1 <= number <= (count - 1) // PAGE + 1,
                on_click=_turn,
                args=(number,),
            )
        page_parts.note(say("records.rows", first=digits(first), last=digits(last), all=digits(count)))
    page_parts.note(say("records.page_help", size=digits(PAGE)))


def _turn(number: int) -> None:
    st.session_state.update(page=str(number), record=None)


def _grid(view: View, rows: pd.DataFrame, kind: str, key: str, selection: DataframeState) -> None:
    ids = rows["id"].tolist()
    st.dataframe(
        _table(view, rows, kind),
        key=key,
        hide_index=True,
        row_height=ROW_HEIGHT,
        height="content" if len(rows) <= 15 else 15 * ROW_HEIGHT,
        column_config=_column_config(view, kind),
        on_select=lambda: _picked(key, ids, selection["selection"]["rows"][0]),
        selection_mode=["single-row-required", "single-cell"],
        selection_default=selection,
        alt=view.say.n("records.alt", len(rows)),
    )


def _picked(key: str, ids: list[str], before: int) -> None:
    """Open the record of the selected row, whether by its circle, one of its cells or the arrow keys."""
    picked = st.session_state[key]["selection"]
    rows = [cell[0] for cell in picked["cells"]] + picked["rows"]
    # Of the two selections, cells and rows, the one that was not used still has the row before.
    address.open_record(ids[next((row for row in rows if row != before), before)])
    # From now on the open record determines the page.
    st.session_state["page"] = None


def _table(view: View, rows: pd.DataFrame, kind: str) -> pd.DataFrame:
    texts: dict[str, Any] = records_links.cell_texts(view, rows)
    cells = texts | {"number": rows["number"], "work_area": [[area] for area in texts["work_area"]]}
    return pd.DataFrame({name: cells[name] for name in COLUMNS[kind]})


def _column_config(view: View, kind: str) -> dict[str, Any]:
    texts = record_texts(view.say)
    config: dict[str, Any] = {}
    for name, width in COLUMNS[kind].items():
        label, meaning = texts[name].title, texts[name].meaning
        if name == "work_area":
            options = [view.labels("work_area", area) for area in schema.WORK_AREAS]
            colours = [CHIP_COLOURS[area] for area in schema.WORK_AREAS]
            config[name] = st.column_config.MultiselectColumn(
                label, help=meaning, width=width, options=options, color=colours
            )
        else:
            config[name] = st.column_config.Column(label, help=meaning, width=width)
    return config


def detail_key() -> str:
    """The key of the detail's container: in a narrow window, a record that was opened comes before the table."""
    return "detail_first" if st.session_state.get("record") else "detail"
