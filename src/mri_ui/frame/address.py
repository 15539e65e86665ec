"""Keep the URL and the filter widgets in step: the URL fills the widgets, and the widgets write the URL.

Streamlit can bind a widget to a query parameter, but then writes the label that a reader sees, and our labels contain
swatches and counts. So the parameters are read and written here, as the stable codes of `mri_data.record.permalink`.
Widgets keep their state from page to page; a URL that this module did not write (a link, Back) overrides it.
"""

from collections.abc import Callable, Collection, Mapping
from typing import Any, NamedTuple
from urllib.parse import urlencode
from uuid import uuid4

import streamlit as st

from mri_data.query.filters import FACETS, SWITCHES, Filters
from mri_data.record.dataset import Dataset
from mri_data.record.pages import PAGE_PARAMETERS, page_called
from mri_data.record.permalink import (
    LANGUAGE,
    MADE_WITH,
    clean_text,
    from_query,
    read_context,
    read_language,
    read_made_with,
    to_query,
)
from mri_data.schema.context import KINDS
from mri_ui.streamlit_workarounds.history import is_step_through_history

WRITTEN, PAGE, CAME_FROM = "_address", "_page", "_came_from"
# Years that the URL requested, which may go beyond those of the record; the record that it requested; whether the
# browser should show the URL of this run without a new entry in its history.
REQUESTED_YEARS, REQUESTED_RECORD, QUIETLY = "_requested_years", "_requested_record", "_quietly"
# The version and the years of the record that the last run showed.
SHOWN = "_shown"
# The kinds of context that are shown.
CONTEXT = "_context"
# The version of the data with which the link was made that opened this page. The URL keeps it until filters or page
# change, so that a page loaded again says the same; then the address is that of the record as it is now.
OPENED_VERSION = "_opened_version"
# The language that the viewer chose; empty where it is the browser's.
CHOSEN_LANGUAGE = "_language"
# The filters of the last run; the query that should replace the browser's, and whether that is still to be done.
CHOSEN, URL_CORRECTION, PENDING = "_chosen", "_url_correction", "_pending"
# The queries that the corrections since the last written address replace.
CORRECTED = "_corrected"
# The query that was replaced: Streamlit still sends it with the next run, though the address bar shows another.
REPLACED = "_replaced"
# The addresses before the one last written. A choice made at once is sent with one of them, because the new one has not
# reached the browser yet; to take it for an address that somebody opened would lose the filters.
EARLIER, MOST_EARLIER = "_earlier", 8
# The parameters of the search texts: for records and, on the Convention page, for States.
SEARCHES = ("q", "state")
Query = Mapping[str, list[str]]


class Correction(NamedTuple):
    """The query that the address bar should show in place of one of `replaced`, with a unique id; empty for none."""

    id: str = ""
    query: str = ""
    replaced: tuple[str, ...] = ()


def widget_key(name: str) -> str:
    """The state key of a filter's widget."""
    return f"filter_{name}"


def read_language_chosen() -> None:
    """Before anything is drawn, take the language from a URL that this module did not write.

    A page opened from Streamlit's navigation has an empty query, which chooses nothing.
    """
    state, query = st.session_state, _query()
    known = (state.get(WRITTEN), state.get(REPLACED), *state.get(EARLIER, ()))
    if is_step_through_history() or (query and query not in known):
        state[CHOSEN_LANGUAGE] = read_language(query)


def language() -> str:
    """The language that the viewer chose; empty where none was chosen."""
    return str(st.session_state.get(CHOSEN_LANGUAGE) or "")


def read_url(dataset: Dataset, page: str) -> None:
    """Before the widgets are drawn, set their state from a URL that this module did not write."""
    state, query = st.session_state, _query()
    _follow_record(dataset)
    page_changed = state.get(PAGE) not in (None, page)
    # An empty query after a page change is not a choice: the browser does not have the query of this view yet.
    bare = not query and (page_changed or state.get(PENDING, False))
    # After Back or Forward the URL is right, even with an empty query, and the widgets may lag behind.
    stepped = is_step_through_history()
    earlier = () if page_changed else state.get(EARLIER, ())
    taken = stepped or (query not in (state.get(WRITTEN), state.get(REPLACED), *earlier) and not bare)
    state[PENDING] = bare and not taken and bool(state.get(WRITTEN))
    if taken:
        set_filters(from_query(query, dataset.codes), dataset)
        state[CONTEXT] = read_context(query)
        state[OPENED_VERSION] = read_made_with(query)
        for name in PAGE_PARAMETERS:
            _put_parameter(name, query[name][-1] if name in query else None)
        state[REQUESTED_RECORD] = state.get("record")
    elif chosen_filters(dataset) != state.get(CHOSEN):
        state[REQUESTED_RECORD] = state["page"] = state[OPENED_VERSION] = None
    state[CHOSEN], state[QUIETLY] = chosen_filters(dataset), bare or page_changed or taken
    if page_changed:
        state[OPENED_VERSION] = state[OPENED_VERSION] if taken else None
        state["_playing"] = False
        state[CAME_FROM] = state.get(PAGE)
    state[PAGE] = page


def _follow_record(dataset: Dataset) -> None:
    """Where another record is shown than in the last run, drop what it does not have; all years stay all years."""
    state, before = st.session_state, st.session_state.get(SHOWN)
    state[SHOWN] = (dataset.version, dataset.years)
    if before in (None, state[SHOWN]):
        return
    for facet, known in dataset.codes.items():
        if chosen := state.get(widget_key(facet)):
            state[widget_key(facet)] = [code for code in chosen if code in known]
    years = tuple(state.get(widget_key("years")) or before[1])
    all_years = years == before[1]
    state[widget_key("years")] = dataset.years if all_years else years
    state[REQUESTED_YEARS] = None if all_years else years


