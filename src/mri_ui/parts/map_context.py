"""The context on the map page: its key, and meetings and later forums, kept apart from the record."""

from collections.abc import Sequence

import streamlit as st

from mri_data.charts.map.context import LAYERS, in_year, layer_of, on_map
from mri_data.html import parts
from mri_data.html.parts import Place
from mri_data.html.tables import Link
from mri_data.record.context import Event
from mri_data.sentences import findings
from mri_ui.frame import navigation
from mri_ui.frame.session import View
from mri_ui.parts import page_parts


def key(view: View, year: int | None) -> None:
    """Draw what the rings mean; nothing if the map has none up to this year. None is for all years."""
    events = [event for event in on_map(view.events) if year is None or event.earliest.year <= year]
    shown = {layer_of(event) for event in events}
    if not shown:
        return
    signs = [
        (layer, findings.capitalised(view.say(f"context.in_line.{layer}")))
        for layer in reversed(LAYERS)
        if layer in shown
    ]
    faint = year is not None and any(event.earliest.year < year for event in events)
    words = view.say("map.key.faint", year=year) if faint else ""
    st.html(parts.map_key(view.say("context.show"), signs, words))


def unplaced(view: View) -> None:
    """Draw a note on the events that have no place on the map, with the reasons that their rows give."""
    events, known = on_map(view.events), set(view.dataset.places.index)
    without = [event for event in events if known.isdisjoint(event.places)]
    if without:
        titles = [view.say("map.unplaced.item", title=event.title, date=event.when) for event in without]
        sentence = view.say.n("map.unplaced", len(without), all=len(events), titles=view.labels.clauses(titles))
        page_parts.note(" ".join([sentence, *dict.fromkeys(event.note for event in without if event.note)]))


def events_in(view: View, city: str) -> list[Event]:
    """The meetings and later forums in a city, if the view shows them."""
    return [event for event in on_map(view.events) if city in event.places]


def meetings_of(view: View, year: int) -> list[Event]:
    """The government meetings of a year, if the view shows them."""
    return [event for event in on_map(view.events) if layer_of(event) == "meetings" and in_year(event, year)]


def event_details(view: View, events: Sequence[Event]) -> None:
    """Draw events in full, under a heading that sets them apart from MRI's work."""
    if events:
        st.html(parts.events_here(view, events))


def later_forums(view: View) -> None:
    """Draw the later forums as a list, if the view shows them."""
    forums = [event for event in on_map(view.events) if layer_of(event) == "forums"]
    if forums:
        st.html(parts.later_forums(view.say("map.later"), [_later(view, event) for event in forums]))


def _later(view: View, event: Event) -> Place:
    by = view.say("context.by.run", by=event.by) if event.by else view.say("context.by.unknown")
    city = event.places[0] if event.places else ""
    name = view.labels.all_of(event.cities) or event.title
    link = navigation.link_to(view, "map", name, city=city) if city else Link(name, "", "map")
    return Place("", link, findings.capitalised(by), str(event.earliest.year), ring=True, edtf=str(event.earliest.year))
