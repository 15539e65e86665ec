"""What the map page says of the context: its key, and meetings and later forums apart from the record beside it."""

from collections.abc import Sequence

import streamlit as st

from mri_data.charts.map.context import LAYERS, in_year, layer_of, on_map
from mri_data.html import parts
from mri_data.html.parts import Place
from mri_data.html.tables import Link
from mri_data.record.context import Event
from mri_data.record.permalink import address as link_address
from mri_data.sentences import findings
from mri_ui.frame.session import View
from mri_ui.parts import page_parts


def key(view: View, year: int | None) -> None:
    """What the rings mean; nothing where the map has none, at this step of the journey."""
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
    """How much of the context has no place on the map, and why, as far as its rows say."""
    events, known = on_map(view.events), set(view.dataset.places.index)
    without = [event for event in events if known.isdisjoint(event.places)]
    if without:
        titles = [view.say("map.unplaced.item", title=event.title, date=event.when) for event in without]
        sentence = view.say.n("map.unplaced", len(without), all=len(events), titles="; ".join(titles))
        page_parts.note(" ".join([sentence, *dict.fromkeys(event.note for event in without if event.note)]))


def events_in(view: View, city: str) -> list[Event]:
    """The meetings and later forums of a city, where they are shown."""
    return [event for event in on_map(view.events) if city in event.places]


def meetings_of(view: View, year: int) -> list[Event]:
    """The government meetings of a year, where they are shown."""
    return [event for event in on_map(view.events) if layer_of(event) == "meetings" and in_year(event, year)]


def event_details(view: View, events: Sequence[Event]) -> None:
    """Events with all that is known of them, under a heading that says whose work they are not."""
    if events:
        st.html(parts.events_here(view, events))


def later_forums(view: View) -> None:
    """The forums of later years as a quiet list, where they are shown."""
    forums = [event for event in on_map(view.events) if layer_of(event) == "forums"]
    if forums:
        st.html(parts.later_forums(view.say("map.later"), [_later(view, event) for event in forums]))


def _later(view: View, event: Event) -> Place:
    by = view.say("context.by.run", by=event.by) if event.by else view.say("context.by.unknown")
    city = event.places[0] if event.places else ""
    url = link_address("map", view.filters, view.context_shown, city=city) if city else ""
    link = Link(view.labels.all_of(event.cities) or event.title, url, "map")
    return Place("", link, findings.capitalised(by), str(event.earliest.year), ring=True)
