"""What a page of a view says in one sentence: its title, and that of every link to it."""

import pandas as pd

from mri_data import convention, pictures, sentences
from mri_data.left_out import qualified
from mri_data.view import View


def claim(view: View, page: str, record: str | None = None) -> str:
    """What a page of a view says in one sentence; with a record, what that record is called."""
    row = record_of(view, record)
    if row is not None:
        return str(row["title"])
    if page == "convention" and pictures.has_parties(view):
        return convention.title(view.dataset.context.parties, view.say)
    if page == "timeline" and not view.filters:
        return pictures.timeline_title(view)
    if page == "map" and not view.filters:
        return pictures.places_title(view)
    return qualified(_counted(view, page), view)


def _counted(view: View, page: str) -> str:
    if view.filters:
        return sentences.matching(view.shown, view.labels)
    if page == "records":
        return sentences.records_title(view.records, view.labels)
    if page == "sources":
        return sentences.sources_title(view.dataset, view.say)
    return sentences.overview_title(view.records, view.say)


def record_of(view: View, record: str | None) -> "pd.Series[str] | None":
    """The row of a record by its id, whether or not the filters keep it."""
    rows = view.records[view.records["id"] == record] if record else view.records[:0]
    return rows.iloc[0] if len(rows) else None
