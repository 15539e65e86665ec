"""The table of records: a row opens the record; what is filtered out is gone."""

from typing import Any
from zlib import crc32

import pandas as pd
import streamlit as st
from streamlit.typing import DataframeState

from mri_data import schema, sentences
from mri_ui import address, parts
from mri_ui.view import View

# Theme colour names: in the theme they are the colours of the kinds of work.
CHIP_COLOURS = {
    "convening": "red",
    "advocacy": "blue",
    "campaign": "green",
    "publications": "orange",
    "support": "violet",
}
# The columns of each table, with their widths in px.
COLUMNS = {
    "achievement": {"date_text": 130, "title": 426, "work_area": 106, "cities": 138, "source_ref": 78},
    "forum": {"number": 40, "date_text": 225, "cities": 130, "alongside": 190, "source_ref": 78},
}
ROW_HEIGHT = 42


def kind_choice(view: View) -> str:
    """Achievements or forums: the table of the record that is open, else the one that is not empty."""
    counts = view.shown["kind"].value_counts()
    state = st.session_state
    state["table_choice"] = _kind(view)
    st.segmented_control(
        view.say("records.table"),
        ["achievement", "forum"],
        format_func=lambda kind: view.say(f"records.{kind}", count=int(counts.get(kind, 0))),
        key="table_choice",
        required=True,
        label_visibility="collapsed",
        on_change=lambda: state.update(table=state["table_choice"], record=None),
    )
    return str(state["table_choice"])


def _kind(view: View) -> str:
    kinds = view.shown.set_index("id")["kind"]
    record, table = st.session_state.get("record"), st.session_state.get("table")
    if record in kinds.index:
        return str(kinds[record])
    if table in COLUMNS and (kinds == table).any():
        return str(table)
    return "achievement" if (kinds == "achievement").any() else "forum"


def records_table(view: View, kind: str) -> str | None:
    """The records of one kind; gives the id of the one that is open."""
    rows = view.shown[view.shown["kind"] == kind].reset_index(drop=True)
    if rows.empty:
        st.info(view.say(f"records.no_{kind}"))
        return None
    ids = rows["id"].tolist()
    wanted = st.session_state.get("record")
    at = ids.index(wanted) if wanted in ids else 0
    key = f"table_{view.dataset.version}_{crc32(chr(10).join(ids).encode())}"
    selection = DataframeState({"selection": {"rows": [at], "columns": [], "cells": []}})
    if key in st.session_state and st.session_state[key]["selection"] != selection["selection"]:
        st.session_state[key] = selection
    with st.container(key="narrow"):
        parts.record_list(view, rows, kind)
    with st.container(key="notphone"):
        _grid(view, rows, kind, key, selection)
    return ids[at]


def _grid(view: View, rows: pd.DataFrame, kind: str, key: str, selection: DataframeState) -> None:
    ids = rows["id"].tolist()
    st.dataframe(
        _table(view, rows, kind),
        key=key,
        hide_index=True,
        row_height=ROW_HEIGHT,
        height="content" if len(rows) <= 15 else 15 * ROW_HEIGHT,
        column_config=_column_config(view, kind),
        on_select=lambda: _picked(key, ids),
        selection_mode=["single-row-required", "single-cell"],
        selection_default=selection,
        alt=view.say("records.alt", count=len(rows)),
    )


def _picked(key: str, ids: list[str]) -> None:
    """Open the record of the row that was picked, by its circle or by any of its cells."""
    picked = st.session_state[key]["selection"]
    rows = [cell[0] for cell in picked["cells"]] or picked["rows"]
    if rows:
        address.open_record(ids[rows[0]])


def _table(view: View, rows: pd.DataFrame, kind: str) -> pd.DataFrame:
    labels = view.labels
    cells: dict[str, Any] = {
        "number": rows["number"],
        "date_text": [sentences.short_date(row, view.say) for row in rows.itertuples()],
        "title": rows["title"],
        "work_area": [[labels("work_area", area)] for area in rows["work_area"]],
        "cities": [_where(view, cities) for cities in rows["cities"]],
        "alongside": [
            ", ".join(filter(None, (body.upper(), labels("place", place) if place else "")))
            for body, place in zip(rows["alongside"], rows["alongside_place"], strict=True)
        ],
        "source_ref": [sentences.short_reference(reference) for reference in rows["source_ref"]],
    }
    return pd.DataFrame({name: cells[name] for name in COLUMNS[kind]})


def _where(view: View, cities: tuple[str, ...]) -> str:
    return ", ".join(cities) if len(cities) <= 3 else view.say("records.cities", count=len(cities))


def _column_config(view: View, kind: str) -> dict[str, Any]:
    columns = schema.described()
    config: dict[str, Any] = {}
    for name, width in COLUMNS[kind].items():
        label, meaning = schema.label(name), str(columns[name].description)
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
    """Where the window is narrow, a record that somebody asked for stands before the table."""
    return "detail_first" if st.session_state.get("record") else "detail"
