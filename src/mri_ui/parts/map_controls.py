"""The controls of the map: the year of the journey, the switches below the map, and the panel next to it."""

from dataclasses import replace
from typing import Any

import streamlit as st

from mri_data.charts import counted, of_view
from mri_data.html import parts
from mri_data.html.parts import Place
from mri_data.html.tables import Link
from mri_data.query import totals
from mri_data.query.filters import Filters
from mri_data.sentences import findings
from mri_ui.frame import navigation
from mri_ui.frame.session import View
from mri_ui.parts import map_context, page_parts

STEP_SECONDS = 1.8
ALL = "all"
# How many records of a city, and places of a map that counts records, are listed.
MOST_OF_CITY, MOST_PLACES = 20, 12


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
    if open_city(view):
        state["_playing"] = False
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


def switch(view: View) -> bool:
    """Draw the switch for other places, except for a map that counts records; return whether it is on."""
    state = st.session_state
    if view.is_counted:
        return bool(state.get("others"))
    # Without a forum there are only other places to show, so they are always on.
    forced = totals.forums_of(view.shown).empty
    state["switch_others"] = bool(state.get("others")) or forced
    st.toggle(view.say("map.switch.others"), key="switch_others", disabled=forced, on_change=_switched)
    return bool(state.get("others"))


def _switched() -> None:
    st.session_state["others"] = st.session_state["switch_others"]


def open_city(view: View) -> str:
    """The id of the place whose records are open, or empty; a place that nothing shown names does not open."""
    city = str(st.session_state.get("city") or "")
    return city if city in view.place_counts()[1].places or map_context.events_in(view, city) else ""


def panel(view: View, year: int | None) -> None:
    """Draw next to the map the open city, else the stops and the forum of the year, or the top places."""
    if city := open_city(view):
        _city(view, city)
    elif view.is_counted:
        _most_named(view)
    else:
        _stops(view, year)
        if year is not None:
            _year(view, year)


def _city(view: View, city: str) -> None:
    found = view.shown[[city in places for places in view.shown["places"]]].sort_values(
        "kind", ascending=False, key=lambda kinds: kinds == "forum", kind="stable"
    )
    name, say = view.labels("place", city), view.say
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        page_parts.section(name)
        st.button(view.say("map.close"), type="tertiary", key="close_city", on_click=_close)
    text = findings.capitalised(findings.count_with_noun("count.records", len(found), say))
    things = findings.records_by_kind(found, view.labels)
    if found.empty:
        page_parts.note(say("map.no_record_here"))
    else:
        st.html(parts.announced(text, say("title.filtered", filters=name, things=things)))
    for record in found["id"].head(MOST_OF_CITY):
        page_parts.record_summary(view, record)
    if len(found) > MOST_OF_CITY:
        chosen = view.filters.overridden_by(Filters(place=(city,)))
        navigation.link(view, "records", say("counted.to_records"), chosen)
    map_context.event_details(view, map_context.events_in(view, city))


def _most_named(view: View) -> None:
    """The places with most records, next to a map that counts them."""
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


def _stops(view: View, year: int | None) -> None:
    forums = totals.forums_of(view.shown)
    if forums.empty:
        page_parts.note(view.say("map.no_place" if totals.with_place(view.shown).empty else "map.no_forum"))
        map_context.later_forums(view)
        return
    stops = [*(_stop(view, row, year) for row in forums.itertuples()), *_gaps(view)]
    stops.sort(key=lambda stop: stop.when)
    if year is not None:
        stops = [replace(stop, current=stop.when == str(year)) for stop in stops]
    st.html(parts.stops(parts.stops_title(view), stops, text=parts.abbreviations(view)))
    map_context.later_forums(view)


def _stop(view: View, forum: Any, year: int | None) -> Place:
    """A forum in the list of stops; its link opens its city on the map or, without a place there, its record."""
    place = next((place for place in forum.places if place in view.dataset.places.index), "")
    if not place:
        return parts.stop(view, forum, page_parts.record_links(view))
    shown = {"year": str(year) if year else None, "others": "yes" if st.session_state.get("others") else None}
    return parts.stop(view, forum, lambda _, name: navigation.link_to(view, "map", name, city=place, **shown))


def _gaps(view: View) -> list[Place]:
    say = view.say
    return [
        Place("", Link(say("map.left_empty"), ""), say("map.disagree"), str(year), edtf=str(year))
        for year in (() if view.filters else totals.gap_years(view.records))
        if any(year in note.years for note in view.dataset.notes)
    ]
