"""The controls of the map: the year of the journey, the switches below the map, and the panel next to it."""

import streamlit as st

from mri_data.charts import of_view
from mri_data.html import parts
from mri_data.html.parts import Place
from mri_data.html.tables import Link
from mri_data.query import totals
from mri_data.query.filters import Filters
from mri_data.sentences import findings
from mri_ui.frame import browser
from mri_ui.frame.session import View
from mri_ui.parts import counted_lists, map_context, page_parts

STEP_SECONDS = 1.8
ALL = "all"
MOST_OF_CITY = 20


def _steps(view: View) -> list[int]:
    """Every year from the first forum shown to the last, including years without a forum."""
    years = [int(year) for year in of_view.charts_of(view).journey(view)["earliest"].dropna().dt.year]
    return list(range(min(years), max(years) + 1)) if years else []


def year_step(view: View) -> int | None:
    """Draw the control that steps through the years; return the chosen year, or None for all years."""
    steps = _steps(view)
    if not steps:
        return None
    options = [ALL, *map(str, steps)]
    state = st.session_state
    state["year_step"] = state.get("year") if state.get("year") in options else ALL
    with st.container(key="steps", horizontal=True, vertical_alignment="center"):
        st.button(
            view.say("map.stop" if state.get("_playing") else "map.play"),
            icon=":material/stop:" if state.get("_playing") else ":material/play_arrow:",
            key="play",
            on_click=_toggle_play,
            args=(options,),
        )
        chosen = st.segmented_control(
            view.say("map.years"),
            options,
            format_func=lambda option: view.say("map.all_years") if option == ALL else option,
            key="year_step",
            required=True,
            label_visibility="collapsed",
            on_change=_chosen,
            wrap=False,
        )
    if state.get("_playing"):
        state["_drawn"] = True
        _ticker(options)
    return None if chosen in (None, ALL) else int(chosen)


def _chosen() -> None:
    step = st.session_state["year_step"]
    st.session_state.update(year=None if step == ALL else step, city=None, _playing=False)


def _toggle_play(options: list[str]) -> None:
    playing = not st.session_state.get("_playing")
    st.session_state.update(_playing=playing, city=None)
    if playing:
        st.session_state["year"] = None
        _advance(options)


def _advance(options: list[str]) -> None:
    """Go to the next year; after the last one, show all years and stop playing."""
    year = st.session_state.get("year")
    at = options.index(year) + 1 if year in options else 1
    over = at == len(options)
    st.session_state["year"] = None if over else options[at]
    st.session_state["_playing"] = not over


@st.fragment(run_every=STEP_SECONDS)
def _ticker(options: list[str]) -> None:
    """While playing, run the page again with the next year after each pause; the run that draws this does not advance.

    The year is set before the run begins, so the run writes it into the URL before it draws the page.
    """
    if st.session_state.pop("_drawn", False):
        return
    _advance(options)
    st.rerun()


def switches(view: View) -> tuple[bool, bool]:
    """Draw the switches for other places and for the simple map without WebGL; return whether each is on."""
    state = st.session_state
    with st.container(horizontal=True, key="switches"):
        for name in _switch_names(view):
            key = f"switch_{name}"
            # Without a forum there are only other places to show, so they are always on.
            forced = name == "others" and totals.forums_of(view.shown).empty
            state[key] = bool(state.get(name)) or forced
            st.toggle(
                view.say(f"map.switch.{name}"),
                key=key,
                disabled=forced,
                help=view.say("map.switch.simple.help") if name == "simple" else None,
                on_change=_switched,
                args=(name, key),
            )
    return bool(state.get("others")), bool(state.get("simple"))


def _switch_names(view: View) -> list[str]:
    """The switches to draw: a map that counts records has all places, and without WebGL every map is the simple one."""
    return [*([] if view.is_counted else ["others"]), *(["simple"] if browser.has_webgl() else [])]


def _switched(name: str, key: str) -> None:
    st.session_state[name] = st.session_state[key]


def panel(view: View, year: int | None) -> None:
    """Draw next to the map the city clicked, the forum of the year, the top places of many records, or the stops."""
    city = st.session_state.get("city") or ""
    if city in view.place_counts()[1].places or map_context.events_in(view, city):
        _city(view, city)
    elif year is not None:
        _year(view, year)
    elif view.is_counted:
        counted_lists.places(view)
    else:
        _stops(view)


def _city(view: View, city: str) -> None:
    found = view.shown[[city in places for places in view.shown["places"]]].sort_values(
        "kind", ascending=False, key=lambda kinds: kinds == "forum", kind="stable"
    )
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        page_parts.section(view.labels("place", city))
        st.button(view.say("map.close"), type="tertiary", key="close_city", on_click=_close)
    text = findings.capitalised(findings.count_with_noun("count.records", len(found), view.say))
    page_parts.note(view.say("map.no_record_here") if found.empty else text)
    for record in found["id"].head(MOST_OF_CITY):
        page_parts.record_summary(view, record)
    if len(found) > MOST_OF_CITY:
        counted_lists.to_records(view, view.filters.overridden_by(Filters(place=(city,))))
    map_context.event_details(view, map_context.events_in(view, city))


def _close() -> None:
    st.session_state["city"] = None


def _year(view: View, year: int) -> None:
    forums = totals.forums_of(view.shown)
    met = forums[forums["earliest"].dt.year == year]
    for record in met["id"]:
        page_parts.record_detail(view, record)
        page_parts.open_record(view, record)
    elsewhere = totals.forums_of(view.records)
    elsewhere = elsewhere[elsewhere["earliest"].dt.year == year]
    if met.empty and len(elsewhere):
        page_parts.note(view.say("map.filtered_out", year=year, cities=view.labels.all_of(list(elsewhere["title"]))))
    elif met.empty:
        notes = [note for note in view.dataset.notes if year in note.years]
        page_parts.section(view.say("map.gap", year=year))
        for note in notes:
            page_parts.paragraph(note.text)
        if not notes and view.dataset.left_out:
            page_parts.note(view.say("map.faulty"))
    map_context.event_details(view, map_context.meetings_of(view, year))


def _stops(view: View) -> None:
    forums = totals.forums_of(view.shown)
    if forums.empty:
        page_parts.note(view.say("map.no_place" if totals.with_place(view.shown).empty else "map.no_forum"))
        map_context.later_forums(view)
        return
    link = page_parts.record_links(view)
    stops = [*(parts.stop(view, row, link) for row in forums.itertuples()), *_gaps(view)]
    stops.sort(key=lambda stop: stop.when)
    st.html(parts.stops(parts.stops_title(view), stops, text=parts.abbreviations(view)))
    map_context.later_forums(view)


def _gaps(view: View) -> list[Place]:
    say = view.say
    return [
        Place("", Link(say("map.left_empty"), ""), say("map.disagree"), str(year))
        for year in (() if view.filters else totals.gap_years(view.records))
        if any(year in note.years for note in view.dataset.notes)
    ]
