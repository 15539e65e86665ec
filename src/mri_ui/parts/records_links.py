"""The table of records as HTML: each row is a link to its record, and the heads of columns sort it in the browser."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from mri_data.html import parts
from mri_data.sentences import findings
from mri_data.words.columns import record_texts
from mri_ui.frame.session import View
from mri_ui.parts import page_parts

# The columns of each table.
COLUMNS = {
    "achievement": ("date_text", "title", "work_area", "cities", "source_ref"),
    "forum": ("date_text", "title", "alongside", "source_ref"),
}
# The rows come in the order of this column.
SORTED = "date_text"


def table(view: View, rows: pd.DataFrame, kind: str, opened: str) -> None:
    """Draw records of one kind as a table of links, in which the open one is marked."""
    st.html(view.cached(f"links of {kind}, {opened} open", lambda: _table(view, rows, kind, opened)))


def _table(view: View, rows: pd.DataFrame, kind: str, opened: str) -> str:
    texts = record_texts(view.say)
    columns = [parts.Column(name, texts[name].title, texts[name].meaning, name == SORTED) for name in COLUMNS[kind]]
    cells, link = cell_texts(view, rows), page_parts.record_links(view)
    evidences = ["" if pd.isna(code) else str(code) for code in rows["evidence"]]
    linked = [
        parts.LinkedRow(
            row.work_area,
            [
                (one, link(row.id, view.text(row.title)) if one.name == "title" else cells[one.name][at])
                for one in columns
            ],
            "" if last else str(at),
            row.id == opened,
            evidence,
            view.labels("evidence", evidence) if evidence else "",
        )
        for at, (row, last, evidence) in enumerate(zip(rows.itertuples(), parts.on_shelf(rows), evidences, strict=True))
    ]
    return parts.record_table(view.say.n("records.alt", len(rows)), columns, linked)


def cell_texts(view: View, rows: pd.DataFrame) -> dict[str, Sequence[str]]:
    """Column -> the text of each of its cells."""
    labels = view.labels
    return {
        "date_text": [findings.short_date(row, view.say) for row in rows.itertuples()],
        "title": rows["title"].tolist(),
        "work_area": [labels("work_area", area) for area in rows["work_area"]],
        "cities": [_where(view, cities) for cities in rows["cities"]],
        "alongside": [_meeting(view, row) for row in rows.itertuples()],
        "source_ref": [findings.short_reference(reference) for reference in rows["source_ref"]],
    }


def _where(view: View, cities: tuple[str, ...]) -> str:
    return ", ".join(cities) if len(cities) <= 3 else view.say("records.cities", count=len(cities))


def _meeting(view: View, forum: Any) -> str:
    """The government meeting alongside a forum, with its place."""
    place = view.labels("place", forum.alongside_place) if forum.alongside_place else ""
    return ", ".join(filter(None, (view.labels.series(forum.alongside), place)))