def write_url(filters: Filters) -> None:
    """After the widgets are drawn, write the view into the URL unless it is there already."""
    state = st.session_state
    query = to_query(filters, context(), **opened_on_page(), **{LANGUAGE: language(), MADE_WITH: opened_version()})
    now, before = _query(), state.get(WRITTEN)
    refined = _is_refined_search(query, before or {})
    state[PENDING] = (state[QUIETLY] and query != now) or refined
    state[REPLACED] = now if state[PENDING] else None
    if refined or not state[PENDING]:
        # The browser may send these with choices made before it has the new address.
        known = (*state.get(EARLIER, ()), now, before)[-MOST_EARLIER:]
        state[EARLIER] = known if query != now or refined else state.get(EARLIER, ())
    # Where the address is none of these by then, something else has been chosen, and it stays.
    earlier_queries = (*state.get(CORRECTED, ()), before) if refined else (now,)
    state[CORRECTED] = earlier_queries if state[PENDING] else ()
    if state[PENDING]:
        state[URL_CORRECTION] = Correction(uuid4().hex, _written(query), tuple(map(_written, earlier_queries)))
    elif query != now:
        st.query_params.from_dict(query)
    state[WRITTEN] = query


def _written(query: Query | None) -> str:
    return urlencode(query or {}, doseq=True, safe=",")


def _is_refined_search(query: Query, before: Query) -> bool:
    """Whether queries differ only by letters added to, or removed from, the end of a search text.

    While somebody types, the address changes without a new entry in the history: Back undoes the whole search.
    """
    return any(_is_refined(name, query, before) for name in SEARCHES)


def _is_refined(name: str, query: Query, before: Query) -> bool:
    new, old = ("".join(one.get(name, [""])[-1]) for one in (query, before))
    same = {**query, name: []} == {**before, name: []}
    return same and new != old and min(new, old) != "" and (new.startswith(old) or old.startswith(new))


def url_correction() -> Correction:
    """What should replace the query in the address bar.

    Replacing adds no entry to the history: after a page change, or a URL with unknown values, Back is needed only once.
    """
    correction: Correction = st.session_state.get(URL_CORRECTION, Correction())
    return correction


def query_for_link(to: str) -> dict[str, str | list[str]]:
    """The query for a link to another page: that of the last run, with what is open on that page."""
    left_out = (*PAGE_PARAMETERS, MADE_WITH)
    query = {name: value for name, value in st.session_state.get(WRITTEN, {}).items() if name not in left_out}
    return query | {name: value for name, value in _opened_on(to).items() if value}


def opened_version() -> str:
    """The version of the data with which the link to this view was made; empty where no link with one opened it."""
    return str(st.session_state.get(OPENED_VERSION) or "")


def context() -> tuple[str, ...]:
    """The kinds of context that are shown."""
    return tuple(st.session_state.get(CONTEXT, ()))


def show_context(kinds: Collection[str]) -> None:
    """Show exactly these kinds of context."""
    st.session_state[CONTEXT] = tuple(kind for kind in KINDS if kind in kinds)


def open_record(record: str | None) -> None:
    """Open a record by its id, or close it with None. It is shown even if the filters leave it out."""
    st.session_state.update({"record": record, REQUESTED_RECORD: record})


def close_left_out(keeps: Callable[[str], bool]) -> None:
    """Close the open record if filters chosen since leave it out, that is, if `keeps` is false for its id."""
    record = st.session_state.get("record")
    if record and record != st.session_state.get(REQUESTED_RECORD) and not keeps(record):
        st.session_state["record"] = None


def opened(name: str) -> str:
    """The value of one of the `PAGE_PARAMETERS` as text; empty if it is not set."""
    return _as_text(st.session_state.get(name)) or ""


def opened_on_page() -> dict[str, str | None]:
    """What is open on the page, by its parameter in the URL; None where nothing is."""
    return _opened_on(page())


def _opened_on(name: str) -> dict[str, str | None]:
    return {one: _as_text(st.session_state.get(one)) for one in page_called(name).parameters}


def page() -> str:
    """The page of this run, as in its URL; empty for the overview."""
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


def offered_years(dataset: Dataset) -> tuple[int, int]:
    """First and last year that the year filter offers: those of the record, and those that the URL requested."""
    (first, last), requested = dataset.years, st.session_state.get(REQUESTED_YEARS) or dataset.years
    return min(first, requested[0]), max(last, requested[1])


def set_filters(filters: Filters, dataset: Dataset) -> None:
    """Set all filter widgets to the given filters."""
    state = st.session_state
    for facet in FACETS:
        state[widget_key(facet)] = list(getattr(filters, facet))
    state[REQUESTED_YEARS] = filters.years
    state[widget_key("years")] = filters.years or dataset.years
    for name in (*SWITCHES, "text"):
        state[widget_key(name)] = getattr(filters, name)


def chosen_filters(dataset: Dataset) -> Filters:
    """The filters that the widgets hold."""
    state = st.session_state
    years = state.get(widget_key("years"))
    chosen: dict[str, Any] = {facet: tuple(state.get(widget_key(facet)) or ()) for facet in FACETS}
    chosen |= {name: state.get(widget_key(name), True) for name in SWITCHES}
    return Filters(
        **chosen,
        years=None if years in (None, dataset.years) else tuple(years),
        text=clean_text(state.get(widget_key("text")) or ""),
    )
