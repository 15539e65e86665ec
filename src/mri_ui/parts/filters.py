"""The filter bar, with one widget for each filter of `mri_data.query.filters`, and the status line below it."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import streamlit as st

from mri_data.html import parts
from mri_data.query.filters import FACETS, SWITCHES, Filters
from mri_data.record.permalink import LONGEST_TEXT
from mri_data.sentences.about_view import filter_line
from mri_ui.frame import address, browser, live_record
from mri_ui.frame.markdown import plain
from mri_ui.frame.session import View
from mri_ui.parts import donor_pack

MORE = ("kind", "evidence", "role", "body", "language")
MOST_PILLS = 24
# How long after the last letter a search begins.
TYPING_PAUSE = "400ms"
Counts = Mapping[str, int]


def bar(view: View) -> None:
    """Draw all filters; the first row is also the legend of the kinds of work. On a phone they fold behind a button."""
    counts = view.facets
    st.html(parts.fold_button(_filters_set(view)))
    with st.container(key="filterbar", horizontal=True, vertical_alignment="center", gap="small"):
        _kinds_of_work(view, counts["work_area"])
        with st.container(key="facets", horizontal=True, width="content", gap="xsmall"):
            _years(view)
            _popover(view, "place", ("place",), counts)
            _popover(view, "precision", ("precision",), counts)
            _popover(view, "more", MORE, counts)
        st.text_input(
            view.say("bar.search"),
            key=address.widget_key("text"),
            placeholder=view.say("bar.search"),
            label_visibility="collapsed",
            icon=":material/search:",
            type="search",
            live=TYPING_PAUSE,
            max_chars=LONGEST_TEXT,
            persist_state="session",
        )


def _filters_set(view: View) -> str:
    count = len(view.filters.parts())
    return view.say("bar.filters_set", count=count) if count else view.say("bar.filters")


def _kinds_of_work(view: View, counts: Counts) -> None:
    def swatch(area: str) -> str:
        name, count = view.labels("work_area", area), view.say.digits(counts[area])
        # Our style sheet puts the dark picture in its place, without waiting for a run.
        return f"![](app/static/swatch-{area}-light.svg) {name} {count}"

    named = view.cached("kinds of work", lambda: {area: swatch(area) for area in counts})
    st.pills(
        view.say("bar.work_area"),
        _in_order(view, "work_area"),
        selection_mode="multi",
        format_func=named.__getitem__,
        key=address.widget_key("work_area"),
        label_visibility="collapsed",
        wrap=False,
        persist_state="session",
    )


def _years(view: View) -> None:
    first, last = address.offered_years(view.dataset)
    with st.popover(_named(view, "years", ("years", *SWITCHES)), icon=":material/date_range:", key="pop_years"):
        if first < last:
            st.slider(
                view.say("bar.years.label"),
                first,
                last,
                key=address.widget_key("years"),
                persist_state="session",
            )
        st.caption(view.say("bar.years.rule"))
        for name in SWITCHES:
            st.toggle(view.say(f"bar.{name}"), key=address.widget_key(name), persist_state="session")


ICONS = {"place": "location_on", "precision": "event_note", "more": "tune"}


def _popover(view: View, name: str, facet_names: tuple[str, ...], counts: Mapping[str, Counts]) -> None:
    with st.popover(_named(view, name, facet_names), icon=f":material/{ICONS[name]}:", key=f"pop_{name}"):
        for facet in filter(counts.get, facet_names):
            _facet(view, facet, counts[facet])


def _facet(view: View, facet: str, counts: Counts) -> None:
    """Draw a facet with its counts: as pills, or as a searchable list above `MOST_PILLS` values."""
    few = len(counts) <= MOST_PILLS

    def option(code: str) -> str:
        name = view.labels(facet, code)
        return view.say("bar.option", name=plain(name) if few else name, count=counts[code])

    named = view.cached(f"options {facet}", lambda: {code: option(code) for code in counts})
    label, key = view.say(f"bar.{facet}.label"), address.widget_key(facet)
    if few:
        st.pills(
            label,
            _in_order(view, facet),
            selection_mode="multi",
            format_func=named.__getitem__,
            key=key,
            persist_state="session",
        )
    else:
        st.multiselect(
            label,
            list(counts),
            format_func=named.__getitem__,
            key=key,
            placeholder=view.say("bar.any"),
            persist_state="session",
        )


def _in_order(view: View, facet: str) -> list[str]:
    """The codes of a facet in an order that no filter changes: pills stay where they are."""
    return list(view.dataset.index.codes(FACETS[facet].column).present)


def _named(view: View, name: str, filter_names: Sequence[str]) -> str:
    """The label of a popover; if any of its filters is set, with the number of chosen values."""
    count = sum(part in filter_names for part, _ in view.filters.parts())
    return view.say("bar.chosen" if count else "bar.open", name=view.say(f"bar.{name}"), count=count)


def status(view: View) -> None:
    """Draw a button for each chosen value, the filters as a sentence with a count, and the tools."""
    with st.container(key="status", horizontal=True, vertical_alignment="center", gap="small"):
        _chips(view)
        st.html(view.cached("status", lambda: parts.status(filter_line(view))))
        tools(view)


def tools(view: View) -> None:
    """Draw the donor pack and the link to copy."""
    with st.container(key="sharing", horizontal=True, width="content", gap="xsmall"):
        donor_pack.button(view)
        browser.copy_link(view.say, live_record.version_on_show())


def _chips(view: View) -> None:
    # The row is there without filters too: else the sentence behind it would move up a place once they are cleared, and
    # the old one would stand below it until the run is over.
    with st.container(key="chips", horizontal=True, width="content", vertical_alignment="center", gap="xsmall"):
        if not view.filters:
            return
        with st.container(key="chosen", horizontal=True, width="content", vertical_alignment="center", gap="xsmall"):
            for index, (name, value) in enumerate(view.filters.parts()):
                _chip(view, index, name, value)
        st.button(
            view.say("bar.clear"),
            type="tertiary",
            key="clear",
            on_click=partial(address.set_filters, Filters(), view.dataset),
        )


def _chip(view: View, index: int, name: str, value: Any) -> None:
    st.button(
        plain(view.labels.part(name, value)),
        icon=":material/close:",
        icon_position="right",
        key=f"chip_{index}",
        help=view.say("bar.remove"),
        on_click=partial(address.set_filters, view.filters.without(name, value), view.dataset),
    )
