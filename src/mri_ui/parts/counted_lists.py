"""What a page shows instead of lists of records, if there are so many that its charts count them."""

import pandas as pd
import streamlit as st

from mri_data.charts import counted
from mri_data.charts.table import Table as Numbers
from mri_data.html import parts
from mri_data.html.parts import SHORT, Place
from mri_data.html.tables import Link, Table
from mri_data.query.filters import Filters
from mri_ui.frame import navigation
from mri_ui.frame.session import View
from mri_ui.parts import page_parts

MOST_PLACES = 12


def chart_table(
    view: View, numbers: Numbers | None, records: pd.DataFrame, what: str = "shown", *, expanded: bool = False
) -> None:
    """Draw the numbers behind a chart in an expander, or the records if the chart shows them (`numbers` is None)."""
    if numbers is None:
        page_parts.chart_table(view, records, what, expanded=expanded)
        return
    caption = view.say("chart.table", count=len(numbers.rows))
    with st.expander(caption, expanded=expanded):
        st.html(parts.table(Table(caption, numbers.heads, numbers.rows), SHORT))


def to_records(view: View, filters: Filters) -> None:
    """Draw a link to the table of all records that match the filters."""
    navigation.link(view, "records", view.say("counted.to_records"), filters)


def places(view: View) -> None:
    """Draw the places with most records, next to the map."""
    say, found = view.say, counted.map_table(view).rows
    if not found:
        page_parts.note(say("map.no_place"))
        return
    listed = [
        Place(str(at), Link(name, ""), "", count) for at, (name, count) in enumerate(found[:MOST_PLACES], start=1)
    ]
    more = len(found) - MOST_PLACES
    note = say.n("counted.map.more", more, number=say.digits(more)) if more > 0 else ""
    st.html(parts.stops(say("counted.places"), listed, text=note))
