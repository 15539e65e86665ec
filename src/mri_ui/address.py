"""The view and its address are one: the address fills the widgets, and the widgets write the address.

Streamlit can bind a widget to a query parameter, but writes the label a reader sees; our labels carry swatches and
counts. So the parameters are read and written here, as the stable codes of `mri_data.permalink`. Widgets keep their
state while a viewer goes from page to page; an address that did not come from us (a link, Back) wins over them.
"""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from mri_data.dataset import Dataset
from mri_data.permalink import PAGE_PARAMETERS, PARAMETERS, TALK_PARAMETERS, clean_text, from_query, to_query
from mri_data.query import FACETS, Filters
from mri_data.summarise import years_of

WRITTEN, PAGE, CAME_FROM = "_address", "_page", "_came_from"


def widget_key(name: str) -> str:
    """The state key of a filter's widget."""
    return f"filter_{name}"


def enter(dataset: Dataset, page: str) -> None:
    """Before the widgets: take over an address that we did not write."""
    state, query = st.session_state, _query()
    turned = state.get(PAGE) not in (None, page)
    if query != state.get(WRITTEN) and not (turned and not query):
        put(from_query(query, dataset.codes), dataset)
        for name in PAGE_PARAMETERS:
            _put_parameter(name, query[name][-1] if name in query else None)
    if turned:
        state["_playing"] = False
        state[CAME_FROM] = state.get(PAGE)
    state[PAGE] = page


def leave(filters: Filters) -> None:
    """After the widgets: write the view into the address, if it is not there already."""
    more = {name: st.session_state.get(name) for name in PAGE_PARAMETERS}
    query = to_query(filters, **{name: _as_text(value) for name, value in more.items()})
    if query != _query():
        st.query_params.from_dict(query)
    st.session_state[WRITTEN] = query


def forget_talk() -> None:
    """The talk is over: its slide is no part of the address any more."""
    for name in TALK_PARAMETERS:
        st.session_state.pop(name, None)


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
    """First and last year the year filter offers."""
    return years_of(dataset.table) or (dataset.about.text_ends, dataset.about.text_ends)


def put(filters: Filters, dataset: Dataset) -> None:
    """Set every filter's widget to a choice."""
    state, (first, last) = st.session_state, span(dataset)
    for facet in FACETS:
        state[widget_key(facet)] = list(getattr(filters, facet))
    asked = filters.years
    chosen = asked if asked and asked[0] <= last and asked[1] >= first else (first, last)
    state[widget_key("years")] = tuple(min(max(year, first), last) for year in chosen)
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


def link_query(filters: Filters, **more: str | None) -> dict[str, str | list[str]]:
    """The parameters of a link inside the app."""
    return dict(to_query(filters, **more))


assert set(PARAMETERS) == set(FACETS)
