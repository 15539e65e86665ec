"""The parts of the sources page: origins of records, corrections, quality notes, and the data dictionary."""

import streamlit as st

from mri_data.html import parts, tables
from mri_data.html.tables import Table
from mri_data.sentences.about_view import cite_line, gap_of
from mri_ui.frame import navigation
from mri_ui.frame.session import View
from mri_ui.parts import page_parts
from mri_ui.parts.records_table import MOST_LINKS


def problems(now: View) -> None:
    """Draw all problems in the data, then all warnings; nothing if there are none."""
    for title, found in (("sources.problems", now.dataset.problems), ("sources.warnings", now.dataset.doubts)):
        if found:
            _under_heading(tables.found(now, title, found), now.say(f"{title}.note"))


def _under_heading(found: Table, note: str = "") -> None:
    page_parts.section(found.caption)
    if note:
        page_parts.note(note)
    page_parts.table(found)


def _folded(found: Table, label: str, key: str) -> None:
    """Draw a table in an expander under its heading; the style sheet knows both by `key`."""
    with st.container(key=key):
        page_parts.section(found.caption)
        # A frame of another site shows the list of sources open; closed, its links could not be followed.
        with st.expander(label, expanded=navigation.embedded()):
            page_parts.table(found)


def records(now: View) -> None:
    """Draw a table of all records with their place and date in the source, and which other sources add to them.

    Of very many records, a link to the page that shows each with its sources.
    """
    count = len(now.records)
    if count > MOST_LINKS:
        page_parts.section(now.say("sources.records"))
        page_parts.note(now.say("sources.records.many", count=now.say.digits(count)))
        navigation.link(now, "records", now.say("sources.records.open"))
    else:
        _under_heading(tables.record_sources(now.without_filters, page_parts.record_links(now)))


def evidence(now: View) -> None:
    """Draw in which ways records are documented, each with a link to those records; nothing if that is not stated."""
    found = parts.evidence(now.without_filters, lambda name, filters: navigation.link_to(now, "records", name, filters))
    if found:
        page_parts.section(now.say("sources.evidence"))
        st.html(found)


def corrections(now: View) -> None:
    """Draw the corrections, a line each, which unfolds to why we correct the source and in which records.

    Nothing if there are none.
    """
    found = tables.corrections(now.without_filters, page_parts.record_links(now))
    if found:
        page_parts.section(now.say("sources.corrections"))
        page_parts.note(now.say("sources.corrections.note"))
        st.html(parts.corrections(found))


def sources(now: View) -> None:
    """Draw a table of all sources, with their terms of use and the day on which each was read."""
    found = tables.sources(now)
    _folded(found, now.say("sources.all", count=len(found.rows)), "cited")


def dictionary(now: View) -> None:
    """Draw the data dictionary: what each column of the record means."""
    found = tables.dictionary(now)
    _folded(found, now.say("sources.fields", count=len(found.rows)), "dictionary")


def quality_notes(now: View) -> None:
    """Draw the quality notes: what is still to be documented, or was left out on purpose; nothing if there are none."""
    if not now.dataset.notes:
        return
    page_parts.section(now.say("sources.notes"))
    st.html(parts.notes(gap_of(note, now) for note in now.dataset.notes))


def licence(now: View) -> None:
    """Draw how to cite the record, and its licence."""
    page_parts.section(now.say("sources.cite"))
    page_parts.paragraph(cite_line(now))
    st.html(parts.licence(now))
