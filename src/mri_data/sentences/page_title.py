"""The title of each page of a view, one sentence, which is also that of its slides, files and link previews."""

from collections.abc import Callable
from dataclasses import replace

import pandas as pd

from mri_data.query.filters import Filters
from mri_data.query.totals import host_cities
from mri_data.record.view import View
from mri_data.sentences import convention, findings
from mri_data.sentences.left_out import states_title_with_unread, title_with_unread
from mri_data.words.errors import shortened

# The longest sentence in the title of a document, and the longest list of records in a link preview, in characters.
LONGEST_TITLE, LONGEST_LIST = 110, 200


def page_title(view: View, page: str, record: str | None = None) -> str:
    """The title of a page of a view; where a record is open, the title of that record."""
    row = record_of(view, record)
    if row is not None:
        return str(row["title"])
    if page == "convention":
        return convention_title(view)
    if page == "check":
        return view.say("check.title")
    if page == "sources":
        return title_with_unread(findings.sources_title(view.dataset, view.say), view)
    if view.filters:
        return title_with_unread(findings.filtered_title(view.shown, view.filters, view.labels), view)
    if page == "timeline":
        return timeline_title(view)
    if page == "map":
        return places_title(view)
    if page == "records":
        return title_with_unread(findings.records_title(view.records, view.labels), view)
    return title_with_unread(findings.overview_title(view.records, view.say, _conferences(view)), view)


def document_title(view: View, page: str, record: str | None = None) -> str:
    """The title of a page in a tab, a bookmark or a link preview: its sentence, its name, and that of the record."""
    sentence = shortened(page_title(view, page, record), LONGEST_TITLE)
    name = view.say(f"page.{page}") if page not in ("", "overview") else ""
    return " · ".join(dict.fromkeys(filter(None, (sentence, name, view.dataset.about.short_title))))


def file_title(view: View) -> str:
    """The title of a file in its properties: the name of the record and, where a filter is set, what was chosen."""
    name = view.dataset.about.title
    return " · ".join(filter(None, (page_title(view, "overview"), name))) if view.filters else name


def of_city(view: View, page: str, city: str) -> View:
    """The view that a link describes: on the map with an open city, the records of that city, if there are any."""
    if page != "map" or city not in view.dataset.codes["place"]:
        return view
    there = replace(view, filters=view.filters.overridden_by(Filters(place=(city,))))
    return view if there.empty else there


def preview_text(view: View, page: str, record: str | None = None) -> str:
    """What a shared link says below its title: the record by its full name, and what the page shows."""
    row, name = record_of(view, record), view.dataset.about.title
    if row is not None:
        return view.say("preview.record", name=name, summary=row["summary"])
    return view.say("preview.page", name=name, about=_shown_on(view, page))


def _shown_on(view: View, page: str) -> str:
    """What a page shows, in a sentence that its title does not say already."""
    say = view.say
    if page == "convention":
        return say("convention.lede")
    if page != "sources" and view.filters and not view.empty:
        return _titles(view)
    if page == "map":
        cities = view.labels.all_of(list(host_cities(view.shown)))
        return say("preview.map", cities=cities) if cities else say("preview.map.none")
    return say(f"preview.{page or 'overview'}")


def _titles(view: View) -> str:
    """The titles of the records shown, as many as there is room for, and how many more there are."""
    named: list[str] = []
    for title in view.shown["title"]:
        if named and len(view.labels.clauses([*named, title])) > LONGEST_LIST:
            return view.say.n("preview.chosen", view.count - len(named), titles=view.labels.clauses(named))
        named.append(title)
    return f"{view.labels.clauses(named)}."


def record_of(view: View, record: str | None) -> "pd.Series[str] | None":
    """The row of a record by its id, whether or not the filters keep it; None for an unknown id."""
    rows = view.records[view.records["id"] == record] if record else view.records[:0]
    return rows.iloc[0] if len(rows) else None


def convention_title(view: View) -> str:
    """How many States are parties to the Convention, and how many were when MRI's campaign began."""
    if not convention.has_parties(view.dataset.context):
        return view.say("convention.none.title")
    return states_title_with_unread(convention.title(view), view)


def timeline_title(view: View) -> str:
    """The title of a timeline: how many kinds of work there are, and in which years."""
    return title_with_unread(findings.timeline_title(view.shown, view.say, _conferences(view)), view)


def _conferences(view: View) -> set[str]:
    """The codes of the bodies that the context lists as UN conferences."""
    english = view.dataset.in_english
    meetings = english.context.meetings
    titles = set(meetings["title"][meetings["kind"] == "conference"])
    return {code for code, name in english.names["body.full"].items() if name in titles}


def areas_title(view: View) -> str:
    """The title of a small timeline: the same in short."""
    return title_with_unread(findings.areas_title(view.shown, view.say), view)


def places_title(view: View) -> str:
    """The title of a map: the cities of the forums or, where records are counted, at how many places they are."""
    whole = not view.filters
    return _map_title(view, lambda: findings.places_title(view.shown, view.dataset, view.say, whole=whole))


def cities_title(view: View) -> str:
    """The title of a small map: how many forums, cities and continents or, where records are counted, places."""
    return _map_title(view, lambda: findings.cities_title(view.shown, view.dataset, view.say))


def _map_title(view: View, title: Callable[[], str]) -> str:
    """The title of a map of marks, with what filters chose; of one that counts records, its own."""
    return title_with_unread(_places_counted(view) if view.is_counted else title(), view)


def _places_counted(view: View) -> str:
    found, say = view.place_counts()[1], view.say
    records = say.n("counted.records", found.named, number=say.digits(found.named))
    return say.n("counted.map.title", len(found.places), number=say.digits(len(found.places)), records=records)
