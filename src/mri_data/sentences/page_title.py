"""The title of each page of a view, which is also the title of its link preview: one sentence."""

from collections.abc import Callable

import pandas as pd

from mri_data.record.view import View
from mri_data.sentences import convention, findings
from mri_data.sentences.left_out import states_title_with_unread, title_with_unread


def page_title(view: View, page: str, record: str | None = None) -> str:
    """The title of a page of a view; where a record is open, the title of that record."""
    row = record_of(view, record)
    if row is not None:
        return str(row["title"])
    if page == "convention" and convention.has_parties(view.dataset.context):
        return convention_title(view)
    if page == "timeline" and not view.filters:
        return timeline_title(view)
    if page == "map" and not view.filters:
        return places_title(view)
    return title_with_unread(_counted(view, page), view)


def preview_text(view: View, page: str, record: str | None = None) -> str:
    """What a shared link says below its title: the record by its full name, and the finding of the page or record."""
    row, name = record_of(view, record), view.dataset.about.title
    if row is not None:
        return view.say("preview.record", name=name, summary=row["summary"])
    return view.say("preview.page", name=name, finding=page_title(view, page))


def _counted(view: View, page: str) -> str:
    if view.filters:
        return findings.filtered_title(view.shown, view.filters, view.labels)
    if page == "records":
        return findings.records_title(view.records, view.labels)
    if page == "sources":
        return findings.sources_title(view.dataset, view.say)
    return findings.overview_title(view.records, view.say, _conferences(view))


def record_of(view: View, record: str | None) -> "pd.Series[str] | None":
    """The row of a record by its id, whether or not the filters keep it; None for an unknown id."""
    rows = view.records[view.records["id"] == record] if record else view.records[:0]
    return rows.iloc[0] if len(rows) else None


def convention_title(view: View) -> str:
    """How many States are parties to the Convention, and how many were when MRI's campaign began."""
    return states_title_with_unread(convention.title(view), view)


def timeline_title(view: View) -> str:
    """The title of a timeline: how many kinds of work there are, and in which years."""
    return title_with_unread(findings.timeline_title(view.shown, view.say, _conferences(view)), view)


def _conferences(view: View) -> set[str]:
    """The codes of the bodies that the context lists as UN conferences."""
    meetings = view.dataset.context.meetings
    titles = set(meetings["title"][meetings["kind"] == "conference"])
    return {code for code, name in view.labels.names["body.full"].items() if name in titles}


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
