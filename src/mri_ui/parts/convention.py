"""The parts of the Convention page: the chart, what to know before quoting, who joined when, and a list to search."""

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from mri_data.charts import of_view, to_plotly
from mri_data.charts.parties.labels import parties_alt
from mri_data.charts.parties.scene import scene
from mri_data.record import context, permalink
from mri_data.record.permalink import LONGEST_TEXT, clean_text
from mri_data.schema.context import JOINED
from mri_data.sentences import convention, left_out
from mri_data.sentences.one_record import citation
from mri_ui.frame import address, navigation
from mri_ui.frame.html import plain, render
from mri_ui.frame.session import View
from mri_ui.parts import charts, downloads, filters, page_parts
from mri_ui.streamlit_workarounds.serialised_charts import FinishedFigure

# Width and height in px for which the chart is laid out; labels have more room in a wider window.
SIZES = {"wide": (790, 430), "mid": (620, 400), "narrow": (320, 360)}
STATE, HOW = "state", "joined"
SEARCH, PILLS = "convention_search", "convention_joined"


def status(view: View) -> None:
    """That all this is context, the donor pack of the record, and the link to copy."""
    with st.container(key="status", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(render("note", text=view.say("convention.status")))
        filters.tools(view)


# --- the chart


def _figure(view: View, size: str) -> FinishedFigure:
    layout = of_view.parties_of(view, *SIZES[size])
    return FinishedFigure(to_plotly.figure(scene(layout, view.palette, view.say, live=True)))


def chart(view: View) -> None:
    """The chart in three widths, how to read it, and the same as a table."""
    whole = view.whole.anywhere
    alt = whole.once("parties alt", lambda: parties_alt(of_view.parties_of(whole, *SIZES["wide"]), whole.say))
    for size in SIZES:
        with st.container(key=size):
            drawn = whole.once(f"parties {size}", partial(_figure, whole, size))
            st.plotly_chart(drawn, theme=None, key=f"parties_{size}", config=charts.CONFIG, alt=alt)
    page_parts.note(view.say("convention.not_why"))
    _key(view)
    _steps(view)


def _key(view: View) -> None:
    say, growth = view.say, view.once("growth", lambda: convention.growth(view))
    box = "" if convention.unverified(growth.parties).empty else say("convention.key.box")
    band = say("convention.key.band", when=growth.launch.when) if growth.launch else ""
    if box or band:
        st.html(render("parties_key", box=box, band=band))


def _steps(view: View) -> None:
    say, steps = view.say, view.once("steps", lambda: convention.steps(view.dataset.context.parties))
    rows = [
        (
            convention.step_date(step, say),
            view.labels.all_of([f"{state} ({say(f'convention.how.{how}')})" for state, how in step.states]),
            convention.amount(step.after, say),
        )
        for step in steps
    ]
    caption = say.n("convention.table", len(rows))
    with st.expander(plain(caption)):
        page_parts.table(caption, [say(f"convention.step.{name}") for name in ("date", "states", "after")], rows)


# --- what to know


def before_quoting(view: View) -> None:
    """Of when the list is, where to look a date up, and which days are not verified."""
    say, data = view.say, view.dataset
    about = data.context.about
    assert about
    page_parts.section(say("convention.before"))
    day = view.labels.day(about.parties_as_of)
    page_parts.paragraph(say.n("convention.as_of", left_out.parties_in_list(data), day=day))
    _cited(view, say("convention.check"), about.check_source)
    unverified = convention.unverified_line(data.context.parties, say)
    if unverified:
        page_parts.paragraph(unverified)
    _cited(view, say("convention.counted_by"), about.parties_source)


def _cited(view: View, text: str, source: str) -> None:
    if source in view.dataset.sources:
        cited = citation(view.dataset.sources[source])
        st.html(render("cite", text=text, name=cited.name, url=cited.url))


def signatures(view: View) -> None:
    """How many States have signed, and what became of it."""
    say = view.say
    page_parts.section(say("convention.signatures"))
    page_parts.paragraph(convention.signed_line(view))
    page_parts.paragraph(say("convention.ways"))
    if "convention" in view.dataset.context.kinds:
        beside = context.write_kinds({*view.beside, "convention"})
        navigation.link(view, "timeline", say("convention.timeline"), context=beside)


# --- who joined when


def years(view: View) -> None:
    """Each year with the States that joined in it, a mark for each, and how many parties there were at its end."""
    say = view.say
    page_parts.section(say("convention.years"))
    page_parts.note(say("convention.years.note"))
    heads = [say(f"convention.years.{name}") for name in ("year", "states", "total")]
    rows = view.once("years", lambda: _years(view))
    st.html(render("years", caption=say("convention.years"), heads=heads, rows=rows))


def _years(view: View) -> list[dict[str, Any]]:
    say, parties = view.say, convention.dated(view.dataset.context.parties)
    unsure = set(convention.unverified(parties)["title"])
    return [
        {
            "year": year,
            "states": [{"name": name, "known": name not in unsure} for name in names],
            "total": convention.amount(convention.at_end_of(parties, year), say),
        }
        for year, names in context.by_year(parties).items()
    ]


def first(view: View) -> None:
    """The States that may be among the first 20, in their order, and what is known of the 20th."""
    say, rows = view.say, view.once("first", lambda: convention.first_needed(view.dataset.context.parties))
    caption = say("convention.first", count=convention.NEEDED)
    page_parts.section(caption)
    twenty = convention.twenty_line(view.dataset.context, say)
    if twenty:
        page_parts.note(twenty)
    heads = [say(f"convention.head.{name}") for name in ("order", "state", "joined")]
    page_parts.table(caption, heads, [(row.order, row.title, row.date_text) for row in rows.itertuples()])


# --- the list


def search(view: View) -> pd.DataFrame:
    """The search and the choice of how States joined; gives the parties that are left."""
    say, parties, state = view.say, view.dataset.context.parties, st.session_state
    state[SEARCH], state[PILLS] = address.opened(STATE), _how()
    counts = context.by_kind(parties)
    with st.container(key="partytools", horizontal=True, vertical_alignment="center", gap="small"):
        st.text_input(
            say("convention.search"),
            key=SEARCH,
            placeholder=say("convention.search"),
            label_visibility="collapsed",
            icon=":material/search:",
            type="search",
            max_chars=LONGEST_TEXT,
            on_change=lambda: state.update({STATE: clean_text(state[SEARCH])}),
        )
        st.pills(
            say("convention.joined"),
            JOINED,
            format_func=lambda how: say(
                "convention.joined.option", how=say(f"convention.pill.{how}"), count=counts[how]
            ),
            key=PILLS,
            label_visibility="collapsed",
            on_change=lambda: state.update({HOW: state[PILLS]}),
        )
    return convention.found(parties, address.opened(STATE), _how() or "", view.labels)


def _how() -> str | None:
    asked = address.opened(HOW)
    return asked if asked in JOINED else None


def _clear() -> None:
    st.session_state.update({STATE: None, HOW: None})


def parties(view: View, rows: pd.DataFrame) -> None:
    """How many States are left, the list of them, and the same as a file."""
    say, total = view.say, len(view.dataset.context.parties)
    with st.container(
        key="partycount", horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"
    ):
        shown = left_out.qualified_states(say.n("convention.shown", total, shown=len(rows)), view)
        st.html(render("status", text=shown))
        if len(rows):
            _download(view)
    if rows.empty:
        with st.container(border=True, key="empty"):
            page_parts.note(say("convention.nothing"))
            st.button(say("convention.all"), key="convention_all", on_click=_clear)
        return
    heads = [
        say(f"convention.head.{name}") for name in ("order", "state", "signed", "joined", "how", "sources", "note")
    ]
    with st.container(key="parties"):
        page_parts.table(say("convention.parties"), heads, _rows(view, rows))
    page_parts.note(say("convention.order.note"))


def _rows(view: View, rows: pd.DataFrame) -> list[tuple[Any, ...]]:
    orders = view.once("orders", lambda: convention.orders(view.dataset.context.parties))
    numbers = view.once("numbers", lambda: convention.numbers_of(view.dataset.context, view.dataset.sources))
    return [
        (
            orders[row.Index],
            row.title,
            row.signed_text,
            row.date_text,
            view.say(f"convention.how.{row.kind}"),
            _numbers(row.sources, numbers),
            row.note,
        )
        for row in rows.itertuples()
    ]


def _numbers(sources: tuple[str, ...], numbers: dict[str, int]) -> str:
    return ", ".join(map(str, sorted(numbers[source] for source in sources if source in numbers)))


def _download(view: View) -> None:
    text, how = address.opened(STATE), _how() or ""
    link = permalink.address("api/convention.csv", view.filters, view.beside, state=text, joined=how)
    downloads.links([{"label": view.say("convention.csv"), "address": link}])


def signatories(view: View) -> None:
    """The States that have signed and are not parties."""
    say, rows = view.say, view.dataset.context.signatories
    numbers = convention.numbers_of(view.dataset.context, view.dataset.sources)
    if rows.empty:
        return
    caption = convention.signatories_title(view)
    page_parts.section(caption)
    heads = [say(f"convention.head.{name}") for name in ("state", "signed", "how", "sources", "note")]
    cells = [
        (row.title, row.date_text, say(f"convention.how.{row.kind}"), _numbers(row.sources, numbers), row.note)
        for row in rows.itertuples()
    ]
    page_parts.table(caption, heads, cells)


def sources(view: View) -> None:
    """The sources of the lists, by the numbers that stand in them."""
    say, known = view.say, view.dataset.sources
    cited = [
        (number, citation(known[one])) for one, number in convention.numbers_of(view.dataset.context, known).items()
    ]
    caption = say.n("convention.sources", len(cited))
    with st.expander(plain(caption)):
        heads = [say("convention.head.order"), say("source.title")]
        page_parts.table(caption, heads, [(number, {"text": one.name, "url": one.url}) for number, one in cited])
