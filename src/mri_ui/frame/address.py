"""The view and its address are one: the address fills the widgets, and the widgets write the address.

Streamlit can bind a widget to a query parameter, but writes the label a reader sees; our labels carry swatches and
counts. So the parameters are read and written here, as the stable codes of `mri_data.record.permalink`. Widgets keep
their state while a viewer goes from page to page; an address that did not come from us (a link, Back) wins over them.
"""

from collections.abc import Callable, Collection
from dataclasses import replace
from urllib.parse import urlencode
from uuid import uuid4

import streamlit as st

from mri_data.query.filters import FACETS, Filters
from mri_data.record.dataset import Dataset
from mri_data.record.permalink import (
    PAGE_PARAMETERS,
    PARAMETERS,
    TALK_PARAMETERS,
    clean_text,
    from_query,
    read_context,
    to_query,
)
from mri_data.schema.context import KINDS
from mri_ui.streamlit_workarounds.history import is_step_through_history

WRITTEN, PAGE, CAME_FROM = "_address", "_page", "_came_from"
# Years that an address asked for beyond those of the record; the record it asked for; whether the browser
# is to show the address of this run without a further step back.
REQUESTED_YEARS, REQUESTED_RECORD, QUIETLY = "_asked_years", "_asked_record", "_quietly"
# The kinds of context shown beside the record.
CONTEXT = "_context"
# The choice of the last run; the address that the browser is to put right, and whether it still has to.
CHOSEN, PUT_RIGHT, PENDING = "_chosen", "_put_right", "_pending"
# The query that was put right: Streamlit sends it with the next run still, though the address bar has another.
REPLACED = "_replaced"
# The addresses before the one last written. A choice made at once is sent with one of them, because the new one has not
# reached the browser yet; to take it for an address that somebody opened would lose the filters.
EARLIER = "_earlier"


def widget_key(name: str) -> str:
    """The state key of a filter's widget."""
    return f"filter_{name}"


def enter(dataset: Dataset, page: str) -> None:
    """Before the widgets: take over an address that we did not write."""
    state, query = st.session_state, _query()
    turned = state.get(PAGE) not in (None, page)
    # A bare address after a turn is not a choice: the browser has not been told yet what to show.
    bare = not query and (turned or state.get(PENDING, False))
    # After a step through the history the address is what was there, bare or not, though the widgets may lag behind.
    stepped = is_step_through_history()
    earlier = () if turned else state.get(EARLIER, ())
    taken = stepped or (query not in (state.get(WRITTEN), state.get(REPLACED), *earlier) and not bare)
    state[PENDING] = bare and not taken and bool(state.get(WRITTEN))
    if taken:
        put(from_query(query, dataset.codes), dataset)
        state[CONTEXT] = read_context(query)
        for name in PAGE_PARAMETERS:
            _put_parameter(name, query[name][-1] if name in query else None)
        state[REQUESTED_RECORD] = state.get("record")
    elif chosen(dataset) != state.get(CHOSEN):
        state[REQUESTED_RECORD] = state["page"] = None
    state[CHOSEN], state[QUIETLY] = chosen(dataset), bare or turned or taken
    if turned:
        state["_playing"] = False
        state[CAME_FROM] = state.get(PAGE)
    state[PAGE] = page


def leave(filters: Filters) -> None:
    """After the widgets: write the view into the address, if it is not there already."""
    state = st.session_state
    # Nothing opens on the overview, and its address with a record in it is that of the record's own page.
    shown = PAGE_PARAMETERS if state[PAGE] else ()
    query = to_query(filters, context(), **{name: _as_text(state.get(name)) for name in shown})
    state[PENDING] = state[QUIETLY] and query != _query()
    state[REPLACED] = _query() if state[PENDING] else None
    if state[PENDING]:
        state[PUT_RIGHT] = (uuid4().hex, urlencode(query, doseq=True, safe=","))
    elif query != _query():
        state[EARLIER] = (*state.get(EARLIER, ()), _query(), state.get(WRITTEN))[-4:]
        st.query_params.from_dict(query)
    state[WRITTEN] = query


