"""The parts of the Convention page: the chart, advice on quoting, who joined when, and the list of States parties."""

import pandas as pd
import streamlit as st

from mri_data.charts import of_view
from mri_data.charts.palette import PAGE
from mri_data.charts.svg import linked_svg
from mri_data.html import parts, tables
from mri_data.record import context, permalink
from mri_data.record.permalink import LONGEST_TEXT, clean_text
from mri_data.schema.context import WAYS_TO_JOIN
from mri_data.sentences import convention, left_out
from mri_ui.frame import address, navigation
from mri_ui.frame.markdown import plain
from mri_ui.frame.session import View
from mri_ui.parts import downloads, filters, linked_charts, page_parts

# Width and height in px for which the chart is laid out.
SIZES = ((320, 360), (470, 390), (620, 400), (760, 420), (900, 440))
STATE, HOW = "state", "joined"
SEARCH, PILLS = "convention_search", "convention_joined"


def heading(view: View, title: str) -> None:
    """Draw the title of the page, with the donor pack of the record and the link to copy at its end."""
    with st.container(key="headrow", horizontal=True, gap="small"):
        page_parts.heading(title)
        filters.tools(view)


# --- the chart


def _svgs(view: View) -> str:
    drawn = ((width, of_view.linked_parties(view, PAGE, width, height)) for width, height in SIZES)
    return linked_charts.for_widths(
        "parties", {width: linked_svg(chart, lambda _: {}, name=f"parties-{width}") for width, chart in drawn}
    )


def chart(view: View) -> None:
    """Draw the chart, what it does not say, its key, and the same data as a table."""
    whole = linked_charts.view_of_charts(view.without_filters)
    linked_charts.show(view, "parties", whole.cached("linked parties", lambda: _svgs(whole)))
    page_parts.note(f"{view.say('convention.not_why')} {view.say('convention.status')}")
    key = view.cached("parties key", lambda: parts.parties_key(view))
    if key:
        st.html(key)
    twenty = convention.twenty_line(view.dataset.context, view.say)
    if twenty:
        page_parts.note(twenty)
    steps = view.cached("steps", lambda: tables.steps(view))
    with st.expander(plain(steps.caption), key="fold_steps"):
        page_parts.table(steps)


# --- what to know


def before_quoting(view: View) -> None:
    """Draw the date of the list, where to look up a date, and which days are not verified."""
    st.html(parts.before_quoting(view))


def signatures(view: View) -> None:
    """Draw how many States have signed and became parties, and a link to the Convention's steps on the timeline."""
    st.html(parts.signatures(view))
    if "convention" in view.dataset.context.kinds:
        kinds = context.format_kinds({*view.context_shown, "convention"})
        navigation.link(view, "timeline", view.say("convention.timeline"), context=kinds)


# --- who joined when


def years(view: View) -> None:
    """Draw each year with the States that joined in it, a mark for each, and the number of parties at its end."""
    found = view.cached("years", lambda: tables.years(view))
    with st.expander(plain(found.caption), key="fold_years"):
        page_parts.note(view.say("convention.years.note"))
        st.html(parts.years(found))


# --- the list


def search(view: View) -> pd.DataFrame:
    """Draw the search and the choice of how States joined; return the matching rows of the table of parties."""
    say, parties, state = view.say, view.dataset.context.parties, st.session_state
    state[PILLS] = _how()
    # Not while the text is being typed: the field would lose the letters and spaces that are on their way.
    if clean_text(state.get(SEARCH) or "") != address.opened(STATE):
        state[SEARCH] = address.opened(STATE)
    counts = context.by_kind(parties)
    with st.container(key="partytools", horizontal=True, vertical_alignment="center", gap="small"):
        st.text_input(
            say("convention.search"),
            key=SEARCH,
            placeholder=say("convention.search"),
            label_visibility="collapsed",
            icon=":material/search:",
            type="search",
            live=filters.TYPING_PAUSE,
            max_chars=LONGEST_TEXT,
            on_change=lambda: state.update({STATE: clean_text(state[SEARCH])}),
        )
        st.pills(
            say("convention.joined"),
            WAYS_TO_JOIN,
            format_func=lambda how: say(
                "convention.joined.option", how=say(f"convention.pill.{how}"), count=counts[how]
            ),
            key=PILLS,
            label_visibility="collapsed",
            on_change=lambda: state.update({HOW: state[PILLS]}),
        )
    return convention.matching_parties(parties, address.opened(STATE), _how() or "", view.labels)


def _how() -> str | None:
    requested = address.opened(HOW)
    return requested if requested in WAYS_TO_JOIN else None


def _clear() -> None:
    st.session_state.update({STATE: None, HOW: None})


def parties(view: View, rows: pd.DataFrame) -> None:
    """Draw how many States match, their list and its download, or a button that resets the search if none match."""
    say, total = view.say, len(view.dataset.context.parties)
    with st.container(
        key="partycount", horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"
    ):
        whole = len(rows) == total and not view.dataset.unread_context_counts.get("parties")
        key = "convention.shown_all" if whole else "convention.shown"
        st.html(parts.status(left_out.states_title_with_unread(say.n(key, total, shown=len(rows)), view)))
        if len(rows):
            _download(view)
    if rows.empty:
        with st.container(border=True, key="empty"):
            page_parts.note(say("convention.nothing"))
            st.button(say("convention.all"), key="convention_all", on_click=_clear)
        return
    with st.container(key="parties"):
        page_parts.table(tables.parties(view, rows), parts.STATES)
    page_parts.note(say("convention.order.note"))


def _download(view: View) -> None:
    text, how = address.opened(STATE), _how() or ""
    links = {
        ending: permalink.address(
            f"api/convention.{ending}", view.filters, view.context_shown, state=text, joined=how, lang=view.language
        )
        for ending in ("csv", "semicolon.csv")
    }
    downloads.links(
        [
            {"label": view.say("convention.csv"), "address": links["csv"]},
            {"label": view.say("convention.csv.semicolon"), "address": links["semicolon.csv"]},
        ]
    )


def signatories(view: View) -> None:
    """Draw the States that have signed and are not parties; nothing if there are none."""
    found = tables.signatories(view)
    if found.rows:
        page_parts.section(found.caption)
        page_parts.table(found, parts.SIGNATORIES)


def sources(view: View) -> None:
    """Draw the sources of the lists, by the numbers that the lists use."""
    found = tables.party_sources(view)
    with st.expander(plain(found.caption), key="party_sources"):
        page_parts.table(found)