def put_right() -> tuple[str, str]:
    """The query that the browser is to show in place of the one it has, and a name that no other such query has.

    A turn of the page, or an address with what nobody knows in it, is one step back and not two.
    """
    name, query = st.session_state.get(PUT_RIGHT, ("", ""))
    return name, query


def query_to_go(**opened: str) -> dict[str, str | list[str]]:
    """The query to turn to another page with: that of the last run, and what stands open or is to be opened there."""
    state = st.session_state
    query = {name: value for name, value in state.get(WRITTEN, {}).items() if name not in PAGE_PARAMETERS}
    kept = {name: _as_text(state.get(name)) for name in PAGE_PARAMETERS if name not in TALK_PARAMETERS}
    return query | {name: value for name, value in (kept | opened).items() if value}


def context() -> tuple[str, ...]:
    """The kinds of context that are shown beside the record."""
    return tuple(st.session_state.get(CONTEXT, ()))


def show_context(kinds: Collection[str]) -> None:
    """Show these kinds of context beside the record, and no others."""
    st.session_state[CONTEXT] = tuple(kind for kind in KINDS if kind in kinds)


def open_record(record: str | None) -> None:
    """Open a record, or none; one that is asked for by name is shown even where the filters leave it out."""
    st.session_state.update({"record": record, REQUESTED_RECORD: record})


def close_left_out(keeps: Callable[[str], bool]) -> None:
    """Close the open record when a filter that was chosen since leaves it out."""
    record = st.session_state.get("record")
    if record and record != st.session_state.get(REQUESTED_RECORD) and not keeps(record):
        st.session_state["record"] = None


def opened(name: str) -> str:
    """What stands open on a page under a name of `PAGE_PARAMETERS`, as text; empty where nothing does."""
    return _as_text(st.session_state.get(name)) or ""


def page() -> str:
    """The page of this run, as in its address; empty for the overview."""
    return str(st.session_state.get(PAGE) or "")


def _query() -> dict[str, list[str]]:
    return {name: st.query_params.get_all(name) for name in st.query_params}


def _put_parameter(name: str, value: str | None) -> None:
    if value is None:
        st.session_state.pop(name, None)
    else:
        st.session_state[name] = True if value == "yes" else clean_text(value)


def _as_text(value: object) -> str | None:
    return "yes" if value is True else str(value) if value else None


def span(dataset: Dataset) -> tuple[int, int]:
    """First and last year of the record."""
    return dataset.years


def offered_years(dataset: Dataset) -> tuple[int, int]:
    """First and last year the year filter offers: those of the record, and those that an address asked for."""
    (first, last), requested = span(dataset), st.session_state.get(REQUESTED_YEARS) or span(dataset)
    return min(first, requested[0]), max(last, requested[1])


def put(filters: Filters, dataset: Dataset) -> None:
    """Set every filter's widget to a choice."""
    state = st.session_state
    for facet in FACETS:
        state[widget_key(facet)] = list(getattr(filters, facet))
    state[REQUESTED_YEARS] = filters.years
    state[widget_key("years")] = filters.years or span(dataset)
    for name in ("undated", "ongoing", "text"):
        state[widget_key(name)] = getattr(filters, name)


def chosen(dataset: Dataset) -> Filters:
    """The choice that the widgets hold."""
    state = st.session_state
    years = state.get(widget_key("years"))
    return replace(
        Filters(),
        **{facet: tuple(state.get(widget_key(facet)) or ()) for facet in FACETS},
        years=None if years in (None, span(dataset)) else tuple(years),
        undated=state.get(widget_key("undated"), True),
        ongoing=state.get(widget_key("ongoing"), True),
        text=clean_text(state.get(widget_key("text")) or ""),
    )


def setter(filters: Filters, dataset: Dataset) -> Callable[[], None]:
    """A callback that sets the widgets to a choice."""
    return lambda: put(filters, dataset)


assert set(PARAMETERS) == set(FACETS)
